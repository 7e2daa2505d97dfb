"""The CCTV operation policy of Korea, and the checklist of processors of both countries."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from fr_desk.domain.activity import Processor
from fr_desk.domain.choices import ContractClause, Jurisdiction, PolicyItem
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.forms import cctv_policy, processor_checklist
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import Heading, NewPage
from fr_desk.render.forms.processor_checklist import DEMANDED, state_of
from fr_desk.render.forms.texts import form_words
from fr_desk.rules.bundled import whole_packs
from tests.render.forms.filled import GYM, HOTEL, cited, edition, lines, said, tables, value

POLICY, CHECKLIST = cctv_policy.KINDS[0], processor_checklist.KINDS[0]


def why(kind: FormKind, **changes: Any) -> str | None:
    """Why a venue with these answers needs a form, by the name of the reason."""
    reason = kind.needed(edition(**changes))
    if reason is None:
        return None
    words = form_words(kind.id)
    return next(key for key in words.keys("needed") if words.in_all(key) == reason).removeprefix("needed.")


# the policy

OPEN_AREA: dict[str, Any] = {"z1": {"access": "public"}}
DOME: dict[str, Any] = {"c1": {"kind": "dome", "zone": "z1", "picture": "continuous"}}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"zones": OPEN_AREA, "cameras": DOME}, "must"),
        (
            {"zones": OPEN_AREA, "cameras": {"c1": {"kind": "robot", "zone": "z1", "picture": "continuous"}}},
            "must",
        ),
        ({"zones": {"z1": {"access": "restricted"}}, "cameras": DOME}, None),
        ({"cameras": {"c1": {"kind": "dome"}}}, "open"),
        ({"cameras": {}}, None),
        ({}, None),
        ({"zones": OPEN_AREA, "cameras": DOME, "venue__jurisdiction": "CN"}, None),
        ({"zones": OPEN_AREA, "cameras": DOME, "day": dt.date(2023, 9, 14)}, None),
    ],
)
def test_a_policy_is_needed_where_cameras_film_an_open_place(changes: dict[str, Any], reason: str | None):
    assert why(POLICY, **{"venue__jurisdiction": "KR", **changes}) == reason


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_policy_has_the_eight_items_of_the_decree_in_their_order(lang: Lang):
    form = POLICY.build(edition(GYM, lang))

    words = form_words("cctv-policy")
    headings = [part.text for part in form.parts if isinstance(part, Heading) and part.level == 1]
    assert headings == [
        f"{number}. {words.say(f'items.{item}', lang)}" for number, item in enumerate(PolicyItem, start=1)
    ]
    assert {"kr-pipa/25(7)", "kr-pipa-decree/25(1)"} <= cited(form)


def test_the_policy_is_filled_from_the_answers():
    one = edition(GYM, "en")
    form = POLICY.build(one)

    assert value(form, "Manager in charge") == "서다온"
    assert value(form, "Number of devices") == "4"
    assert value(form, "Answered").startswith("within 10")
    assert value(form, "Where it is published")
    assert value(form, "Technical").startswith("Encrypted where stored")
    by_head = {table.head[0]: table for table in tables(form)}
    assert [row[0] for row in by_head["Device"].rows] == [
        "로비 1",
        "로비 2",
        "운동 공간 동쪽",
        "운동 공간 서쪽",
    ]
    assert by_head["Name"].rows == (("서다온", "개인정보 보호책임자"), ("문가람", "센터장"))
    assert (
        "시설 안전과 범죄 예방",
        "24시간",
        "30\xa0days",
        "Site server without internet",
        "자동 덮어쓰기",
    ) in [row for table in tables(form) for row in table.rows]
    assert "주식회사 솔아름시큐리티" in said(form)


def test_the_policy_claims_nothing_that_is_not_answered():
    empty = said(POLICY.build(edition(venue__jurisdiction="KR")))
    words = form_words("cctv-policy")

    for key in ("handling.register", "handling.no_sound", "requests.no_police", "viewing_way"):
        assert words.say(key, "en") not in empty
    form = POLICY.build(edition(venue__jurisdiction="KR"))
    assert (
        value(form, "Technical")
        == value(form, "Where footage is viewed")
        == value(form, "In force from")
        == ""
    )


def test_a_policy_does_not_deny_sound_that_is_recorded():
    denial = form_words("cctv-policy").say("handling.no_sound", "en")

    assert denial in said(POLICY.build(edition(GYM, "en")))
    assert denial not in said(POLICY.build(edition(GYM, "en", cameras__c1__audio="on")))
    assert denial not in said(POLICY.build(edition(GYM, "en", cameras__c2__steered_elsewhere=True)))


def test_footage_is_viewed_where_the_recorder_is_by_those_who_may():
    form = POLICY.build(edition(GYM, "en", zones__z6__kind="recorder_room"))

    assert value(form, "Where footage is viewed") == "사무실"
    assert value(form, "How footage is viewed").startswith("Only the people")


# the checklist


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": HOTEL}, "cn"),
        ({"name": GYM}, "kr"),
        ({"venue__jurisdiction": "CN", "activities": {"a1": {"processors": {}}}}, None),
        ({"venue__jurisdiction": "CN", "activities": {"a1": {}}}, None),
        ({"activities": {"a1": {"processors": {"i1": {"name": "Installer"}}}}}, None),
        ({"venue__jurisdiction": "KR", "activities": {"a1": {"processors": {"i1": {}}}}}, "kr"),
    ],
)
def test_a_checklist_is_needed_where_others_handle_the_data(changes: dict[str, Any], reason: str | None):
    assert why(CHECKLIST, **changes) == reason


def test_the_clauses_demanded_are_those_the_rules_ask_for():
    for pack in whole_packs():
        rule = pack.rule(processor_checklist.RULES[pack.jurisdiction])
        asked = {name for clause in rule.clauses for name in re.findall(r'"([a-z_]+)"', clause.require)}

        assert asked == set(DEMANDED[pack.jurisdiction])


@pytest.mark.parametrize(
    ("processor", "state"),
    [
        (Processor(), "unknown"),
        (Processor(contract_signed=True), "unknown"),
        (Processor(contract_signed=False), "absent"),
        (Processor(contract_signed=False, clauses=(ContractClause.PERIOD,)), "absent"),
        (Processor(clauses=(ContractClause.PERIOD,)), "present"),
        (Processor(clauses=()), "absent"),
    ],
)
def test_a_clause_is_present_absent_or_unknown(processor: Processor, state: str):
    assert state_of(processor, ContractClause.PERIOD) == state


def test_what_the_law_demands_stands_first():
    form = CHECKLIST.build(edition(GYM, "en"))

    clauses = next(table for table in tables(form) if table.head[0] == "Clause")
    demanded = [row[1] for row in clauses.rows]
    assert demanded == ["yes"] * 6 + ["no (advised)"] * 4
    assert [row[2] for row in clauses.rows] == ["present"] * 10


def test_one_processor_of_many_activities_has_one_checklist():
    form = CHECKLIST.build(edition(HOTEL, "en"))

    assert not any(isinstance(part, NewPage) for part in form.parts)
    assert value(form, "For which activities") == "公共区域治安监控, 自助入住身份核验, 员工考勤"


def test_each_processor_has_a_page():
    changed = {"i1": {"name": "First"}, "i2": {"name": "Second"}}
    form = CHECKLIST.build(edition(HOTEL, "en", activities__a1__processors=changed))

    assert sum(isinstance(part, NewPage) for part in form.parts) == 2
    assert [field.value for field in lines(form)["Processor"]] == [
        "First",
        "Second",
        "上海鹭汐弱电工程有限公司",
    ]


@pytest.mark.parametrize(
    ("country", "duties"),
    [
        (
            Jurisdiction.CN,
            {
                "Contract signed in writing": "yes",
                "Impact assessment made before": "yes",
                "Passes the work on": "no",
            },
        ),
        (
            Jurisdiction.KR,
            {"Processor and task published": "yes", "Trained and checked regularly, with a record": "yes"},
        ),
    ],
)
def test_the_other_duties_are_those_of_the_country(country: Jurisdiction, duties: dict[str, str]):
    form = CHECKLIST.build(edition(HOTEL if country is Jurisdiction.CN else GYM, "en"))

    told = {row[0]: row[1] for table in tables(form) if table.head[0] == "Duty" for row in table.rows}
    assert duties.items() <= told.items()
    assert "The operator agreed to the work being passed on" not in told


def test_an_empty_checklist_can_be_filled_in_by_hand():
    form = CHECKLIST.build(edition(venue__jurisdiction="KR"))

    assert value(form, "Processor") == ""
    assert {row[2] for table in tables(form) if table.head[0] == "Clause" for row in table.rows} == {
        "unknown"
    }
