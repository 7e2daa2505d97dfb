"""Pages below each other as they will print, with zoom. Their pictures come from :mod:`fr_desk.gui.page_images`."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from fr_desk.gui import theme
from fr_desk.gui.page_images import PageImages, Tile, tiles
from fr_desk.gui.page_places import GAP, Fit, Places, Spot, bounded

LINE = 60
"""Pixels that an arrow key scrolls."""
ZOOMS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
ROOM = 192 * 1024 * 1024
"""Bytes of pictures that are kept."""
_CORNER = QPoint(0, 0)


class Pages(QAbstractScrollArea):
    """The pages of one paper.

    Attributes:
        fit: what the zoom follows, if anything.
        here: the page that is read, from 0.

    Signals:
        turned: another page is read, or the zoom changed.
        failed: an error of ours.
    """

    turned = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.fit: Fit | None = Fit.WIDTH
        self.here = 0
        self._places = Places()
        self._edition = 0
        self._returning: Spot | None = None
        self._steering = False
        self._pictures: OrderedDict[Tile, QImage] = OrderedDict()
        self.images = PageImages(self)
        self.images.opened.connect(self._on_opened)
        self.images.drawn.connect(self._on_drawn)
        self.images.failed.connect(self.failed)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(LINE)
            bar.valueChanged.connect(self._on_scrolled)

    # what is shown

    @property
    def count(self) -> int:
        """The number of pages."""
        return self._places.count

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page in points."""
        return self._places.sizes

    @property
    def spot(self) -> Spot:
        """What stands at the upper left."""
        return self._returning or self._places.spot_at(self._scrolled)

    @property
    def is_drawn(self) -> bool:
        """Whether all that is in sight is drawn as it should be."""
        shown = self._returning is None and self.images.is_idle
        return shown and not any(self._missing(number) for number in self._in_sight())

    def show_file(self, data: bytes, spot: Spot | None = None) -> None:
        """Show the pages of a PDF.

        Args:
            data: the PDF.
            spot: what to show first; if none, the same paper was made anew and stays where it is.
        """
        if spot is not None:
            self.clear()
        self._returning = spot or self.spot
        self.images.open(data)

    def clear(self) -> None:
        """Show nothing."""
        self._returning, self.here = None, 0
        self._pictures.clear()
        self._lay_out(replace(self._places, sizes=()))
        self.viewport().update()

    def close_file(self) -> None:
        """Stop drawing and let go of the PDF."""
        self.images.close()
        self._pictures.clear()

    def _on_opened(self, sizes: tuple[tuple[float, float], ...]) -> None:
        spot = self._returning or Spot()
        self._returning, self._edition = None, self.images.edition
        self.here = min(spot.page, len(sizes) - 1)
        self._lay_out(replace(self._places, sizes=sizes))
        if spot.page < len(sizes):
            self._show_spot(spot, _CORNER)
        else:
            self.go_to(len(sizes) - 1)
        self.viewport().update()
        self.turned.emit()

    def _on_drawn(self, tile: Tile, picture: QImage) -> None:
        self._pictures[tile] = picture
        held = sum(one.sizeInBytes() for one in self._pictures.values())
        while held > ROOM and len(self._pictures) > 1:
            held -= self._pictures.popitem(last=False)[1].sizeInBytes()
        self.viewport().update()

    # zoom and scrolling

    @property
    def zoom(self) -> float:
        """How large the pages are; 1 for their size on paper."""
        return self._places.zoom

    def show_zoom(self, zoom: float | Fit, at: QPoint = _CORNER) -> None:
        """Show the pages larger or smaller.

        Args:
            zoom: a factor, 1 for the size on paper, or what it follows from now on.
            at: the point that stays where it is.
        """
        spot = self._places.spot_at(self._scrolled + at)
        self.fit = zoom if isinstance(zoom, Fit) else None
        self._lay_out(replace(self._places, zoom=self.zoom if isinstance(zoom, Fit) else bounded(zoom)))
        self._show_spot(spot, at)
        if self.fit is Fit.PAGE:
            self.go_to(self.here)
        self.viewport().update()
        self.turned.emit()

    def step_zoom(self, way: int) -> None:
        """Go to the next larger (1) or smaller (-1) zoom."""
        further = [one for one in ZOOMS if (one > self.zoom * 1.01 if way > 0 else one < self.zoom * 0.99)]
        if further:
            self.show_zoom(further[0] if way > 0 else further[-1])

    def _lay_out(self, places: Places) -> None:
        """Place the pages in the room there is, at the zoom that fits it if it follows, and tell the scroll bars."""
        edge = (
            self.verticalScrollBar().sizeHint().width()
        )  # kept free even without a bar, or it would flicker
        room = QSize(self.width() - edge, self.viewport().height())
        places = replace(places, room=room)
        if self.fit is not None and places.sizes:
            places = replace(places, zoom=places.fitting(self.fit, self.here))
        self._places = places
        self._steering = True
        for bar, whole, seen in (
            (self.verticalScrollBar(), places.whole.height(), room.height()),
            (self.horizontalScrollBar(), places.whole.width(), room.width()),
        ):
            bar.setPageStep(seen)
            bar.setRange(0, max(0, whole - seen))
        self._steering = False

    @property
    def _scrolled(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    @property
    def _seen(self) -> QRect:
        return QRect(self._scrolled, self.viewport().size())

    def _in_sight(self) -> range:
        return self._places.within(self._seen)

    def _show_spot(self, spot: Spot, at: QPoint) -> None:
        """Scroll so that ``spot`` stands at the point ``at``."""
        if spot.page < self.count:
            corner = self._places.point_of(spot) - at
            self.horizontalScrollBar().setValue(corner.x())
            self.verticalScrollBar().setValue(corner.y())

    def _on_scrolled(self) -> None:
        if not self._steering and self.count:
            seen = self._seen
            share = {
                number: self._places.place(number).intersected(seen).height() for number in self._in_sight()
            }
            self._be_at(max(share, key=lambda number: share[number], default=self.here))
        self.viewport().update()

    def _be_at(self, number: int) -> None:
        if number != self.here:
            self.here = number
            self.turned.emit()

    # turning pages

    def go_to(self, number: int) -> None:
        """Show page ``number``, from 0, from its top."""
        if self.count:
            number = max(0, min(number, self.count - 1))
            self._steer(number, self._places.tops[number] - GAP)

    def _steer(self, number: int, down: int) -> None:
        """Scroll, and be at a page even if another takes more of the room."""
        self._steering = True
        self.verticalScrollBar().setValue(down)
        self._steering = False
        self._be_at(number)
        self.viewport().update()

    def read_on(self, way: int) -> None:
        """Show what follows (1) or came before (-1): the rest of a page, then the next one."""
        if not self.count:
            return
        seen, place = self._seen, self._places.place(self.here)
        if way > 0 and place.bottom() > seen.bottom():
            rest = place.bottom() + GAP - seen.bottom()
            self._steer(self.here, seen.top() + min(seen.height() - LINE, rest))
        elif way < 0 and place.top() < seen.top():
            rest = seen.top() + GAP - place.top()
            self._steer(self.here, seen.top() - min(seen.height() - LINE, rest))
        elif way > 0:
            self.go_to(self.here + 1)
        elif self.here:
            before = self._places.place(self.here - 1)
            self._steer(self.here - 1, max(before.top() - GAP, before.bottom() + GAP - seen.height()))

    def turn(self, event: QKeyEvent) -> bool:
        """Do what a key of the pages asks for; tell whether it is one."""
        key, down, across = Qt.Key(event.key()), self.verticalScrollBar(), self.horizontalScrollBar()
        match key:
            case Qt.Key.Key_PageDown:
                self.read_on(1)
            case Qt.Key.Key_PageUp:
                self.read_on(-1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(self.count - 1)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                down.setValue(down.value() + (LINE if key == Qt.Key.Key_Down else -LINE))
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                across.setValue(across.value() + (LINE if key == Qt.Key.Key_Right else -LINE))
            case _:
                return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and scroll; read on with the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self.read_on(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif not self.turn(event):
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom at the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.show_zoom(self.zoom * 1.0015 ** event.angleDelta().y(), event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands at the upper left."""
        super().resizeEvent(event)
        spot = self._places.spot_at(self._scrolled)
        self._lay_out(self._places)
        self._show_spot(spot, _CORNER)
        self.turned.emit()

    # drawing

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight, and ask for what is missing: what is seen first, then what comes next."""
        colours, room = theme.tokens(), self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(room, colours.tone("sunken"))
        wanted: list[Tile] = []
        seen, edge = self._in_sight(), colours.edge
        for number in seen:
            place = self._places.place(number).translated(-self._scrolled)
            painter.fillRect(place.adjusted(-edge, -edge, edge, edge), colours.tone("line"))
            painter.fillRect(place, QColor("white"))
            wanted += self._paint_page(painter, number, place)
        for number in (seen[-1] + 1, seen[0] - 1) if seen else ():
            if 0 <= number < self.count:
                wanted += self._missing(number)
        if self.hasFocus():
            painter.setPen(colours.tone("accent"))
            for inset in (0, 1):
                painter.drawRect(room.adjusted(inset, inset, -1 - inset, -1 - inset))
        self.images.want(wanted)

    def _paint_page(self, painter: QPainter, number: int, place: QRect) -> list[Tile]:
        """Draw what there is of a page and return what is missing; until it is there, an older picture stands in."""
        missing, whole = self._missing(number), self._whole(number)
        now = (self._edition, whole.width(), whole.height())
        older: list[Tile] = []
        newer: list[Tile] = []
        for tile in self._pictures:
            if tile.page == number:
                (newer if (tile.edition, tile.width, tile.height) == now else older).append(tile)
        if not missing:
            for tile in older:
                del self._pictures[tile]
            older = []
        for tile in [*older, *newer]:
            part, across, down = tile.part, place.width() / tile.width, place.height() / tile.height
            corner = place.x() + part.x() * across, place.y() + part.y() * down
            target = QRectF(*corner, part.width() * across, part.height() * down)
            painter.drawImage(target, self._pictures[tile])
            self._pictures.move_to_end(tile)
        return missing

    def _whole(self, number: int) -> QSize:
        """Return the size of a page in pixels of the screen."""
        size, ratio = self._places.size(number), self.devicePixelRatioF()
        return QSize(round(size.width() * ratio), round(size.height() * ratio))

    def _missing(self, number: int) -> list[Tile]:
        """Return the tiles of a page that are still to be drawn: those in sight, or nearest to it."""
        place, seen, ratio = self._places.place(number), self._seen, self.devicePixelRatioF()
        if place.top() > seen.bottom():
            seen.moveTop(place.top())
        elif place.bottom() < seen.top():
            seen.moveBottom(place.bottom())
        near = place.intersected(seen).translated(-place.topLeft())
        corner = QPoint(int(near.left() * ratio), int(near.top() * ratio))
        end = QPoint(int((near.right() + 1) * ratio) + 1, int((near.bottom() + 1) * ratio) + 1)
        wanted = tiles(self._edition, number, self._whole(number), QRect(corner, end))
        return [tile for tile in wanted if tile not in self._pictures]
