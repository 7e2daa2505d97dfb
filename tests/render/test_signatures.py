"""The last page: two empty fields that programs can sign, and lines to sign by hand."""

from __future__ import annotations

import io

import pikepdf
import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from tests.render.conftest import Printer
from tests.render.reading import texts_of
from tests.render.structure import elements


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_empty_fields_wait_for_signatures(dossier: Dossier, printed: Printer, lang: Lang):
    with pikepdf.open(io.BytesIO(printed(dossier, lang))) as document:
        form = document.Root.AcroForm
        fields = {str(field.T): field for field in form.Fields}
        page = document.pages[-1].obj

        assert sorted(fields) == ["Inspector", "Operator"]
        assert "/SigFlags" not in form
        for field in fields.values():
            assert pikepdf.Name.Sig == field.FT
            assert "/V" not in field
            assert int(field.F) == 4
            assert field.P.objgen == page.objgen
            assert field.objgen in {note.objgen for note in page.Annots}
            assert field.AP.N.read_bytes() == b""
            assert len(str(field.TU)) > 5
            left, bottom, right, top = (float(side) for side in field.Rect)
            assert right - left > 200
            assert top - bottom > 60


def test_the_fields_are_part_of_what_is_read_aloud(dossier: Dossier, printed: Printer):
    roles = [role for role, _ in elements(printed(dossier, "en"))]

    assert roles.count("Form") == 2


def test_the_page_says_what_is_signed_and_where_seals_are_shown(dossier: Dossier, printed: Printer):
    last = texts_of(printed(dossier, "en"))[-1]

    assert last.count("沈予安") == 1
    assert last.count("Name and position") == 2
    assert "For the inspecting authority" in last
    assert "An electronic seal, if there is one, is shown by any PDF reader." in last
    assert "as assessed on 21 November 2026" in last
