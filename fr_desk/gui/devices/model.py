"""The devices of a document as rows of a table. All changes go through the document, each as one step that undo knows.

Sorting is a matter of the view: it changes no dossier, and rows do not move while one types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.paths import AnswerError
from fr_desk.domain.schema import FieldSpec
from fr_desk.domain.venue import Camera
from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import OUTCOME_ICONS
from fr_desk.gui.devices.drafts import Drafts
from fr_desk.gui.document import Document
from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.language import say, t
from fr_desk.i18n import N_, NP_, Counted, count_texts, texts
from fr_desk.rules.findings import Finding, Outcome
from fr_desk.services.devices import edits
from fr_desk.services.devices.cells import Reader, write
from fr_desk.services.devices.words import folded, spec_of

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, str]
"""A cell: number of the row, name of the field."""
CHECKS = ""
"""The column with the findings."""
MOST = 5_000
CHANGED = NP_("Table of devices: one cell changed", "Table of devices: {count} cells changed")
ADDED = NP_("Table of devices: one device added", "Table of devices: {count} devices added")
DUPLICATED = NP_("Table of devices: one device duplicated", "Table of devices: {count} devices duplicated")
REMOVED = NP_("Table of devices: one device removed", "Table of devices: {count} devices removed")
ZONES_ADDED = N_("Zones added: {names}")
NEW_ROW = N_("Type here to add a device")
_WORST = (Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)


class DeviceModel(QAbstractTableModel):
    """The table; its last row is empty and takes the next device.

    Signals:
        refused: a change that the dossier does not allow, as an error of ours.
        settled: rows or drafts changed.
    """

    refused = Signal(object)
    settled = Signal()

    def __init__(self, document: Document, fields: Sequence[str], parent: QObject | None = None) -> None:
        """Show ``fields`` of the devices of ``document``."""
        super().__init__(parent)
        self.document = document
        self.fields: list[str] = [CHECKS, *fields]
        self.keys: list[str] = list(document.dossier.cameras or {})
        self.drafts = Drafts(document)
        self._sorted = self._putting = False
        self._findings: dict[str, list[Finding]] = {}
        self._read_findings()
        document.changed.connect(self._on_changed)
        document.assessed.connect(self._on_assessed)
        document.stack.indexChanged.connect(self._on_stepped)

    # what is in the table

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is now."""
        return self.document.dossier

    def spec(self, column: int) -> FieldSpec:
        """Return the declaration of a column; not of that with the findings."""
        return spec_of(self.fields[column])

    def camera(self, row: int) -> Camera | None:
        """Return the device in a row, ``None`` for the empty row."""
        return (self.dossier.cameras or {}).get(self.keys[row]) if row < len(self.keys) else None

    def text(self, row: int, field: str) -> str:
        """Return what a cell says: a draft, else the answer."""
        camera = self.camera(row)
        if camera is None or not field:
            return ""
        draft = self.drafts.text(self.keys[row], field)
        if draft is not None:
            return draft
        return write(self.dossier, spec_of(field), getattr(camera, field), language.current())

    def complaint(self, row: int, field: str) -> str:
        """Return what is wrong with a cell, empty if nothing is."""
        draft = self.drafts.text(self.keys[row], field) if row < len(self.keys) and field else None
        if draft is None:
            return ""
        why = Reader(self.dossier).read(spec_of(field), draft).why
        return say(why) if why else ""

    def outcome(self, row: int) -> Outcome | None:
        """Return the worst finding about the device in a row."""
        if row >= len(self.keys):
            return None
        found = {finding.outcome for finding in self._findings.get(self.keys[row], ())}
        return next((outcome for outcome in _WORST if outcome in found), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of devices, and the empty row."""
        return 0 if parent.isValid() else len(self.keys) + (len(self.keys) < MOST)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell but the findings can be edited."""
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return on | Qt.ItemFlag.ItemIsEditable if index.column() else on

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt draws, shows beside the pointer and tells screen readers."""
        row, field = index.row(), self.fields[index.column()]
        if not field:
            return self._check(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole if row >= len(self.keys) and index.column() == 1:
                return t(NEW_ROW)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.text(row, field)
            case Qt.ItemDataRole.ForegroundRole if row >= len(self.keys):
                return theme.tokens().tone("muted")
            case Qt.ItemDataRole.ForegroundRole if self.complaint(row, field):
                return theme.tokens().tone("breached")
            case Qt.ItemDataRole.BackgroundRole if self.complaint(row, field):
                return theme.tokens().tone("breached_ground")
            case Qt.ItemDataRole.DecorationRole if self.complaint(row, field):
                return icons.icon("triangle-alert", "breached", 14)
            case Qt.ItemDataRole.ToolTipRole:
                return self.complaint(row, field) or self.text(row, field)
            case Qt.ItemDataRole.AccessibleTextRole:
                title = t(self.spec(index.column()).title)
                words = self.text(row, field) or (
                    t(NEW_ROW) if row >= len(self.keys) else t(N_("Not answered"))
                )
                wrong = self.complaint(row, field)
                return ". ".join(part for part in (f"{title}: {words}", wrong) if part)
        return None

    def _check(self, row: int, role: int) -> Any:
        outcome = self.outcome(row)
        if outcome is None:
            return None
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return icons.icon(OUTCOME_ICONS[outcome.value], outcome.value, 16)
            case Qt.ItemDataRole.AccessibleTextRole:
                return t(OUTCOME_WORDS[outcome])
            case Qt.ItemDataRole.ToolTipRole:
                found = [one for one in self._findings[self.keys[row]] if one.outcome in _WORST]
                found.sort(key=lambda one: _WORST.index(one.outcome))
                said = dict.fromkeys(f"{t(OUTCOME_WORDS[one.outcome])}: {say(one.message)}" for one in found)
                return "\n".join(list(said)[:8])
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles of the columns, and the numbers of the rows."""
        if way == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1) if section < len(self.keys) else "+"
            return None
        field = self.fields[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if not field:
                return "" if role == Qt.ItemDataRole.DisplayRole else t(N_("Checks"))
            spec = spec_of(field)
            return f"{t(spec.title)} ({t(spec.unit)})" if spec.unit else t(spec.title)
        if role == Qt.ItemDataRole.ToolTipRole and field:
            return t(spec_of(field).asks)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    # changing it

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into one cell."""
        if role != Qt.ItemDataRole.EditRole or not index.column():
            return False
        field = self.fields[index.column()]
        if str(value).strip() == self.text(index.row(), field):
            return False
        return self.put({(index.row(), field): str(value)}) is not None

    def put(self, cells: Mapping[Place, str], words: Counted | None = None) -> int | None:
        """Take the texts of cells as one step; what is not understood stays in its cell and says so.

        Args:
            cells: texts by place; places below the last row are new devices.
            words: what the step is called.

        Returns:
            How many cells were not understood; ``None`` if the dossier does not allow the change.
        """
        before, index = self.drafts.all(), self.document.stack.index()
        reader, new = Reader(self.dossier), dict[int, dict[str, Any]]()
        changed, wrong, good = dict[Place, Any](), dict[Place, str](), list[Place]()
        for (row, field), text in cells.items():
            read = reader.read(spec_of(field), text)
            if row >= len(self.keys) and text.strip():
                new.setdefault(row, {})
            if read.why is not None:
                wrong[row, field] = text.strip()
                continue
            good.append((row, field))
            if row < len(self.keys):
                changed[row, field] = read.value
            elif read.value is not None:
                new[row][field] = read.value
        keys = dict(enumerate(self.keys))
        coming = edits.next_keys(self.dossier, len(new))
        keys |= dict(zip(sorted(new), coming, strict=True))

        def make() -> Dossier:
            dossier = edits.with_cells(
                self.dossier, {(keys[row], field): value for (row, field), value in changed.items()}
            )
            return edits.with_new(dossier, [new[row] for row in sorted(new)])[0]

        if len(cells) == 1 and len(changed) == 1 and words is None:
            ((row, field),) = changed
            done = self._step(lambda: self.document.edit(f"cameras.{keys[row]}.{field}", changed[row, field]))
        else:
            named = words or (ADDED if new and not changed else CHANGED)
            step = count_texts(named, len(new) if named is ADDED else len(cells))
            done = self._step(lambda: self.document.show(make(), "cameras", step))
        if not done:
            return None
        self.drafts.keep(
            {(keys[row], field): text for (row, field), text in wrong.items()},
            [(keys[row], field) for row, field in good if row in keys],
        )
        self.drafts.mark(index, before)
        self.refresh()
        return len(wrong)

    def _step(self, make: Callable[[], object]) -> bool:
        """Make a change of the document; tell whether the dossier allows it."""
        self.document.end_typing()
        self._putting = True
        try:
            make()
        except AnswerError as error:
            self.refused.emit(error)
            return False
        finally:
            self._putting = False
        return True

    def duplicate(self, rows: Sequence[int]) -> list[int]:
        """Add copies of devices, their labels numbered on, and return their rows."""
        keys = [self.keys[row] for row in sorted(set(rows)) if row < len(self.keys)]
        if not keys:
            return []
        before, index = self.drafts.all(), self.document.stack.index()
        new = edits.copies(self.dossier, keys)
        words = count_texts(DUPLICATED, len(keys))
        if not self._step(lambda: self.document.show(edits.with_new(self.dossier, new)[0], "cameras", words)):
            return []
        self.drafts.mark(index, before)
        return list(range(len(self.keys) - len(new), len(self.keys)))

    def remove(self, rows: Sequence[int]) -> int:
        """Remove devices and what names them; return how many."""
        keys = [self.keys[row] for row in sorted(set(rows)) if row < len(self.keys)]
        if keys:
            before, index = self.drafts.all(), self.document.stack.index()
            words = count_texts(REMOVED, len(keys))
            self._step(lambda: self.document.show(edits.without(self.dossier, keys), "cameras", words))
            self.drafts.mark(index, before)
        return len(keys)

    def missing_zones(self) -> list[str]:
        """Return the names of zones that drafts name and nobody has, each once."""
        reader, names = Reader(self.dossier), dict[str, str]()
        for key, field in self.drafts.places():
            if field in {"zone", "sees"}:
                for name in reader.read(spec_of(field), self.drafts.text(key, field) or "").missing:
                    names.setdefault(folded(name), name)
        return list(names.values())

    def add_zones(self, names: Sequence[str]) -> None:
        """Add zones, and let the drafts that waited for them become answers; one step."""

        def make() -> Dossier:
            dossier, _ = edits.with_zones(self.dossier, names)
            reader, cells = Reader(dossier), dict[tuple[str, str], Any]()
            for key, field in self.drafts.places():
                if field in {"zone", "sees"}:
                    read = reader.read(spec_of(field), self.drafts.text(key, field) or "")
                    if read.why is None:
                        cells[key, field] = read.value
            return edits.with_cells(dossier, cells)

        listed = "; ".join(names)
        before, index = self.drafts.all(), self.document.stack.index()
        words = texts(ZONES_ADDED, names=listed if len(listed) < 120 else f"{listed[:119]}…")
        if self._step(lambda: self.document.show(make(), "", words)):
            self.drafts.mark(index, before)
        self.refresh()

    # the look of it

    def show_fields(self, fields: Sequence[str]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.fields = [CHECKS, *fields]
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; a negative column gives the dossier's own order."""
        self.beginResetModel()
        self._sorted = column >= 0
        self.keys = list(self.dossier.cameras or {})
        if column >= 0:
            row_of = {key: row for row, key in enumerate(self.keys)}
            rank = {key: self._rank(row_of[key], column) for key in self.keys}
            down = order == Qt.SortOrder.DescendingOrder
            full = [key for key in self.keys if rank[key]]
            full.sort(key=lambda key: rank[key], reverse=down)
            self.keys = [*full, *(key for key in self.keys if not rank[key])]
        self.endResetModel()

    def _rank(self, row: int, column: int) -> tuple[Any, ...]:
        """Return what a cell is ordered by, empty for an empty one: Gate 2 before Gate 10."""
        if not column:
            outcome = self.outcome(row)
            return (_WORST.index(outcome),) if outcome else ()
        value = getattr(self.camera(row), self.fields[column])
        if isinstance(value, int | float) and not isinstance(value, bool):
            return (0, value)
        parts = re.split(r"(\d+)", self.text(row, self.fields[column]).casefold())
        if parts == [""]:
            return ()
        return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)

    # following the document

    def _on_changed(self, _path: str) -> None:
        cameras = self.dossier.cameras or {}
        self.drafts.follow()
        wanted = list(cameras)
        if self._sorted:
            known = set(self.keys)
            wanted = [key for key in self.keys if key in cameras] + [
                key for key in cameras if key not in known
            ]
        before, after = len(self.keys), len(wanted)
        if wanted == self.keys:
            self.refresh()
        elif wanted[:before] == self.keys and max(before, after) < MOST:
            self.beginInsertRows(QModelIndex(), before + 1, after)  # the empty row becomes the first of them
            self.keys = wanted
            self.endInsertRows()
        elif self.keys[:after] == wanted and max(before, after) < MOST:
            self.beginRemoveRows(QModelIndex(), after + 1, before)
            self.keys = wanted
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self.keys = wanted
            self.endResetModel()
        self.settled.emit()

    def _on_stepped(self, index: int) -> None:
        if not self._putting:
            self.drafts.step(index)
            self.refresh()

    def _on_assessed(self, _assessment: object) -> None:
        self._read_findings()
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, 0))

    def _read_findings(self) -> None:
        self._findings = {}
        for finding in self.document.assessment.of(*_WORST):
            parts = finding.path.split(".")
            if parts[0] == "cameras" and len(parts) > 1:
                self._findings.setdefault(parts[1], []).append(finding)

    def refresh(self) -> None:
        """Show everything again, also texts that somebody else put beside the answers."""
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.settled.emit()
