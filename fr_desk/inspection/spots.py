"""The places an inspector looks at: device by device, sign by sign, what is most pressing first, and what is declared.

Pure functions over a dossier. What was found there is not known here; see :mod:`fr_desk.inspection.recording`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.derived import activity_recognises
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FieldSpec, Value, fields_of
from fr_desk.forms.answers import answer_words
from fr_desk.forms.summary import SUMMARIES
from fr_desk.i18n import LANGUAGES, N_, Lang, Texts, texts, translate
from fr_desk.inspection.view import Look, LookKind
from fr_desk.rules.sentences import NOT_ANSWERED, name_of

Group = Literal["cameras", "signs", "zones", "alternatives", "clocks", "filings", "other"]
GROUPS: dict[Group, str] = {
    "cameras": N_("Devices"),
    "signs": N_("Signs"),
    "zones": N_("Zones"),
    "alternatives": N_("Other ways offered"),
    "clocks": N_("How long data are kept"),
    "filings": N_("Filings"),
    "other": N_("What else to look at"),
}
"""What the places are called together, in the order in which one walks."""
UNDECLARED: dict[str, Group] = {"cameras": "cameras", "signs": "signs", "zones": "zones"}
"""Where something can be that the dossier does not know, and the group it is shown with."""
ITEM_LINE = N_("{name}: {answers}")
NOTHING_DECLARED = N_("The dossier says nothing about it.")
NOT_IN_THIS_VERSION = N_("not in this version of the dossier")
GONE = N_("{name} (not in this version of the dossier)")
QUOTED = N_("{title} ({owner})")
_BETWEEN: dict[Lang, str] = {"zh": "；", "ko": "; ", "en": "; "}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place to look at.

    Attributes:
        path: of the dossier: ``cameras.c3``, ``activities.a1.alternatives``, ``filings.cac``.
        group: what sort of place it is.
        label: what the venue calls it.
        looks: why to look there, the riskiest first; empty for a place that is looked at for completeness.
    """

    path: str
    group: Group
    label: Texts
    looks: tuple[Look, ...] = ()

    @property
    def risk(self) -> int:
        """How pressing it is, higher comes first; 0 for a place that only completes the round."""
        return max((look.risk for look in self.looks), default=0)


def spots(dossier: Dossier, looks: Sequence[Look] = ()) -> tuple[Spot, ...]:
    """Return every place to look at: those with a look first, the riskiest first, then group by group.

    Args:
        dossier: what is declared.
        looks: what is pressing; each belongs to the place it lies in, or is a place of its own.
    """
    known = dict(_places(dossier))
    behind: dict[str, list[Look]] = {path: [] for path in known}
    for look in sorted(looks, key=lambda one: -one.risk):
        home = _home(look, known)
        known.setdefault(home, group_of(home))
        behind.setdefault(home, []).append(look)
    order = list(GROUPS)
    found = [
        Spot(path, group, label_of_place(dossier, path), tuple(behind[path])) for path, group in known.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.risk, order.index(one.group))))


_PARTS: dict[LookKind, str] = {"alternative": "alternatives", "clock": "retention"}
"""The part of an activity that a look belongs to, whichever answer it comes from."""


def _home(look: Look, known: Mapping[str, Group]) -> str:
    """Return the place that a look lies in; a place of its own if it lies in none."""
    parts = paths.split(look.path)
    if parts[0] == "activities" and len(parts) > 1 and look.kind in _PARTS:
        part = paths.join(*parts[:2], _PARTS[look.kind])
        if part in known:
            return part
    above = (paths.join(*parts[:end]) for end in range(len(parts), 0, -1))
    return next((one for one in above if one in known), look.path)


def _places(dossier: Dossier) -> Iterator[tuple[str, Group]]:
    for collection, group in UNDECLARED.items():
        yield from ((f"{collection}.{key}", group) for key in getattr(dossier, collection) or {})
    for key, activity in (dossier.activities or {}).items():
        recognises = activity_recognises(dossier, key, dossier.as_of or dt.date.min)
        if activity.alternatives is not None or recognises is not False:
            yield f"activities.{key}.alternatives", "alternatives"
        yield f"activities.{key}.retention", "clocks"
    if dossier.venue.jurisdiction is not Jurisdiction.KR:
        yield "filings.cac", "filings"
        yield "filings.police", "filings"


def group_of(path: str) -> Group:
    """Return the group of a place, also of one that is no longer in the dossier."""
    parts = paths.split(path)
    if parts[0] in UNDECLARED:
        return UNDECLARED[parts[0]]
    ends: dict[str, Group] = {"alternatives": "alternatives", "retention": "clocks"}
    return "filings" if parts[0] == "filings" else ends.get(parts[-1], "other")


def label_of_place(dossier: Dossier, path: str) -> Texts:
    """Return what the venue calls a place; of one that is not there, what it is and that it is not there."""
    try:
        told = Texts(**{lang: _label(dossier, path, lang) for lang in LANGUAGES})
    except paths.PathError:
        told = Texts(zh=path, ko=path, en=path)
    return told if is_there(dossier, path) else texts(GONE, name=told)


def _label(dossier: Dossier, path: str, lang: Lang) -> str:
    if path.startswith("signs.") and paths.is_item(path):
        zone = paths.get(dossier, f"{path}.zone")
        name = name_of(dossier, path, lang)
        return _quoted(name, name_of(dossier, f"zones.{zone}", lang), lang) if zone else name
    parts = paths.split(path)
    if paths.is_item(path) or len(parts) < 3 or not paths.is_item(paths.join(*parts[:2])):
        return name_of(dossier, path, lang)
    title = translate(paths.spec_at(path).title, lang)
    return _quoted(title, name_of(dossier, paths.join(*parts[:2]), lang), lang)


def _quoted(title: str, owner: str, lang: Lang) -> str:
    return translate(QUOTED, lang, title=title, owner=owner)


def is_there(dossier: Dossier, path: str) -> bool:
    """Tell whether a dossier has the place: an item that is listed, or a field of the model."""
    parts = paths.split(path)
    try:
        for end in range(1, len(parts) + 1):
            here = paths.join(*parts[:end])
            if paths.is_item(here) and paths.get(dossier, here) is None:
                return False
        paths.spec_at(path)
    except paths.PathError:
        return False
    return True


def declared(dossier: Dossier, path: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return what is declared at a place, in words: pairs of question and answer.

    What usually stands for an item in a list is told also where it is not answered.
    """
    if not is_there(dossier, path):
        return ()
    spec, value = paths.spec_at(path), paths.get(dossier, path)
    if spec.kind == "keyed" and not paths.is_item(path):
        return tuple(_items(dossier, path, value, lang))
    if isinstance(value, Value):
        return tuple(_answers(dossier, value, lang))
    words = translate(NOT_ANSWERED, lang) if value is None else answer_words(dossier, spec, value, lang)
    return ((translate(spec.title, lang), words),)


def _items(dossier: Dossier, path: str, items: Any, lang: Lang) -> Iterator[tuple[str, str]]:
    if not items:
        spec = paths.spec_at(path)
        words = translate(NOT_ANSWERED, lang) if items is None else answer_words(dossier, spec, items, lang)
        yield translate(spec.title, lang), words
        return
    for key, item in items.items():
        told = (f"{title} {answer}" for title, answer in _answers(dossier, item, lang))
        yield name_of(dossier, f"{path}.{key}", lang), _BETWEEN[lang].join(told)


def _answers(dossier: Dossier, item: Value, lang: Lang, above: str = "") -> Iterator[tuple[str, str]]:
    wanted = SUMMARIES.get(type(item), ())
    for name, spec in fields_of(type(item)).items():
        value, title = getattr(item, name), _below(above, spec, lang)
        if isinstance(value, Value):
            yield from _answers(dossier, value, lang, title)
        elif value is not None:
            yield title, answer_words(dossier, spec, value, lang)
        elif name in wanted:
            yield title, translate(NOT_ANSWERED, lang)


def _below(above: str, spec: FieldSpec, lang: Lang) -> str:
    title = translate(spec.title, lang)
    return f"{above} · {title}" if above else title


def declared_texts(dossier: Dossier, path: str) -> Texts:
    """Return what is declared at a place in one text, in all three languages."""
    if not is_there(dossier, path):
        return texts(NOT_IN_THIS_VERSION)

    def told(lang: Lang) -> str:
        lines = (
            translate(ITEM_LINE, lang, name=title, answers=words)
            for title, words in declared(dossier, path, lang)
        )
        return _BETWEEN[lang].join(lines) or translate(NOTHING_DECLARED, lang)

    return Texts(**{lang: told(lang) for lang in LANGUAGES})
