"""Signs for programs that read aloud, and for archives: PDF/UA-1 and PDF/A-3, the structure in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from PIL import Image

from fr_desk.domain.choices import PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.render.signs import placement_pdf, plan_signs, sign_pdf
from fr_desk.render.signs.paper import layout_of
from fr_desk.render.signs.words import sign_words
from tests.render.signs.venues import changed, library, long_winded, planned, sample
from tests.render.verapdf import conforms

ALL: tuple[Lang, ...] = ("zh", "ko", "en")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#0a6"/></svg>'


def elements(pdf: bytes) -> list[dict[str, Any]]:
    """The structure elements in reading order: role, language, alternative text."""
    with pikepdf.open(io.BytesIO(pdf)) as document:

        def walk(node: Any) -> Iterator[dict[str, Any]]:
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    yield from walk(kid)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                yield {
                    "role": str(node.S)[1:],
                    "lang": str(node.get("/Lang", "")),
                    "alt": str(node.get("/Alt", "")),
                }
                yield from walk(node.get("/K", pikepdf.Array()))

        return [*walk(document.Root.StructTreeRoot.K)]


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (60, 20), (180, 30, 40, 128)).save(out, "PNG")
    return out.getvalue()


def test_all_kinds_ways_and_languages_conform_to_pdf_a_and_pdf_ua():
    hotel, gym = sample("shanghai-hotel"), sample("seoul-gym")
    marked = changed(hotel, attachments={"f1": {"name": "logo"}}, operator__logo="f1")
    face = planned(hotel, SignKind.FACE_TERMINAL)
    papers = [
        *(sign_pdf(sign, hotel, None, ALL) for sign in plan_signs(hotel)),
        *(sign_pdf(sign, gym, None, ["ko"], landscape=True) for sign in plan_signs(gym)[:2]),
        *(
            sign_pdf(sign, long_winded("KR"), None, ALL, PaperSize.A6)
            for sign in plan_signs(long_winded("KR"))[:2]
        ),
        sign_pdf(planned(library(), SignKind.CCTV_AREA), library(), None, ["en"]),
        sign_pdf(face, hotel, size=PaperSize.A3, tile=True),
        sign_pdf(face, hotel, bleed=True),
        sign_pdf(planned(marked, SignKind.CCTV_AREA), marked, {"f1": png()}),
        sign_pdf(planned(marked, SignKind.CCTV_AREA), marked, {"f1": SVG}),
        sign_pdf(plan_signs(Dossier())[0], Dossier()),
        placement_pdf(hotel, "zh"),
        placement_pdf(gym, "en"),
    ]

    assert conforms(*papers)


def test_a_reader_hears_the_headline_first_then_what_to_do_then_the_rows(dossier: Dossier):
    found = elements(sign_pdf(planned(dossier, SignKind.FACE_TERMINAL), dossier, None, ALL))

    roles = [one["role"] for one in found]
    assert roles.count("H1") == 1
    assert roles.index("H1") < roles.index("Table")
    rows = roles.count("TR")
    assert rows == roles.count("TH") == roles.count("TD") == 8
    figures = [one["alt"] for one in found if one["role"] == "Figure"]
    words = sign_words().pictograms
    assert figures[:2] == [words.face_terminal.zh, words.band.zh]
    assert figures[2].startswith(words.code.zh)
    assert layout_of(planned(dossier, SignKind.FACE_TERMINAL), dossier).foot.notice in figures[2]


def test_every_passage_is_in_its_language(dossier: Dossier):
    found = elements(sign_pdf(planned(dossier, SignKind.CCTV_AREA), dossier, None, ALL))

    langs = {one["lang"] for one in found}
    assert langs == {"", "ko-KR", "en"}  # what is not marked is in the language of the document
    assert sum(one["lang"] == "ko-KR" for one in found) >= 6


def test_names_in_another_script_are_marked_where_the_sign_is_english(dossier: Dossier):
    found = elements(sign_pdf(planned(dossier, SignKind.CCTV_AREA), dossier, None, ["en"]))

    assert "zh-CN" in {one["lang"] for one in found}


@pytest.mark.parametrize("content", [png(), SVG])
def test_the_logo_stays_in_its_box_and_has_words(dossier: Dossier, content: bytes):
    marked = changed(dossier, attachments={"f1": {"name": "logo"}}, operator__logo="f1")
    sign = planned(marked, SignKind.CCTV_AREA)

    found = elements(sign_pdf(sign, marked, {"f1": content}))

    layout = layout_of(sign, marked, {"f1": content})
    assert layout.foot.logo
    wide, high = layout.foot.logo.fitted(110, 38)
    assert wide <= 110
    assert high <= 38
    assert "上海云栖里体育发展有限公司的标志" in [one["alt"] for one in found]
    assert len(elements(sign_pdf(sign, marked, {"f1": b"broken"}))) == len(found) - 1
