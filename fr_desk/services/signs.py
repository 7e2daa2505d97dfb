"""Use cases of the signs: all that a venue needs, written into a folder, with the list that says where they hang.

Also how a sign is called among the papers, and how it can be put on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fr_desk.domain.choices import PaperSize
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.services import venue_language
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard
from fr_desk.storage.access import make_folder
from fr_desk.storage.atomic import replace_file

if TYPE_CHECKING:  # read late: the desk starts without it
    from fr_desk.render.signs import PlannedSign

SheetForm = Literal["sheet", "tiles", "bleed"]
PLACEMENT = "sign-placement.pdf"


def paper_id(planned: PlannedSign) -> str:
    """Return what names a sign among the papers of its dossier."""
    return f"sign:{planned.stem.removeprefix('sign-')}"


def sheets_for(planned: PlannedSign) -> tuple[SheetForm, ...]:
    """Return how a sign can be put on paper, the usual way first: parts on A4 only where it is larger than that."""
    from fr_desk.render.signs.press import ON_ONE_PAGE  # noqa: PLC0415 - reportlab takes long to import

    size = planned.design.size
    return ("sheet", "bleed") if size is None or size in ON_ONE_PAGE else ("sheet", "tiles", "bleed")


def write_signs(
    dossier: Dossier,
    folder: Path,
    langs: Sequence[Lang] | None = None,
    size: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    attachments: Mapping[str, bytes] | None = None,
    landscape: bool | None = None,
    distance: float | None = None,
    made_as: SheetForm = "sheet",
) -> list[Path]:
    """Write the venue's signs, one PDF each, ``sign-face-terminal-a2.pdf``, and the placement list.

    Args:
        dossier: the dossier.
        folder: where to; made if it is not there.
        langs: languages on the signs, the venue's first; those of their designs, else the venue's, if omitted.
        size: of the paper, ``A6`` to ``A0``; that of their designs, else A4, if omitted.
        progress: is told how many papers are done.
        cancelled: is asked whether to stop.
        attachments: contents by id, for the operator's logo.
        landscape: whether the signs lie; as their designs say if omitted.
        distance: metres from which the headlines are to be read; as their designs say if omitted.
        made_as: as sheets, as parts on A4 to be glued together, or with bleed and crop marks for a print shop.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses.
    """
    from fr_desk.render.signs import placement_pdf, plan_signs, sign_pdf  # noqa: PLC0415 - reportlab takes long

    stop, tell = cancelled or never, progress or unheard
    paper = PaperSize[size] if size else None
    signs = plan_signs(dossier)
    papers: dict[Path, bytes] = {}
    for done, sign in enumerate(signs):
        go_on(stop)
        tell(done, len(signs) + 1)
        papers[folder / f"{sign.stem}.pdf"] = sign_pdf(
            sign,
            dossier,
            attachments,
            langs,
            paper,
            landscape=landscape,
            tile=made_as == "tiles",
            bleed=made_as == "bleed",
            distance=distance,
        )
    go_on(stop)
    tell(len(signs), len(signs) + 1)
    papers[folder / PLACEMENT] = placement_pdf(
        dossier,
        langs[0] if langs else venue_language(dossier),
        langs=langs,
        size=paper,
        landscape=landscape,
        distance=distance,
    )
    go_on(stop)
    make_folder(folder)
    for path, data in papers.items():
        replace_file(path, data)
    tell(len(signs) + 1, len(signs) + 1)
    return list(papers)
