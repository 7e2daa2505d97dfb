"""The bar at the top of the desk: which venue, and the few things one does to all of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.regions import region_name
from fr_desk.domain.visible import visible
from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.devices_door import DEVICES
from fr_desk.gui.files import UNNAMED
from fr_desk.gui.language import t
from fr_desk.gui.program_doors import ABOUT_MENU
from fr_desk.gui.prose import OneLine
from fr_desk.gui.theme import CONTROLS, CORNERS
from fr_desk.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from fr_desk.rules.findings import Assessment

THEME_WORDS = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "high_contrast": N_("High contrast"),
    "high_contrast_dark": N_("High contrast, dark"),
}
THEME_ICONS = {"light": "sun", "dark": "moon", "high_contrast": "contrast", "high_contrast_dark": "contrast"}
QUESTION_MENU = ("note", "not_known")
PAPERS = ("export_dossier", "export_signs", "export_folder", "export_zip")
SEARCH_WIDTHS = (268, 190, 38)
KEYS = "Ctrl K"
_WIDE, _ROOMY = 1240, 1020
"""Widths of the bar from which the search is a field, and from which buttons carry words."""


class SearchButton(QPushButton):
    """A button that looks like a search field, and opens the search."""

    def __init__(self) -> None:
        """Make the button."""
        super().__init__()
        self.setAccessibleName(t(N_("Search")))
        self.setToolTip(t(N_("Find questions, findings and articles (Ctrl+K)")))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._wide = SEARCH_WIDTHS[0]

    def set_width(self, width: int) -> None:
        """Take one of :data:`SEARCH_WIDTHS`; the least shows only the icon."""
        if width != self._wide:
            self._wide = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of a field, or of an icon."""
        return QSize(self._wide, CONTROLS.button)

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = CONTROLS.ring if self.hasFocus() else colours.edge
        tone = "accent" if self.hasFocus() else "muted" if self.underMouse() else "line"
        painter.setPen(QPen(colours.tone(tone), edge))
        painter.setBrush(colours.tone("sunken"))
        inset = edge / 2
        field = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(field, CORNERS.control, CORNERS.control)
        painter.drawPixmap(
            11, (self.height() - 16) // 2, icons.pixmap("search", "muted", 16, self.devicePixelRatioF())
        )
        if self._wide == SEARCH_WIDTHS[-1]:
            return
        painter.setPen(colours.tone("muted"))
        painter.setFont(theme.font("secondary"))
        words, room = self.field()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        cap = self.rect().adjusted(room.right() + 6, 8, -11, -8)
        painter.setPen(colours.tone("line"))
        painter.setBrush(colours.tone("surface"))
        painter.drawRoundedRect(cap, CORNERS.small, CORNERS.small)
        painter.setPen(colours.tone("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, KEYS)

    def least(self) -> int:
        """Return the width below which the words of the field would be cut."""
        words, room = self.field()
        return (
            self.width() - room.width() + QFontMetrics(theme.font("secondary")).horizontalAdvance(words) + 2
        )

    def field(self) -> tuple[str, QRect]:
        """Return the words of the field and the room they have, left of the keys."""
        keys = QFontMetrics(theme.font("secondary")).horizontalAdvance(KEYS) + 12
        return t(N_("Find anything")), self.rect().adjusted(35, 0, -keys - 16, 0)


class PlainBar(QFrame):
    """Language and theme, which every screen offers.

    Signals:
        language_chosen, theme_chosen: a language or theme by name.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, theme_name: str) -> None:
        """Make the two buttons; ``theme_name`` is the preferred theme."""
        super().__init__()
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(10)
        self.language = _menu_button(LANGUAGE_NAMES[language.current()], "languages", t(N_("Language")))
        self.language.setObjectName("languageButton")
        self.language.setMenu(self._language_menu())
        self.theme = _menu_button("", THEME_ICONS[theme.name()], t(N_("Theme")))
        self.theme.setObjectName("themeButton")
        self.theme.setMenu(self._theme_menu(theme_name))
        self.box.addWidget(self.language)
        self.box.addWidget(self.theme)

    def _language_menu(self) -> QMenu:
        menu = QMenu(self)
        for lang in LANGUAGES:
            action = menu.addAction(LANGUAGE_NAMES[lang], partial(self.language_chosen.emit, lang))
            action.setCheckable(True)
            action.setChecked(lang == language.current())
        return menu

    def _theme_menu(self, preferred: str) -> QMenu:
        menu = QMenu(self)
        for name, words in THEME_WORDS.items():
            action = menu.addAction(t(words), partial(self.theme_chosen.emit, name))
            action.setCheckable(True)
            action.setChecked(name == preferred)
        return menu


class TopBar(PlainBar):
    """Venue, search, language, theme, preview, export, menu.

    Signals:
        export_wanted: the dossier in another language than the venue's.
    """

    export_wanted = Signal(str)

    def __init__(self, actions: dict[str, QAction], theme_name: str) -> None:
        """Make the bar.

        Args:
            actions: the window's actions by name; the bar offers search, preview and the menus.
            theme_name: the preferred theme.
        """
        super().__init__(theme_name)
        self.setObjectName("topBar")
        self.setFixedHeight(theme.TOP_BAR)
        box = self.box
        box.setContentsMargins(16, 0, 16, 0)
        box.setSpacing(10)
        self.home = button(t(N_("Home")), kind="icon", press=actions["home"].trigger)
        self.home.setIcon(icons.icon("app", size=28))
        self.home.setIconSize(QSize(28, 28))
        self.home.setFixedSize(36, 36)
        box.addWidget(self.home)
        self._names = QWidget()
        column = QHBoxLayout(self._names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self.name, self.facts = OneLine(role="name"), OneLine(role="muted")
        column.addWidget(self.name, 0)
        column.addWidget(self.facts, 1)
        box.addWidget(self._names, 1)
        self.search = SearchButton()
        self.search.clicked.connect(actions["search"].trigger)
        box.addWidget(self.search)
        self.preview = button(t(N_("Preview")), icon="eye", press=actions["preview"].trigger)
        self.export = button(t(N_("Export")), icon="file-down", kind="primary")
        papers = _menu_of(self, actions, *PAPERS)
        others = papers.addMenu(t(N_("The dossier in another language")))
        for lang in LANGUAGES:
            others.addAction(LANGUAGE_NAMES[lang], partial(self.export_wanted.emit, lang))
        self.export.setMenu(papers)
        self.menu = _menu_button("", "menu", t(N_("Menu")))
        self.menu.setMenu(
            _menu_of(
                self,
                actions,
                *("new", "open", "library", "save", "save_as", "copy", "versions", ""),
                *("undo", "redo", "next_question", ""),
                *("preview", "studio", "seals", ""),
                *("inspect", "inspects", "cases", "help", ""),
                *("close", "quit"),
            )
        )
        self._add_menu(
            actions, "next_question", t(N_("This question")), "circle-question-mark", QUESTION_MENU
        )
        self._add_menu(actions, "preview", t(N_("Export")), "file-down", PAPERS)
        self._add_menu(actions, "preview", t(N_("Devices")), "cctv", DEVICES)
        self._add_menu(actions, "help", t(N_("Size of text")), "zoom-in", ("larger", "smaller"))
        self._add_menu(actions, "help", t(N_("Tour, keys, about")), "info", ABOUT_MENU)
        self.checks = button(t(N_("Checks")), icon="panel-right", press=actions["checks"].trigger)
        after: tuple[QWidget, ...] = (
            self.language,
            self.theme,
            self.checks,
            self.preview,
            self.export,
            self.menu,
        )
        for widget in after:
            box.addWidget(widget)
        for widget in (self.home, self._names, self.search, *after):
            widget.raise_()  # a screen reader meets them in this order, not in that of making
        self._words = {self.preview: self.preview.text(), self.export: self.export.text()}
        self.checks.setVisible(False)

    def _add_menu(
        self, actions: dict[str, QAction], before: str, title: str, icon: str, names: Sequence[str]
    ) -> None:
        """Put a menu of its own before the command called ``before``."""
        inner = _menu_of(self.menu, actions, *names)
        inner.setTitle(title)
        inner.setIcon(icons.icon(icon, "muted"))
        self.menu.menu().insertMenu(actions[before], inner)

    def show_dossier(self, dossier: Dossier, assessment: Assessment) -> None:
        """Show which venue it is, and on which date the law is applied."""
        venue = dossier.venue
        self.name.setText(visible(venue.name or t(UNNAMED)))
        region = venue.region or ""
        if region and venue.jurisdiction:
            region = region_name(region, venue.jurisdiction, language.current())
        kind = t(venue.kind.label) if venue.kind else ""
        country = t(venue.jurisdiction.label) if venue.jurisdiction and not region else ""
        date = t(N_("law as of {date}"), date=assessment.as_of.isoformat())
        parts = [region or country, kind]
        parts.insert(0 if dossier.as_of else 2, date)  # a day that was chosen must not be cut off
        self.facts.setText(" · ".join(part for part in parts if part))
        self._share_room(round(self.width() / max(1.0, theme.text_scale())))

    def _share_room(self, width: int) -> None:
        """Let the search be as wide as the words about the venue leave it."""
        words = self.name.sizeHint().width() + self.facts.sizeHint().width() + 30
        room = self._names.width() + self.search.width() - words
        least = self.search.least()
        fitting = next((one for one in SEARCH_WIDTHS[:-1] if least <= one <= room), SEARCH_WIDTHS[-1])
        self.search.set_width(SEARCH_WIDTHS[-1] if width < _WIDE else fitting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up words before anything is cut."""
        width = round(event.size().width() / max(1.0, theme.text_scale()))
        self._share_room(width)
        for made, words in self._words.items():
            made.setText(words if width >= _ROOMY else "")
        super().resizeEvent(event)


def _menu_button(words: str, icon: str, name: str) -> QPushButton:
    made = button(words or name, icon=icon, kind="plain" if words else "icon")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


def _menu_of(owner: QWidget, actions: dict[str, QAction], *names: str) -> QMenu:
    menu = QMenu(owner)
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu
