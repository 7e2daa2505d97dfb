"""The two-minute tour: a small mark goes from control to control of the desk, which stays usable all the while.

The walk outlives language and theme: the desk is made anew then, and the mark finds its control again. It ends when
another dossier is opened, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.spoken import announce
from fr_desk.gui.tour_stops import SAMPLE, Stop, go, stops, target
from fr_desk.i18n import N_

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

PLACE = N_("{number} of {count}")
WIDTH, GAP, MARGIN, RIM = 336, 14, 8, 5
"""Width of the mark, its distance from the control and from the window's edge, and the rim around the control."""
FOLLOW_EVERY = 120
"""Milliseconds after which the mark looks whether its control has moved."""


def start(window: Window) -> Tour | None:
    """Open the sample and begin; go on with the walk that runs, if there is one."""
    running = current(window)
    if running is not None:
        running.take_focus()
        return running
    before = window.document
    window.files.open_sample(SAMPLE)
    if window.document is None or window.document is before:
        return None  # the user would rather stay with unsaved answers
    return Tour(window)


def current(window: Window) -> Tour | None:
    """Return the walk that runs."""
    return window.findChild(Tour)


class Tour(QObject):
    """One walk."""

    def __init__(self, window: Window) -> None:
        """Begin at the first stop in ``window``."""
        super().__init__(window)
        self._window, self._document = window, window.document
        self.stop: Stop = stops()[0]
        self.mark, self.ring = Mark(self), Ring(window)
        self._place: QRect | None = None
        self._follow = QTimer(self, interval=FOLLOW_EVERY)
        self._follow.timeout.connect(self._keep_up)
        window.opened.connect(self._on_opened)
        window.installEventFilter(self)
        self._follow.start()
        QTimer.singleShot(0, self, self._arrive)  # the desk has its places once it is shown

    # the walk

    def walk(self) -> tuple[Stop, ...]:
        """Return the stops whose controls are there now; those on other pages are taken to be."""
        desk = self._window.desk
        if desk is None:
            return ()
        away = {"why", "finding", "fix"} - {self.stop.id}
        return tuple(one for one in stops() if one.id in away or target(one, desk) is not None)

    @property
    def control(self) -> QWidget | None:
        """The control the mark stands beside."""
        return target(self.stop, self._window.desk) if self._window.desk is not None else None

    def move(self, way: int) -> None:
        """Go on or back; after the last stop the walk is over."""
        every, desk = stops(), self._window.desk
        there = every.index(self.stop) + way
        while desk is not None and 0 <= there < len(every):
            go(every[there], desk)
            QApplication.sendPostedEvents()
            if target(every[there], desk) is not None:
                self.stop = every[there]
                self._arrive()
                return
            there += way
        if way > 0:
            self.leave()

    def leave(self) -> None:
        """End the walk; the sample stays open."""
        self._follow.stop()
        self._window.removeEventFilter(self)
        self._window.opened.disconnect(self._on_opened)
        for widget in (self.mark, self.ring):
            widget.hide()
            widget.deleteLater()
        self.setParent(None)
        self.deleteLater()
        if self._window.desk is not None:
            self._window.desk.focus_page()

    def take_focus(self) -> None:
        """Give the keyboard to the mark."""
        self.mark.take_focus()

    def _on_opened(self) -> None:
        if self._window.document is not self._document or self._window.desk is None:
            self.leave()
            return
        QTimer.singleShot(0, self, self._return)

    def _return(self) -> None:
        """Find the control again on a desk that was made anew; the keyboard stays where it is."""
        if self._window.desk is not None:
            focus = QApplication.focusWidget()
            go(self.stop, self._window.desk)
            self._arrive(focus=focus is not None and self.mark.isAncestorOf(focus))

    def _arrive(self, *, focus: bool = True) -> None:
        walk = self.walk()
        number = walk.index(self.stop) + 1 if self.stop in walk else 1
        self.mark.show_stop(self.stop, number, len(walk))
        self._place = None
        self._keep_up()
        if focus:
            self.take_focus()
        announce(self.mark, self.mark.spoken)

    # beside the control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size at once."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_up)
        return super().eventFilter(watched, event)

    def _keep_up(self) -> None:
        """Stand beside the control, wherever it has gone; beside nothing while it is out of sight."""
        control = self.control
        place = seen_place(control, self._window) if control is not None else QRect()
        if place == self._place and self.mark.isVisible():
            return
        self._place = place
        room = self._window.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self.mark.resize(WIDTH, self.mark.height_needed())
        self.mark.move(beside(place, self.mark.rect(), room))
        self.ring.setGeometry(place.adjusted(-RIM, -RIM, RIM, RIM) & self._window.rect())
        self.ring.setVisible(not place.isEmpty())
        for widget in (self.ring, self.mark):
            widget.raise_()
        self.mark.setVisible(True)


def seen_place(control: QWidget, window: QWidget) -> QRect:
    """Return what is seen of a control, in places of the window."""
    seen = control.visibleRegion().boundingRect()
    return seen.translated(control.mapTo(window, QPoint(0, 0))) if not seen.isEmpty() else QRect()


def beside(place: QRect, size: QRect, room: QRect) -> QPoint:
    """Return where a mark goes: inside ``room`` and off ``place``, else where it hides least of it."""
    if place.isEmpty():
        return room.center() - size.center()
    x = max(room.left(), min(place.center().x() - size.width() // 2, room.right() + 1 - size.width()))
    y = max(room.top(), min(place.center().y() - size.height() // 2, room.bottom() + 1 - size.height()))
    places = (
        QPoint(x, place.bottom() + 1 + GAP),
        QPoint(place.right() + 1 + GAP, y),
        QPoint(x, place.top() - GAP - size.height()),
        QPoint(place.left() - GAP - size.width(), y),
        QPoint(room.right() + 1 - size.width(), room.bottom() + 1 - size.height()),
    )
    inside = [one for one in places if room.contains(QRect(one, size.size()))]
    return min(inside, key=lambda one: _area(QRect(one, size.size()) & place))


def _area(place: QRect) -> int:
    return max(place.width(), 0) * max(place.height(), 0)


class Ring(QWidget):
    """A rim around the control; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        """Surround nothing yet."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVisible(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rim."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.tokens().tone("accent"), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 9, 9)


_WAYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Mark(QWidget):
    """What is said at a stop, and the ways on, back and out."""

    def __init__(self, tour: Tour) -> None:
        """Say nothing yet."""
        super().__init__(tour.parent())  # type: ignore[arg-type]  # a walk belongs to its window
        self._tour = tour
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 16, 14)
        box.setSpacing(6)
        head = QHBoxLayout()
        self.title, self.place = Prose(role="question"), Prose(role="secondary")
        head.addWidget(self.title, 1)
        head.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Prose()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.out = button("", kind="quiet", press=tour.leave)
        self.back = button("", press=lambda: tour.move(-1))
        self.next = button("", kind="primary", press=lambda: tour.move(1))
        foot.addWidget(self.out)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        for made in (self.out, self.back, self.next):
            made.installEventFilter(self)
        box.addLayout(head)
        box.addWidget(self.words)
        box.addSpacing(4)
        box.addLayout(foot)
        self.setVisible(False)

    def show_stop(self, stop: Stop, number: int, count: int) -> None:
        """Say what there is to say at a stop."""
        last = number == count
        self.title.setText(say(stop.title))
        self.place.setText(t(PLACE, number=number, count=count))
        self.words.setText(say(stop.says))
        for made, words in (
            (self.out, t(N_("Leave the tour"))),
            (self.back, t(N_("Back"))),
            (self.next, t(N_("Done")) if last else t(N_("Next"))),
        ):
            made.setText(words)
            made.setAccessibleName(words)
        self.back.setVisible(number > 1)
        self.out.setVisible(not last)
        self.setAccessibleName(say(stop.title))
        self.setAccessibleDescription(say(stop.says))
        self.next.setAccessibleDescription(self.spoken)
        self.update()

    @property
    def spoken(self) -> str:
        """Everything the mark says, for somebody who hears it."""
        return f"{self.title.text()} ({self.place.text()}): {self.words.text()}"

    def height_needed(self) -> int:
        """Return the height at the usual width."""
        box = self.layout()
        assert box is not None
        self.ensurePolished()
        box.activate()
        return box.totalHeightForWidth(WIDTH) if box.hasHeightForWidth() else box.sizeHint().height()

    def take_focus(self) -> None:
        """Give the keyboard to the way on."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go round the mark's buttons, and from the last of them to the control."""
        stops_here = [one for one in (self.out, self.back, self.next) if one.isVisible()]
        here = next((number for number, one in enumerate(stops_here) if one.hasFocus()), 0)
        there = here + (1 if forward else -1)
        if 0 <= there < len(stops_here):
            stops_here[there].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        control = self._tour.control
        if control is not None and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            control.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter and the right arrow, back with the left one, out with Escape, whichever button has it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _WAYS:
            self._tour.move(_WAYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(watched, QPushButton):
            watched.click()
        elif key == Qt.Key.Key_Escape:
            self._tour.leave()
        else:
            return super().eventFilter(watched, event)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.tone("accent"), 2))
        painter.setBrush(colours.tone("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
