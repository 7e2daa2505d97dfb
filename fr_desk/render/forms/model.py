"""What a form is made of, whatever it is printed as. It knows neither pages nor paragraphs of a word processor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fr_desk.i18n import Lang
from fr_desk.rules.findings import Citation


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a form; level 1 stands under the title, 2 under that."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``small`` for remarks, ``strong`` for what must not be overlooked.

    ``lang`` only where it is not the language of the form: a quotation of the law.
    """

    text: str
    kind: Literal["body", "strong", "small"] = "body"
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick. None is ticked unless the answers say so: a consent form never ticks one."""

    choices: tuple[str, ...]
    ticked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill in; ``value`` is what the answers give, empty leaves room of ``lines`` lines.

    ``strong`` where the law wants the value to catch the eye.
    """

    label: str
    value: str = ""
    lines: int = 1
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled lines below each other."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``blank_rows`` empty ones follow the filled ones, for writing by hand. ``shares`` of the width."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank_rows: int = 0
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One risk in a matrix: its number, likelihood and severity from 1 to 4."""

    number: int
    likelihood: int
    severity: int


@dataclass(frozen=True, slots=True)
class RiskMatrix:
    """Risks by likelihood and severity, before measures."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on, side by side: who signs, and the day."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page: the next paper of a kit."""


Part = Heading | Paragraph | Items | Ticks | Fields | Grid | RiskMatrix | Signature | NewPage


@dataclass(frozen=True, slots=True)
class Form:
    """One form in one language.

    Attributes:
        id: as in its file name, ``face-consent``.
        lang: its language.
        title: what stands large at its head.
        lead: one sentence under the title: who it is for and when it is used.
        parts: what it consists of.
        citations: the articles it follows; printed at its end, labelled as well verified as they are.
        wide: a log with many columns, on pages turned sideways.
    """

    id: str
    lang: Lang
    title: str
    lead: str
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...] = ()
    wide: bool = False
