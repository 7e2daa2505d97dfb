"""Any two versions beside each other, field by field; the older one can be restored from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.buttons import button
from fr_desk.gui.differences_view import DifferencesView
from fr_desk.gui.editors.choices import Combo
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.versions_rows import title_of, when
from fr_desk.i18n import N_
from fr_desk.services.versions import Version

if TYPE_CHECKING:
    from fr_desk.gui.versions import VersionsPage

FROM, TO = N_("From"), N_("To")
BACK = N_("Back to the versions")
RESTORE = N_("Restore this version")
_LONGEST = 60
"""Characters of a name in a list of choices."""


class Compared(QWidget):
    """Two choices and what differs between them."""

    def __init__(self, page: VersionsPage) -> None:
        """Compare the pair that the page remembers."""
        super().__init__()
        self._page = page
        assert page.state.pair is not None
        self._pair = page.state.pair
        self._choices: tuple[Version | None, ...] = (None, *page.versions)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        self.back = button(t(BACK), press=page.close_comparison)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.first, self.second = self._choice(form, FROM, 0), self._choice(form, TO, 1)
        card.box.addLayout(form)
        box.addWidget(card)
        self.complaint = Prose(role="strong")
        self.complaint.setProperty("tone", "breached")
        self.complaint.setVisible(False)
        box.addWidget(self.complaint)
        sides = [self._dossier(version) for version in self._pair]
        self.view: DifferencesView | None = None
        if sides[0] is not None and sides[1] is not None:
            self.view = DifferencesView(sides[0], sides[1])
            box.addWidget(self.view)
        version = self._pair[0]
        if version is not None and self._pair[1] is None and self.view is not None and self.view.differences:
            self.restore = button(t(RESTORE), icon="history", press=partial(page.restore, version))
            self.restore.setAccessibleDescription(title_of(version))
            box.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _choice(self, form: QFormLayout, words: str, side: int) -> Combo:
        combo = Combo()
        combo.setObjectName(f"versions-side-{side}")
        combo.setAccessibleName(t(words))
        for version in self._choices:
            name = title_of(version)
            if version is not None and version.kind != "backup":
                name = f"{name[:_LONGEST]} · {when(version)}"
            combo.addItem(name)
        chosen = self._pair[side]
        combo.setCurrentIndex(self._choices.index(chosen) if chosen in self._choices else 0)
        combo.activated.connect(partial(self._choose, side))
        form.addRow(Prose(t(words)), combo)
        return combo

    def _choose(self, side: int, index: int) -> None:
        """Compare with another version; the list keeps the keyboard, so that one goes through it in one movement."""
        pair = list(self._pair)
        pair[side] = self._choices[index]
        self._page.compare(pair[0], pair[1], f"versions-side-{side}")

    def _dossier(self, version: Version | None) -> Dossier | None:
        if version is None:
            return self._page.document.dossier
        try:
            return self._page.read(version).dossier
        except FrDeskError as error:
            self.complaint.say(error.message(language.current()))
            return None
