"""Regions: every province, and codes below a known one."""

from __future__ import annotations

import pytest

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.regions import is_region, region_name, regions
from fr_desk.i18n import LANGUAGES

CN, KR = Jurisdiction.CN, Jurisdiction.KR


def test_china_lists_its_31_mainland_provinces() -> None:
    provinces = [region for region in regions(CN) if region.code.endswith("0000")]

    assert len(provinces) == 31


def test_every_listed_chinese_city_lies_in_a_listed_province() -> None:
    codes = [region.code for region in regions(CN)]

    assert codes == sorted(set(codes))
    assert {code[:2] + "0000" for code in codes} <= set(codes)


def test_korea_lists_its_17_si_and_do() -> None:
    codes = [region.code for region in regions(KR)]

    assert len(set(codes)) == len(codes) == 17


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_no_two_regions_share_a_name_in_any_language(jurisdiction: Jurisdiction) -> None:
    for lang in LANGUAGES:
        names = [region.name.get(lang) for region in regions(jurisdiction)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "jurisdiction", "name"),
    [
        ("330200", CN, "Ningbo, Zhejiang"),
        ("310106", CN, "Shanghai (310106)"),
        ("330106", CN, "Hangzhou, Zhejiang (330106)"),
        ("11", KR, "Seoul"),
    ],
)
def test_a_code_is_named_by_the_nearest_region_known(
    code: str, jurisdiction: Jurisdiction, name: str
) -> None:
    assert is_region(code, jurisdiction)
    assert region_name(code, jurisdiction, "en") == name


def test_a_district_is_named_with_full_width_brackets_in_chinese() -> None:
    assert region_name("310106", CN, "zh") == "上海市（310106）"


@pytest.mark.parametrize(
    ("code", "jurisdiction"),
    [("", CN), ("31010", CN), ("990000", CN), ("31010a", CN), ("11", CN), ("99", KR), ("110000", KR)],
)
def test_what_names_no_region_is_refused_and_shown_as_written(code: str, jurisdiction: Jurisdiction) -> None:
    assert not is_region(code, jurisdiction)
    assert region_name(code, jurisdiction, "ko") == code
