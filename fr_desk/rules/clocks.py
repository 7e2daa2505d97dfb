"""Retention clocks: for each activity and kind of data, how long the law lets it be kept and how long it must be.

The limits stand in the packs. The sentences are composed here from the limits that hold, so that each is true whatever
comes together: a floor with a ceiling behind it, faces beside video, a recommendation below a duty. A limit whose
condition is not known yet is said with its condition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from fr_desk.domain.calendars import Period, Unit
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, N_, NP_, Counted, Lang, Texts, count_texts, texts
from fr_desk.rules.facts import Facts, facts_of
from fr_desk.rules.findings import Citation, Level
from fr_desk.rules.packs import Pack
from fr_desk.rules.timing import ClockSpec, Data, Until

KINDS: tuple[Data, ...] = get_args(Data)
FACES: tuple[Data, ...] = ("face_picture", "template", "match_log", "unmatched")

GATES: dict[Data, str] = {
    "video": "activity.films",
    "face_picture": "activity.recognises",
    "template": "activity.recognises",
    "match_log": "activity.recognises",
    "unmatched": "activity.recognises && activity.captures_unenrolled",
    "access_log": "activity.films || activity.recognises",
    "consent_record": 'activity.legal_basis == "consent"',
    "assessment_report": "activity.recognises",
    "records": "size(activity.processors) > 0 || size(activity.recipients) > 0",
}
"""Whether an activity has a kind of data at all."""

WHAT: dict[Data, str] = {
    "video": N_("the video"),
    "face_picture": N_("the face pictures"),
    "template": N_("the face templates"),
    "match_log": N_("the match logs"),
    "unmatched": N_("the faces that matched nobody"),
    "access_log": N_("the logs of who looked at data"),
    "consent_record": N_("the consent records"),
    "assessment_report": N_("the impact assessment report"),
    "records": N_("the records of handing data over"),
}
PERIODS: dict[Unit, Counted] = {
    "working_days": NP_("{count} working day", "{count} working days"),
    "days": NP_("{count} day", "{count} days"),
    "hours": NP_("{count} hour", "{count} hours"),
    "months": NP_("{count} month", "{count} months"),
    "years": NP_("{count} year", "{count} years"),
}
ONE: dict[Unit, str] = {"months": N_("one month"), "years": N_("one year")}

FLOOR_THEN_DELETE = N_("Keep {what} at least {floor}, then delete what has served its purpose")
FLOOR = N_("Keep {what} at least {floor}")
ADVISED_FLOOR = N_("Best keep {what} at least {floor}")
PURPOSE = N_("Keep {what} only as long as the purpose needs")
DELETED = N_("Delete {what} or make them anonymous")
CONDITIONAL = N_("How long to keep {what} depends on what is not answered yet")

AT_LEAST_IF = N_("{condition}: at least {period}")
AT_MOST_IF = N_("{condition}: at most {period}")
ADVISED_MOST = N_("at most {period} is advised unless you write down why longer")
GIVES_WAY = N_("the advice to keep it at most {period} gives way to this duty")
TEMPLATE_MADE = N_("best deleted once the template is made")
NOT_FOR_FACES = N_("the floor of {floor} is for the video, not for faces")
IF_ANY = N_("If there is any: {sentence}")

_LISTED: dict[Lang, str] = {"zh": "、", "ko": ", ", "en": ", "}
_LAST: dict[Lang, str] = {"zh": "和", "ko": ", ", "en": " and "}
_BRACKETS: dict[Lang, str] = {"zh": "{text}（{more}）", "ko": "{text}({more})", "en": "{text} ({more})"}
_BETWEEN: dict[Lang, str] = {"zh": "；", "ko": ". ", "en": "; "}
_WITHIN: dict[Lang, str] = {"zh": "；", "ko": "; ", "en": "; "}
_END: dict[Lang, str] = {"zh": "。", "ko": ".", "en": "."}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: a floor, a ceiling in days, or what ends the keeping.

    Attributes:
        id: of the limit in its pack.
        level: ``should`` is no legal duty.
        certain: its condition is known to hold; else ``condition`` says on what it depends.
    """

    id: str
    level: Level
    certain: bool
    citations: tuple[Citation, ...]
    floor: Period | None = None
    ceiling: Period | None = None
    until: Until | None = None
    condition: Texts | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How long one kind of data of one activity is to be kept.

    Attributes:
        data: the kind.
        path: the answer about it.
        certain: the activity is known to have such data.
        limits: all that hold, or may hold.
        sentence: the limits in one sentence.
    """

    data: Data
    path: str
    certain: bool
    limits: tuple[Limit, ...]
    sentence: Texts

    @property
    def floor(self) -> Limit | None:
        """The longest floor that is known to be a duty."""
        return _longest(self.limits)

    @property
    def ceiling(self) -> Limit | None:
        """What is known to end the keeping; a duty before an advice."""
        ends = [limit for limit in self.limits if limit.certain and limit.floor is None]
        return min(ends, key=lambda limit: limit.level == "should", default=None)


@dataclass(frozen=True, slots=True)
class ActivityClocks:
    """The clocks of one activity; ``sentence`` sets video beside faces, empty while neither is known to be taken."""

    activity: str
    clocks: tuple[Clock, ...]
    sentence: Texts


def clocks(dossier: Dossier, packs: Iterable[Pack], as_of: dt.date) -> tuple[ActivityClocks, ...]:
    """Return for every activity how long each kind of its data is to be kept, as the law stood on ``as_of``."""
    facts = facts_of(dossier, as_of)
    specs = [
        spec
        for pack in packs
        if facts.holds(pack.head.applies)
        for spec in pack.clocks
        if spec.in_force.on(as_of)
    ]
    return tuple(_activity(key, specs, facts) for key in dossier.activities or ())


def _activity(key: str, specs: Sequence[ClockSpec], facts: Facts) -> ActivityClocks:
    found = tuple(clock for data in KINDS if (clock := _clock(data, key, specs, facts)))
    shown = [clock for clock in found if clock.certain and clock.data in {"video", *FACES}]
    return ActivityClocks(f"activities.{key}", found, _summary(shown))


def _clock(data: Data, key: str, specs: Sequence[ClockSpec], facts: Facts) -> Clock | None:
    item = f"activities.{key}"
    has = facts.holds(GATES[data], item)
    limits = () if has is False else tuple(_limits(data, item, specs, facts))
    if not limits:
        return None
    sentence = _ended(_composed(_named([data]), limits))
    path = "organisation.records_years" if data == "records" else f"{item}.retention.{data}"
    return Clock(data, path, bool(has), limits, sentence if has else texts(IF_ANY, sentence=sentence))


def _limits(data: Data, item: str, specs: Sequence[ClockSpec], facts: Facts) -> Iterator[Limit]:
    for spec in specs:
        holds = facts.holds(spec.when, item) if spec.when else True
        if data in spec.data and holds is not False:
            yield Limit(
                id=spec.id,
                level=spec.level,
                certain=bool(holds),
                citations=spec.citations,
                floor=spec.floor.value if spec.floor else None,
                ceiling=spec.ceiling.value if spec.ceiling else None,
                until=spec.until,
                condition=None if holds else spec.condition,
            )


def _longest(limits: Iterable[Limit], level: Level = "must") -> Limit | None:
    floors = [limit for limit in limits if limit.certain and limit.floor and limit.level == level]
    return max(floors, key=lambda limit: limit.floor.most_days if limit.floor else 0, default=None)


def _composed(what: Texts, limits: Sequence[Limit], remarks: Sequence[Texts] = ()) -> Texts:
    """Return what the limits say about ``what`` with further ``remarks``, without a full stop."""
    floor, advised = _longest(limits), _longest(limits, "should")
    until = {limit.until for limit in limits if limit.certain and limit.until and limit.level == "must"}
    if floor and floor.floor:
        message = FLOOR_THEN_DELETE if "purpose" in until else FLOOR
        said = texts(message, what=what, floor=_written(floor.floor))
    elif "deleted" in until:
        said = texts(DELETED, what=what)
    elif "purpose" in until:
        said = texts(PURPOSE, what=what)
    elif advised and advised.floor:
        said = texts(ADVISED_FLOOR, what=what, floor=_written(advised.floor))
    else:
        said = texts(CONDITIONAL, what=what)
    return _bracketed(said, [*_remarks(limits, floor.floor if floor else None), *remarks])


def _remarks(limits: Sequence[Limit], floor: Period | None) -> list[Texts]:
    """Return what is to be said besides: advice, and limits that depend on something not answered."""
    found: list[Texts] = []
    for limit in limits:
        period = limit.floor or limit.ceiling
        if limit.certain and limit.until == "template_made":
            found.append(texts(TEMPLATE_MADE))
        elif limit.certain and limit.ceiling:
            below = floor is not None and floor.most_days > limit.ceiling.least_days
            found.append(texts(GIVES_WAY if below else ADVISED_MOST, period=_written(limit.ceiling)))
        elif not limit.certain and period and limit.condition:
            if limit.floor and floor and limit.floor.most_days <= floor.least_days:
                continue
            message = AT_LEAST_IF if limit.floor else AT_MOST_IF
            found.append(texts(message, condition=limit.condition, period=_written(period)))
    return found


def _summary(clocks: Sequence[Clock]) -> Texts:
    """Return the clocks in one sentence, kinds with the same limits together, video first."""
    groups: dict[tuple[Limit, ...], list[Data]] = {}
    for clock in clocks:
        groups.setdefault(clock.limits, []).append(clock.data)
    floor = next((_longest(limits) for limits, kinds in groups.items() if "video" in kinds), None)
    said: list[Texts] = []
    for limits, kinds in groups.items():
        last_of_faces = len(said) == len(groups) - 1 and "video" not in kinds
        theirs = [texts(NOT_FOR_FACES, floor=_written(floor.floor))] if floor and floor.floor else []
        said.append(_composed(_named(kinds), limits, theirs if last_of_faces else ()))
    return _ended(_joined(said)) if said else Texts(zh="", ko="", en="")


def _written(period: Period) -> Texts:
    single = ONE.get(period.unit) if period.count == 1 else None
    return texts(single) if single else count_texts(PERIODS[period.unit], period.count)


def _named(kinds: Sequence[Data]) -> Texts:
    nouns = [texts(WHAT[data]) for data in kinds]

    def listed(lang: Lang) -> str:
        *first, last = (noun.get(lang) for noun in nouns)
        return _LISTED[lang].join(first) + _LAST[lang] + last if first else last

    return Texts(**{lang: listed(lang) for lang in LANGUAGES})


def _bracketed(said: Texts, remarks: Sequence[Texts]) -> Texts:
    if not remarks:
        return said

    def with_remarks(lang: Lang) -> str:
        more = _WITHIN[lang].join(remark.get(lang) for remark in remarks)
        return _BRACKETS[lang].format(text=said.get(lang), more=more)

    return Texts(**{lang: with_remarks(lang) for lang in LANGUAGES})


def _joined(parts: Sequence[Texts]) -> Texts:
    def joined(lang: Lang) -> str:
        first, *rest = (part.get(lang) for part in parts)
        if lang == "en":
            rest = [part[:1].lower() + part[1:] for part in rest]
        return _BETWEEN[lang].join([first, *rest])

    return Texts(**{lang: joined(lang) for lang in LANGUAGES})


def _ended(said: Texts) -> Texts:
    return Texts(**{lang: said.get(lang) + _END[lang] for lang in LANGUAGES})
