"""Beginning a visit: who inspects, for which office, and whether it is the first time or a re-inspection."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QHBoxLayout, QWidget

from fr_desk.domain.schema import SHORT
from fr_desk.gui.buttons import Segment, button
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.inspector.record_session import Beginning, RecordSession
from fr_desk.gui.inspector.record_words import moment
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.inspection.record import VisitKind
from fr_desk.storage.preferences import Preferences

TITLE = N_("Begin a visit")
INTRO = N_(
    "Everything you record carries your name and the time. It is kept beside the dossier at once; "
    "the dossier itself is not touched."
)
INTRO_IN_ZIP = N_(
    "Everything you record carries your name and the time. It is kept beside the zip at once, "
    "in a file named after this dossier; the zip itself is not touched."
)
NAME, OFFICE, KIND = N_("Inspector"), N_("Office"), N_("Kind of visit")
INSPECTION, REINSPECTION = N_("Inspection"), N_("Re-inspection")
BEGIN = N_("Begin the visit")
NO_NAME = N_("Write your name first.")
INSPECTION_OPEN = N_(
    "The inspection that {who} began on {when} is not finished, and goes on. "
    "Press “Finish the visit” at the top, then begin the re-inspection."
)
REINSPECTION_OPEN = N_(
    "The re-inspection that {who} began on {when} is not finished, and goes on. "
    "Press “Finish the visit” at the top, then begin the inspection."
)


class BeginCard(Card):
    """The card.

    Signals:
        begun: name, office, and whether it is a re-inspection.
        edited: something else is written, or another kind of visit is chosen.
    """

    begun = Signal(str, str, bool)
    edited = Signal()

    def __init__(self, name: str, office: str, *, again: bool, in_zip: bool = False) -> None:
        """Propose what was written last.

        Args:
            name: of the inspector.
            office: the inspector's.
            again: whether a re-inspection is proposed.
            in_zip: whether the dossier is inside a zip.
        """
        super().__init__()
        self.box.addWidget(Prose(t(TITLE), "section"))
        self.box.addWidget(Prose(t(INTRO_IN_ZIP if in_zip else INTRO), "secondary"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.name, self.office = _line(name, t(NAME)), _line(office, t(OFFICE))
        form.addRow(Prose(t(NAME)), self.name)
        form.addRow(Prose(t(OFFICE)), self.office)
        kinds = QWidget()
        line = QHBoxLayout(kinds)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.first, self.again = Segment(t(INSPECTION), first=True), Segment(t(REINSPECTION), last=True)
        self._kinds = QButtonGroup(self)
        for one in (self.first, self.again):
            self._kinds.addButton(one)
            line.addWidget(one)
        line.addStretch()
        (self.again if again else self.first).setChecked(True)
        form.addRow(Prose(t(KIND)), kinds)
        self.box.addLayout(form)
        self.complaint = Prose(role="complaint")
        self.complaint.setVisible(False)
        self.box.addWidget(self.complaint)
        self.go = button(t(BEGIN), icon="play", kind="primary", press=self._on_begin)
        self.box.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.returnPressed.connect(self._on_begin)
        self.office.returnPressed.connect(self._on_begin)
        self.name.textEdited.connect(self.edited)
        self.office.textEdited.connect(self.edited)
        self._kinds.buttonClicked.connect(self.edited)

    def take_focus(self) -> None:
        """Give the keyboard to the name, or to the button where the name is known."""
        (self.go if self.name.text() else self.name).setFocus()

    def _on_begin(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.complaint.say(t(NO_NAME))
            self.name.setFocus()
            return
        self.begun.emit(name, self.office.text().strip(), self.again.isChecked())


def begin_card(session: RecordSession, preferences: Preferences) -> BeginCard:
    """Return the card for a session: after an order was given, a re-inspection is proposed."""
    given = any(one.given is not None for one in session.record.orders.values())
    in_zip = bool(session.place.member)
    typed = session.shown.beginning or Beginning(preferences.inspector, preferences.office)
    again = given if typed.again is None else typed.again
    card = BeginCard(typed.name, typed.office, again=again, in_zip=in_zip)

    def keep() -> None:
        chosen = card.again.isChecked()
        known = session.shown.beginning
        told = chosen if chosen != again or (known is not None and known.again is not None) else None
        now = Beginning(card.name.text(), card.office.text(), told)
        session.shown = replace(session.shown, beginning=now)

    card.edited.connect(keep)
    return card


def still_open(session: RecordSession, kind: VisitKind) -> str:
    """Return what is to be told when the inspector has a visit of the other kind open; empty if none is."""
    visit = session.record.visits.get(session.visit)
    if visit is None or visit.kind == kind:
        return ""
    words = INSPECTION_OPEN if visit.kind == "inspection" else REINSPECTION_OPEN
    return t(words, who=flat(visit.inspector, 80), when=moment(visit.began))


def _line(text: str, words: str) -> Line:
    made = Line(text)
    made.setMaxLength(SHORT)
    made.setAccessibleName(words)
    return made
