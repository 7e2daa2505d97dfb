"""Whether names and numbers read the same wherever they stand: character by character, on papers and in answers.

A pure function over texts. It finds a value where it is written out, also where it was written slightly differently:
full-width letters, look-alike characters, other spaces and marks, a character too many, too few or wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, pairwise
from operator import itemgetter
from typing import Literal

Kind = Literal["same", "form", "look_alike", "space", "mark", "hidden", "case", "missing", "extra", "other"]
"""How a character differs from the one that was expected: another form of it (full width, composed), a look-alike…"""

LOOK_ALIKES = (
    *(
        "0OoОоοΟ〇",
        "1IiLlІіӀ|丨",
        "5SsЅѕ",
        "2Zz",
        "8BbВвΒβ",
        "AaАаΑ",
        "CcСс",
        "EeЕеΕ",
        "HhНнΗ",
        "KkКкΚ",
        "MmМмΜ",
    ),
    *("PpРрΡ", "TtТтΤ", "XxХхΧ", "YyУуΥ"),
    *(
        "己已巳",
        "未末",
        "土士",
        "曰日",
        "人入",
        "干千",
        "戊戌戍",
        "侯候",
        "祟崇",
        "折拆",
        "晴睛",
        "栗粟",
        "汨汩",
    ),
    *("壶壸", "毫亳", "徒徙", "辩辨", "锺钟", "余馀", "屛屏", "一ー"),
)
"""Characters that are easily taken for each other: digits and letters, Cyrillic and Greek letters, Chinese ones."""

_GROUP = {char: group[0].casefold() for group in LOOK_ALIKES for char in group}
_LEAST_FUZZY, _MOST_FUZZY = 8, 60
"""Shorter values are only found where no character is wrong: one other character in three makes another name. Longer
ones, too: they are no names."""
_ONE_WRONG_IN = 7
_MOST_WRONG = 3
_MOST_TRIED = 40
"""Places of one text that are looked at closely; no honest text has so many."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where what stands there is not what was expected.

    Attributes:
        at: place of the character in what stands there, from 1; for a missing one, where it should be.
        expected: the characters expected; empty for one too many.
        found: the characters there; empty for a missing one.
        kind: in which way they differ.
    """

    at: int
    expected: str
    found: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sighting:
    """A value, or something that is meant to be it, in a text."""

    written: str
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether every character is the one expected."""
        return not self.differences


def sightings(value: str, text: str) -> tuple[Sighting, ...]:
    """Return where ``value`` stands in ``text``, as it is written there, each way of writing once.

    Args:
        value: the name or number as it should be.
        text: a paper or an answer.
    """
    value = value.strip()
    found: dict[str, Sighting] = {}
    for start, end in _places(value, text):
        written = text[start:end]
        if written not in found and _stands_alone(value, text, start, end):
            sighting = Sighting(written, differences(value, written))
            if _resembles(value, sighting):
                found[written] = sighting
    return tuple(found.values())


def differences(expected: str, written: str) -> tuple[Difference, ...]:
    """Return where ``written`` is not ``expected``, character by character."""
    if expected == written:
        return ()
    found: list[Difference] = []
    matcher = SequenceMatcher(None, expected, written, autojunk=False)
    for tag, start, end, at, to in matcher.get_opcodes():
        if tag == "equal":
            continue
        wanted, there = expected[start:end], written[at:to]
        if len(wanted) == len(there):
            pairs = zip(wanted, there, strict=True)
            found += (
                Difference(at + step, one, other, kind_of(one, other))
                for step, (one, other) in enumerate(pairs, start=1)
            )
        else:
            found.append(Difference(at + 1, wanted, there, kind_of(wanted, there)))
    return tuple(found)


def kind_of(expected: str, found: str) -> Kind:
    """Return how ``found`` differs from ``expected``."""
    if expected == found:
        return "same"
    if _all(expected + found, _is_hidden):
        return "hidden"
    if _all(expected + found, str.isspace):
        return "space"
    if expected and found:
        if unicodedata.normalize("NFKC", expected) == unicodedata.normalize("NFKC", found):
            return "form"
        if expected.casefold() == found.casefold():
            return "case"
        if _skeleton_of(expected) == _skeleton_of(found) != "":
            return "look_alike"
    if _all(expected + found, _is_mark):
        return "mark"
    return "other" if expected and found else "missing" if expected else "extra"


def _all(text: str, test: Callable[[str], bool]) -> bool:
    return all(test(char) for char in text)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cf", "Cc"} and not char.isspace()


def _is_mark(char: str) -> bool:
    return not char.isalnum()


def _skeleton_of(text: str) -> str:
    """Return what is left of ``text`` when width, case, look-alikes, spaces and marks do not count."""
    return _bones(text)[0]


@lru_cache(maxsize=64)
def _bones(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the characters that count, and the place of each in ``text``."""
    pairs = [(bone, at) for at, char in enumerate(text) for bone in _bone(char)]
    return "".join(bone for bone, _ in pairs), tuple(at for _, at in pairs)


@lru_cache(maxsize=4096)
def _bone(char: str) -> str:
    """Return what of one character counts, and what it is taken for."""
    if char in _GROUP:
        return _GROUP[char]
    plain = (_GROUP.get(one, one) for one in unicodedata.normalize("NFKD", char).casefold())
    return "".join(one for one in plain if one.isalnum())


def _places(value: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every place in ``text`` where ``value`` is written, or is meant."""
    wanted = _skeleton_of(value)
    if not wanted:
        return
    own = _bones(value)[1]
    skeleton, bones = _bones(text)
    taken = [(match.start(), match.end()) for match in re.finditer(re.escape(wanted), skeleton)]
    if _LEAST_FUZZY <= len(wanted) <= _MOST_FUZZY:
        taken += _nearly(wanted, skeleton, taken)
    for first, end in sorted(taken):
        start, stop = bones[first], bones[end - 1] + 1
        before, after = value[: own[0]], value[own[-1] + 1 :]
        yield start - _marks(text[:start][::-1], before[::-1]), stop + _marks(text[stop:], after)


def _marks(text: str, expected: str) -> int:
    """Return how many characters at the beginning of ``text`` belong to a value that has ``expected`` marks there.

    Accents belong to the character they stand on.
    """
    count = 0
    while count < len(text) and unicodedata.combining(text[count]):
        count += 1
    for mark in expected:
        if kind_of(mark, text[count : count + 1]) not in {"same", "form"}:
            break
        count += 1
    return count


def _stands_alone(value: str, text: str, start: int, end: int) -> bool:
    """Tell whether a number or a Latin word is not only a part of a longer one."""
    return not (_joined(text[start - 1 : start], value[0]) or _joined(value[-1], text[end : end + 1]))


def _joined(left: str, right: str) -> bool:
    pair = unicodedata.normalize("NFKC", left), unicodedata.normalize("NFKC", right)
    return all(char.isascii() and char[-1:].isalnum() for char in pair)


def _resembles(value: str, sighting: Sighting) -> bool:
    """Tell whether most characters are right: two look-alikes in a name of two make another word."""
    wrong = sum(
        len(one.expected) for one in sighting.differences if one.kind in {"look_alike", "other", "missing"}
    )
    return 2 * wrong <= len(value)


def _nearly(wanted: str, skeleton: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places where only a few characters are wrong, and a third of the value at least is right."""
    found = list(taken)
    most = max(1, min(_MOST_WRONG, len(wanted) // _ONE_WRONG_IN))
    for offset, piece in _thirds(wanted):
        matches = re.finditer(f"(?={re.escape(piece)})", skeleton)
        starts = (max(match.start() - offset, 0) for match in matches)
        free = (start for start in starts if not _overlaps(start, start + len(wanted), found))
        for start in islice(free, _MOST_TRIED):
            left = max(start - most, 0)
            place = _fitted(wanted, skeleton[left : start + len(wanted) + most], most)
            if place and not _overlaps(left + place[0], left + place[1], found):
                found.append((left + place[0], left + place[1]))
                yield found[-1]


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and first < end for first, stop in others)


def _thirds(wanted: str) -> Iterable[tuple[int, str]]:
    cuts = [round(len(wanted) * at / 3) for at in range(4)]
    return [(start, wanted[start:end]) for start, end in pairwise(cuts)]


def _fitted(wanted: str, there: str, most: int) -> tuple[int, int] | None:
    """Return the stretch of ``there`` that is most like ``wanted``; ``None`` if more than ``most`` is wrong in each.

    A row of the table says, for each beginning of ``wanted``, how many characters must change, come or go to make it
    the end of what was read so far, and where that stretch starts.
    """
    row = [(count, 0) for count in range(len(wanted) + 1)]
    best: tuple[int, int, int, int] | None = None
    for end, char in enumerate(there, start=1):
        above, row[0] = row[0], (0, end)
        for at, own in enumerate(wanted, start=1):
            kept = (above[0] + (char != own), above[1])
            extra = (row[at][0] + 1, row[at][1])
            left_out = (row[at - 1][0] + 1, row[at - 1][1])
            above, row[at] = row[at], min(kept, extra, left_out, key=itemgetter(0))
        wrong, start = row[-1]
        candidate = (wrong, abs(end - start - len(wanted)), start, end)
        if wrong <= most and (best is None or candidate < best):
            best = candidate
    return best and best[2:]


_COUNT = re.compile(
    r"(?<![0-9])(?<![0-9][.,])(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?) ?(?P<myriads>[万만])? ?"
    r"(?:人(?![次脸工机像])|名(?![称字单])|명|people\b|persons\b)",
    re.IGNORECASE,
)


def people_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return the numbers of people a text names, as written and as numbers, each once."""
    found: dict[str, int] = {}
    for match in _COUNT.finditer(unicodedata.normalize("NFKC", text)):
        number = float(match["digits"].replace(",", "")) * (10_000 if match["myriads"] else 1)
        if number < 1e15:
            found[match[0]] = round(number)
    return tuple(found.items())
