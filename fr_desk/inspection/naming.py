"""Names of the venue's own things as they stand in the sentences of an inspection: in three languages, never long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from fr_desk.domain.derived import cameras_of
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Choice
from fr_desk.domain.visible import visible
from fr_desk.i18n import LANGUAGES, N_, Texts, texts
from fr_desk.rules.sentences import SEPARATOR, name_of

LONGEST = 48
"""Characters of a name that are shown: what people typed may have thousands."""
AND_MORE = N_("{names} and {count} others")
SHOWN = 3
"""Names that are listed in one sentence."""


def named(dossier: Dossier, path: str) -> Texts:
    """Return what the venue calls the item at ``path``, else its kind and id."""
    return Texts(**{lang: shortened(name_of(dossier, path, lang)) for lang in LANGUAGES})


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return what somebody typed in one line, cut where it is too long, with nothing hidden in it."""
    line = " ".join(text.split())
    line = line if len(line) <= longest else f"{line[: longest - 1]}…"
    return visible(line)


def shown_texts(told: Texts) -> Texts:
    """Return a sentence as :func:`.visible`, in all three languages."""
    return Texts(**{lang: visible(told.get(lang)) for lang in LANGUAGES})


def label(choice: Choice) -> Texts:
    """Return a choice as the questions call it."""
    return texts(choice.label)


def listed(names: Iterable[Texts], most: int = SHOWN) -> Texts:
    """Return names as one list; those beyond ``most`` are counted."""
    every = list(dict.fromkeys(names))
    shown = every[:most]
    joined = Texts(**{lang: SEPARATOR[lang].join(one.get(lang) for one in shown) for lang in LANGUAGES})
    return texts(AND_MORE, names=joined, count=len(every) - most) if len(every) > most else joined


def names_of(dossier: Dossier, items: Sequence[str], most: int = SHOWN) -> Texts:
    """Return the names of items as one list; of thousands only those that are shown are looked up."""
    joined = listed((named(dossier, item) for item in items[:most]), most)
    return texts(AND_MORE, names=joined, count=len(items) - most) if len(items) > most else joined


def place_of(dossier: Dossier, key: str) -> Texts:
    """Return where the devices of an activity stand, else what the activity is called."""
    serving = cameras_of(dossier, key, dt.date.min).ids
    zones = [(dossier.cameras or {})[name].zone for name in serving]
    known = list(dict.fromkeys(f"zones.{zone}" for zone in zones if zone is not None))
    return names_of(dossier, known) if known else named(dossier, f"activities.{key}")
