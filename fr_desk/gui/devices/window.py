"""The window with the devices: a table, a list to import, the local network. It edits the dossier that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import Chip
from fr_desk.gui.devices.import_page import ImportPage, ImportState
from fr_desk.gui.devices.search_page import SearchPage, SearchState
from fr_desk.gui.devices.table_page import TablePage
from fr_desk.gui.focus import focus_first
from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.tasks import Tasks
from fr_desk.i18n import N_
from fr_desk.services.devices.words import SHOWN
from fr_desk.storage.tables import SUFFIXES

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

PageName = Literal["table", "import", "search"]
TITLE = N_("Devices")
PAGES: dict[PageName, str] = {
    "table": N_("Table"),
    "import": N_("Import a list"),
    "search": N_("Search the network"),
}


@dataclass
class Look:
    """What is kept when the window's contents are made anew in another language or theme."""

    page: PageName = "table"
    fields: tuple[str, ...] = SHOWN
    importing: ImportState = field(default_factory=ImportState)
    searching: SearchState = field(default_factory=SearchState)


class DevicesWindow(QWidget):
    """The window."""

    def __init__(self, owner: Window, page: PageName = "table") -> None:
        """Show ``page`` about the document that is open in ``owner``."""
        super().__init__(owner, Qt.WindowType.Window)
        assert owner.document is not None
        self.setObjectName("home")
        self.setProperty(TOPIC, "devices")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._owner, self.document = owner, owner.document
        self.tasks = Tasks(self)
        self.look = Look(page)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 16, 20, 14)
        self._box.setSpacing(12)
        self._add_keys()
        self.setMinimumSize(780, 460)
        self.resize(owner.width(), max(460, owner.height() - 20))
        owner.opened.connect(self._on_opened)
        self._fill()

    def _add_keys(self) -> None:
        keys = QKeySequence.StandardKey
        actions = self._owner.actions_by_name
        for sequence, work in (
            (keys.Undo, self._owner.undo),
            ("Ctrl+Y", self._owner.redo),
            ("Ctrl+Shift+Z", self._owner.redo),
            (keys.Save, actions["save"].trigger),
            (keys.Close, self.close),
            ("F6", self._next_part),
            ("Shift+F6", self._next_part),
        ):
            action = QAction(self)
            keys_of = (
                QKeySequence.keyBindings(sequence) if isinstance(sequence, keys) else [QKeySequence(sequence)]
            )
            action.setShortcuts(keys_of)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)
        self.addActions([actions["larger"], actions["smaller"]])

    # what is in it

    def _fill(self) -> None:
        empty(self._box)
        self.setWindowTitle(f"{t(TITLE)} – FR Desk")
        self.setAccessibleName(t(TITLE))
        head = QWidget()
        line = QVBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Prose(t(TITLE), "title"))
        self.tabs: dict[PageName, Chip] = {}
        chips = Flow(8)
        for name, words in PAGES.items():
            chip = Chip(t(words), exclusive=True)
            chip.clicked.connect(partial(self._on_tab, name))
            self.tabs[name] = chip
            chips.add(chip)
        line.addWidget(chips)
        self._box.addWidget(head)
        self.head, self.stack = chips, QStackedWidget()
        self.table = TablePage(self.document, self.look.fields)
        self.table.fields_chosen.connect(self._keep_fields)
        self.importing = ImportPage(self.document, self._owner.dialogs, self.tasks, self.look.importing)
        self.importing.done.connect(self._on_imported)
        self.searching = SearchPage(self.document, self.tasks, self.look.searching)
        self.searching.by_hand_wanted.connect(partial(self.show_page, "table"))
        self.searching.done.connect(self._on_imported)
        for page in (self.table, self.importing, self.searching):
            self.stack.addWidget(page)
        self._box.addWidget(self.stack, 1)
        self.show_page(self.look.page)

    def _keep_fields(self, fields: tuple[str, ...]) -> None:
        self.look.fields = fields

    @property
    def page(self) -> TablePage | ImportPage | SearchPage:
        """The page that is shown."""
        pages: dict[PageName, TablePage | ImportPage | SearchPage] = {
            "table": self.table,
            "import": self.importing,
            "search": self.searching,
        }
        return pages[self.look.page]

    def show_page(self, name: PageName) -> None:
        """Show a page."""
        self.look.page = name
        for one, chip in self.tabs.items():
            chip.setChecked(one == name)
        self.stack.setCurrentWidget(self.page)

    def _on_tab(self, name: PageName, _checked: bool = False) -> None:
        self.show_page(name)

    def _on_imported(self, sentence: str) -> None:
        self.show_page("table")
        self.table.model.refresh()
        self.table.notice.say(sentence)
        self.take_focus()

    def _on_opened(self) -> None:
        """Follow the desk: another language or theme makes everything anew, another dossier closes the window."""
        if self._owner.document is not self.document:
            self.close()
            return
        self.searching.stop()
        self._fill()

    def take_focus(self) -> None:
        """Give the keyboard to the page."""
        self.page.take_focus()

    def _next_part(self) -> None:
        """Move the keyboard between the pages' names and the page."""
        inside = self.head.isAncestorOf(self.focusWidget() or self)
        if inside:
            self.page.take_focus()
        else:
            focus_first(self.head)

    # the window itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one list."""
        urls = event.mimeData().urls()
        if (
            len(urls) == 1
            and urls[0].isLocalFile()
            and urls[0].toLocalFile().lower().endswith((*SUFFIXES, ".xls"))
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the list that was dropped."""
        event.acceptProposedAction()
        self.show_page("import")
        self.importing.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs."""
        self.look.searching.forget()
        self.tasks.shut_down()
        super().closeEvent(event)
