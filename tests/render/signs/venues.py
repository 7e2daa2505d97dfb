"""Venues for signs: the gym, the sample hotel, a public library, and one whose every word is as long as it may be."""

from __future__ import annotations

from typing import Any

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.choices import SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.render.signs.plan import PlannedSign, plan_signs
from fr_desk.resources import resource
from tests.render.gym import gym


def sample(name: str) -> Dossier:
    """A bundled sample."""
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def changed(dossier: Dossier, **answers: Any) -> Dossier:
    """A dossier with other answers; ``__`` stands for the dots of a path."""
    for path, value in answers.items():
        dossier = paths.replace(dossier, path.replace("__", "."), value)
    return dossier


def planned(dossier: Dossier, kind: SignKind, activity: str = "") -> PlannedSign:
    """The planned sign of a kind."""
    return next(
        sign
        for sign in plan_signs(dossier)
        if sign.kind is kind and (not activity or sign.activity == activity)
    )


def designed(dossier: Dossier, kind: SignKind, **choices: Any) -> PlannedSign:
    """The planned sign of a kind, printed as chosen."""
    design = {"kind": kind, **choices}
    return planned(paths.replace(dossier, "designs", {"g1": design}), kind)


def library() -> Dossier:
    """A public body in Korea whose cameras somebody else runs."""
    facts = gym("KR")
    facts["operator"]["public_body"] = True
    facts["activities"]["a2"]["processors"] = {"i1": {"name": "주식회사 솔아름시큐리티"}}
    return Dossier.model_validate(facts)


def long_winded(country: str) -> Dossier:
    """Hostile words of the greatest length everywhere."""
    facts = gym(country)
    facts["venue"]["name"] = "긴 이름 " * 40
    facts["operator"] |= {"name": "W" * 200, "privacy_officer": "ㅁ" * 200, "phone": "0" * 200}
    facts["operator"]["public_body"] = True
    kinds = ["lobby", "changing_room"]
    facts["zones"] = {
        f"z{number}": {"name": f"{number}{'아주 긴 구역 이름 ' * 19}"[:200], "kind": kinds[number % 2]}
        for number in range(1, 60)
    }
    facts["cameras"]["c1"]["sees"] = facts["cameras"]["c2"]["sees"] = list(facts["zones"])
    methods = ["card", "code", "key", "id_document", "staff", "wristband", "phone", "other"]
    facts["activities"]["a1"] |= {
        "hours": ("새벽부터 " * 40)[:200],
        "alternatives": {f"i{number}": {"method": method} for number, method in enumerate(methods)},
        "category": "other",
        "name": ("아주 긴 이름 " * 28)[:200],
        "necessity_reason": "x" * 4000,
    }
    facts["activities"]["a2"] |= {
        "processors": {"i1": {"name": "<b>&" * 50}},
        "hours": "\N{RIGHT-TO-LEFT OVERRIDE}\N{GRINNING FACE}\ue000" * 60,
        "category": "other",
        "name": "N" * 200,
    }
    facts["designs"] = {
        "g1": {"kind": "face_terminal", "headline": "FACE " * 40, "extra": "가나다라마바사 " * 500},
        "g2": {"kind": "cctv_area", "headline": "监" * 200, "extra": "y" * 4000},
        "g3": {"kind": "consent", "extra": "<i>&amp;</i>" * 300},
    }
    return Dossier.model_validate(facts)
