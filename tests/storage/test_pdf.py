"""Dossier PDFs: what is embedded is taken out within limits, and compared with what the document states."""

from __future__ import annotations

import datetime as dt
import zlib
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from pydantic import ValidationError

from fr_desk.domain.canonical import FINGERPRINT_KEY, canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.rules.findings import Assessment, PackRef
from fr_desk.storage import errors
from fr_desk.storage import pdf as pdf_module
from fr_desk.storage.formats import read_any
from fr_desk.storage.pdf import dossier_of_pdf
from fr_desk.storage.verification import verify_file
from tests.storage.pages import attached, print_marks
from tests.storage.verdicts import assess

HOTEL = Dossier.model_validate({"venue": {"name": "上海滨江酒店", "kind": "hotel"}, "as_of": "2026-11-21"})


def make_pdf(
    path: Path,
    embedded: dict[str, bytes],
    stated: str | None = None,
    encryption: str = "",
    printed: Assessment | None = None,
) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        if stated is not None and printed is not None:
            print_marks(pdf, stated, printed)
        for name, content in embedded.items():
            pdf.attachments[name] = attached(pdf, name, content)
        if stated is not None:
            pdf.docinfo[FINGERPRINT_KEY] = stated
        locked = pikepdf.Encryption(user=encryption, owner=encryption) if encryption else False
        pdf.save(path, encryption=locked)
    return path


def dossier_pdf(path: Path, dossier: Dossier = HOTEL, **other: bytes) -> Path:
    assessment = assess(dossier, dt.date(2026, 11, 21))
    embedded = {
        "dossier.json": canonical_json(dossier),
        "assessment.json": assessment.model_dump_json().encode(),
    }
    embedded |= {name.replace("_", "."): content for name, content in other.items()}
    with suppress(ValidationError):
        assessment = Assessment.model_validate_json(embedded["assessment.json"])
    return make_pdf(path, embedded, fingerprint(HOTEL), printed=assessment)


def test_the_embedded_dossier_comes_back(tmp_path: Path) -> None:
    path = dossier_pdf(tmp_path / "hotel.pdf")

    read = read_any(path)

    assert read.dossier == HOTEL
    assert read.form == "pdf"


def test_a_pdf_without_a_dossier_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "menu.pdf", {"menu.txt": b"soup"})

    with pytest.raises(errors.NotADossierPdfError):
        dossier_of_pdf(path.read_bytes(), path)


def test_a_pdf_under_a_password_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "hotel.pdf", {"dossier.json": canonical_json(HOTEL)}, encryption="secret")

    with pytest.raises(errors.LockedPdfError):
        dossier_of_pdf(path.read_bytes(), path)


def test_the_embedded_dossier_is_judged_like_any_other(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "hotel.pdf", {"dossier.json": b'{"venue": {"kind": "hotle"}}'})

    with pytest.raises(errors.UnknownChoiceError, match=r"hotel\.pdf has “hotle” at venue\.kind"):
        dossier_of_pdf(path.read_bytes(), path)


def test_a_newer_dossier_in_a_pdf_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "hotel.pdf", {"dossier.json": b'{"format": 9}'})

    with pytest.raises(errors.NewerFormatError):
        dossier_of_pdf(path.read_bytes(), path)


def test_an_embedded_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_EMBEDDED", 1024)
    path = make_pdf(tmp_path / "hotel.pdf", {"dossier.json": b" " * 100_000})

    with pytest.raises(errors.PartTooLargeError):
        dossier_of_pdf(path.read_bytes(), path)


@pytest.mark.parametrize("filters", [["/LZWDecode"], ["/FlateDecode", "/FlateDecode"]])
def test_an_attachment_packed_in_an_unusual_way_is_refused(filters: list[str], tmp_path: Path) -> None:
    path = tmp_path / "hotel.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["dossier.json"] = attached(pdf, "dossier.json", canonical_json(HOTEL))
        stream = pdf.attachments["dossier.json"].get_file().obj
        stream.write(zlib.compress(b"{}"), filter=[pikepdf.Name(name) for name in filters])
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    with pytest.raises(errors.BrokenAttachmentError):
        dossier_of_pdf(path.read_bytes(), path)


@pytest.mark.parametrize("damage", ["cut", "noise", "head"])
def test_a_damaged_pdf_is_refused_in_one_sentence(
    damage: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = dossier_pdf(tmp_path / "hotel.pdf")
    data = path.read_bytes()
    damaged = {"cut": data[: len(data) // 3], "noise": b"%PDF-1.7\n" + bytes(range(256)) * 8, "head": b"%PDF"}
    path.write_bytes(damaged[damage])

    with pytest.raises(errors.UnreadableError):
        dossier_of_pdf(path.read_bytes(), path)

    assert not caplog.records


def test_any_byte_changed_gives_a_dossier_or_a_sentence(tmp_path: Path) -> None:
    path = dossier_pdf(tmp_path / "hotel.pdf")
    data = path.read_bytes()

    for position in range(0, len(data), 5):
        broken = bytearray(data)
        broken[position] ^= 0x15
        path.write_bytes(bytes(broken))
        try:
            dossier_of_pdf(path.read_bytes(), path)
        except FrDeskError:
            continue


def test_an_untouched_pdf_is_intact_but_unsealed(tmp_path: Path) -> None:
    path = dossier_pdf(tmp_path / "hotel.pdf")

    result = verify_file(path, assess)

    assert (result.form, result.state, result.sealed) == ("pdf", "intact", False)
    assert any("Unsealed" in detail.en for detail in result.details)


def test_other_answers_than_the_fingerprint_are_a_change(tmp_path: Path) -> None:
    venue = HOTEL.venue.model_copy(update={"name": "江景酒店"})
    path = dossier_pdf(tmp_path / "hotel.pdf", HOTEL.model_copy(update={"venue": venue}))

    result = verify_file(path, assess)

    assert result.state == "changed"
    assert "do not match the fingerprint" in result.details[0].en


def test_other_findings_than_the_answers_give_are_a_change(tmp_path: Path) -> None:
    kinder = HOTEL.model_copy(update={"venue": HOTEL.venue.model_copy(update={"name": "客栈"})})
    data = assess(kinder, dt.date(2026, 11, 21)).model_dump_json().encode()
    path = dossier_pdf(tmp_path / "hotel.pdf", assessment_json=data)

    result = verify_file(path, assess)

    assert result.state == "changed"
    assert "findings in the document are not those" in result.details[0].en


def test_findings_that_cannot_be_read_are_a_change(tmp_path: Path) -> None:
    path = dossier_pdf(tmp_path / "hotel.pdf", assessment_json=b"[]")

    assert verify_file(path, assess).state == "changed"


def test_findings_of_other_rules_are_not_compared(tmp_path: Path) -> None:
    older = assess(HOTEL, dt.date(2026, 11, 21)).model_copy(
        update={"packs": (PackRef(id="cn", version="2025.01", digest="e" * 64),), "findings": ()}
    )
    path = dossier_pdf(tmp_path / "hotel.pdf", assessment_json=older.model_dump_json().encode())

    result = verify_file(path, assess)

    assert result.state == "intact"
    assert any("cn 2025.01" in detail.en for detail in result.details)


def test_a_pdf_that_states_no_fingerprint_is_a_change(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "hotel.pdf", {"dossier.json": canonical_json(HOTEL)})

    result = verify_file(path, assess)

    assert result.state == "changed"
    assert "states no fingerprint" in result.details[0].en
