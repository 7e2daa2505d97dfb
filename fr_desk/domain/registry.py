"""The register of derived facts: who has a fact, how it is computed, on which answers it rests.

A function that computes a fact returns ``None`` where an unanswered question decides; three-valued "any" and "all" are
here too. Nothing here knows a venue or a law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from fr_desk.domain.dossier import Dossier


class Linked(NamedTuple):
    """Ids that a fact links to; ``complete`` is false while an unanswered question may add more."""

    collection: str
    ids: tuple[str, ...]
    complete: bool


LINKS = {("camera", "seen"): "zone", ("camera", "serves"): "activity", ("activity", "cameras"): "camera"}
"""Facts that lead to items, and the owner of such items' facts."""

Depends = Callable[[Dossier, str], Iterable[str]]


_ITEM_OWNERS = frozenset({"zone", "camera", "activity", "sign"})
_ANYWHERE = frozenset({"venue.kind", "venue.open_to_public", "zones", "cameras", "activities"})
"""What a function may look at that does not say."""


@dataclass(frozen=True, eq=False)
class Answers:
    """A function that finds the answers a fact rests on, and the parts of a dossier it looks at beside the owner."""

    find: Depends
    parts: frozenset[str]

    def __call__(self, dossier: Dossier, key: str) -> Iterable[str]:
        """Return path patterns of the answers."""
        return self.find(dossier, key)


def looking_at(*parts: str) -> Callable[[Depends], Answers]:
    """Declare the parts a function looks at: ``venue.kind``, ``zones``; ``@zones`` are those a device names."""
    return lambda find: Answers(find, frozenset(parts))


def parts_of(answers: Depends) -> frozenset[str]:
    """Return the parts of a dossier a function looks at, as they are for somebody who is not its owner."""
    declared = answers.parts if isinstance(answers, Answers) else _ANYWHERE
    return frozenset(part.removeprefix("@") for part in declared)


_COLLECTIONS = frozenset(
    {"zones", "cameras", "activities", "signs", "designs", "decisions", "attachments", "remarks"}
)


def root_of(path: str) -> str:
    """Return the part of a dossier that ``path`` leads into: ``venue.kind``, or a whole collection, ``zones``."""
    name, _, rest = path.partition(".")
    field = rest.partition(".")[0]
    return name if name in _COLLECTIONS or not field or field in {"+", "*"} else f"{name}.{field}"


@dataclass(frozen=True, eq=False)
class Fact:
    """A derived fact: who has it, what it is called, how it is computed, on which answers it rests.

    ``depends`` are path patterns, or functions that yield them where only some answers matter; ``@`` stands for the id
    of the owner, ``+`` for the rest of the expression's chain. A ``dated`` fact also depends on the day asked about.
    """

    owner: str
    name: str
    compute: Callable[[Dossier, str, dt.date], Any]
    depends: tuple[str | Depends, ...]
    dated: bool = False

    @cached_property
    def roots(self) -> frozenset[str]:
        """The parts of a dossier on which the fact can rest: names of its fields, and ``@`` for the owner itself.

        ``@zones`` are those zones the owner names; ``as_of`` is the day asked about. As long as all of them are the
        same objects, the fact is the same.
        """
        found = {"@"} if self.owner in _ITEM_OWNERS else set()
        if self.dated:
            found.add("as_of")
        for pattern in self.depends:
            if isinstance(pattern, Answers):
                found |= pattern.parts
            elif not isinstance(pattern, str):
                found |= _ANYWHERE
            elif ".@" not in pattern:
                found.add(root_of(pattern))
        return frozenset(found)

    def rests_on(self, dossier: Dossier, key: str, rest: str = "") -> Iterator[str]:
        """Yield path patterns of the answers this fact rests on for the owner ``key``."""
        for pattern in self.depends:
            for one in (pattern,) if isinstance(pattern, str) else pattern(dossier, key):
                yield one.replace("@", key).replace("+", rest)


FACTS: dict[tuple[str, str], Fact] = {}


def fact(
    name: str, *depends: str | Depends, dated: bool = False
) -> Callable[[Callable[[Dossier, str, dt.date], Any]], Callable[[Dossier, str, dt.date], Any]]:
    """Register the decorated function as the fact ``owner.name`` resting on the patterns ``depends``.

    Args:
        name: owner and name.
        depends: path patterns of the answers it rests on, or functions that yield them.
        dated: whether the same answers can give something else on another day.
    """
    owner, _, short = name.partition(".")

    def register(compute: Callable[[Dossier, str, dt.date], Any]) -> Callable[[Dossier, str, dt.date], Any]:
        FACTS[owner, short] = Fact(owner, short, compute, depends, dated)
        return compute

    return register


def any_known(values: Iterable[bool | None]) -> bool | None:
    """Return true if one value is true, ``None`` if none is but one is unknown, else false."""
    unknown = False
    for value in values:
        if value:
            return True
        unknown = unknown or value is None
    return None if unknown else False


def all_known(*values: bool | None) -> bool | None:
    """Return false if one value is false, ``None`` if none is but one is unknown, else true."""
    if False in values:
        return False
    return None if None in values else True
