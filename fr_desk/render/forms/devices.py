"""Devices as rows of a form: where each stands, what it films, how long its pictures are kept."""

from __future__ import annotations

from collections.abc import Iterable

from fr_desk.domain.derived import seen
from fr_desk.domain.venue import Camera
from fr_desk.forms.answers import LABELLED
from fr_desk.i18n import spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers
from fr_desk.render.text import SEMICOLON

FILMING_OPEN = "camera.films && camera.in_public_place"
"""Devices that film where anyone can enter, by themselves."""


def devices(edition: Edition, condition: str) -> tuple[str, ...]:
    """Return the ids of the devices for which a condition holds, or is not known yet, in the order of the dossier."""
    return tuple(
        key
        for key in edition.dossier.cameras or ()
        if edition.facts.holds(condition, f"cameras.{key}") is not False
    )


def device(edition: Edition, key: str) -> Camera:
    """Return a device of the dossier."""
    return (edition.dossier.cameras or {})[key]


def stands(edition: Edition, key: str) -> str:
    """Return the zone a device stands in, with its floor; empty while unanswered."""
    zone = device(edition, key).zone
    if zone is None:
        return ""
    floor = (edition.dossier.zones or {})[zone].floor
    name = edition.name(f"zones.{zone}")
    if not floor:
        return name
    title = answers.title(edition, f"zones.{zone}.floor")
    return f"{name} · {edition.say(LABELLED, title=title, answer=floor)}"


def films(edition: Edition, key: str) -> str:
    """Return which zones a device can see, and its angle of view; empty while unanswered."""
    camera = device(edition, key)
    if camera.sees is None:
        return ""
    zones = seen(edition.dossier, key, edition.assessment.as_of).ids
    names = answers.listed(edition, (edition.name(f"zones.{zone}") for zone in zones))
    angle = spell_number(camera.field_of_view, "°") if camera.field_of_view else ""
    return SEMICOLON[edition.lang].join(filter(None, (names, angle)))


def kept(edition: Edition, key: str) -> str:
    """Return how long the video of a device is kept; each period once, where its activities differ."""
    return clocks(edition, device(edition, key).activities or ())


def clocks(edition: Edition, activities: Iterable[str]) -> str:
    """Return how long the video of activities is kept, each period once; empty while all of it is unanswered."""
    known = edition.dossier.activities or {}
    periods = (answers.kept(edition, known[one].retention.video) for one in activities if one in known)
    return SEMICOLON[edition.lang].join(dict.fromkeys(filter(None, periods)))
