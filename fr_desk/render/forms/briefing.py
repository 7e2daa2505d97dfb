"""A sheet for staff: what the devices do, what to say, who may look, what never to do; and a page all of them sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fr_desk.domain.choices import FaceFunction, Jurisdiction
from fr_desk.domain.derived import cameras_of
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import CHILDREN, ON_CONSENT, any_in_force, holds, law_of
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Part,
)
from fr_desk.render.forms.texts import form_words
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.sentences import SEPARATOR

BRIEFING = form_words("staff-briefing")

MOST_NAMES: Final = 4
"""Devices named for an activity; of more, only the number is told."""

LAWS: Final = {
    Jurisdiction.CN: (
        "cn-pipl/51",
        "cn-decree-799/16",
        "cn-decree-799/23",
        "cn-order-19/10",
        "cn-order-19/12",
    ),
    Jurisdiction.KR: (
        "kr-pipa/28",
        "kr-pipa/25(5)",
        "kr-pipa/16(3)",
        "kr-pipa-decree/39(1)",
        "kr-pipa-decree/40(1)",
    ),
}


def staff_briefing(edition: Edition) -> Form:
    """Build the sheet for staff."""
    korean = law_of(edition) is Jurisdiction.KR
    operator, dossier = edition.dossier.operator, edition.dossier
    reached = SEPARATOR[edition.lang].join(
        one for one in (operator.privacy_officer, operator.phone, operator.email) if one
    )
    look = told.people(edition, (dossier.safeguards.authorised_people or {}).values())
    never = ["share", "film", "account", "turn", *(["audio_kr"] if korean else []), "rooms", "force"]
    parts: list[Part] = [
        *told.assumed_law(edition),
        *_devices(edition),
        *_refusals(edition),
        Heading(_say(edition, "look.head"), 2),
        Fields((Field(_say(edition, "look.only"), look),)),
        Paragraph(_say(edition, "look.others")),
        Heading(_say(edition, "never.head"), 2),
        Items(tuple(_say(edition, f"never.{name}") for name in never)),
        Heading(_say(edition, "leak.head"), 2),
        Paragraph(_say(edition, "leak.at_once"), "strong"),
    ]
    if korean:
        parts.append(Paragraph(_say(edition, "leak.kr_hours")))
    columns = ("name", "role", "date", "signature")
    parts += [
        Fields((Field(_say(edition, "ask"), reached),)),
        NewPage(),
        Heading(_say(edition, "signed.head"), 2),
        Paragraph(_say(edition, "signed.pledge")),
        Grid(
            tuple(_say(edition, f"signed.{name}") for name in columns),
            blank_rows=20,
            shares=(26, 26, 18, 30),
        ),
    ]
    return composed(edition, BRIEFING, parts, LAWS[law_of(edition)])


def _say(edition: Edition, key: str, **values: object) -> str:
    return BRIEFING.say(key, edition.lang, **values)


def _devices(edition: Edition) -> Iterator[Part]:
    """Yield what the devices of each activity do, and what to offer to people who do not want it."""
    yield Heading(_say(edition, "devices.head"), 2)
    keys = tuple(edition.dossier.activities or ())
    rows = tuple(
        (
            edition.name(f"activities.{key}"),
            _names(edition, key),
            _does(edition, key),
            _way(edition, key),
        )
        for key in keys
    )
    head = tuple(_say(edition, f"devices.{name}") for name in ("activity", "names", "does", "refuse"))
    yield Grid(head, rows, blank_rows=0 if rows else 4, shares=(20, 20, 34, 26))


def _names(edition: Edition, key: str) -> str:
    names = [
        edition.name(f"cameras.{camera}")
        for camera in cameras_of(edition.dossier, key, edition.assessment.as_of).ids
    ]
    listed = SEPARATOR[edition.lang].join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return listed
    return _say(edition, "devices.more", names=listed, count=len(names))


def _does(edition: Edition, key: str) -> str:
    """Return in a few words what the devices of an activity do with faces, and when they take pictures."""
    cameras = edition.dossier.cameras or {}
    serving = [cameras[name] for name in cameras_of(edition.dossier, key, edition.assessment.as_of).ids]
    done = [camera.face_function for camera in serving if camera.face_function is not FaceFunction.NONE]
    told_of = (*done, *(camera.picture for camera in serving))
    return SEMICOLON[edition.lang].join(dict.fromkeys(edition.say(one.label) for one in told_of if one))


def _way(edition: Edition, key: str) -> str:
    """Return what to offer instead of the face; a blank where the answers name nothing."""
    if answers.recognises(edition, key) is False:
        return _say(edition, "devices.no_face")
    return "" if told.activity_of(edition, key).mandatory else told.other_ways(edition, key)


def _refusals(edition: Edition) -> Iterator[Part]:
    """Yield what to say to somebody who refuses, or asks for something."""
    keys = tuple(edition.dossier.activities or ())
    faces = not keys or any(answers.recognises(edition, key) is not False for key in keys)
    items = ["say.words"] if faces else []
    items.append("say.withdraw")
    children = f"({ON_CONSENT}) && ({CHILDREN})"
    if any(holds(edition, children, f"activities.{key}") is not False for key in keys):
        items.append("say.children")
    yield Heading(_say(edition, "say.head" if faces else "say.asked"), 2)
    yield Items(tuple(_say(edition, item) for item in items))


def needed(edition: Edition) -> Texts | None:
    """Return why staff are to be briefed: there are devices that take pictures of people."""
    if not edition.dossier.cameras or not any_in_force(edition, LAWS):
        return None
    return BRIEFING.in_all(f"needed.{law_of(edition).value.lower()}")


KINDS: Final = (FormKind("staff-briefing", staff_briefing, needed),)
