"""What can go wrong with a file: each class owns one sentence that names the file, the place and what to do."""

from __future__ import annotations

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts


class FileError(FrDeskError):
    """A file that cannot be reached, read or written."""

    sentence = N_("{file} cannot be read or written: {reason}.")


class MissingFileError(FileError):
    """No such file."""

    sentence = N_("{file} does not exist; check the name and the folder.")


class MissingFolderError(FileError):
    """The folder to write to does not exist."""

    sentence = N_("{file} cannot be written because its folder does not exist; make the folder first.")


class ForbiddenFileError(FileError):
    """The system does not allow it."""

    sentence = N_("{file} is protected from you; choose another place or ask for the right to use it.")


class FolderInsteadError(FileError):
    """A folder where a file is needed."""

    sentence = N_("{file} is a folder; name a file.")


class FileInsteadError(FileError):
    """A file where a folder is needed."""

    sentence = N_(
        "{file} cannot be used because a file stands where a folder is needed; choose another place."
    )


class SpecialFileError(FileError):
    """A device, pipe or socket where a file is to be written."""

    sentence = N_("{file} is not an ordinary file; choose another name.")


class AlreadyThereError(FileError):
    """A new file would replace an old one."""

    sentence = N_("{file} exists already; choose another name.")


class DiskFullError(FileError):
    """No room left."""

    sentence = N_(
        "There is no room left for {file}; what was there before is unchanged. Make room and try again."
    )


class NameTooLongError(FileError):
    """A name the file system cannot hold."""

    sentence = N_("The name {file} is too long; choose a shorter one.")


class ChangedOnDiskError(FileError):
    """A file that somebody else has written since it was opened."""

    sentence = N_(
        "{file} was changed by another window or program since it was opened here; it was not overwritten."
    )


class UnreachableError(FileError):
    """A drive or a network share that is gone."""

    sentence = N_(
        "{file} cannot be reached: the drive or the network it is on does not answer. "
        "Connect it and try again, or save in another place."
    )


class BusyFileError(FileError):
    """A file that another program does not let go of."""

    sentence = N_("{file} is held by another program; close it there and try again.")


class UnprovenWriteError(FileError):
    """What was written does not read back as what was meant."""

    sentence = N_("{file} did not read back as it was written, so the old file was kept; try another disk.")


class BackupError(FileError):
    """The previous version could not be kept."""

    sentence = N_(
        "{file} was not saved, because its previous version could not be kept in {folder}; save under another name."
    )


class SuffixError(FileError):
    """A file name whose ending names no form we write."""

    sentence = N_("{file} must end in .frdesk, .json or .yaml; the ending says in which form it is written.")


class UnreadableError(FrDeskError):
    """A file that is not a dossier we can read."""

    sentence = N_("{file} cannot be read as a dossier.")


class NotADossierError(UnreadableError):
    """Nothing we know."""

    sentence = N_("{file} is not a dossier: it is neither a .frdesk file nor a dossier as PDF, JSON or YAML.")


class EmptyFileError(UnreadableError):
    """Nothing in it."""

    sentence = N_("{file} is empty; copy it again from where it came.")


class FileTooLargeError(UnreadableError):
    """More than any dossier needs."""

    sentence = N_(
        "{file} is larger than {limit} MB, the most that is read here; check that it is the right file."
    )


class NewerFormatError(UnreadableError):
    """Written by a later version of the program."""

    sentence = N_(
        "{file} was written by a newer FR Desk (format {found}, this program reads up to {known}); "
        "it was left untouched. Install the newer program to open it."
    )


class FormatError(UnreadableError):
    """No usable format version."""

    sentence = N_(
        "{file} names its format as “{found}” where a version number such as {known} must stand at format."
    )


class NotAContainerError(UnreadableError):
    """Called .frdesk, but no container."""

    sentence = N_(
        "{file} ends in .frdesk but is not a container of FR Desk; check that it is the right file."
    )


class DamagedError(UnreadableError):
    """A container that is not whole. Earlier versions are named only where some are kept: as ``backups``."""

    with_backups: str

    def texts(self) -> Texts:
        """Return the sentence, in all three languages, that leads to the earlier versions, if there are any."""
        return texts(self.with_backups, **self.values) if self.values.get("backups") else super().texts()


class TruncatedError(DamagedError):
    """A container that breaks off or is damaged."""

    sentence = N_("{file} is cut off or damaged; copy it again from where it came.")
    with_backups = N_(
        "{file} is cut off or damaged; copy it again, or take an earlier version from {backups}."
    )


class DamagedPartError(DamagedError):
    """A part that is not what the manifest says."""

    sentence = N_(
        "{part} in {file} does not match its checksum, so it was damaged or changed outside FR Desk; "
        "copy the file again from where it came."
    )
    with_backups = N_(
        "{part} in {file} does not match its checksum, so it was damaged or changed outside FR Desk; "
        "copy the file again, or take an earlier version from {backups}."
    )


class MissingPartError(UnreadableError):
    """A container without a part it needs."""

    sentence = N_("{file} has no part {part} and is no complete dossier; copy it again from where it came.")


class UnexpectedPartError(UnreadableError):
    """A part that does not belong into a dossier."""

    sentence = N_(
        "{file} contains “{part}”, which does not belong in a dossier; ask whoever sent it for a clean one."
    )


class RepeatedPartError(UnreadableError):
    """Two parts of one name."""

    sentence = N_("{file} contains {part} twice; ask whoever sent it for a clean one.")


class EncryptedPartError(UnreadableError):
    """A part under a password."""

    sentence = N_("{part} in {file} is under a password; save the dossier without one.")


class TooManyPartsError(UnreadableError):
    """More parts than any dossier has."""

    sentence = N_("{file} has {found} parts, at most {limit} are allowed; check that it is the right file.")


class PartTooLargeError(UnreadableError):
    """A part that would unpack to more than any dossier needs."""

    sentence = N_("{part} in {file} would unpack to more than {limit} MB; check that it is the right file.")


class TotalTooLargeError(UnreadableError):
    """Parts that together would unpack to more than any dossier needs."""

    sentence = N_("{file} would unpack to more than {limit} MB; check that it is the right file.")


class CompressionError(UnreadableError):
    """A part packed so tightly that it can only be meant as a trap."""

    sentence = N_("{part} in {file} is packed tighter than any dossier; do not open it, and ask who sent it.")


class ManifestError(UnreadableError):
    """A manifest that does not say what it must."""

    sentence = N_(
        "manifest.json in {file} is not a manifest of FR Desk; copy the file again from where it came."
    )


class NotTextError(UnreadableError):
    """Bytes that are not UTF-8 text."""

    sentence = N_("{file} is not text in UTF-8 at byte {place}; save it again with the encoding UTF-8.")


class CharacterError(UnreadableError):
    """A character that is none (half of a surrogate pair)."""

    sentence = N_("{file} has a broken character in {path}; type that text again.")


class JsonSyntaxError(UnreadableError):
    """Not JSON."""

    sentence = N_("{file} is not JSON at line {line}, column {column}; correct that place.")


class NestingError(UnreadableError):
    """Deeper than any dossier."""

    sentence = N_(
        "{file} is nested deeper than {limit} levels, which no dossier is; check that it is the right file."
    )


class TooManyValuesError(UnreadableError):
    """More values than any dossier."""

    sentence = N_(
        "{file} holds more than {limit} values, which no dossier does; check that it is the right file."
    )


class RepeatedFieldError(UnreadableError):
    """One name twice in a mapping."""

    sentence = N_("{file} answers “{field}” twice in one place; keep one of them.")


class NotAMappingError(UnreadableError):
    """Valid notation, but no dossier."""

    sentence = N_("{file} does not hold a dossier: it must begin with fields such as venue and cameras.")


class UnknownFieldError(UnreadableError):
    """A name the model does not have."""

    sentence = N_("{file} has a field {path} that no dossier has; the nearest is {nearest}.")


class UnknownChoiceError(UnreadableError):
    """An answer that is not on the list."""

    sentence = N_(
        "{file} has “{value}” at {path}, which is not one of its answers; the nearest are {nearest}."
    )


class WrongTypeError(UnreadableError):
    """An answer of the wrong kind."""

    sentence = N_("{file} has “{value}” at {path}, where {expected} must stand.")


class OutOfRangeError(UnreadableError):
    """A number beyond its limits."""

    sentence = N_("{file} has {value} at {path}, which must be from {least} to {most}.")


class TooSmallError(UnreadableError):
    """A number below its only limit."""

    sentence = N_("{file} has {value} at {path}, which must be at least {least}.")


class TooLongError(UnreadableError):
    """A text beyond its limit."""

    sentence = N_("{file} has a text at {path} that is longer than {limit} characters; shorten it.")


class TooManyError(UnreadableError):
    """A collection beyond its limit."""

    sentence = N_("{file} has more than {limit} entries at {path}; check that it is the right file.")


class IdError(UnreadableError):
    """An id that is none."""

    sentence = N_(
        "{file} has “{value}” at {path}, where an id must stand: a small letter, then small letters, digits or _."
    )


class DossierIdError(UnreadableError):
    """A dossier's own id that is none."""

    sentence = N_("{file} has “{value}” at {path}, where only letters, digits and hyphens may stand.")


class MissingFieldError(UnreadableError):
    """A field that cannot be left out."""

    sentence = N_("{file} lacks {path}, which cannot be left out there.")


class DanglingReferenceError(UnreadableError):
    """A reference to nothing."""

    sentence = N_("{file} names “{target}” at {path}, which is not among its {collection}.")


class BrokenPdfError(UnreadableError):
    """Not a PDF, or a damaged one."""

    sentence = N_("{file} is a damaged PDF; copy it again from where it came.")


class LockedPdfError(UnreadableError):
    """A PDF under a password."""

    sentence = N_("{file} is under a password; save the PDF without one.")


class NotADossierPdfError(UnreadableError):
    """A PDF without a dossier in it."""

    sentence = N_("{file} is a PDF without a dossier in it; choose a dossier that FR Desk has written.")


class BrokenAttachmentError(UnreadableError):
    """A PDF whose embedded dossier cannot be taken out."""

    sentence = N_("{part} in the PDF {file} cannot be taken out; copy the PDF again from where it came.")
