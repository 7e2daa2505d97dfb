"""The signs a venue prints: video surveillance, and face recognition with the other way in.

One page each, read from three metres: what is happening, what a person can do instead, then the particulars, then the
small print with the notice in a QR code.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib import pagesizes

from fr_desk.domain.choices import CameraKind, PaperSize, Picture, SignKind
from fr_desk.domain.derived import RECOGNISING
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.render.fonts import family
from fr_desk.render.sheet import Sheet
from fr_desk.render.sign_facts import SignFacts
from fr_desk.render.sign_layout import PAGE, SignLayout

_AT_THE_DEVICE = frozenset(
    {
        CameraKind.FACE_TERMINAL,
        CameraKind.GATE,
        CameraKind.KIOSK,
        CameraKind.FACE_LOCKER,
        CameraKind.DISPENSER,
        CameraKind.DOORBELL,
    }
)


def sign_kinds(dossier: Dossier) -> tuple[SignKind, SignKind]:
    """Return the two kinds of sign this venue prints: video, and faces or else the whole building."""
    recognising = [
        camera for camera in (dossier.cameras or {}).values() if camera.face_function in RECOGNISING
    ]
    if not recognising:
        return SignKind.CCTV_AREA, SignKind.BUILDING_ENTRANCE
    at_device = any(
        camera.kind in _AT_THE_DEVICE or camera.picture is Picture.ON_OWN_ACTION for camera in recognising
    )
    return SignKind.CCTV_AREA, SignKind.FACE_TERMINAL if at_device else SignKind.FACE_AREA


def render_sign(
    dossier: Dossier, kind: SignKind, langs: Sequence[Lang], size: PaperSize, fingerprint: str
) -> bytes:
    """Return a sign as a PDF of one page.

    Args:
        dossier: the answers.
        kind: one of those that :func:`sign_kinds` names.
        langs: one to three languages, the main one first.
        size: of the paper, upright.
        fingerprint: SHA-256 of the dossier, printed in short.
    """
    out = io.BytesIO()
    width, height = getattr(pagesizes, size.value)
    canvas = Sheet(
        out,
        pagesize=(width, height),
        initialFontName=family().regular.name,
        invariant=1,
        lang={"zh": "zh-CN", "ko": "ko-KR", "en": "en"}[langs[0]],
    )
    facts = SignFacts(dossier, kind)
    canvas.setTitle(facts.texts.titles[kind].get(langs[0]).replace("\n", ""))
    canvas.setAuthor(dossier.operator.name or dossier.venue.name or "FR Desk")
    canvas.setCreator("FR Desk")
    canvas.setProducer("FR Desk")
    canvas.scale(width / PAGE[0], height / PAGE[1])
    SignLayout(facts, kind, tuple(langs)[:3], fingerprint).paint(canvas)
    canvas.save()
    return out.getvalue()
