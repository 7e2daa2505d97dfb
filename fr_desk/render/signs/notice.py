"""The notice in the QR code of a sign: as much of it as the code can hold, the most important items first.

The text stands in the code itself; nobody needs a network to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fr_desk.domain.canonical import grouped
from fr_desk.domain.choices import SignItem, SignKind
from fr_desk.i18n import Lang
from fr_desk.render.signs.answers import PARTS, SignRow, instead
from fr_desk.render.signs.facts import SignFacts
from fr_desk.render.signs.words import filled, one_line
from fr_desk.render.text import printable

_RANKS = {
    SignItem.CONTACT: 0,
    SignItem.PURPOSE: 2,
    SignItem.PERIOD: 3,
    SignItem.RIGHTS: 4,
    SignItem.TRUSTEE: 6,
    SignItem.HOURS: 7,
    SignItem.RANGE: 8,
    SignItem.PLACE: 9,
}
"""What comes in first when the code is too small: the least number."""
_OTHER_WAY, _VENUE, _ELSE = 1, 5, 10
SHORT, LONG = 120, 200
"""Bytes of a name and of an item at most: a code is no place for long stories."""


def notice_text(
    facts: SignFacts, rows: Sequence[SignRow], lang: Lang, fingerprint: str, most_bytes: int
) -> str:
    """Return the notice in one language, in no more than ``most_bytes`` bytes; items that find no room are left out.

    The headline, who answers and the fingerprint always stay.
    """
    title = _cut(one_line(facts.title(lang).get(lang), lang), SHORT)
    tail = f"FR Desk {grouped(fingerprint)}"
    entries = dict(enumerate(_entries(facts, rows, lang)))
    room = most_bytes - len(f"{title}\n{tail}".encode())
    kept = set()
    for number, (_, words) in sorted(entries.items(), key=lambda entry: entry[1][0]):
        taken = len(words.encode()) + 1
        if taken <= room:
            kept.add(number)
            room -= taken
    return "\n".join((title, *(words for number, (_, words) in entries.items() if number in kept), tail))


def _entries(facts: SignFacts, rows: Sequence[SignRow], lang: Lang) -> Iterator[tuple[int, str]]:
    """Yield the items in the order of the sign, each with its rank."""
    colon = "：" if lang == "zh" else ": "
    if facts.dossier.venue.name:
        yield _VENUE, _cut(facts.dossier.venue.name, SHORT)
    band = facts.band()
    if facts.promised() and facts.kind is not SignKind.CONSENT:
        band = filled(facts.words.in_code.other_way, ways=instead(facts.other_ways()))
    yield _OTHER_WAY, _cut(one_line(band.get(lang), lang), LONG)
    for number, row in enumerate(row for row in rows if row.complete):
        rank = min((_RANKS[item] for item in row.items if item in _RANKS), default=_ELSE + number)
        parts = [_cut(part, SHORT) for part in row.value.get(lang).split(PARTS)]
        line = f"{row.label.get(lang)}{colon}{_cut(PARTS.join(parts), LONG)}"
        yield rank, _cut(row.in_code.get(lang), LONG) if row.in_code else line


def _cut(text: str, most_bytes: int) -> str:
    text = " ".join(printable(text).split("\n"))
    if len(text.encode()) <= most_bytes:
        return text
    return f"{text.encode()[: most_bytes - 3].decode(errors='ignore')}…"
