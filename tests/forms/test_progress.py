"""Progress is honest: what is not counted as deciding changes no finding, and answering everything ends at nothing."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import apply
from fr_desk.domain.notes import with_not_known
from fr_desk.forms.progress import Count, Progress, progress
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Outcome, Verdict
from fr_desk.services import open_dossier
from tests.rules.complete import answered

DAY = dt.date(2026, 11, 21)


def assessed(dossier: Dossier) -> Assessment:
    return assess(dossier, packs_for(dossier), DAY)


def progress_of(dossier: Dossier) -> Progress:
    return progress(dossier, assessed(dossier), packs_for(dossier), Asking(dossier, DAY))


def sample(name: str) -> Dossier:
    return open_dossier(resource("samples", f"{name}.yaml")).dossier


def mended(dossier: Dossier) -> Dossier:
    """The dossier with the first fix of every breach applied."""
    for finding in assessed(dossier).of(Outcome.BREACHED):
        dossier = apply(dossier, *finding.fixes[0].edits)
    return dossier


def unanswered(dossier: Dossier) -> list[str]:
    asking = Asking(dossier, DAY)
    asked = (path for step in STEPS[:-1] for path in asking.questions(step.id))
    return [path for path in asked if paths.get(dossier, path) is None]


def partly_answered(rng: random.Random) -> Dossier:
    """A dossier somebody has answered for a while, here and there."""
    venue = {"kind": rng.choice(list(VenueKind)), "jurisdiction": rng.choice(list(Jurisdiction))}
    dossier = Dossier.model_validate({"venue": venue, "activities": {"a1": {}}, "zones": {"z1": {}}})
    for _ in range(rng.choice([2, 10, 30, 60])):
        waiting = unanswered(dossier)
        for path in rng.sample(waiting, min(len(waiting), 4)):
            if paths.get(dossier, path) is None:
                dossier = answered(dossier, path, rng)
    return dossier


def tries(dossier: Dossier, some: list[str], rng: random.Random) -> Iterator[Assessment]:
    for path in rng.sample(some, min(len(some), 12)):
        other = answered(dossier, path, rng)
        if paths.get(other, path) is not None:
            yield assessed(other)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_not_counted_as_deciding_changes_no_finding(seed: int):
    rng = random.Random(seed)  # noqa: S311 - cases, not secrets
    dossier = partly_answered(rng)
    before, found = assessed(dossier), progress_of(dossier)

    for after in tries(dossier, list(found.left[found.total.deciding :]), rng):
        outcomes = {finding.key: finding.outcome for finding in after.findings}
        changed = [one.key for one in before.findings if outcomes.get(one.key) is not one.outcome]
        assert changed == []


def with_gaps(dossier: Dossier, rng: random.Random) -> Dossier:
    """The dossier with some of its answers taken back."""
    asking = Asking(dossier, DAY)
    given = [
        path
        for step in STEPS[:-1]
        for path in asking.questions(step.id)
        if paths.get(dossier, path) is not None and paths.spec_at(path).kind not in {"keyed", "ref", "refs"}
    ]
    for path in rng.sample(given, 12):
        dossier = paths.replace(dossier, path, None)
    return dossier


@pytest.mark.parametrize("name", ["ningbo-sales-office-after", "seoul-gym"])
@pytest.mark.parametrize("seed", range(4))
def test_what_does_not_count_for_the_verdict_leaves_it_as_it_is(name: str, seed: int):
    rng = random.Random(seed)  # noqa: S311 - cases, not secrets
    dossier = with_gaps(mended(sample(name)), rng)
    before, found = assessed(dossier), progress_of(dossier)
    assert before.verdict is not Verdict.BREACHED

    for after in tries(dossier, list(found.left[found.total.verdict :]), rng):
        assert after.verdict is before.verdict


def test_a_question_that_counts_for_the_verdict_can_change_it():
    path = "activities.a2.consent.separate"
    waiting = paths.replace(mended(sample("seoul-gym")), path, None)
    found = progress_of(waiting)
    assert path in found.left[: found.total.verdict]

    assert assessed(paths.replace(waiting, path, False)).verdict is Verdict.BREACHED


def test_while_something_is_to_change_no_answer_is_said_to_change_the_verdict():
    found = progress_of(sample("ningbo-sales-office-before"))

    assert found.held
    assert found.total.verdict == 0


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
@pytest.mark.parametrize("kind", [VenueKind.HOTEL, VenueKind.GYM, VenueKind.PROPERTY_SALES_OFFICE])
def test_answering_everything_ends_at_nothing_left(kind: VenueKind, jurisdiction: Jurisdiction):
    rng = random.Random(f"{kind}{jurisdiction}")  # noqa: S311 - cases, not secrets
    dossier = Dossier.model_validate({"venue": {"kind": kind, "jurisdiction": jurisdiction}})
    found = progress_of(dossier)
    for _ in range(400):
        if not found.left:
            break
        for path in found.left[:8]:
            if paths.get(dossier, path) is None:
                dossier = answered(dossier, path, rng)
        found = progress_of(dossier)

    assert found.total.left == found.total.deciding == found.total.verdict == 0
    assert assessed(dossier).of(Outcome.OPEN) == ()
    assert found.after("venue.name") == ""


def test_the_numbers_of_the_steps_add_up():
    found = progress_of(sample("ningbo-sales-office-before"))

    for name in ("asked", "left", "deciding", "verdict", "not_known"):
        assert sum(getattr(one, name) for one in found.steps.values()) == getattr(found.total, name)
    assert len(found.left) == found.total.left
    assert set(found.left) <= set(found.asked)


def test_what_matters_most_comes_first_and_what_is_not_known_last():
    dossier = Dossier.model_validate({"venue": {"kind": "hotel", "jurisdiction": "CN"}})
    found = progress_of(dossier)
    first = found.left[0]
    assert found.total.verdict > 1

    marked = progress_of(with_not_known(dossier, first, on=True))

    assert marked.left[-1] == first
    assert marked.total == Count(
        found.total.asked, found.total.left, found.total.deciding, found.total.verdict, 1
    )


def test_one_goes_on_from_where_one_is_and_comes_round_again():
    dossier = Dossier.model_validate({"venue": {"kind": "hotel", "jurisdiction": "CN"}})
    found = progress_of(dossier)
    first, second = found.left[0], found.left[1]

    assert found.after("") == first
    assert found.after(first) == second
    assert found.after(found.left[-1]) == first
    given = progress_of(answered(dossier, first, random.Random(1)))  # noqa: S311 - cases, not secrets
    assert given.asked.index(given.after(first)) > given.asked.index(first)


def test_the_questions_about_one_activity_stay_together_on_the_way():
    dossier = sample("shanghai-hotel")
    asked = [one for one in progress_of(dossier).asked if one.startswith("activities.")]
    necessity = [one.split(".")[1] for one in asked if "necessity_reason" in one or ".consent.form" in one]

    assert necessity == sorted(necessity, key=list(dossier.activities or ()).index)
