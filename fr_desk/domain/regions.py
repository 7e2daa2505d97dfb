"""Provinces and cities a venue can be in: GB/T 2260 codes of mainland China, si and do of Korea (ISO 3166-2:KR).

Mainland China lists every provincial-level division and the cities whose venues ask most often; any other code
of six digits below a known province is accepted and named by what is known of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import Lang, Texts


@dataclass(frozen=True, slots=True)
class Region:
    """One province or city; ``code`` is what a dossier stores."""

    code: str
    name: Texts


_CHINA = """
110000|北京市|베이징시|Beijing
120000|天津市|톈진시|Tianjin
130000|河北省|허베이성|Hebei
130100|石家庄市|스자좡시|Shijiazhuang, Hebei
140000|山西省|산시성(山西)|Shanxi
140100|太原市|타이위안시|Taiyuan, Shanxi
150000|内蒙古自治区|네이멍구 자치구|Inner Mongolia
150100|呼和浩特市|후허하오터시|Hohhot, Inner Mongolia
210000|辽宁省|랴오닝성|Liaoning
210100|沈阳市|선양시|Shenyang, Liaoning
210200|大连市|다롄시|Dalian, Liaoning
220000|吉林省|지린성|Jilin
220100|长春市|창춘시|Changchun, Jilin
220200|吉林市|지린시|Jilin City, Jilin
222400|延边朝鲜族自治州|옌볜 조선족 자치주|Yanbian, Jilin
230000|黑龙江省|헤이룽장성|Heilongjiang
230100|哈尔滨市|하얼빈시|Harbin, Heilongjiang
310000|上海市|상하이시|Shanghai
320000|江苏省|장쑤성|Jiangsu
320100|南京市|난징시|Nanjing, Jiangsu
320200|无锡市|우시시|Wuxi, Jiangsu
320300|徐州市|쉬저우시|Xuzhou, Jiangsu
320400|常州市|창저우시|Changzhou, Jiangsu
320500|苏州市|쑤저우시|Suzhou, Jiangsu
320600|南通市|난퉁시|Nantong, Jiangsu
330000|浙江省|저장성|Zhejiang
330100|杭州市|항저우시|Hangzhou, Zhejiang
330200|宁波市|닝보시|Ningbo, Zhejiang
330300|温州市|원저우시|Wenzhou, Zhejiang
330400|嘉兴市|자싱시|Jiaxing, Zhejiang
330600|绍兴市|사오싱시|Shaoxing, Zhejiang
330700|金华市|진화시|Jinhua, Zhejiang
340000|安徽省|안후이성|Anhui
340100|合肥市|허페이시|Hefei, Anhui
350000|福建省|푸젠성|Fujian
350100|福州市|푸저우시|Fuzhou, Fujian
350200|厦门市|샤먼시|Xiamen, Fujian
350500|泉州市|취안저우시|Quanzhou, Fujian
360000|江西省|장시성|Jiangxi
360100|南昌市|난창시|Nanchang, Jiangxi
370000|山东省|산둥성|Shandong
370100|济南市|지난시|Jinan, Shandong
370200|青岛市|칭다오시|Qingdao, Shandong
370600|烟台市|옌타이시|Yantai, Shandong
371000|威海市|웨이하이시|Weihai, Shandong
410000|河南省|허난성|Henan
410100|郑州市|정저우시|Zhengzhou, Henan
410300|洛阳市|뤄양시|Luoyang, Henan
420000|湖北省|후베이성|Hubei
420100|武汉市|우한시|Wuhan, Hubei
430000|湖南省|후난성|Hunan
430100|长沙市|창사시|Changsha, Hunan
440000|广东省|광둥성|Guangdong
440100|广州市|광저우시|Guangzhou, Guangdong
440300|深圳市|선전시|Shenzhen, Guangdong
440400|珠海市|주하이시|Zhuhai, Guangdong
440600|佛山市|포산시|Foshan, Guangdong
441300|惠州市|후이저우시|Huizhou, Guangdong
441900|东莞市|둥관시|Dongguan, Guangdong
442000|中山市|중산시|Zhongshan, Guangdong
450000|广西壮族自治区|광시 좡족 자치구|Guangxi
450100|南宁市|난닝시|Nanning, Guangxi
450300|桂林市|구이린시|Guilin, Guangxi
460000|海南省|하이난성|Hainan
460100|海口市|하이커우시|Haikou, Hainan
460200|三亚市|싼야시|Sanya, Hainan
500000|重庆市|충칭시|Chongqing
510000|四川省|쓰촨성|Sichuan
510100|成都市|청두시|Chengdu, Sichuan
520000|贵州省|구이저우성|Guizhou
520100|贵阳市|구이양시|Guiyang, Guizhou
530000|云南省|윈난성|Yunnan
530100|昆明市|쿤밍시|Kunming, Yunnan
530700|丽江市|리장시|Lijiang, Yunnan
532900|大理白族自治州|다리 바이족 자치주|Dali, Yunnan
540000|西藏自治区|시짱 자치구|Tibet
540100|拉萨市|라싸시|Lhasa, Tibet
610000|陕西省|산시성(陕西)|Shaanxi
610100|西安市|시안시|Xi'an, Shaanxi
620000|甘肃省|간쑤성|Gansu
620100|兰州市|란저우시|Lanzhou, Gansu
630000|青海省|칭하이성|Qinghai
630100|西宁市|시닝시|Xining, Qinghai
640000|宁夏回族自治区|닝샤 후이족 자치구|Ningxia
640100|银川市|인촨시|Yinchuan, Ningxia
650000|新疆维吾尔自治区|신장 웨이우얼 자치구|Xinjiang
650100|乌鲁木齐市|우루무치시|Urumqi, Xinjiang
"""

_KOREA = """
11|首尔特别市|서울특별시|Seoul
26|釜山广域市|부산광역시|Busan
27|大邱广域市|대구광역시|Daegu
28|仁川广域市|인천광역시|Incheon
29|光州广域市|광주광역시|Gwangju
30|大田广域市|대전광역시|Daejeon
31|蔚山广域市|울산광역시|Ulsan
50|世宗特别自治市|세종특별자치시|Sejong
41|京畿道|경기도|Gyeonggi
42|江原特别自治道|강원특별자치도|Gangwon
43|忠清北道|충청북도|North Chungcheong
44|忠清南道|충청남도|South Chungcheong
45|全北特别自治道|전북특별자치도|Jeonbuk
46|全罗南道|전라남도|South Jeolla
47|庆尚北道|경상북도|North Gyeongsang
48|庆尚南道|경상남도|South Gyeongsang
49|济州特别自治道|제주특별자치도|Jeju
"""

_TABLES = {Jurisdiction.CN: _CHINA, Jurisdiction.KR: _KOREA}


def _read(line: str) -> Region:
    code, zh, ko, en = line.split("|")
    return Region(code, Texts(zh=zh, ko=ko, en=en))


@cache
def regions(jurisdiction: Jurisdiction) -> tuple[Region, ...]:
    """Return the listed regions of a country, in the order of their official list."""
    return tuple(_read(line) for line in _TABLES[jurisdiction].split("\n") if line)


@cache
def _by_code(jurisdiction: Jurisdiction) -> dict[str, Region]:
    return {region.code: region for region in regions(jurisdiction)}


def _nearest(code: str, jurisdiction: Jurisdiction) -> Region | None:
    """Return the region with ``code``, or the city or province that its six digits lie in."""
    known = _by_code(jurisdiction)
    if code in known or jurisdiction is not Jurisdiction.CN or not re.fullmatch(r"[0-9]{6}", code):
        return known.get(code)
    return known.get(code[:4] + "00") or known.get(code[:2] + "0000")


def is_region(code: str, jurisdiction: Jurisdiction) -> bool:
    """Tell whether ``code`` names a region of the country."""
    return _nearest(code, jurisdiction) is not None


def region_name(code: str, jurisdiction: Jurisdiction, lang: Lang) -> str:
    """Return the name of a region; a code below a listed city or province keeps its digits: ``Shanghai (310106)``.

    What is no region is returned unchanged: a dossier may carry a place in words.
    """
    region = _nearest(code, jurisdiction)
    if region is None:
        return code
    name = region.name.get(lang)
    if region.code == code:
        return name
    return f"{name}（{code}）" if lang == "zh" else f"{name} ({code})"
