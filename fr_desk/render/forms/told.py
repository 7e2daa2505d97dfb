"""What people are told about one activity, item by item: shared by consents, the privacy notice and children's rules.

Everything comes from the answers. What they leave open stays empty, and :func:`blanks` lists it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fr_desk.domain.activity import Activity, Alternative, Clock
from fr_desk.domain.choices import ClockKind, FaceFunction, Jurisdiction, Picture, Place, Way
from fr_desk.domain.derived import cameras_of
from fr_desk.domain.safeguards import AuthorisedPerson
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers
from fr_desk.render.forms.circumstances import holds, law_of
from fr_desk.render.forms.model import Field, Fields, Grid, Paragraph, Part
from fr_desk.render.forms.texts import form_words
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.sentences import SEPARATOR

TOLD = form_words("told")

NOTHING = "—"
"""In a cell that has nothing to say; an empty one is a blank to fill in."""

KR_MOST_DAYS = 10
"""Days within which requests are answered in Korea: Enforcement Decree of PIPA, articles 41(4), 43(3) and 44(2)."""

_FUNCTIONS = (
    FaceFunction.VERIFICATION,
    FaceFunction.IDENTIFICATION,
    FaceFunction.ATTRIBUTES,
    FaceFunction.DETECTION,
)
_JOINTS = {"zh": "", "ko": " ", "en": " "}
"""Between sentences."""


def say(edition: Edition, key: str, **values: object) -> str:
    """Return shared words in the language of the edition."""
    return TOLD.say(key, edition.lang, **values)


def field(edition: Edition, key: str, value: str, lines: int = 1, *, strong: bool = False) -> Field:
    """Return an item with its shared label."""
    return Field(say(edition, f"fields.{key}"), value, lines, strong)


def activity_of(edition: Edition, key: str) -> Activity:
    """Return an activity of the dossier."""
    return (edition.dossier.activities or {})[key]


def assumed_law(edition: Edition) -> tuple[Paragraph, ...]:
    """Return the remark that the country is not answered; nothing once it is."""
    if edition.dossier.venue.jurisdiction is not None:
        return ()
    country = edition.say(law_of(edition).label)
    return (Paragraph(say(edition, "country_open", country=country), "strong"),)


def contact(edition: Edition) -> str:
    """Return how the operator is reached: phone and e-mail, else the address."""
    operator = edition.dossier.operator
    quick = [one for one in (operator.phone, operator.email) if one]
    return SEPARATOR[edition.lang].join(quick) or operator.address or edition.dossier.venue.address or ""


def who(edition: Edition) -> tuple[Field, ...]:
    """Return who the operator is and how to reach it."""
    return (
        field(edition, "operator", edition.dossier.operator.name or ""),
        field(edition, "contact", contact(edition)),
    )


def purpose(edition: Edition, key: str) -> str:
    """Return the aim in the operator's words, else the category; empty while neither is answered."""
    activity = activity_of(edition, key)
    return activity.aim or (edition.say(activity.category.label) if activity.category else "")


def method(edition: Edition, key: str) -> str:
    """Return how the devices of an activity work; empty while that is not answered."""
    cameras = edition.dossier.cameras or {}
    serving = [
        cameras[name]
        for name in cameras_of(edition.dossier, key, edition.assessment.as_of).ids
        if name in cameras
    ]
    functions = {camera.face_function for camera in serving}
    told = [function.value for function in _FUNCTIONS if function in functions]
    told += [picture.value for picture in Picture if any(camera.picture is picture for camera in serving)]
    return _JOINTS[edition.lang].join(say(edition, f"method.{name}") for name in told)


def kinds(edition: Edition, key: str) -> dict[str, tuple[tuple[Place, ...] | None, Clock]]:
    """Return the kinds of pictures and face data an activity has or may have: where each is stored, and its clock."""
    activity, path = activity_of(edition, key), f"activities.{key}"
    storage, keep = activity.storage, activity.retention
    found: dict[str, tuple[tuple[Place, ...] | None, Clock]] = {}
    if holds(edition, "activity.films", path) is not False:
        found["video"] = (storage.pictures, keep.video)
    if holds(edition, "activity.recognises", path) is not False:
        found["face_picture"] = (storage.pictures, keep.face_picture)
        found["template"] = (storage.templates, keep.template)
        found["match_log"] = (storage.logs, keep.match_log)
        if activity.captures_unenrolled is not False:
            found["unmatched"] = (storage.pictures, keep.unmatched)
    return found


def data_table(edition: Edition, key: str) -> Grid:
    """Return the kinds of data of an activity with storage place, period and what happens at its end."""
    head = tuple(say(edition, f"data.{name}") for name in ("kind", "where", "kept", "afterwards"))
    rows = tuple(
        (say(edition, f"kinds.{kind}"), *_stored(edition, places, clock))
        for kind, (places, clock) in kinds(edition, key).items()
    )
    return Grid(head, rows, shares=(28, 24, 24, 24))


def _stored(edition: Edition, places: tuple[Place, ...] | None, clock: Clock) -> tuple[str, str, str]:
    kept = answers.kept(edition, clock)
    if clock.kind is ClockKind.NOT_STORED:
        return NOTHING, kept, NOTHING
    return answers.places(edition, places), kept, afterwards(edition, clock)


def afterwards(edition: Edition, clock: Clock) -> str:
    """Return what happens when a period is over; empty while that is not answered."""
    if clock.kind is ClockKind.INDEFINITE:
        return NOTHING
    if clock.method:
        return clock.method
    if clock.automatic is None:
        return ""
    return say(edition, "data.automatic" if clock.automatic else "data.by_hand")


def kinds_list(edition: Edition, names: Iterable[str]) -> str:
    """Return kinds of data one after the other."""
    return SEPARATOR[edition.lang].join(say(edition, f"kinds.{name}") for name in names)


def periods(edition: Edition, key: str, names: Iterable[str]) -> str:
    """Return how long kinds of data are kept, each with its name; empty while one of them is not answered."""
    clocks = {name: clock for name, (_, clock) in kinds(edition, key).items() if name in set(names)}
    told = {name: answers.kept(edition, clock) for name, clock in clocks.items()}
    if not told or not all(told.values()):
        return ""
    if len(told) == 1:
        return next(iter(told.values()))
    return SEMICOLON[edition.lang].join(
        say(edition, "labelled", label=say(edition, f"kinds.{name}"), text=text)
        for name, text in told.items()
    )


def recipients(edition: Edition, key: str) -> tuple[Part, ...]:
    """Return who is given data for purposes of their own, with the items the country's law names."""
    found = activity_of(edition, key).recipients
    if not found:
        value = "" if found is None else say(edition, "recipient.none")
        return (Fields((field(edition, "recipients", value),)),)
    korean = law_of(edition) is Jurisdiction.KR
    columns = (
        ("name", "purpose", "kinds", "period")
        if korean
        else ("name", "contact", "purpose", "method", "kinds")
    )
    known = ({"name": one.name, "purpose": one.purpose} for one in found.values())
    rows = tuple(tuple(one.get(column) or "" for column in columns) for one in known)
    return (Grid(tuple(say(edition, f"recipient.{name}") for name in columns), rows),)


def processors(edition: Edition, key: str) -> Field:
    """Return who handles data for the operator, and with what task."""
    found = activity_of(edition, key).processors
    if found is None:
        return field(edition, "processors", "")
    each = (
        say(
            edition,
            "with_remark",
            name=edition.name(f"activities.{key}.processors.{name}"),
            remark=one.task,
        )
        if one.task
        else edition.name(f"activities.{key}.processors.{name}")
        for name, one in found.items()
    )
    return field(edition, "processors", SEMICOLON[edition.lang].join(each) or say(edition, "processor.none"))


def goes_abroad(edition: Edition, key: str) -> bool | None:
    """Tell whether data of an activity go abroad or are stored there."""
    path = f"activities.{key}"
    return holds(edition, "activity.transfer_abroad || activity.stored_abroad", path)


def abroad(edition: Edition, key: str) -> tuple[Part, ...]:
    """Return what is told about data going abroad, with the items the country's law names."""
    goes = goes_abroad(edition, key)
    if not goes:
        value = "" if goes is None else say(edition, "abroad.none")
        return (Fields((field(edition, "abroad", value),)),)
    ground = activity_of(edition, key).transfer_ground
    country = law_of(edition).value.lower()
    blank = (Field(TOLD.say(name, edition.lang)) for name in TOLD.keys(f"abroad.{country}"))
    told = Field(say(edition, "abroad.ground"), edition.say(ground.label) if ground else "")
    return (Fields((told, *blank)),)


def offered(activity: Activity) -> tuple[Alternative, ...]:
    """Return the ways a person can choose on the spot that use no part of the body.

    A way that is known to be elsewhere, at other hours or dearer is none.
    """
    return tuple(
        one
        for one in (activity.alternatives or {}).values()
        if one.method
        and f"ways.{one.method.value}" in TOLD
        and False not in (one.same_place, one.same_hours, one.no_extra_cost)
    )


def other_ways(edition: Edition, key: str) -> str:
    """Return what people can use instead of their face; empty while nothing of the kind is offered."""
    methods = dict.fromkeys(one.method for one in offered(activity_of(edition, key)))
    return SEPARATOR[edition.lang].join(say(edition, f"ways.{method.value}") for method in methods if method)


def refusal(edition: Edition, key: str) -> tuple[Part, ...]:
    """Return that people may refuse and what they use instead; a blank where the answers name no other way."""
    activity = activity_of(edition, key)
    ways = other_ways(edition, key)
    if not ways or activity.mandatory:
        return (Paragraph(say(edition, "refusal.open"), "strong"), Fields((field(edition, "other_way", ""),)))
    equal = all(one.same_place and one.same_hours and one.no_extra_cost for one in offered(activity))
    words = say(edition, "refusal.equal" if equal else "refusal.free", ways=ways)
    return (Paragraph(words, "strong"),)


def withdrawal(edition: Edition, key: str) -> tuple[Part, ...]:
    """Return how consent is withdrawn and what happens then."""
    activity = activity_of(edition, key)
    words = [say(edition, "withdrawal.any_time")]
    if activity.consent.access_after_withdrawal:
        words.append(say(edition, "withdrawal.service_stays"))
    ways, after = desks(edition, activity.consent.withdrawal_ways), activity.retention.on_withdrawal
    if ways and after:
        remark = say(edition, "withdrawal.after", what=edition.say(after.label))
        ways = say(edition, "with_remark", name=ways, remark=remark)
    return (Paragraph(_JOINTS[edition.lang].join(words)), Fields((field(edition, "withdraw", ways),)))


def rights(edition: Edition) -> tuple[Field, ...]:
    """Return which rights people have, where they ask, and when they get an answer."""
    ways = desks(edition, edition.dossier.rights.ways)
    told = say(edition, "rights.answered", ways=ways, time=answer_time(edition)) if ways else ""
    return (
        field(edition, "rights", say(edition, f"rights.{law_of(edition).value.lower()}")),
        field(edition, "rights_ways", told),
    )


def answer_days(edition: Edition) -> int | None:
    """Return within how many days requests are answered: as the operator says, in Korea never more than the law's."""
    days = edition.dossier.rights.answer_days
    if law_of(edition) is Jurisdiction.KR:
        return KR_MOST_DAYS if days is None else min(days, KR_MOST_DAYS)
    return days


def answer_time(edition: Edition) -> str:
    """Return when requests are answered, in words."""
    days = answer_days(edition)
    return say(edition, "rights.without_delay") if days is None else say(edition, "rights.within", days=days)


def people(edition: Edition, who: Iterable[AuthorisedPerson]) -> str:
    """Return people with their roles, one after the other."""
    each = (
        say(edition, "with_remark", name=one.name, remark=one.role)
        if one.name and one.role
        else one.name or one.role or ""
        for one in who
    )
    return SEPARATOR[edition.lang].join(word for word in each if word)


def desks(edition: Edition, ways: Iterable[Way] | None) -> str:
    """Return where people can ask."""
    found = dict.fromkeys(ways or ())
    return SEPARATOR[edition.lang].join(say(edition, f"desks.{way.value}") for way in found)


def together(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts with labelled lines that follow each other put together."""
    pending: tuple[Field, ...] = ()
    for part in parts:
        if isinstance(part, Fields):
            pending += part.fields
            continue
        if pending:
            yield Fields(pending)
            pending = ()
        yield part
    if pending:
        yield Fields(pending)


def blanks(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the labels of what is still empty in parts that the answers fill, each once."""
    found: dict[str, None] = {}
    for part in parts:
        if isinstance(part, Fields):
            found |= {one.label: None for one in part.fields if not one.value}
        elif isinstance(part, Grid):
            columns = zip(part.head, zip(*part.rows, strict=True), strict=True) if part.rows else ()
            found |= {label: None for label, cells in columns if not all(cells)}
    return tuple(found)


def unfinished(edition: Edition, parts: Iterable[Part]) -> tuple[Paragraph, ...]:
    """Return the remark that names what is still empty in ``parts``; nothing if they are complete."""
    missing = blanks(parts)
    if not missing:
        return ()
    words = SEPARATOR[edition.lang].join(missing)
    return (Paragraph(say(edition, "blanks", blanks=words), "strong"),)
