"""From a table and what its columns mean to devices: what becomes of each row, and the dossier afterwards.

A row that is not understood never stops the others, and what it says is kept: as a text that waits to be corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.venue import Camera
from fr_desk.i18n import N_, Texts, texts
from fr_desk.services.devices import edits
from fr_desk.services.devices.cells import Cell, Reader
from fr_desk.services.devices.mapping import ADD_ZONE, LEAVE, ColumnMap, rows_of
from fr_desk.services.devices.words import entry, folded, is_total, spec_of
from fr_desk.storage.tables import Table

Action = Literal["add", "update", "same", "skip"]
NOTHING_TAKEN = N_("Nothing in the columns that are taken over.")
A_TOTAL = N_("This line sums up the list.")
THERE_ALREADY = N_("A device of this name is there already.")
TWO_THERE = N_("Several devices of the dossier have this name.")
NOTHING_NEW = N_("The dossier says the same already.")
BY_HAND = N_("Left out by you.")
NOT_READ = N_("Nothing in this row was understood.")


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One cell of the preview.

    Attributes:
        text: what the list says, or what it was corrected to.
        value: the answer it becomes, ``None`` for none.
        why: what is wrong with it, if something is.
        zone: name of the zone that is added for it.
    """

    text: str
    value: Any = None
    why: Texts | None = None
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What becomes of one row.

    Attributes:
        row: its place in the table.
        number: its line in the file.
        action: a new device, a change to one, nothing new, or left out.
        key: id of the device that changes, empty otherwise.
        cells: by field.
        why: why it is left out.
    """

    row: int
    number: int
    action: Action
    key: str
    cells: Mapping[str, PlannedCell]
    why: Texts | None = None

    @property
    def complaints(self) -> int:
        """How many cells are not understood."""
        return sum(cell.why is not None for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Attributes:
        rows: every row below the header.
        zones: names of zones that are added.
    """

    rows: tuple[PlannedRow, ...]
    zones: tuple[str, ...]

    def count(self, *actions: Action) -> int:
        """Return the number of rows that have one of these fates."""
        return sum(row.action in actions for row in self.rows)

    @property
    def complaints(self) -> int:
        """How many cells of rows that are taken are not understood."""
        return sum(row.complaints for row in self.rows if row.action in {"add", "update", "same"})


@dataclass(frozen=True, slots=True)
class Imported:
    """The dossier after an import.

    Attributes:
        dossier: with what was added and changed.
        added: ids of the new devices.
        changed: ids of the devices that changed.
        drafts: texts that were not understood, by the path of the answer they were meant to be.
    """

    dossier: Dossier
    added: tuple[str, ...]
    changed: tuple[str, ...]
    drafts: Mapping[str, str]


def plan(dossier: Dossier, table: Table, mapping: ColumnMap) -> Plan:
    """Return what an import of ``table`` would do, row by row."""
    planner = _Planner(dossier, table, mapping)
    rows = tuple(planner.row(row) for row in rows_of(table, mapping))
    named = (
        name
        for one in rows
        if one.action in {"add", "update"}
        for cell in one.cells.values()
        for name in cell.zones
    )
    zones = dict[str, str]()
    for name in named:
        zones.setdefault(folded(name), name)
    return Plan(rows, tuple(zones.values()))


class _Planner:
    """Plans the rows of one table, one after the other."""

    def __init__(self, dossier: Dossier, table: Table, mapping: ColumnMap) -> None:
        self._table, self._mapping, self._reader = table, mapping, Reader(dossier)
        self._cameras: Mapping[str, Camera] = dossier.cameras or {}
        self._labels: dict[str, list[str]] = {}
        for key, camera in self._cameras.items():
            if camera.label:
                self._labels.setdefault(folded(camera.label), []).append(key)
        self._fields = list(dict.fromkeys(name for name in mapping.fields if name))
        self._columns = {name: mapping.columns_of(name) for name in self._fields}
        self._seen: set[str] = set()
        self._read: dict[tuple[str, str], PlannedCell] = {}

    def row(self, row: int) -> PlannedRow:
        """Return what becomes of a row."""
        cells = {name: self._cell(row, name) for name in self._fields}
        action, key, why = self._fate(row, cells)
        by_hand = self._mapping.taken.get(row)
        if by_hand is False and action != "skip":
            action, key, why = "skip", "", texts(BY_HAND)
        elif by_hand and action == "skip" and any(cell.value is not None for cell in cells.values()):
            action, key, why = "add", "", None
        return PlannedRow(row, self._table.numbers[row], action, key, cells, why)

    def _cell(self, row: int, name: str) -> PlannedCell:
        corrected = self._mapping.corrected.get((row, name))
        parts = [self._table.rows[row][column] for column in self._columns[name]]
        text = " ".join(part for part in parts if part) if corrected is None else corrected
        if (name, text) not in self._read:
            self._read[name, text] = self._understood(name, text)
        return self._read[name, text]

    def _understood(self, name: str, text: str) -> PlannedCell:
        spec = spec_of(name)
        cell: Cell = self._reader.read(spec, text)
        if cell.why is None:
            return PlannedCell(text, cell.value)
        chosen = self._mapping.words.get((name, folded(text)), LEAVE)
        if chosen and spec.choices is not None:
            return PlannedCell(text, entry(name, chosen))
        if cell.missing:
            return self._placed(name, text, cell)
        return PlannedCell(text, None, cell.why)

    def _placed(self, name: str, text: str, cell: Cell) -> PlannedCell:
        """Return a cell that names zones the dossier does not have, with what was chosen for them."""
        names, keys, added = self._reader.names("zones"), list[str](), list[str]()
        for place in names.split(text) if name == "sees" else [text]:
            chosen = self._mapping.zones.get(folded(place), LEAVE)
            known = names.find(place)
            if known or chosen not in {ADD_ZONE, LEAVE}:
                keys.append(known[0] if known else chosen)
            elif chosen == ADD_ZONE and len(place) <= 200:
                added.append(place)
            else:
                return PlannedCell(text, None, cell.why)
        value = tuple(dict.fromkeys(keys)) if name == "sees" else keys[0] if keys else None
        return PlannedCell(text, value if keys else None, None, tuple(added))

    def _fate(self, row: int, cells: Mapping[str, PlannedCell]) -> tuple[Action, str, Texts | None]:
        if not any(cell.text for cell in cells.values()):
            return "skip", "", texts(NOTHING_TAKEN)
        if is_total(next((cell for cell in self._table.rows[row] if cell), "")):
            return "skip", "", texts(A_TOTAL)
        if all(cell.value is None and not cell.zones for cell in cells.values()):
            return "skip", "", texts(NOT_READ)
        label = cells["label"].value if "label" in cells else None
        keys = self._labels.get(folded(label), []) if label else []
        again = label is not None and folded(label) in self._seen
        if label:
            self._seen.add(folded(label))
        if not keys or again or self._mapping.same_name == "add":
            return "add", "", None
        if self._mapping.same_name == "skip":
            return "skip", "", texts(THERE_ALREADY)
        if len(keys) > 1:
            return "skip", "", texts(TWO_THERE)
        if any(cell.zones or cell.why or self._differs(keys[0], name, cell) for name, cell in cells.items()):
            return "update", keys[0], None
        return "same", keys[0], texts(NOTHING_NEW)

    def _differs(self, key: str, name: str, cell: PlannedCell) -> bool:
        return cell.value is not None and getattr(self._cameras[key], name) != cell.value


def carry_out(dossier: Dossier, planned: Plan) -> Imported:
    """Return the dossier after an import; what was not understood comes back as drafts.

    Raises:
        AnswerError: if there are more devices or zones than a dossier holds.
    """
    dossier, made = edits.with_zones(dossier, planned.zones)
    zones = {folded(name): key for name, key in made.items()}
    new = [row for row in planned.rows if row.action == "add"]
    changed = [row for row in planned.rows if row.action == "update"]
    answers = [_answers(row, zones) for row in new]
    dossier, keys = edits.with_new(dossier, answers)
    if changed:
        cells = {(row.key, name): value for row in changed for name, value in _answers(row, zones).items()}
        dossier = edits.with_cells(dossier, cells)
    drafts = {
        f"cameras.{key}.{name}": cell.text
        for key, row in [*zip(keys, new, strict=True), *((row.key, row) for row in changed)]
        for name, cell in row.cells.items()
        if cell.why is not None
    }
    return Imported(dossier, keys, tuple(row.key for row in changed), drafts)


def _answers(row: PlannedRow, zones: Mapping[str, str]) -> dict[str, Any]:
    answers = dict[str, Any]()
    for name, cell in row.cells.items():
        value = cell.value
        if cell.zones:
            more = tuple(zones[folded(zone)] for zone in cell.zones)
            value = more[0] if name == "zone" else tuple(dict.fromkeys((*(value or ()), *more)))
        if value is not None:
            answers[name] = value
    return answers
