"""The report of what went wrong: enough to mend the program, nothing of a dossier, nothing of the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from fr_desk.domain.dossier import Dossier
from fr_desk.services import fault_report
from fr_desk.services.fault_report import LEFT_OUT, crash, head, signature, strings_in, told
from tests.render.signs.venues import changed, sample


def caught(error: BaseException, cause: BaseException | None = None) -> BaseException:
    """The error as it comes out of a function."""
    try:
        raise error from cause
    except type(error) as found:
        return found


class _Strict(BaseModel):
    count: int


def test_what_python_says_and_where_is_told():
    report = told(caught(AttributeError("'NoneType' object has no attribute 'zone'")))

    assert report.startswith("AttributeError: 'NoneType' object has no attribute 'zone'\n")
    assert "in caught" in report
    assert "raise error from cause" in report


@pytest.mark.parametrize(
    "error",
    [
        ValueError("王小明 13800138000"),
        KeyError("王小明"),
        RuntimeError("no room called 王小明"),
        RuntimeError("no room called 'Room of Mr Wang'"),
        TypeError('cannot add "Wang & Sons" to it'),
        FileNotFoundError(2, "No such file or directory", "/home/wang/酒店/Wang Hotel.frdesk"),
        UnicodeEncodeError("ascii", "王小明", 0, 1, "Wang"),
        ImportError("cannot open /home/wang/.cache/Wang/lib.so"),
        OSError("Wang"),
    ],
    ids=repr,
)
def test_values_and_names_of_files_are_left_out(error: BaseException):
    said = told(caught(error)).splitlines()[0]

    assert said.startswith(type(error).__name__)
    assert "王" not in said
    assert "Wang" not in said
    assert "wang" not in said


def test_what_was_typed_is_left_out_of_the_models_own_errors():
    with pytest.raises(ValidationError) as found:
        _Strict.model_validate({"count": "Wang"})

    assert told(found.value).splitlines()[0] == f"ValidationError: {LEFT_OUT}"


def test_no_answer_of_the_dossier_is_in_a_message():
    hotel = changed(sample("shanghai-hotel"), venue__name="Grand")

    said = told(caught(RuntimeError("cannot print Grand")), strings_in(hotel))

    assert said.splitlines()[0] == f"RuntimeError: cannot print {LEFT_OUT}"


def test_answers_are_what_somebody_typed_and_no_choices():
    answers = set(strings_in(changed(Dossier(), venue__name="Grand", venue__kind="hotel")))

    assert "Grand" in answers
    assert "hotel" not in answers


def test_the_cause_comes_first():
    inner = caught(ZeroDivisionError("division by zero"))
    report = told(caught(RuntimeError("no room"), inner))

    assert report.index("ZeroDivisionError: division by zero") < report.index("The cause of it:")
    assert report.index("The cause of it:") < report.index("RuntimeError: no room")


def test_errors_that_cause_each_other_come_to_an_end():
    one, other = RuntimeError("one"), RuntimeError("other")
    one.__cause__, other.__cause__ = other, one

    assert told(one).count("RuntimeError: one") == 1


def test_places_are_told_without_the_users_folders(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/wang"))
    shorten = fault_report._short

    assert shorten("/home/wang/work/x.py") == "~/work/x.py"
    assert shorten("/opt/fr-desk/_internal/fr_desk/gui/desk.py") == "fr_desk/gui/desk.py"
    assert shorten("/home/wang/venv/lib/python3.11/site-packages/reportlab/lib/x.py") == "reportlab/lib/x.py"
    assert shorten("C:\\Users\\wang\\fr-desk\\_internal\\fr_desk\\gui\\desk.py") == "fr_desk/gui/desk.py"
    assert "/" not in shorten("/mnt/wang/x.py").removeprefix("~/")
    assert shorten("<string>") == "<string>"


def test_the_same_fault_is_known_again_and_another_is_not():
    first, again = (caught(RuntimeError(words)) for words in ("one", "two"))

    assert signature(first) == signature(again)
    assert signature(first) != signature(caught(TypeError("one")))


def test_a_crash_is_told_without_folders_and_what_is_none_is_not():
    trace = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x1 (most recent call first):\n"
        '  File "/opt/wang/fr_desk/gui/desk.py", line 3 in show\n'
    )

    assert 'File "fr_desk/gui/desk.py", line 3 in show' in crash(trace)
    assert "wang" not in crash(trace)
    assert crash("") == crash("something else\n") == ""


def test_the_head_names_program_system_and_packs():
    lines = head("Qt 6").splitlines()

    assert lines[0].startswith("FR Desk ")
    assert "Qt 6" in lines
    assert [line.split()[2] for line in lines if line.startswith("Rule pack ")] == ["cn", "kr"]
