"""YAML text to plain values and back, with limits. Every scalar stays the text that was written, except null.

What ``on``, ``007``, ``9:30`` or ``2026-11-21`` means is for the model to say, not for the notation: only the field
knows whether it wants a word, a telephone number or a yes. Anchors, aliases and ``<<`` are understood as long as what
they repeat stays small; tags are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from fr_desk.storage import errors, yaml_errors
from fr_desk.storage.access import MEGABYTE
from fr_desk.storage.json_tree import MAX_DEPTH, refuse_many, text_of

MAX_YAML = 8 * MEGABYTE
"""Largest YAML text that is read; a dossier of 5,000 devices has two megabytes."""

MAX_REPEATED = 4 * MAX_YAML
"""Most characters of all values once every alias is written out."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def yaml_tree(data: bytes, file: str) -> Any:
    """Return the values a YAML text holds: mappings, lists, texts and ``None``.

    Args:
        data: the text in UTF-8.
        file: how the file is called in errors.

    Raises:
        UnreadableError: if it is not YAML, too large, nested or repeated too often, or uses tags or several documents.
    """
    if len(data) > MAX_YAML:
        raise errors.FileTooLargeError(file=file, limit=MAX_YAML // MEGABYTE)
    refuse_many(data, b"[{,\n", file)
    events = yaml.parse(text_of(data, file), Loader=yaml.CSafeLoader)
    try:
        return _Builder(events, file).document()
    except yaml.reader.ReaderError as error:
        raise errors.NotTextError(file=file, place=error.position) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise yaml_errors.YamlSyntaxError(file=file, line=line, column=column) from error


class _Anchored(NamedTuple):
    """A value with an anchor: its size in characters and its height in levels, all aliases in it written out."""

    value: Any
    size: int
    height: int


class _Builder:
    """Builds the values from the parser's events, so that nothing is expanded before it is looked at."""

    def __init__(self, events: Iterator[yaml.Event], file: str) -> None:
        self._events = events
        self._file = file
        self._anchors: dict[str, _Anchored] = {}
        self._spent = 0
        self._deepest = 0

    def document(self) -> Any:
        """Return the value of the only document."""
        tree: Any = None
        seen = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise yaml_errors.YamlDocumentsError(file=self._file, line=_line(event))
                seen = True
                tree = self._value(next(self._events), depth=0)
        return tree

    def _value(self, event: yaml.Event, depth: int) -> Any:
        self._reach(depth)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, depth)
        self._refuse_tag(event)
        spent, deepest = self._spent, self._deepest
        self._deepest = depth
        value = self._own(event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = _Anchored(value, self._spent - spent, self._deepest - depth)
        self._deepest = max(deepest, self._deepest)
        return value

    def _own(self, event: yaml.Event, depth: int) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            self._spend(len(event.value) + 1, event)
            return None if not event.style and event.value in _NULLS else event.value
        self._spend(1, event)
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._sequence(depth))
        return self._mapping(depth)

    def _repeated(self, event: yaml.AliasEvent, depth: int) -> Any:
        """Return what an alias names; it costs and reaches as far as if it were written out."""
        if event.anchor not in self._anchors:  # unknown, or still being read: then it would hold itself
            raise yaml_errors.YamlAliasError(file=self._file, line=_line(event))
        anchored = self._anchors[event.anchor]
        self._spend(anchored.size, event)
        self._reach(depth + anchored.height)
        return anchored.value

    def _reach(self, depth: int) -> None:
        self._deepest = max(self._deepest, depth)
        if depth > MAX_DEPTH:
            raise errors.NestingError(file=self._file, limit=MAX_DEPTH)

    def _spend(self, size: int, event: yaml.Event) -> None:
        self._spent += size
        if self._spent > MAX_REPEATED:
            raise yaml_errors.YamlBombError(file=self._file, line=_line(event))

    def _sequence(self, depth: int) -> Iterator[Any]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _mapping(self, depth: int) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in tree:
                raise errors.RepeatedFieldError(file=self._file, field=key)
            value = self._value(next(self._events), depth + 1)
            if key == "<<" and isinstance(value, dict):
                merged = value | merged
            else:
                tree[key] = value
        return merged | tree

    def _key(self, event: yaml.Event) -> str:
        self._refuse_tag(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise yaml_errors.YamlSyntaxError(file=self._file, line=_line(event), column=1)
        self._spend(len(event.value) + 1, event)
        return str(event.value)

    def _refuse_tag(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"}:
            raise yaml_errors.YamlTagError(file=self._file, line=_line(event), tag=tag)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def yaml_text(tree: dict[str, Any]) -> bytes:
    """Return plain values as YAML for people: in their order, texts of several lines as blocks."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110).encode()


class _Dumper(yaml.CSafeDumper):
    """CSafeDumper that writes texts of several lines as blocks."""


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
