"""Texts on the screen: wrapped anywhere if they must be, never clipped, never widening what is around them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fr_desk.gui.theme import LEADING

MEASURE = 640
"""Greatest width a text asks for by itself."""


class Prose(QLabel):
    """A wrapped text with air between its lines.

    A QLabel cannot break a word that is longer than its line, and has no line height; this one has both, and stays a
    label for screen readers.
    """

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        """Show ``text`` in the manner of ``role``."""
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self._heights.clear()
            super().setText(text)
            self.setAccessibleName(text)

    def say(self, text: str) -> None:
        """Show ``text``, or nothing at all where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Forget what was measured in another font."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
        super().changeEvent(event)

    def _lines(self, width: int) -> tuple[list[QTextLayout], int]:
        """Return the paragraphs set to ``width``, and their height."""
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        pitch = self._pitch()
        top, layouts = 0, []
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(paragraph or " ", self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
                top += pitch
            layout.endLayout()
            layouts.append(layout)
        return layouts, top

    def _pitch(self) -> int:
        return round(self.font().pointSizeF() * self.logicalDpiY() / 72 * LEADING)

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the text needs at ``width``."""
        self.ensurePolished()
        if width not in self._heights:
            if len(self._heights) > 32:
                self._heights.clear()
            self._heights[width] = self._lines(width)[1]
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size of the text in one line, at most :data:`MEASURE` wide."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        natural = max(metrics.horizontalAdvance(part) for part in self.text().split("\n")) + 2
        width = min(natural, MEASURE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column: the text wraps into whatever it is given."""
        return QSize(min(40, self.sizeHint().width()), self._pitch())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layouts, height = self._lines(self.width())
        top = (
            max(0.0, (self.height() - height) / 2)
            if self.alignment() & Qt.AlignmentFlag.AlignVCenter
            else 0.0
        )
        for layout in layouts:
            layout.draw(painter, QPointF(0, top), [], QRectF(self.rect()))


class OneLine(QLabel):
    """A text in one line that ends in “…” where there is no room; its tool tip has the whole of it."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        """Show ``text`` in the manner of ``role``."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            super().setText(text)
            self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the text gives way."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 24), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = QRect(self.rect())
        whole = self.text().replace("\n", " ")
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room.width())
        tip = "" if shown == whole else self.text()
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter | self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask,
            shown,
        )
