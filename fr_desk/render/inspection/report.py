"""The report on a portfolio: what was inspected and how, totals, charts, the rows asked for, what was unreadable.

It knows no index and no files: it is told numbers and words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from fr_desk.i18n import Lang, spell_number, written_date
from fr_desk.render.flow import Block
from fr_desk.render.inspection.bars import Bars, Chart, Total, Totals
from fr_desk.render.inspection.ledger import Entry, Ledger, entry_row
from fr_desk.render.inspection.paper import (
    CELL,
    HEAD,
    LEAD,
    TITLE,
    Beside,
    Cancelled,
    Paper,
    Part,
    facts,
    joined,
    never,
    paper_pdf,
)
from fr_desk.render.inspection.words import known, say
from fr_desk.render.lines import Run
from fr_desk.render.styles import BODY, MUTED, SMALL, STRONG, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.findings import Outcome, PackRef, Verdict
from fr_desk.rules.sentences import SEPARATOR

Progress = Callable[[int, int], None]

MOST_ROWS: Final = 3_000
"""Rows that are printed, about 130 pages; whoever needs all of them takes the table."""
MOST_UNREAD: Final = 500
_ROOM: Final = 170.0
"""The table begins on a new page when less than this many points are left."""
WIDTHS: Final = (11, 31, 13, 10, 13, 22)
"""Shares of the columns; the third takes every word of a kind of venue on one line."""
_TONE: Final = {
    Verdict.BREACHED.value: Outcome.BREACHED,
    Verdict.REVIEW.value: Outcome.REVIEW,
    Verdict.OPEN.value: Outcome.OPEN,
    Verdict.CLEAN.value: Outcome.MET,
}
VERDICTS: Final = tuple(_TONE)


@dataclass(frozen=True, slots=True)
class Line:
    """One venue in the table.

    Attributes:
        name: of the venue, or of the file if it has none.
        address: of the venue.
        kind: in words.
        district: its name.
        verdict: ``breached``, ``review``, ``open`` or ``clean``; empty if it was not assessed.
        count: of the findings that make the verdict.
        standing: what the file is worth, in words.
        doubtful: whether the file is not as it was written.
        issues: the main ones, in words.
    """

    name: str
    address: str = ""
    kind: str = ""
    district: str = ""
    verdict: str = ""
    count: int = 0
    standing: str = ""
    doubtful: bool = False
    issues: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says, in words of its language.

    Attributes:
        as_of: the day whose law was applied.
        sources: what was inspected.
        packs: under which it was assessed.
        total: files in the portfolio.
        shown: files that match the filter.
        filter: label and words of each of its parts.
        verdicts: number of files by verdict, ``""`` for those without.
        standings: number of files by what they are worth, in words.
        agreements: number of documents by how their printed findings stand to their answers, in words.
        charts: by rule, kind, district.
        lines: the rows in the order of the table.
        unread: name and sentence of each file that could not be read.
    """

    as_of: dt.date
    sources: tuple[str, ...]
    packs: tuple[PackRef, ...]
    total: int
    shown: int
    filter: tuple[tuple[str, str], ...]
    verdicts: dict[str, int]
    standings: tuple[tuple[str, int], ...]
    charts: tuple[Chart, ...]
    lines: Sequence[Line]
    unread: Sequence[tuple[str, str]] = ()
    agreements: tuple[tuple[str, int], ...] = ()


def report_pdf(
    report: Report,
    lang: Lang,
    progress: Progress | None = None,
    cancelled: Cancelled = never,
    most: int = MOST_ROWS,
) -> bytes:
    """Return the report as PDF.

    Args:
        report: what it says.
        lang: its language.
        progress: is told how many rows are laid out.
        cancelled: is asked whether to stop.
        most: rows that are printed at most.

    Raises:
        CancelledError: if ``cancelled`` said so.
    """
    day = written_date(report.as_of, lang)
    title = say("report.title", lang)
    pieces = _Pieces(report, lang, progress, most).all()
    part = Part(joined(title, day), say("foot.made", lang, date=day), pieces)
    return paper_pdf(Paper(title, lang, report.as_of, (part,)), cancelled)


@dataclass(frozen=True, slots=True)
class _Pieces:
    report: Report
    lang: Lang
    progress: Progress | None
    most: int

    def say(self, key: str, **values: object) -> str:
        return say(f"report.{key}", self.lang, **values)

    def all(self) -> list[Flowable]:
        report = self.report
        lead = self.say("lead", count=spell_number(report.total), date=written_date(report.as_of, self.lang))
        return [
            Block(self.say("title"), TITLE),
            Block(lead, LEAD),
            *self._what(),
            *self._totals(),
            *self._rows(),
            *self._unread(),
        ]

    def _what(self) -> Iterator[Flowable]:
        report = self.report
        packs = SEMICOLON[self.lang].join(
            f"{one.id} {one.version} ({one.digest[:12]})" for one in report.packs
        )
        shown, total = spell_number(report.shown), spell_number(report.total)
        scope = self.say("all") if shown == total else self.say("some", shown=shown, total=total)
        yield Block(self.say("what"), HEAD)
        yield facts(
            (
                (self.say("sources"), "\n".join(report.sources)),
                (self.say("as_of"), written_date(report.as_of, self.lang)),
                (self.say("packs"), packs or say("nothing", self.lang)),
                (self.say("shown"), scope),
                *(report.filter or ((self.say("filter"), self.say("no_filter")),)),
            )
        )

    def _counted(self, counts: Iterable[tuple[str, int]]) -> str:
        told = (say("joined", self.lang, first=words, second=spell_number(count)) for words, count in counts)
        return SEPARATOR[self.lang].join(told)

    def _totals(self) -> Iterator[Flowable]:
        report = self.report
        yield Block(self.say("verdicts"), HEAD)
        totals = [
            Total(report.verdicts.get(key, 0), say(f"verdict.{key}", self.lang), _TONE[key])
            for key in VERDICTS
        ]
        if report.verdicts.get(""):
            totals.append(Total(report.verdicts[""], say("verdict.none", self.lang), Outcome.NOT_APPLICABLE))
        yield Totals(totals)
        counts = {"standings": report.standings, "agreements": report.agreements}
        yield facts(tuple((self.say(name), self._counted(told)) for name, told in counts.items() if told))
        charts = [Bars(chart, self.lang) for chart in report.charts if chart.bars]
        wide = [chart for chart in charts if chart.chart.issue]
        narrow = [chart for chart in charts if not chart.chart.issue]
        for chart in wide:
            yield Beside((1,), chart, after=8)
        for at in range(0, len(narrow), 2):
            some = narrow[at : at + 2]
            yield Beside((1,) * len(some), *some, gap=26, after=8)

    def _rows(self) -> Iterator[Flowable]:
        lines = self.report.lines
        yield CondPageBreak(_ROOM)
        yield Block(self.say("venues"), HEAD)
        if not lines:
            yield Block(self.say("none"), BODY)
            return
        yield Block(self.say("order"), SMALL.but(after=4))
        if len(lines) > self.most:
            shown, rest = spell_number(self.most), spell_number(len(lines) - self.most)
            yield Block(self.say("cut", shown=shown, rest=rest), STRONG)
        printed = lines[: self.most]
        columns = ("verdict", "name", "kind", "district", "file", "issues")
        head = [self.say(f"columns.{name}") for name in columns]
        ledger = Ledger(WIDTHS, [self._row(line) for line in printed], head)
        if self.progress:
            ledger.told = _Counting(self.progress, len(printed))
        yield ledger

    def _row(self, line: Line) -> TableRow:
        words = known(f"verdict.{line.verdict or 'none'}", self.lang, line.verdict)
        tone = TONES[_TONE.get(line.verdict, Outcome.NOT_APPLICABLE)]
        number = f" {line.count}" if line.count else ""
        name = [Run(_cut(line.name), bold=True)]
        if line.address:
            name.append(Run(f"\n{_cut(line.address)}", color=MUTED))
        return entry_row(
            Entry([Run(f"{words}{number}", bold=True, color=tone)], CELL, most_lines=2),
            Entry(name, CELL, most_lines=3),
            Entry(_cut(line.kind), CELL, most_lines=2),
            Entry(_cut(line.district), CELL, most_lines=2),
            Entry(
                [Run(line.standing, color=TONES[Outcome.BREACHED] if line.doubtful else None)],
                CELL,
                most_lines=3,
            ),
            Entry(line.issues, CELL, most_lines=3),
        )

    def _unread(self) -> Iterator[Flowable]:
        unread = self.report.unread
        if not unread:
            return
        yield Block(self.say("unread"), HEAD)
        yield Block(self.say("unread_lead"), BODY)
        rows = [
            TableRow((Block(name, CELL, most_lines=3), Block(why, CELL, most_lines=6)))
            for name, why in unread[:MOST_UNREAD]
        ]
        yield Table((40, 60), rows, [self.say("columns.path"), self.say("columns.why")])
        if len(unread) > MOST_UNREAD:
            yield Block(self.say("unread_more", count=spell_number(len(unread) - MOST_UNREAD)), STRONG)


class _Counting:
    """Adds up the rows that were laid out."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, count: int) -> None:
        self.done += count
        self.progress(self.done, self.total)


def _cut(words: str) -> str:
    """Return words short enough for a cell of few lines: nobody breaks 10,000 characters to show forty."""
    return words[:200]
