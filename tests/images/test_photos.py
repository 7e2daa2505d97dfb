"""Photos are made fit for paper: upright, small enough, in sRGB, and silent about everything but what they show."""

from __future__ import annotations

import pytest
from PIL import ExifTags, Image, ImageCms

from fr_desk.images.formats import Format
from fr_desk.images.photos import LONGEST_SIDE, prepare
from fr_desk.images.traces import Trace
from tests.images.pictures import HEIC, RED, SHANGHAI, TEAL, encoded, halves, opened, photo

SECRETS = (b"Secret", b"Exif", b"2026", b"http", b"<x")


def near(image: Image.Image, at: tuple[int, int], color: tuple[int, int, int]) -> bool:
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, color, strict=True))


@pytest.mark.parametrize("original", [photo(), HEIC], ids=["jpeg", "heic"])
def test_a_photo_says_nothing_but_what_it_shows(original: bytes):
    kept = prepare(original, "gate.jpg")

    image = opened(kept.data)
    assert not dict(image.getexif())
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not [secret for secret in SECRETS if secret in kept.data]
    assert {Trace.LOCATION, Trace.DEVICE, Trace.REMARKS} == set(kept.removed)
    assert not kept.says_place


@pytest.mark.parametrize("original", [photo(), HEIC], ids=["jpeg", "heic"])
def test_the_place_stays_if_asked_for_and_nothing_else_does(original: bytes):
    kept = prepare(original, "gate.jpg", keep_location=True)

    exif = opened(kept.data).getexif()
    assert exif.get_ifd(ExifTags.IFD.GPSInfo) == SHANGHAI
    assert set(exif) == {ExifTags.IFD.GPSInfo}
    assert b"Secret" not in kept.data
    assert b"2026" not in kept.data
    assert kept.says_place
    assert Trace.LOCATION not in kept.removed


def test_a_photo_without_a_place_does_not_get_one():
    kept = prepare(encoded(halves(), "JPEG"), "gate.jpg", keep_location=True)

    assert not kept.says_place
    assert not dict(opened(kept.data).getexif())


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (96, 64), (5, 32)),
        (3, (96, 64), (90, 32)),
        (6, (64, 96), (32, 5)),
        (8, (64, 96), (32, 90)),
        (2, (96, 64), (90, 32)),
        (99, (96, 64), (5, 32)),
    ],
)
def test_photos_stand_upright(orientation: int, size: tuple[int, int], red_at: tuple[int, int]):
    kept = prepare(photo(orientation=orientation), "gate.jpg")

    image = opened(kept.data)
    assert (kept.width, kept.height) == image.size == size
    assert near(image, red_at, RED)
    assert near(image, (size[0] - 1 - red_at[0], size[1] - 1 - red_at[1]), TEAL)


def test_heic_photos_stand_upright_too():
    image = opened(prepare(HEIC, "gate.heic").data)

    assert image.format == "JPEG"
    assert near(image, (32, 5), RED)
    assert near(image, (32, 90), TEAL)


def test_large_photos_shrink_to_what_print_needs_and_small_ones_do_not_grow():
    large = prepare(encoded(halves(3000, 1500), "JPEG"), "a.jpg")
    small = prepare(encoded(halves(30, 15), "JPEG"), "a.jpg")

    assert (large.width, large.height) == opened(large.data).size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert (small.width, small.height) == (30, 15)


def test_the_same_photo_gives_the_same_bytes():
    assert prepare(photo(), "a.jpg") == prepare(photo(), "b.jpg")


def test_drawings_stay_png_and_photographs_in_png_become_jpeg():
    drawn = prepare(encoded(halves(600, 400), "PNG"), "plan.png")
    noise = Image.merge("RGB", [Image.effect_noise((300, 200), sigma) for sigma in (20, 50, 90)])
    taken = prepare(encoded(noise, "PNG"), "photo.png")

    assert (drawn.format, opened(drawn.data).format) == (Format.PNG, "PNG")
    assert (taken.format, opened(taken.data).format) == (Format.JPEG, "JPEG")


def test_what_is_transparent_stays_transparent_and_an_unused_channel_goes():
    logo = Image.new("RGBA", (40, 30), (*RED, 0))
    logo.paste((*TEAL, 255), (10, 10, 20, 20))
    noise = Image.merge(
        "RGBA", [*(Image.effect_noise((300, 200), 50) for _ in range(3)), Image.new("L", (300, 200), 255)]
    )

    kept = opened(prepare(encoded(logo, "PNG"), "logo.png").data)

    assert kept.mode == "RGBA"
    assert kept.getpixel((2, 2)) == (*RED, 0)
    assert prepare(encoded(noise, "PNG"), "photo.png").format is Format.JPEG


GREY_16 = Image.new("I;16", (40, 30), 0x8000)


@pytest.mark.parametrize(
    "original",
    [
        encoded(halves().convert("1"), "PNG"),
        encoded(halves().convert("L"), "PNG"),
        encoded(halves().convert("LA"), "PNG"),
        encoded(halves().convert("P"), "PNG"),
        encoded(halves().convert("P"), "PNG", transparency=0),
        encoded(halves(), "PNG", transparency=TEAL),
        encoded(GREY_16, "PNG"),
        encoded(halves().convert("L"), "JPEG"),
        encoded(halves().convert("CMYK"), "JPEG"),
        encoded(halves(), "JPEG", progressive=True),
    ],
    ids=[
        "1",
        "grey",
        "grey-alpha",
        "palette",
        "palette-alpha",
        "rgb-alpha",
        "16-bit",
        "jpeg-grey",
        "jpeg-cmyk",
        "progressive",
    ],
)
def test_every_mode_of_pixels_becomes_one_that_paper_takes(original: bytes):
    image = opened(prepare(original, "a").data)

    image.load()
    assert image.mode in {"L", "RGB", "RGBA"}


def test_sixteen_bits_of_grey_keep_their_brightness():
    assert opened(prepare(encoded(GREY_16, "PNG"), "a.png").data).getpixel((5, 5)) == 0x80


def test_cmyk_keeps_its_colours():
    image = opened(prepare(encoded(halves().convert("CMYK"), "JPEG", quality=95), "a.jpg").data)

    assert near(image, (5, 32), RED)
    assert near(image, (90, 32), TEAL)


XYZ = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()


@pytest.mark.parametrize(
    "profile", [b"nonsense" * 40, b"", XYZ], ids=["nonsense", "empty", "of another kind"]
)
def test_a_profile_that_makes_no_sense_is_left_out_of_account(profile: bytes):
    image = opened(prepare(encoded(halves(), "JPEG", icc_profile=profile, quality=95), "a.jpg").data)

    assert near(image, (5, 32), RED)
    assert "icc_profile" not in image.info


def test_another_profile_is_turned_into_srgb():
    # given a grey of 128 under a profile of its own whose gamma is 1, which is much lighter in sRGB
    linear = grey_profile(1.0)
    original = encoded(Image.new("L", (40, 30), 128), "JPEG", icc_profile=linear, quality=100)

    # when it is prepared
    level = opened(prepare(original, "a.jpg").data).convert("L").getpixel((5, 5))

    # then it is as light as it should be: 255 · (0.502 in linear light) by the curve of sRGB is 188
    assert isinstance(level, int | float)
    assert abs(level - 188) < 4


def grey_profile(gamma: float) -> bytes:
    """A profile of grey with a plain curve, as ISO 15076-1 lays it out: header, table of tags, tags."""

    def tag(kind: bytes, content: bytes) -> bytes:
        return kind + b"\0\0\0\0" + content

    white = tag(b"XYZ ", b"".join(int(value * 65536).to_bytes(4, "big") for value in (0.9642, 1.0, 0.8249)))
    curve = tag(b"curv", (1).to_bytes(4, "big") + int(gamma * 256).to_bytes(2, "big") + b"\0\0")
    text = tag(b"desc", (2).to_bytes(4, "big") + b"g\0" + b"\0" * 78)
    tags: dict[bytes, bytes] = {b"desc": text, b"wtpt": white, b"kTRC": curve}
    table, body, at = len(tags).to_bytes(4, "big"), b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        padded = content + b"\0" * (-len(content) % 4)
        table += name + at.to_bytes(4, "big") + len(content).to_bytes(4, "big")
        body, at = body + padded, at + len(padded)
    head = b"\0\0\0\0" + b"\x02\x40\0\0" + b"mntrGRAYXYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28
    head += b"".join(int(value * 65536).to_bytes(4, "big") for value in (0.9642, 1.0, 0.8249)) + b"\0" * 48
    return (128 + len(table) + len(body)).to_bytes(4, "big") + head + table + body
