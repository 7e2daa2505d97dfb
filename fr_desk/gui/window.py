"""The window of the desktop: one dossier at a time, opened, saved, exported and closed from here."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.forms.steps import STEPS
from fr_desk.gui import icons, language, theme
from fr_desk.gui.commands import make_actions, name_actions
from fr_desk.gui.desk import Desk, Whereabouts
from fr_desk.gui.dialogs import Dialogs, Leave
from fr_desk.gui.document import Document
from fr_desk.gui.home import Home
from fr_desk.gui.language import say, t
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.gui.top_bar import UNNAMED, PlainBar
from fr_desk.i18n import N_, Lang
from fr_desk.paths import Folders
from fr_desk.resources import resource
from fr_desk.storage.preferences import Preferences, load_preferences, save_preferences

FILE_ENDINGS = (".frdesk", ".pdf", ".json", ".yaml", ".yml")
FROM_PDF = N_("Opened from a dossier PDF. Saving makes a new .frdesk file; the PDF stays as it is.")
FROM_DATA = N_("Opened from a data file. Saving makes a new .frdesk file; the data file stays as it is.")
NOT_IN_FILE = N_("Entries that were not understood and are not in the file: {count}")
_SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)


class Window(QMainWindow):
    """The window.

    Signals:
        opened: another dossier, or the first screen, is shown.
    """

    opened = Signal()

    def __init__(self, folders: Folders, dialogs: Dialogs | None = None) -> None:
        """Make the window; the first screen or a dossier is shown in it next.

        Args:
            folders: where the user's preferences are.
            dialogs: asks the user; replaceable in tests.
        """
        super().__init__()
        self.folders, self.dialogs = folders, dialogs or Dialogs()
        self.preferences = load_preferences(folders)
        self.document: Document | None = None
        self.tasks = Tasks(self)
        self._job: Job | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._verified: services.Verification | None = None
        self._scale = 1.0
        language.choose(self.preferences.language or language.current())
        self._dress()
        self.actions_by_name = make_actions(self, self._handlers())
        for number, step in enumerate(STEPS, 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda step=step: self.desk and self.desk.go_to("", step.id))
        self.setAcceptDrops(True)
        self.setWindowIcon(icons.icon("app", size=64))
        self.setMinimumSize(780, 460)
        self._fit_screen()

    def _fit_screen(self) -> None:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen else None
        self.resize(min(1366, room.width()) if room else 1366, min(768, room.height()) if room else 768)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "home": self.close_document,
            "new": self.close_document,
            "open": self.open_file,
            "save": self.save,
            "save_as": self.save_as,
            "undo": self.undo,
            "redo": self.redo,
            "export_dossier": self.export_dossier,
            "export_signs": self.export_signs,
            "preview": self.preview,
            "search": lambda: self.desk and self.desk.open_search(),
            "checks": lambda: self.desk and self.desk.show_checks(),
            "larger": lambda: self._zoom(1),
            "smaller": lambda: self._zoom(-1),
            "close": self.close_document,
            "quit": self.close,
            "next_part": lambda: self.desk and self.desk.next_part(1),
            "previous_part": lambda: self.desk and self.desk.next_part(-1),
        }

    # what is shown

    @property
    def desk(self) -> Desk | None:
        """The desk, if a dossier is open."""
        widget = self.centralWidget()
        return widget if isinstance(widget, Desk) else None

    @property
    def home(self) -> Home | None:
        """The first screen, if it is shown."""
        widget = self.centralWidget()
        return widget if isinstance(widget, Home) else None

    def show_home(self) -> None:
        """Show the first screen."""
        bar = PlainBar(self.preferences.theme)
        bar.language_chosen.connect(self.choose_language)
        bar.theme_chosen.connect(self.choose_theme)
        home = Home(self.actions_by_name, self.preferences.recent[:6], services.samples(), bar)
        home.new_wanted.connect(self.new)
        home.file_wanted.connect(self.open_path)
        home.sample_wanted.connect(self.open_sample)
        self.setCentralWidget(home)
        home.take_focus()
        self._name_window()
        self.opened.emit()

    def _show_desk(self, where: Whereabouts | None = None) -> None:
        assert self.document is not None
        desk = Desk(self.document, self.actions_by_name, self.preferences.theme, where)
        desk.top_bar.language_chosen.connect(self.choose_language)
        desk.top_bar.theme_chosen.connect(self.choose_theme)
        desk.top_bar.export_wanted.connect(self.export_dossier)
        desk.status.cancel_pressed.connect(self._cancel_job)
        desk.status.open_pressed.connect(self._open_written)
        desk.noted.connect(desk.status.note)
        self.setCentralWidget(desk)
        self._show_stored()
        self._show_origin()
        if self._job is not None:
            desk.status.show_job(self._job.words)
        self.opened.emit()

    def _rebuild(self) -> None:
        """Make everything on the screen anew, in another language or theme; the document stays."""
        name_actions(self.actions_by_name)
        focus = QApplication.focusWidget()
        name = focus.objectName() if focus is not None else ""
        where = self.desk.where if self.desk else None
        if self.document is not None:
            self._show_desk(where)
        else:
            self.show_home()
        again = self.findChild(QPushButton, name) if name else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.desk is not None:
            self.desk.focus_page()

    def _dress(self) -> None:
        preferred = self.preferences.theme
        theme.choose(theme.system_theme() if preferred == "system" else preferred, self._scale)

    def _prefer(self, **changes: Any) -> None:
        self.preferences = Preferences.model_validate(self.preferences.model_dump() | changes)
        self._keep_preferences()

    def _keep_preferences(self) -> None:
        try:
            save_preferences(self.preferences, self.folders)
        except FrDeskError as error:
            self._note(error.message(language.current()))

    def choose_language(self, lang: Lang) -> None:
        """Show everything in another language, at once."""
        language.choose(lang)
        self._dress()
        self._prefer(language=lang)
        self._rebuild()

    def choose_theme(self, name: str) -> None:
        """Show everything in another theme, at once."""
        self._prefer(theme=name)
        self._dress()
        self._rebuild()

    def _zoom(self, way: int) -> None:
        place = _SCALES.index(self._scale) + way
        if 0 <= place < len(_SCALES):
            self._scale = _SCALES[place]
            self._dress()
            self._rebuild()

    # opening and closing

    def new(self, kind: VenueKind, country: Jurisdiction) -> None:
        """Begin a dossier."""
        self.open_dossier(services.new_dossier(kind, country))

    def open_file(self) -> None:
        """Ask for a file and open it."""
        folder = self.preferences.recent[0].parent if self.preferences.recent else Path.home()
        path = self.dialogs.file_to_open(self, folder)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; say in one sentence what is wrong with it, if anything is."""
        if not self._may_leave():
            return False
        try:
            opened = services.open_dossier(path)
        except FrDeskError as error:
            self.dialogs.tell(self, error.message(language.current()))
            self.preferences = self.preferences.without_recent(path)
            self._keep_preferences()
            if self.home is not None:
                self.show_home()
            return False
        own = opened.form == "frdesk"
        self._take(opened.dossier, path if own else None, dict(opened.attachments), None if own else path)
        self.preferences = self.preferences.with_recent(path)
        self._keep_preferences()
        if opened.form == "pdf":
            self._verify(path)
        return True

    def open_sample(self, name: str) -> None:
        """Open a bundled sample as a new dossier."""
        self.open_dossier(services.open_dossier(resource("samples", f"{name}.yaml")).dossier)

    def open_dossier(self, dossier: Dossier) -> None:
        """Open a dossier that has no file yet."""
        if self._may_leave():
            self._take(dossier)

    def _take(
        self,
        dossier: Dossier,
        path: Path | None = None,
        attachments: dict[str, bytes] | None = None,
        read_from: Path | None = None,
    ) -> None:
        self._drop_document()
        self.document = Document(
            dossier, services.assess, path=path, attachments=attachments, read_from=read_from, parent=self
        )
        self.document.stored.connect(self._show_stored)
        self.document.stepped.connect(self._name_window)
        self._show_desk()
        if self.desk is not None:
            self.desk.focus_page()

    def _drop_document(self) -> None:
        self._verified = None
        if self.document is not None:
            self.document.close()
            self.document.deleteLater()
            self.document = None

    def close_document(self) -> None:
        """Go back to the first screen."""
        if self.document is None:
            return
        if self._may_leave():
            self._drop_document()
            self.show_home()

    def _may_leave(self) -> bool:
        """Ask what becomes of unsaved answers; say whether the document may go."""
        if self.document is None or self.document.is_clean:
            return True
        name = self.document.dossier.venue.name or t(UNNAMED)
        wish = self.dialogs.ask_to_save(self, name)
        return wish is Leave.DISCARD or (wish is Leave.SAVE and self.save())

    def _show_origin(self) -> None:
        if self.desk is None or self.document is None or self.document.read_from is None:
            return
        if self.document.read_from.suffix.lower() != ".pdf":
            self.desk.banner.say(t(FROM_DATA))
        elif self._verified is None:
            self.desk.banner.say(t(FROM_PDF))
        else:
            details = "".join(f" {say(detail)}" for detail in self._verified.details)
            tone = {"intact": "met", "changed": "breached"}.get(self._verified.state, "open")
            self.desk.banner.say(f"{t(FROM_PDF)}{details}", tone)

    def _verify(self, path: Path) -> None:
        document = self.document

        def show(result: services.Verification) -> None:
            if self.document is document:
                self._verified = result
                self._show_origin()

        self._run(lambda _progress, _cancelled: services.verify(path), t(N_("Checking the file")), show)

    def undo(self) -> None:
        """Take the last change back, and say which it was."""
        if self.document is not None and (change := self.document.last_change) is not None:
            self.document.stack.undo()
            self._note(t(N_("Undone: {change}"), change=say(change)))

    def redo(self) -> None:
        """Make the change again that was taken back last, and say which it was."""
        if self.document is not None and (change := self.document.next_change) is not None:
            self.document.stack.redo()
            self._note(t(N_("Done again: {change}"), change=say(change)))

    # saving

    def save(self) -> bool:
        """Save the dossier; ask where to if it has no file yet. Say whether it is saved."""
        if self.document is None:
            return False
        return self._save_to(self.document.path) if self.document.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where to and save."""
        if self.document is None:
            return False
        path = self.dialogs.file_to_save(
            self, t(N_("Save the dossier")), self._proposed(".frdesk"), ".frdesk"
        )
        return path is not None and self._save_to(path)

    def _proposed(self, ending: str) -> Path:
        """Return a file name made of the venue's name, where the dossier is or was read from."""
        assert self.document is not None
        near = self.document.path or self.document.read_from
        folder = near.parent if near else Path.home()
        name = self.document.dossier.venue.name or t(UNNAMED)
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\s]+', " ", name).strip(" .")[:80] or "dossier"
        return folder / f"{plain}{ending}"

    def _save_to(self, path: Path) -> bool:
        assert self.document is not None
        try:
            services.save_dossier(self.document.dossier, path, self.document.attachments)
        except FrDeskError as error:
            self.dialogs.tell(self, error.message(language.current()))
            return False
        self.document.saved_to(path)
        self._saved_at = datetime.now().astimezone()
        self.preferences = self.preferences.with_recent(path)
        self._keep_preferences()
        self._show_stored()
        if self.desk is not None:
            self.desk.banner.say("")
        unclear = len(self.document.drafts)
        self._note(t(NOT_IN_FILE, count=unclear) if unclear else "")
        return True

    _saved_at: datetime | None = None

    def _show_stored(self) -> None:
        if self.desk is None or self.document is None:
            return
        self._name_window()
        clean, path = self.document.is_clean, self.document.path
        if not clean:
            words = N_("Not saved since the last change") if path else N_("Not saved yet")
        elif path is None:
            words = N_("Nothing to save yet")
        else:
            words = N_("Saved and checked")
        time = f"{self._saved_at:%H:%M:%S} " if clean and path and self._saved_at else ""
        self.desk.status.show_saved(time + t(words), clean=clean)

    def _name_window(self) -> None:
        self._enable()
        if self.document is None:
            self.setWindowTitle("FR Desk")
            self.setWindowModified(False)
            return
        name = self.document.dossier.venue.name or t(UNNAMED)
        self.setWindowTitle(f"{name.replace('[*]', '')}[*] – FR Desk")
        self.setWindowModified(not self.document.is_clean)
        self.setWindowFilePath(str(self.document.path or ""))

    def _enable(self) -> None:
        """Offer only what can be done now."""
        is_open, stack = self.document is not None, self.document.stack if self.document else None
        possible = {
            **dict.fromkeys(("home", "save", "save_as", "search", "close"), is_open),
            **dict.fromkeys(("export_dossier", "export_signs", "preview"), is_open and self._job is None),
            "undo": stack is not None and stack.canUndo(),
            "redo": stack is not None and stack.canRedo(),
        }
        for name, can in possible.items():
            self.actions_by_name[name].setEnabled(can)

    # papers

    def export_dossier(self, lang: Lang | None = None) -> None:
        """Ask where to and write the dossier as PDF, in ``lang`` or the venue's language."""
        if self.document is None or self._job is not None:
            return
        out = self.dialogs.file_to_save(self, t(N_("Export the dossier")), self._proposed(".pdf"), ".pdf")
        if out is not None:
            dossier = self.document.dossier

            def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> list[Path]:
                return [
                    services.write_dossier_pdf(dossier, out, lang, progress=progress, cancelled=cancelled)
                ]

            self._run(work, t(N_("Writing the dossier")), self._written)

    def export_signs(self) -> None:
        """Ask where to and write the venue's signs."""
        if self.document is None or self._job is not None:
            return
        folder = self.dialogs.folder(self, t(N_("Folder for the signs")), self._proposed("").parent)
        if folder is not None:
            dossier = self.document.dossier

            def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> list[Path]:
                return services.write_signs(dossier, folder, progress=progress, cancelled=cancelled)

            self._run(work, t(N_("Writing the signs")), self._written)

    def preview(self) -> None:
        """Write the dossier to a scratch folder and show its pages."""
        if self.document is None or self._job is not None:
            return
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="fr-desk-")
        out, dossier = Path(self._scratch.name) / "preview.pdf", self.document.dossier

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Path:
            return services.write_dossier_pdf(dossier, out, progress=progress, cancelled=cancelled)

        self._run(work, t(N_("Preparing the preview")), self._show_preview)

    def _show_preview(self, file: Path) -> None:
        from fr_desk.gui.preview import Preview  # noqa: PLC0415 - its PDF library takes long to import

        name = self.document.dossier.venue.name if self.document else ""
        Preview(file, f"{t(N_('Preview'))} – {name or t(UNNAMED)}", self).show()

    def _run(self, work: Work, words: str, done: Callable[[Any], None]) -> None:
        self._job = job = self.tasks.start(work, words)
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        self._note("")
        self._enable()
        if self.desk is not None:
            self.desk.status.show_job(words)

    def _on_progressed(self, done: int, total: int) -> None:
        if self.desk is not None:
            self.desk.status.show_progress(done, total)

    def _on_failed(self, error: FrDeskError) -> None:
        if isinstance(error, CancelledError):
            self._note(error.message(language.current()))
        else:
            self.dialogs.tell(self, error.message(language.current()))

    def _on_ended(self) -> None:
        self._job = None
        self._enable()
        if self.desk is not None:
            self.desk.status.show_job("")

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _written(self, files: list[Path]) -> None:
        if self.desk is not None:
            names = t(N_("Written: {file}"), file=files[0].name)
            words = names if len(files) == 1 else t(N_("Written: {count} files"), count=len(files))
            self.desk.status.note(words, files[0] if len(files) == 1 else files[0].parent)

    @staticmethod
    def _open_written(path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def say_fault(self, sentence: str) -> None:
        """Show that the program was wrong, without standing in the way."""
        if self.desk is not None:
            self.desk.banner.say(sentence, "breached")
        else:
            self.dialogs.tell(self, sentence)

    def _note(self, words: str) -> None:
        if self.desk is not None:
            self.desk.status.note(words)

    # the window itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one dossier."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and urls[0].toLocalFile().lower().endswith(FILE_ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, once the drop is over."""
        path = Path(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.open_path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved answers, stop what runs, and go."""
        if not self._may_leave():
            event.ignore()
            return
        self.tasks.shut_down()
        self._drop_document()
        if self._scratch is not None:
            self._scratch.cleanup()
        event.accept()
