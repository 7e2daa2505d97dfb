"""The fixed words of the signs, in three languages, read from ``resources/signs`` and checked."""

from __future__ import annotations

from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict

from fr_desk.domain.choices import Event, Jurisdiction, Method, SignKind, Way
from fr_desk.i18n import Lang, Texts
from fr_desk.resources import resource


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Band(_Closed):
    """What the coloured band says."""

    other_way: Texts
    other_way_of_activity: Texts
    ask_first: Texts
    own_footage: Texts
    own_footage_contact: Texts


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
    rights: Texts


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


class Statutes(_Closed):
    """The statutes a sign rests on."""

    video: Texts
    face: Texts


class SignTexts(_Closed):
    """All fixed words."""

    titles: dict[SignKind, Texts]
    band: Band
    ways: dict[Method, Texts]
    desks: dict[Way, Texts]
    events: dict[Event, Texts]
    labels: Labels
    values: Values
    small_print: SmallPrint
    statutes: dict[Jurisdiction, Statutes]


@cache
def sign_texts() -> SignTexts:
    """Return the fixed words of the signs."""
    with resource("signs", "texts.yaml").open("rb") as file:
        return SignTexts.model_validate(yaml.load(file, Loader=yaml.CSafeLoader))


def fill(words: Texts, lang: Lang, **values: str) -> str:
    """Return ``words`` in ``lang`` with ``{names}`` filled in."""
    return words.get(lang).format_map(values)
