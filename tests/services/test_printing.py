"""Everything a dossier can print: the list, each paper, and all of it written at once or not at all."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import time
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

from fr_desk import services
from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render import index_page
from fr_desk.resources import resource
from fr_desk.services import printing
from fr_desk.storage import errors
from fr_desk.storage.folder import FolderNotEmptyError, write_folder

TAGS = "html head meta title style body main p h1 h2 h3 ul li section a small footer b bdi"
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT OVERRIDE}"


def hotel(name: str | None = None) -> Dossier:
    """A hotel in China of which nothing else is known."""
    dossier = services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)
    venue = dossier.venue.model_copy(update={"name": name})
    return dossier.model_copy(update={"id": "a1b2c3d4-0000-4000-8000-000000000000", "venue": venue})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to write to."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Papers that take no time: each is its own name. Returns what was made."""
    made: list[str] = []

    def make(_order: object, wanted: printing._Wanted, *_: object) -> bytes:
        made.append(f"{wanted.paper.id} {' '.join(wanted.langs)} {wanted.made_as} {wanted.sheet}")
        return made[-1].encode()

    monkeypatch.setattr(printing._Order, "make", make)
    return made


class Page(HTMLParser):
    """What is on an index page: its links, its words, its tags."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words = ""
        self.tags: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [unquote(value or "") for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def names(folder: Path) -> set[str]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["shanghai-hotel", "seoul-gym", "ningbo-sales-office-before"])
def test_every_paper_has_a_name_of_its_own_and_says_why_in_three_languages(name: str) -> None:
    dossier = services.open_dossier(resource("samples", f"{name}.yaml")).dossier

    papers = printing.papers_of(dossier)

    assert papers[0].id == "dossier"
    assert {paper.group for paper in papers} >= {"dossier", "signs"}
    assert [paper.group for paper in papers] == sorted(
        (paper.group for paper in papers), key=list(printing.GROUPS).index
    )
    assert len({paper.id for paper in papers}) == len({paper.stem for paper in papers}) == len(papers)
    assert all(re.fullmatch(r"[a-z0-9_-]+", paper.stem) for paper in papers)
    for paper in papers:
        assert all(text.get(lang).strip() for text in (paper.title, paper.why) for lang in LANGUAGES)


def test_every_paper_of_a_new_dossier_can_be_made(folder: Path) -> None:
    dossier = hotel()

    for paper in printing.papers_of(dossier):
        path = printing.write_paper(paper.id, dossier, folder / f"{paper.stem}.pdf", langs=("ko",))

        with pikepdf.open(path) as document:
            assert len(document.pages) >= 1
            assert str(document.Root.Lang).startswith("ko")


def test_the_law_of_another_day_is_applied_and_the_papers_say_so() -> None:
    dossier = hotel()

    old, new = (
        printing.make_paper("dossier", dossier, as_of=day)
        for day in (dt.date(2025, 5, 31), dt.date(2026, 11, 21))
    )

    assert old != new


def test_a_paper_that_the_answers_do_not_call_for_is_refused() -> None:
    with pytest.raises(printing.NoSuchPaperError):
        printing.make_paper("sign:no-such-sign", hotel())


def test_a_cancelled_paper_is_not_written(folder: Path) -> None:
    with pytest.raises(CancelledError):
        printing.write_paper("dossier", hotel(), folder / "x.pdf", cancelled=lambda: True)

    assert names(folder) == set()


def test_everything_is_in_the_folder_and_on_its_page(folder: Path) -> None:
    # given
    dossier = services.open_dossier(resource("samples", "shanghai-hotel.yaml")).dossier
    seen: list[tuple[int, int]] = []

    # when
    target = printing.export_all(
        dossier, {}, folder / "deep" / "out", progress=lambda *some: seen.append(some)
    )

    # then
    page = Page((target / "index.html").read_bytes())
    assert target == folder / "deep" / "out"
    assert {*page.links, "index.html"} == names(target)
    assert {"dossier.pdf", f"{dossier.venue.name}.frdesk"} <= names(target)
    assert services.open_dossier(target / f"{dossier.venue.name}.frdesk").dossier == dossier
    assert services.open_dossier(target / "dossier.pdf").dossier == dossier
    assert fingerprint(dossier) in page.words
    for paper in printing.papers_of(dossier):
        assert paper.title.zh in page.words
        assert paper.why.zh in page.words
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]


def test_attachments_go_along_and_strangers_do_not(folder: Path, quick: list[str]) -> None:
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "plan.png"}}})

    printing.export_all(dossier, {"f1": b"plan", "f2": b"not listed"}, folder / "out")

    assert services.open_dossier(folder / "out" / "dossier.frdesk").attachments == {"f1": b"plan"}


@pytest.mark.parametrize(
    ("langs", "dossiers"),
    [
        (("zh", "en"), {"dossier.pdf"}),
        (("zh", "en", "ko"), {"dossier-zh.pdf", "dossier-en.pdf", "dossier-ko.pdf"}),
    ],
)
def test_a_dossier_holds_two_languages_and_a_sign_all_of_them(
    folder: Path, quick: list[str], langs: tuple[Lang, ...], dossiers: set[str]
) -> None:
    target = printing.export_all(hotel(), {}, folder / "x.zip", langs)

    with zipfile.ZipFile(target) as archive:
        written = set(archive.namelist())
        page = Page(archive.read("index.html"))
    assert {name for name in written if name.startswith("dossier") and name.endswith(".pdf")} == dossiers
    assert "signs/sign-cctv-area.pdf" in written
    assert {*page.links, "index.html"} == written
    assert f"sign:cctv-area {' '.join(langs)} pdf sheet" in quick


@pytest.mark.parametrize(("size", "parts"), [("A2", True), ("A4", False), ("A6", False)])
def test_a_sign_larger_than_a4_also_comes_in_parts_for_an_office_printer(
    size: str, parts: bool, folder: Path, quick: list[str]
) -> None:
    # given
    design = {"kind": "cctv_area", "size": size}
    dossier = Dossier.model_validate({"venue": {"jurisdiction": "CN"}, "designs": {"d1": design}})

    # when
    target = printing.export_all(dossier, {}, folder / "out", ("en",))

    # then
    assert "signs/sign-cctv-area.pdf" in names(target)
    assert ("signs/sign-cctv-area-parts.pdf" in names(target)) is parts
    assert ("In parts on A4" in Page((target / "index.html").read_bytes()).words) is parts


def test_a_sign_in_parts_has_a_page_for_each_of_them_and_one_more() -> None:
    design = {"kind": "cctv_area", "size": "A2"}
    dossier = Dossier.model_validate({"venue": {"jurisdiction": "CN"}, "designs": {"d1": design}})

    whole, parts, bleed = (
        printing.make_paper("sign:cctv-area", dossier, sheet=sheet) for sheet in ("sheet", "tiles", "bleed")
    )

    with (
        pikepdf.open(io.BytesIO(whole)) as one,
        pikepdf.open(io.BytesIO(parts)) as many,
        pikepdf.open(io.BytesIO(bleed)) as shop,
    ):
        assert len(one.pages) == len(shop.pages) == 1
        assert len(many.pages) > 4
        assert {round(float(side)) for page in many.pages for side in page.mediabox[2:]} == {595, 842}
        assert shop.pages[0].mediabox[2] > one.pages[0].mediabox[2]


def test_the_same_answers_give_the_same_zip(folder: Path, quick: list[str]) -> None:
    one, other = (printing.export_all(hotel(), {}, folder / name).read_bytes() for name in ("1.zip", "2.zip"))

    assert one == other


@pytest.mark.parametrize(
    "name",
    [
        '<b>Bold</b><script>alert(1)</script>&amp; "quoted"',
        f"left {RIGHT_TO_LEFT} right",
        "../../etc/passwd",
        "CON",
        "café \N{GRINNING FACE} \ue000",
        "가" * 200,
        "\\\\server\\share",
        " . ",
    ],
)
def test_hostile_names_stay_words_and_file_names_stay_in_the_folder(
    name: str, folder: Path, quick: list[str]
) -> None:
    # when
    target = printing.export_all(hotel(name), {}, folder / "out")

    # then
    page = Page((target / "index.html").read_bytes())
    own = [path for path in names(target) if path.endswith(".frdesk")]
    assert names(folder) == {f"out/{path}" for path in names(target)}
    assert {*page.links, "index.html"} == names(target)
    assert page.tags <= set(TAGS.split())
    assert len(own) == 1
    assert all(char.isprintable() and char not in '\\:*?"<>|' for char in own[0])
    assert len(own[0].encode()) < 200
    assert RIGHT_TO_LEFT not in (target / "index.html").read_text("utf-8")


def test_an_answer_of_ten_thousand_letters_fits_on_the_page(folder: Path, quick: list[str]) -> None:
    dossier = hotel("Lantern")
    operator = dossier.operator.model_copy(update={"address": "x" * 10_000})

    target = printing.export_all(dossier.model_copy(update={"operator": operator}), {}, folder / "out")

    assert "overflow-wrap: anywhere" in (target / "index.html").read_text("utf-8")


@pytest.mark.parametrize("target", ["out", "out.zip"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_cancelled_export_leaves_nothing_behind(
    target: str, at: int, folder: Path, quick: list[str]
) -> None:
    asked = iter(range(100))

    with pytest.raises(CancelledError):
        printing.export_all(hotel(), {}, folder / target, cancelled=lambda: next(asked) == at)

    assert list(folder.iterdir()) == []


def test_a_fault_in_the_last_file_leaves_nothing_behind(
    folder: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(index_page, "index_page", fail)

    with pytest.raises(MemoryError):
        printing.export_all(hotel(), {}, folder / "out")

    assert list(folder.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(folder: Path, quick: list[str]) -> None:
    mine = folder / "out" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")

    with pytest.raises(FolderNotEmptyError, match="out"):
        printing.export_all(hotel(), {}, folder / "out")

    assert names(folder) == {"out/mine.txt"}
    assert quick == []


def test_an_empty_folder_is_filled(folder: Path, quick: list[str]) -> None:
    (folder / "out").mkdir()

    printing.export_all(hotel(), {}, folder / "out")

    assert "index.html" in names(folder / "out")


def test_an_old_zip_stays_until_the_new_one_is_whole(folder: Path, quick: list[str]) -> None:
    old = folder / "x.zip"
    old.write_bytes(b"old")

    with pytest.raises(CancelledError):
        printing.export_all(hotel(), {}, old, cancelled=lambda: len(quick) == 2)

    assert old.read_bytes() == b"old"
    printing.export_all(hotel(), {}, old)
    assert zipfile.is_zipfile(old)


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("x"), lambda path: (path / "x").mkdir(parents=True)]
)
def test_a_place_that_cannot_be_a_folder_is_told_in_one_sentence(
    make: Callable[[Path], object], folder: Path
) -> None:
    make(folder / "taken")

    with pytest.raises(errors.FileError, match="taken"):
        write_folder(folder / "taken", [("a.txt", b"a")])

    assert list(folder.iterdir()) == [folder / "taken"]


def test_what_a_killed_export_left_is_cleared_a_day_later(folder: Path) -> None:
    # given
    old, young = (folder / f".fr-desk-{digit * 16}.folder" for digit in "12")
    for left in (old, young):
        (left / "signs").mkdir(parents=True)
    other = folder / ".fr-desk-notes.folder"
    other.mkdir()
    long_ago = time.time() - 3 * 86_400
    for left in (old, other):
        os.utime(left, (long_ago, long_ago))

    # when
    write_folder(folder / "out", [("a.txt", b"a")])

    # then
    assert {path.name for path in folder.iterdir()} == {young.name, other.name, "out"}
