"""What the renderer prints is found again on the pages, in every language."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from fr_desk import services
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.services import sealing
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.storage.printed import COVER_FOOT, FOOT
from tests.storage.pages import digested_anew

SAMPLE = "seoul-gym"


@pytest.fixture(scope="module", params=LANGUAGES)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    lang: Lang = request.param
    dossier = services.open_dossier(services.write_sample(SAMPLE, folder)).dossier
    return write_dossier_pdf(dossier, folder / f"{lang}.pdf", lang)


def test_a_printed_dossier_agrees_with_itself(printed: Path) -> None:
    result = sealing.verify(printed)

    assert result.standing == "unsealed"
    assert any("Every page carries the fingerprint" in detail.en for detail in result.details)


def test_the_pages_of_another_dossier_are_found_out(printed: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.pdf"
    other = services.open_dossier(services.write_sample("shanghai-hotel", tmp_path)).dossier
    strange = write_dossier_pdf(other, tmp_path / "other.pdf", "en")
    with pikepdf.open(printed) as pdf, pikepdf.open(strange) as source:
        pdf.pages[2] = source.pages[2]
        pdf.save(mixed)

    careless = sealing.verify(mixed)
    mixed.write_bytes(digested_anew(mixed.read_bytes()))
    result = sealing.verify(mixed)

    assert careless.standing == "changed"
    assert result.standing == "mismatch"
    assert any("Page 3 does not carry the fingerprint" in detail.en for detail in result.details)


def test_the_marks_stand_where_they_are_looked_for(printed: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(io.BytesIO(printed.read_bytes())) as document:
        heights = [COVER_FOOT, *([FOOT] * (len(document) - 1))]
        for number, (page, height) in enumerate(zip(document, heights, strict=True), start=1):
            foot = page.get_textpage().get_text_bounded(top=height)
            assert f"{number} / {len(document)}" in foot
            assert "·" in foot
