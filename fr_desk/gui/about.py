"""About the program: version, rule packs, calendars, and the licences of everything that comes with it, to be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fr_desk import __version__
from fr_desk.gui import icons, language
from fr_desk.gui.arrange import empty
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.small_window import SmallWindow
from fr_desk.gui.spoken import announce
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.i18n import N_
from fr_desk.services.about import Credit, calendars_until, credits_of_program, environment, pack_states

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

PROMISE = N_("Works without a network: nothing you answer leaves this computer.")
RULES = N_("Rules: {count}, in force today: {in_force}")
VERSION = N_("Version {version}, checksum {digest}")
PUBLISHED = N_("Working days are published until the end of {year}; later dates are estimates and say so.")
LICENCE = N_("Licence: {licence}")
COPIED = N_("Copied")
LIST_WIDTH = 300


class AboutWindow(SmallWindow):
    """What there is at the left, what is read about it at the right."""

    TITLE = N_("About FR Desk")

    def __init__(self, owner: Window) -> None:
        """Show everything; the program itself first."""
        super().__init__(owner, 960, 680)
        self._credits = credits_of_program()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.list = self._make_list()
        box.addWidget(self.list)
        right = QVBoxLayout()
        right.setContentsMargins(24, 20, 24, 18)
        right.setSpacing(12)
        self.title, self.told = Prose(role="title"), Prose(role="muted")
        self.overview, self._cards = self._make_overview()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.overview)
        self._pages.addWidget(self.text)
        self.copy = button("", icon="copy", press=self._copy)
        self.said = Prose(role="secondary")
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.said, 1)
        for widget in (self.title, self.told):
            right.addWidget(widget)
        right.addWidget(self._pages, 1)
        right.addLayout(foot)
        box.addLayout(right, 1)

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("caseList")
        made.setFixedWidth(LIST_WIDTH)
        made.setWordWrap(True)
        made.setTextElideMode(Qt.TextElideMode.ElideNone)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(made.ScrollMode.ScrollPerPixel)
        made.currentRowChanged.connect(self._show)
        made.installEventFilter(self)
        return made

    @staticmethod
    def _make_overview() -> tuple[QScrollArea, QVBoxLayout]:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 6, 6)
        box.setSpacing(12)
        scroll.setWidget(body)
        return scroll, box

    # what it says

    def fill(self) -> None:
        """Write everything in the language of the screen; what is read stays."""
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItem(QListWidgetItem(t(N_("Version, rule packs, calendars"))))
        for credit in self._credits:
            about = f"{say(credit.about)} · " if credit.about and credit.name else ""
            licence = t(credit.licence)
            self.list.addItem(QListWidgetItem(f"{credit.called(language.current())}\n{about}{licence}"))
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.setAccessibleName(t(N_("Program and licences")))
        self.overview.setAccessibleName(t(self.TITLE))
        self.copy.setText(t(N_("Copy")))
        self.copy.setAccessibleName(t(N_("Copy")))
        self.copy.setIcon(icons.icon("copy", air=4))
        self._fill_overview()
        self._show(row)

    def _fill_overview(self) -> None:
        empty(self._cards)
        head = Card()
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(Icon("app", "accent", 40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Prose(f"FR Desk {__version__}", "section"))
        words.addWidget(Prose(t(PROMISE)))
        words.addWidget(Prose(" · ".join((*environment()[1:], f"Qt {qVersion()}")), "secondary"))
        line.addLayout(words, 1)
        head.box.addLayout(line)
        self._cards.addWidget(head)
        packs = Card()
        packs.box.addWidget(Prose(t(N_("Rule packs")), "question"))
        for pack in pack_states(dt.datetime.now().astimezone().date()):
            packs.box.addWidget(Hairline())
            packs.box.addWidget(Prose(say(pack.title), "strong"))
            packs.box.addWidget(Prose(t(RULES, count=pack.rules, in_force=pack.in_force)))
            which = t(VERSION, version=pack.version, digest=pack.digest)
            packs.box.addWidget(Prose(f"{pack.id} · {which}", "secondary"))
        self._cards.addWidget(packs)
        days = Card()
        days.box.addWidget(Prose(t(N_("Calendars")), "question"))
        for country, year in calendars_until().items():
            days.box.addWidget(Hairline())
            days.box.addWidget(Prose(t(country.label), "strong"))
            days.box.addWidget(Prose(t(PUBLISHED, year=year)))
        self._cards.addWidget(days)
        self._cards.addStretch()

    @property
    def credit(self) -> Credit | None:
        """Whose licence is read; nobody's while the overview is shown."""
        row = self.list.currentRow()
        return self._credits[row - 1] if row > 0 else None

    def _show(self, _row: int) -> None:
        credit = self.credit
        self.said.setText("")
        self._pages.setCurrentWidget(self.overview if credit is None else self.text)
        if credit is None:
            self.title.setText(t(self.TITLE))
            self.told.say("")
            return
        name, licence = credit.called(language.current()), t(LICENCE, licence=t(credit.licence))
        self.title.setText(name)
        self.told.say(licence)
        self.text.setPlainText(credit.text())
        self.text.setAccessibleName(f"{name}: {licence}")

    def summary(self) -> str:
        """Return what somebody who helps wants to know: versions, packs, calendars and packages, a line each."""
        packs = [
            f"{one.id} {one.version} {one.digest}"
            for one in pack_states(dt.datetime.now().astimezone().date())
        ]
        years = [f"{country}: working days until {year}" for country, year in calendars_until().items()]
        parts = [f"{one.called('en')} ({one.licence})" for one in self._credits[1:]]
        return "\n".join([*environment(), f"Qt {qVersion()}", *packs, *years, "", *parts, ""])

    def _copy(self) -> None:
        words = self.summary() if self.credit is None else self.text.toPlainText()
        QGuiApplication.clipboard().setText(words)
        self.said.setText(t(COPIED))
        announce(self.said, t(COPIED))

    # keyboard

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go from the list to the text."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in enter
        ):
            page = self.overview if self.credit is None else self.text
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
