"""The way to the preview: its window is imported when it is first opened, because the desk must start without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fr_desk.gui.preview import Look, Preview
    from fr_desk.gui.window import Window


def preview_window(owner: Window) -> Preview | None:
    """Return the preview that belongs to ``owner``, if it is open."""
    if "fr_desk.gui.preview" not in sys.modules:
        return None
    from fr_desk.gui.preview import Preview  # noqa: PLC0415 - see above

    return next((window for window in owner.findChildren(Preview) if window.isVisible()), None)


def show_preview(owner: Window) -> None:
    """Show the papers of the open document as they would be printed."""
    if owner.document is None:
        return
    window = preview_window(owner) or _open(owner)
    window.raise_()
    window.activateWindow()
    window.take_focus()


def show_preview_anew(owner: Window) -> None:
    """Make the preview anew, if it is open: language or theme have changed."""
    window = preview_window(owner)
    if window is not None:
        look = window.look
        window.close()
        _open(owner, look)


def close_preview(owner: Window) -> None:
    """Close the preview, if it is open."""
    window = preview_window(owner)
    if window is not None:
        window.close()


def _open(owner: Window, look: Look | None = None) -> Preview:
    from fr_desk.gui.preview import Preview  # noqa: PLC0415 - see above

    assert owner.document is not None
    window = Preview(owner, owner.document, owner.papers, owner.files, owner.dialogs)
    window.show()
    window.begin(look)
    return window
