"""A form as PDF: A4, its title, its parts one after another, what is unanswered as lines to fill in by hand.

It knows no form: what stands where is the business of its parts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, PageBreak, PageTemplate

from fr_desk.i18n import N_
from fr_desk.render.charts import Risk, RiskChart, RiskWords
from fr_desk.render.cover import DOT
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell
from fr_desk.render.fonts import family
from fr_desk.render.forms import answers, model
from fr_desk.render.furniture import head_and_foot, page_frame
from fr_desk.render.headed import headed
from fr_desk.render.listing import TickBox, bullets, listing
from fr_desk.render.risks import LIKELIHOOD, ONE_RISK, RISK_CHART, SEVERITY
from fr_desk.render.sheet import Sheet
from fr_desk.render.standards import About, finish
from fr_desk.render.styles import (
    ANSWER,
    BODY,
    HAIRLINE,
    INK,
    ITEM,
    LABEL,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SECTION,
    SMALL,
    STRONG,
    Style,
)
from fr_desk.render.table import GUTTER, PAD, Table, TableRow
from fr_desk.render.tags import LANGUAGE_TAGS
from fr_desk.render.text import printable
from fr_desk.rules.instruments import SECONDARY_LABEL

MADE_BY = N_("FR Desk · {date}")
FOLLOWS = N_("Articles this form follows")
SUMMARISED = N_("Its wording has not been compared with the official text; the form follows what it demands.")
TICKED, TO_TICK = N_("Ticked"), N_("Box to tick")

TITLE = Style(19, 27, bold=True, after=4, tag="H1")
LEAD = Style(10, 15.5, MUTED, after=8)
HEADINGS = {1: SECTION.but(tag="H2"), 2: ITEM.but(tag="H3")}
PARAGRAPHS = {"body": BODY, "strong": STRONG, "small": SMALL.but(after=4)}
CONSPICUOUS = ANSWER.but(size=11.5, leading=17, bold=True)
"""A fifth larger than the text around it, and bold."""
CELL = ANSWER.but(size=9, leading=13)
LINE: float = 9 * mm
"""Room to write one line by hand."""
INK_LINE = MUTED
_SIGNED = 3
"""Parts before a signature that stay with it."""
LABEL_SHARE, VALUE_SHARE = 31, 69


def form_pdf(form: model.Form, edition: Edition) -> bytes:
    """Return a form as PDF.

    Args:
        form: as its builder filled it from the edition.
        edition: whose venue, date and fingerprint stand at the head and foot.
    """
    out = io.BytesIO()
    document = _Document(out, form, edition)
    document.build(list(_story(form, edition)), canvasmaker=Sheet)
    about = About(
        title=printable(DOT.join(name for name in (form.title, venue_name(edition)) if name)),
        author=printable(edition.dossier.operator.name or venue_name(edition) or "FR Desk"),
        subject=printable(form.lead),
        lang=form.lang,
        day=edition.assessment.as_of,
        fingerprint=edition.fingerprint,
    )
    return finish(out.getvalue(), document.canv.root, about)


def venue_name(edition: Edition) -> str:
    """Return whose form it is; empty while nobody has said."""
    return edition.dossier.venue.name or edition.dossier.operator.name or ""


def made_by(edition: Edition) -> str:
    """Return what stands at the foot of a form."""
    made = edition.say(MADE_BY, date=edition.date(edition.assessment.as_of))
    return f"{made}{DOT}{edition.short_fingerprint}"


def followed(form: model.Form, edition: Edition) -> Iterator[str]:
    """Yield the articles a form follows, those together whose wording was compared equally well."""
    notes = {"text": "", "secondary": edition.say(SECONDARY_LABEL), "unverified": edition.say(SUMMARISED)}
    for verified, note in notes.items():
        alike = [citation for citation in form.citations if citation.verified == verified]
        if alike:
            yield "\n".join(filter(None, (answers.articles(edition, alike), note)))


def risk_words(matrix: model.RiskMatrix, edition: Edition) -> RiskWords:
    """Return the words on a chart of risks."""
    risks = "; ".join(
        edition.say(ONE_RISK, number=mark.number, likelihood=mark.likelihood, severity=mark.severity)
        for mark in matrix.marks
    )
    return RiskWords(edition.say(LIKELIHOOD), edition.say(SEVERITY), edition.say(RISK_CHART, risks=risks))


def _story(form: model.Form, edition: Edition) -> Iterator[Flowable]:
    pieces: list[Flowable] = [Block(form.title, TITLE), Block(form.lead, LEAD)]
    laid = [list(_laid_out(part, edition)) for part in form.parts]
    for at, part in enumerate(form.parts):
        if isinstance(part, model.Signature):
            _hold_on(form.parts[:at], laid[:at])
    pieces += (piece for part in laid for piece in part)
    if form.citations:
        pieces += _laid_out(model.Heading(edition.say(FOLLOWS), 2), edition)
        pieces.append(bullets(list(followed(form, edition)), style=SMALL))
    return headed(pieces)


def _hold_on(parts: Sequence[model.Part], laid: Sequence[list[Flowable]]) -> None:
    """Keep what is signed on the page of its signature: the boxes and the words just before it."""
    for part, pieces in list(zip(parts, laid, strict=True))[: -_SIGNED - 1 : -1]:
        if not isinstance(part, (model.Ticks, model.Paragraph)):
            return
        for piece in pieces:
            if isinstance(piece, Cell):
                piece.leads = True


def _laid_out(part: model.Part, edition: Edition) -> Iterator[Flowable]:
    match part:
        case model.Heading(text, level):
            yield Block(text, HEADINGS[level])
        case model.Paragraph(text, kind, lang):
            yield Block(text, PARAGRAPHS[kind], lang=lang)
        case model.Items(items, numbered):
            yield bullets(items, numbered=numbered)
        case model.Ticks(choices, ticked):
            yield listing(list(_boxes(len(choices), ticked, edition)), choices)
        case model.Fields(fields):
            rows = [TableRow(_line(one), pad=3.2) for one in fields]
            yield Table((LABEL_SHARE, VALUE_SHARE), rows, ruled=False, after=6)
        case model.Grid():
            yield _grid(part)
        case model.RiskMatrix(marks):
            risks = (Risk(mark.number, mark.likelihood, mark.severity) for mark in marks)
            yield RiskChart(risks, risk_words(part, edition))
        case model.Signature(labels):
            yield Signatures(labels)
        case model.NewPage():
            yield PageBreak()


def _boxes(count: int, ticked: frozenset[int], edition: Edition) -> Iterator[TickBox]:
    for at in range(count):
        yield TickBox(edition.say(TICKED if at in ticked else TO_TICK), ticked=at in ticked)


def _line(field: model.Field) -> tuple[Cell, Cell]:
    if not field.value:
        return Block(field.label, LABEL), Lines(field.lines)
    if field.strong:
        return Block(field.label, LABEL.but(color=INK, bold=True)), Block(field.value, CONSPICUOUS)
    return Block(field.label, LABEL), Block(field.value, ANSWER)


def _grid(grid: model.Grid) -> Table:
    shares = grid.shares or (1.0,) * len(grid.head)
    rows = [TableRow(tuple(Block(text, CELL) if text else Writing() for text in row)) for row in grid.rows]
    blank = [
        TableRow(tuple(Writing(parted=at > 0) for at in range(len(grid.head))))
        for _ in range(grid.blank_rows)
    ]
    return Table(shares, [*rows, *blank], grid.head)


class Lines(Cell):
    """Room to write: hairlines as far apart as handwriting needs."""

    def __init__(self, count: int) -> None:
        """Take the number of lines."""
        super().__init__()
        self.count = count

    def height_in(self, _width: float) -> float:
        """Return the height of the lines; the first one stands as near to its label as handwriting allows."""
        return self.count * LINE - (LINE - ANSWER.leading) / 2

    def cut(self, _width: float, height: float) -> tuple[Lines, Lines] | None:
        """Return the lines that fit and the rest."""
        fit = int((height + (LINE - ANSWER.leading) / 2) // LINE)
        return (Lines(fit), Lines(self.count - fit)) if 0 < fit < self.count else None

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        canvas.setStrokeColor(INK_LINE)
        canvas.setLineWidth(0.5)
        first = top - LINE + (LINE - ANSWER.leading) / 2
        for at in range(self.count):
            canvas.line(x, first - at * LINE, x + width, first - at * LINE)


class Writing(Cell):
    """An empty cell of a table, to write in; with a line at its left side where a whole row is empty."""

    def __init__(self, *, parted: bool = False) -> None:
        """Take whether the line is drawn."""
        super().__init__()
        self.parted = parted

    def height_in(self, _width: float) -> float:
        """Return what, with the space above and below, is the height of a line of handwriting."""
        return LINE - 2 * PAD

    def paint(self, canvas: Any, x: float, top: float, _width: float) -> None:
        """Draw the line."""
        if self.parted:
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.6)
            canvas.line(x - GUTTER / 2, top + PAD, x - GUTTER / 2, top + PAD - LINE)


class Signatures(Cell):
    """Lines to sign on, side by side; under each of them what belongs there."""

    ROOM: float = 13 * mm
    GAP = 18.0

    def __init__(self, labels: tuple[str, ...]) -> None:
        """Take the words under the lines."""
        super().__init__()
        self.blocks = [Block(label, SMALL) for label in labels]
        self.spaceBefore, self.spaceAfter = 6, 10

    def _wide(self, width: float) -> float:
        return (width - self.GAP * (len(self.blocks) - 1)) / max(len(self.blocks), 1)

    def height_in(self, width: float) -> float:
        """Return the room to sign in, and the words under the lines."""
        wide = self._wide(width)
        return self.ROOM + PAD + max((block.height_in(wide) for block in self.blocks), default=0.0)

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines and the words."""
        wide = self._wide(width)
        for block in self.blocks:
            canvas.setStrokeColor(INK_LINE)
            canvas.setLineWidth(0.5)
            canvas.line(x, top - self.ROOM, x + wide, top - self.ROOM)
            block.paint(canvas, x, top - self.ROOM - PAD, wide)
            x += wide + self.GAP


class _Document(BaseDocTemplate):
    """Pages of a form: the venue and, from the second page on, the title at the head; who made it at the foot."""

    def __init__(self, out: io.BytesIO, form: model.Form, edition: Edition) -> None:
        super().__init__(
            out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            initialFontName=family().regular.name,
            lang=LANGUAGE_TAGS[form.lang],
            invariant=1,
        )
        self.addPageTemplates(
            [
                PageTemplate(
                    "page", [page_frame()], onPage=lambda canvas, _doc: _furniture(canvas, form, edition)
                )
            ]
        )


def _furniture(canvas: Any, form: model.Form, edition: Edition) -> None:
    names = (venue_name(edition), form.title if canvas.getPageNumber() > 1 else "")
    head_and_foot(canvas, DOT.join(name for name in names if name), made_by(edition))
