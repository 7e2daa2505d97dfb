"""What the columns of a list mean: guessed from headers and values, changed by whoever imports it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_
from fr_desk.services.devices.cells import Reader, has_unit
from fr_desk.services.devices.words import FIELDS, choice_of, choice_within, folded, header, is_total, spec_of
from fr_desk.storage.tables import Table

SameName = Literal["update", "add", "skip"]
"""What becomes of a row whose label a device of the dossier has already."""
ADD_ZONE = "+"
"""Instead of a zone's id: a zone of this name is added."""
LEAVE = ""
"""Instead of an entry of a list or a zone's id: the question stays unanswered."""
REASONS: Mapping[str, str] = {
    "address": N_("Network addresses are not kept in the dossier."),
    "password": N_("User names and passwords are not kept in the dossier."),
    "number": N_(
        "Numbers of channels are not kept; take them over as the label if the devices have no names."
    ),
    "model": N_("The dossier has no place for it; take it over as the label if the devices have no names."),
    "retention": N_("How long video is kept is asked on the step Retention, for each activity."),
    "other": N_("The dossier has no place for it."),
}
"""Why a column that is understood is left out."""
_HEADER_WITHIN = 30
"""Lines among which the header is looked for; above it there may be titles."""
_SAMPLE = 200
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}", re.IGNORECASE)
_CHANNEL = re.compile(
    r"[\[(]?(?:d|a|ch|ipc|cam|ipcamera|通道|채널|no\.?)?[-_ #]?\d{1,4}[\])]?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a table is read as devices.

    Attributes:
        header: place of the header among the rows, -1 for none.
        fields: of each column, the field it says; empty for a column that is left out.
        words: what words of closed lists mean, by field and folded word; an entry's value or :data:`LEAVE`.
        zones: what names of places mean, by folded name; a zone's id, :data:`ADD_ZONE` or :data:`LEAVE`.
        same_name: what becomes of rows with the label of a device.
        corrected: cells that were corrected, by row and field.
        taken: rows that are taken or left out against the rule, by row.
    """

    header: int
    fields: tuple[str, ...]
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    same_name: SameName = "update"
    corrected: Mapping[tuple[int, str], str] = field(default_factory=dict)
    taken: Mapping[int, bool] = field(default_factory=dict)

    def columns_of(self, name: str) -> list[int]:
        """Return the columns that say ``name``."""
        return [place for place, one in enumerate(self.fields) if one == name]

    def with_field(self, column: int, name: str) -> ColumnMap:
        """Return the mapping with another meaning of a column; only a label may be put together from several."""
        fields = list(self.fields)
        if name and name != "label":
            fields = [LEAVE if one == name else one for one in fields]
        fields[column] = name
        return replace(self, fields=tuple(fields))


def titles(table: Table, mapping: ColumnMap) -> tuple[str, ...]:
    """Return the headers of the columns, empty where there are none."""
    return table.rows[mapping.header] if mapping.header >= 0 else ("",) * table.width


def rows_of(table: Table, mapping: ColumnMap) -> range:
    """Return the places of the rows that are devices: those below the header."""
    return range(mapping.header + 1, len(table.rows))


def values_of(table: Table, mapping: ColumnMap, column: int) -> list[str]:
    """Return the values of a column, without empty ones."""
    some = (table.rows[row][column] for row in rows_of(table, mapping)[:_SAMPLE])
    return [value for value in some if value]


def reason_for(title: str) -> str:
    """Return why a column with this header is left out, empty if nothing is known about it."""
    known = header(title) if title else None
    return REASONS.get(known.reason, "") if known else ""


def guess(table: Table, dossier: Dossier, head: int | None = None) -> ColumnMap:
    """Return what the columns of a table seem to mean.

    Args:
        table: the list.
        dossier: whose zones may be named in it.
        head: place of the header, -1 for none; found out if omitted.
    """
    found = ColumnMap(_header_of(table) if head is None else head, (LEAVE,) * table.width)
    fields = _by_headers(titles(table, found))
    named = {name for name in fields if name}
    for column in range(table.width):
        if fields[column] is None:
            fields[column] = _by_values(values_of(table, found, column), named, dossier)
            named.add(fields[column] or LEAVE)
    if "label" not in named:
        names = _names_of(table, found, fields)
        if names is not None:
            fields[names] = "label"
    found = replace(found, fields=tuple(name or LEAVE for name in fields))
    return with_guessed_words(table, found, dossier)


def _header_of(table: Table) -> int:
    best, place = 0, -1
    for number, row in enumerate(table.rows[:_HEADER_WITHIN]):
        known = sum(bool(cell) and header(cell) is not None for cell in row)
        filled = sum(bool(cell) for cell in row)
        if known > best and known * 2 >= filled and (known > 1 or table.width <= 2 or filled == known > best):
            best, place = known, number
    return place if best > 1 or table.width <= 2 else -1


def _by_headers(row: tuple[str, ...]) -> list[str | None]:
    """Return the fields of columns by their headers: ``""`` for columns to leave out, ``None`` for unknown ones."""
    known = [header(cell) if cell else None for cell in row]
    fields: list[str | None] = [None if one is None else LEAVE for one in known]
    for exact in (True, False):
        for column, one in enumerate(known):
            if one and one.field and one.exact is exact and one.field not in fields:
                fields[column] = one.field
    return fields


def _by_values(values: list[str], named: set[str], dossier: Dossier) -> str | None:
    """Return the field that most values of a column without a known header belong to."""
    if not values or _share(values, lambda value: bool(_ADDRESS.fullmatch(value))) > 0.5:
        return LEAVE
    tests: list[tuple[str, Callable[[str], bool]]] = [("resolution", has_unit)]
    names = Reader(dossier).names("zones")
    tests.append(("zone", lambda value: bool(names.find(value))))
    tests.extend(
        (one, partial(_is_word, one)) for one in ("kind", "picture", "network", "audio", "face_function")
    )
    tests.append(("kind", lambda value: len(value) < 30 and choice_within("kind", value) is not None))
    for name, test in tests:
        if name not in named and _share(values, test) >= 0.6 and len(values) > 1:
            return name
    return None


def _is_word(name: str, value: str) -> bool:
    return choice_of(name, value) is not None


def _share(values: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values)


def _names_of(table: Table, mapping: ColumnMap, fields: list[str | None]) -> int | None:
    """Return the column with the names of the devices where no header says so: most different words, else channels."""
    best, chosen, channels = 0.0, None, None
    for column in range(table.width):
        if fields[column] and fields[column] != LEAVE:
            continue
        values = values_of(table, mapping, column)
        if not values or _share(values, lambda value: bool(_ADDRESS.fullmatch(value))) > 0.5:
            continue
        if _share(values, lambda value: bool(_CHANNEL.fullmatch(value))) > 0.8:
            channels = column if channels is None else channels
            continue
        if fields[column] is None:
            weight = len({folded(value) for value in values}) / len(values)
            if weight > best:
                best, chosen = weight, column
    if chosen is not None:
        return chosen
    known = [header(title) for title in titles(table, mapping)]
    model = next((at for at, one in enumerate(known) if one and one.reason == "model"), None)
    return channels if channels is not None else model


def with_guessed_words(table: Table, mapping: ColumnMap, dossier: Dossier) -> ColumnMap:
    """Return the mapping with what words and places of its columns seem to mean; what was chosen before stays."""
    words, zones = dict(mapping.words), dict(mapping.zones)
    for name, word in unlisted_words(table, mapping):
        inside = choice_within(name, word)
        words.setdefault((name, folded(word)), inside.value if inside else LEAVE)
    for place in unknown_places(table, mapping, dossier):
        zones.setdefault(folded(place), LEAVE)
    return replace(mapping, words=words, zones=zones)


def words_of(table: Table, mapping: ColumnMap) -> list[tuple[str, str, int]]:
    """Return the words of closed lists in a table: field, word, how often; each once, in order."""
    found: dict[tuple[str, str], tuple[str, str, int]] = {}
    for name in FIELDS:
        if spec_of(name).kind != "choice":
            continue
        for column in mapping.columns_of(name):
            for row in rows_of(table, mapping):
                word = table.rows[row][column]
                if word and not is_total(table.rows[row][0]):
                    key = name, folded(word)
                    found[key] = (
                        name,
                        found.get(key, (name, word, 0))[1],
                        found.get(key, ("", "", 0))[2] + 1,
                    )
    return list(found.values())


def unlisted_words(table: Table, mapping: ColumnMap) -> list[tuple[str, str]]:
    """Return the words of closed lists that are not known as such, by field."""
    return [(name, word) for name, word, _ in words_of(table, mapping) if choice_of(name, word) is None]


def unknown_places(table: Table, mapping: ColumnMap, dossier: Dossier) -> list[str]:
    """Return the names of places that no zone has, each once, in order."""
    reader, found = Reader(dossier), dict[str, str]()
    for name in ("zone", "sees"):
        for column in mapping.columns_of(name):
            for row in rows_of(table, mapping):
                text = table.rows[row][column]
                if text and not is_total(table.rows[row][0]):
                    for place in reader.read(spec_of(name), text).missing:
                        found.setdefault(folded(place), place)
    return list(found.values())
