"""The window of the desktop: one dossier at a time, opened, saved, exported and closed from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow

from fr_desk import services
from fr_desk.domain.choices import AttachmentKind
from fr_desk.domain.visible import visible
from fr_desk.forms.steps import STEPS
from fr_desk.gui import icons, language
from fr_desk.gui.attaching import Attaching
from fr_desk.gui.case_door import show_cases, show_cases_anew
from fr_desk.gui.commands import make_actions, name_actions
from fr_desk.gui.desk import Desk, Whereabouts
from fr_desk.gui.devices_door import DEVICES, close_devices, show_devices
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.exports import EXPORTS, Exports
from fr_desk.gui.faults import Faults
from fr_desk.gui.file_trouble import FileTrouble
from fr_desk.gui.files import Files
from fr_desk.gui.held_place import HeldPlace
from fr_desk.gui.help_door import show_help
from fr_desk.gui.home import Home
from fr_desk.gui.inspector.door import close_inspector, for_inspector, inspector_doors, show_choice, take_drop
from fr_desk.gui.language import say, t
from fr_desk.gui.library_door import close_library, library_doors, show_library, show_templates
from fr_desk.gui.origin import Origin
from fr_desk.gui.paper_news import PaperNews
from fr_desk.gui.papers import Papers
from fr_desk.gui.preview_door import close_preview, show_preview, show_preview_anew
from fr_desk.gui.profile import Profile
from fr_desk.gui.program_doors import doors
from fr_desk.gui.seal_door import show_seals
from fr_desk.gui.shelf import Shelf
from fr_desk.gui.sign_door import close_studio, show_studio, show_studio_anew
from fr_desk.gui.system_look import SystemLook, dress, next_scale
from fr_desk.gui.top_bar import PlainBar
from fr_desk.gui.unfinished_door import attend, offer_on_home, place_in, settle_at
from fr_desk.gui.versions_door import show_versions
from fr_desk.i18n import N_, Lang
from fr_desk.paths import Folders

if TYPE_CHECKING:  # read late: the desk starts without it
    from fr_desk.storage.verification import Verification

FILE_ENDINGS = (".frdesk", ".pdf", ".json", ".yaml", ".yml")
NOT_IN_FILE = N_("Entries that were not understood and are not in the file: {count}")


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
        self.dialogs = dialogs or Dialogs()
        self.profile = Profile(folders, self)
        self.papers = Papers(self)
        self.papers.verified.connect(self._on_verified)
        self.news = PaperNews(self, self)
        self.profile.refused.connect(lambda error: self.news.note(error.message(language.current())))
        self.origin = Origin()
        self.files = self._make_files(self.dialogs)
        self.trouble = FileTrouble(self)
        self.shelf = Shelf(self.files, self.profile, self)
        self.attaching = Attaching(self, self.dialogs, self.papers)
        self.attaching.noted.connect(self.news.note)
        self.attaching.refused.connect(self.news.tell)
        self.exports = Exports(self, self.dialogs, self.files, self.papers)
        self.system_look = SystemLook(self)
        self.system_look.changed.connect(self._follow_system)
        language.choose(self.profile.preferences.language or language.current())
        self._dress()
        self.actions_by_name = make_actions(self, self._handlers())
        show_choice(self)
        for number, step in enumerate(STEPS, 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda step=step: self.desk and self.desk.go_to("", step.id))
        self.faults = Faults(self, folders.logs)
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
            "home": self.files.close,
            "new": self.files.close,
            "open": self.files.ask_for_file,
            "save": self.files.save,
            "save_as": self.files.save_as,
            "versions": partial(show_versions, self),
            "undo": self.undo,
            "redo": self.redo,
            "export_dossier": self.exports.dossier,
            "export_signs": self.exports.signs,
            "export_folder": self.exports.into_folder,
            "export_zip": self.exports.into_zip,
            "preview": partial(show_preview, self),
            "studio": partial(show_studio, self),
            "seals": partial(show_seals, self),
            "devices": partial(show_devices, self),
            "devices_import": partial(show_devices, self, "import"),
            "devices_search": partial(show_devices, self, "search"),
            "cases": partial(show_cases, self, self.files),
            "help": partial(show_help, self),
            **doors(self),
            **library_doors(self),
            **inspector_doors(self),
            "search": lambda: self.desk and self.desk.open_search(),
            "checks": lambda: self.desk and self.desk.show_checks(),
            "larger": lambda: self._zoom(1),
            "smaller": lambda: self._zoom(-1),
            "close": self.files.close,
            "quit": self.close,
            "next_question": lambda: self.desk and self.desk.next_question(),
            "note": lambda: self.desk and self.desk.page.note(),
            "not_known": lambda: self.desk and self.desk.page.turn_unknown(),
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
        bar = PlainBar(self.profile.preferences.theme)
        bar.language_chosen.connect(self.choose_language)
        bar.theme_chosen.connect(self.choose_theme)
        home = Home(self.actions_by_name, self.shelf.recent(), services.samples(), bar)
        home.new_wanted.connect(self.files.new)
        home.file_wanted.connect(self.files.open_path)
        home.sample_wanted.connect(self.files.open_sample)
        home.templates_wanted.connect(partial(show_templates, self))
        home.gone_wanted.connect(partial(show_library, self))
        self.shelf.watch(home)
        offer_on_home(self, home)
        self.setCentralWidget(home)
        home.take_focus()
        self._name_window()
        self.opened.emit()

    def _show_desk(self, where: Whereabouts | None = None) -> None:
        assert self.document is not None
        desk = Desk(self.document, self.actions_by_name, self.profile.preferences.theme, where, self)
        desk.top_bar.language_chosen.connect(self.choose_language)
        desk.top_bar.theme_chosen.connect(self.choose_theme)
        desk.top_bar.export_wanted.connect(self.exports.dossier)
        desk.noted.connect(desk.status.note)
        desk.file_wanted.connect(self._attach)
        desk.case_wanted.connect(partial(show_cases, self, self.files))
        self.setCentralWidget(desk)
        self._show_stored()
        self._show_origin()
        self.news.show_on(desk)
        attend(self)
        settle_at(self, where)
        self.opened.emit()

    def _rebuild(self) -> None:
        """Make everything on the screen anew, in another language or theme; the document stays."""
        name_actions(self.actions_by_name)
        place, where = HeldPlace(self, self.desk), self.desk.where if self.desk else None
        if self.document is not None:
            self._show_desk(where)
        else:
            self.show_home()
        show_cases_anew(self, self.files)
        show_preview_anew(self)
        show_studio_anew(self)
        place.take_again(self, self.desk)

    def _dress(self) -> None:
        dress(self.profile.preferences.theme, self.profile.preferences.text_scale)

    def _follow_system(self) -> None:
        if self.profile.preferences.theme == "system":
            self._dress()
            self._rebuild()

    def choose_language(self, lang: Lang) -> None:
        """Show everything in another language, at once."""
        language.choose(lang)
        self._dress()
        self.profile.prefer(language=lang)
        self._rebuild()

    def choose_theme(self, name: str) -> None:
        """Show everything in another theme, at once."""
        self.profile.prefer(theme=name)
        self._dress()
        self._rebuild()

    def _zoom(self, way: int) -> None:
        scale = next_scale(before := self.profile.preferences.text_scale, way)
        if scale != before:
            self.profile.prefer(text_scale=scale)
            self._dress()
            self._rebuild()

    # the document

    @property
    def document(self) -> Document | None:
        """The open document."""
        return self.files.document

    def _make_files(self, dialogs: Dialogs) -> Files:
        files = Files(self, dialogs, self.profile)
        files.taken.connect(self._on_taken)
        files.refused.connect(self._on_refused)
        files.saved.connect(self._on_saved)
        files.verify_wanted.connect(self.papers.verify)
        return files

    def _on_taken(self) -> None:
        self.origin.forget()
        if self.document is None:
            self.show_home()
            return
        self.document.stored.connect(self._show_stored)
        self.document.stepped.connect(self._name_window)
        self._show_desk(place_in(self.document))
        if self.desk is not None:
            self.desk.focus_page()

    def _on_refused(self) -> None:
        if self.home is not None:
            self.show_home()

    def _on_saved(self) -> None:
        self._show_stored()
        unclear = len(self.document.drafts) if self.document else 0
        self.news.note(t(NOT_IN_FILE, count=unclear) if unclear else "")
        if self.desk is not None:
            self.desk.banner.say("")

    def _show_origin(self) -> None:
        if self.desk is not None and self.document is not None:
            self.origin.show_on(self.desk.banner, self.document)

    def _on_verified(self, result: Verification) -> None:
        if self.origin.take(result, self.document):
            self._show_origin()

    def undo(self) -> None:
        """Take the last change back, and say which it was."""
        if self.document is not None and (change := self.document.last_change) is not None:
            self.document.stack.undo()
            self.news.note(t(N_("Undone: {change}"), change=say(change)))

    def redo(self) -> None:
        """Make the change again that was taken back last, and say which it was."""
        if self.document is not None and (change := self.document.next_change) is not None:
            self.document.stack.redo()
            self.news.note(t(N_("Done again: {change}"), change=say(change)))

    def _show_stored(self) -> None:
        self._name_window()
        if self.desk is not None and self.document is not None:
            self.desk.status.show_saved(self.files.state, clean=self.document.is_clean)

    def _name_window(self) -> None:
        self.enable()
        if self.document is None:
            self.setWindowTitle("FR Desk")
            self.setWindowModified(False)
            return
        self.setWindowTitle(f"{visible(self.files.name).replace('[*]', '')}[*] – FR Desk")
        self.setWindowModified(not self.document.is_clean)
        self.setWindowFilePath(str(self.document.path or ""))

    def enable(self) -> None:
        """Offer only what can be done now."""
        is_open, stack = self.document is not None, self.document.stack if self.document else None
        possible = {
            **dict.fromkeys(
                ("home", "save", "save_as", "versions", "search", "preview", "studio", "close", "copy"),
                is_open,
            ),
            **dict.fromkeys(DEVICES, is_open),
            **dict.fromkeys(EXPORTS, is_open and self.papers.job is None),
            "undo": stack is not None and stack.canUndo(),
            "redo": stack is not None and stack.canRedo(),
        }
        for name, can in possible.items():
            self.actions_by_name[name].setEnabled(can)

    # files added to the dossier

    def _attach(self, path: str, kind: AttachmentKind | None, keep_location: bool) -> None:
        if self.document is not None:
            self.attaching.ask(self.document, path, kind, keep_location=keep_location)

    # the window itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one dossier, or what the inspector looks at."""
        urls = event.mimeData().urls()
        file = urls[0].toLocalFile().lower() if len(urls) == 1 and urls[0].isLocalFile() else ""
        if file.endswith(FILE_ENDINGS) or for_inspector(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, once the drop is over."""
        event.acceptProposedAction()
        if take_drop(self, event.mimeData()):
            return
        path = Path(event.mimeData().urls()[0].toLocalFile())
        QTimer.singleShot(0, self, lambda: self.files.open_path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved answers, stop what runs, and go."""
        if not self.files.may_leave():
            event.ignore()
            return
        close_preview(self)
        close_studio(self)
        close_devices(self)
        close_library(self)
        close_inspector(self)
        self.papers.shut_down()
        self.trouble.shut_down()
        self.files.drop()
        event.accept()
