"""Signs on their way out: saved as PDF, one or all of them, and printed as large as they are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.files import Files
from fr_desk.gui.language import say, t
from fr_desk.gui.pages import Pages
from fr_desk.gui.papers import Papers
from fr_desk.gui.print_request import ask_to_print
from fr_desk.gui.sign_press import SignPress
from fr_desk.i18n import N_
from fr_desk.services.printing import PLACEMENT


class SignOutput:
    """Asks where to, and has it written or printed there; one thing at a time."""

    def __init__(
        self,
        window: QWidget,
        document: Document,
        press: SignPress,
        papers: Papers,
        files: Files,
        dialogs: Dialogs,
    ) -> None:
        """Write and print the signs of ``press``; ``window`` is what dialogs belong to."""
        self._window, self._document, self._press = window, document, press
        self._papers, self._files, self._dialogs = papers, files, dialogs

    @property
    def can_save(self) -> bool:
        """Whether something can be written now."""
        return self._papers.job is None and self._press.signs is not None

    @property
    def can_print(self) -> bool:
        """Whether the sign can be printed now: nothing is that is about to change."""
        return self._papers.job is None and self._press.sign is not None and self._press.proof is not None

    def save(self, what: str) -> None:
        """Ask where to, and write this ``sign``, ``all`` signs, or the ``placement`` list."""
        if not self.can_save:
            return
        if what == "all":
            self._save_all()
        elif what == "placement":
            self._save_one(PLACEMENT, "sign-placement")
        elif (sign := self._press.sign) is not None:
            sheet = self._press.wish.sheet
            self._save_one(sign.paper, "-".join((sign.planned.stem, *(() if sheet == "sheet" else (sheet,)))))

    def _save_all(self) -> None:
        document = self._document
        out = self._dialogs.folder(
            self._window, t(N_("Folder for the signs")), self._files.proposed("").parent
        )
        if out is not None:
            self._papers.write_signs(document.dossier, document.attachments, out, (), self._press.wish.sheet)

    def _save_one(self, paper: str, stem: str) -> None:
        document = self._document
        proposed = self._files.proposed("").parent / f"{stem}.pdf"
        out = self._dialogs.file_to_save(self._window, t(N_("Save as PDF")), proposed, ".pdf")
        if out is not None:
            sheet = "sheet" if paper == PLACEMENT else self._press.wish.sheet
            self._papers.write_paper(document.dossier, document.attachments, paper, out, (), "pdf", sheet)

    def print_out(self, pages: Pages) -> None:
        """Ask for printer and pages, and print the sign that ``pages`` show."""
        proof, sign = self._press.proof, self._press.sign
        if not self.can_print or proof is None or sign is None:
            return
        title = f"{self._files.name} – {say(sign.name)}"
        try:
            asked = ask_to_print(self._dialogs, self._window, title, proof.data, pages.sizes, pages.here)
        except FrDeskError as error:
            self._dialogs.tell(self._window, error.message(language.current()))
            return
        if asked is not None:
            printer, run = asked
            self._papers.print_pages(run, printer)
