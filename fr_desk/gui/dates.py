"""Dates typed in any usual way or picked from a calendar; a date that is not given stays empty."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fr_desk.gui import language, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Popover
from fr_desk.i18n import N_

DATE = N_("Write year, month and day, such as 2026-11-21.")
_PARTS = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_date(text: str) -> dt.date | None:
    """Return the date in ``text``, written with digits in the order year, month, day; ``None`` for no text.

    Raises:
        ValueError: with the sentence for the user, if it is no date.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    parts = _PARTS.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if parts is None:
        raise ValueError(t(DATE))
    try:
        return dt.date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError as error:
        raise ValueError(t(DATE)) from error


def open_calendar(anchor: QWidget, day: dt.date | None, choose: Callable[[dt.date], object]) -> None:
    """Open a calendar under ``anchor``; ``choose`` is told the day that is picked."""
    popover = Popover(anchor, width=340)
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain = QTextCharFormat()
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, plain)
    calendar.setLocale(language.locale())
    if day:
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def chosen(date: QDate) -> None:
        popover.close()
        choose(dt.date(date.year(), date.month(), date.day()))

    calendar.clicked.connect(chosen)
    calendar.activated.connect(chosen)
    popover.box.addWidget(calendar)
    popover.open()
    calendar.setFocus()


class DateField(QWidget):
    """A date that is no answer of the dossier: typed or picked, and said in words beside it.

    Signals:
        chosen: another date stands there, or none that can be read.
    """

    chosen = Signal(object)

    def __init__(self, words: str, day: dt.date | None) -> None:
        """Show ``day``; ``words`` say what the date is for."""
        super().__init__()
        self.day = day
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(Prose(words, "secondary"))
        line = QHBoxLayout()
        line.setSpacing(8)
        self.line = QLineEdit(day.isoformat() if day else "")
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(t(N_("year-month-day")))
        self.line.setFixedWidth(theme.width(168))
        self.line.textChanged.connect(self._on_typed)
        pick = button(t(N_("Pick a date: {question}"), question=words), icon="calendar", kind="icon")
        pick.setToolTip(t(N_("Pick a date")))
        pick.clicked.connect(lambda: open_calendar(pick, self.day, self.show_day))
        self._written = OneLine(language.written_date(day) if day else "", "muted")
        line.addWidget(self.line)
        line.addWidget(pick)
        line.addWidget(self._written, 1)
        box.addLayout(line)
        self._complaint = Prose(role="complaint")
        self._complaint.setVisible(False)
        box.addWidget(self._complaint)
        self.setFocusProxy(self.line)

    def show_day(self, day: dt.date) -> None:
        """Put another date into the field."""
        self.line.setText(day.isoformat())

    def _on_typed(self, text: str) -> None:
        complaint = ""
        try:
            self.day = read_date(text)
        except ValueError as error:
            self.day, complaint = None, str(error)
        self._complaint.say(complaint)
        self._written.setText(language.written_date(self.day) if self.day else "")
        self.chosen.emit(self.day)
