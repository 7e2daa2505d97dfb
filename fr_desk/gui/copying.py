"""What a copy takes along: a choice ready made, or group by group, with the number of answers that come along."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.origin import Group
from fr_desk.domain.paths import replace
from fr_desk.domain.schema import SHORT
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.services.copies import PRESETS, Copied, Purpose, copy, tally

TITLE, FROM_TEMPLATE = N_("Copy “{name}”"), N_("New dossier from the template “{name}”")
INTRO = N_(
    "Choose what to take along. What stays behind is asked anew; it is not “no”. The old dossier stays as it is."
)
FROM_TEMPLATE_INTRO = N_(
    "Choose what to take from the template. The new dossier remembers it, so that you see later where they differ."
)
WHAT_FOR, SINGLY, NEW_NAME = N_("What is the copy for?"), N_("What comes along"), N_("Name of the new venue")
PRESET_SAYS: dict[Purpose, str] = {
    Purpose.SITE: N_(
        "Without address, zones, devices, signs that hang, filings, dates and decisions: they differ from site to site."
    ),
    Purpose.YEAR: N_(
        "Without the date, conclusion and approval of the impact assessment, filings made and decisions."
    ),
    Purpose.EVERYTHING: N_("All answers and files; only the history begins anew."),
}
OWN_CHOICE = N_("Your own choice.")
COUNTED = N_("{group} · {count}")
SUMMARY = N_("{answers} of {total} answers come along.")
NOTHING_COMES = N_("Nothing comes along; choose at least one group.")
MAKE = N_("Make the copy")
CARDS: tuple[tuple[str, tuple[Group, ...]], ...] = (
    (
        N_("The operator and its rules"),
        (
            *(Group.OPERATOR, Group.ORGANISATION, Group.ACTIVITIES, Group.SAFEGUARDS, Group.NOTICE),
            *(Group.RIGHTS, Group.DESIGNS),
        ),
    ),
    (
        N_("This venue"),
        (
            *(Group.KIND, Group.PLACE, Group.BUSINESS, Group.ZONES, Group.CAMERAS, Group.SIGNS),
            *(Group.NUMBERS, Group.PEOPLE, Group.DATES, Group.FILES),
        ),
    ),
    (
        N_("What was assessed, filed and decided"),
        (Group.ASSESSMENT, Group.ASSESSED, Group.FILINGS, Group.DECISIONS),
    ),
)


class CopyPage(QWidget):
    """The choice, and the button that makes the copy. It scrolls with whatever holds it.

    Signals:
        made: the copy.
        cancelled: no copy is wanted.
    """

    made = Signal(object)
    cancelled = Signal()

    def __init__(
        self, source: Dossier, attachments: Mapping[str, bytes], name: str, *, as_template: bool = False
    ) -> None:
        """Ask what of ``source`` comes along.

        Args:
            source: the dossier to copy.
            attachments: contents of its files by id.
            name: what it is called on the screen.
            as_template: whether the copy remembers it as its template.
        """
        super().__init__()
        self._source, self._attachments, self._as_template = source, attachments, as_template
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Prose(t(FROM_TEMPLATE if as_template else TITLE, name=name), "title"))
        box.addWidget(Prose(t(FROM_TEMPLATE_INTRO if as_template else INTRO), "muted"))
        box.addWidget(self._ask_purpose())
        box.addWidget(Prose(t(SINGLY), "section"))
        self.groups: dict[Group, Chip] = {}
        counts = tally(source)
        for title, groups in CARDS:
            asked = [group for group in groups if counts[group]]
            if asked:
                box.addWidget(self._ask_groups(title, asked, counts))
        self.summary = Prose(role="strong")
        box.addWidget(self.summary)
        foot = Flow(gap=10)
        self.make = button(t(MAKE), icon="copy", kind="primary", press=self._make)
        foot.add(self.make)
        foot.add(button(t(N_("Not now")), press=self.cancelled.emit))
        box.addWidget(foot)
        box.addStretch()
        self.choose(Purpose.SITE)

    def _ask_purpose(self) -> Card:
        card = Card()
        card.box.addWidget(Prose(t(WHAT_FOR), "question"))
        flow = Flow(gap=8)
        self.purposes: dict[Purpose, Chip] = {}
        self._ready = QButtonGroup(self)
        for purpose in Purpose:
            chip = Chip(t(purpose.label), exclusive=True)
            chip.setAccessibleDescription(t(PRESET_SAYS[purpose]))
            chip.clicked.connect(lambda _on, purpose=purpose: self.choose(purpose))
            self._ready.addButton(chip)
            self.purposes[purpose] = chip
            flow.add(chip)
        card.box.addWidget(flow)
        self._says = Prose(role="secondary")
        card.box.addWidget(self._says)
        card.box.addSpacing(4)
        card.box.addWidget(Prose(t(NEW_NAME), "question"))
        self.name = Line()
        self.name.setMaxLength(SHORT)
        self.name.setAccessibleName(t(NEW_NAME))
        self.name.setPlaceholderText(t(N_("May be answered later")))
        self.name.returnPressed.connect(self._make)
        card.box.addWidget(self.name)
        return card

    def _ask_groups(self, title: str, asked: list[Group], counts: Mapping[Group, int]) -> Card:
        card = Card()
        card.box.addWidget(Prose(t(title), "question"))
        flow = Flow(gap=8)
        for group in asked:
            chip = Chip(t(COUNTED, group=t(group.label), count=counts[group]))
            chip.toggled.connect(lambda _on: self._on_chosen())
            self.groups[group] = chip
            flow.add(chip)
        card.box.addWidget(flow)
        return card

    @property
    def chosen(self) -> frozenset[Group]:
        """The groups that come along."""
        none = {group for group in Group if group not in self.groups}
        preset = next((PRESETS[one] for one, chip in self.purposes.items() if chip.isChecked()), frozenset())
        return frozenset(group for group, chip in self.groups.items() if chip.isChecked()) | (none & preset)

    def choose(self, purpose: Purpose) -> None:
        """Mark the groups that go with a purpose."""
        for group, chip in self.groups.items():
            chip.blockSignals(True)
            chip.setChecked(group in PRESETS[purpose])
            chip.blockSignals(False)
        self._on_chosen()

    def _on_chosen(self) -> None:
        marked = {group for group, chip in self.groups.items() if chip.isChecked()}
        fitting = [one for one in Purpose if PRESETS[one] & self.groups.keys() == marked]
        checked = next((one for one, chip in self.purposes.items() if chip.isChecked()), None)
        purpose = checked if checked in fitting else next(iter(fitting), None)
        self._ready.setExclusive(False)
        for one, chip in self.purposes.items():
            chip.setChecked(one is purpose)
        self._ready.setExclusive(True)
        self._says.setText(t(PRESET_SAYS[purpose] if purpose else OWN_CHOICE))
        trial = copy(self._source, self.chosen)
        words = t(SUMMARY, answers=trial.answers, total=trial.of) if trial.answers else t(NOTHING_COMES)
        self.summary.setText(words)
        self.make.setEnabled(bool(trial.answers))

    def _make(self) -> None:
        if not self.make.isEnabled():
            return
        made = copy(self._source, self.chosen, self._attachments, as_template=self._as_template)
        if name := self.name.text().strip():
            dossier = replace(made.dossier, "venue.name", name)
            made = Copied(dossier, made.attachments, made.answers, made.of)
        self.made.emit(made)

    def take_focus(self) -> None:
        """Give the keyboard to the first choice."""
        first = next((chip for chip in self.purposes.values() if chip.isChecked()), self.name)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
