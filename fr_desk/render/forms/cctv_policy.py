"""The CCTV operation policy of Korea, item by item as the Enforcement Decree lists them.

What the answers do not say is left blank, except what the law itself lays down for everyone.
"""

from __future__ import annotations

from collections.abc import Iterator

from fr_desk.domain.choices import Audio, Jurisdiction, PolicyItem, ZoneKind
from fr_desk.i18n import Texts, spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import cited
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.devices import device, devices, films, stands
from fr_desk.render.forms.duty import concerns
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import Field, Fields, Form, Grid, Heading, Items, Paragraph, Part
from fr_desk.render.forms.texts import form_words
from fr_desk.render.text import SEMICOLON

ID = "cctv-policy"
RULE = "kr.25-7-operation-policy"
COVERED = "(camera.fixed_video || camera.mobile) && (camera.in_public_place || camera.members_area)"
"""Cameras where anyone can enter, and in members' areas: nobody has decided yet whether those are open places."""
ARTICLES = ("kr-pipa/25(7)", "kr-pipa-decree/25(1)", "kr-pipa/25(1)", "kr-pipa/25-2(4)", "kr-pipa/35")
MEASURES = {
    "technical": (
        *("encrypted_at_rest", "encrypted_in_transit", "access_control", "access_logs"),
        *("intrusion_detection", "malware_protection"),
    ),
    "organisational": (
        *("internal_plan", "authorisation_management", "viewing_register", "staff_training", "breach_plan"),
        *("backups_deleted",),
    ),
    "physical": ("physical_lock", "sweeps"),
}
BLANK_DEVICES, BLANK_PEOPLE = 4, 2


def needed(edition: Edition) -> Texts | None:
    """Return why the policy is to be written."""
    if edition.dossier.venue.jurisdiction is not Jurisdiction.KR:
        return None
    must = concerns(edition, RULE)
    if must is None and not edition.dossier.cameras:
        return None
    return None if must is False else form_words(ID).in_all("needed.must" if must else "needed.open")


def build(edition: Edition) -> Form:
    """Return the policy."""
    return composed(edition, form_words(ID), _parts(edition), ARTICLES)


def _say(edition: Edition, key: str) -> str:
    return form_words(ID).say(key, edition.lang)


def _parts(edition: Edition) -> Iterator[Part]:
    yield Paragraph(_say(edition, "intro"))
    yield Fields(
        tuple(
            answers.field(edition, path, _say(edition, f"fields.{key}"))
            for path, key in (
                ("operator.name", "operator"),
                ("venue.name", "venue"),
                ("venue.address", "address"),
            )
        )
    )
    covered = devices(edition, COVERED)
    serving = tuple(dict.fromkeys(one for key in covered for one in device(edition, key).activities or ()))
    items = {
        PolicyItem.BASIS: _basis(edition, serving),
        PolicyItem.CAMERAS: _cameras(edition, covered),
        PolicyItem.MANAGER: _manager(edition),
        PolicyItem.HOURS: _hours(edition, covered, serving),
        PolicyItem.VIEWING: _viewing(edition),
        PolicyItem.REQUESTS: _requests(edition),
        PolicyItem.MEASURES: _measures(edition),
        PolicyItem.OTHER: _other(edition, serving),
    }
    for number, (item, parts) in enumerate(items.items(), start=1):
        yield Heading(f"{number}. {_say(edition, f'items.{item}')}")
        yield from parts


def _basis(edition: Edition, serving: tuple[str, ...]) -> Iterator[Part]:
    law = tuple(edition.cite(citation) for citation in cited(edition, "kr-pipa/25(1)"))
    own = (told.activity_of(edition, key).basis_citation or "" for key in serving)
    grounds = dict.fromkeys(filter(None, (*law, *own)))
    yield Fields((Field(_say(edition, "fields.ground"), SEMICOLON[edition.lang].join(grounds)),))
    head = (_say(edition, "purposes.activity"), _say(edition, "purposes.purpose"))
    rows = tuple((edition.name(f"activities.{key}"), told.purpose(edition, key)) for key in serving)
    yield Grid(head, rows, 0 if rows else 1, shares=(32, 68))


def _cameras(edition: Edition, covered: tuple[str, ...]) -> Iterator[Part]:
    yield Fields((Field(_say(edition, "fields.number"), spell_number(len(covered)) if covered else ""),))
    head = tuple(_say(edition, f"devices.{name}") for name in ("label", "kind", "place", "range"))
    rows = tuple(
        (
            edition.name(f"cameras.{key}"),
            answers.answered(edition, f"cameras.{key}.kind"),
            stands(edition, key),
            films(edition, key),
        )
        for key in covered
    )
    yield Grid(head, rows, 0 if rows else BLANK_DEVICES, shares=(26, 20, 26, 28))


def _manager(edition: Edition) -> Iterator[Part]:
    operator = edition.dossier.operator
    contact = answers.listed(edition, (operator.phone or "", operator.email or ""))
    yield Fields(
        (
            answers.field(edition, "operator.privacy_officer", _say(edition, "fields.manager")),
            Field(_say(edition, "fields.department")),
            Field(_say(edition, "fields.contact"), contact),
        )
    )
    head = (_say(edition, "people.name"), _say(edition, "people.role"))
    people = edition.dossier.safeguards.authorised_people or {}
    rows = tuple((one.name or "", one.role or "") for one in people.values())
    yield Grid(head, rows, 0 if rows else BLANK_PEOPLE, shares=(50, 50))


def _hours(edition: Edition, covered: tuple[str, ...], serving: tuple[str, ...]) -> Iterator[Part]:
    head = tuple(
        _say(edition, f"periods.{name}") for name in ("activity", "hours", "kept", "where", "method")
    )
    rows = tuple(_period(edition, key) for key in serving)
    yield Grid(head, rows, 0 if rows else 1, shares=(24, 18, 16, 22, 20))
    reasons = dict.fromkeys(told.activity_of(edition, key).retention.reason or "" for key in serving)
    yield Fields((Field(_say(edition, "fields.reason"), "\n".join(filter(None, reasons))),))
    sentences = ["handling.destroyed"]
    if edition.dossier.safeguards.viewing_register:
        sentences.append("handling.register")
    silent = all(device(edition, key).audio in {Audio.NONE, Audio.POSSIBLE_OFF} for key in covered)
    turned = any(device(edition, key).steered_elsewhere for key in covered)
    if covered and silent and not turned:
        sentences.append("handling.no_sound")
    yield Items(tuple(_say(edition, key) for key in sentences))


def _period(edition: Edition, key: str) -> tuple[str, ...]:
    activity = told.activity_of(edition, key)
    clock = activity.retention.video
    return (
        edition.name(f"activities.{key}"),
        activity.hours or "",
        answers.kept(edition, clock),
        answers.places(edition, activity.storage.pictures),
        told.afterwards(edition, clock),
    )


def _viewing(edition: Edition) -> Iterator[Part]:
    zones = edition.dossier.zones or {}
    rooms = (
        edition.name(f"zones.{key}") for key, zone in zones.items() if zone.kind is ZoneKind.RECORDER_ROOM
    )
    place = answers.listed(edition, rooms)
    known = bool(place and edition.dossier.safeguards.authorised_people)
    yield Fields(
        (
            Field(_say(edition, "fields.viewing_place"), place),
            Field(_say(edition, "fields.viewing_way"), _say(edition, "viewing_way") if known else "", 2),
        )
    )


def _requests(edition: Edition) -> Iterator[Part]:
    yield Paragraph(_say(edition, "requests.right"))
    yield Fields(
        (
            Field(_say(edition, "fields.ways"), answers.labels(edition, edition.dossier.rights.ways)),
            Field(_say(edition, "fields.answered"), told.answer_time(edition)),
        )
    )
    sentences = ["requests.refused", "requests.others"]
    if edition.dossier.rights.footage_without_police:
        sentences.append("requests.no_police")
    yield Items(tuple(_say(edition, key) for key in sentences))


def _measures(edition: Edition) -> Iterator[Part]:
    taken = edition.dossier.safeguards
    fields = []
    for group, names in MEASURES.items():
        titles = (answers.title(edition, f"safeguards.{name}") for name in names if getattr(taken, name))
        fields.append(Field(_say(edition, f"measures.{group}"), answers.listed(edition, titles)))
    yield Fields(tuple(fields))


def _other(edition: Edition, serving: tuple[str, ...]) -> Iterator[Part]:
    found = {
        (one.name or "", one.task or ""): None
        for key in serving
        for one in (told.activity_of(edition, key).processors or {}).values()
    }
    if found:
        yield Heading(_say(edition, "processors.heading"), 2)
        head = (_say(edition, "processors.name"), _say(edition, "processors.task"))
        yield Grid(head, tuple(found), shares=(50, 50))
    yield Paragraph(_say(edition, "changes"))
    notice = edition.dossier.notice
    places = answers.labels(edition, notice.places) if notice.policy_published else ""
    yield Fields((Field(_say(edition, "fields.published"), places), Field(_say(edition, "fields.effective"))))


KINDS = (FormKind(ID, build, needed),)
