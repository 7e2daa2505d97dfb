"""The words of lists of devices: what a header means, and an entry. Only unambiguous words are taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from fr_desk.domain.schema import Choice, FieldSpec, fields_of
from fr_desk.domain.venue import Camera
from fr_desk.i18n import LANGUAGES, translate
from fr_desk.resources import resource

FIELDS: tuple[str, ...] = tuple(name for name in fields_of(Camera) if name != "photo")
"""What a table of devices can say; a photo is a file and no word."""
SHOWN: tuple[str, ...] = (
    *("label", "kind", "zone", "sees", "picture", "audio", "face_function", "resolution"),
)
"""Columns a table begins with; the others by choice."""
_AROUND = re.compile(r"^[\s\[\](){}<>【】（）《》:：*·_.\-/]+|[\s\[\](){}<>【】（）《》:：*·_.\-/]+$")
_UNIT = re.compile(r"[\[(（【][^\])）】]*[\])）】]\s*$")


def folded(text: str) -> str:
    """Return a word as it is compared: half-width, lower case, without white space and ornament around it."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())
    return _AROUND.sub("", plain) or plain


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a column means.

    Attributes:
        field: of a device, empty if the dossier has no place for the column.
        reason: why it is left out, a key of ``left_out`` in the list of words.
        exact: the whole header is known, not only a part.
    """

    field: str
    reason: str = ""
    exact: bool = True


@cache
def _read() -> dict[str, Any]:
    text = resource("devices", "words.yaml").read_text(encoding="utf-8")
    tree: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tree


@cache
def _headers() -> Mapping[str, Header]:
    tree, found = _read(), dict[str, Header]()
    for reason, words in tree["left_out"].items():
        for word in _every(words):
            found[folded(word)] = Header("", reason)
    for field in FIELDS:
        for word in _every(tree["fields"].get(field, {})):
            found[folded(word)] = Header(field)
    for field in FIELDS:
        spec = fields_of(Camera)[field]
        for word in (field, *(translate(spec.title, lang) for lang in LANGUAGES)):
            found[folded(word)] = Header(field)
    return found


def _every(words: Mapping[str, list[Any]]) -> Iterator[str]:
    for some in words.values():
        yield from (str(word) for word in some)


def header(text: str) -> Header | None:
    """Return what a header means; ``None`` if it is not known. A unit in brackets at its end is no part of it."""
    known = _headers()
    for word in (folded(text), folded(_UNIT.sub("", text))):
        if word in known:
            return known[word]
    bare = folded(_UNIT.sub("", text))
    if len(bare) > 24:
        return None
    latin = set(re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).casefold()))
    inside = [
        (len(word), word)
        for word in known
        if (word in latin if word.isascii() else len(word) > 1 and word in bare)
    ]
    if not inside:
        return None
    found = known[max(inside)[1]]
    return Header(found.field, found.reason, exact=False)


@cache
def _choices(field: str) -> Mapping[str, Choice]:
    """Return the words for the entries of a closed list; a word of two entries is no word."""
    choices = fields_of(Camera)[field].choices
    assert choices is not None
    own: dict[str, Choice] = {}
    for choice in choices:
        for word in (choice.value, *(translate(choice.label, lang) for lang in LANGUAGES)):
            own.setdefault(folded(word), choice)
    lent, twice = dict[str, Choice](), set[str]()
    for value, words in _read()["values"].get(field, {}).items():
        for word in map(folded, map(str, words)):
            if lent.setdefault(word, entry(field, value)) is not entry(field, value):
                twice.add(word)
    return {**{word: choice for word, choice in lent.items() if word not in twice}, **own}


def entry(field: str, value: str) -> Choice:
    """Return the entry of a closed list by its stored value."""
    return next(choice for choice in fields_of(Camera)[field].choices or () if choice.value == value)


def choice_of(field: str, text: str) -> Choice | None:
    """Return the entry of a closed list that a word means."""
    return _choices(field).get(folded(text))


def choice_within(field: str, text: str) -> Choice | None:
    """Return the entry that a longer text names, such as “200万红外半球”; ``None`` if it names none or several."""
    found, rest = set[Choice](), folded(text)
    for word in sorted(_choices(field), key=len, reverse=True):
        if len(word) > (3 if word.isascii() else 1) and word in rest:
            rest = rest.replace(word, " ")
            found.add(_choices(field)[word])
    return found.pop() if len(found) == 1 else None


def truth_of(text: str) -> bool | None:
    """Return whether a word means yes or no."""
    return _truths().get(folded(text))


@cache
def _truths() -> Mapping[str, bool]:
    tree = _read()["truth"]
    words = {folded(str(word)): True for word in tree["yes"]}
    return {**words, **{folded(str(word)): False for word in tree["no"]}}


def is_total(text: str) -> bool:
    """Tell whether a line that begins with ``text`` sums up a list."""
    return folded(text) in _totals()


@cache
def _totals() -> frozenset[str]:
    return frozenset(folded(str(word)) for word in _read()["totals"])


def spec_of(field: str) -> FieldSpec:
    """Return the declaration of a field of devices."""
    return fields_of(Camera)[field]
