"""The gym as a dossier, and a small pack of rules with every kind of outcome."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fr_desk import services
from fr_desk.domain.canonical import canonical_json
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang, Texts
from fr_desk.render.dossier import render_dossier
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Citation, Verified
from fr_desk.rules.instruments import Instrument
from fr_desk.rules.packs import Clause, FixSpec, Pack, PackHead, Rule
from tests.render.gym import gym

AS_OF = dt.date(2026, 11, 21)


def words(text: str) -> Texts:
    """One text in three languages, told apart by a prefix."""
    return Texts(zh=f"中文 {text}", ko=f"한글 {text}", en=text)


def _law() -> Instrument:
    articles = {
        "1": {
            "label": {"zh": "第一条", "ko": "제1조", "en": "Article 1"},
            "verified": "text",
            "text": "任何人不得在更衣室、浴室、卫生间等私密空间内安装图像采集设备。",
            "translation": {
                "ko": "누구든지 탈의실, 목욕실 등에 설치하여서는 아니 된다.",
                "en": "Nobody may install image devices in private spaces.",
            },
        },
        "2": {
            "label": {"zh": "第二条", "ko": "제2조", "en": "Article 2"},
            "verified": "secondary",
            "text": "存在其他方式的，不得将人脸识别技术作为唯一验证方式。",
            "translation": {
                "ko": "다른 방법이 있으면 얼굴만 요구할 수 없다.",
                "en": "A face must not be the only way.",
            },
        },
        "3": {
            "label": {"zh": "第三条", "ko": "제3조", "en": "Article 3"},
            "verified": "unverified",
            "summary": {
                "zh": "保存期限应当最短。",
                "ko": "보관 기간은 최소로 한다.",
                "en": "Keep data as short as possible.",
            },
        },
    }
    return Instrument.model_validate(
        {
            "id": "law-a",
            "kind": "law",
            "number": "第 1 号",
            "language": "zh",
            "issuer": {"zh": "示例机关", "ko": "예시 기관", "en": "Example authority"},
            "title": {"zh": "示例办法", "ko": "예시 규정", "en": "Example Measures"},
            "short": {"zh": "示例", "ko": "예시", "en": "Example"},
            "in_force": {"from": dt.date(2025, 6, 1)},
            "articles": articles,
        }
    )


def _rule(number: int, article: str, verified: Verified, **fields: Any) -> Rule:
    texts = {
        "zh": f"第 {number} 项要求：写明目的、方式与期限",
        "ko": f"제{number}항: 목적과 방법과 기간을 적을 것",
        "en": f"Duty {number}: state purpose, way and period",
    }
    return Rule.model_validate(
        {
            "id": f"x.rule-{number}",
            "title": texts,
            "level": "must",
            "step": "necessity",
            "cites": (f"law-a/{article}",),
            "citations": (Citation(instrument="law-a", article=article, verified=verified),),
            "clauses": (),
            "examples": (),
            **fields,
        }
    )


def _clause(require: str, about: str, **fields: Any) -> Clause:
    says = Texts(
        zh="“{camera.label}”朝向更衣室。私密空间内不得安装，征得同意也不行。请拆除或改变朝向。",
        ko="“{camera.label}” 기기가 탈의실을 비춥니다. 동의를 받아도 설치할 수 없으니 철거하거나 방향을 바꾸십시오.",
        en="“{camera.label}” looks into a changing room. No consent cures that: take it down or turn it away.",
    )
    return Clause(require=require, about=(about,), says=fields.pop("says", says), **fields)


@pytest.fixture(scope="session")
def packs() -> tuple[Pack, ...]:
    fix = FixSpec(label=Texts(zh="拆除设备", ko="기기 철거", en="Remove the device"), edits=())
    no_way = Texts(
        zh="“{activity.name}”没有其他方式。",
        ko="“{activity.name}”에 다른 방법이 없습니다.",
        en="“{activity.name}” has no other way.",
    )
    question = Texts(
        zh="会员入口是否属于公共场所？",
        ko="회원 출입구가 공개된 장소인가?",
        en="Is the members' entrance a public place?",
    )
    rules = (
        _rule(
            1,
            "1",
            "text",
            step="cameras",
            for_each="cameras",
            clauses=(
                _clause(
                    '!("changing" in camera.sees) && !camera.seen.exists(z, z.kind == "changing_room")',
                    "sees",
                    fixes=(fix,),
                ),
            ),
        ),
        _rule(
            2,
            "2",
            "secondary",
            for_each="activities",
            when="activity.recognises",
            applies_to=words("Only where faces are recognised."),
            clauses=(_clause("size(activity.alternatives) > 0", "alternatives", says=no_way),),
        ),
        _rule(
            3,
            "2",
            "secondary",
            review="activities.exists(a, a.recognises)",
            question=question,
            clauses=(_clause("true", "/activities", says=no_way),),
        ),
        _rule(
            4,
            "3",
            "unverified",
            step="retention",
            for_each="activities",
            clauses=(_clause("activity.retention.video.days <= 90", "retention.video.days", says=no_way),),
        ),
        _rule(
            5,
            "1",
            "text",
            step="venue",
            level="should",
            clauses=(_clause("venue.open_to_public", "/venue.open_to_public", says=no_way),),
        ),
        _rule(
            6,
            "3",
            "unverified",
            step="signage",
            when="venue.rooms > 100000 - 1",
            applies_to=words("Only for giants."),
            clauses=(_clause("true", "/signs", says=no_way),),
        ),
    )
    head = PackHead(
        id="x",
        version="2026.11",
        jurisdiction=Jurisdiction.CN,
        title=words("pack"),
        applies="true",
        instruments=("law-a",),
    )
    return (Pack(head=head, digest="0" * 64, rules=rules, instruments={"law-a": _law()}),)


@pytest.fixture
def dossier() -> Dossier:
    return Dossier.model_validate(gym())


@pytest.fixture
def korean() -> Dossier:
    return Dossier.model_validate(gym("KR"))


Printer = Callable[..., bytes]


@pytest.fixture(scope="session")
def printed(packs: tuple[Pack, ...]) -> Printer:
    """Render a dossier with the little pack; the same one in the same language once."""
    made: dict[tuple[bytes, Lang], bytes] = {}

    def render(dossier: Dossier, lang: Lang = "zh", **kwargs: Any) -> bytes:
        if kwargs:
            return render_dossier(dossier, assessment_of(dossier, packs), packs, lang, **kwargs)
        key = canonical_json(dossier), lang
        if key not in made:
            made[key] = render_dossier(dossier, assessment_of(dossier, packs), packs, lang)
        return made[key]

    return render


class AsTheDesk:
    """Prints dossiers with the bundled packs, as they are judged on :data:`AS_OF`: the same one once in all processes.

    Many tests read one page each of the samples; what is printed is the same bytes whoever prints it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, dossier: Dossier, lang: Lang) -> bytes:
        key = hashlib.sha256(canonical_json(dossier)).hexdigest()
        kept = self.folder / f"{key}-{lang}.pdf"
        if not kept.exists():
            made = render_dossier(dossier, services.assess(dossier, AS_OF), packs_for(dossier), lang)
            half = kept.with_suffix(f".{os.getpid()}")
            half.write_bytes(made)
            half.replace(kept)  # whole, whoever reads it
        return kept.read_bytes()


@pytest.fixture(scope="session")
def as_the_desk(tmp_path_factory: pytest.TempPathFactory) -> AsTheDesk:
    """Print a dossier in a language as the desk does; the same one once."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "as-the-desk"
    folder.mkdir(exist_ok=True)
    return AsTheDesk(folder)


def assessment_of(dossier: Dossier, packs: tuple[Pack, ...]) -> Assessment:
    """All findings of the little pack."""
    return assess(dossier, packs, AS_OF)
