"""Use cases that print: the dossier and the signs. The renderer is read late: the desk starts without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.choices import PaperSize
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.rules.bundled import packs_for
from fr_desk.services import assess, venue_language
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard
from fr_desk.storage.access import make_folder
from fr_desk.storage.atomic import replace_file


def write_dossier_pdf(
    dossier: Dossier,
    out: Path,
    lang: Lang | None = None,
    as_of: dt.date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write the compliance dossier as PDF.

    Args:
        dossier: the dossier.
        out: the file.
        lang: language of the document; the venue's if omitted.
        as_of: the day whose law applies; else the dossier's own, else today.
        progress: is told how much is done.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; the old file is then as it was.
    """
    from fr_desk.render.dossier import render_dossier  # noqa: PLC0415 - reportlab takes long to import

    stop = cancelled or never
    assessment = assess(dossier, as_of)
    language = lang or venue_language(dossier)
    data = render_dossier(dossier, assessment, packs_for(dossier), language, progress or unheard, stop)
    go_on(stop)
    replace_file(out, data)
    return out


def write_signs(
    dossier: Dossier,
    folder: Path,
    langs: Sequence[Lang] | None = None,
    size: str = "A4",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Path]:
    """Write the venue's signs, one PDF each, ``sign-face-terminal.pdf``.

    Args:
        dossier: the dossier.
        folder: where to; made if it is not there.
        langs: languages on the signs, the main one first; the venue's if omitted.
        size: of the paper, ``A6`` to ``A0``.
        progress: is told how many signs are done.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses.
    """
    from fr_desk.render.signs import render_sign, sign_kinds  # noqa: PLC0415 - reportlab takes long to import

    stop, tell = cancelled or never, progress or unheard
    languages = tuple(langs) if langs else (venue_language(dossier),)
    kinds = sign_kinds(dossier)
    papers: dict[Path, bytes] = {}
    for done, kind in enumerate(kinds):
        go_on(stop)
        tell(done, len(kinds))
        name = f"sign-{kind.replace('_', '-')}.pdf"
        papers[folder / name] = render_sign(dossier, kind, languages, PaperSize[size], fingerprint(dossier))
    go_on(stop)
    make_folder(folder)
    for path, data in papers.items():
        replace_file(path, data)
    tell(len(kinds), len(kinds))
    return list(papers)
