"""Remarks beside answers: they name answers that are there, go with their item, and change no fingerprint unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fr_desk.domain import paths
from fr_desk.domain.canonical import canonical_json, fingerprint
from fr_desk.domain.differences import apply, changes
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.domain.edits import apply as edited
from fr_desk.domain.notes import is_not_known, not_known, note_on, remark_on, with_not_known, with_note
from fr_desk.domain.paths import AnswerError
from fr_desk.domain.remarks import ANSWERS
from fr_desk.services import open_dossier
from fr_desk.storage.errors import DanglingReferenceError
from tests.strategies import dossiers

VENUE = Dossier.model_validate(
    {
        "venue": {"jurisdiction": "CN", "kind": "hotel"},
        "zones": {"z1": {"name": "Lobby"}, "z2": {"name": "Gym"}},
        "cameras": {"c1": {"label": "Gate", "zone": "z1"}, "c2": {"label": "Desk"}},
        "activities": {"a1": {"processors": {"i1": {"name": "Installer"}}}},
    }
)


@pytest.mark.parametrize(
    "about",
    [
        *("venue.name", "cameras.c1.audio", "cameras", "activities.a1.consent.form"),
        *("activities.a1.processors.i1.contract_signed", "activities.a1.safeguards.encrypted_at_rest"),
    ],
)
def test_anything_that_is_asked_can_be_noted_upon(about: str):
    noted = with_note(VENUE, about, "The installer comes on Monday.")

    assert note_on(noted, about) == "The installer comes on Monday."
    assert with_note(noted, about, " ") == VENUE


@pytest.mark.parametrize(
    "about",
    [
        "",
        "venue",
        "venue.nmae",
        "cameras.c9.audio",
        "cameras.*.audio",
        "cameras.c1",
        "remarks",
        "history",
        "id",
    ],
)
def test_what_names_no_answer_cannot_be_noted_upon(about: str):
    with pytest.raises(AnswerError):
        paths.replace(VENUE, "remarks.n1", {"about": about, "text": "?"})


def test_a_file_with_a_remark_on_nothing_does_not_open_and_says_where(tmp_path: Path):
    file = tmp_path / "x.json"
    file.write_text('{"remarks": {"n1": {"about": "cameras.c1.audio", "unknown": true}}}')

    with pytest.raises(DanglingReferenceError, match=r"cameras\.c1\.audio.*remarks\.n1\.about"):
        open_dossier(file)


def test_an_item_that_goes_takes_its_remarks_along_and_no_others():
    noted = with_note(with_note(VENUE, "cameras.c1.audio", "one"), "cameras.c2.audio", "two")
    noted = with_note(noted, "activities.a1.processors.i1.task", "three")

    without = edited(noted, Edit(op="remove", path="cameras.c1"))
    assert [one.text for one in (without.remarks or {}).values()] == ["two", "three"]
    assert (
        paths.replace(without, "cameras", None).remarks
        == with_note(VENUE, "activities.a1.processors.i1.task", "three").remarks
    )
    assert edited(noted, Edit(op="remove", path="activities.a1")).remarks is not None
    assert note_on(edited(noted, Edit(op="remove", path="activities.a1.processors.i1")), "cameras.c1.audio")
    alone = with_note(VENUE, "zones.z2.floor", "second floor?")
    assert edited(alone, Edit(op="remove", path="zones.z2")).remarks is None


def test_what_is_not_known_has_no_answer_until_one_is_given():
    answered = paths.replace(VENUE, "venue.serves_under_14", True)

    marked = with_not_known(answered, "venue.serves_under_14", on=True)
    assert marked.venue.serves_under_14 is None
    assert not_known(marked) == {"venue.serves_under_14"}

    given_since = paths.replace(marked, "venue.serves_under_14", False)
    assert not is_not_known(given_since, "venue.serves_under_14")
    assert not_known(given_since) == frozenset()
    assert with_not_known(marked, "venue.serves_under_14", on=False) == VENUE


def test_the_note_stays_when_the_answer_becomes_known():
    noted = with_not_known(with_note(VENUE, "venue.area", "Ask the landlord."), "venue.area", on=True)

    known = with_not_known(noted, "venue.area", on=False)

    assert note_on(known, "venue.area") == "Ask the landlord."


def test_a_note_of_two_people_on_one_answer_is_one_remark():
    mine, theirs = with_note(VENUE, "venue.name", "mine"), with_note(VENUE, "venue.name", "theirs")

    assert list(mine.remarks or ()) == list(theirs.remarks or ())


def test_without_remarks_the_fingerprint_is_what_it_was_before_there_were_any():
    assert b"remarks" not in canonical_json(VENUE)
    assert fingerprint(with_note(with_note(VENUE, "venue.name", "x"), "venue.name", "")) == fingerprint(VENUE)
    assert fingerprint(with_note(VENUE, "venue.name", "x")) != fingerprint(VENUE)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(), st.data())
def test_remarks_are_told_apart_and_taken_back_like_answers(dossier: Dossier, data: st.DataObject):
    patterns = [path for path, _ in paths.leaves(Dossier) if path.partition(".")[0] in ANSWERS]
    pattern = data.draw(st.sampled_from(patterns))
    about = next(iter(paths.expand(dossier, pattern)))
    noted = with_note(dossier, about, "<b>&amp;\u202e😀")
    made = changes(dossier, noted)

    assert apply(dossier, made) == noted
    assert apply(noted, [change.inverse for change in made]) == dossier
    assert remark_on(noted, about) is not None
