"""Seals on documents and the people behind them: values that every part of the program may read. No cryptography."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from fr_desk.i18n import Texts

Role = Literal["Operator", "Inspector"]
"""The two prepared places of a dossier's signature block, by the names of their form fields."""
ROLES: tuple[Role, ...] = ("Operator", "Inspector")
"""In the order in which they are filled."""

SealState = Literal["sealed", "unknown_signer", "changed"]
"""What one seal proves: nothing changed since, and who sealed; nothing changed since; or nothing."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever a certificate names.

    Attributes:
        name: the common name in the certificate, or what else it calls its holder.
        organisation: empty if the certificate names none.
        fingerprint: SHA-256 of the certificate, 64 hexadecimal digits in lower case.
        valid_from: first moment of the certificate, in UTC.
        valid_until: last moment of the certificate, in UTC.
    """

    name: str
    organisation: str
    fingerprint: str
    valid_from: dt.datetime
    valid_until: dt.datetime

    @property
    def id(self) -> str:
        """The first 16 digits of the fingerprint: what tells two holders of one name apart."""
        return self.fingerprint[:16]


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal on a document, and what became of its check.

    Attributes:
        field: name of the form field that holds it, empty if no field does any more.
        signer: whom its certificate names; ``None`` if that cannot be read.
        known_as: the name under which the certificate, or the authority that issued it, is known here; else empty.
        claimed_at: when the signer claims to have sealed. Nobody else vouches for it.
        state: what it proves.
        details: why, one sentence each.
        pages: pages that were changed after this seal, counted from 1.
    """

    field: str
    signer: Holder | None
    known_as: str
    claimed_at: dt.datetime | None
    state: SealState
    details: tuple[Texts, ...] = ()
    pages: tuple[int, ...] = ()
