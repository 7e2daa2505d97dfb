"""What a file is that is to be verified and is no dossier: a zip of them, a record, a paper of an inspection.

The libraries of PDFs and of inspections are read late: most files are dossiers.
"""

from __future__ import annotations

from pathlib import Path

from fr_desk.storage.access import read_bytes
from fr_desk.storage.errors import UnreadableError
from fr_desk.storage.verification import Examine, Verification


def bytes_of(path: Path) -> bytes:
    """Return what is in a file, also in one inside a zip.

    Args:
        path: the file; inside a zip as ``portfolio.zip!/hotel.pdf``.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is empty, too large, or does not unpack.
    """
    from fr_desk.inspection.place import place_at  # noqa: PLC0415 - late, see above

    place = place_at(path)
    if not place.member:
        return read_bytes(path)
    from fr_desk.inspection.opening import bytes_at  # noqa: PLC0415 - late, see above

    return bytes_at(place)


def something_else(error: UnreadableError, data: bytes, path: Path) -> Verification | None:
    """Say that a file is a zip of dossiers or the record of an inspection; ``None`` if it is neither.

    Args:
        error: why it is no dossier.
        data: all of it.
        path: where it is from.
    """
    from fr_desk.inspection.opening import WhichOneError, refusal  # noqa: PLC0415 - late, see above
    from fr_desk.inspection.place import place_at  # noqa: PLC0415 - the same
    from fr_desk.inspection.refusals import is_record, refused  # noqa: PLC0415 - the same

    if is_record(data):
        return Verification(path, None, "not_a_dossier", (refused(error, str(path), data=data).texts(),))
    told = refusal(error, place_at(path))
    return (
        Verification(path, None, "unreadable", (told.texts(),)) if isinstance(told, WhichOneError) else None
    )


def paper(data: bytes, path: Path, look: Examine) -> Verification | None:
    """Check a PDF that is no dossier; ``None`` if it is no paper of an inspection either.

    Args:
        data: all of it.
        path: where it is from.
        look: finds and checks the seals.
    """
    from fr_desk.inspection.paper_check import check_paper  # noqa: PLC0415 - late, see above

    try:
        return check_paper(data, path, look)
    except UnreadableError:  # which was said already
        return None
