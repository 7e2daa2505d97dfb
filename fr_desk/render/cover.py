"""The cover, read standing up: whose place, what became of the check, where to look first."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.derived import RECOGNISING
from fr_desk.i18n import N_, spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.entries import Entry, entries
from fr_desk.render.findings import summary
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
from fr_desk.rules.findings import Outcome, Verdict
from fr_desk.rules.sentences import COUNT_LABELS, NOT_ANSWERED, SEPARATOR, VERDICTS

TITLE = N_("Compliance dossier for cameras and face recognition")
DRAFT = N_("DRAFT")
NO_NAME = N_("Venue without a name")
AS_OF = N_("as of {date}")
REVISION = N_("revision {number}")
CREDIT_CODE = N_("Unified social credit code")
BUSINESS_NUMBER = N_("Business registration number")
OPERATOR, CODE, ADDRESS, DEVICES, RULES = (
    N_("Operator"),
    N_("Registration number"),
    N_("Address"),
    N_("Devices"),
    N_("Rules"),
)
CODES = {Jurisdiction.CN: CREDIT_CODE, Jurisdiction.KR: BUSINESS_NUMBER}
DEVICE_COUNT = N_("{count} devices, {faces} of them recognise faces")
PACK = N_("{title} {version}")
NO_PACK = N_("no rule pack")
LOOK_HERE_FIRST = N_("Look here first")
MORE = N_("and {count} more in the findings")
PAGE = N_("Page {page}")

NAME = Style(29, 38, bold=True, tag="H1")
SUBTITLE = Style(9.8, 15, MUTED)
HEAD = Style(12.5, 19, bold=True, before=15, after=4, tag="H2")
DOT = "   ·   "
SHOWN = 3
"""Most findings named on the cover."""
OUTCOMES = {
    Verdict.BREACHED: Outcome.BREACHED,
    Verdict.OPEN: Outcome.OPEN,
    Verdict.REVIEW: Outcome.REVIEW,
    Verdict.CLEAN: Outcome.MET,
}


class Counts(Cell):
    """The four counts in tinted boxes."""

    HEIGHT, GAP = 58.0, 8.0

    def __init__(self, edition: Edition) -> None:
        """Take the edition whose findings are counted."""
        super().__init__()
        self.edition = edition
        self.spaceBefore, self.spaceAfter = 10, 6

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
                canvas, x + 11, top - 8, wide - 22
            )
            Block(self.edition.say(label), Style(9.5, 14, tone)).paint(canvas, x + 11, top - 36, wide - 22)
            x += wide + self.GAP


def cover(edition: Edition, height: float) -> list[Flowable]:
    """Return the cover, filled so that it takes no more than ``height`` points."""
    page: list[Flowable] = [
        Block(edition.say(TITLE), KICKER.but(after=4)),
        _name(edition),
        Block(_subtitle(edition), SUBTITLE.but(before=4, after=14)),
        Rule(width=48, thickness=3, color=ACCENT, after=14),
        _particulars(edition),
        verdict(edition, 14, before=18),
        Counts(edition),
        Block(summary(edition), LABEL),
    ]
    left = height - sum(tall(flowable) for flowable in page)
    return page + _first(edition, left)


def tall(flowable: Flowable) -> float:
    """Return the height of a piece of a page across the whole text, with the space around it."""
    return float(flowable.wrap(TEXT_WIDTH, 0)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def verdict(edition: Edition, size: float, *, before: float = 0) -> Table:
    """Return what became of the dossier, in words, with its icon."""
    found = edition.assessment.verdict
    outcome = OUTCOMES[found]
    words = Block(edition.say(VERDICTS[found]), Style(size, size * 1.45, TONES[outcome], bold=True))
    icon = OutcomeIcon(outcome, edition.say(COUNT_LABELS[outcome]), size + 3)
    table = Table((4, 96), (TableRow((icon, words), pad=0),), ruled=False, after=0, kind="list")
    table.spaceBefore = before
    return table


def _name(edition: Edition) -> Block:
    """Return the venue's name as large as two lines allow."""
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
    unanswered = edition.say(NOT_ANSWERED)
    used = SEPARATOR[edition.lang].join(
        edition.say(PACK, title=pack.title.get(edition.lang), version=pack.version)
        for pack in edition.packs
        if pack.ref in edition.assessment.packs
    )
    facts = (
        (OPERATOR, operator.name or unanswered, True),
        (code, operator.registration_number or unanswered, False),
        (ADDRESS, venue.address or operator.address or unanswered, False),
        (DEVICES, devices(edition), False),
        (RULES, used or edition.say(NO_PACK), False),
    )
    rows = [
        TableRow(
            (Block(edition.say(label), LABEL), Block(text, ANSWER.but(bold=bold), most_lines=2)), pad=2.2
        )
        for label, text, bold in facts
    ]
    return Table((22, 78), rows, after=0, ruled=False)


def devices(edition: Edition) -> str:
    """Return how many devices there are, and how many of them recognise faces."""
    cameras = edition.dossier.cameras
    if cameras is None:
        return edition.say(NOT_ANSWERED)
    faces = sum(camera.face_function in RECOGNISING for camera in cameras.values())
    return edition.say(DEVICE_COUNT, count=spell_number(len(cameras)), faces=spell_number(faces))


def _first(edition: Edition, room: float) -> list[Flowable]:
    """Return what must change and what a person must decide first, as much as fits; nothing if there is nothing."""
    found = entries(edition, Outcome.BREACHED, Outcome.REVIEW)
    parts: list[Flowable] = [Block(edition.say(LOOK_HERE_FIRST), HEAD), Rule()]
    left = room - sum(tall(part) for part in parts) - SMALL.leading - 6
    rows: list[TableRow] = []
    for entry in found[:SHOWN]:
        row = _look_at(edition, entry)
        height = Table((5, 83, 12), (row,), after=0).height_in(TEXT_WIDTH)
        if height > left:
            break
        left -= height
        rows.append(row)
    if not rows:
        return []
    parts.append(Table((5, 83, 12), rows, after=0, kind="list"))
    if len(rows) < len(found):
        more = edition.say(MORE, count=len(found) - len(rows))
        parts.append(Block([Run(more, color=ACCENT, link="findings")], SMALL.but(before=6)))
    return parts


def _look_at(edition: Edition, entry: Entry) -> TableRow:
    words = Stack(
        Block(entry.title(edition), STRONG, most_lines=1),
        Block(entry.first.message.get(edition.lang), ANSWER, most_lines=2),
        Block(edition.citations(entry.first), SMALL, most_lines=1),
    )
    page = PageNumber(edition, entry.anchor, edition.say(PAGE))
    return TableRow(
        (OutcomeIcon(entry.outcome, edition.say(COUNT_LABELS[entry.outcome]), 13), words, page), pad=5
    )
