"""Bringing two people's work on one dossier together, so that nothing either of them did is lost unseen.

:func:`fr_desk.domain.differences.merge` decides place by place. Around it, this module minds what goes beyond places:
two new items that were given the same id are two items, lists that were sorted are still the same lists, and what was
counted by the program on both sides is counted for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from fr_desk.domain import differences, order, paths
from fr_desk.domain.differences import ABSENT, Change, Conflict
from fr_desk.domain.dossier import ID_PREFIXES, Dossier, references
from fr_desk.domain.governance import Decision
from fr_desk.domain.remarks import Remark
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_

Side = Literal["mine", "theirs", "base"]


class ChoiceError(FrDeskError):
    """A choice that would leave something naming nothing."""

    sentence = N_(
        "“{place}” cannot be chosen so: something else needs what would go. Choose otherwise there, or here."
    )


@dataclass(frozen=True, slots=True)
class Together:
    """Two dossiers brought together, as far as nobody has to choose.

    Attributes:
        mine: what was on this side.
        theirs: what came from elsewhere; new items whose id was taken here have another one.
        dossier: what both changed; at a conflict, what is mine.
        itemised: the same with every collection to compare item by item, answered or not.
        conflicts: where somebody has to choose.
        orders_kept: collections sorted differently on both sides, which stay as they are in ``mine``.
        emptied: collections one side has left unanswered; without items they are that again.
    """

    mine: Dossier
    theirs: Dossier
    dossier: Dossier
    itemised: Dossier
    conflicts: tuple[Conflict, ...]
    orders_kept: tuple[str, ...]
    emptied: tuple[str, ...] = ()


def bring_together(base: Dossier, mine: Dossier, theirs: Dossier) -> Together:
    """Bring what two people made of ``base`` together.

    Args:
        base: what both began with.
        mine: what is on this screen.
        theirs: what came from elsewhere.
    """
    apart = _set_apart(base, mine, theirs)
    left, my_orders = order.aligned(base, mine)
    right, their_orders = order.aligned(base, apart)
    emptied, *sides = _filled(base, left, right)
    counted = _counted(sides[0], sides[1], sides[2])
    merged = differences.merge(*counted)
    conflicts = tuple(_whole(_lifted(merged.conflicts, *counted)))
    result = order.reordered(merged.dossier, apart, their_orders)
    result = order.reordered(result, mine, my_orders)
    both = tuple(path for path in my_orders if path in their_orders and not _same_order(mine, apart, path))
    return Together(mine, apart, _as_unanswered(result, emptied), result, conflicts, both, emptied)


def resolved(together: Together, chosen: Mapping[str, Side]) -> Dossier:
    """Return the dossier with every conflict decided as ``chosen`` says, by path; else as it is in ``mine``.

    Raises:
        ChoiceError: with the first choice that cannot be, if what is chosen does not fit together.
    """
    wanted = [
        Change(conflict.path, conflict.mine, value)
        for conflict in together.conflicts
        if (value := getattr(conflict, chosen.get(conflict.path, "mine"))) != conflict.mine
    ]
    try:
        return _as_unanswered(differences.apply(together.itemised, wanted), together.emptied)
    except paths.AnswerError:
        pass
    done = together.itemised
    for change in wanted:
        try:
            done = differences.apply(done, [change])
        except paths.AnswerError as error:
            raise ChoiceError(place=change.path) from error
    return _as_unanswered(done, together.emptied)


def _set_apart(base: Dossier, mine: Dossier, theirs: Dossier) -> Dossier:
    """Give the items that both sides added under one id another id in ``theirs``, where they are not the same."""
    for path in _collections(theirs):
        items, own, old = (paths.get(one, path) or {} for one in (theirs, mine, base))
        taken, names = {*items, *own, *old}, dict[str, str]()
        for key, item in items.items():
            new_on_both = key in own and key not in old and own[key] != item
            if new_on_both and not (_about(item) and _about(item) == _about(own[key])):
                names[key] = _free(path, taken)
                taken.add(names[key])
        if names:
            theirs = _renamed(theirs, path, names)
    return theirs


def _about(item: Any) -> tuple[str, ...]:
    """Return what a decision or a remark is about; there can be one only. Nothing for other items."""
    if isinstance(item, Decision):
        return (item.rule or "", item.path or "")
    return (item.about,) if isinstance(item, Remark) else ()


def _free(path: str, taken: Iterable[str]) -> str:
    held = set(taken)
    prefix = ID_PREFIXES.get(path, "i")
    return next(key for number in range(1, len(held) + 2) if (key := f"{prefix}{number}") not in held)


def _collections(dossier: Dossier) -> Iterator[str]:
    """Yield the paths of all collections that hold something, outer ones first."""
    for pattern, spec in paths.leaves(Dossier):
        if spec.kind == "keyed":
            depth = len(paths.split(pattern))
            yield from (path for path in paths.expand(dossier, pattern) if len(paths.split(path)) == depth)


def _renamed(dossier: Dossier, path: str, names: Mapping[str, str]) -> Dossier:
    items = paths.get(dossier, path)
    made = [Change(path, items, {names.get(key, key): item for key, item in items.items()})]
    for user in {user for user, named, target in references(dossier) if named == path and target in names}:
        named = paths.get(dossier, user)
        after = (
            names.get(named, named) if isinstance(named, str) else tuple(names.get(one, one) for one in named)
        )
        made.append(Change(user, named, after))
    for place, named in _named_as_text(dossier):
        for old, new in names.items():
            if f"{named}.".startswith(f"{path}.{old}.") and not place.startswith(f"{path}."):
                moved = f"{path}.{new}{named.removeprefix(f'{path}.{old}')}"
                made.append(Change(place, named, moved))
    return differences.apply(dossier, made)


def _named_as_text(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the answers that name a place by its path, and what they name."""
    for key, decision in (dossier.decisions or {}).items():
        yield f"decisions.{key}.path", decision.path or ""
    for key, remark in (dossier.remarks or {}).items():
        yield f"remarks.{key}.about", remark.about


def _filled(
    base: Dossier, mine: Dossier, theirs: Dossier
) -> tuple[tuple[str, ...], Dossier, Dossier, Dossier]:
    """Let collections that one side left unanswered be empty where the others have items, to compare item by item.

    Returns:
        Which these are, and the three sides.
    """
    sides, emptied = [base, mine, theirs], list[str]()
    every = {path: None for side in sides for path in _collections(side)}
    for path in every:
        owner = path.rpartition(".")[0]
        if paths.is_item(owner) and any(differences.value_at(side, owner) is ABSENT for side in sides):
            continue
        held = [paths.get(side, path) for side in sides]
        if (held[0] is None and held[1] and held[2]) or (held[0] and None in held[1:] and {} not in held[1:]):
            emptied.append(path)
            sides = [
                side if items is not None else differences.apply(side, [Change(path, None, {})])
                for side, items in zip(sides, held, strict=True)
            ]
    return tuple(emptied), sides[0], sides[1], sides[2]


def _as_unanswered(result: Dossier, emptied: Iterable[str]) -> Dossier:
    """Leave collections unanswered that are empty only because they were compared item by item."""
    for path in emptied:
        if paths.get(result, path) == {}:
            result = paths.replace(result, path, None)
    return result


def _counted(base: Dossier, mine: Dossier, theirs: Dossier) -> tuple[Dossier, Dossier, Dossier]:
    """Let both sides have the revisions and the change history of both."""
    known = len(base.history)
    if not all(side.history[:known] == base.history for side in (mine, theirs)):
        return base, mine, theirs
    own = mine.history[known:]
    new = tuple(entry for entry in theirs.history[known:] if entry not in own)
    counted = {
        "history": base.history + new + own,
        "revision": mine.revision + theirs.revision - base.revision,
    }
    return base, mine.model_copy(update=counted), theirs.model_copy(update=counted)


def _lifted(
    conflicts: Iterable[Conflict], base: Dossier, mine: Dossier, theirs: Dossier
) -> Iterator[Conflict]:
    """Let a conflict inside an item that is gone from ``mine`` be about the item."""
    for conflict in conflicts:
        parts = paths.split(conflict.path)
        above = (paths.join(*parts[:end]) for end in range(1, len(parts)))
        item = next(
            (one for one in above if paths.is_item(one) and differences.value_at(mine, one) is ABSENT), ""
        )
        if item:
            yield Conflict(item, differences.value_at(base, item), ABSENT, differences.value_at(theirs, item))
        else:
            yield replace(conflict, mine=differences.value_at(mine, conflict.path))


def _whole(conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """Yield each place once, and none that lies within another."""
    every = {conflict.path: conflict for conflict in conflicts}
    for path, conflict in every.items():
        if not any(path.startswith(f"{other}.") for other in every):
            yield conflict


def _same_order(mine: Dossier, theirs: Dossier, path: str) -> bool:
    return list(paths.get(mine, path) or ()) == list(paths.get(theirs, path) or ())
