"""The sign studio: every sign the venue needs laid out as it will print, designed, checked and printed.

The signs are at the left, the chosen one in the middle with what is wrong with it, its design at the right. Every
choice is a step of the document's own undo stack. This module is imported when the window is first opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain.choices import SignKind
from fr_desk.errors import FrDeskError
from fr_desk.gui import language, theme
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.files import Files
from fr_desk.gui.focus import focus_first, neighbour
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import say, t
from fr_desk.gui.page_places import Fit, Spot
from fr_desk.gui.pages_window import PagesWindow
from fr_desk.gui.papers import Papers
from fr_desk.gui.sign_choices import SignChoices
from fr_desk.gui.sign_design import LOGO, DesignPanel
from fr_desk.gui.sign_faults import FaultsPane
from fr_desk.gui.sign_list import SignList
from fr_desk.gui.sign_output import SignOutput
from fr_desk.gui.sign_press import SignPress, SignWish
from fr_desk.gui.sign_sheet import SignHead, SignSheet
from fr_desk.i18n import N_
from fr_desk.services.sign_designs import Proof, Sign
from fr_desk.services.signs import SheetForm

TITLE = N_("Signs")
NARROW = 1080
"""Width of the window below which list and design take less of it."""
RENEWING = N_("Something has changed; the sign follows in a moment.")


@dataclass(frozen=True, slots=True)
class StudioLook:
    """What the user looks at: kept when the window is made anew in another language or theme."""

    wish: SignWish
    zoom: float | Fit
    spot: Spot
    place: QRect


class SignStudio(PagesWindow):
    """The studio.

    Signals:
        place_wanted: path of an answer on the desk.
    """

    press: SignPress
    place_wanted = Signal(str)

    def __init__(
        self,
        owner: QWidget,
        document: Document,
        papers: Papers,
        files: Files,
        dialogs: Dialogs,
        guide: Guide,
    ) -> None:
        """Show the signs of ``document`` in a window of its own that belongs to ``owner``.

        Args:
            owner: the window of the desk.
            document: the open dossier.
            papers: writes and prints.
            files: knows what files are called.
            dialogs: asks the user.
            guide: the desk: explains articles, asks for the logo.
        """
        sheet = SignSheet()
        super().__init__(owner, TITLE, "signs", sheet.pages, papers, files)
        self._document, self._guide, self.sheet = document, guide, sheet
        self.list, self.head, self.faults = SignList(guide), SignHead(self, guide), FaultsPane(guide)
        self.head.follow(self.pages)
        self.design = DesignPanel(document, guide)
        self.press = SignPress(document, papers.tasks, self)
        self.choices = SignChoices(document, self.press, self)
        self.output = SignOutput(self, document, self.press, papers, files, dialogs)
        self._lay_out()
        self._connect()
        self._add_keys(
            {
                "Ctrl+E": partial(self.output.save, "sign"),
                "Ctrl+Shift+E": partial(self.output.save, "all"),
                QKeySequence.StandardKey.Save: partial(guide.trigger, "save"),
                QKeySequence.StandardKey.Undo: partial(self._step_back, "undo"),
                "Ctrl+Y": partial(self._step_back, "redo"),
                "Ctrl+Shift+Z": partial(self._step_back, "redo"),
            }
        )
        self.resize(owner.width(), max(460, owner.height() - 20))

    # making

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        middle, right = QVBoxLayout(), QVBoxLayout()
        for box in (middle, right):
            box.setSpacing(0)
        self._middle = QFrame()
        self._middle.setLayout(middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.sheet, 1)
        middle.addWidget(self.faults)
        right.addWidget(self.head)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._middle, 1)
        below.addWidget(self.design)
        right.addLayout(below, 1)
        body.addLayout(right, 1)
        outer.addLayout(body, 1)
        outer.addWidget(self.foot)

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_sign)
        self.list.wanted.connect(self._add_sign)
        self.design.chosen.connect(self.choices.choose)
        self.design.unclear.connect(self.choices.keep_draft)
        self.choices.complained.connect(self.design.complain)
        self.design.left.connect(self._document.end_typing)
        self.design.usual_wanted.connect(self._make_usual)
        self.design.removal_wanted.connect(self._remove_sign)
        self.design.sheet_chosen.connect(self._choose_sheet)
        self.faults.choice_wanted.connect(self.design.take_focus)
        self.faults.place_wanted.connect(self._go_to)
        self.sheet.place_wanted.connect(self.place_wanted)
        self.pages.turned.connect(self._on_turned)
        self.pages.failed.connect(self._fail)
        self.press.listed.connect(self._on_listed)
        self.press.began.connect(self._on_began)
        self.press.proofed.connect(self._on_proofed)
        self.press.checked.connect(self._on_checked)
        self.press.failed.connect(self._fail)
        self.head.save_wanted.connect(self.output.save)
        self.head.print_wanted.connect(self.print_out)

    # what is looked at

    @property
    def sign(self) -> Sign | None:
        """The sign that is looked at."""
        return self.press.sign

    @property
    def look(self) -> StudioLook:
        """What the user looks at."""
        return StudioLook(self.press.wish, self._zoom, self._spot, self.geometry())

    def begin(self, look: StudioLook | None = None) -> None:
        """Show the first sign, or the one that was looked at."""
        if look is not None:
            self._start = look.spot
            self.setGeometry(look.place)
            self.pages.show_zoom(look.zoom)
        self.sheet.say_making()
        self._enable()
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # until there is a sign to give the keyboard to
        self.press.begin(look.wish if look is not None else SignWish())

    def show_sign(self, sign_id: str) -> None:
        """Show another sign."""
        if sign_id != self.press.wish.sign:
            self._document.end_typing()
            self._ask(SignWish(sign_id, self.press.wish.sheet))

    def _choose_sheet(self, sheet: SheetForm) -> None:
        self._ask(SignWish(self.press.wish.sign, sheet))

    def _ask(self, wish: SignWish) -> None:
        self._start = Spot()
        self.press.ask(wish)
        self._show_chosen()

    def take_focus(self) -> None:
        """Give the keyboard to the sign that is shown, or to the way on where none is needed."""
        if self.list.rows:
            self.list.take_focus()
        elif self.press.signs is not None:
            self.sheet.take_focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_listed(self, signs: tuple[Sign, ...]) -> None:
        first = not self.list.rows
        self.list.show_signs(signs, self.press.faults, self.press.wish.sign)
        self._show_chosen()
        if first and self.focusWidget() in {None, self}:
            self.take_focus()

    def _show_chosen(self) -> None:
        """Show everything about the chosen sign that is known at once."""
        sign, dossier = self.sign, self._document.dossier
        self.head.show_sign(sign)
        for part in (self.design, self.faults):
            part.setVisible(sign is not None)
        self.sheet.show_country(known=dossier.venue.jurisdiction is not None or sign is None)
        if sign is None:
            if self.press.signs is not None:
                self.sheet.say_none()
            self._enable()
            return
        self.list.choose(sign.id)
        self.design.show_sign(sign, self.press.wish.sheet, self.choices.drafts)
        self._show_faults()
        self.sheet.name(say(sign.name))
        self._enable()

    def _show_faults(self) -> None:
        sign = self.sign
        if sign is not None and (sign.id in self.press.faults or self._start is not None):
            self.faults.show_faults(self.press.faults.get(sign.id))

    def _on_began(self) -> None:
        if self._start is not None:
            self.sheet.say_making()
        self.foot.state.setText(t(RENEWING))
        self._enable()

    def _on_proofed(self, proof: Proof) -> None:
        start, self._start = self._start, None
        self.sheet.show_proof(proof, start)
        self.design.show_proof(proof)
        self.foot.say_current()
        self._enable()

    def _on_checked(self, sign_id: str) -> None:
        self.list.rows[sign_id].show_faults(self.press.faults[sign_id])
        if sign_id == self.press.wish.sign:
            self._show_faults()

    def _fail(self, error: FrDeskError) -> None:
        self.sheet.say(error.message(language.current()), wrong=True)
        self.foot.state.setText("")
        self._enable()

    def _on_turned(self) -> None:
        self.sheet.describe()
        self.foot.show_size(self.sheet.sheet_size)

    # choices and their undoing

    def _make_usual(self) -> None:
        self.choices.make_usual()
        self.list.take_focus()

    def _remove_sign(self) -> None:
        self.choices.remove_sign()
        self.list.take_focus()

    def _add_sign(self, kind: SignKind) -> None:
        added = self.choices.add_sign(kind)
        if added is not None:
            self.show_sign(added.id)
            self.list.take_focus()

    def _step_back(self, action: str) -> None:
        """Undo or redo, and say what."""
        undo = action == "undo"
        change = self._document.last_change if undo else self._document.next_change
        if change is not None:
            self._guide.trigger(action)
            words = N_("Undone: {change}") if undo else N_("Done again: {change}")
            self.foot.note.setText(t(words, change=say(change)))

    def _go_to(self, path: str) -> None:
        if path == LOGO:
            self.design.take_focus()
        else:
            self.place_wanted.emit(path)

    # printing and saving

    def _enable(self) -> None:
        """Offer what can be done now."""
        self.head.save_button.setEnabled(self.output.can_save)
        self.head.print_button.setEnabled(self.output.can_print)
        for action in (self.head.one, self.head.all):
            action.setEnabled(self.sign is not None)

    def print_out(self) -> None:
        """Print the sign."""
        self.output.print_out(self.pages)
        self._enable()

    # room and keyboard

    def _next_part(self, way: int) -> None:
        faults = [self.faults] if self.faults.strips else []
        parts: list[QWidget] = [self.list, self.head, self.sheet, *faults, self.design]
        part = neighbour([one for one in parts if one.isVisible()], way)
        if part is self.list:
            self.list.take_focus()
        elif part is self.sheet:
            self.sheet.take_focus()
        else:
            focus_first(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room: the sign gets what list and design leave."""
        digit, narrow = self.fontMetrics().horizontalAdvance("0"), event.size().width() < NARROW
        self.head.be_brief(narrow)
        self.list.setFixedWidth(max(208, 22 * digit) if narrow else max(244, min(30 * digit, 300)))
        self.design.setFixedWidth(max(286, 30 * digit) if narrow else max(theme.PANEL, min(42 * digit, 440)))
        super().resizeEvent(event)
        self.faults.fit(self._middle.height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is being typed, too."""
        self._document.end_typing()
        super().closeEvent(event)
