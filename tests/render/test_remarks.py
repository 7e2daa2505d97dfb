"""What was noted beside answers is printed with them; what is not known yet is listed and counted apart."""

from __future__ import annotations

import datetime as dt

import pytest

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.notes import with_not_known, with_note
from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.render.annexes import LOOKED_FOR, notes_chapter, open_chapter
from fr_desk.render.chapters import step_chapters
from fr_desk.render.dossier import render_dossier
from fr_desk.render.edition import Edition
from fr_desk.render.remarks import NOT_KNOWN, NOTE
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.services import open_dossier
from tests.render.reading import text_of

DAY = dt.date(2026, 11, 21)
HOSTILE = "<b>&amp;</b> {venue.name} \u202e😀 " + "長" * 400


def edition_of(dossier: Dossier, lang: Lang = "en") -> Edition:
    packs = packs_for(dossier)
    return Edition(dossier, assess(dossier, packs, DAY), packs, lang, "0" * 64)


@pytest.fixture(scope="module")
def noted() -> Dossier:
    dossier = open_dossier(resource("samples", "seoul-gym.yaml")).dossier
    dossier = with_note(dossier, "venue.address", "The annexe has its own number.")
    dossier = with_note(dossier, "activities.a1.retention.video.days", "The landlord keeps thirty.")
    dossier = with_not_known(dossier, "venue.serves_under_14", on=True)
    dossier = with_note(dossier, "venue.serves_under_14", "Ask the swimming club.")
    return with_note(dossier, "cameras.c1.audio", HOSTILE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_note_is_printed_and_what_is_not_known_is_counted_apart(noted: Dossier, lang: Lang):
    packs = packs_for(noted)
    printed = text_of(render_dossier(noted, assess(noted, packs, DAY), packs, lang))

    for note in ("The annexe has its own number.", "Ask the swimming club."):
        assert translate(NOTE, lang, note=note) in printed
    assert "The landlord keeps thirty." in printed
    counted, unknown = translate(LOOKED_FOR, lang, count=1), translate(NOT_KNOWN, lang)
    assert counted in printed
    assert printed.count(unknown) == 2 + counted.count(unknown)
    assert "<b>&amp;</b> {venue.name}" in printed


def test_a_note_whose_answer_stands_in_a_table_of_its_own_gets_a_place_at_the_end(noted: Dossier):
    edition = edition_of(noted)
    for chapter in step_chapters(edition):
        assert chapter.body is not None
    open_chapter(edition)
    rest = notes_chapter(edition)

    assert rest is not None
    assert len(rest.body) == 1


def test_a_dossier_without_notes_is_printed_as_before(noted: Dossier):
    plain = paths.replace(noted, "remarks", None)
    edition = edition_of(plain)

    assert notes_chapter(edition) is None
    counted = open_chapter(edition_of(noted)).body
    assert len(open_chapter(edition).body) == len(counted) - 1
