"""The whole verification of sealed papers: no changed byte and no hostile file ends as sealed, unsealed or a traceback."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from fr_desk.seal.certificates import Credentials
from fr_desk.seal.envelope import envelopes
from fr_desk.seal.examination import examine
from fr_desk.storage.verification import Verification, verify_file
from tests.seal.papers import appended, rewritten, sealed
from tests.seal.test_examination import UPDATES, Writer, framed
from tests.storage.verdicts import assess

Verify = Callable[[bytes], Verification]


@pytest.fixture
def verify(tmp_path: Path, known: dict[bytes, str]) -> Verify:
    path = tmp_path / "paper.pdf"

    def verified(data: bytes) -> Verification:
        path.write_bytes(data)
        return verify_file(path, assess, lambda content: examine(content, known))

    return verified


def test_a_sealed_paper_stands_as_sealed(verify: Verify, once: bytes) -> None:
    assert verify(once).standing == "sealed"


def test_no_single_byte_can_be_changed(verify: Verify, once: bytes) -> None:
    chance = random.Random(99)  # noqa: S311 - the same places each time

    for place in chance.sample(range(len(once)), 250):
        other = bytearray(once)
        other[place] ^= chance.randrange(1, 256)
        assert verify(bytes(other)).standing in {"changed", "unreadable"}, place


def test_no_byte_around_the_signature_can_be_changed(verify: Verify, once: bytes) -> None:
    """Its dictionary, its field and the table of objects are what a reader finds it by."""
    (envelope,) = envelopes(once)
    places = [*range(envelope.end, len(once), 7), *range(envelope.start - 200, envelope.start + 1, 7)]

    for place in places:
        other = bytearray(once)
        other[place] ^= 0x01
        assert verify(bytes(other)).standing in {"changed", "unreadable"}, place


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: update.__name__)
def test_no_update_can_be_appended(verify: Verify, once: bytes, update: Callable[[Writer], None]) -> None:
    result = verify(appended(once, update))

    assert result.standing == "changed"
    assert "The seal of 王芳, 上海滨江酒店 does not hold." in [detail.en for detail in result.details]


def test_no_reader_can_be_led_back_to_before_the_seal(verify: Verify, bare: bytes, once: bytes) -> None:
    """A second end of the file names the table of objects of the document before it was sealed."""
    back = bare[bare.rindex(b"startxref") :]
    (envelope,) = envelopes(once)
    torn = once[: envelope.start + 9] + once[envelope.start + 10 :]

    assert verify(once + back).standing == "changed"
    assert verify(torn + back).standing == "changed"


def test_a_paper_written_anew_carries_the_rest_of_its_seal(verify: Verify, once: bytes) -> None:
    assert verify(rewritten(once, lambda pdf: None)).standing == "changed"


def test_a_paper_under_a_password_is_told(verify: Verify, once: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(once)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="x", owner="x"))

    assert verify(out.getvalue()).standing == "unreadable"


def test_garbage_in_every_place_is_a_result(verify: Verify, once: bytes) -> None:
    chance = random.Random(5)  # noqa: S311 - the same files each time

    for _ in range(100):
        other = bytearray(once)
        for _ in range(chance.randrange(1, 5)):
            place, length = chance.randrange(5, len(other)), chance.randrange(1, 300)
            if chance.randrange(2):
                del other[place : place + length]
            else:
                other[place : place + length] = chance.randbytes(length)
        assert verify(bytes(other)).standing in {"changed", "unreadable", "not_a_dossier"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Count 9 /Kids [2 0 R]>>\nendobj\n",
        b"1 0 obj\n" + b"[" * 50_000 + b"\nendobj\n",
        b"1 0 obj\n<</Type /Catalog /Names 1 0 R /EmbeddedFiles 1 0 R /Kids [1 0 R]>>\nendobj\n",
    ],
    ids=["nothing", "loop", "deep", "names"],
)
def test_a_file_made_to_hang_a_reader_is_a_result_within_seconds(
    verify: Verify, once: bytes, body: bytes
) -> None:
    begin = framed(b"%PDF-1.7\n" + body, once)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 999999 /Root 1 0 R /Prev %d>>" % len(begin)

    started = time.process_time()
    result = verify(begin + table + b"\nstartxref\n%d\n%%%%EOF\n" % len(begin))

    assert result.standing in {"changed", "unreadable"}
    assert time.process_time() - started < 10


def test_a_printed_dossier_is_verified_at_once(
    printed: bytes, operator: Credentials, known: dict[bytes, str], tmp_path: Path
) -> None:
    """A third of a second for twenty cameras, of the processor's time; this one is smaller."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(sealed(printed, operator))
    spent = []

    for _ in range(4):
        started = time.process_time()
        verify_file(path, assess, lambda content: examine(content, known))
        spent.append(time.process_time() - started)

    assert min(spent) < 0.6  # twice as long as it takes, for a machine that has other work
