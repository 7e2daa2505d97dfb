"""Pictures and logos on a page: as they are, once each, in words for those who cannot see them and where they break."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.images.photos import prepare
from fr_desk.render.flow import Block, Cell
from fr_desk.render.fonts import family
from fr_desk.render.logo import Logo, read_logo
from fr_desk.render.pictures import Picture, picture
from fr_desk.render.sheet import Sheet
from fr_desk.render.standards import About, finish
from fr_desk.render.styles import BODY
from tests.images.pictures import HEIC, RED, TEAL, encoded, halves, photo
from tests.render.reading import text_of
from tests.render.verapdf import conforms

ABOUT = About(title="Pictures", author="", lang="en", day=dt.date(2026, 11, 22), fingerprint="0" * 64)
GATE = prepare(photo(960, 640), "gate.jpg").data


def shown(data: bytes | None, name: str = "f1 (gate.jpg)", lang: Lang = "en") -> Cell:
    return picture(data, name, "The gate, with the camera above", lang, most_width=300, most_height=150)


def page(*cells: Cell, logos: Sequence[Logo] = ()) -> bytes:
    """A finished page of cells one under the other, and logos in boxes of 120 × 60 points on the right."""
    family()
    out = io.BytesIO()
    sheet = Sheet(out, pagesize=(595, 842), invariant=1)
    top = 800.0
    for cell in cells:
        cell.paint(sheet, 40, top, 500)
        top -= cell.height_in(500) + 10
    for at, logo in enumerate(logos):
        wide, high = logo.fitted(120, 60)
        with sheet.figure("The logo", (400, 700 - 80 * at, 400 + wide, 700 - 80 * at + high)):
            logo.draw(sheet, 400, 700 - 80 * at, wide, high)
    sheet.showPage()
    sheet.save()
    return finish(out.getvalue(), sheet.root, ABOUT)


@dataclass(frozen=True)
class Stored:
    """A picture as it is in a file."""

    data: bytes
    packed_as: list[str]
    is_masked: bool


def images_in(pdf: bytes) -> list[Stored]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            Stored(thing.read_raw_bytes(), _filters(thing), bool({"/SMask", "/Mask"} & set(thing.keys())))
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image
        ]


def _filters(stream: pikepdf.Stream) -> list[str]:
    filters = stream.Filter
    return [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]


def seen(pdf: bytes) -> Image.Image:
    """The page as it looks, two pixels a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[0].render(scale=2).to_pil()
        return image.convert("RGB")
    finally:
        document.close()


def color_at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in points from the lower left corner."""
    found = image.getpixel((int(x * 2), image.height - int(y * 2)))
    assert isinstance(found, tuple)
    return found


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def test_a_prepared_photo_is_in_the_file_to_the_byte_and_once():
    pdf = page(shown(GATE), shown(GATE))

    assert images_in(pdf) == [Stored(GATE, ["/DCTDecode"], is_masked=False)]


def test_a_photo_stands_in_its_box_upright_and_in_its_proportions():
    # given a photo of 640 × 960 pixels in a box of 300 × 150 points
    cell = shown(GATE)
    assert isinstance(cell, Picture)
    width, height = cell.size_in(500)

    image = seen(page(cell))

    assert (round(width, 2), height, cell.height_in(500)) == (100, 150, 150)
    assert near(color_at(image, 90, 790), RED)
    assert near(color_at(image, 90, 660), TEAL)
    assert color_at(image, 145, 725) == (255, 255, 255)


def test_few_pixels_are_not_blown_up_and_narrow_columns_are_respected():
    small, large = shown(encoded(halves(30, 15), "PNG")), shown(GATE)
    assert isinstance(small, Picture)
    assert isinstance(large, Picture)

    assert small.size_in(500) == pytest.approx((30 * 72 / 150, 15 * 72 / 150))
    assert large.size_in(50) == (50, 75)


def test_pictures_of_every_kind_conform_and_need_no_transparency():
    clear = halves().convert("RGBA")
    clear.putalpha(128)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path fill="#0b6b75" opacity=".5" d="M0 0h1v1z"/></svg>'
    logos = [read_logo(svg, "logo.svg"), read_logo(encoded(clear, "PNG"), "logo.png")]
    pdf = page(
        shown(GATE),
        shown(encoded(clear, "PNG")),
        shown(encoded(halves().convert("L"), "JPEG")),
        shown(encoded(halves().convert("CMYK"), "JPEG")),
        shown(HEIC),
        shown(None),
        shown(b"broken"),
        logos=[logo for logo in logos if logo],
    )

    assert conforms(pdf)
    assert len(images_in(pdf)) == 5  # the clear picture and the clear logo are the same
    assert not any(image.is_masked for image in images_in(pdf))


def test_a_picture_has_words_for_those_who_cannot_see_it():
    with pikepdf.open(io.BytesIO(page(shown(GATE)))) as document:
        (figure,) = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.Figure
        ]
        assert str(figure.Alt) == "The gate, with the camera above"


@pytest.mark.parametrize("data", [None, b"", b"#!/bin/sh", GATE[:2000], b"%PDF-1.7"])
def test_what_cannot_be_shown_is_named_in_its_place_and_the_rest_is_made(data: bytes | None):
    name = "f2 (<b>门厅\u202e</b> & 😀.jpg)"

    pdf = page(shown(data, name), Block("And the rest", BODY))

    text = text_of(pdf)
    assert "f2 (<b>门厅‹U+202E›</b> & ‹U+1F600›.jpg)" in text
    assert "is left out" in text
    assert "And the rest" in text
    assert images_in(pdf) == []


def test_what_is_left_out_is_said_in_the_language_of_the_document():
    said = {lang: text_of(page(shown(b"broken", lang=lang))).text for lang in LANGUAGES}

    assert all("gate.jpg" in words for words in said.values())


def test_the_same_pictures_give_the_same_bytes():
    assert page(shown(GATE), shown(HEIC)) == page(shown(GATE), shown(HEIC))


LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<rect width="100" height="100" fill="#0b6b75"/>
<path fill="#fff" fill-rule="evenodd" d="M10 10h80v80h-80zM30 30h40v40h-40z"/>
<line x1="110" y1="50" x2="190" y2="50" stroke="#c8281e" stroke-width="20"/>
<circle cx="200" cy="0" r="30" fill="#00f"/></svg>"""


def test_an_svg_logo_is_drawn_as_outlines_within_its_frame():
    logo = read_logo(LOGO, "logo.svg")
    assert logo is not None

    pdf = page(logos=[logo])
    image = seen(pdf)

    # then it stands in 120 × 60 points from (400, 700) on, each part in its place
    assert logo.fitted(120, 60) == (120, 60)
    assert images_in(pdf) == []
    assert color_at(image, 402, 730) == TEAL  # the ground
    assert color_at(image, 412, 730) == (255, 255, 255)  # the frame
    assert color_at(image, 430, 730) == TEAL  # the hole in it
    assert color_at(image, 490, 730) == (200, 40, 30)  # the line
    assert color_at(image, 510, 755) == (0, 0, 255)  # the corner
    assert color_at(image, 525, 755) == (255, 255, 255)  # nothing beyond the frame


@pytest.mark.parametrize("data", [LOGO.replace(b"line", b"text"), b"", b"broken", LOGO[:50], GATE[:500]])
def test_a_logo_that_cannot_be_drawn_is_no_logo(data: bytes):
    assert read_logo(data, "logo") is None


def test_a_logo_of_pixels_is_drawn_too():
    logo = read_logo(encoded(halves(), "PNG"), "logo.png")
    assert logo is not None

    image = seen(page(logos=[logo]))

    assert logo.fitted(120, 60) == (90, 60)
    assert near(color_at(image, 410, 730), RED)
    assert near(color_at(image, 480, 730), TEAL)
