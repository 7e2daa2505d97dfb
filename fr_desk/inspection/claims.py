"""What a dossier only declares and an inspector must see: the riskiest claims, each with the answers behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity, Clock
from fr_desk.domain.choices import (
    Audio,
    CameraKind,
    ClockKind,
    ConsentForm,
    FaceFunction,
    Picture,
    Place,
    SignKind,
    ZoneKind,
)
from fr_desk.domain.derived import activity_recognises, cameras_of, recognises
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Value
from fr_desk.domain.venue import Camera
from fr_desk.i18n import LANGUAGES, N_, Texts, spell_number, texts, written_dates
from fr_desk.inspection.naming import label, listed, named, names_of, place_of, shortened
from fr_desk.inspection.private import floors, private_zones, seen_by
from fr_desk.inspection.view import Look, LookKind
from fr_desk.rules.findings import Assessment, Citation, Finding, Outcome

Weights = Mapping[LookKind, int]

MOST_OF_A_KIND = 30
"""Claims of one kind that are put into words, the riskiest of what lenses see."""
WIDE = 100.0
"""Angle of view from which a lens sees more than the wall in front of it, in degrees."""
NEAR_MANY = 80_000
"""People stored from which the number itself is looked at: filing begins at 100,000."""
FACE_DEVICES = frozenset({CameraKind.FACE_TERMINAL, CameraKind.FACE_LOCKER})

NO_LENS = N_("{zones}: whether there is really no lens inside or at the door")
NONE_DECLARED = N_("No device is declared that stands there or sees into it.")
NOT_ALL_TOLD = N_("Not every device says where it stands and what it sees.")
SWEPT = N_("The last search for hidden cameras is declared for {day}.")
PICTURE = N_("{device} ({zone}): what its picture shows")
PICTURE_ONLY = N_("{device}: what its picture shows")
DECLARED_SIGHT = N_("Declared to see: {zones}.")
NO_SIGHT = N_("What it sees is not declared.")
TURNS = N_("It can be turned.")
WIDE_ANGLE = N_("Its angle of view is {angle}.")
SAME_FLOOR = N_("On the same floor: {zones}.")
OTHER_WAY = N_("{place}: whether there really is another way: {ways}")
OFFERED = N_("Declared: {claims}.")
DECLARED_WAY = N_("The other way is declared for “{activity}”.")
CONSENT = N_("{place}: how “{activity}” asks for consent")
CLOCK_VIDEO = N_("Recorder: whether video of “{activity}” is gone after {days} days")
CLOCK_OTHER = N_("“{activity}”, {data}: whether kept as declared")
KEEPS = N_("Declared: {rule}.")
POLICE = N_("Police filing: whether number, day and devices match")
CAC = N_("Filing with the cyberspace administration: whether number and day match")
FILED_AS = N_("Declared: filed on {day}, number {number}.")
FILED_ON = N_("Declared: filed on {day}.")
FILED = N_("Declared as filed, without day and number.")
SIGN = N_("{zone}: whether the sign “{kind}” hangs there")
SIGN_ANYWHERE = N_("Sign “{kind}”: whether it hangs, and where")
HANGS = N_("Declared: {place}.")
OFF = N_("{device}: have the settings shown; recognition is declared off")
CAN = N_("The device could recognise faces.")
NOTHING = N_("{device}: have the settings shown; it is a {kind}, and is declared to do nothing with faces")
SILENT = N_("{device}: whether sound is really off")
MICROPHONE = N_("It has a microphone, declared as switched off.")
OTHERS = N_("Whole venue: whether there are other devices than the {count} declared")
OTHERS_THAN_NONE = N_("Whole venue: whether there is really no device that takes pictures")
NO_DEVICE = N_("No device is declared.")
ENROLLED = N_("“{activity}”: have the number of enrolled people shown on the device")
COUNT = N_("Declared: {count} people.")
STAYS = N_("“{activity}”: have the network settings shown; face data are declared to stay here")
LIVES = N_("Declared place: {places}.")


def claims(dossier: Dossier, assessment: Assessment, weights: Weights) -> Iterator[Look]:
    """Yield what is declared and must be seen, in no order.

    Args:
        dossier: what is declared.
        assessment: the findings about it, for the articles behind a claim.
        weights: how much each kind of look weighs.
    """
    yield from _Claims(dossier, assessment, weights).all()


class _Claims:
    def __init__(self, dossier: Dossier, assessment: Assessment, weights: Weights) -> None:
        self._dossier, self._weights = dossier, weights
        self._private = private_zones(dossier)
        self._settled: dict[str, list[Finding]] = {}
        for one in assessment.findings:
            if one.outcome is not Outcome.NOT_APPLICABLE:
                self._settled.setdefault(one.item, []).append(one)

    def all(self) -> Iterator[Look]:
        """Yield the claims of every kind."""
        yield from self._private_spaces()
        yield from self._others()
        yield from self._sights()
        yield from islice(self._devices(), MOST_OF_A_KIND)
        for key, activity in (self._dossier.activities or {}).items():
            yield from self._activity(f"activities.{key}", activity)
        yield from self._filings()
        yield from islice(self._signs(), MOST_OF_A_KIND)

    def _look(
        self, kind: LookKind, path: str, says: Texts, why: Texts, cited: tuple[Citation, ...], more: int = 0
    ) -> Look:
        return Look(kind, path, says, why, cited, self._weights[kind] + min(more, 49))

    def _cited(
        self, items: Iterable[str], patterns: frozenset[str], prefix: str = ""
    ) -> tuple[Citation, ...]:
        """Return the articles of the rules about ``items`` that have one of ``patterns`` or show at ``prefix``."""
        keys = list(items) or list(self._settled)
        found = (
            citation
            for one in chain.from_iterable(self._settled.get(key, ()) for key in keys)
            if not patterns.isdisjoint(one.patterns) or (prefix and one.path.startswith(prefix))
            for citation in one.citations
        )
        return tuple(dict.fromkeys(found))

    def _name(self, path: str) -> Texts:
        return named(self._dossier, path)

    def _zones(self, keys: Iterable[str]) -> Texts:
        return names_of(self._dossier, [f"zones.{key}" for key in keys])

    # places and devices

    def _private_spaces(self) -> Iterator[Look]:
        cameras = self._dossier.cameras
        seen = {zone for key in cameras or () for zone in seen_by(self._dossier, key)}
        unseen = [zone for zone in self._private if zone not in seen]
        if not unseen:
            return
        told = cameras is not None and all(
            one.zone is not None and one.sees is not None for one in cameras.values()
        )
        why = [texts(NONE_DECLARED)] + ([] if told else [texts(NOT_ALL_TOLD)])
        swept = self._dossier.safeguards.last_sweep_on
        if swept is not None:
            why.append(texts(SWEPT, day=written_dates(swept)))
        says = texts(NO_LENS, zones=self._zones(unseen))
        cited = self._cited((), frozenset({"PRIVATE_SPACE"}))
        undressing = sum(bool((self._dossier.zones or {})[zone].used_for_undressing) for zone in unseen)
        yield self._look("private_space", f"zones.{unseen[0]}", says, _sentences(why), cited, undressing * 4)

    def _others(self) -> Iterator[Look]:
        """Yield what nobody declares: that there is nothing else."""
        cameras = self._dossier.cameras
        if cameras is None:
            return
        says = texts(OTHERS, count=spell_number(len(cameras))) if cameras else texts(OTHERS_THAN_NONE)
        names = [f"cameras.{key}" for key in cameras]
        why = texts(OFFERED, claims=names_of(self._dossier, names, 6)) if names else texts(NO_DEVICE)
        yield self._heavy("other", "cameras", says, why, (), 215)

    def _sights(self) -> Iterator[Look]:
        """Yield what the riskiest lenses see."""
        zones = self._dossier.zones or {}
        private = {key: floors(zones[key].floor) for key in self._private}
        told = [
            (key, *self._sight(key, camera, private)) for key, camera in (self._dossier.cameras or {}).items()
        ]
        told.sort(key=lambda one: -one[1])
        for key, risk, near in told[:MOST_OF_A_KIND]:
            yield self._look_of_sight(key, risk, near)

    def _sight(
        self, key: str, camera: Camera, private: Mapping[str, frozenset[str]]
    ) -> tuple[int, list[str]]:
        """Return how risky a lens is, and the private zones on its floor that it is not said to see."""
        zones, seen = self._dossier.zones or {}, seen_by(self._dossier, key)
        risk = 8 if camera.sees is None else 0
        if _turns(camera):
            risk += 14
        elif _is_wide(camera):
            risk += 6
        stands = zones.get(camera.zone or "")
        own = floors(stands.floor) if stands else frozenset()
        near = [one for one, there in private.items() if own & there and one not in seen] if own else []
        risk += 18 * bool(near) + 4 * any(zones[one].kind in _BEYOND for one in seen) + 3 * (len(seen) > 1)
        return risk + 2 * bool(recognises(self._dossier, key, dt.date.min)), near

    def _look_of_sight(self, key: str, risk: int, near: list[str]) -> Look:
        camera, path = (self._dossier.cameras or {})[key], f"cameras.{key}"
        sees = self._zones(seen_by(self._dossier, key))
        why = [texts(NO_SIGHT) if camera.sees is None else texts(DECLARED_SIGHT, zones=sees)]
        if _turns(camera):
            why.append(texts(TURNS))
        elif _is_wide(camera):
            why.append(texts(WIDE_ANGLE, angle=spell_number(camera.field_of_view or 0, "°")))
        if near:
            why.append(texts(SAME_FLOOR, zones=self._zones(near)))
        says = texts(PICTURE_ONLY, device=self._name(path))
        if camera.zone is not None:
            says = texts(PICTURE, device=self._name(path), zone=self._name(f"zones.{camera.zone}"))
        cited = self._cited((path,), frozenset({"PRIVATE_SPACE"}))
        return self._look("sight", f"{path}.sees", says, _sentences(why), cited, risk)

    def _devices(self) -> Iterator[Look]:
        for key, camera in (self._dossier.cameras or {}).items():
            yield from self._device(key, camera)

    def _device(self, key: str, camera: Camera) -> Iterator[Look]:
        path, name = f"cameras.{key}", self._name(f"cameras.{key}")
        if camera.face_function is FaceFunction.LICENSED_OFF:
            cited = self._cited((path,), frozenset({"PRIVATE_SPACE", "NOTICE_INCOMPLETE"}))
            says = texts(OFF, device=name)
            yield self._heavy("other", f"{path}.face_function", says, texts(CAN), cited, 200)
        elif camera.kind in FACE_DEVICES and camera.face_function is FaceFunction.NONE:
            says = texts(NOTHING, device=name, kind=label(camera.kind))
            yield self._heavy("other", f"{path}.face_function", says, texts(CAN), (), 190)
        if camera.audio is Audio.POSSIBLE_OFF:
            cited = self._cited((path,), frozenset(), f"{path}.audio")
            yield self._look(
                "other", f"{path}.audio", texts(SILENT, device=name), texts(MICROPHONE), cited, 40
            )

    def _heavy(
        self, kind: LookKind, path: str, says: Texts, why: Texts, cited: tuple[Citation, ...], more: int
    ) -> Look:
        """Return a look that weighs more than its kind."""
        return Look(kind, path, says, why, cited, self._weights[kind] + more)

    # activities

    def _activity(self, path: str, activity: Activity) -> Iterator[Look]:
        yield from self._video(path, activity)
        key = path.rpartition(".")[2]
        if not activity_recognises(self._dossier, key, dt.date.min):
            return
        place, name = place_of(self._dossier, key), self._name(path)
        if activity.alternatives:
            ways = listed(
                label(one.method) if one.method else self._name(f"{path}.alternatives.{key}")
                for key, one in activity.alternatives.items()
            )
            first, base = next(iter(activity.alternatives.items())), f"{path}.alternatives"
            told = [
                texts(DECLARED_WAY, activity=name),
                *_claim(_yes(first[1], f"{base}.{first[0]}", _ALTERNATIVE)),
            ]
            cited = self._cited((path,), frozenset({"NO_ALTERNATIVE"}))
            says = texts(OTHER_WAY, place=place, ways=ways)
            yield self._look("alternative", f"{path}.alternatives", says, _sentences(told), cited)
        form = activity.consent.form
        if form is not None and form is not ConsentForm.NONE:
            told = _claim([label(form), *_yes(activity.consent, f"{path}.consent", _CONSENT)])
            cited = self._cited((path,), frozenset({"NO_SEPARATE_CONSENT"}))
            says = texts(CONSENT, place=place, activity=name)
            yield self._look("consent", f"{path}.consent.form", says, _sentences(told), cited)
        yield from self._faces(path, activity, name)
        if activity.persons_stored:
            says, why = (
                texts(ENROLLED, activity=name),
                texts(COUNT, count=spell_number(activity.persons_stored)),
            )
            cited = self._cited((), frozenset({"NO_FILING"}), "filings.cac")
            more = 220 if activity.persons_stored >= NEAR_MANY else 110
            yield self._heavy("other", f"{path}.persons_stored", says, why, cited, more)

    def _video(self, path: str, activity: Activity) -> Iterator[Look]:
        clock = activity.retention.video
        films = any(
            (self._dossier.cameras or {})[name].picture in {Picture.CONTINUOUS, Picture.ON_EVENT}
            for name in cameras_of(self._dossier, path.rpartition(".")[2], dt.date.min).ids
        )
        if clock.kind is None or not films:
            return
        name = self._name(path)
        says = texts(CLOCK_OTHER, activity=name, data=texts(paths.spec_at(f"{path}.retention.video").title))
        if clock.kind is ClockKind.PERIOD and clock.days is not None:
            says = texts(CLOCK_VIDEO, activity=name, days=spell_number(clock.days))
        cited = self._cited((path,), frozenset(), f"{path}.retention.video")
        yield self._look("clock", f"{path}.retention.video", says, _kept(clock), cited, 10)

    def _faces(self, path: str, activity: Activity, name: Texts) -> Iterator[Look]:
        """Yield where face data live and how long they are kept."""
        for field in ("template", "face_picture"):
            clock = getattr(activity.retention, field)
            if clock.kind is None:
                continue
            data = texts(paths.spec_at(f"{path}.retention.{field}").title)
            cited = self._cited((path,), frozenset(), f"{path}.retention.{field}") or self._cited(
                (path,), frozenset({"OVER_RETENTION"})
            )
            says = texts(CLOCK_OTHER, activity=name, data=data)
            yield self._look("clock", f"{path}.retention.{field}", says, _kept(clock), cited, 20)
            break
        places = activity.storage.templates
        if places and set(places) <= {Place.DEVICE, Place.SITE_SERVER_OFFLINE}:
            why = texts(LIVES, places=listed(label(place) for place in places))
            cited = self._cited((path,), frozenset({"NET_TRANSFER"}))
            yield self._heavy(
                "other", f"{path}.storage.templates", texts(STAYS, activity=name), why, cited, 130
            )

    # papers and signs

    def _filings(self) -> Iterator[Look]:
        filings = self._dossier.filings
        for name, sentence, patterns in (
            ("police", POLICE, frozenset[str]()),
            ("cac", CAC, frozenset({"NO_FILING"})),
        ):
            filing = getattr(filings, name)
            if not filing.filed:
                continue
            why = texts(FILED)
            if filing.filed_on and filing.number:
                number = shortened(filing.number, 60)
                why = texts(FILED_AS, day=written_dates(filing.filed_on), number=number)
            elif filing.filed_on:
                why = texts(FILED_ON, day=written_dates(filing.filed_on))
            cited = self._cited((), patterns, f"filings.{name}")
            yield self._look("filing", f"filings.{name}", texts(sentence), why, cited)

    def _signs(self) -> Iterator[Look]:
        for key, sign in (self._dossier.signs or {}).items():
            if sign.kind is None:
                continue
            path, kind = f"signs.{key}", label(sign.kind)
            says = texts(SIGN_ANYWHERE, kind=kind)
            if sign.zone is not None:
                says = texts(SIGN, zone=self._name(f"zones.{sign.zone}"), kind=kind)
            told = []
            if sign.place:
                told.append(texts(HANGS, place=shortened(sign.place, 80)))
            told += _claim([label(item) for item in sign.items or ()])
            watching = [
                f"cameras.{name}"
                for name in self._dossier.cameras or ()
                if sign.zone in seen_by(self._dossier, name)
            ]
            cited = self._cited((path, *watching), frozenset({"NO_NOTICE", "NOTICE_INCOMPLETE"}))
            more = 20 if sign.kind in {SignKind.FACE_TERMINAL, SignKind.FACE_AREA} else len(watching)
            yield self._look("sign", path, says, _sentences(told) if told else kind, cited, more)


def _turns(camera: Camera) -> bool:
    return camera.kind in {CameraKind.PTZ, CameraKind.PANORAMIC} or bool(camera.steered_elsewhere)


def _is_wide(camera: Camera) -> bool:
    return camera.field_of_view is not None and camera.field_of_view >= WIDE


_BEYOND = frozenset({ZoneKind.STREET, ZoneKind.NEIGHBOUR_PREMISES})
_ALTERNATIVE = ("same_place", "same_hours", "no_extra_cost", "on_sign")
_CONSENT = ("separate", "unticked", "before_capture", "recorded")


def _yes(item: Value, base: str, fields: Iterable[str]) -> list[Texts]:
    """Return the short names of what the answers of an item affirm."""
    return [texts(paths.spec_at(f"{base}.{field}").title) for field in fields if getattr(item, field)]


def _claim(told: list[Texts]) -> list[Texts]:
    return [texts(OFFERED, claims=listed(told, len(told)))] if told else []


def _kept(clock: Clock) -> Texts:
    """Return how long something is kept, as declared."""
    assert clock.kind is not None
    parts = [label(clock.kind)]
    if clock.kind is ClockKind.PERIOD and clock.days is not None:
        parts = [texts(N_("{days} days"), days=spell_number(clock.days))]
    elif clock.kind is ClockKind.EVENT and clock.until is not None:
        parts = [texts(N_("until: {event}"), event=label(clock.until))]
    if clock.automatic:
        parts.append(texts(N_("deleted automatically")))
    return texts(KEEPS, rule=listed(parts))


def _sentences(told: Iterable[Texts]) -> Texts:
    """Return sentences one after another: in Chinese without a space between them."""
    every = list(dict.fromkeys(told))
    return Texts(
        **{lang: ("" if lang == "zh" else " ").join(one.get(lang) for one in every) for lang in LANGUAGES}
    )
