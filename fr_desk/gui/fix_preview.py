"""What a fix would change, before anything is changed: every answer before and after, and what the checks say then.

Cards, strips and the sheet about a finding show the same preview. Nothing is changed but by a press of its button.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fr_desk import services
from fr_desk.domain import edits
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.paths import AnswerError, InUseError
from fr_desk.forms.differences import Difference, listed
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.differences_view import DifferenceLine
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_
from fr_desk.rules.findings import Assessment, Fix

DO_IT, LEAVE_IT = N_("Do it"), N_("Leave it")
CHANGES = N_("This would change:")
CHANGES_NOTHING = N_("The answers are like this already.")
THEN = N_("The checks then: {counts}.")
SAME_THEN = N_("The numbers of the checks stay the same.")
ONE_COUNT = N_("{outcome} {after} (now {before})")
SHOWS_FIRST = N_("Shows first what would change")
BEFORE, AFTER = N_("Before"), N_("After")
SHOWN = 8
"""Changes listed at first; the others unfold."""


def would_be(dossier: Dossier, fix: Fix) -> Dossier:
    """Return the dossier as ``fix`` would leave it.

    Raises:
        AnswerError: if an answer would not fit.
        InUseError: if something that is to go is still named elsewhere.
    """
    return edits.apply(dossier, *fix.edits)


def numbers_then(before: Assessment, after: Assessment) -> str:
    """Return in one sentence which numbers of the checks would change."""
    old, new = before.counts, after.counts
    told = [
        t(ONE_COUNT, outcome=t(words), before=old[outcome], after=new[outcome])
        for outcome, words in OUTCOME_WORDS.items()
        if old[outcome] != new[outcome]
    ]
    return t(THEN, counts=" · ".join(told)) if told else t(SAME_THEN)


class FixPreview(Strip):
    """One fix in full, with the buttons that do it or leave it.

    Signals:
        left: the preview is not wanted any more; nothing was changed.
        done: the fix was applied.
    """

    left = Signal()
    done = Signal()

    def __init__(self, fix: Fix, guide: Guide) -> None:
        """Show what ``fix`` would change in the guide's document."""
        super().__init__("sunken")
        self.fix, self._guide = fix, guide
        self.setAccessibleName(say(fix.label))
        self.differences: tuple[Difference, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 11)
        box.setSpacing(6)
        box.addWidget(Prose(say(fix.label), "strong"))
        self._heading = Prose("", "secondary")
        box.addWidget(self._heading)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        box.addLayout(self._lines)
        self._then = Prose("", "secondary")
        box.addWidget(self._then)
        presses = Flow(gap=7, line_gap=6)
        self.do_it = button(t(DO_IT), icon="check", kind="primary", press=self._do)
        self.leave_it = button(t(LEAVE_IT), press=self.left.emit)
        for press in (self.do_it, self.leave_it):
            press.setAccessibleDescription(say(fix.label))
            presses.add(press)
        box.addWidget(presses)
        self._shown: Dossier | None = None
        self._show()
        guide.document.assessed.connect(self._show)

    def _show(self) -> None:
        before = self._guide.document.dossier
        if before is self._shown:
            return
        self._shown = before
        try:
            after = would_be(before, self.fix)
        except (AnswerError, InUseError) as error:
            self._refuse(error.message(language.current()))
            return
        self.differences = listed(before, after, language.current())
        if not self.differences:
            self._refuse(t(CHANGES_NOTHING))
            return
        self._heading.setText(t(CHANGES))
        self._list(self.differences[:SHOWN], self.differences[SHOWN:])
        self._then.say(numbers_then(self._guide.document.assessment, services.assess(after)))
        self.do_it.setEnabled(True)
        self._describe()

    def _refuse(self, sentence: str) -> None:
        self.differences = ()
        empty(self._lines)
        self._heading.setText(sentence)
        self._then.say("")
        self.do_it.setEnabled(False)
        self.setAccessibleDescription(sentence)

    def _list(self, lines: tuple[Difference, ...], rest: tuple[Difference, ...] = ()) -> None:
        empty(self._lines)
        for line in lines:
            self._lines.addWidget(DifferenceLine(line, (t(BEFORE), t(AFTER))))
        if rest:
            words = t(N_("Show {count} more"), count=len(rest))
            more = button(words, icon="chevron-down", kind="link", press=lambda: self._list((*lines, *rest)))
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _describe(self) -> None:
        """Say the whole of it where a screen reader comes to the button."""
        lines = [f"{line.title}: {line.before} → {line.after}" for line in self.differences]
        self.setAccessibleDescription(" ".join([*lines, self._then.text()]))
        self.do_it.setAccessibleDescription(f"{say(self.fix.label)}. {' '.join(lines)}")

    def _do(self) -> None:
        """Apply the fix: the only place on the desk that does."""
        self._guide.document.assessed.disconnect(self._show)
        self._guide.fix(self.fix)
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it with Escape; press what has the keyboard with Enter."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)


class Previews(QWidget):
    """The place below the buttons of a finding where the preview of a fix opens; one at a time.

    Signals:
        done: a fix was applied.
    """

    done = Signal()

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self._guide = guide
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 0)
        self.shown: FixPreview | None = None
        self._press: QWidget | None = None
        self.setVisible(False)

    def ask(self, fix: Fix, press: QWidget | None = None, *, take_focus: bool = True) -> None:
        """Show what ``fix`` would change; asked for again it is left.

        Args:
            fix: the fix.
            press: the button it was asked for with, which gets the keyboard back.
            take_focus: give the keyboard to the button that does it.
        """
        if self.shown is not None and self.shown.fix == fix:
            self.leave()
            return
        self._clear()
        self._press = press
        self.shown = FixPreview(fix, self._guide)
        self.shown.left.connect(self.leave)
        self.shown.done.connect(self._on_done)
        self._box.addWidget(self.shown)
        self.setVisible(True)
        if take_focus:
            self.shown.do_it.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        """Scroll until the preview can be seen, its buttons at any rate."""
        above = self.parentWidget()
        while above is not None and self.shown is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self.shown, 0, 12)
                above.ensureWidgetVisible(self.shown.do_it, 0, 24)
            above = above.parentWidget()

    def leave(self) -> None:
        """Close the preview and change nothing."""
        had_focus = self.shown is not None and self.shown.isAncestorOf(self.window().focusWidget() or self)
        press = self._press
        self._clear()
        if had_focus and press is not None:
            press.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_done(self) -> None:
        self._clear()
        self.done.emit()

    def _clear(self) -> None:
        if self.shown is not None:
            self._box.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
        self.shown, self._press = None, None
        self.setVisible(False)


def name_button(press: QPushButton, words: str) -> None:
    """Give a button other words."""
    if press.accessibleName() != words:
        press.setText(words.replace("&", "&&"))
        press.setAccessibleName(words)


def fix_button(fix: Fix, ask: Callable[[QWidget], object], kind: str, words: str = "") -> QPushButton:
    """Return the button that asks for the preview of ``fix``.

    Args:
        fix: the fix.
        ask: is given the button.
        kind: of the button.
        words: on the button; the fix's own if omitted.
    """
    made = button(words or say(fix.label), icon="wand-sparkles", kind=kind, tip=t(SHOWS_FIRST))
    made.clicked.connect(lambda _on=False: ask(made))
    return made
