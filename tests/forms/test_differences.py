"""Differences in words: the question, the venue's own names, items as items, long texts where they changed."""

from __future__ import annotations

import pytest

from fr_desk.domain import differences, order, paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.remarks import Remark
from fr_desk.domain.venue import Camera
from fr_desk.forms.differences import AROUND, LONG, Difference, excerpt, listed
from fr_desk.forms.steps import STEPS
from fr_desk.i18n import LANGUAGES, Lang

BASE = Dossier.model_validate(
    {
        "venue": {"name": "Harbour Hotel", "open_to_public": True},
        "zones": {"z1": {"name": "Lobby"}},
        "cameras": {"c1": {"label": "Door", "zone": "z1"}, "c2": {"label": "Desk", "zone": "z1"}},
    }
)


def one(before: Dossier, after: Dossier, lang: Lang = "en") -> Difference:
    (line,) = listed(before, after, lang)
    return line


def test_the_same_dossier_differs_in_nothing():
    assert listed(BASE, BASE, "en") == ()


def test_an_answer_is_told_with_its_question_its_item_and_both_answers_in_words():
    after = paths.replace(BASE, "cameras.c1.audio", "on")

    line = one(BASE, after)

    assert (line.path, line.kind, line.step) == ("cameras.c1.audio", "changed", "cameras")
    assert line.title.endswith("(Door)")
    assert line.before == "not answered"
    assert line.after == "Records sound"


@pytest.mark.parametrize(("lang", "yes", "none"), [("zh", "是", "未回答"), ("ko", "예", "답변 없음")])
def test_answers_are_in_the_asked_language(lang: Lang, yes: str, none: str):
    line = one(BASE, paths.replace(BASE, "venue.open_to_public", None), lang)

    assert (line.before, line.after) == (yes, none)


def test_an_item_is_one_line_with_what_stands_for_it():
    after, _ = paths.insert(BASE, "cameras", Camera(label="Bar", zone="z1"))

    added, removed = one(BASE, after), one(after, BASE)

    assert (added.kind, added.title, added.before) == ("added", "Devices: Bar", "")
    assert "Stands in: Lobby" in added.after
    assert (removed.kind, removed.title, removed.after) == ("removed", "Devices: Bar", "")


def test_a_first_and_a_last_item_are_told_as_items_too():
    empty = paths.replace(BASE, "cameras", None)

    assert [line.kind for line in listed(empty, BASE, "en")] == ["added", "added"]
    assert [line.kind for line in listed(BASE, empty, "en")] == ["removed", "removed"]
    none_there = paths.replace(BASE, "cameras", {})
    assert [line.kind for line in listed(BASE, none_there, "en")] == ["removed", "removed"]
    assert one(empty, none_there).after == "There are none."


def test_another_order_is_told_beside_what_changed_inside():
    turned = paths.replace(BASE, "cameras", dict(reversed((BASE.cameras or {}).items())))
    turned = paths.replace(turned, "cameras.c1.label", "Front door")

    changed, moved = listed(BASE, turned, "en")

    assert (changed.path, changed.after) == ("cameras.c1.label", "Front door")
    assert (moved.kind, moved.before, moved.after) == ("moved", "Door, Desk", "Desk, Front door")


def test_what_the_program_counts_has_words_and_a_place():
    after = BASE.model_copy(update={"revision": 2, "id": "other"})

    lines = listed(BASE, after, "zh")

    assert {line.step for line in lines} == {STEPS[-1].id}
    assert "id" not in [line.title for line in lines]


def test_a_note_is_told_with_the_answer_it_is_about():
    after, _ = paths.insert(BASE, "remarks", Remark(about="cameras.c1.audio", text="ask the vendor"))

    assert "Door" in one(BASE, after).title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_follow_the_steps(lang: Lang):
    after = paths.replace(BASE, "rights.answer_days", 7)
    after = paths.replace(after, "venue.name", "B")

    steps = [line.step for line in listed(BASE, after, lang)]

    assert steps == sorted(steps, key=[step.id for step in STEPS].index)


def test_a_long_text_is_shown_around_what_changed():
    before = "x" * 5_000 + "old" + "y" * 5_000
    after = before.replace("old", "newer")

    short = excerpt(before, after)

    assert short[0] == f"… {'x' * AROUND}old{'y' * AROUND} …"
    assert short[1] == f"… {'x' * AROUND}newer{'y' * AROUND} …"


@pytest.mark.parametrize(
    ("before", "after"),
    [("a" * 9_000, "a" * 9_001), ("", "b" * 9_000), ("c" * 400, ""), ("ab" * 300, "ba" * 300)],
)
def test_an_excerpt_is_never_long_and_shows_a_difference(before: str, after: str):
    short = excerpt(before, after)

    assert short[0] != short[1]
    assert max(map(len, short)) <= LONG + 4 * AROUND + 8


def test_short_texts_are_whole():
    assert excerpt("one", "two") == ("one", "two")


def test_aligning_changes_only_the_order():
    turned = paths.replace(BASE, "cameras", dict(reversed((BASE.cameras or {}).items())))

    alike, moved = order.aligned(BASE, turned)

    assert moved == ("cameras",)
    assert differences.changes(BASE, alike) == ()
    assert list(order.reordered(alike, turned, moved).cameras or {}) == ["c2", "c1"]
