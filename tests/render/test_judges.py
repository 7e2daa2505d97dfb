"""The judges of our papers can tell good from bad: veraPDF, and the reader of QR codes."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import segno
from PIL import Image

from tests.render.decoding import codes_on
from tests.render.verapdf import conforms, validate
from tools.pdfa.validate import NoJudgeError
from tools.pdfa.validate import validate as judge

NOTICE = "人脸识别 设备使用中\n얼굴 인식 기기 작동 중\nFace recognition in use"


@pytest.fixture(scope="module")
def blank() -> bytes:
    """An empty page without any of what PDF/A and PDF/UA ask for."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def accessible() -> bytes:
    """An empty page with all that PDF/UA-1 asks of one."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        tree = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        root = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=tree)
        tree.K = document.make_indirect(root)
        document.Root.StructTreeRoot = tree
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        document.Root.Lang = pikepdf.String("en")
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with document.open_metadata() as metadata:
            metadata["dc:title"] = "An empty page"
            metadata["pdfuaid:part"] = "1"
        document.save(stream)
    return stream.getvalue()


def test_verapdf_names_clause_place_and_reason(blank: bytes):
    archive, access = validate(blank)[0]

    assert (archive.profile, access.profile) == ("3a", "ua1")
    broken = {failure.clause: failure for failure in archive.failures}
    assert "StructTreeRoot" in broken["6.7.3.3"].message
    assert broken["6.7.3.3"].places[0].startswith("root/document[0]: ")
    with pytest.raises(AssertionError, match=r"(?s)paper 3a: does not conform.*6\.7\.3\.3.*paper ua1"):
        conforms(blank)


def test_verapdf_praises_what_conforms_and_tells_profiles_apart(
    accessible: bytes, blank: bytes, tmp_path: Path
):
    # given one file that conforms to one profile, and one that conforms to none
    good, bad = tmp_path / "good.pdf", tmp_path / "bad 나쁜 坏.pdf"
    good.write_bytes(accessible)
    bad.write_bytes(blank)

    # when both are judged in one go
    verdicts = judge([good, bad])

    # then each verdict stands beside its own file and profile
    assert [(one.file, one.profile, one.conforms) for one in verdicts] == [
        (good, "3a", False),
        (good, "ua1", True),
        (bad, "3a", False),
        (bad, "ua1", False),
    ]


def test_what_is_no_pdf_does_not_conform():
    assert [(one.conforms, bool(one.error)) for one in validate(b"not a PDF")[0]] == [(False, True)] * 2


def test_an_unknown_profile_is_said_to_be_unknown(tmp_path: Path):
    with pytest.raises(NoJudgeError, match="9z"):
        judge([tmp_path], ["9z"])


def test_the_decoder_reads_three_languages_and_only_what_is_there():
    stream = io.BytesIO()
    segno.make(NOTICE, micro=False, encoding="utf-8").save(stream, kind="png", scale=4)

    assert codes_on(Image.open(stream)) == [NOTICE]
    assert codes_on(Image.new("L", (400, 400), 255)) == []
