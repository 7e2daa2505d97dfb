"""One dossier on the inspector's screen: everything to be seen within a minute, nothing that could be changed."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import Attachment
from fr_desk.gui import language, theme
from fr_desk.gui.inspector.one import OneState, OneView
from fr_desk.gui.inspector.one_card import RESTS_AFTER, OneCard
from fr_desk.gui.inspector.one_lists import Attachments, DeviceLine, FindingLine
from fr_desk.gui.inspector.one_parts import LookLine, Notice, agreement, notice_of
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Popover
from fr_desk.gui.theme import ThemeName
from fr_desk.i18n import Lang
from fr_desk.inspection.examine import examine
from fr_desk.inspection.place import Place
from fr_desk.inspection.wanted import Row
from fr_desk.rules.findings import Outcome
from fr_desk.services.inspecting.one import view_at
from fr_desk.storage.container import write_container
from tests.gui.conftest import AnsweringDialogs, sample, settle
from tests.gui.looking import clipped, outside, overlapping

DAY = dt.date(2026, 11, 22)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)
"""A picture of one pixel."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A hotel with an earlier version beside it and a photo in it."""
    hotel = paths.replace(
        sample("shanghai-hotel"),
        "attachments",
        {"f1": Attachment(name="gate.png"), "f2": Attachment(name="gone.pdf")},
    )
    path = tmp_path / "files" / "hotel.frdesk"
    path.parent.mkdir()
    write_container(path, hotel, {"f1": PIXEL})
    before = paths.replace(paths.replace(hotel, "revision", 2), "cameras.c10.sees", ("z6",))
    write_container(path.with_name("hotel-v2.frdesk"), before)
    return path


Stage = Callable[..., OneView]


@pytest.fixture
def stage(qtbot: QtBot, dialogs: AnsweringDialogs) -> Iterator[Stage]:
    """Shows files at the size of a small laptop, and leaves nothing behind."""
    made: list[OneView] = []

    def show(
        path: Path | None = None, state: OneState | None = None, size: tuple[int, int] = (1366, 768)
    ) -> OneView:
        view = OneView(dialogs, state)
        made.append(view)
        view.resize(*size)
        view.show()
        if path is not None:
            with qtbot.waitSignal(view.shown, timeout=15_000):
                view.show_file(path)
        settle()
        return view

    yield show
    for view in made:
        view.close()
        view.deleteLater()
    settle()


def row_of(path: Path, *, versions: int = 0) -> Row:
    place = Place(path.parent, path)
    return Row(1, place, examine(place, path.read_bytes(), DAY, {}), versions=versions)


def words(root: QWidget) -> str:
    return "\n".join(one.text() for one in root.findChildren(Prose) if one.isVisible())


def popover() -> Popover:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Popover) and one.isVisible())


def faults(root: QWidget) -> list[str]:
    return [*clipped(root), *outside(root), *overlapping(root)]


def test_a_minute_is_enough_and_the_file_stays_as_it_is(
    stage: Stage, file: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    # given
    before, when = file.read_bytes(), file.stat().st_mtime_ns
    # when
    view = stage(file)
    # then: readable from the top
    body = view.body
    assert body is not None
    said = words(view)
    assert "Not sealed" in body.strip.headline.text()
    assert "健身房更衣室: whether “健身房” can see into it" in said
    assert "What does not fit together" in said
    assert "Compared with hotel-v2.frdesk, revision 2." in said
    assert {one.path for one in body.differences.differences} >= {"cameras.c10.sees", "revision"}
    assert body.looks.count == 10
    # every button speaks, and what only shows has no field to write into
    for one in view.findChildren(QAbstractButton):
        assert one.accessibleName(), one
    # the chip of a look opens the finding with the answers it read
    body.looks.findChildren(LookLine)[0].chips.findChildren(QAbstractButton)[0].click()
    settle()
    sheet = popover()
    told = "\n".join(one.text() for one in sheet.findChildren(Prose))
    assert "The answers it read" in told
    assert "What the law lets follow" in told
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    # a device opens all its answers
    body.devices.findChildren(DeviceLine)[9].click()
    settle()
    assert "120" in "\n".join(one.text() for one in popover().findChildren(Prose))
    popover().close()
    settle()
    # a photo opens larger, what is no picture does not open
    listed = body.findChildren(Attachments)[0].findChildren(QAbstractButton)
    files = [one for one in listed if one.isVisible()]
    assert [one.isEnabled() for one in files] == [True, False]
    files[0].click()
    settle()
    popover().close()
    # what can be done is told, not done
    for press, signal in (
        (view.record, view.record_wanted),
        (view.copy, view.desk_wanted),
        (view.sheet, view.sheet_wanted),
    ):
        with qtbot.waitSignal(signal) as told_of:
            press.click()
        assert told_of.args == [file]
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, when)


def test_a_printed_verdict_that_does_not_hold_is_said_first_with_what_to_do(stage: Stage, file: Path) -> None:
    # given a document that states nothing but what is in order, under rules of another version
    sound = view_at(Place(file.parent, file), DAY)
    other = tuple(one.model_copy(update={"version": "2031.01"}) for one in sound.today.packs)
    in_order = tuple(one for one in sound.today.findings if one.outcome is Outcome.MET)
    stated = sound.today.model_copy(update={"packs": other, "findings": in_order})
    found = replace(sound, own_day=DAY, printed=stated, again=sound.today)

    # then
    page = stage(state=OneState(path=file, view=found), size=(1024, 700))
    (notice,) = page.findChildren(Notice)
    assert notice.headline.text() == "Do not rely on the printed verdict"
    assert notice.headline.property("tone") == "breached"
    told = words(notice)
    assert "Printed: “In order”. Worked out here from the same answers for the same day: “To change”." in told
    assert "2031.01" in told
    assert "ask for a document that is written anew" in told
    assert agreement(found) == ""
    assert faults(page) == []

    # and of a file that was changed, what to do stands with what it is worth
    changed = notice_of(replace(found, verification=replace(found.verification, standing="mismatch")))
    assert changed is not None
    assert changed.headline.text() == "Do not rely on the printed verdict"
    assert len(changed.findChildren(Prose)) == 2

    # and where only the rules or the law are others, it is said as that
    same = replace(found, printed=sound.today.model_copy(update={"packs": other}))
    rules = notice_of(same)
    assert rules is not None
    assert rules.headline.text() == "The findings were printed with other rules"
    assert notice_of(replace(found, printed=sound.today)) is None
    later = replace(found, printed=stated, again=stated)
    assert "was right for its day" in agreement(later)


def test_findings_are_filtered_and_the_filter_outlives_the_widgets(stage: Stage, file: Path) -> None:
    # given
    view = stage(file)
    assert view.body is not None
    findings = view.body.findings
    assert {one.finding.outcome for one in findings.findChildren(FindingLine)} == {
        Outcome.BREACHED,
        Outcome.REVIEW,
    }
    # when
    findings.counts[Outcome.MET].click()
    findings.counts[Outcome.BREACHED].click()
    settle()
    # then
    shown = {one.finding.outcome for one in findings.findChildren(FindingLine)}
    assert shown == {Outcome.MET, Outcome.REVIEW}
    # when the widgets are made anew, nothing is read again
    language.choose("zh")
    again = stage(state=view.state)
    # then
    assert not again.is_busy
    assert again.body is not None
    assert again.body.findings.outcomes == {Outcome.MET, Outcome.REVIEW}


def test_the_law_of_another_day_is_applied_to_the_page(stage: Stage, file: Path, qtbot: QtBot) -> None:
    view = stage(file)
    assert view.body is not None
    view.body.day.line.setText("2025-05-3")
    again = OneView(state=view.state)  # as in another language: what was begun is still there
    assert again.body is not None
    assert again.body.day.line.text() == "2025-05-3"
    again.deleteLater()
    view.body.day.show_day(dt.date(2025, 5, 31))
    with qtbot.waitSignal(view.shown, timeout=15_000):
        QTest.keyClick(view.body.day.line, Qt.Key.Key_Return)
    assert view.state.view is not None
    assert view.state.typed_day == ""
    assert view.state.view.today.as_of == dt.date(2025, 5, 31)
    assert view.body.compare is not None
    view.body.compare.fold.click()
    settle()
    assert view.body.compare.is_open


def test_a_version_chosen_by_hand_is_compared_and_a_broken_one_only_complained_about(
    stage: Stage, file: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    # given
    view = stage(file)
    other = file.with_name("chosen.frdesk")
    write_container(other, paths.replace(sample("shanghai-hotel"), "revision", 1))
    dialogs.source = other
    # when
    with qtbot.waitSignal(view.shown, timeout=15_000):
        view.compare.click()
    # then
    assert view.state.view is not None
    assert view.state.view.previous == other
    # given
    another, later = file.with_name("another.frdesk"), file.with_name("later.frdesk")
    write_container(another, paths.replace(sample("shanghai-hotel"), "id", "another"))
    write_container(later, paths.replace(sample("shanghai-hotel"), "revision", 9))
    told = {
        another: "another.frdesk is another dossier",
        later: "name them the other way round",
        file.with_name("none.frdesk"): "does not exist",
    }
    for dialogs.source, said in told.items():
        # when
        view.compare.click()
        qtbot.waitUntil(lambda: not view.is_busy, timeout=15_000)
        settle()
        # then
        assert view.body is not None
        assert said in words(view)


def test_a_file_that_cannot_be_read_says_what_is_wrong(stage: Stage, file: Path) -> None:
    cut = file.with_name("cut.frdesk")
    cut.write_bytes(file.read_bytes()[:900])
    view = stage(cut)
    assert view.body is None
    assert "Cannot be opened" in words(view)
    assert "cut off or damaged" in words(view)
    assert not view.record.isEnabled()
    assert view.back.isEnabled()


@pytest.mark.parametrize("inside", [False, True])
def test_a_file_that_is_gone_is_said_to_be_once(
    stage: Stage, file: Path, qtbot: QtBot, *, inside: bool
) -> None:
    # given a row of a list whose file is taken away, on disk or out of its zip
    row = row_of(file)
    place = row.place
    if inside:
        packed = file.with_name("ten.zip")
        with zipfile.ZipFile(packed, "w") as made:
            made.writestr("other.frdesk", b"other")
        row = replace(row, place=Place(packed, packed, "hotel.frdesk"))
    else:
        place.path.unlink()
    view = stage()
    # when
    with qtbot.waitSignal(view.other_found, timeout=15_000):
        view.show_row(row)
    settle()
    # then
    said = words(view._page)
    assert said.split("\n")[0] == "This file is not there any more."
    assert "In the list it was" in said
    assert len(said.split("\n")) == 2


LOOKS: list[tuple[Lang, ThemeName, tuple[int, int]]] = [
    ("zh", "light", (1024, 700)),
    ("ko", "dark", (1366, 768)),
    ("en", "high_contrast", (1024, 700)),
]


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS)
def test_nothing_is_cut_in_any_language_or_theme(
    stage: Stage, file: Path, lang: Lang, look: ThemeName, size: tuple[int, int]
) -> None:
    language.choose(lang)
    theme.choose(look)
    view = stage(file, size=size)
    assert faults(view) == []


def hostile() -> Dossier:
    name = "<b>x</b>&\N{RIGHT-TO-LEFT OVERRIDE}\N{GRINNING FACE}\ue000" + "W" * 150
    dossier = sample("shanghai-hotel")
    for path in ("venue.name", "operator.name", "zones.z7.name", "cameras.c10.label", "activities.a2.name"):
        dossier = paths.replace(dossier, path, name)
    return dossier


def test_hostile_names_are_shown_as_they_are_and_cut_nothing(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "hostile.frdesk"
    write_container(path, hostile())
    view = stage(path, size=(1024, 700))
    assert view.body is not None
    said = words(view.body)
    assert "<b>x</b>&‹U+202E›" in said
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in said
    assert faults(view) == []


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[OneCard]:
    """The card at its usual width."""
    made = OneCard()
    made.resize(316, 690)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    settle()


def test_the_card_shows_the_index_at_once_and_the_file_when_the_row_rests(
    card: OneCard, file: Path, qtbot: QtBot
) -> None:
    # given
    row = row_of(file, versions=1)
    # when
    card.show_row(row)
    # then
    settle()
    assert card.accessibleName() == "青砚汀酒店（静安店）"
    assert "4 to change" in words(card)
    assert "What was found" in words(card)
    assert RESTS_AFTER <= 200
    # when it rests
    with qtbot.waitSignal(card.loaded, timeout=15_000):
        pass
    settle()
    # then
    assert "Look at first on site" in words(card)
    assert "1 contradiction between answers" in words(card)
    assert faults(card) == []
    # and the buttons tell what is wanted
    with qtbot.waitSignal(card.compare_wanted) as told:
        card.compare.click()
    assert told.args == [file, file.with_name("hotel-v2.frdesk")]
    for press, signal in (
        (card.open, card.open_wanted),
        (card.record, card.record_wanted),
        (card.sheet, card.sheet_wanted),
    ):
        with qtbot.waitSignal(signal) as told:
            press.click()
        assert told.args == [file]


def test_rows_that_are_passed_by_are_not_read(card: OneCard, file: Path, qtbot: QtBot) -> None:
    # given
    first, second = row_of(file), row_of(file.with_name("hotel-v2.frdesk"))
    # when
    for _ in range(20):
        card.show_row(first)
        card.show_row(second)
    with qtbot.waitSignal(card.loaded, timeout=15_000):
        pass
    # then
    assert card.view == view_at(second.place, DAY)
    # when
    card.show_row(None)
    settle()
    # then
    assert "Choose a dossier" in words(card)


def test_a_row_without_a_dossier_says_why_and_what_to_do(card: OneCard, tmp_path: Path) -> None:
    broken = tmp_path / "broken.frdesk"
    broken.write_bytes(b"PK nothing")
    card.show_row(row_of(broken))
    settle()
    assert "Cannot be opened" in words(card)
    assert not card.open.isEnabled()
    assert card.compare.isHidden()
    assert card.record.isHidden()


def test_a_row_inside_a_zip_is_opened_by_its_place(card: OneCard, file: Path, qtbot: QtBot) -> None:
    place = Place(file.parent, file.with_name("all.zip"), "district/hotel.frdesk")
    row = Row(1, place, row_of(file).result)
    card.show_row(row)
    with qtbot.waitSignal(card.place_wanted) as told:
        card.open.click()
    assert told.args == [place]
    assert not card.record.isHidden()
    assert not card.sheet.isHidden()
    assert card.compare.isHidden()
    # the zip is not there: the card says so and stays
    with qtbot.waitSignal(card.loaded, timeout=15_000):
        pass
    assert card.view is None
