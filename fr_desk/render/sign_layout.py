"""How a sign looks: an A4 page that other sizes scale. Text shrinks until everything has room; nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor

from fr_desk.domain.choices import SignKind
from fr_desk.i18n import Lang, Texts
from fr_desk.render.flow import Block
from fr_desk.render.lines import Run
from fr_desk.render.pictograms import ASK, METHODS, SIGNS, draw
from fr_desk.render.qr import draw_code
from fr_desk.render.sign_facts import SignFacts, SignRow
from fr_desk.render.sign_texts import fill
from fr_desk.render.styles import TONES, WHITE, Style
from fr_desk.rules.findings import Outcome

PAGE = (595.28, 841.89)
BLACK, GREY, HAIRLINE = HexColor("#111315"), HexColor("#3D444B"), HexColor("#CDD2D6")
BLUE, SLATE = HexColor("#0B4F8A"), HexColor("#39424C")

FRAME, PAD, RADIUS = 33.0, 34.0, 20.0
LEFT = FRAME + PAD
WIDTH = PAGE[0] - 2 * LEFT
TOP = PAGE[1] - FRAME - 38
BOTTOM = FRAME + 26
PICTOGRAM = 111.0
LABELS = 112.0
CODE = 100.0
SLASH = "  /  "
"""Between the smaller languages."""
CODE_BYTES = 560
"""Bytes of notice in the QR code: more would make its squares too small to be read from a sign."""
SCALES = [step / 100 for step in range(136, 30, -4)]
"""Text sizes that are tried, from the wished one down."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One text in the languages of the sign: the first one large, the others small below it."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        return sum(block.height_in(width) for block in self.blocks)

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        for block in self.blocks:
            block.paint(canvas, x, top, width)
            top -= block.height_in(width)


def _said(texts: Texts, langs: Sequence[Lang], first: Style, others: Style, *, most_lines: int = 0) -> _Said:
    """Return a text in all languages; what would say the same again is left out."""
    main, *rest = dict.fromkeys(texts.get(lang) for lang in langs)
    blocks = [Block(main, first, most_lines=most_lines)]
    if rest:
        small = SLASH.join(words.replace("\n", " ") for words in rest)
        blocks.append(Block(small, others, most_lines=most_lines))
    return _Said(tuple(blocks))


def _style(size: float, color: Any = BLACK, *, bold: bool = False) -> Style:
    return Style(size, size * 1.36, color, bold=bold)


class SignLayout:
    """Everything on one sign, measured: ``body`` takes no more than ``room`` points."""

    def __init__(self, facts: SignFacts, kind: SignKind, langs: Sequence[Lang], fingerprint: str) -> None:
        """Take the facts and find the text size at which all of them have room."""
        self.facts, self.langs = facts, langs
        self.rows = facts.rows()
        title = facts.texts.titles[kind]
        self.head = _Head(title, kind, langs)
        self.small = _small_print(facts, langs, fingerprint)
        self.foot = max(CODE, self.small.height(WIDTH - CODE - 16))
        self.room = TOP - self.head.height - BOTTOM - self.foot - 16
        bodies = (_Body(facts, self.rows, langs, scale) for scale in SCALES)
        fitting = (body for body in bodies if body.height <= self.room)
        self.body = next(fitting, None) or _Body(facts, self.rows, langs, SCALES[-1])
        self.notice = notice_text(facts, self.rows, title, langs[0], fingerprint)

    def paint(self, canvas: Any) -> None:
        """Draw the sign on a page of :data:`PAGE` points."""
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(2.2)
        canvas.roundRect(FRAME, FRAME, PAGE[0] - 2 * FRAME, PAGE[1] - 2 * FRAME, RADIUS)
        if not all(row.complete for row in self.rows):
            self._mark_draft(canvas)
        self.head.paint(canvas)
        self.body.paint(canvas, TOP - self.head.height)
        draw_code(canvas, self.notice, LEFT, BOTTOM, CODE, BLACK)
        self.small.paint(canvas, LEFT + CODE + 16, BOTTOM + self.foot, WIDTH - CODE - 16)

    def _mark_draft(self, canvas: Any) -> None:
        words = SLASH.join(self.facts.texts.small_print.draft.get(lang) for lang in self.langs)
        style = Style(10, 14, TONES[Outcome.BREACHED], bold=True, align="right")
        Block(words, style, most_lines=1).paint(canvas, FRAME, PAGE[1] - 11, PAGE[0] - 2 * FRAME)


class _Head:
    """Pictogram and title."""

    LEFT = LEFT + PICTOGRAM + 24
    WIDTH = WIDTH - PICTOGRAM - 24

    def __init__(self, title: Texts, kind: SignKind, langs: Sequence[Lang]) -> None:
        self.kind = kind
        every = [_titled(title, langs, size) for size in (46, 42, 38, 34, 30, 26, 22)]
        fitting = (
            said
            for said in every
            if said.height(self.WIDTH) <= PICTOGRAM + 24 and len(said.blocks[0].lines_in(self.WIDTH)) <= 2
        )
        self.said = next(fitting, every[-1])
        self.height = max(PICTOGRAM, self.said.height(self.WIDTH)) + 20

    def paint(self, canvas: Any) -> None:
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(5.4)
        canvas.roundRect(LEFT + 2.7, TOP - PICTOGRAM + 2.7, PICTOGRAM - 5.4, PICTOGRAM - 5.4, 17)
        inner = PICTOGRAM * 0.62
        inset = (PICTOGRAM - inner) / 2
        draw(canvas, SIGNS[self.kind], LEFT + inset, TOP - inset, inner, BLACK, stroke=2.2)
        spare = PICTOGRAM - self.said.height(self.WIDTH)
        self.said.paint(canvas, self.LEFT, TOP - max(spare / 2, -4), self.WIDTH)


def _titled(title: Texts, langs: Sequence[Lang], size: float) -> _Said:
    return _said(title, langs, Style(size, size * 1.14, BLACK, bold=True), _style(max(size * 0.42, 13)))


class _Body:
    """Band and rows at one size of text."""

    def __init__(
        self, facts: SignFacts, rows: Sequence[SignRow], langs: Sequence[Lang], scale: float
    ) -> None:
        self.band = _Band(facts, langs, min((scale + 1) / 2, 1.15))
        self.cells = [_Cells(row, langs, scale) for row in rows]
        self.gap = 18 * scale
        self.height = self.band.height + self.gap + sum(cells.height for cells in self.cells)

    def paint(self, canvas: Any, top: float) -> None:
        self.band.paint(canvas, top)
        top -= self.band.height + self.gap
        for cells in self.cells:
            cells.paint(canvas, top)
            top -= cells.height


class _Band:
    """The coloured band: what a person can do."""

    def __init__(self, facts: SignFacts, langs: Sequence[Lang], scale: float) -> None:
        method = facts.promised()
        self.drawing = METHODS[method] if method else ASK
        self.color = BLUE if method or not facts.face else SLATE
        self.icon = 46 * scale
        self.pad = 17 * scale
        self.width = WIDTH - self.icon - 3 * self.pad - 6
        words = facts.band()
        lines = words.get(langs[0]).count("\n") + 1
        large = (_style(size * scale, WHITE, bold=True) for size in (33, 30, 27, 25, 23, 21, 19))
        fitting = (
            style for style in large if len(Block(words.get(langs[0]), style).lines_in(self.width)) == lines
        )
        main = next(fitting, _style(23 * scale, WHITE, bold=True))
        self.said = _said(words, langs, main, _style(14.5 * scale, WHITE))
        self.height = max(self.said.height(self.width), self.icon) + 2 * self.pad

    def paint(self, canvas: Any, top: float) -> None:
        canvas.setFillColor(self.color)
        canvas.roundRect(LEFT, top - self.height, WIDTH, self.height, 12, stroke=0, fill=1)
        middle = top - self.height / 2
        draw(canvas, self.drawing, LEFT + self.pad + 3, middle + self.icon / 2, self.icon, WHITE, stroke=1.9)
        text_top = middle + self.said.height(self.width) / 2
        self.said.paint(canvas, LEFT + self.icon + 2 * self.pad + 6, text_top, self.width)


class _Cells:
    """One row: title and value in every language, a hairline below."""

    def __init__(self, row: SignRow, langs: Sequence[Lang], scale: float) -> None:
        first, others = 16 * scale, 11 * scale
        last = scale == SCALES[-1]
        self.label = _said(row.label, langs, _style(first, bold=True), _style(others, GREY))
        self.value = _said(row.value, langs, _style(first), _style(others, GREY), most_lines=2 if last else 0)
        self.pad = 7.5 * scale
        self.height = max(self.label.height(LABELS - 8), self.value.height(WIDTH - LABELS)) + 2 * self.pad

    def paint(self, canvas: Any, top: float) -> None:
        self.label.paint(canvas, LEFT, top - self.pad, LABELS - 8)
        self.value.paint(canvas, LEFT + LABELS, top - self.pad, WIDTH - LABELS)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.7)
        canvas.line(LEFT, top - self.height, LEFT + WIDTH, top - self.height)


def _small_print(facts: SignFacts, langs: Sequence[Lang], fingerprint: str) -> _Said:
    """Return what stands beside the QR code: one paragraph for each language, then statutes and fingerprint."""
    words = facts.texts.small_print
    size = {1: 10.5, 2: 9.8, 3: 8.6}[len(langs)]
    blocks: list[Block] = []
    for lang in langs:
        sentences = [Run(words.scan.get(lang), bold=True)]
        if facts.face:
            gap = "" if lang == "zh" else " "
            sentences.append(Run(f"\n{words.under_14.get(lang)}{gap}{words.not_consent.get(lang)}"))
        blocks.append(Block(sentences, _style(size)))
    country = facts.dossier.venue.jurisdiction
    if country in facts.texts.statutes:
        statutes = facts.texts.statutes[country]
        named = statutes.face if facts.face else statutes.video
        blocks += (
            Block(fill(words.based_on, lang, statutes=named.get(lang)), _style(size * 0.9, GREY))
            for lang in langs
        )
    blocks.append(
        Block(fill(words.fingerprint, langs[0], fingerprint=short(fingerprint)), _style(size * 0.9, GREY))
    )
    return _Said(tuple(blocks))


def short(fingerprint: str) -> str:
    """Return the first twelve digits of a fingerprint in groups of four."""
    digits = fingerprint[:12].upper()
    return "·".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def notice_text(facts: SignFacts, rows: Sequence[SignRow], title: Texts, lang: Lang, fingerprint: str) -> str:
    """Return the notice for the QR code, in one language; values are shortened until it fits."""
    head = [title.get(lang).replace("\n", " "), facts.dossier.venue.name or ""]
    tail = [f"FR Desk {short(fingerprint)}"]
    colon = "：" if lang == "zh" else ": "
    text = ""
    for longest in range(200, 4, -4):
        lines = [
            f"{row.label.get(lang)}{colon}{_cut(row.value.get(lang), longest)}"
            for row in rows
            if row.complete
        ]
        middle = [facts.band().get(lang), *lines]
        text = "\n".join(_cut(line, longest * 3) for line in (*head, *middle, *tail) if line)
        if len(text.encode()) <= CODE_BYTES:
            break
    return text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
