"""The commands ``copy`` and ``library``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.paths import user_folders
from fr_desk.resources import resource
from fr_desk.services.library import scan
from tests.cli.conftest import Run

GYM = resource("samples", "seoul-gym.yaml")


def test_a_copy_for_another_site_has_the_operator_and_no_zones(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "second.frdesk"

    ran = run("copy", GYM, "-o", out, "--for", "site", "--lang", "en")

    source, made = services.open_dossier(GYM).dossier, services.open_dossier(out).dossier
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Copied: ")
    assert (made.operator, made.zones) == (source.operator, None)
    assert made.id != source.id


@pytest.mark.parametrize("purpose", ["year", "everything"])
def test_a_copy_may_be_written_as_yaml_and_take_more_along(run: Run, tmp_path: Path, purpose: str) -> None:
    out = tmp_path / "next.yaml"

    assert run("copy", GYM, "-o", out, "--for", purpose).code == 0

    source, made = services.open_dossier(GYM).dossier, services.open_dossier(out).dossier
    assert made.zones == source.zones
    assert (made.assessment.done_on is None) is (purpose == "year")


def test_a_copy_never_replaces_a_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "there.frdesk"
    out.write_bytes(b"precious")

    ran = run("copy", GYM, "-o", out, "--for", "site", "--lang", "en")

    assert ran.code == 2
    assert "exists already" in ran.err
    assert out.read_bytes() == b"precious"


def test_a_copy_needs_to_know_what_for(run: Run, tmp_path: Path) -> None:
    ran = run("copy", GYM, "-o", tmp_path / "x.frdesk", "--for", "fun", "--lang", "en")

    assert ran.code == 2
    assert "site, year, everything" in ran.err


def test_the_library_is_searched_by_two_characters(run: Run, tmp_path: Path, clean_profile: Path) -> None:
    # given
    dossier = services.open_dossier(GYM).dossier
    services.save_dossier(dossier, tmp_path / "venues.frdesk")
    scan(tmp_path, user_folders(clean_profile))
    (tmp_path / "venues.frdesk").unlink()

    # when
    text = run("library", "search", "피트", "--lang", "en")
    plain = json.loads(run("library", "search", "피트", "--format", "json").out)

    # then
    assert text.out.splitlines()[0] == dossier.venue.name
    assert "Gym · " in text.out
    assert "The file is gone" in text.out
    assert [(one["name"], one["gone"], one["dossier"]) for one in plain] == [
        (dossier.venue.name, True, dossier.id)
    ]
    assert run("library", "search", "nothing (like", "this*", "--lang", "en").out == "Nothing found.\n"
    assert run("library", "search", "x", "--format", "json").out == "[]\n"
