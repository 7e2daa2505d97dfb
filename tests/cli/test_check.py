"""``check``: exit codes, the JSON shape other systems rely on, and the text a manager reads."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.cli import checking
from fr_desk.domain.canonical import short_fingerprint
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.rules.findings import Finding, Outcome, basis_of
from fr_desk.rules.sentences import FELL_AWAY
from fr_desk.storage.container import write_container
from tests.cli.conftest import Run


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A sample with breaches."""
    return services.write_sample("ningbo-sales-office-before", tmp_path)


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """A sample that is clean."""
    return services.write_sample("ningbo-sales-office-after", tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new dossier: everything is open."""
    path = tmp_path / "new.frdesk"
    write_container(path, services.new_dossier(VenueKind.GYM, Jurisdiction.KR))
    return path


def outcome_of(finding: Finding, outcome: Outcome) -> Finding:
    return dataclasses.replace(finding, outcome=outcome)


def test_each_verdict_has_its_exit_code(before: Path, after: Path, empty: Path, run: Run) -> None:
    assert run("check", after).code == 0
    assert run("check", before).code == 1
    assert run("check", empty).code == 3


def test_a_dossier_with_nothing_but_reviews_is_three(
    after: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = services.assess(services.open_dossier(after).dossier)
    findings = (outcome_of(clean.findings[0], Outcome.REVIEW), *clean.findings[1:])
    reviewed = clean.model_copy(update={"findings": findings})
    monkeypatch.setattr(services, "assess", lambda *_args: reviewed)

    assert run("check", after).code == 3


def test_of_several_files_the_worst_counts(
    before: Path, after: Path, empty: Path, tmp_path: Path, run: Run
) -> None:
    missing = tmp_path / "nothing.frdesk"

    assert run("check", after, empty).code == 3
    assert run("check", empty, before, after).code == 1
    assert run("check", missing, before, empty, after).code == 2


def test_json_has_the_published_shape(before: Path, run: Run) -> None:
    ran = run("check", before, "--format", "json")

    (line,) = ran.out.splitlines()
    result = json.loads(line)
    judged = ["file", "dossier", "as_of", "packs", "verdict", "counts", "findings"]
    assert list(result) == [*judged, "announcements", "deadlines", "counters", "clocks"]
    assert result["file"] == str(before)
    assert result["dossier"] == services.open_dossier(before).dossier.id
    assert set(result["packs"][0]) == {"id", "version", "digest"}
    assert result["verdict"] == "breached"
    assert set(result["counts"]) == {"breached", "open", "review", "met", "not_applicable"}
    assert sum(result["counts"].values()) == len(result["findings"])
    keys = {"rule", "outcome", "level", "path", "message", "citations", "patterns", "missing", "fixes"}
    for finding in result["findings"]:
        assert set(finding) == keys
        assert set(finding["message"]) == {"zh", "ko", "en"}
        assert all(set(cited) == {"instrument", "article", "verified"} for cited in finding["citations"])
        assert finding["citations"]


def test_several_files_give_one_object_a_line(before: Path, after: Path, run: Run) -> None:
    ran = run("check", before, after, "--format", "json")

    assert [json.loads(line)["verdict"] for line in ran.out.splitlines()] == ["breached", "clean"]


def test_an_unreadable_file_leaves_the_objects_of_the_others_whole(
    after: Path, tmp_path: Path, run: Run
) -> None:
    ran = run("check", tmp_path / "nothing", after, "--format", "json")

    assert [json.loads(line)["file"] for line in ran.out.splitlines()] == [str(after)]
    assert ran.code == 2


def test_the_date_asked_for_comes_before_the_dossiers_own(before: Path, run: Run) -> None:
    own = json.loads(run("check", before, "--format", "json").out)
    asked = json.loads(run("check", before, "--format", "json", "--as-of", "2021-04-22").out)

    assert own["as_of"] == "2026-11-21"
    assert asked["as_of"] == "2021-04-22"
    assert len(asked["findings"]) < len(own["findings"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_tells_venue_verdict_sentences_articles_and_places(before: Path, lang: Lang, run: Run) -> None:
    dossier = services.open_dossier(before).dossier
    breached = services.assess(dossier).of(Outcome.BREACHED)

    out = run("check", before, "--lang", lang).out

    assert dossier.venue.name is not None
    assert dossier.venue.name in out.splitlines()[0]
    assert short_fingerprint(dossier) in out
    for finding in breached:
        assert finding.message.get(lang) in out
        assert finding.path in out
        assert all(tag in out for tag in finding.patterns)
        assert all(fix.label.get(lang) in out for fix in finding.fixes)


def test_what_is_in_order_shows_only_when_asked(after: Path, run: Run) -> None:
    met = services.assess(services.open_dossier(after).dossier).of(Outcome.MET)

    short, long = run("check", after).out, run("check", after, "--verbose").out

    assert all(finding.rule not in short for finding in met)
    assert all(finding.rule in long for finding in met)


def test_to_change_comes_first_then_to_decide_then_to_answer(
    after: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = services.assess(services.open_dossier(after).dossier)
    mixed = [Outcome.OPEN, Outcome.REVIEW, Outcome.BREACHED]
    findings = tuple(outcome_of(clean.findings[0], outcome) for outcome in mixed)
    monkeypatch.setattr(services, "assess", lambda *_args: clean.model_copy(update={"findings": findings}))

    lines = run("check", after).out.splitlines()[4:]

    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings[:3] == ["To change: 1", "To decide: 1", "To answer: 1"]
    assert "To" not in {line.partition(" ")[0] for line in headings[3:]}


def test_an_answer_cannot_steer_the_terminal(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "evil.frdesk"
    name = "\x1b]0;owned\x07\x1b[2JHotel\x9b31m\u202e"
    write_container(path, Dossier.model_validate({"venue": {"name": name, "jurisdiction": "CN"}}))

    out = run("check", path).out

    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    assert "Hotel" in out


def test_a_dossier_without_name_kind_or_country_is_still_judged(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "bare.json"
    path.write_text("{}", encoding="utf-8")

    ran = run("check", path)

    assert ran.code == 3
    assert ran.out.startswith("Venue without a name\n")


def test_every_verdict_and_outcome_has_words() -> None:
    assert set(checking.VERDICTS) == set(checking.CODES)
    assert set(checking.GROUPS) == set(Outcome)


def test_a_point_to_decide_says_what_would_settle_it_and_that_a_decision_fell_away(
    tmp_path: Path, run: Run
) -> None:
    path = services.write_sample("shanghai-hotel", tmp_path)
    dossier = services.open_dossier(path).dossier
    (open_point,) = services.assess(dossier).of(Outcome.REVIEW)
    assert open_point.settles is not None
    told = {
        "rule": open_point.rule,
        "path": open_point.item,
        "basis": basis_of(open_point),
        "outcome": "met",
        "reason": "Members only.",
        "decided_by": "A. Reviewer",
        "decided_on": "2026-11-21",
    }
    decide = Edit(op="add", path="decisions", value=told)
    change = Edit(op="set", path="cameras.c14.activities", value=("a2", "a3"))
    write_container(tmp_path / "fell.frdesk", apply(dossier, decide, change))

    before, after = (run("check", file, "--lang", "en").out for file in (path, tmp_path / "fell.frdesk"))

    assert f"      What would settle it: {open_point.settles.en}\n" in before
    assert FELL_AWAY not in before
    assert f"      {FELL_AWAY}\n" in after


def test_what_does_not_apply_is_named_before_it_says_why(after: Path, run: Run) -> None:
    none = services.assess(services.open_dossier(after).dossier).of(Outcome.NOT_APPLICABLE)[0]
    assert none.message != none.title

    out = run("check", after, "--verbose", "--lang", "en").out

    assert f"   1. {none.title.en}\n      {none.message.en}\n" in out
