"""The way to the inspector's desk: its window is imported when first opened, because the desk must start early."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.i18n import N_
from fr_desk.storage.errors import MissingPartError, UnexpectedPartError

if TYPE_CHECKING:
    from fr_desk.gui.inspector.window import InspectorWindow
    from fr_desk.gui.window import Window

MANY = ".zip"
"""Ending of a file in which there may be many dossiers."""
READ_ONLY = frozenset({".frdesk", ".pdf"})
"""Endings of files that open for inspection, if the user chose so."""
AS_CHOSEN = N_(
    "Opened for inspection, read-only, as chosen on this computer. "
    "Change that in the menu, or on the first page of the inspector’s desk."
)


def inspector_doors(window: Window) -> dict[str, Callable[[], object]]:
    """Return what the commands about the inspection do."""
    return {"inspect": partial(show_inspector, window), "inspects": partial(_turn_choice, window)}


def opens_here(window: Window, path: Path) -> bool:
    """Tell whether a file that is opened from outside is shown for inspection: a dossier, if the user chose so."""
    return window.profile.preferences.inspects and path.suffix.lower() in READ_ONLY


def is_inspected(window: Window, paths: Sequence[Path]) -> bool:
    """Tell whether what is opened from outside is for the inspector: many dossiers, or one, if the user chose so."""
    return _are_many(paths) or (bool(paths) and opens_here(window, paths[0]))


def said_at_desk(error: FrDeskError, path: Path) -> str:
    """Return what the desk says of a file it cannot open: of the record of an inspection, as the inspector's desk."""
    from fr_desk.inspection.refusals import is_record, refused  # noqa: PLC0415 - most files can be opened
    from fr_desk.storage.access import read_bytes  # noqa: PLC0415 - the same

    if isinstance(error, MissingPartError | UnexpectedPartError):
        with suppress(FrDeskError):
            data = read_bytes(path)
            if is_record(data):
                error = refused(error, str(path), data=data)
    return error.message(language.current())


def choose_inspection(window: Window, *, on: bool) -> None:
    """Show dossiers that are opened from outside for inspection from now on, or at the desk again."""
    if on != window.profile.preferences.inspects:
        window.profile.prefer(inspects=on)
    show_choice(window)


def show_choice(window: Window) -> None:
    """Show how dossiers open, wherever that is chosen."""
    on = window.profile.preferences.inspects
    window.actions_by_name["inspects"].setChecked(on)
    shown = inspector_window(window)
    if shown is not None:
        shown.show_choice(on=on)


def _turn_choice(window: Window) -> None:
    choose_inspection(window, on=not window.profile.preferences.inspects)


def inspect_opened(window: Window, paths: Sequence[Path]) -> None:
    """Show what was opened from outside for inspection; say so if only the user's choice is the reason."""
    chosen = len(paths) == 1 and opens_here(window, paths[0])
    shown = show_inspector(window, paths)
    if chosen and shown.one is not None:
        shown.say(AS_CHOSEN)


def inspector_window(window: Window) -> InspectorWindow | None:
    """Return the inspector's window that belongs to ``window``, if it is open."""
    if "fr_desk.gui.inspector.window" not in sys.modules:
        return None
    from fr_desk.gui.inspector.window import InspectorWindow  # noqa: PLC0415 - see above

    return next((one for one in window.findChildren(InspectorWindow) if one.isVisible()), None)


def show_inspector(window: Window, paths: Sequence[Path] = ()) -> InspectorWindow:
    """Show the inspector's desk: with ``paths`` if there are any, else as it was left, else how to begin."""
    from fr_desk.gui.inspector.window import InspectorWindow  # noqa: PLC0415 - see above

    shown = inspector_window(window)
    if shown is None:
        shown = InspectorWindow(window)
        shown.show()
    if paths:
        shown.open_paths(paths)
    shown.raise_()
    shown.activateWindow()
    shown.take_focus()
    return shown


def close_inspector(window: Window) -> None:
    """Close the inspector's window, if it is open."""
    shown = inspector_window(window)
    if shown is not None:
        shown.close()


def for_inspector(data: QMimeData) -> list[Path]:
    """Return what was dragged over the desk if it is for the inspector: a folder, a zip, or several files."""
    urls = data.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if len(paths) != len(urls) or not paths:
        return []
    return paths if _are_many(paths) else []


def _are_many(paths: Sequence[Path]) -> bool:
    """Tell whether what was opened from outside is for the inspector, whatever the user chose."""
    return len(paths) > 1 or any(
        one.suffix.lower() == MANY or os.path.isdir(one)  # noqa: PTH112 - never raises
        for one in paths
    )


def take_drop(window: Window, data: QMimeData) -> bool:
    """Inspect what was dropped on the desk, once the drop is over; tell whether it was for the inspector."""
    paths = for_inspector(data)
    if not paths and data.urls():
        file = Path(data.urls()[0].toLocalFile())
        paths = [file] if opens_here(window, file) else []
    if paths:
        QTimer.singleShot(0, window, lambda: inspect_opened(window, paths))
    return bool(paths)
