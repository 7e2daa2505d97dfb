"""The bar above a record: back, the venue, where the record is kept, how far one is, undo, and the two sides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar

from fr_desk.errors import FrDeskError
from fr_desk.gui import language, theme
from fr_desk.gui.buttons import Segment, button
from fr_desk.gui.inspector.page_head import PageHead
from fr_desk.gui.inspector.record_session import RecordSession
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import t
from fr_desk.i18n import N_

RECORD_OF = N_("Record: {venue}")
PLACES, SUMMARY = N_("Places"), N_("Summary")
KEPT = N_("Kept at once in {file}")
IN_PROFILE = N_("Kept at once in your profile, because the folder takes no file")
LOOKED_AT = N_("{done} of {total} places")
UNDO, REDO = N_("Undo: {what}"), N_("Redo: {what}")
NO_UNDO, NO_REDO = N_("Nothing to undo"), N_("Nothing to redo")
FINISH = N_("Finish the visit")
BACK = N_("Back")
_TITLE, _FACTS = (120, 56), (160, 60)
"""Least widths of the title and of the facts, where there is room and where there is little."""
_MARGIN, _GAPS = 18, (14, 8)


class RecordHead(PageHead):
    """The bar.

    Signals:
        side_chosen: ``places`` or ``summary``.
        finish_wanted: the visit is over.
    """

    side_chosen = Signal(str)
    finish_wanted = Signal()

    def __init__(self, session: RecordSession, side: str) -> None:
        """Show the state of ``session``."""
        opened = session.open
        assert opened is not None
        venue = flat(opened.dossier.venue.name or session.place.name, 60)
        super().__init__(t(RECORD_OF, venue=venue))
        self._session = session
        self.back.setText(t(BACK))
        self.back.setAccessibleName(t(BACK))
        self._title.setMaximumWidth(theme.width(300))
        self.bar = QProgressBar()
        self.bar.setFixedWidth(theme.width(96))
        self.bar.setTextVisible(False)
        self.undo = button(t(NO_UNDO), icon="undo-2", kind="icon", press=session.undo)
        self.redo = button(t(NO_REDO), icon="redo-2", kind="icon", press=session.redo)
        self.finish = button(t(FINISH), icon="clipboard-check", press=self.finish_wanted.emit)
        self.finish.setMinimumWidth(self.finish.sizeHint().width())  # its words stay in one line
        sides = QHBoxLayout()
        sides.setSpacing(0)
        self.places, self.summary = Segment(t(PLACES), first=True), Segment(t(SUMMARY), last=True)
        self._sides = QButtonGroup(self)
        for one in (self.places, self.summary):
            self._sides.addButton(one)
            sides.addWidget(one)
        (self.summary if side == "summary" else self.places).setChecked(True)
        self.places.toggled.connect(lambda on: self.side_chosen.emit("places" if on else "summary"))
        self.box.addWidget(self.bar)
        self.box.addWidget(self.undo)
        self.box.addWidget(self.redo)
        self.box.addLayout(sides)
        self.box.addWidget(self.finish)
        self._tight: bool | None = None
        self._whole_back, self._back_icon = self.back.sizeHint().width(), self.back.icon()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without what can be done without where there is no room for all."""
        super().resizeEvent(event)
        self._fit_into(event.size().width())

    def _fit_into(self, width: int) -> None:
        parts = [
            self.undo,
            self.redo,
            self.places,
            self.summary,
            *([self.finish] if self._session.visit else []),
        ]
        fixed = sum(one.sizeHint().width() for one in parts) + self._whole_back + self.bar.maximumWidth()
        gaps = _GAPS[0] * (len(parts) + 2) + 2 * _MARGIN
        tight = width < fixed + gaps + theme.width(_TITLE[0] + _FACTS[0])
        if tight == self._tight:
            return
        self._tight = tight
        self.bar.setVisible(not tight)
        self.back.setIcon(QIcon() if tight else self._back_icon)
        self.box.setSpacing(_GAPS[tight])
        self._title.setMinimumWidth(theme.width(_TITLE[tight]))
        self.facts.setMinimumWidth(theme.width(_FACTS[tight]))

    def refresh(self) -> None:
        """Show the state again, or what is being done beside the screen."""
        session, opened = self._session, self._session.open
        if opened is None:
            return
        progress = opened.progress()
        done = t(LOOKED_AT, done=progress.looked_at, total=progress.total)
        trouble: FrDeskError | None = session.trouble
        kept = t(IN_PROFILE) if opened.keeper.in_profile else t(KEPT, file=opened.keeper.file.name)
        if trouble is not None:
            kept = trouble.message(language.current())
        self.facts.setText(t(session.working) or f"{done} · {kept}")
        self.bar.setAccessibleName(done)
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.looked_at)
        for one, what, words, none in (
            (self.undo, session.undoable, UNDO, NO_UNDO),
            (self.redo, session.redoable, REDO, NO_REDO),
        ):
            one.setEnabled(bool(what))
            told = t(words, what=t(what)) if what else t(none)
            one.setToolTip(told)
            one.setAccessibleName(told)
        self.finish.setVisible(bool(session.visit))
        self._fit_into(self.width())
