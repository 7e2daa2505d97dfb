"""One file of a portfolio: what it is worth, what it declares, what the law of a day makes of it."""

from __future__ import annotations

import datetime as dt
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from fr_desk.domain.canonical import canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import texts
from fr_desk.inspection import errors as own_errors
from fr_desk.inspection import refusals
from fr_desk.inspection.examine import Known, examine, examine_on, faulty, today, unread
from fr_desk.inspection.place import Place
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.result import Result
from fr_desk.inspection.risk import DOUBTFUL, MILDER
from fr_desk.rules import engine
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.seal import certificates
from fr_desk.seal.certificates import der_of, new_identity, open_key
from fr_desk.storage import errors
from fr_desk.storage.container import Contents, pack
from tests.inspection.hostile import hotel, numbered, replaced, whole
from tests.inspection.hostile_pdfs import DAY, judged, paper, printed
from tests.seal.papers import NOW, attach, rewritten, sealed

NOBODY: Known = {}
KINDS = sorted(
    (kind for kind in errors.UnreadableError.__subclasses__() if kind.__module__ == errors.__name__),
    key=lambda kind: kind.__name__,
)


def looked_at(
    data: bytes, ending: str = ".frdesk", day: dt.date | None = DAY, known: Known = NOBODY
) -> Result:
    return examine(Place(Path("/p"), Path(f"/p/hotel{ending}")), data, day, known)


def test_a_result_says_what_the_dossier_declares() -> None:
    dossier = numbered(7).model_copy(update={"revision": 4, "as_of": dt.date(2026, 3, 1)})

    declared = looked_at(pack(Contents(dossier))).declared

    assert declared is not None
    assert (declared.dossier, declared.revision, declared.day) == ("hostile-7", 4, dt.date(2026, 3, 1))
    assert declared.fingerprint == fingerprint(dossier)
    assert (declared.name, declared.kind, declared.jurisdiction) == ("上海滨江酒店 7 号", "hotel", "CN")
    assert declared.district == "静安区"
    assert declared.devices == len(dossier.cameras or {})
    assert 0 < declared.faces < declared.devices


def test_a_result_counts_what_the_law_of_the_day_gives() -> None:
    result = looked_at(whole(1))
    assessment = engine.assess(numbered(1), packs_for(numbered(1)), DAY)
    counts = assessment.counts

    assert (result.breached, result.review, result.open, result.met) == (
        *(counts[outcome] for outcome in (Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)),
        counts[Outcome.MET],
    )
    assert (result.verdict, result.packs) == (assessment.verdict.value, assessment.packs)
    assert {(one.rule, one.item, one.outcome, one.patterns, one.level) for one in result.found} == {
        (one.rule, one.item, one.outcome, one.patterns, one.level)
        for one in assessment.findings
        if one.outcome not in {Outcome.MET, Outcome.NOT_APPLICABLE}
    }
    assert result.found[0].patterns == ("PRIVATE_SPACE",)


def test_the_day_decides_which_law_applies_and_today_is_the_default() -> None:
    before, now = looked_at(whole(1), day=dt.date(2021, 1, 1)), looked_at(whole(1), day=None)

    assert before.as_of == dt.date(2021, 1, 1)
    assert now.as_of == today()
    assert {one.rule for one in before.found} != {one.rule for one in now.found}


def test_several_days_are_examined_at_once_as_if_one_by_one() -> None:
    days = (dt.date(2021, 1, 1), DAY)
    place = Place(Path("/p"), Path("/p/hotel.pdf"))

    both = examine_on(place, paper(1), days, NOBODY)

    for one, day in zip(both, days, strict=True):
        alone = looked_at(paper(1), ".pdf", day)
        assert one.found == alone.found
        assert (one.as_of, one.risk, one.details, one.declared) == (
            day,
            alone.risk,
            alone.details,
            alone.declared,
        )
    assert both[0].spent.verifying > 0.0 == both[1].spent.verifying


def test_the_printed_verdict_is_that_of_the_document() -> None:
    result = looked_at(paper(1), ".pdf", dt.date(2021, 1, 1))

    assert (result.form, result.printed) == ("pdf", "breached")
    assert result.declared is not None
    assert result.declared.day == (hotel().as_of or DAY)
    assert looked_at(whole(1)).printed == ""


def test_who_sealed_is_told_only_of_those_who_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setattr(certificates, "ROUNDS", 1_000)
    key, _ = new_identity("王芳", "静安区局", "correct horse", NOW - dt.timedelta(days=1))
    hand = open_key(key, "correct horse", "key")
    data = sealed(paper(1), hand)

    # when
    trusted = looked_at(data, ".pdf", known={der_of(hand.certificate): "静安区"})
    stranger = looked_at(data, ".pdf")
    assert trusted.declared is not None
    assert stranger.declared is not None
    assert (trusted.standing, trusted.declared.sealed_by) == ("sealed", "静安区")
    assert (stranger.standing, stranger.declared.sealed_by) == ("unknown_signer", "")
    assert stranger.sentence.en.startswith("Sealed under the name")


def test_equal_files_have_equal_results_wherever_they_are() -> None:
    one = examine(Place(Path("/a"), Path("/a/b.frdesk")), whole(1), DAY, NOBODY)
    other = examine(Place(Path("/c"), Path("/c/\udcff.zip"), "d/\u202e.frdesk"), whole(1), DAY, NOBODY)

    assert (one.digest, one.details, one.declared, one.found) == (
        *(other.digest, other.details, other.declared, other.found),
    )


@pytest.mark.parametrize(
    ("data", "ending", "right"),
    [
        (whole(1), ".bin", ".frdesk"),
        (paper(1), ".frdesk", ".pdf"),
        (canonical_json(hotel()), ".txt", ".json"),
        (whole(1), ".FRDESK", ""),
        (b"id: x", ".yml", ""),
    ],
)
def test_a_wrong_ending_is_told(data: bytes, ending: str, right: str) -> None:
    said = [detail.en for detail in looked_at(data, ending).details]

    assert any(f"does not end in {right}" in one for one in said) == bool(right)


def test_a_paper_of_an_inspection_is_told_as_such() -> None:
    def only_the_record(pdf: pikepdf.Pdf) -> None:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        attach(pdf, "record.json", b"{}")

    result = looked_at(rewritten(paper(1), only_the_record), ".pdf")

    assert result.standing == "not_a_dossier"
    assert result.sentence.en.startswith("This is a paper of an inspection")


def test_nothing_of_cryptography_is_imported_for_files_without_a_seal() -> None:
    script = (
        "import sys, datetime\n"
        "from pathlib import Path\n"
        "from fr_desk.inspection.examine import examine\n"
        "from fr_desk.inspection.place import Place\n"
        "place = Place(Path('/p'), Path('/p/a.json'))\n"
        "result = examine(place, b'{}', datetime.date(2026, 1, 1), {})\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(result.standing, sorted(loaded & {'cryptography', 'pyhanko', 'pikepdf', 'PySide6'}))\n"
    )

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert said.stdout == "unprotected []\n"


def test_a_changed_container_still_shows_what_it_says_now() -> None:
    other = replaced("dossier.json", lambda part: part.replace("酒店".encode(), "饭店".encode()))

    changed = looked_at(other(1))

    assert changed.standing == "changed"
    assert changed.declared is not None
    assert changed.declared.name == "上海滨江饭店 1 号"
    assert changed.verdict == "breached"
    assert changed.risk > looked_at(whole(1)).risk


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_trouble_with_content_has_a_sentence_for_inspectors(kind: type[FrDeskError]) -> None:
    values = {
        **dict.fromkeys(
            ("part", "path", "value", "field", "tag", "target", "collection", "found", "known"), "x"
        ),
        **dict.fromkeys(("limit", "line", "column", "place", "least", "most", "nearest", "expected"), "1"),
        "file": "/secret/place",
        "backups": "/secret/backups",
    }

    said = said_of(kind(**values))

    assert "secret" not in said.en
    assert said.en != texts(kind.sentence, **values).en
    assert "earlier version" not in said.en


def test_a_fault_of_the_program_is_a_row_too() -> None:
    result = faulty(RuntimeError("inside /secret/place"), b"x", DAY)

    assert result.standing == "unreadable"
    assert "RuntimeError" in result.sentence.en
    assert "secret" not in result.sentence.en
    assert unread(result.sentence, DAY).digest == ""


@pytest.mark.parametrize("seed", range(40))
def test_files_changed_at_random_are_results(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    ending, source = chance.choice(
        [(".frdesk", whole(1)), (".pdf", paper(1)), (".json", canonical_json(Dossier()))]
    )
    data = bytearray(source)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))

    result = looked_at(bytes(data), ending)

    assert result.details
    assert result.sentence.en


CLEAR = re.compile(
    r"(This|The parts of this) (\.frdesk )?(file|folder|zip|PDF|name|is (a|an|the|no) )|.*\bthis (file|PDF)\b"
)
"""A row is read without the others: its sentence says by itself whether it speaks of a file, a folder or a zip."""


def test_each_sentence_of_a_row_says_what_it_speaks_of():
    ours = [one for one in vars(own_errors).values() if getattr(one, "__module__", "") == own_errors.__name__]
    own = [one.sentence for one in ours]
    told = [*refusals._SENTENCES.values(), *refusals._INSIDE.values(), refusals._NO_MANIFEST, *own]
    by_part = {one for one in told if one.startswith("{part} does not match")}

    assert len(told) > 60
    assert [one for one in told if one not in by_part and not CLEAR.match(one)] == []


# what a document states, and what its answers give


def stated_by(number: int, version: str, *, kinder: bool) -> bytes:
    """A dossier PDF that agrees with itself and names rules of another version, all of them met if it is kinder."""
    stated: Assessment = judged(number)
    packs = tuple(pack.model_copy(update={"version": version, "digest": "0" * 64}) for pack in stated.packs)
    met = (replace(one, outcome=Outcome.MET) for one in stated.findings)
    findings = tuple(met) if kinder else stated.findings
    return printed(numbered(number), stated.model_copy(update={"packs": packs, "findings": findings}))


def test_findings_of_invented_rules_are_a_doubt_in_the_list_and_in_the_risk() -> None:
    plain = looked_at(paper(3), ".pdf")
    newer = looked_at(stated_by(3, "2027.01", kinder=False), ".pdf")
    kinder = looked_at(stated_by(3, "2027.01", kinder=True), ".pdf")

    assert (plain.agreement, plain.own, plain.printed) == ("same", "breached", "breached")
    assert (newer.agreement, newer.own, newer.printed) == ("newer_rules", "breached", "breached")
    assert (kinder.agreement, kinder.own, kinder.printed) == ("milder", "breached", "clean")
    assert {one.standing for one in (plain, newer, kinder)} == {"unsealed"}
    assert [one.risk - plain.risk for one in (newer, kinder)] == [DOUBTFUL, MILDER]
    assert "a newer FR Desk wrote it" in newer.sentence.en


def test_an_honest_dossier_of_last_year_is_neither_changed_nor_riskier() -> None:
    older = looked_at(stated_by(3, "2025.11", kinder=False), ".pdf")

    assert (older.standing, older.agreement) == ("unsealed", "older_rules")
    assert older.risk == looked_at(paper(3), ".pdf").risk
    assert any("older rules" in one.en for one in older.details)


def test_a_dossier_printed_for_another_day_than_its_own_is_told() -> None:
    day = dt.date(1999, 1, 1)
    then = engine.assess(numbered(3), packs_for(numbered(3)), day)

    told = looked_at(printed(numbered(3), then), ".pdf")

    assert (told.standing, told.agreement) == ("unsealed", "milder")
    assert told.sentence.en == (
        "The findings in the document are those of 1 January 1999, but the dossier is of 21 November 2026."
    )
