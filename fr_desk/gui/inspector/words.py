"""The words of an inspection in the language of the screen: heads of columns and facets, cells, marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from fr_desk.domain.visible import visible
from fr_desk.gui import language
from fr_desk.gui.language import say, t, tn
from fr_desk.i18n import N_, NP_
from fr_desk.inspection.tables import TITLES, worded
from fr_desk.inspection.wanted import Column, Facet, Row
from fr_desk.inspection.words import (
    label_of_article,
    title_of_rule,
    words_of_agreement,
    words_of_kind,
    words_of_pattern,
    words_of_standing,
    words_of_verdict,
)
from fr_desk.storage.agreement import DOUBTS
from fr_desk.storage.verification import STATES, Standing

HEADS: dict[Column, str] = TITLES | {
    "file": N_("File"),
    "path": N_("Where the file is"),
}
"""Titles of the columns; the file is told in words here, and in a sentence where it is exported."""
NUMBERS: frozenset[Column] = frozenset(
    {"risk", "breached", "review", "open", "met", "devices", "faces", "revision"}
)
"""Columns of numbers, which align at the right."""
COUNTED = N_("{outcome}: {count}")
"""What is counted, and how many there are."""
FACETS: dict[Facet, str] = {
    "verdict": N_("Verdict"),
    "standing": N_("File"),
    "agreement": N_("Printed findings"),
    "kind": N_("Kind"),
    "district": N_("District"),
    "pattern": N_("Problem"),
    "rule": N_("Rule"),
    "article": N_("Article"),
    "operator": N_("Operator"),
}
"""Titles of the facets."""
NONE_STATED = N_("Not stated")
TONES: dict[str, str] = {"breached": "breached", "review": "review", "open": "open", "clean": "met"}
"""The colour of each verdict."""
MARKS: dict[Standing, tuple[str, str]] = {
    "sealed": ("shield-check", "met"),
    "changed": ("shield-alert", "breached"),
    "mismatch": ("shield-x", "breached"),
    "unknown_signer": ("shield-question-mark", "review"),
    "unsealed": ("shield", "muted"),
    "unprotected": ("shield", "muted"),
    "not_a_dossier": ("file-x", "muted"),
    "unreadable": ("file-x", "breached"),
}
"""Icon and colour of what a file is worth."""
IN_DOUBT: Final = ("shield-question-mark", "review")
"""The same of a file that is as it was written, and whose printed findings nobody could compare."""
COPIES = NP_("{count} copy", "{count} copies")
VERSIONS = NP_("{count} version", "{count} versions")
_BETWEEN = {"zh": "；", "ko": "; ", "en": "; "}
_ISSUES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of the table shows.

    Attributes:
        text: its words.
        tone: colour of the words.
        icon: before the words, none if empty.
        bold: whether the words stand out.
        pill: whether the words stand on a ground of their tone.
        note: in smaller type after the words.
    """

    text: str = ""
    tone: str = "ink"
    icon: str = ""
    bold: bool = False
    pill: bool = False
    note: str = ""

    @property
    def spoken(self) -> str:
        """All of its words."""
        return language.listed(part for part in (self.text, self.note) if part)


def value_words(facet: Facet, value: str) -> str:
    """Return the words of one value of a facet."""
    lang = language.current()
    match facet:
        case "verdict":
            return words_of_verdict(value, lang)
        case "standing":
            return words_of_standing(cast(Standing, value), lang)
        case "agreement":
            return words_of_agreement(value, lang)
        case "kind":
            return words_of_kind(value, lang) or t(NONE_STATED)
        case "pattern":
            return words_of_pattern(value, lang)
        case "rule":
            return title_of_rule(value, lang)
        case "article":
            return label_of_article(value, lang)
    return flat(value) or t(NONE_STATED)


def flat(words: str, most: int = 400) -> str:
    """Return words in one line with nothing hidden in them, at most so many characters: no answer breaks a page."""
    line = visible(" ".join(words[: 2 * most].split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def in_a_row(*sentences: str) -> str:
    """Return sentences one after another, as the screen's language parts them; empty ones are left out."""
    return ("" if language.current() == "zh" else " ").join(filter(None, sentences))


def name_of(row: Row) -> str:
    """Return the venue's name, or the name of the file."""
    declared = row.result.declared
    return flat(declared.name if declared else "") or flat(row.place.name)


def place_words(row: Row) -> str:
    """Return where a file is: its path below what was named, with the zip it is in."""
    place = row.place
    try:
        where = place.path.relative_to(place.root)
    except ValueError:
        where = place.path
    outside = place.path.name if where == Path() else str(where)
    return flat(f"{outside} › {place.member}" if place.member else outside)


def cell(row: Row, column: Column) -> Cell:
    """Return what a row shows in a column."""
    own = _OWN.get(column)
    if own is not None:
        return own(row)
    result, declared = row.result, row.result.declared
    if column in _COUNTS:
        count = int(getattr(result, column))
        return Cell(str(count) if declared else "", column if count and column != "met" else "muted")
    value = worded(row, column, language.current())
    text = value.isoformat() if isinstance(value, dt.date) else flat(str(value)) if value is not None else ""
    return Cell(text, "ink" if column in {"kind", "district", "risk"} else "muted")


def _file(row: Row) -> Cell:
    result = row.result
    icon, tone = MARKS[result.standing]
    if result.agreement in DOUBTS and STATES[result.standing] == "intact":
        icon, tone = IN_DOUBT
    sealable = result.form == "pdf"
    return Cell(words_of_standing(result.standing, language.current(), sealable=sealable), tone, icon)


def _verdict(row: Row) -> Cell:
    result = row.result
    if not result.verdict:
        return Cell(words_of_verdict("", language.current()), "muted")
    counts = {"breached": result.breached, "review": result.review, "open": result.open}
    word = words_of_verdict(result.verdict, language.current())
    count = counts.get(result.verdict, 0)
    return Cell(f"{word} {count}" if count else word, TONES[result.verdict], bold=True, pill=True)


def _twins(row: Row) -> str:
    parts = ((COPIES, row.copies), (VERSIONS, row.versions))
    return " · ".join(tn(words.one, words.other, count + 1) for words, count in parts if count)


def issues(row: Row) -> str:
    """Return the main problems in a few words, the riskiest first; without a dossier, what is wrong with the file."""
    result, lang = row.result, language.current()
    if result.declared is None:
        return flat(say(result.sentence))
    told: dict[str, None] = {}
    worst = "breached" if result.breached else "review"
    for found in result.found:
        if found.outcome.value != worst:
            continue
        patterns = found.patterns if worst == "breached" else ()
        told[words_of_pattern(patterns[0], lang) if patterns else title_of_rule(found.rule, lang)] = None
        if len(told) == _ISSUES:
            break
    return _BETWEEN[lang].join(told)


_COUNTS = frozenset({"breached", "review", "open", "met"})
_OWN: dict[Column, Callable[[Row], Cell]] = {
    "verdict": _verdict,
    "name": lambda row: Cell(name_of(row), bold=True, note=_twins(row)),
    "file": _file,
    "standing": lambda row: Cell(row.result.standing, "muted"),
    "issues": lambda row: Cell(issues(row), "muted"),
    "path": lambda row: Cell(place_words(row), "muted"),
}
"""Columns that are shown otherwise than they are exported."""
