"""What is due when: deadlines with their state, numbers that make duties begin, changes of the law to come.

The words come from :mod:`fr_desk.rules.deadlines`, as the desk and the command line show them.
"""

from __future__ import annotations

from fr_desk.i18n import N_
from fr_desk.render.answers import note, paragraph
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Stack
from fr_desk.render.lines import Run
from fr_desk.render.styles import ACCENT, ANSWER, INK, MUTED, SMALL, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.deadlines import Counter, DeadlineStatus, State
from fr_desk.rules.findings import Citation, Outcome
from fr_desk.rules.sentences import (
    DUE_INTRO,
    FROM_THEN,
    NOTHING_RUNS,
    TO_COME,
    TO_COME_INTRO,
    WHAT_IS_DUE,
)

NUMBERS = N_("Numbers that make duties begin")
STATE, WHAT = N_("State"), N_("What")
STATES = {
    State.OVERDUE: N_("overdue"),
    State.NOW: N_("due now"),
    State.RUNNING: N_("running"),
    State.UNKNOWN: N_("cannot be told yet"),
    State.NOT_STARTED: N_("not running yet"),
    State.DONE_LATE: N_("done late"),
    State.DONE: N_("done"),
    State.DONE_IN_TIME: N_("done in time"),
    State.STANDING: N_("with each case"),
    "below": N_("below"),
    "near": N_("near"),
    "reached": N_("reached"),
    "exempt": N_("for others"),
    "unknown": N_("cannot be told yet"),
}
_TONES = {
    State.OVERDUE: TONES[Outcome.BREACHED],
    State.NOW: TONES[Outcome.REVIEW],
    State.RUNNING: TONES[Outcome.REVIEW],
    State.UNKNOWN: TONES[Outcome.OPEN],
    State.DONE: TONES[Outcome.MET],
    State.DONE_IN_TIME: TONES[Outcome.MET],
    "near": TONES[Outcome.REVIEW],
    "reached": TONES[Outcome.BREACHED],
    "unknown": TONES[Outcome.OPEN],
    "below": TONES[Outcome.MET],
    "exempt": TONES[Outcome.MET],
}
_CELL = ANSWER.but(size=9, leading=13)


def add_deadlines(edition: Edition, chapter: Chapter) -> None:
    """Add to the chapter about filings what is due when, and what is to come."""
    chapter.head(edition.say(WHAT_IS_DUE), edition.anchor("due"))
    chapter.body.append(note(edition.say(DUE_INTRO)))
    if edition.deadlines:
        rows = [_row(edition, one) for one in edition.deadlines]
        chapter.body.append(Table((18, 82), rows, [edition.say(STATE), edition.say(WHAT)]))
    else:
        chapter.body.append(paragraph(edition.say(NOTHING_RUNS)))
    if edition.counters:
        chapter.head(edition.say(NUMBERS), edition.anchor("due:numbers"))
        chapter.body.append(Table((18, 82), [_row(edition, one) for one in edition.counters]))
    if edition.assessment.announcements:
        chapter.head(edition.say(TO_COME), edition.anchor("due:to_come"))
        chapter.body += [note(edition.say(TO_COME_INTRO)), _changes(edition)]


def _row(edition: Edition, one: DeadlineStatus | Counter) -> TableRow:
    """Return how one deadline or number stands."""
    color = _TONES.get(one.state, MUTED)
    state = Block([Run(edition.say(STATES[one.state]), bold=True, color=color)], _CELL)
    runs: list[Run] = []
    if isinstance(one, Counter) or one.state is State.STANDING:
        runs.append(Run(f"{one.title.get(edition.lang)}\n", bold=True, color=INK))
    runs.append(Run(one.sentence.get(edition.lang)))
    said = Stack(Block(runs, _CELL), *([_articles(edition, one.citations)] if one.citations else ()))
    return TableRow((state, said), edition.anchor(f"due:{type(one).__name__}:{one.id}"), pad=4)


def _articles(edition: Edition, citations: tuple[Citation, ...]) -> Block:
    runs = [Run(edition.cite(one, short=True), color=ACCENT, link=edition.article(one)) for one in citations]
    return Block([part for run in runs for part in (run, Run(SEMICOLON[edition.lang]))][:-1], SMALL)


def _changes(edition: Edition) -> Table:
    """Return the known changes of the law, by date."""
    rows = []
    for change in edition.assessment.announcements:
        title = edition.say(FROM_THEN, date=edition.date(change.on), title=change.title.get(edition.lang))
        law = SEMICOLON[edition.lang].join(edition.cite(one) for one in change.citations)
        words = [Run(change.says.get(edition.lang)), Run(f"\n{law}", color=MUTED)]
        cells = (Block([Run(title, bold=True)], _CELL), Block(words, _CELL))
        rows.append(TableRow(cells, pad=4))
    return Table((36, 64), rows)
