"""The chapters between the findings and the annexes: every step of the desk with its questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import Flowable

from fr_desk.domain import paths
from fr_desk.domain.schema import fields_of
from fr_desk.forms.answers import THERE_ARE_NONE
from fr_desk.forms.question import Question, Section
from fr_desk.forms.steps import STEPS
from fr_desk.i18n import N_
from fr_desk.render.answers import answer_run, answers, collection_table, note
from fr_desk.render.compared import COLUMNS_AT_MOST, comparable, compared
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell
from fr_desk.render.lines import Run
from fr_desk.render.retention import clock_table, is_clock, legend
from fr_desk.render.risks import assessment_parts
from fr_desk.render.styles import BODY, ITEM, SECTION, Style

ASSESSMENT = N_("Impact assessment")
FILINGS = N_("Filings and deadlines")
RIGHTS = N_("People's rights")
OWN_CHAPTERS = {"assessment": ASSESSMENT, "filings": FILINGS, "rights": RIGHTS}
"""Sections that a reader looks for by name, whichever step asks for them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter: sections are of level 1, what is below them is only bookmarked."""

    title: str
    anchor: str
    level: int = 1


@dataclass
class Chapter:
    """A numbered part of the document: its title, where it starts, what stands in it, its headings."""

    title: str
    anchor: str
    body: list[Flowable] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    @property
    def sections(self) -> list[Heading]:
        """The headings that contents list."""
        return [heading for heading in self.headings if heading.level == 1]

    def head(self, title: str, anchor: str) -> None:
        """Begin a section."""
        self.headings.append(Heading(title, anchor))
        self.body.append(Block(title, SECTION, anchor=anchor))


class Bookmarked(Block):
    """A title that readers list beside the pages."""

    def __init__(self, title: str, style: Style, anchor: str) -> None:
        """Take the title and the name of its place."""
        super().__init__(title, style, anchor=anchor)
        self.title = title

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the title and add its bookmark."""
        super().paint(canvas, x, top, width)
        canvas.addOutlineEntry(self.title, self.anchor, 0, closed=True)


def step_chapters(edition: Edition) -> Iterator[Chapter]:
    """Yield a chapter for each step, then those with names of their own."""
    own = {root: Chapter(edition.say(title), edition.anchor(root)) for root, title in OWN_CHAPTERS.items()}
    for step in STEPS[:-1]:
        chapter = Chapter(edition.say(step.title), edition.anchor(f"step:{step.id}"))
        asked = edition.asking.questions(step.id)
        for section in step.sections:
            questions = dict(_printed(edition, section, asked))
            if questions or section.root in asked:
                home = own.get(paths.split(section.root)[0], chapter)
                _compose(edition, home, section, questions)
        if chapter.body:
            yield chapter
    yield from own.values()


def _printed(
    edition: Edition, section: Section, asked: Mapping[str, Question]
) -> Iterator[tuple[str, Question]]:
    """Yield the questions of a section that are printed: those asked now, and those that were answered before."""
    bases = [section.root]
    if section.repeats:
        bases = [f"{section.root}.{key}" for key in paths.get(edition.dossier, section.root) or ()]
    for base in bases:
        for path, question in _below(edition, base, section.questions, asked):
            if not section.folded or paths.get(edition.dossier, path) is not None:
                yield path, question


def _below(
    edition: Edition, base: str, questions: Iterable[Question], asked: Mapping[str, Question]
) -> Iterator[tuple[str, Question]]:
    for question in questions:
        path = f"{base}.{question.path}"
        value = paths.get(edition.dossier, path)
        if path in asked or value is not None:
            yield path, question
        if question.items:
            for key in value or ():
                yield from _below(edition, f"{path}.{key}", question.items, asked)


def _compose(edition: Edition, chapter: Chapter, section: Section, questions: dict[str, Question]) -> None:
    title = edition.say(section.title)
    if title != chapter.title:
        chapter.head(title, edition.anchor(f"section:{section.root}:{section.title}"))
    if section.intro:
        chapter.body.append(note(edition.say(section.intro)))
    if section.root == "assessment":
        for heading, cells in assessment_parts(edition, questions):
            if heading:
                chapter.head(edition.say(heading), edition.anchor(f"assessment:{heading}"))
            chapter.body += cells
        return
    if section.kind == "fields":
        chapter.body += answers(edition, questions)
        return
    items = paths.get(edition.dossier, section.root)
    if not items:
        spec = paths.spec_at(section.root)
        none = Run(edition.say(THERE_ARE_NONE)) if items is not None else answer_run(edition, spec, None)
        chapter.body.append(Block([none], BODY))
        return
    model = paths.spec_at(section.root).model
    assert model is not None
    if section.kind == "collection" and not any(
        spec.kind in {"part", "keyed"} for spec in fields_of(model).values()
    ):
        chapter.body.append(collection_table(edition, section.root, section.questions, questions))
        return
    chapter.body += _item_by_item(edition, section, questions)


def _item_by_item(edition: Edition, section: Section, questions: dict[str, Question]) -> Iterator[Cell]:
    """Yield what is answered in few words item beside item, then the rest item by item."""
    parts: dict[str, dict[str, Question]] = {}
    for key in paths.get(edition.dossier, section.root):
        base = f"{section.root}.{key}"
        own = {path: one for path, one in questions.items() if path.startswith(f"{base}.")}
        if own:
            parts[base] = own
    if any(is_clock(path, question) for own in parts.values() for path, question in own.items()):
        yield legend(edition)
    if len(parts) > 1:
        beside = comparable(edition, section, parts)
        bases = tuple(parts)
        for start in range(0, len(bases) if beside else 0, COLUMNS_AT_MOST):
            some = bases[start : start + COLUMNS_AT_MOST]
            yield compared(edition, beside, {base: parts[base] for base in some})
        parts = {
            base: {path: one for path, one in own.items() if one.path not in beside}
            for base, own in parts.items()
        }
    for base, own in parts.items():
        if not own:
            continue
        if len(parts) > 1:
            yield Block(edition.name(base), ITEM, anchor=edition.anchor(base))
        clocks = {path: one for path, one in own.items() if is_clock(path, one)}
        if clocks:
            yield clock_table(edition, base, clocks)
        yield from answers(edition, {path: one for path, one in own.items() if path not in clocks})
