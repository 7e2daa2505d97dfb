"""The sections of a page: their title, and the cards for their questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.activity import Option
from fr_desk.forms.question import Question, Section
from fr_desk.gui.buttons import button
from fr_desk.gui.collection import CollectionCard
from fr_desk.gui.form import Block, FactsCard, GroupsCard, QuestionCard, is_fact
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.ways import WaysCard


def blocks_of(root: str, questions: Iterable[Question], guide: Guide) -> Iterator[Block]:
    """Yield the cards for the questions below ``root``: facts and parts together, sentences each by itself."""

    def kind(question: Question) -> str:
        path = paths.join(root, question.path)
        if question.items:
            return "collection"
        if question.group and is_fact(path):
            return "groups"
        return "facts" if is_fact(path) else "question"

    for what, run in groupby(questions, key=kind):
        if what == "facts":
            yield FactsCard([paths.join(root, question.path) for question in run], guide)
        elif what == "groups":
            groups: dict[str, list[str]] = {}
            for question in run:
                groups.setdefault(paths.join(root, question.group), []).append(
                    paths.join(root, question.path)
                )
            yield GroupsCard(groups, guide)
        else:
            for question in run:
                path = paths.join(root, question.path)
                if not question.items:
                    yield QuestionCard(path, guide)
                elif paths.spec_at(path).model is Option:
                    yield WaysCard(path, question.items, guide)
                else:
                    yield CollectionCard(path, question.items, guide)


class SectionView(QWidget):
    """The cards of one section under its title; a folded section shows its cards when it is opened."""

    def __init__(self, section: Section, guide: Guide, activity: str) -> None:
        """Make the section; ``activity`` is the id of the chosen activity."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.section, self._guide, self._activity = section, guide, activity
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._folded = section.folded
        self._heading = self._make_heading()
        self._box.addWidget(self._heading)
        self._heading.setVisible(section.kind != "collection")
        self.blocks: list[Block] = []
        for block in self._make_blocks():
            self.blocks.append(block)
            self._box.addWidget(block)

    def _make_heading(self) -> QWidget:
        heading = QWidget()
        box = QVBoxLayout(heading)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(2)
        title = t(self.section.title)
        if self._folded:
            fold = button(title, icon="chevron-right", kind="quiet", press=self.unfold)
            box.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(Prose(title, "section"))
        if self.section.intro:
            box.addWidget(Prose(t(self.section.intro), "secondary"))
        return heading

    def _make_blocks(self) -> Iterator[Block]:
        section = self.section
        if section.kind == "collection":
            yield CollectionCard(section.root, section.questions, self._guide, section.intro)
        elif section.kind == "fields":
            yield from blocks_of(section.root, section.questions, self._guide)
        elif section.kind == "per_activity" and self._activity:
            yield from blocks_of(paths.join(section.root, self._activity), section.questions, self._guide)

    @property
    def paths(self) -> list[str]:
        """The paths of the section's questions, about the chosen activity."""
        return [paths.join(self.section.root, self._activity, one.path) for one in self.section.questions]

    def unfold(self) -> None:
        """Show the cards of a folded section."""
        if self._folded:
            self._folded = False
            old, self._heading = self._heading, self._make_heading()
            self._box.replaceWidget(old, self._heading)
            old.hide()
            old.deleteLater()
            self._guide.reshow()

    def show_asked(self, asked: set[str]) -> bool:
        """Show the cards of which something is asked; return whether there are any."""
        mine: set[str] = set() if self._folded else asked
        for block in self.blocks:
            block.show_asked(mine)
        anything = any(not block.isHidden() for block in self.blocks)
        if self._folded:
            anything = not asked.isdisjoint(self.paths)
        self.setVisible(anything)
        return anything
