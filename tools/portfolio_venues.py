"""Invented venues for tests, pictures and measurements: lawful ones, nearly lawful, careless and half answered ones.

Everything follows from a seed and a number, so the same pair gives the same dossier on any machine. Three quarters are
in the districts of Shanghai, some elsewhere in China and in Korea; the median has eight devices, the largest thirty.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.identifiers import business_number_check_digit, credit_code_check_character
from tools import portfolio_words as words
from tools.portfolio_faults import FAULTS, forget

Tree = dict[str, Any]

TODAY = dt.date(2026, 11, 21)
"""The day that invented venues are assessed on, if they name one."""
REVISED = 9
"""Every so many dossiers, one is a later revision of the one before it."""
KINDS = {
    "hotel": 34,
    "guesthouse": 14,
    "public_restroom": 12,
    "supermarket": 10,
    "gym": 8,
    "swimming_pool": 6,
    "mall": 4,
    "property_sales_office": 4,
    "restaurant": 3,
    "sauna_bath": 2,
    "shop": 1,
    "office_building": 1,
    "museum_scenic_area": 1,
}
"""Of a hundred venues, how many are of a kind."""
CARE = {"lawful": 18, "nearly": 30, "careless": 32, "unfinished": 20}
"""Of a hundred venues, how many are kept how."""
ROOMS: dict[str, tuple[str, ...]] = {
    "hotel": (
        "lobby",
        "reception",
        "corridor",
        "lift",
        "car_park",
        "gym_floor",
        "back_office",
        "changing_room",
        "guest_room",
    ),
    "guesthouse": ("lobby", "corridor", "stair", "guest_room"),
    "public_restroom": ("other", "restroom"),
    "supermarket": ("shop_floor", "car_park", "back_office", "recorder_room", "staff_rest_room"),
    "gym": ("lobby", "gym_floor", "corridor", "back_office", "changing_room", "bath"),
    "swimming_pool": ("lobby", "pool_side", "corridor", "changing_room", "bath"),
    "mall": ("lobby", "shop_floor", "lift", "car_park", "recorder_room", "fitting_room"),
    "property_sales_office": ("lobby", "sales_hall", "reception", "back_office"),
    "restaurant": ("lobby", "reception", "corridor", "private_dining_room"),
    "sauna_bath": ("lobby", "corridor", "changing_room", "bath", "massage_room"),
    "shop": ("shop_floor", "back_office"),
    "office_building": ("lobby", "lift", "corridor", "car_park", "recorder_room"),
    "museum_scenic_area": ("lobby", "corridor", "shop_floor", "car_park"),
}
FACES: dict[str, tuple[str, ...]] = {
    "hotel": ("guest_id_check", "staff_attendance"),
    "guesthouse": ("guest_id_check",),
    "public_restroom": ("dispensers",),
    "supermarket": ("payment", "lockers", "staff_attendance"),
    "gym": ("member_entry", "lockers"),
    "swimming_pool": ("member_entry", "lockers"),
    "mall": ("statistics", "vip_recognition", "payment"),
    "property_sales_office": ("commission_settlement",),
    "restaurant": ("payment",),
    "sauna_bath": ("lockers",),
    "office_building": ("staff_attendance", "member_entry"),
}
DEVICE = {"lockers": "face_locker", "dispensers": "dispenser", "member_entry": "gate", "payment": "kiosk"}
SECLUDED = frozenset(
    {
        "guest_room",
        "changing_room",
        "bath",
        "restroom",
        "fitting_room",
        "massage_room",
        "staff_rest_room",
        "private_dining_room",
    }
)
CLAUSES = (
    *("purpose", "period", "method", "data_kinds", "safeguards", "rights_and_duties", "no_other_use"),
    *("no_subcontract", "supervision", "liability"),
)
TOLD = ("operator", "purpose", "data", "period", "right_to_refuse", "necessity_impact")
PRINTED = ("purpose", "place", "range", "hours", "contact", "operator", "period")


def invented(seed: int, number: int) -> Dossier:
    """Return the dossier of one invented venue; some are later revisions of the one before."""
    if number % REVISED == REVISED - 1:
        return _revised(seed, number)
    return Dossier.model_validate(_tree(seed, number))


def dossiers(count: int, seed: int = 1) -> Iterator[Dossier]:
    """Yield invented dossiers."""
    return (invented(seed, number) for number in range(count))


def _tree(seed: int, number: int) -> Tree:
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 - inventions, not secrets
    tree = _Venue(rng, f"venue-{seed}-{number:05}").tree
    care = _drawn(rng, CARE)
    faults: list[Callable[[Tree, random.Random], None]] = list(FAULTS)
    for fault in rng.sample(
        faults,
        {"lawful": 0, "nearly": rng.randint(1, 3), "careless": rng.randint(5, 12)}.get(
            care, rng.randint(0, 4)
        ),
    ):
        fault(tree, rng)
    if care == "unfinished":
        forget(tree, rng, rng.uniform(0.05, 0.4))
    return tree


def _revised(seed: int, number: int) -> Dossier:
    """Return a later revision of the venue before: some of it put right or gone wrong, its words worked over."""
    rng = random.Random(f"{seed}/{number}/revised")  # noqa: S311 - the same
    tree = _tree(seed, number - 1)
    for fault in rng.sample(list(FAULTS), rng.randint(0, 2)):
        fault(tree, rng)
    tree["revision"] += 1
    tree["as_of"] = TODAY - dt.timedelta(days=rng.randint(0, 20))
    tree["operator"]["phone"] = _phone(rng, 0)
    tree["history"] = [
        *tree.get("history", ()),
        {"on": tree["as_of"], "by": words.person(rng, 0), "what": words.DONE[1][0]},
    ]
    return Dossier.model_validate(tree)


def _drawn(rng: random.Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _phone(rng: random.Random, place: int) -> str:
    return f"{('021-5550', '02-555')[place]} {rng.randint(0, 9999):04}"


class _Venue:
    """Answers every question about one venue lawfully."""

    def __init__(self, rng: random.Random, key: str) -> None:
        self.rng = rng
        self.place = place = int(rng.random() < 0.08)
        self.kind = _drawn(rng, KINDS)
        self.since = TODAY - dt.timedelta(days=rng.randint(60, 500))
        self.persons = [words.person(rng, place) for _ in range(3)]
        region, address, district = self._where()
        own = words.brand(rng, place)
        name = f"{own}{words.pick(words.VENUES[self.kind], place)}"
        public = self.kind == "public_restroom"
        operator = (words.OFFICE if public else words.COMPANY)[place].format(district=district, brand=own)
        self.faces = [one for one in FACES.get(self.kind, ()) if rng.random() < 0.45]
        self.zones = self._zones()
        self.signs: Tree = {}
        self.activities: Tree = {"a1": self._video()}
        self.cameras = self._cameras()
        for category in self.faces:
            self._add_face(category)
        self._sign("building_entrance" if len(self.zones) > 2 else "cctv_area", "z1")
        given: Tree = {
            "id": key,
            "revision": rng.choice((1, 1, 1, 2, 3, 5)),
            "operator": {
                "name": operator,
                "registration_number": self._number(region),
                "address": address,
                "representative": self.persons[0],
                "phone": _phone(rng, place),
                "email": f"privacy{rng.randint(1, 9999)}@{'venue' if place else 'changguan'}.example",
                "privacy_officer": self.persons[1],
                "employees": rng.randint(2, 240),
                "public_body": public,
                "small_merchant": False,
            },
            "organisation": {
                "people_total": rng.randint(200, 90_000),
                "audited": True,
                "audited_on": TODAY - dt.timedelta(days=rng.randint(20, 300)),
                "records_years": 3,
                "turnover": rng.randint(1, 900) * 10_000_000 if place else None,
                "head_responsible": True,
            },
            "venue": self._venue(
                f"{name}（{district}）" if district and not place else name, region, address
            ),
            "zones": self.zones,
            "cameras": self.cameras,
            "activities": self.activities,
            "signs": self.signs,
            **self._papers(),
        }
        if rng.random() < 0.8:
            given["as_of"] = TODAY - dt.timedelta(days=rng.randint(0, 240))
        self.tree = given

    def _where(self) -> tuple[str, str, str]:
        rng, street = self.rng, words.street(self.rng, self.place)
        if self.place:
            region = rng.choices(list(words.KOREA), (7, 2, 1))[0]
            return region, f"{rng.choice(words.KOREA[region])} {street}", ""
        if rng.random() < 0.85:
            region, district = rng.choice(list(words.SHANGHAI.items()))
            return region, f"上海市{district}{street}", district
        region, district = rng.choice(list(words.ELSEWHERE.items()))
        return region, f"{district}{street}", ""

    def _number(self, region: str) -> str:
        if self.place:
            first = f"{self.rng.randint(100, 999)}81{self.rng.randint(0, 9999):04}"
            whole = first + business_number_check_digit(first)
            return f"{whole[:3]}-{whole[3:5]}-{whole[5:]}"
        first = f"91{region}MA{''.join(self.rng.choices('0123456789ABCDEFGHJKLMNPQRTUWXY', k=7))}"
        return first + credit_code_check_character(first)

    def _venue(self, name: str, region: str, address: str) -> Tree:
        rng, lodging = self.rng, self.kind in {"hotel", "guesthouse"}
        return {
            "name": name,
            "kind": self.kind,
            "jurisdiction": ("CN", "KR")[self.place],
            "region": region,
            "address": address,
            "open_to_public": True,
            "serves_under_14": rng.random() < 0.5,
            "serves_elderly_or_disabled": rng.random() < 0.7,
            "rooms": rng.randint(4, 260) if lodging else None,
            "area": float(rng.randint(20, 20_000)),
            "counter_terror_key_target": False,
            "safety_duty": True,
            "near_secret_site": False,
            "security_project": False,
            "escape_without_face": True,
            "ids_checked": True if lodging else None,
            "minors_procedure": True if lodging else None,
            "supplies_credit_data": False,
            "parking_spaces": rng.randint(0, 25),
        }

    def _zones(self) -> Tree:
        found: Tree = {}
        for kind in ROOMS[self.kind]:
            *names, access, undressing = words.ZONES[kind]
            for floor in range(
                1, 1 + (self.rng.randint(1, 4) if kind in {"corridor", "shop_floor", "gym_floor"} else 1)
            ):
                label = (
                    f"{floor} {('层', '층 ')[self.place]}{names[self.place]}"
                    if floor > 1
                    else names[self.place]
                )
                found[f"z{len(found) + 1}"] = {
                    "name": label,
                    "kind": kind,
                    "floor": str(floor),
                    "access": access,
                    "used_for_undressing": undressing,
                }
        return found

    def _cameras(self) -> Tree:
        rng = self.rng
        watched = [key for key, zone in self.zones.items() if zone["kind"] not in SECLUDED]
        most = 2 if self.kind == "public_restroom" else 30 - len(self.faces)
        count = max(1, min(most, round(rng.lognormvariate(2.05, 0.6))))
        found: Tree = {}
        for number in range(count):
            zone = watched[number % len(watched)]
            name, side = self.zones[zone]["name"], rng.choice(words.SIDES)[self.place]
            found[f"c{number + 1}"] = {
                "label": f"{name}{side} {number + 1}",
                "kind": rng.choice(("fixed", "dome", "dome", "ptz", "panoramic")),
                "zone": zone,
                "sees": [zone],
                "picture": rng.choice(("continuous", "continuous", "on_event")),
                "audio": "none",
                "face_function": rng.choice(("none", "none", "none", "detection")),
                "activities": ["a1"],
                "resolution": rng.choice((2.0, 4.0, 8.0)),
                "field_of_view": float(rng.randint(40, 120)),
                "height": rng.randint(22, 42) / 10,
                "in_service_on": self.since,
                "network": "site",
                "default_password_changed": True,
                "steered_elsewhere": False,
            }
        return found

    def _shared(self) -> Tree:
        rng, place = self.rng, self.place
        helper = {
            "name": words.SERVICE[place].format(brand=words.brand(rng, place)),
            "task": ("设备维护", "유지보수")[place],
            "contract_signed": True,
            "clauses": list(CLAUSES),
            "published": True,
            "checked_regularly": True,
            "subcontracts": False,
        }
        return {
            "second_uses": [],
            "captures_unenrolled": False,
            "recipients": {},
            "processors": {"i1": helper} if rng.random() < 0.5 else {},
            "joint_controllers": {},
            "transfer_abroad": False,
        }

    def _clock(self, days: int) -> Tree:
        return {"kind": "period", "days": days, "automatic": True, "method": words.ERASED[self.place]}

    def _video(self) -> Tree:
        rng, place = self.rng, self.place
        aim = rng.choice(words.VIDEO_AIM)[place].format(who=("顾客", "이용자")[place])
        return {
            "name": words.VIDEO[place],
            "category": ("public_security", "facility_safety")[place],
            "aim": f"{aim}{rng.choice(words.PHRASES)[place]}",
            "subjects": ["visitors", "staff"],
            "legal_basis": ("public_security", "other_statute")[place],
            "basis_citation": words.CITED[place],
            "hours": ("全天 24 小时", "24시간")[place],
            "persons_stored": 0,
            "mandatory": False,
            **self._shared(),
            "storage": {
                "pictures": ["site_server_offline"],
                "leaves_device": ["video"],
                "channel": ["site_network"],
            },
            "retention": {
                "video": self._clock(30),
                "access_log": self._clock((365, 730)[place]),
                "reason": words.KEPT[place],
                "on_purpose_end": "at_once",
            },
        }

    def _add_face(self, category: str) -> None:
        rng, place = self.rng, self.place
        key, device = f"a{len(self.activities) + 1}", f"c{len(self.cameras) + 1}"
        offices = [name for name, one in self.zones.items() if one["kind"] == "back_office"]
        zone = offices[0] if offices and category == "staff_attendance" else "z1"
        self.activities[key] = self._face(category)
        self.cameras[device] = {
            "label": f"{words.FACES[category][place]} {rng.randint(1, 9)}",
            "kind": DEVICE.get(category, "face_terminal"),
            "zone": zone,
            "sees": [zone],
            "picture": "on_own_action",
            "audio": "none",
            "face_function": "verification"
            if category in {"guest_id_check", "payment"}
            else "identification",
            "activities": [key],
            "resolution": 2.0,
            "field_of_view": 45.0,
            "height": 1.4,
            "in_service_on": self.since,
            "network": "site",
            "default_password_changed": True,
            "steered_elsewhere": False,
        }
        self._sign("face_terminal", zone, "other_way", "rights")

    def _face(self, category: str) -> Tree:
        rng, place = self.rng, self.place
        *names, subject = words.FACES[category]
        name, phrase = names[place], rng.choice(words.PHRASES)[place]
        return {
            "name": name,
            "category": category,
            "aim": words.FACE_AIM[place].format(name=name, words=phrase),
            "subjects": [subject],
            "legal_basis": "consent",
            "hours": ("全天 24 小时", "06:00–24:00")[place],
            "persons_stored": rng.randint(10, 4_000),
            **self._shared(),
            "decides_alone": False,
            "resident_numbers": False,
            "visible_to_others": False,
            "unequal_terms": False,
            "replaced_other_way": False,
            "starts_on_click": True,
            "stops_by_itself": True,
            "necessity_reason": words.FACE_REASON[place].format(words=phrase),
            "options": {
                "i1": {"method": "card", "serves": False, "reason": words.OPTION_REASONS[0][place]},
                "i2": {"method": "code", "serves": False, "reason": rng.choice(words.OPTION_REASONS)[place]},
            },
            "mandatory": False,
            "alternatives": {
                f"i{index}": dict.fromkeys(("same_place", "same_hours", "no_extra_cost", "on_sign"), True)
                | {"method": way}
                for index, way in enumerate(rng.sample(("card", "staff", "code"), rng.randint(1, 2)), 1)
            },
            "consent": self._consent(),
            "storage": {
                "templates": ["device"],
                "pictures": ["nowhere"],
                "logs": ["device"],
                "leaves_device": ["match_result"],
                "channel": ["site_network"],
                "separate": True,
            },
            "retention": self._face_retention(),
        }

    def _consent(self) -> Tree:
        yes = (
            "separate",
            "unticked",
            "before_capture",
            "recorded",
            "covers_everyone",
            "renewed",
            "access_after_withdrawal",
        )
        also = ("guardian_consent", "guardian_checked", "minors_rules", "alternative_shown")
        return {
            "form": self.rng.choice(("written", "electronic")),
            "items": list(TOLD),
            **dict.fromkeys((*yes, *also), True),
            "covers_leaving_device": False,
            "pressure": [],
            "terms": [],
            "asked_again": False,
            "withdrawal_ways": ["desk", "online"],
        }

    def _face_retention(self) -> Tree:
        return {
            "face_picture": {"kind": "not_stored"},
            "template": {
                "kind": "event",
                "until": "withdrawal",
                "automatic": True,
                "method": words.ERASED[self.place],
            },
            "match_log": self._clock(30),
            "unmatched": {"kind": "not_stored"},
            "access_log": self._clock((365, 730)[self.place]),
            "consent_record": self._clock(1826),
            "assessment_report": self._clock(1095),
            "reason": words.KEPT[self.place],
            "on_withdrawal": "at_once",
            "on_check_out": "at_once",
            "on_membership_end": "at_once",
            "on_purpose_end": "at_once",
        }

    def _sign(self, kind: str, zone: str, *more: str) -> None:
        self.signs[f"s{len(self.signs) + 1}"] = {
            "kind": kind,
            "zone": zone,
            "place": words.SIGN_PLACES[self.place],
            "conspicuous": True,
            "languages": (["zh", "en"], ["ko", "en"])[self.place],
            "size": self.rng.choice(("A3", "A4")),
            "items": [*PRINTED, *more],
            "put_up_on": self.since,
        }

    def _papers(self) -> Tree:
        rng, place = self.rng, self.place
        yes = (
            *(
                "encrypted_at_rest",
                "encrypted_in_transit",
                "access_control",
                "authorisation_management",
                "access_logs",
            ),
            *(
                "viewing_register",
                "intrusion_detection",
                "malware_protection",
                "physical_lock",
                "mlps_graded",
            ),
            *("internal_plan", "breach_plan", "breach_within_72h", "staff_training", "certified_products"),
            *("acceptance_file", "handover_form", "operator_secrecy", "sweeps", "backups_deleted"),
        )
        risks = rng.sample(words.RISKS, rng.randint(1, 3))
        return {
            "notice": {
                "places": ["entrance", "device", "desk", "online"],
                "items": [
                    "operator",
                    "purpose",
                    "method",
                    "data_kinds",
                    "period",
                    "necessity",
                    "impact",
                    "rights",
                    "recipients",
                    "expiry",
                    "complaints",
                ],
                "as_list": True,
                "before_capture": True,
                "shown_since": self.since,
                "accessible_versions": ["large_print", "assisted"],
                "changes_told": True,
                "policy_items": [
                    "basis",
                    "cameras",
                    "manager",
                    "hours",
                    "viewing",
                    "requests",
                    "measures",
                    "other",
                ]
                if place
                else None,
                "policy_published": True if place else None,
            },
            "safeguards": {
                **dict.fromkeys(yes, True),
                "authorised_people": {
                    f"i{index}": {"name": self.persons[index], "role": words.ROLES[index - 1][place]}
                    for index in (1, 2)
                },
                "access_log_months": (12, 24)[place],
                "remote_viewing": False,
                "mlps_level": 2,
                "network_log_months": 12,
                "public_posting": False,
                "last_sweep_on": TODAY - dt.timedelta(days=rng.randint(1, 25)),
            },
            "assessment": {
                "done": True,
                "done_on": self.since - dt.timedelta(days=rng.randint(5, 40)),
                "before_start": True,
                "changed_since": False,
                "assessor": self.persons[1],
                "third_parties": words.NONE[place],
                **{
                    field: f"{words.HEADS[index][place]}{rng.choice(words.PHRASES)[place]}"
                    for index, field in enumerate(
                        ("lawful_necessary", "rights_impact", "security_risks", "measures_fit")
                    )
                },
                "risks": {
                    f"i{index}": {
                        "description": risk[place],
                        "likelihood": rng.randint(1, 2),
                        "severity": rng.randint(1, 3),
                        "measure": risk[2 + place],
                        "residual": 1,
                    }
                    for index, risk in enumerate(risks, 1)
                },
                "conclusion": "with_measures",
                "approved_by": self.persons[0],
                "next_review_on": TODAY + dt.timedelta(days=rng.randint(40, 700)),
            },
            "filings": {
                "police": {
                    "in_service_on": self.since,
                    "filed": True,
                    "filed_on": self.since + dt.timedelta(days=rng.randint(3, 28)),
                    "number": f"公视备 {self.since.year}-{rng.randint(1, 9999):04}",
                    "matches": True,
                }
            },
            "rights": {
                "ways": ["desk", "phone", "online"],
                "answer_days": rng.choice((5, 7, 10)),
                **dict.fromkeys(
                    ("footage_without_police", "refusals_reasoned", "viewing_procedure", "complaint_channel"),
                    True,
                ),
                **dict.fromkeys(("procedure_published", "objection_path"), True),
            },
            "history": [
                {
                    "on": self.since + dt.timedelta(days=30 * index),
                    "by": rng.choice(self.persons),
                    "what": rng.choice(words.DONE)[place],
                }
                for index in range(rng.randint(1, 4))
            ],
        }
