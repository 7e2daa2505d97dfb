"""The grounds things stand on: cards, tinted strips, hairlines and popovers."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.theme import CORNERS, SHADOW, SPACE
from fr_desk.gui.theme.tokens import TONES


class Card(QWidget):
    """A white sheet with a hairline and a hint of shadow; a coloured edge at its left if it has a tone."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        tone: str = "",
        margins: tuple[int, int, int, int] = (18, 15, 18, 14),
    ) -> None:
        """Lay an empty card."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._tone = tone
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*margins)
        self.box.setSpacing(SPACE.small)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the foot anew; the rest stays as it was painted."""
        super().resizeEvent(event)
        renew_foot(self, event, _CORNER)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw shadow, sheet and edge."""
        sheet = _sheet(theme.name(), self._tone, self.devicePixelRatioF())
        _stretch(QPainter(self), sheet, self.rect(), _CORNER)


def renew_foot(widget: QWidget, event: QResizeEvent, foot: int) -> None:
    """Let a widget with static contents be painted where its ``foot`` was and is; wholly if it has another width."""
    before, now = event.oldSize(), event.size()
    if before.width() != now.width():
        widget.update()
    elif before.height() != now.height():
        top = min(before.height(), now.height()) - foot
        widget.update(0, top, now.width(), now.height() - top)


_CORNER = 20
"""Side of the corners of a card's picture; what lies between them is stretched."""


@cache
def _sheet(_theme: str, tone: str, ratio: float) -> QPixmap:
    """Draw the picture of an empty card once; large cards would take long to draw each time."""
    colours, side = theme.tokens(), 3 * _CORNER
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet = QRectF(0.5, 0.5, side - 1, side - 2)
    if colours.edge == 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, SHADOW.darkness))
        painter.drawRoundedRect(sheet.translated(0, SHADOW.drop), CORNERS.card, CORNERS.card)
    painter.setPen(QPen(colours.tone("line"), colours.edge))
    painter.setBrush(colours.tone("surface"))
    painter.drawRoundedRect(sheet, CORNERS.card, CORNERS.card)
    if tone:
        outline, inner = QPainterPath(), QPainterPath()
        outline.addRoundedRect(sheet, CORNERS.card, CORNERS.card)
        inner.addRoundedRect(sheet.adjusted(4, -1, 8, 1), CORNERS.card, CORNERS.card)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tone(tone))
        painter.drawPath(outline.subtracted(inner))
    painter.end()
    return picture


def _stretch(painter: QPainter, picture: QPixmap, room: QRect, corner: int) -> None:
    """Draw a picture into ``room`` with its corners as they are and the rest stretched."""
    side = picture.deviceIndependentSize().width()
    ratio = picture.devicePixelRatio()
    across = (
        (room.left(), corner, 0),
        (room.left() + corner, room.width() - 2 * corner, corner),
        (room.right() + 1 - corner, corner, side - corner),
    )
    down = (
        (room.top(), corner, 0),
        (room.top() + corner, room.height() - 2 * corner, corner),
        (room.bottom() + 1 - corner, corner, side - corner),
    )
    for x, width, from_x in across:
        for y, height, from_y in down:
            if width > 0 and height > 0:
                source_width = corner if width == corner else side - 2 * corner
                source_height = corner if height == corner else side - 2 * corner
                source = QRectF(from_x * ratio, from_y * ratio, source_width * ratio, source_height * ratio)
                painter.drawPixmap(QRectF(x, y, width, height), picture, source)


class Strip(QWidget):
    """A tinted ground for what is said inside a card."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        """Lay a strip in the ground colour of ``tone``."""
        super().__init__(parent)
        self._tone = tone

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = colours.edge - 0.5
        painter.setPen(QPen(colours.tone("line"), colours.edge) if colours.edge > 1 else Qt.PenStyle.NoPen)
        painter.setBrush(colours.tone(f"{self._tone}_ground" if self._tone in TONES else self._tone))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), CORNERS.control, CORNERS.control
        )


class Hairline(QWidget):
    """A line between two rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Draw a line across ``parent``."""
        super().__init__(parent)
        self.setFixedHeight(theme.tokens().edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme.tokens().tone("line"))


def round_corners(window: QWidget) -> None:
    """Cut the corners off a window without a frame, as its style sheet draws them."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(window.rect()), CORNERS.card, CORNERS.card)
    window.setMask(QRegion(path.toFillPolygon().toPolygon()))


class Popover(QFrame):
    """A small sheet over the window that explains something; Escape or a click elsewhere closes it."""

    def __init__(self, anchor: QWidget, width: int = 420) -> None:
        """Prepare an empty popover that belongs to ``anchor``."""
        super().__init__(anchor.window(), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._anchor, self._width = anchor, width
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self.box = QVBoxLayout(self._body)
        self.box.setContentsMargins(18, SPACE.large, 18, SPACE.large)
        self.box.setSpacing(10)
        self._scroll.setWidget(self._body)
        outer.addWidget(self._scroll)

    def open(self) -> None:
        """Show the popover under its anchor, inside the window."""
        window = self._anchor.window()
        self._body.setFixedWidth(self._width - 2)
        self._body.ensurePolished()
        self.ensurePolished()
        height = (
            self.box.totalHeightForWidth(self._width - 2)
            if self.box.hasHeightForWidth()
            else self.box.sizeHint().height()
        )
        frame = window.frameGeometry()
        height = min(max(height, 40) + 8, max(frame.height() - 120, 160))
        self._body.setMinimumSize(1, 1)  # a scroll bar may take its room from the words
        self._body.setMaximumWidth(self._width)
        self.resize(self._width, height)
        spot = self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + 6))
        x = max(frame.left() + 8, min(spot.x(), frame.right() - self._width - 8))
        if spot.y() + height > frame.bottom() - 8:
            above = self._anchor.mapToGlobal(QPoint(0, -6)).y() - height
            y = above if above > frame.top() + 8 else max(frame.top() + 8, frame.bottom() - height - 8)
        else:
            y = spot.y()
        self.move(x, y)
        self.show()
        self._scroll.setFocus(Qt.FocusReason.PopupFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners of the window itself."""
        super().resizeEvent(event)
        round_corners(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Give the focus back to the anchor when the popover closes."""
        if event.type() == QEvent.Type.Close:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        return super().event(event)
