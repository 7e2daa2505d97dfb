"""The structure of a document for programs that read it aloud: elements, and what on which page belongs to them.

Standard structure types of ISO 32000-1, 14.8.4, as PDF/UA-1 (ISO 14289-1) wants them. This module knows no file format:
:mod:`fr_desk.render.standards` writes the tree into a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fr_desk.i18n import Lang

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
LANGUAGE_TAGS: dict[Lang, str] = {"zh": "zh-CN", "ko": "ko-KR", "en": "en"}


@dataclass(frozen=True, slots=True)
class Content:
    """A marked stretch of a page: the page's number from 1, and the number of the stretch on it from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Active:
    """A link: the page's number from 1, and the place of the annotation on it from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class SignatureField:
    """An empty field for a digital signature.

    Attributes:
        name: by which programs that sign find it.
        tip: what it is for, said and shown by readers.
        page: the page's number from 1.
        box: on the page, in points: left, bottom, right, top.
    """

    name: str
    tip: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(eq=False, slots=True)
class Element:
    """One structure element; the same element goes on where a text or a table goes on, on the next page.

    Attributes:
        role: a standard structure type: ``P``, ``H1``, ``Table``, ``Figure``…
        alt: what a picture shows, for people who cannot see it.
        lang: of its text, where it is not that of the document.
        attributes: layout and table attributes, ``{"Scope": "Column"}``.
        box: of a figure on its page, in points: left, bottom, right, top.
    """

    role: str
    alt: str = ""
    lang: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    box: tuple[float, float, float, float] | None = None
    parent: Element | None = None
    kids: list[Kid] = field(default_factory=list)

    def add(self, element: Element) -> None:
        """Put an element under this one, at its end, unless it stands somewhere already."""
        if element.parent is None:
            element.parent = self
            self.kids.append(element)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


Kid = Element | Content | Active | SignatureField
"""What an element holds: others, and what stands on pages."""


def column_head() -> Element:
    """Return the head of a column of a table."""
    return Element("TH", attributes={"Scope": "Column"})


def row_head() -> Element:
    """Return the head of a row of a table."""
    return Element("TH", attributes={"Scope": "Row"})


_MUST_STAY = frozenset({"TD", "TH", "TR"})
_HOLDERS = frozenset({"TD", "TH", "Lbl", "LBody", "Reference"})
"""What holds words itself, as ISO 32000-1, 14.8.4.3, allows: one paragraph alone in it says nothing more."""


def tidy(root: Element) -> None:
    """Drop what holds or says nothing, and let no heading be more than one level below the one before it."""
    _drop_empty(root)
    _unwrap(root)
    before = 0
    for element in root.walk():
        if element.role in HEADINGS:
            before = min(HEADINGS.index(element.role), before)
            element.role = HEADINGS[before]
            before += 1


def _drop_empty(element: Element) -> bool:
    element.kids = [kid for kid in element.kids if not (isinstance(kid, Element) and _drop_empty(kid))]
    return not element.kids and element.role not in _MUST_STAY


def _unwrap(element: Element) -> None:
    """Put what stands in wrappers that tell a reader nothing in their place, from the innermost on."""
    kids: list[Kid] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            _unwrap(kid)
            kids += _unwrapped(kid) if _says_nothing(kid, element) else (kid,)
        else:
            kids.append(kid)
    if element.role in _HOLDERS and len(kids) == 1:
        (only,) = kids
        if isinstance(only, Element) and only.role == "P" and not only.attributes:
            element.lang, kids = only.lang or element.lang, only.kids
    element.kids = kids
    for kid in kids:
        if isinstance(kid, Element):
            kid.parent = element


def _says_nothing(element: Element, outer: Element) -> bool:
    """Tell whether an element is only a group, or a paragraph in what is part of a line itself."""
    if element.alt or element.attributes or element.box:
        return False
    if not all(isinstance(kid, Element) for kid in element.kids):
        return False
    return element.role == "Div" or (element.role == "P" and outer.role == "Reference")


def _unwrapped(element: Element) -> Iterator[Kid]:
    """Yield what an element holds, in the language that the element said."""
    for kid in element.kids:
        if isinstance(kid, Element):
            kid.lang = kid.lang or element.lang
        yield kid
