"""The window of the inspector's desk: one page at a time, made anew in another language or theme; its state stays.

It knows which page is shown and of what; what is on a page stands in the page's own module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language, theme
from fr_desk.gui.banner import Banner
from fr_desk.gui.focus import focus_next
from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.inspector.choosing import Choosing, dropped, is_portfolio
from fr_desk.gui.inspector.door import choose_inspection
from fr_desk.gui.inspector.errands import Errands
from fr_desk.gui.inspector.head import TITLE
from fr_desk.gui.inspector.keeping import Keeping
from fr_desk.gui.inspector.keyboard import give_back, held
from fr_desk.gui.inspector.law_page import LawPage
from fr_desk.gui.inspector.list_page import ListPage
from fr_desk.gui.inspector.look import Look
from fr_desk.gui.inspector.one import OneState, OneView
from fr_desk.gui.inspector.one_words import shortened
from fr_desk.gui.inspector.portfolio import Portfolio
from fr_desk.gui.inspector.record_page import RecordPage
from fr_desk.gui.inspector.side_pages import SidePages
from fr_desk.gui.inspector.start_page import StartPage
from fr_desk.gui.language import t
from fr_desk.gui.surfaces import Popover
from fr_desk.i18n import N_
from fr_desk.inspection.index_tables import DAMAGED
from fr_desk.inspection.place import Place
from fr_desk.inspection.sources import named_in
from fr_desk.inspection.wanted import Row

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

_SIZE, _LEAST = (1366, 768), (780, 460)
GONE = N_(
    "{source} cannot be reached any more; look whether it was moved, or a drive was taken off, and read again."
)


class InspectorWindow(QWidget):
    """The window."""

    def __init__(self, owner: Window) -> None:
        """Make a window of its own that belongs to ``owner``; it shows how to begin."""
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setProperty(TOPIC, "inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST)
        self.resize(max(owner.width(), _LEAST[0]), max(owner.height(), _LEAST[1]))
        self.owner, self.folders, self.dialogs = owner, owner.profile.folders, owner.dialogs
        self.keeping = Keeping(self.folders, self)
        self.keeping.refused.connect(self.complain)
        self.choosing = Choosing(self, self.dialogs)
        self.portfolio: Portfolio | None = None
        self.look = self.keeping.look()
        self.errands = Errands(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.banner = Banner()
        self.page: QWidget | None = None
        self._make: Callable[[], QWidget] = self._start
        self._worn: tuple[object, ...] = ()
        self._said: tuple[Callable[[], str], str] | None = None
        self._state: OneState | None = None
        self._sides = SidePages(self)
        self._base: Callable[[], None] = self.show_list
        for keys in QKeySequence.keyBindings(QKeySequence.StandardKey.Close):
            QShortcut(keys, self).activated.connect(self.close)
        self.addActions([owner.actions_by_name["larger"], owner.actions_by_name["smaller"]])
        owner.opened.connect(self.refresh)
        self.refresh()

    # pages

    def refresh(self) -> None:
        """Make the page anew if language, theme or size of text are others."""
        worn = (language.current(), theme.name(), theme.text_scale())
        if worn != self._worn:
            self._worn = worn
            self._state = self.one.state if self.one is not None else None
            keyboard = held(self.page, self.focusWidget())
            self._show(self._make)
            if self.page is None or not give_back(self.page, keyboard):
                self.take_focus()

    def _show(self, make: Callable[[], QWidget]) -> None:
        """Show another page, or the same one made anew; what lies over the old one acts on that and is closed."""
        for popover in self.findChildren(Popover):
            popover.close()
        self._remember()
        old, self.page = self.page, None
        for gone in (old, self.banner):
            if gone is not None:
                shut = getattr(gone, "shut_down", None)
                if shut is not None:
                    shut()
                gone.hide()
                self._box.removeWidget(gone)
                gone.deleteLater()
        self._make = make
        self.banner = Banner()
        if self._said:
            words, tone = self._said
            self.banner.say(words(), tone)
        self.banner.closed.connect(lambda _key: self.say(""))
        self._box.addWidget(self.banner)
        self.page = make()
        self._box.addWidget(self.page, 1)
        self._name()
        self.errands.show_job()

    def _name(self) -> None:
        what = f"{self.portfolio.name} – " if self.portfolio is not None and self.list is not None else ""
        self.setWindowTitle(f"{what}{t(TITLE)} – FR Desk".replace("[*]", ""))
        self.setAccessibleName(t(TITLE))

    def _remember(self) -> None:
        if self.list is not None:
            self.look = self.list.look

    @property
    def list(self) -> ListPage | None:
        """The list, if it is shown."""
        return self.page if isinstance(self.page, ListPage) else None

    @property
    def one(self) -> OneView | None:
        """The view of one file, if it is shown."""
        return self.page if isinstance(self.page, OneView) else None

    def _start(self) -> QWidget:
        page = StartPage(self.keeping.last(), inspects=self.owner.profile.preferences.inspects)
        page.opening_chosen.connect(lambda on: choose_inspection(self.owner, on=on))
        page.folder_wanted.connect(self.choosing.folder)
        page.files_wanted.connect(self.choosing.files)
        page.again_wanted.connect(lambda sources: self.open_sources(list(sources)))
        return page

    def _list(self) -> QWidget:
        assert self.portfolio is not None
        page = ListPage(self.portfolio, self.look)
        page.head.show_choice(on=self.owner.profile.preferences.inspects)
        page.asked.connect(self.errands.do)
        page.saved_wanted.connect(self.errands.show_saved)
        page.look_changed.connect(lambda: self.keeping.keep_look(page.look))
        page.card.open_wanted.connect(lambda _path: self.errands.do("open"))
        page.card.place_wanted.connect(lambda _place: self.errands.do("open"))
        page.card.other_found.connect(self.errands.examine_again)
        page.card.record_wanted.connect(lambda _path: self.errands.do("record"))
        page.card.sheet_wanted.connect(lambda _path: self.errands.do("sheet"))
        page.card.compare_wanted.connect(self.show_one)
        page.foot.job.cancel_pressed.connect(self.errands.cancel)
        page.table.copied_rows.connect(self.errands.note_copied)
        return page

    def show_choice(self, *, on: bool) -> None:
        """Show how dossiers open that are opened from outside."""
        if isinstance(self.page, StartPage):
            self.page.opening.setChecked(on)
        elif self.list is not None:
            self.list.head.show_choice(on=on)

    def show_start(self) -> None:
        """Show how to begin."""
        self._show(self._start)
        self.take_focus()

    def show_list(self) -> None:
        """Show the list, or how to begin where nothing is inspected."""
        if self.portfolio is None:
            self.show_start()
            return
        self._base = self.show_list
        self._show(self._list)
        self.take_focus()

    def show_one(self, path: Path, previous: Path | None = None) -> None:
        """Show one file at a glance, compared with an earlier version if one is given."""
        self._show_view(lambda view: view.show_file(path, previous))

    def show_row(self, row: Row) -> None:
        """Show the file of a row at a glance, which may be inside a zip, and may have changed."""
        self._show_view(lambda view: view.show_row(row))

    def _show_view(self, begin: Callable[[OneView], None]) -> None:
        def make() -> QWidget:
            state, self._state = self._state, None
            view = OneView(self.dialogs, state)
            view.setProperty(TOPIC, "inspect-one")
            view.record_wanted.connect(self.show_record)
            view.desk_wanted.connect(self.errands.open_copy)
            view.sheet_wanted.connect(self.errands.sheet_for)
            view.other_found.connect(self.errands.examine_again)
            view.closed.connect(self.back)
            if state is None:
                begin(view)
            return view

        self._show(make)
        self.take_focus()

    def show_record(self, dossier: Path | Place) -> None:
        """Record what was found on site for one file, which may be inside a zip."""

        def make() -> QWidget:
            page = RecordPage(self.owner)
            page.setProperty(TOPIC, "record")
            page.closed.connect(self.back)
            page.open_for(dossier)
            return page

        self._show(make)
        self.take_focus()

    def show_sampling(self) -> None:
        """Draw a sample of what is shown."""
        make = self._sides.sampling()
        if make is not None:
            self._show(make)
            self.take_focus()

    def show_law(self) -> None:
        """Show who is affected when the law of one day takes the place of another's."""
        make = self._sides.law()
        if make is not None:
            self._base = self.show_law
            self._show(make)
            self.take_focus()

    def back(self) -> None:
        """Go back to the list, or to what led from it to a single file; to the beginning where nothing is inspected."""
        self.say("")
        if isinstance(self.page, LawPage):
            self._sides.leave_law()
            self.show_list()
        else:
            self._base()

    # what is inspected

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Show one file at a glance, or inspect what there is more of."""
        if len(paths) == 1 and not is_portfolio(paths[0]):
            self.open_file(paths[0])
        elif paths:
            self.open_sources(list(paths))

    def open_sources(
        self, sources: Sequence[Path], as_of: dt.date | None = None, look: Look | None = None
    ) -> None:
        """Inspect folders, zips, lists and files; ``look`` says how the list is looked at, if not as ever."""
        try:
            portfolio = Portfolio(named_in(sources), self.folders, as_of, self)
        except FrDeskError as error:
            self.complain(error)
            return
        self._leave_portfolio()
        self.say("")
        self.portfolio = portfolio
        portfolio.failed.connect(self.complain)
        portfolio.ended.connect(self._on_ended)
        if portfolio.index.set_aside is not None:
            self.say(DAMAGED, "review", file=portfolio.file, aside=portfolio.index.set_aside)
        self.look = look or self.keeping.look()
        self.show_list()
        portfolio.start()

    def open_file(self, path: Path) -> None:
        """Show one file at a glance."""
        self.say("")
        self.show_one(path)

    def look_as_of(self, day: dt.date) -> None:
        """Assess the same files under the law of another day."""
        if self.portfolio is not None and day != self.portfolio.as_of:
            self._remember()
            self.open_sources(self.portfolio.sources, day, self.look)

    def _leave_portfolio(self) -> None:
        if self.portfolio is not None:
            if self.list is not None:
                self._show(self._start)
            self._sides.forget()
            self.portfolio.shut_down()
            self.portfolio.deleteLater()
            self.portfolio = None

    def _on_ended(self) -> None:
        """Say which sources were gone when a run came to its end."""
        gone = self.portfolio.gone if self.portfolio is not None else ()
        if gone:
            self.say(GONE, "breached", source=shortened(language.listed(map(str, gone)), 200))

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        portfolio = self.portfolio
        asking = portfolio is not None and (portfolio.is_running or portfolio.is_asking)
        behind = self.list is not None and self.list.is_behind
        return asking or behind or self.errands.is_busy or bool(getattr(self.page, "is_busy", False))

    # words

    def say(self, message: str, tone: str = "open", **values: object) -> None:
        """Say a message across the window, in whatever language the screen is; nothing where it is empty."""
        self.say_as(partial(t, message, **values), tone)

    def say_as(self, words: Callable[[], str], tone: str = "open") -> None:
        """Say across the window what ``words`` returns in the screen's language."""
        self._said = (words, tone) if words() else None
        self.banner.say(words(), tone)

    def complain(self, error: object) -> None:
        """Say what is wrong."""
        if isinstance(error, FrDeskError) and not isinstance(error, CancelledError):
            self.say_as(lambda: error.message(language.current()), "breached")

    # the window itself

    def take_focus(self) -> None:
        """Give the keyboard to the page."""
        focus = getattr(self.page, "take_focus", None)
        if focus is not None:
            focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from control to control in the order one reads."""
        return focus_next(self, forward=forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Inspect what was dropped, once the drop is over."""
        paths = dropped(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.open_paths(paths))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape; from the first page, away."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif isinstance(self.page, StartPage):
            self.close()
        elif self.list is not None:
            self.list.take_focus()
        else:
            self.back()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs."""
        self._remember()
        self.keeping.keep_look(self.look)
        shut = getattr(self.page, "shut_down", None)
        if shut is not None:
            shut()
        self.errands.shut_down()
        self._sides.forget()
        if self.portfolio is not None:
            self.portfolio.shut_down()
        super().closeEvent(event)
