"""Two ways to arrange widgets that Qt's layouts do not know: in lines like words, and words beside their control.

They are widgets that place their children themselves, not layouts: items of a layout written in Python outlive what
they stand for.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

WORDS = 192
"""Width of the column of words in a list of facts."""

_NESTED = 12
"""How deep layouts stand in each other at most: each of them asks the next one above it when its turn comes."""


class Arranged(QWidget):
    """A widget that places its children itself, and whose height depends on its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold no children yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._heights: dict[int, int] = {}
        self._margins = QMargins()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.children_in_order: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        """Take a widget in."""
        widget.setParent(self)
        self.children_in_order.append(widget)
        self._forget()

    def drop(self, widget: QWidget) -> None:
        """Let a widget go for good."""
        self.children_in_order.remove(widget)
        widget.hide()
        widget.deleteLater()
        self._forget()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep the children away from the edges."""
        self._margins = QMargins(left, top, right, bottom)
        self._forget()

    @property
    def shown(self) -> list[QWidget]:
        """The children that are not hidden."""
        return [child for child in self.children_in_order if not child.isHidden()]

    def arrange(self, room: QRect, *, move: bool) -> int:
        """Place the shown children into ``room`` if ``move``, and return the height they need at its width."""
        raise NotImplementedError

    def _forget(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def _inner(self, width: int) -> QRect:
        margins = self._margins
        return QRect(margins.left(), margins.top(), max(0, width - margins.left() - margins.right()), 0)

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a child asks for other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._forget()
            self.arrange(self._inner(self.width()), move=True)
            return True
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self.arrange(self._inner(self.width()), move=True)

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the children need at ``width``."""
        if width not in self._heights:
            inner = self.arrange(self._inner(width), move=False)
            self._heights[width] = inner + self._margins.top() + self._margins.bottom()
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """Return the width of the least child; the height follows from the width."""
        least = max((least_width(child) for child in self.shown), default=0)
        return QSize(least + self._margins.left() + self._margins.right(), 0)


def lay_out_now() -> None:
    """Give everything its new place before anything is painted: what one looks at moves once, and is painted once."""
    for _ in range(_NESTED):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def make_room(changed: QWidget) -> None:
    """Give all that ``changed`` stands in its new height, from the outside in.

    Layouts that follow by themselves do so from the inside out: each squeezes or spreads what it holds until the one
    around it has followed too, and all of that is painted anew.
    """
    widget, above = changed, changed.parentWidget()
    while above is not None and not isinstance(above.parentWidget(), QScrollArea):
        widget.updateGeometry()
        widget, above = above, above.parentWidget()
    box = widget.layout()
    if above is None or box is None or not widget.isVisible():
        return
    height = max(above.height(), box.totalHeightForWidth(widget.width()))
    if height == widget.height():
        box.activate()
    else:
        widget.resize(widget.width(), height)


def empty(box: QVBoxLayout) -> None:
    """Take every widget out of ``box`` and let go of it."""
    while item := box.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Flow(Arranged):
    """Sets its children from left to right and goes on in the next line."""

    def __init__(self, gap: int = 8, line_gap: int | None = None) -> None:
        """Leave ``gap`` between children and ``line_gap`` between lines."""
        super().__init__()
        self._gap, self._line_gap = gap, gap if line_gap is None else line_gap

    def sizeHint(self) -> QSize:
        """Return the size of all children in one line."""
        hints = [child.sizeHint() for child in self.shown]
        width = sum(max(hint.width(), 0) + self._gap for hint in hints) - (self._gap if hints else 0)
        margins = self._margins
        height = max((hint.height() for hint in hints), default=0) + margins.top() + margins.bottom()
        return QSize(width + margins.left() + margins.right(), height)

    def arrange(self, room: QRect, *, move: bool) -> int:
        """Place the children line by line."""
        x, y, line_height = room.x(), room.y(), 0
        for child in self.shown:
            width = min(max(child.sizeHint().width(), child.minimumWidth()), room.width())
            if x > room.x() and x + width > room.x() + room.width():
                x, y, line_height = room.x(), y + line_height + self._line_gap, 0
            height = height_at(child, width)
            if move:
                child.setGeometry(x, y, width, height)
            x += width + self._gap
            line_height = max(line_height, height)
        return y + line_height - room.y()


class Aside(Arranged):
    """Sets words and their control beside each other where there is room, else one over the other.

    The control stands at the right of the words if it leaves them enough room; with a ``column`` the words have that
    width and the control the rest.
    """

    def __init__(self, *, column: int = 0, gap: int = 16, below: bool = False) -> None:
        """Arrange two children: the words, then the control.

        Args:
            column: width of the words, 0 for all that the control leaves.
            gap: between words and control.
            below: the control stands always below.
        """
        super().__init__()
        self._column, self._gap, self._below = column, gap, below

    def sizeHint(self) -> QSize:
        """Return the size of both below each other."""
        width = max((child.sizeHint().width() for child in self.shown), default=0)
        width += self._margins.left() + self._margins.right()
        return QSize(width, self.heightForWidth(width))

    def arrange(self, room: QRect, *, move: bool) -> int:
        """Place words and control."""
        shown = self.shown
        if len(shown) < 2 or self._below:
            return self._stack(shown, room, move=move)
        words, control = shown
        left = self._column
        if left:
            width = min(room.width() - left - self._gap, control.maximumWidth())
            if width < max(least_width(control), 180):
                return self._stack(shown, room, move=move)
            if control.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
                width = min(width, control.sizeHint().width())
            x = room.x() + left + self._gap
        else:
            width = min(control.sizeHint().width(), control.maximumWidth())
            left = room.width() - width - self._gap
            if left < min(room.width() * 11 // 20, words.sizeHint().width()):
                return self._stack(shown, room, move=move)
            x = room.x() + room.width() - width
        heights = height_at(words, left), height_at(control, width)
        if move:
            middle = max(0, (min(heights[1], 36) - heights[0]) // 2)
            words.setGeometry(room.x(), room.y() + (middle if self._column else 0), left, heights[0])
            lower = 0 if self._column else max(0, (min(heights[0], 36) - heights[1]) // 2)
            control.setGeometry(x, room.y() + lower, width, heights[1])
        return max(heights)

    def _stack(self, shown: list[QWidget], room: QRect, *, move: bool) -> int:
        y = room.y()
        for child in shown:
            width = min(room.width(), child.maximumWidth())
            if child.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
                width = min(width, child.sizeHint().width())
            height = height_at(child, width)
            if move:
                child.setGeometry(room.x(), y, width, height)
            y += height + 8
        return max(0, y - 8 - room.y())


def least_width(widget: QWidget) -> int:
    """Return the width below which a widget would be cut."""
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


def height_at(widget: QWidget, width: int) -> int:
    """Return the height of a widget at ``width``."""
    widget.ensurePolished()
    wanted = widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    return min(max(wanted, widget.minimumHeight()), widget.maximumHeight())
