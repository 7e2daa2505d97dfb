"""The library: a window with the list of dossiers, and the pages that lead on from it (copy, sites, bringing together).

What is shown is made anew when language, theme or size of text change; what was typed and chosen is kept. This module
is imported when the window is first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.copying import CopyPage
from fr_desk.gui.document import Document
from fr_desk.gui.files import UNNAMED
from fr_desk.gui.folder_scan import FolderScan
from fr_desk.gui.language import t
from fr_desk.gui.library_actions import Actions
from fr_desk.gui.library_list import ListPage
from fr_desk.gui.library_merge import BringIn
from fr_desk.gui.library_sites import SitesPage
from fr_desk.gui.prose import Prose
from fr_desk.gui.small_window import SmallWindow
from fr_desk.gui.spoken import announce
from fr_desk.gui.tasks import Tasks
from fr_desk.i18n import N_, Texts
from fr_desk.services import Opened, chains, open_dossier
from fr_desk.services.copies import Copied
from fr_desk.storage.library import Entry, Wanted

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

TITLE = N_("Library")
INTRO = N_("All dossiers you opened or saved on this computer.")
PINNED, UNPINNED = N_("Pinned: {name}"), N_("No longer pinned: {name}")
ARCHIVED = N_("Archived: {name}. It stands under “Archived”; the file stays as it is.")
BACK = N_("Back from the archive: {name}")
TEMPLATE = N_("A template now: {name}. “New dossier from it…” begins a site.")
NO_TEMPLATE = N_("No longer a template: {name}. Dossiers made from it stay as they are.")
OUT = N_("Taken out of the list: {name}. The file stays where it is.")
FOUND_AGAIN = N_("Found again: {name}")
OTHER = N_("“{file}” is another dossier than “{name}”. Open it with “Open…” instead.")
COPIED = N_("Copied; {answers} answers came along. Save it under a name of its own.")
NOT_OPEN = N_("This dossier is no longer open; begin again from the list of sites.")
_WORDS: dict[tuple[str, bool], str] = {
    ("pin", True): PINNED,
    ("pin", False): UNPINNED,
    ("archive", True): ARCHIVED,
    ("archive", False): BACK,
    ("template", True): TEMPLATE,
    ("template", False): NO_TEMPLATE,
}


class LibraryWindow(SmallWindow):
    """The window: one page at a time."""

    TITLE = TITLE
    CHAPTER = "library"

    def __init__(self, owner: Window) -> None:
        """Show the list of ``owner``'s library."""
        super().__init__(owner, 1180, 760)
        self._owner, self._shelf = owner, owner.shelf
        self._searches, self._eyes, self._work = Tasks(self), Tasks(self), Tasks(self)
        self._page: Callable[[], QWidget] = self._make_list
        self._look: tuple[object, ...] = ()
        self._wanted = Wanted()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 18, 24, 16)
        self._box.setSpacing(10)
        self.note, self._is_wrong = Prose(role="strong", parent=self), False
        self.note.hide()
        self.scan = FolderScan(self, owner.dialogs, self._shelf)
        self.scan.told.connect(lambda words, wrong: self.say(words, wrong=wrong))
        self.scan.ended.connect(self._on_changed)
        self._body: QWidget | None = None
        self.list: ListPage | None = None
        self.copying: CopyPage | None = None
        self.sites: SitesPage | None = None
        self.merging: BringIn | None = None
        self._shelf.changed.connect(self._on_changed)
        self._read_unread()

    # what is shown

    def fill(self) -> None:
        """Make the page anew if language, theme or size of text changed; else look again at what is on it."""
        look = (language.current(), theme.name(), theme.points(10))
        if look == self._look and self._body is not None:
            self._on_changed()
            return
        self._look = look
        self._show(self._page)

    def _show(self, page: Callable[[], QWidget]) -> None:
        self._remember()
        old, self._body = self._body, None
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.list = self.copying = self.sites = self.merging = None
        self._page = page
        self.scan.bar = None
        body = QWidget(self)
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        made = page()
        said = self.note.text()
        self.note.deleteLater()
        self.note = Prose(said, "strong")
        self._tint()
        self.note.setVisible(bool(self.note.text()))
        box.addWidget(self.note)
        if isinstance(made, ListPage):
            box.insertLayout(0, self._head())
            box.addWidget(self.scan.new_bar())
            box.addWidget(made, 1)
        else:
            box.addWidget(_scrolled(made), 1)
        self._box.addWidget(body)
        self._body = body

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Prose(t(TITLE), "title"))
        words.addWidget(Prose(t(INTRO), "muted"))
        line.addLayout(words, 1)
        add = button(t(N_("Add a folder…")), icon="folder-search", press=self.scan.ask)
        self.add_button = add
        line.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _make_list(self) -> QWidget:
        page = ListPage(self._shelf, self._searches, self._eyes, self._wanted)
        page.wanted.connect(self.do)
        page.folder_wanted.connect(self.scan.ask)
        self.list = page
        return page

    def begin_with(self, wanted: Wanted) -> None:
        """Let the list begin with ``wanted`` when it is first shown."""
        self._wanted = wanted

    def _remember(self) -> None:
        if self.list is not None:
            self._wanted = self.list.asked

    def show_list(self, wanted: Wanted | None = None) -> None:
        """Show the list, from ``wanted`` on if it is given."""
        self.say("")
        self._remember()
        if wanted is not None:
            self._wanted, self.list = wanted, None
        self._show(self._make_list)
        self.take_focus()

    def _on_changed(self) -> None:
        if self.list is not None:
            self.list.reload()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say what was done, or what is wrong, above the page."""
        self._is_wrong = wrong
        self._tint()
        self.note.say(words)
        if words:
            announce(self.note, words)

    def _tint(self) -> None:
        self.note.setProperty("tone", "breached" if self._is_wrong else "")
        self.note.style().polish(self.note)

    def _on_failed(self, error: FrDeskError) -> None:
        if not isinstance(error, CancelledError):
            self.say(error.message(language.current()), wrong=True)

    # the marked row

    def do(self, name: str, entry: Entry) -> None:
        """Do what an action of the list says, with a row."""
        self.say("")
        match name:
            case "open":
                self._open(entry.path)
            case "copy":
                self._read(entry, partial(self.show_copy))
            case "new_from":
                self._read(entry, partial(self.show_copy, as_template=True))
            case "sites":
                self._read(entry, self.show_sites)
            case "folder":
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.path.parent)))
            case "find":
                self._find(entry)
            case "forget":
                if self._told(self._shelf.forget(entry.path)):
                    self.say(t(OUT, name=entry.name))
            case _:
                self._mark(name, entry)

    def _mark(self, name: str, entry: Entry) -> None:
        flag = Actions.FLAGS[name]
        on = not getattr(entry, flag)
        if self._told(self._shelf.mark(entry.path, flag, on=on)):
            self.say(t(_WORDS[name, on], name=entry.name))

    def _told(self, done: bool) -> bool:
        if not done and self._shelf.trouble is not None:
            self._on_failed(self._shelf.trouble)
        return done

    def _open(self, path: Path) -> bool:
        opened = self._owner.files.open_path(path)
        if opened:
            self.close()
            self._owner.activateWindow()
        elif self.list is not None:
            self.list.reload(path)
        return opened

    def _find(self, entry: Entry) -> None:
        near = next((folder for folder in entry.path.parents if folder.is_dir()), Path.home())
        path = self._owner.dialogs.file_to_open(self, near)
        if path is None:
            return

        def show(opened: Opened) -> None:
            if entry.facts.dossier and opened.dossier.id != entry.facts.dossier:
                self.say(t(OTHER, file=path.name, name=entry.name), wrong=True)
            elif self._told(self._shelf.move(entry.path, path)):
                self._read_files((path,))
                self.say(t(FOUND_AGAIN, name=entry.name))

        self._run(partial(open_dossier, path), show)

    def _read(self, entry: Entry, then: Callable[[Opened], object]) -> None:
        self._run(partial(open_dossier, entry.path), then)

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Do a piece of work in the background, then go on with its result."""
        job = self._work.start(lambda _progress, _cancelled: work(), "")
        job.done.connect(then)
        job.failed.connect(self._on_failed)

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        searching = self.list is not None and self.list.is_searching
        return searching or any(
            tasks.jobs for tasks in (self._searches, self._eyes, self._work, self.scan.tasks)
        )

    # copies and templates

    def show_copy(self, opened: Opened, *, as_template: bool = False) -> None:
        """Ask what a copy of a dossier takes along."""
        name = opened.dossier.venue.name or opened.path.stem or t(UNNAMED)

        def make() -> QWidget:
            page = CopyPage(opened.dossier, opened.attachments, name, as_template=as_template)
            page.made.connect(partial(self._take_copy, opened, as_template))
            page.cancelled.connect(self.show_list)
            self.copying = page
            return page

        self.say("")
        self._show(make)
        self.take_focus()

    def _take_copy(self, opened: Opened, as_template: bool, copied: Copied) -> None:
        if as_template and not self._shelf.keep_template(opened.dossier):
            self._told(done=False)
            return
        files = self._owner.files
        before = files.document
        files.open_dossier(copied.dossier, dict(copied.attachments))
        if files.document is before or files.document is None:
            return
        files.document.stack.resetClean()
        self._owner.news.note(t(COPIED, answers=copied.answers))
        self.close()
        self._owner.activateWindow()

    def show_sites(self, opened: Opened) -> None:
        """Show the sites of a template."""
        template = opened.dossier
        name = template.venue.name or opened.path.stem

        def make() -> QWidget:
            files = [entry.path for entry in self._shelf.sites_of(template.id) if entry.path != opened.path]
            page = SitesPage(template, name, files, self._work, self._shelf.folders)
            page.open_wanted.connect(self._open)
            page.bring_in_wanted.connect(partial(self._bring_in, template))
            page.new_wanted.connect(partial(self.show_copy, opened, as_template=True))
            page.left.connect(self.show_list)
            self.sites = page
            return page

        self.say("")
        self._show(make)
        self.take_focus()

    def _bring_in(self, template: Dossier, site: chains.Site) -> None:
        """Open a site, and show what its template brings to it."""
        files = self._owner.files
        open_already = files.document is not None and files.document.path == site.path
        if not open_already and not files.open_path(site.path):
            return
        document = files.document
        assert document is not None
        try:
            base, theirs = chains.both_sides(template, document.dossier, self._shelf.folders)
        except FrDeskError as error:
            self._on_failed(error)
            return
        mine = document.dossier

        def make() -> QWidget:
            page = BringIn(base, mine, theirs)
            page.decided.connect(partial(self._put_together, template, document))
            page.cancelled.connect(self.show_list)
            self.merging = page
            return page

        self._show(make)
        self.raise_()
        self.activateWindow()
        self.take_focus()

    def _put_together(self, template: Dossier, document: Document, dossier: Dossier, words: Texts) -> None:
        if self._owner.document is not document:
            self.say(t(NOT_OPEN), wrong=True)
        elif self._told(self._shelf.keep_template(template)):
            document.show(chains.up_to_date(dossier, template), "", words)
            self.close()
            self._owner.activateWindow()

    # files that are known by name only

    def _read_unread(self) -> None:
        """Read in the background what is known by name only."""
        rows = self._shelf.recent()
        self._read_files(tuple(entry.path for entry in rows if not entry.facts.dossier))

    def _read_files(self, paths: tuple[Path, ...]) -> None:
        if paths:
            job = self._work.start(self._shelf.read(paths), "")
            job.done.connect(lambda _failed: self._on_changed())

    # the window itself

    def take_focus(self) -> None:
        """Give the keyboard to the first control of the page."""
        page = self.list or self.copying or self.sites or self.merging
        if page is not None:
            page.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Escape, and from there away."""
        if event.key() == Qt.Key.Key_Escape and self.list is None:
            self.show_list()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs."""
        for tasks in (self._searches, self._eyes, self._work, self.scan.tasks):
            tasks.shut_down()
        super().closeEvent(event)


def _scrolled(page: QWidget) -> QScrollArea:
    """Return a page of its own width at most, that scrolls."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    holder.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 12, 0)
    page.setMaximumWidth(860)
    line.addWidget(page)
    scroll.setWidget(holder)
    return scroll
