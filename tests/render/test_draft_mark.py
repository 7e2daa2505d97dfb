"""The mark of a draft: on every page, under the text, as a picture that never gets between the words."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.render.dossier import render_dossier
from fr_desk.render.outlines import shape_of
from fr_desk.rules.findings import Assessment
from tests.render.conftest import Printer
from tests.render.reading import texts_of

CLEAN = Assessment(as_of=dt.date(2026, 11, 21), packs=(), findings=())
MARK = (0xF5, 0xF2, 0xF0)


def marked_pages(pdf: bytes) -> list[bool]:
    """Whether each page shows the colour of the mark."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=0.4).to_pil().convert("RGB") for page in document]
    return [
        sum(count for count, color in picture.getcolors(1 << 16) if color == MARK) > 500
        for picture in pictures
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_a_draft_is_marked_and_says_so_once(dossier: Dossier, printed: Printer, lang: Lang):
    pdf = printed(dossier, lang)

    assert all(marked_pages(pdf))
    pages = texts_of(pdf)
    assert all(page.count(translate("DRAFT", lang)) == 1 for page in pages[1:])


def test_what_is_no_draft_is_not_marked(dossier: Dossier):
    pdf = render_dossier(dossier, CLEAN, (), "en")

    assert not any(marked_pages(pdf))
    assert not any("DRAFT" in page for page in texts_of(pdf))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_word_has_outlines_in_every_language(lang: Lang):
    word = translate("DRAFT", lang)

    shape = shape_of(word)

    assert shape.width == pytest.approx(len(word), rel=0.4)
    xs = [knot.x for contour in shape.contours for knot in contour]
    ys = [knot.y for contour in shape.contours for knot in contour]
    assert -0.05 < min(xs) < max(xs) < shape.width + 0.05
    assert -0.3 < min(ys) < 0.1
    assert 0.6 < max(ys) < 1.1
    assert len(shape.contours) >= len(word)
