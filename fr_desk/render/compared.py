"""Answers item beside item: what differs between activities is seen in one row.

Which questions stand here depends on the answers as they are stored, never on a language, so that the same dossier in
another language has the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.schema import FieldSpec
from fr_desk.forms.question import Question, Section
from fr_desk.render.answers import ROW_PAD, answer_run
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.styles import ANSWER, LABEL
from fr_desk.render.table import Table, TableRow

COLUMNS_AT_MOST = 3
"""Items beside each other; further ones stand in a table of their own below."""
_LONGEST, _MOST = 40, 3
"""Characters of a text, and members of a choice of several, that still fit in a column."""
_WIDTHS = {1: (42, 58), 2: (38, 31, 31), 3: (31, 23, 23, 23)}
_CELL = ANSWER.but(size=9, leading=13.5)


def comparable(edition: Edition, section: Section, parts: Mapping[str, Mapping[str, Question]]) -> list[str]:
    """Return the relative paths of the questions that every item answers in few words, in the section's order.

    Args:
        edition: whose answers.
        section: the section that asks.
        parts: the questions printed of each item, by absolute path.
    """
    found = []
    for question in section.questions:
        asked = [f"{base}.{question.path}" for base, own in parts.items() if f"{base}.{question.path}" in own]
        plain = not question.items and not question.group and len(asked) > 1
        if plain and all(_is_short(paths.spec_at(path), paths.get(edition.dossier, path)) for path in asked):
            found.append(question.path)
    return found


def _is_short(spec: FieldSpec, value: Any) -> bool:
    if spec.kind == "long_text":
        return False
    if isinstance(value, tuple):
        return len(value) <= _MOST
    return spec.kind != "text" or len(value or "") <= _LONGEST


def compared(
    edition: Edition, questions: Sequence[str], parts: Mapping[str, Mapping[str, Question]]
) -> Table:
    """Return a table with a row for each question and a column for each item.

    Args:
        edition: whose answers.
        questions: relative paths.
        parts: the questions printed of each item, by absolute path.
    """
    rows: list[TableRow] = []
    for relative in questions:
        asked = next((path for base, own in parts.items() if (path := f"{base}.{relative}") in own), None)
        if asked is None:
            continue
        cells = [
            _cell(edition, base, f"{base}.{relative}", own, first=not rows) for base, own in parts.items()
        ]
        title = edition.say(paths.spec_at(asked).asks)
        rows.append(TableRow((Block(title, LABEL.but(leading=13.5)), *cells), pad=ROW_PAD))
    head = ["", *(edition.name(base) for base in parts)]
    return Table(_WIDTHS[len(parts)], rows, head)


def _cell(edition: Edition, base: str, path: str, own: Mapping[str, Question], *, first: bool) -> Block:
    """Return one answer; the first one of an item is also the place of the item."""
    anchor = edition.anchor(base) if first else edition.target(path)
    if path not in own:
        return Block("—", _CELL, anchor=anchor)
    value = paths.get(edition.dossier, path)
    return Block(
        [answer_run(edition, paths.spec_at(path), value, optional=own[path].optional)], _CELL, anchor=anchor
    )
