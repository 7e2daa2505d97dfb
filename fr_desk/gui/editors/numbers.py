"""Editors of whole numbers, numbers and dates: lines of text that are read kindly and never invent a value."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from fr_desk.gui import language, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.dates import open_calendar, read_date
from fr_desk.gui.editors.editor import Editor, Place
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_

WHOLE_NUMBER = N_("Write a whole number between {least} and {most}.")
NUMBER = N_("Write a number between {least} and {most}.")


class LineEditor(Editor):
    """One short line that is read as something else than words."""

    line_width = 168

    def __init__(self, place: Place) -> None:
        """Make an empty line."""
        super().__init__(place)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)
        self.line = Line()
        self.line.setFixedWidth(theme.width(self.line_width))
        self.line.setAccessibleName(place.words)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self.left)
        self.box.addWidget(self.line)
        self.setFocusProxy(self.line)

    def read(self, text: str) -> Any:
        """Return what ``text`` says.

        Raises:
            ValueError: with the sentence for the user, if it says nothing that fits.
        """
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return ``value`` as the line shows it."""
        return str(value)

    def show_value(self, value: Any) -> None:
        """Show a value, unless the line says the same in other words: the cursor stays."""
        try:
            same = self.read(self.line.text()) == value
        except ValueError:
            same = False
        if not same:
            self.line.setText("" if value is None else self.write(value))

    def restore(self, draft: str) -> None:
        """Show what could not be read."""
        self.line.setText(draft)
        self._on_typed(draft)

    def _on_typed(self, text: str) -> None:
        try:
            value = self.read(text)
        except ValueError as error:
            self.unclear.emit(text, str(error))
            return
        self.unclear.emit("", "")
        self.edited.emit(value, True)


class NumberEditor(LineEditor):
    """A number with its unit."""

    whole = False
    line_width = 112

    def __init__(self, place: Place) -> None:
        """Make an empty line before the unit."""
        super().__init__(place)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if place.spec.unit:
            unit = QLabel(t(place.spec.unit))
            unit.setProperty("role", "muted")
            self.box.addWidget(unit)
            self.line.setAccessibleDescription(unit.text())
        self.box.addStretch()

    def read(self, text: str) -> float | int | None:
        """Return the number, with or without commas, in full-width or half-width digits."""
        plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))
        if not plain:
            return None
        spec = self.place.spec
        try:
            value: float | int = int(plain) if self.whole else float(plain)
        except ValueError:
            value = float("nan")
        least = spec.minimum if spec.minimum is not None else 0
        most = spec.maximum if spec.maximum is not None else 10**9
        if not least <= value <= most:
            sentence = WHOLE_NUMBER if self.whole else NUMBER
            raise ValueError(t(sentence, least=self.write(least), most=self.write(most)))
        return value

    def write(self, value: Any) -> str:
        """Return the number without needless zeros."""
        return f"{int(value):,}" if value == int(value) else language.written_number(value)


class IntegerEditor(NumberEditor):
    """A whole number with its unit."""

    whole = True


class DateEditor(LineEditor):
    """A date that may be empty: typed in any usual way or picked from a calendar."""

    def __init__(self, place: Place) -> None:
        """Make an empty line with a calendar beside it."""
        super().__init__(place)
        self.line.setPlaceholderText(t(N_("year-month-day")))
        words = t(N_("Pick a date: {question}"), question=place.words)
        self.pick = button(words, icon="calendar", kind="icon", press=self._open_calendar)
        self.pick.setToolTip(t(N_("Pick a date")))
        self.box.addWidget(self.pick)
        self.written = OneLine(role="muted")
        self.box.addWidget(self.written, 1)

    def read(self, text: str) -> dt.date | None:
        """Return the date, written with digits in the order year, month, day."""
        return read_date(text)

    def show_value(self, value: Any) -> None:
        """Show the date, and say it in words."""
        super().show_value(value)
        self.written.setText(language.written_date(value) if value else "")

    def _open_calendar(self) -> None:
        open_calendar(self.pick, self.place.document.get(self.place.path), self._choose)

    def _choose(self, day: dt.date) -> None:
        self.unclear.emit("", "")
        self.edited.emit(day, False)
