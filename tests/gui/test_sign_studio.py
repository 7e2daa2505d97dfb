"""The sign studio: signs laid out live, designed by keyboard with undo of each step, checked, saved and printed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fr_desk.domain import paths
from fr_desk.domain.choices import AttachmentKind, Language, PaperSize, SignItem, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.printing import SignDesign
from fr_desk.errors import FrDeskError
from fr_desk.gui import language, sign_press, theme
from fr_desk.gui.document import Document
from fr_desk.gui.files import Files
from fr_desk.gui.papers import Papers
from fr_desk.gui.profile import Profile
from fr_desk.gui.sign_controls import ItemsEditor, LanguagesEditor, SizeEditor, WayUpEditor
from fr_desk.gui.sign_door import sign_studio
from fr_desk.gui.sign_studio import SignStudio
from fr_desk.gui.surfaces import Popover
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang, texts
from fr_desk.paths import user_folders
from fr_desk.rules.findings import Citation
from fr_desk.services.sign_designs import Choosable, Fault, Proof, Sign
from tests.gui.conftest import AnsweringDialogs, open_desk, sample, settle, switch
from tests.gui.pdfs import A3, A4, Rectangle, pdf, sheets
from tests.gui.test_layout import clipped, outside, overlapping
from tests.gui.test_preview import PrintingDialogs

CONTROL, NOTHING = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
LAW = Citation(instrument="kr-pipa", article="25(4)", verified="text")
PARTS = Rectangle(60, 80, 60, 40)
GYM = ["building_entrance", "cctv_area", "face_terminal:a2", "consent:a2", "no_cameras"]


# hands and eyes


def ready(studio: SignStudio, qtbot: QtBot) -> None:
    """Wait until everything is laid out, checked and drawn."""
    qtbot.waitUntil(
        lambda: not studio.press.is_working and (studio.pages.is_drawn or not studio.pages.isVisible()),
        timeout=30_000,
    )
    settle()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def write(words: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(focused(), words)
    settle()


def focused() -> QWidget:
    where = QApplication.focusWidget() or QApplication.activeWindow()
    assert where is not None
    return where


def tab_to(name: str, key: Qt.Key = Qt.Key.Key_Tab) -> QWidget:
    """Press Tab until the control called ``name`` has the keyboard."""
    passed = []
    for _ in range(80):
        if focused().accessibleName() == name:
            return focused()
        press(key)
        passed.append(focused().accessibleName())
    raise AssertionError(f"Tab never came to {name!r}: {passed}")


def opened(window: Window, qtbot: QtBot) -> SignStudio:
    """The studio, opened by its key from the desk."""
    press(Qt.Key.Key_F4)
    studio = sign_studio(window)
    assert studio is not None
    with qtbot.waitActive(studio):
        pass
    ready(studio, qtbot)
    return studio


def text_of(studio: SignStudio) -> str:
    """The words on the pages that are shown."""
    assert studio.press.proof is not None
    with pypdfium2.PdfDocument(studio.press.proof.data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def designs(document: Document) -> list[SignDesign]:
    return list((document.dossier.designs or {}).values())


def editor(studio: SignStudio, choice: Choosable, kind: type[Any]) -> Any:
    found = studio.design.fields[choice].editor
    assert isinstance(found, kind)
    return found


def sentences(studio: SignStudio) -> list[str]:
    """What is said to be wrong with the sign that is shown."""
    return [fault.message.en for fault in studio.faults.strips]


def state(studio: SignStudio, sign_id: str) -> str:
    return studio.list.rows[sign_id].state


def faults(studio: SignStudio) -> list[str]:
    """Everything that is wrong with how the studio is laid out."""
    parts = (studio.list, studio.head, studio.faults, studio.design)
    return [*clipped(studio), *outside(studio), *(words for part in parts for words in overlapping(part))]


# a studio without a desk, whose signs are made at once


class Works:
    """Makes proofs and faults at once, of signs that are planned as ever."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.go = threading.Event()
        self.go.set()
        self.error: FrDeskError | None = None
        self.faults: dict[str, tuple[Fault, ...]] = {}

    def proof_of(self, _dossier: Dossier, sign: Sign, _attachments: object, made_as: str) -> Proof:
        assert self.go.wait(10)
        if self.error is not None:
            raise self.error
        self.made.append(sign.design.headline or "")
        pages = {"sheet": [A4], "tiles": [A4] * 5, "bleed": [A3]}[made_as]
        return Proof(pdf(pages, PARTS), 14.0, None, 3.0, False)

    def faults_of(self, _dossier: Dossier, sign: Sign, _attachments: object) -> tuple[Fault, ...]:
        return self.faults.get(sign.id, ())


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> Works:
    made = Works()
    monkeypatch.setattr(sign_press, "proof_of", made.proof_of)
    monkeypatch.setattr(sign_press, "faults_of", made.faults_of)
    monkeypatch.setattr(sign_press, "CALM_AFTER", 30)
    return made


@pytest.fixture
def dialogs(tmp_path: Path) -> PrintingDialogs:
    folder = tmp_path / "papers"
    folder.mkdir()
    made = PrintingDialogs(folder)
    made.out = folder / "printed.pdf"
    return made


class Beside:
    """Stands in for the desk, and keeps what it was asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.asked: list[str] = []

    def citation_label(self, citation: Citation) -> str:
        return f"Article {citation.article}"

    def show_article(self, citation: Citation, anchor: QWidget) -> None:
        self.asked.append(f"{anchor.accessibleName()} of {citation.instrument}")

    def attach(self, path: str, kind: AttachmentKind | None = None, *, keep_location: bool = False) -> None:
        self.asked.append(f"file for {path}")

    def trigger(self, action: str) -> None:
        self.asked.append(action)
        steps: dict[str, Callable[[], object]] = {
            "undo": self.document.stack.undo,
            "redo": self.document.stack.redo,
        }
        steps.get(action, list)()


Lone = tuple[SignStudio, Beside]


@contextmanager
def lone(dossier: Dossier, dialogs: AnsweringDialogs, profile: Path, qtbot: QtBot) -> Iterator[Lone]:
    """A studio without a desk beside it."""
    owner = QWidget()
    owner.resize(1366, 768)
    owner.show()
    papers, files = Papers(owner), Files(owner, dialogs, Profile(user_folders(profile)))
    files.open_dossier(dossier)
    assert files.document is not None
    guide = Beside(files.document)
    studio = SignStudio(owner, files.document, papers, files, dialogs, guide)  # type: ignore[arg-type]  # part of a desk
    studio.place_wanted.connect(guide.asked.append)
    studio.show()
    studio.activateWindow()
    with qtbot.waitActive(studio):
        pass
    studio.begin()
    ready(studio, qtbot)
    yield studio, guide
    if isValid(studio):
        studio.close()
    papers.shut_down()
    files.drop()
    owner.deleteLater()
    settle()


@pytest.fixture
def gym(works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot) -> Iterator[Lone]:
    with lone(sample("seoul-gym"), dialogs, tmp_path / "profile", qtbot) as made:
        yield made


# in the real window


def test_every_sign_the_venue_needs_is_listed_laid_out_and_checked(window: Window, qtbot: QtBot):
    # given
    open_desk(window, sample("seoul-gym"))

    # when
    studio = opened(window, qtbot)

    # then the first one is shown and has the keyboard
    rows = studio.list.rows
    assert list(rows) == GYM
    assert focused() is rows["building_entrance"]
    assert "CCTV" in text_of(studio)
    assert [row.state for row in rows.values()] == ["Ready to hang"] * 5
    described = focused().accessibleDescription()
    assert "Recommended" in described  # signs in the areas announce every camera already
    assert "25(4)" in described
    assert studio.head.why.text() in described
    assert studio.faults.summary.startswith("Nothing is missing")

    # when the next one is chosen by keyboard
    before = text_of(studio)
    press(Qt.Key.Key_Down)
    ready(studio, qtbot)

    # then
    assert studio.head.title.text() == focused().accessibleName() == "CCTV area"
    assert text_of(studio) != before


def test_every_choice_is_made_by_keyboard_printed_at_once_and_undone_step_by_step(
    window: Window, qtbot: QtBot
):
    # given
    _desk, document = open_desk(window, sample("seoul-gym"))
    studio = opened(window, qtbot)

    def choose(name: str, *keys: Qt.Key, words: str = "") -> None:
        tab_to(name)
        for key in keys:
            press(key)
        write(words)
        press(Qt.Key.Key_Tab)

    # when every choice is made from left to right with the keyboard alone
    choose("English", Qt.Key.Key_Space)
    choose("Size", Qt.Key.Key_Down)
    choose("Portrait", Qt.Key.Key_Right)
    choose("Reading distance", words="4.5")
    choose("Words of the headline", words="CCTV watches the gate")
    choose("A sentence of your own", words="Ask us anything.")
    choose("Operator", Qt.Key.Key_Space)
    ready(studio, qtbot)

    # then all of it is in the dossier, on the sign, and in the state of the list
    design = SignDesign(
        kind=SignKind.BUILDING_ENTRANCE,
        headline="CCTV watches the gate",
        extra="Ask us anything.",
        left_out=(SignItem.OPERATOR,),
        languages=(Language.KO, Language.EN),
        size=PaperSize.A3,
        landscape=True,
        reading_distance=4.5,
    )
    assert designs(document) == [design]
    assert "CCTV watches the gate" in " ".join(text_of(studio).split())
    assert "Ask us anything." in text_of(studio)
    assert studio.foot.size_words.text() == "A3 · 420 × 297 mm"
    assert "Designed by hand" in studio.list.rows["building_entrance"].accessibleDescription()

    # when each step is undone, wherever the keyboard is
    steps = document.stack.count()
    names = ("left_out", "extra", "headline", "reading_distance", "landscape", "size")
    for name in names:
        press(Qt.Key.Key_Z, CONTROL)
        assert [getattr(one, name) for one in designs(document)] == [None]
        assert studio.foot.note.text().startswith("Undone: ")
    press(Qt.Key.Key_Z, CONTROL)

    # then nothing of it is left, on the screen as in the dossier
    assert steps == 7
    assert document.dossier.designs is None
    assert document.stack.index() == 0
    assert studio.design.usual.isHidden()
    assert editor(studio, "size", SizeEditor).combo.currentText().startswith("A4")
    assert editor(studio, "left_out", ItemsEditor).ticks[SignItem.OPERATOR].isChecked()

    # when it is done again
    for _ in range(steps):
        press(Qt.Key.Key_Y, CONTROL)

    # then
    assert designs(document) == [design]


def test_a_fault_appears_leads_to_what_mends_it_and_disappears(window: Window, qtbot: QtBot):
    # given
    open_desk(window, sample("seoul-gym"))
    studio = opened(window, qtbot)

    # when the headline is to be read from further away than its letters allow
    tab_to("Reading distance")
    write("7")
    ready(studio, qtbot)

    # then
    assert len(sentences(studio)) == 1
    assert sentences(studio)[0].startswith("To be read from 7 m")
    assert state(studio, "building_entrance") == "Recommended: 1"
    hint = studio.design.fields["reading_distance"].hint
    assert "mm high" in hint.text()
    assert hint.property("tone") == "breached"

    # when its button is pressed and larger paper taken
    tab_to("Go there", Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Space)
    assert focused() is editor(studio, "size", SizeEditor).combo
    press(Qt.Key.Key_End)
    ready(studio, qtbot)

    # then
    assert sentences(studio) == []
    assert state(studio, "building_entrance") == "Ready to hang"
    assert hint.property("tone") == ""


def test_a_fault_of_the_answers_leads_to_the_desk_and_disappears_with_the_answer(
    window: Window, qtbot: QtBot
):
    # given
    desk, document = open_desk(window, sample("ningbo-sales-office-before"))
    studio = opened(window, qtbot)
    studio.show_sign("consent:a1")
    ready(studio, qtbot)
    rights = next(strip for strip in studio.faults.strips.values() if "Your rights" in strip.accessibleName())
    assert rights.accessibleName().startswith("Required by law: ")
    assert rights.fault.article is not None

    # when its article is asked for
    chip = next(one for one in rights.findChildren(QAbstractButton) if one is not rights.mend)
    chip.setFocus()
    press(Qt.Key.Key_Space)

    # then
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, Popover)
    assert "Article 5" in popover.accessibleName()
    popover.close()
    settle()

    # when its button is pressed
    rights.mend.setFocus()
    press(Qt.Key.Key_Space)
    settle()

    # then the desk asks for the answer
    assert desk.page.step.id == "signage"
    assert desk.isAncestorOf(focused())

    # when it is answered there
    document.edit("rights.ways", ("desk", "phone"))
    ready(studio, qtbot)

    # then
    assert not any("Your rights" in sentence for sentence in sentences(studio))


def test_what_the_law_demands_is_locked_and_stays_on_the_sign(window: Window, qtbot: QtBot):
    # given a file that leaves the purpose off all the same
    dossier, _ = paths.insert(
        sample("seoul-gym"),
        "designs",
        SignDesign(kind=SignKind.CCTV_AREA, left_out=(SignItem.PURPOSE, SignItem.PERIOD)),
    )
    _desk, document = open_desk(window, dossier)

    # when
    studio = opened(window, qtbot)
    studio.show_sign("cctv_area")
    ready(studio, qtbot)

    # then it is printed, cannot be ticked off, and what is wrong is said with its article
    items = editor(studio, "left_out", ItemsEditor)
    demanded = {SignItem.PURPOSE, SignItem.PLACE, SignItem.RANGE, SignItem.HOURS, SignItem.CONTACT}
    assert items.locked.keys() == demanded
    assert items.ticks.keys() == {SignItem.PERIOD, SignItem.OPERATOR}
    assert not items.ticks[SignItem.PERIOD].isChecked()
    assert "목적" in text_of(studio)
    assert "보관" not in text_of(studio)
    assert ["cannot be left off" in sentence for sentence in sentences(studio)] == [True]
    assert state(studio, "cctv_area") == "Required by law: 1"
    article = items.locked[SignItem.PURPOSE].children_in_order[0]
    assert article.accessibleDescription() == f"Purpose: cannot be left off, {article.accessibleName()}"
    assert "25(4)" in article.accessibleName()

    # when another item is chosen
    items.ticks[SignItem.PERIOD].setFocus()
    press(Qt.Key.Key_Space)
    ready(studio, qtbot)

    # then the forbidden wish is gone with it
    assert document.dossier.designs is None
    assert sentences(studio) == []
    assert "보관" in text_of(studio)


def test_the_logo_is_chosen_on_the_sign_and_undone(
    window: Window, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot
):
    # given
    _desk, document = open_desk(window, sample("seoul-gym"))
    studio = opened(window, qtbot)
    dialogs.attached = tmp_path / "logo.svg"
    dialogs.attached.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><rect width="80" height="40" fill="#0b6b75"/></svg>'
    )
    assert studio.press.proof is not None
    before = studio.press.proof.data

    # when
    tab_to("Choose a file…")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: document.dossier.operator.logo is not None, timeout=10_000)
    ready(studio, qtbot)

    # then
    assert studio.press.proof.data != before
    assert any(words.text() == "logo.svg" for words in studio.design.logo.findChildren(type(studio.head.why)))

    # when
    studio.activateWindow()
    press(Qt.Key.Key_Z, CONTROL)
    ready(studio, qtbot)

    # then
    assert document.dossier.operator.logo is None
    assert studio.press.proof is not None
    assert studio.press.proof.data == before


def test_language_and_theme_switch_at_once_and_keep_what_is_looked_at(
    window: Window, works: Works, qtbot: QtBot
):
    # given
    open_desk(window, sample("seoul-gym"))
    studio = opened(window, qtbot)
    studio.show_sign("no_cameras")
    studio.sheet.pages.show_zoom(2.0)
    studio.design.sheets.setCurrentIndex(1)
    studio.design.sheets.activated.emit(1)
    ready(studio, qtbot)
    place = studio.geometry()

    # when
    switch(window, "ko")
    again = sign_studio(window)

    # then
    assert again is not None
    assert again is not studio
    ready(again, qtbot)
    assert again.press.wish.sign == "no_cameras"
    assert again.press.wish.sheet == "bleed"
    assert again.pages.zoom == 2.0
    assert again.geometry() == place
    assert again.windowTitle() != "Signs"
    assert again.list.rows["no_cameras"].accessibleName() == "촬영 없는 구역"
    again.close()
    language.choose("en")


def test_what_is_seen_is_saved_on_one_sheet_and_in_parts(
    window: Window, dialogs: PrintingDialogs, qtbot: QtBot
):
    # given
    _desk, document = open_desk(window, sample("seoul-gym"))
    studio = opened(window, qtbot)
    studio.show_sign("face_terminal:a2")
    editor(studio, "size", SizeEditor).combo.setFocus()
    press(Qt.Key.Key_End)
    ready(studio, qtbot)

    def saved(name: str) -> bool:
        """Save the sign by its key, and tell whether the file is what is seen."""
        press(Qt.Key.Key_E, CONTROL)
        qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)
        settle()
        assert studio.press.proof is not None
        assert studio.foot.note.text() == f"Written: {name}"
        return (dialogs.target / name).read_bytes() == studio.press.proof.data

    # then
    assert studio.pages.count == 1
    assert saved("sign-face-terminal-a2.pdf")

    # when
    studio.design.sheets.setFocus()
    press(Qt.Key.Key_Down)
    ready(studio, qtbot)

    # then the way to paper is no part of the dossier
    assert studio.pages.count > 16
    assert saved("sign-face-terminal-a2-tiles.pdf")
    assert document.stack.count() == 1
    assert [one.size for one in designs(document)] == [PaperSize.A0]


def test_all_signs_and_the_list_that_says_where_they_hang_are_saved(
    window: Window, dialogs: PrintingDialogs, qtbot: QtBot
):
    # given
    open_desk(window, sample("seoul-gym"))
    studio = opened(window, qtbot)

    # when
    press(Qt.Key.Key_E, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)
    every = sorted(file.name for file in dialogs.target.iterdir())
    studio.head.placement.trigger()
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)

    # then
    assert len(every) == len(GYM) + 1
    assert "sign-placement.pdf" in every
    assert studio.foot.note.text() == "Written: sign-placement.pdf"


# edges, with signs that are made at once


def test_a_sign_is_printed_as_large_as_it_is(gym: Lone, dialogs: PrintingDialogs, qtbot: QtBot):
    # given
    studio, _guide = gym

    # when
    press(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: studio.foot.note.text().startswith("Sent to"), timeout=30_000)

    # then
    assert dialogs.out is not None
    (sheet,) = sheets(dialogs.out.read_bytes())
    assert sheet.size == pytest.approx(A4, abs=0.5)
    assert sheet.black is not None
    assert (sheet.black.width, sheet.black.height) == pytest.approx((60, 40), abs=0.5)
    assert dialogs.asked[-1].endswith("Entrance of a whole building")


def test_nothing_is_printed_while_the_sign_is_about_to_change(gym: Lone, works: Works, qtbot: QtBot):
    studio, _guide = gym
    works.go.clear()

    editor(studio, "size", SizeEditor).combo.setFocus()
    press(Qt.Key.Key_Up)

    assert not studio.head.print_button.isEnabled()
    works.go.set()
    ready(studio, qtbot)
    assert studio.head.print_button.isEnabled()


def test_without_a_printer_one_sentence_says_so(gym: Lone, dialogs: PrintingDialogs):
    dialogs.printers = False

    press(Qt.Key.Key_P, CONTROL)

    assert [told.startswith("No printer is set up") for told in dialogs.told] == [True]


def test_typing_is_never_held_up_and_the_sign_follows_once(gym: Lone, works: Works, qtbot: QtBot):
    # given signs that take as long as they like
    studio, guide = gym
    works.go.clear()
    works.made.clear()

    # when
    headline = editor(studio, "headline", QWidget)
    headline.setFocus()
    write("Cameras at work")

    # then every letter is there though nothing was laid out
    assert headline.line.text() == "Cameras at work"
    assert [one.headline for one in designs(guide.document)] == ["Cameras at work"]
    assert works.made == []
    assert studio.foot.state.text().startswith("Something has changed")

    # when
    works.go.set()
    ready(studio, qtbot)

    # then
    assert works.made[-1] == "Cameras at work"
    assert len(works.made) <= 2
    assert guide.document.stack.count() == 1


def test_words_that_are_typed_and_deleted_again_leave_neither_step_nor_design(gym: Lone):
    studio, guide = gym
    editor(studio, "headline", QWidget).setFocus()

    write("CCTV")
    assert guide.document.stack.count() == 1
    for _ in range(4):
        press(Qt.Key.Key_Backspace)

    assert guide.document.dossier.designs is None
    assert guide.document.stack.count() == 0
    assert guide.document.is_clean


def test_words_typed_at_two_times_are_two_steps(gym: Lone):
    studio, guide = gym
    headline, extra = editor(studio, "headline", QWidget), editor(studio, "extra", QWidget)
    for where, words in ((headline, "one"), (extra, "two"), (headline, " three")):
        where.setFocus()
        write(words)

    press(Qt.Key.Key_Z, CONTROL)

    assert [(one.headline, one.extra) for one in designs(guide.document)] == [("one", "two")]
    assert headline.line.text() == "one"


def test_closing_while_a_sign_is_being_laid_out_ends_quietly(
    works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot
):
    with lone(sample("seoul-gym"), dialogs, tmp_path / "profile", qtbot) as (studio, guide):
        # given
        works.go.clear()
        studio.show_sign("no_cameras")
        assert studio.press.is_working
        written = works.made.copy()

        # when
        press(Qt.Key.Key_Escape)
        assert not isValid(studio)
        guide.document.edit("venue.name", "Another name")
        works.go.set()
        settle()

        # then what was under way came to nothing, and the dossier goes on
        assert works.made in (written, [*written, ""])
        assert guide.document.dossier.venue.name == "Another name"


def test_another_dossier_closes_the_studio(window: Window, works: Works, qtbot: QtBot):
    open_desk(window, sample("seoul-gym"))
    opened(window, qtbot)

    open_desk(window, sample("shanghai-hotel"))

    assert sign_studio(window) is None


def test_an_error_is_one_sentence_in_the_place_of_the_sign(gym: Lone, works: Works, qtbot: QtBot):
    studio, _guide = gym
    works.error = FrDeskError()

    press(Qt.Key.Key_Down)
    ready(studio, qtbot)

    assert studio.sheet.message.words == "Something went wrong."
    assert not studio.head.print_button.isEnabled()

    works.error = None
    press(Qt.Key.Key_Down)
    ready(studio, qtbot)
    assert studio.pages.isVisible()


def test_back_to_the_usual_design_takes_every_choice_back_in_one_step(gym: Lone):
    # given
    studio, guide = gym
    editor(studio, "size", SizeEditor).combo.setFocus()
    press(Qt.Key.Key_Up)
    editor(studio, "landscape", WayUpEditor).setFocus()
    press(Qt.Key.Key_Right)
    chosen = designs(guide.document)
    assert studio.design.usual.isVisible()

    # when
    studio.design.usual.setFocus()
    press(Qt.Key.Key_Space)

    # then
    assert guide.document.dossier.designs is None
    assert studio.design.usual.isHidden()
    assert focused() is studio.list.rows["building_entrance"]
    assert editor(studio, "landscape", WayUpEditor).portrait.isChecked()

    # when
    press(Qt.Key.Key_Z, CONTROL)

    # then
    assert designs(guide.document) == chosen
    assert editor(studio, "landscape", WayUpEditor).landscape.isChecked()


def test_a_design_for_all_signs_of_a_kind_stays_when_one_of_them_is_designed(
    works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot
):
    # given
    shared = SignDesign(kind=SignKind.FACE_TERMINAL, headline="Face recognition", size=PaperSize.A5)
    dossier, _ = paths.insert(sample("shanghai-hotel"), "designs", shared)
    with lone(dossier, dialogs, tmp_path / "profile", qtbot) as (studio, guide):
        studio.show_sign("face_terminal:a2")

        # when
        editor(studio, "landscape", WayUpEditor).setFocus()
        press(Qt.Key.Key_Right)

        # then this one has what it had and the new choice, the other one is as it was
        own = shared.model_copy(update={"activity": "a2", "landscape": True})
        assert designs(guide.document) == [shared, own]
        studio.show_sign("face_terminal:a3")
        assert editor(studio, "landscape", WayUpEditor).portrait.isChecked()

        # when this one is to be as usual
        studio.show_sign("face_terminal:a2")
        studio.design.usual.click()

        # then
        plain = SignDesign(kind=SignKind.FACE_TERMINAL, activity="a2")
        assert designs(guide.document) == [shared, plain]
        assert not studio.press.sign.is_designed if studio.press.sign else False


def test_the_venue_wants_another_sign_designs_it_and_does_without_it_again(gym: Lone):
    # given
    studio, guide = gym
    offered = [action.text() for action in studio.list.menu.actions()]
    assert "Staff area" in offered
    assert "CCTV area" not in offered

    # when
    next(action for action in studio.list.menu.actions() if action.text() == "Staff area").trigger()
    settle()

    # then it is listed and shown
    assert studio.press.wish.sign == "staff_area"
    assert focused() is studio.list.rows["staff_area"]
    assert "Wanted by the venue" in focused().accessibleDescription()
    assert studio.design.remove.isVisible()
    assert studio.design.usual.isHidden()

    # when it is designed and made usual again, it stays
    editor(studio, "size", SizeEditor).combo.setFocus()
    press(Qt.Key.Key_Up)
    studio.design.usual.click()
    assert designs(guide.document) == [SignDesign(kind=SignKind.STAFF_AREA)]

    # when
    studio.design.remove.setFocus()
    press(Qt.Key.Key_Space)

    # then
    assert "staff_area" not in studio.list.rows
    assert guide.document.dossier.designs is None
    assert focused() in studio.list.rows.values()
    press(Qt.Key.Key_Z, CONTROL)
    assert "staff_area" in studio.list.rows


@pytest.mark.parametrize(
    ("choice", "typed", "complaint"),
    [
        ("reading_distance", "far", "Write a number between 0.3 and 30."),
        ("reading_distance", "99", "Write a number between 0.3 and 30."),
        ("headline", "W" * 201, "At most 200 characters fit here"),
    ],
)
def test_what_cannot_be_kept_is_told_where_it_was_typed_and_not_forgotten(
    gym: Lone, choice: Choosable, typed: str, complaint: str
):
    # given
    studio, guide = gym
    field = studio.design.fields[choice]
    line = editor(studio, choice, QWidget).line
    line.setFocus()

    # when
    line.setText(typed[:-1])
    write(typed[-1])

    # then
    assert field.complaint.text().startswith(complaint)
    assert line.property("wrong") is True
    assert designs(guide.document) == [] or choice == "reading_distance"
    assert list(guide.document.drafts.values()) == [typed]

    # when another sign is looked at, and this one again
    studio.show_sign("cctv_area")
    assert not field.complaint.isVisible()
    assert line.text() == ""
    studio.show_sign("building_entrance")

    # then
    assert line.text() == typed
    assert field.complaint.text().startswith(complaint)
    line.clear()
    line.textEdited.emit("")
    assert guide.document.drafts == {}
    assert not field.complaint.isVisible()


def test_the_last_language_stays_and_more_than_three_never_stand_on_a_sign(gym: Lone):
    studio, guide = gym
    chips = editor(studio, "languages", LanguagesEditor).chips

    chips["ko"].click()  # the only one
    assert chips["ko"].isChecked()
    assert guide.document.stack.count() == 0

    chips["en"].click()
    chips["zh"].click()
    assert [one.languages for one in designs(guide.document)] == [(Language.KO, Language.EN, Language.ZH)]
    chips["en"].click()
    chips["zh"].click()
    assert guide.document.dossier.designs is None


def test_a_consent_sign_has_no_place_for_a_sentence_of_the_venues_own(gym: Lone):
    studio, _guide = gym
    assert studio.design.fields["extra"].isVisible()

    studio.show_sign("consent:a2")

    assert studio.design.fields["extra"].isHidden()


def test_parts_are_offered_only_for_signs_larger_than_the_office_printer_takes(gym: Lone, qtbot: QtBot):
    # given
    studio, guide = gym
    sheets_offered = studio.design.sheets
    size = editor(studio, "size", SizeEditor).combo
    assert [sheets_offered.itemData(row) for row in range(sheets_offered.count())] == ["sheet", "bleed"]

    # when
    size.setFocus()
    press(Qt.Key.Key_Down)
    sheets_offered.setFocus()
    press(Qt.Key.Key_Down)
    ready(studio, qtbot)

    # then
    assert studio.design.sheets.currentData() == "tiles"
    assert studio.pages.count == 5
    assert studio.head.page_box.isVisible()
    assert guide.document.stack.count() == 1

    # when the sign becomes small again
    size.setFocus()
    press(Qt.Key.Key_Up)
    ready(studio, qtbot)

    # then
    assert studio.design.sheets.currentData() == "sheet"
    assert studio.pages.count == 1
    assert studio.head.page_box.isHidden()


def test_the_keyboard_stays_with_the_next_fault_when_one_is_mended(gym: Lone, works: Works, qtbot: QtBot):
    # given
    studio, _guide = gym
    first, second = (
        Fault(must, texts(f"Fault {number}"), LAW, "operator.phone", "")
        for number, must in enumerate((True, False))
    )
    works.faults["cctv_area"] = (first, second)
    press(Qt.Key.Key_Down)
    editor(studio, "size", SizeEditor).combo.setFocus()
    press(Qt.Key.Key_Up)
    ready(studio, qtbot)
    assert state(studio, "cctv_area") == "Required by law: 1 · Recommended: 1"
    studio.faults.strips[first].mend.setFocus()

    # when
    works.faults["cctv_area"] = (second,)
    press(Qt.Key.Key_Z, CONTROL)
    ready(studio, qtbot)

    # then
    assert focused() is studio.faults.strips[second].mend

    # when
    works.faults["cctv_area"] = ()
    press(Qt.Key.Key_Y, CONTROL)
    ready(studio, qtbot)

    # then it is not lost
    assert studio.faults.strips == {}
    assert focused().isVisible()
    assert focused() is not studio


def test_f6_goes_round_the_parts_and_every_control_has_a_name(gym: Lone):
    # given
    studio, _guide = gym
    parts = [studio.list, studio.head, studio.sheet, studio.design]

    # when
    seen = []
    for _ in parts:
        seen.append(next(part for part in parts if part.isAncestorOf(focused())))
        press(Qt.Key.Key_F6)

    # then
    assert seen == parts
    assert studio.list.isAncestorOf(focused())
    nameless = []
    first = focused()
    for _ in range(80):
        widget = focused()
        known = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if not known:
            nameless.append(type(widget).__name__)
        press(Qt.Key.Key_Tab)
        if focused() is first:
            break
    assert focused() is first
    assert nameless == []


# where there is nothing to design


def test_a_venue_that_needs_no_sign_is_told_so_and_led_to_the_cameras(
    works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot
):
    # given
    dossier = Dossier.model_validate({"venue": {"jurisdiction": "CN"}, "cameras": {}})
    with lone(dossier, dialogs, tmp_path / "profile", qtbot) as (studio, guide):
        # then
        assert studio.list.rows == {}
        assert studio.sheet.devices.isVisible()
        assert focused() is studio.sheet.devices
        assert not studio.design.isVisible()
        assert not studio.faults.isVisible()
        assert not studio.head.print_button.isEnabled()

        # when
        press(Qt.Key.Key_Space)

        # then
        assert guide.asked == ["cameras"]

        # when one is wanted all the same
        studio.list.menu.actions()[0].trigger()
        ready(studio, qtbot)

        # then
        assert studio.design.isVisible()
        assert studio.pages.isVisible()
        press(Qt.Key.Key_Z, CONTROL)
        assert studio.sheet.devices.isVisible()


def test_a_dossier_without_a_country_says_that_the_law_is_not_known_yet(
    works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot
):
    with lone(Dossier(), dialogs, tmp_path / "profile", qtbot) as (studio, guide):
        # given
        assert studio.sheet.country.isVisible()
        assert list(studio.list.rows) == ["cctv_area"]

        # when
        studio.sheet.country.setFocus()
        press(Qt.Key.Key_Space)
        assert guide.asked == ["venue.jurisdiction"]
        guide.document.edit("venue.jurisdiction", "KR")
        ready(studio, qtbot)

        # then
        assert not studio.sheet.country.isVisible()
        assert "25(4)" in studio.list.rows["cctv_area"].accessibleDescription()


def test_a_sign_that_the_answers_no_longer_call_for_gives_way_to_the_first(gym: Lone, qtbot: QtBot):
    studio, guide = gym
    studio.show_sign("no_cameras")
    ready(studio, qtbot)
    after = guide.document.dossier
    for key, zone in (after.zones or {}).items():
        after = paths.replace(after, f"zones.{key}.kind", "other") if zone.kind else after

    guide.document.show(after, "zones", texts("Other zones"))
    ready(studio, qtbot)

    assert "no_cameras" not in studio.list.rows
    assert studio.press.wish.sign == "building_entrance"
    assert studio.list.rows["building_entrance"].isChecked()


# how it looks


@pytest.mark.parametrize("size", [(1366, 748), (911, 512)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped(
    works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot, lang: Lang, size: tuple[int, int]
):
    # given words as long as they come
    language.choose(lang)
    long = texts("A sentence that goes on and on about what is wrong with the sign. " * 3)
    works.faults = dict.fromkeys(
        ("building_entrance", "consent:a1"),
        (Fault(True, long, LAW, "venue.name", ""), Fault(False, long, None, "venue.name", "")),
    )
    design = SignDesign(
        kind=SignKind.BUILDING_ENTRANCE, headline="가" * 200, reading_distance=20, size=PaperSize.A0
    )
    dossier, _ = paths.insert(sample("ningbo-sales-office-before"), "designs", design)
    dossier = paths.replace(dossier, "activities.a1.name", "W" * 120)
    with lone(dossier, dialogs, tmp_path / "profile", qtbot) as (studio, _guide):
        studio.resize(*size)

        # when
        found = {}
        for sign_id in studio.list.rows:
            studio.show_sign(sign_id)
            ready(studio, qtbot)
            found[sign_id] = faults(studio)

    # then
    assert {sign: some for sign, some in found.items() if some} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_with_larger_text_either(
    works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot, lang: Lang
):
    language.choose(lang)
    theme.choose("light", 1.5)

    with lone(sample("seoul-gym"), dialogs, tmp_path / "profile", qtbot) as (studio, _guide):
        assert faults(studio) == []
