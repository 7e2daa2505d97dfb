"""What a sign says, taken from the answers: nothing is invented, and what is not answered stays a blank to fill in.

Names and reasons that the venue wrote stand in the venue's own language; the other languages of a sign say what the
answers say in their own words (the kind of a zone, the category of an activity).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fr_desk.domain.activity import Activity, Alternative, Clock
from fr_desk.domain.choices import (
    Category,
    ClockKind,
    Jurisdiction,
    LegalBasis,
    Method,
    Picture,
    Place,
    SignKind,
    Way,
)
from fr_desk.domain.derived import RECOGNISING
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Choice
from fr_desk.domain.venue import Camera, Zone
from fr_desk.i18n import LANGUAGES, Lang, Texts, translate
from fr_desk.render.sign_texts import fill, sign_texts
from fr_desk.render.text import NO_BREAK, SEMICOLON, SEPARATOR, spell_number

FACE_SIGNS = frozenset({SignKind.FACE_AREA, SignKind.FACE_TERMINAL})
BLANK = "_" * 24
"""Printed where an answer is missing, to be filled in by hand."""
SHORT_REASON = 90
"""A reason longer than this many characters is left to the notice."""
MOST_ZONES = 8
"""Zones named on a sign; of more, the number is told."""
_OR: dict[Lang, str] = {"zh": "或", "ko": " 또는 ", "en": ", or "}
_ALL_DAY = frozenset(
    {"24h", "24小时", "24시간", "24hours", "全天", "全天24小时", "하루종일", "0:00-24:00", "00:00-24:00"}
)
_LANGUAGE: dict[Jurisdiction, Lang] = {Jurisdiction.CN: "zh", Jurisdiction.KR: "ko"}


@dataclass(frozen=True, slots=True)
class SignRow:
    """One row of a sign. ``complete`` is false where something is left to fill in by hand."""

    label: Texts
    value: Texts
    complete: bool


def same(words: str) -> Texts:
    """Return words that stand as they are in every language."""
    return Texts(zh=words, ko=words, en=words)


def each(say: Callable[[Lang], str]) -> Texts:
    """Return what ``say`` says in every language."""
    return Texts(**{lang: say(lang) for lang in LANGUAGES})


def language_of(dossier: Dossier) -> Lang | None:
    """Return the language in which the venue writes its names, if its country tells."""
    country = dossier.venue.jurisdiction
    return _LANGUAGE[country] if country else None


class SignFacts:
    """The answers behind one kind of sign: its devices, the activities they serve, and what to say of them."""

    def __init__(self, dossier: Dossier, kind: SignKind) -> None:
        """Take the dossier and the kind of sign."""
        self.dossier = dossier
        self.face = kind in FACE_SIGNS
        self.texts = sign_texts()
        every = (dossier.cameras or {}).values()
        self.cameras = [camera for camera in every if _is_meant(camera, face=self.face)]
        served = dict.fromkeys(key for camera in self.cameras for key in camera.activities or ())
        self.activities = [(dossier.activities or {})[key] for key in served]

    def rows(self) -> list[SignRow]:
        """Return the rows in order; mandatory items of the country are always among them."""
        korea = self.dossier.venue.jurisdiction is Jurisdiction.KR
        rows = [self.purpose()]
        if self.face and not korea:
            rows.append(self.method())
        if korea:
            rows.append(self.place())
        rows.append(self.range())
        if korea or any(activity.hours for activity in self.activities):
            rows.append(self.hours())
        rows.append(self.kept())
        if self.face and not korea:
            rows.append(self.reason())
        rows.append(self.contact(manager=korea))
        if self.face:
            rows.append(self.rights())
        return rows

    def purpose(self) -> SignRow:
        """Return the purposes of the activities."""
        named = [_purpose(activity) for activity in self.activities]
        return self._row(self.texts.labels.purpose, [one for one in named if one], complete=None not in named)

    def method(self) -> SignRow:
        """Return how faces are compared."""
        functions = [_label(camera.face_function) for camera in self.cameras if camera.face_function]
        return self._row(self.texts.labels.method, functions, complete=True)

    def place(self) -> SignRow:
        """Return the venue and the zones in which the devices stand."""
        zones, complete = self._zones(camera.zone for camera in self.cameras)
        venue = self.dossier.venue.name or BLANK
        words = self.texts.values.place_of_venue
        value = each(lambda lang: fill(words, lang, venue=venue, zones=zones.get(lang)))
        return SignRow(self.texts.labels.place, value, complete and venue != BLANK)

    def range(self) -> SignRow:
        """Return the zones that the devices see."""
        seen = (key for camera in self.cameras for key in (camera.zone, *(camera.sees or ())) if key)
        zones, complete = self._zones(seen)
        return SignRow(self.texts.labels.range, zones, complete)

    def hours(self) -> SignRow:
        """Return when the devices run."""
        told = [_hours(activity.hours) for activity in self.activities if activity.hours]
        return self._row(self.texts.labels.hours, told, complete=len(told) == len(self.activities))

    def kept(self) -> SignRow:
        """Return where and how long data are kept."""
        periods = (
            self._face_periods()
            if self.face
            else [self._period(one.retention.video) for one in self.activities]
        )
        known = [period for period in periods if period]
        complete = None not in periods
        if self.face and self.activities and all(_only_in_device(activity) for activity in self.activities):
            known.insert(0, self.texts.values.only_in_device)
        if not complete:
            known.append(same(BLANK))
        return self._row(self.texts.labels.kept, known, complete=complete, joints=SEMICOLON)

    def _face_periods(self) -> list[Texts | None]:
        """Return the periods of templates and face pictures; named apart only where they differ."""
        found: list[Texts | None] = []
        for activity in self.activities:
            keep = activity.retention
            clocks = (("template", keep.template), ("face_picture", keep.face_picture))
            told = [
                (type(keep).model_fields[name].title or name, self._period(clock)) for name, clock in clocks
            ]
            if len({period.en if period else "" for _, period in told}) == 1:
                found.append(told[0][1])
            else:
                found += [self._of_kind(title, period) for title, period in told]
        return found

    def _of_kind(self, title: str, period: Texts | None) -> Texts | None:
        if period is None:
            return None
        words = self.texts.values.of_kind
        return each(lambda lang: fill(words, lang, kind=translate(title, lang), period=period.get(lang)))

    def _period(self, clock: Clock) -> Texts | None:
        """Return how long one kind of data is kept, ``None`` while that is unanswered."""
        values = self.texts.values
        match clock.kind:
            case ClockKind.PERIOD if clock.days is not None:
                days = spell_number(clock.days)
                return each(lambda lang: fill(values.days, lang, days=days))
            case ClockKind.EVENT if clock.until is not None:
                return self.texts.events[clock.until]
            case ClockKind.NOT_STORED:
                return values.not_stored
            case ClockKind.INDEFINITE:
                return values.no_limit
        return None

    def reason(self) -> SignRow:
        """Return why a face is needed; long reasons, and other languages, lead to the notice."""
        reasons = [activity.necessity_reason for activity in self.activities]
        elsewhere = self.texts.values.reason_in_notice
        if not reasons or not all(reasons):
            return SignRow(self.texts.labels.reason, same(BLANK), complete=False)
        own = language_of(self.dossier)
        joined = " ".join(dict.fromkeys(reason for reason in reasons if reason))
        value = elsewhere
        if own and len(joined) <= SHORT_REASON:
            value = each(lambda lang: joined if lang == own else elsewhere.get(lang))
        return SignRow(self.texts.labels.reason, value, complete=True)

    def contact(self, *, manager: bool) -> SignRow:
        """Return who answers for the devices, and the phone."""
        operator = self.dossier.operator
        name = (operator.privacy_officer if manager else None) or operator.name or self.dossier.venue.name
        label = self.texts.labels.manager if manager else self.texts.labels.operator
        phone = operator.phone.replace(" ", NO_BREAK) if operator.phone else BLANK
        value = same(f"{name or BLANK}   {phone}")
        return SignRow(label, value, complete=bool(name and operator.phone))

    def rights(self) -> SignRow:
        """Return what people can ask for, and how."""
        consent = any(activity.legal_basis is LegalBasis.CONSENT for activity in self.activities)
        values = self.texts.values
        words = values.rights_with_consent if consent else values.rights_without_consent
        withdrawal = [way for activity in self.activities for way in activity.consent.withdrawal_ways or ()]
        asked = [*(self.dossier.rights.ways or ()), *withdrawal]
        value = each(lambda lang: fill(words, lang, ways=_ways(asked, lang) or BLANK))
        return SignRow(self.texts.labels.rights, value, complete=bool(asked))

    def band(self) -> Texts:
        """Return what a person can do: the other way in, if there is one for everybody, or whom to ask."""
        words = self.texts.band
        if not self.face:
            ways = self.dossier.rights.ways
            if not ways:
                return words.own_footage_contact
            return each(lambda lang: fill(words.own_footage, lang, ways=_ways(ways, lang)))
        offers = [_offered(activity) for activity in self.activities]
        if not offers or not all(offers):
            return words.ask_first
        shared = [method for method in offers[0] if all(method in offer for offer in offers)]
        if shared:
            return each(lambda lang: fill(words.other_way, lang, ways=self._instead(shared, lang)))
        return each(lambda lang: fill(words.other_way, lang, ways=self._by_activity(offers, lang)))

    def promised(self) -> Method | None:
        """Return the first other way the band names, for its pictogram."""
        offers = [_offered(activity) for activity in self.activities]
        return offers[0][0] if self.face and offers and all(offers) else None

    def _instead(self, methods: list[Method], lang: Lang) -> str:
        return _OR[lang].join(self.texts.ways[method].get(lang) for method in methods)

    def _by_activity(self, offers: list[list[Method]], lang: Lang) -> str:
        own = language_of(self.dossier)
        told = []
        for activity, methods in zip(self.activities, offers, strict=True):
            category = translate(activity.category.label, lang) if activity.category else ""
            name = (activity.name or category) if lang == own else (category or activity.name or "")
            ways = self._instead(methods, lang)
            told.append(fill(self.texts.band.other_way_of_activity, lang, activity=name, ways=ways))
        return SEMICOLON[lang].join(told)

    def _zones(self, keys: Iterable[str | None]) -> tuple[Texts, bool]:
        """Return the zones' names in the venue's language and their kinds in others, and whether all are told."""
        unique = list(dict.fromkeys(keys))
        zones = [(self.dossier.zones or {})[key] for key in unique if key]
        if not zones:
            return same(BLANK), False
        own = language_of(self.dossier)

        def listed(lang: Lang) -> str:
            names = [name for zone in zones if (name := _zone_name(zone, lang, own=lang == own))]
            names = list(dict.fromkeys(names)) or [BLANK]
            words = SEPARATOR[lang].join(names[:MOST_ZONES])
            if len(names) <= MOST_ZONES:
                return words
            return fill(self.texts.values.and_more, lang, listed=words, count=str(len(names)))

        return each(listed), None not in unique and all(zone.name or zone.kind for zone in zones)

    @staticmethod
    def _row(
        label: Texts, values: list[Texts], *, complete: bool, joints: dict[Lang, str] = SEPARATOR
    ) -> SignRow:
        """Return a row of several values, each said once; a blank where there is none."""
        if not values:
            return SignRow(label, same(BLANK), complete=False)
        value = each(lambda lang: joints[lang].join(dict.fromkeys(one.get(lang) for one in values)))
        return SignRow(label, value, complete)


def _is_meant(camera: Camera, *, face: bool) -> bool:
    if face:
        return camera.face_function in RECOGNISING
    return camera.picture not in {Picture.ON_OWN_ACTION, Picture.NONE_STORED}


def _label(choice: Choice) -> Texts:
    return each(lambda lang: translate(choice.label, lang))


def _purpose(activity: Activity) -> Texts | None:
    if activity.category in {None, Category.OTHER}:
        return same(activity.name) if activity.category and activity.name else None
    return _label(activity.category) if activity.category else None


def _hours(words: str) -> Texts:
    plain = words.replace(" ", "").replace("—", "-").replace("~", "-").lower()
    return sign_texts().values.all_day if plain in _ALL_DAY else same(words)


def _only_in_device(activity: Activity) -> bool:
    return activity.storage.templates == (Place.DEVICE,) and activity.storage.leaves_device == ()


def _offered(activity: Activity) -> list[Method]:
    """Return the ways a person can choose on the spot; one that is known to be elsewhere, later or dearer is none."""
    offers = (activity.alternatives or {}).values()
    return list(
        dict.fromkeys(one.method for one in offers if one.method in sign_texts().ways and _is_equal(one))
    )


def _is_equal(alternative: Alternative) -> bool:
    return False not in (alternative.same_place, alternative.same_hours, alternative.no_extra_cost)


def _ways(ways: Iterable[Way], lang: Lang) -> str:
    return SEPARATOR[lang].join(sign_texts().desks[way].get(lang) for way in dict.fromkeys(ways))


def _zone_name(zone: Zone, lang: Lang, *, own: bool) -> str:
    kind = translate(zone.kind.label, lang) if zone.kind else ""
    return (zone.name or kind) if own else (kind or zone.name or "")
