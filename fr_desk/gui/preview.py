"""Pages of a PDF on the screen, with zoom: what would be printed, before it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QColor,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_

_GAP, _LEAST, _MOST, _STEP = 16, 0.3, 4.0, 1.2
_KEPT = 8
"""Pages kept drawn."""


class Pages(QWidget):
    """The pages below each other; only those in sight are drawn."""

    def __init__(self, data: bytes) -> None:
        """Show the PDF in ``data``."""
        super().__init__()
        import pypdfium2  # noqa: PLC0415 - a large library that only this window needs

        self._pdf = pypdfium2.PdfDocument(data)
        self._sizes = [self._pdf.get_page_size(number) for number in range(len(self._pdf))]
        self._drawn: dict[int, QImage] = {}
        self.zoom = 1.0
        self.set_zoom(1.0)
        self.setAccessibleName(t(N_("{count} pages"), count=len(self._sizes)))

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._sizes)

    @property
    def natural_width(self) -> float:
        """The width of the widest page at zoom 1."""
        return float(max(width for width, _ in self._sizes)) * 96 / 72

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; 1 is their size on paper."""
        self.zoom = max(_LEAST, min(zoom, _MOST))
        self._drawn.clear()
        self.setMinimumSize(self.sizeHint())
        self.update()

    def place(self, number: int) -> QRect:
        """Return where page ``number``, from 0, stands."""
        top = _GAP
        for before in range(number):
            top += round(self._sizes[before][1] * self.zoom * 96 / 72) + _GAP
        width, height = (round(side * self.zoom * 96 / 72) for side in self._sizes[number])
        return QRect(max(_GAP, (self.width() - width) // 2), top, width, height)

    def page_at(self, y: int) -> int:
        """Return the page at height ``y``, from 0."""
        return next(
            (number for number in range(self.count) if self.place(number).bottom() >= y), self.count - 1
        )

    def sizeHint(self) -> QSize:
        """Return the size of all pages."""
        last = self.place(self.count - 1)
        return QSize(round(self.natural_width * self.zoom) + 2 * _GAP, last.bottom() + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self)
        for number in range(self.count):
            place = self.place(number)
            if place.intersects(event.rect()):
                painter.fillRect(place.adjusted(-1, -1, 1, 1), theme.tokens().tone("line"))
                painter.fillRect(place, QColor("white"))
                painter.drawImage(place, self._image(number))

    def _image(self, number: int) -> QImage:
        if number not in self._drawn:
            while len(self._drawn) >= _KEPT:
                del self._drawn[next(iter(self._drawn))]
            ratio = self.devicePixelRatioF()
            bitmap = self._pdf[number].render(
                scale=self.zoom * 96 / 72 * ratio, rev_byteorder=True, prefer_bgrx=True
            )
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGBX8888,
            )
            self._drawn[number] = image.copy()
        return self._drawn[number]

    def close_file(self) -> None:
        """Let go of the PDF."""
        self._drawn.clear()
        self.hide()
        self._pdf.close()


class Preview(QWidget):
    """A window with the pages of one document."""

    def __init__(self, file: Path, title: str, owner: QWidget) -> None:
        """Show ``file`` in a window of its own that belongs to ``owner``."""
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.pages = Pages(file.read_bytes())
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        self.number = OneLine(role="muted")
        bar.addWidget(self.number)
        bar.addStretch()
        for words, icon, keys, press in (
            (
                N_("Smaller"),
                "zoom-out",
                QKeySequence.StandardKey.ZoomOut,
                lambda: self.set_zoom(self.pages.zoom / _STEP),
            ),
            (
                N_("Larger"),
                "zoom-in",
                QKeySequence.StandardKey.ZoomIn,
                lambda: self.set_zoom(self.pages.zoom * _STEP),
            ),
        ):
            bar.addWidget(button(t(words), icon=icon, kind="icon", press=press))
            self._key(keys, press)
        bar.addWidget(button(t(N_("Fit the width")), press=self.fit))
        bar.addWidget(button(t(N_("Close")), icon="x", press=self.close))
        box.addLayout(bar)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.pages)
        self._scroll.verticalScrollBar().valueChanged.connect(self._show_number)
        box.addWidget(self._scroll)
        self._key(QKeySequence.StandardKey.Close, self.close)
        self._key(QKeySequence(Qt.Key.Key_Escape), self.close)
        self.resize(min(920, owner.width()), max(480, owner.height() - 40))
        self._show_number()

    def _key(self, keys: QKeySequence | QKeySequence.StandardKey, press: object) -> None:
        assert callable(press)
        action = QAction(self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False: press())
        self.addAction(action)

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller."""
        bar = self._scroll.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self.pages.set_zoom(zoom)
        bar.setValue(round(share * bar.maximum()))
        self._show_number()

    def fit(self) -> None:
        """Make the pages as wide as the window."""
        self.set_zoom((self._scroll.viewport().width() - 2 * _GAP) / self.pages.natural_width)

    def _show_number(self) -> None:
        here = self.pages.page_at(self._scroll.verticalScrollBar().value() + 40) + 1
        words = t(
            N_("Page {page} of {count} · {zoom} %"),
            page=here,
            count=self.pages.count,
            zoom=round(self.pages.zoom * 100),
        )
        self.number.setText(words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.pages.zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the file."""
        self.pages.close_file()
        super().closeEvent(event)
