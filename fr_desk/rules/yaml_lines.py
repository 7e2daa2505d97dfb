"""YAML whose mappings and lists remember their lines, read with limits; only ``true`` and ``false`` are booleans.

The values are built from the parser's events, so that nothing is expanded before it is counted. Anchors, aliases and
``<<`` are understood as long as what they repeat stays small. Dates stay the text that was written: the field knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts

MAX_DEPTH = 32
"""Deepest nesting, every alias written out; a bundled pack has 12 levels."""
MAX_WRITTEN_OUT = 8_000_000
"""Most characters of all values of a pack once every alias is written out; a bundled pack has half a million."""
_COLLECTION = 8
"""What a mapping or a list costs beside its values, in characters."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")

NOT_TEXT = N_("byte {place} is not text in UTF-8; save the file again with the encoding UTF-8")
BAD_CHARACTER = N_("character {place} cannot stand in YAML; remove it")
SYNTAX = N_("this is not YAML ({detail}); correct it at column {column}")
UNKNOWN_ALIAS = N_("*{name} repeats what was not written before as &{name}; write it out")
TOO_LONG = N_("with everything repeated written out the file becomes too large; repeat less")
TOO_DEEP = N_("nested deeper than {limit} levels; write it flatter")
TAGGED = N_("the tag {tag} is not taken; write plain values")
TWICE = N_("{key} stands here twice; keep one of them")
NOT_A_KEY = N_("a key must be a word, not a list or a mapping; write it out")
DOCUMENTS = N_("a second document begins here; keep one in a file")


class YamlFaultError(FrDeskError):
    """A file that is not YAML we read; ``values`` hold the line and why."""

    sentence = N_("Line {line}: {why}.")

    def __init__(self, line: int, why: Texts) -> None:
        """Keep the line and the reason."""
        super().__init__(line=line, why=why)
        self.line = line
        self.why = why


class Budget:
    """How many characters may still be written out; the files of one pack share one."""

    def __init__(self, left: int = MAX_WRITTEN_OUT) -> None:
        """Begin with ``left`` characters."""
        self.left = left


class Mapped(dict[str, Any]):
    """A mapping that knows on which line it begins (1 is the first), and each of its keys."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Listed(list[Any]):
    """A list that knows on which line it begins, and each of its entries."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def line_at(data: Any, place: tuple[str | int, ...], line: int = 1) -> int:
    """Return the line of the key or entry at ``place`` in ``data``; of the nearest thing above it that is there."""
    node = data
    for part in place:
        line = getattr(node, "line", line)
        if isinstance(node, Mapped) and part in node:
            line, node = node.lines.get(str(part), line), node[str(part)]
        elif isinstance(node, Listed) and isinstance(part, int) and part < len(node):
            line, node = node.lines[part], node[part]
        else:
            break
    return line


def load(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        YamlFaultError: if it is not YAML we read.
        OSError: if it cannot be read.
    """
    return parse(path.read_bytes())


def parse(data: bytes, budget: Budget | None = None) -> Any:
    """Return the values of a YAML text: :class:`Mapped`, :class:`Listed`, texts, numbers, booleans and ``None``.

    Args:
        data: the text in UTF-8.
        budget: what may be written out; :data:`MAX_WRITTEN_OUT` for this text alone if omitted.

    Raises:
        YamlFaultError: with the line, if it is not YAML, nested or repeated too often, uses tags, a key twice or
            several documents.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlFaultError(line, texts(NOT_TEXT, place=error.start + 1)) from error
    try:
        return _Builder(yaml.parse(text, Loader=yaml.CSafeLoader), budget or Budget()).document()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlFaultError(line, texts(BAD_CHARACTER, place=error.position + 1)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlFaultError(line, texts(SYNTAX, detail=error.problem or "", column=column)) from error


class _Anchored(NamedTuple):
    """A value with an anchor: its size in characters and its height in levels, all aliases in it written out."""

    value: Any
    size: int
    height: int


class _Builder:
    def __init__(self, events: Iterator[yaml.Event], budget: Budget) -> None:
        self._events = events
        self._budget = budget
        self._anchors: dict[str, _Anchored] = {}
        self._deepest = 0

    def document(self) -> Any:
        tree: Any = None
        seen = False
        for event in self._events:
            if type(event) is yaml.DocumentStartEvent:
                if seen:
                    raise YamlFaultError(_line(event), texts(DOCUMENTS))
                seen = True
                tree = self._value(next(self._events), 0)
        return tree

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._repeated(event, depth)
        if event.tag is not None and event.tag != "!":
            raise YamlFaultError(_line(event), texts(TAGGED, tag=event.tag[:60]))
        anchor = event.anchor
        if kind is yaml.ScalarEvent:
            size = len(event.value) + 1
            self._spend(size, event)
            scalar = event.value if event.style or event.tag else _plain(event.value)
            if anchor:
                self._anchors[anchor] = _Anchored(scalar, size, 0)
            return scalar
        self._reach(depth, event)
        left, deepest = self._budget.left, self._deepest
        self._deepest = depth
        self._spend(_COLLECTION, event)
        value = (
            self._sequence(event, depth) if kind is yaml.SequenceStartEvent else self._mapping(event, depth)
        )
        if anchor:
            self._anchors[anchor] = _Anchored(value, left - self._budget.left, self._deepest - depth)
        self._deepest = max(deepest, self._deepest)
        return value

    def _repeated(self, event: Any, depth: int) -> Any:
        """Return what an alias names; it costs and reaches as far as if it were written out."""
        anchored = self._anchors.get(event.anchor)
        if anchored is None:  # unknown, or still being read: then it would hold itself
            raise YamlFaultError(_line(event), texts(UNKNOWN_ALIAS, name=event.anchor[:60]))
        self._spend(anchored.size, event)
        self._reach(depth + anchored.height, event)
        return anchored.value

    def _reach(self, depth: int, event: yaml.Event) -> None:
        self._deepest = max(self._deepest, depth)
        if depth > MAX_DEPTH:
            raise YamlFaultError(_line(event), texts(TOO_DEEP, limit=MAX_DEPTH))

    def _spend(self, size: int, event: yaml.Event) -> None:
        self._budget.left -= size
        if self._budget.left < 0:
            raise YamlFaultError(_line(event), texts(TOO_LONG))

    def _sequence(self, start: yaml.Event, depth: int) -> Listed:
        listed = Listed(_line(start))
        while type(event := next(self._events)) is not yaml.SequenceEndEvent:
            listed.append(self._value(event, depth + 1))
            listed.lines.append(_line(event))
        return listed

    def _mapping(self, start: yaml.Event, depth: int) -> Mapped:
        mapped = Mapped(_line(start))
        merged: list[Mapped] = []
        while type(event := next(self._events)) is not yaml.MappingEndEvent:
            key = self._key(event)
            if key in mapped:
                raise YamlFaultError(_line(event), texts(TWICE, key=key[:60]))
            value = self._value(next(self._events), depth + 1)
            if key == "<<" and isinstance(value, Mapped):
                merged.append(value)
            else:
                mapped[key] = value
                mapped.lines[key] = _line(event)
        for other in merged:
            for key, value in other.items():
                if key not in mapped:
                    mapped[key] = value
                    mapped.lines[key] = other.lines[key]
        return mapped

    def _key(self, event: Any) -> str:
        if type(event) is not yaml.ScalarEvent:
            raise YamlFaultError(_line(event), texts(NOT_A_KEY))
        if event.tag is not None and event.tag != "!":
            raise YamlFaultError(_line(event), texts(TAGGED, tag=event.tag[:60]))
        self._spend(len(event.value) + 1, event)
        return str(event.value)


def _plain(text: str) -> Any:
    """Return what an unquoted word means."""
    if text in _NULLS:
        return None
    if text == "true":
        return True
    if text == "false":
        return False
    if text[0] in "+-0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return float(text)
    return text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
