"""The sign as it will print, in the middle of the studio, with what stands over it and at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.message import Message
from fr_desk.gui.page_places import Fit, Spot
from fr_desk.gui.pages import Pages
from fr_desk.gui.preview_tools import PageBox, ZoomBox
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_
from fr_desk.services.sign_designs import Proof, Sign

MAKING = N_("The sign is being laid out…")
NONE = N_("The answers call for no sign: no device films or recognises anyone here.")
NO_COUNTRY = N_(
    "Which law applies is not answered yet. Say where the venue is, and the articles appear here."
)
COUNTRY, DEVICES = "venue.jurisdiction", "cameras"


class SignHead(QFrame):
    """Which sign it is, why the venue needs it, and the ways to paper.

    Signals:
        save_wanted: what to write: this sign, all of them, or the placement list.
        print_wanted: the sign on paper.
    """

    save_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(self, window: QWidget, guide: Guide) -> None:
        """Show nothing yet; keys that zoom work in the whole ``window``."""
        super().__init__()
        self.setObjectName("topBar")
        self._window, self._guide, self._brief = window, guide, False
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 10, 18, 10)
        box.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.why = OneLine(role="panel"), Prose(role="secondary")
        self.brief = OneLine(role="secondary")
        for one in (self.title, self.why, self.brief):
            words.addWidget(one)
        line.addLayout(words, 1)
        self.save_button = button(t(N_("Save as PDF")), icon="file-down")
        self.menu = QMenu(self)
        self.one, self.all, self.placement = (
            self._way_out(words, what)
            for words, what in (
                (N_("This sign…"), "sign"),
                (N_("All signs…"), "all"),
                (N_("The list that says where they hang…"), "placement"),
            )
        )
        self.save_button.setMenu(self.menu)
        self.print_button = button(
            t(N_("Print…")), icon="printer", kind="primary", press=self.print_wanted.emit
        )
        line.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
        self._tools = Flow(gap=16, line_gap=6)
        self._law: Citations | None = None
        self._shown: tuple[object, ...] = ()
        box.addWidget(self._tools)

    def _way_out(self, words: str, what: str) -> QAction:
        """Add an entry to the menu and return it."""
        action = QAction(t(words), self)
        action.triggered.connect(lambda _checked=False: self.save_wanted.emit(what))
        self.menu.addAction(action)
        return action

    def be_brief(self, on: bool) -> None:
        """Say why in one line, where there is little room, or in as many as it takes."""
        self._brief = on
        self.why.setVisible(not on and bool(self.why.text()))
        self.brief.setVisible(on and bool(self.why.text()))

    def follow(self, pages: Pages) -> None:
        """Offer the ways to other pages and sizes of ``pages``."""
        self._pages = pages
        self.page_box, self.zoom_box = PageBox(pages), ZoomBox(pages, self._window)
        for tool in (self.zoom_box, self.page_box):
            self._tools.add(tool)
        pages.turned.connect(self._on_turned)
        self.page_box.setVisible(False)

    def _on_turned(self) -> None:
        self.page_box.setVisible(self._pages.count > 1)

    def show_sign(self, sign: Sign | None) -> None:
        """Say which sign it is, and why."""
        shown = () if sign is None else (sign.name, sign.planned.why, sign.articles)
        if shown == self._shown and (sign is not None or self.title.text()):
            return
        self._shown = shown
        self.title.setText(say(sign.name) if sign is not None else t(N_("Signs")))
        why = say(sign.planned.why) if sign is not None else ""
        self.why.setText(why)
        self.brief.setText(why)
        self.be_brief(self._brief)
        if self._law is not None:
            self._tools.drop(self._law)
            self._law = None
        if sign is not None and sign.articles:
            labels = [(one, self._guide.citation_label(one)) for one in sign.articles]
            self._law = Citations(labels, self._guide.show_article)
            self._law.set_margins(0, 6, 0, 6)  # in the middle of the line
            self._tools.add(self._law)
            self._law.show()
        self._tools.setVisible(sign is not None)


class SignSheet(QWidget):
    """The pages of a sign, or a sentence where there is none to show.

    Signals:
        place_wanted: path of an answer on the desk.
    """

    place_wanted = Signal(str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._country = self._make_country()
        box.addWidget(self._country)
        self._stack = QStackedWidget()
        self.message, self.pages = Message(), Pages()
        self.pages.fit = Fit.PAGE
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.pages)
        self._none = self._make_none()
        self._stack.addWidget(self._none)
        box.addWidget(self._stack, 1)

    def _make_country(self) -> QWidget:
        """Make the strip that says that the law is not known yet."""
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(14, 10, 14, 10)
        strip = Strip("open")
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(Icon("circle-dashed", "open"), 0, Qt.AlignmentFlag.AlignVCenter)
        words = Prose(t(NO_COUNTRY))
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        self.country = button(
            t(N_("Go there")),
            icon="corner-down-right",
            kind="small",
            press=lambda: self.place_wanted.emit(COUNTRY),
        )
        line.addWidget(self.country)
        outer.addWidget(strip)
        holder.setVisible(False)
        return holder

    def _make_none(self) -> QWidget:
        """Make the page that says that no sign is needed."""
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(40, 40, 40, 40)
        box.setSpacing(12)
        box.addStretch(2)
        words = Prose(t(NONE), "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(words)
        self.devices = button(
            t(N_("Go to the cameras")), icon="cctv", press=lambda: self.place_wanted.emit(DEVICES)
        )
        box.addWidget(self.devices, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        return holder

    def name(self, sign: str) -> None:
        """Tell screen readers which sign it is."""
        self.pages.setAccessibleName(t(N_("Pages of “{paper}”"), paper=sign))

    def describe(self) -> None:
        """Tell screen readers which page is read."""
        words = t(N_("Page {page} of {count}"), page=self.pages.here + 1, count=self.pages.count)
        self.pages.setAccessibleDescription(words if self.pages.count else "")

    @property
    def sheet_size(self) -> tuple[float, float] | None:
        """Width and height in points of the page that is read."""
        return self.pages.sizes[self.pages.here] if self.pages.count else None

    def show_proof(self, proof: Proof, start: Spot | None) -> None:
        """Show a sign; from ``start``, or where the one before stood."""
        self.pages.show_file(proof.data, start)
        self._stack.setCurrentWidget(self.pages)

    def say_making(self) -> None:
        """Say that a sign is being made."""
        self.say(t(MAKING))

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a sentence in the place of the pages."""
        self.message.say(sentence, wrong=wrong)
        self._stack.setCurrentWidget(self.message)
        self.pages.clear()

    def say_none(self) -> None:
        """Say that no sign is needed."""
        self._stack.setCurrentWidget(self._none)
        self.pages.clear()

    def show_country(self, *, known: bool) -> None:
        """Say that the law is not known yet, or nothing."""
        self._country.setVisible(not known)

    def take_focus(self) -> None:
        """Give the keyboard to the pages, or to the way on where there are none."""
        none = self._stack.currentWidget() is self._none
        (self.devices if none else self.pages).setFocus(Qt.FocusReason.TabFocusReason)
