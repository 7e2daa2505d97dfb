"""What the program consists of: every part named, with a licence that can be read."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from fr_desk import __version__
from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import LANGUAGES
from fr_desk.resources import resource
from fr_desk.services import about

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_the_program_needs_has_a_licence_to_read():
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    needed = {plain(re.split(r"[^\w.-]", one, maxsplit=1)[0]) for one in project["dependencies"]}

    found = {plain(credit.name): credit for credit in about.credits_of_program()}

    assert needed - set(found) == set()
    for credit in found.values():
        assert credit.licence, credit.name
        assert len(credit.text()) > 200, credit.name


def test_what_packages_need_themselves_is_there_too():
    names = {plain(credit.name) for credit in about.credits_of_program()}

    assert {"pydantic-core", "shiboken6", "cffi"} <= names
    assert not names & {"pytest", "mypy", "pyinstaller", "hypothesis"}


def test_fonts_icons_and_qt_are_named_in_three_languages():
    parts = [credit for credit in about.credits_of_program() if credit.about]

    assert {"FR Desk Sans", "Lucide", "Qt", "Python"} <= {credit.name for credit in parts}
    for credit in parts:
        assert len({credit.about.get(lang) for lang in LANGUAGES if credit.about}) == 3
    assert all(credit.called("zh") for credit in parts)


def test_qt_is_under_the_lesser_licence_with_its_whole_text():
    (qt,) = [credit for credit in about.credits_of_program() if credit.name == "Qt"]

    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text()
    assert "END OF TERMS AND CONDITIONS" in qt.text()


def test_every_file_of_licences_is_used():
    used = {file for credit in about.credits_of_program() for file in credit.files}

    assert set(resource("licences").glob("*.txt")) <= used


def test_the_program_itself_comes_first():
    first = about.credits_of_program()[0]

    assert (first.name, first.version, first.licence) == ("FR Desk", __version__, "Apache-2.0")


def test_packs_say_how_many_rules_are_in_force_on_a_day():
    now, before = (about.pack_states(day) for day in (dt.date(2026, 11, 21), dt.date(2020, 1, 1)))

    assert [pack.id for pack in now] == ["cn", "kr"]
    for today, then in zip(now, before, strict=True):
        assert 0 <= then.in_force < today.in_force <= today.rules
        assert re.fullmatch(r"[0-9a-f]{12}", today.digest)


def test_calendars_say_until_when_they_are_published():
    assert set(about.calendars_until()) == set(Jurisdiction)
    assert all(year >= 2026 for year in about.calendars_until().values())


def test_nothing_about_the_user_or_the_computer_is_told(monkeypatch: pytest.MonkeyPatch):
    import platform

    monkeypatch.setattr(platform, "node", lambda: "wangs-computer")
    monkeypatch.setenv("USER", "wang")

    assert "wang" not in " ".join(about.environment())
