"""Recording on site: the places at the left, one of them in the middle, and the summary with orders and papers.

Everything is kept at once by the session; this page only shows it, and is made anew in another language or theme.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import empty
from fr_desk.gui.banner import Banner
from fr_desk.gui.inspector.page_head import PageHead
from fr_desk.gui.inspector.record_begin import BeginCard, begin_card, still_open
from fr_desk.gui.inspector.record_focus import keyboard_in
from fr_desk.gui.inspector.record_head import RecordHead
from fr_desk.gui.inspector.record_keys import make_keys
from fr_desk.gui.inspector.record_place import Middle, PlaceView
from fr_desk.gui.inspector.record_places import PlaceList, next_left, place_shown, rows_of
from fr_desk.gui.inspector.record_session import OPENING, RecordSession, Shown, session_of
from fr_desk.gui.inspector.record_summary import Summary
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import t
from fr_desk.gui.message import Message
from fr_desk.i18n import N_
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.place import Place, on_disk
from fr_desk.inspection.record import Outcome, VisitKind
from fr_desk.services.inspecting.records import OpenRecord

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

BEGUN, FINISHED = N_("Visit begun"), N_("Visit finished")
UNDECLARED_FOUND = N_("Something not declared")


class RecordPage(QWidget):
    """The page.

    Signals:
        closed: the user wants to go back.
        shown: the record, or why there is none, stands on the screen.
    """

    closed = Signal()
    shown = Signal()

    def __init__(self, owner: Window) -> None:
        """Show nothing yet; ``owner`` has the profile and the dialogs."""
        super().__init__()
        self.setObjectName("page")
        self._owner = owner
        self.session: RecordSession | None = None
        self.head: PageHead | None = None
        self.list: PlaceList | None = None
        self.place: PlaceView | None = None
        self.begin: BeginCard | None = None
        self.summary: Summary | None = None
        self._compared: tuple[Compared, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.banner = Banner()
        self._box.addWidget(self.banner)
        self.middle: Middle | None = None
        self._focus_wanted = False
        make_keys(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the place enough room."""
        super().resizeEvent(event)
        if self.list is not None:
            self.list.fit_into(event.size().width())

    # opening

    def open_for(self, dossier: Path | Place) -> None:
        """Open the record that belongs to a dossier, which may be inside a zip."""
        self._leave()
        session = session_of(self._owner, on_disk(dossier), self._owner.profile.folders)
        session.attach()
        kept = self._owner.profile.preferences
        session.inspector, session.office = kept.inspector, kept.office
        self.session = session
        for signal, slot in self._wires(session):
            signal.connect(slot)
        if session.open is not None:
            self._on_opened()
        elif session.error is not None:
            self._on_refused(session.error)
        else:
            self._show_message(t(OPENING))

    def _wires(self, session: RecordSession) -> tuple[tuple[Any, Any], ...]:
        """Return the signals of a session that this page hears, each with what it does then."""
        return (
            (session.opened, self._on_opened),
            (session.changed, self._on_changed),
            (session.refused, self._on_refused),
            (session.troubled, self._on_trouble),
            (session.busy, self._on_busy),
        )

    def _show_message(self, words: str, *, wrong: bool = False) -> None:
        self._clear()
        head = PageHead(flat(self.session.place.name) if self.session is not None else "")
        head.back.setText(t(N_("Back")))
        head.back.clicked.connect(self.closed)
        self.head = head
        message = Message()
        message.say(words, wrong=wrong)
        self._box.addWidget(head)
        self._box.addWidget(self.banner)
        self._box.addWidget(message, 1)

    def _on_opened(self) -> None:
        session = self.session
        if session is None or session.open is None:
            return
        self._build()
        self.shown.emit()
        if self._focus_wanted:
            self.take_focus()

    def _on_refused(self, error: FrDeskError) -> None:
        words = error.message(language.current())
        if self.session is not None and self.session.open is None:
            self._show_message(words, wrong=True)
            self.shown.emit()
        else:
            self.banner.say(words, "breached")

    def _on_trouble(self, error: FrDeskError | None) -> None:
        self.banner.say(error.message(language.current()) if error is not None else "", "review")
        if isinstance(self.head, RecordHead):
            self.head.refresh()

    def _on_busy(self, words: str) -> None:
        if self.summary is not None:
            self.summary.show_busy(t(words))
        if isinstance(self.head, RecordHead):
            self.head.refresh()

    # building

    def _clear(self) -> None:
        self.list = self.place = self.begin = self.summary = None
        self.head = self.middle = None
        empty(self._box)
        self.banner = banner = Banner()
        banner.closed.connect(lambda _key: banner.say(""))

    def _build(self) -> None:
        session = self.session
        assert session is not None
        self._clear()
        side = session.shown.side
        head = RecordHead(session, side)
        head.back.clicked.connect(self.closed)
        head.side_chosen.connect(self.show_side)
        head.finish_wanted.connect(self.finish_visit)
        self.head = head
        self._box.addWidget(head)
        self._box.addWidget(self.banner)
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        assert session.open is not None
        self._compared = session.open.rows()
        if side == "summary":
            self.summary = Summary(session, self._owner)
            self.summary.place_wanted.connect(self.show_place)
            self.summary.begin_wanted.connect(lambda: self.show_side("places"))
            line.addWidget(self.summary)
        else:
            self.list = PlaceList(left_only=session.shown.left_only)
            self.list.fit_into(self.width())
            self.list.chosen.connect(self.show_place)
            self.list.left_only_chosen.connect(self._on_left_only)
            self.list.entered.connect(self._enter_place)
            line.addWidget(self.list)
            self.middle = Middle()
            line.addWidget(self.middle, 1)
            self._show_rows()
            self._show_chosen()
        self._box.addWidget(held, 1)
        if session.trouble is not None:
            self._on_trouble(session.trouble)

    def _show_rows(self) -> None:
        session = self.session
        if session is None or session.open is None or self.list is None:
            return
        shown = session.shown
        rows = rows_of(session.open.places, self._compared, left_only=shown.left_only)
        self.list.show_rows(rows, shown.path, shown.undeclared)

    def _show_chosen(self) -> None:
        """Show the chosen place, and how to begin where no visit has begun."""
        session = self.session
        if session is None or session.open is None or self.middle is None:
            return
        had_keyboard = keyboard_in(self.middle)
        empty(self.middle.box)
        self.begin = self.place = None
        if not session.visit:
            self.begin = begin_card(session, self._owner.profile.preferences)
            self.begin.begun.connect(self.begin_visit)
            self.middle.box.addWidget(self.begin)
        spot, row = place_shown(session, self._compared)
        if spot is not None:
            self.place = PlaceView(session, spot, row, session.shown.undeclared)
            self.place.found.next_wanted.connect(self.next_place)
            self.place.found.undeclared_wanted.connect(self.add_undeclared)
            self.place.found.photos_wanted.connect(self._ask_photos)
            self.middle.box.addWidget(self.place, 1)
        self.middle.verticalScrollBar().setValue(0)
        if had_keyboard:
            self.take_focus()

    # showing

    def _show(self, shown: Shown) -> None:
        if self.session is not None:
            self.session.end_step()
            self.session.shown = shown

    def show_side(self, side: str) -> None:
        """Show the places or the summary."""
        if self.session is not None and side != self.session.shown.side:
            self._show(replace(self.session.shown, side=side))
            self._build()
            self.take_focus()

    def show_place(self, path: str, undeclared: str = "") -> None:
        """Show another place."""
        session = self.session
        if session is None:
            return
        before = session.shown
        self._show(replace(before, side="places", path=path, undeclared=undeclared))
        if before.side != "places":
            self._build()
            self.take_focus()
        elif before != session.shown:
            self._show_rows()
            self._show_chosen()

    def _on_left_only(self, on: bool) -> None:
        if self.session is not None:
            self._show(replace(self.session.shown, left_only=on))
            self._show_rows()

    def _on_changed(self) -> None:
        session = self.session
        if session is None or session.open is None:
            return
        self._compared = session.open.rows()
        if isinstance(self.head, RecordHead):
            self.head.refresh()
        if self.summary is not None:
            self.summary.refresh()
            return
        spot, row = place_shown(session, self._compared)
        fits = (
            self.place is not None
            and spot is not None
            and (self.place.spot.path, self.place.undeclared) == (spot.path, session.shown.undeclared)
            and bool(session.visit) is (self.begin is None)
        )
        if spot is None and session.open.places:  # what was shown was taken back
            session.shown = replace(session.shown, undeclared="", path=session.open.places[0].path)
        self._show_rows()
        if fits and self.place is not None:
            self.place.found.refresh(row)
        else:
            self._show_chosen()

    def next_place(self) -> None:
        """Go on to the next place nobody has looked at; to the summary where none is left."""
        session = self.session
        if session is None or session.open is None or self.list is None:
            return
        left = next_left(session.open.places, self._compared, session.shown.path)
        if left is None:
            self.show_side("summary")
            return
        self.show_place(left.path)
        self._enter_place()

    def _enter_place(self) -> None:
        if self.begin is not None:
            self.begin.take_focus()
        elif self.place is not None:
            self.place.found.take_focus()

    def choose(self, outcome: Outcome) -> None:
        """Record what was found at the place that is shown."""
        if self.place is not None:
            self.place.found.choose(outcome)

    # visits

    def begin_visit(self, name: str, office: str, again: bool) -> None:
        """Begin a visit, or go on with one that was begun under this name."""
        session = self.session
        if session is None:
            return
        self._owner.profile.prefer(inspector=name, office=office)
        session.inspector, session.office = name, office
        kind: VisitKind = "reinspection" if again else "inspection"
        other = still_open(session, kind)
        if session.visit:
            self._on_changed()
        elif not session.do(lambda opened: opened.begin_visit(name, office, kind), BEGUN, session.shown.path):
            return  # which is said
        else:
            session.shown = replace(session.shown, beginning=None)
        if other:
            self.banner.say(other, "review")
        if again and not other:
            self.show_side("summary")
        else:
            self._enter_place()

    def finish_visit(self) -> None:
        """Finish the visit, and show the summary."""
        session = self.session
        if session is not None and session.visit:
            visit = session.visit
            session.do(lambda opened: opened.end_visit(visit), FINISHED)
            if not session.visit:
                self.show_side("summary")

    def add_undeclared(self, collection: str) -> None:
        """Record something that the dossier does not know."""
        session = self.session
        if session is None or not session.visit:
            return
        visit = session.visit

        def act(opened: OpenRecord) -> str:
            return opened.observe(visit, collection, "not_declared")

        key = session.do(act, UNDECLARED_FOUND)
        if key:
            self.show_place(collection, key)
            self._enter_place()

    def _ask_photos(self) -> None:
        if self.place is not None:
            files = self._owner.dialogs.photos_to_add(self)
            self.place.found.photos.add_files(files)

    # for the window

    def take_focus(self) -> None:
        """Give the keyboard to what is done first."""
        self._focus_wanted = self.session is None or self.session.open is None
        if self.summary is not None:
            self.summary.take_focus()
        elif self.begin is not None:
            self.begin.take_focus()
        elif self.list is not None:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.head is not None:
            self.head.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_busy(self) -> bool:
        """Whether something runs beside the screen."""
        return self.session is not None and self.session.is_busy

    def _leave(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            for signal, slot in self._wires(session):
                signal.disconnect(slot)
            session.detach()

    def shut_down(self) -> None:
        """Let the record go; it is closed unless another page takes it over at once."""
        self._leave()
