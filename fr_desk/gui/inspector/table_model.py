"""The rows of a portfolio as Qt's views want them: tens of thousands stay quick, because only those seen are read.

Groups have rows of their own, which fold. Rows are known by their numbers in the index.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from fr_desk.gui.inspector.words import HEADS, NUMBERS, Cell, cell, flat, place_words, value_words
from fr_desk.gui.language import say, t, tn
from fr_desk.i18n import NP_
from fr_desk.inspection.wanted import Column, Row

IN_GROUP = NP_("{count} file", "{count} files")
_PAGE = 32
"""Rows that are read together."""
_KEPT = 4_000
"""Rows that are kept at most; one that scrolls on reads others."""
_ROOT = QModelIndex()
_Grouping = Literal["", "district", "kind"]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together under a head of their own."""

    value: str
    words: str
    first: int
    count: int
    is_open: bool


class TableModel(QAbstractTableModel):
    """The rows that are wanted, in order, under the heads of their groups."""

    def __init__(self, read: Callable[[Sequence[int]], list[Row]], columns: tuple[Column, ...]) -> None:
        """Show nothing yet; ``read`` gives rows by their numbers, as many as it was asked for."""
        super().__init__()
        self._read = read
        self.columns = columns
        self.numbers: Sequence[int] = ()
        self.groups: list[Group] = []
        self._heads: list[int] = []
        self._length = 0
        self._rows: dict[int, Row] = {}
        self._cells: dict[tuple[int, Column], Cell] = {}
        self._places: dict[int, int] | None = None

    # what is shown

    def show(
        self,
        numbers: Sequence[int],
        groups: Sequence[tuple[str, int]] = (),
        folded: frozenset[str] = frozenset(),
        by: _Grouping = "",
        *,
        anew: bool = True,
    ) -> None:
        """Show other rows.

        Args:
            numbers: of the rows, those of a group together.
            groups: values and sizes of the groups, in the order of ``numbers``; none for one plain list.
            folded: values of the groups whose rows are not shown.
            by: what the groups are of.
            anew: whether rows may have changed since they were read.
        """
        laid, first = [], 0
        for value, count in groups:
            words = value_words("kind" if by == "kind" else "district", value)
            laid.append(Group(value, words, first, count, value not in folded))
            first += count
        if anew:
            self._forget()
        if self._length and laid == self.groups and numbers == self.numbers:
            if anew:  # the same rows, which may say something else
                last = self.index(self._length - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.numbers, self._places, self.groups = numbers, None, laid
        self._measure()
        self.endResetModel()

    def _forget(self) -> None:
        self._rows.clear()
        self._cells.clear()

    def choose_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def _measure(self) -> None:
        self._heads, row = [], 0
        for group in self.groups:
            self._heads.append(row)
            row += 1 + (group.count if group.is_open else 0)
        self._length = row if self.groups else len(self.numbers)

    # rows and what is in them

    def group_at(self, row: int) -> Group | None:
        """Return the group whose head stands in a row."""
        if not self._heads:
            return None
        number = bisect_right(self._heads, row) - 1
        return self.groups[number] if number >= 0 and self._heads[number] == row else None

    def number_at(self, row: int) -> int | None:
        """Return the number of what stands in a row; ``None`` for the head of a group."""
        if not 0 <= row < self._length:
            return None
        place = self._place(row)
        return self.numbers[place] if place is not None else None

    def _place(self, row: int) -> int | None:
        """Return which of the numbers stands in a row."""
        if not self._heads:
            return row
        number = bisect_right(self._heads, row) - 1
        inside = row - self._heads[number] - 1
        return None if inside < 0 else self.groups[number].first + inside

    def row_of(self, number: int | None) -> int:
        """Return the row of a number, -1 where it is not shown."""
        if number is None:
            return -1
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self.numbers)}
        place = self._places.get(number)
        if place is None or not self._heads:
            return -1 if place is None else place
        inside = bisect_right([group.first for group in self.groups], place) - 1
        group = self.groups[inside]
        return self._heads[inside] + 1 + place - group.first if group.is_open else -1

    def row(self, row: int) -> Row | None:
        """Return what stands in a row; ``None`` for the head of a group."""
        number = self.number_at(row)
        if number is None:
            return None
        if number not in self._rows:
            place = self._place(row)
            assert place is not None
            first = place - place % _PAGE
            if len(self._rows) > _KEPT:
                self._forget()
            page = self.numbers[first : first + _PAGE]
            self._rows.update((one.number, one) for one in self._read(page))
        return self._rows.get(number)

    def cell(self, row: int, column: Column) -> Cell:
        """Return what a row shows in a column."""
        number = self.number_at(row)
        if number is None:
            return Cell()
        found = self._cells.get((number, column))
        if found is None:
            held = self.row(row)
            found = Cell() if held is None else cell(held, column)
            self._cells[number, column] = found
        return found

    # what Qt asks

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of rows, heads of groups among them."""
        return 0 if parent.isValid() else self._length

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return t(HEADS[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a cell shows or says."""
        if role not in _ROLES or not index.isValid():
            return None
        column = self.columns[index.column()]
        group = self.group_at(index.row())
        if group is not None:
            return head_words(group) if index.column() == 0 else ""
        shown = self.cell(index.row(), column)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.spoken
        return self._tip(index.row(), column, shown)

    def _tip(self, row: int, column: Column, shown: Cell) -> str:
        held = self.row(row)
        if held is None:
            return ""
        if column == "name":
            return f"{shown.spoken}\n{place_words(held)}"
        return flat(say(held.result.sentence)) if column in {"file", "verdict"} else shown.spoken


_ROLES = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
)


def head_words(group: Group) -> str:
    """Return what the head of a group says."""
    return f"{group.words} · {tn(IN_GROUP.one, IN_GROUP.other, group.count)}"
