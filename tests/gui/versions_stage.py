"""The windows about versions and about a file that somebody else changed, for the walk through all places."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.gui.versions import VersionsPage
from fr_desk.gui.versions_door import show_versions
from fr_desk.gui.window import Window
from tests.gui.conftest import sample, settle

if TYPE_CHECKING:
    from tests.gui.walk import Stage


def versions(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The versions, two of them compared, the line about a changed file, the differences, both sides put together."""
    stage.window.files.close()
    file = Path(tempfile.mkdtemp(prefix="fr-desk-")) / "gym.frdesk"
    gym = sample("seoul-gym")
    for name in ("성수점", gym.venue.name):
        services.save_dossier(paths.replace(gym, "venue.name", name), file)
    assert stage.window.files.open_path(file)
    settle()
    stage.answers = (str(file.parent), "성수점", gym.venue.name or "")
    shown = show_versions(stage.window)
    assert shown is not None
    page(shown).state.name = "점검 전"
    page(shown).keep()
    settle()
    yield "versions", shown
    page(shown).rows[-1].compare.click()
    settle()
    yield "versions compared", shown
    shown.close()
    settle()
    yield from changed_file(stage, file)
    stage.window.files.close()


def changed_file(stage: Stage, file: Path) -> Iterator[tuple[str, QWidget]]:
    """What is said and shown when somebody else has changed the open file."""
    document = stage.window.document
    assert document is not None
    theirs = paths.replace(services.open_dossier(file).dossier, "venue.name", "다른 이름")
    services.save_dossier(paths.replace(theirs, "rights.answer_days", 7), file)
    document.edit("venue.name", "새 이름")
    assert not stage.window.files.save()
    settle()
    yield "changed file", stage.desk.banner
    for name, show in (
        ("differences with the file", stage.window.trouble.show_differences),
        ("both sides", stage.window.trouble.bring_together),
    ):
        show()
        settle()
        shown = reading(stage.window)
        yield name, shown
        shown.close()
        settle()


def page(shown: ReadingWindow) -> VersionsPage:
    """The versions in the window."""
    assert isinstance(shown.contents, VersionsPage)
    return shown.contents


def reading(window: Window) -> ReadingWindow:
    """The one window of its kind that is open."""
    (shown,) = [one for one in window.findChildren(ReadingWindow) if one.isVisible()]
    return shown
