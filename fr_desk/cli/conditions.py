"""What ``--where`` knows: its keys, the values that there are, and the nearest ones to a value that there is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from fr_desk.cli.console import Console
from fr_desk.cli.usage import UsageError
from fr_desk.domain.choices import VenueKind
from fr_desk.i18n import LANGUAGES, N_, Lang, texts
from fr_desk.inspection import words
from fr_desk.inspection.index import Index
from fr_desk.inspection.shown import STANDINGS, VERDICTS
from fr_desk.inspection.wanted import Facet, Wanted
from fr_desk.rules.bundled import bundled_packs

HELP: Final = "help"
"""Instead of a condition: list what there is."""
NEAREST, FEW = 3, 24
"""Values that are named as near; most values that a sentence lists."""
MEANINGS: Final[dict[str, str]] = {
    "words": N_("all these words stand in the file’s name, venue, address, operator, rules or articles"),
    "verdict": N_("the verdict, computed again; nothing after the = for files without a dossier"),
    "standing": N_("what the file is worth"),
    "agreement": N_(
        "how the printed findings stand to the answers; nothing after the = where none are printed"
    ),
    "kind": N_("kind of venue"),
    "district": N_("district, whole, in the venue’s own language"),
    "rule": N_("this rule is breached; with :open or :review, it may be"),
    "pattern": N_("something of this kind is breached; with :open or :review, it may be"),
    "article": N_("a rule that cites this article is breached; with :open or :review, it may be"),
    "operator": N_("name of the operator, whole"),
    "since": N_("the dossier’s own date is this day or later, as 2026-11-21"),
    "until": N_("the dossier’s own date is this day or earlier"),
    "once": N_(
        "without a value: each dossier once, without copies and other versions; "
        "for it stands an intact file before a changed one, then the latest revision"
    ),
}
"""Keys of ``--where`` and what they ask."""
_OPEN: Final[Mapping[Facet, str]] = {"district": "districts", "operator": "operators"}
"""Keys whose values only the files themselves know, with the part of the wishes."""
NOBODY = N_("No file has {key} “{value}”; the whole name is needed. The nearest: {nearest}.")


class UnknownValueError(UsageError):
    """A value of a key that has only some."""

    sentence = N_("“{value}” is not a value of {key}; the nearest is {nearest}. All values: {choices}.")


class FarValueError(UsageError):
    """A value of a key that has very many."""

    sentence = N_(
        "“{value}” is not a value of {key}; the nearest are {nearest}. fr-desk inspect --where help lists all."
    )


def check(key: str, value: str) -> None:
    """Refuse a value that no file can have.

    Args:
        key: of the condition.
        value: without what stands after a colon.

    Raises:
        UnknownValueError: if the key has a few values, and this is none of them.
        FarValueError: the same of a key with many.
    """
    known = values_of(key)
    if not known or value in known:
        return
    near = nearest(value, known)
    if len(known) > FEW:
        raise FarValueError(value=value, key=key, nearest=", ".join(near))
    raise UnknownValueError(value=value, key=key, nearest=near[0], choices=", ".join(filter(None, known)))


@cache
def values_of(key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the values of a key with their words in every language; none for a key that takes any."""

    def told(names: Iterable[str], said: Callable[[str, Lang], str]) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(said(name, lang) for lang in LANGUAGES) for name in names}

    match key:
        case "verdict":
            return told(reversed(VERDICTS), words.words_of_verdict)
        case "standing":
            return {
                name: tuple(words.words_of_standing(name, lang) for lang in LANGUAGES) for name in STANDINGS
            }
        case "agreement":
            return told(words.AGREEMENTS, words.words_of_agreement)
        case "kind":
            return told(VenueKind, words.words_of_kind)
        case "pattern":
            return told(words.PATTERNS, words.words_of_pattern)
        case "rule":
            return told((rule.id for pack in bundled_packs() for rule in pack.rules), words.title_of_rule)
        case "article":
            cited = (one for pack in bundled_packs() for rule in pack.rules for one in rule.citations)
            articles = sorted({f"{one.instrument}/{one.article}" for one in cited})
            return told(articles, words.label_of_article)
        case _:
            return {}


def nearest(value: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the values that are most like one, by themselves or by their words.

    Args:
        value: what somebody wrote.
        known: values with their words.
    """
    asked = value.casefold()

    def near(name: str) -> float:
        said = (one.casefold() for one in (name, *known[name]) if one)
        return max((_likeness(asked, one) for one in said), default=0.0)

    return sorted(filter(None, known), key=near, reverse=True)[:NEAREST]


def _likeness(asked: str, said: str) -> float:
    """Return how like two words are, at most 1; more if one is a part of the other."""
    return 2.0 if asked and asked in said else SequenceMatcher(None, asked, said).ratio()


def complain_of_unknown(index: Index, wanted: Wanted, console: Console) -> None:
    """Say on standard error which district or operator no file has, and which are near."""
    for facet, part in _OPEN.items():
        asked: tuple[str, ...] = getattr(wanted, part)
        known = {name: () for name, _ in index.facet(Wanted(), facet) if name} if asked else {}
        for value in asked:
            if value and value not in known:
                near = ", ".join(nearest(value, known)) or "–"
                console.complain(texts(NOBODY, key=facet, value=value, nearest=near))


def listed(console: Console) -> Iterator[str]:
    """Yield the keys with their meanings, and below each the values that there are."""
    place = LANGUAGES.index(console.lang)
    for key, meaning in MEANINGS.items():
        yield f"{key:10}{console.say(meaning)}"
        for value, said in values_of(key).items():
            yield f"    {value:34}{said[place]}"
