"""Two hands on a keyboard that fill in a dossier: they Tab through the pages and type what a model dossier says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking
from fr_desk.gui.buttons import Chip, Segment
from fr_desk.gui.collection import CollectionEditor
from fr_desk.gui.editors import Editor
from fr_desk.gui.editors.choices import ChoiceEditor, ChoicesEditor, SegmentedEditor
from fr_desk.gui.editors.numbers import DateEditor, LineEditor
from fr_desk.gui.editors.texts import LongTextEditor, RegionEditor, TextEditor
from fr_desk.gui.fix_preview import DO_IT
from fr_desk.gui.item_rows import ItemRow
from fr_desk.gui.language import say, t
from fr_desk.gui.page import StepPage
from fr_desk.gui.window import Window
from fr_desk.i18n import N_
from fr_desk.rules.findings import Outcome
from tests.gui.conftest import settle

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MOST_STOPS = 400
"""Stops of the Tab key on one page after which something goes round in circles."""


class Hands:
    """Two hands on a keyboard."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.pause()

    def pause(self) -> None:
        """Let the window do what a key asked for."""
        settle()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        settle()

    def tab_to(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Press Tab until the control called ``name`` has the keyboard."""
        passed = []
        for _ in range(250):
            if self.focus.accessibleName() == name and isinstance(self.focus, kind):
                return self.focus
            self.press(Qt.Key.Key_Tab)
            passed.append(self.focus.accessibleName())
        raise AssertionError(f"Tab never came to {name!r}: {passed}")


def _as_full(answered: Any, wanted: Any) -> bool:
    """Tell whether an answer is given that is wanted; a collection has as many items as are wanted."""
    if isinstance(wanted, Mapping):
        return answered is not None and len(answered) >= len(wanted)
    return wanted is None or answered is not None


def _has(answered: Any, wanted: Any) -> bool:
    """Tell whether everything that is wanted of an item is answered; more may be."""
    return all(value is None or getattr(answered, name) == value for name, value in dict(wanted).items())


class TypingHands(Hands):
    """Fills in the open dossier until it says what ``model`` says, with keys and input methods only."""

    def __init__(self, window: Window, model: Dossier, *, quick: bool = False) -> None:
        """Fill in ``model``; ``quick`` hands go on from control to control before the screen has followed."""
        super().__init__(window)
        self.model, self.quick = model, quick
        self.stops = 0
        self._opened: set[str] = set()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        here = self.focus
        if self.quick and key is Qt.Key.Key_Tab:
            QTest.keyClick(here, key, modifier)
        else:
            super().press(key, modifier)
        assert self.focus.window() is self.window, (
            key,
            here,
            here.accessibleName(),
            here.accessibleDescription(),
        )

    def pause(self) -> None:
        QApplication.processEvents()

    def compose(self, text: str) -> None:
        """Write as an input method does: letters are composed below the cursor first, then given over."""
        event = QInputMethodEvent(text[:1], [])
        QCoreApplication.sendEvent(self.focus, event)
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.focus, event)
        QApplication.processEvents()

    def choose_country(self, name: str) -> None:
        """Choose the country on the first screen: Tab to the two, and the arrow keys between them."""
        while not isinstance(self.focus, Segment):
            self.press(Qt.Key.Key_Tab)
        if self.focus.accessibleName() != name:
            self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_Space)
        assert self.focus.accessibleName() == name

    def fill_in(self) -> None:
        """Go through all steps until a whole round changes nothing."""
        for _ in range(6):
            self._opened.clear()
            for number, step in enumerate(STEPS):
                if not self.left(step.id):
                    continue
                self.go(number)
                self.walk()
                for activity in self.activities:
                    if any(path.startswith(f"activities.{activity}.") for path in self.left(step.id)):
                        self.go(number)
                        self.walk(activity)
            settle()
            if not any(self.left(step.id) for step in STEPS):
                return
        raise AssertionError([self.left(step.id) for step in STEPS])

    def left(self, step: str) -> list[str]:
        """The questions of a step that the model answers and the dossier does not, or not as fully."""
        document = self.window.document
        assert document is not None
        asked = Asking(document.dossier, document.assessment.as_of).questions(step)
        return [path for path in asked if not _as_full(document.get(path), paths.get(self.model, path))]

    def go(self, step: int) -> None:
        """Go to a step with its key."""
        self.press(Qt.Key(Qt.Key.Key_1 + step), ALT)

    @property
    def activities(self) -> list[str]:
        """The activities that the page which is shown does not ask about at the moment."""
        desk = self.window.desk
        assert desk is not None
        return [key for key in desk.page._asked_activities if key != desk.page.activity]

    def walk(self, activity: str = "") -> None:
        """Tab once through the page that is shown, after choosing ``activity`` if the page asks about several."""
        desk = self.window.desk
        assert desk is not None
        page, seen = desk.page, set[QWidget]()
        while page.isAncestorOf(self.focus):
            here = self.focus
            if here in seen or len(seen) > MOST_STOPS:
                return
            self.stops += 1
            if activity and page._chips.get(activity) is here and page.activity != activity:
                self.press(Qt.Key.Key_Space)
            elif not self.stop(here, page):
                seen.add(here)
            self.press(Qt.Key.Key_Tab)

    def stop(self, here: QWidget, page: StepPage) -> bool:
        """Do what is to be done where the keyboard is; say whether there is more to do there."""
        above: QWidget | None = here
        while above is not None and above is not page:
            if isinstance(above, Editor):
                self.answer(above, here)
                return False
            if isinstance(above, CollectionEditor):
                return self.collect(above, here)
            above = above.parentWidget()
        return False

    def collect(self, collection: CollectionEditor, here: QWidget) -> bool:
        """Add what the model has more of, or say that there is none; say whether something was added."""
        document = self.window.document
        assert document is not None
        wanted, there = paths.get(self.model, collection.path), document.get(collection.path)
        if here is collection._add and len(wanted or ()) > len(there or ()):
            self.press(Qt.Key.Key_Space)
            settle()
            self.stop_again(collection)
            return True
        if isinstance(here, ItemRow) and not here.isChecked() and here.path not in self._opened:
            self._opened.add(here.path)
            if not _has(document.get(here.path), paths.get(self.model, here.path)):
                self.press(Qt.Key.Key_Space)
        if here is collection._none and wanted == {} and there is None:
            self.press(Qt.Key.Key_Space)
        return False

    def stop_again(self, collection: CollectionEditor) -> None:
        """The keyboard is in the first field of the new item already."""
        assert collection.isAncestorOf(self.focus)
        page = self.window.desk.page if self.window.desk else None
        assert page is not None
        self.stop(self.focus, page)

    def answer(self, editor: Editor, here: QWidget) -> None:
        """Answer one question, if the model does and the answer is not there yet."""
        document, path = editor.place.document, editor.place.path
        wanted = paths.get(self.model, path)
        if wanted is None or document.get(path) == wanted:
            return
        if isinstance(editor, ChoicesEditor):
            self.mark(editor, here, wanted)
        elif isinstance(editor, SegmentedEditor):
            self.arrow(editor, wanted)
        elif isinstance(editor, ChoiceEditor):
            steps = editor._values.index(wanted) - editor.combo.currentIndex()
            for _ in range(abs(steps)):
                self.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        elif isinstance(editor, LineEditor):
            self.press(Qt.Key.Key_A, CONTROL)
            self.write(wanted.isoformat() if isinstance(wanted, dt.date) else str(wanted))
            assert not isinstance(editor, DateEditor) or here is not editor.pick
        elif isinstance(editor, RegionEditor):
            names = {code: name for name, code in editor._codes.items()}
            self.press(Qt.Key.Key_A, CONTROL)
            self.compose(names.get(wanted, wanted))
            self.press(Qt.Key.Key_Escape)
        elif isinstance(editor, TextEditor | LongTextEditor):
            self.press(Qt.Key.Key_A, CONTROL)
            self.compose(wanted)
        assert isinstance(editor, ChoicesEditor) or document.get(path) == wanted, (
            path,
            wanted,
            document.get(path),
        )

    def arrow(self, editor: SegmentedEditor, wanted: Any) -> None:
        steps = editor.current - editor._values.index(wanted)
        for _ in range(abs(steps)):
            self.press(Qt.Key.Key_Left if steps > 0 else Qt.Key.Key_Right)

    def mark(self, editor: ChoicesEditor, here: QWidget, wanted: tuple[Any, ...]) -> None:
        wished = [chip for value, chip in editor._chips.items() if value in wanted]
        if not wanted:
            wished = [editor.chip(None)]
        if isinstance(here, Chip) and here in wished and not here.isChecked():
            self.press(Qt.Key.Key_Space)

    def mend(self) -> None:
        """Apply the first fix that is offered in the checks until nothing is to change."""
        document = self.window.document
        assert document is not None
        for _ in range(20):
            settle()
            wrong = document.assessment.of(Outcome.BREACHED)
            if not wrong:
                return
            self.to_part(self.checks())
            self.tab_to(say(wrong[0].fixes[0].label))
            before = document.dossier
            self.press(Qt.Key.Key_Space)
            assert document.dossier is before, "nothing is changed before it was shown"
            settle()
            self.tab_to(t(DO_IT))
            self.press(Qt.Key.Key_Space)
            assert document.dossier is not before
        raise AssertionError([finding.rule for finding in document.assessment.of(Outcome.BREACHED)])

    def checks(self) -> QWidget:
        desk = self.window.desk
        assert desk is not None
        return desk.panel

    def to_part(self, part: QWidget) -> None:
        """Go round the parts of the window until the keyboard is in ``part``."""
        for _ in range(8):
            if part.isAncestorOf(self.focus):
                return
            self.press(Qt.Key.Key_F6)
        raise AssertionError("F6 never came there")

    def decide(self) -> None:
        """Decide what the law leaves open, as the model does."""
        document = self.window.document
        assert document is not None
        while document.assessment.of(Outcome.REVIEW):
            self.press(Qt.Key.Key_8, ALT)
            settle()
            self.tab_to(t(N_("Decide")))
            self.press(Qt.Key.Key_Space)
            settle()
            before = document.dossier
            self.walk()
            settle()
            assert document.dossier is not before
