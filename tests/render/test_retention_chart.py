"""How long data are kept: bars on a scale, the marks of the law, and the same in words."""

from __future__ import annotations

from typing import Any

import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang, spell_number, translate
from fr_desk.render.dossier import render_dossier
from fr_desk.render.edition import Edition
from fr_desk.render.retention import clock_table
from fr_desk.render.retention_chart import TICKS, Bar, Bound, place_of
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from tests.render.conftest import AS_OF, AsTheDesk
from tests.render.reading import text_of
from tests.render.structure import figures


def hotel(**clocks: Any) -> Dossier:
    """The hotel with other clocks for the faces of its staff."""
    dossier = services.open_dossier(resource("samples", "shanghai-hotel.yaml")).dossier
    facts = dossier.model_dump(mode="json")
    facts["activities"]["a3"]["retention"] |= clocks
    return Dossier.model_validate(facts)


def edition(dossier: Dossier, lang: Lang = "en") -> Edition:
    return Edition(dossier, services.assess(dossier, AS_OF), packs_for(dossier), lang, "0" * 64)


def bars(dossier: Dossier) -> dict[str, Bar]:
    """The bars of the staff's activity by the title of their rows."""
    made = edition(dossier)
    asked = made.asking.questions("retention")
    clocks = {
        path: one for path, one in asked.items() if path.startswith("activities.a3.retention.") and one.group
    }
    rows = clock_table(made, "activities.a3", clocks).rows
    found: dict[str, Bar] = {}
    for row in rows:
        said, bar, _law = row.cells
        assert isinstance(bar, Bar)
        found[said.cells[0].runs[0].text] = bar
    return found


def test_equal_ratios_are_equal_steps_and_nothing_leaves_the_scale():
    places = [place_of(days) for days in (0, *TICKS, 36_500)]

    assert places[0] == 0
    assert places == sorted(places)
    assert places[-1] == places[-2] < 1
    month, quarter, year = (place_of(days) for days in (30, 90, 270))
    assert year - quarter == pytest.approx(quarter - month, rel=0.05)


@pytest.mark.parametrize(
    ("clock", "keeping", "words"),
    [
        ({"kind": "period", "days": 180}, "days", "180\N{NO-BREAK SPACE}days"),
        ({"kind": "event", "until": "membership_end"}, "event", "until: End of membership or tenancy"),
        ({"kind": "not_stored"}, "nothing", "Never stored"),
        ({"kind": "indefinite"}, "for_ever", "No limit"),
        ({"kind": "period"}, "unanswered", "not answered"),
        ({}, "unanswered", "not answered"),
    ],
)
def test_every_kind_of_answer_has_its_own_bar_and_words(clock: dict[str, Any], keeping: str, words: str):
    bar = bars(hotel(template=clock))["Face templates"]

    assert (bar.keeping, bar.words) == (keeping, words)
    assert bar.alt.startswith(f"Face templates: {words}. ")


def test_the_marks_are_what_the_law_says():
    found = bars(hotel())

    assert found["Logs of who looked at data"].bounds == (Bound(6 * 30.44, least=True, advice=False),)
    assert found["Consent records"].bounds == (Bound(5 * 365.25, least=True, advice=True),)
    assert found["Face templates"].bounds == ()
    assert found["Records kept"].days == pytest.approx(3 * 365.25)


def test_a_condition_that_is_not_known_makes_no_mark_but_is_told(as_the_desk: AsTheDesk):
    made = edition(hotel())
    video = next(clock for clock in made.clocks["activities.a1"].clocks if clock.data == "video")

    assert video.limits[0].floor is not None
    assert not video.limits[0].certain
    said = [alt for alt in figures(as_the_desk(hotel(), "en")) if "at least 30 days" in alt]
    assert said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_the_bars_show_stands_beside_them_in_words(as_the_desk: AsTheDesk, lang: Lang):
    dossier = hotel()

    pdf = as_the_desk(dossier, lang)

    text = text_of(pdf)
    for activity in services.clocks(dossier, AS_OF):
        for clock in activity.clocks:
            if clock.certain:
                assert clock.sentence.get(lang) in text
    alts = figures(pdf)
    kept = spell_number(1095, translate("days", lang))
    assert sum(kept in alt for alt in alts) >= 2


def test_a_bar_is_drawn_within_its_column(monkeypatch: pytest.MonkeyPatch):
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    dossier = hotel(template={"kind": "period", "days": 36_500}, match_log={"kind": "indefinite"})
    pdf = render_dossier(dossier, services.assess(dossier, AS_OF), packs_for(dossier), "en")
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            for item in page.get_objects(filter=(FPDF_PAGEOBJ_PATH,), max_depth=1):
                left, _bottom, right, _top = item.get_bounds()
                assert left > 40
                assert right < 595 - 40
