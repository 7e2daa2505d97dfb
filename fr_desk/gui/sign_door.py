"""The way to the sign studio: its window is imported when first opened, because the desk must start without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fr_desk.gui.sign_studio import SignStudio, StudioLook
    from fr_desk.gui.window import Window


def sign_studio(owner: Window) -> SignStudio | None:
    """Return the studio that belongs to ``owner``, if it is open."""
    if "fr_desk.gui.sign_studio" not in sys.modules:
        return None
    from fr_desk.gui.sign_studio import SignStudio  # noqa: PLC0415 - see above

    return next((window for window in owner.findChildren(SignStudio) if window.isVisible()), None)


def show_studio(owner: Window) -> None:
    """Show the signs of the open document, to be designed and printed."""
    if owner.document is None or owner.desk is None:
        return
    window = sign_studio(owner) or _open(owner)
    window.raise_()
    window.activateWindow()
    window.take_focus()


def show_studio_anew(owner: Window) -> None:
    """Make the studio anew, if it is open: language or theme have changed."""
    window = sign_studio(owner)
    if window is not None:
        look = window.look
        window.close()
        _open(owner, look)


def close_studio(owner: Window) -> None:
    """Close the studio, if it is open."""
    window = sign_studio(owner)
    if window is not None:
        window.close()


def _open(owner: Window, look: StudioLook | None = None) -> SignStudio:
    from fr_desk.gui.sign_studio import SignStudio  # noqa: PLC0415 - see above

    assert owner.document is not None
    assert owner.desk is not None
    window = SignStudio(owner, owner.document, owner.papers, owner.files, owner.dialogs, owner.desk)
    window.place_wanted.connect(lambda path: _go_to(owner, path))
    window.show()
    window.begin(look)
    return window


def _go_to(owner: Window, path: str) -> None:
    """Show a question on the desk; the studio stays open beside it."""
    if owner.desk is not None:
        owner.raise_()
        owner.activateWindow()
        owner.desk.go_to(path)
