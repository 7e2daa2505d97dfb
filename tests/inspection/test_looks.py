"""What to look at on site: what breaks a rule first, then the riskiest of what is only declared."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES
from fr_desk.inspection.looks import MOST, looks
from fr_desk.inspection.private import floors
from fr_desk.inspection.view import Look
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Outcome
from fr_desk.storage.formats import read_any

DAY = dt.date(2026, 11, 22)


@cache
def sample(name: str) -> Dossier:
    return read_any(resource("samples", f"{name}.yaml")).dossier


def seen(dossier: Dossier) -> tuple[Look, ...]:
    return looks(dossier, services.assess(dossier, DAY))


def changed(dossier: Dossier, **changes: Any) -> Dossier:
    for path, value in changes.items():
        dossier = paths.replace(dossier, path.replace("__", "."), value)
    return dossier


@pytest.mark.parametrize("name", services.samples())
def test_at_most_ten_in_order_of_risk_each_with_words_and_known_articles(name: str) -> None:
    # given
    dossier = sample(name)
    laws = {key: law for pack in packs_for(dossier) for key, law in pack.instruments.items()}
    # when
    found = seen(dossier)
    # then
    assert 0 < len(found) <= MOST
    assert [one.risk for one in found] == sorted((one.risk for one in found), reverse=True)
    assert len({(one.kind, one.path) for one in found}) == len(found)
    for one in found:
        paths.spec_at(one.path)
        assert all(one.says.get(lang) and one.why.get(lang) for lang in LANGUAGES)
        assert all(cited.article in laws[cited.instrument].articles for cited in one.citations)


def test_a_lens_that_sees_a_private_space_comes_first_and_is_told_in_the_venue_s_own_names() -> None:
    first = seen(sample("shanghai-hotel"))[0]
    assert (first.kind, first.path, first.rule) == (
        "private_space",
        "cameras.c10.sees",
        "cn.cctv.forbidden-places",
    )
    assert "健身房更衣室" in first.says.zh
    assert "健身房" in first.says.en
    assert ("cn-decree-799", "8(1)") in [(one.instrument, one.article) for one in first.citations]


def test_a_lens_inside_a_private_space_is_named_as_such() -> None:
    dossier = changed(sample("seoul-gym"), cameras__c3__zone="z4", cameras__c3__sees=("z4",))
    first = seen(dossier)[0]
    assert first.kind == "private_space"
    assert first.says.en.startswith("여자 탈의실: the lens of")


def test_several_rules_about_one_thing_are_one_look_with_the_articles_of_all() -> None:
    found = [one for one in seen(sample("shanghai-hotel")) if one.kind == "alternative" and one.rule]
    assert len(found) == 1
    instruments = {one.instrument for one in found[0].citations}
    assert {"cn-order-19", "cn-shanghai-hotel-notice-2024"} <= instruments


def test_many_devices_of_one_breach_are_one_look() -> None:
    found = [one for one in seen(sample("ningbo-sales-office-before")) if one.rule == "cn.fr.device-access"]
    assert len(found) == 1
    assert "沙盘东侧抓拍机" in found[0].says.zh


def test_of_a_clean_dossier_the_riskiest_claims_are_verified() -> None:
    # given
    dossier = sample("ningbo-sales-office-after")
    assert not services.assess(dossier, DAY).of(Outcome.BREACHED, Outcome.OPEN, Outcome.REVIEW)
    # when
    found = seen(dossier)
    # then
    assert {"sight", "clock", "filing", "sign", "other"} <= {one.kind for one in found}
    assert not any(one.rule for one in found)
    assert any("2026-0188" in one.why.en for one in found)


def test_private_spaces_that_nobody_is_said_to_see_are_looked_into() -> None:
    found = [one for one in seen(sample("seoul-gym")) if one.kind == "private_space"]
    assert [one.path for one in found] == ["zones.z3"]
    assert "10 November 2026" in found[0].why.en
    untold = [
        one for one in seen(changed(sample("seoul-gym"), cameras__c1__sees=None)) if one.path == "zones.z3"
    ]
    assert "Not every device" in untold[0].why.en


def test_a_device_on_the_floor_of_a_private_space_is_looked_at_before_others() -> None:
    sights = [one for one in seen(sample("shanghai-hotel")) if one.kind == "sight"]
    assert [one.path for one in sights] == ["cameras.c8.sees", "cameras.c9.sees", "cameras.c4.sees"]
    assert all("客房" in one.why.zh for one in sights)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        (
            {"cameras__c1__face_function": "licensed_off", "cameras__c1__face_off_evidence": "letter"},
            "face_function",
        ),
        ({"cameras__c1__kind": "face_terminal"}, "face_function"),
        ({"cameras__c1__audio": "possible_off"}, "audio"),
    ],
)
def test_what_is_declared_off_is_to_be_shown(changes: dict[str, Any], path: str) -> None:
    found = seen(changed(sample("ningbo-sales-office-after"), **changes))
    assert f"cameras.c1.{path}" in [one.path for one in found]


def test_a_number_of_enrolled_people_near_the_filing_comes_before_a_small_one() -> None:
    def risk(count: int) -> int:
        dossier = changed(sample("seoul-gym"), activities__a2__persons_stored=count)
        return next((one.risk for one in seen(dossier) if one.path == "activities.a2.persons_stored"), 0)

    assert risk(95_000) > 300 > risk(214)


def test_whether_there_is_more_than_declared_is_always_asked() -> None:
    none = Dossier.model_validate({"venue": {"jurisdiction": "CN", "kind": "shop"}, "cameras": {}})
    assert [one.path for one in seen(none) if one.path == "cameras"] == ["cameras"]
    assert any("14" in one.says.en for one in seen(sample("shanghai-hotel")) if one.path == "cameras")


def test_papers_of_which_nothing_is_known_are_not_looked_for_on_site() -> None:
    found = seen(sample("ningbo-sales-office-before"))
    assert not any(one.path.startswith("organisation") for one in found)


def test_thousands_of_devices_in_private_spaces_still_give_ten_short_looks() -> None:
    # given
    tree = deepcopy(sample("ningbo-sales-office-after").model_dump(mode="json", exclude_none=True))
    camera = tree["cameras"]["c1"] | {"zone": "z9", "sees": ["z9"], "label": "W" * 200}
    tree["zones"]["z9"] = {"name": "更衣室", "kind": "changing_room", "used_for_undressing": True}
    tree["cameras"] = {f"c{number}": camera for number in range(400)}
    # when
    found = seen(Dossier.model_validate(tree))
    # then
    assert found[0].kind == "private_space"
    assert len(found) <= MOST
    assert all(len(one.says.en) < 600 for one in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3–9", {"3", "4", "5", "6", "7", "8", "9"}),
        ("1, 3", {"1", "3"}),
        ("B1", {"b1"}),
        ("1、2", {"1", "2"}),
        (None, set()),
        ("9-1", {"9-1"}),
        ("1-999999", {"1-999999"}),
    ],
)
def test_floors_are_read_as_people_write_them(text: str | None, found: set[str]) -> None:
    assert floors(text) == found
