"""What stands beside the findings: what may follow, what happened to others, dates, deadlines, clocks."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.gui.case_door import cases_window
from fr_desk.gui.cases import CaseSheet, CasesWindow
from fr_desk.gui.compare import NEEDS_BOTH, SAME
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.due import DueLine
from fr_desk.gui.finding_card import FindingCard
from fr_desk.gui.finding_sheet import FOLLOWS, OTHERS
from fr_desk.gui.prose import Prose
from fr_desk.gui.strips import FindingStrip
from fr_desk.gui.surfaces import Popover
from fr_desk.gui.window import Window
from fr_desk.i18n import texts
from fr_desk.rules.cases import cases
from fr_desk.rules.comparison import compare
from fr_desk.rules.deadlines import DeadlineStatus, State
from fr_desk.rules.findings import Announcement, Outcome
from fr_desk.rules.sentences import NOTHING_RUNS
from tests.gui.conftest import click, open_desk, sample, settle

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def hotel(window: Window) -> tuple[Desk, Document]:
    return open_desk(window, sample("shanghai-hotel"))


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Prose) if label.isVisible()]


def press(widget: QWidget, name: str) -> QPushButton:
    return next(
        one for one in widget.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    )


def popup() -> Popover:
    found = QApplication.activePopupWidget()
    assert isinstance(found, Popover)
    return found


class TestMoreAboutAFinding:
    def card(self, desk: Desk) -> FindingCard:
        return next(
            one for one in desk.panel.shown if isinstance(one, FindingCard) and one.finding.consequences
        )

    def test_says_what_the_law_lets_follow_with_its_articles(self, hotel: tuple[Desk, Document]):
        # given
        desk, _ = hotel
        card = self.card(desk)

        # when
        click(press(card, "More about it"))

        # then
        said = words(popup())
        assert FOLLOWS in said
        follows = card.finding.consequences[0]
        assert follows.says.en in said
        label = desk.citation_label(follows.citations[0])
        article = [one for one in popup().findChildren(QPushButton) if one.text().replace("&&", "&") == label]

        # when
        article[-1].click()
        settle()

        # then the article itself is read
        assert popup().accessibleName() != card.accessibleName()
        assert follows.says.en not in words(popup())
        popup().close()

    def test_is_told_where_the_mistake_is_as_well(self, window: Window):
        # given
        desk, document = open_desk(window, sample("seoul-gym"))
        document.edit("cameras.c1.audio", "on")
        desk.go_to("cameras.c1.audio")
        settle()
        strip = next(one for one in desk.page.findChildren(FindingStrip) if one.isVisible())

        # when
        click(press(strip, "More about it"))

        # then
        assert FOLLOWS in words(popup())
        popup().close()

    def test_leads_to_a_case_of_others(self, window: Window, hotel: tuple[Desk, Document]):
        # given
        desk, _ = hotel
        click(press(self.card(desk), "More about it"))
        assert OTHERS in words(popup())
        titles = {case.title.en: case.id for case in cases()}
        link = next(one for one in popup().findChildren(QPushButton) if one.accessibleName() in titles)

        wanted = titles[link.accessibleName()]

        # when
        link.click()
        settle()

        # then
        reader = cases_window(window)
        assert reader is not None
        assert reader.case is not None
        assert reader.case.id == wanted
        assert QApplication.activePopupWidget() is None
        reader.close()


class TestTheCases:
    @pytest.fixture
    def reader(self, window: Window) -> CasesWindow:
        assert window.home is not None
        click(window.home.cases)
        found = cases_window(window)
        assert found is not None
        return found

    def test_are_all_listed_and_read_with_the_arrows(self, reader: CasesWindow):
        # given
        assert list(reader.rows) == [case.id for case in cases()]
        first, second = list(reader.rows.values())[:2]
        assert reader.case is first.case

        # when
        QTest.keyClick(first, Qt.Key.Key_Down)
        settle()

        # then
        assert reader.case is second.case
        assert second.isChecked()
        assert not first.isChecked()
        sheet = reader.findChildren(CaseSheet)
        assert [one._case.id for one in sheet] == [second.case.id]
        said = words(reader.reading)
        for text in (second.case.title, second.case.facts, second.case.outcome, second.case.lesson):
            assert text.en in said
        reader.close()

    def test_say_what_is_found_in_every_state_of_the_venue(self, reader: CasesWindow):
        # given a case that was judged before and after
        case = next(case for case in cases() if len(case.variants) > 1)

        # when
        reader.show_case(case.id)
        settle()

        # then
        said = words(reader.reading)
        for variant in case.variants:
            assert variant.title.en in said
            found = services.assess(case.dossier(variant), variant.as_of).of(Outcome.BREACHED)
            assert {finding.message.en for finding in found} <= set(said)
        reader.close()

    def test_name_their_sources_without_links(self, reader: CasesWindow):
        # given
        case = next(case for case in cases() if case.sources)

        # when
        reader.show_case(case.id)
        settle()

        # then
        assert set(case.sources) <= set(words(reader.reading))
        reader.close()

    def test_open_as_a_new_dossier_that_is_not_saved(self, window: Window, reader: CasesWindow):
        # given
        case = reader.case
        assert case is not None

        # when
        click(press(reader, "Open as a new dossier"))

        # then
        assert window.document is not None
        assert window.document.dossier == case.dossier(case.variants[0])
        assert window.document.path is None
        assert cases_window(window) is None

    def test_close_with_escape_and_open_with_f7(self, window: Window, reader: CasesWindow):
        # when
        QTest.keyClick(reader, Qt.Key.Key_Escape)
        settle()

        # then
        assert cases_window(window) is None

        # when
        window.activateWindow()
        settle()
        QTest.keyClick(window, Qt.Key.Key_F7)
        settle()

        # then
        again = cases_window(window)
        assert again is not None
        again.close()

    def test_stay_open_at_the_same_case_in_another_language(self, window: Window, reader: CasesWindow):
        # given
        last = list(reader.rows)[-1]
        reader.show_case(last)

        # when
        window.choose_language("ko")
        settle()

        # then
        again = cases_window(window)
        assert again is not None
        assert again.case is not None
        assert again.case.id == last
        assert again.case.title.ko in words(again)
        again.close()


class TestTheDate:
    def test_is_said_chosen_and_taken_back(self, hotel: tuple[Desk, Document]):
        # given
        desk, document = hotel
        desk.show_step("review")
        settle()
        assert desk.page._review is not None
        verdict = desk.page._review.verdict

        # when
        document.edit("as_of", "2025-03-01")
        settle()

        # then
        assert verdict._law.text() == "Law as of 1 March 2025, chosen for this assessment."
        assert "law as of 2025-03-01" in desk.top_bar.facts.text()
        assert document.assessment.as_of == dt.date(2025, 3, 1)

        # when
        click(verdict.today)

        # then
        assert document.dossier.as_of is None
        assert verdict._law.text().startswith("Law as of today, ")
        assert not verdict.today.isVisible()

        # when
        document.stack.undo()
        settle()

        # then
        assert document.dossier.as_of == dt.date(2025, 3, 1)

        # when
        click(verdict.choose_date)

        # then the keyboard is where the date is typed
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() == "Date of assessment"

    def test_two_are_compared(self, hotel: tuple[Desk, Document]):
        # given
        desk, document = hotel
        desk.show_step("review")
        settle()
        assert desk.page._review is not None
        view = desk.page._review.compare

        # when
        click(view.fold)
        assert QApplication.focusWidget() is view.before.line
        first = words(view)
        view.before.line.setText("2024-01-01")
        view.after.line.setText("2026-11-21")
        settle()

        # then
        expected = compare(
            services.assess(document.dossier, dt.date(2024, 1, 1)), services.assess(document.dossier, TODAY)
        )
        assert expected.of("appeared")
        said = words(view)
        assert f"Appears ({len(expected.of('appeared'))})" in said
        assert first != said
        assert len(first) > 3
        assert document.is_clean

        # when one is taken away, and when both are the same
        view.before.line.setText("")
        settle()
        without = words(view)
        view.before.line.setText("2026.11.21")
        settle()

        # then
        assert NEEDS_BOTH in without
        assert SAME in words(view)

    def test_to_come_is_announced(self, hotel: tuple[Desk, Document]):
        # given
        desk, document = hotel
        desk.show_step("review")
        settle()
        assert desk.page._review is not None
        announced = desk.page._review.announced
        change = Announcement(
            id="x",
            on=dt.date(2027, 7, 1),
            title=texts("A new act"),
            says=texts("It will ask more."),
            citations=(),
        )

        # when
        announced.show_assessment(document.assessment.model_copy(update={"announcements": (change,)}))
        settle()

        # then
        assert "From 1 July 2027: A new act" in words(announced)
        announced.show_assessment(document.assessment.model_copy(update={"announcements": ()}))
        settle()
        assert not announced.isVisible()


class TestDeadlines:
    def test_follow_the_answers_once_it_is_calm(self, qtbot: QtBot, hotel: tuple[Desk, Document]):
        # given
        desk, document = hotel
        desk.show_step("review")
        settle()
        assert desk.page._review is not None
        due = desk.page._review.due
        before = due._entries
        assert before == desk.counsel.deadlines()

        # when
        document.edit("assessment.next_review_on", "2026-12-01")

        # then nothing moves while one types
        assert due._entries == before
        qtbot.waitUntil(lambda: not desk.is_thinking)
        assert due._entries != before
        qtbot.waitUntil(lambda: any("1 December 2026" in text for text in words(due)))

    def test_that_do_not_press_are_folded_away(self, hotel: tuple[Desk, Document]):
        # given
        desk, _ = hotel
        desk.show_step("review")
        settle()
        assert desk.page._review is not None
        due = desk.page._review.due
        pressing = [
            one
            for one in due._entries
            if one.state in {State.OVERDUE, State.NOW, State.RUNNING, State.UNKNOWN}
        ]
        assert pressing
        assert len(pressing) < len(due._entries)
        assert [line.entry for line in due.lines] == pressing

        folded = due.more.icon().pixmap(16).toImage()

        # when
        click(due.more)

        # then
        assert len(due.lines) == len(due._entries)
        assert due.more.icon().pixmap(16).toImage() != folded
        click(due.more)
        assert due.more.icon().pixmap(16).toImage() == folded
        assert [line.entry for line in due.lines] == pressing

    def test_that_are_unknown_lead_to_the_answer(self, hotel: tuple[Desk, Document]):
        # given
        desk, _ = hotel
        status = DeadlineStatus(
            "x",
            State.UNKNOWN,
            "must",
            texts("A filing"),
            texts("Unknown."),
            (),
            missing=("filings.police.filed",),
        )
        line = DueLine(status, desk)
        line.show()

        # when
        press(line, "Answer it").click()
        settle()

        # then
        assert desk.page.step.id == "storage"
        line.deleteLater()

    def test_the_filings_stand_where_they_are_asked_about(self, hotel: tuple[Desk, Document]):
        # given
        desk, _ = hotel

        # when
        desk.show_step("storage")
        settle()

        # then
        assert desk.page._filings is not None
        assert desk.counsel.counters()
        said = words(desk.page._filings)
        assert all(counter.sentence.en in said for counter in desk.counsel.counters())

    def test_none_of_which_runs_are_said_in_a_sentence(self, hotel: tuple[Desk, Document]):
        # given
        desk, _ = hotel
        desk.show_step("review")
        settle()
        assert desk.page._review is not None
        due = desk.page._review.due
        standing = DeadlineStatus(
            "x", State.STANDING, "must", texts("Requests"), texts("Within 10 days."), ()
        )

        while desk.is_thinking:  # what it thinks of is shown too
            QTest.qWait(5)

        # when
        due.show_entries([standing])
        settle()

        # then
        assert NOTHING_RUNS in words(due)
        click(due.more)
        assert NOTHING_RUNS not in words(due)
        assert "Within 10 days." in words(due)


class TestRetention:
    def test_is_said_for_the_chosen_activity_in_one_sentence(self, hotel: tuple[Desk, Document]):
        # given
        desk, document = hotel
        desk.show_step("retention")
        settle()

        # when each activity is chosen
        shown = {}
        for key in document.dossier.activities or {}:
            desk.choose_activity(key)
            settle()
            assert desk.page._kept is not None
            shown[key] = desk.page._kept.sentence.text()

        # then
        expected = {key: kept.sentence.en for key in shown if (kept := desk.counsel.kept(key))}
        assert shown == expected
        assert len(set(shown.values())) > 1
