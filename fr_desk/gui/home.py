"""The first screen: begin a dossier by kind of venue and country, open one, go on with a recent one, try a sample."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.visible import visible
from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import Segment, button
from fr_desk.gui.focus import focus_next, press_or_move
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline
from fr_desk.i18n import N_
from fr_desk.storage.library import Entry

KIND_ICONS: dict[VenueKind, str] = {
    VenueKind.HOTEL: "hotel",
    VenueKind.GUESTHOUSE: "bed-double",
    VenueKind.GYM: "dumbbell",
    VenueKind.SWIMMING_POOL: "waves",
    VenueKind.SAUNA_BATH: "bath",
    VenueKind.PROPERTY_SALES_OFFICE: "key-round",
    VenueKind.SHOP: "store",
    VenueKind.SUPERMARKET: "shopping-cart",
    VenueKind.MALL: "shopping-bag",
    VenueKind.RESTAURANT: "utensils",
    VenueKind.RESIDENTIAL_ESTATE: "house",
    VenueKind.OFFICE_BUILDING: "building-2",
    VenueKind.PUBLIC_RESTROOM: "toilet",
    VenueKind.CAR_PARK: "square-parking",
    VenueKind.MUSEUM_SCENIC_AREA: "landmark",
    VenueKind.BANK: "banknote",
    VenueKind.SCHOOL: "graduation-cap",
    VenueKind.CLINIC: "stethoscope",
    VenueKind.OTHER: "map-pin",
}
SAMPLE_WORDS = {
    "ningbo-sales-office-after": N_("Sales office in Ningbo, put right"),
    "ningbo-sales-office-before": N_("Sales office in Ningbo, as it was"),
    "seoul-gym": N_("Gym in Seoul"),
    "shanghai-hotel": N_("Hotel in Shanghai"),
}
_LIKELY = {"zh": Jurisdiction.CN, "ko": Jurisdiction.KR}
"""The country marked at first, where the language suggests one; the user sees it and can mark the other."""
_SIDE_BESIDE = 900


class Tile(QAbstractButton):
    """A large target: an icon over a word."""

    moved = Signal(int)

    def __init__(self, words: str, icon: str) -> None:
        """Make the tile."""
        super().__init__()
        self._words, self._icon = words, icon
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a tile with two lines of words."""
        return QSize(132, 50 + 2 * self.fontMetrics().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter as with the space bar; go on with the arrows."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -4, Qt.Key.Key_Down: 4}
        if not press_or_move(self, event, ways):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.underMouse() or self.hasFocus()
        painter.setPen(
            QPen(colours.tone("accent" if lively else "line"), 2 if self.hasFocus() else colours.edge)
        )
        painter.setBrush(colours.tone("accent_soft" if self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        words = self.fontMetrics().boundingRect(self.rect().adjusted(8, 0, -8, 0), flags, self._words)
        top = (self.height() - 22 - 8 - words.height()) // 2
        left = (self.width() - 22) // 2
        painter.drawPixmap(left, top, icons.pixmap(self._icon, "accent", 22, self.devicePixelRatioF()))
        painter.setPen(colours.tone("ink"))
        room = self.rect().adjusted(8, top + 30, -8, 0)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            self._words,
        )


class Home(QScrollArea):
    """The first screen.

    Signals:
        new_wanted: kind and country of a venue.
        file_wanted: a file to open.
        sample_wanted: the name of a sample.
        templates_wanted: a dossier is to be made from a template.
        gone_wanted: a recent file that is not where it was.
    """

    new_wanted = Signal(object, object)
    file_wanted = Signal(object)
    sample_wanted = Signal(str)
    templates_wanted = Signal()
    gone_wanted = Signal(object)

    def __init__(
        self, actions: dict[str, QAction], recent: Sequence[Entry], samples: Iterable[str], bar: QWidget
    ) -> None:
        """Make the screen; ``bar`` holds language and theme, ``recent`` are the dossiers used last."""
        super().__init__()
        self.setObjectName("home")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._actions = actions
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(40, 24, 40, 24)
        outer.setSpacing(20)
        outer.addLayout(self._head(bar))
        self._first, self._last = QVBoxLayout(), QVBoxLayout()
        outer.addLayout(self._first)
        self._columns = QGridLayout()
        self._columns.setHorizontalSpacing(48)
        self._columns.setVerticalSpacing(24)
        self._main, self._side = self._make_main(), self._make_side(recent, samples)
        outer.addLayout(self._columns)
        outer.addLayout(self._last)
        outer.addStretch()
        self._beside: bool | None = None
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        body.setMaximumWidth(1160)
        line.addWidget(body)
        self.setWidget(holder)

    def _head(self, bar: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(Icon("app", "accent", 40))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Prose("FR Desk", "title"))
        words.addWidget(
            Prose(
                t(N_("Cameras and faces: what is allowed, what to change, and the papers to prove it.")),
                "muted",
            )
        )
        line.addLayout(words, 1)
        line.addWidget(bar, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _make_main(self) -> QWidget:
        main = QWidget()
        box = QVBoxLayout(main)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Prose(t(N_("Begin a dossier")), "section"))
        line = QHBoxLayout()
        line.setSpacing(0)
        self._complaint = Prose(role="complaint")
        self._complaint.setVisible(False)
        self.countries: dict[Jurisdiction, Segment] = {}
        everything = list(Jurisdiction)
        for country in everything:
            segment = Segment(
                t(country.label), first=country is everything[0], last=country is everything[-1]
            )
            segment.setAccessibleDescription(t(N_("In which country is it?")))
            segment.setChecked(country is _LIKELY.get(language.current()))
            segment.toggled.connect(lambda _on: self._complaint.say(""))
            self.countries[country] = segment
            line.addWidget(segment)
        line.addStretch()
        box.addLayout(line)
        box.addWidget(self._complaint)
        grid = QGridLayout()
        grid.setSpacing(10)
        self.tiles: dict[VenueKind, Tile] = {}
        for number, kind in enumerate(VenueKind):
            tile = Tile(t(kind.label), KIND_ICONS[kind])
            tile.clicked.connect(lambda _on=False, kind=kind: self._begin(kind))
            tile.moved.connect(lambda way, number=number: self._move(number + way))
            self.tiles[kind] = tile
            grid.addWidget(tile, number // 4, number % 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        box.addLayout(grid)
        box.addStretch()
        return main

    def add_notice(self, notice: QWidget, *, first: bool) -> None:
        """Show something above everything else where it matters ``first``, else below everything."""
        (self._first if first else self._last).addWidget(notice)

    def _make_side(self, recent: Sequence[Entry], samples: Iterable[str]) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Prose(t(N_("Go on")), "section"))
        press = self._actions["open"].trigger
        box.addWidget(
            button(t(N_("Open a dossier…")), icon="folder-open", kind="primary", press=press),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        box.addWidget(
            Prose(
                t(N_("A .frdesk file or a dossier printed as PDF; you can also drop it here.")), "secondary"
            )
        )
        self.gone: frozenset[Path] = frozenset()
        self._links = {entry.path: self._recent(entry) for entry in recent}
        self.recent = list(self._links.values())
        self.samples = {
            name: self._link(
                t(SAMPLE_WORDS.get(name, name)),
                "file-text",
                name,
                lambda name=name: self.sample_wanted.emit(name),
            )
            for name in samples
        }
        self.library = self._link(
            t(N_("Library")), "library", "Ctrl+Shift+O", self._actions["library"].trigger
        )
        self.templates = self._link(
            t(N_("New dossier from a template…")), "layout-template", "", self.templates_wanted.emit
        )
        self.inspect = self._link(
            t(N_("Inspect dossiers…")), "clipboard-check", "F3", self._actions["inspect"].trigger
        )
        for link in (self.library, self.templates, self.inspect):
            box.addWidget(link)
        for title, links in (
            (N_("Recent"), self.recent),
            (N_("Samples to look at"), list(self.samples.values())),
        ):
            if links:
                box.addSpacing(6)
                box.addWidget(Hairline())
                box.addSpacing(2)
                box.addWidget(Prose(t(title), "question"))
                for link in links:
                    box.addWidget(link)
        box.addSpacing(6)
        box.addWidget(Hairline())
        box.addSpacing(2)
        box.addWidget(Prose(t(N_("What happened to others")), "question"))
        box.addWidget(Prose(t(N_("Published decisions about cameras and faces.")), "secondary"))
        press = self._actions["cases"].trigger
        self.cases = self._link(t(N_("Read the cases")), "landmark", "", press)
        box.addWidget(self.cases)
        self.help = self._link(t(N_("Help")), "book-open", "F1", self._actions["help"].trigger)
        box.addWidget(self.help)
        self.tour = self._link(t(N_("Two-minute tour")), "map", "Shift+F1", self._actions["tour"].trigger)
        self.about = self._link(t(N_("About FR Desk")), "info", "", self._actions["about"].trigger)
        box.addWidget(self.tour)
        box.addWidget(self.about)
        box.addStretch()
        return side

    def _recent(self, entry: Entry) -> QPushButton:
        """Return the link to a dossier used before; a pinned one has a pin."""
        icon = "pin" if entry.pinned else "layout-template" if entry.is_template else "history"
        words = visible(" ".join(entry.name.split()) or entry.path.name)
        link = self._link(words, icon, str(entry.path), lambda: self._open(entry.path))
        link.setAccessibleDescription(t(N_("pinned")) if entry.pinned else "")
        return link

    def _open(self, path: Path) -> None:
        (self.gone_wanted if path in self.gone else self.file_wanted).emit(path)

    @property
    def recent_paths(self) -> tuple[Path, ...]:
        """The recent files that are offered."""
        return tuple(self._links)

    def mark_gone(self, gone: frozenset[Path]) -> None:
        """Show which recent files are not where they were."""
        self.gone = gone
        for path in gone & self._links.keys():
            link, words = self._links[path], t(N_("The file is gone"))
            link.setIcon(icons.icon("triangle-alert", "review", air=4))
            link.setToolTip(f"{words}: {path}")
            link.setAccessibleDescription(words)

    @staticmethod
    def _link(words: str, icon: str, tip: str, press: object) -> QPushButton:
        assert callable(press)
        link = button(
            words if len(words) <= 40 else f"{words[:39]}…",
            icon=icon,
            kind="quiet",
            tone="accent",
            tip=tip,
            press=press,
        )
        link.setStyleSheet("text-align: left; padding-left: 4px;")
        return link

    def take_focus(self) -> None:
        """Give the keyboard to the first question."""
        chosen = (segment for segment in self.countries.values() if segment.isChecked())
        next(chosen, next(iter(self.countries.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, kind: VenueKind) -> None:
        chosen = next((country for country, segment in self.countries.items() if segment.isChecked()), None)
        if chosen is None:
            self._complaint.say(t(N_("First choose the country: its law applies.")))
            next(iter(self.countries.values())).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.new_wanted.emit(kind, chosen)

    def _move(self, number: int) -> None:
        tiles = list(self.tiles.values())
        if 0 <= number < len(tiles):
            tiles[number].setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from control to control in the order one reads."""
        return focus_next(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the second column beside the first, or below it."""
        super().resizeEvent(event)
        beside = event.size().width() >= _SIDE_BESIDE
        if beside is not self._beside:
            self._beside = beside
            for widget in (self._main, self._side):
                self._columns.removeWidget(widget)
            self._columns.addWidget(self._main, 0, 0)
            self._columns.addWidget(self._side, 0 if beside else 1, 1 if beside else 0)
            self._columns.setColumnStretch(0, 1)
            self._side.setFixedWidth(300) if beside else self._side.setMaximumWidth(16777215)
