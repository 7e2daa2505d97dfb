"""HEIC photos, read in a process of their own: their decoder can crash, and must not take us along."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

from fr_desk.images.errors import BrokenImageError, ImageError, NoHeicError
from fr_desk.images.photos import Photo, prepared
from fr_desk.images.raster import open_heic

PATIENCE = 60.0
"""Seconds the reading may take; the largest photos of phones take about five."""

Answer = Photo | tuple[type[ImageError], dict[str, object]]


def prepare_heic(data: bytes, name: str, *, keep_location: bool) -> Photo:
    """Return a HEIC photo fit for paper. Blocks for up to a minute.

    Args:
        data: the file.
        name: of the file, for errors.
        keep_location: whether the place of the shot stays in it.

    Raises:
        ImageError: if it is beyond a limit, damaged, or nothing here can read it.
    """
    try:
        import pi_heif  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError as error:
        raise NoHeicError(file=name) from error
    answer = _asked(data, name, keep_location)
    if isinstance(answer, Photo):
        return answer
    if answer is None:
        raise BrokenImageError(file=name)
    kind, values = answer
    raise kind(**values)


def _asked(data: bytes, name: str, keep_location: bool) -> Answer | None:  # noqa: FBT001 - as the process gets it
    """Return what another process makes of the photo, nothing if it crashes or does not come to an end."""
    context = multiprocessing.get_context("spawn")
    mine, others = context.Pipe(duplex=False)
    reader = context.Process(target=_read, args=(others, data, name, keep_location), daemon=True)
    reader.start()
    others.close()
    try:
        answer: Answer | None = mine.recv() if mine.poll(PATIENCE) else None
    except EOFError:
        answer = None
    finally:
        mine.close()
        reader.kill()
        reader.join()
        reader.close()
    return answer


def _read(answers: Connection, data: bytes, name: str, keep_location: bool) -> None:  # noqa: FBT001 - the same
    """Prepare one photo and send it back."""
    answer: Answer
    try:
        answer = prepared(open_heic(data, name), name, keep_location=keep_location)
    except ImageError as error:
        answer = type(error), error.values
    answers.send(answer)
    answers.close()
