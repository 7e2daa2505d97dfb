"""The foot of a sign: the notice as a QR code, the small print beside it, and the operator's logo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from fr_desk.domain.canonical import grouped
from fr_desk.i18n import Lang
from fr_desk.render.flow import Block, Cell
from fr_desk.render.lines import Run
from fr_desk.render.logo import Logo
from fr_desk.render.qr import draw_code, modules_of
from fr_desk.render.signs.answers import SignRow
from fr_desk.render.signs.facts import SignFacts
from fr_desk.render.signs.legibility import POINT, least_module
from fr_desk.render.signs.notice import notice_text
from fr_desk.render.signs.pieces import BLACK, GREY, letters
from fr_desk.render.signs.words import fill
from fr_desk.render.styles import TONES
from fr_desk.render.text import printable
from fr_desk.rules.findings import Outcome

MODULE = least_module(1) / POINT
"""Points of one module of the code on A4, which is scanned from one metre; other sheets scale it with the distance."""
CODE_BYTES = 412
"""What a code of 77 modules in a row holds at error level M (version 15 of ISO/IEC 18004); a larger one leaves the sign
too little room."""
LEAST_CODE = 96.0
"""Points of the side of the smallest code."""
QUIET = 4
"""Modules that stay white around the code (ISO/IEC 18004)."""
LARGEST_PRINT = 11.6
"""Points of the small print where there is room."""
LOGO = (110.0, 38.0)
"""Points the operator's logo may take."""


class Foot:
    """What stands below the rows."""

    def __init__(
        self,
        facts: SignFacts,
        rows: Sequence[SignRow],
        langs: Sequence[Lang],
        fingerprint: str,
        logo: Logo | None,
    ) -> None:
        """Take what the code and the small print say."""
        self.facts, self.rows, self.langs, self.logo = facts, rows, tuple(langs), logo
        self.fingerprint = fingerprint
        self.notice = notice_text(facts, rows, langs[0], fingerprint, CODE_BYTES)
        self.draft = not all(row.complete for row in rows)
        self._made: tuple[float, tuple[Cell, ...]] = (-1, ())

    @cached_property
    def modules(self) -> int:
        """Number of modules in a row of the code."""
        return len(modules_of(self.notice))

    @property
    def code(self) -> float:
        """Side of the code in points: no module is narrower than a phone can see."""
        return max(self.modules * MODULE, LEAST_CODE)

    @property
    def gap(self) -> float:
        """Room between the code and the words: at least its quiet zone."""
        return max(QUIET * self.code / self.modules, 14.0)

    def _small(self, width: float) -> tuple[Cell, ...]:
        """Return the small print as large as it fits beside the code, made once for a width."""
        if self._made[0] != width:
            self._made = width, self._as_large_as_it_fits(width)
        return self._made[1]

    def _as_large_as_it_fits(self, width: float) -> tuple[Cell, ...]:
        beside = width - self.code - self.gap
        least = {1: 8.6, 2: 8.0, 3: 7.4}[len(self.langs)]
        size = LARGEST_PRINT
        while True:
            blocks = tuple(self._blocks(size))
            height = sum(block.height_in(beside) for block in blocks) + self._logo_height
            if height <= self.code or size <= least:
                return blocks
            size -= 0.3

    @property
    def _logo_height(self) -> float:
        return self.logo.fitted(*LOGO)[1] + 6 if self.logo else 0.0

    def _blocks(self, size: float) -> list[Block]:
        words = self.facts.words.small_print
        blocks: list[Block] = []
        if self.draft:
            said = "  ".join(words.draft.get(lang) for lang in self.langs)
            style = letters(size * 1.1, TONES[Outcome.BREACHED], bold=True)
            blocks.append(Block(said, style, lang=self.langs[0]))
        blocks += (self._paragraph(lang, size) for lang in self.langs)
        statutes = self.facts.duty.statutes
        if statutes.en:
            blocks += (
                Block(
                    fill(words.based_on, lang, statutes=statutes.get(lang)),
                    letters(size * 0.9, GREY),
                    lang=lang,
                )
                for lang in self.langs
            )
        lang = self.langs[0]
        said = fill(words.fingerprint, lang, fingerprint=grouped(self.fingerprint))
        blocks.append(Block(said, letters(size * 0.9, GREY), lang=lang))
        return blocks

    def _paragraph(self, lang: Lang, size: float) -> Block:
        words = self.facts.words.small_print
        runs = [Run(words.scan.get(lang), bold=True)]
        if self.facts.about_faces:
            gap = "" if lang == "zh" else " "
            children = f"{words.under_14.get(lang)}{gap}" if self.facts.guardian_must_agree() else ""
            runs.append(Run(f"\n{children}{words.not_consent.get(lang)}"))
        return Block(runs, letters(size), lang=lang)

    def height(self, width: float) -> float:
        """Return the height of the taller side."""
        beside = width - self.code - self.gap
        small = sum(block.height_in(beside) for block in self._small(width))
        return max(self.code, small + self._logo_height)

    def paint(self, canvas: Any, x: float, bottom: float, width: float) -> None:
        """Draw the code at the lower left, the words beside it, the logo at the lower right."""
        words, lang = self.facts.words.pictograms, self.langs[0]
        box = (x, bottom, x + self.code, bottom + self.code)
        with canvas.figure(f"{words.code.get(lang)} {self.notice}", box):
            draw_code(canvas, self.notice, x, bottom, self.code, BLACK)
        left, beside = x + self.code + self.gap, width - self.code - self.gap
        top = bottom + self.height(width)
        for block in self._small(width):
            block.paint(canvas, left, top, beside)
            top -= block.height_in(beside)
        if self.logo:
            wide, high = self.logo.fitted(*LOGO)
            right = x + width
            name = printable(self.facts.dossier.operator.name or self.facts.dossier.venue.name or "")
            with canvas.figure(
                fill(words.logo, lang, name=name).strip(), (right - wide, bottom, right, bottom + high)
            ):
                self.logo.draw(canvas, right - wide, bottom, wide, high)
