"""What an ONVIF device tells about itself: model, pictures, sound, analytics. What it does not tell stays unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar
from xml.etree.ElementTree import Element

from fr_desk.i18n import N_
from fr_desk.services.devices.discovery import Answer
from fr_desk.services.devices.soap import (
    Credentials,
    DeviceError,
    Target,
    Trouble,
    ask,
    every,
    first,
    target_of,
    text_at,
)
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard

Told = TypeVar("Told")
Analytics = Literal["unknown", "none", "on", "off"]
"""Whether the device analyses faces: not told, has none, switched on, switched off."""
TROUBLES: dict[Trouble, str] = {
    "silent": N_("It did not answer in time."),
    "refused": N_("It did not accept the user name and password."),
    "untrusted": N_("Its answer cannot be trusted and was not read."),
    "elsewhere": N_("It names an address elsewhere, which is not asked."),
    "failed": N_("It does not tell this."),
}
"""What went wrong with a device."""
ANALYTICS_WORDS: dict[Analytics, str] = {
    "unknown": N_("The device does not tell about face analytics."),
    "none": N_("The device says that it has no face analytics."),
    "on": N_(
        "The device says that face analytics are on. Check what it does with faces, and answer the question."
    ),
    "off": N_(
        "The device says that face analytics are there and switched off. Check it, and answer the question."
    ),
}
"""A note to check; never an answer by itself."""
_DEVICE, _MEDIA = "http://www.onvif.org/ver10/device/wsdl", "http://www.onvif.org/ver10/media/wsdl"
_ANALYTICS = "http://www.onvif.org/ver20/analytics/wsdl"
_FACE_WORDS = ("face", "facial", "humanface")
_SWITCHES = ("enabled", "enable", "active", "on")
_MOST_CHANNELS = 256


@dataclass(frozen=True, slots=True)
class Channel:
    """One picture source of a device; a camera has one, a recorder many.

    Attributes:
        name: what the device calls it.
        width: of its largest picture, 0 if not told.
        height: of its largest picture, 0 if not told.
        sound: whether sound is part of its stream, ``None`` if not told.
        faces: whether faces are analysed.
    """

    name: str = ""
    width: int = 0
    height: int = 0
    sound: bool | None = None
    faces: Analytics = "unknown"

    @property
    def megapixels(self) -> float | None:
        """Resolution in millions of pixels."""
        return round(self.width * self.height / 1e6, 2) if self.width and self.height else None


@dataclass(frozen=True, slots=True)
class Details:
    """What a device told when it was asked.

    Attributes:
        answer: the device.
        maker: who made it.
        model: what it is.
        channels: its picture sources.
        trouble: what went wrong, if something did.
    """

    answer: Answer
    maker: str = ""
    model: str = ""
    channels: tuple[Channel, ...] = field(default=())
    trouble: Trouble | None = None


def ask_all(
    answers: Sequence[Answer],
    credentials: Credentials,
    *,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> tuple[Details, ...]:
    """Ask several devices, one after the other; one that does not answer stops no other.

    Raises:
        CancelledError: if the user cancelled.
    """
    told = []
    for number, answer in enumerate(answers):
        go_on(cancelled)
        progress(number, len(answers))
        told.append(ask_device(answer, credentials, cancelled=cancelled))
    go_on(cancelled)
    return tuple(told)


def ask_device(answer: Answer, credentials: Credentials, *, cancelled: Cancelled = never) -> Details:
    """Ask one device for its model, its pictures and its analytics."""
    device = _Device(answer, credentials, cancelled)
    try:
        info = device.ask_device("GetDeviceInformation")
    except DeviceError as error:
        return Details(answer, trouble=error.trouble)
    maker, model = text_at(info, "Manufacturer"), text_at(info, "Model")
    try:
        channels = device.channels()
    except DeviceError as error:
        return Details(answer, maker, model, trouble=error.trouble)
    return Details(answer, maker, model, channels)


class _Device:
    """A conversation with one device."""

    def __init__(self, answer: Answer, credentials: Credentials, cancelled: Cancelled) -> None:
        self._host, self._credentials, self._cancelled = answer.host, credentials, cancelled
        self._service = target_of(answer.url, answer.host)
        self._clock = dt.timedelta(0)
        self._clock = self._measure_clock()

    def _measure_clock(self) -> dt.timedelta:
        """Return how far the device's clock is ahead: the proof of the password holds a time."""
        try:
            told = first(self._ask(self._service, _DEVICE, "GetSystemDateAndTime", open_=True), "UTCDateTime")
            parts = [
                int(text_at(told, name)) for name in ("Year", "Month", "Day", "Hour", "Minute", "Second")
            ]
            theirs = dt.datetime(*parts[:6], tzinfo=dt.UTC)  # type: ignore[arg-type,misc]  # six numbers
        except (DeviceError, ValueError, OverflowError):
            return dt.timedelta(0)
        ahead = theirs - dt.datetime.now(dt.UTC)
        return ahead if abs(ahead) > dt.timedelta(seconds=5) else dt.timedelta(0)

    def _ask(self, target: Target, space: str, name: str, inner: str = "", *, open_: bool = False) -> Element:
        return ask(
            target,
            f'<q:{name} xmlns:q="{space}">{inner}</q:{name}>',
            credentials=None if open_ else self._credentials,
            clock=self._clock,
            cancelled=self._cancelled,
        )

    def ask_device(self, name: str, inner: str = "") -> Element:
        """Ask the device service."""
        return self._ask(self._service, _DEVICE, name, inner)

    def channels(self) -> tuple[Channel, ...]:
        """Return the picture sources with what is told about them."""
        able = self.ask_device("GetCapabilities", "<q:Category>All</q:Category>")
        media = target_of(text_at(able, "Media", "XAddr"), self._host)
        profiles = every(self._ask(media, _MEDIA, "GetProfiles"), "Profiles")
        sources: dict[str, list[Element]] = {}
        for profile in profiles:
            source = text_at(profile, "VideoSourceConfiguration", "SourceToken")
            sources.setdefault(source, []).append(profile)
        largest = _or(lambda: self._largest(media), (0, 0)) if len(sources) == 1 else (0, 0)
        where = text_at(able, "Analytics", "XAddr")
        analytics = _or(lambda: _maybe(where, self._host), None)
        return tuple(
            self._channel(some, largest, analytics) for some in list(sources.values())[:_MOST_CHANNELS]
        )

    def _largest(self, media: Target) -> tuple[int, int]:
        return _largest(self._ask(media, _MEDIA, "GetVideoEncoderConfigurations"))

    def _channel(
        self, profiles: list[Element], largest: tuple[int, int], analytics: Target | None
    ) -> Channel:
        sizes = [largest, *(_largest(profile) for profile in profiles)]
        width, height = max(sizes, key=lambda size: size[0] * size[1])
        name = text_at(profiles[0], "VideoSourceConfiguration", "Name")
        sound = any(first(profile, "AudioEncoderConfiguration") is not None for profile in profiles)
        return Channel(name, width, height, sound, self._faces(profiles, analytics))

    def _faces(self, profiles: list[Element], analytics: Target | None) -> Analytics:
        configurations = [
            one for profile in profiles for one in every(profile, "VideoAnalyticsConfiguration")
        ]
        modules = [one for configuration in configurations for one in every(configuration, "AnalyticsModule")]
        if analytics is not None:
            tokens = dict.fromkeys(one.get("token", "") for one in configurations)
            for token in [one for one in tokens if one and one.isascii() and len(one) <= 64][:4]:
                modules += self._modules(analytics, token)
        elif not configurations:
            return "unknown"
        faces = [one for one in modules if _is_about_faces(one)]
        if not faces:
            return "none" if modules else "unknown"
        return "on" if any(_is_on(one) for one in faces) else "off"

    def _modules(self, analytics: Target, token: str) -> list[Element]:
        inner = f"<q:ConfigurationToken>{''.join(c for c in token if c.isalnum() or c in '_-.')}</q:ConfigurationToken>"
        try:
            return every(self._ask(analytics, _ANALYTICS, "GetAnalyticsModules", inner), "AnalyticsModule")
        except DeviceError:
            return []


def _or(work: Callable[[], Told], instead: Told) -> Told:
    """Return what ``work`` returns; ``instead`` where the device does not tell."""
    try:
        return work()
    except DeviceError:
        return instead


def _maybe(url: str, host: str) -> Target | None:
    return target_of(url, host) if url else None


def _largest(root: Element) -> tuple[int, int]:
    """Return the largest picture among the encoders below ``root``."""
    sizes = [(0, 0)]
    for one in every(root, "Resolution"):
        width, height = text_at(one, "Width"), text_at(one, "Height")
        if width.isdigit() and height.isdigit() and len(width) < 6 and len(height) < 6:
            sizes.append((int(width), int(height)))
    return max(sizes, key=lambda size: size[0] * size[1])


def _is_about_faces(module: Element) -> bool:
    words = f"{module.get('Type', '')} {module.get('Name', '')}".casefold()
    return any(word in words for word in _FACE_WORDS)


def _is_on(module: Element) -> bool:
    """Tell whether a module is switched on; one without a switch works because it is there."""
    for item in every(module, "SimpleItem"):
        if item.get("Name", "").casefold() in _SWITCHES:
            return item.get("Value", "").casefold() in {"true", "1", "on", "yes"}
    return True
