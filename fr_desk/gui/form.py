"""Questions on a page: one asked answer with its words, its control, its complaint and its findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.forms.examples import frame_for, has_example
from fr_desk.gui.advice import Advices
from fr_desk.gui.arrange import WORDS, Aside, Flow
from fr_desk.gui.binder import Binder
from fr_desk.gui.buttons import button
from fr_desk.gui.editors import Editor, Place, editor_for
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import t
from fr_desk.gui.notes import Notes
from fr_desk.gui.prose import Prose
from fr_desk.gui.strips import Strips
from fr_desk.gui.surfaces import Card
from fr_desk.gui.theme import SPACE
from fr_desk.gui.writing import FOR_EXAMPLE, GapHint, show_example
from fr_desk.i18n import N_
from fr_desk.rules.coach import Advice
from fr_desk.rules.findings import Finding

Manner = Literal["card", "row", "cell"]
"""A question on a card of its own, a fact in a list, a small part of a group."""

WIDE_KINDS = frozenset({"long_text", "choices", "refs"})
"""Controls that want the whole width."""


_FACT_KINDS = frozenset({"text", "integer", "number", "date"})


def is_fact(path: str) -> bool:
    """Tell whether the answer is a plain fact for a list, not a decision that wants a card of its own."""
    spec = paths.spec_at(path)
    return spec.kind in _FACT_KINDS or (not spec.question and spec.kind != "keyed")


class Asked(QWidget):
    """One question and its answer. The control is made when the question is first shown."""

    def __init__(self, path: str, guide: Guide, manner: Manner = "card") -> None:
        """Prepare the question at ``path``."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.path, self._guide, self._manner = path, guide, manner
        self.spec = paths.spec_at(path)
        self.editor: Editor | None = None
        self._binder: Binder | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6 if manner == "row" else 10)
        self._complaint: Prose | None = None
        self.strips: Strips | None = None
        self.advices: Advices | None = None
        self.notes: Notes | None = None
        self.setVisible(False)

    def show_asked(self, on: bool) -> None:
        """Show or hide the question."""
        if on and self.editor is None:
            self._make()
        if on is self.isHidden():
            self.setVisible(on)

    def _make(self) -> None:
        compact = self._manner == "cell"
        guide = self._guide
        editor = editor_for(Place(guide.document, self.path, self.spec, compact, attach=guide.attach))
        editor.show_frame(t(frame_for(self.path)))
        wide = self.spec.kind in WIDE_KINDS
        self.notes = Notes(self.path, guide.document, offers_unknown=not editor.says_unknown)
        if compact:
            self._box.setSpacing(3)
            example = self._example(small=True) if has_example(self.path) else None
            title = Prose(t(self.spec.title), "secondary")
            self._box.addLayout(head_of(title, example, *self.notes.marks))
            self._box.addWidget(editor)
            if self.spec.kind == "text":
                self.setMinimumWidth(240)
        else:
            row = self._manner == "row"
            aside = Aside(column=WORDS if row else 0, below=wide and not row)
            aside.add(self._words())
            aside.add(editor)
            self._box.addWidget(aside)
        self.gaps = GapHint(self.path, guide.document) if self.spec.kind in {"text", "long_text"} else None
        below = QHBoxLayout()
        if self._manner == "row":
            below.addSpacing(WORDS + 16)
        column = QVBoxLayout()
        column.addWidget(self.notes)
        if self.gaps is not None:
            column.addWidget(self.gaps)
        below.addLayout(column, 1)
        self._box.addLayout(below)
        self.editor, self._binder = editor, Binder(editor)
        self._binder.complained.connect(self._on_complained)
        self.refresh_answer()

    def refresh_answer(self) -> None:
        """Show the answer, and what is noted on it, whether the question is shown or not."""
        assert self._binder is not None
        assert self.notes is not None
        self._binder.refresh()
        self.notes.refresh()
        if self.gaps is not None:
            self.gaps.refresh()

    def _words(self) -> QWidget:
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        card = self._manner == "card"
        title = Prose(t(self.spec.asks), "question" if card else "body")
        why = self._why(small=not card) if self._guide.has_reasons(self.path) else None
        assert self.notes is not None
        box.addLayout(head_of(title, None if card else why, *self.notes.marks))
        help_text = Prose(t(self.spec.help), "secondary") if self.spec.help else None
        example = self._example(small=False) if has_example(self.path) else None
        below = (help_text, why if card else None, example)
        if any(one is not None for one in below):
            box.addWidget(_line(*below))
        return words

    def _example(self, *, small: bool) -> QWidget:
        example = button(t(FOR_EXAMPLE), icon="lightbulb", kind="mark" if small else "link")
        example.setAccessibleDescription(t(self.spec.asks))
        example.clicked.connect(lambda: show_example(self.path, self._guide.document, example))
        return example

    def _why(self, *, small: bool) -> QWidget:
        why = button(t(N_("Why we ask")), icon="book-open", kind="mark" if small else "link")
        why.setAccessibleDescription(t(self.spec.asks))
        why.clicked.connect(lambda: self._guide.explain(self.path, why))
        return why

    def _on_complained(self, sentence: str) -> None:
        if self._complaint is None:
            if not sentence:
                return
            self._complaint = Prose(role="complaint")
            line = QHBoxLayout()
            if self._manner == "row" and self.spec.kind not in WIDE_KINDS:
                line.addSpacing(WORDS + 16)
            line.addWidget(self._complaint)
            self._box.insertLayout(2 if self._manner == "cell" else 1, line)
        self._complaint.say(sentence)

    @property
    def complaint(self) -> str:
        """The sentence about what was typed, empty if all is well."""
        return self._complaint.text() if self._complaint is not None else ""

    def refresh(self) -> None:
        """Show the answer as it is now."""
        if self._binder is not None and not self.isHidden():
            self.refresh_answer()

    def show_findings(self, findings: list[Finding]) -> None:
        """Show what the rules say here."""
        if self.strips is None:
            if not findings:
                return
            self.strips = Strips(self._guide)
            self._box.insertWidget(self._box.count() - (self.advices is not None), self.strips)
        had_focus = self.strips.isAncestorOf(self.window().focusWidget() or self)
        self.strips.show_findings(findings)
        if had_focus and not findings:
            self.take_focus()

    def show_advice(self, advice: list[Advice]) -> None:
        """Show what the coach says about the answer."""
        if self.advices is None:
            if not advice:
                return
            self.advices = Advices(self._guide)
            self._box.addWidget(self.advices)
        had_focus = self.advices.isAncestorOf(self.window().focusWidget() or self)
        self.advices.show_advice(advice)
        if had_focus and not advice:
            self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the control."""
        if self.editor is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def head_of(title: Prose, *marks: QWidget | None) -> QHBoxLayout:
    """Return the words of a question with its marks right behind them."""
    head = QHBoxLayout()
    head.setContentsMargins(0, 0, 0, 0)
    head.setSpacing(SPACE.tight)
    head.addWidget(title)
    for mark in marks:
        if mark is not None:
            head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    head.addStretch()
    return head


def _line(*widgets: QWidget | None) -> Flow:
    """Return widgets in a line that wraps."""
    line = Flow(gap=10, line_gap=2)
    for widget in widgets:
        if widget is not None:
            line.add(widget)
    return line


class Block(Card):
    """A card of a page: what it asks for, and what it shows of findings."""

    def all_asked(self) -> Iterable[Asked]:
        """Yield the questions on the card."""
        raise NotImplementedError

    def show_asked(self, asked: set[str]) -> None:
        """Show the questions among ``asked``; a card without any hides."""
        shown = False
        for one in self.all_asked():
            on = one.path in asked
            one.show_asked(on)
            shown = shown or on
        self.setVisible(shown)

    def refresh(self) -> None:
        """Show the answers as they are now."""
        for one in self.all_asked():
            one.refresh()

    def show_findings(self, by_path: dict[str, list[Finding]]) -> None:
        """Take out of ``by_path`` what belongs on this card, and show it."""
        for one in self.all_asked():
            if not one.isHidden():
                one.show_findings(by_path.pop(one.path, []))

    def show_advice(self, by_path: dict[str, list[Advice]]) -> None:
        """Take out of ``by_path`` what belongs on this card, and show it."""
        for one in self.all_asked():
            if not one.isHidden():
                one.show_advice(by_path.pop(one.path, []))

    def show_notes(self, by_path: dict[str, str]) -> None:
        """Show beside the parts at the keys of ``by_path`` what is said about them."""

    def place_of(self, path: str) -> QWidget | None:
        """Return the widget that shows ``path``, opened and ready, or ``None``."""
        for one in self.all_asked():
            if not one.isHidden() and (path == one.path or one.path.startswith(f"{path}.")):
                return one
        return None


class QuestionCard(Block):
    """One question on a card of its own."""

    def __init__(self, path: str, guide: Guide) -> None:
        """Make the card for the question at ``path``."""
        super().__init__()
        self._asked = Asked(path, guide)
        self.box.addWidget(self._asked)

    def all_asked(self) -> Iterable[Asked]:
        """Yield the one question."""
        yield self._asked


class FactsCard(Block):
    """Several facts in a list, titles at the left."""

    def __init__(self, facts: Sequence[str], guide: Guide) -> None:
        """Make the card for the answers at ``facts``."""
        super().__init__()
        self.box.setSpacing(12)
        self._rows = [Asked(path, guide, "row") for path in facts]
        for row in self._rows:
            self.box.addWidget(row)

    def all_asked(self) -> Iterable[Asked]:
        """Yield the facts."""
        yield from self._rows


class Group(QWidget):
    """The answers of one part in a row, such as how long one kind of data is kept."""

    def __init__(self, path: str, questions: Sequence[str], guide: Guide) -> None:
        """Make the row for the part at ``path``."""
        super().__init__()
        self.path = path
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        aside = Aside(column=WORDS - 24)
        aside.add(Prose(t(paths.spec_at(path).title), "strong"))
        cells = Flow(gap=16, line_gap=8)
        self.cells = [Asked(question, guide, "cell") for question in questions]
        for cell in self.cells:
            cells.add(cell)
        aside.add(cells)
        box.addWidget(aside)
        self.note = Prose(role="secondary")
        self.note.setVisible(False)
        box.addWidget(self.note)
        self._strips = Strips(guide)
        box.addWidget(self._strips)

    def show_findings(self, by_path: dict[str, list[Finding]]) -> None:
        """Take out of ``by_path`` what is about the part or its answers, and show it below the row."""
        mine = [path for path in by_path if path == self.path or path.startswith(f"{self.path}.")]
        self._strips.show_findings([finding for path in mine for finding in by_path.pop(path)])


class GroupsCard(Block):
    """Several parts of the same make, one row each."""

    def __init__(self, groups: dict[str, list[str]], guide: Guide) -> None:
        """Make the card for the parts at the keys of ``groups`` with the questions at their values."""
        super().__init__()
        self.box.setSpacing(18)
        self._groups = [Group(path, questions, guide) for path, questions in groups.items()]
        for group in self._groups:
            self.box.addWidget(group)

    def all_asked(self) -> Iterable[Asked]:
        """Yield the answers of all parts."""
        for group in self._groups:
            yield from group.cells

    def show_asked(self, asked: set[str]) -> None:
        """Show the parts of which something is asked."""
        super().show_asked(asked)
        for group in self._groups:
            group.setVisible(any(not cell.isHidden() for cell in group.cells))

    def show_notes(self, by_path: dict[str, str]) -> None:
        """Show the notes below their parts."""
        for group in self._groups:
            group.note.say(by_path.get(group.path, ""))

    def show_findings(self, by_path: dict[str, list[Finding]]) -> None:
        """Show findings below their parts."""
        for group in self._groups:
            if not group.isHidden():
                group.show_findings(by_path)
