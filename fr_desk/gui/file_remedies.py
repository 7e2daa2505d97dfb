"""What is done about a file that somebody else has changed: the differences shown, both sides put together.

Imported when one of the two is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.gui.differences_view import DifferencesView
from fr_desk.gui.document import Document
from fr_desk.gui.files import Stored
from fr_desk.gui.language import t
from fr_desk.gui.merge_page import BROUGHT_TOGETHER, show_merge
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.i18n import N_, texts
from fr_desk.services import versions

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

MERGE_TITLE = N_("Bring both together")
TITLE, INTRO = (
    N_("What differs from the file"),
    N_("On the one side what the file holds now, on the other what is on your screen."),
)
IN_FILE, HERE = N_("In the file"), N_("Here")
UP_TO_DATE = N_("The file and your answers are the same now.")


def show_differences(window: Window, document: Document, theirs: services.Opened) -> None:
    """Show what differs between the file and the document; the list follows the answers."""

    def make(_shown: ReadingWindow) -> QWidget:
        return DifferencesView(theirs.dossier, document.dossier, names=(t(IN_FILE), t(HERE)))

    shown = ReadingWindow(window, TITLE, INTRO, make)
    document.assessed.connect(shown.refresh_soon)
    shown.open()


def bring_together(
    window: Window,
    document: Document,
    stored: Stored,
    theirs: services.Opened,
    done: Callable[[], object],
) -> None:
    """Let the user put together what the file holds and what is on the screen.

    Args:
        window: the window it belongs to.
        document: the open one.
        stored: what the file held when both sides began.
        theirs: what it holds now.
        done: called once both are one.
    """

    def put_together(dossier: Dossier) -> None:
        for sha256, data in versions.by_fingerprint(theirs.attachments).items():
            document.keep(sha256, data)
        document.show(dossier, "", texts(BROUGHT_TOGETHER))
        window.files.keep_in_mind(Stored(theirs.path, theirs.dossier, theirs.sha256))
        done()
        if document.dossier == theirs.dossier:
            document.saved_to(theirs.path)
            window.news.note(t(UP_TO_DATE))
        elif document.is_clean:
            document.stack.resetClean()

    found = versions.with_fingerprints(theirs.dossier, theirs.attachments)
    names = (HERE, IN_FILE)
    show_merge(window, stored.dossier, document, found, on_done=put_together, names=names, title=MERGE_TITLE)
