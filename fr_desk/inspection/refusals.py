"""What an inspector is told about a file that is no sound dossier: what it is, and what to ask for.

The same troubles have other sentences at the desk, where the file is one's own: there one takes an earlier version or
corrects a line. An inspector has no earlier version and corrects nothing. No sentence names the file: the row does.
"""

from __future__ import annotations

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.storage import errors, yaml_errors
from fr_desk.storage.parts import MANIFEST

_LONGEST = 80
"""Characters of what a file says that a sentence repeats."""
THIS_FILE = N_("This file")
"""Stands for the name in sentences that have no words of their own here."""

_SENTENCES: dict[type[FrDeskError], str] = {
    errors.UnreachableError: N_(
        "This cannot be reached: the drive or the network it is on does not answer. "
        "Connect it and run the inspection again."
    ),
    errors.BusyFileError: N_("Another program does not let go of this file; close it there and try again."),
    errors.NotADossierError: N_(
        "This is no dossier: neither a .frdesk file nor a dossier as PDF, JSON or YAML."
    ),
    errors.NotAMappingError: N_("This is no dossier: it has none of the fields that dossiers begin with."),
    errors.NotAContainerError: N_(
        "This ends in .frdesk but holds something else; ask for the dossier itself."
    ),
    errors.NotADossierPdfError: N_(
        "This is a PDF without a dossier in it; ask for the PDF that FR Desk has written."
    ),
    errors.EmptyFileError: N_("This file is empty; ask for it again."),
    errors.FileTooLargeError: N_(
        "This file is larger than {limit} MB, which no dossier is, so it was not read."
    ),
    errors.NewerFormatError: N_(
        "This was written by a newer FR Desk (format {found}, this program reads up to {known}), "
        "so it was not inspected; install the newer program."
    ),
    errors.FormatError: N_(
        "This names its format as “{found}” where a number such as {known} stands in every dossier."
    ),
    errors.TruncatedError: N_("This .frdesk file is cut off or damaged; ask for it again."),
    errors.DamagedPartError: N_(
        "{part} does not match its checksum: it was damaged, or changed outside FR Desk after it was saved."
    ),
    errors.MissingPartError: N_("This lacks its part {part} and is no whole dossier; ask for it again."),
    errors.UnexpectedPartError: N_(
        "This contains “{part}”, which does not belong in a dossier, so nothing in it was read."
    ),
    errors.RepeatedPartError: N_("This contains {part} twice, so it is not clear which one counts."),
    errors.EncryptedPartError: N_("{part} in this file is under a password; ask for it without one."),
    errors.TooManyPartsError: N_(
        "This has {found} parts, while no dossier has more than {limit}; nothing in it was read."
    ),
    errors.PartTooLargeError: N_(
        "{part} in this file would unpack to more than {limit} MB, so it was not unpacked."
    ),
    errors.TotalTooLargeError: N_("This would unpack to more than {limit} MB, so it was not unpacked."),
    errors.CompressionError: N_(
        "{part} in this file is packed tighter than any dossier, as in a trap, so it was not unpacked."
    ),
    errors.ManifestError: N_("The manifest.json of this file is not one of FR Desk; ask for the file again."),
    errors.NotTextError: N_("This is not text in UTF-8 at byte {place}; ask for the dossier as .frdesk."),
    errors.CharacterError: N_("This has a broken character at {path}, which FR Desk never writes."),
    errors.JsonSyntaxError: N_(
        "This is not JSON at line {line}, column {column}; ask for the dossier as .frdesk."
    ),
    yaml_errors.YamlSyntaxError: N_(
        "This is not YAML at line {line}, column {column}; ask for the dossier as .frdesk."
    ),
    yaml_errors.YamlAliasError: N_(
        "This repeats at line {line} what was not written before; ask for the dossier as .frdesk."
    ),
    yaml_errors.YamlBombError: N_(
        "This repeats itself at line {line} beyond the size of any dossier, as in a trap, so it was not read."
    ),
    yaml_errors.YamlTagError: N_("This uses the tag {tag} at line {line}, which no dossier has."),
    yaml_errors.YamlDocumentsError: N_(
        "This begins a second document at line {line}; one file is one dossier."
    ),
    errors.NestingError: N_("This is nested deeper than {limit} levels, which no dossier is."),
    errors.TooManyValuesError: N_(
        "This holds more than {limit} values, which no dossier does, so it was not read."
    ),
    errors.RepeatedFieldError: N_(
        "This answers “{field}” twice in one place, so it is not clear which counts."
    ),
    errors.UnknownFieldError: N_("This has a field {path} that no dossier has; somebody wrote it by hand."),
    errors.UnknownChoiceError: N_(
        "This has “{value}” at {path}, which is not one of its answers; somebody wrote it by hand."
    ),
    errors.WrongTypeError: N_("This has “{value}” at {path}, where {expected} stands in every dossier."),
    errors.OutOfRangeError: N_(
        "This has {value} at {path}, which is from {least} to {most} in every dossier."
    ),
    errors.TooSmallError: N_("This has {value} at {path}, which is at least {least} in every dossier."),
    errors.TooLongError: N_("This has a text at {path} that is longer than {limit} characters."),
    errors.TooManyError: N_("This has more than {limit} entries at {path}, which no dossier has."),
    errors.IdError: N_("This has “{value}” at {path}, where an id stands in every dossier."),
    errors.DossierIdError: N_(
        "This has “{value}” at {path}, where only letters, digits and hyphens stand in every dossier."
    ),
    errors.MissingFieldError: N_("This lacks {path}, which stands in every dossier."),
    errors.DanglingReferenceError: N_(
        "This names “{target}” at {path}, which is not among its {collection}."
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


def said_of(error: FrDeskError, form: str = "") -> Texts:
    """Return what an inspector is told about a file that ended in ``error``.

    Args:
        error: what went wrong.
        form: of the file, as far as it is known.
    """
    sentence = _SENTENCES.get(type(error), error.sentence)
    if form in {"frdesk", "pdf"}:
        sentence = _INSIDE.get(type(error), sentence)
    if isinstance(error, errors.MissingPartError) and error.values.get("part") == MANIFEST:
        sentence = _NO_MANIFEST
    values = {name: _shown(value) for name, value in error.values.items()}
    return texts(sentence, **{**values, "file": texts(THIS_FILE)})


def _shown(value: object) -> object:
    """Return what a stranger wrote, short and without what is invisible or turns the direction of a text."""
    if isinstance(value, Texts):
        return value
    text = str(value)
    shown = "".join(sign if sign.isprintable() else "·" for sign in text[:_LONGEST])
    return shown if len(text) <= _LONGEST else shown + "…"
