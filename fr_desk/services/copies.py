"""Copies: a dossier for another site or another year, with those groups of answers that the user wants along.

Every answer belongs to one group. What a copy leaves out is unanswered, never "no"; references to what stayed behind
are taken back, and so are notes and designs about it. Templates are compared in :mod:`fr_desk.services.chains`.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.canonical import fingerprint, grouped
from fr_desk.domain.dossier import Dossier, references
from fr_desk.domain.governance import Attachment, HistoryEntry
from fr_desk.domain.origin import Group, Origin
from fr_desk.domain.remarks import Remark, names_answer
from fr_desk.domain.schema import SHORT, Choice, FrozenDict, Value, fields_of
from fr_desk.i18n import N_, translate


class Purpose(Choice):
    """What a copy is for; each comes with a choice of groups."""

    SITE = "site", N_("Another site of the same operator")
    YEAR = "year", N_("The same venue next year")
    EVERYTHING = "everything", N_("Everything")


PRESETS: Final[Mapping[Purpose, frozenset[Group]]] = {
    Purpose.SITE: frozenset(
        {
            *(Group.OPERATOR, Group.ORGANISATION, Group.KIND, Group.ACTIVITIES, Group.SAFEGUARDS),
            *(Group.NOTICE, Group.DESIGNS, Group.RIGHTS),
        }
    ),
    Purpose.YEAR: frozenset(Group) - {Group.ASSESSED, Group.FILINGS, Group.DECISIONS},
    Purpose.EVERYTHING: frozenset(Group),
}

_PLACES: Final[Mapping[str, Group]] = {
    "as_of": Group.ASSESSED,
    "operator": Group.OPERATOR,
    "organisation": Group.ORGANISATION,
    "venue": Group.PLACE,
    "venue.kind": Group.KIND,
    "venue.jurisdiction": Group.KIND,
    "venue.open_to_public": Group.BUSINESS,
    "venue.serves_under_14": Group.BUSINESS,
    "venue.serves_elderly_or_disabled": Group.BUSINESS,
    "venue.safety_duty": Group.BUSINESS,
    "venue.ids_checked": Group.BUSINESS,
    "venue.minors_procedure": Group.BUSINESS,
    "venue.supplies_credit_data": Group.BUSINESS,
    "venue.video_manager": Group.BUSINESS,
    "venue.video_kept_working": Group.BUSINESS,
    "zones": Group.ZONES,
    "cameras": Group.CAMERAS,
    "cameras.*.in_service_on": Group.DATES,
    "activities": Group.ACTIVITIES,
    "activities.*.persons_stored": Group.NUMBERS,
    "activities.*.safeguards.authorised_people": Group.PEOPLE,
    "activities.*.safeguards.last_sweep_on": Group.DATES,
    "notice": Group.NOTICE,
    "notice.shown_since": Group.DATES,
    "signs": Group.SIGNS,
    "signs.*.put_up_on": Group.DATES,
    "designs": Group.DESIGNS,
    "safeguards": Group.SAFEGUARDS,
    "safeguards.authorised_people": Group.PEOPLE,
    "safeguards.last_sweep_on": Group.DATES,
    "assessment": Group.ASSESSMENT,
    "assessment.done": Group.ASSESSED,
    "assessment.done_on": Group.ASSESSED,
    "assessment.before_start": Group.ASSESSED,
    "assessment.conclusion": Group.ASSESSED,
    "assessment.approved_by": Group.ASSESSED,
    "assessment.next_review_on": Group.ASSESSED,
    "assessment.changed_since": Group.ASSESSED,
    "filings": Group.FILINGS,
    "filings.cac.reached_on": Group.DATES,
    "filings.cac.changed_on": Group.DATES,
    "filings.cac.ended_on": Group.DATES,
    "filings.police.in_service_on": Group.DATES,
    "rights": Group.RIGHTS,
    "decisions": Group.DECISIONS,
    "attachments": Group.FILES,
}
"""The group of a place and of everything below it that has none of its own."""

COPIED_FROM = N_("Copied from “{name}” ({fingerprint}).")
MADE_FROM = N_("Made from the template “{name}” ({fingerprint}).")
_NAME = 80
"""Characters of a name in the history."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy, not saved anywhere yet.

    Attributes:
        dossier: the copy.
        attachments: the files that came along, by id.
        answers: how many answers came along.
        of: how many there were.
    """

    dossier: Dossier
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    answers: int = 0
    of: int = 0


@cache
def group_of(pattern: str) -> Group | None:
    """Return the group that the answers at ``pattern`` belong to (``*`` for ids), ``None`` for what is never copied."""
    place = pattern
    while place:
        if place in _PLACES:
            return _PLACES[place]
        place = place.rpartition(".")[0]
    return None


def copy(
    source: Dossier,
    groups: Collection[Group],
    attachments: Mapping[str, bytes] | None = None,
    *,
    as_template: bool = False,
) -> Copied:
    """Return a copy of a dossier: a new id, the first revision, a history of one line.

    Args:
        source: the dossier; its own file is not touched.
        groups: what to take along.
        attachments: contents of its files by id.
        as_template: whether the copy remembers ``source`` as its template.
    """
    part = cut(source, groups)
    said = translate(
        MADE_FROM if as_template else COPIED_FROM,
        services.venue_language(source),
        name=_short(source.venue.name or source.id),
        fingerprint=grouped(fingerprint(source)),
    )
    entry = HistoryEntry(on=services.today(), what=said[:SHORT])
    update: dict[str, Any] = {"id": str(uuid.uuid4()), "history": (entry,)}
    if as_template:
        update["derived_from"] = origin_of(source, groups)
    made = paths.with_fields(part, update)
    assert isinstance(made, Dossier)
    contents = {key: data for key, data in (attachments or {}).items() if key in (made.attachments or {})}
    return Copied(made, contents, sum(tally(part).values()), sum(tally(source).values()))


def origin_of(template: Dossier, groups: Collection[Group]) -> Origin:
    """Return what a dossier remembers about the template it was made from."""
    return Origin(
        template=template.id,
        fingerprint=fingerprint(template),
        revision=template.revision,
        groups=tuple(group for group in Group if group in groups),
    )


def tally(dossier: Dossier) -> Counter[Group]:
    """Return how many answers a dossier has in each group; files count as one each, unless an answer names them."""
    found = Counter(group for group in _answered(dossier, "") if group is not None)
    named = {target for _, collection, target in references(dossier) if collection == "attachments"}
    found[Group.FILES] = len((dossier.attachments or {}).keys() - named)
    return found


def _answered(node: Value, pattern: str) -> Iterator[Group | None]:
    """Yield the group of each answer below ``node``."""
    for name, spec in fields_of(type(node)).items():
        value, here = getattr(node, name), paths.join(pattern, name)
        if value is None or group_of(here) in {None, Group.FILES}:
            continue
        if spec.kind == "part":
            yield from _answered(value, here)
        elif spec.kind == "keyed":
            for item in value.values():
                yield from _answered(item, f"{here}.*")
            if not value:
                yield group_of(here)
        elif value != "":
            yield group_of(here)


def cut(source: Dossier, groups: Collection[Group]) -> Dossier:
    """Return a dossier with nothing but the answers of ``groups``, and no id, revision or history of its own."""
    wanted, kept = frozenset(groups), dict[str, Any]()
    for name, spec in fields_of(Dossier).items():
        if group_of(name) is not None and name != "attachments":
            value = getattr(source, name)
            kept[name] = (
                _part(value, name, wanted) if spec.kind in {"part", "keyed"} else _leaf(value, name, wanted)
            )
    kept["attachments"] = _files(source, wanted, kept)
    return assembled(kept, source.remarks)


def assembled(kept: Mapping[str, Any], remarks: Mapping[str, Remark] | None = None) -> Dossier:
    """Return a dossier made of parts; references to what is not among them are taken back.

    Args:
        kept: parts by name, ``None`` for those nobody answered.
        remarks: notes; those about answers that are not there are left out.
    """
    parts = {name: value for name, value in kept.items() if value is not None}
    _clean(parts)
    made = Dossier(**parts)
    about = {key: remark for key, remark in (remarks or {}).items() if _holds(made, remark)}
    return Dossier(**parts, remarks=about) if about else made


def _part(value: Any, pattern: str, wanted: frozenset[Group]) -> Any:
    """Return what of a part or a collection comes along, ``None`` for nothing."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        if group_of(pattern) not in wanted:
            return None
        return FrozenDict({key: _part(item, f"{pattern}.*", wanted) for key, item in value.items()})
    update: dict[str, Any] = {}
    for name, spec in fields_of(type(value)).items():
        old, here = getattr(value, name), f"{pattern}.{name}"
        if old is None:
            continue
        new = _part(old, here, wanted) if spec.kind in {"part", "keyed"} else _leaf(old, here, wanted)
        if new is not old:
            update[name] = new if new is not None else _nothing(type(value), name)
    return value.model_copy(update=update) if update else value


def _leaf(value: Any, pattern: str, wanted: frozenset[Group]) -> Any:
    return value if group_of(pattern) in wanted else None


def _nothing(model: type[Value], name: str) -> Any:
    """Return what a field has that nobody answered."""
    return model.model_fields[name].get_default(call_default_factory=True)


def _files(
    source: Dossier, wanted: frozenset[Group], kept: Mapping[str, Any]
) -> dict[str, Attachment] | None:
    """Return the files that answers name which come along, and those that no answer names if they are wanted."""
    if source.attachments is None:
        return None
    named = {(path, target) for path, collection, target in references(source) if collection == "attachments"}
    along = {target for path, target in named if _value(kept, path) == target}
    loose = source.attachments.keys() - {target for _, target in named}
    chosen = along | (loose if Group.FILES in wanted else set())
    found = {key: item for key, item in source.attachments.items() if key in chosen}
    return found or ({} if Group.FILES in wanted and not source.attachments else None)


def _value(kept: Mapping[str, Any], path: str) -> Any:
    node: Any = kept
    for name in paths.split(path):
        node = node.get(name) if isinstance(node, Mapping) else getattr(node, name, None)
    return node


def _clean(kept: dict[str, Any]) -> None:
    """Take back references to what stayed behind; designs for an activity that did, and decisions about such things."""
    for name in ("cameras", "signs", "designs"):
        items: Mapping[str, Value] | None = kept.get(name)
        if items is not None:
            kept[name] = {key: _without_lost(item, kept) for key, item in items.items()}
    old_logo = kept["operator"].logo if "operator" in kept else None
    if old_logo is not None and old_logo not in (kept.get("attachments") or {}):
        kept["operator"] = kept["operator"].model_copy(update={"logo": None})
    if designs := kept.get("designs"):
        activities = kept.get("activities") or {}
        kept["designs"] = {key: one for key, one in designs.items() if one.activity in {None, *activities}}
    if decisions := kept.get("decisions"):
        kept["decisions"] = {key: one for key, one in decisions.items() if _is_there(kept, one.path)}
    for name in ("designs", "decisions"):
        if not kept.get(name):
            kept.pop(name, None)


def _without_lost(item: Value, kept: Mapping[str, Any]) -> Value:
    update: dict[str, Any] = {}
    for spec in fields_of(type(item)).values():
        named = getattr(item, spec.name)
        if not spec.refers_to or not named or (spec.name == "activity" and spec.kind == "ref"):
            continue  # a design for an activity that stays behind goes as a whole
        there: Mapping[str, Any] = kept.get(spec.refers_to) or {}
        if isinstance(named, tuple):
            rest = tuple(one for one in named if one in there)
            if rest != named:
                update[spec.name] = rest or None
        elif named not in there:
            update[spec.name] = None
    return item.model_copy(update=update) if update else item


def _is_there(kept: Mapping[str, Any], path: str) -> bool:
    """Tell whether the item a path leads to came along; a path that leads to none is always there."""
    collection, _, rest = path.partition(".")
    spec = fields_of(Dossier).get(collection)
    if spec is None or spec.kind != "keyed" or not rest:
        return True
    return rest.partition(".")[0] in (kept.get(collection) or {})


def _holds(made: Dossier, remark: Remark) -> bool:
    """Tell whether a note is still about something: an answer that came along."""
    return names_answer(made, remark.about) and paths.get(made, remark.about) is not None


def _short(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= _NAME else f"{plain[: _NAME - 1]}…"
