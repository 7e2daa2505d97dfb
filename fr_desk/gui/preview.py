"""The preview: every paper of the dossier as it will print, to look at, to print and to save.

The window stays beside the desk: what is answered there shows here a moment later, at the same place. This module is
imported when the window is first opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.files import Files
from fr_desk.gui.focus import focus_first, neighbour
from fr_desk.gui.language import say, t
from fr_desk.gui.message import Message
from fr_desk.gui.page_places import Fit, Spot
from fr_desk.gui.pages import Pages
from fr_desk.gui.pages_window import PagesWindow
from fr_desk.gui.paper_list import PaperList
from fr_desk.gui.papers import Papers
from fr_desk.gui.press import Made, Press, Wish
from fr_desk.gui.preview_tools import LanguageBox, PageBox, SheetBox, ZoomBox
from fr_desk.gui.print_request import ask_to_print
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.i18n import N_, Lang
from fr_desk.services.forms import Format
from fr_desk.services.printing import FORMAT_NAMES, Group, Paper
from fr_desk.services.signs import SheetForm

LIST_WIDTHS = (300, 230)
"""Width of the list in a wide window and in a narrow one."""
MAKING = N_("The paper is being made…")
RENEWING = N_("The answers have changed; the preview follows in a moment.")


@dataclass(frozen=True, slots=True)
class Look:
    """What the user looks at: kept when the window is made anew in another language or theme."""

    wish: Wish
    langs: dict[Group, tuple[Lang, ...]]
    zoom: float | Fit
    spot: Spot
    place: QRect


class Preview(PagesWindow):
    """The papers at the left, the pages of one of them at the right."""

    press: Press
    turning = (*PagesWindow.turning, Qt.Key.Key_Home, Qt.Key.Key_End)

    def __init__(
        self, owner: QWidget, document: Document, papers: Papers, files: Files, dialogs: Dialogs
    ) -> None:
        """Show the papers of ``document`` in a window of its own that belongs to ``owner``.

        Args:
            owner: the window of the desk.
            document: the open dossier.
            papers: writes and prints.
            files: knows what files are called.
            dialogs: asks the user.
        """
        super().__init__(owner, N_("Preview"), "preview", Pages(), papers, files)
        self._document, self._dialogs = document, dialogs
        self._paper: Paper | None = None
        self._data: bytes | None = None
        self._langs: dict[Group, tuple[Lang, ...]] = {}
        self.list = PaperList()
        self._sheet: SheetForm = "sheet"
        self.page_box, self.zoom_box = PageBox(self.pages), ZoomBox(self.pages, self)
        self.languages, self.sheet_box = LanguageBox(), SheetBox()
        self.press = Press(document, papers.tasks, self)
        self._lay_out()
        self._connect()
        self._add_keys({QKeySequence.StandardKey.Save: self.save, "Ctrl+G": self.page_box.ask})
        self.resize(min(owner.width(), 1180), max(460, owner.height() - 20))
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    # making

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._make_head())
        self._stack = QStackedWidget()
        self.message = Message()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.pages)
        right.addWidget(self._stack, 1)
        body.addLayout(right, 1)
        outer.addLayout(body, 1)
        outer.addWidget(self.foot)

    def _make_head(self) -> QWidget:
        self._head = QFrame()
        self._head.setObjectName("topBar")
        box = QVBoxLayout(self._head)
        box.setContentsMargins(18, 10, 18, 10)
        box.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.why = OneLine(role="panel"), Prose(role="secondary")
        words.addWidget(self.title)
        words.addWidget(self.why)
        line.addLayout(words, 1)
        self.save_button = button(t(N_("Save…")), icon="file-down", press=self._on_save)
        self._save_menu = QMenu(self.save_button)
        self.print_button = button(t(N_("Print…")), icon="printer", kind="primary", press=self.print_out)
        line.addWidget(self.save_button)
        line.addWidget(self.print_button)
        box.addLayout(line)
        tools = Flow(gap=20, line_gap=6)
        for tool in (self.page_box, self.zoom_box, self.languages, self.sheet_box):
            tools.add(tool)
        box.addWidget(tools)
        return self._head

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_paper)
        self.languages.chosen.connect(self._on_languages)
        self.sheet_box.chosen.connect(self._on_sheet)
        self.pages.turned.connect(self._on_turned)
        self.pages.failed.connect(self._fail)
        self.press.began.connect(self._on_began)
        self.press.listed.connect(self._on_listed)
        self.press.made.connect(self._on_made)
        self.press.failed.connect(self._fail)

    # what is looked at

    @property
    def look(self) -> Look:
        """What the user looks at."""
        return Look(self.press.wish, dict(self._langs), self._zoom, self._spot, self.geometry())

    def begin(self, look: Look | None = None) -> None:
        """Make the first paper, or the one that was looked at."""
        if look is not None:
            self._langs, self._start, self._sheet = dict(look.langs), look.spot, look.wish.sheet
            self.setGeometry(look.place)
            self.pages.show_zoom(look.zoom)
        self.press.ask(look.wish if look else Wish(""))

    def show_paper(self, paper_id: str) -> None:
        """Show another paper."""
        if paper_id == self.press.wish.paper:
            return
        paper = self.list.rows[paper_id].paper
        wish = self._wish_for(paper)
        self._start = Spot()
        self.foot.note.setText("")
        self._name(paper, wish)
        self.press.ask(wish)

    def _wish_for(self, paper: Paper) -> Wish:
        """Return a paper in the languages and on the sheets that were chosen for its kind."""
        langs = self._langs.get(paper.group, ())[: paper.most]
        return Wish(paper.id, langs, self._sheet if self._sheet in paper.sheets else "sheet")

    def _name(self, paper: Paper, wish: Wish) -> None:
        """Say over the pages which paper it is, and how it is made."""
        self._paper = paper
        self.list.choose(paper.id)
        self.title.setText(say(paper.title))
        self.why.setText(say(paper.why))
        self.languages.show_languages(wish.langs or paper.langs, paper.most)
        self.sheet_box.show_sheet(wish.sheet, paper.sheets)
        self.pages.setAccessibleName(t(N_("Pages of “{paper}”"), paper=say(paper.title)))
        self._save_menu.clear()
        for one in paper.formats:
            self._save_menu.addAction(t(FORMAT_NAMES[one]), partial(self.save, one))

    def take_focus(self) -> None:
        """Give the keyboard to the paper that is shown, or to its pages until papers are listed."""
        if self.list.rows:
            self.list.take_focus()
        else:
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_languages(self, langs: tuple[Lang, ...]) -> None:
        if self._paper is not None:
            self._langs[self._paper.group] = langs
            self.press.ask(self._wish_for(self._paper))

    def _on_sheet(self, sheet: SheetForm) -> None:
        self._sheet = sheet
        if self._paper is not None:
            self._start = Spot()
            self.press.ask(self._wish_for(self._paper))

    def _on_began(self, anew: bool) -> None:
        self.foot.state.setText(t(RENEWING) if anew else t(MAKING))
        if self._start is not None and not anew:
            self._say(t(MAKING))
        self._enable()

    def _on_listed(self, papers: tuple[Paper, ...]) -> None:
        number = self.page_box.number
        untouched = self.focusWidget() in {None, self.pages, number} and not number.isModified()
        first, wish = not self.list.rows, self.press.wish
        self.list.show_papers(papers, wish.paper)
        if self._paper is None or self._paper.id != wish.paper:
            self._start = self._start or Spot()
        self._name(self.list.rows[wish.paper].paper, wish)
        if first and untouched and self.isActiveWindow():
            self.list.take_focus()

    def _on_made(self, made: Made) -> None:
        self._data = made.data
        self._name(made.paper, made.wish)
        start, self._start = self._start, None
        self.pages.show_file(made.data, start)
        self._stack.setCurrentWidget(self.pages)
        self.foot.say_current()
        self._enable()

    def _fail(self, error: FrDeskError) -> None:
        self._data = None
        self._say(error.message(language.current()), wrong=True)
        self.foot.state.setText("")
        self._enable()

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a sentence in the place of the pages."""
        self.message.say(sentence, wrong=wrong)
        self._stack.setCurrentWidget(self.message)
        self.pages.clear()
        self.page_box.show_page()

    def _on_turned(self) -> None:
        here, sizes = self.pages.here, self.pages.sizes
        if not sizes:
            return
        self.pages.setAccessibleDescription(
            t(N_("Page {page} of {count}"), page=here + 1, count=self.pages.count)
        )
        self.foot.show_size(sizes[here])

    # printing and saving

    def _enable(self) -> None:
        """Offer what can be done now: nothing is printed that is about to change."""
        idle = self._papers.job is None
        self.save_button.setEnabled(self._paper is not None and idle)
        self.print_button.setEnabled(self._data is not None and not self.press.is_working and idle)

    def _on_save(self) -> None:
        """Save the paper, or ask as what where there is a choice."""
        if self._paper is not None and len(self._paper.formats) > 1:
            self._save_menu.popup(self.save_button.mapToGlobal(self.save_button.rect().bottomLeft()))
        else:
            self.save()

    def save(self, made_as: Format = "pdf") -> None:
        """Ask where to and write the paper."""
        if self._paper is None or not self.save_button.isEnabled():
            return
        wish = self.press.wish
        way = () if wish.sheet == "sheet" else (wish.sheet,)
        name = "-".join((self._paper.stem, *wish.langs, *way))
        proposed = self._files.proposed("").parent / f"{name}.{made_as}"
        out = self._dialogs.file_to_save(self, say(self._paper.title), proposed, f".{made_as}")
        if out is not None:
            document = self._document
            self._papers.write_paper(
                document.dossier, document.attachments, self._paper.id, out, wish.langs, made_as, wish.sheet
            )

    def print_out(self) -> None:
        """Ask for printer and pages, and print the paper."""
        if self._data is None or self._paper is None or not self.print_button.isEnabled():
            return
        title = f"{self._files.name} – {say(self._paper.title)}"
        try:
            asked = ask_to_print(self._dialogs, self, title, self._data, self.pages.sizes, self.pages.here)
        except FrDeskError as error:
            self._dialogs.tell(self, error.message(language.current()))
            return
        if asked is not None:
            printer, run = asked
            self._papers.print_pages(run, printer)
            self._enable()

    # room and keyboard

    def _next_part(self, way: int) -> None:
        part = neighbour([self.list, self._head, self._stack], way)
        if part is self.list:
            self.list.take_focus()
        elif part is self._stack:
            self.pages.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            focus_first(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list less room in a narrow window."""
        self.list.setFixedWidth(LIST_WIDTHS[event.size().width() < 1000])
        super().resizeEvent(event)
