"""What is wrong with the file of the open dossier, said in one line with what can be done about it; nothing is lost.

A full disk, a folder gone, a protected file, another window on the same file, a file changed on disk meanwhile: each
is a line in the banner. Nothing is overwritten and nothing is put together unless the user presses a button.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fr_desk import services
from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.banner import Action
from fr_desk.gui.file_watch import FileWatch
from fr_desk.gui.files import Stored
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.services.unfinished import InUseElsewhereError
from fr_desk.storage import errors
from fr_desk.storage.access import beside, make_folder

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

KEY = "file"
"""The place of these lines in the banner."""
SAVE_AS, TRY_AGAIN = N_("Save as…"), N_("Try again")
LOOK, MERGE, COPY = (
    N_("Look at the differences"),
    N_("Bring both together"),
    N_("Save mine beside it as a copy"),
)
MAKE_FOLDER, OPEN_AGAIN, SAVE_AGAIN = N_("Make the folder again"), N_("Open it again"), N_("Save it again")
SAVED_BESIDE = N_("Saved beside it: {file}")


class ChangedMeanwhileError(errors.FileError):
    """A file that somebody else wrote while it is open here."""

    sentence = N_(
        "{file} was changed by another window or program. Your answers here are untouched, and saving will not "
        "overwrite it."
    )


class GoneMeanwhileError(errors.FileError):
    """A file that was moved or deleted while it is open here."""

    sentence = N_("{file} is no longer there. Your answers are still here; saving writes the file again.")


_ELSEWHERE_ONLY = (
    errors.NameTooLongError,
    errors.FolderInsteadError,
    errors.SpecialFileError,
    errors.NewerFormatError,
)
"""Errors that trying again does not cure."""
_CHANGED = (errors.ChangedOnDiskError, ChangedMeanwhileError)


class FileTrouble(QObject):
    """Follows the file of the open document, and says what is wrong with it.

    Attributes:
        error: what is wrong at the moment.
    """

    def __init__(self, window: Window) -> None:
        """Follow the files of ``window``."""
        super().__init__(window)
        self._window, self._files = window, window.files
        self.error: FrDeskError | None = None
        self._path = Path()
        self.watch = FileWatch(self)
        self.watch.found.connect(self._on_found)
        self._files.troubled.connect(self.tell)
        self._files.taken.connect(self._on_taken)
        self._files.saved.connect(self.clear)
        self._files.stored_anew.connect(self._on_stored)
        window.opened.connect(self._on_desk)

    # what is wrong

    def tell(self, error: FrDeskError, path: Path) -> None:
        """Say what is wrong with ``path``, until it is put right or the user closes the line."""
        self.error, self._path = error, path
        if self._window.desk is None:
            self._window.dialogs.tell(self._window, error.message(language.current()))
            return
        self._show()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.error = None
        self._show()

    def _show(self) -> None:
        desk, error = self._window.desk, self.error
        if desk is not None:
            words = error.message(language.current()) if error else ""
            tone = "open" if isinstance(error, InUseElsewhereError) else "breached"
            tone = "review" if isinstance(error, (*_CHANGED, GoneMeanwhileError)) else tone
            desk.banner.say(words, tone, self._actions(error) if error else (), KEY)

    def _actions(self, error: FrDeskError) -> tuple[Action, ...]:
        path = self._path
        save_as = Action(t(SAVE_AS), self._files.save_as, "save")
        if isinstance(error, _CHANGED):
            return (
                Action(t(LOOK), self.show_differences, "list"),
                Action(t(MERGE), self.bring_together, "check-check"),
                Action(t(COPY), self.save_beside, "copy"),
            )
        if isinstance(error, InUseElsewhereError):
            return (save_as, Action(t(OPEN_AGAIN), partial(self._files.open_path, path), "folder-open"))
        if isinstance(error, errors.MissingFolderError):
            return (Action(t(MAKE_FOLDER), self._make_folder, "folder-open"), save_as)
        if isinstance(error, GoneMeanwhileError):
            return (Action(t(SAVE_AGAIN), partial(self._files.save_to, path), "save"), save_as)
        if isinstance(error, _ELSEWHERE_ONLY):
            return (save_as,)
        return (save_as, Action(t(TRY_AGAIN), partial(self._files.save_to, path), "redo-2"))

    def _on_closed(self, key: str) -> None:
        if key == KEY:
            self.error = None

    # following the file

    def _on_taken(self) -> None:
        self.clear()
        self.watch.watch(None)
        if "fr_desk.gui.reading_window" in sys.modules:
            from fr_desk.gui.reading_window import close_readings  # noqa: PLC0415 - only if it was needed

            close_readings(self._window)

    def _on_desk(self) -> None:
        """Show the line on a new desk: language or theme have changed."""
        desk = self._window.desk
        if desk is not None:
            desk.banner.closed.connect(self._on_closed)
            self._show()

    def _on_stored(self) -> None:
        stored, document = self._files.stored, self._files.document
        if stored is not None and document is not None and document.path is not None:
            self.watch.watch(stored.path, stored.sha256)

    def _on_found(self, state: str) -> None:
        """Say how the file is. What saving found out is not said again in other words."""
        stored = self._files.stored
        if stored is None:
            return
        if state == "same":
            if isinstance(self.error, (*_CHANGED, GoneMeanwhileError)):
                self.clear()
        elif state == "changed" and not isinstance(self.error, _CHANGED):
            self._keep_mine(stored)
            self.tell(ChangedMeanwhileError(file=str(stored.path)), stored.path)
        elif state == "gone" and not isinstance(self.error, (GoneMeanwhileError, errors.MissingFolderError)):
            if self._files.document is not None:
                self._files.document.stack.resetClean()  # these answers are nowhere else now
            self.tell(GoneMeanwhileError(file=str(stored.path)), stored.path)

    def _keep_mine(self, stored: Stored) -> None:
        """Keep what was saved from here: who wrote over it may not have."""
        document, folders = self._files.document, self._window.profile.folders
        if document is None:
            return
        from fr_desk.services import versions  # noqa: PLC0415 - only where it happens

        try:
            versions.keep_aside(stored.path, stored.dossier, document.attachments, folders)
        except FrDeskError:
            document.stack.resetClean()  # then leaving asks what is to become of it

    def shut_down(self) -> None:
        """Follow nothing any more."""
        self.watch.shut_down()

    # what can be done; imported when it is wanted, because the desk must start without it

    def read(self) -> services.Opened | None:
        """Return what the file holds now; say what is wrong if it cannot be read."""
        try:
            return services.open_dossier(self._path)
        except FrDeskError as error:
            self.tell(error, self._path)
            return None

    def show_differences(self) -> None:
        """Show what differs between the file and the screen."""
        from fr_desk.gui.file_remedies import show_differences  # noqa: PLC0415 - see above

        theirs, document = self.read(), self._files.document
        if theirs is not None and document is not None:
            show_differences(self._window, document, theirs)

    def bring_together(self) -> None:
        """Let the user put together what the file holds and what is on the screen."""
        from fr_desk.gui.file_remedies import bring_together  # noqa: PLC0415 - see above

        theirs, document, stored = self.read(), self._files.document, self._files.stored
        if theirs is not None and document is not None and stored is not None:
            bring_together(self._window, document, stored, theirs, self.clear)

    def save_beside(self) -> None:
        """Save what is on the screen under a free name beside the file."""
        path = beside(self._path)
        if self._files.save_to(path):
            self._window.news.note(t(SAVED_BESIDE, file=path.name))

    def _make_folder(self) -> None:
        try:
            make_folder(self._path.parent)
        except FrDeskError as error:
            self.tell(error, self._path)
        else:
            self._files.save_to(self._path)
