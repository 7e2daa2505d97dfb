"""A form on paper: what stands where, and room to write where nothing is answered."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any, cast

import pikepdf
import pytest

from fr_desk.i18n import Lang
from fr_desk.render.forms.catalogue import CATALOGUE
from fr_desk.render.forms.impact_assessment import build
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Items,
    Mark,
    NewPage,
    Paragraph,
    Part,
    RiskMatrix,
    Signature,
    Ticks,
)
from fr_desk.render.forms.pdf import LINE, form_pdf
from fr_desk.render.styles import MARGIN
from tests.render.forms.filled import HOTEL, edition
from tests.render.reading import pages_of, text_of, texts_of
from tests.render.structure import elements
from tests.render.verapdf import conforms


def paper(*parts: Part, lang: Lang = "en") -> bytes:
    """A form with these parts."""
    return form_pdf(Form("demo", lang, "Title", "Lead", parts), edition(HOTEL, lang))


def operators(pdf: bytes, page: int = 0) -> list[tuple[str, list[float]]]:
    """The drawing operators of a page with their numbers."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = []
        for step in pikepdf.parse_content_stream(document.pages[page]):
            numbers = [float(one) for one in step.operands if _is_number(one)]
            found.append((str(step.operator), numbers))
    return found


def _is_number(one: Any) -> bool:
    try:
        float(one)
    except (TypeError, ValueError):
        return False
    return True


def horizontal_lines(pdf: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """Left, right and height of every horizontal line on a page, from the top."""
    found, at = [], (0.0, 0.0)
    for operator, numbers in operators(pdf, page):
        if operator == "m":
            at = (numbers[0], numbers[1])
        elif operator == "l" and abs(numbers[1] - at[1]) < 0.01:
            found.append((at[0], numbers[0], at[1]))
    return found


def roles(pdf: bytes) -> list[str]:
    """The structure types of a document, in reading order."""
    return [role for role, _ in elements(pdf)]


def test_the_head_names_the_venue_and_the_foot_the_day_the_fingerprint_and_the_page():
    pdf = paper(Paragraph("one"), NewPage(), Paragraph("two"))

    text = text_of(pdf)
    assert pages_of(pdf) == 2
    assert text.count("青砚汀酒店（静安店）") == 2
    assert text.count("FR Desk · 21 November 2026") == 2
    assert text.count("0000·0000·0000·0000") == 2
    assert "1 / 2" in text
    assert "2 / 2" in text


def test_an_unanswered_line_is_room_to_write_and_an_answered_one_is_not():
    empty = horizontal_lines(paper(Fields((Field("Name"), Field("Reason", lines=3)))))
    filled = horizontal_lines(paper(Fields((Field("Name", "Lin"), Field("Reason", "because", 3)))))

    assert len(empty) - len(filled) == 4
    reason = sorted(height for left, _, height in empty if left > MARGIN + 50)[:3]
    assert reason[1] - reason[0] == pytest.approx(LINE, abs=0.1)


def test_empty_rows_are_nine_millimetres_high_and_the_head_comes_again_on_the_next_page():
    pdf = paper(Grid(("Day", "Who"), (), blank_rows=40))

    rows = [height for left, right, height in horizontal_lines(pdf) if right - left > 400]
    steps = [upper - lower for upper, lower in pairwise(rows[2:])]
    assert pages_of(pdf) == 2
    assert steps
    assert all(step == pytest.approx(LINE, abs=0.1) for step in steps)
    assert text_of(pdf).count("Day") == 2


def test_boxes_are_drawn_and_only_the_ticked_one_has_a_tick():
    def strokes(ticked: frozenset[int]) -> int:
        return sum(operator == "l" for operator, _ in operators(paper(Ticks(("Yes", "No"), ticked))))

    assert strokes(frozenset({1})) == strokes(frozenset()) + 2
    assert sum(operator == "re" for operator, _ in operators(paper(Ticks(("Yes", "No"))))) == 2


def test_a_heading_never_ends_a_page_alone():
    ends = set()
    for lines in range(25, 40):
        filler = (Paragraph("line"),) * lines
        pdf = paper(*filler, Heading("What follows"), Heading("Closer", 2), Grid(("Head",), (("row",),)))
        first = text_of(_page(pdf, 0))
        assert ("What follows" in first) == ("Closer" in first) == ("row" in first)
        ends.add("row" in first)
    assert ends == {True, False}


def _page(pdf: bytes, number: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.new() as one:
        one.pages.append(document.pages[number])
        one.save(out)
    return out.getvalue()


def test_the_articles_at_the_end_say_how_well_their_wording_is_known():
    one = edition(HOTEL, "en")

    text = text_of(form_pdf(build(one), one))

    assert "Articles this form follows" in text
    assert "Wording as in the regulator's press release" in text
    assert "has not been compared with the official text" in text


def test_risks_stand_in_the_cells_of_their_likelihood_and_severity():
    pdf = paper(RiskMatrix((Mark(1, 1, 1), Mark(2, 4, 4), Mark(3, 4, 4))))

    text = text_of(pdf)
    assert "2, 3" in text
    assert "Likelihood, 1 low to 4 very high" in text
    assert "Severity, 1 low to 4 very high" in text
    with pikepdf.open(io.BytesIO(pdf)) as document:
        alts = [
            str(thing.Alt)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]
    risks = "1: likelihood 1, severity 1; 2: likelihood 4, severity 4; 3: likelihood 4, severity 4"
    assert alts == [f"Risks by likelihood and severity: {risks}"]


def test_many_risks_of_one_kind_still_fit():
    pdf = paper(RiskMatrix(tuple(Mark(number, 2, 2) for number in range(1, 201))))

    assert pages_of(pdf) == 1


def test_parts_are_tagged_as_what_they_are():
    pdf = paper(
        Heading("One"),
        Heading("Two", 2),
        Items(("a", "b")),
        Items(("a",), numbered=True),
        Ticks(("x",)),
        Grid(("h",), (("c",),)),
        Signature(("Name", "Date")),
    )

    found = roles(pdf)
    assert [found.count(role) for role in ("H1", "H2", "H3", "L", "LI", "TH", "Figure")] == [
        1,
        1,
        1,
        3,
        4,
        1,
        1,
    ]


def test_what_is_conspicuous_is_larger_than_what_is_not():
    def sizes(*, strong: bool) -> set[float]:
        pdf = paper(Fields((Field("Period", "30 days", strong=strong),)))
        return {numbers[-1] for operator, numbers in operators(pdf) if operator == "Tf"}

    assert max(sizes(strong=True) - sizes(strong=False)) >= 9.5 * 1.2


def test_forms_conform_to_pdf_a_and_pdf_ua():
    papers = []
    for name, lang in (("impact-assessment", "zh"), ("processor-checklist", "en"), ("cctv-policy", "ko")):
        one = edition(HOTEL, cast(Lang, lang))
        kind = next(kind for kind in CATALOGUE if kind.id == name)
        papers.append(form_pdf(kind.build(one), one))

    assert conforms(*papers)


@pytest.mark.parametrize("lines", range(29, 36))
def test_a_signature_stands_on_the_page_of_what_is_signed(lines: int) -> None:
    """A signature apart from the words it agrees to proves little."""
    pdf = paper(
        Items(tuple(f"Item {number}" for number in range(lines))),
        Ticks(("I agree", "I do not agree")),
        Paragraph("A copy is given to the person."),
        Signature(("Signed by",)),
    )

    pages = texts_of(pdf)

    together = [all(words in page for words in ("I do not agree", "A copy", "Signed by")) for page in pages]
    assert together.count(True) == 1
