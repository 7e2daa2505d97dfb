"""How well a thing fits the words somebody types to find it. No widgets here.

Best is a name that begins with the words, then one in which each begins a word, then one that has them anywhere, then
what is written about it; last come names that have the letters in their order. Chinese has no spaces between words:
there every place counts as the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

SAME, BEGINS, WORD_BEGINS, IN_NAME, IN_WORDS, LETTERS = range(6)
"""How something fits, best first."""
FEW = 6
"""Fits below which names that only have the letters in their order are looked for as well."""
_APART = re.compile(r"[\W_]+")


class Findable(Protocol):
    """What can be found: its name, how the words in it begin, and everything it can be found by, in small letters.

    Attributes:
        loose: whether it may be found by letters of its name alone; what there are thousands of may not.
    """

    loose: bool
    name: str
    words: str

    @property
    def starts(self) -> str:
        """The name with one space before each word."""


Thing = TypeVar("Thing", bound=Findable)


def starts_of(name: str) -> str:
    """Return ``name`` with one space before each of its words."""
    return f" {_APART.sub(' ', name)}"


def asked(text: str) -> list[str]:
    """Return the words of a query."""
    return text.lower().split()


def fit(query: Sequence[str], thing: Findable) -> int | None:
    """Return how well ``thing`` has the words of ``query``, ``None`` if it lacks one."""
    for word in query:
        if word not in thing.words:
            return None
    name, whole = thing.name, " ".join(query)
    if name.startswith(whole):
        return SAME if len(name) == len(whole) else BEGINS
    if any(word not in name for word in query):
        return IN_WORDS
    if all(f" {word}" in thing.starts or not word.isascii() for word in query):
        return WORD_BEGINS
    return IN_NAME


def ranked(text: str, things: Iterable[Thing]) -> list[tuple[int, Thing]]:
    """Return what fits the words of ``text`` with how well it does, in the order of ``things``."""
    query, every = asked(text), list(things)
    found = [(how, thing) for thing in every if (how := fit(query, thing)) is not None]
    letters = "".join(query)
    if len(found) < FEW and len(letters) > 1:
        known = {id(thing) for _how, thing in found}
        pattern = re.compile(".*?".join(map(re.escape, letters)), re.DOTALL)
        rest = (thing for thing in every if thing.loose and id(thing) not in known)
        found += [(LETTERS, thing) for thing in rest if pattern.search(thing.name)]
    return found
