"""The elements of an SVG, read without following anything out of the file: no entity, no declaration, no address."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from fr_desk.images.errors import BrokenDrawingError, EntitiesError, TooDetailedError, TooManyBytesError
from fr_desk.images.traces import Trace

MAX_BYTES = 256 * 1024
MAX_ELEMENTS = 5000
MAX_DEPTH = 100

_SVG = "http://www.w3.org/2000/svg"
_HREF = "http://www.w3.org/1999/xlink href"
_SCRIPTS = frozenset({"script", "handler", "listener"})


@dataclass(slots=True)
class Node:
    """One element.

    Attributes:
        name: without a prefix; empty for elements of other vocabularies, such as those of drawing programs.
        attributes: those of SVG itself.
        kids: the elements inside.
        text: the characters directly inside, of a style sheet.
    """

    name: str
    attributes: dict[str, str]
    kids: list[Node] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def read_tree(data: bytes, name: str) -> tuple[Node, frozenset[Trace]]:
    """Return the outermost element, and what the file has besides that is not kept.

    Args:
        data: the SVG.
        name: of the file, for errors.

    Raises:
        ImageError: if it is too large, not well-formed, or has declarations of its own.
    """
    if len(data) > MAX_BYTES:
        raise TooManyBytesError(file=name, limit=MAX_BYTES / 1024 / 1024)
    return _Reader(name).read(data)


class _Reader:
    """Builds the tree from what the parser reports."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._root: Node | None = None
        self._open: list[Node] = []
        self._elements = 0
        self._traces: set[Trace] = set()

    def read(self, data: bytes) -> tuple[Node, frozenset[Trace]]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = self._remark
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last two of odd encodings
            raise BrokenDrawingError(file=self._name, line=parser.CurrentLineNumber) from error
        if self._root is None or self._root.name != "svg":
            raise BrokenDrawingError(file=self._name, line=1)
        return self._root, frozenset(self._traces)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
        """Let the bare line of old programs pass: what it names is never fetched."""
        if has_declarations:
            raise EntitiesError(file=self._name)

    def _entity(self, *_about: object) -> None:
        raise EntitiesError(file=self._name)

    def _remark(self, _text: str) -> None:
        self._traces.add(Trace.REMARKS)

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            raise TooDetailedError(file=self._name)
        space, _, name = full.rpartition(" ")
        node = Node(name if space in {"", _SVG} else "", {})
        for key, value in attributes.items():
            if key.lower().startswith("on"):
                self._traces.add(Trace.SCRIPTS)
            elif key in {"href", _HREF}:
                node.attributes["href"] = value
                if not value.startswith("#"):
                    self._traces.add(Trace.LINKS)
            elif " " not in key:
                node.attributes[key] = value
        if node.name in _SCRIPTS:
            self._traces.add(Trace.SCRIPTS)
        if node.name in {"metadata", "title", "desc"}:
            self._traces.add(Trace.REMARKS)
        if self._open:
            self._open[-1].kids.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, _full: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open and self._open[-1].name == "style":
            self._open[-1].text.append(text)
