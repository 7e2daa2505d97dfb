"""Printed findings against those of the answers: compared, or told why not; a milder verdict is never told as nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import HistoryEntry
from fr_desk.rules.findings import Assessment, Outcome, PackRef
from fr_desk.storage.agreement import DOUBTS, Agreement, compared
from fr_desk.storage.dossier_evidence import own_day
from fr_desk.storage.verification import verify_file
from tests.seal.papers import DAY, HOTEL, paper
from tests.storage.verdicts import PACK, assess

LATER = DAY + dt.timedelta(days=400)


def stated(
    version: str = PACK.version, digest: str = PACK.digest, day: dt.date = DAY, *, kinder: bool = False
) -> Assessment:
    """The findings of the hotel, a breach, as a document may state them."""
    found = assess(HOTEL, day)
    if kinder:
        (one,) = found.findings
        found = found.model_copy(update={"findings": (replace(one, outcome=Outcome.MET),)})
    return found.model_copy(update={"packs": (PackRef(id="cn", version=version, digest=digest),)})


@pytest.mark.parametrize(
    ("document", "agreement", "says"),
    [
        (stated(), "same", "The findings are those that the answers give."),
        (stated(kinder=True), "other", "are not those that its answers give"),
        (stated("2025.11", "e" * 64), "older_rules", "older rules than those of this program (cn 2025.11)"),
        (stated("2027.01", "0" * 64), "newer_rules", "says that a newer FR Desk wrote it"),
        (stated("2026.9", "e" * 64), "older_rules", "older rules"),
        (stated(digest="e" * 64), "other_rules", "rules that are not those of this program (cn 2026.11)"),
        (stated("latest", "e" * 64), "other_rules", "rules that are not those of this program (cn latest)"),
        (stated(day=LATER), "other_day", "those of 26 December 2027, but the dossier is of 21 November 2026"),
        (
            stated("2025.11", "e" * 64, kinder=True),
            "milder",
            "is milder than the one that this program gives",
        ),
        (
            stated("2027.01", "0" * 64, kinder=True),
            "milder",
            "is milder than the one that this program gives",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_by_its_reason(document: Assessment, agreement: Agreement, says: str):
    found = compared(document, assess(HOTEL, document.as_of), assess(HOTEL, DAY))

    assert found.agreement == agreement
    assert any(says in one.en for one in found.sentences)


def test_why_it_could_not_be_compared_is_told_besides_that_it_is_milder():
    document = stated("2027.01", "0" * 64, LATER, kinder=True)

    found = compared(document, assess(HOTEL, LATER), assess(HOTEL, DAY))

    assert [one.en.split(" ")[:4] for one in found.sentences] == [
        ["The", "findings", "in", "the"],
        ["The", "document", "says", "that"],
        ["The", "verdict", "in", "the"],
    ]


def test_a_dossier_without_a_date_is_not_older_than_its_history():
    entry = HistoryEntry(on=LATER, what="Saved")
    undated = HOTEL.model_copy(update={"as_of": None})

    assert own_day(HOTEL, stated()) == DAY
    assert own_day(undated, stated()) == DAY
    assert own_day(undated.model_copy(update={"history": (entry,)}), stated()) == LATER


@pytest.mark.parametrize(("version", "agreement"), [("2025.11", "older_rules"), ("2027.01", "newer_rules")])
def test_rules_of_another_version_change_no_standing(version: str, agreement: Agreement, tmp_path: Path):
    def judged_then(dossier: Dossier, day: dt.date) -> Assessment:
        ours = PackRef(id="cn", version="2026.05" if version > "2026" else "2026.12", digest="a" * 64)
        return assess(dossier, day).model_copy(update={"packs": (ours,)})

    path = tmp_path / "hotel.pdf"
    path.write_bytes(paper())

    told = verify_file(path, judged_then)

    assert (told.standing, told.state) == ("unsealed", "intact")
    assert told.agreement == {"2025.11": "older_rules", "2027.01": "newer_rules"}[version] == agreement
    assert told.doubtful == (agreement in DOUBTS)
