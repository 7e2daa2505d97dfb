"""The ways back to what was not saved: offered on the desk when its file is opened, and on the first screen.

Also here: the line that says that changes cannot be noted, and the place where the user was last time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.domain import differences
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.forms.steps import STEPS
from fr_desk.gui import language
from fr_desk.gui.banner import Action
from fr_desk.gui.buttons import button
from fr_desk.gui.desk import Desk, Whereabouts
from fr_desk.gui.document import Document
from fr_desk.gui.home import Home
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.unfinished_card import (
    GO_ON,
    LEAVE_OUT,
    LOOK,
    NOT_SAVED,
    NOT_SAVED_IN_CHANGED,
    OfferCard,
    Press,
    written_time,
)
from fr_desk.i18n import N_, NP_, texts
from fr_desk.rules.findings import Outcome
from fr_desk.services import unfinished
from fr_desk.services.places import Place
from fr_desk.services.unfinished import Unfinished

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

TAKEN_UP = N_("Changes that were not saved, taken up again")
WENT_ON = NP_(
    "{count} change is there again; undo takes it back.",
    "{count} changes are there again; undo takes them back.",
)
LEFT_OUT = N_("Left out. For thirty days the first screen offers them under “Put aside”.")
UNSAVED_WORK = N_("Not finished")
PUT_ASIDE = N_("Put aside")
PUT_ASIDE_COUNT = N_("Put aside ({count})")
MOST_OFFERS = 4
"""Offers on the first screen; what is older waits under them."""


OFFER, NOTICE, TROUBLE = "work", "notice", "notes"
"""Places of the lines in the banner."""


# on the desk


class Attendant(QObject):
    """Sees to what belongs to the document's journal, as long as a desk is shown."""

    def __init__(self, window: Window, desk: Desk, document: Document) -> None:
        """Show what there is to say."""
        super().__init__(desk)
        self._window, self._desk, self._document = window, desk, document
        document.troubled.connect(self._on_troubled)
        document.closing.connect(self._on_closing)
        work = document.work
        if work is None:
            return
        if work.notice is not None:
            desk.banner.say(work.notice.message(language.current()), "breached", key=NOTICE)
        self._on_troubled(work.trouble)
        self.show_offer()

    def show_offer(self) -> None:
        """Offer the newest unfinished work, or nothing any more."""
        work, banner = self._document.work, self._desk.banner
        if work is None or not work.unfinished:
            banner.say("", key=OFFER)
            return
        offer = work.unfinished[0]
        go_on, leave = partial(self._go_on, offer), partial(self._leave, offer)
        actions = (
            Action(t(LOOK), partial(look, self._window, offer, go_on, leave), "list"),
            Action(t(GO_ON), go_on, "check"),
            Action(t(LEAVE_OUT), leave, "x"),
        )
        words = NOT_SAVED if self._document.dossier == offer.base else NOT_SAVED_IN_CHANGED
        banner.say(tn(*words, offer.count, time=written_time(offer.at)), "review", actions, OFFER)

    def _on_troubled(self, error: FrDeskError | None) -> None:
        words = error.message(language.current()) if error is not None else ""
        self._desk.banner.say(words, "breached", key=TROUBLE)

    def _go_on(self, offer: Unfinished) -> None:
        take_up(self._window, offer)

    def _leave(self, offer: Unfinished) -> None:
        work = self._document.work
        try:
            unfinished.leave(self._window.profile.folders, offer)
        except FrDeskError as error:
            self._desk.banner.say(error.message(language.current()), "breached", key=TROUBLE)
            return
        if work is not None and offer in work.unfinished:
            work.unfinished.remove(offer)
        self._desk.status.note(t(LEFT_OUT))
        self.show_offer()

    def _on_closing(self) -> None:
        if self._window.desk is self._desk and self._document.work is not None:
            where = self._desk.where
            shown = where.filter.value if where.filter else None
            self._document.work.remember(
                Place(step=where.step, activity=where.activity, scroll=where.scroll, filter=shown)
            )


def attend(window: Window) -> None:
    """See to the journal of the document that the window's desk shows."""
    if window.desk is not None and window.document is not None:
        Attendant(window, window.desk, window.document)


def place_in(document: Document) -> Whereabouts | None:
    """Return where the user was in a document last time."""
    place = document.work.place if document.work is not None else None
    if place is None or place.step not in {step.id for step in STEPS}:
        return None
    shown = next((one for one in Outcome if one.value == place.filter), None)
    return Whereabouts(place.step, place.activity, place.scroll, shown)


def settle_at(window: Window, where: Whereabouts | None) -> None:
    """Scroll to where the user was, once the page knows how long it is."""
    if where is not None and where.scroll and window.desk is not None:
        bar = window.desk.page.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(where.scroll))


def take_up(window: Window, offer: Unfinished) -> None:
    """Go on with what was not saved; where the file has changed meanwhile, the two are brought together."""
    document = window.document
    if document is None or document.work is None:
        return
    if offer.file.parent != document.work.journal.folder:
        for sha256, data in unfinished.files_of(offer):
            document.keep(sha256, data)
    if document.dossier != offer.base:
        merged = differences.merge(offer.base, document.dossier, offer.dossier)
        if merged.conflicts:
            from fr_desk.gui.merge_page import show_merge  # noqa: PLC0415 - only where two have changed the same

            names = (N_("In the file"), N_("Not saved"))
            done = partial(_put_in, window, document, offer)
            show_merge(window, offer.base, document, offer.dossier, on_done=done, names=names)
            return
        _put_in(window, document, offer, merged.dossier)
    else:
        document.take_up(offer, texts(TAKEN_UP))
        _went_on(window, document, offer)


def _put_in(window: Window, document: Document, offer: Unfinished, dossier: Dossier) -> None:
    if window.document is document:
        document.show(dossier, "", texts(TAKEN_UP))
        _went_on(window, document, offer)


def _went_on(window: Window, document: Document, offer: Unfinished) -> None:
    if document.work is not None:
        document.work.has_taken_up(offer)
    desk = window.desk
    if desk is None:
        return
    for attendant in desk.findChildren(Attendant):
        attendant.show_offer()
    desk.status.note(tn(*WENT_ON, offer.count))
    _go_to_last(desk, document)


def _go_to_last(desk: Desk, document: Document) -> None:
    """Show the question that was answered last."""
    path = document.last_path
    if path:
        desk.go_to(path)


def look(window: Window, offer: Unfinished, go_on: Press, leave: Press | None) -> None:
    """Show what was not saved, answer by answer."""
    from fr_desk.gui.unfinished_window import UnfinishedWindow  # noqa: PLC0415 - the desk starts without it

    shown = UnfinishedWindow(window, offer, go_on, leave)
    shown.refresh()
    shown.show()
    shown.take_focus()


# on the first screen


class HomeOffers(QWidget):
    """Unfinished work, and below it what was put aside."""

    def __init__(self, window: Window, home: Home) -> None:
        """Look for it; ``home`` is the screen it is shown on."""
        super().__init__()
        self._window, self._home, self._folders = window, home, window.profile.folders
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        unfinished.tidy(self._folders)
        self.cards: list[OfferCard] = []
        offers = unfinished.unfinished(self._folders)
        if offers:
            self._box.addWidget(Prose(t(UNSAVED_WORK), "section"))
        for offer in offers[:MOST_OFFERS]:
            self._add(offer, leave=True)
        self.aside = button(t(PUT_ASIDE), icon="history", kind="quiet", tone="accent", press=self._show_aside)
        self.aside.setVisible(unfinished.has_aside(self._folders))
        self._box.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignLeft)
        self.is_urgent, self.is_empty = bool(offers), not offers and self.aside.isHidden()

    def _add(self, offer: Unfinished, *, leave: bool) -> None:
        go_on = partial(self._go_on, offer)
        put = partial(self._leave, offer) if leave else None
        buttons: list[tuple[str, str, Press]] = [
            (t(N_("Go on")), "primary" if leave else "plain", go_on),
            (t(N_("Look")), "plain", partial(look, self._window, offer, go_on, put)),
        ]
        if put is not None:
            buttons.append((t(PUT_ASIDE), "plain", put))
        card = OfferCard(offer, buttons)
        self.cards.append(card)
        self._box.addWidget(card)

    def _show_aside(self) -> None:
        self.aside.hide()
        offers = unfinished.aside(self._folders)
        self._box.addWidget(Prose(t(PUT_ASIDE_COUNT, count=len(offers)), "question"))
        self._box.addWidget(
            Prose(t(N_("Changes that were left out. After thirty days they are removed.")), "secondary")
        )
        for offer in offers:
            self._add(offer, leave=False)

    def _go_on(self, offer: Unfinished) -> None:
        try:
            go_on(self._window, offer)
        except FrDeskError as error:
            self._window.dialogs.tell(self._window, error.message(language.current()))

    def _leave(self, offer: Unfinished) -> None:
        try:
            unfinished.leave(self._folders, offer)
        except FrDeskError as error:
            self._window.dialogs.tell(self._window, error.message(language.current()))
        self._window.show_home()


def offer_on_home(window: Window, home: Home) -> None:
    """Offer unfinished work at the top of the first screen, and what was put aside at its end, if there is any."""
    offers = HomeOffers(window, home)
    if offers.is_empty:
        offers.deleteLater()
    else:
        home.add_notice(offers, first=offers.is_urgent)


def go_on(window: Window, offer: Unfinished) -> None:
    """Open the dossier that unfinished work belongs to, and go on with it.

    Raises:
        FrDeskError: if the journal cannot be moved.
    """
    path = offer.path
    if path is None:
        key = unfinished.bring_back(window.profile.folders, offer)
        window.files.go_on(key, offer.dossier)
        if window.desk is not None and window.document is not None:
            _go_to_last(window.desk, window.document)
        return
    if path.is_file():
        unfinished.bring_back(window.profile.folders, offer)
        if not window.files.open_path(path) or window.document is None or window.document.work is None:
            return
        if window.document.work.unfinished:
            take_up(window, window.document.work.unfinished[0])
        return
    window.files.open_dossier(offer.base)
    if window.document is not None and window.document.work is not None:
        take_up(window, offer)
