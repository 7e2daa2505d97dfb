"""One version in the list: what it is called, when and by whom it was kept, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_
from fr_desk.services.versions import Version

if TYPE_CHECKING:
    from fr_desk.gui.versions import VersionsPage

AS_SAVED, UNNAMED = N_("As saved in the file"), N_("Version without a name")
NOW = N_("As it is now")
REVISION, KEPT_BY = N_("revision {number}"), N_("by {name}")
COMPARE, RESTORE, OPEN_NEW = N_("Compare with now"), N_("Restore"), N_("Open as a new dossier")
EXPORT, REMOVE = N_("Write to a file…"), N_("Take away")


class VersionRow(QWidget):
    """The row."""

    def __init__(self, version: Version, page: VersionsPage) -> None:
        """Show ``version``; ``page`` does what is asked."""
        super().__init__()
        self.version = version
        self.setAccessibleName(title_of(version))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 9, 0, 8)
        box.setSpacing(2)
        box.addWidget(Prose(title_of(version), "strong"))
        facts = facts_of(version)
        if facts:
            box.addWidget(Prose(facts, "secondary"))
        self._links = Flow(gap=14, line_gap=2)
        self.compare = self._add(COMPARE, "scale", partial(page.compare, version))
        self.restore = self._add(RESTORE, "history", partial(page.restore, version))
        self.open_new = self._add(OPEN_NEW, "file-plus-2", partial(page.open_as_new, version))
        self.export = self._add(EXPORT, "file-down", partial(page.export, version))
        if version.kind == "named":
            self.remove = self._add(REMOVE, "trash-2", partial(page.remove, version))
        box.addWidget(self._links)

    def _add(self, words: str, icon: str, press: Callable[[], object]) -> QPushButton:
        made = button(t(words), icon=icon, kind="link", press=press)
        made.setAccessibleDescription(title_of(self.version))
        self._links.add(made)
        return made


def title_of(version: Version | None) -> str:
    """Return what a version is called; ``None`` is the dossier as it is now."""
    if version is None:
        return t(NOW)
    if version.kind == "named":
        return version.name or t(UNNAMED)
    return t(AS_SAVED) if version.kind == "file" else when(version)


def facts_of(version: Version) -> str:
    """Return when a version was kept, as which revision and by whom."""
    parts = [when(version)] if version.kind != "backup" else []
    if version.revision:
        parts.append(t(REVISION, number=version.revision))
    if version.by:
        parts.append(t(KEPT_BY, name=version.by))
    return " · ".join(parts)


def when(version: Version) -> str:
    """Return the day and the time of a version where the user is."""
    local = version.at.astimezone()
    return f"{written_date(local.date())} {local:%H:%M:%S}"
