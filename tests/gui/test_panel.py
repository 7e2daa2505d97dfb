"""The checks: in groups that fold, one card for many places, fixes shown before they are done, still while one types."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.domain.choices import FaceFunction
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.differences import listed
from fr_desk.gui.checks import When
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.explanations import COMPARED, IN_SHORT, ORIGINAL
from fr_desk.gui.finding_card import FindingCard
from fr_desk.gui.finding_row import FindingRow, LineButton
from fr_desk.gui.fix_preview import FixPreview
from fr_desk.gui.language import say
from fr_desk.gui.prose import Prose
from fr_desk.gui.strips import FindingStrip
from fr_desk.gui.surfaces import Popover
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES
from fr_desk.rules.findings import Citation, Outcome
from tests.gui.conftest import click, descendants, open_desk, sample, settle, switch
from tests.gui.looking import clipped, outside, overlapping

DEVICE_ACCESS = "cn.fr.device-access"
DAYS = "activities.a1.retention.video.days"


def cards(desk: Desk) -> list[FindingCard]:
    return [one for one in desk.panel.shown if isinstance(one, FindingCard)]


def card_of(desk: Desk, rule: str) -> FindingCard:
    return next(card for card in cards(desk) if card.finding.rule == rule)


def button_of(widget: QWidget, name: str) -> QPushButton:
    return next(
        one for one in widget.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    )


def preview(widget: QWidget) -> FixPreview:
    return next(one for one in widget.findChildren(FixPreview) if one.isVisible())


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)
    settle()


@pytest.fixture
def sales(window: Window) -> tuple[Desk, Document]:
    return open_desk(window, sample("ningbo-sales-office-before"))


def test_checks_stand_in_groups_that_fold_and_stay_folded(window: Window, sales: tuple[Desk, Document]):
    # given
    desk, document = sales
    panel, findings = desk.panel, document.assessment.findings
    now = [one for one in findings if one.outcome is Outcome.BREACHED and one.level == "must"]
    later = [one for one in findings if one.outcome is Outcome.OPEN or one.level == "should"]
    later = [one for one in later if one.outcome in {Outcome.OPEN, Outcome.BREACHED}]

    # then
    counts = {heading.key: heading.count for heading in panel.headings}
    assert counts["now"] == len(now)
    assert counts["decide"] == 1
    assert counts["later"] == len(later)
    assert sum(number for key, number in counts.items() if key.startswith("now/")) == len(now)
    assert [key for key in counts if "/" not in key] == ["now", "decide", "later"]
    assert {one.finding.key for one in panel.shown}.isdisjoint({one.key for one in later})

    # when what can wait is unfolded
    heading = next(one for one in panel.headings if one.key == "later")
    assert heading.is_folded
    heading.setFocus()
    press(Qt.Key.Key_Right)

    # then recommendations stand before questions
    assert {one.finding.key for one in panel.shown} & {one.key for one in later}
    assert any(isinstance(one, FindingCard) and one.finding.level == "should" for one in panel.shown)
    assert any(isinstance(one, FindingRow) for one in panel.shown)

    # when a step is folded away with the keyboard
    step = next(one for one in panel.headings if one.key == "now/cameras")
    step.setFocus()
    press(Qt.Key.Key_Return)

    # then it is gone from the list, the number stays, and another language does not open it
    assert all(one.finding.step != "cameras" or one.finding.level == "should" for one in cards(desk))
    assert step.count == counts["now/cameras"]
    again = switch(window, "ko")
    assert next(one for one in again.panel.headings if one.key == "now/cameras").is_folded
    assert not next(one for one in again.panel.headings if one.key == "later").is_folded


def test_one_card_for_four_devices_mends_one_or_all_in_one_step(sales: tuple[Desk, Document]):
    # given
    desk, document = sales
    card = card_of(desk, DEVICE_ACCESS)
    names = [camera.label for camera in (document.dossier.cameras or {}).values()]

    # then there is one card, which names them
    assert sum(one.finding.rule == DEVICE_ACCESS for one in cards(desk)) == 1
    fold = next(one for one in card.findChildren(LineButton) if one.isCheckable())
    assert fold.accessibleName() == f"{names[0]}, {names[1]} and 2 more"

    # when one is mended
    fold.click()
    settle()
    only = [one for one in card.findChildren(QPushButton) if one.accessibleName() == "Only here"]
    assert len(only) == len(names)
    click(only[1])
    assert [one.path for one in preview(card).differences] == ["cameras.c2.default_password_changed"]
    click(preview(card).do_it)

    # then the card stays and is about the others
    assert card_of(desk, DEVICE_ACCESS) is card
    assert [finding.item for finding in card.check.findings] == ["cameras.c1", "cameras.c3", "cameras.c4"]
    assert fold.accessibleName() == f"{names[0]}, {names[2]} and 1 more"

    # when the first is mended, whose words the card used
    desk.fix(card.finding.fixes[0])
    settle()
    assert card_of(desk, DEVICE_ACCESS) is card

    # when the rest is mended at once
    steps = document.stack.index()
    click(button_of(card, "Change the password, and record it (2 places)"))
    assert len(preview(card).differences) == 2
    click(preview(card).do_it)

    # then that was one step
    assert DEVICE_ACCESS not in {one.finding.rule for one in cards(desk)}
    assert document.stack.index() == steps + 1


def test_a_fix_is_shown_first_and_done_or_left_with_the_keyboard(
    window: Window, sales: tuple[Desk, Document]
):
    # given
    desk, document = sales
    before = document.dossier
    card = card_of(desk, DEVICE_ACCESS)
    fix = button_of(card, "Change the password, and record it (4 places)")

    # when
    fix.setFocus()
    press(Qt.Key.Key_Space)

    # then nothing is changed, and the button that does it has the keyboard
    shown = preview(card)
    assert document.dossier is before
    assert focused() is shown.do_it
    assert [(one.before, one.after) for one in shown.differences] == [("No", "Yes")] * 4
    assert "To change 14 (now 18)" in " ".join(one.text() for one in shown.findChildren(Prose))

    # when it is left
    press(Qt.Key.Key_Escape)

    # then
    assert document.dossier is before
    assert document.stack.index() == 0
    assert focused() is fix
    assert not card.previews.isVisible()

    # when it is done after all
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)

    # then the status line says so and takes it back
    assert document.dossier != before
    assert desk.status.noted == "Done: Change the password, and record it (4 places)"
    assert desk.panel.isAncestorOf(focused())
    click(desk.status.undo)
    assert document.dossier == before
    assert not desk.status.undo.isVisible()


def test_every_fix_of_the_samples_changes_what_its_preview_says(window: Window):
    told = 0
    for name in ("seoul-gym", "shanghai-hotel"):
        if window.document is not None:
            window.document.stack.setClean()
        desk, document = open_desk(window, sample(name))
        for card in cards(desk):
            for fix in card.check.fixes:
                before = document.dossier
                shown = FixPreview(fix, desk)
                promised = shown.differences
                document.apply(fix.edits, fix.label)
                really = listed(before, document.dossier, "en")
                document.stack.undo()
                assert promised == really
                assert really
                assert shown.do_it.isEnabled()
                told += 1
                shown.deleteLater()
        settle()
    assert told > 4


def test_a_strip_and_the_sheet_show_the_same_preview(sales: tuple[Desk, Document]):
    # given
    desk, document = sales
    before = document.dossier
    desk.go_to("cameras.c1.default_password_changed")
    settle()
    strip = next(
        one
        for one in descendants(desk.page, FindingStrip)
        if isinstance(one, FindingStrip) and one.finding.rule == DEVICE_ACCESS
    )

    # when
    fix = button_of(strip, "Change the password, and record it")
    click(fix)

    # then only this one is meant
    shown = preview(strip)
    assert [one.path for one in shown.differences] == ["cameras.c1.default_password_changed"]
    assert [*clipped(desk.page), *outside(strip), *overlapping(strip)] == []
    click(shown.leave_it)
    assert document.dossier is before

    # when it is asked for in the sheet about the finding
    desk.explain_finding(strip.finding, strip)
    settle()
    sheet = QApplication.activePopupWidget()
    assert isinstance(sheet, Popover)
    click(button_of(sheet, "Change the password, and record it"))
    shown = preview(sheet)
    assert [one.path for one in shown.differences] == ["cameras.c1.default_password_changed"]
    click(shown.do_it)

    # then it is done and the sheet is closed
    assert document.get("cameras.c1.default_password_changed") is True
    assert QApplication.activePopupWidget() is None


def places(desk: Desk) -> dict[int, tuple[int, int]]:
    """Where each card and heading stands, by identity."""
    return {
        id(one): (one.mapTo(desk.panel, QPoint(0, 0)).y(), one.height()) for one in desk.panel._shown.values()
    }


def test_nothing_moves_while_one_types_and_what_is_settled_goes_when_the_keys_rest(
    qtbot: QtBot, window: Window
):
    # given a field in which every second letter makes a finding
    desk, document = open_desk(window, sample("shanghai-hotel"))
    qtbot.wait(450)
    desk.go_to(DAYS)
    settle()
    field = focused()
    press(Qt.Key.Key_Backspace)
    first = {one.finding.key for one in cards(desk)}
    strips = descendants(desk.page, FindingStrip)
    before, scroll = places(desk), desk.panel._scroll.verticalScrollBar().value()
    seen: set[bool] = set()

    # when
    for letter in range(30):
        QTest.keyClick(field, Qt.Key.Key_Backspace if letter % 2 else Qt.Key.Key_0)
        QApplication.processEvents()
        key = ("cn.cctv.retention-local", "activities.a1")
        flipped = next(one for one in document.assessment.findings if one.rule == key[0])
        seen.add(flipped.outcome is Outcome.REVIEW)

        # then every widget is the same one, where it was, as high as it was
        assert places(desk) == before
        assert desk.panel._scroll.verticalScrollBar().value() == scroll
        assert focused() is field
        assert descendants(desk.page, FindingStrip) == strips
    assert seen == {True, False}

    # when the last letter settles it
    QTest.keyClick(field, Qt.Key.Key_0)
    QApplication.processEvents()
    settled = [one for one in desk.panel._shown.values() if isinstance(one, FindingCard) and one.is_settled]

    # then it keeps its place, and goes when the keys rest
    assert {one.finding.rule for one in settled} == {"cn.cctv.retention-local"}
    assert {one.finding.key for one in cards(desk)} < first
    assert places(desk) == before
    qtbot.waitUntil(lambda: not any(one in desk.panel._shown.values() for one in settled))
    qtbot.waitUntil(lambda: len(descendants(desk.page, FindingStrip)) < len(strips))
    assert focused() is field
    assert not any(one.is_settled for one in desk.panel.shown)
    left = [one for one in descendants(desk.page, FindingStrip) if isinstance(one, FindingStrip)]
    assert not any(one.is_settled for one in left)


class Paintings(QObject):
    """Counts how often widgets of a kind are painted, one and the same widget that most."""

    def __init__(self, among: QWidget) -> None:
        super().__init__()
        self._among, self._seen = among, Counter[int]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._seen[id(watched)] += self._among.isAncestorOf(watched)
        return False

    @property
    def most(self) -> int:
        return max(self._seen.values(), default=0)


def test_an_answer_that_changes_much_is_painted_once_and_what_it_took_away_comes_back(window: Window):
    # given a page with a list, and the keyboard not in a field for words
    desk, document = open_desk(window, sample("shanghai-hotel"))
    desk.go_to("cameras.c1.audio")
    settle()
    path, shown = "cameras.c2.face_function", {id(one) for one in cards(desk)}

    # when
    document.edit(path, FaceFunction.IDENTIFICATION)
    paintings = Paintings(desk.page)
    QApplication.instance().installEventFilter(paintings)  # type: ignore[union-attr]  # there is one
    settle()
    QApplication.instance().removeEventFilter(paintings)  # type: ignore[union-attr]  # the same

    # then there is a new card, and nothing on the page was painted on its way to its place
    new = [one for one in cards(desk) if id(one) not in shown]
    assert new
    assert paintings.most == 1

    # when it is taken back, and the device gets another name
    document.edit(path, FaceFunction.NONE)
    settle()
    assert not any(one.isVisible() for one in new)
    document.edit("cameras.c2.label", "Tür <b>&")
    settle()
    assert not any(one.isVisible() for one in new)

    # then the same cards come back with the answer, in words of now
    document.edit(path, FaceFunction.IDENTIFICATION)
    settle()
    assert [one for one in cards(desk) if id(one) not in shown] == new
    assert all(one.isVisible() for one in new)
    assert all(one.finding in document.assessment.findings for one in new)
    about = [one for one in new if one.finding.item == "cameras.c2" and not one.check.is_many]
    assert all(say(one.finding.message) == one.accessibleDescription() for one in about)
    told = " ".join(one.text() for card in new for one in card.findChildren(Prose))
    assert all(say(one.finding.message) in told for one in new)


def test_a_screen_reader_hears_what_changed_once_and_only_that(sales: tuple[Desk, Document]):
    # given
    desk, document = sales
    heard: list[str] = []
    desk.panel.spoken.said.connect(heard.append)

    # when two answers change one after the other
    document.edit("cameras.c1.default_password_changed", True)
    document.edit("cameras.c2.default_password_changed", True)
    settle()
    assert heard == []
    desk.panel.spoken.speak()

    # then both are told in one sentence
    assert heard == ["To change: 16, 2 less."]

    # when nothing that matters changes, nothing is said
    document.edit("venue.name", "Another name")
    desk.panel.spoken.speak()
    assert len(heard) == 1

    # when something new is wrong, it is named
    document.edit("cameras.c1.default_password_changed", False)
    desk.panel.spoken.speak()
    assert heard[1:] == ["To change: 17, 1 more. New: No factory password on face devices."]


def test_an_article_tells_how_well_its_wording_is_known(window: Window, sales: tuple[Desk, Document]):
    # given
    desk, document = sales
    cited = {one for finding in document.assessment.findings for one in finding.citations}
    by_grade: dict[str, Citation] = {one.verified: one for one in sorted(cited, key=str)}
    assert "text" in by_grade

    said: dict[str, list[str]] = {}
    for grade, citation in by_grade.items():
        desk.show_article(citation, desk.top_bar)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        said[grade] = [one.text() for one in popup.findChildren(Prose)]
        popup.close()
        settle()

    # then
    assert COMPARED in said["text"]
    assert ORIGINAL in said["text"]
    assert all(COMPARED not in words for grade, words in said.items() if grade != "text")
    assert all(ORIGINAL not in words for grade, words in said.items() if grade == "unverified")
    assert all("Our translation" in words or IN_SHORT in words for words in (said["text"],))


def test_a_case_like_it_is_told_once_the_keys_rest_and_can_be_read(
    qtbot: QtBot, sales: tuple[Desk, Document]
):
    # given
    desk, _document = sales
    qtbot.waitUntil(lambda: all(card.is_told for card in cards(desk)))
    wanted: list[str] = []
    desk.case_wanted.disconnect()
    desk.case_wanted.connect(wanted.append)

    # when
    card = card_of(desk, "cn.fr.public-place-necessity")
    line = next(one for one in card.findChildren(LineButton) if "Similar case" in one.accessibleName())
    line.click()

    # then
    assert len(wanted) == 1


def test_groups_places_and_previews_are_whole_in_every_language(window: Window, sales: tuple[Desk, Document]):
    assert sales
    window.resize(1024, 700)
    found = {}
    for lang in LANGUAGES:
        desk = switch(window, lang)
        desk.show_checks(True)
        desk.panel.folded = {"decide", "later", "now/purpose", "now/signage", "now/retention"}
        desk.panel.show_only(None)
        card = card_of(desk, DEVICE_ACCESS)
        next(one for one in card.findChildren(LineButton) if one.isCheckable()).click()
        for one in [one for one in cards(desk) if one.check.fixes][:3]:
            one.previews.ask(one.check.fixes[0])
        settle()
        desk.panel._scroll.verticalScrollBar().setValue(0)
        found[lang] = [*clipped(desk.panel), *outside(desk.panel), *overlapping(desk.panel)]
    assert {lang: some for lang, some in found.items() if some} == {}


def test_two_hundred_devices_are_a_few_cards(window: Window):
    # given
    cameras = {
        f"c{number}": {
            "label": f"Gate {number}",
            "kind": "gate",
            "face_function": "verification",
            "network": "site",
            "default_password_changed": False,
        }
        for number in range(200)
    }
    dossier = Dossier.model_validate(
        {"venue": {"kind": "hotel", "jurisdiction": "CN", "name": "W"}, "cameras": cameras}
    )

    # when
    desk, document = open_desk(window, dossier)

    # then
    wrong = document.assessment.counts[Outcome.BREACHED]
    assert wrong >= 200
    assert len(cards(desk)) < 20
    assert next(one for one in desk.panel.headings if one.key == When.NOW.value).count > 190
