"""Identities and known signers in the user's profile, as bytes: what stands in a certificate is not known here.

An identity is two files of one name: the key under its passphrase (``.p12``) and the certificate alone (``.pem``).
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.paths import Folders
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE, explained, make_folder, read_bytes
from fr_desk.storage.atomic import replace_file

KEY, CERTIFICATE = ".p12", ".pem"


class SignersError(FrDeskError):
    """The list of known signers makes no sense."""

    sentence = N_(
        "The list of known signers in {file} is damaged; move that file away and add the signers again."
    )


@dataclass(frozen=True, slots=True)
class StoredIdentity:
    """One identity as it is kept.

    Attributes:
        certificate: PEM.
        key: the PKCS#12 file.
    """

    certificate: bytes
    key: Path


class KnownSigner(BaseModel):
    """Somebody whose seals the user trusts.

    Attributes:
        name: what the user calls him.
        certificate: PEM.
        since: when the user said so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    certificate: str
    since: dt.date


class _Signers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    signers: tuple[KnownSigner, ...] = ()


def load_identities(folders: Folders) -> list[StoredIdentity]:
    """Return the user's own identities, the oldest first. A certificate without its key is none.

    Raises:
        FileError: if the system refuses.
    """
    with explained(folders.identities):
        keys = sorted(
            folders.identities.glob(f"*{KEY}"), key=lambda path: (path.stat().st_mtime_ns, path.name)
        )
    pairs = [(key.with_suffix(CERTIFICATE), key) for key in keys]
    return [StoredIdentity(read_bytes(pem, MEGABYTE), key) for pem, key in pairs if pem.exists()]


def store_identity(name: str, key: bytes, certificate: bytes, folders: Folders) -> StoredIdentity:
    """Keep an identity where only the user can read it.

    Args:
        name: of its two files, without an ending.
        key: PKCS#12.
        certificate: PEM.
        folders: the user's.

    Raises:
        FileError: if the system refuses.
    """
    folder = folders.identities
    make_folder(folder)
    path = folder / f"{name}{KEY}"
    with explained(folder, writing=True):
        if os.name != "nt":
            folder.chmod(0o700)
    replace_file(path, key)
    with explained(path, writing=True):
        path.chmod(0o600)
    replace_file(path.with_suffix(CERTIFICATE), certificate)
    return StoredIdentity(certificate, path)


def load_signers(folders: Folders) -> tuple[KnownSigner, ...]:
    """Return the signers the user knows.

    Raises:
        FileError: if the system refuses.
        SignersError: if the file makes no sense.
    """
    try:
        return _Signers.model_validate_json(read_bytes(folders.signers, MEGABYTE)).signers
    except errors.MissingFileError:
        return ()
    except (errors.EmptyFileError, errors.FileTooLargeError, ValidationError) as error:
        raise SignersError(file=str(folders.signers)) from error


def save_signers(signers: tuple[KnownSigner, ...], folders: Folders) -> None:
    """Write the signers the user knows.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    make_folder(folders.signers.parent)
    replace_file(folders.signers, _Signers(signers=signers).model_dump_json(indent=2).encode() + b"\n")
