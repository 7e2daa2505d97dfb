"""Pictures nobody vouches for: bombs, cut files, two files in one. Each is refused in one sentence, or comes out clean."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import random
import signal
import struct
import time
import zipfile
import zlib

import pytest
from PIL import ImageFile

from fr_desk.images import heic, raster
from fr_desk.images.errors import (
    BrokenImageError,
    ImageError,
    NoHeicError,
    TooManyBytesError,
    TooManyPixelsError,
    UnknownImageError,
)
from fr_desk.images.formats import Format, format_of
from fr_desk.images.paper import for_paper
from fr_desk.images.photos import LONGEST_SIDE, prepare
from tests.images.pictures import (
    HEIC,
    encoded,
    halves,
    heic_claiming,
    jpeg_claiming,
    opened,
    photo,
    png_claiming,
)


@pytest.fixture
def no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """No decoder is to run."""

    def refuse(*_arguments: object) -> None:
        pytest.fail("pixels were unpacked")

    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)


@pytest.mark.parametrize(
    "bomb",
    [
        png_claiming(60_000, 60_000),
        png_claiming(2_000_000_000, 1),
        png_claiming(31_000, 2),
        jpeg_claiming(65_000, 65_000),
    ],
    ids=["png", "png-long", "png-thin", "jpeg"],
)
def test_the_size_is_asked_before_anything_is_unpacked(bomb: bytes, no_decoding: None):
    for look in (prepare, for_paper):
        with pytest.raises(TooManyPixelsError, match=r"gate\.jpg claims to be \d+ × \d+ pixels"):
            look(bomb, "gate.jpg")


def test_the_size_of_heic_is_asked_too():
    with pytest.raises(TooManyPixelsError, match=r"gate\.heic claims to be 60000 × 60000 pixels"):
        prepare(heic_claiming(60_000, 60_000), "gate.heic")


def test_a_file_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch, no_decoding: None):
    monkeypatch.setattr(raster, "MAX_BYTES", 100)

    with pytest.raises(TooManyBytesError, match=r"gate\.jpg"):
        prepare(photo(), "gate.jpg")


def test_a_text_that_unpacks_without_end_is_refused():
    # given a PNG with a packed remark of 200 MB in 200 KB
    data = encoded(halves(), "PNG")
    remark = b"Comment\0\0" + zlib.compress(b"a" * 200_000_000, 1)
    chunk = (
        struct.pack(">I", len(remark)) + b"zTXt" + remark + struct.pack(">I", zlib.crc32(b"zTXt" + remark))
    )

    with pytest.raises(BrokenImageError):
        prepare(data[:33] + chunk + data[33:], "gate.png")


@pytest.mark.parametrize(
    "original", [photo(960, 640), encoded(halves(960, 640), "PNG"), HEIC], ids=["jpeg", "png", "heic"]
)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_pictures_cut_short_are_refused(original: bytes, share: float):
    cut = original[: int(len(original) * share)]

    for look in (prepare, for_paper):
        with pytest.raises(ImageError, match=r"gate\.jpg"):
            look(cut, "gate.jpg")


@pytest.mark.parametrize("original", [photo(), encoded(halves(), "PNG"), HEIC], ids=["jpeg", "png", "heic"])
def test_a_file_behind_the_picture_does_not_come_along(original: bytes):
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("evil.exe", b"MZ" + b"evil" * 100)

    kept = prepare(original + hidden.getvalue(), "gate.jpg").data

    assert b"PK\3\4" not in kept
    assert b"evil" not in kept
    assert kept == prepare(original, "gate.jpg").data


def test_a_page_of_script_inside_a_picture_does_not_come_along():
    script = b"<script>alert(1)</script>"
    original = encoded(halves(), "JPEG", comment=script, exif=b"Exif\0\0" + script)

    assert b"script" not in prepare(original, "gate.jpg").data


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (photo(), Format.JPEG),
        (encoded(halves(), "PNG"), Format.PNG),
        (HEIC, Format.HEIC),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\xef\xbb\xbf  <svg/>", Format.SVG),
        (b"<?xml version='1.0'?><!-- logo --><svg/>", Format.SVG),
        (b"<!DOCTYPE svg><svg/>", Format.SVG),
        (b"<?xml version='1.0'?><html/>", None),
        (b"<html><svg/></html>", None),
        (b"GIF89a", None),
        (encoded(halves(), "TIFF"), None),
        (encoded(halves(), "BMP"), None),
        (encoded(halves(), "ICO"), None),
        (b"MZ\x90\0", None),
        (b"\0\0\0\x18ftypisom", None),
        (b"", None),
    ],
)
def test_a_file_is_what_it_begins_with(data: bytes, found: Format | None):
    assert format_of(data) is found


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PCX", "EPS", "WEBP", "JPEG2000"])
def test_only_three_decoders_can_be_reached(kind: str):
    data = encoded(halves(64, 64), kind)

    for look in (prepare, for_paper):
        with pytest.raises(UnknownImageError, match=r"gate\.jpg is not a JPEG, PNG or HEIC picture"):
            look(data, "gate.jpg")


def damaged(original: bytes, seed: int) -> bytes:
    """A picture with a few bytes changed."""
    dice = random.Random(seed)  # noqa: S311 - no secrets
    data = bytearray(original)
    for _ in range(dice.randint(1, 12)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("original", [photo(), encoded(halves(), "PNG")], ids=["jpeg", "png"])
def test_damage_anywhere_gives_a_picture_or_one_kind_of_error(original: bytes):
    for seed in range(150):
        for look in (prepare, for_paper):
            with contextlib.suppress(ImageError):
                kept = look(damaged(original, seed), "gate.jpg")
                assert max(kept.width, kept.height) <= LONGEST_SIDE


def test_a_photo_that_crashes_its_decoder_is_damaged_and_nothing_more(monkeypatch: pytest.MonkeyPatch):
    # given a reader that dies as a faulty decoder does
    monkeypatch.setattr(heic, "_read", die)

    # then the sentence is the usual one, and this process goes on
    with pytest.raises(BrokenImageError, match=r"gate\.heic is damaged"):
        prepare(HEIC, "gate.heic")


def test_a_photo_that_did_crash_its_decoder_does_not_crash_us():
    with contextlib.suppress(ImageError):
        prepare(damaged(HEIC, 65), "gate.heic")


def test_a_photo_that_keeps_its_decoder_busy_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(heic, "_read", go_on_for_ever)
    monkeypatch.setattr(heic, "PATIENCE", 0.2)

    with pytest.raises(BrokenImageError):
        prepare(HEIC, "gate.heic")
    assert not multiprocessing.active_children()


def die(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def go_on_for_ever(*_arguments: object) -> None:
    while True:
        time.sleep(1)


def test_without_a_reader_of_heic_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "pi_heif", None)

    with pytest.raises(NoHeicError, match=r"gate\.heic is a HEIC picture.*save it as JPEG"):
        prepare(HEIC, "gate.heic")


def test_a_prepared_photo_goes_on_paper_as_it_is():
    kept = prepare(photo(), "gate.jpg")

    raster = for_paper(kept.data, "gate.jpg")

    assert (raster.data, raster.is_jpeg, raster.width, raster.height) == (kept.data, True, 64, 96)


def test_what_nobody_prepared_is_prepared_for_paper():
    turned = for_paper(photo(), "gate.jpg")
    large = for_paper(encoded(halves(3000, 300), "PNG"), "plan.png")
    printer = for_paper(encoded(halves().convert("CMYK"), "JPEG"), "scan.jpg")

    assert (turned.width, turned.height, opened(turned.data).size) == (64, 96, (64, 96))
    assert (large.width, large.height) == (LONGEST_SIDE, LONGEST_SIDE // 10)
    assert (printer.is_jpeg, printer.grey, len(printer.data)) == (False, False, 96 * 64 * 3)


def test_on_paper_what_is_transparent_is_white():
    clear = halves().convert("RGBA")
    clear.putalpha(0)

    raster = for_paper(encoded(clear, "PNG"), "logo.png")

    assert set(raster.data) == {255}
