"""The stops of the tour: what is said at each, and which control of the desk it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from fr_desk.gui.desk import Desk
from fr_desk.gui.language import t
from fr_desk.gui.strips import FindingStrip
from fr_desk.i18n import N_, Texts
from fr_desk.resources import resource

SAMPLE = "shanghai-hotel"
WHY = N_("Why we ask")
_WRONG = "activities.a2.mandatory"
"""An answer of the sample that breaks a rule."""


class Stop(BaseModel):
    """One stop.

    Attributes:
        id: which.
        title: what it is about.
        says: one or two sentences.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: Texts
    says: Texts


@cache
def stops() -> tuple[Stop, ...]:
    """Return the stops in the order of the walk."""
    with resource("tour", "stops.yaml").open("rb") as file:
        return TypeAdapter(tuple[Stop, ...]).validate_python(yaml.load(file, Loader=yaml.CSafeLoader))


def go(stop: Stop, desk: Desk) -> None:
    """Show the page on which a stop is."""
    if stop.id == "why":
        desk.go_to("", "venue")
    elif stop.id in {"finding", "fix"}:
        desk.go_to(_WRONG)


def target(stop: Stop, desk: Desk) -> QWidget | None:
    """Return the control a stop is about; nothing if it is not on the screen."""
    found = _TARGETS[stop.id](desk)
    return found if found is not None and found.isVisible() else None


def _why(desk: Desk) -> QWidget | None:
    words = t(WHY)
    return _first(desk.page, QPushButton, lambda one: one.accessibleName() == words)


def _finding(desk: Desk) -> QWidget | None:
    return _first(desk.page, FindingStrip)


def _fix(desk: Desk) -> QWidget | None:
    strip = _finding(desk)
    return None if strip is None else _first(strip, QPushButton, lambda one: one.property("kind") == "fix")


def _first(
    part: QWidget, kind: type[QWidget], fits: Callable[[QWidget], bool] = lambda _one: True
) -> QWidget | None:
    """Return the topmost control of a kind that is seen in ``part``."""
    seen = [one for one in part.findChildren(kind) if not one.visibleRegion().isEmpty() and fits(one)]
    return min(seen, key=lambda one: one.mapTo(part, one.rect().topLeft()).y(), default=None)


_TARGETS: dict[str, Callable[[Desk], QWidget | None]] = {
    "steps": lambda desk: desk.rail,
    "why": _why,
    "finding": _finding,
    "fix": _fix,
    "undo": lambda desk: desk.top_bar.menu,
    "progress": lambda desk: _first(desk.rail, QProgressBar),
    "preview": lambda desk: desk.top_bar.preview,
    "saved": lambda desk: desk.status,
    "search": lambda desk: desk.top_bar.search,
    "language": lambda desk: desk.top_bar.language,
}
