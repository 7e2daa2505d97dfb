"""Conditions in CEL (Common Expression Language, cel.dev): compiled once, evaluated to true, false or unknown.

Unanswered facts are left out of the data, so CEL's own error absorption gives three-valued logic. This module also
reads off an expression which facts it speaks of, so that an open finding can name the unanswered ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from cel_expr_python import cel

from fr_desk.i18n import N_, texts

Chain = tuple[str, ...]
"""A fact an expression reads: ``("activity", "alternatives", "*", "same_place")``."""

MACROS = frozenset({"exists", "all", "filter", "map", "exists_one"})
_MISSING = ("NOT_FOUND", "UNKNOWN: No value with name")
_WORDS = frozenset({"true", "false", "null", "in"})
_EQUALITY = (["=", "="], ["!", "="])
_NAME = re.compile(r"[A-Za-z_]\w*")
_QUOTED = re.compile(r""""[^"\\]*"|'[^'\\]*'""")
_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*)
    |(?P<string>[rRbB]{0,2}(?:\"{3}(?s:\\.|.)*?\"{3}|'{3}(?s:\\.|.)*?'{3}|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))
    |(?P<name>[A-Za-z_]\w*)|(?P<other>\S)""",
    re.VERBOSE,
)


MAX_LENGTH = 2_000
"""Longest condition, in characters; the longest of a bundled pack has a fifth."""
MAX_NESTED = 3
"""Most loops (``exists``, ``all`` and the like) inside each other. CEL itself stops after 10,000 turns of them all."""

NOT_A_CONDITION = N_("this is no condition ({detail})")
FAILED = N_("the condition {source} fails ({detail})")
NO_BOOLEAN = N_("the condition {source} gives neither true nor false but {kind}")
TAKES_UNANSWERED_FOR_NO = N_("has() takes an unanswered question for “no”; leave it out")
LONG_CONDITION = N_("the condition has more than {limit} characters; split it into clauses")
NESTED_LOOPS = N_("more than {limit} loops stand inside each other; write the condition flatter")


class ExpressionError(ValueError):
    """A condition that does not compile, or fails for another reason than a missing answer: a fault of its author."""

    def __init__(self, sentence: str, **values: object) -> None:
        """Keep the reason in three languages."""
        self.why = texts(sentence, **values)
        super().__init__(self.why.en)


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
            ExpressionError: if it does not compile, is too long or nested too deeply, or uses ``has()``, which would
                take unanswered for "no".
        """
        self.source = source
        self.variables = variables
        if len(source) > MAX_LENGTH:
            raise ExpressionError(LONG_CONDITION, limit=MAX_LENGTH)
        tokens = tokens_of(source)
        if any(pair == ("has", "(") for pair in pairwise(tokens)):
            raise ExpressionError(TAKES_UNANSWERED_FOR_NO)
        if _nested(tokens) > MAX_NESTED:
            raise ExpressionError(NESTED_LOOPS, limit=MAX_NESTED)
        try:
            self._compiled = _environment(variables).compile(source)
        except (RuntimeError, UnicodeError) as error:
            raise ExpressionError(NOT_A_CONDITION, detail=_first_line(error)) from error
        self.reads = reads_of(source)

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
        try:
            value = self._compiled.eval(bound)
            plain = value.plain_value()
        except RuntimeError as error:  # the turns of its loops are used up
            raise ExpressionError(FAILED, source=self.source, detail=_first_line(error)) from error
        if plain is True or plain is False:
            return plain
        kind = value.type()
        if kind == cel.Type.ERROR:
            text = str(plain)
            if text.startswith(_MISSING):
                return None
            raise ExpressionError(FAILED, source=self.source, detail=text)
        raise ExpressionError(NO_BOOLEAN, source=self.source, kind=kind.name())


@lru_cache(maxsize=8192)
def reads_of(source: str) -> tuple[Chain, ...]:
    """Return the facts a condition reads, from its text alone: nothing is compiled."""
    return tuple(dict.fromkeys(_chains(tokens_of(source))))


@dataclass(frozen=True, slots=True)
class Look:
    """How a condition looks at one fact, as far as the first list on the way.

    Attributes:
        chain: the fact.
        whole: whether its value counts; otherwise only what follows.
        size: whether its size counts.
        loops: whether ``exists`` and ``all`` go through it, which only see which kinds of entries there are.
        within: what they read of each entry; the entry itself if that is empty.
    """

    chain: Chain
    whole: bool
    size: bool
    loops: bool
    within: tuple[Chain, ...]


@lru_cache(maxsize=8192)
def looks_of(source: str) -> tuple[Look, ...]:
    """Return how a condition looks at the facts it reads; what is looked at as part of another is left out."""
    tokens = tokens_of(source)
    found: list[_Read] = []
    _scan(tokens, 0, {}, found)
    uses: dict[Chain, set[str]] = {}
    within: dict[Chain, dict[Chain, None]] = {}
    for chain, start, end in (read for read in found if read.chain[0]):
        if "*" in chain:
            list_at = chain.index("*")
            inner = chain[list_at + 1 :]
            deeper = inner[: inner.index("*")] if "*" in inner else inner
            within.setdefault(chain[:list_at], {})[deeper] = None
            uses.setdefault(chain[:list_at], set())
        else:
            uses.setdefault(chain, set()).add(_use(tokens, start, end))
    wholes = [chain for chain, ways in uses.items() if not ways or "whole" in ways]
    return tuple(
        Look(chain, not ways or "whole" in ways, "size" in ways, "loop" in ways, tuple(within.get(chain, ())))
        for chain, ways in uses.items()
        if not any(chain[: len(whole)] == whole and chain != whole for whole in wholes)
    )


def _use(tokens: Sequence[str], start: int, end: int) -> str:
    if tokens[end : end + 1] == ["."] and tokens[end + 1] in {"exists", "all"} and _loops(tokens, end):
        return "loop"
    if tokens[start - 2 : start] == ["size", "("] and tokens[end : end + 1] == [")"]:
        return "size"
    return "whole"


def _first_line(error: Exception) -> str:
    """Return what CEL says first, without the names of its error codes."""
    text = (str(error).splitlines() or [""])[0]
    return re.sub(r"^[A-Z_]+: |^ERROR: |<input>:| \[[A-Z_]+\]$", "", re.sub(r"^[A-Z_]+: ", "", text))


@lru_cache(maxsize=1024)
def tokens_of(source: str) -> list[str]:
    """Return the words, strings and signs of a condition, comments left out; the list is everybody's, to be read."""
    return [match[0] for match in _TOKEN.finditer(source) if not match["comment"]]


def _nested(tokens: Sequence[str]) -> int:
    """Return how many loops stand inside each other at most."""
    open_loops: list[bool] = []
    deepest = 0
    for at, token in enumerate(tokens):
        if token == "(":  # noqa: S105 - a token of the language, not a secret
            open_loops.append(tokens[at - 2 : at - 1] == ["."] and tokens[at - 1] in MACROS)
            deepest = max(deepest, sum(open_loops))
        elif token == ")" and open_loops:  # noqa: S105 - the same
            open_loops.pop()
    return deepest


class _Read(NamedTuple):
    """A fact a condition reads, and the tokens it stands on; a loop's own literals begin with an empty name."""

    chain: Chain
    start: int
    end: int


def _chains(tokens: Sequence[str]) -> Iterator[Chain]:
    found: list[_Read] = []
    _scan(tokens, 0, {}, found)
    yield from (read.chain for read in found if read.chain[0])


def compared(source: str) -> Iterator[tuple[Chain, str]]:
    """Yield each fact of a condition with each text it is compared with (``==``, ``!=``, ``in``)."""
    tokens = tokens_of(source)
    found: list[_Read] = []
    _scan(tokens, 0, {}, found)
    literals = {read.end: read.chain[1:] for read in found if not read.chain[0]}
    for chain, start, end in (read for read in found if read.chain[0]):
        others: list[str] = []
        if tokens[end : end + 2] in _EQUALITY:
            others += tokens[end + 2 : end + 3]
        elif tokens[end : end + 2] == ["in", "["]:
            others += tokens[end + 2 : tokens.index("]", end)]
        if tokens[start - 2 : start] in _EQUALITY:
            others += tokens[start - 3 : start - 2]
        elif tokens[start - 1 : start] == ["in"]:
            others += literals.get(start - 1, tokens[start - 2 : start - 1])
        yield from ((chain, token[1:-1]) for token in others if _QUOTED.fullmatch(token))


def _scan(tokens: Sequence[str], at: int, scope: Mapping[str, Chain], found: list[_Read]) -> int:
    """Collect chains from ``at`` up to the closing parenthesis that ends this level; return its position."""
    while at < len(tokens) and tokens[at] != ")":
        token = tokens[at]
        if token == "(":  # noqa: S105 - a token of the language, not a secret
            at = _scan(tokens, at + 1, scope, found) + 1
        elif token == "]" and _loops(tokens, at + 1):  # noqa: S105 - the same
            begin = max(position for position in range(at) if tokens[position] == "[")
            literals = (token for token in tokens[begin:at] if _QUOTED.fullmatch(token))
            at = _scan(tokens, at + 6, {**scope, tokens[at + 4]: ("", *literals)}, found) + 1
        elif _NAME.fullmatch(token) and token not in _WORDS and not _is_call(tokens, at, token):
            at = _chain(tokens, at, scope, found)
        else:
            at += 1
    return at


def _loops(tokens: Sequence[str], at: int) -> bool:
    """Tell whether a loop begins at the dot at ``at``: ``.exists(name,``."""
    dot, name, bracket, *_rest = (*tokens[at : at + 5], "", "", "")
    return dot == "." and name in MACROS and bracket == "(" and tokens[at + 4 : at + 5] == [","]


def _is_call(tokens: Sequence[str], at: int, token: str) -> bool:
    after_dot = at > 0 and tokens[at - 1] == "."
    return after_dot or (at + 1 < len(tokens) and tokens[at + 1] == "(" and token not in MACROS)


def _chain(tokens: Sequence[str], at: int, scope: Mapping[str, Chain], found: list[_Read]) -> int:
    start = at
    chain = scope.get(tokens[at], (tokens[at],))
    at += 1
    while at + 1 < len(tokens) and tokens[at] == ".":
        name = tokens[at + 1]
        if _loops(tokens, at):
            inner = {**scope, tokens[at + 3]: (*chain, "*")}
            found.append(_Read(chain, start, at))
            at = _scan(tokens, at + 5, inner, found) + 1
            if name != "filter":
                return at
        elif tokens[at + 2 : at + 3] == ["("]:
            break
        else:
            chain = (*chain, name)
            at += 2
    found.append(_Read(chain, start, at))
    return at


def conjuncts(source: str) -> tuple[str, ...]:
    """Return the parts that ``&&`` joins at the top of a condition; the condition itself if nothing is joined there.

    One part that is false makes the whole false, whatever is unknown about the others.
    """
    parts, depth, start, before = [], 0, 0, ""
    for match in _TOKEN.finditer(source):
        token = match[0]
        depth += (token in {"(", "[", "{"}) - (token in {")", "]", "}"})
        if depth == 0 and token in {"|", "?"}:
            return (source,)
        if depth == 0 and token == before == "&":  # noqa: S105 - a token of the language, not a secret
            parts.append(source[start : match.start() - 1].strip())
            start, token = match.end(), ""
        before = token
    return (*parts, source[start:].strip())
