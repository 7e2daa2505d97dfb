"""Logs: footage viewed and handed over, data deleted, private spaces searched; filled rows, then rows to write in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fr_desk.domain import paths
from fr_desk.domain.activity import Retention
from fr_desk.domain.choices import ClockKind, Deletion, Jurisdiction, VenueKind, ZoneKind
from fr_desk.domain.venue import Zone
from fr_desk.i18n import LANGUAGES, Lang, Texts, translate
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import any_in_force, cited, holds, law_of
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.duty import concerns
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Items,
    Paragraph,
    Part,
)
from fr_desk.render.forms.texts import FormWords, form_words
from fr_desk.rules.clocks import GATES
from fr_desk.rules.sentences import SEPARATOR, name_of

VIEWING, DELETION, SWEEP = form_words("footage-log"), form_words("deletion-log"), form_words("sweep-log")

PRIVATE_KINDS: Final = frozenset(
    {
        *(ZoneKind.GUEST_ROOM, ZoneKind.PRIVATE_DINING_ROOM, ZoneKind.CHANGING_ROOM, ZoneKind.BATH),
        *(ZoneKind.RESTROOM, ZoneKind.NURSING_ROOM, ZoneKind.FITTING_ROOM, ZoneKind.MASSAGE_ROOM),
        *(ZoneKind.STAFF_REST_ROOM, ZoneKind.DORMITORY),
    }
)
USUALLY_PRIVATE: Final = frozenset(
    {
        *(VenueKind.HOTEL, VenueKind.GUESTHOUSE, VenueKind.GYM, VenueKind.SWIMMING_POOL),
        *(
            VenueKind.SAUNA_BATH,
            VenueKind.PUBLIC_RESTROOM,
            VenueKind.MALL,
            VenueKind.SCHOOL,
            VenueKind.CLINIC,
        ),
    }
)
"""Kinds of venue that have rooms people undress, wash or sleep in, whether or not the zones are answered."""

PERIOD_SHARES: Final = (22, 20, 16, 16, 10, 16)

ENDINGS: Final = ("withdrawal", "check_out", "membership_end", "purpose_end")

VIEWING_LAWS: Final = {
    Jurisdiction.CN: ("cn-decree-799/16", "cn-decree-799/20", "cn-decree-799/21", "cn-pipl/51"),
    Jurisdiction.KR: ("kr-pipa/18(2)", "kr-pipa/25(6)", "kr-pipa/29"),
}
DELETION_LAWS: Final = {
    Jurisdiction.CN: ("cn-pipl/19", "cn-pipl/47", "cn-order-19/8", "cn-decree-799/17", "cn-nds/24"),
    Jurisdiction.KR: ("kr-pipa/21(1)", "kr-pipa/21(2)", "kr-pipa/21(3)", "kr-pipa-decree/16(1)"),
}
SWEEP_LAWS: Final = {
    Jurisdiction.CN: ("cn-decree-799/8(1)", "cn-decree-799/8(2)"),
    Jurisdiction.KR: ("kr-pipa/25(2)",),
}


def _log(
    edition: Edition, words: FormWords, parts: list[Part], laws: tuple[str, ...], *, wide: bool = True
) -> Form:
    return composed(edition, words, (*told.assumed_law(edition), *parts), laws, wide=wide)


def footage_log(edition: Edition) -> Form:
    """Build the register of viewing, copying and handing over footage."""

    def say(key: str) -> str:
        return VIEWING.say(key, edition.lang)

    country = law_of(edition)
    names = ["number", "when", "act", "what", "why", "who", "form", "sign"]
    parts: list[Part] = [
        Fields((told.field(edition, "venue", edition.dossier.venue.name or ""), _allowed(edition))),
        Items(tuple(say(f"rules.{rule}") for rule in ("who", f"police_{country.value.lower()}", "no_phone"))),
        Grid(
            tuple(say(f"columns.{name}") for name in names),
            blank_rows=14,
            shares=(5, 13, 12, 17, 18, 17, 9, 12),
        ),
    ]
    return _log(edition, VIEWING, parts, VIEWING_LAWS[country])


def _allowed(edition: Edition) -> Field:
    """Return who may look at footage, with their roles."""
    people = edition.dossier.safeguards.authorised_people or {}
    return Field(VIEWING.say("allowed", edition.lang), told.people(edition, people.values()))


def deletion_log(edition: Edition) -> Form:
    """Build the table of periods and the log of deletions."""

    def say(key: str) -> str:
        return DELETION.say(key, edition.lang)

    keys = tuple(edition.dossier.activities or ())
    parts: list[Part] = [
        Fields((told.field(edition, "venue", edition.dossier.venue.name or ""),)),
        Heading(say("periods.head"), 2),
    ]
    if keys:
        columns = ("activity", "kind", "where", "kept", "automatic", "method")
        rows = tuple(row for key in keys for row in _periods(edition, key))
        parts.append(Grid(tuple(say(f"periods.{name}") for name in columns), rows, shares=PERIOD_SHARES))
        endings = tuple(_endings(edition, key) for key in keys)
        parts += [
            Heading(say("events.head"), 2),
            Grid(
                tuple(say(f"events.{name}") for name in ("activity", *ENDINGS)),
                endings,
                shares=(28, 18, 18, 18, 18),
            ),
        ]
    else:
        head = tuple(
            say(f"periods.{name}") for name in ("activity", "kind", "where", "kept", "automatic", "method")
        )
        parts += [
            Paragraph(say("periods.none_yet"), "strong"),
            Grid(head, blank_rows=6, shares=PERIOD_SHARES),
        ]
    columns = ("date", "data", "reason", "method", "by", "checked")
    parts += [
        Heading(say("log.head"), 2),
        Items((say("log.how"), say("log.automatic"))),
        Grid(tuple(say(f"log.{name}") for name in columns), blank_rows=14, shares=(14, 26, 20, 16, 12, 12)),
    ]
    return _log(edition, DELETION, parts, DELETION_LAWS[law_of(edition)])


def _periods(edition: Edition, key: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each kind of data an activity has, or may have."""
    activity, path = told.activity_of(edition, key), f"activities.{key}"
    stored = {kind: places for kind, (places, _) in told.kinds(edition, key).items()}
    gates = {str(data): condition for data, condition in GATES.items()}
    for kind in (name for name in Retention.model_fields if name in gates):
        if holds(edition, gates[kind], path) is False:
            continue
        clock = getattr(activity.retention, kind)
        kept = answers.kept(edition, clock)
        row = [edition.name(path), told.say(edition, f"kinds.{kind}")]
        if clock.kind is ClockKind.NOT_STORED:
            yield (*row, told.NOTHING, kept, told.NOTHING, told.NOTHING)
            continue
        where = answers.places(edition, stored[kind]) if kind in stored else told.NOTHING
        automatic = answers.answered(edition, f"{path}.retention.{kind}.automatic")
        yield (*row, where, kept, automatic, clock.method or "")


def _endings(edition: Edition, key: str) -> tuple[str, ...]:
    """Return what happens to face data at each ending; a dash where it does not arise."""
    path = f"activities.{key}.retention"
    cells = []
    for name in ENDINGS:
        answer = paths.get(edition.dossier, f"{path}.on_{name}")
        if answer is None:
            cells.append("" if f"{path}.on_{name}" in edition.asked else told.NOTHING)
        else:
            cells.append(told.NOTHING if answer is Deletion.DOES_NOT_HAPPEN else edition.say(answer.label))
    return (edition.name(f"activities.{key}"), *cells)


def sweep_log(edition: Edition) -> Form:
    """Build the log of sweeps: where, what to look for, what to do when something is found, rows to write in."""

    def say(key: str, **values: object) -> str:
        return SWEEP.say(key, edition.lang, **values)

    venue, operator = edition.dossier.venue, edition.dossier.operator
    found = [(edition.dossier.zones or {})[zone] for zone in private_zones(edition)]
    rows = tuple(
        (
            edition.name(f"zones.{key}"),
            edition.say(zone.kind.label) if zone.kind else "",
            zone.floor or "",
            "",
            "",
        )
        for key, zone in zip(private_zones(edition), found, strict=True)
    )
    columns = ("zone", "kind", "floor", "often", "by")
    parts: list[Part] = [
        Heading(say("where.head"), 2),
        Fields(
            (
                told.field(edition, "venue", venue.name or ""),
                Field(say("where.last"), answers.day(edition, edition.dossier.safeguards.last_sweep_on)),
            )
        ),
        Grid(
            tuple(say(f"where.{name}") for name in columns),
            rows,
            blank_rows=0 if rows else 5,
            shares=(30, 20, 14, 18, 18),
        ),
    ]
    if venue.rooms and any(zone.kind is ZoneKind.GUEST_ROOM for zone in found):
        parts.append(Paragraph(say("where.rooms", rooms=venue.rooms), "small"))
    call = SEPARATOR[edition.lang].join(one for one in (operator.privacy_officer, operator.phone) if one)
    police = f"police_{law_of(edition).value.lower()}"
    parts += [
        Heading(say("look.head"), 2),
        Items(tuple(say(f"look.{name}") for name in ("facing", "holes", "light", "network"))),
        Heading(say("found.head"), 2),
        Items(
            tuple(say(f"found.{name}") for name in ("touch", "lock", "time", police, "share")), numbered=True
        ),
        Fields((Field(say("found.call"), call),)),
        Heading(say("log.head"), 2),
        Grid(
            tuple(say(f"log.{name}") for name in ("date", "place", "result", "action", "by", "checked")),
            blank_rows=16,
            shares=(16, 20, 22, 18, 12, 12),
        ),
    ]
    return _log(edition, SWEEP, parts, SWEEP_LAWS[law_of(edition)], wide=False)


def private_zones(edition: Edition) -> tuple[str, ...]:
    """Return the zones where people undress, wash or sleep, or which serve that."""
    zones = edition.dossier.zones or {}
    return tuple(key for key, zone in zones.items() if zone.used_for_undressing or zone.kind in PRIVATE_KINDS)


def viewing_needed(edition: Edition) -> Texts | None:
    """Return why a register of viewing is needed: something is recorded, or may be."""
    concerned = edition.dossier.cameras and any_in_force(edition, VIEWING_LAWS)
    films = holds(edition, "dossier.films") if concerned else False
    if not films:
        return VIEWING.in_all("needed.open") if films is None else None
    if law_of(edition) is Jurisdiction.KR:
        return VIEWING.in_all("needed.kr")
    if concerns(edition, "cn.cctv.access-log"):
        return VIEWING.in_all("needed.cn_must")
    advised = concerns(edition, "cn.cctv.access-log-recommended")
    return VIEWING.in_all("needed.cn_should" if advised else "needed.cn_other")


def deletion_needed(edition: Edition) -> Texts | None:
    """Return why a log of deletions is needed: data are kept for some activity."""
    if not edition.dossier.activities or not any_in_force(edition, DELETION_LAWS):
        return None
    return DELETION.in_all(f"needed.{law_of(edition).value.lower()}")


def sweep_needed(edition: Edition) -> Texts | None:
    """Return why sweeps are needed: there are private spaces, or the kind of venue usually has them."""
    found = private_zones(edition)
    if found:
        places = Texts(**{lang: _kinds_of(edition, found, lang) for lang in LANGUAGES})
        if law_of(edition) is Jurisdiction.KR:
            return SWEEP.in_all("needed.kr", places=places)
        return (
            SWEEP.in_all("needed.cn", places=places) if cited(edition, *SWEEP_LAWS[Jurisdiction.CN]) else None
        )
    unknown = edition.dossier.zones is None and edition.dossier.venue.kind in USUALLY_PRIVATE
    return SWEEP.in_all("needed.open") if unknown else None


def _kinds_of(edition: Edition, keys: tuple[str, ...], lang: Lang) -> str:
    def called(key: str, zone: Zone) -> str:
        return (
            translate(zone.kind.label, lang) if zone.kind else name_of(edition.dossier, f"zones.{key}", lang)
        )

    zones = edition.dossier.zones or {}
    return SEPARATOR[lang].join(dict.fromkeys(called(key, zones[key]) for key in keys))


KINDS: Final = (
    FormKind("footage-log", footage_log, viewing_needed),
    FormKind("deletion-log", deletion_log, deletion_needed),
    FormKind("sweep-log", sweep_log, sweep_needed),
)
