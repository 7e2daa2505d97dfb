"""A sign as PDF/A-3 and PDF/UA-1. The same dossier and the same choices give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.choices import Language, PaperSize
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.render.fonts import family
from fr_desk.render.sheet import Sheet
from fr_desk.render.signs.answers import language_of
from fr_desk.render.signs.facts import SignFacts
from fr_desk.render.signs.layout import A4, Layout, Wish
from fr_desk.render.signs.logo import logo_of
from fr_desk.render.signs.plan import PlannedSign
from fr_desk.render.signs.press import ON_ONE_PAGE, paint_for_print_shop, paint_in_parts, paint_on_sheet
from fr_desk.render.standards import About, finish
from fr_desk.render.text import printable

MOST_LANGUAGES = 3
_LANGS: dict[Language, Lang] = {Language.ZH: "zh", Language.KO: "ko", Language.EN: "en"}
UNDATED = dt.date(2000, 1, 1)
"""The day of a dossier that tells no day at all."""


def sign_pdf(
    planned: PlannedSign,
    dossier: Dossier,
    attachments: Mapping[str, bytes] | None = None,
    langs: Iterable[Lang] | None = None,
    size: PaperSize | None = None,
    *,
    landscape: bool | None = None,
    tile: bool = False,
    bleed: bool = False,
    distance: float | None = None,
) -> bytes:
    """Return a sign as PDF.

    Args:
        planned: one of :func:`~fr_desk.render.signs.plan.plan_signs`; its design holds where nothing else is said.
        dossier: the answers.
        attachments: contents by id, for the logo.
        langs: up to three languages; the venue's is set first if it is among them.
        size: of the paper; A4 if nobody has said.
        landscape: whether it lies.
        tile: in parts on A4, to be glued together; sheets up to A4 stay whole.
        bleed: with 3 mm of bleed and crop marks for a print shop; not together with ``tile``, which wins.
        distance: metres from which the headline is to be read.
    """
    layout = layout_of(planned, dossier, attachments, langs, size, landscape=landscape, distance=distance)
    out = io.BytesIO()
    canvas = Sheet(out, pagesize=A4, initialFontName=family().regular.name, invariant=1)
    if tile and layout.wish.size not in ON_ONE_PAGE:
        paint_in_parts(canvas, layout)
    elif bleed and not tile:
        paint_for_print_shop(canvas, layout)
    else:
        paint_on_sheet(canvas, layout)
    canvas.save()
    lang = layout.langs[0]
    venue = printable(dossier.operator.name or dossier.venue.name or "FR Desk")
    about = About(
        title=printable(planned.name(dossier).get(lang)),
        author=venue,
        lang=lang,
        day=day_of(dossier),
        fingerprint=layout.foot.fingerprint,
    )
    return finish(out.getvalue(), canvas.root, about)


def layout_of(
    planned: PlannedSign,
    dossier: Dossier,
    attachments: Mapping[str, bytes] | None = None,
    langs: Iterable[Lang] | None = None,
    size: PaperSize | None = None,
    *,
    landscape: bool | None = None,
    distance: float | None = None,
) -> Layout:
    """Return a sign, measured; what is not said follows its design."""
    design = planned.design
    wish = Wish(
        langs=languages_of(planned, dossier, langs),
        size=size or design.size or PaperSize.A4,
        landscape=bool(design.landscape if landscape is None else landscape),
        distance=distance or design.reading_distance,
    )
    return Layout(
        SignFacts(dossier, planned), wish, fingerprint(dossier), logo_of(dossier, attachments or {})
    )


def languages_of(
    planned: PlannedSign, dossier: Dossier, langs: Iterable[Lang] | None = None
) -> tuple[Lang, ...]:
    """Return the languages of a sign, the venue's first; without a choice the venue's alone."""
    own = language_of(dossier)
    designed = [_LANGS[one] for one in planned.design.languages or ()]
    asked = list(dict.fromkeys(langs or designed or [own or "en"]))
    if own in asked:
        asked.sort(key=lambda one: one != own)
    return tuple(asked[:MOST_LANGUAGES])


def day_of(dossier: Dossier) -> dt.date:
    """Return the day a dossier speaks of: its own, else that of its last change."""
    changes = [entry.on for entry in dossier.history if entry.on]
    return dossier.as_of or max(changes, default=UNDATED)
