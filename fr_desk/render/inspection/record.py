"""The record of visits on paper: who was there, declared against found, photos, orders; it carries the record itself.

The embedded record is the one that was given; the paper has a place for the inspector's seal, as a dossier has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reportlab.platypus import Flowable

from fr_desk.domain.seals import Role
from fr_desk.i18n import spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.forms.pdf import Signatures
from fr_desk.render.inspection.bars import Total, Totals
from fr_desk.render.inspection.identity import carrying, headed_by, part_of
from fr_desk.render.inspection.ordered import Ordered
from fr_desk.render.inspection.paper import (
    CELL,
    HEAD,
    HEAD_2,
    NAME_CELL,
    Cancelled,
    cut,
    joined,
    never,
    paper_pdf,
)
from fr_desk.render.inspection.words import known, say
from fr_desk.render.lines import Run
from fr_desk.render.pictures import picture
from fr_desk.render.signatures import (
    INSPECTOR,
    INSPECTOR_TIP,
    NAME,
    PLACE_DATE,
    SIGNATURE,
    SignatureBlock,
)
from fr_desk.render.standards import EmbeddedFile
from fr_desk.render.styles import BODY, MUTED, SMALL, STRONG, TEXT_WIDTH, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import printable
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import SEPARATOR

SEALER: Final[Role] = "Inspector"
"""Whose seal the papers have a place for."""
PHOTO_HEIGHT: Final = 210.0
_TONES: Final = {
    "as_declared": Outcome.MET,
    "differs": Outcome.BREACHED,
    "not_there": Outcome.BREACHED,
    "not_declared": Outcome.REVIEW,
    "not_looked_at": Outcome.OPEN,
}
_WORDS: Final = {"not_looked_at": "not_looked"}
_SAID: Final = 1200
_DECLARED: Final = 600


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in words; ``kind`` is ``inspection`` or ``reinspection``."""

    kind: str
    time: str
    who: str
    present: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One place: declared against found, in words.

    Attributes:
        label: what the venue calls it.
        declared: what the dossier says there.
        outcome: ``as_declared``, ``differs``, ``not_there`` or ``not_declared``.
        says: the inspector's notes.
        who: when and by whom.
        article: that is held against it.
        more: what other inspectors found and what was found before, a line each.
    """

    label: str
    declared: str
    outcome: str
    says: str = ""
    who: str = ""
    article: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """One photo: its name, when it was taken, and its bytes if they are at hand."""

    name: str
    taken: str
    sha256: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the paper says.

    Attributes:
        same: whether the dossier at hand is the one the record began with.
        counts: how many places there are of each outcome, and ``not_looked_at``.
        visits: the earliest first.
        found: places that somebody looked at.
        not_looked: names of those nobody looked at.
        photos: in the order in which they were taken.
        orders: what was ordered.
        inspector: who signs, if one only.
    """

    same: bool
    counts: Mapping[str, int] = field(default_factory=dict)
    visits: tuple[VisitLine, ...] = ()
    found: tuple[FoundLine, ...] = ()
    not_looked: tuple[str, ...] = ()
    photos: tuple[PhotoLine, ...] = ()
    orders: tuple[Ordered, ...] = ()
    inspector: str = ""


def record_pdf(
    edition: Edition, recorded: Recorded, record: EmbeddedFile, cancelled: Cancelled = never
) -> bytes:
    """Return the paper as PDF.

    Args:
        edition: the dossier the record is about, and the language.
        recorded: what was recorded, in words.
        record: the record itself, which the paper carries.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so.
    """
    heading = say("record.title", edition.lang)
    part = part_of(edition, heading, list(_pieces(edition, recorded)))
    return paper_pdf(carrying(edition, part, heading, recorded.inspector, record), cancelled)


def _pieces(edition: Edition, recorded: Recorded) -> Iterator[Flowable]:
    lang = edition.lang
    yield from headed_by(edition, say("record.title", lang), say("record.lead", lang))
    if not recorded.same:
        yield Block(say("record.other_version", lang), STRONG)
    yield from _visits(edition, recorded)
    yield from _found(edition, recorded)
    yield from _orders(edition, recorded)
    yield from _photos(edition, recorded)
    yield Block(say("record.sign", lang), HEAD)
    labels = (edition.say(NAME), edition.say(PLACE_DATE), edition.say(SIGNATURE))
    yield SignatureBlock(
        edition.say(INSPECTOR), labels, recorded.inspector, SEALER, edition.say(INSPECTOR_TIP)
    )
    yield Signatures((say("sheet.second", lang), say("sheet.present", lang)))


def _visits(edition: Edition, recorded: Recorded) -> Iterator[Flowable]:
    lang = edition.lang
    yield Block(say("record.visits", lang), HEAD)
    if not recorded.visits:
        yield Block(say("record.no_visits", lang), BODY)
        return
    rows = []
    for visit in recorded.visits:
        words = [Run(known(f"record.{visit.kind}", lang, visit.kind), bold=True)]
        if visit.notes:
            words.append(Run(f"\n{cut(visit.notes, _SAID)}"))
        cells = (
            Block(words, CELL),
            Block(visit.time, CELL),
            Block(visit.who, CELL, most_lines=6),
            Block(visit.present or "—", CELL, most_lines=6),
        )
        rows.append(TableRow(cells))
    columns = ("visit", "time", "inspector", "present")
    yield Table((26, 30, 26, 18), rows, [say(f"record.columns.{name}", lang) for name in columns])


def _found(edition: Edition, recorded: Recorded) -> Iterator[Flowable]:
    lang = edition.lang
    yield Block(say("record.totals", lang), HEAD)
    totals = (
        Total(recorded.counts.get(key, 0), say(f"outcome.{_WORDS.get(key, key)}", lang), tone)
        for key, tone in _TONES.items()
    )
    yield Totals(list(totals))
    yield Block(say("record.found", lang), HEAD)
    if recorded.found:
        rows = [_line(edition, line) for line in recorded.found]
        columns = ("place", "found", "who")
        yield Table((40, 38, 22), rows, [say(f"record.columns.{name}", lang) for name in columns])
    else:
        yield Block(say("record.nothing_found", lang), BODY)
    if recorded.not_looked:
        names = SEPARATOR[lang].join(cut(name, 80) for name in recorded.not_looked)
        count = spell_number(len(recorded.not_looked))
        yield Block(say("record.not_looked", lang, count=count, names=names), BODY)


def _line(edition: Edition, line: FoundLine) -> TableRow:
    lang = edition.lang
    declared = [Run(cut(line.label, 200), bold=True), Run(f"\n{cut(line.declared, _DECLARED)}", color=MUTED)]
    found = [Run(say(f"outcome.{line.outcome}", lang), bold=True, color=TONES[_TONES[line.outcome]])]
    if line.says:
        found.append(Run(f"\n{cut(line.says, _SAID)}"))
    if line.article:
        found.append(Run(f"\n{say('record.article', lang, article=line.article)}", color=MUTED))
    found += [Run(f"\n{cut(words, _SAID)}", color=MUTED) for words in line.more]
    return TableRow((Block(declared, CELL), Block(found, CELL), Block(line.who or "—", CELL, most_lines=8)))


def _orders(edition: Edition, recorded: Recorded) -> Iterator[Flowable]:
    lang = edition.lang
    yield Block(say("record.orders", lang), HEAD)
    if not recorded.orders:
        yield Block(say("record.no_orders", lang), BODY)
        return
    rows = []
    for number, order in enumerate(recorded.orders, start=1):
        words = Stack(
            Block(f"{number}. {cut(order.place, 200)}", NAME_CELL, most_lines=3),
            Block(cut(order.says, _SAID), CELL),
        )
        until = edition.date(order.until) if order.until else "—"
        cells: tuple[Cell, ...] = (words, Block(until, CELL), Block(cut(order.state_says, _SAID), CELL))
        rows.append(TableRow(cells))
    columns = ("order", "until", "state")
    yield Table((56, 20, 24), rows, [say(f"record.columns.{name}", lang) for name in columns])


def _photos(edition: Edition, recorded: Recorded) -> Iterator[Flowable]:
    lang = edition.lang
    if not recorded.photos:
        return
    yield Block(say("record.photos", lang), HEAD)
    for number, photo in enumerate(recorded.photos, start=1):
        name = say("record.photo", lang, number=spell_number(number), name=cut(photo.name, 200))
        yield Block(name, HEAD_2)
        if photo.data is not None:
            alt = printable(name)
            yield picture(photo.data, photo.name, alt, lang, most_width=TEXT_WIDTH, most_height=PHOTO_HEIGHT)
        yield Block(joined(photo.taken, f"SHA-256 {photo.sha256}"), SMALL)
