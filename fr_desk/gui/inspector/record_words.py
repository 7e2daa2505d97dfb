"""The words, icons and colours of a record on the screen."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fr_desk.gui import language
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import t, written_date
from fr_desk.i18n import N_
from fr_desk.inspection.declared import NO_NAME, NOT_LOOKED_AT, OUTCOMES
from fr_desk.inspection.record import Outcome
from fr_desk.inspection.recording import Sighting
from fr_desk.inspection.righting import Righting
from fr_desk.inspection.words import label_of_article

OUTCOME_OF = N_("{name}: {outcome}")
"""A place, and what was found there."""
MARKS: Final[dict[Outcome | None, tuple[str, str]]] = {
    None: ("circle-dashed", "open"),
    "as_declared": ("check", "met"),
    "differs": ("triangle-alert", "review"),
    "not_there": ("circle-x", "breached"),
    "not_declared": ("plus", "breached"),
}
"""Icon and colour of what was found; ``None`` while nobody has looked."""
CHOICES: Final[dict[Outcome, str]] = {
    "as_declared": N_("As declared"),
    "differs": N_("It differs"),
    "not_there": N_("It is not there"),
    "not_declared": N_("Something else is here"),
}
"""What the large buttons say."""
RIGHTED: Final[dict[Righting, tuple[str, str]]] = {
    "right": ("check", "met"),
    "not_right": ("circle-x", "breached"),
    "on_paper": ("file-text", "review"),
    "unknown": ("circle-dashed", "open"),
}
"""Icon and colour of what became of an order."""
SEEN_BY = N_("{who}, {when}")


def outcome_words(outcome: Outcome | None) -> str:
    """Return what was found, in words."""
    words = t(OUTCOMES[outcome] if outcome is not None else NOT_LOOKED_AT)
    return words[:1].upper() + words[1:]


def moment(at: dt.datetime) -> str:
    """Return a time as people write it, where it was measured."""
    return f"{written_date(at.date())} {at:%H:%M}"


def seen_by(one: Sighting) -> str:
    """Return who found something, and when."""
    return t(SEEN_BY, who=flat(one.who_in(language.current())) or t(NO_NAME), when=moment(one.observation.at))


def article_words(article: str) -> str:
    """Return the short name of an article."""
    return label_of_article(article, language.current())
