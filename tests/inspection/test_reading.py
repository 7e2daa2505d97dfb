"""One file as an inspector sees it: read once, compared with what is beside it, never written."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.cli.program import main
from fr_desk.cli.viewing import _report
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.inspection import earlier
from fr_desk.inspection.compared import compare_versions
from fr_desk.inspection.index import Index
from fr_desk.inspection.opening import dossier_at
from fr_desk.inspection.place import Place, Refused
from fr_desk.inspection.reading import view
from fr_desk.inspection.record_file import RecordContents, write_record
from fr_desk.inspection.recording import blank
from fr_desk.inspection.refusals import RefusedError, said_of
from fr_desk.inspection.sources import find
from fr_desk.inspection.view import View
from fr_desk.resources import resource
from fr_desk.rules.findings import Verdict
from fr_desk.services.inspecting.one import earlier_version, view_at, view_of
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.services.sealing import verify
from fr_desk.storage.container import write_container
from fr_desk.storage.formats import read_any

DAY = dt.date(2026, 11, 22)


@cache
def hotel() -> Dossier:
    return read_any(resource("samples", "shanghai-hotel.yaml")).dossier


def revision(number: int, dossier: Dossier | None = None) -> Dossier:
    return paths.replace(dossier or hotel(), "revision", number)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "portfolio"
    made.mkdir()
    return made


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "hotel.frdesk"
    write_container(path, hotel())
    return path


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "office.pdf"
    return write_dossier_pdf(read_any(resource("samples", "ningbo-sales-office-after.yaml")).dossier, path)


def seen(path: Path, previous: Path | None = None) -> View:
    return view(path, DAY, previous, today=DAY)


# one file


def test_a_container_is_seen_whole_and_stays_as_it_is(file: Path) -> None:
    # given
    before, when = file.read_bytes(), file.stat().st_mtime_ns
    # when
    found = seen(file)
    # then
    assert found.verification.standing == "unsealed"
    assert found.dossier == hotel()
    assert (found.today.verdict, found.then.verdict, found.printed) == (
        Verdict.BREACHED,
        Verdict.BREACHED,
        None,
    )
    assert (found.as_of, found.own_day) == (DAY, dt.date(2026, 11, 21))
    assert found.looks[0].path == "cameras.c10.sees"
    assert [one.kind for one in found.contradictions] == ["sign_of_no_cameras"]
    assert (found.previous, found.changed) == (None, ())
    assert [one.rule for one in found.breached] == [
        one.rule for one in found.today.findings if one.outcome == "breached"
    ]
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, when)


def test_a_document_is_seen_with_what_it_prints(pdf: Path) -> None:
    found = seen(pdf)
    assert found.verification.standing == "unsealed"
    assert found.printed is not None
    assert found.printed.verdict is found.today.verdict is Verdict.CLEAN
    assert found.printed.as_of == found.own_day == dt.date(2026, 11, 21)


def test_a_doctored_document_is_seen_as_it_is_now_and_as_not_in_agreement(pdf: Path, folder: Path) -> None:
    # given
    import pikepdf

    doctored = folder / "doctored.pdf"
    with pikepdf.open(pdf) as document:
        inside = document.attachments["dossier.json"].get_file().read_bytes()
        other = inside.replace(b'"conspicuous":true', b'"conspicuous":false')
        assert other != inside
        document.attachments["dossier.json"] = other
        document.save(doctored)
    # when
    found = seen(doctored)
    # then
    assert found.verification.state == "changed"
    assert found.printed is not None
    assert (found.printed.verdict, found.today.verdict) == (Verdict.CLEAN, Verdict.BREACHED)


def test_the_law_of_the_asked_day_is_applied_beside_that_of_the_dossier_s_own(file: Path) -> None:
    found = view(file, dt.date(2025, 5, 31))
    assert found.today.as_of == dt.date(2025, 5, 31)
    assert found.then.as_of == dt.date(2026, 11, 21)
    assert {one.rule for one in found.today.findings} != {one.rule for one in found.then.findings}


def test_what_can_still_change_a_finding_is_listed_the_most_important_first(folder: Path) -> None:
    path = folder / "office.frdesk"
    write_container(path, read_any(resource("samples", "ningbo-sales-office-before.yaml")).dossier)
    found = seen(path)
    missing = {one for finding in found.today.findings for one in finding.missing}
    assert found.unanswered
    assert missing <= set(found.unanswered)
    assert all(paths.get(found.dossier, one) is None for one in found.unanswered)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cut.frdesk", b"PK\x03\x04 cut off", "This .frdesk file is cut off or damaged; ask for it again."),
        (
            "odd.frdesk",
            b"{}",
            "This file ends in .frdesk but holds something else; ask for the dossier itself.",
        ),
        ("empty.json", b"", "This file is empty; ask for it again."),
    ],
)
def test_a_file_without_a_dossier_has_one_sentence_however_it_is_opened(
    folder: Path, name: str, content: bytes, said: str
) -> None:
    # given
    path = folder / name
    path.write_bytes(content)
    # when
    with pytest.raises(RefusedError) as viewed:
        seen(path)
    with pytest.raises(RefusedError) as recorded:
        dossier_at(Place(path, path))
    # then
    assert viewed.value.message("en") == recorded.value.message("en") == f"{path}: {said}"
    assert said_of(viewed.value).en == said
    assert viewed.value.message("zh").endswith("。")


def test_the_record_beside_a_dossier_is_named_as_such_however_it_is_opened(file: Path, folder: Path) -> None:
    # given
    record, renamed = folder / "hotel.frrecord", folder / "renamed.frdesk"
    write_record(record, RecordContents(blank(hotel())))
    renamed.write_bytes(record.read_bytes())
    told = [one.sentence.en for one in find([record]) if isinstance(one, Refused)]
    # when
    for path in (record, renamed):
        with pytest.raises(RefusedError) as viewed:
            seen(path)
        with pytest.raises(RefusedError) as recorded:
            dossier_at(Place(path, path))
        told += [viewed.value.why.en, recorded.value.why.en]
    verified = verify(record)
    # then
    assert set(told) == {"This is the record of an inspection; name the dossier beside it instead."}
    assert (verified.standing, verified.details[0].en) == ("not_a_dossier", f"{record}: {told[0]}")


def test_a_paper_of_an_inspection_is_named_as_such_and_holds_no_dossier(pdf: Path, folder: Path) -> None:
    # given
    import pikepdf

    path = folder / "order.pdf"
    with pikepdf.open(pdf) as document:
        for name in list(document.attachments):
            del document.attachments[name]
        document.attachments["record.json"] = b"{}"
        document.save(path)
    # when
    with pytest.raises(RefusedError, match=r"order\.pdf: This is a paper of an inspection") as told:
        seen(path)
    # then
    assert told.value.standing == "not_a_dossier"


def test_what_is_dated_after_the_day_of_looking_does_not_fit_whatever_day_s_law_is_applied(
    folder: Path,
) -> None:
    path = folder / "future.frdesk"
    write_container(path, paths.replace(hotel(), "as_of", dt.date(2027, 3, 1)))
    found = view(path, dt.date(2028, 1, 1), today=DAY)
    assert [one.kind for one in found.contradictions] == ["sign_of_no_cameras", "later_than_today"]


def test_a_printed_verdict_that_its_answers_do_not_give_is_told_plainly(
    pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    sound = seen(pdf)
    assert sound.doubts == ()
    assert sound.printed is not None
    other = paths.replace(sound.dossier, "as_of", dt.date(2026, 9, 13))
    stated = sound.printed.model_copy(
        update={"packs": tuple(one.model_copy(update={"version": "2027.01"}) for one in sound.printed.packs)}
    )
    breached = services.assess(hotel(), dt.date(2026, 11, 21))
    # when
    found = replace(sound, dossier=other, own_day=dt.date(2026, 9, 13), printed=stated, again=breached)
    # then
    assert [one.en for one in found.doubts] == [
        "The printed verdict is not the one that the answers give for the day it is printed for, 21 November 2026.",
        "It was printed with other rules than those of this program: cn 2027.01.",
        "It is printed for 21 November 2026, but the dossier is of 13 September 2026.",
    ]
    _report(found, Console("en"))
    assert "   The printed verdict is not the one that the answers give" in capsys.readouterr().out


def test_a_container_that_was_changed_is_shown_as_it_is_now_and_told_apart(file: Path, folder: Path) -> None:
    path = folder / "changed.frdesk"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"revision":3', b'"revision":9'))
    found = seen(path)
    assert (found.verification.standing, found.dossier.revision) == ("changed", 9)
    assert "does not match its checksum" in found.verification.details[0].en
    assert str(folder) not in found.verification.details[0].en


# earlier versions


def test_the_nearest_earlier_version_beside_the_file_is_compared(file: Path, folder: Path) -> None:
    # given
    calmer = paths.replace(revision(2), "cameras.c10.sees", ("z6",))
    write_container(folder / "hotel-v1.frdesk", revision(1))
    write_container(folder / "hotel-v2.frdesk", calmer)
    write_container(folder / "hotel-v7.frdesk", revision(7))
    write_container(folder / "other.frdesk", paths.replace(revision(2), "id", "another"))
    (folder / "broken.frdesk").write_bytes(b"PK nothing")
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "not.json").write_text("[1]")
    # when
    found = seen(file)
    # then
    assert found.previous == folder / "hotel-v2.frdesk"
    assert found.before == calmer
    assert {one.path for one in found.changed} == {"revision", "cameras.c10.sees"}
    assert found.since is not None
    assert [one.finding.rule for one in found.since.changes] == ["cn.cctv.forbidden-places"]


def test_a_version_named_by_hand_comes_before_one_beside_the_file(
    file: Path, folder: Path, tmp_path: Path
) -> None:
    write_container(folder / "hotel-v2.frdesk", revision(2))
    chosen = tmp_path / "elsewhere.json"
    chosen.write_text(json.dumps({"id": hotel().id, "revision": 1}))
    found = seen(file, chosen)
    assert found.previous == chosen
    with pytest.raises(FrDeskError):
        seen(file, tmp_path / "nothing.frdesk")


def test_another_dossier_and_a_later_version_are_no_earlier_version(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    other, later = folder / "other.frdesk", folder / "later.frdesk"
    write_container(other, paths.replace(revision(2), "id", "another"))
    write_container(later, revision(4))
    # when / then
    assert main(["view", str(file), "--previous", str(other), "--lang", "en"]) == 2
    assert "other.frdesk is another dossier; compare two" in capsys.readouterr().err
    assert main(["view", str(file), "--previous", str(later), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "later.frdesk is the later version, revision 4 after revision 3; name them the other way" in told


def test_a_document_beside_the_file_can_be_the_earlier_version(pdf: Path, folder: Path) -> None:
    later = folder / "office-later.frdesk"
    dossier = read_any(resource("samples", "ningbo-sales-office-after.yaml")).dossier
    write_container(later, revision(2, dossier))
    (folder / "office.pdf").write_bytes(pdf.read_bytes())
    assert seen(later).previous == folder / "office.pdf"


def test_what_lies_beside_is_looked_at_no_further_than_a_fixed_number(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    for number in range(6):
        (folder / f"zz{number}.json").write_text("{}")
    looked: list[Path] = []
    identity = earlier._identity
    monkeypatch.setattr(earlier, "MOST_FILES", 4)

    def looking(path: Path) -> tuple[str, int]:
        looked.append(path)
        return identity(path)

    monkeypatch.setattr(earlier, "_identity", looking)
    # when
    list(earlier.beside(file, hotel()))
    # then
    assert len(looked) == 4


def test_links_beside_a_file_are_not_followed(file: Path, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.frdesk"
    write_container(outside, revision(2))
    (folder / "hotel-v2.frdesk").symlink_to(outside)
    assert seen(file).previous is None


def test_an_index_knows_an_earlier_version_and_without_one_the_view_goes_on(
    file: Path, tmp_path: Path
) -> None:
    # given
    index = tmp_path / "index.sqlite"
    with Index(index):
        pass
    # when / then
    assert earlier_version(index, hotel().id, "0" * 64) is None
    assert earlier_version(tmp_path / "none" / "index.sqlite", hotel().id, "0" * 64) is None
    found = view_at(Place(file.parent, file), DAY, earlier=tmp_path / "gone.frdesk")
    assert found.previous is None


def test_a_file_of_which_an_index_knows_everything_is_looked_at_alone(file: Path, folder: Path) -> None:
    # given
    write_container(folder / "hotel-v2.frdesk", revision(2))
    place = Place(file.parent, file)
    beside = view_at(place, DAY)
    assert beside.previous == folder / "hotel-v2.frdesk"
    # when
    alone = view_at(place, DAY, alone=True)
    # then
    assert alone.previous is None
    assert (alone.path, alone.verification, alone.looks) == (file, beside.verification, beside.looks)


def test_a_file_inside_a_zip_is_seen_without_being_unpacked(file: Path, tmp_path: Path) -> None:
    # given
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(file, "district/hotel.frdesk")
    # when
    found = view_at(Place(packed, packed, "district/hotel.frdesk", file.stat().st_size), DAY)
    # then
    assert found.dossier == hotel()
    assert found.path == Path(f"{packed}!/district/hotel.frdesk")
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["all.zip"]


def test_the_command_opens_one_of_a_zip_and_answers_a_bare_zip_with_an_example(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(file, "district/hotel.frdesk")
    # when / then
    assert main(["view", str(packed), "--lang", "en"]) == 2
    inside = f"{packed}!/district/hotel.frdesk"
    assert f"name one inside it, such as {inside}." in capsys.readouterr().err
    # when / then
    assert main(["view", inside, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["file"] == inside
    # when / then
    assert main(["view", f"{packed}!/none.frdesk", "--lang", "en"]) == 2
    assert f"{packed}!/none.frdesk: This file or folder is not there" in capsys.readouterr().err


# two days, two versions


def test_two_days_of_the_law_are_compared_in_the_one_way_there_is() -> None:
    before, after = dt.date(2025, 5, 31), dt.date(2025, 6, 1)
    found = services.compare_dates(hotel(), before, after)
    assert (found.before, found.after) == (before, after)
    assert "cn.fr.not-sole-method" in found.into_force


def test_equal_versions_differ_in_nothing() -> None:
    found = compare_versions(hotel(), hotel(), DAY)
    assert found.changes == ()
    assert found.findings is not None
    assert found.findings.changes == ()


# the command line


def test_the_command_shows_the_view_to_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(file), "--as-of", "2026-11-22", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "青砚汀酒店" in told
    assert "Look at first on site" in told
    assert "Answers that cannot all be true: 1" in told


def test_the_command_shows_the_view_to_programs(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    previous = folder / "hotel-v2.frdesk"
    write_container(previous, revision(2))
    # when
    code = main(["view", str(file), "--previous", str(previous), "--format", "json"])
    # then
    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert told["standing"] == "unsealed"
    assert told["today"]["verdict"] == told["own_day"]["verdict"] == "breached"
    assert told["printed"] is None
    assert told["doubts"] == []
    assert told["previous"] == str(previous)
    assert [one["path"] for one in told["changes"]] == ["revision"]
    assert told["looks"][0]["rule"] == "cn.cctv.forbidden-places"
    assert set(told["contradictions"][0]["says"]) == {"zh", "ko", "en"}


def test_the_command_says_in_a_sentence_what_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["view", str(tmp_path / "none.frdesk")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_view_of_today_is_what_is_shown_if_no_day_is_asked(file: Path) -> None:
    assert view_of(file).as_of == services.today()
