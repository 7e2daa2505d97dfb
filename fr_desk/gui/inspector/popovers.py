"""Small sheets over the list: which columns there are, filters under a name, the day whose law is applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.dates import DateField
from fr_desk.gui.inspector.keeping import Keeping
from fr_desk.gui.inspector.look import SHOWN_AT_FIRST, is_filtered
from fr_desk.gui.inspector.words import HEADS
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline, Popover
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_
from fr_desk.inspection.wanted import COLUMNS, Column, Wanted

NOTHING_SAVED = N_("Nothing saved yet. Filter the list, give the filter a name and save it.")
SAVE_HINT = N_("Filters, order and groups are saved under a name.")
REPLACES = N_("There is a filter of this name already; what is shown now takes its place.")
_WIDTH, _BESIDE = 360, 168
"""Width of the saved filters, and what of it is not for a name."""
DAY_HINT = N_(
    "All files are assessed again under the law in force on that day. What is known for a day is not read again."
)


def columns_popover(
    anchor: QWidget, shown: Sequence[Column], choose: Callable[[tuple[Column, ...]], object]
) -> Popover:
    """Return a sheet with a chip for each column; ``choose`` is told which are to be shown, in their order."""
    popover = Popover(anchor, width=theme.width(440))
    popover.setAccessibleName(t(N_("Columns")))
    popover.box.addWidget(Prose(t(N_("Columns")), "question"))
    flow = Flow(gap=SPACE.small)
    chips: dict[Column, Chip] = {}

    def told() -> None:
        on = {column for column, chip in chips.items() if chip.isChecked()}
        kept = [column for column in shown if column in on]
        wanted = (*kept, *(column for column in COLUMNS if column in on and column not in kept))
        if wanted:
            choose(wanted)
        else:
            chips["name"].setChecked(True)
            choose(("name",))

    for column in (*SHOWN_AT_FIRST, *(one for one in COLUMNS if one not in SHOWN_AT_FIRST)):
        chip = Chip(t(HEADS[column]))
        chip.setChecked(column in shown)
        chip.clicked.connect(lambda _on: told())
        chips[column] = chip
        flow.add(chip)
    popover.box.addWidget(flow)

    def usual() -> None:
        for column, chip in chips.items():
            chip.setChecked(column in SHOWN_AT_FIRST)
        choose(SHOWN_AT_FIRST)

    popover.box.addWidget(
        button(t(N_("The usual columns")), kind="link", press=usual), 0, Qt.AlignmentFlag.AlignLeft
    )
    return popover


def day_popover(anchor: QWidget, day: dt.date, choose: Callable[[dt.date], object]) -> Popover:
    """Return a sheet that asks for the day whose law is applied."""
    popover = Popover(anchor, width=theme.width(400))
    title = t(N_("Law as of another day"))
    popover.setAccessibleName(title)
    popover.box.addWidget(Prose(title, "question"))
    popover.box.addWidget(Prose(t(DAY_HINT), "secondary"))
    field = DateField(t(N_("Apply the law in force on this day")), day)
    popover.box.addWidget(field)

    def apply() -> None:
        if field.day is not None:
            popover.close()
            choose(field.day)

    go = button(t(N_("Assess again")), icon="rotate-cw", kind="primary", press=apply)
    field.chosen.connect(lambda found: go.setEnabled(found is not None))
    field.line.returnPressed.connect(apply)
    popover.box.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
    return popover


class SavedPopover(Popover):
    """The saved filters: apply one, throw one away, save what is shown."""

    def __init__(
        self, anchor: QWidget, keeping: Keeping, wanted: Wanted, apply: Callable[[Wanted], object]
    ) -> None:
        """Offer the filters of ``keeping``, and to save ``wanted``; ``apply`` is told which is to be shown."""
        super().__init__(anchor, width=theme.width(_WIDTH))
        self._keeping, self._wanted, self._apply = keeping, wanted, apply
        title = t(N_("Saved filters"))
        self.setAccessibleName(title)
        self.box.addWidget(Prose(title, "question"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.tight)
        self.box.addLayout(self._rows)
        self.box.addWidget(Hairline())
        self.hint = Prose(t(SAVE_HINT), "secondary")
        self.box.addWidget(self.hint)
        line = QHBoxLayout()
        self.name = _NameLine(self._save)
        self.save = button(t(N_("Save")), icon="save", press=self._save)
        self.name.textChanged.connect(lambda _text: self._on_named())
        self.save.setEnabled(False)
        line.addWidget(self.name, 1)
        line.addWidget(self.save)
        self.box.addLayout(line)
        self.links: dict[str, QPushButton] = {}
        self._fill()

    def _fill(self) -> None:
        self.links = {}
        for saved in self._keeping.filters:
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            link = button(saved.name, icon="bookmark", kind="quiet", tone="accent")
            link.setStyleSheet("text-align: left; padding-left: 4px;")
            _shorten(link, saved.name, theme.width(_WIDTH - _BESIDE))
            link.clicked.connect(lambda _on=False, wanted=saved.wanted: self._choose(wanted))
            words = t(N_("Throw the filter “{name}” away"), name=saved.name)
            drop = button(words, icon="trash-2", kind="icon")
            drop.clicked.connect(lambda _on=False, name=saved.name: self._forget(name))
            line.addWidget(link, 1)
            line.addWidget(drop)
            self.links[saved.name] = link
            self._rows.addWidget(holder)
        if not self.links:
            self._rows.addWidget(Prose(t(NOTHING_SAVED), "muted"))

    def _choose(self, wanted: Wanted) -> None:
        self.close()
        self._apply(wanted)

    def _forget(self, name: str) -> None:
        self._keeping.forget_filter(name)
        empty(self._rows)
        self._fill()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _named(self) -> str:
        """The name that was typed, as it is kept."""
        return " ".join(self.name.text().split())[:80]

    def _on_named(self) -> None:
        """Say beforehand if another filter gives way."""
        there = self._named in self.links
        self.save.setEnabled(bool(self._named))
        self.save.setText(t(N_("Replace")) if there else t(N_("Save")))
        self.save.setAccessibleName(self.save.text())
        self.hint.setText(t(REPLACES) if there else t(SAVE_HINT))

    def _save(self) -> None:
        name = self._named
        if name:
            self._keeping.save_filter(name, self._wanted)
            self.close()

    def take_focus(self) -> None:
        """Give the keyboard to the first saved filter, or to the name where something is filtered."""
        first = next(iter(self.links.values()), None)
        (self.name if first is None or is_filtered(self._wanted) else first).setFocus()


def _shorten(link: QPushButton, name: str, room: int) -> None:
    """Show as much of a name as there is room for; the tip has the whole of it."""
    link.ensurePolished()
    shown = link.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
    if shown != name:
        link.setText(shown.replace("&", "&&"))
        link.setToolTip(name)


class _NameLine(QLineEdit):
    """The name of a filter; Enter saves it."""

    def __init__(self, save: Callable[[], object]) -> None:
        super().__init__()
        self._save = save
        self.setAccessibleName(t(N_("Name of the filter")))
        self.setPlaceholderText(t(N_("Name of the filter")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._save()
        else:
            super().keyPressEvent(event)
