"""Every form of file: intact or changed, in agreement with itself or not, sealed by somebody or by nobody."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from fr_desk.domain.canonical import FINGERPRINT_KEY, canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.seals import Holder, Seal, SealState
from fr_desk.i18n import texts
from fr_desk.rules.findings import Assessment
from fr_desk.storage.container import write_container
from fr_desk.storage.formats import write_any
from fr_desk.storage.verification import STATES, Standing, State, Verification, verify_file
from tests.seal.papers import DAY, NOW, appended, attach, nothing_new, paper, rewritten
from tests.seal.papers import HOTEL as PRINTED
from tests.storage.pages import draw, print_marks
from tests.storage.verdicts import assess as judge

HOTEL = Dossier.model_validate({"venue": {"name": "上海滨江酒店"}})


def assess(dossier: Dossier, as_of: dt.date) -> Assessment:
    return Assessment(as_of=as_of, packs=(), findings=())


@pytest.mark.parametrize(
    ("suffix", "state"),
    [(".frdesk", "intact"), (".json", "unprotected"), (".yaml", "unprotected")],
)
def test_each_form_has_its_state(suffix: str, state: State, tmp_path: Path) -> None:
    path = tmp_path / f"hotel{suffix}"
    write_any(path, HOTEL)

    result = verify_file(path, assess)

    assert result.state == state
    assert f".{result.form}" == suffix
    assert not result.sealed


def test_a_container_cut_off_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)
    path.write_bytes(path.read_bytes()[:-30])

    result = verify_file(path, assess)

    assert (result.form, result.state) == ("frdesk", "unreadable")


def test_a_container_with_other_answers_is_changed(tmp_path: Path) -> None:
    path, other = tmp_path / "hotel.frdesk", tmp_path / "other.frdesk"
    write_container(path, HOTEL)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        new.writestr("manifest.json", old.read("manifest.json"))
        new.writestr("dossier.json", old.read("dossier.json").replace("上海".encode(), "北京".encode()))

    result = verify_file(other, assess)

    assert result.state == "changed"
    assert "dossier.json" in result.details[0].en


@pytest.mark.parametrize(
    ("listed", "state", "word"),
    [
        (hashlib.sha256(b"contract").hexdigest(), "intact", "matches its checksum"),
        (hashlib.sha256(b"another").hexdigest(), "changed", "f1 is not the file"),
    ],
)
def test_an_attachment_must_be_the_one_the_dossier_lists(
    listed: str, state: State, word: str, tmp_path: Path
) -> None:
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "contract.pdf", "sha256": listed}}})
    path = tmp_path / "hotel.frdesk"
    write_container(path, dossier, {"f1": b"contract"})

    result = verify_file(path, assess)

    assert result.state == state
    assert word in result.details[0].en


def test_an_attachment_that_is_not_there_is_told(tmp_path: Path) -> None:
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "contract.pdf"}}})
    path = tmp_path / "hotel.frdesk"
    write_container(path, dossier)

    result = verify_file(path, assess)

    assert any("f1 is listed but not in the file" in detail.en for detail in result.details)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    result = verify_file(tmp_path / "nothing.frdesk", assess)

    assert (result.form, result.state) == (None, "unreadable")
    assert "does not exist" in result.details[0].en


# dossier PDFs


def verified(path: Path, data: bytes, *seals: Seal) -> Verification:
    path.write_bytes(data)
    return verify_file(path, judge, lambda _: seals)


def said(result: Verification) -> str:
    return " ".join(detail.en for detail in result.details)


def a_seal(state: SealState, *pages: int) -> Seal:
    holder = Holder("王芳", "上海滨江酒店", "a" * 64, NOW, NOW)
    return Seal("Operator", holder, "", NOW, state, (texts("Because."),), pages)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hotel.pdf"


def test_a_paper_as_it_was_written_is_unsealed(file: Path) -> None:
    result = verified(file, paper())

    assert (result.standing, result.state, result.sealed) == ("unsealed", "intact", False)
    assert "Unsealed" in said(result)
    assert "Every page carries the fingerprint" in said(result)


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        (["sealed"], "sealed"),
        (["sealed", "sealed"], "sealed"),
        (["sealed", "unknown_signer"], "unknown_signer"),
        (["unknown_signer", "changed"], "changed"),
        (["changed", "sealed"], "changed"),
    ],
)
def test_of_several_seals_the_worst_counts(file: Path, states: list[SealState], standing: Standing) -> None:
    result = verified(file, paper(), *(a_seal(state) for state in states))

    assert result.standing == standing
    assert result.sealed == (standing == "sealed")
    assert [seal.state for seal in result.seals] == states
    assert "王芳, 上海滨江酒店" in said(result)
    assert "2026-11-22 09:30 UTC" in said(result) or standing == "changed"


def test_the_pages_that_changed_after_any_seal_are_named_once(file: Path) -> None:
    assert verified(file, paper(), a_seal("changed", 3, 1), a_seal("changed", 3)).pages == (1, 3)


def test_two_seals_that_say_the_same_say_it_once(file: Path) -> None:
    result = verified(file, paper(), a_seal("changed"), a_seal("changed"))

    assert len(set(result.details)) == len(result.details)


def test_a_broken_seal_counts_more_than_an_unreadable_dossier(file: Path) -> None:
    result = verified(file, b"%PDF-1.7 nothing", a_seal("changed"))

    assert result.standing == "changed"
    assert "damaged PDF" in said(result)


def test_a_seal_that_holds_makes_no_dossier_of_a_contract(file: Path) -> None:
    data = rewritten(paper(), lambda pdf: pdf.attachments.__delitem__("dossier.json"))

    assert verified(file, data, a_seal("sealed")).standing == "not_a_dossier"


Change = Callable[[pikepdf.Pdf], object]


def other_words(pdf: pikepdf.Pdf) -> None:
    draw(pdf, pdf.pages[1], [(600, "all in order")])


def another_mark(pdf: pikepdf.Pdf) -> None:
    print_marks(pdf, "f" * 64, judge(PRINTED, DAY))


def another_summary(pdf: pikepdf.Pdf) -> None:
    kinder = judge(Dossier.model_validate({"venue": {"name": "客栈"}}), DAY)
    print_marks(pdf, fingerprint(PRINTED), kinder)


def a_second_summary(pdf: pikepdf.Pdf) -> None:
    words = "0 to change, 0 to decide, 0 to answer, 9 in order. The law is applied as it stood on 1 May 2026."
    content = pdf.pages[0].obj.Contents.read_bytes() + f"BT /F1 9 Tf 40 300 Td ({words}) Tj ET".encode()
    pdf.pages[0].obj.Contents = pdf.make_stream(content)


def another_day(pdf: pikepdf.Pdf) -> None:
    print_marks(pdf, fingerprint(PRINTED), judge(PRINTED, DAY + dt.timedelta(days=1)))


def another_cover(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].obj.Contents.read_bytes().replace(b"(1 to change)", b"(0 to change)")
    pdf.pages[0].obj.Contents = pdf.make_stream(content)


def no_words(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(b"")


def two_pages_swapped(pdf: pikepdf.Pdf) -> None:
    pdf.pages.insert(1, pdf.pages[2])
    del pdf.pages[3]


def one_page_less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def one_page_more(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[1])


def other_answers(pdf: pikepdf.Pdf) -> None:
    attach(pdf, "dossier.json", canonical_json(Dossier.model_validate({"venue": {"name": "客栈"}})))


def other_findings(pdf: pikepdf.Pdf) -> None:
    kinder = judge(Dossier.model_validate({"venue": {"name": "客栈"}}), DAY)
    attach(pdf, "assessment.json", kinder.model_dump_json().encode())


def no_findings(pdf: pikepdf.Pdf) -> None:
    attach(pdf, "assessment.json", b"[]")


def another_statement(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[FINGERPRINT_KEY] = "f" * 64


CONTRADICTIONS: dict[Change, str] = {
    other_words: "Page 2 does not carry the fingerprint",
    another_mark: "Page 1, 2, 3 does not carry the fingerprint",
    another_summary: "The number of findings or the day printed",
    a_second_summary: "The number of findings or the day printed",
    another_day: "The number of findings or the day printed",
    another_cover: "The cover does not print",
    no_words: "does not print how many findings",
    two_pages_swapped: "Page 2, 3 does not carry its own number",
    one_page_less: "Page 1, 2 does not carry its own number",
    one_page_more: "Page 1, 2, 3, 4 does not carry its own number",
    other_answers: "do not match the fingerprint",
    other_findings: "findings in the document are not those",
    no_findings: "findings are missing",
    another_statement: "do not match the fingerprint",
}


@pytest.mark.parametrize("change", CONTRADICTIONS, ids=lambda change: change.__name__)
def test_a_paper_that_contradicts_itself_is_told_apart(file: Path, change: Change) -> None:
    result = verified(file, rewritten(paper(), change))

    assert (result.standing, result.state) == ("mismatch", "changed")
    assert CONTRADICTIONS[change] in said(result)


@pytest.mark.parametrize("change", [other_words, two_pages_swapped, other_answers])
def test_a_contradiction_counts_under_a_seal_too(file: Path, change: Change) -> None:
    assert verified(file, rewritten(paper(), change), a_seal("sealed")).standing == "mismatch"


def a_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array([0, 0, 500, 800])
    )
    pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


def the_rest_of_a_seal(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Old = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"abc"))


def a_filled_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].V = pikepdf.Dictionary()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (a_note, "Page 2 carries notes or drawings"),
        (the_rest_of_a_seal, "what is left of a seal"),
        (a_filled_field, "what is left of a seal"),
    ],
)
def test_what_we_do_not_write_is_a_change(file: Path, change: Change, words: str) -> None:
    result = verified(file, rewritten(paper(), change))

    assert result.standing == "changed"
    assert words in said(result)


def test_an_appended_update_is_a_change(file: Path) -> None:
    result = verified(file, appended(paper(), nothing_new))

    assert result.standing == "changed"
    assert "Something was appended" in said(result)


def test_links_and_fields_are_ours(file: Path) -> None:
    assert verified(file, paper(fields=True)).standing == "unsealed"


def drawings_in_drawings(pdf: pikepdf.Pdf) -> None:
    """Ten in each of nine levels: a thousand million drawings in a few hundred bytes."""
    form = pdf.make_stream(b"0 0 m", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    for _ in range(9):
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = pdf.make_stream(
            b"/F Do " * 10, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=resources
        )
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(F=form)


def a_drawing_in_itself(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(F=form)


def letters_that_are_drawings(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.Subtype = pikepdf.Name.Type3


def an_odd_packing(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents.write(b"", filter=pikepdf.Name.JBIG2Decode)


def thousands_of_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(2_001):
        pdf.add_blank_page()


@pytest.mark.parametrize(
    "change",
    [
        drawings_in_drawings,
        a_drawing_in_itself,
        letters_that_are_drawings,
        an_odd_packing,
        thousands_of_pages,
    ],
    ids=lambda change: change.__name__,
)
def test_pages_that_are_endless_work_are_not_read(file: Path, change: Change) -> None:
    data = rewritten(paper(fields=False), change)

    result = verified(file, data)

    assert result.standing == "mismatch"
    assert "The pages cannot be read" in said(result)


def test_a_page_that_would_fill_the_memory_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fr_desk.storage import page_weight

    monkeypatch.setattr(page_weight, "HEAVIEST", 200_000)
    data = rewritten(
        paper(), lambda pdf: pdf.pages[1].obj.__setattr__("Contents", pdf.make_stream(b" " * 10**6))
    )

    assert "The pages cannot be read" in said(verified(file, data))


@pytest.mark.parametrize("cut", [1, 30, 700, 3000])
def test_a_paper_cut_off_is_a_result(file: Path, cut: int) -> None:
    assert verified(file, paper()[:-cut]).standing in {"unreadable", "mismatch", "unsealed", "changed"}


def test_every_standing_has_a_state() -> None:
    assert set(STATES) == {*Standing.__args__}  # type: ignore[attr-defined]  # what a Literal is made of
