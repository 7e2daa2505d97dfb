"""Photos taken on site: cleaned like attachments, kept once, and gone when no observation shows them any more."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from fr_desk.domain.choices import AttachmentKind
from fr_desk.inspection import recording
from fr_desk.inspection.record import PHOTOS, Photo, Record
from fr_desk.inspection.record_file import MAX_PHOTOS, PhotoRoomError, RecordContents
from fr_desk.services.attachments import Taken, take_in, take_in_file
from fr_desk.storage.access import MEGABYTE


def taken_photo(source: Path | bytes, name: str = "", *, keep_location: bool = False) -> Taken:
    """Make a photo fit to keep: nothing but the picture stays, unless the place of the shot is asked for.

    Takes some time for large ones; touches nothing.

    Raises:
        FrDeskError: if it is no photo that can be kept.
    """
    kind = AttachmentKind.PHOTO
    if isinstance(source, Path):
        return take_in_file(source, kind, keep_location=keep_location)
    return take_in(source, name, kind, keep_location=keep_location)


def photo_id(data: bytes) -> str:
    """Return the id of a photo: the same picture has the same id on every machine."""
    return f"p{hashlib.sha256(data).hexdigest()[:23]}"


def with_photo(
    contents: RecordContents, observation: str, taken: Taken, now: dt.datetime
) -> tuple[RecordContents, str]:
    """Add a photo to an observation; return the record and the id of the photo.

    Raises:
        PhotoRoomError: if the photos together are too large.
        FullRecordError: if there are too many of them.
    """
    record, key = contents.record, photo_id(taken.data)
    photos = {**contents.photos, key: taken.data}
    kept = sum(len(data) for one, data in photos.items() if one == key or not record.photos[one].withdrawn)
    if kept > MAX_PHOTOS:
        raise PhotoRoomError(limit=MAX_PHOTOS // MEGABYTE)
    if key not in record.photos and len(record.photos) >= PHOTOS:
        raise recording.FullRecordError(limit=PHOTOS)
    entry = Photo(sha256=taken.sha256, name=taken.name, taken=now, keeps_location=taken.keeps_location)
    record = recording.put(record, "photos", key, entry, now)
    before = record.observations[observation]
    if key not in before.photos:
        after = before.model_copy(update={"photos": (*before.photos, key)})
        record = recording.put(record, "observations", observation, after, now)
    return RecordContents(record, photos), key


def without_photo(record: Record, observation: str, key: str, now: dt.datetime) -> Record:
    """Take a photo off an observation; one that no other shows is withdrawn, and its bytes are no longer written."""
    before = record.observations[observation]
    after = before.model_copy(update={"photos": tuple(one for one in before.photos if one != key)})
    record = recording.put(record, "observations", observation, after, now)
    if any(key in one.photos for one in record.observations.values() if not one.withdrawn):
        return record
    return recording.take_back(record, "photos", key, now)
