"""A small pack of our own, to test the engine apart from any law."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.packs import Pack

LAW = """
id: measures
kind: rule
language: zh
issuer: {zh: 部, ko: 부, en: Ministry}
title: {zh: 办法, ko: 방법, en: Measures}
short: {zh: 办法, ko: 방법, en: Measures}
in_force: {from: 2025-06-01}
articles:
  "10":
    label: {zh: 第十条, ko: 제10조, en: Article 10}
    verified: secondary
    text: 不得作为唯一方式
    translation: {ko: 유일한 방식이 아니다, en: not the only way}
"""

HEAD = """
id: test
version: "2026.11"
jurisdiction: CN
title: {zh: 包, ko: 팩, en: Pack}
applies: 'venue.jurisdiction == "CN"'
instruments: [measures]
"""

RULE = """
- id: test.other-way
  title: {zh: 其他方式, ko: 다른 방법, en: Another way}
  level: must
  step: necessity
  patterns: [NO_ALTERNATIVE]
  cites: [measures/10]
  in_force: {from: 2025-06-01}
  for_each: activities
  when: activity.recognises
  applies_to: {zh: 仅限人脸识别。, ko: 얼굴 인식만., en: Only face recognition.}
  clauses:
    - require: size(activity.alternatives) > 0
      about: [alternatives]
      says:
        zh: “{activity.name}”只能刷脸。
        ko: “{activity.name}”에 다른 방법이 없습니다.
        en: “{activity.name}” has no other way.
      fixes:
        - label: {zh: 加卡, ko: 카드 추가, en: Add a card}
          edits: [{op: add, path: alternatives, value: {method: card}}]
    - require: activity.alternatives.exists(a, a.same_place)
      about: ["alternatives.*.same_place"]
      says: {zh: 不在同一地点。, ko: 다른 곳입니다., en: Not at the same place.}
  review: activity.category == "lockers"
  question:
    zh: “{activity.name}”的储物柜是公共的吗？
    ko: “{activity.name}” 사물함은 공공입니까?
    en: Are the lockers of “{activity.name}” public?
  settles: {zh: 柜子的用途说明。, ko: 사물함의 용도., en: What the lockers are for.}
  consequences: [order]
  examples:
    - name: none
      given:
        cameras: &gate {c1: {face_function: identification, activities: [a1]}}
        activities: {a1: {alternatives: {}}}
      expect: breached
    - name: elsewhere
      given: {cameras: *gate, activities: {a1: {alternatives: {i1: {same_place: false}}}}}
      expect: breached
    - name: no faces
      given: {cameras: {}, activities: {a1: {}}}
      expect: not_applicable
    - name: unanswered
      given: {cameras: *gate, activities: {a1: {}}}
      expect: open
    - name: a card
      given: {cameras: *gate, activities: {a1: {category: payment, alternatives: {i1: {same_place: true}}}}}
      expect: met
    - name: lockers
      given: {cameras: *gate, activities: {a1: {category: lockers, alternatives: {i1: {same_place: true}}}}}
      expect: review
"""


CONSEQUENCES = """
order:
  cites: [measures/10]
  says: {zh: 责令改正。, ko: 시정명령., en: An order to correct.}
"""


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a pack and returns its folder."""

    def write(rules: str = RULE, head: str = HEAD, law: str = LAW) -> Path:
        folder = tmp_path / "pack"
        (folder / "laws").mkdir(parents=True, exist_ok=True)
        (folder / "pack.yaml").write_text(head, encoding="utf-8")
        (folder / "rules.yaml").write_text(rules, encoding="utf-8")
        (folder / "consequences.yaml").write_text(CONSEQUENCES, encoding="utf-8")
        (folder / "laws" / "measures.yaml").write_text(law, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def small_pack(write_pack: Callable[..., Path]) -> Pack:
    return load_pack(write_pack())
