"""One inspection from the folder to the re-inspection letter, in the real window: read, filter, sample, record, order."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fr_desk import app, services
from fr_desk.__main__ import main
from fr_desk.domain import paths
from fr_desk.domain.canonical import fingerprint
from fr_desk.gui.inspector.door import show_inspector
from fr_desk.gui.inspector.portfolio import Portfolio
from fr_desk.gui.inspector.record_page import RecordPage
from fr_desk.gui.inspector.sampling_page import SamplingPage
from fr_desk.gui.inspector.window import InspectorWindow
from fr_desk.gui.window import Window
from fr_desk.inspection.record import ENDING
from fr_desk.inspection.record_file import read_record
from fr_desk.services.inspecting.record_papers import Paper
from fr_desk.services.sealing import verify
from tests.gui.conftest import AnsweringDialogs, settle
from tests.gui.inspector_stage import FILES, calm, fill, names, the_list
from tests.gui.looking import clipped, outside, overlapping
from tests.render.reading import text_of

CONTROL = Qt.KeyboardModifier.ControlModifier
SEED, TAKEN = "20261122", 3
INSPECTOR, OFFICE = "王检查", "静安区网信办"
FOUND = "镜头朝向更衣室"
UNTIL = dt.date(2030, 1, 31)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Window, InspectorWindow, Path]]:
    """The inspector's window on a folder of venues, in Chinese."""
    folder = fill(tmp_path / "venues")
    dialogs = AnsweringDialogs(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Portfolio, "jobs", 0)
        window = app.build(home=tmp_path / "home", dialogs=dialogs).window
        window.choose_language("zh")
        window.resize(1366, 768)
        window.show()
        shown = show_inspector(window, [folder])
        yield window, calm(shown), folder
        window.close()
        window.deleteLater()
        settle()


def look(shown: InspectorWindow) -> None:
    """Judge what stands on the screen as its user would: nothing cut, nothing outside, nothing over another."""
    calm(shown)
    assert [*clipped(shown), *outside(shown), *overlapping(shown)] == []


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle()


def page_of(shown: InspectorWindow) -> RecordPage:
    """The record that is shown, with the keyboard."""
    shown.activateWindow()
    calm(shown)
    assert isinstance(shown.page, RecordPage)
    return shown.page


def is_over(path: Path) -> bool:
    """Whether both visits stand in the file beside a dossier, and have ended."""
    visits = read_record(path.with_suffix(ENDING)).record.visits.values()
    return sorted(one.kind for one in visits if one.ended) == ["inspection", "reinspection"]


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    """Content and time of each dossier file."""
    return {
        one.name: (hashlib.sha256(one.read_bytes()).hexdigest(), one.stat().st_mtime_ns)
        for one in folder.iterdir()
        if one.suffix != ENDING
    }


def record_a_visit(page: RecordPage) -> None:
    """By keyboard: who it is, the first place differs, the second is as declared; one order; the visit is over."""
    assert page.begin is not None
    page.begin.take_focus()
    if not page.begin.name.text():
        page.begin.name.insert(INSPECTOR)
        page.begin.office.insert(OFFICE)
    page.begin.name.setFocus()
    press(Qt.Key.Key_Return)
    assert page.place is not None
    first = page.place.spot.path
    press(Qt.Key.Key_2, CONTROL)
    page.place.found.notes.setFocus()
    page.place.found.notes.insertPlainText(FOUND)
    press(Qt.Key.Key_Return, CONTROL)
    assert page.place.spot.path != first
    press(Qt.Key.Key_1, CONTROL)
    page.show_side("summary")
    assert page.summary is not None
    page.summary.proposals[0].order.click()
    settle()
    (card,) = page.summary.orders.values()
    card.until.show_day(UNTIL)
    card.give.click()
    settle()
    page.finish_visit()
    settle()


def paper(page: RecordPage, kind: Paper, shown: InspectorWindow, target: Path) -> Path:
    """Write a paper from the summary, and return it."""
    assert page.summary is not None
    assert page.summary.papers.buttons[kind].isEnabled()
    before = set(target.glob("*.pdf"))
    page.summary.papers.write(kind)
    calm(shown)
    (written,) = set(target.glob("*.pdf")) - before
    return written


class Inspection:
    """Plays it, step by step."""

    def __init__(self, window: Window, shown: InspectorWindow, folder: Path, target: Path) -> None:
        assert isinstance(window.dialogs, AnsweringDialogs)
        self.window, self.shown, self.folder, self.target = window, shown, folder, target
        self.dialogs: AnsweringDialogs = window.dialogs
        self.drawn: list[Path] = []

    def put(self, name: str) -> Path:
        """Let the next paper be written into a folder of its own."""
        self.dialogs.target = self.target / name
        self.dialogs.target.mkdir()
        return self.dialogs.target

    def filter(self) -> None:
        """What can be read is found by two characters."""
        page = the_list(self.shown)
        assert page.answer is not None
        assert page.answer.total == FILES
        look(self.shown)
        QTest.keyClick(page, Qt.Key.Key_F, CONTROL)
        page.head.search.insert("上海")
        calm(self.shown)
        assert "broken.frdesk" not in names(self.shown)
        look(self.shown)

    def sample(self) -> None:
        """A sample is drawn, with a plan and a sheet for each venue."""
        self.shown.show_sampling()
        look(self.shown)
        page = self.shown.page
        assert isinstance(page, SamplingPage)
        page.size_line.setText(str(TAKEN))
        page.seed.setText(SEED)
        page.seed.textEdited.emit(SEED)
        calm(self.shown)
        assert page.sample is not None
        self.drawn = [row.place.path for row in page.sample.rows]
        folder = self.put("round")
        page.round.click()
        calm(self.shown)
        papers = [text_of(one.read_bytes()) for one in folder.rglob("*.pdf")]
        assert len(papers) == TAKEN + 1
        assert any(SEED in text for text in papers)
        for path in self.drawn:
            dossier = services.open_dossier(path).dossier
            assert any(fingerprint(dossier)[:4].upper() in text.text.upper() for text in papers)

    def visit(self, number: int) -> None:
        """One venue is recorded, and a correction is ordered."""
        self.shown.show_record(self.drawn[number])
        page = page_of(self.shown)
        look(self.shown)
        record_a_visit(page)
        look(self.shown)
        order = paper(page, "order", self.shown, self.put(f"order-{number}"))
        text = text_of(order.read_bytes())
        assert "2030年1月31日" in text
        assert OFFICE in text
        assert verify(order, self.window.profile.folders).state == "intact"

    def visit_again(self, number: int, *, right: bool) -> None:
        """One venue is looked at again, and told whether it has put right what was ordered."""
        self.shown.show_record(self.drawn[number])
        page = page_of(self.shown)
        page.show_side("places")
        assert page.begin is not None
        assert page.begin.again.isChecked()
        page.begin.name.setFocus()
        press(Qt.Key.Key_Return)
        assert page.summary is not None
        (card,) = page.summary.orders.values()
        card.judgements[right].click()
        settle()
        page.finish_visit()
        look(self.shown)
        letter = text_of(paper(page, "letter", self.shown, self.put(f"letter-{number}")).read_bytes())
        assert ("已改正 1 项，未改正 0 项" if right else "已改正 0 项，未改正 1 项") in letter


def test_from_the_folder_to_the_reinspection_letter(
    desk: tuple[Window, InspectorWindow, Path],
    tmp_path: Path,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # given a folder that was read
    window, shown, folder = desk
    before = digests(folder)
    played = Inspection(window, shown, folder, tmp_path)

    # when what matters is found, three venues are drawn, visited and ordered to put something right
    played.filter()
    played.sample()
    for number in range(TAKEN):
        played.visit(number)

    # then each has a record beside it, and no dossier was touched
    stems = {path.stem for path in played.drawn}
    qtbot.waitUntil(lambda: {one.stem for one in folder.glob(f"*{ENDING}")} == stems, timeout=20_000)
    assert digests(folder) == before

    # when the first venue hands in a new version, and all are looked at again
    first = services.open_dossier(played.drawn[0]).dossier
    revised = paths.replace(first, "venue.rooms", 7).model_copy(update={"revision": first.revision + 1})
    services.save_dossier(revised, played.drawn[0])
    for number in range(TAKEN):
        played.visit_again(number, right=number == 0)
    shown.back()
    calm(shown)

    # then the records tell both visits, and the command line tells what was put right and what was not
    for number, path in enumerate(played.drawn):
        qtbot.waitUntil(partial(is_over, path), timeout=20_000)
        capsys.readouterr()
        main(["record", "show", str(path), "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        assert [one["state"] for one in told["orders"]] == ["right" if number == 0 else "not_right"]

    # and the list has the new version once it is read again
    assert shown.portfolio is not None
    shown.portfolio.start()
    calm(shown)
    model = the_list(shown).model
    rows = [row for row in map(model.row, range(model.rowCount())) if row is not None]
    assert first.revision + 1 in {row.result.declared.revision for row in rows if row.result.declared}
    look(shown)
