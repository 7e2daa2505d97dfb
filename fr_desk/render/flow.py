"""What a page is filled with: blocks of text, stacks of them, tables. All of them split across pages.

They draw with reportlab's canvas and flow through its page templates, but break their lines themselves (see
:mod:`fr_desk.render.lines`): answers are never markup, and no font but ours can come in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from fr_desk.i18n import Lang
from fr_desk.render.lines import Line, Piece, Run, break_lines
from fr_desk.render.styles import HAIRLINE, TEXT_WIDTH, Style
from fr_desk.render.tags import HEADINGS, LANGUAGE_TAGS, Element
from fr_desk.render.text import other_script


class Cell(Flowable):
    """Anything that stands on a page, in a table or in a stack. The three methods below are what kinds differ in."""

    leads = False
    """Whether it never stands at the foot of a page without the beginning of what follows it."""

    def height_in(self, width: float) -> float:
        """Return the height it takes when it is ``width`` points wide."""
        raise NotImplementedError

    def cut(self, _width: float, _height: float) -> tuple[Cell, Cell] | None:
        """Return the part that fits in the height and the rest, or ``None`` if nothing sensible fits."""
        return None

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at ``(x, top)``."""
        raise NotImplementedError

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Tell the page how much room it takes."""
        self.width, self.height = width, self.height_in(width)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give the page what fits and the rest."""
        return list(self.cut(width, height) or ())

    def draw(self) -> None:
        """Draw at the canvas's origin."""
        self.paint(self.canv, 0, self.height, self.width)


class Block(Cell):
    """Text in one style, on as many lines as it needs."""

    def __init__(
        self,
        text: str | Sequence[Run],
        style: Style,
        *,
        anchor: str = "",
        most_lines: int = 0,
        lang: Lang | None = None,
    ) -> None:
        """Take the text.

        Args:
            text: what is printed.
            style: how it looks and what it is.
            anchor: names its place for links.
            most_lines: shortens it with an ellipsis.
            lang: its language, where it is known not to be that of the document.
        """
        super().__init__()
        self.element: Element | None = None
        self.lang = lang
        self.runs = (Run(text),) if isinstance(text, str) else tuple(text)
        self.style = style
        self.anchor = anchor
        self.most_lines = most_lines
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.leads = style.tag in HEADINGS
        self._lines: list[Line] = []
        self._broken_for = -1.0

    def lines_in(self, width: float) -> list[Line]:
        """Return the lines for a width, broken once."""
        if self._broken_for != width:
            limit = width * 1000 / self.style.size
            lines = break_lines(self.runs, limit, bold=self.style.bold)
            if self.most_lines and len(lines) > self.most_lines:
                lines = _shortened(lines[: self.most_lines], limit, bold=self.style.bold)
            self._lines, self._broken_for = lines, width
        return self._lines

    def height_in(self, width: float) -> float:
        """Return the height of the text at ``width``."""
        return len(self.lines_in(width)) * self.style.leading

    def cut(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Return the lines that fit and the rest; never one lonely line of a longer text on either side."""
        lines = self.lines_in(width)
        fit = int((height + 0.01) // self.style.leading)
        if len(lines) > 3:
            fit = min(fit, len(lines) - 2)
            if fit < 2:
                return None
        if not 0 < fit < len(lines):
            return None
        return self._part(lines[:fit], width, self.anchor), self._part(lines[fit:], width, "")

    def _part(self, lines: list[Line], width: float, anchor: str) -> Block:
        part = Block((), self.style, anchor=anchor)
        part._lines, part._broken_for = lines, width
        part.element = self._element()
        return part

    def _element(self) -> Element:
        if self.element is None:
            lang = self.lang or other_script("".join(run.text for run in self.runs))
            self.element = Element(self.style.tag, lang=LANGUAGE_TAGS[lang] if lang else "")
        return self.element

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        if self.anchor:
            canvas.mark(self.anchor, x, top)
        style = self.style
        baseline = top - (style.leading - style.size) / 2 - style.size * 0.86
        with canvas.element(self._element()):
            for line in self.lines_in(width):
                slack = width - line.width * style.size / 1000
                shift = {"left": 0.0, "center": slack / 2, "right": slack}[style.align]
                draw_pieces(canvas, line.pieces, x + shift, baseline, style)
                baseline -= style.leading


def _shortened(lines: list[Line], limit: float, *, bold: bool) -> list[Line]:
    """Return the lines with an ellipsis at the end of the last one."""
    kept = [Run(piece.text, piece.run.bold, piece.run.color, piece.run.link) for piece in lines[-1].pieces]
    while kept:
        last = break_lines((*kept, Run("…")), limit, bold=bold)
        if len(last) == 1:
            return [*lines[:-1], *last]
        end = kept.pop()
        if len(end.text) > 1:
            kept.append(Run(end.text[:-1], end.bold, end.color, end.link))
    return [*lines[:-1], *break_lines((Run("…"),), limit, bold=bold)]


def draw_pieces(canvas: Any, pieces: Sequence[Piece], x: float, baseline: float, style: Style) -> None:
    """Draw the pieces of one line from ``x`` on, with their links."""
    for piece in pieces:
        width = piece.width * style.size / 1000
        if piece.run.link:
            box = (x, baseline - style.size * 0.25, x + width, baseline + style.size)
            with canvas.element(Element("Link")):
                _draw_piece(canvas, piece, x, baseline, style)
                canvas.link(piece.run.link, box, piece.text)
        else:
            _draw_piece(canvas, piece, x, baseline, style)
        x += width


def _draw_piece(canvas: Any, piece: Piece, x: float, baseline: float, style: Style) -> None:
    with canvas.content():
        text = canvas.beginText(x, baseline)
        text.setFont(piece.face.name, style.size)
        text.setFillColor(piece.run.color or style.color)
        text.textOut(piece.text)
        canvas.drawText(text)


class Stack(Cell):
    """Blocks one under the other, as one cell or one piece of a page."""

    def __init__(
        self, *cells: Cell, gap: float = 0, before: float = 0, after: float = 0, kept: int = 0
    ) -> None:
        """Take the cells; ``gap`` points between them, and no end of a page after the first ``kept`` ones."""
        super().__init__()
        self.cells, self.gap, self.kept = cells, gap, kept
        self.spaceBefore, self.spaceAfter = before, after

    def height_in(self, width: float) -> float:
        """Return the height of all cells and the gaps between them."""
        return sum(cell.height_in(width) for cell in self.cells) + self.gap * max(len(self.cells) - 1, 0)

    def cut(self, width: float, height: float) -> tuple[Stack, Stack] | None:
        """Return the cells that fit and the rest, cutting the one in between if it can be cut."""
        used = 0.0
        for at, cell in enumerate(self.cells):
            tall = cell.height_in(width)
            if used + tall > height + 0.01:
                halves = cell.cut(width, height - used)
                if halves:
                    first, rest = (*self.cells[:at], halves[0]), (halves[1], *self.cells[at + 1 :])
                else:
                    first, rest = self.cells[:at], self.cells[at:]
                if len(first) <= self.kept:
                    return None
                return Stack(*first, gap=self.gap, kept=self.kept), Stack(*rest, gap=self.gap)
            used += tall + self.gap
        return None

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the cells from top to bottom."""
        for cell in self.cells:
            cell.paint(canvas, x, top, width)
            top -= cell.height_in(width) + self.gap


class Rule(Cell):
    """A hairline across the text, or a short thick one in colour."""

    def __init__(
        self, *, width: float = TEXT_WIDTH, thickness: float = 0.6, color: Color = HAIRLINE, after: float = 0
    ) -> None:
        """Take the line's measures in points."""
        super().__init__()
        self.length, self.thickness, self.color = width, thickness, color
        self.spaceAfter = after

    def height_in(self, _width: float) -> float:
        """Return the thickness."""
        return self.thickness

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the line."""
        canvas.setFillColor(self.color)
        length = min(self.length, width)
        radius = self.thickness / 2 if self.thickness > 2 else 0
        canvas.roundRect(x, top - self.thickness, length, self.thickness, radius, stroke=0, fill=1)
