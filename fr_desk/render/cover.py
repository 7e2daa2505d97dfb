"""The cover, read standing up: whose place, the verdict, where to look first, what is kept for how long."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity, Clock
from fr_desk.domain.choices import ClockKind, Jurisdiction, Place
from fr_desk.domain.derived import RECOGNISING
from fr_desk.domain.schema import fields_of
from fr_desk.i18n import N_
from fr_desk.render.answers import answer_run
from fr_desk.render.edition import Edition, finding_anchor
from fr_desk.render.findings import COUNT_LABELS, heading
from fr_desk.render.flow import Block, Cell, Rule, Stack
from fr_desk.render.lines import Run
from fr_desk.render.pictograms import OutcomeIcon
from fr_desk.render.references import PageNumber
from fr_desk.render.styles import (
    ACCENT,
    ANSWER,
    GROUNDS,
    KICKER,
    LABEL,
    MUTED,
    SMALL,
    STRONG,
    TEXT_WIDTH,
    TONES,
    Style,
)
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import SEPARATOR, spell_number
from fr_desk.rules.findings import Finding, Outcome
from fr_desk.rules.sentences import NOT_ANSWERED, shown

TITLE = N_("Compliance dossier for cameras and face recognition")
DRAFT = N_("DRAFT")
NO_NAME = N_("Venue without a name")
AS_OF = N_("as of {date}")
REVISION = N_("revision {number}")
CREDIT_CODE = N_("Unified social credit code")
BUSINESS_NUMBER = N_("Business registration number")
OPERATOR, CODE, REPRESENTATIVE, DEVICES, RULES = (
    N_("Operator"),
    N_("Registration number"),
    N_("Representative"),
    N_("Devices"),
    N_("Rules"),
)
CODES = {Jurisdiction.CN: CREDIT_CODE, Jurisdiction.KR: BUSINESS_NUMBER}
SIGNATURE = N_("{name} (signature) ____________________")
DEVICE_COUNT = N_("{count} devices, {faces} of them recognise faces")
PACK = N_("{title} {version}")
NO_PACK = N_("no rule pack")
LOOK_HERE_FIRST = N_("Look here first")
NOTHING_FIRST = N_("Nothing to change and nothing to decide.")
MORE = N_("and {count} more in the findings")
MORE_ACTIVITIES = N_("and {count} more on the pages that follow")
PAGE = N_("Page {page}")
PROCESSED = N_("What is processed, why, for how long")
NO_ACTIVITIES = N_("No activity is described yet.")
COLUMNS = (
    N_("Activity"),
    N_("Legal basis"),
    N_("Faces are stored"),
    N_("Faces are kept"),
    N_("Video is kept"),
)
UNTIL = N_("until: {event}")

NAME = Style(29, 38, bold=True, tag="H1")
SUBTITLE = Style(9.8, 15, MUTED)
HEAD = Style(12.5, 19, bold=True, before=15, after=4, tag="H2")
DOT = "   ·   "
SHOWN = 6
"""Most findings named on the cover."""


class Counts(Cell):
    """The four counts in tinted boxes."""

    HEIGHT, GAP = 60.0, 8.0

    def __init__(self, edition: Edition) -> None:
        """Take the edition whose findings are counted."""
        super().__init__()
        self.edition = edition
        self.spaceBefore = 12

    def height_in(self, _width: float) -> float:
        """Return the height of the boxes."""
        return self.HEIGHT

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the boxes from left to right, worst first."""
        wide = (width - 3 * self.GAP) / 4
        counts = self.edition.assessment.counts
        for outcome, label in COUNT_LABELS.items():
            canvas.setFillColor(GROUNDS[outcome])
            canvas.roundRect(x, top - self.HEIGHT, wide, self.HEIGHT, 7, stroke=0, fill=1)
            tone = TONES[outcome]
            Block(str(counts[outcome]), Style(22, 26, tone, bold=True)).paint(
                canvas, x + 11, top - 9, wide - 22
            )
            Block(self.edition.say(label), Style(9.5, 14, tone)).paint(canvas, x + 11, top - 37, wide - 22)
            x += wide + self.GAP


def cover(edition: Edition, height: float) -> list[Flowable]:
    """Return the cover, filled so that it takes no more than ``height`` points."""
    page: list[Flowable] = [
        Block(edition.say(TITLE), KICKER.but(after=4)),
        _name(edition),
        Block(_subtitle(edition), SUBTITLE.but(before=4, after=14)),
        Rule(width=48, thickness=3, color=ACCENT, after=14),
        _particulars(edition),
        Counts(edition),
    ]
    left = height - sum(_tall(flowable) for flowable in page)
    activities = _activities(edition)
    least = min(len(activities), 2) * 25 + HEAD.leading + HEAD.before + HEAD.after + 24
    first = _first(edition, left - least)
    page += first
    left -= sum(_tall(flowable) for flowable in first)
    return page + _processed(edition, activities, left)


def _tall(flowable: Flowable) -> float:
    return float(flowable.wrap(TEXT_WIDTH, 0)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def _name(edition: Edition) -> Block:
    """Return the venue's name as large as three lines allow."""
    name = edition.dossier.venue.name or edition.say(NO_NAME)
    sizes = (NAME, *(NAME.but(size=size, leading=size * 1.3) for size in (24, 20, 16, 13)))
    fitting = (style for style in sizes if len(Block(name, style).lines_in(TEXT_WIDTH)) <= 2)
    return Block(name, next(fitting, sizes[-1]), most_lines=6)


def _subtitle(edition: Edition) -> list[Run]:
    venue = edition.dossier.venue
    facts = [
        edition.region(venue.region) if venue.region else None,
        edition.say(venue.kind.label) if venue.kind else None,
        edition.say(AS_OF, date=edition.date(edition.assessment.as_of)),
        edition.say(REVISION, number=edition.dossier.revision),
    ]
    return marked(edition, DOT.join(fact for fact in facts if fact))


def marked(edition: Edition, line: str) -> list[Run]:
    """Return ``line``, with the mark of a draft behind it while something is open or against the law."""
    if not edition.draft:
        return [Run(line)]
    return [Run(f"{line}{DOT}"), Run(edition.say(DRAFT), bold=True, color=TONES[Outcome.BREACHED])]


def _particulars(edition: Edition) -> Table:
    """Return the block about the operator, the devices and the rules."""
    operator, venue = edition.dossier.operator, edition.dossier.venue
    code = CODES.get(venue.jurisdiction, CODE) if venue.jurisdiction else CODE
    cameras = (edition.dossier.cameras or {}).values()
    faces = sum(camera.face_function in RECOGNISING for camera in cameras)
    unanswered = edition.say(NOT_ANSWERED)
    used = SEPARATOR[edition.lang].join(
        edition.say(PACK, title=pack.title.get(edition.lang), version=pack.version)
        for pack in edition.packs
        if pack.ref in edition.assessment.packs
    )
    devices = (
        unanswered
        if edition.dossier.cameras is None
        else edition.say(DEVICE_COUNT, count=spell_number(len(cameras)), faces=spell_number(faces))
    )
    facts = (
        (OPERATOR, operator.name or unanswered, True),
        (code, operator.registration_number or unanswered, False),
        (REPRESENTATIVE, edition.say(SIGNATURE, name=operator.representative or "").strip(), False),
        (DEVICES, devices, False),
        (RULES, used or edition.say(NO_PACK), False),
    )
    rows = [
        TableRow(
            (Block(edition.say(label), LABEL), Block(text, ANSWER.but(bold=bold), most_lines=2)), pad=2.2
        )
        for label, text, bold in facts
    ]
    return Table((20, 80), rows, after=0, ruled=False)


def _first(edition: Edition, room: float) -> list[Flowable]:
    """Return what must change and what a person must decide, as much as fits."""
    parts: list[Flowable] = [Block(edition.say(LOOK_HERE_FIRST), HEAD), Rule()]
    findings = edition.of(Outcome.BREACHED, Outcome.REVIEW)
    if not findings:
        return [*parts, Block(edition.say(NOTHING_FIRST), ANSWER.but(before=6))]
    left = room - sum(_tall(part) for part in parts) - SMALL.leading - 6
    rows: list[TableRow] = []
    for finding in findings[:SHOWN]:
        row = _look_at(edition, finding)
        tall = Table((4, 84, 12), (row,), after=0).height_in(TEXT_WIDTH)
        if tall > left:
            break
        left -= tall
        rows.append(row)
    parts.append(Table((4, 84, 12), rows, after=0, kind="list"))
    if len(rows) < len(findings):
        more = edition.say(MORE, count=len(findings) - len(rows))
        parts.append(Block([Run(more, color=ACCENT, link="findings")], SMALL.but(before=6)))
    return parts


def _look_at(edition: Edition, finding: Finding) -> TableRow:
    words = Stack(
        Block(heading(edition, finding), STRONG, most_lines=1),
        Block(finding.message.get(edition.lang), ANSWER, most_lines=2),
        Block(edition.citations(finding), SMALL, most_lines=1),
    )
    page = PageNumber(edition, finding_anchor(finding), edition.say(PAGE))
    return TableRow(
        (OutcomeIcon(finding.outcome, edition.say(COUNT_LABELS[finding.outcome]), 13), words, page), pad=6
    )


def _activities(edition: Edition) -> list[Activity]:
    return list((edition.dossier.activities or {}).values())


def _processed(edition: Edition, activities: list[Activity], room: float) -> list[Flowable]:
    """Return the table of activities, as many rows as fit."""
    parts: list[Flowable] = [Block(edition.say(PROCESSED), HEAD)]
    if not activities:
        return [*parts, Block(edition.say(NO_ACTIVITIES), ANSWER)]
    rows = [_processing(edition, key, one) for key, one in (edition.dossier.activities or {}).items()]
    head = [edition.say(title) for title in COLUMNS]
    for count in range(len(rows), -1, -1):
        table = Table((24, 22, 20, 18, 16), rows[:count], head, after=0)
        more = (
            [Block(edition.say(MORE_ACTIVITIES, count=len(rows) - count), SMALL.but(before=4))]
            if count < len(rows)
            else []
        )
        if sum(_tall(part) for part in (*parts, table, *more)) <= room:
            return [*parts, table, *more]
    return []


def _processing(edition: Edition, key: str, activity: Activity) -> TableRow:
    specs = fields_of(Activity)
    keep = activity.retention
    base = f"activities.{key}"
    cells = (
        Run(edition.name(base)),
        answer_run(edition, specs["legal_basis"], activity.legal_basis),
        _or_dash(edition, f"{base}.storage.templates", _places(edition, activity.storage.templates)),
        _or_dash(edition, f"{base}.retention.template.kind", clock_run(edition, keep.template)),
        _or_dash(edition, f"{base}.retention.video.kind", clock_run(edition, keep.video)),
    )
    style = ANSWER.but(size=8.8, leading=13)
    return TableRow(tuple(Block([cell], style, most_lines=3) for cell in cells), pad=5)


def _or_dash(edition: Edition, path: str, answer: Run) -> Run:
    """Return the answer, or a dash where the question is not asked and was not answered."""
    answered = paths.get(edition.dossier, path) is not None
    return answer if answered or path in edition.asked else Run("—")


def _places(edition: Edition, places: tuple[Place, ...] | None) -> Run:
    if places is None:
        return Run(edition.say(NOT_ANSWERED), bold=True, color=TONES[Outcome.OPEN])
    return Run(shown(places, edition.lang) or "—")


def clock_run(edition: Edition, clock: Clock) -> Run:
    """Return how long one kind of data is kept, in few words."""
    words = clock_words(edition, clock)
    return Run(words) if words else Run(edition.say(NOT_ANSWERED), bold=True, color=TONES[Outcome.OPEN])


def clock_words(edition: Edition, clock: Clock) -> str:
    """Return how long one kind of data is kept; empty while that is unanswered."""
    if clock.kind is ClockKind.PERIOD:
        return "" if clock.days is None else spell_number(clock.days, edition.say(N_("days")))
    if clock.kind is ClockKind.EVENT:
        return "" if clock.until is None else edition.say(UNTIL, event=edition.say(clock.until.label))
    return edition.say(clock.kind.label) if clock.kind else ""
