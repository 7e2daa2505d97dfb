"""Which signs a venue needs, where they go and why: derived from devices, zones and activities, joined with designs.

Each activity that recognises faces has signs of its own: a hotel's guests and its staff are told different things. What
is not answered counts as if a sign were needed; a blank sign does less harm than none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fr_desk.domain.choices import Access, CameraKind, LegalBasis, Picture, SignKind, Subject, ZoneKind
from fr_desk.domain.derived import announced, in_public_place, mobile, recognises
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.printing import SignDesign
from fr_desk.domain.video import STAFF_ZONES, fixed_video
from fr_desk.i18n import Texts, translate
from fr_desk.render.signs.words import Duty, Level, duties, each, sign_words

FACE_SIGNS = frozenset({SignKind.FACE_AREA, SignKind.FACE_TERMINAL, SignKind.CONSENT})
"""Kinds that are about one activity."""
VIDEO_SIGNS = frozenset({SignKind.CCTV_AREA, SignKind.BUILDING_ENTRANCE, SignKind.STAFF_AREA})

AT_THE_DEVICE = frozenset(
    {
        CameraKind.FACE_TERMINAL,
        CameraKind.GATE,
        CameraKind.KIOSK,
        CameraKind.FACE_LOCKER,
        CameraKind.DISPENSER,
        CameraKind.DOORBELL,
    }
)
UNDRESSING = frozenset(
    {
        ZoneKind.CHANGING_ROOM,
        ZoneKind.BATH,
        ZoneKind.RESTROOM,
        ZoneKind.NURSING_ROOM,
        ZoneKind.FITTING_ROOM,
        ZoneKind.MASSAGE_ROOM,
    }
)
"""Zones on whose door people want to read that there is no camera inside."""
COUNTERS = frozenset({ZoneKind.RECEPTION, ZoneKind.SALES_HALL, ZoneKind.SHOP_FLOOR, ZoneKind.LOBBY})
"""Zones in which people are asked for consent."""
NOT_FILMING = frozenset({Picture.ON_OWN_ACTION, Picture.NONE_STORED})


@dataclass(frozen=True, slots=True)
class PlannedSign:
    """One sign to be made.

    Attributes:
        kind: what it announces.
        activity: id of the activity it is about; empty for signs about the whole venue.
        zones: ids of the zones where it goes, in the order of the dossier.
        devices: ids of the devices it announces.
        level: whether the law asks for it.
        why: the duty behind it, with its article.
        cites: the articles, ``instrument/article``.
        design: how it is to be printed; empty if nobody has chosen anything.
        design_id: id of the design in the dossier; empty if there is none.
    """

    kind: SignKind
    activity: str
    zones: tuple[str, ...]
    devices: tuple[str, ...]
    level: Level
    why: Texts
    cites: tuple[str, ...]
    design: SignDesign = field(default_factory=SignDesign)
    design_id: str = ""

    @property
    def id(self) -> str:
        """Name it has among the signs of its dossier."""
        return f"{self.kind}:{self.activity}" if self.activity else str(self.kind)

    @property
    def stem(self) -> str:
        """Stem of its file name, ``sign-face-terminal-a2``."""
        return "-".join(("sign", self.id.replace("_", "-").replace(":", "-")))

    def name(self, dossier: Dossier) -> Texts:
        """Return what it is called in lists: its kind, and the activity it is about."""
        about = activity_name(dossier, self.activity) if self.activity else None
        colon = {"zh": "：", "ko": ": ", "en": ": "}
        return each(
            lambda lang: (
                translate(self.kind.label, lang) + (f"{colon[lang]}{about.get(lang)}" if about else "")
            )
        )


def activity_name(dossier: Dossier, key: str) -> Texts:
    """Return the name of an activity, or its category."""
    activity = (dossier.activities or {})[key]
    category = activity.category
    return each(lambda lang: activity.name or (translate(category.label, lang) if category else key))


def plan_signs(dossier: Dossier) -> tuple[PlannedSign, ...]:
    """Return the signs a venue needs, then those it only designed; the ones for everybody first."""
    found = [*_needed(dossier)]
    for design in (dossier.designs or {}).values():
        if design.kind is None or any(_is_for(design, sign) for sign in found):
            continue
        found.append(_wanted(dossier, design.kind, design.activity or ""))
    found.sort(key=lambda sign: (sign.level == "own", _ORDER.index(sign.kind)))
    return tuple(_designed(dossier, sign) for sign in found)


def _is_for(design: SignDesign, sign: PlannedSign) -> bool:
    """Tell whether a design is for a sign; without an activity it is for all signs of its kind."""
    return design.kind is sign.kind and (
        design.activity is None or sign.kind not in FACE_SIGNS or design.activity == sign.activity
    )


_ORDER = (
    SignKind.BUILDING_ENTRANCE,
    SignKind.CCTV_AREA,
    SignKind.FACE_AREA,
    SignKind.FACE_TERMINAL,
    SignKind.CONSENT,
    SignKind.STAFF_AREA,
    SignKind.NO_CAMERAS,
)


def _needed(dossier: Dossier) -> Iterator[PlannedSign]:
    if dossier.cameras is None:
        yield _sign(dossier, SignKind.CCTV_AREA, "", ())
    yield from _video_signs(dossier)
    recognising = [key for key in dossier.cameras or () if recognises(dossier, key, dt.date.min)]
    served = dict.fromkeys(key for name in recognising for key in activities_of(dossier, name) or ("",))
    for activity in served:
        yield from _face_signs(dossier, activity, recognising)
    private = tuple(key for key, zone in (dossier.zones or {}).items() if zone.kind in UNDRESSING)
    if private:
        yield _sign(dossier, SignKind.NO_CAMERAS, "", (), private)


def activities_of(dossier: Dossier, device: str) -> tuple[str, ...]:
    """Return the activities a device serves, as far as answered."""
    return (dossier.cameras or {})[device].activities or ()


def _video_signs(dossier: Dossier) -> Iterator[PlannedSign]:
    filming = [key for key in dossier.cameras or () if is_filming(dossier, key)]
    staff = [key for key in filming if in_staff_zone(dossier, key)]
    common = [key for key in filming if key not in staff]
    zones = _zones_of(dossier, common)
    if len(common) > 1 and len(zones) > 1:
        yield _sign(dossier, SignKind.BUILDING_ENTRANCE, "", common, _entrances(dossier, zones))
    if common:
        yield _sign(dossier, SignKind.CCTV_AREA, "", common, zones)
    if staff:
        yield _sign(dossier, SignKind.STAFF_AREA, "", staff)


def is_filming(dossier: Dossier, device: str) -> bool:
    """Tell whether a device films by itself, or nobody has said that it does not."""
    camera = (dossier.cameras or {})[device]
    if mobile(dossier, device, dt.date.min):
        return camera.picture not in NOT_FILMING
    return fixed_video(dossier, device, dt.date.min) is not False


def in_staff_zone(dossier: Dossier, device: str) -> bool:
    """Tell whether a device stands where only staff go."""
    key = (dossier.cameras or {})[device].zone
    zone = (dossier.zones or {})[key] if key else None
    return zone is not None and zone.kind in STAFF_ZONES and zone.access is not Access.PUBLIC


def _entrances(dossier: Dossier, zones: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zones through which people come in: lobbies and car parks, else the first one open to everybody."""
    known = dossier.zones or {}
    ways_in = tuple(key for key in zones if known[key].kind in {ZoneKind.LOBBY, ZoneKind.CAR_PARK})
    if any(known[key].kind is ZoneKind.LOBBY for key in ways_in):
        return ways_in
    first = tuple(key for key in zones if known[key].access is Access.PUBLIC and key not in ways_in)[:1]
    return (*first, *ways_in)


def _face_signs(dossier: Dossier, activity: str, recognising: list[str]) -> Iterator[PlannedSign]:
    own = [name for name in recognising if activity in (activities_of(dossier, name) or ("",))]
    at_device = [name for name in own if _is_used_on_purpose(dossier, name)]
    passing = [name for name in own if name not in at_device]
    if passing:
        yield _sign(dossier, SignKind.FACE_AREA, activity, passing)
    if at_device:
        yield _sign(dossier, SignKind.FACE_TERMINAL, activity, at_device)
    if activity and _asks_at_a_counter(dossier, activity, own):
        counters = tuple(
            key for key in _zones_of(dossier, own, seen=True) if (dossier.zones or {})[key].kind in COUNTERS
        )
        yield _sign(dossier, SignKind.CONSENT, activity, own, counters)


def _is_used_on_purpose(dossier: Dossier, device: str) -> bool:
    camera = (dossier.cameras or {})[device]
    return camera.kind in AT_THE_DEVICE or camera.picture is Picture.ON_OWN_ACTION


def _asks_at_a_counter(dossier: Dossier, activity: str, devices: list[str]) -> bool:
    about = (dossier.activities or {})[activity]
    if about.legal_basis is not LegalBasis.CONSENT or about.subjects == (Subject.STAFF,):
        return False
    known = dossier.zones or {}
    return any(known[key].kind in COUNTERS for key in _zones_of(dossier, devices, seen=True))


def _zones_of(dossier: Dossier, devices: Iterable[str], *, seen: bool = False) -> tuple[str, ...]:
    """Return the zones in which devices stand, and on request those they see, in the order of the dossier."""
    wanted: set[str] = set()
    for name in devices:
        camera = (dossier.cameras or {})[name]
        wanted |= {key for key in (camera.zone, *((camera.sees or ()) if seen else ())) if key}
    return tuple(key for key in dossier.zones or () if key in wanted)


def _wanted(dossier: Dossier, kind: SignKind, activity: str) -> PlannedSign:
    """Return a sign that only the venue asks for."""
    about = activity if kind in FACE_SIGNS else ""
    devices = [
        key
        for key in dossier.cameras or ()
        if (is_filming(dossier, key) if kind in VIDEO_SIGNS else recognises(dossier, key, dt.date.min))
        and (not about or about in activities_of(dossier, key))
    ]
    sign = _sign(dossier, kind, about, () if kind is SignKind.NO_CAMERAS else devices)
    return replace(sign, level="own")


def _sign(
    dossier: Dossier,
    kind: SignKind,
    activity: str,
    devices: Iterable[str],
    zones: tuple[str, ...] | None = None,
) -> PlannedSign:
    devices = tuple(devices)
    duty = duty_of(dossier, kind, devices)
    places = _zones_of(dossier, devices) if zones is None else zones
    level, why = duty.level, duty.says
    if kind is SignKind.CCTV_AREA and len(devices) > 1 and len(places) > 1:
        level, why = "should", sign_words().beside_entrance
    if kind is SignKind.BUILDING_ENTRANCE and level == "must" and _told_in_areas(dossier, devices):
        level, why = "should", sign_words().beside_areas
    return PlannedSign(kind, activity, places, devices, level, why, duty.cites)


def _told_in_areas(dossier: Dossier, devices: tuple[str, ...]) -> bool:
    """Tell whether signs that hang in the areas already announce every device."""
    inside = {
        key: sign
        for key, sign in (dossier.signs or {}).items()
        if sign.kind is not SignKind.BUILDING_ENTRANCE
    }
    without = dossier.model_copy(update={"signs": inside})
    return all(announced(without, name, dt.date.min) for name in devices)


def duty_of(dossier: Dossier, kind: SignKind, devices: Iterable[str]) -> Duty:
    """Return the duty behind a sign for ``devices``, on the day of the dossier."""
    country, day = dossier.venue.jurisdiction, dossier.as_of
    places = [in_public_place(dossier, name, dt.date.min) for name in devices]
    public = not places or any(place is not False for place in places)
    return next(duty for duty in duties() if duty.holds(kind, country, day, public=public))


def _designed(dossier: Dossier, sign: PlannedSign) -> PlannedSign:
    """Return the sign with the design made for it, else with that for all signs of its kind."""
    fitting = [(key, one) for key, one in (dossier.designs or {}).items() if _is_for(one, sign)]
    fitting.sort(key=lambda entry: entry[1].activity is None)
    return replace(sign, design=fitting[0][1], design_id=fitting[0][0]) if fitting else sign
