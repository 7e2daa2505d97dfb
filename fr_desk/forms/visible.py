"""Which questions are asked now.

Those whose condition is not false on this dossier, unless they hang on an answer that is still to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Value, fields_of
from fr_desk.forms.question import Question, Section, Step
from fr_desk.forms.steps import STEPS
from fr_desk.rules.expression import reads_of
from fr_desk.rules.facts import facts_of

WHOLE = Question("")
"""Stands for the collection of a section itself: the question which items there are."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path is asked: the step, the section, the question (``WHOLE`` for a section's collection)."""

    step: Step
    section: Section
    question: Question


@lru_cache(maxsize=16_384)
def pattern_of(path: str) -> str:
    """Return ``path`` with ``*`` for every id: ``cameras.c3.audio`` gives ``cameras.*.audio``.

    Raises:
        PathError: if the model has no such path.
    """
    paths.spec_at(path)
    parts = paths.split(path)
    model: type[Value] | None = Dossier
    position = 0
    while position < len(parts) and model:
        spec = fields_of(model)[parts[position]]
        if spec.kind == "keyed" and position + 1 < len(parts):
            parts[position + 1] = "*"
        position += 2 if spec.kind == "keyed" else 1
        model = spec.model
    return paths.join(*parts)


@cache
def places() -> Mapping[str, Place]:
    """Return where every question is asked, by path pattern, in the order of the steps."""
    found: dict[str, Place] = {}
    for step in STEPS:
        for section in step.sections:
            base = section.root
            if section.kind == "collection":
                found[base] = Place(step, section, WHOLE)
            if section.repeats:
                base = f"{base}.*"
            for question in section.questions:
                path = paths.join(base, question.path)
                found[path] = Place(step, section, question)
                for inner in question.items:
                    found[f"{path}.*.{inner.path}"] = Place(step, section, inner)
    return found


@cache
def _place_of_pattern(pattern: str) -> Place | None:
    known = places()
    if pattern in known:
        return known[pattern]
    below = next((place for path, place in known.items() if path.startswith(f"{pattern}.")), None)
    above = pattern.rpartition(".")[0]
    return below or (_place_of_pattern(above) if above else None)


def place_of(path: str) -> Place | None:
    """Return where ``path`` is asked; a part or an item is asked where its first question is, or the nearest above it.

    Raises:
        PathError: if the model has no such path.
    """
    return _place_of_pattern(pattern_of(path))


def step_of(path: str) -> str:
    """Return the id of the step that asks for ``path``; what no step asks for belongs to the review."""
    place = place_of(path)
    return place.step.id if place else STEPS[-1].id


def step(step_id: str) -> Step:
    """Return the step with this id.

    Raises:
        KeyError: if there is none.
    """
    return {one.id: one for one in STEPS}[step_id]


def visible(dossier: Dossier, as_of: dt.date, step_id: str) -> dict[str, Question]:
    """Return the questions a step asks now; see :meth:`Asking.questions`."""
    return Asking(dossier, as_of).questions(step_id)


def open_paths(dossier: Dossier, step_id: str, as_of: dt.date) -> tuple[str, ...]:
    """Return the unanswered paths of a step; see :meth:`Asking.open_paths`."""
    return Asking(dossier, as_of).open_paths(step_id)


class Asking:
    """What is asked of one dossier on one date. Its facts are computed once, so ask one object about all steps."""

    def __init__(self, dossier: Dossier, as_of: dt.date) -> None:
        self._dossier = dossier
        self._facts = facts_of(dossier, as_of)

    def questions(self, step_id: str) -> dict[str, Question]:
        """Return the questions a step asks now, by absolute path, in the order of the page.

        A collection gives one entry for itself and one for each question about each of its items.
        """
        return {
            path: question for section in step(step_id).sections for path, question in self._section(section)
        }

    def sections(self, step_id: str) -> tuple[Section, ...]:
        """Return the sections of a step that ask something now; decisions are filled from findings and always stay."""
        return tuple(
            section
            for section in step(step_id).sections
            if section.kind == "decisions" or any(True for _ in self._section(section))
        )

    def open_paths(self, step_id: str) -> tuple[str, ...]:
        """Return the unanswered paths among the questions a step asks now; optional ones never count."""
        return tuple(
            path
            for path, question in self.questions(step_id).items()
            if not question.optional and paths.get(self._dossier, path) is None
        )

    def _section(self, section: Section) -> Iterator[tuple[str, Question]]:
        if section.kind == "collection" and self._holds(section.when, ""):
            yield section.root, WHOLE
        if not section.repeats:
            if self._holds(section.when, ""):
                yield from self._questions(section.root, section.questions, "")
            return
        for key in paths.get(self._dossier, section.root) or ():
            base = f"{section.root}.{key}"
            item = "" if section.kind == "decisions" else base
            if self._holds(section.when, item):
                yield from self._questions(base, section.questions, item)

    def _questions(
        self, base: str, questions: Iterable[Question], item: str
    ) -> Iterator[tuple[str, Question]]:
        for question in questions:
            if question.when and not self._holds(question.when, item):
                continue
            if question.after and paths.get(self._dossier, paths.join(base, question.after)) is None:
                continue
            path = f"{base}.{question.path}" if base else question.path
            yield path, question
            if question.items:
                for key in paths.get(self._dossier, path) or ():
                    yield from self._questions(f"{path}.{key}", question.items, item)

    def _holds(self, when: str, item: str) -> bool:
        """Tell whether a condition is true or unknown; what waits for the kind of venue is not asked before that."""
        known = self._facts.holds(when, item) if when else True
        return bool(known) or (known is None and not self._waits_for_kind(when, item))

    def _waits_for_kind(self, when: str, item: str) -> bool:
        if self._dossier.venue.kind is not None:
            return False
        chains = reads_of(when)
        return any("venue.kind" in self._facts.paths_behind(chain, item) for chain in chains)
