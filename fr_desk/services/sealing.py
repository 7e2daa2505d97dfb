"""Use cases about trust in a file: is it still what was written, who says so, and putting a seal on it.

Identities and known signers are kept in the user's profile; every function takes other folders for tests. The
libraries of cryptography are read late: the desk starts without them, and a document without a seal is verified
without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fr_desk.domain.file_digest import Hashed
from fr_desk.domain.seals import Holder, Role, Seal
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Lang
from fr_desk.paths import Folders, user_folders
from fr_desk.services import assess
from fr_desk.services.no_dossier import bytes_of, paper, something_else
from fr_desk.storage import identities as kept
from fr_desk.storage.access import MEGABYTE, read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.errors import (
    FileError,
    NotADossierPdfError,
    UnprovenWriteError,
    UnreadableError,
)
from fr_desk.storage.formats import form_of
from fr_desk.storage.verification import Verification, check_bytes

if TYPE_CHECKING:  # read late, see above
    from fr_desk.seal.certificates import Card
    from fr_desk.seal.examination import Known

KEY_FILES = frozenset({".p12", ".pfx"})

Face = Callable[[float, float], bytes]
"""Draws what a visible seal shows: a PDF of one page, given the width and height of its place in points."""


class NoIdentityError(FrDeskError):
    """Nothing to seal with."""

    sentence = N_("There is no identity on this computer yet; make one, or name a .p12 file with your key.")


class UnknownIdentityError(FrDeskError):
    """No identity of this name."""

    sentence = N_("There is no identity “{name}”; choose from {known}.")


class AmbiguousIdentityError(FrDeskError):
    """Several identities of one name."""

    sentence = N_("Several identities are called “{name}”; say which by its number: {known}.")


class UnknownSignerError(FrDeskError):
    """Nobody of this name is known."""

    sentence = N_("There is no known signer “{name}”.")


class NotAPdfError(FrDeskError):
    """Something else than a PDF is to be sealed."""

    sentence = N_("{file} is not a PDF, and only PDFs can be sealed; write the dossier as PDF and seal that.")


class DoctoredDossierError(FrDeskError):
    """A dossier PDF that is not what it was."""

    sentence = N_(
        "{file} was not sealed, because it is not as it was written. {why} Write the dossier again."
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """One of the user's own identities.

    Attributes:
        holder: name, organisation, fingerprint and time of the certificate.
        key: the PKCS#12 file, which a passphrase opens.
        certificate: the certificate alone (PEM), for others to know the signer by.
    """

    holder: Holder
    key: Path
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose seals the user trusts.

    Attributes:
        name: what the user calls the signer.
        holder: what the certificate says.
        since: when the user said so.
    """

    name: str
    holder: Holder
    since: dt.date


def identities(folders: Folders | None = None) -> tuple[Identity, ...]:
    """Return the user's own identities, the oldest first; files that are no certificates are left out.

    Raises:
        FileError: if the system refuses.
    """
    return tuple(_own(folders or user_folders()))


def make_identity(
    name: str,
    organisation: str,
    passphrase: str,
    *,
    now: dt.datetime | None = None,
    folders: Folders | None = None,
) -> Identity:
    """Make a key with a self-signed certificate and keep both in the profile, the key under the passphrase.

    Args:
        name: of the person or the office that will seal, up to 64 characters.
        organisation: may be empty, up to 64 characters.
        passphrase: at least 8 characters. Nobody can open the key without it.
        now: when it is made; the clock's time if omitted.
        folders: the profile; the user's if omitted.

    Raises:
        SealError: if the name or the passphrase does not suit, with a sentence.
        FileError: if the system refuses.
    """
    from fr_desk.seal.certificates import new_identity  # noqa: PLC0415 - late, see above

    key, card = new_identity(name, organisation, passphrase, now or _now())
    stored = kept.store_identity(card.holder.id, key, card.pem, folders or user_folders())
    return Identity(card.holder, stored.key, stored.certificate)


def find_identity(name: str, folders: Folders | None = None) -> Identity | Path:
    """Return the identity somebody named: by its name, by its number (the fingerprint's beginning), or as a key file.

    Raises:
        NoIdentityError: if there is none at all.
        UnknownIdentityError: if there is none of this name.
        AmbiguousIdentityError: if there are several.
    """
    if Path(name).suffix.lower() in KEY_FILES:
        return Path(name)
    every = identities(folders)
    if not every:
        raise NoIdentityError
    found = [one for one in every if name in {one.holder.name, one.holder.id}]
    if not found:
        raise UnknownIdentityError(name=name, known=", ".join(one.holder.name for one in every))
    if len(found) > 1:
        raise AmbiguousIdentityError(name=name, known=", ".join(one.holder.id for one in found))
    return found[0]


def export_certificate(identity: Identity, out: Path) -> Path:
    """Write the certificate of an identity (PEM), to be given to those who verify. The key stays where it is.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    replace_file(out, identity.certificate)
    return out


def signers(folders: Folders | None = None) -> tuple[Signer, ...]:
    """Return the signers the user knows besides the own identities, in the order in which they were added.

    Raises:
        FileError: if the system refuses.
        SignersError: if the list is damaged.
    """
    stored = kept.load_signers(folders or user_folders())
    found = ((one, _card(one.certificate.encode())) for one in stored)
    return tuple(Signer(one.name, card.holder, one.since) for one, card in found if card)


def trust(
    certificate: Path, name: str = "", *, now: dt.datetime | None = None, folders: Folders | None = None
) -> Signer:
    """Count the seals of a certificate, or of those it issued, among the known ones from now on.

    Args:
        certificate: a file with the certificate, PEM or DER; of several the first is taken.
        name: what to call the signer; what the certificate says if empty.
        now: the clock's time if omitted.
        folders: the profile; the user's if omitted.

    Raises:
        NotACertificateError: if the file holds no certificate.
        FileError: if the system refuses.
        SignersError: if the list of signers is damaged; it is left as it is.
    """
    from fr_desk.seal.certificates import read_card, shown  # noqa: PLC0415 - late, see above

    profile = folders or user_folders()
    card = read_card(read_bytes(certificate, MEGABYTE), str(certificate))
    signer = Signer(shown(name.strip()) or card.holder.name, card.holder, (now or _now()).date())
    pem = card.pem.decode()
    others = [one for one in kept.load_signers(profile) if signer.name != one.name and pem != one.certificate]
    own = kept.KnownSigner(name=signer.name, certificate=pem, since=signer.since)
    kept.save_signers((*others, own), profile)
    return signer


def forget(name: str, folders: Folders | None = None) -> None:
    """Take a signer off the list of known ones.

    Args:
        name: what the user calls the signer, or the number of the certificate.
        folders: the profile; the user's if omitted.

    Raises:
        UnknownSignerError: if nobody is called so.
        FileError: if the system refuses.
        SignersError: if the list of signers is damaged; it is left as it is.
    """
    profile = folders or user_folders()
    gone = {one.name for one in signers(profile) if name in {one.name, one.holder.id}}
    if not gone:
        raise UnknownSignerError(name=name)
    kept.save_signers(tuple(one for one in kept.load_signers(profile) if one.name not in gone), profile)


def seal(
    path: Path,
    identity: Identity | Path,
    passphrase: str,
    out: Path | None = None,
    *,
    role: Role | None = None,
    now: dt.datetime | None = None,
    face: Face | None = None,
    folders: Folders | None = None,
) -> Path:
    """Seal a PDF of ours with a PAdES signature of level B-B (ETSI EN 319 142-1). Earlier seals stay valid.

    Args:
        path: a dossier PDF, or a paper of an inspection: a record, an order, a letter.
        identity: an own identity, or a PKCS#12 file (.p12, .pfx).
        passphrase: that opens the key.
        out: where the sealed document goes; in place of the old one if omitted.
        role: which prepared place of the document to fill; the first empty one if omitted.
        now: the time to claim, with a time zone; the clock's if omitted.
        face: draws what the seal shows on the page, if its place is visible; name and time if omitted.
        folders: the profile with the known signers; the user's if omitted.

    Returns:
        The sealed file.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
        UnreadableError: if it is neither.
        NotAPdfError: if it is a dossier in another form.
        DoctoredDossierError: if it was changed since it was written or sealed.
        SealError: if key, passphrase, certificate or document do not allow it, with a sentence.
    """
    from fr_desk.seal.certificates import der_of, open_key  # noqa: PLC0415 - late, see above
    from fr_desk.seal.examination import examine  # noqa: PLC0415 - late, see above
    from fr_desk.seal.signing import seal_pdf  # noqa: PLC0415 - late, see above

    data, file = read_bytes(path), str(path)
    lang = _language_of_fit(data, path, folders)
    key = identity if isinstance(identity, Path) else identity.key
    name = str(key) if isinstance(identity, Path) else identity.holder.name
    credentials = open_key(read_bytes(key, MEGABYTE), passphrase, name)
    moment = now or _now()

    def own_face(width: float, height: float) -> bytes:
        from fr_desk.render.seal_face import seal_face  # noqa: PLC0415 - reportlab takes long to import

        holder = credentials.holder
        return seal_face(holder.name, holder.organisation, moment, lang, width, height)

    sealed = seal_pdf(data, credentials, moment, file=file, role=role, face=face or own_face)
    own = {der_of(credentials.certificate): credentials.holder.name}

    def check(written: bytes) -> None:
        if examine(written, own)[-1].state != "sealed":
            raise UnprovenWriteError(file=str(out or path))

    replace_file(out or path, sealed, check=check)
    return out or path


def _language_of_fit(data: bytes, path: Path, folders: Folders | None) -> Lang:
    """Return the language of a PDF of ours; refuse what is none, and what is not as it was written."""
    from fr_desk.inspection.record_file import RECORD_PART  # noqa: PLC0415 - needed only here
    from fr_desk.storage.pdf import embedded_in, language_of, open_pdf  # noqa: PLC0415 - pikepdf takes long to import

    if form_of(data, path) != "pdf":
        raise NotAPdfError(file=str(path))
    with open_pdf(data, path) as pdf:
        if RECORD_PART not in pdf.attachments:
            embedded_in(pdf, path)
        lang = language_of(pdf)
    result = verify(path, folders)
    if result.standing in {"changed", "mismatch", "unreadable"}:
        raise DoctoredDossierError(file=str(path), why=result.details[0])
    return lang


def verify(path: Path, folders: Folders | None = None) -> Verification:
    """Check whether a file is still what FR Desk wrote: checksums, data, print and findings; and who sealed it.

    Nothing is fetched from anywhere: whether a certificate was revoked is not known.

    Args:
        path: a .frdesk file, a dossier PDF, a paper of an inspection as PDF, or a dossier as JSON or YAML; one inside a
            zip is named as ``portfolio.zip!/hotel.pdf``.
        folders: the profile with the known signers; the user's if omitted.

    Raises:
        SignersError: if the document has a seal and the list of known signers is damaged.
    """

    def look(file: Hashed) -> tuple[Seal, ...]:
        from fr_desk.seal.envelope import envelopes  # noqa: PLC0415 - late, see above

        if not envelopes(file.data):
            return ()
        from fr_desk.seal.examination import examine  # noqa: PLC0415 - late, see above

        return examine(file, known_certificates(folders))

    try:
        data = bytes_of(path)
    except (FileError, UnreadableError) as error:
        return Verification(path, None, "unreadable", (error.texts(),))
    checked = check_bytes(data, path, assess, look, closely=True)
    if isinstance(checked.error, NotADossierPdfError):
        return paper(data, path, look) or checked.verification
    if isinstance(checked.error, UnreadableError):
        return something_else(checked.error, data, path) or checked.verification
    return checked.verification


def known_certificates(folders: Folders | None = None) -> Known:
    """Return the certificates of the own identities and of the known signers (DER), with their names.

    Raises:
        FileError: if the system refuses.
        SignersError: if the list of known signers is damaged.
    """
    profile = folders or user_folders()
    stored = [(one.name, _card(one.certificate.encode())) for one in kept.load_signers(profile)]
    own = [(one.holder.name, _card(one.certificate)) for one in _own(profile)]
    return {card.der: name for name, card in (*stored, *own) if card}


def _own(folders: Folders) -> list[Identity]:
    found = ((one, _card(one.certificate)) for one in kept.load_identities(folders))
    return [Identity(card.holder, one.key, one.certificate) for one, card in found if card]


def _card(data: bytes) -> Card | None:
    """Return the certificate in a file of the profile; ``None`` if none is there."""
    from fr_desk.seal.certificates import read_card  # noqa: PLC0415 - late, see above
    from fr_desk.seal.errors import NotACertificateError  # noqa: PLC0415 - late, see above

    try:
        return read_card(data, "")
    except NotACertificateError:
        return None


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone().replace(microsecond=0)
