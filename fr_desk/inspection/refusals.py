"""What an inspector is told about a file that is no sound dossier: what it is, and what to ask for.

The same troubles have other sentences at the desk, where the file is one's own: there one takes an earlier version or
corrects a line. An inspector has no earlier version and corrects nothing. No sentence names the file: the row does, and
:func:`refused` where a sentence stands alone. Whatever way a file is opened, its trouble has these words.
"""

from __future__ import annotations

from pathlib import Path

from fr_desk.domain.canonical import DOSSIER_PART
from fr_desk.domain.file_digest import digest_of
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.errors import GoneError, RecordInsteadError
from fr_desk.inspection.record_file import RECORD_PART
from fr_desk.storage import errors, yaml_errors
from fr_desk.storage.evidence import Standing
from fr_desk.storage.parts import MANIFEST
from fr_desk.storage.zip_parts import ZipParts

_LONGEST = 80
"""Characters of what a file says that a sentence repeats."""
THIS_FILE = N_("This file")
"""Stands for the name in sentences that have no words of their own here."""

_SENTENCES: dict[type[FrDeskError], str] = {
    errors.UnreachableError: N_(
        "This file or folder cannot be reached: the drive or the network it is on does not answer. "
        "Connect it and run the inspection again."
    ),
    errors.BusyFileError: N_("Another program does not let go of this file; close it there and try again."),
    errors.NotADossierError: N_(
        "This is no dossier: neither a .frdesk file nor a dossier as PDF, JSON or YAML."
    ),
    errors.NotAMappingError: N_("This is no dossier: it has none of the fields that dossiers begin with."),
    errors.NotAContainerError: N_(
        "This file ends in .frdesk but holds something else; ask for the dossier itself."
    ),
    errors.NotADossierPdfError: N_(
        "This is a PDF without a dossier in it; ask for the PDF that FR Desk has written."
    ),
    errors.EmptyFileError: N_("This file is empty; ask for it again."),
    errors.FileTooLargeError: N_(
        "This file is larger than {limit} MB, which no dossier is, so it was not read."
    ),
    errors.NewerFormatError: N_(
        "This file was written by a newer FR Desk (format {found}, this program reads up to {known}), "
        "so it was not inspected; install the newer program."
    ),
    errors.FormatError: N_(
        "This file names its format as “{found}” where a number such as {known} stands in every dossier."
    ),
    errors.TruncatedError: N_("This .frdesk file is cut off or damaged; ask for it again."),
    errors.DamagedPartError: N_(
        "{part} does not match its checksum: it was damaged, or changed outside FR Desk after it was saved."
    ),
    errors.MissingPartError: N_("This file lacks its part {part} and is no whole dossier; ask for it again."),
    errors.UnexpectedPartError: N_(
        "This file contains “{part}”, which does not belong in a dossier, so nothing in it was read."
    ),
    errors.RepeatedPartError: N_("This file contains {part} twice, so it is not clear which one counts."),
    errors.EncryptedPartError: N_("{part} in this file is under a password; ask for it without one."),
    errors.TooManyPartsError: N_(
        "This file has {found} parts, while no dossier has more than {limit}; nothing in it was read."
    ),
    errors.PartTooLargeError: N_(
        "{part} in this file would unpack to more than {limit} MB, so it was not unpacked."
    ),
    errors.TotalTooLargeError: N_("This file would unpack to more than {limit} MB, so it was not unpacked."),
    errors.CompressionError: N_(
        "{part} in this file is packed tighter than any dossier, as in a trap, so it was not unpacked."
    ),
    errors.ManifestError: N_("The manifest.json of this file is not one of FR Desk; ask for the file again."),
    errors.NotTextError: N_(
        "This file is not text in UTF-8 at byte {place}; ask for the dossier as .frdesk."
    ),
    errors.CharacterError: N_("This file has a broken character at {path}, which FR Desk never writes."),
    errors.JsonSyntaxError: N_(
        "This file is not JSON at line {line}, column {column}; ask for the dossier as .frdesk."
    ),
    yaml_errors.YamlSyntaxError: N_(
        "This file is not YAML at line {line}, column {column}; ask for the dossier as .frdesk."
    ),
    yaml_errors.YamlAliasError: N_(
        "This file repeats at line {line} what was not written before; ask for the dossier as .frdesk."
    ),
    yaml_errors.YamlBombError: N_(
        "This file repeats itself at line {line} beyond the size of any dossier, as in a trap, so it was not read."
    ),
    yaml_errors.YamlTagError: N_("This file uses the tag {tag} at line {line}, which no dossier has."),
    yaml_errors.YamlDocumentsError: N_(
        "This file begins a second document at line {line}; one file is one dossier."
    ),
    errors.NestingError: N_("This file is nested deeper than {limit} levels, which no dossier is."),
    errors.TooManyValuesError: N_(
        "This file holds more than {limit} values, which no dossier does, so it was not read."
    ),
    errors.RepeatedFieldError: N_(
        "This file answers “{field}” twice in one place, so it is not clear which counts."
    ),
    errors.UnknownFieldError: N_(
        "This file has a field {path} that no dossier has; somebody wrote it by hand."
    ),
    errors.UnknownChoiceError: N_(
        "This file has “{value}” at {path}, which is not one of its answers; somebody wrote it by hand."
    ),
    errors.WrongTypeError: N_("This file has “{value}” at {path}, where {expected} stands in every dossier."),
    errors.OutOfRangeError: N_(
        "This file has {value} at {path}, which is from {least} to {most} in every dossier."
    ),
    errors.TooSmallError: N_("This file has {value} at {path}, which is at least {least} in every dossier."),
    errors.TooLongError: N_("This file has a text at {path} that is longer than {limit} characters."),
    errors.TooManyError: N_("This file has more than {limit} entries at {path}, which no dossier has."),
    errors.IdError: N_("This file has “{value}” at {path}, where an id stands in every dossier."),
    errors.DossierIdError: N_(
        "This file has “{value}” at {path}, where only letters, digits and hyphens stand in every dossier."
    ),
    errors.MissingFieldError: N_("This file lacks {path}, which stands in every dossier."),
    errors.DanglingReferenceError: N_(
        "This file names “{target}” at {path}, which is not among its {collection}."
    ),
    errors.BrokenPdfError: N_("This is no PDF that can be read, or a damaged one; ask for it again."),
    errors.LockedPdfError: N_("This PDF is under a password; ask for it without one."),
    errors.BrokenAttachmentError: N_("{part} in this PDF cannot be taken out; ask for the PDF again."),
}

_INSIDE: dict[type[FrDeskError], str] = {
    errors.JsonSyntaxError: N_(
        "The dossier in this file is no JSON at line {line}, column {column}; ask for it again."
    ),
    errors.NotTextError: N_("The dossier in this file is no text at byte {place}; ask for it again."),
    errors.NotAMappingError: N_("What this file carries in place of a dossier is none; ask for it again."),
}
"""The same about what is packed into a .frdesk file or a PDF."""
_NO_MANIFEST = N_(
    "This is a zip without the manifest.json of FR Desk: no dossier, or no whole one; ask for the dossier itself."
)


_GONE = (errors.MissingFileError, GoneError)
"""What ends the reading of a file that is not there."""
PAPER = N_("This is a paper of an inspection, such as an order or a letter, and no dossier.")
WRITTEN_HERE = N_(
    "This is a paper of FR Desk, such as a report, a plan, an on-site sheet or a sign, and no dossier; ask for the "
    "dossier if you need it."
)


class RefusedError(errors.UnreadableError):
    """One file that an inspector opens, and that is no sound dossier: its name, and why in an inspector's words.

    Attributes:
        why: the sentence alone, where the name stands beside it.
        standing: what the file is worth.
    """

    sentence = N_("{file}: {why}")

    def __init__(self, file: str, why: Texts, standing: Standing = "unreadable") -> None:
        """Keep what the sentence is made of."""
        super().__init__(file=file, why=why)
        self.why = why
        self.standing = standing


def said_of(error: FrDeskError, form: str = "", data: bytes = b"") -> Texts:
    """Return what an inspector is told about a file that ended in ``error``.

    Args:
        error: what went wrong.
        form: of the file, as far as it is known.
        data: all of the file, as far as it was read: what else of ours it may be is told from it.
    """
    if isinstance(error, RefusedError):
        return error.why
    if isinstance(error, errors.MissingFileError):
        return texts(GoneError.sentence)
    values = {name: _shown(value) for name, value in error.values.items()}
    return texts(_sentence(error, form, data), **{**values, "file": texts(THIS_FILE)})


def refused(
    error: FrDeskError, file: str, form: str = "", data: bytes = b"", standing: Standing = "unreadable"
) -> FrDeskError:
    """Return what is raised where the sentence stands alone: it names the file.

    Args:
        error: what went wrong.
        file: the whole name.
        form: as for :func:`said_of`.
        data: as for :func:`said_of`.
        standing: what the file is worth.
    """
    named = "{file}" in error.sentence and _sentence(error, form, data) == error.sentence
    if named or isinstance(error, RefusedError):
        return error
    return RefusedError(file, said_of(error, form, data), standing)


def is_gone(error: FrDeskError) -> bool:
    """Tell whether an error says that there is no such file, on disk or inside a zip."""
    return isinstance(error, _GONE) or isinstance(error.__cause__, _GONE)


def is_record(data: bytes) -> bool:
    """Tell whether a file is the record of an inspection, whatever its name and its state."""
    try:
        names = ZipParts(data, "").names if data.startswith(b"PK") else frozenset()
    except errors.UnreadableError:
        return False
    return RECORD_PART in names and DOSSIER_PART not in names


def _is_paper(data: bytes) -> bool:
    """Tell whether a PDF without a dossier is one of those that inspections write."""
    from fr_desk.storage.pdf import open_pdf  # noqa: PLC0415 - takes long to import

    try:
        with open_pdf(data, Path("paper.pdf")) as pdf:
            return RECORD_PART in pdf.attachments
    except errors.UnreadableError:
        return False


def _sentence(error: FrDeskError, form: str, data: bytes) -> str:
    if isinstance(error, errors.NotADossierPdfError) and data:
        if _is_paper(data):
            return PAPER
        if digest_of(data) == "right":
            return WRITTEN_HERE
    if isinstance(error, errors.UnexpectedPartError | errors.MissingPartError) and is_record(data):
        return RecordInsteadError.sentence
    if isinstance(error, errors.MissingPartError) and error.values.get("part") == MANIFEST:
        return _NO_MANIFEST
    own = _SENTENCES.get(type(error), error.sentence)
    return _INSIDE.get(type(error), own) if form in {"frdesk", "pdf"} else own


def _shown(value: object) -> object:
    """Return what a stranger wrote, short and without what is invisible or turns the direction of a text."""
    if isinstance(value, Texts):
        return value
    text = str(value)
    shown = "".join(sign if sign.isprintable() else "·" for sign in text[:_LONGEST])
    return shown if len(text) <= _LONGEST else shown + "…"
