"""The sheet for one venue on site: what is declared, boxes for what is found, room to write.

It knows no files and decides nothing: what to look at, and in which order, is told to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from fr_desk.i18n import Lang
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.forms.pdf import Lines, Signatures, Writing
from fr_desk.render.inspection.identity import headed_by, part_of, venue_name
from fr_desk.render.inspection.paper import (
    CELL,
    HEAD,
    NAME_CELL,
    Cancelled,
    Paper,
    Part,
    facts,
    joined,
    never,
    paper_pdf,
)
from fr_desk.render.inspection.words import say
from fr_desk.render.lines import Run
from fr_desk.render.listing import TickBox, bullets
from fr_desk.render.styles import BODY, MUTED, SMALL
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import VERDICTS

BOXES = ("same", "differs", "missing")
BLANK_ROWS = 5
_WIDTHS = (4, 48, 10, 8, 9, 21)
_SAID, _LONG = 400, 1200
"""Characters of a declaration and of a sentence that are printed; the dossier has the rest."""


@dataclass(frozen=True, slots=True)
class LookLine:
    """One thing to look at first: what, why, under which articles; in words."""

    says: str
    why: str
    articles: str = ""


@dataclass(frozen=True, slots=True)
class SpotLine:
    """One place: what the venue calls it, and what is declared there."""

    label: str
    declared: str


@dataclass(frozen=True, slots=True)
class SpotGroup:
    """Places of one sort; ``remark`` stands where there are none."""

    title: str
    spots: tuple[SpotLine, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OnSite:
    """What a sheet says besides the dossier.

    Attributes:
        standing: what the file is worth, in words.
        details: what was found about the file, the most important first.
        looks: the riskiest first.
        contradictions: sentences.
        unanswered: questions.
        groups: places in the order of a walk.
    """

    standing: str
    details: tuple[str, ...]
    looks: tuple[LookLine, ...]
    contradictions: tuple[str, ...]
    unanswered: tuple[str, ...]
    groups: tuple[SpotGroup, ...]


def sheets_pdf(sheets: Sequence[tuple[Edition, OnSite]], cancelled: Cancelled = never) -> bytes:
    """Return the sheets of one venue or several as one PDF, each beginning on a new page.

    Args:
        sheets: each venue's edition, and what its sheet says; at least one.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so.
    """
    edition, lang = sheets[0][0], sheets[0][0].lang
    title, alone = say("sheet.title", lang), len(sheets) == 1
    paper = Paper(
        joined(title, venue_name(edition)) if alone else title,
        lang,
        edition.assessment.as_of,
        [_part(*sheet) for sheet in sheets],
        author=(edition.dossier.operator.name or venue_name(edition)) if alone else "",
        fingerprint=edition.fingerprint if alone else "",
    )
    return paper_pdf(paper, cancelled)


def _part(edition: Edition, values: OnSite) -> Part:
    return part_of(edition, say("sheet.title", edition.lang), list(_pieces(edition, values)))


def _pieces(edition: Edition, values: OnSite) -> Iterator[Flowable]:
    lang = edition.lang
    yield from headed_by(edition, say("sheet.title", lang), say("sheet.lead", lang))
    yield facts(
        (
            (say("sheet.file", lang), "\n".join((values.standing, *values.details[:2]))),
            (say("sheet.verdict", lang), _verdict(edition)),
        ),
        widths=(18, 82),
    )
    yield Block(say("sheet.looks", lang), HEAD)
    if values.looks:
        rows = [_look(number, look, lang) for number, look in enumerate(values.looks, start=1)]
        yield _table("look", rows, lang)
    else:
        yield Block(say("sheet.looks_none", lang), BODY)
    yield from _listed("contradictions", values.contradictions, edition)
    yield from _listed("open", values.unanswered, edition)
    for group in values.groups:
        yield Block(group.title[:200], HEAD)
        if group.spots:
            yield _table("what", [_spot(at, one, lang) for at, one in enumerate(group.spots, start=1)], lang)
        else:
            yield Block(group.remark[:_LONG], BODY)
    yield from _extra(lang)
    yield from _signed(lang)


def _verdict(edition: Edition) -> str:
    found = edition.assessment
    counts = {outcome.value: count for outcome, count in found.counts.items()}
    wanted = {one.value: counts[one.value] for one in Outcome if one is not Outcome.NOT_APPLICABLE}
    told = say("sheet.counts", edition.lang, date=edition.date(found.as_of), **wanted)
    return f"{edition.say(VERDICTS[found.verdict])}\n{told}"


def _table(about: str, rows: list[TableRow], lang: Lang) -> Table:
    columns = ("number", about, *BOXES, "note")
    return Table(_WIDTHS, rows, [say(f"sheet.columns.{name}", lang) for name in columns])


def _row(number: int, words: Cell, note: Cell, lang: Lang) -> TableRow:
    boxes = (
        TickBox(say("boxed", lang, words=f"{number} · {say(f'sheet.columns.{name}', lang)}"), CELL)
        for name in BOXES
    )
    return TableRow((Block(str(number), CELL), words, *boxes, note))


def _look(number: int, look: LookLine, lang: Lang) -> TableRow:
    words = Stack(
        Block(look.says[:_LONG], NAME_CELL, most_lines=5),
        *(
            Block(text[:_LONG], style, most_lines=5)
            for text, style in ((look.why, CELL), (look.articles, SMALL))
            if text
        ),
    )
    return _row(number, words, Lines(2), lang)


def _spot(number: int, spot: SpotLine, lang: Lang) -> TableRow:
    runs = [Run(spot.label[:200], bold=True), Run(f"\n{spot.declared[:_SAID]}", color=MUTED)]
    return _row(number, Block(runs, CELL, most_lines=7), Writing(), lang)


def _listed(key: str, texts: Iterable[str], edition: Edition, most: int = 12) -> Iterator[Flowable]:
    every = list(texts)
    if not every:
        return
    yield Block(say(f"sheet.{key}", edition.lang), HEAD)
    shown = [text[:_LONG] for text in every[:most]]
    if len(every) > most:
        shown.append(say("sheet.more", edition.lang, count=len(every) - most))
    yield bullets(shown)


def _extra(lang: Lang) -> Iterator[Flowable]:
    yield Block(say("sheet.extra", lang), HEAD)
    yield Block(say("sheet.extra_lead", lang), BODY)
    head = [say(f"sheet.columns.{name}", lang) for name in ("thing", "place", "note")]
    blank = [TableRow(tuple(Writing(parted=at > 0) for at in range(3))) for _ in range(BLANK_ROWS)]
    yield Table((36, 28, 36), blank, head)


def _signed(lang: Lang) -> Iterator[Flowable]:
    yield Signatures((say("sheet.began", lang), say("sheet.ended", lang)))
    yield Signatures(tuple(say(f"sheet.{who}", lang) for who in ("inspector", "second", "present")))
