"""The words on the pages of a document in our own form, read from what draws them, as far as a check needs them.

Nothing is laid out. Marks at the foot are read from every page, other words only from pages that can hold the sentence
which counts the findings. So this is enough to say that all is well, and never enough to say what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.rules.sentences import SUMMARY
from fr_desk.storage.own_form import OwnForm, OwnPage

_BEGIN = b"1 0 0 1 0 0 cm \n"
_LINE = re.compile(rb"BT 1 0 0 1 [-\d.]+ (-?[\d.]+) Tm ")
_RUN = re.compile(rb"(/F\d+\+\d+) [\d.]+ Tf [\d.]+ TL \(((?:[^\\()]|\\.)*)\) Tj", re.DOTALL)
_SHIFT = re.compile(rb"1 0 0 1 [-\d.]+ (-?[\d.]+) cm")
_DRAWING = re.compile(rb"(/[^\s/]+) Do")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_UNUSUAL = re.compile(rb"\\[^0-7()nrtbf\\]|\\[4-7]|\\[0-7]{1,2}(?![0-7])")
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"} | {
    b"%03o" % code: bytes([code & 255]) for code in range(512)
}
_GAP = rb"(?:[ -]|\) Tj[^(]*\()*"
"""What may stand between two characters of a sentence: a space, a hyphen, the end of a run or a line."""
_REACH = 6_000
"""Bytes before and behind a place that hold all of a sentence."""
_TELLTALE = 6
"""So many characters of a sentence tell where it can be; what it says is read afterwards."""


class OwnPrint:
    """The words on the pages."""

    def __init__(self, form: OwnForm) -> None:
        """Read the tables of the fonts.

        Raises:
            ValueError: if a font is not as we write it.
        """
        self._form = form
        self._tables = {name: _characters(table) for name, table in form.fonts.items()}
        self._drawn: dict[int, str] = {}
        self._lines: dict[bytes, str] = {}
        signs = {lang: self._sign_of(lang) for lang in LANGUAGES}
        self._signs = {lang: sign for lang, sign in signs.items() if sign}

    def foot(self, number: int, height: float) -> str:
        """Return the words in the strip of a page below ``height`` that stand there as we put them."""
        page = self._form.pages[number]
        head = page.head.split(b"EMC", 1)[0]
        return self._foot(head, page, height) or self._foot(page.content, page, height)

    def words(self, number: int) -> str:
        """Return all words of a page, line by line."""
        lines = self._form.pages[number].content.split(b"\nBT ")
        return "\n".join(self._decoded(line) for line in lines)

    def counts(self, covers: int) -> Iterator[str]:
        """Yield, page by page, the words around what can be the sentence which counts the findings.

        It stands on the covers and once behind them in each language of the document: nobody looks for it further on.
        """
        missing = self._form.languages & set(self._signs) or {""}
        for number, page in enumerate(self._form.pages):
            places = [
                (lang, match.start())
                for lang, sign in self._signs.items()
                for match in (sign.finditer(page.content) if missing else ())
            ]
            if number >= covers:
                missing = missing - {lang for lang, _ in places}
            yield "\n".join(self._around(page.content, place) for _, place in places)

    def _around(self, content: bytes, place: int) -> str:
        begin = max(content.rfind(b"\nBT ", 0, max(place - _REACH, 0)), 0)
        lines = content[begin : place + _REACH].split(b"\nBT ")
        return "\n".join(self._decoded(line) for line in lines)

    def _sign_of(self, lang: Lang) -> re.Pattern[bytes] | None:
        """Return what finds the longest fixed part of the sentence in a content, wherever lines and runs end."""
        fixed = max(re.split(r"\{\w+\}", translate(SUMMARY, lang)), key=len)
        ways = [self._ways(char) for char in fixed if not char.isspace()][-_TELLTALE:]
        return re.compile(_GAP.join(ways), re.DOTALL) if all(ways) else None

    def _ways(self, char: str) -> bytes:
        """Return what finds the codes of a character, empty if no font has it."""
        places = {table.find(char) for table in self._tables.values()} - {-1}
        return (
            b"(?:" + b"|".join(re.escape(_written(code)) for code in sorted(places)) + b")" if places else b""
        )

    def _foot(self, content: bytes, page: OwnPage, height: float) -> str:
        if not content.startswith(_BEGIN):
            return ""
        depth, shift, found = 0, height, []
        for line in content[len(_BEGIN) :].split(b"\n"):
            if line == b"q":
                depth, shift = depth + 1, height
            elif line == b"Q":
                depth -= 1
            elif line.endswith(b" cm"):
                moved = _SHIFT.fullmatch(line)
                if depth == 0:
                    return ""
                shift = float(moved[1]) if moved and depth == 1 and shift == height else height + 1
            elif depth == 0 and (place := _LINE.match(line)) and 0 <= float(place[1]) < height:
                if line not in self._lines:  # most stand at the foot of every page
                    self._lines[line] = self._decoded(line)
                found.append(self._lines[line])
            elif depth == 1 and 0 <= shift < height and (drawing := _DRAWING.fullmatch(line)):
                found.append(f"\n{self._drawing(page, drawing[1])}\n")
        return "".join(found)

    def _drawing(self, page: OwnPage, name: bytes) -> str:
        number = page.forms.get(name, 0)
        if number not in self._drawn:
            content = self._form.stream(number)
            self._drawn[number] = self._decoded(content) if content.startswith(_BEGIN) else ""
        return self._drawn[number]

    def _decoded(self, line: bytes) -> str:
        return "".join(self._run(font, text) for font, text in _RUN.findall(line))

    def _run(self, font: bytes, text: bytes) -> str:
        if b"\\" not in text:
            return text.decode("latin-1").translate(self._tables[font])
        if _UNUSUAL.search(text) is None:  # Python means the same by all other escapes
            text = text.replace(rb"\(", rb"\050").replace(rb"\)", rb"\051")
            return text.decode("unicode_escape").translate(self._tables[font])
        return _ESCAPE.sub(_meant, text).decode("latin-1").translate(self._tables[font])


def own_print(form: OwnForm) -> OwnPrint | None:
    """Return the words of a document; ``None`` if its fonts are not as we write them."""
    try:
        return OwnPrint(form)
    except ValueError:
        return None


def _characters(table: bytes) -> str:
    """Return the characters that the codes of a font stand for, in order."""
    begin, end = table.find(b"beginbfchar\n") + 12, table.find(b"endbfchar")
    rows = table[begin:end]
    if begin < 12 or table.count(b"<") != len(rows) // 6 + 4 or len(rows) % 12 or len(rows) > 12 * 256:
        raise ValueError(table[:80])
    pairs = bytearray.fromhex(rows.replace(b"> <", b"").replace(b">\n", b"").replace(b"<", b"").decode())
    if len(pairs) * 4 != len(rows) or not _EVERY.startswith(bytes(pairs[::3])):
        raise ValueError(table[:80])
    del pairs[::3]
    return pairs.decode("utf-16-be")


_EVERY = bytes(range(256))


def _written(code: int) -> bytes:
    """Return how a code is written in a text."""
    sign = bytes([code])
    return sign if 32 <= code < 127 and sign not in b"\\()" else b"\\%03o" % code


def _meant(escape: re.Match[bytes]) -> bytes:
    return _MEANT.get(escape[1], escape[1])
