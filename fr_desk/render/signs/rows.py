"""The rows of a sign: which there are for each kind and country, and what stands in them. Nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence

from fr_desk.domain.activity import Activity
from fr_desk.domain.choices import LegalBasis, SignItem, SignKind
from fr_desk.i18n import Texts, translate, written_dates
from fr_desk.render.signs.answers import (
    BLANK,
    BLANKS,
    PARTS,
    SignRow,
    choice_label,
    hours_of,
    instead,
    language_of,
    only_in_device,
    open_clock,
    open_purpose,
    period_of,
    purpose_of,
    row_of,
    ways_of,
    zone_list,
)
from fr_desk.render.signs.facts import SignFacts
from fr_desk.render.signs.words import each, filled, same
from fr_desk.render.text import NO_BREAK, SEMICOLON

SHORT_REASON = 90
"""A reason longer than this many characters is left to the notice."""


def rows_of(facts: SignFacts) -> list[SignRow]:
    """Return the rows of a sign in order, without what its design leaves out."""
    rows = _Rows(facts)
    match facts.kind:
        case SignKind.NO_CAMERAS:
            found = rows.no_cameras()
        case SignKind.CONSENT:
            found = rows.consent()
        case SignKind.FACE_AREA | SignKind.FACE_TERMINAL:
            found = rows.face()
        case _:
            found = rows.video()
    return [row for row in found if not row.items or row.items - facts.left_out]


class _Rows:
    """Makes the rows of one sign."""

    def __init__(self, facts: SignFacts) -> None:
        self.facts = facts
        self.dossier, self.activities, self.cameras = facts.dossier, facts.activities, facts.cameras
        self.labels, self.values = facts.words.labels, facts.words.values

    def video(self) -> list[SignRow]:
        place = [self.place()] if self.facts.korean else []
        return [
            *(self.purpose(), *place, self.range(), *self.hours(), self.kept()),
            *(self.responsible(), *self.trustee()),
        ]

    def face(self) -> list[SignRow]:
        if self.facts.korean:
            rows = [self.purpose(), self.place(), self.range(), *self.hours(), self.kept()]
        else:
            rows = [self.purpose(), self.method(), self.range(), *self.hours(), self.kept(), self.reason()]
        return [*rows, self.responsible(), self.rights()]

    def consent(self) -> list[SignRow]:
        captured = SignRow(self.labels.captured, self.values.captured)
        asking = [self.agree(), self.refuse(), self.rights(), self.responsible()]
        return [captured, self.purpose(), self.kept(), *asking]

    def no_cameras(self) -> list[SignRow]:
        """Return the rows of a sign that promises no camera; a room that one sees is not promised."""
        rooms = self.facts.planned.zones
        seen = self.facts.filmed()
        keys = tuple(zone for zone in rooms if zone not in seen)
        missing = tuple(dict.fromkeys(seen.values())) if keys or seen else ("zones",)
        told = zone_list(self.dossier, keys) if keys else BLANKS
        inside = SignRow(self.labels.inside, told, frozenset({SignItem.PLACE}), missing)
        return [inside, *self.checked(), self.contact(self.labels.ask)]

    def purpose(self) -> SignRow:
        told = {key: purpose_of(activity) for key, activity in self.activities.items()}
        missing = [f"activities.{key}.{open_purpose(self.activities[key])}" for key in told if not told[key]]
        answers = [f"activities.{key}.name" for key in told]
        values = [one for one in told.values() if one]
        return row_of(
            self.labels.purpose, values, {SignItem.PURPOSE}, missing or self._nobody_served(), answers
        )

    def method(self) -> SignRow:
        functions = [choice_label(one.face_function) for one in self.cameras.values() if one.face_function]
        return row_of(self.labels.method, functions, (), () if functions else ("cameras",))

    def place(self) -> SignRow:
        zones, missing = self._zones([one.zone for one in self.cameras.values() if one.zone])
        venue = self.dossier.venue.name
        value = filled(self.values.place_of_venue, venue=venue or BLANK, zones=zones)
        gaps = (*(() if venue else ("venue.name",)), *missing)
        return SignRow(self.labels.place, value, frozenset({SignItem.PLACE}), gaps, ("venue.name", "zones"))

    def range(self) -> SignRow:
        seen = [key for one in self.cameras.values() for key in (one.zone, *(one.sees or ()))]
        zones, missing = self._zones([key for key in seen if key])
        return SignRow(self.labels.range, zones, frozenset({SignItem.RANGE}), missing, ("zones",))

    def _zones(self, keys: Sequence[str]) -> tuple[Texts, tuple[str, ...]]:
        """Return the names of zones, and which questions about them are open."""
        known = self.dossier.zones or {}
        gaps = [f"cameras.{key}.zone" for key, one in self.cameras.items() if one.zone is None]
        gaps += [
            f"zones.{key}.kind" for key in dict.fromkeys(keys) if not (known[key].name or known[key].kind)
        ]
        if not keys:
            return BLANKS, tuple(gaps or ["cameras"])
        return zone_list(self.dossier, keys), tuple(gaps)

    def checked(self) -> list[SignRow]:
        """Return when somebody last looked for hidden cameras, if that is told."""
        day = self.dossier.safeguards.last_sweep_on
        if not self.dossier.safeguards.sweeps or day is None:
            return []
        return [SignRow(self.labels.checked, written_dates(day), answers=("safeguards.last_sweep_on",))]

    def hours(self) -> list[SignRow]:
        """Return when the devices run: in Korea always, elsewhere if anybody has said it."""
        told = {key: activity.hours for key, activity in self.activities.items()}
        if not self.facts.korean and not any(told.values()):
            return []
        missing = [f"activities.{key}.hours" for key, hours in told.items() if not hours]
        values = [hours_of(hours) for hours in told.values() if hours]
        answers = [f"activities.{key}.hours" for key in told]
        gaps = missing or self._nobody_served()
        return [row_of(self.labels.hours, values, {SignItem.HOURS}, gaps, answers)]

    def kept(self) -> SignRow:
        """Return where and how long data are kept."""
        known: list[Texts] = []
        missing: list[str] = []
        for key, activity in self.activities.items():
            found, gaps = (self._face_periods if self.facts.about_faces else self._video_period)(activity)
            known += found
            missing += [f"activities.{key}.retention.{name}" for name in gaps]
        only_here = bool(self.activities) and all(only_in_device(one) for one in self.activities.values())
        if self.facts.about_faces and only_here:
            known.insert(0, self.values.only_in_device)
        if missing and known:
            known.append(BLANKS)
        return row_of(
            self.labels.kept,
            known,
            {SignItem.PERIOD},
            missing or self._nobody_served(),
            joints=SEMICOLON,
        )

    @staticmethod
    def _video_period(activity: Activity) -> tuple[list[Texts], list[str]]:
        period = period_of(activity.retention.video)
        return ([period], []) if period else ([], [open_clock("video", activity.retention.video)])

    def _face_periods(self, activity: Activity) -> tuple[list[Texts], list[str]]:
        """Return the periods of templates and face pictures; named apart only where they differ."""
        keep = activity.retention
        clocks = {"template": keep.template, "face_picture": keep.face_picture}
        told = {name: period_of(clock) for name, clock in clocks.items()}
        gaps = [open_clock(name, clocks[name]) for name, period in told.items() if period is None]
        known = {name: period for name, period in told.items() if period}
        if not gaps and len({period.en for period in known.values()}) == 1:
            return [*known.values()][:1], []
        return [self._of_kind(keep, name, period) for name, period in known.items()], gaps

    def _of_kind(self, keep: object, name: str, period: Texts) -> Texts:
        title = type(keep).model_fields[name].title or name  # type: ignore[attr-defined]  # a part of the dossier
        kind = each(lambda lang: translate(title, lang))
        return filled(self.values.of_kind, kind=kind, period=period)

    def reason(self) -> SignRow:
        """Return why a face is needed; long reasons, and other languages, lead to the notice."""
        told = {
            f"activities.{key}.necessity_reason": one.necessity_reason for key, one in self.activities.items()
        }
        missing = [path for path, reason in told.items() if not reason]
        if missing or not told:
            gaps = tuple(missing or self._nobody_served())
            article = self.facts.duty.reason
            return SignRow(self.labels.reason, BLANKS, frozenset(), gaps, tuple(told), article)
        own = language_of(self.dossier)
        elsewhere = self.values.reason_in_notice
        joined = " ".join(dict.fromkeys(reason for reason in told.values() if reason))
        value = elsewhere
        if own and len(joined) <= SHORT_REASON:
            value = each(lambda lang: joined if lang == own else elsewhere.get(lang))
        return SignRow(self.labels.reason, value, answers=tuple(told))

    def responsible(self) -> SignRow:
        """Return who answers for the devices: in Korea the person in charge, elsewhere the operator."""
        if self.facts.korean:
            return self.contact(self.labels.manager, manager=True)
        return self.contact(self.labels.operator)

    def contact(self, label: Texts, *, manager: bool = False) -> SignRow:
        operator = self.dossier.operator
        name = (operator.privacy_officer if manager else None) or operator.name or self.dossier.venue.name
        parts, gaps = [], []
        if SignItem.OPERATOR not in self.facts.left_out:
            parts.append(name or BLANK)
            gaps += [] if name else ["operator.name"]
        if SignItem.CONTACT not in self.facts.left_out:
            parts.append(operator.phone.replace(" ", NO_BREAK) if operator.phone else BLANK)
            gaps += [] if operator.phone else ["operator.phone"]
        items = frozenset({SignItem.CONTACT, SignItem.OPERATOR})
        answers = ("operator.privacy_officer" if manager else "operator.name", "operator.phone")
        return SignRow(label, same(PARTS.join(parts)), items, tuple(gaps), answers)

    def trustee(self) -> list[SignRow]:
        """Return who runs the cameras of a public body; no answer holds their phone, so it is filled in by hand."""
        names = self.facts.trustees()
        if not names:
            return []
        value = same("; ".join(f"{name}{PARTS}{BLANK}" for name in names))
        paths = tuple(
            f"activities.{key}.processors" for key, one in self.activities.items() if one.processors
        )
        return [SignRow(self.labels.trustee, value, frozenset({SignItem.TRUSTEE}), paths, paths)]

    def rights(self) -> SignRow:
        """Return what people can ask for, and how."""
        consent = any(one.legal_basis is LegalBasis.CONSENT for one in self.activities.values())
        words, short = self.values.rights_without_consent, self.facts.words.in_code.rights_without_consent
        if consent:
            words, short = self.values.rights_with_consent, self.facts.words.in_code.rights_with_consent
        withdrawal = [way for one in self.activities.values() for way in one.consent.withdrawal_ways or ()]
        asked = [*(self.dossier.rights.ways or ()), *withdrawal]
        told = ways_of(asked) if asked else BLANK
        return SignRow(
            self.labels.rights,
            filled(words, ways=told),
            frozenset({SignItem.RIGHTS}),
            () if asked else ("rights.ways",),
            ("rights.ways",),
            in_code=filled(short, ways=told),
        )

    def agree(self) -> SignRow:
        """Return how people agree; a sign or walking in is none of the ways."""
        forms = [one.consent.form for one in self.activities.values()]
        known = [self.facts.words.agreeing[form] for form in forms if form in self.facts.words.agreeing]
        paths = tuple(f"activities.{key}.consent.form" for key in self.activities)
        if not known:
            return SignRow(self.labels.agree, BLANKS, frozenset(), paths or self._nobody_served(), paths)
        return SignRow(self.labels.agree, filled(self.values.agree, way=known[0]), answers=paths)

    def refuse(self) -> SignRow:
        """Return what people who do not agree can do."""
        methods = self.facts.other_ways()
        paths = tuple(f"activities.{key}.alternatives" for key in self.activities)
        items = frozenset({SignItem.OTHER_WAY})
        if not methods:
            return SignRow(self.labels.refuse, BLANKS, items, paths or self._nobody_served(), paths)
        return SignRow(
            self.labels.refuse, filled(self.values.refuse, ways=instead(methods)), items, answers=paths
        )

    def _nobody_served(self) -> tuple[str, ...]:
        """Return what is missing where no activity is known: whom the devices serve."""
        if self.activities:
            return ()
        return tuple(f"cameras.{key}.activities" for key in self.cameras) or ("cameras",)
