"""What was not saved, in words, and a card on the first screen with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from fr_desk.gui.buttons import button
from fr_desk.gui.language import t, tn, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_, NP_
from fr_desk.services.unfinished import Unfinished

Press = Callable[[], object]

NOT_SAVED = NP_(
    "{count} change made until {time} was not saved.", "{count} changes made until {time} were not saved."
)
NOT_SAVED_IN_CHANGED = NP_(
    "{count} change made until {time} was not saved, and the file has changed since. "
    "Going on brings the two together.",
    "{count} changes made until {time} were not saved, and the file has changed since. "
    "Going on brings the two together.",
)
LOOK, GO_ON, LEAVE_OUT = N_("Look at them"), N_("Go on with them"), N_("Leave them out")
COUNTED = NP_("{count} change not saved, made until {time}", "{count} changes not saved, made until {time}")
UNNAMED = N_("Venue without a name")


def written_time(at: datetime) -> str:
    """Return a moment as people say it: the time alone if it was today, else with the date."""
    clock = f"{at:%H:%M}"
    return clock if at.date() == datetime.now().astimezone().date() else f"{written_date(at.date())}, {clock}"


def counted(offer: Unfinished) -> str:
    """Return how many changes were not saved, and when the last one was made."""
    return tn(*COUNTED, offer.count, time=written_time(offer.at))


def name_of(offer: Unfinished) -> str:
    """Return what the venue is called."""
    return offer.name or t(UNNAMED)


class OfferCard(Card):
    """Unfinished work on the first screen."""

    def __init__(self, offer: Unfinished, buttons: Sequence[tuple[str, str, Press]]) -> None:
        """Show ``offer`` with ``buttons``: words, kind and what a press does."""
        super().__init__(tone="open", margins=(18, 12, 14, 12))
        name = name_of(offer)
        line = QHBoxLayout()
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Prose(name, "strong"))
        words.addWidget(Prose(counted(offer), "secondary"))
        place = str(offer.path) if offer.path else t(N_("It has no file yet."))
        words.addWidget(Prose(place, "secondary"))
        line.addLayout(words, 1)
        self.buttons: list[QPushButton] = []
        for text, kind, press in buttons:
            made = button(text, kind=kind, press=press)
            made.setAccessibleDescription(name)
            self.buttons.append(made)
            line.addWidget(made)
        self.box.addLayout(line)
