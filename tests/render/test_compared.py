"""Answers about activities: short ones side by side, long ones in full width, nothing lost between the two."""

from __future__ import annotations

from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.render.chapters import step_chapters
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.table import Table
from fr_desk.rules.findings import Assessment
from tests.render.conftest import AS_OF, Printer
from tests.render.gym import gym
from tests.render.reading import text_of


def tables(dossier: Dossier, step: str) -> list[Table]:
    assessment = Assessment(as_of=AS_OF, packs=(), findings=())
    chapters = {one.anchor: one for one in step_chapters(Edition(dossier, assessment, (), "en", "0" * 64))}
    return [cell for cell in chapters[f"step:{step}"].body if isinstance(cell, Table)]


def activities(count: int, **answers: Any) -> Dossier:
    facts = gym()
    facts["activities"] |= {
        f"b{n}": facts["activities"]["a1"] | {"name": f"第{n}层"} | answers for n in range(count)
    }
    return Dossier.model_validate(facts)


def test_activities_stand_beside_each_other_in_threes():
    heads = [
        table.head[1:]
        for table in tables(activities(3), "purpose")
        if len(table.head) > 1 and table.head[0] == ""
    ]

    assert heads[:2] == [("会员入场", "大堂监控", "第0层"), ("第1层", "第2层")]


def test_a_question_that_is_not_asked_of_an_activity_shows_a_dash():
    first = tables(activities(1), "storage")[0]

    templates = next(row for row in first.rows if "templates" in _words(row.cells[0]))
    assert [_words(cell) for cell in templates.cells[1:]] == ["In the device", "—", "In the device"]


def test_one_activity_has_no_table_of_its_own(printed: Printer):
    facts = gym()
    del facts["activities"]["a2"]
    facts["cameras"] = {"c1": facts["cameras"]["c1"]}

    assert not [table for table in tables(Dossier.model_validate(facts), "purpose") if "" in table.head]


def test_a_long_answer_takes_the_whole_width():
    long = "很长的理由。" * 100
    found = [table for table in tables(activities(1, aim=long), "purpose") if len(table.shares) == 1]

    assert len(found) == 1


def test_which_answers_stand_side_by_side_does_not_depend_on_the_language(printed: Printer):
    dossier = activities(2, hours="x" * 60)

    texts = [text_of(printed(dossier, lang)) for lang in ("zh", "ko", "en")]

    assert [text.count("x" * 60) for text in texts] == [2, 2, 2]


def _words(cell: Any) -> str:
    assert isinstance(cell, Block)
    return "".join(run.text for run in cell.runs)
