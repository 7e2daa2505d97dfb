"""Chains: one template, many sites. Which sites differ from it, and bringing its changes into a site.

Only the groups of answers that a site took from the template are compared. The template as it was when answers were
taken is kept by its fingerprint, so that what changed since can be told from what the site says itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fr_desk import services
from fr_desk.domain import differences, paths
from fr_desk.domain.canonical import canonical_json, fingerprint
from fr_desk.domain.differences import Change, Merged
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.origin import Group
from fr_desk.domain.schema import FieldSpec, FrozenDict, Value, fields_of
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts
from fr_desk.paths import Folders, user_folders
from fr_desk.services.copies import assembled, cut, group_of, origin_of
from fr_desk.services.progress import Cancelled, Progress, never, unheard
from fr_desk.storage.access import make_folder, read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.validation import dossier_of

_ANSWERS = tuple(
    name
    for name, spec in fields_of(Dossier).items()
    if group_of(name) is not None
    and name != "attachments"
    and (spec.kind in {"part", "keyed"} or name == "as_of")
)
"""Parts of a dossier that sites and templates are compared in."""
_SAME = ("id", "revision", "history", "attachments", "derived_from")


class OtherTemplateError(FrDeskError):
    """A dossier that was not made from this template."""

    sentence = N_("“{site}” was not made from the template “{template}”; choose one of its sites.")


@dataclass(frozen=True, slots=True)
class Site:
    """How a site stands to its template.

    Attributes:
        path: its file.
        dossier: what it says; ``None`` if it could not be read.
        own: answers in which it differs from the template as it is now.
        news: what changed in the template since answers were taken; ``None`` if that is not known any more.
        trouble: why it could not be read.
    """

    path: Path
    dossier: Dossier | None = None
    own: tuple[Change, ...] = ()
    news: tuple[Change, ...] | None = ()
    trouble: Texts | None = None

    @property
    def is_behind(self) -> bool:
        """Whether the template has answers that the site did not get yet, or may have."""
        return self.news is None or bool(self.news)


def keep_snapshot(template: Dossier, folders: Folders | None = None) -> None:
    """Keep a template as it is now.

    Raises:
        FileError: if the system refuses.
    """
    place = _place(fingerprint(template), folders)
    if not place.exists():
        make_folder(place.parent)
        replace_file(place, canonical_json(template))


def snapshot(mark: str, folders: Folders | None = None) -> Dossier | None:
    """Return a template as it was, by its fingerprint; ``None`` if it was not kept here or is damaged."""
    if not re.fullmatch(r"[0-9a-f]{64}", mark):
        return None
    place = _place(mark, folders)
    try:
        found = dossier_of(json_tree(read_bytes(place), str(place)), str(place))
    except FrDeskError:
        return None
    return found if fingerprint(found) == mark else None


def _place(mark: str, folders: Folders | None) -> Path:
    return (folders or user_folders()).templates / f"{mark}.json"


def groups_of(site: Dossier) -> tuple[Group, ...]:
    """Return what a site took from its template."""
    return (site.derived_from and site.derived_from.groups) or ()


def base_of(site: Dossier, template: Dossier, folders: Folders | None = None) -> Dossier | None:
    """Return the template as it was when the site took answers from it, if that is known."""
    mark = (site.derived_from and site.derived_from.fingerprint) or ""
    return template if mark == fingerprint(template) else snapshot(mark, folders)


def differing(template: Dossier, site: Dossier) -> tuple[Change, ...]:
    """Return the answers in which a site differs from its template, among those it took; no files and no notes."""
    return differences.changes(*compared(template, site))


def compared(template: Dossier, site: Dossier) -> tuple[Dossier, Dossier]:
    """Return what of a template and of a site is compared: the answers the site took."""
    groups = groups_of(site)
    return _compared(template, groups), _compared(site, groups)


def standing(template: Dossier, site: Dossier, path: Path, folders: Folders | None = None) -> Site:
    """Return how a site stands to its template.

    Raises:
        OtherTemplateError: if it was not made from it.
    """
    _see_that_it_is_of(template, site)
    base, groups = base_of(site, template, folders), groups_of(site)
    news = None if base is None else differences.changes(_compared(base, groups), _compared(template, groups))
    return Site(path, site, differing(template, site), news)


def look_at(
    template: Dossier,
    files: Iterable[Path],
    folders: Folders | None = None,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> tuple[Site, ...]:
    """Open the sites of a template and compare each with it; one that cannot be read says why."""
    found, every = list[Site](), list(files)
    for number, path in enumerate(every):
        if cancelled():
            break
        progress(number, len(every))
        try:
            found.append(standing(template, services.open_dossier(path).dossier, path, folders))
        except FrDeskError as error:
            found.append(Site(path, trouble=error.texts()))
    return tuple(found)


def bring_in(template: Dossier, site: Dossier, folders: Folders | None = None) -> Merged:
    """Return a site with what changed in its template; where the site says something of its own, that stays.

    Where the template as it was is not known any more, only what the site leaves unanswered is filled, and every other
    difference is a conflict.

    Raises:
        OtherTemplateError: if the site was not made from the template.
    """
    base, theirs = both_sides(template, site, folders)
    merged = differences.merge(base, site, theirs)
    return Merged(up_to_date(merged.dossier, template), merged.taken, merged.conflicts)


def up_to_date(site: Dossier, template: Dossier) -> Dossier:
    """Return a site that remembers the template as it is now, after its changes were brought in."""
    return site.model_copy(update={"derived_from": origin_of(template, groups_of(site))})


def both_sides(template: Dossier, site: Dossier, folders: Folders | None = None) -> tuple[Dossier, Dossier]:
    """Return what a merge begins with and what it brings in: the site with the template's answers of then, and of now.

    Raises:
        OtherTemplateError: if the site was not made from the template.
    """
    _see_that_it_is_of(template, site)
    groups = frozenset(groups_of(site))
    theirs, known = _laid_over(site, template, groups), base_of(site, template, folders)
    base = (
        _laid_over(site, known, groups)
        if known is not None
        else _agreed(_laid_over(site, site, groups), theirs)
    )
    return _beside(site, base), _beside(site, theirs)


def _see_that_it_is_of(template: Dossier, site: Dossier) -> None:
    if site.derived_from is None or site.derived_from.template != template.id:
        raise OtherTemplateError(site=site.venue.name or site.id, template=template.venue.name or template.id)


def _beside(site: Dossier, dossier: Dossier) -> Dossier:
    """Return one side of a merge: what is no answer is as the site has it, so that it does not differ."""
    same = {name: getattr(site, name) for name in _SAME}
    kept = {name: getattr(dossier, name) for name in _ANSWERS}
    return assembled(kept, site.remarks).model_copy(update=same)


def _compared(dossier: Dossier, groups: Collection[Group]) -> Dossier:
    """Return what of a dossier is compared: the answers of ``groups``, without files and notes."""
    part = cut(dossier, groups)
    return assembled({name: getattr(part, name) for name in fields_of(Dossier) if name in _ANSWERS})


def _laid_over(site: Dossier, template: Dossier, groups: Collection[Group]) -> Dossier:
    """Return the site with the answers of ``groups`` as the template has them, without files and notes."""
    specs = fields_of(Dossier)
    return assembled(
        {
            name: _over(getattr(site, name), getattr(template, name), name, specs[name], groups)
            for name in _ANSWERS
        }
    )


def _over(own: Any, given: Any, pattern: str, spec: FieldSpec, groups: Collection[Group]) -> Any:
    """Return ``own`` with what belongs to ``groups`` replaced by what is ``given``."""
    takes = group_of(pattern) in groups
    if spec.kind == "part" and spec.model is not None and (own is not None or given is not None):
        return _fields_over(own, given, pattern, spec.model, groups)
    if spec.kind != "keyed" or spec.model is None:
        return given if takes else own
    if not takes or given is None:
        return given if takes else _unlinked(own, spec.model)
    mine = own or {}
    model = spec.model
    return FrozenDict(
        {key: _fields_over(mine.get(key), item, f"{pattern}.*", model, groups) for key, item in given.items()}
    )


def _unlinked(items: Mapping[str, Value] | None, model: type[Value]) -> Mapping[str, Value] | None:
    """Return a site's own items without references, on both sides of a merge: then neither side takes one back."""
    links = {name: None for name, spec in fields_of(model).items() if spec.refers_to}
    return items and FrozenDict({key: item.model_copy(update=links) for key, item in items.items()})


def _fields_over(
    own: Value | None, given: Value | None, pattern: str, model: type[Value], groups: Collection[Group]
) -> Value:
    mine, theirs = own if own is not None else model(), given if given is not None else model()
    return mine.model_copy(
        update={
            name: _over(getattr(mine, name), getattr(theirs, name), paths.join(pattern, name), spec, groups)
            for name, spec in fields_of(model).items()
        }
    )


def _agreed(one: Dossier, other: Dossier) -> Dossier:
    """Return what two dossiers say alike: what a merge begins with where nothing else is known."""
    return assembled(
        {
            name: _alike(getattr(one, name), getattr(other, name), fields_of(Dossier)[name])
            for name in _ANSWERS
        }
    )


def _alike(one: Any, other: Any, spec: FieldSpec) -> Any:
    if one == other or one is None or other is None:
        return one if one == other else None
    if spec.kind == "part":
        return _fields_alike(one, other)
    if spec.kind == "keyed":
        common = {key: _fields_alike(item, other[key]) for key, item in one.items() if key in other}
        return FrozenDict(common) if common else None
    return None


def _fields_alike(one: Value, other: Value) -> Value:
    same = {
        name: _alike(getattr(one, name), getattr(other, name), spec)
        for name, spec in fields_of(type(one)).items()
    }
    return type(one)(**{name: value for name, value in same.items() if value is not None})
