"""The way to the library: its window is imported when it is first opened, because the desk must start without it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fr_desk.storage.library import Wanted

if TYPE_CHECKING:
    from fr_desk.gui.library import LibraryWindow
    from fr_desk.gui.window import Window


def library_doors(window: Window) -> dict[str, Callable[[], object]]:
    """Return what the commands about the library do."""
    return {"library": partial(show_library, window), "copy": partial(show_copy, window)}


def library_window(window: Window) -> LibraryWindow | None:
    """Return the library that belongs to ``window``, if it is open."""
    from fr_desk.gui.library import LibraryWindow  # noqa: PLC0415 - see above

    return next((one for one in window.findChildren(LibraryWindow) if one.isVisible()), None)


def show_library(window: Window, at: Wanted | Path | None = None) -> LibraryWindow:
    """Show the library: from what is wanted on, or with a file marked."""
    from fr_desk.gui.library import LibraryWindow  # noqa: PLC0415 - see above

    shown, wanted = library_window(window), Wanted() if isinstance(at, Path) else at
    if shown is None:
        shown = LibraryWindow(window)
        if wanted is not None:
            shown.begin_with(wanted)
        shown.refresh()
        shown.show()
    elif wanted is not None or shown.list is None:
        shown.show_list(wanted)
    if isinstance(at, Path) and shown.list is not None:
        shown.list.reload(at)
    shown.raise_()
    shown.activateWindow()
    shown.take_focus()
    return shown


def show_templates(window: Window) -> None:
    """Show the templates, to begin a dossier from one of them."""
    show_library(window, Wanted(shelf="templates"))


def close_library(window: Window) -> None:
    """Close the library with its window, and let its file go."""
    if "fr_desk.gui.library" in sys.modules and (shown := library_window(window)) is not None:
        shown.close()
    window.shelf.close()


def show_copy(window: Window) -> None:
    """Ask what a copy of the open dossier takes along."""
    from fr_desk.services import Opened  # noqa: PLC0415 - see above

    document = window.document
    if document is None:
        return
    opened = Opened(document.dossier, document.path or Path(), "frdesk", document.attachments)
    show_library(window).show_copy(opened)
