"""The list of places at the left of a record: what is pressing first, then group by group, each with its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from fr_desk.gui import icons, theme
from fr_desk.gui.buttons import Segment
from fr_desk.gui.inspector.record_session import RecordSession
from fr_desk.gui.inspector.record_words import MARKS, outcome_words
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.spots import GROUPS, Spot

PRESSING = N_("Look here first")
EVERY, LEFT = N_("All"), N_("Not seen yet")
NOTHING_LEFT = N_("Every place was looked at.")
DIFFER = N_("inspectors differ")
Index = QModelIndex | QPersistentModelIndex
_PLACE: Final = Qt.ItemDataRole.UserRole
WIDTH, NARROW = 292, 240


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    Attributes:
        label: what it is called.
        path: of the place; empty for a heading.
        found: what was found there; ``None`` for a heading, and while nobody has looked.
        undeclared: id of the observation, for something that is not declared.
    """

    label: str
    path: str = ""
    found: Compared | None = None
    undeclared: str = ""

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        if not self.path:
            return self.label
        found = self.found
        parts = [self.label, outcome_words(found.outcome if found else None)]
        return ", ".join([*parts, *([t(DIFFER)] if found is not None and found.differs else [])])


def rows_of(places: Sequence[Spot], compared: Sequence[Compared], *, left_only: bool) -> list[Row]:
    """Return the lines: headings, places, and what is not declared at the end of its group."""
    by_path = {row.path: row for row in compared if row.outcome != "not_declared"}
    listed = {spot.path for spot in places}
    gone = [Spot(row.path, row.group, row.label) for row in by_path.values() if row.path not in listed]
    pressing = [spot for spot in places if spot.risk]
    rest = [spot for spot in (*places, *gone) if not spot.risk]
    lines = _section(t(PRESSING), pressing, by_path, left_only=left_only)
    for group, title in GROUPS.items():
        inside = [spot for spot in rest if spot.group == group]
        extra = [row for row in compared if row.outcome == "not_declared" and row.group == group]
        section = _section(t(title), inside, by_path, left_only=left_only)
        if extra and not left_only:
            section = section or [Row(t(title))]
            section += [Row(_named(row), row.path, row, row.found.key) for row in extra if row.found]
        lines += section
    return lines


def _section(
    title: str, places: Sequence[Spot], by_path: dict[str, Compared], *, left_only: bool
) -> list[Row]:
    lines = []
    for spot in places:
        found = by_path.get(spot.path)
        if not (left_only and found is not None and found.outcome is not None):
            lines.append(Row(flat(say(spot.label), 120), spot.path, found))
    return [Row(title), *lines] if lines else []


def _named(row: Compared) -> str:
    return flat(say(row.label), 120)


def next_left(places: Sequence[Spot], compared: Sequence[Compared], path: str) -> Spot | None:
    """Return the place after ``path`` that nobody has looked at; ``None`` if all others were."""
    seen = {row.path for row in compared if row.outcome not in {None, "not_declared"}}
    here = next((number for number, one in enumerate(places) if one.path == path), -1)
    order = [*places[here + 1 :], *places[: here + 1]]
    return next((one for one in order if one.path not in seen and one.path != path), None)


def place_shown(session: RecordSession, compared: Sequence[Compared]) -> tuple[Spot | None, Compared | None]:
    """Return the place that is chosen, with what was found there; nothing for what was taken back."""
    opened, shown = session.open, session.shown
    assert opened is not None
    if shown.undeclared:
        row = next((row for row in compared if row.found and row.found.key == shown.undeclared), None)
        return (Spot(row.path, row.group, row.label), row) if row is not None else (None, None)
    declared = (row for row in compared if row.outcome != "not_declared")
    row = next((row for row in declared if row.path == shown.path), None)
    spot = next((one for one in opened.places if one.path == shown.path), None)
    if spot is None and row is not None:
        spot = Spot(row.path, row.group, row.label)
    return spot, row


class PlacesModel(QAbstractListModel):
    """The lines of the list."""

    def __init__(self) -> None:
        """Hold nothing."""
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other lines; where only states differ, the list stays where it is."""
        same = [(row.label, row.path, row.undeclared) for row in rows] == [
            (row.label, row.path, row.undeclared) for row in self.rows
        ]
        if same:
            before, self.rows = self.rows, rows
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    here = self.index(number)
                    self.dataChanged.emit(here, here)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line shows and says."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
        return row if role == _PLACE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self.rows[index.row()] if index.isValid() else Row("")
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if row.path
            else Qt.ItemFlag.ItemNeverHasChildren
        )

    def place_of(self, path: str, undeclared: str = "") -> QModelIndex:
        """Return where a place stands; an invalid index if it is not listed."""
        found = (
            number
            for number, row in enumerate(self.rows)
            if row.path == path and row.undeclared == undeclared
        )
        number = next(found, -1)
        return self.index(number) if number >= 0 else QModelIndex()


class _Painter(QStyledItemDelegate):
    """Draws a heading, or a place with its state before it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(_PLACE)
        words = option.fontMetrics.height()
        return QSize(120, words + (18 if row and row.path else 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(_PLACE)
        if row is None:
            return
        colours, room = theme.tokens(), QRect(option.rect).adjusted(6, 0, -6, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not row.path:
            painter.setFont(theme.font("secondary", bold=True))
            painter.setPen(colours.tone("muted"))
            words = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, room.width() - 8)
            painter.drawText(
                room.adjusted(6, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(colours.tone("accent") if colours.edge > 1 else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone("selection"))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), 6, 6)
        name, tone = MARKS[row.found.outcome if row.found else None]
        tone = "on_selection" if chosen and colours.edge > 1 else tone
        drawn = icons.pixmap(name, tone, icons.SMALL, painter.device().devicePixelRatioF())
        painter.drawPixmap(room.left() + 8, room.center().y() - icons.SMALL // 2 + 1, drawn)
        right, warning = room.right() - 6, "on_selection" if chosen and colours.edge > 1 else "breached"
        if row.found is not None and row.found.differs:
            mark = icons.pixmap("git-compare", warning, icons.SMALL, painter.device().devicePixelRatioF())
            right -= icons.SMALL
            painter.drawPixmap(right, room.center().y() - icons.SMALL // 2 + 1, mark)
            right -= 6
        painter.setFont(theme.font("body", bold=chosen))
        painter.setPen(colours.tone("on_selection" if chosen else "ink"))
        inside = QRect(room.left() + 32, room.top(), max(right - room.left() - 32, 10), room.height())
        words = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()


class PlaceList(QFrame):
    """The list, with the choice between all places and those that are left.

    Signals:
        chosen: path of another place, and the id of an observation of something not declared.
        left_only_chosen: whether only places nobody has looked at are listed.
        entered: Enter was pressed on a place.
    """

    chosen = Signal(str, str)
    left_only_chosen = Signal(bool)
    entered = Signal()

    def __init__(self, *, left_only: bool) -> None:
        """Show an empty list."""
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(theme.width(WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 12, 8, 8)
        box.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.setContentsMargins(4, 0, 4, 0)
        self.every, self.left = Segment(t(EVERY), first=True), Segment(t(LEFT), last=True)
        self._kinds = QButtonGroup(self)
        for one in (self.every, self.left):
            self._kinds.addButton(one)
            line.addWidget(one)
        line.addStretch()
        (self.left if left_only else self.every).setChecked(True)
        self.left.toggled.connect(self.left_only_chosen.emit)
        box.addLayout(line)
        self.nothing = Prose(t(NOTHING_LEFT), "muted")
        self.nothing.setVisible(False)
        box.addWidget(self.nothing)
        self.model = PlacesModel()
        self.model.setParent(self)
        self.view = _View()
        self.view.setObjectName("placeList")
        self.view.setAccessibleName(t(N_("Places to look at")))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Painter(self.view))
        self.view.setUniformItemSizes(False)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet("#placeList { background: transparent; }")
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.entered_place.connect(self.entered)
        box.addWidget(self.view, 1)
        self._telling = True

    def fit_into(self, width: int) -> None:
        """Take less room in a narrow window."""
        self.setFixedWidth(theme.width(NARROW if width < theme.width(1180) else WIDTH))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(_PLACE)
        if self._telling and row is not None and row.path:
            self.chosen.emit(row.path, row.undeclared)

    def show_rows(self, rows: list[Row], path: str, undeclared: str) -> None:
        """Show the places, with one of them chosen."""
        self._telling = False
        self.model.show_rows(rows)
        self.nothing.setVisible(not rows)
        here = self.model.place_of(path, undeclared)
        if here.isValid():
            self.view.setCurrentIndex(here)
            self.view.scrollTo(here)
        else:
            self.view.clearSelection()
        self._telling = True


class _View(QListView):
    """A list in which Enter goes into the place."""

    entered_place = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered_place.emit()
        else:
            super().keyPressEvent(event)
