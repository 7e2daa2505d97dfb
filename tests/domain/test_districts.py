"""Districts, from codes and from addresses of China and Korea; nothing where nothing is said."""

from __future__ import annotations

import pytest

from fr_desk.domain.districts import district_of
from fr_desk.domain.venue import Venue

SHANGHAI = [
    *("01 黄浦区", "04 徐汇区", "05 长宁区", "06 静安区", "07 普陀区", "09 虹口区", "10 杨浦区", "12 闵行区"),
    *(
        "13 宝山区",
        "14 嘉定区",
        "15 浦东新区",
        "16 金山区",
        "17 松江区",
        "18 青浦区",
        "20 奉贤区",
        "51 崇明区",
    ),
]


def district(address: str | None = None, country: str | None = "CN", region: str | None = None) -> str:
    return district_of(Venue.model_validate({"jurisdiction": country, "address": address, "region": region}))


@pytest.mark.parametrize("one", SHANGHAI)
def test_every_district_of_shanghai_has_its_name(one: str) -> None:
    code, name = one.split()
    assert district(region=f"3101{code}") == name
    assert district(f"上海市{name}世纪大道 1 号", region="310000") == name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("上海静安区南京西路", "静安区"),
        ("静安区南京西路 1 号", "静安区"),
        ("中国上海市黄浦区外滩", "黄浦区"),
        ("北京 海淀区 中关村大街", "海淀区"),
        ("浙江省宁波市鄞州区中兴路", "鄞州区"),
        ("浙江省余姚市阳明路", "余姚市"),
        ("江苏省苏州市昆山市前进路", "昆山市"),
        ("昆山市前进路", "昆山市"),
        ("吉林省吉林市昌邑区", "昌邑区"),
        ("内蒙古自治区锡林郭勒盟苏尼特右旗", "苏尼特右旗"),
        ("广西壮族自治区桂林市阳朔县西街", "阳朔县"),
        ("延边朝鲜族自治州延吉市光明街", "延吉市"),
        ("上海市中山路 12 号阳光小区", ""),
        ("上海市阳光小区 3 号", ""),
        ("上海市南京西路静安区", ""),
        ("上海市", ""),
        ("No. 1, Nanjing Road", ""),
        ("路" * 200, ""),
        ("=1+1区", ""),
        (None, ""),
    ],
)
def test_a_chinese_address_tells_the_district(address: str | None, name: str) -> None:
    assert district(address) == name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("서울특별시 강남구 테헤란로 1", "강남구"),
        ("서울 중구 세종대로", "중구"),
        ("경기도 성남시 분당구 판교로", "분당구"),
        ("경기도 김포시 김포대로", "김포시"),
        ("부산광역시 기장군 기장읍", "기장군"),
        ("세종특별자치시 한누리대로", ""),
        ("강남구, 서울", "강남구"),
        ("Gangnam-gu, Seoul", ""),
        (None, ""),
    ],
)
def test_a_korean_address_tells_the_district(address: str | None, name: str) -> None:
    assert district(address, "KR", "11") == name


def test_the_code_counts_more_than_the_address() -> None:
    assert district("上海市黄浦区外滩", region="310106") == "静安区"


def test_a_code_we_do_not_know_leaves_it_to_the_address_and_else_names_the_city() -> None:
    assert district("武汉市武昌区中南路", region="420106") == "武昌区"
    assert district(region="420106") == "武汉市（420106）"
    assert district(region="420100") == ""
    assert district(region="somewhere") == ""


def test_a_venue_without_a_country_is_asked_by_its_address() -> None:
    assert district("上海市静安区", None) == "静安区"
    assert district(None, None, "310106") == "静安区"
