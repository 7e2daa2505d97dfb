"""The use case that prints the dossier. The renderer is read late: the desk starts without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.rules.bundled import packs_for
from fr_desk.services import assess, venue_language
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard
from fr_desk.storage.atomic import replace_file


def write_dossier_pdf(
    dossier: Dossier,
    out: Path,
    lang: Lang | None = None,
    as_of: dt.date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    attachments: Mapping[str, bytes] | None = None,
    second: Lang | None = None,
) -> Path:
    """Write the compliance dossier as PDF.

    Args:
        dossier: the dossier.
        out: the file.
        lang: language of the document; the venue's if omitted.
        as_of: the day whose law applies; else the dossier's own, else today.
        progress: is told how much is done.
        cancelled: is asked whether to stop.
        attachments: contents by id, if they are at hand; photos among them are printed.
        second: another language beside the first, if any.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; the old file is then as it was.
    """
    from fr_desk.render.dossier import render_dossier  # noqa: PLC0415 - reportlab takes long to import

    stop = cancelled or never
    assessment = assess(dossier, as_of)
    language = lang or venue_language(dossier)
    data = render_dossier(
        dossier, assessment, packs_for(dossier), language, progress or unheard, stop, attachments, second
    )
    go_on(stop)
    replace_file(out, data)
    return out
