"""What stands over the pages: which page, how large, in which languages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.language import t
from fr_desk.gui.page_places import Fit
from fr_desk.gui.pages import Pages
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import LANGUAGE_NAMES, LANGUAGES, N_, Lang
from fr_desk.services.printing import SHEET_NAMES
from fr_desk.services.signs import SheetForm

ZOOM_WORDS: tuple[tuple[str, float | Fit, str], ...] = (
    (N_("Fit the width"), Fit.WIDTH, "Ctrl+2"),
    (N_("Whole page"), Fit.PAGE, "Ctrl+0"),
    (N_("Size on paper, 100 %"), 1.0, "Ctrl+1"),
)
_FACTORS = (0.5, 0.75, 1.25, 1.5, 2.0, 4.0)


class _Line(QWidget):
    """Controls beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)


class _Number(QLineEdit):
    """A field for a page number; Escape leaves it as it was."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PageBox(_Line):
    """The number of the page that is read, which can be overwritten, and the way to its neighbours."""

    def __init__(self, pages: Pages) -> None:
        """Turn ``pages``."""
        super().__init__()
        self._pages = pages
        self.number = _Number()
        self.number.setFixedWidth(QFontMetrics(theme.font()).horizontalAdvance("0000") + 26)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(t(N_("Page number")))
        self.number.setToolTip(t(N_("Go to a page (Ctrl+G)")))
        self.number.returnPressed.connect(self._go)
        self.number.left.connect(self._leave)
        self.number.editingFinished.connect(self.show_page)
        self._count = OneLine(role="muted")
        self.back, self.on = (
            button(t(words), icon=icon, kind="icon", press=partial(self._turn, way))
            for words, icon, way in (
                (N_("Previous page"), "chevron-up", -1),
                (N_("Next page"), "chevron-down", 1),
            )
        )
        for widget in (self.back, self.number, self._count, self.on):
            self.box.addWidget(widget)
        pages.turned.connect(self.show_page)

    def show_page(self) -> None:
        """Follow the pages, unless a number is being written."""
        here, count = self._pages.here, self._pages.count
        if not (self.number.hasFocus() and self.number.isModified()):
            self.number.setText(str(here + 1) if count else "")
        self._count.setText(t(N_("of {count}"), count=count) if count else "")
        self.back.setEnabled(here > 0)
        self.on.setEnabled(here + 1 < count)

    def ask(self) -> None:
        """Let the user write a number."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def _turn(self, way: int) -> None:
        self._pages.go_to(self._pages.here + way)

    def _go(self) -> None:
        written = self.number.text().strip()
        self.number.setModified(False)
        if written.isdecimal() and len(written) < 8:
            self._pages.go_to(int(written) - 1)
        self._leave()

    def _leave(self) -> None:
        self.number.setModified(False)
        self.show_page()
        self._pages.setFocus(Qt.FocusReason.OtherFocusReason)


class ZoomBox(_Line):
    """How large the pages are, and the ways to another size."""

    def __init__(self, pages: Pages, window: QWidget) -> None:
        """Zoom ``pages``; the keys work in the whole ``window``."""
        super().__init__()
        self._pages = pages
        smaller, larger = (
            button(t(words), icon=icon, kind="icon", press=partial(pages.step_zoom, way))
            for words, icon, way in ((N_("Smaller"), "zoom-out", -1), (N_("Larger"), "zoom-in", 1))
        )
        self.percent = button("100 %", icon="chevron-down", kind="quiet")
        self.percent.setMinimumWidth(92)
        self.percent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its icon stands at the end
        self.menu = QMenu(self)
        for words, zoom, keys in ZOOM_WORDS:
            action = self.menu.addAction(t(words), partial(pages.show_zoom, zoom))
            action.setCheckable(True)
            action.setData(zoom if isinstance(zoom, Fit) else None)
            action.setShortcut(QKeySequence(keys))
            window.addAction(action)
        self.menu.addSeparator()
        for factor in _FACTORS:
            self.menu.addAction(f"{factor * 100:.0f} %", partial(pages.show_zoom, factor))
        self.percent.setMenu(self.menu)
        for way, sequences in (
            (1, (QKeySequence.StandardKey.ZoomIn, "Ctrl+=")),
            (-1, (QKeySequence.StandardKey.ZoomOut,)),
        ):
            step = QAction(window)
            step.setShortcuts([QKeySequence(keys) for keys in sequences])
            step.triggered.connect(lambda _checked=False, way=way: pages.step_zoom(way))
            window.addAction(step)
        for widget in (smaller, self.percent, larger):
            self.box.addWidget(widget)
        pages.turned.connect(self.show_zoom)
        self.show_zoom()

    def show_zoom(self) -> None:
        """Follow the pages."""
        words = f"{self._pages.zoom * 100:.0f} %"
        self.percent.setText(words)
        self.percent.setAccessibleName(t(N_("Zoom: {zoom}"), zoom=words))
        for action in self.menu.actions():
            action.setChecked(action.data() is not None and action.data() is self._pages.fit)


class SheetBox(_Line):
    """How a sign is put on paper; nothing at all where there is no choice.

    Signals:
        chosen: one of the ways.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.way = button("", icon="chevron-down", kind="quiet")
        self.way.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its icon stands at the end
        self.menu = QMenu(self.way)
        self.way.setMenu(self.menu)
        self.box.addWidget(self.way)

    def show_sheet(self, sheet: SheetForm, sheets: tuple[SheetForm, ...]) -> None:
        """Show which of the ways of a paper is taken."""
        words = t(SHEET_NAMES[sheet])
        self.way.setText(words)
        self.way.setAccessibleName(t(N_("On paper: {way}"), way=words))
        self.menu.clear()
        for one in sheets:
            action = self.menu.addAction(t(SHEET_NAMES[one]), partial(self.chosen.emit, one))
            action.setCheckable(True)
            action.setChecked(one == sheet)
        self.setVisible(len(sheets) > 1)


class LanguageBox(_Line):
    """The languages of the paper; one that can hold several takes them in the order they are chosen.

    Signals:
        chosen: the languages, the main one first.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        """Offer all languages."""
        super().__init__()
        self._langs: tuple[Lang, ...] = ()
        self._most = 1
        self.chips: dict[Lang, Chip] = {}
        for lang in LANGUAGES:
            chip = Chip(LANGUAGE_NAMES[lang])
            chip.setAccessibleDescription(t(N_("Language of this paper")))
            chip.clicked.connect(lambda _on=False, lang=lang: self._on_clicked(lang))
            self.chips[lang] = chip
            self.box.addWidget(chip)

    def show_languages(self, langs: tuple[Lang, ...], most: int) -> None:
        """Mark the languages of a paper that can hold ``most``."""
        self._langs, self._most = langs, most
        for lang, chip in self.chips.items():
            chip.setChecked(lang in langs)

    def _on_clicked(self, lang: Lang) -> None:
        others = tuple(one for one in self._langs if one != lang)
        more = (*self._langs[: self._most - 1], lang)
        langs = more if lang not in self._langs else others or (lang,)
        changed = langs != self._langs
        self.show_languages(langs, self._most)
        if changed:
            self.chosen.emit(langs)
