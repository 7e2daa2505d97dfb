"""The controls of a sign's design that no other answer has: languages, paper, way up, and what stands on the sign.

They are editors like any other: they show a choice and tell of a new one, ``None`` for the usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fr_desk.domain.choices import Language, PaperSize, SignItem
from fr_desk.gui.arrange import Aside, Flow, empty
from fr_desk.gui.buttons import Chip, Segment
from fr_desk.gui.editors.choices import Combo
from fr_desk.gui.editors.editor import Editor, Place
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.tick import Tick
from fr_desk.i18n import LANGUAGE_NAMES, LANGUAGES, N_, Lang
from fr_desk.services.sign_designs import Told
from fr_desk.services.signs import SheetForm

MOST = 3
"""Languages that a sign holds."""
USUAL_SIZE = PaperSize.A4
_CHOSEN: dict[Lang, Language] = {"zh": Language.ZH, "ko": Language.KO, "en": Language.EN}


class LanguagesEditor(Editor):
    """Chips for the languages on a sign, in the order they are chosen."""

    def __init__(self, place: Place) -> None:
        """Offer all languages."""
        super().__init__(place)
        self._langs: tuple[Lang, ...] = ()
        self._usual: tuple[Lang, ...] = ()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        flow = Flow()
        box.addWidget(flow)
        self.chips: dict[Lang, Chip] = {}
        for lang in LANGUAGES:
            chip = Chip(LANGUAGE_NAMES[lang])
            chip.setAccessibleDescription(place.words)
            chip.clicked.connect(lambda _on=False, lang=lang: self._on_clicked(lang))
            self.chips[lang] = chip
            flow.add(chip)
        self.setFocusProxy(self.chips["zh"])

    def show_value(self, value: Any) -> None:
        """Mark the languages of a sign: those in use, and those it has without a choice."""
        self._langs, self._usual = value
        for lang, chip in self.chips.items():
            chip.setChecked(lang in self._langs)

    def _on_clicked(self, lang: Lang) -> None:
        others = tuple(one for one in self._langs if one != lang)
        langs = (*self._langs[: MOST - 1], lang) if lang not in self._langs else others or (lang,)
        changed = langs != self._langs
        self.show_value((langs, self._usual))
        if changed:
            chosen = tuple(_CHOSEN[one] for one in langs)
            self.edited.emit(None if langs == self._usual else chosen, False)


class SizeEditor(Editor):
    """The sizes of paper with their millimetres; A4 is the usual one."""

    def __init__(self, place: Place) -> None:
        """Offer all sizes, the smallest first."""
        super().__init__(place)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.combo = Combo()
        self.combo.setAccessibleName(place.words)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sizes = tuple(PaperSize)
        for size in self._sizes:
            sheet = QPageSize(QPageSize.PageSizeId[size.value]).size(QPageSize.Unit.Millimeter)
            self.combo.addItem(f"{size.label} · {sheet.width():.0f} × {sheet.height():.0f} mm")
        self.combo.activated.connect(self._on_chosen)
        box.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def show_value(self, value: Any) -> None:
        """Show a size."""
        self.combo.setCurrentIndex(self._sizes.index(value or USUAL_SIZE))

    def _on_chosen(self, number: int) -> None:
        size = self._sizes[number]
        self.edited.emit(None if size is USUAL_SIZE else size, False)


class WayUpEditor(Editor):
    """Portrait, which is the usual way, or landscape."""

    def __init__(self, place: Place) -> None:
        """Make the two segments."""
        super().__init__(place)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.portrait = Segment(t(N_("Portrait")), first=True)
        self.landscape = Segment(t(N_("Landscape")), last=True)
        self._group = QButtonGroup(self)
        for segment in (self.portrait, self.landscape):
            self._group.addButton(segment)
            segment.setAccessibleDescription(t(N_("Way up")))
            box.addWidget(segment)
        self._quiet = False
        self.landscape.toggled.connect(self._on_toggled)

    def show_value(self, value: Any) -> None:
        """Mark a way."""
        self._quiet = True
        chosen = self.landscape if value else self.portrait
        chosen.setChecked(True)
        self.setFocusProxy(chosen)
        self._quiet = False

    def _on_toggled(self, on: bool) -> None:
        if not self._quiet:
            self.setFocusProxy(self.landscape if on else self.portrait)
            self.edited.emit(True if on else None, False)


class SheetChoice(Combo):
    """How this printing comes onto paper; nothing of it is kept in the dossier."""

    def __init__(self, names: dict[SheetForm, str]) -> None:
        """Offer nothing yet; ``names`` has the words of each way."""
        super().__init__()
        self._names = names
        self.setAccessibleName(t(N_("This printing")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sheets(self, sheets: Sequence[SheetForm], sheet: SheetForm) -> None:
        """Offer ``sheets``, of which ``sheet`` is taken."""
        if [self.itemData(row) for row in range(self.count())] != [*sheets]:
            self.clear()
            for one in sheets:
                self.addItem(t(self._names[one]), one)
        self.setCurrentIndex(sheets.index(sheet))


class ItemsEditor(Editor):
    """What stands on a sign: boxes to tick, and locked where an article wants it told."""

    def __init__(self, place: Place, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__(place)
        self._guide = guide
        self._told: tuple[Told, ...] = ()
        self.ticks: dict[SignItem, Tick] = {}
        self.locked: dict[SignItem, Citations] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_value(self, value: Any) -> None:
        """Show what can be told."""
        told: tuple[Told, ...] = value
        shape = [(one.item, one.article) for one in told]
        if shape != [(one.item, one.article) for one in self._told]:
            self._make(told)
        self._told = told
        for one in told:
            if one.item in self.ticks:
                self.ticks[one.item].setChecked(one.printed)

    def _make(self, told: Sequence[Told]) -> None:
        """Make the rows anew: what is demanded is another."""
        empty(self._box)
        self.ticks, self.locked = {}, {}
        for one in told:
            words = t(one.item.label)
            if one.article is None:
                tick = self.ticks[one.item] = Tick(words)
                tick.setAccessibleDescription(self.place.words)
                tick.clicked.connect(self._on_ticked)
                self._box.addWidget(tick)
            else:
                label = self._guide.citation_label(one.article)
                self.locked[one.item] = Citations([(one.article, label)], self._guide.show_article)
                self._box.addWidget(_locked(words, label, self.locked[one.item]))
        first = next(iter(self.ticks.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def _on_ticked(self, _on: bool) -> None:
        left_out = tuple(item for item, tick in self.ticks.items() if not tick.isChecked())
        self.edited.emit(left_out or None, False)


def _locked(words: str, label: str, article: Citations) -> QWidget:
    """Return a row that cannot be changed, and says which article is why."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(5, 3, 0, 3)
    box.setSpacing(9)
    lock = QVBoxLayout()
    lock.addSpacing(2)
    lock.addWidget(Icon("lock", "muted", 16))
    lock.addStretch()
    box.addLayout(lock)
    aside = Aside(gap=8)
    aside.add(Prose(words))
    aside.add(article)
    box.addWidget(aside, 1)
    row.setAccessibleName(t(N_("{item}: cannot be left off, {law}"), item=words, law=label))
    for chip in article.children_in_order:
        chip.setAccessibleDescription(row.accessibleName())
    return row
