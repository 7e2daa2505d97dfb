"""The papers about faces and video in China: the impact assessment, the filing kit, the sheet for the police."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain.choices import FilingPaper
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.forms import cac_filing, impact_assessment, police_filing
from fr_desk.render.forms.circumstances import holds
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import Form, Grid, Heading, NewPage, Paragraph, RiskMatrix, Ticks
from fr_desk.render.forms.plain import texts_of
from fr_desk.render.forms.texts import form_words
from fr_desk.rules.bundled import whole_packs
from fr_desk.rules.examples import EXAMPLE_DAY, described
from tests.render.forms.filled import GYM, HOTEL, SALES_OFFICE, cited, edition, lines, said, tables, value

ASSESSMENT, FILING, POLICE = (module.KINDS[0] for module in (impact_assessment, cac_filing, police_filing))


def why(kind: FormKind, **changes: Any) -> str | None:
    """Why a Chinese venue with these answers needs a form, by the name of the reason."""
    reason = kind.needed(edition(venue__jurisdiction="CN", **changes))
    if reason is None:
        return None
    words = form_words(kind.id)
    return next(key for key in words.keys("needed") if words.in_all(key) == reason).removeprefix("needed.")


FACES: dict[str, Any] = {
    "c1": {"kind": "gate", "face_function": "verification", "activities": ["a1"], "zone": "z1"}
}
VIDEO: dict[str, Any] = {
    "c1": {"kind": "dome", "picture": "continuous", "face_function": "none", "zone": "z1"}
}
HALL: dict[str, Any] = {"z1": {"kind": "lobby", "access": "public"}}


# the impact assessment


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"zones": HALL, "cameras": FACES, "activities": {"a1": {}}}, "faces"),
        (
            {"cameras": {"c1": {"face_function": "none"}}, "activities": {"a1": {"processors": {"i1": {}}}}},
            "handed_over",
        ),
        ({"cameras": {}, "activities": {"a1": {"transfer_abroad": True, "processors": {}}}}, "abroad"),
        ({"cameras": {}, "activities": {"a1": {"decides_alone": True}}}, "automated"),
        ({"cameras": {"c1": {}}}, "open"),
        ({"cameras": {"c1": {"face_function": "none"}}, "activities": {"a1": {}}}, None),
        ({}, None),
    ],
)
def test_an_assessment_is_needed_for_what_the_law_names(changes: dict[str, Any], reason: str | None):
    assert why(ASSESSMENT, **changes) == reason


def test_in_korea_only_public_bodies_must_assess_and_others_are_asked_to():
    gate: dict[str, Any] = {"zones": HALL, "cameras": FACES}
    public = edition(
        venue__jurisdiction="KR",
        operator__public_body=True,
        activities={"a1": {"persons_stored": 60_000}},
        **gate,
    )
    private = edition(venue__jurisdiction="KR", operator__public_body=False, activities={"a1": {}}, **gate)
    video = edition(venue__jurisdiction="KR", operator__public_body=False, zones=HALL, cameras=VIDEO)

    reasons = [ASSESSMENT.needed(one) for one in (public, private, video)]
    assert reasons[0] == form_words("impact-assessment").in_all("needed.public_body")
    assert reasons[1] == form_words("impact-assessment").in_all("needed.advised")
    assert reasons[2] is None


@pytest.mark.parametrize(("day", "heads"), [(dt.date(2024, 6, 1), 3), (dt.date(2025, 6, 1), 4)])
def test_the_heads_are_those_of_the_law_of_the_day(day: dt.date, heads: int):
    form = ASSESSMENT.build(edition(HOTEL, "en", day))

    numbered = [
        part.text
        for part in form.parts
        if isinstance(part, Heading) and part.text[:2] in {"1.", "2.", "3.", "4."}
    ]
    assert len(numbered) == heads
    assert ("cn-order-19/9" in cited(form)) == (heads == 4)
    assert {"cn-pipl/55", "cn-pipl/56"} <= cited(form)


def test_every_answer_of_the_assessment_is_in_the_report():
    one = edition(HOTEL, "en")
    form = ASSESSMENT.build(one)

    text = said(form)
    made = one.dossier.assessment
    for answer in (
        made.assessor,
        made.lawful_necessary,
        made.rights_impact,
        made.security_risks,
        made.measures_fit,
    ):
        assert answer
        assert answer in text
    assert value(form, "Date of the assessment") == "12 June 2025"
    assert value(form, "Next review") == "12 June 2027"
    (matrix,) = (part for part in form.parts if isinstance(part, RiskMatrix))
    assert [(mark.number, mark.likelihood, mark.severity) for mark in matrix.marks] == [
        (1, 2, 3),
        (2, 2, 2),
        (3, 1, 3),
    ]
    (conclusion,) = (part for part in form.parts if isinstance(part, Ticks))
    assert [conclusion.choices[at] for at in conclusion.ticked] == ["Acceptable with the measures listed"]


def test_an_assessment_that_no_longer_holds_says_so():
    form = ASSESSMENT.build(
        edition(HOTEL, "en", assessment__changed_since=True, assessment__before_start=False)
    )

    warnings = [part.text for part in form.parts if isinstance(part, Paragraph) and part.kind == "strong"]
    assert any("Assess again" in text for text in warnings)
    assert any("only after the start" in text for text in warnings)
    assert "Assess again;" not in said(ASSESSMENT.build(edition(HOTEL, "en")))


def test_an_empty_assessment_is_a_form_to_fill_in():
    form = ASSESSMENT.build(edition(venue__jurisdiction="CN"))

    risks = next(table for table in tables(form) if table.head[0] == "No.")
    assert risks.blank_rows == 4
    assert len(lines(form)[""]) == 4
    assert all(field.lines >= 5 for field in lines(form)[""])
    assert not any(isinstance(part, Ticks) and part.ticked for part in form.parts)


def test_only_activities_that_the_law_wants_assessed_are_described():
    one = edition(SALES_OFFICE, "en", activities__a1__processors={}, activities__a1__recipients={})
    named = {part.text for part in ASSESSMENT.build(one).parts if isinstance(part, Heading)}

    assert "展厅治安监控" in named
    both = edition(
        HOTEL, "en", activities__a1__processors={}, activities__a1__recipients={}, activities__a1__transfer_abroad=False,
        activities__a1__decides_alone=False,
    )  # fmt: skip
    named = {part.text for part in ASSESSMENT.build(both).parts if isinstance(part, Heading)}
    assert "员工考勤" in named
    assert "公共区域治安监控" not in named


# the filing kit


def many(lang: Lang = "en", **changes: Any) -> dict[str, Any]:
    """A hotel with the faces of 120,000 people."""
    return {"name": HOTEL, "lang": lang, "activities__a2__persons_stored": 120_000, **changes}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"filings__cac": {"filed": False}}, "due"),
        ({}, "due"),
        ({"filings__cac": {"filed": True}}, None),
        ({"filings__cac": {"filed": True, "changed_on": "2026-11-16"}}, "change"),
        ({"filings__cac": {"filed": True, "changed_on": "2026-11-16", "change_filed": True}}, None),
        ({"filings__cac": {"filed": True, "changed_on": "2027-01-16"}}, None),
        ({"activities__a2__persons_stored": 99_000}, None),
        ({"activities__a2__persons_stored": 99_936}, "due"),
    ],
)
def test_a_filing_is_due_from_100000_people_until_it_is_made(changes: dict[str, Any], reason: str | None):
    found = FILING.needed(edition(**{**many(), **changes}))

    assert found == (form_words("cac-filing").in_all(f"needed.{reason}") if reason else None)


def test_a_filing_is_offered_while_nobody_has_said_that_faces_are_recognised():
    open_function = {"c1": {"activities": ["a1"]}}

    assert why(FILING, cameras=open_function, activities={"a1": {"persons_stored": 120_000}}) == "open"
    assert why(FILING, cameras=open_function, activities={"a1": {}}) is None
    assert why(FILING, cameras=open_function, activities={"a1": {"persons_stored": 12}}) is None


def test_no_filing_was_due_before_the_measures():
    assert FILING.needed(edition(**{**many(), "day": dt.date(2025, 5, 31)})) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kit_has_the_eight_papers_in_their_order(lang: Lang):
    form = FILING.build(edition(**many(lang)))

    words = form_words("cac-filing")
    headings = [part.text for part in form.parts if isinstance(part, Heading) and part.level == 1]
    papers = [
        words.say("numbered", lang, number=number, paper=words.say(f"papers.{paper}", lang))
        for number, paper in enumerate(FilingPaper, start=1)
    ]
    assert [heading for heading in headings if heading in papers] == papers
    assert sum(isinstance(part, NewPage) for part in form.parts) == 7


def test_the_list_of_papers_tells_which_were_filed_and_until_when():
    one = edition(
        **many(filings__cac={"reached_on": "2026-11-02", "filed": True, "papers": ["licence", "commitment"]})
    )
    form = FILING.build(one)

    listed = tables(form)[0]
    assert [row[3] for row in listed.rows] == ["no", "no", "no", "yes", "no", "no", "no", "yes"]
    assert value(form, "100,000 people reached on") == "2 November 2026"
    assert value(form, "To be filed by") == "14 December 2026"
    assert [row[3] for row in tables(FILING.build(edition(**many())))[0].rows] == [""] * 8


def test_a_day_in_a_year_without_a_calendar_is_called_an_estimate():
    form = FILING.build(edition(**many(filings__cac={"reached_on": "2031-11-02"})))

    assert "estimate" in value(form, "To be filed by")


def test_the_sheet_about_the_use_gives_the_numbers_and_their_sum():
    form = FILING.build(edition(**many()))

    numbers = next(table for table in tables(form) if table.head == ("Activity", "People stored"))
    assert [row[1] for row in numbers.rows] == ["120,000\xa0people", "64\xa0people", "120,064\xa0people"]


# do names and numbers match?


def checks(form: Form) -> dict[str, Grid]:
    """The tables of the check by their headings."""
    found = {}
    for heading, part in zip(form.parts, form.parts[1:], strict=False):
        if isinstance(heading, Heading) and isinstance(part, Grid) and part.head[0] == "Where":
            found[heading.text] = part
    return found


def test_each_value_is_shown_once_for_each_paper_it_stands_on():
    one = edition(**many())
    form = FILING.build(one)

    name = checks(form)[f"Name: {one.dossier.operator.name}"]
    assert [row[0] for row in name.rows] == [f"Paper {number}" for number in (1, 2, 3, 4, 7, 8)]
    assert {row[2] for row in name.rows} == {"same"}
    assert "Nothing differs." in said(form)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"assessment__lawful_necessary": "代码 9131O106MA1FWQ7K2F"},
            ["character 5: “O” U+004F instead of “0” U+0030 (look-alike)"],
        ),
        (
            {"activities__a2__aim": "由上海青砚汀酒店管理有限公司 (021\uff0d5550 0117) 负责"},
            ["character 4: “－” U+FF0D instead of “-” U+002D (full-width, half-width or composed)"],
        ),
        ({"assessment__approved_by": "周 砚宁"}, ["character 2: “ ” U+0020 is too much (space)"]),
        ({"venue__address": "上海市静安区汀桥路88号"}, ["at character 10: “ ” U+0020 is missing (space)"]),
        ({"assessment__measures_fit": "覆盖 13 万人"}, ["no answer gives the number “13 万人”"]),
        ({"operator__registration_number": "91310106MA1FWQ7K2E"}, ["check character"]),
        (
            {"assessment__assessor": "上海青砚汀酒店管理有限公可"},
            ["“可” U+53EF instead of “司” U+53F8 (another character)"],
        ),
    ],
)
def test_what_differs_is_named_by_character_and_place(changes: dict[str, Any], told: list[str]):
    text = said(FILING.build(edition(**many(**changes))))

    assert "Places that differ" in text
    for words in told:
        assert words in text


def test_what_is_not_answered_is_not_compared():
    form = FILING.build(
        edition(**many(operator__name=None, operator__phone="  ", activities__a2__persons_stored=None))
    )

    assert said(form).count("Not answered yet: write the same on every paper.") == 3


def test_many_differences_are_counted_not_listed():
    wrong = {f"i{number}": {"method": "card", "reason": f"周 砚宁 {number}"} for number in range(45)}
    form = FILING.build(edition(**many(activities__a2__options=wrong)))

    table = checks(form)["Legal representative: 周砚宁"]
    assert any("and 15 more" in row[0] for row in table.rows)
    assert len(table.rows) < 45


# the sheet for the police


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "filing"),
        ({"filings__police": {"filed": False}}, "filing"),
        ({"filings__police": {"filed": True}}, None),
        ({"filings__police": {"filed": True, "matches": True}}, None),
        ({"filings__police": {"filed": True, "matches": False}}, "change"),
        ({"venue__kind": "other"}, "review"),
        ({"venue__kind": "hotel"}, None),
        ({"cameras": {"c1": {"kind": "dome"}}}, "open"),
        ({"cameras": {}}, None),
        ({"venue__kind": None}, None),
        ({"day": dt.date(2025, 3, 31)}, None),
    ],
)
def test_listed_places_file_with_the_police_until_they_have(changes: dict[str, Any], reason: str | None):
    assert why(POLICE, **{"venue__kind": "gym", "zones": HALL, "cameras": VIDEO, **changes}) == reason


def test_the_sheet_lists_devices_that_film_where_anyone_can_enter_and_counts_the_others():
    one = edition(HOTEL, "en")
    form = POLICE.build(one)

    devices = next(table for table in tables(form) if table.head[0] == "Device")
    expected = [
        one.name(f"cameras.{key}")
        for key in one.dossier.cameras or ()
        if holds(one, "camera.films && camera.in_public_place", f"cameras.{key}")
    ]
    assert [row[0] for row in devices.rows] == expected
    assert devices.rows[0] == (
        "大堂东",
        "Dome camera",
        "大堂 · Floor: 1",
        "大堂, 前台; 95°",
        "30\xa0days",
        "18 June 2025",
    )
    assert f"left out of this sheet: {len(one.dossier.cameras or ()) - len(expected)}" in said(form)
    assert value(form, "How long recordings are kept") == "30\xa0days"
    assert value(form, "Earlier filing number") == "静公视备 2025-0417"
    counts = next(table for table in tables(form) if table.head[0] == "Kind of device")
    assert sum(int(row[1]) for row in counts.rows) == len(expected)


def test_an_empty_sheet_has_rows_to_fill_in():
    form = POLICE.build(edition(venue__jurisdiction="CN"))

    assert tables(form)[0].blank_rows == 6
    assert all(not field.value for fields in lines(form).values() for field in fields)


# all of them


RULES = {
    "cn.fr.pia": ASSESSMENT,
    "cn.pipl.impact-assessment": ASSESSMENT,
    "cn.pipl.entrust-assessment": ASSESSMENT,
    "cn.fr.filing-100k": FILING,
    "cn.cctv.police-filing": POLICE,
    "kr.33-impact-assessment": ASSESSMENT,
}


@pytest.mark.parametrize("rule_id", RULES)
def test_a_form_is_offered_wherever_the_rule_behind_it_finds_something_missing(rule_id: str):
    pack = next(pack for pack in whole_packs() if any(rule.id == rule_id for rule in pack.rules))
    seen = set()
    for example in pack.rule(rule_id).examples:
        dossier = described(example, pack.jurisdiction)
        one = edition(
            "", "en", example.as_of or EXAMPLE_DAY, **dossier.model_dump(mode="json", exclude_none=True)
        )
        seen.add(example.expect)
        if example.expect in {"breached", "review"}:
            assert RULES[rule_id].needed(one), example.name
        if example.expect == "not_applicable" and RULES[rule_id] is not ASSESSMENT:
            assert RULES[rule_id].needed(one) is None, example.name
    assert "breached" in seen


def test_forms_for_china_are_not_offered_in_korea():
    one = edition(GYM, "en", activities__a2__persons_stored=200_000)

    assert FILING.needed(one) is None
    assert POLICE.needed(one) is None


def test_texts_come_out_in_reading_order():
    parts = (Heading("a"), Grid(("b",), (("c",),)), Ticks(("d",)), NewPage(), Paragraph("e"))

    assert "".join(texts_of(parts)) == "abcde"
