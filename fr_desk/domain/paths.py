"""One path vocabulary: ``cameras.c3.audio`` names the same answer in errors, screens, undo, findings and documents.

A path is a dotted sequence of field names and collection ids. Functions here read and replace what a path names; the
dossier they are given never changes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from fr_desk.domain.dossier import ID_PREFIXES, Dossier, references
from fr_desk.domain.remarks import orphans
from fr_desk.domain.schema import FieldSpec, FrozenDict, Value, fields_of
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts


class PathError(FrDeskError):
    """A path that names nothing in the model."""

    sentence = N_("There is no answer named “{path}”; the nearest name is “{nearest}”.")


class AnswerError(FrDeskError):
    """A value the model refuses at a path."""

    sentence = N_("“{value}” is no answer to “{question}” ({path}): {why}.")


NOT_RIGHT_KIND = N_("it is not of the right kind")
_WHY = {
    "string_too_long": N_("it has more than {max_length} characters"),
    "too_long": N_("there are more than {max_length} entries"),
    "greater_than_equal": N_("the least is {ge}"),
    "less_than_equal": N_("the most is {le}"),
    "enum": N_("it is not in the list"),
    "date_from_datetime_parsing": N_("it is not a date"),
    "dangling_reference": N_("there is nothing of that name"),
    "string_pattern_mismatch": N_("an id is a small letter, then letters, digits or underlines"),
}


class InUseError(FrDeskError):
    """A removal that would leave references to nothing."""

    sentence = N_("{path} is still named by {users}; change those first.")


def split(path: str) -> list[str]:
    """Return the parts of a dotted path."""
    return path.split(".") if path else []


def join(*parts: str) -> str:
    """Return a dotted path from its non-empty parts."""
    return ".".join([part for part in parts if part])


@lru_cache(maxsize=65_536)
def spec_at(path: str) -> FieldSpec:
    """Return the declaration of the field that ``path`` names; ids may be any id or ``*``.

    A path to an item of a collection (``cameras.c3``) gives the declaration of the collection.

    Raises:
        PathError: if the model has no such field.
    """
    model: type[Value] | None = Dossier
    spec: FieldSpec | None = None
    parts = split(path)
    position = 0
    while position < len(parts):
        name = parts[position]
        names = fields_of(model) if model else {}
        if name not in names:
            nearest = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
            raise PathError(path=path, nearest=join(*parts[:position], *nearest))
        spec = names[name]
        model = spec.model
        position += 2 if spec.kind == "keyed" else 1
    if spec is None:
        raise PathError(path=path, nearest="venue")
    return spec


@lru_cache(maxsize=16_384)
def is_item(path: str) -> bool:
    """Tell whether ``path`` names one item of a collection rather than a field."""
    parts = split(path)
    return len(parts) > 1 and spec_at(join(*parts[:-1])).kind == "keyed" and _ends_on_item(parts)


def _ends_on_item(parts: list[str]) -> bool:
    position, model = 0, Dossier
    while position < len(parts):
        spec = fields_of(model)[parts[position]]
        position += 2 if spec.kind == "keyed" else 1
        if spec.kind == "keyed" and position == len(parts):
            return True
        if spec.model is None:
            return False
        model = spec.model  # type: ignore[assignment]  # walks from Dossier to its parts
    return False


def get(dossier: Value, path: str) -> Any:
    """Return what ``path`` names, ``None`` where it or a part above it is unanswered.

    Raises:
        PathError: if the model has no such field.
    """
    node: Any = dossier
    for name in path.split(".") if path else ():
        if node is None:
            return None
        if isinstance(node, dict):
            node = node.get(name)
        elif name in node.__dict__:  # where pydantic keeps the fields, and nothing else
            node = node.__dict__[name]
        else:
            spec_at(path)
            raise PathError(path=path, nearest="")
    return node


def replace(dossier: Dossier, path: str, value: Any) -> Dossier:
    """Return a dossier in which ``path`` has ``value``; unchanged parts are shared, changed ones validated.

    Raises:
        PathError: if the model has no such field.
        AnswerError: if the value does not fit, or a reference would name nothing.
    """
    spec_at(path)
    if dossier.remarks and path != "remarks":
        dossier = _without_lost_remarks(dossier, path, value)
    try:
        changed = _replaced(dossier, split(path), value)
    except ValidationError as error:
        raise refusal(error, path, value) from error
    assert isinstance(changed, Dossier)
    return changed


def _without_lost_remarks(dossier: Dossier, path: str, value: Any) -> Dossier:
    """Return the dossier without the remarks on items that ``value`` at ``path`` no longer has: they go along."""
    below = {key: one for key, one in (dossier.remarks or {}).items() if one.about.startswith(f"{path}.")}
    if not below or spec_at(path).kind not in {"part", "keyed"}:
        return dossier
    after = dossier.model_copy(update={"remarks": None})
    try:
        after = _replaced(after, split(path), value)
    except ValidationError:
        return dossier  # told when the value itself is put in
    lost = set(orphans(after, below))
    kept = {key: one for key, one in (dossier.remarks or {}).items() if key not in lost}
    return dossier.model_copy(update={"remarks": FrozenDict(kept) or None}) if lost else dossier


def refusal(error: ValidationError, path: str, value: Any) -> AnswerError:
    """Return the model's refusal of ``value`` at ``path`` in one sentence."""
    first = error.errors(include_url=False)[0]
    why = texts(_WHY.get(first["type"], NOT_RIGHT_KIND), **first.get("ctx", {}))
    return AnswerError(question=texts(spec_at(path).title), path=path, value=_shown(value), why=why)


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _replaced(node: Any, parts: list[str], value: Any) -> Any:
    if not parts:
        return value
    name, rest = parts[0], parts[1:]
    if isinstance(node, Mapping):
        return {**node, name: _replaced(node.get(name), rest, value)}
    child = getattr(node, name)
    if child is None and rest:
        spec = fields_of(type(node))[name]
        child = {} if spec.kind == "keyed" else spec.model() if spec.model else None
    return with_fields(node, {name: _replaced_item(node, name, child, rest, value)})


def with_fields(node: Value, update: Mapping[str, Any]) -> Value:
    """Return ``node`` with the fields of ``update``, validated; the other fields are the same objects as before.

    Raises:
        ValidationError: pydantic's, if a field does not fit.
    """
    own = {key: getattr(node, key) for key in type(node).model_fields}
    changed = type(node).model_validate({**own, **update})
    return changed.model_copy(update={key: value for key, value in own.items() if key not in update})


def _replaced_item(node: Value, name: str, child: Any, rest: list[str], value: Any) -> Any:
    """Go one step down; a collection's missing item is made from its model before its field is set."""
    if isinstance(child, Mapping) and len(rest) > 1 and rest[0] not in child:
        model = fields_of(type(node))[name].model
        assert model is not None
        child = {**child, rest[0]: model()}
    return _replaced(child, rest, value)


def new_id(dossier: Dossier, collection: str) -> str:
    """Return an id that ``collection`` does not use: its letter and the next free number."""
    items: Mapping[str, Any] = get(dossier, collection) or {}
    prefix = ID_PREFIXES.get(collection, "i")
    used = [int(match[1]) for key in items if (match := re.fullmatch(rf"{prefix}(\d+)", key))]
    return f"{prefix}{max(used, default=0) + 1}"


def insert(
    dossier: Dossier, collection: str, item: Any = None, key: str | None = None
) -> tuple[Dossier, str]:
    """Return a dossier with one more item in ``collection``, and the path of the item.

    Raises:
        PathError: if the model has no such collection.
        AnswerError: if the item does not fit or the id is taken.
    """
    spec = spec_at(collection)
    key = key or new_id(dossier, collection)
    path = join(collection, key)
    if spec.model is None or is_item(collection):
        raise PathError(path=collection, nearest=split(collection)[0])
    if key in (get(dossier, collection) or {}):
        raise AnswerError(question=texts(spec.title), path=path, value=key, why=texts(N_("it is taken")))
    return replace(dossier, path, spec.model() if item is None else item), path


def remove(dossier: Dossier, path: str) -> Dossier:
    """Return a dossier without the item ``path`` names. The last one gone leaves the collection unanswered.

    Raises:
        InUseError: if something else names the item.
        PathError: if the path is not an item of a collection.
    """
    if not is_item(path):
        raise PathError(path=path, nearest=path)
    users = users_of(dossier, path)
    if users:
        raise InUseError(path=path, users=", ".join(users))
    collection, _, key = path.rpartition(".")
    left = {name: item for name, item in (get(dossier, collection) or {}).items() if name != key}
    return replace(dossier, collection, left or None)


def users_of(dossier: Dossier, path: str) -> list[str]:
    """Return the paths of the answers that name the item at ``path``."""
    collection, _, key = path.rpartition(".")
    return [user for user, named, target in references(dossier) if named == collection and target == key]


def release(dossier: Dossier, path: str) -> Dossier:
    """Return a dossier in which nothing names the item at ``path`` any more."""
    key = split(path)[-1]
    for user in users_of(dossier, path):
        named = get(dossier, user)
        rest = tuple(one for one in named if one != key) if isinstance(named, tuple) else None
        dossier = replace(dossier, user, rest or None)
    return dossier


def expand(dossier: Dossier, pattern: str) -> Iterator[str]:
    """Yield the paths that match ``pattern``, ``*`` standing for every id; an unanswered collection yields itself."""
    head, star, tail = pattern.partition("*")
    if not star:
        yield pattern
        return
    collection = head.rstrip(".")
    items = get(dossier, collection)
    if not items:
        yield collection
        return
    for key in items:
        yield from expand(dossier, f"{collection}.{key}{tail}")


def unanswered(dossier: Dossier, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the unanswered paths among those the patterns name, once each, in order."""
    found: dict[str, None] = {}
    for pattern in patterns:
        for path in expand(dossier, pattern):
            if get(dossier, path) is None:
                found[path] = None
    return tuple(found)


def leaves(model: type[Value], prefix: str = "") -> Iterator[tuple[str, FieldSpec]]:
    """Yield every question of ``model`` with its path pattern (``*`` for ids), parts and collections opened."""
    for name, spec in fields_of(model).items():
        path = join(prefix, name)
        if spec.kind == "part" and spec.model:
            yield from leaves(spec.model, path)
        elif spec.kind == "keyed" and spec.model:
            yield path, spec
            yield from leaves(spec.model, f"{path}.*")
        else:
            yield path, spec
