"""The page with the table: its tools above, what is to be said below them, the table, and the keys at the foot."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.devices.model import DeviceModel
from fr_desk.gui.devices.notice import Notice
from fr_desk.gui.devices.table import DeviceTable
from fr_desk.gui.document import Document
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.spoken import announce
from fr_desk.i18n import N_, NP_
from fr_desk.services.devices.words import FIELDS, SHOWN, spec_of

KEYS = N_(
    "Type to edit, Enter goes down. Ctrl+C and Ctrl+V exchange cells with spreadsheets, Ctrl+D fills down, Ctrl+Enter "
    "fills the selection, Ctrl+Shift+D duplicates, Shift+Space and Delete remove rows."
)
NO_ZONES = NP_("There is no zone {names} yet.", "There are no zones {names} yet.")
ADD_ZONES = NP_("Add it as a zone", "Add them as zones")
NOT_FOUND = N_("“{text}” is nowhere in the table.")


class TablePage(QWidget):
    """The page.

    Signals:
        fields_chosen: which columns are shown, as a tuple.
    """

    fields_chosen = Signal(object)

    def __init__(self, document: Document, fields: tuple[str, ...]) -> None:
        """Show the devices of ``document`` with the columns ``fields``."""
        super().__init__()
        self.model = DeviceModel(document, fields, self)
        self.table = DeviceTable(self.model)
        self.notice, self.zones = Notice(), Notice("review")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._make_tools())
        box.addWidget(self.zones)
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)
        box.addWidget(Prose(t(KEYS), "secondary"))
        self.table.said.connect(self._say)
        self.model.refused.connect(self._refuse)
        self.model.settled.connect(self._show_zones)
        self._add_keys()
        self._show_zones()

    def _make_tools(self) -> QWidget:
        tools, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        tools.setLayout(row)
        buttons = Flow(8)
        self.duplicate = button(t(N_("Duplicate")), icon="copy", kind="small", press=self.table.duplicate)
        self.fill = button(
            t(N_("Fill down")), icon="corner-down-right", kind="small", press=self.table.fill_down
        )
        self.remove = button(t(N_("Remove")), icon="trash-2", kind="small", press=self.table.remove_rows)
        self.columns = button(t(N_("Columns")), icon="list", kind="small")
        self.columns.setMenu(self._make_menu())
        for one in (self.duplicate, self.fill, self.remove, self.columns):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the table
            buttons.add(one)
        row.addWidget(buttons, 1)
        self.search = QLineEdit()
        self.search.setPlaceholderText(t(N_("Find in the table")))
        self.search.setAccessibleName(t(N_("Find in the table")))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.search.returnPressed.connect(self.find_next)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        return tools

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for field in FIELDS:
            action = menu.addAction(t(spec_of(field).title))
            action.setCheckable(True)
            action.setChecked(field in self.model.fields)
            action.setEnabled(field != "label")
            action.toggled.connect(partial(self._toggle, field))
        menu.addSeparator()
        menu.addAction(t(N_("Usual columns")), lambda: self.show_fields(SHOWN))
        menu.addAction(t(N_("All columns")), lambda: self.show_fields(FIELDS))
        return menu

    def _toggle(self, field: str, on: bool) -> None:
        shown = set(self.model.fields) | {field} if on else set(self.model.fields) - {field}
        self.show_fields(tuple(one for one in (*SHOWN, *FIELDS) if one in shown))

    def show_fields(self, fields: tuple[str, ...]) -> None:
        """Show other columns."""
        fields = tuple(dict.fromkeys(fields))
        self.model.show_fields(fields)
        self.table.set_widths()
        for field, action in zip(FIELDS, self.columns.menu().actions(), strict=False):
            action.blockSignals(True)
            action.setChecked(field in fields)
            action.blockSignals(False)
        self.fields_chosen.emit(fields)

    def _add_keys(self) -> None:
        for keys, work in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._go_to_search),
            (QKeySequence("F3"), self.find_next),
            (QKeySequence("Shift+F3"), lambda: self.find_next(-1)),
        ):
            action = QAction(self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def find_next(self, way: int = 1) -> None:
        """Go to the next cell with the text of the search field."""
        text = self.search.text().strip()
        if not text:
            self._go_to_search()
        elif self.table.find_text(text, way):
            self.notice.say("")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say(t(NOT_FOUND, text=text[:60]))

    def take_focus(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is to be said

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)
        announce(self.table, sentence)

    def _refuse(self, error: FrDeskError) -> None:
        self.notice.say(error.message(language.current()), tone="breached")

    def _show_zones(self) -> None:
        """Offer to add the zones that cells name and nobody has; nothing is added unasked."""
        names = self.model.missing_zones()
        if not names:
            self.zones.say("")
            return
        listed = "; ".join(f"“{name[:40]}”" for name in names[:5]) + ("; …" if len(names) > 5 else "")
        sentence = tn(NO_ZONES.one, NO_ZONES.other, len(names), names=listed)
        words = tn(ADD_ZONES.one, ADD_ZONES.other, len(names))
        self.zones.say(sentence, action=words, icon="plus", press=lambda: self._add_zones(names))

    def _add_zones(self, names: list[str]) -> None:
        self.model.add_zones(names)
        self.take_focus()
