"""Two people's work on one dossier, put together where everybody can see it: what is taken over, what is to choose.

Nothing changes until “Put together” is pressed; then it is one step of the undo stack.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain.differences import ABSENT, Conflict
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.forms.differences import excerpt, title_of, value_words
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Segment, button
from fr_desk.gui.differences_view import Captioned, DifferencesView
from fr_desk.gui.document import Document
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.sentences import question_of
from fr_desk.services.merging import Side, bring_together, resolved

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

TITLE = N_("Put two versions together")
TAKEN = N_("Taken over ({count})")
TAKEN_INTRO = N_("Only the other side changed this; it joins your answers.")
NOTHING_TAKEN = N_("Nothing is taken over: the other side changed nothing that you do not have.")
TO_CHOOSE = N_("To choose ({count})")
CHOOSE_INTRO = N_("Both sides changed this differently. Choose which of them stays.")
ORDER_KEPT = N_("{title}: sorted differently on both sides; your order stays.")
PUT_TOGETHER = N_("Put together")
UNDOABLE = N_("Nothing has changed yet. Afterwards one undo takes all of it back.")
BROUGHT_TOGETHER = N_("Two versions put together")
TAKEN_AWAY = N_("taken away")
SIDES: dict[Side, str] = {
    "mine": N_("Mine"),
    "theirs": N_("The other side's"),
    "base": N_("As it was before"),
}
_CAPTION = 128
"""Width of what the sides are called."""


class MergePage(QWidget):
    """What is taken over and what is to choose, and the button that does it. It scrolls with whatever holds it.

    Signals:
        decided: the dossier put together, and the words of the step; the caller shows it in the document.
        cancelled: the user wants to go on as before.
    """

    decided = Signal(object, object)
    cancelled = Signal()

    def __init__(
        self,
        base: Dossier,
        mine: Dossier,
        theirs: Dossier,
        *,
        names: dict[Side, str] | None = None,
        words: Texts | None = None,
        put_together: str = "",
        chosen: dict[str, Side] | None = None,
    ) -> None:
        """Put ``mine`` and ``theirs`` beside each other.

        Args:
            base: what both began with.
            mine: what is on this screen.
            theirs: what came from elsewhere.
            names: what the sides are called, in the screen's language.
            words: what the step of the undo stack is called.
            put_together: the words of the button, in the screen's language.
            chosen: what was chosen before, by path; it is kept up to date.
        """
        super().__init__()
        self.together = bring_together(base, mine, theirs)
        self._names = {side: t(word) for side, word in SIDES.items()} | (names or {})
        self._words = words or texts(BROUGHT_TOGETHER)
        self.chosen = {} if chosen is None else chosen
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self.conflicts = {
            one.path: ConflictCard(one, self._sides(base), self) for one in self.together.conflicts
        }
        self._make_conflicts()
        self._make_taken()
        self.complaint = Prose(role="complaint")
        self.complaint.setVisible(False)
        self._box.addWidget(self.complaint)
        foot = Flow(gap=10)
        self.apply = button(put_together or t(PUT_TOGETHER), icon="check", kind="primary", press=self._decide)
        self.cancel = button(t(N_("Not now")), press=self.cancelled.emit)
        foot.add(self.apply)
        foot.add(self.cancel)
        self._box.addWidget(Prose(t(UNDOABLE), "secondary"))
        self._box.addWidget(foot)

    def _sides(self, base: Dossier) -> dict[Side, Dossier]:
        return {"mine": self.together.mine, "theirs": self.together.theirs, "base": base}

    @property
    def names(self) -> dict[Side, str]:
        """What the sides are called."""
        return self._names

    def _make_conflicts(self) -> None:
        if self.conflicts:
            self._box.addWidget(Prose(t(TO_CHOOSE, count=len(self.conflicts)), "section"))
            self._box.addWidget(Prose(t(CHOOSE_INTRO), "secondary"))
        for card in self.conflicts.values():
            self._box.addWidget(card)

    def _make_taken(self) -> None:
        together = self.together
        names = (self._names["mine"], self._names["theirs"])
        self.taken = DifferencesView(together.mine, together.dossier, names=names, nothing=t(NOTHING_TAKEN))
        self._box.addWidget(Prose(t(TAKEN, count=len(self.taken.differences)), "section"))
        if self.taken.differences:
            self._box.addWidget(Prose(t(TAKEN_INTRO), "secondary"))
        self._box.addWidget(self.taken)
        for path in together.orders_kept:
            title = question_of(together.mine, path, language.current())
            self._box.addWidget(Prose(t(ORDER_KEPT, title=title), "secondary"))

    def choose(self, path: str, side: Side) -> None:
        """Let one side stay at a conflict."""
        self.chosen[path] = side
        self.complaint.say("")

    def take_focus(self) -> None:
        """Give the keyboard to the first thing to choose, else to the button."""
        first = next(iter(self.conflicts.values()), None)
        (first.focused if first else self.apply).setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        try:
            dossier = resolved(self.together, self.chosen)
        except FrDeskError as error:
            place = str(error.values.get("place", ""))
            if place in self.conflicts:
                title = self.conflicts[place].title
                error = type(error)(**{**error.values, "place": title})
            self.complaint.say(error.message(language.current()))
            return
        self.decided.emit(dossier, self._words)


class ConflictCard(Card):
    """One place that both changed: what each made of it, and which of them stays."""

    def __init__(self, conflict: Conflict, sides: dict[Side, Dossier], page: MergePage) -> None:
        """Show ``conflict``; mine is chosen until another is."""
        super().__init__(tone="review", margins=(20, 13, 18, 13))
        lang = language.current()
        owner = sides["theirs"] if conflict.mine is ABSENT else sides["mine"]
        self.title = title_of(owner, conflict.path, lang)
        self.setAccessibleName(self.title)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Icon("circle-question-mark", "review"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Prose(self.title, "strong"), 1)
        self.box.addLayout(line)
        values: dict[Side, object] = {"base": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs}
        said = {side: value_words(sides[side], conflict.path, value, lang) for side, value in values.items()}
        words = {side: said[side] or t(TAKEN_AWAY) for side in said}
        shown = dict(words)
        shown["mine"], shown["theirs"] = excerpt(words["mine"], words["theirs"])
        shown["base"] = excerpt(words["base"], words["mine"])[0]
        offered: tuple[Side, ...] = (
            ("mine", "theirs") if conflict.base is ABSENT else ("mine", "theirs", "base")
        )
        for side in ("base", "mine", "theirs"):
            if side in offered:
                role = "muted" if side == "base" else "body"
                self.box.addWidget(Captioned(page.names[side], shown[side], role, _CAPTION))
        self.segments: dict[Side, Segment] = {}
        group, choices = QButtonGroup(self), Flow(gap=0, line_gap=6)
        for side in offered:
            segment = Segment(page.names[side], first=side == offered[0], last=side == offered[-1])
            segment.setAccessibleName(f"{self.title}: {page.names[side]}")
            segment.setAccessibleDescription(words[side])
            segment.setChecked(side == page.chosen.get(conflict.path, "mine"))
            segment.clicked.connect(partial(page.choose, conflict.path, side))
            group.addButton(segment)
            choices.add(segment)
            self.segments[side] = segment
        self.box.addWidget(choices)

    @property
    def focused(self) -> Segment:
        """The choice that has the keyboard when one comes here."""
        return next(segment for segment in self.segments.values() if segment.isChecked())


def show_merge(
    window: Window,
    base: Dossier,
    mine: Dossier | Document,
    theirs: Dossier,
    *,
    on_done: Callable[[Dossier], object],
    names: tuple[str, str] | None = None,
    title: str = TITLE,
) -> ReadingWindow:
    """Show a window that puts two dossiers together.

    Args:
        window: the window it belongs to.
        base: what both began with.
        mine: what is on this screen; a document is followed while the user goes on answering.
        theirs: what came from elsewhere.
        on_done: is given the dossier put together, once the user wants it.
        names: what ``mine`` and ``theirs`` are called, messages of the catalogue.
        title: of the window, a message of the catalogue.
    """
    chosen: dict[str, Side] = {}

    def make(shown: ReadingWindow) -> QWidget:
        called: dict[Side, str] = {"mine": t(names[0]), "theirs": t(names[1])} if names else {}
        own = mine.dossier if isinstance(mine, Document) else mine
        page = MergePage(base, own, theirs, names=called, chosen=chosen)

        def done(dossier: Dossier, _words: Texts) -> None:
            if isinstance(mine, Document) and mine.dossier is not own:
                shown.refresh()  # an answer was given a moment ago: it is to be seen here first
                return
            shown.close()
            on_done(dossier)

        page.decided.connect(done)
        page.cancelled.connect(shown.close)
        return page

    shown = ReadingWindow(window, title, "", make)
    if isinstance(mine, Document):
        mine.assessed.connect(shown.refresh_soon)
        mine.closing.connect(shown.close)
    shown.open()
    return shown
