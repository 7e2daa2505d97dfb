"""The document: one road for edits, fixes and undo."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QApplication

from fr_desk import services
from fr_desk.domain.choices import Audio, Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.domain.paths import AnswerError
from fr_desk.gui.document import Document
from fr_desk.i18n import texts
from tests.gui.conftest import settle


@pytest.fixture
def document(qapp: QApplication, new_hotel: Dossier):
    made = Document(new_hotel, services.assess)
    yield made
    made.close()
    made.deleteLater()
    settle()


def test_an_edit_makes_a_new_dossier_and_leaves_the_old_one_alone(document: Document):
    # given
    before = document.dossier

    # when
    document.edit("venue.name", "云栖酒店")

    # then
    assert document.dossier.venue.name == "云栖酒店"
    assert before.venue.name is None
    assert document.dossier.operator is before.operator


def test_undo_gives_back_the_same_dossier(document: Document):
    # given
    before = document.dossier
    document.edit("venue.open_to_public", True)

    # when
    document.stack.undo()

    # then
    assert document.dossier == before


def test_letters_typed_into_one_field_are_one_step(document: Document):
    # when
    for text in ("H", "Ho", "Hotel"):
        document.edit("venue.name", text, typing=True)
    document.end_typing()
    document.edit("venue.name", "Hotel 2", typing=True)

    # then
    assert document.stack.count() == 2
    document.stack.undo()
    assert document.dossier.venue.name == "Hotel"
    document.stack.undo()
    assert document.dossier.venue.name is None


def test_letters_leave_nothing_in_memory_but_their_step(document: Document):
    # given
    document.edit("venue.name", "H", typing=True)

    # when
    for length in range(2, 60):
        document.edit("venue.name", "H" * length, typing=True)

    # then
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, QUndoCommand)]
    mine = [one for one in kept if getattr(one, "document", None) is document]
    assert len(mine) == document.stack.count() == 1


def test_letters_typed_into_two_fields_are_two_steps(document: Document):
    # when
    document.edit("venue.name", "A", typing=True)
    document.edit("venue.address", "B", typing=True)

    # then
    assert document.stack.count() == 2


def test_typing_back_to_the_start_leaves_no_step(document: Document):
    # when
    document.edit("venue.name", "H", typing=True)
    document.edit("venue.name", None, typing=True)

    # then
    assert document.stack.count() == 0
    assert document.is_clean


def test_the_same_answer_again_is_no_edit(document: Document):
    # given
    document.edit("venue.rooms", 5)

    # when
    document.edit("venue.rooms", 5)

    # then
    assert document.stack.count() == 1


def test_a_refused_value_changes_nothing(document: Document):
    # given
    before = document.dossier

    # when
    with pytest.raises(AnswerError):
        document.edit("venue.rooms", -5)

    # then
    assert document.dossier is before
    assert document.stack.count() == 0


def test_several_edits_of_a_fix_are_one_step(document: Document):
    # given
    edits = [
        Edit(op="add", path="zones", value={"name": "Lobby"}),
        Edit(op="set", path="venue.rooms", value=9),
    ]

    # when
    document.apply(edits, texts("Both"))

    # then
    assert document.stack.count() == 1
    assert document.last_change is not None
    assert document.last_change.en == "Both"
    document.stack.undo()
    assert document.dossier.zones is None


def test_every_change_is_assessed_and_told(document: Document):
    # given
    told: list[str] = []
    assessed: list[object] = []
    document.changed.connect(told.append)
    document.assessed.connect(assessed.append)

    # when
    document.edit("venue.open_to_public", True)
    document.stack.undo()
    document.stack.redo()

    # then
    assert told == ["venue.open_to_public"] * 3
    assert len(assessed) == 3
    assert assessed[-1] == services.assess(document.dossier)


def test_it_is_clean_again_when_undone_to_what_was_saved(document: Document):
    # given
    document.edit("venue.name", "A")
    document.saved_to(Path("a.frdesk"))
    document.edit("venue.name", "B")
    states = [document.is_clean]

    # when
    document.stack.undo()

    # then
    states.append(document.is_clean)
    assert states == [False, True]
    assert document.path == Path("a.frdesk")


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("venue.name"), st.one_of(st.none(), st.text(max_size=8))),
        st.tuples(st.just("venue.open_to_public"), st.one_of(st.none(), st.booleans())),
        st.tuples(st.just("venue.rooms"), st.one_of(st.none(), st.integers(0, 9))),
        st.tuples(st.just("cameras.c1.audio"), st.one_of(st.none(), st.sampled_from(Audio))),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_whatever_was_edited_undo_leads_back_and_redo_forth(
    qapp: QApplication, edits: list[tuple[str, object]]
):
    # given
    start = services.new_dossier(VenueKind.GYM, Jurisdiction.KR)
    document = Document(start, lambda _dossier: services.assess(start))
    for path, value in edits:
        document.edit(path, value, typing=path == "venue.name")
    end = document.dossier

    # when
    document.stack.setIndex(0)
    back = document.dossier
    document.stack.setIndex(document.stack.count())

    # then
    assert back == start
    assert document.dossier == end
    document.close()
    document.deleteLater()
    settle()
