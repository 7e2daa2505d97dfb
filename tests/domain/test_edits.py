"""Edits as values: what they change, and what they leave as it is."""

from __future__ import annotations

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.domain.paths import AnswerError

FIVE = ["purpose", "place", "range", "hours", "contact"]


def items_after(edit: Edit, before: list[str] | None) -> list[str]:
    dossier = Dossier.model_validate({"signs": {"s1": {"items": before}}})
    signs = apply(dossier, edit).signs
    assert signs
    return list(signs["s1"].items or ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, FIVE),
        ([], FIVE),
        (
            ["trustee", "operator", "purpose"],
            ["trustee", "operator", "purpose", "place", "range", "hours", "contact"],
        ),
    ],
)
def test_more_choices_are_ticked_and_the_others_stay(before: list[str] | None, after: list[str]):
    assert items_after(Edit(op="add", path="signs.s1.items", value=FIVE), before) == after


def test_setting_choices_replaces_them():
    assert items_after(Edit(op="set", path="signs.s1.items", value=FIVE), ["trustee"]) == FIVE


@pytest.mark.parametrize("value", [["nonsense"], "nonsense", None, 7])
def test_what_is_no_choice_is_refused(value: object):
    with pytest.raises(AnswerError):
        items_after(Edit(op="add", path="signs.s1.items", value=value), [])
