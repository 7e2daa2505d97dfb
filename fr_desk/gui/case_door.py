"""The way to the cases: their window is imported when it is first opened, because the desk must start without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.files import Files

if TYPE_CHECKING:
    from fr_desk.gui.cases import CasesWindow


def cases_window(owner: QWidget) -> CasesWindow | None:
    """Return the window with the cases that belongs to ``owner``, if it is open."""
    from fr_desk.gui.cases import CasesWindow  # noqa: PLC0415 - see above

    return next((window for window in owner.findChildren(CasesWindow) if window.isVisible()), None)


def show_cases(owner: QWidget, files: Files, case_id: str = "") -> None:
    """Show the cases over ``owner``, at one of them; a state of a case that is wanted is opened in ``files``."""
    from fr_desk.gui.cases import CasesWindow  # noqa: PLC0415 - see above

    window = cases_window(owner)
    if window is None:
        window = CasesWindow(owner, case_id)
        window.dossier_wanted.connect(lambda dossier: _open(owner, files, dossier))
        window.show()
    elif case_id:
        window.show_case(case_id)
    window.raise_()
    window.activateWindow()
    window.take_focus()


def show_cases_anew(owner: QWidget, files: Files) -> None:
    """Make the window with the cases anew, if it is open: language or theme have changed."""
    if "fr_desk.gui.cases" not in sys.modules:
        return
    window = cases_window(owner)
    if window is not None:
        case_id = window.case.id if window.case else ""
        window.close()
        show_cases(owner, files, case_id)


def _open(owner: QWidget, files: Files, dossier: Dossier) -> None:
    before = files.document
    files.open_dossier(dossier)
    window = cases_window(owner)
    if files.document is not before and window is not None:
        window.close()
        owner.activateWindow()
