"""Every editor: no answer, an answer, taken back, undone; what cannot be understood is kept and explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.choices import Audio, Jurisdiction, NoticePlace, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import fields_of
from fr_desk.gui import language, theme
from fr_desk.gui.binder import Binder
from fr_desk.gui.document import Document
from fr_desk.gui.editors import Editor, Place, editor_for
from fr_desk.gui.editors.choices import ChoiceEditor, ChoicesEditor, SegmentedEditor
from fr_desk.gui.editors.numbers import DateEditor, LineEditor
from fr_desk.gui.editors.texts import LongTextEditor, RegionEditor, RegistrationEditor, TextEditor
from tests.gui.conftest import settle
from tests.gui.walk import pseudo_locale

START = Dossier.model_validate(
    {
        "venue": {"kind": "hotel", "jurisdiction": "CN"},
        "zones": {"z1": {"name": "Lobby"}, "z2": {"name": "Sauna"}},
        "cameras": {"c1": {"label": "Gate"}},
        "activities": {"a1": {"name": "Entry"}},
    }
)


class Bench:
    """One editor bound to a document."""

    def __init__(self, path: str, dossier: Dossier = START) -> None:
        self.document = Document(dossier, services.assess)
        self.path = path
        self.complaints: list[str] = []
        self.holder = QWidget()
        self.editor: Editor
        self.binder: Binder
        self.mount()

    def mount(self) -> None:
        self.editor = editor_for(Place(self.document, self.path, paths.spec_at(self.path)))
        self.editor.setParent(self.holder)
        self.editor.resize(600, 200)
        self.binder = Binder(self.editor)
        self.binder.complained.connect(self.complaints.append)
        self.document.assessed.connect(lambda _assessment: self.binder.refresh())
        self.binder.refresh()
        self.holder.show()
        settle()

    @property
    def value(self) -> Any:
        return self.document.get(self.path)

    def close(self) -> None:
        self.document.close()
        self.holder.deleteLater()
        self.document.deleteLater()


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[type[Bench]]:
    made: list[Bench] = []

    class Kept(Bench):
        def __init__(self, path: str, dossier: Dossier = START) -> None:
            super().__init__(path, dossier)
            made.append(self)

    yield Kept
    for one in made:
        one.close()
    settle()


def type_into(editor: Editor, text: str) -> None:
    """Replace what an editor's line says, as a typist does."""
    assert isinstance(editor, TextEditor | LineEditor)
    editor.line.selectAll()
    QTest.keyClick(editor.line, Qt.Key.Key_Delete)
    write(editor.line, text)


def write(field: QWidget, text: str) -> None:
    """Type what a keyboard has, commit the rest as an input method does."""
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)


def give(editor: Editor, value: Any) -> None:
    """Give an answer in the way that goes with the editor."""
    if isinstance(editor, TextEditor | LineEditor):
        type_into(editor, "" if value is None else str(value))
    elif isinstance(editor, LongTextEditor):
        editor.field.selectAll()
        QTest.keyClick(editor.field, Qt.Key.Key_Delete)
        write(editor.field, value or "")
    elif isinstance(editor, SegmentedEditor):
        editor.segment(value).click()
    elif isinstance(editor, ChoiceEditor):
        index = editor._values.index(value)
        editor.combo.setCurrentIndex(index)
        editor.combo.activated.emit(index)
    else:
        assert isinstance(editor, ChoicesEditor)
        mark(editor, value)


def mark(editor: ChoicesEditor, value: tuple[Any, ...] | None) -> None:
    """Mark the chips of an answer; take all marks away for none."""
    if value is None:
        chips = [chip for chip in (*editor._chips.values(), editor.chip(None)) if chip.isChecked()]
    else:
        chips = [editor.chip(one) for one in value or (None,)]
    for chip in chips:
        chip.click()


CASES: list[tuple[str, Any]] = [
    ("operator.name", "Lantern Ltd"),
    ("operator.registration_number", "91330200MA2XXXXXX0"),
    ("venue.region", "Shanghai"),
    ("activities.a1.aim", "to count guests"),
    ("venue.rooms", 120),
    ("venue.area", 80.5),
    ("cameras.c1.in_service_on", dt.date(2026, 2, 28)),
    ("venue.open_to_public", True),
    ("venue.open_to_public", False),
    ("venue.kind", VenueKind.GYM),
    ("venue.jurisdiction", Jurisdiction.KR),
    ("cameras.c1.audio", Audio.ON),
    ("notice.places", (NoticePlace.ENTRANCE, NoticePlace.DESK)),
    ("notice.places", ()),
    ("cameras.c1.zone", "z2"),
    ("cameras.c1.sees", ("z1",)),
    ("cameras.c1.sees", ()),
]


@pytest.mark.parametrize(("path", "value"), CASES, ids=[f"{path}={value}" for path, value in CASES])
def test_an_answer_can_be_given_taken_back_and_undone(bench: type[Bench], path: str, value: Any):
    # given an editor of an unanswered question
    one = bench(path, paths.replace(START, path, None))

    # when an answer is given
    give(one.editor, value)
    kept = one.value

    # then it is kept as it was meant
    assert kept == ("310000" if path == "venue.region" else value)
    assert type(kept) is type(value)
    assert one.complaints[-1:] in ([], [""])

    # when it is taken back
    one.document.end_typing()
    give(one.editor, None)

    # then it is unanswered, and undo goes back through both steps
    seen = [one.value]
    while one.document.stack.canUndo():
        one.document.stack.undo()
        seen.append(one.value)
    assert seen[0] is None
    assert kept in seen
    assert seen[-1] is None


@pytest.mark.parametrize("path", sorted({path for path, _ in CASES}))
def test_no_editor_invents_an_answer(bench: type[Bench], path: str):
    # given an unanswered question
    dossier = paths.replace(START, path, None)

    # when its editor is shown, takes the keyboard and loses it
    one = bench(path, dossier)
    one.editor.setFocus()
    settle()
    one.editor.clearFocus()
    settle()

    # then it is still unanswered
    assert one.value is None
    assert one.document.stack.count() == 0


def test_every_kind_of_question_has_an_editor(bench: type[Bench]):
    # when
    kinds = {
        spec.kind: path.replace("*", "x1")
        for path, spec in paths.leaves(Dossier)
        if spec.kind not in {"keyed", "records"}
    }

    # then
    for path in kinds.values():
        assert bench(path, Dossier()).editor is not None


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("venue.rooms", "12a", "Write a whole number between 0 and 100,000."),
        ("venue.rooms", "999999", "Write a whole number between 0 and 100,000."),
        ("venue.rooms", "-3", "Write a whole number between 0 and 100,000."),
        ("venue.area", "about 80", "Write a number between 0 and 10,000,000."),
        ("cameras.c1.in_service_on", "2026-02-30", "Write year, month and day, such as 2026-11-21."),
        ("cameras.c1.in_service_on", "yesterday", "Write year, month and day, such as 2026-11-21."),
        ("operator.name", "x" * 201, "At most 200 characters fit here; there are 201."),
    ],
)
def test_what_cannot_be_understood_is_explained_and_stays_typed(
    bench: type[Bench], path: str, typed: str, sentence: str
):
    # given
    one = bench(path)
    before = one.value

    # when
    editor = one.editor
    assert isinstance(editor, TextEditor | LineEditor)
    editor.line.setText(typed)
    editor.line.textEdited.emit(typed)

    # then
    assert one.complaints[-1].startswith(sentence)
    assert editor.line.text() == typed
    assert one.value == before
    assert one.document.drafts == {path: typed}

    # when the page is made anew, in another language for example
    one.mount()

    # then what was typed is still there
    again = one.editor
    assert isinstance(again, TextEditor | LineEditor)
    assert again.line.text() == typed


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-21",
        "2026/11/21",
        "2026.11.21",
        "20261121",
        "2026年11月21日",
        "2026년 11월 21일",
        "２０２６-11-21",
    ],
)
def test_dates_are_read_as_people_write_them(bench: type[Bench], typed: str):
    # given
    one = bench("cameras.c1.in_service_on")

    # when
    type_into(one.editor, typed)

    # then
    assert one.value == dt.date(2026, 11, 21)
    assert isinstance(one.editor, DateEditor)
    assert one.editor.written.text() == "21 November 2026"


def test_numbers_are_read_with_commas_and_full_width_digits(bench: type[Bench]):
    # given
    one = bench("activities.a1.persons_stored")

    # when
    type_into(one.editor, "１００,０００")

    # then
    assert one.value == 100_000


def test_chinese_committed_by_an_input_method_is_one_step(bench: type[Bench]):
    # given
    one = bench("venue.name")
    assert isinstance(one.editor, TextEditor)

    # when an input method commits two words
    for text in ("云栖", "酒店"):
        write(one.editor.line, text)

    # then
    assert one.value == "云栖酒店"
    assert one.document.stack.count() == 1


def test_the_cursor_stays_while_the_document_follows(bench: type[Bench]):
    # given
    one = bench("venue.name")
    type_into(one.editor, "Lantrn")
    assert isinstance(one.editor, TextEditor)

    # when a letter is put into the middle
    one.editor.line.setCursorPosition(4)
    QTest.keyClicks(one.editor.line, "e")

    # then
    assert one.value == "Lantern"
    assert one.editor.line.cursorPosition() == 5


def test_the_wheel_scrolls_the_page_and_never_an_answer(bench: type[Bench]):
    # given
    one = bench("venue.kind")
    assert isinstance(one.editor, ChoiceEditor)
    combo = one.editor.combo

    # when
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)

    # then
    assert not wheel.isAccepted()
    assert one.value is VenueKind.HOTEL


CHOICES = [
    path
    for part in ("venue", "operator", "organisation", "zones.z1", "cameras.c1", "activities.a1")
    for name, spec in fields_of(type(paths.get(START, part))).items()
    if spec.choices and paths.spec_at(path := f"{part}.{name}").kind == "choice"
]


@pytest.mark.parametrize(("scale", "fit"), [(1.0, True), (1.5, False)])
def test_a_list_lies_side_by_side_only_where_a_page_has_the_room(bench: type[Bench], scale: float, fit: bool):
    # given words two fifths longer than English ones
    theme.choose("light", scale)
    try:
        # when
        with pseudo_locale():
            editors = [bench(path).editor for path in CHOICES]

        # then
        side_by_side = [one for one in editors if isinstance(one, SegmentedEditor)]
        assert bool(side_by_side) is fit
        assert all(one.sizeHint().width() <= 600 for one in side_by_side)
    finally:
        theme.choose("light")


def test_arrows_choose_and_delete_takes_back(bench: type[Bench]):
    # given
    one = bench("venue.open_to_public")
    editor = one.editor
    assert isinstance(editor, SegmentedEditor)
    one.holder.activateWindow()
    editor.segment(None).setFocus()

    # when
    QTest.keyClick(editor.segment(None), Qt.Key.Key_Left)
    first = one.value
    QTest.keyClick(editor.segment(False), Qt.Key.Key_Left)
    second = one.value
    QTest.keyClick(editor.segment(True), Qt.Key.Key_Delete)

    # then
    assert (first, second, one.value) == (False, True, None)


def test_a_wrong_check_character_is_said_but_kept(bench: type[Bench]):
    # given
    one = bench("operator.registration_number")
    editor = one.editor
    assert isinstance(editor, RegistrationEditor)

    # when
    type_into(editor, "91350100M000100Y44")

    # then
    assert one.value == "91350100M000100Y44"
    assert editor.hint.text().startswith("This is not a valid unified social credit code")

    # when
    type_into(editor, "91350100M000100Y43")

    # then
    assert editor.hint.text() == "The check character is right."


def test_a_region_is_shown_by_name_and_kept_by_code(bench: type[Bench]):
    # given
    one = bench("venue.region", paths.replace(START, "venue.region", "310000"))

    # then
    assert isinstance(one.editor, RegionEditor)
    assert one.editor.line.text() == "Shanghai"

    # when somewhere no list knows is written
    type_into(one.editor, "Atlantis")

    # then
    assert one.value == "Atlantis"


def test_a_reference_follows_the_names_of_what_it_refers_to(bench: type[Bench]):
    # given
    one = bench("cameras.c1.zone")
    assert isinstance(one.editor, ChoiceEditor)

    # when
    one.document.edit("zones.z1.name", "Great hall")

    # then
    assert [one.editor.combo.itemText(row) for row in range(3)] == ["Choose…", "Great hall", "Sauna"]


def test_an_answer_changed_elsewhere_replaces_a_draft(bench: type[Bench]):
    # given
    one = bench("venue.rooms")
    type_into(one.editor, "many")
    assert one.document.drafts

    # when a fix or an undo sets it
    one.document.edit("venue.rooms", 7)

    # then
    assert isinstance(one.editor, LineEditor)
    assert one.editor.line.text() == "7"
    assert not one.document.drafts


def test_every_control_speaks_the_question_in_the_language_of_the_screen(bench: type[Bench]):
    # given
    language.choose("zh")

    # then
    one = bench("venue.rooms")
    assert isinstance(one.editor, LineEditor)
    assert one.editor.line.accessibleName() == language.t(fields_of(type(START.venue))["rooms"].asks)
