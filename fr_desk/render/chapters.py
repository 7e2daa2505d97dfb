"""The chapters between the findings and the annexes: every step of the desk with its questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportlab.platypus import CondPageBreak, Flowable

from fr_desk.domain import paths
from fr_desk.domain.schema import fields_of
from fr_desk.forms.question import Question, Section
from fr_desk.forms.steps import STEPS
from fr_desk.i18n import N_
from fr_desk.render.answers import ROOM_FOR_ITEM, THERE_ARE_NONE, answers, collection_table, note, paragraph
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.styles import ITEM, SECTION
from fr_desk.rules.sentences import NOT_ANSWERED

ASSESSMENT = N_("Impact assessment")
FILINGS = N_("Filings with authorities")
RIGHTS = N_("People's rights")
OWN_CHAPTERS = {"assessment": ASSESSMENT, "filings": FILINGS, "rights": RIGHTS}
"""Sections that a reader looks for by name, whichever step asks for them."""

ROOM_FOR_HEADING = 165.0
"""A heading moves to the next page when less than this many points are left below it."""


@dataclass
class Chapter:
    """A numbered part of the document: its title, where it starts, what stands in it, its subheadings."""

    title: str
    anchor: str
    body: list[Flowable] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)

    def head(self, title: str, anchor: str) -> None:
        """Begin a section."""
        self.sections.append((title, anchor))
        self.body += [CondPageBreak(ROOM_FOR_HEADING), Block(title, SECTION, anchor=anchor)]


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
    yield from (chapter for chapter in own.values() if chapter.body)


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
    if section.kind == "fields":
        chapter.body += answers(edition, questions)
        return
    items = paths.get(edition.dossier, section.root)
    if not items:
        chapter.body.append(paragraph(edition.say(NOT_ANSWERED if items is None else THERE_ARE_NONE)))
        return
    model = paths.spec_at(section.root).model
    assert model is not None
    if section.kind == "collection" and not any(
        spec.kind in {"part", "keyed"} for spec in fields_of(model).values()
    ):
        chapter.body.append(collection_table(edition, section.root, section.questions, questions))
        return
    _item_by_item(edition, chapter, section, questions)


def _item_by_item(
    edition: Edition, chapter: Chapter, section: Section, questions: dict[str, Question]
) -> None:
    items = paths.get(edition.dossier, section.root)
    for key in items:
        base = f"{section.root}.{key}"
        own = {path: one for path, one in questions.items() if path.startswith(f"{base}.")}
        if not own:
            continue
        if len(items) > 1:
            chapter.body += [
                CondPageBreak(ROOM_FOR_ITEM),
                Block(edition.name(base), ITEM, anchor=edition.anchor(base)),
            ]
        chapter.body += answers(edition, own)
