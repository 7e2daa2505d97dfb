"""Which photos kept with a dossier stand where; how a picture is drawn is told in :mod:`fr_desk.render.pictures`."""

from __future__ import annotations

from fr_desk.domain.governance import Attachment
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Cell
from fr_desk.render.pictures import picture


def photo(edition: Edition, key: str | None, alt: str, width: float, height: float) -> Cell | None:
    """Return the picture of an attachment, or the words in its place if it cannot be shown.

    Args:
        edition: whose attachment.
        key: its id, if an answer names one.
        alt: what it shows, for people who cannot see it.
        width: greatest width in points.
        height: greatest height in points.

    Returns:
        Nothing if no attachment is named, if it is no picture, or if the contents of attachments are not at hand.
    """
    listed = (edition.dossier.attachments or {}).get(key or "")
    if listed is None or key is None or edition.attachments is None or not is_picture(listed):
        return None
    name = f"{key} ({listed.name})" if listed.name else key
    data = edition.attachments.get(key)
    return picture(data, name, alt, edition.lang, most_width=width, most_height=height)


def is_picture(attachment: Attachment) -> bool:
    """Tell whether an attachment says of itself that it is a photo or a scan."""
    return (attachment.media_type or "").startswith("image/")
