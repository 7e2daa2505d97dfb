"""What the PDF says of the law beyond its articles: consequences, what would settle a point, changes to come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.resources import resource
from fr_desk.rules.decisions import tied
from fr_desk.rules.findings import Outcome
from fr_desk.services import papers
from tests.render.conftest import AS_OF, AsTheDesk
from tests.render.reading import Printed, text_of

ONCE_MORE_IN_THE_ANNEX = 2
"""Where the wording of the article is not held, its summary in the annex may read the same."""


def sample(name: str) -> Dossier:
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def printed(dossier: Dossier, folder: Path, lang: Lang) -> Printed:
    return text_of(papers.write_dossier_pdf(dossier, folder / "x.pdf", lang, AS_OF).read_bytes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_range_of_consequences_is_not_told_again_and_again(as_the_desk: AsTheDesk, lang: Lang) -> None:
    dossier = sample("ningbo-sales-office-before")
    text = text_of(as_the_desk(dossier, lang))
    breached = services.assess(dossier, AS_OF).of(Outcome.BREACHED)
    ranges = {one.says.get(lang) for finding in breached for one in finding.consequences}

    assert len(ranges) > 1
    # one end may stand on another page, and one may be said elsewhere too
    ends = {says: (text.count(says[:24]), text.count(says[-24:])) for says in ranges}
    told = {says: min(filter(None, counts), default=0) for says, counts in ends.items()}
    assert {
        says for says, times in told.items() if times not in range(1, ONCE_MORE_IN_THE_ANNEX + 1)
    } == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_point_to_decide_says_what_would_settle_it(as_the_desk: AsTheDesk, lang: Lang) -> None:
    dossier = sample("shanghai-hotel")
    text = text_of(as_the_desk(dossier, lang))
    points = services.assess(dossier, AS_OF).of(Outcome.REVIEW)

    assert points
    assert all(point.settles and point.settles.get(lang) in text for point in points)


def test_a_decision_that_fell_away_is_not_printed_as_if_it_stood(tmp_path: Path) -> None:
    dossier = sample("shanghai-hotel")
    point = services.assess(dossier, AS_OF).of(Outcome.REVIEW)[0]
    made = {
        "rule": point.rule,
        "path": point.item,
        "outcome": "met",
        "reason": "Looked at on site.",
        "decided_by": "Reviewer One",
        "decided_on": "2026-11-20",
    }
    undecided = apply(dossier, Edit(op="add", path="decisions", value=made))
    decided = tied(undecided, [point])
    read = next(path for path in point.values if path.endswith("category"))
    changed = apply(decided, Edit(op="set", path=read, value="other"))
    fell = "The answers this decision was taken on have changed."

    assert fell not in printed(decided, tmp_path, "en")
    assert point.key not in {finding.key for finding in services.assess(decided, AS_OF).of(Outcome.REVIEW)}
    left = {finding.key: finding for finding in services.assess(changed, AS_OF).findings}.get(point.key)
    assert left is None or left.outcome is not Outcome.MET
    if left is not None and left.outcome is Outcome.REVIEW:
        assert fell in printed(changed, tmp_path, "en")


def test_known_changes_of_the_law_are_announced(tmp_path: Path) -> None:
    dossier = sample("seoul-gym")
    announced = services.assess(dossier, AS_OF).announcements
    text = printed(dossier, tmp_path, "ko")

    assert announced
    assert all(change.title.ko in text and change.says.ko in text for change in announced)
    assert services.assess(dossier, dt.date(2028, 1, 1)).announcements == ()
