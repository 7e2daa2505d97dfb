"""What people hand in: withdrawal of consent and requests about their data, and requests to see footage.

Each has a part for the person, a receipt with the day by which the law or the operator promises an answer, and a part
for the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import ON_CONSENT, any_in_force, cited, holds, law_of, matching, named
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Heading,
    NewPage,
    Paragraph,
    Part,
    Signature,
    Ticks,
)
from fr_desk.render.forms.texts import FormWords, form_words
from fr_desk.render.text import SEMICOLON

REQUEST, FOOTAGE = form_words("withdrawal"), form_words("footage-request")

BEYOND_PUBLIC_VIDEO: Final = "activities.exists(a, a.recognises || a.beyond_public_video)"
"""Processing that people in Korea may ask to stop: not plain video of public places (PIPA, article 58(2))."""

FILMS_PUBLIC_PLACE: Final = "cameras.exists(c, c.films && c.in_public_place)"

MOST_PLACES: Final = 12
"""Places to tick; a venue with more of them gets a line to write on."""

LAWS: Final = {
    Jurisdiction.CN: tuple(f"cn-pipl/{number}" for number in (15, 44, 45, 46, 47, 48, 50)),
    Jurisdiction.KR: (
        *("kr-pipa/35", "kr-pipa/36", "kr-pipa/37(2)", "kr-pipa/37(3)", "kr-pipa/38(4)", "kr-pipa/38(5)"),
        *("kr-pipa-decree/41(2)", "kr-pipa-decree/41(4)", "kr-pipa-decree/43(3)", "kr-pipa-decree/44(2)"),
    ),
}
FOOTAGE_LAWS: Final = {
    Jurisdiction.CN: ("cn-decree-799/21", "cn-pipl/45", "cn-pipl/50"),
    Jurisdiction.KR: ("kr-pipa/35", "kr-pipa-decree/41(4)", "kr-pipa/38(4)", "kr-pipa/38(5)"),
}


def withdrawal(edition: Edition) -> Form:
    """Build the paper on which people withdraw consent and ask to see, correct or delete their data."""

    def say(key: str, **values: object) -> str:
        return REQUEST.say(key, edition.lang, **values)

    korean = law_of(edition) is Jurisdiction.KR
    parts: list[Part] = [
        *told.assumed_law(edition),
        *_where(edition, REQUEST),
        Heading(say("person.head"), 2),
        Fields(tuple(Field(say(f"person.{name}")) for name in ("name", "contact", "found", "agent"))),
        Paragraph(say("person.agent_kr" if korean else "person.agent_cn"), "small"),
        Heading(say("ask.head"), 2),
        Ticks(tuple(_asked(edition))),
        Fields((Field(say("ask.details"), lines=2),)),
    ]
    if korean and holds(edition, "activities.exists(a, a.public_video)") is not False:
        parts.append(Paragraph(say("ask.video_stop"), "small"))
    parts.append(Signature((say("ask.signature"), say("ask.date"))))
    parts += _receipt(edition, automated=_decides_alone(edition))
    parts += [
        Heading(say("result.head"), 2),
        Ticks((say("result.done"), say("result.partly"), say("result.refused"))),
        Fields(tuple(Field(say(f"result.{name}")) for name in ("what", "others", "reason"))),
        *_objection(edition, REQUEST),
        Signature((say("result.by"), say("result.told"))),
    ]
    laws = [*LAWS[law_of(edition)]]
    if _decides_alone(edition):
        laws += ["kr-pipa/37-2(3)", "kr-pipa-decree/44-3"] if korean else ["cn-pipl/24"]
    return composed(edition, REQUEST, parts, laws)


def _asked(edition: Edition) -> Iterator[str]:
    """Yield what can be asked: to withdraw from each activity on consent, then what the country's law gives."""
    found = matching(edition, ON_CONSENT)
    for key in found.all:
        name = edition.name(f"activities.{key}")
        yield REQUEST.say("ask.withdraw_of", edition.lang, activity=name)
    if not found.all and edition.dossier.activities is None:
        yield REQUEST.say("ask.withdraw", edition.lang)
    for name in REQUEST.keys(f"ask.{law_of(edition).value.lower()}"):
        if name.endswith(".automated") and not _decides_alone(edition):
            continue
        if name == "ask.kr.stop" and holds(edition, BEYOND_PUBLIC_VIDEO) is False:
            continue
        yield REQUEST.say(name, edition.lang)


def _decides_alone(edition: Edition) -> bool:
    return any(one.decides_alone for one in (edition.dossier.activities or {}).values())


def _receipt(edition: Edition, *, automated: bool) -> Iterator[Part]:
    """Yield the receipt, with the day by which the answer is due left to write and the days until then said."""

    def say(key: str, **values: object) -> str:
        return REQUEST.say(f"receipt.{key}", edition.lang, **values)

    yield NewPage()
    yield Heading(say("head"), 2)
    yield Paragraph(_time(edition), "strong")
    if automated and law_of(edition) is Jurisdiction.KR:
        yield Paragraph(say("automated_kr"), "small")
    yield Fields(tuple(Field(say(name)) for name in ("on_day", "due", "identity", "by")))


def _time(edition: Edition) -> str:
    days = told.answer_days(edition)
    if days is None:
        return REQUEST.say("receipt.without_delay", edition.lang)
    return REQUEST.say("receipt.within", edition.lang, days=days)


def _objection(edition: Edition, words: FormWords) -> Iterator[Part]:
    """Yield how a refusal can be fought: in Korea the operator names its own way, in China the court is open."""
    if law_of(edition) is Jurisdiction.KR:
        yield Fields((Field(words.say("result.objection_kr", edition.lang)),))
    else:
        yield Paragraph(words.say("result.objection_cn", edition.lang), "small")


def _where(edition: Edition, words: FormWords) -> Iterator[Part]:
    """Yield to whom the paper goes, and how."""
    operator = edition.dossier.operator
    yield Fields(
        (
            Field(words.say("to", edition.lang), operator.name or ""),
            told.field(edition, "venue", edition.dossier.venue.name or ""),
            told.field(edition, "contact", told.contact(edition)),
            Field(words.say("ways", edition.lang), told.desks(edition, edition.dossier.rights.ways)),
        )
    )


def footage_request(edition: Edition) -> Form:
    """Build the paper on which people ask to see footage of themselves, with the decision on it."""

    def say(key: str, **values: object) -> str:
        return FOOTAGE.say(key, edition.lang, **values)

    def lines(group: str, *names: str) -> Fields:
        return Fields(tuple(Field(say(f"{group}.{name}")) for name in names))

    korean = law_of(edition) is Jurisdiction.KR
    parts: list[Part] = [*told.assumed_law(edition), *_where(edition, FOOTAGE)]
    periods = _video_periods(edition)
    if periods:
        parts.append(Paragraph(say("hurry", periods=periods), "strong"))
    who = ("name", "contact", "born", "address") if korean else ("name", "contact")
    relations = ("self", "guardian", "agent") if korean else ("self", "relative", "carer", "agent")
    asked = ("see", "exists", "copy") if korean else ("see", "copy")
    later = ("later",) if korean else ()
    results = ("shown", "copied", "partly", *later, "refused", "none")
    parts += [
        Heading(say("person.head"), 2),
        lines("person", *who),
        Paragraph(say("person.relation")),
        Ticks(tuple(say(f"person.{name}") for name in relations)),
        lines("person", "shown"),
        Heading(say("what.head"), 2),
        Ticks(tuple(say(f"what.{name}") for name in asked)),
        lines("what", "when"),
        *_places(edition),
        lines("what", "looks", "why"),
        Paragraph(say(f"pledge.{law_of(edition).value.lower()}")),
        Signature((say("signature"), say("date"))),
        Heading(say("receipt.head"), 2),
        Paragraph(say("receipt.keep"), "strong"),
        Paragraph(_time(edition)),
        Fields(
            tuple(
                Field(REQUEST.say(f"receipt.{name}", edition.lang)) for name in ("on_day", "due", "identity")
            )
        ),
        Heading(say("result.head"), 2),
        Ticks(tuple(say(f"result.{name}") for name in results)),
        lines("result", "viewing", "masked", "reason"),
        *_objection(edition, FOOTAGE),
    ]
    if korean:
        parts.append(Paragraph(say("result.reasons_kr"), "small"))
    parts.append(Signature((say("result.approved"), say("result.by"), say("result.told"))))
    return composed(edition, FOOTAGE, parts, FOOTAGE_LAWS[law_of(edition)])


def _video_periods(edition: Edition) -> str:
    """Return how long the video of each activity is kept, where that is answered."""
    found = {
        edition.name(f"activities.{key}"): answers.kept(edition, one.retention.video)
        for key, one in (edition.dossier.activities or {}).items()
        if holds(edition, "activity.films", f"activities.{key}") and one.retention.video.days is not None
    }
    if len(found) == 1:
        return next(iter(found.values()))
    return SEMICOLON[edition.lang].join(
        told.say(edition, "labelled", label=name, text=period) for name, period in found.items()
    )


def _places(edition: Edition) -> tuple[Part, ...]:
    """Return the places where cameras stand, to tick; a line to write on where they are not answered or too many."""
    cameras = (edition.dossier.cameras or {}).items()
    filming = (
        camera for key, camera in cameras if holds(edition, "camera.films", f"cameras.{key}") is not False
    )
    seen = dict.fromkeys(camera.zone for camera in filming if camera.zone)
    label = FOOTAGE.say("what.where", edition.lang)
    if not 0 < len(seen) <= MOST_PLACES:
        return (Fields((Field(label),)),)
    return (Paragraph(label), Ticks(tuple(edition.name(f"zones.{zone}") for zone in seen)))


def withdrawal_needed(edition: Edition) -> Texts | None:
    """Return why the paper for withdrawals and requests is needed: somebody's data are processed."""
    if not edition.dossier.activities or not any_in_force(edition, LAWS):
        return None
    found = matching(edition, ON_CONSENT)
    if found.sure:
        return REQUEST.in_all("needed.consent", activities=named(edition, found.sure))
    return REQUEST.in_all("needed.requests")


def footage_needed(edition: Edition) -> Texts | None:
    """Return why the request to see footage is needed: something is recorded, or may be."""
    concerned = edition.dossier.cameras and any_in_force(edition, FOOTAGE_LAWS)
    films = holds(edition, "dossier.films") if concerned else False
    if not films:
        return FOOTAGE.in_all("needed.open") if films is None else None
    if law_of(edition) is Jurisdiction.KR:
        return FOOTAGE.in_all("needed.kr")
    public = holds(edition, FILMS_PUBLIC_PLACE) and cited(edition, "cn-decree-799/21")
    return FOOTAGE.in_all("needed.cn_public" if public else "needed.cn")


KINDS: Final = (
    FormKind("withdrawal", withdrawal, withdrawal_needed),
    FormKind("footage-request", footage_request, footage_needed),
)
