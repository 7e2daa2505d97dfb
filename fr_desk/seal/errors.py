"""What can go wrong with seals and identities: each class owns one sentence that says what to do."""

from __future__ import annotations

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_


class SealError(FrDeskError):
    """A seal that cannot be made, or an identity that cannot be used."""

    sentence = N_("{file} cannot be sealed.")


class UnsuitableNameError(SealError):
    """A name that no certificate can hold."""

    sentence = N_(
        "“{name}” cannot stand in a certificate; write a name of 1 to {limit} characters on one line."
    )


class ShortPassphraseError(SealError):
    """A passphrase that is guessed too easily."""

    sentence = N_("The passphrase is too short; use at least {least} characters.")


class WrongPassphraseError(SealError):
    """Not the passphrase of the key."""

    sentence = N_("The passphrase does not open {file}; type it again.")


class NotAKeyFileError(SealError):
    """Not PKCS#12."""

    sentence = N_(
        "{file} is not a PKCS#12 file; choose the .p12 or .pfx file with your key and your certificate."
    )


class NoKeyError(SealError):
    """PKCS#12 without a key and the certificate that belongs to it."""

    sentence = N_("{file} has no key with its certificate; export both together from where they came.")


class UnsuitableKeyError(SealError):
    """A kind of key that readers of PDF do not know, or one that is too short."""

    sentence = N_("The key in {file} cannot seal PDFs; use one of RSA with at least 2048 bits or of ECDSA.")


class NotForSigningError(SealError):
    """A certificate made for something else."""

    sentence = N_("The certificate of {signer} is not for signatures; ask whoever issued it for one that is.")


class ExpiredError(SealError):
    """A certificate past its last day."""

    sentence = N_(
        "The certificate of {signer} was valid until {date}; make a new identity, or have the certificate renewed."
    )


class NotYetValidError(SealError):
    """A certificate before its first day, or a clock that is wrong."""

    sentence = N_("The certificate of {signer} is valid from {date} only; check the date of this computer.")


class NotACertificateError(SealError):
    """No X.509 certificate."""

    sentence = N_("{file} is not a certificate; choose a .pem, .crt or .cer file.")


class AlreadySealedError(SealError):
    """Twice by the same hand."""

    sentence = N_("{signer} has sealed {file} already; a second seal would say nothing more.")


class TakenPlaceError(SealError):
    """The prepared place for this role is filled."""

    sentence = N_("{file} carries a seal in this place already; choose the other place.")


class LockedDocumentError(SealError):
    """Sealed so that no second seal may follow."""

    sentence = N_("{file} was sealed so that nobody may add anything; write the dossier again and seal that.")


class UnsealablePdfError(SealError):
    """A PDF whose structure does not allow an appended seal."""

    sentence = N_(
        "{file} is not built as FR Desk builds its dossiers, so it was not sealed; "
        "write the dossier again and seal that."
    )
