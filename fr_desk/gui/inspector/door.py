"""The way to the inspector's desk: its window is imported when first opened, because the desk must start early."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer

if TYPE_CHECKING:
    from fr_desk.gui.inspector.window import InspectorWindow
    from fr_desk.gui.window import Window

MANY = ".zip"
"""Ending of a file in which there may be many dossiers."""


def inspector_doors(window: Window) -> dict[str, Callable[[], object]]:
    """Return what the commands about the inspection do."""
    return {"inspect": partial(show_inspector, window)}


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
    several = len(paths) > 1 or paths[0].suffix.lower() == MANY or paths[0].is_dir()
    return paths if several else []


def take_drop(window: Window, data: QMimeData) -> bool:
    """Inspect what was dropped on the desk, once the drop is over; tell whether it was for the inspector."""
    paths = for_inspector(data)
    if paths:
        QTimer.singleShot(0, window, lambda: show_inspector(window, paths))
    return bool(paths)
