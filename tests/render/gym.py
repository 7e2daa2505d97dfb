"""A gym with a bit of everything, in China and in Korea, as JSON."""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]


def gym(jurisdiction: str = "CN") -> Facts:
    """The gym as JSON: names in the language of its country."""
    cn = jurisdiction == "CN"

    def say(zh: str, ko: str) -> str:
        return zh if cn else ko

    return {
        "id": "gym-1",
        "revision": 3,
        "as_of": "2026-11-21",
        "operator": {
            "name": say("上海云栖里体育发展有限公司", "주식회사 구름골체육"),
            "registration_number": say("91310106MA1FY0XXXX", "120-81-12345"),
            "representative": say("沈予安", "한서윤"),
            "phone": say("021-5550 0117", "02-555-0117"),
            "privacy_officer": say("陆知遥", "정다온"),
        },
        "venue": {
            "name": say("云栖里健身（静安店）", "구름골 피트니스 마포점"),
            "kind": "gym",
            "jurisdiction": jurisdiction,
            "region": say("310106", "11"),
            "address": say("上海市静安区汀桥路 88 号", "서울특별시 마포구 물결로 12"),
            "open_to_public": True,
            "serves_under_14": True,
            "area": 1250.5,
        },
        "zones": {
            "z1": {
                "name": say("大堂", "로비"),
                "kind": "lobby",
                "access": "public",
                "used_for_undressing": False,
            },
            "z2": {
                "name": say("女更衣室", "여자 탈의실"),
                "kind": "changing_room",
                "access": "restricted",
                "used_for_undressing": True,
            },
            "z3": {
                "name": say("器械区", "운동 공간"),
                "kind": "gym_floor",
                "floor": "2",
                "access": "restricted",
            },
        },
        "activities": {
            "a1": {
                "name": say("会员入场", "회원 출입"),
                "category": "member_entry",
                "aim": say("核对会员身份，避免借卡入场。", "회원 본인을 확인하여 카드 대여를 막는다."),
                "subjects": ["members", "under_14"],
                "legal_basis": "consent",
                "hours": say("每日 6:00—22:00", "매일 06:00~22:00"),
                "second_uses": [],
                "persons_stored": 2380,
                "mandatory": False,
                "necessity_reason": say(
                    "会员卡常被借用，夜间无人值守。", "카드 대여가 잦고 야간에는 직원이 없다."
                ),
                "options": {
                    "i1": {"method": "card", "serves": False, "reason": say("常被借用。", "자주 빌려준다.")}
                },
                "alternatives": {
                    "i1": {
                        "method": "card",
                        "same_place": True,
                        "same_hours": True,
                        "no_extra_cost": True,
                        "on_sign": True,
                    },
                    "i2": {
                        "method": "staff",
                        "same_place": True,
                        "same_hours": False,
                        "no_extra_cost": True,
                        "on_sign": True,
                    },
                },
                "processors": {
                    "i1": {
                        "name": say("上海澄砺网络有限公司", "맑은네트웍스"),
                        "task": say("设备维护", "유지보수"),
                        "contract_signed": True,
                        "clauses": ["purpose", "period"],
                    }
                },
                "consent": {
                    "form": "electronic",
                    "items": ["purpose", "period"],
                    "separate": True,
                    "withdrawal_ways": ["desk", "phone"],
                },
                "storage": {"templates": ["device"], "pictures": ["nowhere"], "leaves_device": []},
                "retention": {
                    "template": {"kind": "event", "until": "membership_end", "automatic": True},
                    "face_picture": {"kind": "not_stored"},
                    "on_withdrawal": "at_once",
                },
            },
            "a2": {
                "name": say("大堂监控", "로비 영상 감시"),
                "category": "public_security",
                "aim": say("预防盗窃与冲突。", "도난과 다툼을 예방한다."),
                "subjects": ["members", "visitors"],
                "legal_basis": "public_security",
                "hours": say("全天", "24시간"),
                "retention": {"video": {"kind": "period", "days": 30, "automatic": True}},
            },
        },
        "cameras": {
            "c1": {
                "label": say("会员入场闸机", "출입 게이트"),
                "kind": "gate",
                "zone": "z1",
                "sees": ["z1"],
                "picture": "on_own_action",
                "audio": "none",
                "face_function": "verification",
                "activities": ["a1"],
                "network": "site",
                "default_password_changed": True,
                "in_service_on": "2025-07-02",
                "resolution": 2,
                "field_of_view": 45,
                "height": 1.4,
            },
            "c2": {
                "label": say("大堂东", "로비 동쪽"),
                "kind": "dome",
                "zone": "z1",
                "sees": ["z1"],
                "picture": "continuous",
                "audio": "none",
                "face_function": "none",
                "activities": ["a2"],
                "network": "site",
            },
            "c3": {
                "label": say("3 号储物柜屏", "3번 보관함 화면"),
                "kind": "face_locker",
                "zone": "z2",
                "sees": ["z2", "z3"],
                "picture": "on_own_action",
                "face_function": "verification",
                "activities": ["a1"],
            },
        },
        "signs": {
            "s1": {
                "kind": "cctv_area",
                "zone": "z1",
                "conspicuous": True,
                "items": ["purpose", "hours"],
                "languages": ["zh", "en"],
                "size": "A3",
                "put_up_on": "2025-06-18",
            }
        },
        "assessment": {
            "done": True,
            "done_on": "2025-06-20",
            "lawful_necessary": say("目的特定，方式影响最小。", "목적이 특정되고 침해가 가장 적다."),
            "risks": {
                "i1": {
                    "description": say("设备被盗", "기기 도난"),
                    "likelihood": 1,
                    "severity": 3,
                    "measure": say("加密存储", "암호화 저장"),
                    "residual": 1,
                },
                "i2": {
                    "description": say("误识", "오인식"),
                    "likelihood": 2,
                    "severity": 2,
                    "measure": say("人工复核", "직원 확인"),
                    "residual": 1,
                },
            },
        },
        "rights": {"ways": ["desk", "phone"], "answer_days": 10, "footage_without_police": True},
        "decisions": {
            "d1": {
                "rule": "x.rule-9",
                "path": "cameras.c2",
                "outcome": "met",
                "reason": say("仅拍公共区域。", "공용 공간만 촬영."),
                "decided_by": say("陆知遥", "정다온"),
                "decided_on": "2026-11-20",
            }
        },
        "attachments": {
            "f1": {"name": "plan.png", "kind": "plan", "media_type": "image/png", "sha256": "ab" * 32}
        },
        "history": [
            {"on": "2026-11-20", "by": say("陆知遥", "정다온"), "what": say("改正储物柜", "보관함 수정")}
        ],
    }
