"""The way to the window about seals: it is imported when it is first opened, because the desk must start without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fr_desk.gui.seals import SealWindow
    from fr_desk.gui.window import Window


def show_seals(owner: Window, file: Path | None = None) -> SealWindow:
    """Show the window about seals; ``file``, or the dossier PDF that is open, is checked at once."""
    from fr_desk.gui.seals import SealWindow  # noqa: PLC0415 - see above

    window = next((one for one in owner.findChildren(SealWindow) if one.isVisible()), None)
    if window is None:
        read_from = owner.document.read_from if owner.document else None
        opened = read_from if read_from and read_from.suffix.lower() == ".pdf" else None
        window = SealWindow(owner, owner.profile.folders, owner.dialogs, file or opened)
        window.show()
    elif file is not None:
        window.check(file)
    window.raise_()
    window.activateWindow()
    window.take_focus()
    return window
