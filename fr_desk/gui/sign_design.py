"""The design of one sign: everything that can be chosen about it, one field below the other, and this printing's paper.

What is chosen is told, not kept: the studio writes it into the dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.gui.arrange import Flow
from fr_desk.gui.binder import Binder
from fr_desk.gui.buttons import button
from fr_desk.gui.document import Document
from fr_desk.gui.editors import Editor, Place, editor_for
from fr_desk.gui.editors.numbers import NumberEditor
from fr_desk.gui.editors.texts import LongTextEditor, TextEditor
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.sign_controls import ItemsEditor, LanguagesEditor, SheetChoice, SizeEditor, WayUpEditor
from fr_desk.gui.surfaces import Hairline
from fr_desk.i18n import N_
from fr_desk.services.printing import SHEET_NAMES
from fr_desk.services.sign_designs import CHOICES, DESIGNS, Choosable, Proof, Sign
from fr_desk.services.signs import SheetForm

LOGO = "operator.logo"
TITLES: dict[Choosable, str] = {
    "landscape": N_("Way up"),
    "left_out": N_("What stands on the sign"),
}
"""Words over a choice, where those of its declaration would mislead."""
HINTS: dict[Choosable, str] = {
    "languages": N_("Up to three. The venue's own stands first."),
    "extra": N_("Printed above the small print."),
}
READ_FROM = N_("The headline can be read from {distance} m.")
HIGH_ENOUGH = N_("Needs letters {needed} mm high; the headline has {actual} mm.")
NOT_KEPT = N_("Only for this printing; not kept in the dossier.")


class Field(QWidget):
    """One choice: its title, its control, what is wrong with what was typed, and a hint."""

    def __init__(self, title: str, editor: QWidget, hint: str = "") -> None:
        """Lay the field out."""
        super().__init__()
        self.editor = editor
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        box.addWidget(Prose(title, "strong"))
        box.addWidget(editor)
        self.complaint, self.hint = Prose(role="complaint"), Prose(role="secondary")
        for words, text in ((self.complaint, ""), (self.hint, hint)):
            box.addWidget(words)
            words.say(text)


class DesignPanel(QScrollArea):
    """Everything that can be chosen about the sign that is shown.

    Signals:
        chosen: name of a choice, its new value, whether it came by typing.
        unclear: name of a choice, what was typed and cannot be kept, empty once it can.
        left: the keyboard went on.
        usual_wanted: nothing about the sign is to be chosen any more.
        removal_wanted: the sign, which only the venue wants, is wanted no longer.
        sheet_chosen: how this printing comes onto paper.
    """

    chosen = Signal(str, object, bool)
    unclear = Signal(str, str)
    left = Signal()
    usual_wanted = Signal()
    removal_wanted = Signal()
    sheet_chosen = Signal(str)

    def __init__(self, document: Document, guide: Guide) -> None:
        """Make the controls."""
        super().__init__()
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(t(N_("Design")))
        self._document, self._guide = document, guide
        self._sign_id = ""
        self._shown: dict[Choosable, Any] = {}
        self.fields: dict[Choosable, Field] = {}
        body = QWidget()
        body.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(18, 14, 18, 18)
        self._box.setSpacing(16)
        self._make_head()
        for choice in CHOICES:
            self.fields[choice] = self._field(choice)
            self._box.addWidget(self.fields[choice])
        self._make_logo()
        self._make_printing()
        self._box.addStretch()
        self.setWidget(body)

    # making

    def _make_head(self) -> None:
        self._box.addWidget(Prose(t(N_("Design")), "panel"))
        self.usual = button(
            t(N_("Back to the usual design")), icon="undo-2", kind="link", press=self.usual_wanted.emit
        )
        self.remove = button(
            t(N_("Do without this sign")), icon="trash-2", kind="link", press=self.removal_wanted.emit
        )
        self._ways = Flow(gap=16, line_gap=2)
        for one in (self.usual, self.remove):
            self._ways.add(one)
            one.setVisible(False)
        self._box.addWidget(self._ways)

    def _field(self, choice: Choosable) -> Field:
        path = paths.join(DESIGNS, "*", choice)
        spec = paths.spec_at(path)
        place = Place(self._document, path, spec, compact=True)
        makers: dict[Choosable, Callable[[Place], Editor]] = {
            "languages": LanguagesEditor,
            "size": SizeEditor,
            "landscape": WayUpEditor,
            "reading_distance": NumberEditor,
            "headline": TextEditor,
            "extra": LongTextEditor,
            "left_out": lambda place: ItemsEditor(place, self._guide),
        }
        editor = makers[choice](place)
        field = Field(t(TITLES.get(choice, spec.title)), editor, t(HINTS[choice]) if choice in HINTS else "")
        editor.edited.connect(lambda value, typing: self._on_edited(choice, value, typing))
        editor.unclear.connect(lambda draft, sentence: self._on_unclear(choice, draft, sentence))
        editor.left.connect(self.left)
        return field

    def _make_logo(self) -> None:
        spec = paths.spec_at(LOGO)
        self.logo = editor_for(Place(self._document, LOGO, spec, attach=self._guide.attach))
        self._logo_binder = Binder(self.logo)
        self._files: tuple[object, ...] = ()
        self._box.addWidget(Field(t(spec.title), self.logo))

    def _make_printing(self) -> None:
        self._box.addWidget(Hairline())
        self.sheets = SheetChoice(SHEET_NAMES)
        self.sheets.activated.connect(lambda _row: self.sheet_chosen.emit(self.sheets.currentData()))
        self._box.addWidget(Field(t(N_("This printing")), self.sheets, t(NOT_KEPT)))

    # what is shown

    def show_sign(self, sign: Sign, sheet: SheetForm, drafts: dict[Choosable, str]) -> None:
        """Show what is chosen about a sign.

        Args:
            sign: which.
            sheet: how this printing comes onto paper.
            drafts: what was typed before and cannot be kept.
        """
        anew = sign.id != self._sign_id
        self._sign_id = sign.id
        headline = self.fields["headline"].editor
        assert isinstance(headline, TextEditor)
        headline.line.setPlaceholderText(sign.usual.get(sign.langs[0]))
        values: dict[Choosable, Any] = {choice: getattr(sign.design, choice) for choice in CHOICES}
        values["languages"] = (sign.langs, sign.usual_langs)
        values["left_out"] = sign.told
        for choice, value in values.items():
            if anew or choice not in self._shown or self._shown[choice] != value:
                self._show(choice, value, drafts.get(choice, "") if anew else "", anew=anew)
        self._shown = values
        self.fields["extra"].setVisible(sign.takes_sentence)
        self.usual.setVisible(sign.is_designed)
        self.remove.setVisible(sign.is_own)
        self._ways.setVisible(sign.is_designed or sign.is_own)
        self.sheets.show_sheets(sign.sheets, sheet)
        dossier = self._document.dossier
        files = (dossier.operator.logo, dossier.attachments)
        if not self._files or files[0] != self._files[0] or files[1] is not self._files[1]:
            self._files = files
            self._logo_binder.refresh()

    def _show(self, choice: Choosable, value: Any, draft: str, *, anew: bool) -> None:
        """Show one choice; what was typed and cannot be kept gives way to it."""
        field = self.fields[choice]
        editor = field.editor
        assert isinstance(editor, Editor)
        editor.blockSignals(True)
        editor.show_value(value)
        editor.blockSignals(False)
        self.complain(choice, "")
        if draft:
            editor.restore(draft)
        elif not anew:
            self.unclear.emit(choice, "")

    def show_proof(self, proof: Proof) -> None:
        """Say how large the letters of the headline came out."""
        hint = self.fields["reading_distance"].hint
        if proof.needed is None:
            words, short = t(READ_FROM, distance=f"{proof.read_from:.1f}"), False
        else:
            sizes = {"needed": f"{proof.needed:.1f}", "actual": f"{proof.height:.1f}"}
            words, short = t(HIGH_ENOUGH, **sizes), proof.is_too_small
        hint.setProperty("tone", "breached" if short else "")
        hint.style().polish(hint)
        hint.say(words)

    def complain(self, choice: Choosable, sentence: str) -> None:
        """Say below a choice what is wrong with it."""
        field = self.fields[choice]
        field.complaint.say(sentence)
        if isinstance(field.editor, Editor):
            field.editor.mark(bool(sentence))

    def take_focus(self, choice: str = "") -> None:
        """Give the keyboard to a choice, or to the logo."""
        field = next((one for name, one in self.fields.items() if name == choice), None)
        editor: QWidget = self.logo if field is None else field.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(editor)

    # what is typed

    def _on_edited(self, choice: Choosable, value: Any, typing: bool) -> None:
        self.complain(choice, "")
        self.chosen.emit(choice, value, typing)

    def _on_unclear(self, choice: Choosable, draft: str, sentence: str) -> None:
        self.complain(choice, sentence)
        self.unclear.emit(choice, draft if sentence else "")
