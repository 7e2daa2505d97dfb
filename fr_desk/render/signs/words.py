"""The fixed words of the signs, in three languages, read from ``resources/signs`` and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from fr_desk.domain.choices import ConsentForm, Event, Jurisdiction, Method, SignItem, SignKind, Way
from fr_desk.i18n import LANGUAGES, Lang, Texts
from fr_desk.resources import resource

Level = Literal["must", "should", "own"]
"""Whether the law asks for a sign, good practice does, or the venue alone wants it."""


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Band(_Closed):
    """What the coloured band says."""

    other_way: Texts
    ask_first: Texts
    own_footage: Texts
    own_footage_contact: Texts
    voluntary: Texts
    voluntary_ask: Texts
    report: Texts
    report_staff: Texts
    do_not_hang: Texts


class Labels(_Closed):
    """Titles of the rows."""

    purpose: Texts
    method: Texts
    place: Texts
    range: Texts
    hours: Texts
    kept: Texts
    reason: Texts
    operator: Texts
    manager: Texts
    trustee: Texts
    rights: Texts
    captured: Texts
    agree: Texts
    refuse: Texts
    inside: Texts
    checked: Texts
    ask: Texts


class Values(_Closed):
    """Frames for values."""

    all_day: Texts
    days: Texts
    not_stored: Texts
    no_limit: Texts
    only_in_device: Texts
    of_kind: Texts
    place_of_venue: Texts
    and_more: Texts
    reason_in_notice: Texts
    see_notice: Texts
    rights_with_consent: Texts
    rights_without_consent: Texts
    captured: Texts
    agree: Texts
    refuse: Texts


class InCode(_Closed):
    """Shorter words for the QR code."""

    other_way: Texts
    rights_with_consent: Texts
    rights_without_consent: Texts


class SmallPrint(_Closed):
    """What stands beside the QR code."""

    scan: Texts
    under_14: Texts
    not_consent: Texts
    based_on: Texts
    fingerprint: Texts
    draft: Texts


class Pictured(_Closed):
    """What the drawings show, for people who cannot see them."""

    cctv_area: Texts
    building_entrance: Texts
    face_area: Texts
    face_terminal: Texts
    consent: Texts
    no_cameras: Texts
    staff_area: Texts
    band: Texts
    code: Texts
    logo: Texts


class SignWords(_Closed):
    """All fixed words on signs."""

    titles: dict[SignKind, Texts]
    pictograms: Pictured
    band: Band
    ways: dict[Method, Texts]
    desks: dict[Way, Texts]
    agreeing: dict[ConsentForm, Texts]
    events: dict[Event, Texts]
    labels: Labels
    values: Values
    in_code: InCode
    small_print: SmallPrint
    statement: Texts
    beside_entrance: Texts
    beside_areas: Texts
    announcing: dict[Literal["video", "face"], dict[Lang, tuple[str, ...]]]
    police: dict[Jurisdiction, str]


class Duty(_Closed):
    """Why a sign is needed, and what the law demands on it.

    Attributes:
        kinds: of signs it is about.
        country: whose law it is; any while nobody has said.
        place: where the devices stand; ``None`` for both.
        since: first day, ``None`` for ever.
        until: last day, ``None`` for ever.
        level: whether the law asks for the sign itself.
        cites: articles, ``instrument/article``.
        items: what the law wants told, and the article that wants it.
        reason: the article that wants people told why it is necessary and what it means for them.
        statutes: as the small print names them.
        says: the reason, for the person who runs the venue.
    """

    kinds: tuple[SignKind, ...]
    country: Jurisdiction | None = None
    place: Literal["public", "other"] | None = None
    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")
    level: Level
    cites: tuple[str, ...]
    items: dict[SignItem, str] = {}
    reason: str = ""
    statutes: Texts
    says: Texts

    def holds(
        self, kind: SignKind, country: Jurisdiction | None, day: dt.date | None, *, public: bool
    ) -> bool:
        """Tell whether it is about a sign; without a ``day``, by the law of now."""
        in_time = (
            self.until is None
            if day is None
            else ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))
        )
        right_place = self.place is None or (self.place == "public") is public
        return kind in self.kinds and self.country is country and in_time and right_place


class Faults(_Closed):
    """What can be wrong with a sign."""

    unanswered_must: Texts
    unanswered: Texts
    unanswered_fixed: Texts
    by_hand: Texts
    stays: Texts
    headline_video: Texts
    headline_face: Texts
    too_small: Texts
    small_print: Texts
    folded_must: Texts
    folded: Texts
    no_language: Texts
    no_other_way: Texts
    wrong_basis: Texts
    untrue: Texts
    unsure: Texts
    nothing_recognised: Texts
    nothing_filmed: Texts
    logo: Texts
    languages: dict[Lang, Texts]
    this_use: Texts


class Heads(_Closed):
    """Heads of the columns of the placement list."""

    sign: Texts
    where: Texts
    height: Texts
    copies: Texts
    size: Texts
    hangs: Texts


class Heights(_Closed):
    """How high signs hang."""

    wall: Texts
    counter: Texts


class Hanging(_Closed):
    """What hangs already."""

    missing: Texts
    advised: Texts
    unknown: Texts
    there: Texts
    since: Texts
    hidden: Texts
    lacks: Texts
    smaller: Texts


class PlacementWords(_Closed):
    """All fixed words of the placement list."""

    title: Texts
    intro: Texts
    nothing: Texts
    heads: Heads
    must: Texts
    should: Texts
    own: Texts
    floor: Texts
    no_zone: Texts
    spots: dict[SignKind, Texts]
    height: Heights
    size: Texts
    upright: Texts
    sideways: Texts
    hanging: Hanging
    others: Texts
    notes_title: Texts
    notes: tuple[Texts, ...]


class TileWords(_Closed):
    """All fixed words on the pages of a sign that is glued together."""

    title: Texts
    steps: tuple[Texts, ...]
    part: Texts
    overview: Texts
    label: Texts
    cut: Texts
    glue: Texts
    slug: Texts


@cache
def sign_words() -> SignWords:
    """Return the fixed words of the signs."""
    return SignWords.model_validate(_read("words"))


@cache
def duties() -> tuple[Duty, ...]:
    """Return why signs are needed."""
    return TypeAdapter(tuple[Duty, ...]).validate_python(_read("duties"))


@cache
def fault_words() -> Faults:
    """Return the sentences about what is wrong."""
    return Faults.model_validate(_read("faults"))


@cache
def placement_words() -> PlacementWords:
    """Return the fixed words of the placement list."""
    return PlacementWords.model_validate(_read("placement"))


@cache
def tile_words() -> TileWords:
    """Return the fixed words of signs in parts."""
    return TileWords.model_validate(_read("tiles"))


def _read(name: str) -> Any:
    with resource("signs", f"{name}.yaml").open("rb") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def fill(words: Texts, lang: Lang, **values: str) -> str:
    """Return ``words`` in ``lang`` with ``{names}`` filled in."""
    return words.get(lang).format_map(values)


def filled(words: Texts, **values: str | Texts) -> Texts:
    """Return ``words`` in every language with ``{names}`` filled in, each value in its language."""

    def say(lang: Lang) -> str:
        own = {key: value.get(lang) if isinstance(value, Texts) else value for key, value in values.items()}
        return fill(words, lang, **own)

    return each(say)


def same(words: str) -> Texts:
    """Return words that stand as they are in every language."""
    return Texts(zh=words, ko=words, en=words)


def each(say: Callable[[Lang], str]) -> Texts:
    """Return what ``say`` says in every language."""
    return Texts(**{lang: say(lang) for lang in LANGUAGES})


def one_line(words: str, lang: Lang) -> str:
    """Return words of several lines on one."""
    return words.replace("\n", "" if lang == "zh" else " ")
