"""The operator's logo on a sign: read once, or nothing if it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from fr_desk.domain.dossier import Dossier
from fr_desk.render.logo import Logo, read_logo


def logo_of(dossier: Dossier, attachments: Mapping[str, bytes]) -> Logo | None:
    """Return the operator's logo; ``None`` if there is none or it cannot be read."""
    key = dossier.operator.logo
    content = attachments.get(key) if key else None
    return _read(content, logo_name(dossier)) if content else None


def logo_is_broken(dossier: Dossier, attachments: Mapping[str, bytes]) -> bool:
    """Tell whether a logo is there and cannot be read."""
    key = dossier.operator.logo
    return key is not None and key in attachments and logo_of(dossier, attachments) is None


def logo_name(dossier: Dossier) -> str:
    """Return the name of the logo's file."""
    key = dossier.operator.logo or ""
    attachment = (dossier.attachments or {}).get(key)
    return (attachment.name if attachment else None) or key


@lru_cache(maxsize=2)
def _read(content: bytes, name: str) -> Logo | None:
    return read_logo(content, name)
