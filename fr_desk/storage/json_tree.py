"""JSON text to plain values, with limits: nesting, repeated names, numbers that are none. Knows nothing of dossiers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NoReturn

from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE

MAX_JSON = 32 * MEGABYTE
"""Largest JSON text that is read; a dossier of 5,000 devices has two megabytes."""
MAX_VALUES = 1_000_000
"""Most values in one text; a dossier of 5,000 devices has a quarter of that."""
MAX_DEPTH = 32
"""Deepest nesting that is read; a dossier has eight levels."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_NO_BRACKET = re.compile(r"[^\[\]{}]+")


def text_of(data: bytes, file: str) -> str:
    """Return UTF-8 text, without a byte order mark.

    Raises:
        NotTextError: if it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.NotTextError(file=file, place=error.start) from error


def json_tree(data: bytes, file: str) -> Any:
    """Return the values a JSON text holds.

    Args:
        data: the text in UTF-8.
        file: how the file is called in errors.

    Raises:
        UnreadableError: if it is not JSON, too large, nested too deeply, or names a field twice.
    """
    if len(data) > MAX_JSON:
        raise errors.FileTooLargeError(file=file, limit=MAX_JSON // MEGABYTE)
    refuse_many(data, b"[{,", file)
    text = text_of(data, file)
    _check_depth(text, file)

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        tree = dict(pairs)
        if len(tree) < len(pairs):
            (repeated, _), *_ = Counter(name for name, _ in pairs).most_common(1)
            raise errors.RepeatedFieldError(file=file, field=repeated)
        return tree

    def refuse(constant: str) -> NoReturn:
        place = text.find(constant)
        raise _syntax_error(text, place, file)

    try:
        return json.loads(text, object_pairs_hook=mapping, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise _syntax_error(text, error.pos, file) from error
    except ValueError as error:  # a number of more digits than Python converts
        place = re.search(r"[0-9]{1000}", text)
        raise _syntax_error(text, place.start() if place else 0, file) from error


def refuse_many(data: bytes, signs: bytes, file: str) -> None:
    """Refuse a text of more values than any dossier has, before any of them takes memory.

    Args:
        data: the text.
        signs: the characters that come before a value.
        file: how the file is called in errors.

    Raises:
        TooManyValuesError: if there are more.
    """
    if len(data) > MAX_VALUES and sum(data.count(sign) for sign in signs) > MAX_VALUES:
        raise errors.TooManyValuesError(file=file, limit=MAX_VALUES)


def _syntax_error(text: str, position: int, file: str) -> errors.JsonSyntaxError:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return errors.JsonSyntaxError(file=file, line=line, column=column)


def _check_depth(text: str, file: str) -> None:
    depth = 0
    for bracket in _brackets(text):
        if bracket in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise errors.NestingError(file=file, limit=MAX_DEPTH)
        elif bracket in "]}":
            depth -= 1


def _brackets(text: str) -> Iterable[str]:
    """Return the brackets outside strings in order; other characters may stand among them."""
    if '\\"' in text:
        return (token[0][0] for token in _STRING_OR_BRACKET.finditer(text))
    outside = "".join(text.split('"')[::2])  # strings without quotes of their own end at the next one
    return _NO_BRACKET.sub("", outside)
