"""Districts of cities: GB/T 2260 codes of six digits, and what an address says.

Inspections are planned by district. A dossier names its district by a code of its region, or only within its address;
both lead to the same name, in the venue's own language. Knows no law.
"""

from __future__ import annotations

import re
from functools import cache

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.regions import region_name, regions
from fr_desk.domain.venue import Venue

_CODES = """
1101 01东城区 02西城区 05朝阳区 06丰台区 07石景山区 08海淀区 09门头沟区 11房山区 12通州区 13顺义区 14昌平区 15大兴区
1101 16怀柔区 17平谷区 18密云区 19延庆区
3101 01黄浦区 04徐汇区 05长宁区 06静安区 07普陀区 09虹口区 10杨浦区 12闵行区 13宝山区 14嘉定区 15浦东新区 16金山区
3101 17松江区 18青浦区 20奉贤区 51崇明区
3301 02上城区 05拱墅区 06西湖区 08滨江区 09萧山区 10余杭区 11富阳区 12临安区 13临平区 14钱塘区 22桐庐县 27淳安县
3301 82建德市
3302 03海曙区 05江北区 06北仑区 11镇海区 12鄞州区 13奉化区 25象山县 26宁海县 81余姚市 82慈溪市
4401 03荔湾区 04越秀区 05海珠区 06天河区 11白云区 12黄埔区 13番禺区 14花都区 15南沙区 17从化区 18增城区
4403 03罗湖区 04福田区 05南山区 06宝安区 07龙岗区 08盐田区 09龙华区 10坪山区 11光明区
"""
"""Codes of the cities whose venues ask most often: their four digits, then two for each district."""

_LOOKED_AT = 80
"""Characters of an address that can name its district."""
_HAN = "\u3400-\u9fff"
_PROVINCE = re.compile(rf"(?:中国|中华人民共和国)?(?:[{_HAN}]{{2,8}}?(?:省|自治区))?")
_CITY = re.compile(rf"[{_HAN}]{{2,8}}?(?:市|自治州|盟|地区)")
_BELOW = re.compile(rf"[{_HAN}]{{1,10}}?(?:新区|区|县|旗|市)")
_NO_DISTRICT = ("小区", "社区", "校区", "景区", "厂区", "院区", "片区", "街区", "商业区", "生活区", "住宅区")
_STREET = re.compile(r"[路街巷弄号].")
_GREAT = ("특별시", "광역시", "특별자치시")


def district_of(venue: Venue) -> str:
    """Return the name of the district a venue is in, in its own language; empty if it does not say.

    A code of six digits comes first; else the address tells (区, 县, 旗, 市 in China; 구, 군, 시 in Korea).
    """
    if venue.jurisdiction is Jurisdiction.KR:
        return _korean(venue.address or "")
    code = venue.region or ""
    found = _by_code().get(code) or _chinese(venue.address or "")
    if found or venue.jurisdiction is None or not re.fullmatch(r"[0-9]{4}(?!00)[0-9]{2}", code):
        return found
    return region_name(code, venue.jurisdiction, "zh")


@cache
def _by_code() -> dict[str, str]:
    lines = (line.split() for line in _CODES.strip().splitlines())
    return {city + one[:2]: one[2:] for city, *districts in lines for one in districts}


@cache
def _cities() -> tuple[str, ...]:
    """Return the names of provinces and cities, the longest first, as addresses begin with them."""
    names = {region.name.zh for region in regions(Jurisdiction.CN)}
    short = {name.removesuffix("市") for name in names if name.endswith("市")}
    return tuple(sorted(names | short, key=lambda name: (-len(name), name)))


def _chinese(address: str) -> str:
    rest = "".join(address[:_LOOKED_AT].split())
    rest = rest[_end(_PROVINCE, rest) :]
    city = next((name for name in _cities() if rest.startswith(name)), "")
    below = _BELOW.match(rest, len(city))
    if not city and below is None:
        return ""
    if not city and (prefecture := _CITY.match(rest)):
        deeper = _BELOW.match(rest, prefecture.end())
        return _named(deeper) or prefecture[0]
    return _named(below)


def _named(found: re.Match[str] | None) -> str:
    if found is None or found[0].endswith(_NO_DISTRICT) or (len(found[0]) > 4 and _STREET.search(found[0])):
        return ""
    return found[0]


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _korean(address: str) -> str:
    words = [re.sub(r"[^가-힣]", "", word) for word in address[:_LOOKED_AT].split()[:4]]
    for word in words:
        if len(word) > 1 and word.endswith(("구", "군")):
            return word
    return next((word for word in words if word.endswith("시") and not word.endswith(_GREAT)), "")
