"""Conditions in CEL (Common Expression Language, cel.dev): compiled once, evaluated to true, false or unknown.

Unanswered facts are left out of the data, so CEL's own error absorption gives three-valued logic. This module also
reads off an expression which facts it speaks of, so that an open finding can name the unanswered ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from cel_expr_python import cel

Chain = tuple[str, ...]
"""A fact an expression reads: ``("activity", "alternatives", "*", "same_place")``."""

MACROS = frozenset({"exists", "all", "filter", "map", "exists_one"})
_MISSING = ("NOT_FOUND", "UNKNOWN: No value with name")
_WORDS = frozenset({"true", "false", "null", "in"})
_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<name>[A-Za-z_]\w*)|(?P<other>\S)"""
)


class ExpressionError(ValueError):
    """A condition that does not compile, or fails for another reason than a missing answer: a fault of its author."""


@cache
def _environment(variables: tuple[str, ...]) -> cel.Env:
    return cel.NewEnv(variables=dict.fromkeys(variables, cel.Type.DYN))


def activation(variables: tuple[str, ...], data: Mapping[str, Any]) -> cel.Activation:
    """Bind ``data`` to the variables of an environment, once for many evaluations."""
    return _environment(variables).Activation(dict(data))


class Expression:
    """One compiled condition."""

    __slots__ = ("_compiled", "reads", "source", "variables")

    def __init__(self, source: str, variables: tuple[str, ...]) -> None:
        """Compile ``source`` against the names in ``variables``.

        Raises:
            ExpressionError: if it does not compile or uses ``has()``, which would take unanswered for "no".
        """
        self.source = source
        self.variables = variables
        try:
            self._compiled = _environment(variables).compile(source)
        except RuntimeError as error:
            raise ExpressionError(str(error).removeprefix("INVALID_ARGUMENT: ")) from error
        self.reads = tuple(dict.fromkeys(_chains(source)))
        if re.search(r"\bhas\s*\(", source):
            raise ExpressionError("has() takes an unanswered question for “no”; leave it out")

    @staticmethod
    @lru_cache(maxsize=4096)
    def compile(source: str, variables: tuple[str, ...]) -> Expression:
        """Return the compiled form of ``source``, compiling each text once."""
        return Expression(source, variables)

    def evaluate(self, bound: cel.Activation) -> bool | None:
        """Return true, false, or ``None`` where an unanswered question decides.

        Raises:
            ExpressionError: if evaluation fails for any reason but a missing answer, or gives no boolean.
        """
        value = self._compiled.eval(bound)
        plain = value.plain_value()
        if plain is True or plain is False:
            return plain
        kind = value.type()
        if kind == cel.Type.ERROR:
            text = str(plain)
            if text.startswith(_MISSING):
                return None
            raise ExpressionError(f"{self.source}: {text}")
        raise ExpressionError(f"{self.source}: gives {kind.name()}, not true or false")


def _chains(source: str) -> Iterator[Chain]:
    tokens = [match[0] for match in _TOKEN.finditer(source)]
    found: list[Chain] = []
    _scan(tokens, 0, {}, found)
    yield from found


def _scan(tokens: Sequence[str], at: int, scope: Mapping[str, Chain], found: list[Chain]) -> int:
    """Collect chains from ``at`` up to the closing parenthesis that ends this level; return its position."""
    while at < len(tokens) and tokens[at] != ")":
        token = tokens[at]
        if token == "(":  # noqa: S105 - a token of the language, not a secret
            at = _scan(tokens, at + 1, scope, found) + 1
        elif re.match(r"[A-Za-z_]", token) and token not in _WORDS and not _is_call(tokens, at, token):
            at = _chain(tokens, at, scope, found)
        else:
            at += 1
    return at


def _is_call(tokens: Sequence[str], at: int, token: str) -> bool:
    after_dot = at > 0 and tokens[at - 1] == "."
    return after_dot or (at + 1 < len(tokens) and tokens[at + 1] == "(" and token not in MACROS)


def _chain(tokens: Sequence[str], at: int, scope: Mapping[str, Chain], found: list[Chain]) -> int:
    chain = scope.get(tokens[at], (tokens[at],))
    at += 1
    while at + 1 < len(tokens) and tokens[at] == ".":
        name = tokens[at + 1]
        called = at + 2 < len(tokens) and tokens[at + 2] == "("
        if called and name in MACROS:
            inner = {**scope, tokens[at + 3]: (*chain, "*")}
            found.append(chain)
            at = _scan(tokens, at + 5, inner, found) + 1
            if name != "filter":
                return at
        elif called:
            break
        else:
            chain = (*chain, name)
            at += 2
    found.append(chain)
    return at
