"""The composition root of the desktop: makes the application and its window, and minds what goes wrong."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from fr_desk.gui import theme
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.faults import CRASH_LOG, KEPT
from fr_desk.gui.garbage import Garbage
from fr_desk.gui.inspector.door import inspect_opened, is_inspected
from fr_desk.gui.window import Window
from fr_desk.paths import Folders, user_folders

if TYPE_CHECKING:
    from typing import TextIO

INSPECT = "--inspect"
"""Argument that asks for the inspector's desk."""
READY_VARIABLE = "FR_DESK_READY_FILE"
"""Environment variable naming a file that is written once the first window is shown and idle."""


@dataclass
class App:
    """The running desktop: keeps its parts alive."""

    application: QApplication
    window: Window


def build(argv: Sequence[str] = (), home: Path | None = None, dialogs: Dialogs | None = None) -> App:
    """Make the desktop without running it.

    Args:
        argv: a file to open, or nothing; or ``--inspect`` with what the inspector's desk is to look at. A folder
            and a zip open there without it, and so does a dossier if the user chose so.
        home: one folder for everything that belongs to the user; the usual places if omitted.
        dialogs: asks the user; replaceable in tests.
    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["fr-desk"])
    application.setApplicationName("FR Desk")
    application.setDesktopFileName("fr-desk")
    theme.load_fonts()
    window = Window(user_folders(home), dialogs)
    named = [Path(one) for one in argv if one != INSPECT]
    inspects = INSPECT in argv or is_inspected(window, named)
    opened = window.files.open_path(named[0]) if named and not inspects else False
    if not opened:
        window.show_home()
    if inspects:
        QTimer.singleShot(0, window, lambda: inspect_opened(window, named))
    return App(application, window)


def main(argv: Sequence[str]) -> int:
    """Run the desktop.

    Args:
        argv: see :func:`build`.

    Returns:
        The exit code.
    """
    folders = user_folders()
    log, crashed = _open_log(folders)
    app = build(argv)
    sys.excepthook = _Fault(app.window)
    app.window.show()
    app.window.faults.take_crash(crashed)
    QTimer.singleShot(0, app.window, lambda: _settle(app.window))
    code = app.application.exec()
    if log is not None:
        faulthandler.disable()
        log.close()
    return code


def _settle(window: Window) -> None:
    """Once the window is on the screen, begin to collect garbage and write the file a starter waits for."""
    if not window.windowHandle().isExposed():
        QTimer.singleShot(1, window, lambda: _settle(window))
        return
    gc.freeze()
    Garbage(window)
    name = os.environ.get(READY_VARIABLE)
    if name:
        Path(name).write_text("ready\n", encoding="utf-8")


def _open_log(folders: Folders) -> tuple[TextIO | None, str]:
    """Let a crash below Python leave its trace, and return what an earlier one left.

    A folder that cannot be written is no reason not to start.
    """
    file, left = folders.logs / CRASH_LOG, ""
    try:
        folders.logs.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size:
            left = file.read_text(encoding="utf-8", errors="replace")[-KEPT:]
            file.replace(file.with_suffix(".earlier.log"))
        log = file.open("a", encoding="utf-8")
    except OSError:
        return None, left
    faulthandler.enable(log)
    return log, left


class _Fault:
    """What happens when the program is wrong: the trace goes to whoever reads it, one line to the user."""

    def __init__(self, window: Window) -> None:
        self._faults = window.faults

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        self._faults.take(error)
