"""What rows can be filtered by, as a tree of two levels: the facets, and their values with counts and ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from fr_desk.gui.inspector.look import PARTS, part_of
from fr_desk.gui.inspector.words import COUNTED, FACETS, value_words
from fr_desk.gui.language import t
from fr_desk.i18n import N_, spell_number
from fr_desk.inspection.wanted import Facet, Wanted

ALL_OF = N_("All of them ({count})")
AT_FIRST = 8
"""Values of a facet that are shown before all of them are asked for."""
FOUND_AT_MOST = 60
"""Values of a facet that are shown where one looks for words."""
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; the one without words of its own opens the rest."""

    value: str
    words: str
    count: int
    is_more: bool = False


class FacetModel(QAbstractItemModel):
    """The facets and their values.

    Signals:
        picked: a facet and the value that was picked.
        more_wanted: a facet of which all values are wanted.
    """

    picked = Signal(str, str)
    more_wanted = Signal(str)

    def __init__(self) -> None:
        """Hold no counts yet."""
        super().__init__()
        self.facets: list[Facet] = list(PARTS)
        self._counts: Mapping[Facet, Sequence[tuple[str, int]]] = {}
        self._shown: dict[Facet, list[Value]] = {facet: [] for facet in self.facets}
        self._wanted = Wanted()
        self._find, self._whole = "", frozenset[Facet]()

    # what is shown

    def count(self, counts: Mapping[Facet, Sequence[tuple[str, int]]], wanted: Wanted) -> None:
        """Show other counts."""
        self._counts, self._wanted = counts, wanted
        self._lay_out()

    def look_for(self, words: str, whole: frozenset[Facet]) -> None:
        """Show only values with these words; of the facets in ``whole`` all values, of others the first."""
        self._find, self._whole = words.strip().casefold(), whole
        self._lay_out()

    def _lay_out(self) -> None:
        laid = {facet: self._values(facet) for facet in self.facets}
        for number, facet in enumerate(self.facets):
            self._replace(number, facet, laid[facet])

    def _replace(self, number: int, facet: Facet, values: list[Value]) -> None:
        """Show other values of one facet; what has the keyboard keeps it as far as it can."""
        above, before = self.index(number, 0), len(self._shown[facet])
        if len(values) > before:
            self.beginInsertRows(above, before, len(values) - 1)
            self._shown[facet] = values
            self.endInsertRows()
        elif len(values) < before:
            self.beginRemoveRows(above, len(values), before - 1)
            self._shown[facet] = values
            self.endRemoveRows()
        else:
            self._shown[facet] = values
        if values:
            self.dataChanged.emit(self.index(0, 0, above), self.index(len(values) - 1, 0, above))
        self.dataChanged.emit(above, above)

    def _values(self, facet: Facet) -> list[Value]:
        counted, ticked = self._counts.get(facet, []), part_of(self._wanted, facet)
        if self._find:
            found = []
            for value, count in counted:
                words = value_words(facet, value)
                if self._find in words.casefold():
                    found.append(Value(value, words, count))
                if len(found) == FOUND_AT_MOST:
                    break
            return found
        known = {value for value, _ in counted}
        gone = [(value, 0) for value in ticked if value not in known]  # what is ticked stays in sight
        if facet in self._whole or len(counted) <= AT_FIRST + 1:
            return [Value(value, value_words(facet, value), count) for value, count in [*counted, *gone]]
        rest = [one for one in counted[AT_FIRST:] if one[0] in ticked] if ticked else []
        first = [*counted[:AT_FIRST], *rest, *gone]
        more = Value("", t(ALL_OF, count=spell_number(len(counted))), 0, is_more=True)
        return [*(Value(value, value_words(facet, value), count) for value, count in first), more]

    # what is where

    def facet_at(self, index: QModelIndex | QPersistentModelIndex) -> Facet:
        """Return the facet that is shown at ``index``, or whose value is."""
        return self.facets[index.internalId() - 1 if index.internalId() else index.row()]

    def value_at(self, index: QModelIndex | QPersistentModelIndex) -> Value | None:
        """Return the value that is shown at ``index``; ``None`` for a facet."""
        if not index.isValid() or not index.internalId():
            return None
        values = self._shown[self.facets[index.internalId() - 1]]
        return values[index.row()] if index.row() < len(values) else None

    def is_ticked(self, facet: Facet, value: str) -> bool:
        """Tell whether rows with a value are shown."""
        chosen = part_of(self._wanted, facet)
        return not chosen or value in chosen

    def has_choice(self, facet: Facet) -> bool:
        """Tell whether only some values of a facet are shown."""
        return bool(part_of(self._wanted, facet))

    def pick(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Pick what is shown at ``index``."""
        value = self.value_at(index)
        if value is None:
            return
        if value.is_more:
            self.more_wanted.emit(self.facet_at(index))
        else:
            self.picked.emit(self.facet_at(index), value.value)

    # what Qt asks

    def index(
        self, row: int, column: int, parent: QModelIndex | QPersistentModelIndex = _ROOT
    ) -> QModelIndex:
        """Return the index of a facet or of a value."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: QModelIndex | QPersistentModelIndex = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject's parent has another shape
        """Return the facet of a value."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of facets, or of the values of one."""
        if not parent.isValid():
            return len(self.facets)
        return 0 if parent.internalId() else len(self._shown[self.facets[parent.row()]])

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return one column."""
        return 1

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let values be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        value = self.value_at(index)
        if value is None:
            return flags
        ticked = Qt.ItemFlag.NoItemFlags if value.is_more else Qt.ItemFlag.ItemIsUserCheckable
        return flags | ticked | Qt.ItemFlag.ItemNeverHasChildren

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what is shown or said at ``index``."""
        if not index.isValid():
            return None
        value = self.value_at(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return value.words if value else t(FACETS[self.facet_at(index)])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if value is None:
                return t(FACETS[self.facet_at(index)])
            return (
                value.words
                if value.is_more
                else t(COUNTED, outcome=value.words, count=spell_number(value.count))
            )
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and value is not None:
            return t(FACETS[self.facet_at(index)])
        if role == Qt.ItemDataRole.CheckStateRole and value is not None and not value.is_more:
            ticked = self.is_ticked(self.facet_at(index), value.value)
            return Qt.CheckState.Checked.value if ticked else Qt.CheckState.Unchecked.value
        return None

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        _value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Pick a value that is ticked or unticked, as a screen reader does."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.pick(index)
        return True
