"""What a list means: how it is read, its columns, its words, its places, and names that are there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.gui import language
from fr_desk.gui.arrange import empty
from fr_desk.gui.buttons import button
from fr_desk.gui.editors.choices import Combo
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.i18n import N_, NP_
from fr_desk.rules.sentences import name_of
from fr_desk.services.devices.mapping import (
    ADD_ZONE,
    LEAVE,
    ColumnMap,
    SameName,
    reason_for,
    titles,
    unknown_places,
    unlisted_words,
    values_of,
)
from fr_desk.services.devices.words import FIELDS, SHOWN, folded, spec_of
from fr_desk.storage.encodings import ENCODINGS
from fr_desk.storage.tables import Table

WIDTH = 320
_MOST = 60
"""Words or places that are asked about one by one; more are left to the preview."""
SAME_NAMES: dict[SameName, str] = {
    "update": N_("Change that device"),
    "add": N_("Add another one"),
    "skip": N_("Leave the row out"),
}
LEFT_OUT = N_("Leave out")
UNNAMED_COLUMN = N_("Column {number}")
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": N_("Chinese (GB 18030)"),
    "cp949": N_("Korean (CP949)"),
    "big5": N_("Traditional Chinese (Big5)"),
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "cp1252": N_("Western European"),
}


class MappingPanel(QScrollArea):
    """The panel.

    Signals:
        chosen: another mapping, and the place of the header.
        read_wanted: the file is to be read in another character set, or another sheet of it.
    """

    chosen = Signal(object, int)
    read_wanted = Signal(str, str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(1, 1, 8, 4)
        self._box.setSpacing(10)
        self.setWidget(body)
        self._mapping: ColumnMap | None = None
        self.columns: list[Combo] = []
        self.words: dict[tuple[str, str], Combo] = {}
        self.places: dict[str, Combo] = {}

    def keep(self, mapping: ColumnMap) -> None:
        """Know a mapping that needs no other controls."""
        self._mapping = mapping

    def show_mapping(self, table: Table, mapping: ColumnMap, dossier: Dossier) -> None:
        """Make the controls for a mapping."""
        place = self.verticalScrollBar().value()
        self._mapping = mapping
        empty(self._box)
        while self._box.count():
            self._box.takeAt(0)
        self._box.addWidget(self._source(table, mapping))
        self.words, self.places = {}, {}
        if unknown := unlisted_words(table, mapping):
            self._box.addWidget(self._words(unknown, mapping))
        if unknown_names := unknown_places(table, mapping, dossier):
            self._box.addWidget(self._places(unknown_names, mapping, dossier))
        if "label" in mapping.fields and dossier.cameras:
            self._box.addWidget(self._same_names(mapping))
        self._box.addWidget(self._columns(table, mapping))
        self._box.addStretch()
        self.verticalScrollBar().setValue(place)

    def _source(self, table: Table, mapping: ColumnMap) -> Card:
        card = self._card(table.name)
        if table.encoding:
            options = [(one, t(ENCODING_NAMES[one])) for one in ENCODINGS]
            self.encoding = self._combo(
                t(N_("Character set")), options, table.encoding, lambda one: self.read_wanted.emit(one, "")
            )
            self._ask(card, t(N_("Character set")), self.encoding)
        if len(table.sheets) > 1:
            sheets = [(one, one) for one in table.sheets]
            self.sheet = self._combo(
                t(N_("Sheet")), sheets, table.sheet, lambda one: self.read_wanted.emit("", one)
            )
            self._ask(card, t(N_("Sheet")), self.sheet)
        rows = [(str(number), self._row_words(table, number)) for number in range(min(len(table.rows), 30))]
        options = [("-1", t(N_("There is none"))), *rows]
        self.header = self._combo(
            t(N_("Row with the headers")),
            options,
            str(mapping.header),
            lambda one: self._tell(mapping, int(one)),
        )
        self._ask(card, t(N_("Row with the headers")), self.header)
        return card

    @staticmethod
    def _row_words(table: Table, number: int) -> str:
        return f"{table.numbers[number]}: {' | '.join(cell for cell in table.rows[number] if cell)[:60]}"

    def _columns(self, table: Table, mapping: ColumnMap) -> Card:
        card = self._card(t(N_("Columns")))
        self.columns = []
        fields = [(LEAVE, t(LEFT_OUT)), *((one, t(spec_of(one).title)) for one in _in_order())]
        for column, title in enumerate(titles(table, mapping)):
            words = title.replace("\n", " ") or t(UNNAMED_COLUMN, number=column + 1)
            if column:
                card.box.addWidget(Hairline())
            combo = self._combo(words, fields, mapping.fields[column], partial(self._choose_field, column))
            self.columns.append(combo)
            examples = "; ".join(dict.fromkeys(values_of(table, mapping, column)[:20]))
            self._ask(card, words, combo, examples.replace("\n", " ")[:200])
            if not mapping.fields[column] and (reason := reason_for(title)):
                card.box.addWidget(Prose(t(reason), "secondary"))
        return card

    def _choose_field(self, column: int, name: str) -> None:
        assert self._mapping is not None
        self._tell(self._mapping.with_field(column, name))

    def _words(self, unknown: Sequence[tuple[str, str]], mapping: ColumnMap) -> Card:
        card = self._card(t(N_("Words that are no entry of a list")))
        for name, word in unknown[:_MOST]:
            spec = spec_of(name)
            options = [(LEAVE, t(N_("Stays unanswered")))]
            options += [(choice.value, t(choice.label)) for choice in spec.choices or ()]
            chosen = mapping.words.get((name, folded(word)), LEAVE)
            combo = self._combo(word, options, chosen, partial(self._choose_word, name, word))
            self.words[name, folded(word)] = combo
            colon = "：" if language.current() == "zh" else ": "
            self._ask(card, f"{t(spec.title)}{colon}{word[:80]}", combo)
        self._say_more(card, len(unknown))
        return card

    def _choose_word(self, name: str, word: str, value: str) -> None:
        assert self._mapping is not None
        self._tell(replace(self._mapping, words={**self._mapping.words, (name, folded(word)): value}))

    def _places(self, names: Sequence[str], mapping: ColumnMap, dossier: Dossier) -> Card:
        card = self._card(t(N_("Places that are no zone yet")))
        lang = language.current()
        zones = [(key, name_of(dossier, f"zones.{key}", lang)) for key in dossier.zones or {}]
        options = [(LEAVE, t(N_("Stays unanswered"))), (ADD_ZONE, t(N_("Add as a zone"))), *zones]
        if len(names) > 1:
            self.add_all = button(
                tn(*NP_("Add this one as a zone", "Add all {count} as zones"), len(names)),
                icon="plus",
                kind="small",
                press=lambda: self._add_all(names),
            )
            card.box.addWidget(self.add_all, 0, Qt.AlignmentFlag.AlignLeft)
        for name in names[:_MOST]:
            chosen = mapping.zones.get(folded(name), LEAVE)
            combo = self._combo(name, options, chosen, partial(self._choose_place, name))
            self.places[folded(name)] = combo
            self._ask(card, name[:80], combo)
        self._say_more(card, len(names))
        return card

    def _choose_place(self, name: str, key: str) -> None:
        assert self._mapping is not None
        self._tell(replace(self._mapping, zones={**self._mapping.zones, folded(name): key}))

    def _add_all(self, names: Sequence[str]) -> None:
        assert self._mapping is not None
        added = {folded(name): ADD_ZONE for name in names if not self._mapping.zones.get(folded(name))}
        for name in added:
            if name in self.places:
                self.places[name].setCurrentIndex(self.places[name].findData(ADD_ZONE))
        self._tell(replace(self._mapping, zones={**self._mapping.zones, **added}))

    def _same_names(self, mapping: ColumnMap) -> Card:
        card = self._card(t(N_("If a device of that name is there already")))
        options = [(str(one), t(words)) for one, words in SAME_NAMES.items()]

        def choose(value: str) -> None:
            assert self._mapping is not None
            how = next(one for one in SAME_NAMES if one == value)
            self._tell(replace(self._mapping, same_name=how))

        title = t(N_("If a device of that name is there already"))
        self.same_name = self._combo(title, options, mapping.same_name, choose)
        card.box.addWidget(self.same_name)
        return card

    # parts

    def _tell(self, mapping: ColumnMap, head: int | None = None) -> None:
        assert self._mapping is not None
        if head is None:
            self.chosen.emit(mapping, mapping.header)
        else:
            self.chosen.emit(self._mapping, head)

    @staticmethod
    def _card(title: str) -> Card:
        card = Card(margins=(14, 11, 14, 12))
        card.box.setSpacing(6)
        card.box.addWidget(Prose(title, "strong"))
        return card

    @staticmethod
    def _combo(
        words: str, options: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], object]
    ) -> Combo:
        combo = Combo()
        combo.setAccessibleName(words)
        combo.setMaxVisibleItems(16)
        for value, label in options:
            combo.addItem(label, value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.activated.connect(lambda _index: choose(str(combo.currentData())))
        return combo

    @staticmethod
    def _ask(card: Card, words: str, combo: Combo, examples: str = "") -> None:
        card.box.addWidget(Prose(words))
        if examples:
            card.box.addWidget(OneLine(examples, "secondary"))
        card.box.addWidget(combo)

    @staticmethod
    def _say_more(card: Card, number: int) -> None:
        if number > _MOST:
            more = NP_(
                "And one more, to be corrected in the rows.", "And {count} more, to be corrected in the rows."
            )
            card.box.addWidget(Prose(tn(more.one, more.other, number - _MOST), "secondary"))


def _in_order() -> list[str]:
    return list(dict.fromkeys((*SHOWN, *FIELDS)))
