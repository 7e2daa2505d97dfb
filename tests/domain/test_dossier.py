"""The dossier as a value."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

from fr_desk.domain.dossier import Dossier


def test_a_reference_to_nothing_is_refused_with_its_path() -> None:
    with pytest.raises(ValidationError, match=r"cameras\.c1\.zone names z1, which is not among the zones"):
        Dossier.model_validate({"cameras": {"c1": {"zone": "z1"}}})


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Dossier.model_validate({"cameras": {"c1": {"colour": "red"}}})


def test_unanswered_and_none_of_them_stay_apart_through_json() -> None:
    dossier = Dossier.model_validate({"activities": {"a1": {"second_uses": [], "options": {}}, "a2": {}}})
    back = Dossier.model_validate_json(dossier.model_dump_json())

    assert back == dossier
    assert back.activities is not None
    assert back.activities["a1"].second_uses == ()
    assert back.activities["a1"].options == {}
    assert back.activities["a2"].second_uses is None
    assert back.activities["a2"].options is None


def test_a_dossier_travels_between_processes() -> None:
    dossier = Dossier.model_validate({"zones": {"z1": {"name": "大堂"}}})

    assert pickle.loads(pickle.dumps(dossier)) == dossier  # noqa: S301 - our own bytes
    assert hash(pickle.loads(pickle.dumps(dossier))) == hash(dossier)  # noqa: S301 - our own bytes
