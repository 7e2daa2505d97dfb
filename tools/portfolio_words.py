"""The words of invented venues: districts as they are called, names and people nobody bears, places, labels, reasons.

Chinese stands before Korean throughout. Streets, companies and people are made up from rare syllables.
"""

import random
from collections.abc import Sequence

SHANGHAI = {
    "310101": "黄浦区",
    "310104": "徐汇区",
    "310105": "长宁区",
    "310106": "静安区",
    "310107": "普陀区",
    "310109": "虹口区",
    "310110": "杨浦区",
    "310112": "闵行区",
    "310113": "宝山区",
    "310114": "嘉定区",
    "310115": "浦东新区",
    "310116": "金山区",
    "310117": "松江区",
    "310118": "青浦区",
    "310120": "奉贤区",
    "310151": "崇明区",
}
ELSEWHERE = {
    "330206": "浙江省宁波市北仑区",
    "330106": "浙江省杭州市西湖区",
    "320508": "江苏省苏州市姑苏区",
    "110105": "北京市朝阳区",
}
KOREA = {
    "11": (
        "서울특별시 성동구",
        "서울특별시 마포구",
        "서울특별시 강남구",
        "서울특별시 종로구",
        "서울특별시 송파구",
    ),
    "26": ("부산광역시 해운대구", "부산광역시 수영구"),
    "41": ("경기도 성남시 분당구", "경기도 수원시 영통구"),
}
VENUES = {
    "hotel": ("酒店", "호텔"),
    "guesthouse": ("民宿", "게스트하우스"),
    "gym": ("健身中心", "피트니스"),
    "swimming_pool": ("游泳馆", "수영장"),
    "sauna_bath": ("汗蒸馆", "찜질방"),
    "property_sales_office": ("花园销售中心", "견본주택"),
    "shop": ("便利店", "상점"),
    "supermarket": ("超市", "마트"),
    "mall": ("购物广场", "쇼핑몰"),
    "restaurant": ("饭庄", "식당"),
    "residential_estate": ("小区", "아파트"),
    "office_building": ("办公大楼", "오피스"),
    "public_restroom": ("公共厕所", "공중화장실"),
    "car_park": ("停车场", "주차장"),
    "museum_scenic_area": ("陈列馆", "전시관"),
}
ZONES = {
    "lobby": ("大堂", "로비", "public", False),
    "reception": ("前台", "안내 데스크", "public", False),
    "corridor": ("走廊", "복도", "restricted", False),
    "guest_room": ("客房", "객실", "private", True),
    "private_dining_room": ("包间", "별실", "private", False),
    "changing_room": ("更衣室", "탈의실", "restricted", True),
    "bath": ("淋浴间", "샤워실", "restricted", True),
    "restroom": ("厕所隔间", "화장실", "public", True),
    "fitting_room": ("试衣间", "피팅룸", "public", True),
    "massage_room": ("按摩间", "마사지실", "private", True),
    "staff_rest_room": ("员工休息室", "직원 휴게실", "restricted", True),
    "sales_hall": ("沙盘展厅", "모델 전시장", "public", False),
    "shop_floor": ("卖场", "매장", "public", False),
    "pool_side": ("泳池边", "수영장 주변", "restricted", False),
    "gym_floor": ("器械区", "운동 공간", "restricted", False),
    "lift": ("客梯", "승강기", "public", False),
    "stair": ("楼梯间", "계단", "public", False),
    "car_park": ("停车场", "주차장", "public", False),
    "back_office": ("办公室", "사무실", "restricted", False),
    "recorder_room": ("监控室", "관제실", "restricted", False),
    "other": ("门厅", "현관", "public", False),
}
"""Kind of zone: its name, who can enter it, whether people undress there."""

_ZH = "砚汀屿汐岚檀槿芷沐霁湛澜鹭栖疏漪霖菡栎楹湄滢璟筠翎苒荇萤蔚遥"
_ZH_FAMILY = "周陆韩沈方顾许钱孙庄葛温纪柏蓝尹"
_KO = ("한결", "마루", "솔아름", "가온", "누리", "새벽", "다온", "여울", "미르", "해솔", "보담", "아라")
_KO_FAMILY = "윤서문강임한오신권황"
_KO_GIVEN = ("하람", "다온", "가람", "보라", "아름", "슬기", "한별", "새롬", "은솔", "나래")
SIDES = (("东", "동쪽"), ("西", "서쪽"), ("南", "남쪽"), ("北", "북쪽"), ("入口", "입구"), ("出口", "출구"))


def brand(rng: random.Random, place: int) -> str:
    """Return the name of an invented house; ``place`` is 0 for China, 1 for Korea."""
    return "".join(rng.sample(_KO, 2)) if place else "".join(rng.sample(_ZH, 3))


def person(rng: random.Random, place: int) -> str:
    """Return the name of an invented person."""
    if place:
        return rng.choice(_KO_FAMILY) + rng.choice(_KO_GIVEN)
    return rng.choice(_ZH_FAMILY) + "".join(rng.sample(_ZH, rng.choice((1, 2, 2))))


def street(rng: random.Random, place: int) -> str:
    """Return an invented street and number."""
    number = rng.randint(1, 900)
    return f"{brand(rng, 1)}길 {number}" if place else f"{''.join(rng.sample(_ZH, 2))}路 {number} 号"


def pick(words: Sequence[str], place: int) -> str:
    """Return the words of one country."""
    return words[place]


COMPANY = ("{district}{brand}企业管理有限公司", "주식회사 {brand}")
OFFICE = ("{district}{brand}市容管理所", "{brand} 시설관리공단")
SERVICE = ("{brand}弱电工程有限公司", "주식회사 {brand}시큐리티")
VIDEO = ("公共区域治安监控", "시설 안전과 범죄 예방")
VIDEO_AIM = (
    ("保护{who}和员工的人身、财产安全，发生治安事件时向公安机关提供线索。", "보안 및 화재 예방"),
    ("预防盗窃和意外，事后查清经过。", "도난과 안전사고를 예방하고 사고가 나면 경위를 확인한다."),
    ("维护{who}在公共区域的安全，必要时协助公安机关。", "이용자의 안전을 지키고 사고의 경위를 확인한다."),
)
FACES = {
    "guest_id_check": ("自助入住身份核验", "체크인 본인 확인", "guests"),
    "staff_attendance": ("员工考勤", "직원 근태", "staff"),
    "member_entry": ("会员刷脸入场", "회원 얼굴 출입", "members"),
    "lockers": ("刷脸存包柜", "얼굴 사물함", "members"),
    "payment": ("刷脸支付", "얼굴 결제", "visitors"),
    "dispensers": ("刷脸取纸机", "얼굴 휴지 지급기", "visitors"),
    "statistics": ("客流统计", "방문객 통계", "visitors"),
    "vip_recognition": ("熟客识别", "단골 인식", "visitors"),
    "commission_settlement": ("渠道判客", "수수료 정산", "visitors"),
}
"""What faces are used for: its name and whose faces they are."""
FACE_AIM = ("{name}：核对是否为本人，{words}。", "{name}: 본인인지 확인하고 {words}.")
FACE_REASON = (
    "高峰时段排队较长，{words}；愿意用其他方式的人仍可使用。",
    "혼잡할 때 확인에 시간이 걸린다. {words}. 원하지 않으면 다른 방법을 쓴다.",
)
PHRASES = (
    ("减少人工核对", "직원의 확인을 줄인다"),
    ("避免冒用他人证件", "도용을 막는다"),
    ("不便随身携带卡片", "카드를 두고 오는 일이 많다"),
    ("防止重复领取", "중복 이용을 막는다"),
    ("缩短等候时间", "대기 시간을 줄인다"),
)
OPTION_REASONS = (
    ("分实名卡易借用，挂失较多", "분실과 대여가 잦다"),
    ("夜间只有一人值班，难以逐一核对", "야간에는 직원이 한 명뿐이다"),
    ("二维码可以截图转发", "QR 코드는 캡처해 빌려줄 수 있다"),
)
CITED = ("《公共安全视频图像信息系统管理条例》", "「개인정보 보호법」 제25조제1항")
KEPT = ("按治安需要保存，到期自动覆盖。", "사고 확인에 필요한 기간을 정하였다.")
ERASED = ("到期自动删除", "기간 경과 시 자동 삭제")
RISKS = (
    ("录像被无关人员查看", "영상을 관계없는 사람이 봄", "独立账号、调阅登记", "개별 계정과 열람 대장"),
    ("设备被盗导致泄露", "기기 도난으로 유출", "设备内加密并固定安装", "암호화와 고정 설치"),
    ("维护人员远程导出", "유지보수 인력의 원격 반출", "关闭远程访问，合同约束", "원격 접속 차단과 계약"),
)
HEADS = (
    ("目的明确，方式与目的相称。", "목적이 분명하고 방법이 알맞다."),
    ("可能担心影像被留存，已缩短期限并告知。", "영상이 남을 걱정이 있어 기간을 줄이고 알렸다."),
    ("泄露后可能被用于冒用身份。", "유출되면 도용될 수 있다."),
    ("加密、独立账号和访问日志与风险相适应。", "암호화와 접속기록은 위험에 알맞다."),
)
NONE = ("无", "없음")
ROLES = (("个人信息保护负责人", "개인정보 보호책임자"), ("保安主管", "보안 책임자"))
SIGN_PLACES = ("门口右侧，高 1.6 米", "출입문 오른쪽, 높이 1.6m")
DONE = (("建立档案", "기록부 작성"), ("补充设备信息", "기기 정보 보완"), ("更新标识", "표지 갱신"))
