"""Every paper conforms to PDF/A-3a and PDF/UA-1, in every language: what veraPDF says, not what we think.

The short form takes the papers of one venue, and a dossier in two languages; the long one (``make soak``) all samples,
the worst dossier that can be, and all ways of putting a paper on sheets. Signs and forms have short forms of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.resources import resource
from fr_desk.services.printing import make_paper, papers_of
from tests.render.forms.filled import edition
from tests.render.forms.worst import hostile, worst
from tests.render.inspection import made
from tests.render.verapdf import conforms, validate

DAY = dt.date(2026, 11, 21)


def sample(name: str) -> Dossier:
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def every_paper(dossier: Dossier, lang: Lang) -> Iterator[tuple[str, bytes]]:
    for paper in papers_of(dossier, as_of=DAY):
        for sheet in paper.sheets:
            name = f"{paper.id} {lang} {sheet}"
            yield name, make_paper(paper.id, dossier, langs=(lang,), as_of=DAY, sheet=sheet)


def all_conform(papers: dict[str, bytes]) -> None:
    validate(*papers.values())
    for name, data in papers.items():
        assert conforms(data), name


def test_every_paper_of_a_venue_conforms() -> None:
    papers = dict(every_paper(sample("seoul-gym"), "ko"))
    whole = {name: data for name, data in papers.items() if name.endswith(" sheet")}
    inspected = made.every_paper(edition("seoul-gym", "ko"))
    some = {name: inspected[name] for name in ("report", "sheet", "record", "order")}
    all_conform(whole | some)  # together: a start of the judge costs more than a paper


def test_a_dossier_in_two_languages_conforms() -> None:
    all_conform({"ko, en": make_paper("dossier", sample("seoul-gym"), langs=("ko", "en"), as_of=DAY)})


@pytest.mark.soak
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", services.samples())
def test_every_paper_of_every_sample_conforms_in_every_language(name: str, lang: Lang) -> None:
    all_conform(dict(every_paper(sample(name), lang)))


@pytest.mark.soak
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paper_of_an_inspection_conforms_in_every_language(lang: Lang) -> None:
    hotel, nothing = edition("shanghai-hotel", lang), edition("", lang)
    ways = {
        "usual": made.every_paper(hotel),
        "worst": made.every_paper(hotel, hostile(2000)),
        "empty": made.every_paper(nothing, empty=True),
    }
    all_conform({f"{name} {way}": data for way, papers in ways.items() for name, data in papers.items()})


@pytest.mark.soak
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("country", Jurisdiction)
def test_every_paper_of_the_worst_dossier_conforms_in_every_language(
    country: Jurisdiction, lang: Lang
) -> None:
    all_conform(dict(every_paper(worst(country), lang)))
