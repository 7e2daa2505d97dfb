"""Mistakes in the arguments, and help: in the asked language."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fr_desk import __version__
from fr_desk.cli import usage
from fr_desk.cli.commands import build
from fr_desk.i18n import LANGUAGES, Lang
from tests.cli.conftest import Run

MISTAKES: list[tuple[tuple[str, ...], type[usage.UsageError], str]] = [
    (("check",), usage.MissingArgumentError, "FILE"),
    (("new", "-o", "x.frdesk"), usage.MissingArgumentError, "--venue"),
    (("sample", "shanghai-hotel"), usage.MissingArgumentError, "-o DIR"),
    (("rules",), usage.MissingArgumentError, "list|show|lint|test"),
    (("cases", "--lang", "ko"), usage.MissingArgumentError, "list|show"),
    (("--lang", "en"), usage.MissingArgumentError, "COMMAND"),
    (("check", "a", "--colour"), usage.UnknownArgumentError, "--colour"),
    (("check", "a", "--form", "json"), usage.UnknownArgumentError, "--form"),
    (("sample", "a", "b"), usage.UnknownArgumentError, "b"),
    (("chekc", "a"), usage.UnknownCommandError, "check"),
    (("rules", "tset"), usage.UnknownCommandError, "test"),
    (("check", "a", "--as-of"), usage.NoValueError, "--as-of"),
    (("check", "a", "--verbose=3"), usage.NeedlessValueError, "--verbose"),
    (("check", "a", "--as-of", "1.12.2026"), usage.DayError, "1.12.2026"),
    (("check", "a", "--as-of", "2026-02-30"), usage.DayError, "2026-02-30"),
    (("check", "a", "--format", "xml"), usage.ChoiceError, "text, json"),
    (("check", "a", "--lang", "fr"), usage.ChoiceError, "zh, ko, en"),
    (("signs", "a", "-o", "b", "--lang", "zh,fr"), usage.ChoiceError, "fr"),
    (("signs", "a", "-o", "b", "--size", "B5"), usage.ChoiceError, "A6"),
    (("new", "--venue", "casino", "--jurisdiction", "CN", "-o", "x"), usage.ChoiceError, "hotel"),
    (("new", "--venue", "hotel", "--jurisdiction", "JP", "-o", "x"), usage.ChoiceError, "CN, KR"),
]


@pytest.mark.parametrize(("arguments", "error", "named"), MISTAKES)
def test_each_mistake_has_its_sentence(
    arguments: tuple[str, ...], error: type[usage.UsageError], named: str, run: Run
) -> None:
    ran = run(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert named in ran.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_mistakes_and_help_speak_the_asked_language(lang: Lang, run: Run) -> None:
    mistake = run("check", "--lang", lang)
    help_text = run("check", "--help", f"--lang={lang}")

    expected = usage.MissingArgumentError(names="FILE", program="fr-desk check").message(lang)
    assert mistake.err == expected + "\n"
    assert help_text.code == 0
    assert "--as-of" in help_text.out


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["check", "a", "--lang", "ko"], "ko"),
        (["--lang=zh", "check"], "zh"),
        (["signs", "a", "--lang", "zh,en"], "zh"),
        (["check", "--lang"], "en"),
        (["check", "--lang", "fr"], "en"),
        (["check"], "en"),
    ],
)
def test_the_language_is_found_before_the_arguments_are_understood(arguments: list[str], lang: Lang) -> None:
    assert usage.asked_language(arguments) == lang


def test_without_being_asked_the_systems_language_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")

    assert usage.asked_language(["check"]) == "ko"


def test_the_version_is_told(run: Run) -> None:
    ran = run("--version")

    assert (ran.code, ran.out) == (0, f"fr-desk {__version__}\n")


@pytest.mark.parametrize(
    "command", ["open", "new", "sample", "convert", "schema", "check", "verify", "dossier", "signs", "rules"]
)
def test_every_command_has_help(command: str, run: Run) -> None:
    overview, own = run("--help"), run(command, "--help")

    assert command in overview.out
    assert own.code == 0
    assert f"fr-desk {command}" in own.out


def test_open_behind_an_option_says_where_it_belongs(run: Run) -> None:
    ran = run("--lang", "en", "open", "a.frdesk")

    assert ran.code == 2
    assert "fr-desk open FILE" in ran.err


def test_a_command_does_not_wait_for_what_others_need() -> None:
    # given
    code = (
        "import sys; from fr_desk.cli.commands import build; build('en', ['dossier', 'x', '-o', 'y']); "
        "print([name for name in sys.modules if name.startswith('fr_desk.inspection') or name == 'yaml'])"
    )
    # when
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    # then
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("devices", "a", "--import", "b", "--preview"),
        ("inspect", "a", "--jobs", "1"),
        ("sample-plan", "a", "--seed", "1", "--size", "3"),
        ("record", "show", "a"),
    ],
)
def test_a_command_knows_its_arguments_whether_it_was_announced_or_not(arguments: tuple[str, ...]) -> None:
    told, untold = (build("en", asked).parse_args(arguments) for asked in (arguments, None))
    assert vars(told) == vars(untold)
    assert callable(told.run)
