"""Buttons, and the three painted ones: a segment of a segmented control, a chip that toggles, a count that filters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from fr_desk.gui import icons, theme


class WordsButton(QPushButton):
    """A button whose words go on in a second line where there is no room for one."""

    def _around(self) -> QSize:
        """Return what the button needs beside its words: frame, air, icon."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        return QSize(
            hint.width() - metrics.horizontalAdvance(self._words()), hint.height() - metrics.height()
        )

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words in each line."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 160), hint.height())

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the words need at ``width``."""
        self.ensurePolished()
        if width >= self.sizeHint().width():
            return self.sizeHint().height()
        around = self._around()
        room = QRect(0, 0, max(width - around.width(), 20), 9999)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self._words()).height() + around.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button as ever, or with its words in several lines."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        around, icon = self._around(), self.iconSize() if not self.icon().isNull() else QSize(0, 0)
        left = (around.width() - icon.width()) // 2
        if icon.width():
            place = QRect(QPoint(left, (self.height() - icon.height()) // 2), icon)
            self.icon().paint(painter, place)
        room = self.rect().adjusted(left + icon.width() + 2, 0, -left + 2, 0)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, _WRAPPED | int(Qt.AlignmentFlag.AlignVCenter), self._words())


_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_ICON_TONES = {
    "primary": "on_accent",
    "fix": "accent",
    "link": "accent",
    "mark": "accent",
    "citation": "muted",
}


def button(
    text: str,
    *,
    icon: str = "",
    kind: str = "plain",
    tone: str = "",
    tip: str = "",
    press: Callable[[], object] | None = None,
) -> QPushButton:
    """Return a button.

    Args:
        text: its words; a button of kind ``icon`` or ``mark`` shows only its icon and speaks the words.
        icon: name of a bundled icon.
        kind: plain, primary, fix, small, quiet, icon, link, mark or citation: see the style sheet.
        tone: colour of the icon; by default the one that goes with the kind.
        tip: what a tool tip adds to the words.
        press: what a press does.
    """
    wordless = kind in {"icon", "mark"}
    made = QPushButton() if wordless else WordsButton(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    if icon:
        size = 13 if kind in {"citation", "link", "mark"} else 14 if kind == "small" else icons.SIZE
        air = 0 if wordless or not text else 4
        made.setIcon(icons.icon(icon, tone or _ICON_TONES.get(kind, "ink"), size, air=air))
        made.setIconSize(QSize(size + air, size))
    if tip or wordless:
        made.setToolTip(tip or text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if press is not None:
        made.clicked.connect(lambda _checked=False: press())
    return made


def _ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw the ring around what has the keyboard."""
    painter.setPen(QPen(theme.tokens().tone("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def _metrics(font_of: QWidget, *, bold: bool = True) -> QFontMetrics:
    font = font_of.font()
    font.setBold(bold)
    return QFontMetrics(font)


class Segment(QRadioButton):
    """One answer of a segmented control. ``quiet`` marks the one that stands for no answer."""

    def __init__(self, text: str, *, quiet: bool = False, first: bool = False, last: bool = False) -> None:
        """Make a segment; ``first`` and ``last`` have round corners."""
        super().__init__(text.replace("&", "&&"))
        self._words, self._quiet, self._first, self._last = text, quiet, first, last
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the words in bold, and air."""
        self.ensurePolished()
        return QSize(
            _metrics(self).horizontalAdvance(self._words) + 28, max(34, self.fontMetrics().height() + 14)
        )

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Answer clicks anywhere on the segment."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segment."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = _segment_shape(whole, first=self._first, last=self._last)
        chosen = self.isChecked()
        ground = "surface" if chosen and self._quiet else "accent" if chosen else "sunken"
        painter.setPen(QPen(colours.tone("accent" if chosen and not self._quiet else "line"), colours.edge))
        painter.setBrush(colours.tone(ground))
        painter.drawPath(shape)
        ink = "on_accent" if ground == "accent" else "ink" if chosen or self.underMouse() else "muted"
        font = self.font()
        font.setBold(chosen and not self._quiet)
        painter.setFont(font)
        painter.setPen(colours.tone(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        if self.hasFocus():
            inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            painter.setPen(QPen(colours.tone("on_accent" if ground == "accent" else "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 5, 5)


def _segment_shape(rect: QRectF, *, first: bool, last: bool) -> QPainterPath:
    radius = float(theme.BUTTON_RADIUS)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    left, right = (radius if first else 0.0), (radius if last else 0.0)
    path.moveTo(rect.left() + left, rect.top())
    path.lineTo(rect.right() - right, rect.top())
    path.arcTo(rect.right() - 2 * right, rect.top(), 2 * right, 2 * right, 90, -90)
    path.lineTo(rect.right(), rect.bottom() - right)
    path.arcTo(rect.right() - 2 * right, rect.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
    path.lineTo(rect.left() + left, rect.bottom())
    path.arcTo(rect.left(), rect.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
    path.lineTo(rect.left(), rect.top() + left)
    path.arcTo(rect.left(), rect.top(), 2 * left, 2 * left, 180, -90)
    path.closeSubpath()
    return path


class Chip(QCheckBox):
    """A word that can be marked; a mark is shown by a tick as well as by colour."""

    def __init__(self, text: str, *, exclusive: bool = False) -> None:
        """Make a chip; an ``exclusive`` one shows no tick, as a tab does."""
        super().__init__(text.replace("&", "&&"))
        self._words, self._exclusive, self.badge = text, exclusive, ""
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_badge(self, tone: str) -> None:
        """Show the icon of an outcome before the words, or none."""
        if tone != self.badge:
            self.badge = tone
            self.updateGeometry()
            self.update()

    def _mark(self) -> tuple[str, str]:
        if self.badge:
            return OUTCOME_ICONS[self.badge], self.badge
        return ("check", "accent") if self.isChecked() and not self._exclusive else ("", "")

    def sizeHint(self) -> QSize:
        """Return the size of the words in bold with room for the mark."""
        self.ensurePolished()
        room = 20 if not self._exclusive or self.badge else 0
        return QSize(
            _metrics(self).horizontalAdvance(self._words) + 28 + room,
            max(32, self.fontMetrics().height() + 12),
        )

    def minimumSizeHint(self) -> QSize:
        """Return a narrow chip: a long name gives way."""
        return QSize(min(self.sizeHint().width(), 80), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """Answer clicks anywhere on the chip."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = min(whole.height() / 2, 17)
        painter.setPen(QPen(colours.tone("accent" if chosen else "line"), colours.edge))
        painter.setBrush(colours.tone("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(whole, radius, radius)
        font = self.font()
        font.setBold(chosen)
        painter.setFont(font)
        mark, tone = self._mark()
        room = self.rect().adjusted(14, 0, -12, 0)
        if mark:
            top = (self.height() - 14) // 2
            painter.drawPixmap(room.left() - 2, top, icons.pixmap(mark, tone, 14, self.devicePixelRatioF()))
            room.adjust(18, 0, 0, 0)
        elif not self._exclusive:
            room.adjust(9, 0, 0, 0)
        painter.setPen(colours.tone("accent" if chosen else "ink" if self.underMouse() else "muted"))
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        tip = "" if shown == self._words else self._words
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), radius)


OUTCOME_ICONS = {
    "breached": "circle-x",
    "review": "circle-question-mark",
    "open": "circle-dashed",
    "met": "check",
}
"""The icon of each outcome; ``not_applicable`` is never shown."""


class Count(QAbstractButton):
    """How many findings have one outcome; pressing it shows only those."""

    def __init__(self, tone: str, words: str) -> None:
        """Make the count of the outcome called ``tone``."""
        super().__init__()
        self._tone, self._words, self._number = tone, words, 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Show another number."""
        if number != self._number or not self.accessibleName():
            self._number = number
            self.setAccessibleName(f"{self._words}: {number}")
            self.update()

    @property
    def number(self) -> int:
        """The number shown."""
        return self._number

    def sizeHint(self) -> QSize:
        """Return room for the number over the words."""
        return QSize(
            max(66, self.fontMetrics().horizontalAdvance(self._words) + 8),
            40 + self.fontMetrics().height() // 2 + 5,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the count."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        plain = colours.edge == 1
        painter.setPen(QPen(colours.tone(self._tone), 2) if chosen or not plain else Qt.PenStyle.NoPen)
        painter.setBrush(colours.tone(f"{self._tone}_ground"))
        painter.drawRoundedRect(whole, 10, 10)
        painter.setPen(colours.tone(self._tone))
        font = theme.font("count", bold=True)
        painter.setFont(font)
        upper = self.rect().adjusted(0, 4, 0, -self.height() // 2 + 5)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(self._number))
        small = theme.font("secondary", bold=chosen)
        painter.setFont(small)
        lower = self.rect().adjusted(2, self.height() // 2 - 1, -2, -5)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, shown)
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), 10)
