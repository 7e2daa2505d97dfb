"""What a sign is put together from: headline, band, rows, small print. Each measures itself before it is drawn.

Sizes are in points of an A4 sheet; other sheets scale everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor

from fr_desk.domain.choices import Method, SignKind
from fr_desk.i18n import Lang, Texts
from fr_desk.render.flow import Block, Cell, draw_pieces
from fr_desk.render.lines import Run, break_lines
from fr_desk.render.pictograms import ASK, METHODS, draw
from fr_desk.render.signs.answers import PARTS, SignRow
from fr_desk.render.signs.pictograms import draw_sign
from fr_desk.render.signs.words import one_line, sign_words
from fr_desk.render.styles import WHITE, Style
from fr_desk.render.tags import LANGUAGE_TAGS, Element, row_head
from fr_desk.render.text import is_chinese, other_script, printable

BLACK, GREY, HAIRLINE = HexColor("#111315"), HexColor("#3D444B"), HexColor("#CDD2D6")
BLUE, SLATE = HexColor("#0B4F8A"), HexColor("#39424C")
SLASH = "  /  "
"""Between the smaller languages."""
NO_FOLD = 0
LONGEST_PHONE = 30
"""Characters of a phone that is not folded away with the name before it."""
ROW, OTHERS = 16.0, 11.5
"""Points of the rows: first language, other languages."""


def letters(size: float, color: Color = BLACK, *, bold: bool = False, tag: str = "P") -> Style:
    """Return the style of text on a sign."""
    return Style(size, size * 1.36, color, bold=bold, tag=tag)


class Tongues(Cell):
    """The same words in several languages on common lines; each language is tagged as such."""

    def __init__(self, said: Sequence[tuple[Lang, str]], style: Style) -> None:
        """Take the languages with their words."""
        super().__init__()
        self.style = style
        self._runs: list[Run] = []
        self._langs: dict[int, Lang] = {}
        for number, (lang, words) in enumerate(said):
            run = Run(f"{SLASH if number else ''}{words}")
            self._runs.append(run)
            self._langs[id(run)] = lang

    def height_in(self, width: float) -> float:
        """Return the height of all lines."""
        return len(self._lines(width)) * self.style.leading

    def _lines(self, width: float) -> list[Any]:
        return break_lines(self._runs, width * 1000 / self.style.size, bold=self.style.bold)

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        style = self.style
        baseline = top - (style.leading - style.size) / 2 - style.size * 0.86
        spans = {key: Element("Span", lang=LANGUAGE_TAGS[lang]) for key, lang in self._langs.items()}
        with canvas.element(Element(style.tag)):
            for line in self._lines(width):
                at = x
                for piece in line.pieces:
                    with canvas.element(spans[id(piece.run)]):
                        draw_pieces(canvas, (piece,), at, baseline, style)
                    at += piece.width * style.size / 1000
                baseline -= style.leading


class Said(Cell):
    """One text in the languages of the sign: the first one large, the others small below it."""

    def __init__(
        self, texts: Texts, langs: Sequence[Lang], first: Style, others: Style, *, fold: int = NO_FOLD
    ) -> None:
        """Take the text, and into how many lines each language is folded if it is longer."""
        super().__init__()
        self.texts, self.fold, self.folded = texts, fold, False
        self._langs, self._first, self._others = tuple(langs), first, others
        self._made: tuple[float, tuple[Cell, ...]] = (-1, ())

    def cells(self, width: float) -> tuple[Cell, ...]:
        """Return the first language and the others, made for a width; what would say the same again is left out."""
        if self._made[0] != width:
            self._made = width, tuple(self._cells(width))
        return self._made[1]

    def _cells(self, width: float) -> list[Cell]:
        said: dict[str, Lang] = {}
        for lang in self._langs:
            said.setdefault(self.texts.get(lang), lang)
        (main, own), *rest = said.items()
        own_lang = (
            own if len({self.texts.get(lang) for lang in ("zh", "ko", "en")}) > 1 else other_script(main)
        )
        cells: list[Cell] = [Block(self._short(main, own, self._first, width), self._first, lang=own_lang)]
        if rest:
            small = [
                (lang, self._short(one_line(words, lang), lang, self._others, width)) for words, lang in rest
            ]
            cells.append(Tongues(small, self._others))
        return cells

    def _short(self, words: str, lang: Lang, style: Style, width: float) -> str:
        if not self.fold:
            return words
        _, parts, phone = words.rpartition(PARTS)
        tail = f"{parts}{phone}" if parts and len(phone) <= LONGEST_PHONE else ""
        ending = sign_words().values.see_notice.get(lang) + tail
        short = beginning(words, words.removesuffix(tail), ending, style, width, self.fold)
        self.folded = self.folded or short is not None
        return words if short is None else short

    def height_in(self, width: float) -> float:
        """Return the height of all languages."""
        return sum(cell.height_in(width) for cell in self.cells(width))

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the languages from top to bottom."""
        for cell in self.cells(width):
            cell.paint(canvas, x, top, width)
            top -= cell.height_in(width)


def beginning(whole: str, words: str, ending: str, style: Style, width: float, most_lines: int) -> str | None:
    """Return as much of ``words`` as fits in ``most_lines`` with ``ending``; ``None`` if ``whole`` fits."""
    limit = width * 1000 / style.size
    most = int(most_lines * limit / 180) + 1  # hardly any character is narrower

    def fits(text: str) -> bool:
        return len(break_lines((Run(text),), limit, bold=style.bold)) <= most_lines

    if len(whole) <= most * 2 and fits(whole):
        return None
    words = printable(words)
    low, high = 0, min(len(words), most)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(words[:middle].rstrip() + ending):
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + ending


@dataclass(frozen=True)
class Headline:
    """Pictogram and title, side by side."""

    kind: SignKind
    title: Texts
    langs: tuple[Lang, ...]
    size: float
    pictogram: float
    gap: float = 24.0
    fold: int = NO_FOLD

    def said(self, width: float) -> Said:
        """Return the title in all languages; the smaller ones stay on one line if that does not make them tiny."""
        first = Style(self.size, self.size * 1.14, BLACK, bold=True, tag="H1")
        sizes = [max(self.size * share, 12) for share in (0.4, 0.36, 0.32)]
        tried = [Said(self.title, self.langs, first, letters(size), fold=self.fold) for size in sizes]
        on_one_line = (
            said
            for said, size in zip(tried, sizes, strict=True)
            if sum(cell.height_in(width) for cell in said.cells(width)[1:]) < size * 2
        )
        return next(on_one_line, tried[0])

    def lines(self, width: float) -> int:
        """Return the number of lines of the first language."""
        wide = width - self.pictogram - self.gap
        return round(self.said(wide).cells(wide)[0].height_in(wide) / (self.size * 1.14))

    def folded(self, width: float) -> bool:
        """Tell whether only the beginning of the title is printed."""
        return self.said(width - self.pictogram - self.gap).folded

    def breaks_words(self, width: float) -> bool:
        """Tell whether a word is longer than its line and would be cut."""
        limit = (width - self.pictogram - self.gap) * 1000 / self.size
        main = self.title.get(self.langs[0])
        words = [word for word in printable(main).split() if other_script(word) != "zh"]
        return any(break_lines((Run(word),), 1e9, bold=True)[0].width > limit for word in words)

    def height(self, width: float) -> float:
        """Return the height of the taller one."""
        wide = width - self.pictogram - self.gap
        return max(self.pictogram, self.said(wide).height_in(wide))

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw both, middle beside middle."""
        words = sign_words().pictograms
        wide = width - self.pictogram - self.gap
        said = self.said(wide)
        tall = said.height_in(wide)
        height = max(self.pictogram, tall)
        upper = top - (height - self.pictogram) / 2 if tall < 1.6 * self.pictogram else top
        box = (x, upper - self.pictogram, x + self.pictogram, upper)
        alt = getattr(words, self.kind.value).get(self.langs[0])
        with canvas.figure(alt, box):
            draw_sign(canvas, self.kind, x, upper, self.pictogram, BLACK)
        said.paint(canvas, x + self.pictogram + self.gap, top - (height - tall) / 2, wide)


class Band:
    """The coloured band: what a person can do."""

    def __init__(
        self, words: Texts, langs: Sequence[Lang], promised: Method | None, scale: float, *, calm: bool
    ) -> None:
        """Take the words; ``calm`` where nothing is promised."""
        self.langs = tuple(langs)
        self.drawing = METHODS[promised] if promised else ASK
        self.color = SLATE if calm else BLUE
        self.icon, self.pad = 46 * scale, 17 * scale
        self.words, self.scale = words, scale
        self._said: dict[float, Said] = {}

    def _text_width(self, width: float) -> float:
        return width - self.icon - 3 * self.pad - 6

    def _fitting(self, width: float) -> Said:
        """Return the words as large as they fit on as many lines as they have, if that is large enough."""
        if width not in self._said:
            main = self.words.get(self.langs[0])
            wanted = main.count("\n") + 1
            wide = self._text_width(width)
            sizes = [size * self.scale for size in (33, 30, 27, 25, 23, 21, 19)]
            fitting = (
                size for size in sizes if len(Block(main, letters(size, bold=True)).lines_in(wide)) == wanted
            )
            first = letters(next(fitting, 23 * self.scale), WHITE, bold=True)
            self._said[width] = Said(self.words, self.langs, first, letters(14.5 * self.scale, WHITE), fold=4)
        return self._said[width]

    def height(self, width: float) -> float:
        """Return the height with its paddings."""
        return max(self._fitting(width).height_in(self._text_width(width)), self.icon) + 2 * self.pad

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the ground, the drawing and the words."""
        said, height = self._fitting(width), self.height(width)
        canvas.setFillColor(self.color)
        canvas.roundRect(x, top - height, width, height, 12, stroke=0, fill=1)
        middle = top - height / 2
        left = x + self.pad + 3
        box = (left, middle - self.icon / 2, left + self.icon, middle + self.icon / 2)
        with canvas.figure(sign_words().pictograms.band.get(self.langs[0]), box):
            draw(canvas, self.drawing, left, middle + self.icon / 2, self.icon, WHITE, stroke=1.9)
        wide = self._text_width(width)
        text_top = middle + said.height_in(wide) / 2
        said.paint(canvas, x + self.icon + 2 * self.pad + 6, text_top, wide)


class RowPiece:
    """One row: title and value in every language, a hairline below."""

    def __init__(self, row: SignRow, langs: Sequence[Lang], scale: float, fold: int) -> None:
        """Take the row, the scale of its text, and into how many lines long values are folded."""
        first, others = ROW * scale, OTHERS * scale
        self.row = row
        self.label = Said(row.label, langs, letters(first, bold=True), letters(others, GREY))
        self.value = Said(row.value, langs, letters(first), letters(others, GREY), fold=fold)
        self.pad = 6.5 * scale

    def height(self, labels: float, values: float) -> float:
        """Return the height for the widths of the two columns."""
        return max(self.label.height_in(labels), self.value.height_in(values)) + 2 * self.pad

    def paint(self, canvas: Any, x: float, top: float, labels: float, gap: float, values: float) -> None:
        """Draw the row as one of a table."""
        with canvas.element(Element("TR")):
            with canvas.element(row_head()):
                self.label.paint(canvas, x, top - self.pad, labels)
            with canvas.element(Element("TD")):
                self.value.paint(canvas, x + labels + gap, top - self.pad, values)
        bottom = top - self.height(labels, values)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.7)
        canvas.line(x, bottom, x + labels + gap + values, bottom)


class Rows:
    """All rows at one size of text."""

    GAP = 12.0

    def __init__(
        self, rows: Sequence[SignRow], langs: Sequence[Lang], scale: float, label_share: float, fold: int
    ) -> None:
        """Take the rows, and which share of the width their titles have."""
        self.scale, self.fold, self._share = scale, fold, label_share
        self.pieces = [RowPiece(row, langs, scale, fold) for row in rows]

    def _columns(self, width: float) -> tuple[float, float]:
        labels = width * self._share - self.GAP
        return labels, width - labels - self.GAP

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return sum(piece.height(*self._columns(width)) for piece in self.pieces)

    def cuts_titles(self, width: float) -> bool:
        """Tell whether a word of a title is longer than its column, or a Chinese title than one line."""
        labels, _ = self._columns(width)
        return any(_is_cut(piece.label.cells(labels)[0], labels) for piece in self.pieces)

    def folded(self) -> tuple[SignRow, ...]:
        """Return the rows of which only the beginning is printed; ask after measuring."""
        return tuple(piece.row for piece in self.pieces if piece.value.folded)

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the rows as a table."""
        labels, values = self._columns(width)
        with canvas.element(Element("Table")):
            for piece in self.pieces:
                piece.paint(canvas, x, top, labels, self.GAP, values)
                top -= piece.height(labels, values)


def _is_cut(title: Cell, width: float) -> bool:
    assert isinstance(title, Block)
    words = "".join(run.text for run in title.runs)
    parts = [words] if is_chinese(words) else words.split()
    limit = width * 1000 / title.style.size
    return any(break_lines((Run(part),), 1e9, bold=True)[0].width > limit for part in parts)


class Statement:
    """A sentence between two thick rules: that a sign is no consent, or words of the venue's own."""

    PAD = 9.0

    def __init__(self, texts: Texts, langs: Sequence[Lang], scale: float, fold: int) -> None:
        """Take the sentence."""
        size = 15 * max(scale, 0.8)
        self.said = Said(texts, langs, letters(size, bold=True), letters(size * 0.72, GREY), fold=fold)

    def height(self, width: float) -> float:
        """Return the height with its rule."""
        return self.said.height_in(width - 14) + 2 * self.PAD

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the sentence beside a thick bar."""
        height = self.height(width)
        canvas.setFillColor(BLACK)
        canvas.rect(x, top - height + self.PAD, 4, height - 2 * self.PAD, stroke=0, fill=1)
        self.said.paint(canvas, x + 14, top - self.PAD, width - 14)
