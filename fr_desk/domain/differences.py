"""What differs between two dossiers, path by path: the currency of journal, undo, versions, templates and merging.

A change names the smallest place that tells the whole truth: an answer, an item of a collection, or a whole
collection whose order changed. Applying the changes to the first dossier gives the second, order included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Value, fields_of


class Absent(Enum):
    """An item that is not in its collection, which is something else than an answer that is missing."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs.

    Attributes:
        path: of an answer, an item or a collection; also of ``revision``, ``id`` and the like.
        before: what was there; :data:`ABSENT` for an item that was not.
        after: what is there instead; :data:`ABSENT` for an item that is gone.
    """

    path: str
    before: Any
    after: Any

    @property
    def inverse(self) -> Change:
        """The change that takes this one back; an item that was removed comes back as the last of its collection."""
        return Change(self.path, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that two people changed differently.

    Attributes:
        path: of the answer, item or collection.
        base: what both began with.
        mine: what one made of it.
        theirs: what the other made of it.
    """

    path: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge.

    Attributes:
        dossier: with what both changed; at a conflict, what is mine.
        taken: what was taken over from the other side, in order.
        conflicts: where somebody has to choose.
    """

    dossier: Dossier
    taken: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def changes(before: Dossier, after: Dossier) -> tuple[Change, ...]:
    """Return what leads from ``before`` to ``after``; nothing where they are the same."""
    return tuple(_of_value(before, after, ""))


def _of_value(before: Value, after: Value, path: str) -> Iterator[Change]:
    if before is after:
        return
    declared = fields_of(type(before))
    for name in type(before).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        here = paths.join(path, name)
        spec = declared.get(name)
        if spec is not None and spec.kind == "keyed" and old is not None and new is not None:
            yield from _of_items(old, new, here)
        elif isinstance(old, Value) and isinstance(new, Value):
            yield from _of_value(old, new, here)
        elif old != new:
            yield Change(here, old, new)


def _of_items(before: Mapping[str, Value], after: Mapping[str, Value], path: str) -> Iterator[Change]:
    kept = [key for key in before if key in after]
    added = [key for key in after if key not in before]
    if list(after) != kept + added or (before and not after):
        # The order of the collection is part of what it says: then it changes as a whole.
        yield Change(path, before, after)
        return
    for key, item in before.items():
        here = paths.join(path, key)
        if key not in after:
            yield Change(here, item, ABSENT)
        else:
            yield from _of_value(item, after[key], here)
    for key in added:
        yield Change(paths.join(path, key), ABSENT, after[key])


def apply(dossier: Dossier, made: Iterable[Change]) -> Dossier:
    """Return the dossier after ``made``: each place gets what the change says it is afterwards.

    All changes are made together, so that references may point both ways.

    Raises:
        PathError: if a change names nothing in the model.
        AnswerError: if a value does not fit, or a reference would name nothing.
    """
    every, tree = tuple(made), dict[str, Any]()
    for change in every:
        node = tree
        *above, last = paths.split(change.path)
        for part in above:
            node = node.setdefault(part, {})
        node[last] = change
    try:
        changed = _rebuilt(dossier, tree)
    except ValidationError as error:
        first = every[0]
        raise paths.refusal(error, first.path, first.after) from error
    assert isinstance(changed, Dossier)
    return changed


def _rebuilt(node: Any, tree: dict[str, Any]) -> Any:
    if node is None or isinstance(node, Mapping):
        items = dict(node or {})
        for key, below in tree.items():
            if not isinstance(below, Change):
                items[key] = _rebuilt(items[key], below)
            elif below.after is ABSENT:
                items.pop(key, None)
            else:
                items[key] = below.after
        return items if items or node is not None else None
    update = {
        name: below.after if isinstance(below, Change) else _rebuilt(getattr(node, name), below)
        for name, below in tree.items()
    }
    return paths.with_fields(node, update) if update else node


def merge(base: Dossier, mine: Dossier, theirs: Dossier) -> Merged:
    """Bring what two people made of ``base`` together, place by place.

    What only one of them changed is taken; what both changed in the same way is no conflict; what both changed
    differently stays as it is in ``mine`` and is a conflict. What would break a reference is a conflict too.

    Args:
        base: what both began with.
        mine: what is on this screen.
        theirs: what came from elsewhere.
    """
    own = changes(base, mine)
    waiting, conflicts = list[Change](), list[Conflict]()
    for change in changes(base, theirs):
        now = value_at(mine, change.path)
        if now == change.after:
            continue
        if any(_touch(change.path, other.path) for other in own):
            conflicts.append(Conflict(change.path, change.before, now, change.after))
        else:
            waiting.append(change)
    dossier, taken, refused = _applied(mine, waiting)
    conflicts += [
        Conflict(change.path, change.before, value_at(mine, change.path), change.after) for change in refused
    ]
    return Merged(dossier, taken, tuple(conflicts))


def _applied(dossier: Dossier, made: list[Change]) -> tuple[Dossier, tuple[Change, ...], list[Change]]:
    """Make as many changes as fit, whatever their order; return those made and those that would break a reference."""
    try:
        return apply(dossier, made), tuple(made), []
    except paths.AnswerError:
        pass
    taken, refused = list[Change](), made
    while refused:
        again = list[Change]()
        for change in refused:
            try:
                dossier = apply(dossier, [change])
            except paths.AnswerError:
                again.append(change)
            else:
                taken.append(change)
        if len(again) == len(refused):
            break
        refused = again
    return dossier, tuple(taken), refused


def _touch(one: str, other: str) -> bool:
    """Tell whether two places are the same or one lies within the other."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def value_at(dossier: Dossier, path: str) -> Any:
    """Return what ``path`` names, :data:`ABSENT` for an item that is not there."""
    if paths.is_item(path):
        collection, _, key = path.rpartition(".")
        return (paths.get(dossier, collection) or {}).get(key, ABSENT)
    return paths.get(dossier, path)


def to_json(made: Iterable[Change]) -> list[list[Any]]:
    """Return changes as plain JSON: a list of ``[path, before, after]``; an absent item has one entry, no value."""
    return [[change.path, _plain(change.before), _plain(change.after)] for change in made]


def _plain(value: Any) -> Any:
    """Wrap a value in a list: empty for an absent item, so that absent and unanswered differ."""
    if value is ABSENT:
        return []
    return [to_jsonable_python(value, exclude_none=True)]


def from_json(tree: Any) -> tuple[Change, ...]:
    """Return the changes that :func:`to_json` wrote.

    Raises:
        PathError: if one names nothing in the model.
        AnswerError: if a value does not fit its place.
    """
    return tuple(Change(path, _value(path, before), _value(path, after)) for path, before, after in tree)


def _value(path: str, wrapped: Any) -> Any:
    if not wrapped:
        return ABSENT
    try:
        return _adapter(path).validate_python(wrapped[0], strict=False)
    except ValidationError as error:
        raise paths.refusal(error, path, wrapped[0]) from error


def _adapter(path: str) -> TypeAdapter[Any]:
    spec = paths.spec_at(path)
    if paths.is_item(path):
        assert spec.model is not None
        return _reader(spec.model, "")
    *above, name = paths.split(path)
    model = paths.spec_at(paths.join(*above)).model if above else Dossier
    assert model is not None
    return _reader(model, name)


@cache
def _reader(model: type[Value], field: str) -> TypeAdapter[Any]:
    """Return what reads a field of ``model``, or the whole of it; limits are checked where the value is put in."""
    annotation: Any = model.model_fields[field].annotation if field else model
    return TypeAdapter(annotation)
