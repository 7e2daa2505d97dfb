"""The words on the pages of a document in our own form, read from what draws them, as far as a check needs them.

Nothing is laid out. Marks at the foot are read from every page, other words only from pages that can hold the sentence
which counts the findings. So this is enough to say that all is well, and never enough to say what is not.
"""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Iterator
from functools import cache
from itertools import chain

from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.rules.sentences import SUMMARY
from fr_desk.storage.own_form import OwnForm

_BEGIN, _TEXT = b"1 0 0 1 0 0 cm \n", b"\nBT "
_LINE = re.compile(rb"1 0 0 1 \d{0,3}(?:\.\d+)? (-?\d{0,3}(?:\.\d+)?) Tm(?: (?:0|\.[0-6]\d*)){3} rg /")
"""Where words begin, on the sheet unless they were moved before, and their colour: none of ours is paler."""
_RUN = re.compile(rb"(/F\d+\+\d+) [\d.]+ Tf [\d.]+ TL \(([^()]*(?<!\\)|(?:[^\\()]|\\.)*)\) Tj", re.DOTALL)
"""A font and a text in it. Most texts have no bracket in them and are found faster."""
_LAST = re.compile(
    _LINE.pattern[:-1] + rb"(/F\d+\+\d+) [\d.]+ Tf [\d.]+ TL \(([^()\\]*)\) Tj ET(?=\n(?:EMC|q)\n)"
)
"""The words that stand last in the head and foot of most pages: the page's number."""
_FURNISHED = b"\nq\n"
"""Where what stands on every page ends, and what a page itself says begins."""
_DRAWN = b"-0123456789. []mlchnreSBfwJjdRGg*"
_MARKED_OR_DRAWN = re.compile(rb"EMC|/\w+ BMC|/\w+ <</MCID \d+>> BDC|/[\w.]+ Do")
"""What a line without words consists of as we draw it: no clips, shades, transparency or pictures in the content."""
_LAST_WORDS = b" Tj ET\n"
_FILLS = re.compile(rb"\b[fFbB]\*?\n")
"""What fills a shape; ours never does that behind the last words of a page."""
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_UNUSUAL = re.compile(rb"\\[^0-7()nrtbf\\]|\\[4-7]|\\[0-7]{1,2}(?![0-7])")
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"} | {
    b"%03o" % code: bytes([code & 255]) for code in range(512)
}
_GAP = re.compile(rb"[ -]|\) Tj[^(]*\(")
"""What may stand between two characters of a sentence, any times: a space, a hyphen, the end of a run or a line."""
_REACH = 2_500
"""Bytes before and behind a place that hold all of a sentence."""
_TELLTALE = 6
"""So many characters of a sentence tell where it can be; what it says is read afterwards."""
_RARITY = "etaoinsrhldcumfpgybvkxqjzw"
"""Letters, the commonest first: what begins with a rare one is found faster; marks and capitals are common here."""

_Strip = tuple[str, int]
"""Words in a strip of a page, and how deep in groups the next stands."""
_Sign = tuple[tuple[bytes, ...], ...]
"""For each character of some words, the ways in which it can be written."""


class OwnPrint:
    """The words on the pages."""

    def __init__(self, form: OwnForm) -> None:
        """Read the tables of the fonts.

        Raises:
            ValueError: if a font is not as we write it.
        """
        self._form = form
        self._tables = {name: _characters(table) for name, table in form.fonts.items()}
        self._runs: dict[tuple[bytes, bytes], str] = {}
        self._feet: dict[tuple[bytes, float], _Strip | None] = {}
        self._usual: dict[float, tuple[bytes, str]] = {}
        signs = {lang: self._sign_of(lang) for lang in LANGUAGES}
        self._signs = {lang: sign for lang, sign in signs.items() if sign}

    def foot(self, number: int, height: float) -> str:
        """Return the words in the strip of a page below ``height`` that stand there as we put them."""
        page = self._form.pages[number]
        begin = page.head
        usual, words = self._usual.get(height, (b"", ""))
        if usual and begin.startswith(usual):
            last = _LAST.match(begin, len(usual))
            if last and 0 <= float(last[1]) < height:
                return f"{words}\n{self._run(last[2], last[3])}"
        head = begin.partition(b"EMC")[0].partition(_FURNISHED)[0] + b"\n"
        return self._foot(head, height) or self._foot(page.content, height)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is filled behind the last words of the pages that had to be read as a whole."""
        read = (page.content for page in self._form.pages if page.is_unpacked)
        return not any(_FILLS.search(content, content.rfind(_LAST_WORDS) + 1) for content in read)

    def words(self, number: int) -> str:
        """Return all words of a page that can be seen, line by line."""
        lines = self._form.pages[number].content.split(_TEXT)
        return "\n".join([self._decoded(line) for line in lines if _LINE.match(line)])

    def counts(self, covers: int) -> Iterator[str]:
        """Yield all words of the first page, then, page by page, those around what can count the findings.

        That sentence stands on the covers and once behind them in each language of the document: nobody looks for it
        further on.
        """
        missing = self._form.languages & set(self._signs) or {""}
        for number, page in enumerate(self._form.pages):
            if number == 0:
                yield self.words(0)
                continue
            if not missing:
                yield ""
                continue
            places = {lang: list(_places(page.content, sign)) for lang, sign in self._signs.items()}
            if number >= covers:
                missing = missing - {lang for lang, found in places.items() if found}
            yield self._around(page.content, sorted(chain.from_iterable(places.values())))

    def _around(self, content: bytes, places: list[int]) -> str:
        """Return the words around places in a content, in order."""
        spans: list[tuple[int, int]] = []
        for place in places:
            begin = place - _REACH
            if spans and begin <= spans[-1][1]:
                begin = spans.pop()[0]
            else:
                begin = max(content.rfind(_TEXT, 0, max(begin, 0)), 0)
            spans.append((begin, place + _REACH))
        lines = (line for begin, end in spans for line in content[begin:end].split(_TEXT))
        return "\n".join([self._decoded(line) for line in lines if _LINE.match(line)])

    def _sign_of(self, lang: Lang) -> _Sign:
        """Return how a part of the sentence can be written; nothing if the fonts cannot write it."""
        sign = tuple(self._ways(char) for char in _telltale(translate(SUMMARY, lang)))
        return sign if all(sign) else ()

    def _ways(self, char: str) -> tuple[bytes, ...]:
        """Return the codes of a character as they are written, none if no font has it."""
        places = {table.find(char) for table in self._tables.values()} - {-1}
        return tuple([_WRITTEN[code] for code in sorted(places)])

    def _foot(self, content: bytes, height: float) -> str:
        """Return the words in the strip of a page below ``height``; nothing if they are not certain."""
        if not content.startswith(_BEGIN):
            return ""
        before, _, last = content[len(_BEGIN) :].rpartition(_TEXT)
        same = before, height  # most pages differ only in their number, and that stands last
        if same not in self._feet:
            self._feet[same] = self._strip(before, 0, height)
        begun = self._feet[same]
        if begun and begun[1] == 0:
            self._usual[height] = _BEGIN + before + _TEXT, begun[0]
        ended = self._strip(_TEXT[1:] + last, begun[1], height) if begun else None
        return f"{begun[0]}\n{ended[0]}" if begun and ended else ""

    def _strip(self, content: bytes, depth: int, height: float) -> _Strip | None:
        """Return the words in a strip, and how deep in groups the content ends; nothing if they are not certain.

        They are not if anything is drawn before them as we draw nothing.

        Args:
            content: what is drawn.
            depth: how deep in groups it begins.
            height: of the strip.
        """
        found = list[str]()
        for line in content.split(b"\n"):
            if line == b"q":
                depth += 1
            elif line == b"Q":
                depth -= 1
            elif line[:3] == b"BT ":
                if line[-3:] != b" ET":
                    return None
                if depth == 0 and (place := _LINE.match(line, 3)) and 0 <= float(place[1]) < height:
                    found.append(self._decoded(line))
            elif line[-3:] == b" cm":
                if depth == 0:
                    return None
            elif line.translate(None, _DRAWN) and _MARKED_OR_DRAWN.fullmatch(line) is None:
                return None
        return "".join(found), depth

    def _decoded(self, line: bytes) -> str:
        runs, found = self._runs, _RUN.findall(line)
        return "".join([runs[run] if run in runs else self._run(*run) for run in found])

    def _run(self, font: bytes, text: bytes) -> str:
        codes = text if b"\\" not in text else _unescaped(text)
        words = self._runs[font, text] = charmap_decode(codes, "strict", self._tables[font])[0]
        return words


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
    count, rest = divmod(len(rows), 12)
    if begin < 12 or rest or count > 256 or table.count(b"<") != 2 * count + 4:
        raise ValueError(table[:80])
    if any(rows[at::12] != _ROW[at::12] * count for at in (0, 3, 4, 5, 10, 11)):
        raise ValueError(table[:80])
    if not (_EVERY[::2].startswith(rows[1::12]) and _EVERY[1::2].startswith(rows[2::12])):
        raise ValueError(table[:80])
    digits = bytearray(4 * count)
    for at in range(4):
        digits[at::4] = rows[6 + at :: 12]
    characters = bytes.fromhex(digits.decode()).decode("utf-16-be")
    if len(characters) != count:
        raise ValueError(table[:80])
    return characters


_ROW = b"<00> <0000>\n"
_EVERY = bytes(range(256)).hex().upper().encode()


def _written(code: int) -> bytes:
    """Return how a code is written in a text."""
    sign = bytes([code])
    return sign if 32 <= code < 127 and sign not in b"\\()" else b"\\%03o" % code


_WRITTEN = [_written(code) for code in range(256)]


@cache
def _telltale(sentence: str) -> str:
    """Return some characters of the longest fixed part of a sentence, without spaces, beginning with a rare one."""
    fixed = "".join(max(re.split(r"\{\w+\}", sentence), key=len).split())
    begins = range(max(len(fixed) - _TELLTALE, 0) + 1)
    begin = max(begins, key=lambda at: _RARITY.find(fixed[at]) if fixed[at].isascii() else len(_RARITY))
    return fixed[begin : begin + _TELLTALE]


def _places(content: bytes, sign: _Sign) -> Iterator[int]:
    """Yield where a sign stands in a content, wherever lines and runs end."""
    failed = set[tuple[int, int]]()
    for way in sign[0]:
        place = content.find(way)
        while place >= 0:
            if _goes_on(content, place + len(way), sign[1:], failed):
                yield place
            place = content.find(way, place + 1)


def _goes_on(content: bytes, place: int, sign: _Sign, failed: set[tuple[int, int]]) -> bool:
    """Tell whether the rest of a sign stands at a place, gaps in it left out.

    Args:
        content: all of it.
        place: where the rest begins.
        sign: the rest.
        failed: how much was left at which places in vain: nothing is tried twice, however long the gaps are.
    """
    if not sign:
        return True
    tried = []
    while (len(sign), place) not in failed:
        for way in sign[0]:
            if content.startswith(way, place) and _goes_on(content, place + len(way), sign[1:], failed):
                return True
        tried.append((len(sign), place))
        gap = _GAP.match(content, place)
        if gap is None:
            break
        place = gap.end()
    failed.update(tried)
    return False


def _meant(escape: re.Match[bytes]) -> bytes:
    return _MEANT.get(escape[1], escape[1])


def _unescaped(text: bytes) -> bytes:
    """Return what is meant by a text with escapes in it."""
    if _UNUSUAL.search(text) is None:  # Python means the same by all other escapes
        text = text.replace(rb"\(", rb"\050").replace(rb"\)", rb"\051")
        return text.decode("unicode_escape").encode("latin-1")
    return _ESCAPE.sub(_meant, text)
