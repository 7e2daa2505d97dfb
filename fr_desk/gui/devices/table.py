"""The table of devices on the screen: everything a spreadsheet does with cells, by keyboard first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from fr_desk.gui import language
from fr_desk.gui.devices.clipboard import block_to_text, text_to_block
from fr_desk.gui.devices.delegate import CellDelegate
from fr_desk.gui.devices.looks import dress_table
from fr_desk.gui.devices.model import DeviceModel, Place
from fr_desk.gui.devices.several import Several
from fr_desk.gui.language import t, tn
from fr_desk.i18n import N_, NP_, Counted
from fr_desk.rules.sentences import name_of
from fr_desk.services.devices.cells import write
from fr_desk.services.devices.words import folded

PASTED = NP_("Pasted into the table of devices: one cell", "Pasted into the table of devices: {count} cells")
FILLED = NP_("Filled down: one cell", "Filled down: {count} cells")
CLEARED = NP_("Cleared: one cell", "Cleared: {count} cells")
_WIDTHS = {"label": 190, "zone": 130, "sees": 150, "resolution": 120, "activities": 150, "kind": 150}
_Keys = QKeySequence.StandardKey


class DeviceTable(QTableView):
    """The table.

    Signals:
        said: one sentence about what was just done.
    """

    said = Signal(str)

    def __init__(self, model: DeviceModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.devices = model
        self.setModel(model)
        dress_table(self)
        self.setAccessibleName(t(N_("Table of devices")))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setTabKeyNavigation(True)
        self._delegate = CellDelegate(self)
        self._delegate.fill_wanted.connect(self._fill_selection)
        self._delegate.moved.connect(self._go_on)
        self.setItemDelegate(self._delegate)
        self._make_keys()
        self._order: tuple[int, Qt.SortOrder] | None = None
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_title)
        header.setSortIndicatorShown(False)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        self._kept: tuple[str, str] | None = None
        self.set_widths()
        self.setCurrentIndex(model.index(0, 1))

    def set_widths(self) -> None:
        """Give each column the room its words need."""
        scale = self.fontMetrics().height() / 18
        for column, field in enumerate(self.devices.fields):
            width = 36 if not field else round(_WIDTHS.get(field, 140) * scale)
            if field:
                title = str(self.devices.headerData(column, Qt.Orientation.Horizontal))
                width = max(width, self.fontMetrics().horizontalAdvance(title) + 24)
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what spreadsheets do; anything else begins to edit."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        work = next((work for key, work in self._standard.items() if event.matches(key)), None)
        work = work or self._keys.get((Qt.Key(event.key()), held))
        if work is not None and not (event.key() == Qt.Key.Key_Space and not held and not self._is_several()):
            work()
        else:
            super().keyPressEvent(event)

    def _make_keys(self) -> None:
        """Say what the keys do that a table of Qt does not know."""
        none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
        shift, alt = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
        self._standard: dict[QKeySequence.StandardKey, Callable[[], object]] = {
            _Keys.Copy: self.copy,
            _Keys.Cut: self.cut,
            _Keys.Paste: self.paste,
            _Keys.Delete: self.clear_or_remove,
        }
        self._keys: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_D, control): self.fill_down,
            (Qt.Key.Key_D, control | shift): self.duplicate,
            (Qt.Key.Key_Space, shift): self.select_rows,
            (Qt.Key.Key_Backspace, none): self.clear_or_remove,
            (Qt.Key.Key_Return, none): self.begin_edit,
            (Qt.Key.Key_Enter, none): self.begin_edit,
            (Qt.Key.Key_F2, none): self.begin_edit,
            (Qt.Key.Key_Space, none): self.begin_edit,
            (Qt.Key.Key_Down, alt): partial(self.begin_edit, offer=True),
            (Qt.Key.Key_Home, control): lambda: self._go_to(0, 1),
            (Qt.Key.Key_End, control): lambda: self._go_to(self.devices.rowCount() - 1, 1),
        }

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.begin_edit()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go from cell to cell with Tab; a line that closes does not."""
        return super().focusNextPrevChild(following) if self.hasFocus() else False

    def _is_several(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and index.column() > 0 and self.devices.spec(index.column()).kind == "refs"

    def begin_edit(self, *, offer: bool = False) -> None:
        """Edit the current cell: in a line, or in a sheet where several may be marked."""
        index = self.currentIndex()
        if not index.isValid() or not index.column():
            return
        if self._is_several():
            self._open_several(index)
            return
        self.edit(index)
        line = self.indexWidget(index) or self.viewport().focusWidget()
        if offer and hasattr(line, "offer_all"):
            line.offer_all()

    def _open_several(self, index: QModelIndex) -> None:
        spec = self.devices.spec(index.column())
        items = getattr(self.devices.dossier, spec.refers_to) or {}
        lang, dossier = language.current(), self.devices.dossier
        options = [(key, name_of(dossier, f"{spec.refers_to}.{key}", lang)) for key in items]
        camera = self.devices.camera(index.row())
        marked = (getattr(camera, spec.name) if camera else None) or ()
        sheet = Several(self, t(spec.asks), options, marked)
        sheet.taken.connect(partial(self._take_several, spec.name, self.selected_cells()))
        corner = self.viewport().mapToGlobal(self.visualRect(index).topLeft())
        sheet.open_at(QRect(corner, self.visualRect(index).size()))

    def _take_several(self, field: str, cells: list[Place], keys: tuple[str, ...] | None) -> None:
        text = write(
            self.devices.dossier,
            self.devices.spec(self.devices.fields.index(field)),
            keys,
            language.current(),
        )
        self.devices.put({place: text for place in cells if place[1] == field})
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _go_on(self, down: int, right: int) -> None:
        """Go to the next cell once an editor is closed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.currentIndex()
        row, column = index.row() + down, index.column() + right
        if column >= self.devices.columnCount():
            row, column = row + 1, 1
        elif column < 1:
            row, column = row - 1, self.devices.columnCount() - 1
        self._go_to(row, column)

    def _go_to(self, row: int, column: int) -> None:
        row = max(0, min(row, self.devices.rowCount() - 1))
        flags = QItemSelectionModel.SelectionFlag  # said outright: Qt would look which keys are held
        self.selectionModel().setCurrentIndex(self.devices.index(row, column), flags.ClearAndSelect)
        self.scrollTo(self.currentIndex())

    # the selection

    def selected_cells(self) -> list[Place]:
        """Return the selected cells that can be edited, row by row."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes() if index.column()}
        return [(row, self.devices.fields[column]) for row, column in sorted(chosen)]

    def selected_rows(self) -> list[int]:
        """Return the rows in which anything is selected; the empty row is none."""
        rows = {index.row() for index in self.selectedIndexes()}
        return [row for row in sorted(rows) if row < len(self.devices.keys)]

    def select_rows(self) -> None:
        """Select the whole rows in which anything is selected."""
        chosen = QItemSelection()
        last = self.devices.columnCount() - 1
        for row in {index.row() for index in self.selectedIndexes()}:
            chosen.select(self.devices.index(row, 0), self.devices.index(row, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_rows(self, rows: list[int]) -> None:
        if rows:
            self._go_to(rows[-1], 1)
            self._go_to(rows[0], 1)
            flags = QItemSelectionModel.SelectionFlag
            last = self.devices.columnCount() - 1
            chosen = QItemSelection(self.devices.index(rows[0], 0), self.devices.index(rows[-1], last))
            self.selectionModel().select(chosen, flags.ClearAndSelect)

    # cells, many at a time

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        cells = self.selected_cells()
        if not cells:
            return
        rows = sorted({row for row, _ in cells})
        named = {field for _, field in cells}
        fields = [field for field in self.devices.fields if field in named]
        chosen = set(cells)
        block = [
            [self.devices.text(row, field) if (row, field) in chosen else "" for field in fields]
            for row in rows
        ]
        QGuiApplication.clipboard().setText(block_to_text(block))
        self.said.emit(tn(*NP_("One cell copied.", "{count} cells copied."), len(cells)))

    def cut(self) -> None:
        """Put the selected cells on the clipboard, and clear them."""
        self.copy()
        self._clear()

    def paste(self) -> None:
        """Put the clipboard into the table: one text into all selected cells, a block from the first of them on."""
        text = QGuiApplication.clipboard().text()
        index = self.currentIndex()
        if not text.strip() or not index.isValid():
            return
        block, cells = text_to_block(text), self.selected_cells()
        if len(block) == 1 and len(block[0]) == 1:
            here = [(index.row(), self.devices.fields[max(index.column(), 1)])]
            places = dict.fromkeys(cells or here, block[0][0])
            self._put(places, PASTED, 0)
            return
        top = min((row for row, _ in cells), default=index.row())
        left = min((self.devices.fields.index(field) for _, field in cells), default=max(index.column(), 1))
        fields = self.devices.fields[left:]
        places = {
            (top + down, field): cell
            for down, row in enumerate(block)
            for field, cell in zip(fields, row, strict=False)
        }
        lost = sum(bool(cell) for row in block for cell in row[len(fields) :])
        self._put(places, PASTED, lost)

    def _put(self, places: dict[Place, str], words: Counted, lost: int) -> None:
        wrong = self.devices.put(places, words)
        if wrong is None:
            return
        said = [tn(*words, len(places))]
        if wrong:
            said.append(tn(*NP_("Not understood: one cell.", "Not understood: {count} cells."), wrong))
        if lost:
            said.append(
                tn(
                    *NP_(
                        "One cell has no column here and was left out.",
                        "{count} cells have no column here and were left out.",
                    ),
                    lost,
                )
            )
        self.said.emit(" ".join(one if one[-1] in ".。!?" else f"{one}." for one in said))

    def fill_down(self) -> None:
        """Copy the first selected cell of each column into those below; a single cell takes the one above it."""
        chosen: dict[str, list[int]] = {}
        for row, field in self.selected_cells():
            chosen.setdefault(field, []).append(row)
        places = dict[Place, str]()
        for field, rows in chosen.items():
            first, below = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
            if 0 <= first < len(self.devices.keys):
                text = self.devices.text(first, field)
                places |= {(row, field): text for row in below if row < len(self.devices.keys)}
        if places:
            self._put(places, FILLED, 0)

    def clear_or_remove(self) -> None:
        """Remove the devices whose whole rows are selected; clear the cells otherwise."""
        model = self.selectionModel()
        rows = self.selected_rows()
        whole = [row for row in rows if model.isRowSelected(row, QModelIndex())]
        if whole and len(whole) == len(rows):
            self.remove_rows()
        else:
            self._clear()

    def _clear(self) -> None:
        places = {(row, field): "" for row, field in self.selected_cells() if row < len(self.devices.keys)}
        if places:
            self._put(places, CLEARED, 0)

    def remove_rows(self) -> None:
        """Remove the devices in whose rows anything is selected."""
        rows = self.selected_rows()
        removed = self.devices.remove(rows)
        if removed:
            self._go_to(rows[0], 1)
            self.said.emit(tn(*NP_("One device removed.", "{count} devices removed."), removed))

    def duplicate(self) -> None:
        """Add copies of the devices in whose rows anything is selected."""
        made = self.devices.duplicate(self.selected_rows())
        self._show_rows(made)
        if made:
            self.said.emit(tn(*NP_("One device duplicated.", "{count} devices duplicated."), len(made)))

    def _fill_selection(self, text: str) -> None:
        cells = self.selected_cells() or [
            (self.currentIndex().row(), self.devices.fields[self.currentIndex().column()])
        ]
        self.devices.put(dict.fromkeys(cells, text))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # order and search

    def _on_title(self, column: int) -> None:
        """Order by a column, the other way round, and not at all, press by press."""
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        before = self._order
        self._order = (
            (column, up)
            if before is None or before[0] != column
            else (column, down)
            if before[1] == up
            else None
        )
        header = self.horizontalHeader()
        header.setSortIndicatorShown(self._order is not None)
        if self._order is None:
            self.devices.sort(-1)
        else:
            header.setSortIndicator(*self._order)
            self.devices.sort(*self._order)

    def find_text(self, text: str, way: int = 1) -> bool:
        """Go to the next cell that holds ``text``, round and round; tell whether there is one."""
        wanted = folded(text)
        fields, rows = self.devices.fields[1:], len(self.devices.keys)
        if not wanted or not rows:
            return False
        index, total = self.currentIndex(), rows * len(fields)
        here = index.row() * len(fields) + max(index.column() - 1, 0) if index.isValid() else -1
        for step in range(1, total + 1):
            place = (here + step * way) % total
            row, column = divmod(place, len(fields))
            if wanted in folded(self.devices.text(row, fields[column])):
                self._go_to(row, column + 1)
                return True
        return False

    def _keep_place(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.row() < len(self.devices.keys):
            self._kept = (self.devices.keys[index.row()], self.devices.fields[index.column()])
        else:
            self._kept = None

    def _find_place(self) -> None:
        key, field = self._kept or ("", "")
        row = self.devices.keys.index(key) if key in self.devices.keys else 0
        column = self.devices.fields.index(field) if field in self.devices.fields else 1
        self._go_to(row, column)


def editor_of(view: QTableView) -> QWidget | None:
    """Return the line in which a cell of ``view`` is edited now, if one is."""
    found = view.viewport().findChildren(QWidget)
    return next((one for one in found if one.property("cell") and one.isVisible()), None)
