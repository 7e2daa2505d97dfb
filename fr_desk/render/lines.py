"""Breaking text into lines: Chinese between characters, Korean and Latin between words, punctuation where it belongs.

No line begins with ， 。 or a closing bracket and none ends with an opening one; a word longer than the line is cut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.colors import Color

from fr_desk.render.fonts import PROPORTIONAL_MARKS, Face, family
from fr_desk.render.text import is_chinese, printable

NO_START = frozenset("!%),.:;?]}¢°·’”†‡›℃‰∶、。々〉》」』】〕〗〞…—～！％），．：；？］｝｠・ーㆍ")
NO_END = frozenset("([{£¥‘“‹〈《「『【〔〖（［｛＄￥￡＃")
_WIDE = (
    (0x2E80, 0x312F),
    (0x3190, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. ``link`` is the name of an anchor in the same document."""

    text: str
    bold: bool | None = None
    color: Color | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one font draws on one line; ``width`` in thousandths of the size."""

    face: Face
    text: str
    width: int
    run: Run


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces and their width in thousandths of the size."""

    pieces: tuple[Piece, ...]
    width: int


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    face: Face
    run: Run


def break_lines(runs: Sequence[Run], limit: float, *, bold: bool = False) -> list[Line]:
    """Return ``runs`` as lines no wider than ``limit`` thousandths of the size.

    Args:
        runs: the text; line ends in it are kept.
        limit: greatest width of a line.
        bold: weight of runs that do not say their own.
    """
    spans: list[_Span] = []
    advances: list[int] = []
    parts: list[str] = []
    position = 0
    for run in runs:
        text = printable(run.text)
        heavy = bold if run.bold is None else run.bold
        for start, end, face in _faces(text, bold=heavy):
            spans.append(_Span(position + start, position + end, face, run))
            advances += face.advances(text[start:end])
        position += len(text)
        parts.append(text)
    whole = "".join(parts)
    sums = [0, *accumulate(advances)]
    lines: list[Line] = []
    start = 0
    for paragraph in whole.split("\n"):
        end = start + len(paragraph)
        lines += (_line(spans, whole, sums, *ends) for ends in _cuts(whole, sums, start, end, limit))
        start = end + 1
    return lines


def _faces(text: str, *, bold: bool) -> Iterator[tuple[int, int, Face]]:
    """Yield the stretches of ``text`` that one font draws."""
    fonts = family()
    main = fonts.face(bold=bold)
    if not any(mark in text for mark in PROPORTIONAL_MARKS):
        if text:
            yield 0, len(text), main
        return
    wide = is_chinese(text)
    start = 0
    for at, char in enumerate(text):
        if char in PROPORTIONAL_MARKS and not (wide and _stands_in_chinese(text, at)):
            if at > start:
                yield start, at, main
            yield at, at + 1, fonts.face(bold=bold, latin=True)
            start = at + 1
    if start < len(text):
        yield start, len(text), main


def _stands_in_chinese(text: str, at: int) -> bool:
    """Tell whether the mark at ``at`` is a wide one: an apostrophe inside a Latin word is not."""
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return not (text[at] in "’·" and len(around) == 2 and around.isascii() and around.isalnum())


def _cuts(text: str, sums: list[int], start: int, end: int, limit: float) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of ``text[start:end]``, spaces at the ends of lines left out."""
    if start == end:
        yield start, end
    while start < end:
        reach = bisect_right(sums, sums[start] + limit + 0.01, lo=start, hi=end + 1) - 1
        if reach >= end:
            cut = end
        else:
            cut = next((at for at in range(reach, start, -1) if _may_break(text, at)), max(reach, start + 1))
        stop = cut
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop > start or cut == end:
            yield start, stop
        start = cut
        while start < end and text[start] == " ":
            start += 1


def _may_break(text: str, at: int) -> bool:
    """Tell whether a line may end before ``text[at]``."""
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return after not in NO_START
    if after in NO_START or before in NO_END:
        return False
    if is_wide(before) or is_wide(after):
        return not (is_hangul(before) or is_hangul(after))
    return (before in "/-" and after.isalpha()) or (after in NO_END and not before.isalnum())


def is_wide(char: str) -> bool:
    """Tell whether ``char`` is a Chinese character or a full-width sign, between which lines break."""
    code = ord(char)
    return code >= 0x2E80 and any(first <= code <= last for first, last in _WIDE)


def is_hangul(char: str) -> bool:
    """Tell whether ``char`` is Korean, which breaks between words only."""
    return "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff" or "\u3130" <= char <= "\u318f"


def _line(spans: list[_Span], text: str, sums: list[int], start: int, end: int) -> Line:
    pieces = tuple(
        Piece(span.face, text[first:last], sums[last] - sums[first], span.run)
        for span in spans
        if (first := max(span.start, start)) < (last := min(span.end, end))
    )
    return Line(pieces, sums[end] - sums[start])
