"""The packs that come with the program, each read when it is first needed."""

from __future__ import annotations

from functools import cache

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.resources import resource
from fr_desk.rules.pack_cache import load_kept
from fr_desk.rules.packs import Pack


@cache
def bundled_pack(country: Jurisdiction) -> Pack:
    """Return the pack of one country that comes with the program, without the examples of its rules."""
    return load_kept(resource("rules", country.value.lower()))


def bundled_packs() -> tuple[Pack, ...]:
    """Return the packs that come with the program, China first."""
    return tuple(bundled_pack(country) for country in Jurisdiction)


@cache
def whole_packs() -> tuple[Pack, ...]:
    """Return the bundled packs with the examples of their rules, read from their files."""
    from fr_desk.rules.pack_reader import load_pack  # noqa: PLC0415 - YAML takes long to import

    return tuple(load_pack(resource("rules", country.value.lower())) for country in Jurisdiction)


def packs_for(dossier: Dossier) -> tuple[Pack, ...]:
    """Return the bundled packs of the dossier's country; all of them while the country is unanswered."""
    country = dossier.venue.jurisdiction
    return bundled_packs() if country is None else (bundled_pack(country),)
