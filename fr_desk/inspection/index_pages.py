"""Reading an index: its rows by pages, its columns into memory, and the rows that words are found in."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from fr_desk.i18n import LANGUAGES
from fr_desk.inspection import index_tables as tables
from fr_desk.inspection import words
from fr_desk.inspection.bits import Tags
from fr_desk.inspection.frozen import thawed
from fr_desk.inspection.one_dossier import UNNAMED, File, below, stand_ins
from fr_desk.inspection.shown import Shown
from fr_desk.inspection.wanted import Row
from fr_desk.storage.search_words import query, spaced

Ask = Callable[..., list[Any]]
"""Asks the index: a statement, and the values in it."""
OF_DAY: Final = "FROM files f JOIN results r ON r.content = f.content AND r.as_of = ?"
"""The rows of one day."""
_FIRST = ("risk", "verdict", "standing", "name", "kind", "district")
"""Columns that every table shows, read together."""


def load(ask: Ask, day: int, tags: Mapping[int, str], articles: Mapping[str, Sequence[str]]) -> Shown:
    """Return the rows of a day in memory; what is not needed at first is read when it is asked for.

    Args:
        ask: asks the index.
        day: its number.
        tags: their names by number.
        articles: the rules behind each article.
    """
    sql = f"SELECT content, tags, {', '.join(_FIRST)} FROM results WHERE as_of = ?"  # noqa: S608 - names of columns
    of = {row[0]: row[1:] for row in ask(sql, day)}
    files = [row for row in ask("SELECT id, content, modified FROM files ORDER BY key") if row[1] in of]
    numbers = [row[0] for row in files]
    contents = [row[1] for row in files]
    first = [of[content] for content in contents]
    ready = {name: [row[place] for row in first] for place, name in enumerate(_FIRST, start=1)}
    ready["modified"] = [row[2] for row in files]

    def column(name: str) -> Sequence[Any]:
        if name in ready:
            return ready[name]
        if name == "path":
            return _paths(ask, numbers)
        if name == "stands":
            return _stands(ask, numbers, day)
        of = dict(ask(f"SELECT content, {name} FROM results WHERE as_of = ?", day))  # noqa: S608 - one of our columns
        return [of.get(content, "") for content in contents]

    known = {name: number for number, name in tags.items()}
    return Shown(numbers, column, Tags([row[0] for row in first]), known, articles)


def _paths(ask: Ask, numbers: Sequence[int]) -> list[str]:
    """Return the whole places of rows as text."""
    of = {
        row[0]: (row[1] + (b"/" + row[2] if row[2] else b"")).decode("utf-8", "replace")
        for row in ask("SELECT id, path, member FROM files")
    }
    return [of.get(number, "") for number in numbers]


def _stands(ask: Ask, numbers: Iterable[int], day: int) -> list[bool]:
    """Return which rows stand for their dossiers; only those of dossiers that are there more than once are read."""
    sql = (
        "SELECT f.id, f.root, f.path, f.member, r.dossier, r.fingerprint, c.digest, r.revision, r.day, r.standing "
        f"{OF_DAY} JOIN contents c ON c.id = f.content WHERE r.dossier IN (SELECT r.dossier {OF_DAY} "
        "GROUP BY r.dossier HAVING count(*) > 1)"
    )
    found = ask(sql, day, day)
    files = [File(*row[4:]) for row in found]
    standing = {found[at][0] for at in stand_ins(files, lambda at: below(*found[at][1:4]))}
    passed_over = {row[0] for row in found} - standing
    return [number not in passed_over for number in numbers]


def page(ask: Ask, numbers: Sequence[int], day: dt.date) -> Iterator[Row]:
    """Yield some rows of a day, in no order."""
    places = ", ".join("?" for _ in numbers)
    sql = (
        "SELECT f.id, f.root, f.path, f.member, f.size, f.modified, c.digest, r.dossier, r.fingerprint, w.whole "
        f"{OF_DAY} JOIN wholes w ON w.result = r.id JOIN contents c ON c.id = f.content WHERE f.id IN ({places})"
    )
    found = ask(sql, day.toordinal(), *numbers)
    prints = _prints(ask, {row[7] for row in found} - {""}, day)
    twins = _copies(ask, {row[6] for row in found if not row[8]} - {""}, day)
    for row in found:
        same = prints[row[7]]
        copies = same[row[8]] if row[8] else twins.get(row[6], 1)
        yield Row(
            number=row[0],
            place=tables.place_of(*row[1:6]),
            result=thawed(row[9]),
            copies=max(copies - 1, 0),
            versions=0 if row[7] in UNNAMED else same.total() - copies,
        )


def _copies(ask: Ask, digests: Iterable[str], day: dt.date) -> dict[str, int]:
    """Return how many files without a dossier that can be read there are of some bytes."""
    given = list(digests)
    places = ", ".join("?" for _ in given)
    sql = (
        "SELECT c.digest, count(*) FROM contents c JOIN files f ON f.content = c.id "  # noqa: S608 - no value is in the text
        "JOIN results r ON r.content = c.id AND r.as_of = ? AND r.fingerprint = '' "
        f"WHERE c.digest IN ({places}) GROUP BY c.digest"
    )
    return dict(ask(sql, day.toordinal(), *given))


def _prints(ask: Ask, dossiers: Iterable[str], day: dt.date) -> defaultdict[str, Counter[str]]:
    """Return how many files there are with each fingerprint of some dossier ids."""
    given = list(dossiers)
    places = ", ".join("?" for _ in given)
    sql = (
        "SELECT r.dossier, r.fingerprint, count(*) FROM results r JOIN files f ON f.content = r.content "  # noqa: S608 - no value is in the text
        f"WHERE r.as_of = ? AND r.dossier IN ({places}) GROUP BY r.dossier, r.fingerprint"
    )
    prints: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for dossier, fingerprint, count in ask(sql, day.toordinal(), *given):
        prints[dossier][fingerprint] = count
    return prints


def with_words(ask: Ask, typed: str, shown: Shown, articles: Mapping[str, Sequence[str]]) -> int | None:
    """Return the rows in which all words are found: in what they say, or in the rules and articles they breach.

    Args:
        ask: asks the index.
        typed: what somebody typed; ``None`` is returned if there is no word in it.
        shown: all rows.
        articles: the rules behind each article.
    """
    asked = [(phrase, _plain(word)) for word in typed.split() if (phrase := query(word))]
    if not asked:
        return None
    mask = -1
    for phrase, plain in asked:
        hits = ask("SELECT rowid FROM words WHERE words MATCH ?", phrase)
        one = shown.at(row[0] for row in hits)
        one |= shown.with_rules(
            name for name in shown.rules if ":" not in name and plain in _rule_words(name)
        )
        one |= shown.with_articles(name for name in articles if plain in _article_words(name))
        one |= shown.with_patterns(
            name for name in shown.patterns if ":" not in name and plain in _pattern_words(name)
        )
        mask &= one
    return mask


def _plain(text: str) -> str:
    """Return text as it is compared with titles: words with one space before each, so that one may be begun only."""
    return "".join(f" {word}" for word in re.findall(r"[^\W_]+", spaced(text).casefold()))


@cache
def _rule_words(rule: str) -> str:
    return _plain(" ".join([rule, *(words.title_of_rule(rule, lang) for lang in LANGUAGES)]))


@cache
def _article_words(article: str) -> str:
    return _plain(" ".join([article, *(words.label_of_article(article, lang) for lang in LANGUAGES)]))


@cache
def _pattern_words(pattern: str) -> str:
    return _plain(" ".join([pattern, *(words.words_of_pattern(pattern, lang) for lang in LANGUAGES)]))
