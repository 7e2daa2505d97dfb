"""What the inspector's desk keeps in the profile: columns, folds, saved filters; and which inspections there are."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.inspector.look import FOLDED_AT_FIRST, SHOWN_AT_FIRST, Look
from fr_desk.gui.inspector.start_page import Last
from fr_desk.inspection.wanted import Wanted
from fr_desk.paths import Folders
from fr_desk.services.inspecting.kept import Kept, SavedFilter, load_kept, save_kept
from fr_desk.services.inspecting.portfolio import last_inspections

LAST = 8
"""How many inspections are offered again."""


class Keeping(QObject):
    """Reads and writes it.

    Signals:
        refused: an error, if it could not be kept.
    """

    refused = Signal(object)

    def __init__(self, folders: Folders, parent: QObject) -> None:
        """Read what was kept in ``folders``."""
        super().__init__(parent)
        self._folders = folders
        self._kept = load_kept(folders)

    def _keep(self, kept: Kept) -> None:
        if kept == self._kept:
            return
        self._kept = kept
        try:
            save_kept(kept, self._folders)
        except FrDeskError as error:
            self.refused.emit(error)

    def look(self) -> Look:
        """Return how a list was looked at last."""
        folded = self._kept.folded
        return Look(
            columns=self._kept.columns or SHOWN_AT_FIRST,
            widths=dict(self._kept.widths),
            folded_facets=FOLDED_AT_FIRST if folded is None else folded,
        )

    def keep_look(self, look: Look) -> None:
        """Keep how a list is looked at."""
        changes = {"columns": look.columns, "widths": dict(look.widths), "folded": look.folded_facets}
        self._keep(self._kept.model_copy(update=changes))

    @property
    def filters(self) -> tuple[SavedFilter, ...]:
        """The saved filters, by name."""
        return self._kept.filters

    def save_filter(self, name: str, wanted: Wanted) -> None:
        """Keep a filter under a name."""
        self._keep(self._kept.with_filter(name, wanted))

    def forget_filter(self, name: str) -> None:
        """Throw a saved filter away."""
        self._keep(self._kept.without_filter(name))

    def last(self) -> list[Last]:
        """Return the last inspections, the newest first."""
        return [
            Last(
                one.about.run.sources,
                one.about.files,
                language.written_date(one.about.begun.astimezone().date()),
            )
            for one in last_inspections(self._folders, LAST)
        ]
