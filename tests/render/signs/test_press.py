"""Signs on paper: parts on A4 that make the whole again, and sheets for a print shop."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from fr_desk.domain.choices import PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.render.signs import sign_pdf
from fr_desk.render.signs.press import MARGIN, OVERLAP, tiling_of
from tests.render.decoding import codes_in
from tests.render.reading import pages_of, text_of
from tests.render.signs.venues import planned

VIDEO = SignKind.CCTV_AREA
MM = 72 / 25.4
SCALE = 1.0


def pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("size", [PaperSize.A3, PaperSize.A2, PaperSize.A0])
def test_the_fewest_pages_cover_the_sheet(size: PaperSize, landscape: bool):
    sides = {"A3": (297, 420), "A2": (420, 594), "A0": (841, 1189)}[size]
    width, height = (side * MM for side in (reversed(sides) if landscape else sides))

    tiling = tiling_of(width, height)

    assert tiling.columns * tiling.step[0] + OVERLAP == pytest.approx(width)
    assert tiling.rows * tiling.step[1] + OVERLAP == pytest.approx(height)
    for step, side in zip(tiling.step, tiling.page, strict=True):
        assert step + OVERLAP <= side - 2 * MARGIN + 0.01


@pytest.mark.parametrize("landscape", [False, True])
def test_the_parts_glued_together_are_the_sign(dossier: Dossier, landscape: bool):
    sign = planned(dossier, VIDEO)
    whole = pictures(sign_pdf(sign, dossier, size=PaperSize.A3, landscape=landscape))[0]

    parts = pictures(sign_pdf(sign, dossier, size=PaperSize.A3, landscape=landscape, tile=True))[1:]

    tiling = tiling_of(*(side / SCALE for side in whole.size))
    glued = Image.new("L", whole.size, 255)
    for number, part in enumerate(parts):
        row, column = divmod(number, tiling.columns)
        box = (MARGIN, MARGIN, MARGIN + tiling.step[0] + OVERLAP, MARGIN + tiling.step[1] + OVERLAP)
        piece = part.crop(tuple(round(side * SCALE) for side in box))
        glued.paste(piece, (round(column * tiling.step[0] * SCALE), round(row * tiling.step[1] * SCALE)))
    assert len(parts) == tiling.columns * tiling.rows
    blurred = [
        one.resize((one.width // 12, one.height // 12), Image.Resampling.BOX) for one in (whole, glued)
    ]
    difference = ImageChops.difference(*blurred)
    assert sum(value > 90 for value in difference.tobytes()) <= len(difference.tobytes()) * 0.02


def test_the_first_page_says_how_and_each_part_says_which(dossier: Dossier):
    pdf = sign_pdf(planned(dossier, VIDEO), dossier, langs=["zh"], size=PaperSize.A3, tile=True)

    text = text_of(pdf)
    assert pages_of(pdf) == 5
    assert "拼贴说明" in text
    assert "共 4 张，2 行 2 列；拼好后为 A3（297 × 420 毫米）" in text
    for row in (1, 2):
        for column in (1, 2):
            assert f"{row}/{column} · 视频监控区域 · A3" in text
    assert len(codes_in(pdf, 0, 200)) == 1  # the small sign on the first page is whole


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A6])
def test_what_a_printer_takes_whole_is_not_parted(dossier: Dossier, size: PaperSize):
    sign = planned(dossier, VIDEO)

    assert sign_pdf(sign, dossier, size=size, tile=True) == sign_pdf(sign, dossier, size=size)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_print_shop_gets_trim_and_bleed(dossier: Dossier, landscape: bool):
    pdf = sign_pdf(planned(dossier, VIDEO), dossier, size=PaperSize.A3, landscape=landscape, bleed=True)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        trim, bleed, media = (
            [float(side) for side in page[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
    sides = [(trim[2] - trim[0]) / MM, (trim[3] - trim[1]) / MM]
    assert sides == pytest.approx([420, 297] if landscape else [297, 420], abs=0.01)
    assert [inner - outer for inner, outer in zip(trim[:2], bleed[:2], strict=True)] == pytest.approx(
        [3 * MM] * 2, abs=0.01
    )
    assert [outer - inner for inner, outer in zip(trim[2:], bleed[2:], strict=True)] == pytest.approx(
        [3 * MM] * 2, abs=0.01
    )
    assert bleed[0] - media[0] > 6 * MM


def test_crop_marks_stand_outside_the_bleed_and_point_at_the_corners(dossier: Dossier):
    picture = pictures(sign_pdf(planned(dossier, VIDEO), dossier, bleed=True))[0]

    slug, bleed = 12 * MM, 3 * MM
    edge = picture.crop((0, 0, picture.width, round(slug - bleed) - 1))
    columns = {x for x in range(edge.width) for y in range(edge.height) if edge.getpixel((x, y)) < 200}  # type: ignore[operator]  # one band
    corners = {round(slug), round(picture.width - slug)}
    assert all(
        any(abs(x - corner) <= 2 for corner in corners) or x < slug or x > picture.width - slug
        for x in columns
    )
    assert all(any(abs(x - corner) <= 2 for x in columns) for corner in corners)
