"""How long data are kept: a row for each kind, with the answer, a bar on a scale, and what the law says.

The limits come from the packs (:mod:`fr_desk.rules.clocks`); nothing is judged here, that is for the findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fr_desk.domain import paths
from fr_desk.domain.activity import Clock
from fr_desk.domain.calendars import Period
from fr_desk.domain.choices import ClockKind
from fr_desk.forms.question import Question
from fr_desk.i18n import N_, spell_number
from fr_desk.render.answers import labelled
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Stack
from fr_desk.render.lines import Run
from fr_desk.render.retention_chart import Bar, Bound, Keeping, Legend, Sample, Scale
from fr_desk.render.styles import ACCENT, ANSWER, LABEL, SMALL
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import SEMICOLON
from fr_desk.rules import clocks as law
from fr_desk.rules.clocks import Limit
from fr_desk.rules.sentences import NOT_ANSWERED

UNTIL = N_("until: {event}")
KIND, LAW = N_("Kind of data"), N_("What the law says")
NO_LIMIT_KNOWN = N_("The rules name no limit.")
SHOWS = N_("{data}: {kept}. {law}")
SCALE = (N_("1 d"), N_("7 d"), N_("30 d"), N_("90 d"), N_("1 y"), N_("3 y"), N_("10 y"))
"""Ticks of the scale; short, they stand close together."""
LEGEND: tuple[tuple[Keeping | Bound, str], ...] = (
    ("days", N_("kept so long")),
    ("event", N_("until something happens")),
    ("for_ever", N_("no limit")),
    ("unanswered", NOT_ANSWERED),
    (Bound(0, least=True, advice=False), N_("the law: at least")),
    (Bound(0, least=False, advice=False), N_("the law: at most")),
    (Bound(0, least=True, advice=True), N_("empty: advice only")),
)
LEGEND_ALT = N_("Legend of the bars, whose scale gives equal steps to equal ratios: {words}")
_WIDTHS = (27, 43, 30)
_UNITS = {"days": 1.0, "working_days": 1.4, "hours": 1 / 24, "months": 30.44, "years": 365.25}
_KEEPING: dict[ClockKind, Keeping] = {
    ClockKind.PERIOD: "days",
    ClockKind.EVENT: "event",
    ClockKind.NOT_STORED: "nothing",
    ClockKind.INDEFINITE: "for_ever",
}


def clock_words(edition: Edition, clock: Clock) -> str:
    """Return how long one kind of data is kept; empty while that is unanswered."""
    if clock.kind is ClockKind.PERIOD:
        return "" if clock.days is None else spell_number(clock.days, edition.say(N_("days")))
    if clock.kind is ClockKind.EVENT:
        return "" if clock.until is None else edition.say(UNTIL, event=edition.say(clock.until.label))
    return edition.say(clock.kind.label) if clock.kind else ""


def is_clock(path: str, question: Question) -> bool:
    """Tell whether a question is one of those about how long one kind of data is kept."""
    return bool(question.group) and paths.spec_at(_clock_of(path, question)).model is Clock


def _clock_of(path: str, question: Question) -> str:
    return path.removesuffix(question.path.removeprefix(question.group))


def legend(edition: Edition) -> Legend:
    """Return what the bars mean."""
    samples = [Sample(drawn, edition.say(words)) for drawn, words in LEGEND]
    words = SEMICOLON[edition.lang].join(sample.words for sample in samples)
    return Legend(samples, edition.say(LEGEND_ALT, words=words))


def clock_table(edition: Edition, base: str, questions: Mapping[str, Question]) -> Table:
    """Return the table of one activity.

    Args:
        edition: whose answers.
        base: path of the activity.
        questions: the questions about how long its data are kept, by absolute path.
    """
    clocks: dict[str, dict[str, Question]] = {}
    for path, question in questions.items():
        clocks.setdefault(_clock_of(path, question), {})[path] = question
    limits = edition.clocks[base].clocks if base in edition.clocks else ()
    told = {clock.path: clock for clock in limits}
    rows = [
        _row(edition, path, asked, told.get(path))
        for path, asked in clocks.items()
        if told.get(path) or any(True for _ in labelled(edition, asked))
    ]
    rows += (_records(edition, clock) for clock in limits if clock.data == "records" and clock.certain)
    head = (edition.say(KIND), Scale([edition.say(tick) for tick in SCALE]), edition.say(LAW))
    return Table(_WIDTHS, rows, head)


def _row(edition: Edition, path: str, asked: Mapping[str, Question], clock: law.Clock | None) -> TableRow:
    answer: Clock = paths.get(edition.dossier, path)
    title = edition.say(paths.spec_at(path).title)
    kept = clock_words(edition, answer)
    words = kept or edition.say(NOT_ANSWERED)
    keeping = _KEEPING[answer.kind] if answer.kind and kept else "unanswered"
    bar = _bar(edition, title, words, keeping, answer.days or 0, clock)
    runs = list(labelled(edition, asked)) or [Run(words)]
    said = Stack(Block(title, ANSWER.but(bold=True)), Block(runs, LABEL))
    return TableRow((said, bar, _law(edition, clock)), edition.anchor(path), pad=4)


def _records(edition: Edition, clock: law.Clock) -> TableRow:
    """Return the row about the records of handing data over, which the operator answers for as a whole."""
    title = edition.say(paths.spec_at(clock.path).title)
    years = paths.get(edition.dossier, clock.path)
    kept = edition.say(NOT_ANSWERED) if years is None else spell_number(years, edition.say(N_("years")))
    keeping: Keeping = "unanswered" if years is None else "days"
    bar = _bar(edition, title, kept, keeping, (years or 0) * _UNITS["years"], clock)
    said = Stack(Block(title, ANSWER.but(bold=True)), Block(kept, LABEL))
    return TableRow((said, bar, _law(edition, clock)), pad=4)


def _bar(
    edition: Edition, title: str, kept: str, keeping: Keeping, days: float, clock: law.Clock | None
) -> Bar:
    says = clock.sentence.get(edition.lang) if clock else edition.say(NO_LIMIT_KNOWN)
    bounds = tuple(_bounds(clock)) if clock else ()
    return Bar(keeping, kept, edition.say(SHOWS, data=title, kept=kept, law=says), days, bounds)


def _bounds(clock: law.Clock) -> Iterator[Bound]:
    """Yield the marks of the limits that are known to hold."""
    for limit in clock.limits:
        least = limit.floor is not None
        period = limit.floor or limit.ceiling
        if limit.certain and period:
            yield Bound(_days(period), least, advice=limit.level == "should")
        elif limit.certain and limit.until == "deleted":
            yield Bound(0, least=False, advice=limit.level == "should")


def _days(period: Period) -> float:
    return period.count * _UNITS[period.unit]


def _law(edition: Edition, clock: law.Clock | None) -> Stack:
    """Return what the law says, with its articles."""
    if clock is None:
        return Stack(Block(edition.say(NO_LIMIT_KNOWN), SMALL))
    return Stack(Block(clock.sentence.get(edition.lang), SMALL), _articles(edition, clock.limits))


def _articles(edition: Edition, limits: tuple[Limit, ...]) -> Block:
    runs: list[Run] = []
    cited = {one.instrument + one.article: one for limit in limits for one in limit.citations}
    for citation in cited.values():
        runs += [
            *([Run(SEMICOLON[edition.lang])] if runs else ()),
            Run(edition.cite(citation, short=True), color=ACCENT, link=edition.article(citation)),
        ]
    return Block(runs, SMALL)
