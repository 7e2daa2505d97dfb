"""Where an opened dossier came from, if that cannot be saved to: said in the banner, with what its check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fr_desk.gui.banner import Banner
from fr_desk.gui.document import Document
from fr_desk.gui.language import say, t
from fr_desk.i18n import N_

if TYPE_CHECKING:  # read late: the desk starts without it
    from fr_desk.storage.verification import Verification

FROM_PDF = N_("Opened from a dossier PDF. Saving makes a new .frdesk file; the PDF stays as it is.")
FROM_DATA = N_("Opened from a data file. Saving makes a new .frdesk file; the data file stays as it is.")


class Origin:
    """What is known about the file the open document was read from."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._checked: Verification | None = None

    def forget(self) -> None:
        """Begin anew: another document is open."""
        self._checked = None

    def take(self, result: Verification, document: Document | None) -> bool:
        """Keep the outcome of a check, if it is about the open document's file. Say whether it is."""
        mine = document is not None and document.read_from == result.path
        if mine:
            self._checked = result
        return mine

    def show_on(self, banner: Banner, document: Document) -> None:
        """Say it."""
        if document.read_from is None or document.read_from.suffix.lower() == ".frdesk":
            return
        if document.read_from.suffix.lower() != ".pdf":
            banner.say(t(FROM_DATA))
        elif self._checked is None:
            banner.say(t(FROM_PDF))
        else:
            details = "".join(f" {say(detail)}" for detail in self._checked.details)
            tone = {"intact": "met", "changed": "breached"}.get(self._checked.state, "open")
            tone = "open" if tone == "met" and self._checked.doubtful else tone
            banner.say(f"{t(FROM_PDF)}{details}", tone)
