"""Every well-formed dossier survives every form, and has one sequence of bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fr_desk.domain.canonical import canonical_json, fingerprint, short_fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.storage.container import Contents, pack
from fr_desk.storage.formats import read_any, write_any
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.validation import dossier_of
from tests.strategies import dossiers

SAME_FOLDER = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


FORMS = ((".frdesk", "frdesk"), (".json", "json"), (".yaml", "yaml"))


@SAME_FOLDER
@given(dossier=dossiers())
def test_a_dossier_comes_back_as_it_was_in_every_form(dossier: Dossier, tmp_path: Path) -> None:
    for suffix, form in FORMS:  # making a dossier takes longer than writing and reading it
        path = tmp_path / f"hotel{suffix}"

        write_any(path, dossier)

        read = read_any(path)
        assert read.dossier == dossier, form
        assert read.form == form


@SAME_FOLDER
@given(dossier=dossiers())
def test_canonical_json_gives_the_dossier_itself_and_its_container_again(dossier: Dossier) -> None:
    data = canonical_json(dossier)

    again = dossier_of(json_tree(data, "dossier.json"), "dossier.json")

    assert again == dossier
    assert canonical_json(again) == data
    assert b":null" not in data

    # and the same dossier, read in the other way, gives the same container
    strictly = Dossier.model_validate_json(data, strict=True)
    assert pack(Contents(dossier)) == pack(Contents(strictly))


def test_the_fingerprint_does_not_depend_on_the_order_of_typing() -> None:
    one = Dossier.model_validate({"zones": {"z2": {}, "z1": {"kind": "lobby", "name": "大堂"}}})
    other = Dossier.model_validate({"zones": {"z1": {"name": "大堂", "kind": "lobby"}, "z2": {}}})

    assert fingerprint(one) == fingerprint(other)


def test_the_fingerprint_knows_unanswered_from_none() -> None:
    unanswered = Dossier.model_validate({})
    none = Dossier.model_validate({"zones": {}})

    assert fingerprint(unanswered) != fingerprint(none)


def test_an_empty_part_of_its_own_is_an_answer_and_stays() -> None:
    inherits = Dossier.model_validate({"activities": {"a1": {}}})
    differs = Dossier.model_validate({"activities": {"a1": {"safeguards": {}}}})

    assert json.loads(canonical_json(inherits))["activities"] == {"a1": {}}
    assert json.loads(canonical_json(differs))["activities"] == {"a1": {"safeguards": {}}}


def test_the_short_fingerprint_has_four_groups_of_capitals() -> None:
    dossier = Dossier.model_validate({"venue": {"name": "上海滨江酒店"}})

    short = short_fingerprint(dossier)

    assert short.replace("·", "") == fingerprint(dossier)[:16].upper()
    assert [len(group) for group in short.split("·")] == [4, 4, 4, 4]


@pytest.mark.parametrize("suffix", [".frdesk", ".json", ".yaml"])
def test_collections_come_back_in_the_order_of_their_numbers(suffix: str, tmp_path: Path) -> None:
    dossier = Dossier.model_validate({"cameras": {f"c{number}": {} for number in (10, 2, 1, 11)}})
    path = tmp_path / f"hotel{suffix}"

    write_any(path, dossier)

    assert list(read_any(path).dossier.cameras or {}) == ["c1", "c2", "c10", "c11"]
