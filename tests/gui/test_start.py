"""Starting: the ready file, a file to open, what happens when the program is wrong."""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from fr_desk import app, services
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.window import Window
from fr_desk.paths import user_folders
from tests.gui.conftest import AnsweringDialogs, sample, settle


def test_it_says_when_it_is_ready(qtbot: QtBot, tmp_path: Path):
    # given
    file, ready = tmp_path / "gym.frdesk", tmp_path / "ready"
    services.save_dossier(sample("seoul-gym"), file)

    # when
    process = subprocess.Popen(
        [sys.executable, "-m", "fr_desk", "open", str(file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "FR_DESK_READY_FILE": str(ready)},
        stderr=subprocess.PIPE,
    )

    # then
    try:
        qtbot.waitUntil(lambda: ready.exists() or process.poll() is not None, timeout=30_000)
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert ready.read_text(encoding="utf-8") == "ready\n"
    finally:
        process.terminate()
        process.communicate(timeout=10)


def test_a_file_that_cannot_be_opened_leads_to_the_first_screen(dialogs: AnsweringDialogs, tmp_path: Path):
    # when
    window = app.build([str(tmp_path / "missing.frdesk")], tmp_path / "profile", dialogs).window

    # then
    assert window.home is not None
    assert dialogs.told == [f"{tmp_path / 'missing.frdesk'} does not exist; check the name and the folder."]
    window.close()
    window.deleteLater()
    settle()


def test_a_fault_of_the_program_is_logged_and_told_in_one_line(
    window: Window, gym_desk: tuple[Desk, Document], tmp_path: Path
):
    # given
    _desk, document = gym_desk
    fault = app._Fault(window)

    # when
    fault(RuntimeError, RuntimeError("a wire came loose"), None)

    # then
    assert window.faults.bar.said.text().startswith("Something went wrong inside FR Desk; your answers are")
    log = user_folders(tmp_path / "profile").logs / "faults.log"
    assert "a wire came loose" in log.read_text(encoding="utf-8")
    assert window.document is document


def test_what_an_earlier_crash_left_is_taken_once(tmp_path: Path):
    # given
    folders = user_folders(tmp_path / "profile")
    folders.logs.mkdir(parents=True)
    (folders.logs / "crash.log").write_text("Fatal Python error: Aborted\n", encoding="utf-8")

    # when
    logs, left = zip(*(app._open_log(folders) for _ in range(2)), strict=True)

    # then
    assert left == ("Fatal Python error: Aborted\n", "")
    faulthandler.disable()
    for log in logs:
        assert log is not None
        log.close()


def test_the_cases_and_papers_are_not_loaded_before_they_are_wanted(tmp_path: Path):
    # given
    late = ["fr_desk.gui.cases", "fr_desk.gui.preview", "reportlab", "pypdfium2", "PySide6.QtPrintSupport"]
    code = (
        "import sys; from pathlib import Path; from fr_desk import app, services; "
        f"app.build(home=Path({str(tmp_path)!r})).window.files.open_sample('shanghai-hotel'); "
        f"print([name for name in {late} if name in sys.modules], flush=True); "
        "import os; os._exit(0)"
    )

    # when
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    # then
    assert done.stdout.strip() == "[]", done.stderr
