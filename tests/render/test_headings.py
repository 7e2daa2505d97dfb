"""No heading stands alone at the foot of a page."""

from __future__ import annotations

import datetime as dt
import re

import pypdfium2
import pytest

from fr_desk import services
from fr_desk.forms.steps import STEPS
from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.render.dossier import render_dossier
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for

PAGE_NUMBER = re.compile(r"[0-9]+ / [0-9]+")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", services.samples())
def test_no_section_begins_where_a_page_ends(name: str, lang: Lang) -> None:
    dossier = services.open_dossier(resource("samples", f"{name}.yaml")).dossier
    assessment = services.assess(dossier, dt.date(2026, 11, 21))
    heads = {
        translate(words, lang)
        for step in STEPS
        for section in step.sections
        for words in (section.title, section.intro)
        if words
    }

    printed = render_dossier(dossier, assessment, packs_for(dossier), lang)

    with pypdfium2.PdfDocument(printed) as document:
        for number, page in enumerate(document, start=1):
            lines = page.get_textpage().get_text_bounded().splitlines()
            body = [
                line.strip() for line in lines if line.strip() and not PAGE_NUMBER.fullmatch(line.strip())
            ]
            assert body[-1] not in heads, (number, body[-1])
