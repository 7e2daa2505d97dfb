"""What holds for every form there is, in every language, whatever the answers are."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.edition import Edition
from fr_desk.render.forms.catalogue import CATALOGUE, forms_for
from fr_desk.render.forms.docx import form_docx
from fr_desk.render.forms.model import Form, Grid
from fr_desk.render.forms.overview import overview
from fr_desk.render.forms.pdf import form_pdf
from fr_desk.render.forms.plain import texts_of
from fr_desk.render.text import printable
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from tests.render.forms.filled import DAY, GYM, HOTEL, edition
from tests.render.forms.worst import worst
from tests.render.reading import fonts_of, text_of


def edition_of(dossier: Dossier, lang: Lang) -> Edition:
    """An edition of a dossier."""
    packs = packs_for(dossier)
    return Edition(dossier, assess(dossier, packs, DAY), packs, lang, "0" * 64)


def every(one: Edition) -> Iterator[Form]:
    """Every form of the catalogue, needed or not."""
    return (kind.build(one) for kind in CATALOGUE)


def squeezed(texts: str) -> str:
    """What is left without spaces and the hyphens that readers take for the end of a line."""
    return re.sub(r"[\s\ufffe-]+", "", texts)


def words_of_docx(data: bytes) -> str:
    """All words of the body of a document."""
    body = docx.Document(io.BytesIO(data)).element.body
    return squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))


def missing(form: Form, there: str) -> Counter[str]:
    """The characters of a form that are not all there."""
    own = squeezed("".join(map(printable, (form.title, form.lead, *texts_of(form.parts)))))
    return Counter(own) - Counter(there)


@pytest.mark.parametrize(("name", "lang"), [*((HOTEL, lang) for lang in LANGUAGES), (GYM, "ko"), (GYM, "en")])
def test_every_word_of_a_form_is_in_its_pdf_and_in_its_word_document(name: str, lang: Lang):
    one = edition(name, lang)

    for form in every(one):
        words = [squeezed(printable(text)) for text in (form.title, form.lead, *texts_of(form.parts))]
        text = words_of_docx(form_docx(form, one))

        assert [word for word in words if word not in text] == [], form.id
        assert not missing(form, squeezed(text_of(form_pdf(form, one)).text)), form.id


@pytest.mark.parametrize(
    ("country", "lang"), [*((Jurisdiction.CN, lang) for lang in LANGUAGES), (Jurisdiction.KR, "ko")]
)
def test_the_longest_and_most_hostile_answers_are_printed_whole(country: Jurisdiction, lang: Lang):
    one = edition_of(worst(country), lang)

    for form in every(one):
        pdf, text = form_pdf(form, one), words_of_docx(form_docx(form, one))

        assert not missing(form, squeezed(text_of(pdf).text)), form.id
        assert not missing(form, text), form.id
        assert {name.partition("+")[2].partition("-")[0] for name in fonts_of(pdf)} <= {
            "FRDeskSans",
            "FRDeskSansLatin",
        }


@pytest.mark.parametrize(
    ("country", "lang"), [(None, "en"), (Jurisdiction.CN, "zh"), (Jurisdiction.KR, "ko")]
)
def test_an_empty_dossier_gives_every_form_to_fill_in_by_hand_and_needs_none(
    country: Jurisdiction | None, lang: Lang
):
    one = edition_of(Dossier.model_validate({"venue": {"jurisdiction": country}}), lang)

    assert forms_for(one) == ()
    for form in every(one):
        assert form.title in text_of(form_pdf(form, one)) or "\n" in form.title
        assert form_docx(form, one)
        assert form.lang == lang


def test_every_form_has_a_name_a_reason_and_articles_of_its_own():
    one = edition_of(worst(Jurisdiction.CN), "en")
    ids = [kind.id for kind in CATALOGUE]

    assert len(set(ids)) == len(ids)
    for kind in CATALOGUE:
        form = kind.build(one)
        assert form.id == kind.id
        assert kind.title.zh
        assert kind.title.ko
        assert form.lead


@pytest.mark.parametrize("name", ["face-consent", "impact-assessment", "processor-checklist"])
def test_the_same_form_is_the_same_bytes(name: str):
    kind = next(kind for kind in CATALOGUE if kind.id == name)

    papers = [
        (form_pdf(kind.build(one), one), form_docx(kind.build(one), one))
        for one in (edition(HOTEL, "zh"), edition(HOTEL, "zh"))
    ]

    assert papers[0] == papers[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_names_each_form_why_it_is_needed_and_its_articles(lang: Lang):
    one = edition(HOTEL, lang)
    made = [(needed, needed.kind.build(one)) for needed in forms_for(one)]

    page = overview(one, made)

    assert len(made) > 5
    (table,) = (part for part in page.parts if isinstance(part, Grid))
    for (needed, form), row in zip(made, table.rows, strict=True):
        assert row[:2] == (form.title, needed.why.get(lang))
        for citation in form.citations:
            instrument = one.instruments[citation.instrument]
            assert instrument.short.get(lang) in row[2]
            assert instrument.articles[citation.article].label.get(lang) in row[2]
    assert not missing(page, squeezed(text_of(form_pdf(page, one)).text))


@pytest.mark.parametrize(("country", "words"), [(None, "country"), (Jurisdiction.KR, "none of the forms")])
def test_an_overview_without_forms_says_why_there_are_none(country: Jurisdiction | None, words: str):
    one = edition_of(Dossier.model_validate({"venue": {"jurisdiction": country}}), "en")

    assert words in "\n".join(texts_of(overview(one, ()).parts))


def test_no_form_is_needed_for_a_law_that_is_not_in_force_yet():
    # given the same hotel, before there was a law about faces
    early = {needed.kind.id for needed in forms_for(edition(HOTEL, "en", dt.date(2019, 1, 1)))}
    today = {needed.kind.id for needed in forms_for(edition(HOTEL, "en"))}

    assert {"face-consent", "impact-assessment"} <= today
    assert "impact-assessment" not in early
