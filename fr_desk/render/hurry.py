"""One page for a reader in a hurry: what is processed and why, what is wrong, what is left, what is due next.

Every line says where more stands. The page stays one page: where there is too much, the longest list is cut first and
says how much is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fr_desk.domain.activity import Activity, Retention
from fr_desk.domain.schema import fields_of
from fr_desk.i18n import N_, spell_number
from fr_desk.render.answers import answer_run
from fr_desk.render.chapters import Bookmarked
from fr_desk.render.cover import tall, verdict
from fr_desk.render.edition import Edition
from fr_desk.render.entries import Entry, entries
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.lines import Run
from fr_desk.render.pictograms import OutcomeIcon
from fr_desk.render.references import PageNumber
from fr_desk.render.retention import clock_words
from fr_desk.render.styles import (
    ACCENT,
    ANSWER,
    BOTTOM,
    CHAPTER,
    LABEL,
    MUTED,
    PAGE_HEIGHT,
    SMALL,
    TONES,
    TOP,
    Style,
)
from fr_desk.render.table import Kind, Table, TableRow
from fr_desk.rules.deadlines import State
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import COUNT_LABELS, FROM_THEN, NOT_ANSWERED, NOTHING_RUNS, shown

AT_A_GLANCE = N_("At a glance")
PROCESSED = N_("What is processed, where, why, for how long")
TO_CHANGE, TO_DECIDE, NEXT = N_("What is wrong"), N_("What is left to decide"), N_("What is due next")
NO_ACTIVITIES = N_("No activity is described yet.")
NOTHING_WRONG = N_("Nothing stands against the law as far as the answers go.")
NOTHING_LEFT = N_("No point is left for a person to decide.")
STILL_OPEN = N_("Questions still to answer: {count}")
MORE = N_("and {count} more")
PAGE = N_("Page {page}")
COLUMNS = (N_("Activity"), N_("Where"), N_("Why, on what basis"), N_("Where data are stored"), N_("How long"))
DEVICES_IN = N_("Devices: {count}")
FACES, PICTURES = N_("faces: {places}"), N_("pictures: {places}")
KEPT = N_("{data}: {kept}")
HEAD = Style(11.5, 17, bold=True, before=14, after=3, tag="H3")
_CELL = ANSWER.but(size=8.5, leading=12)
_LINE = ANSWER.but(size=9.2, leading=13.5)
_WIDTHS = (4, 84, 12)
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
_TONES = {
    State.OVERDUE: Outcome.BREACHED,
    State.NOW: Outcome.REVIEW,
    State.RUNNING: Outcome.REVIEW,
    State.UNKNOWN: Outcome.OPEN,
}
"""Deadlines that press, and how much."""


@dataclass
class Part:
    """A list under a heading, cut to ``shown`` rows; ``least`` of them always stay."""

    title: str
    rows: list[TableRow]
    nothing: str
    link: str
    widths: tuple[float, ...]
    head: tuple[str, ...] = ()
    least: int = 1
    shown: int = 0

    def cells(self, edition: Edition) -> Iterator[Cell]:
        """Yield the heading, the rows, and how many are left out."""
        yield Block(self.title, HEAD)
        if not self.rows:
            yield Block(self.nothing, LABEL)
            return
        kind: Kind = "table" if self.head else "list"
        yield Table(self.widths, self.rows[: self.shown], self.head, after=0, kind=kind)
        left = len(self.rows) - self.shown
        if left:
            more = Run(edition.say(MORE, count=spell_number(left)), color=ACCENT, link=self.link)
            yield Block([more], SMALL.but(before=2))


def hurry_page(edition: Edition) -> list[Cell]:
    """Return the page, no higher than the text of a page."""
    head: list[Cell] = [
        Bookmarked(edition.say(AT_A_GLANCE), CHAPTER.but(before=0, after=4), edition.anchor("hurry")),
        verdict(edition, 10.5),
    ]
    parts = _parts(edition, told=True)
    if _height(edition, head, parts) > HEIGHT:
        parts = _parts(edition, told=False)
    while _height(edition, head, parts) > HEIGHT:
        longest = max(parts, key=lambda part: part.shown - part.least)
        if longest.shown <= longest.least:
            break
        longest.shown -= 1
    return [*head, *(cell for part in parts for cell in part.cells(edition))]


def _parts(edition: Edition, *, told: bool) -> tuple[Part, ...]:
    """Return the lists of the page, whole; findings with their sentences if ``told``, else their titles only."""
    parts = (_processed(edition), _wrong(edition, told=told), _left(edition, told=told), _next(edition))
    for part in parts:
        part.shown = len(part.rows)
    return parts


def _height(edition: Edition, head: list[Cell], parts: tuple[Part, ...]) -> float:
    return sum(tall(cell) for cell in (*head, *(cell for part in parts for cell in part.cells(edition))))


def _processed(edition: Edition) -> Part:
    rows = [_activity(edition, key, one) for key, one in (edition.dossier.activities or {}).items()]
    head = tuple(edition.say(title) for title in COLUMNS)
    return Part(
        edition.say(PROCESSED), rows, edition.say(NO_ACTIVITIES), "step:purpose", (18, 21, 27, 17, 17), head
    )


def _activity(edition: Edition, key: str, activity: Activity) -> TableRow:
    base = f"activities.{key}"
    specs = fields_of(Activity)
    aim = answer_run(edition, specs["aim"], activity.aim)
    basis = answer_run(edition, specs["legal_basis"], activity.legal_basis)
    cells = (
        Block([Run(edition.name(base), bold=True, link=edition.place(base))], _CELL, most_lines=3),
        Block(_where(edition, key), _CELL, most_lines=4),
        Stack(
            Block([aim], _CELL, most_lines=3),
            Block([basis], _CELL.but(color=MUTED), most_lines=2),
        ),
        Block(_stored(edition, base, activity), _CELL, most_lines=4),
        Block(_kept(edition, base, activity), _CELL, most_lines=4),
    )
    return TableRow(cells, pad=3)


def _where(edition: Edition, key: str) -> list[Run]:
    """Return how many devices serve an activity, and in which zones they stand."""
    cameras = [one for one in (edition.dossier.cameras or {}).values() if key in (one.activities or ())]
    zones = edition.listed((edition.name(f"zones.{one.zone}") for one in cameras if one.zone), most=6)
    count = Run(edition.say(DEVICES_IN, count=spell_number(len(cameras))))
    return [count, Run(f"\n{zones}", color=MUTED)] if zones else [count]


def _stored(edition: Edition, base: str, activity: Activity) -> list[Run]:
    """Return where faces and pictures live."""
    kinds = (
        (FACES, f"{base}.storage.templates", activity.storage.templates),
        (PICTURES, f"{base}.storage.pictures", activity.storage.pictures),
    )
    return _lines(
        edition.say(
            words, places=_or_open(edition, shown(places, edition.lang) if places is not None else "")
        )
        for words, path, places in kinds
        if places is not None or path in edition.asked
    )


def _kept(edition: Edition, base: str, activity: Activity) -> list[Run]:
    """Return how long faces and video are kept."""
    specs = fields_of(Retention)
    return _lines(
        edition.say(KEPT, data=edition.say(specs[name].title), kept=_or_open(edition, words))
        for name in ("template", "video")
        if (words := clock_words(edition, getattr(activity.retention, name)))
        or f"{base}.retention.{name}.kind" in edition.asked
    )


def _or_open(edition: Edition, words: str) -> str:
    return words or edition.say(NOT_ANSWERED)


def _lines(words: Iterable[str]) -> list[Run]:
    lines = "\n".join(words)
    return [Run(lines or "—")]


def _wrong(edition: Edition, *, told: bool) -> Part:
    rows = [_entry(edition, entry, told=told) for entry in entries(edition, Outcome.BREACHED)]
    return Part(edition.say(TO_CHANGE), rows, edition.say(NOTHING_WRONG), "findings", _WIDTHS, least=3)


def _left(edition: Edition, *, told: bool) -> Part:
    """Return the points to decide, and the questions that are still to answer."""
    rows = [_entry(edition, entry, told=told) for entry in entries(edition, Outcome.REVIEW)]
    waiting = sum(len(paths) for paths in edition.open_paths.values())
    if waiting:
        words = edition.say(STILL_OPEN, count=spell_number(waiting))
        rows.insert(0, _line(edition, Outcome.OPEN, [Run(words, bold=True)], "open"))
    return Part(edition.say(TO_DECIDE), rows, edition.say(NOTHING_LEFT), "findings", _WIDTHS, least=2)


def _entry(edition: Edition, entry: Entry, *, told: bool) -> TableRow:
    title = entry.first.title.get(edition.lang)
    names = edition.listed((edition.item_name(one) for one in entry.findings), most=4)
    runs = [Run(title, bold=True), *([Run(f"  {names}", color=MUTED)] if names else ())]
    sentence = Block(entry.first.message.get(edition.lang), _CELL, most_lines=2)
    return _line(edition, entry.outcome, runs, entry.anchor, *([sentence] if told else ()))


def _line(edition: Edition, outcome: Outcome, runs: list[Run], anchor: str, *more: Cell) -> TableRow:
    icon = OutcomeIcon(outcome, edition.say(COUNT_LABELS[outcome]), 11)
    page = PageNumber(edition, anchor, edition.say(PAGE))
    return TableRow((icon, Stack(Block(runs, _LINE, most_lines=2), *more), page), pad=3.5)


def _next(edition: Edition) -> Part:
    """Return the deadlines that press, and the changes of the law to come."""
    rows = [
        _due(edition, one.sentence.get(edition.lang), f"due:{type(one).__name__}:{one.id}", _TONES[one.state])
        for one in edition.deadlines
        if one.state in _TONES
    ]
    rows += [
        _due(
            edition,
            edition.say(FROM_THEN, date=edition.date(change.on), title=change.title.get(edition.lang)),
            "due:to_come",
            Outcome.REVIEW,
        )
        for change in edition.assessment.announcements
    ]
    return Part(edition.say(NEXT), rows, edition.say(NOTHING_RUNS), "due", _WIDTHS, least=2)


def _due(edition: Edition, words: str, anchor: str, outcome: Outcome) -> TableRow:
    page = PageNumber(edition, anchor, edition.say(PAGE))
    mark = Block([Run("•", color=TONES[outcome])], _LINE)
    return TableRow((mark, Block(words, _LINE, most_lines=2), page), pad=3.5)
