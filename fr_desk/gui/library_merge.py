"""What a template brings to one of its sites, to be looked at before anything changes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.files import UNNAMED
from fr_desk.gui.language import t
from fr_desk.gui.merge_page import MergePage
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_, texts
from fr_desk.services.merging import Side

BROUGHT_IN = N_("Changes of the template brought in")
MERGE_TITLE = N_("What the template brings to “{name}”")
MERGE_INTRO = N_(
    "The template's changes are taken over. Where this site says something of its own, that stays unless you choose."
)
GO_ON = N_("Bring in")
SIDES: dict[Side, str] = {
    "mine": N_("This site"),
    "theirs": N_("Template"),
    "base": N_("Template before"),
}


class BringIn(QWidget):
    """The page, with what is taken over and what is to choose. It scrolls with whatever holds it.

    Signals:
        decided: the site with what was brought in, and the words of the step.
        cancelled: nothing is to be brought in.
    """

    decided = Signal(object, object)
    cancelled = Signal()

    def __init__(self, base: Dossier, site: Dossier, template: Dossier) -> None:
        """Show what leads from ``base`` to ``template``, and what ``site`` says of its own."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Prose(t(MERGE_TITLE, name=site.venue.name or t(UNNAMED)), "title"))
        box.addWidget(Prose(t(MERGE_INTRO), "muted"))
        names = {side: t(word) for side, word in SIDES.items()}
        self.page = MergePage(
            base, site, template, names=names, words=texts(BROUGHT_IN), put_together=t(GO_ON)
        )
        self.page.decided.connect(self.decided)
        self.page.cancelled.connect(self.cancelled)
        box.addWidget(self.page)
        box.addStretch()

    def take_focus(self) -> None:
        """Give the keyboard to the first thing to choose."""
        self.page.take_focus()
