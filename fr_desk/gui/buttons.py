"""Buttons, and the three painted ones: a segment of a segmented control, a chip that toggles, a count that filters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
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
from fr_desk.gui.pressable import Pressable
from fr_desk.gui.theme import CONTROLS, CORNERS, SPACE


class WordsButton(QPushButton):
    """A button whose words go on in a second line where there is no room for one."""

    def __init__(self, text: str) -> None:
        """Show ``text``; a layout may make the button narrower than its words in one line."""
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the words need at this width: a layout gives a button no more than one line by itself."""
        super().resizeEvent(event)
        width = event.size().width()
        needed = self.heightForWidth(width) if width < self.sizeHint().width() else 0
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

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
_CENTRED = _WRAPPED | int(Qt.AlignmentFlag.AlignHCenter)
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
        size = (
            icons.TINY
            if kind in {"citation", "link", "mark"}
            else icons.SMALL
            if kind == "small"
            else icons.SIZE
        )
        air = 0 if wordless or not text else SPACE.tight
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
    painter.setPen(QPen(theme.tokens().tone("accent"), CONTROLS.ring))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def _metrics(font_of: QWidget, *, bold: bool = True) -> QFontMetrics:
    font = font_of.font()
    font.setBold(bold)
    return QFontMetrics(font)


def _air() -> int:
    """Return the air beside the words of a segment: less where large text needs the room."""
    return CONTROLS.air if theme.text_scale() < 1.3 else SPACE.small


def segment_width(words: str) -> int:
    """Return the width that words take as one answer of a segmented control, in pixels."""
    bold = theme.font("body", bold=True)
    return QFontMetrics(bold).horizontalAdvance(words) + 2 * _air()


class Segment(Pressable, QRadioButton):
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
            segment_width(self._words),
            max(CONTROLS.button, self.fontMetrics().height() + CONTROLS.air),
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
        inset = colours.edge / 2
        beyond = 0 if self._last else 2 * colours.edge  # the line between two is the next one's
        whole = QRectF(self.rect()).adjusted(inset, inset, beyond - inset, -inset)
        shape = _segment_shape(whole, first=self._first, last=self._last)
        chosen = self.isChecked()
        # what stands for no answer is as calm as an open question; in high contrast its ground would not tell
        calm = self._quiet and colours.edge == 1
        own = "open" if calm else "accent"
        ground = ("open_ground" if calm else "accent") if chosen else "sunken"
        painter.setPen(QPen(colours.tone(own if chosen else "outline"), colours.edge))
        painter.setBrush(colours.tone(ground))
        painter.drawPath(shape)
        lit = "ink" if self.underMouse() else "muted"
        ink = ("open" if calm else "on_accent") if chosen else lit
        font = self.font()
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(colours.tone(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        if self.hasFocus():
            inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            painter.setPen(QPen(colours.tone("on_accent" if ground == "accent" else "accent"), CONTROLS.ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 5, 5)


def _segment_shape(rect: QRectF, *, first: bool, last: bool) -> QPainterPath:
    radius = float(CORNERS.control)
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


class Chip(Pressable, QCheckBox):
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
            _metrics(self).horizontalAdvance(self._words) + 2 * CONTROLS.air + room,
            max(CONTROLS.chip, self.fontMetrics().height() + SPACE.medium),
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
        radius = min(whole.height() / 2, CORNERS.pill)
        painter.setPen(QPen(colours.tone("accent" if chosen else "outline"), colours.edge))
        painter.setBrush(colours.tone("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(whole, radius, radius)
        font = self.font()
        font.setBold(chosen)
        painter.setFont(font)
        mark, tone = self._mark()
        room = self.rect().adjusted(CONTROLS.air, 0, -SPACE.medium, 0)
        if mark:
            top = (self.height() - icons.SMALL) // 2
            drawn = icons.pixmap(mark, tone, icons.SMALL, self.devicePixelRatioF())
            painter.drawPixmap(room.left() - 2, top, drawn)
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


class Count(Pressable, QAbstractButton):
    """How many findings have one outcome; pressing it shows only those."""

    def __init__(self, tone: str, words: str) -> None:
        """Make the count of the outcome called ``tone``."""
        super().__init__()
        self._tone, self._words, self._number = tone, words, 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        width = max(
            66, QFontMetrics(theme.font("secondary", bold=True)).horizontalAdvance(self._words) + SPACE.small
        )
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        metrics = QFontMetrics(theme.font("secondary", bold=True))
        width = max(metrics.horizontalAdvance(word) for word in self._words.split(" ")) + SPACE.small
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the number over the words, which go on in a second line where they must."""
        number = QFontMetrics(theme.font("count", bold=True)).height()
        metrics = QFontMetrics(theme.font("secondary", bold=True))
        room = QRect(0, 0, max(width - SPACE.tight, 1), 9999)
        return number + metrics.boundingRect(room, _CENTRED, self._words).height() + SPACE.small

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the count."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        plain = colours.edge == 1
        painter.setPen(
            QPen(colours.tone(self._tone), CONTROLS.ring) if chosen or not plain else Qt.PenStyle.NoPen
        )
        painter.setBrush(colours.tone(f"{self._tone}_ground"))
        painter.drawRoundedRect(whole, CORNERS.count, CORNERS.count)
        painter.setPen(colours.tone(self._tone))
        font = theme.font("count", bold=True)
        painter.setFont(font)
        upper = QRect(0, SPACE.tight, self.width(), painter.fontMetrics().height())
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(self._number))
        small = theme.font("secondary", bold=chosen)
        painter.setFont(small)
        lower = self.rect().adjusted(2, upper.bottom() - 1, -2, -SPACE.tight)
        painter.drawText(lower, _CENTRED | int(Qt.AlignmentFlag.AlignVCenter), self._words)
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), CORNERS.count)
