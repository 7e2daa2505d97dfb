"""Containers and other forms: intact, changed, unreadable or not protected."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from pathlib import Path

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.rules.findings import Assessment
from fr_desk.storage.container import write_container
from fr_desk.storage.formats import write_any
from fr_desk.storage.verification import State, verify_file

HOTEL = Dossier.model_validate({"venue": {"name": "上海滨江酒店"}})


def assess(dossier: Dossier, as_of: dt.date) -> Assessment:
    return Assessment(as_of=as_of, packs=(), findings=())


@pytest.mark.parametrize(
    ("suffix", "state"),
    [(".frdesk", "intact"), (".json", "unprotected"), (".yaml", "unprotected")],
)
def test_each_form_has_its_state(suffix: str, state: State, tmp_path: Path) -> None:
    path = tmp_path / f"hotel{suffix}"
    write_any(path, HOTEL)

    result = verify_file(path, assess)

    assert result.state == state
    assert f".{result.form}" == suffix
    assert not result.sealed


def test_a_container_cut_off_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)
    path.write_bytes(path.read_bytes()[:-30])

    result = verify_file(path, assess)

    assert (result.form, result.state) == ("frdesk", "unreadable")


def test_a_container_with_other_answers_is_changed(tmp_path: Path) -> None:
    path, other = tmp_path / "hotel.frdesk", tmp_path / "other.frdesk"
    write_container(path, HOTEL)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        new.writestr("manifest.json", old.read("manifest.json"))
        new.writestr("dossier.json", old.read("dossier.json").replace("上海".encode(), "北京".encode()))

    result = verify_file(other, assess)

    assert result.state == "changed"
    assert "dossier.json" in result.details[0].en


@pytest.mark.parametrize(
    ("listed", "state", "word"),
    [
        (hashlib.sha256(b"contract").hexdigest(), "intact", "matches its checksum"),
        (hashlib.sha256(b"another").hexdigest(), "changed", "f1 is not the file"),
    ],
)
def test_an_attachment_must_be_the_one_the_dossier_lists(
    listed: str, state: State, word: str, tmp_path: Path
) -> None:
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "contract.pdf", "sha256": listed}}})
    path = tmp_path / "hotel.frdesk"
    write_container(path, dossier, {"f1": b"contract"})

    result = verify_file(path, assess)

    assert result.state == state
    assert word in result.details[0].en


def test_an_attachment_that_is_not_there_is_told(tmp_path: Path) -> None:
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "contract.pdf"}}})
    path = tmp_path / "hotel.frdesk"
    write_container(path, dossier)

    result = verify_file(path, assess)

    assert any("f1 is listed but not in the file" in detail.en for detail in result.details)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    result = verify_file(tmp_path / "nothing.frdesk", assess)

    assert (result.form, result.state) == (None, "unreadable")
    assert "does not exist" in result.details[0].en
