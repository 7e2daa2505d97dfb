"""Papers of an inspection as use cases: from rows, views and records to files."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.i18n import Lang
from fr_desk.inspection import ordering, recording, righting
from fr_desk.inspection.examine import examine
from fr_desk.inspection.paper_check import WHOLE_DATA, check_paper
from fr_desk.inspection.place import Place
from fr_desk.inspection.record import Order, Outcome, Record
from fr_desk.inspection.record_file import record_of
from fr_desk.inspection.sources import find, read_place
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.services import sealing
from fr_desk.services.inspecting import papers
from fr_desk.services.inspecting.one import view_of
from fr_desk.services.inspecting.paper_words import filter_words
from fr_desk.storage.folder import FolderNotEmptyError
from tests.render.decoding import codes_in
from tests.render.reading import embedded, pages_of, text_of

DAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
LATER = NOW + dt.timedelta(days=31)
CARD = "Offer a card at the same place."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dossiers, one of them in a zip, and a file that is cut off."""
    place = tmp_path_factory.mktemp("dossiers")
    services.write_sample("shanghai-hotel", place)
    gym = services.write_sample("seoul-gym", place)
    with zipfile.ZipFile(place / "more.zip", "w") as archive:
        archive.write(gym, "kr/seoul-gym.frdesk")
    gym.write_bytes(gym.read_bytes()[:900])
    return place


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[Row]:
    places = [place for place in find([folder]) if isinstance(place, Place)]
    return [Row(at, place, examine(place, read_place(place), DAY, {})) for at, place in enumerate(places)]


@pytest.fixture(scope="module")
def hotel() -> Dossier:
    return services.open_dossier(resource("samples", "shanghai-hotel.yaml")).dossier


@pytest.fixture(scope="module")
def record(hotel: Dossier) -> Record:
    """An inspection with three orders, and a re-inspection at which one was put right."""
    made, visit = recording.begin_visit(
        recording.blank(hotel), hotel, "王检查员", NOW, office="示例网信办", key="v1"
    )
    made, _ = recording.observe(made, visit, "cameras.c1", "as_declared", NOW, key="o1")
    made, _ = recording.observe(made, visit, "cameras.c2", "differs", NOW, says="镜头朝向更衣室", key="o2")
    made, _ = recording.observe(made, visit, "cameras", "not_declared", NOW, label="收银台半球", key="o3")
    made, _ = recording.observe(made, visit, "cameras.c3", "not_there", NOW, says="看错了", key="o4")
    made = recording.take_back(made, "observations", "o4", NOW)
    orders = {
        "r1": Order(
            rule="cn.fr.not-sole-method",
            path="activities.a2.mandatory",
            says=CARD,
            articles=("cn-order-19/10",),
            until=dt.date(2026, 12, 20),
        ),
        "r2": Order(path="cameras.c2", says="Turn it away.", until=dt.date(2026, 12, 1)),
        "r3": Order(path="signs.s1", says="A draft nobody gave."),
    }
    for key, order in orders.items():
        made, _ = ordering.draft(made, order, NOW, key)
    for key in ("r1", "r2"):
        made = ordering.give(made, key, visit, NOW)
    return recording.end_visit(made, visit, NOW + dt.timedelta(hours=1))


@pytest.fixture(scope="module")
def followed(record: Record, hotel: Dossier) -> Record:
    made, visit = recording.begin_visit(record, hotel, "李检查员", LATER, kind="reinspection", key="v2")
    made = righting.judge(made, "r2", visit, LATER, done=True, says="已转向")
    return righting.judge(made, "r1", visit, LATER, done=False, says="仍只能刷脸")


def test_a_report_tells_rows_filter_and_what_could_not_be_read(rows: list[Row], folder: Path, tmp_path: Path):
    wanted = Wanted(words="酒店", rules=("cn.fr.not-sole-method",), kinds=("hotel", ""), since=DAY, once=True)

    out = papers.write_report(
        rows, tmp_path / "r.pdf", "zh", as_of=DAY, sources=[folder], wanted=wanted, total=11_000
    )

    text = text_of(out.read_bytes())
    assert "11,000 份中的 3 份" in text
    assert "青砚汀酒店（静安店）" in text
    assert "한결마루" in text
    assert "seoul-gym.frdesk" in text
    assert "刷脸不能是唯一方式" in text
    assert "不含副本和其他版本" in text
    assert str(folder) in text


def test_a_filter_in_words_says_every_part_that_chooses():
    everything = Wanted(
        "w",
        ("breached",),
        ("sealed",),
        ("gym",),
        ("",),
        ("own.rule",),
        ("NO_NOTICE",),
        ("cn-pipl/26",),
        ("Ltd",),
        DAY,
        DAY,
        once=True,
    )

    told = dict(filter_words(everything, "en"))

    assert len(told) == 12
    assert told["District"] == "none"
    assert told["Rule"] == "own.rule"
    assert "26" in told["Article"]
    assert list(filter_words(Wanted(words="  ", sort="name"), "en")) == []


@pytest.mark.parametrize("lang", ["zh", "ko", "en"])
def test_a_record_comes_back_out_of_its_paper(record: Record, hotel: Dossier, tmp_path: Path, lang: Lang):
    out = papers.write_record(record, hotel, tmp_path / "record.pdf", lang)

    data = out.read_bytes()
    assert record_of(embedded(data, "record.json"), "record.pdf") == record
    assert papers.make_record(record, hotel, lang) == data
    text = text_of(data)
    assert "镜头朝向更衣室" in text
    assert "收银台半球" in text
    assert "看错了" not in text  # it was taken back
    assert "王检查员" in text


def test_a_record_of_an_earlier_version_says_so(record: Record, hotel: Dossier):
    other = hotel.model_copy(update={"revision": 9})

    assert "another fingerprint" in text_of(papers.make_record(record, other, "en"))
    assert "another fingerprint" not in text_of(papers.make_record(record, hotel, "en"))


def test_an_empty_record_is_a_paper_too(hotel: Dossier):
    assert "No visit is recorded." in text_of(papers.make_record(recording.blank(hotel), hotel, "en"))


def test_an_order_has_what_was_given_and_is_not_put_right(record: Record, followed: Record, hotel: Dossier):
    first, second = (text_of(papers.make_order(one, hotel, "en")) for one in (record, followed))

    assert CARD in first
    assert "Turn it away." in first
    assert "A draft nobody gave." not in first
    assert "20 December 2026 at the latest" in first
    assert "王检查员, 示例网信办" in first
    assert "Turn it away." not in second
    assert CARD in second


def test_an_order_names_those_who_found_it_and_gave_it_in_the_language_of_the_paper(hotel: Dossier):
    # given: Wang finds it, Kim too, Li later does not; then Wang gives the orders
    record, wang = recording.begin_visit(recording.blank(hotel), hotel, "Wang", NOW)
    record, _ = recording.observe(record, wang, "cameras.c10", "differs", NOW, says="镜头朝向更衣室")
    minute = dt.timedelta(minutes=1)
    told: tuple[tuple[str, Outcome], ...] = (("Kim", "not_there"), ("Li", "as_declared"), ("Bo", "differs"))
    for at, (who, outcome) in enumerate(told):
        record, visit = recording.begin_visit(record, hotel, who, NOW + at * minute)
        place = "cameras.c3" if who == "Bo" else "cameras.c10"
        record, _ = recording.observe(record, visit, place, outcome, NOW + at * minute, says=f"by {who}")
    assessed = services.assess(hotel, NOW.date())
    proposed = ordering.proposals(record, hotel, assessed, packs_for(hotel), "zh")
    wanted = {"cameras.c10.sees", "cameras.c3"}
    for number, one in enumerate(one.order for one in proposed if one.order.path in wanted):
        order = one.model_copy(update={"until": DAY})
        record, key = ordering.draft(record, order, NOW, f"r{number}")
        record = ordering.give(record, key, wang, NOW + 4 * minute)

    # when
    made = [
        make(record, hotel, "en")
        for make in (papers.make_order, papers.make_reinspection, papers.make_record)
    ]
    paper, letter, kept = map(text_of, made)

    # then
    assert len(record.orders) == 2
    assert [paper.count(f", {who} inspected") for who in ("Wang", "Kim", "Bo", "Li")] == [1, 1, 1, 0]
    for text in (paper, letter, kept):
        assert "is not as declared. Make it as declared, or correct what the dossier declares." in text
        assert not [one for one in record.orders.values() if one.rule and one.says in text]
        assert all(one.words("en") in text for one in record.orders.values())
    for text in (paper, kept):
        assert "镜头朝向更衣室" in text
        assert "by Kim" in text
        assert "by Li" in text


def test_drafts_are_ordered_where_nothing_was_given_or_they_are_named(record: Record, hotel: Dossier):
    named = text_of(papers.make_order(record, hotel, "en", orders=("r3",)))
    drafts = record.model_copy(
        update={"orders": {key: one.model_copy(update={"given": None}) for key, one in record.orders.items()}}
    )

    assert "A draft nobody gave." in named
    assert CARD not in named
    assert CARD in text_of(papers.make_order(drafts, hotel, "en"))


def test_a_letter_tells_what_was_put_right_and_what_was_not(followed: Record, hotel: Dossier, tmp_path: Path):
    out = papers.write_reinspection(followed, hotel, tmp_path / "letter.pdf", "en")

    text = text_of(out.read_bytes())
    assert "2 in all: put right 1, not put right 1, not looked at yet 0." in text
    assert "已转向" in text
    assert "仍只能刷脸" in text
    assert "李检查员" in text
    assert "A draft nobody gave." not in text
    assert "PIPL: an order to correct" in text


def test_papers_of_a_record_can_be_checked_and_sealed(followed: Record, hotel: Dossier, tmp_path: Path):
    made = {
        "record": papers.make_record(followed, hotel, "ko"),
        "order": papers.make_order(followed, hotel, "ko"),
        "letter": papers.make_reinspection(followed, hotel, "ko"),
    }

    for name, data in made.items():
        checked = check_paper(data, Path(f"{name}.pdf"))
        assert checked is not None
        assert (checked.standing, WHOLE_DATA in [one.en for one in checked.details]) == ("unsealed", True), (
            name
        )
    out = tmp_path / "order.pdf"
    out.write_bytes(made["order"])
    identity = sealing.make_identity("Inspector Wang", "", "correct horse", now=LATER)
    sealing.seal(out, identity, "correct horse", now=LATER)
    (seal,) = sealing.verify(out).seals
    assert (seal.field, seal.state) == ("Inspector", "sealed")


def test_sheets_are_made_for_each_venue_in_its_language_also_from_a_zip(rows: list[Row], tmp_path: Path):
    readable = [row for row in rows if row.result.declared]
    told: list[tuple[int, int]] = []

    written = papers.write_sheets(
        readable, tmp_path / "sheets", as_of=DAY, progress=lambda done, total: told.append((done, total))
    )

    prints = [row.result.declared.fingerprint for row in readable if row.result.declared]
    assert sorted(codes_in(path.read_bytes())[0] for path in written) == sorted(prints)
    assert told == [(0, 2), (1, 2), (2, 2)]
    texts = [text_of(path.read_bytes()) for path in written]
    assert sorted(("현장 점검표" in text, "现场检查表" in text) for text in texts) == [
        (False, True),
        (True, False),
    ]


def test_sheets_can_be_one_file_or_a_zip(rows: list[Row], tmp_path: Path):
    readable = [row for row in rows if row.result.declared]

    (one,) = papers.write_sheets(readable, tmp_path / "all.pdf", "en", as_of=DAY, together=True)
    (archive,) = papers.write_sheets(readable, tmp_path / "all.zip", "en", as_of=DAY)

    assert pages_of(one.read_bytes()) > 4
    with zipfile.ZipFile(archive) as opened:
        assert len(opened.namelist()) == 2


def test_files_that_cannot_be_read_are_told_or_raised(rows: list[Row], tmp_path: Path):
    failed: list[FrDeskError] = []

    written = papers.write_sheets(
        rows, tmp_path / "out", as_of=DAY, on_failed=lambda _row, error: failed.append(error)
    )

    assert (len(written), len(failed)) == (2, 1)
    with pytest.raises(FrDeskError):
        papers.write_sheets(rows, tmp_path / "other", as_of=DAY)
    assert not (tmp_path / "other").exists()
    lost = replace(rows[0], place=Place(tmp_path, tmp_path / "gone.frdesk"))
    assert papers.write_sheets([lost], tmp_path / "none.pdf", together=True, on_failed=lambda *_: None) == []


def test_cancelling_leaves_nothing_behind(rows: list[Row], record: Record, hotel: Dossier, tmp_path: Path):
    asked = iter([False, True, True, True])
    readable = [row for row in rows if row.result.declared]
    jobs: list[Callable[[], object]] = [
        lambda: papers.write_sheets(readable, tmp_path / "a", as_of=DAY, cancelled=lambda: next(asked, True)),
        lambda: papers.write_report(rows, tmp_path / "b.pdf", "en", as_of=DAY, cancelled=lambda: True),
        lambda: papers.write_record(record, hotel, tmp_path / "c.pdf", cancelled=lambda: True),
    ]

    for job in jobs:
        with pytest.raises(CancelledError):
            job()
    assert list(tmp_path.iterdir()) == [tmp_path / "profile"]


def test_a_folder_with_something_in_it_is_refused(rows: list[Row], tmp_path: Path):
    with pytest.raises(FolderNotEmptyError):
        papers.write_sheets([row for row in rows if row.result.declared], tmp_path, as_of=DAY)


def test_a_sheet_of_one_view_is_the_same_each_time(folder: Path, tmp_path: Path):
    view = view_of(folder / "shanghai-hotel.frdesk", DAY)

    out = papers.write_sheet(view, tmp_path / "sheet.pdf", "ko")

    assert out.read_bytes() == papers.make_sheet(view, "ko")
    assert "青砚汀酒店" in text_of(out.read_bytes())
