"""Why something in a portfolio is not opened. No sentence names the file: the row does, and its name may be no text."""

from __future__ import annotations

from fr_desk.i18n import N_
from fr_desk.storage.errors import FileError, UnreadableError


class LeadsOutError(FileError):
    """A link to somewhere outside the folder that is inspected."""

    sentence = N_(
        "This is a link that leads out of the folder, so it was not followed; "
        "if what it leads to belongs to the inspection, name that too."
    )


class DeadLinkError(FileError):
    """A link to nothing, or in a circle."""

    sentence = N_("This is a link that leads nowhere or in a circle; ask for the file itself.")


class NotOrdinaryError(FileError):
    """A device, pipe or socket."""

    sentence = N_("This is a device, a pipe or a socket and not a file, so it was not opened.")


class LockedFolderError(FileError):
    """A folder the system does not let anyone list."""

    sentence = N_(
        "This folder cannot be opened, so nothing in it was inspected; ask for the right to read it."
    )


class LockedFileError(FileError):
    """A file the system does not let anyone read."""

    sentence = N_("This file cannot be opened; ask for the right to read it.")


class GoneError(FileError):
    """Something that was named or listed, and is not there."""

    sentence = N_(
        "This file or folder is not there, or not any more; check the name, or run the inspection again."
    )


class TooFarError(FileError):
    """A name or path longer than the system takes."""

    sentence = N_("This name is too long for the system, or too many folders lie in each other; move it up.")


class SwappedError(FileError):
    """A file that is another one than when the folder was listed."""

    sentence = N_(
        "This file was replaced by a link or a device while the inspection ran, so it was not read."
    )


class RecordInsteadError(UnreadableError):
    """The record of an inspection."""

    sentence = N_("This is the record of an inspection; name the dossier beside it instead.")


class NotAPortfolioError(UnreadableError):
    """A zip that cannot be listed."""

    sentence = N_("This zip is cut off or damaged, so nothing in it was inspected; ask for it again.")


class TooManyMembersError(UnreadableError):
    """A zip with more files than are listed."""

    sentence = N_("This zip holds more than {limit} files, so nothing in it was inspected; have it split up.")


class TooMuchInsideError(UnreadableError):
    """A zip that would unpack to more than any portfolio."""

    sentence = N_("This zip would unpack to more than {limit} GB, so nothing in it was inspected.")


class OverlapError(UnreadableError):
    """A zip whose parts lie over one another."""

    sentence = N_("The parts of this zip lie over one another, as in a trap, so nothing in it was inspected.")


class NestedZipError(UnreadableError):
    """A zip within a zip."""

    sentence = N_("This is a zip within a zip, which is not opened; unpack it and name it by itself.")


class LockedMemberError(UnreadableError):
    """A file under a password, in a zip."""

    sentence = N_("This file is under a password in its zip; ask for it without one.")


class RepeatedMemberError(UnreadableError):
    """Several files of one name, in a zip."""

    sentence = N_("This name is there more than once in its zip, so it is not clear which file is meant.")


class StrayMemberError(UnreadableError):
    """A file in a zip whose name leads out of the folder it is unpacked into."""

    sentence = N_("The name of this file leads out of its zip, as in an attack, so it was not read.")


class TightMemberError(UnreadableError):
    """A file in a zip that is packed like a trap."""

    sentence = N_("This file is packed tighter than any dossier, as in a trap, so it was not unpacked.")


class OddMemberError(UnreadableError):
    """A file in a zip that is packed in a way we do not unpack."""

    sentence = N_("This file is packed in a way that is not read here; pack it with the usual zip.")


class BrokenMemberError(UnreadableError):
    """A file in a zip that does not unpack to what the zip says."""

    sentence = N_("This file is damaged inside its zip; ask for the zip again.")


class TooLargeError(UnreadableError):
    """More than any dossier needs."""

    sentence = N_("This file is larger than {limit} MB, which no dossier is, so it was not read.")


class NothingInItError(UnreadableError):
    """An empty file."""

    sentence = N_("This file is empty; ask for it again.")
