"""The files of a dossier on the last page: photos, plans, contracts; added, looked at, taken away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from fr_desk.domain.choices import AttachmentKind
from fr_desk.domain.governance import Attachment
from fr_desk.gui import language
from fr_desk.gui.arrange import empty
from fr_desk.gui.attaching import take_away
from fr_desk.gui.buttons import button
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.thumbnails import Thumbnail
from fr_desk.gui.titled import TitledCard
from fr_desk.i18n import N_
from fr_desk.services.attachments import check

TITLE = N_("Photos and files")
INTRO = N_(
    "Printed in the dossier and kept in its file. Photos are made smaller, and lose place and device of the shot."
)
NONE = N_("No file is kept yet.")
SIZE = N_("{size} kB")
KEPT_PLACE = N_("with the place of the shot")
_KINDS = (
    (AttachmentKind.PHOTO, False, N_("A photo…")),
    (AttachmentKind.PHOTO, True, N_("A photo that keeps the place of the shot…")),
    (AttachmentKind.PLAN, False, N_("A plan…")),
    (AttachmentKind.CONTRACT, False, N_("A contract…")),
    (AttachmentKind.OTHER, False, N_("Another file…")),
)


class KeptFiles(TitledCard):
    """One line for each file, and the way to add one."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__(t(TITLE), t(INTRO), hidden=False)
        self._guide = guide
        self._shown: tuple[tuple[str, Attachment], ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.card.box.addLayout(self._list)
        self.add = button(t(N_("Add a file")), icon="plus")
        menu = QMenu(self.add)
        for kind, keep, words in _KINDS:
            menu.addAction(t(words), partial(guide.attach, "", kind, keep_location=keep))
        self.add.setMenu(menu)
        self.card.box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Follow the dossier."""
        document = self._guide.document
        listed = tuple((document.dossier.attachments or {}).items())
        if listed == self._shown:
            return
        self._shown = listed
        empty(self._list)
        faults = check(document.dossier, document.attachments)
        for key, entry in listed:
            fault = faults.get(key)
            self._list.addWidget(self._line(key, entry, fault.message(language.current()) if fault else ""))
        if not listed:
            self._list.addWidget(Prose(t(NONE), "muted"))

    def _line(self, key: str, entry: Attachment, fault: str) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        data = self._guide.document.attachments.get(key)
        picture = Thumbnail()
        picture.show_data(data)
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Prose(entry.name or key, "strong"))
        facts = [
            t(entry.kind.label) if entry.kind else "",
            t(SIZE, size=max(1, round(len(data) / 1000))) if data else "",
            t(KEPT_PLACE) if entry.keeps_location else "",
        ]
        words.addWidget(Prose(" · ".join(fact for fact in facts if fact), "secondary"))
        if fault:
            wrong = Prose(fault, "strong")
            wrong.setProperty("tone", "breached")
            words.addWidget(wrong)
        box.addLayout(words, 1)
        gone = button(t(N_("Remove")), icon="trash-2", kind="link", press=partial(self._remove, key))
        gone.setAccessibleDescription(entry.name or key)
        box.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _remove(self, key: str) -> None:
        take_away(self._guide.document, key)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
