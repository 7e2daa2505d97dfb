"""The editor of an answer that names a file: its small picture, its name, and the ways to add another or none."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.editors.editor import Editor, Place
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.thumbnails import Thumbnail
from fr_desk.i18n import N_


class AttachmentEditor(Editor):
    """One file of the dossier. A new one is asked for through the place, which knows who asks the user."""

    def __init__(self, place: Place) -> None:
        """Make the control for ``place``."""
        super().__init__(place)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        self.picture = Thumbnail()
        box.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.name = Prose(role="body")
        self.name.setVisible(False)
        column.addWidget(self.name)
        ways = Flow(gap=12, line_gap=2)
        self.add = button(t(N_("Choose a file…")), icon="plus", kind="link", press=self._ask)
        self.add.setAccessibleDescription(place.words)
        self.drop = button(
            t(N_("Take it away")), icon="x", kind="link", press=lambda: self.edited.emit(None, False)
        )
        self.drop.setAccessibleDescription(place.words)
        ways.add(self.add)
        ways.add(self.drop)
        column.addWidget(ways)
        box.addLayout(column, 1)
        self.setFocusProxy(self.add)

    def _ask(self) -> None:
        if self.place.attach is not None:
            self.place.attach(self.place.path)

    def show_value(self, value: Any) -> None:
        """Show the file called ``value``, or none."""
        document = self.place.document
        entry = (document.dossier.attachments or {}).get(value) if value else None
        self.picture.setVisible(entry is not None)
        self.picture.show_data(document.attachments.get(value) if entry is not None else None)
        self.name.say((entry.name or str(value)) if entry is not None else "")
        self.drop.setVisible(entry is not None)

    def refresh(self) -> None:
        """Follow the files of the dossier."""
        self.show_value(self.place.document.get(self.place.path))
