"""Contradictions about activities: what is stored and where, how long, who agrees, whether there is another way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity, Clock
from fr_desk.domain.choices import (
    Channel,
    ClockKind,
    Deletion,
    Event,
    Network,
    Picture,
    Place,
    TransferGround,
    VenueKind,
    ZoneKind,
)
from fr_desk.domain.derived import activity_recognises, cameras_of
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, spell_number, texts
from fr_desk.inspection.naming import label, listed, named
from fr_desk.inspection.view import Contradiction

KEPT = frozenset({ClockKind.PERIOD, ClockKind.EVENT, ClockKind.INDEFINITE})
OUTSIDE = frozenset({Place.SITE_SERVER_OFFLINE, Place.SITE_SERVER_ONLINE, Place.VENDOR_CLOUD, Place.ABROAD})
"""Places that data reach only by leaving the device."""
FAR = frozenset({Place.VENDOR_CLOUD, Place.ABROAD})
WITHOUT_INTERNET = frozenset({Place.DEVICE, Place.SITE_SERVER_OFFLINE, Place.NOWHERE})
NO_STAYS = frozenset(VenueKind) - {
    *(VenueKind.HOTEL, VenueKind.GUESTHOUSE, VenueKind.SAUNA_BATH, VenueKind.SCHOOL),
    *(VenueKind.CLINIC, VenueKind.RESIDENTIAL_ESTATE, VenueKind.OTHER),
}
"""Kinds of venues nobody checks out of."""
ENDINGS = {
    Event.CHECK_OUT: "on_check_out",
    Event.MEMBERSHIP_END: "on_membership_end",
    Event.WITHDRAWAL: "on_withdrawal",
    Event.PURPOSE_END: "on_purpose_end",
}

ENROLLED = N_(
    "“{activity}” is said to store the faces of {count} people, but none of its devices is said to recognise faces."
)
TEMPLATES = N_(
    "“{activity}” is said to store face templates, but none of its devices is said to recognise faces."
)
NOWHERE_STORED = N_(
    "“{activity}” is said to store the faces of {count} people, but neither templates nor pictures are stored anywhere."
)
BOTH_PLACES = N_("“{question}” of “{activity}” names a place and “not stored” at once.")
KEPT_NOWHERE = N_(
    "“{question}” of “{activity}” says how long it is kept, but it is said to be stored nowhere."
)
STORED_NEVER = N_(
    "“{question}” of “{activity}” is said never to be stored, but a place is named where it lives."
)
LEAVES = N_(
    "Nothing of “{activity}” is said to leave the device, but its data are said to live in: {places}."
)
WAY_OUT = N_(
    "Data of “{activity}” are said to live in “{place}”, but the internet is not among the ways out."
)
NO_NETWORK = N_(
    "Data of “{activity}” are said to leave over a network, but its devices are said to be on no network."
)
HOME = N_("Nothing of “{activity}” is said to go abroad, but its data are said to live abroad.")
GROUND = N_("Nothing of “{activity}” is said to go abroad, but a ground for it is named: “{ground}”.")
CLOUD = N_(
    "Data of “{activity}” are said to live in the vendor's cloud, but nobody is said to handle or receive them."
)
REMOTE = N_(
    "Pictures are said to be viewed from outside the venue, but neither devices nor storage are on the internet."
)
NO_STAY = N_(
    "“{activity}” keeps data until check-out, but nobody stays overnight at a venue of this kind ({kind})."
)
NEVER_ARISES = N_("“{activity}” keeps data until “{event}”, but what happens then is said not to arise here.")
KEPT_AFTER = N_("“{activity}” keeps data until “{event}”, and is said to keep them after it.")
FILMS = N_(
    "{devices} are said to record all the time, but pictures of “{activity}” are said not to be stored."
)
STORES_NONE = N_(
    "All devices of “{activity}” are said to store no picture, but its video is said to be kept."
)


def activities_of(dossier: Dossier) -> Iterator[tuple[str, Activity, Texts]]:
    """Yield every activity with its path and its name."""
    for key, activity in (dossier.activities or {}).items():
        path = f"activities.{key}"
        yield path, activity, named(dossier, path)


def _no_recognition(dossier: Dossier, path: str) -> tuple[str, ...] | None:
    """Return the answers that say that no device of an activity recognises faces; ``None`` if they do not say so."""
    key = path.rpartition(".")[2]
    serving = cameras_of(dossier, key, dt.date.min)
    if not serving.ids or activity_recognises(dossier, key, dt.date.min) is not False:
        return None
    return tuple(f"cameras.{name}.face_function" for name in serving.ids)


def enrolled_without_recognition(dossier: Dossier) -> Iterator[Contradiction]:
    """People are enrolled, and nothing recognises them."""
    for path, activity, name in activities_of(dossier):
        silent = _no_recognition(dossier, path) if activity.persons_stored else None
        if silent:
            says = texts(ENROLLED, activity=name, count=spell_number(activity.persons_stored or 0))
            yield Contradiction((f"{path}.persons_stored", *silent), says)


def templates_without_recognition(dossier: Dossier) -> Iterator[Contradiction]:
    """Templates are stored, and nothing recognises anybody."""
    for path, activity, name in activities_of(dossier):
        stored = any(place is not Place.NOWHERE for place in activity.storage.templates or ())
        silent = _no_recognition(dossier, path) if stored else None
        if silent:
            yield Contradiction((f"{path}.storage.templates", *silent), texts(TEMPLATES, activity=name))


def enrolled_but_stored_nowhere(dossier: Dossier) -> Iterator[Contradiction]:
    """People are enrolled, and nothing about them is stored."""
    for path, activity, name in activities_of(dossier):
        places = activity.storage.templates, activity.storage.pictures
        if activity.persons_stored and all(one and set(one) == {Place.NOWHERE} for one in places):
            about = (f"{path}.persons_stored", f"{path}.storage.templates", f"{path}.storage.pictures")
            says = texts(NOWHERE_STORED, activity=name, count=spell_number(activity.persons_stored))
            yield Contradiction(about, says)


def somewhere_and_nowhere(dossier: Dossier) -> Iterator[Contradiction]:
    """Data live somewhere and are not stored."""
    for path, activity, name in activities_of(dossier):
        for field in ("templates", "pictures", "logs"):
            places = getattr(activity.storage, field) or ()
            if Place.NOWHERE in places and len(set(places)) > 1:
                about = f"{path}.storage.{field}"
                says = texts(BOTH_PLACES, activity=name, question=texts(paths.spec_at(about).title))
                yield Contradiction((about,), says)


_PLACES_OF = {"template": "templates", "face_picture": "pictures", "video": "pictures", "match_log": "logs"}
"""Where the data of each clock live."""


def kept_but_nowhere(dossier: Dossier) -> Iterator[Contradiction]:
    """Data are kept for a time, and stored nowhere."""
    for path, activity, name in activities_of(dossier):
        for clock, field in _PLACES_OF.items():
            places = getattr(activity.storage, field)
            if places and set(places) == {Place.NOWHERE} and getattr(activity.retention, clock).kind in KEPT:
                about = f"{path}.retention.{clock}"
                says = texts(KEPT_NOWHERE, activity=name, question=texts(paths.spec_at(about).title))
                yield Contradiction((f"{about}.kind", f"{path}.storage.{field}"), says)


def templates_never_stored(dossier: Dossier) -> Iterator[Contradiction]:
    """Templates or logs are never stored, and live somewhere."""
    for path, activity, name in activities_of(dossier):
        for clock, field in (("template", "templates"), ("match_log", "logs")):
            places = getattr(activity.storage, field)
            never = getattr(activity.retention, clock).kind is ClockKind.NOT_STORED
            if never and places and Place.NOWHERE not in places:
                about = f"{path}.retention.{clock}"
                says = texts(STORED_NEVER, activity=name, question=texts(paths.spec_at(about).title))
                yield Contradiction((f"{about}.kind", f"{path}.storage.{field}"), says)


def _living(activity: Activity, among: frozenset[Place]) -> dict[str, tuple[Place, ...]]:
    """Return which data live in one of ``among``, and where."""
    found = {}
    for field in ("templates", "pictures", "logs"):
        places = tuple(place for place in getattr(activity.storage, field) or () if place in among)
        if places:
            found[field] = places
    return found


def leaves_and_does_not(dossier: Dossier) -> Iterator[Contradiction]:
    """Nothing leaves the device, and data live elsewhere."""
    for path, activity, name in activities_of(dossier):
        living = _living(activity, OUTSIDE) if activity.storage.leaves_device == () else {}
        if living:
            where = listed(label(place) for places in living.values() for place in places)
            about = (f"{path}.storage.leaves_device", *(f"{path}.storage.{field}" for field in living))
            yield Contradiction(about, texts(LEAVES, activity=name, places=where))


def far_without_internet(dossier: Dossier) -> Iterator[Contradiction]:
    """Data live in a cloud or abroad, and leave over the site network alone."""
    for path, activity, name in activities_of(dossier):
        living = _living(activity, FAR)
        if living and activity.storage.channel and set(activity.storage.channel) == {Channel.SITE_NETWORK}:
            place = next(iter(living.values()))[0]
            about = (f"{path}.storage.channel", *(f"{path}.storage.{field}" for field in living))
            yield Contradiction(about, texts(WAY_OUT, activity=name, place=label(place)))


def network_of_nothing(dossier: Dossier) -> Iterator[Contradiction]:
    """Face data leave over a network that no device is on."""
    for path, activity, name in activities_of(dossier):
        if not activity.storage.leaves_device or not activity.storage.channel:
            continue
        serving = cameras_of(dossier, path.rpartition(".")[2], dt.date.min)
        networks = [(dossier.cameras or {})[key].network for key in serving.ids]
        over = set(activity.storage.channel) <= {Channel.INTERNET, Channel.SITE_NETWORK}
        if over and serving.complete and networks and set(networks) == {Network.NONE}:
            about = (f"{path}.storage.leaves_device", f"{path}.storage.channel")
            devices = (f"cameras.{key}.network" for key in serving.ids)
            yield Contradiction((*about, *devices), texts(NO_NETWORK, activity=name))


def abroad_and_not(dossier: Dossier) -> Iterator[Contradiction]:
    """Nothing goes abroad, and data live there or a ground for it is named."""
    for path, activity, name in activities_of(dossier):
        if activity.transfer_abroad is not False:
            continue
        living = _living(activity, frozenset({Place.ABROAD}))
        if living:
            about = (f"{path}.transfer_abroad", *(f"{path}.storage.{field}" for field in living))
            yield Contradiction(about, texts(HOME, activity=name))
        ground = activity.transfer_ground
        if ground is not None and ground is not TransferGround.NONE:
            about = (f"{path}.transfer_abroad", f"{path}.transfer_ground")
            yield Contradiction(about, texts(GROUND, activity=name, ground=label(ground)))


def cloud_of_nobody(dossier: Dossier) -> Iterator[Contradiction]:
    """Data live in a vendor's cloud, and nobody handles or receives them."""
    for path, activity, name in activities_of(dossier):
        living = _living(activity, frozenset({Place.VENDOR_CLOUD}))
        others = ("processors", "recipients", "joint_controllers")
        answers = [getattr(activity, field) for field in others]
        if living and all(answer is not None and not answer for answer in answers):
            about = (*(f"{path}.storage.{field}" for field in living), *(f"{path}.{one}" for one in others))
            yield Contradiction(about, texts(CLOUD, activity=name))


def seen_from_outside(dossier: Dossier) -> Iterator[Contradiction]:
    """Pictures are viewed from outside, and nothing is on the internet."""
    cameras, activities = dossier.cameras, dossier.activities
    if not dossier.safeguards.remote_viewing or not cameras or not activities:
        return
    places = [one.storage.pictures for one in activities.values()]
    offline = all(answer and set(answer) <= WITHOUT_INTERNET for answer in places)
    if offline and all(one.network in {Network.NONE, Network.SITE} for one in cameras.values()):
        devices = (f"cameras.{key}.network" for key in cameras)
        stores = (f"activities.{key}.storage.pictures" for key in activities)
        yield Contradiction(("safeguards.remote_viewing", *stores, *devices), texts(REMOTE))


def _clocks(activity: Activity) -> Iterator[tuple[str, Clock]]:
    for field in type(activity.retention).model_fields:
        clock = getattr(activity.retention, field)
        if isinstance(clock, Clock) and clock.kind is ClockKind.EVENT and clock.until is not None:
            yield field, clock


def check_out_of_no_room(dossier: Dossier) -> Iterator[Contradiction]:
    """Data are kept until check-out where nobody stays."""
    kind = dossier.venue.kind
    if kind not in NO_STAYS or dossier.venue.rooms:
        return
    if any(zone.kind in {None, ZoneKind.GUEST_ROOM} for zone in (dossier.zones or {}).values()):
        return
    assert kind is not None
    for path, activity, name in activities_of(dossier):
        for field, clock in _clocks(activity):
            if clock.until is Event.CHECK_OUT:
                about = ("venue.kind", f"{path}.retention.{field}.kind", f"{path}.retention.{field}.until")
                yield Contradiction(about, texts(NO_STAY, activity=name, kind=label(kind)))


def end_that_never_comes(dossier: Dossier) -> Iterator[Contradiction]:
    """Data are kept until something that does not arise, or are kept after it."""
    for path, activity, name in activities_of(dossier):
        for field, clock in _clocks(activity):
            ending = ENDINGS.get(clock.until) if clock.until else None
            then = getattr(activity.retention, ending) if ending else None
            if field not in {"template", "face_picture"} or clock.until is None:
                continue
            if then in {Deletion.DOES_NOT_HAPPEN, Deletion.KEPT}:
                sentence = KEPT_AFTER if then is Deletion.KEPT else NEVER_ARISES
                base = f"{path}.retention"
                about = (f"{base}.{field}.kind", f"{base}.{field}.until", f"{base}.{ending}")
                yield Contradiction(about, texts(sentence, activity=name, event=label(clock.until)))


def films_and_stores_nothing(dossier: Dossier) -> Iterator[Contradiction]:
    """Devices record all the time, and pictures are not stored."""
    for path, activity, name in activities_of(dossier):
        places = activity.storage.pictures
        if not places or set(places) != {Place.NOWHERE}:
            continue
        serving = cameras_of(dossier, path.rpartition(".")[2], dt.date.min).ids
        found = [key for key in serving if (dossier.cameras or {})[key].picture is Picture.CONTINUOUS]
        if found:
            about = (f"{path}.storage.pictures", *(f"cameras.{key}.picture" for key in found))
            devices = listed(named(dossier, f"cameras.{key}") for key in found)
            yield Contradiction(about, texts(FILMS, activity=name, devices=devices))


def video_of_no_device(dossier: Dossier) -> Iterator[Contradiction]:
    """No device stores a picture, and video is kept."""
    for path, activity, name in activities_of(dossier):
        if activity.retention.video.kind not in KEPT:
            continue
        serving = cameras_of(dossier, path.rpartition(".")[2], dt.date.min)
        pictures = {(dossier.cameras or {})[key].picture for key in serving.ids}
        if serving.complete and pictures == {Picture.NONE_STORED}:
            about = (f"{path}.retention.video.kind", *(f"cameras.{key}.picture" for key in serving.ids))
            yield Contradiction(about, texts(STORES_NONE, activity=name))


KINDS = (
    enrolled_without_recognition,
    templates_without_recognition,
    enrolled_but_stored_nowhere,
    somewhere_and_nowhere,
    kept_but_nowhere,
    templates_never_stored,
    leaves_and_does_not,
    far_without_internet,
    network_of_nothing,
    abroad_and_not,
    cloud_of_nobody,
    seen_from_outside,
    check_out_of_no_room,
    end_that_never_comes,
    films_and_stores_nothing,
    video_of_no_device,
)
