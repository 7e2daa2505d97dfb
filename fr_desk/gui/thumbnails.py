"""Small pictures of attachments on the screen. What cannot be shown small has an icon instead."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from fr_desk.gui import icons, theme

SIDE = 56
MOST_PIXELS = 100_000_000
"""Pictures with more are not opened, whatever they say they are."""
_FORMATS = {b"jpeg", b"png"}


def thumbnail(data: bytes | None, side: int, ratio: float) -> QPixmap | None:
    """Return a picture no larger than ``side`` points square, ``None`` if there is none to show."""
    if not data:
        return None
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()) not in _FORMATS:
        return None
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    room = round(side * ratio)
    reader.setScaledSize(size.scaled(QSize(room, room), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class Thumbnail(QWidget):
    """A small picture, or the icon of a file. The words beside it say the same."""

    def __init__(self, side: int = SIDE) -> None:
        """Show nothing yet."""
        super().__init__()
        self._side = side
        self._picture: QPixmap | None = None
        self.setFixedSize(side, side)

    @property
    def shows_picture(self) -> bool:
        """Whether a picture is shown, and not an icon."""
        return self._picture is not None

    def show_data(self, data: bytes | None) -> None:
        """Show another file."""
        self._picture = thumbnail(data, self._side, self.devicePixelRatioF())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle of its ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().tone("sunken"))
        if self._picture is None:
            spot = (self._side - 20) // 2
            painter.drawPixmap(spot, spot, icons.pixmap("file-text", "muted", 20, self.devicePixelRatioF()))
            return
        size = self._picture.deviceIndependentSize().toSize()
        place = QRect((self._side - size.width()) // 2, (self._side - size.height()) // 2, *size.toTuple())
        painter.drawPixmap(place, self._picture)
