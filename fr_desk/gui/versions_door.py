"""The way to the versions: their window is imported when it is first opened, because the desk must start without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fr_desk.gui.reading_window import ReadingWindow
    from fr_desk.gui.window import Window


def show_versions(owner: Window) -> ReadingWindow | None:
    """Show the versions of the open dossier."""
    if owner.document is None:
        return None
    from fr_desk.gui.versions import open_versions  # noqa: PLC0415 - see above

    return open_versions(owner)
