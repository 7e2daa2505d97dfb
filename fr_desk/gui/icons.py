"""The bundled vector icons, coloured from the theme and sharp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from fr_desk.gui import theme
from fr_desk.resources import resource

SIZE, SMALL, TINY = theme.CONTROLS.icon, theme.CONTROLS.icon_small, theme.CONTROLS.icon_tiny
"""Sides of an icon: usually, in a small button, and in a link."""


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, tone: str = "ink", size: int = SIZE, ratio: float | None = None) -> QPixmap:
    """Return the icon called ``name`` in the theme's colour ``tone``; ``ratio`` is of the screen it is drawn on."""
    if ratio is None:
        screen = QApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen else 1.0
    return _drawn(name, str(getattr(theme.tokens(), tone)), size, ratio)


def icon(name: str, tone: str = "ink", size: int = SIZE, *, air: int = 0) -> QIcon:
    """Return the icon called ``name`` for a button or a menu, with ``air`` at its right before the words."""
    screen, colours = QApplication.primaryScreen(), theme.tokens()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _icon(name, (str(getattr(colours, tone)), colours.muted), size, air, ratio)


@cache
def _icon(name: str, colours: tuple[str, str], size: int, air: int, ratio: float) -> QIcon:
    usual, disabled = (_with_air(_drawn(name, colour, size, ratio), air) for colour in colours)
    result = QIcon(usual)
    result.addPixmap(disabled, QIcon.Mode.Disabled)
    return result


def _with_air(drawn: QPixmap, air: int) -> QPixmap:
    if not air:
        return drawn
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(QSize(drawn.width() + round(air * ratio), drawn.height()))
    wider.fill(Qt.GlobalColor.transparent)
    wider.setDevicePixelRatio(ratio)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wider


class Icon(QWidget):
    """An icon that stands by itself. It never speaks alone: a text beside it says the same."""

    def __init__(self, name: str, tone: str = "ink", size: int = SIZE, parent: QWidget | None = None) -> None:
        """Show the icon called ``name``."""
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon for the screen the window is on."""
        QPainter(self).drawPixmap(0, 0, pixmap(self._name, self._tone, self._size, self.devicePixelRatioF()))
