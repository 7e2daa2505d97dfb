"""Attachments: taken in clean, added where they belong, removed without loose ends, checked in a stranger's file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.choices import AttachmentKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import Attachment
from fr_desk.i18n import LANGUAGES
from fr_desk.images.errors import BrokenImageError, UndrawableError
from fr_desk.services import attachments
from fr_desk.services.attachments import (
    TRACES,
    ChangedError,
    NoPlaceError,
    NoRoomError,
    NotThereError,
    Taken,
    Trace,
    WrongFormatError,
    WrongKindError,
    add_attachment,
    check,
    places,
    remove_attachment,
    take_in,
    take_in_file,
)
from fr_desk.storage.errors import BrokenPdfError, FileTooLargeError, MissingFileError
from tests.images.pictures import HEIC, encoded, halves, opened, photo
from tests.storage.test_document import made

PHOTO, LOGO, CONTRACT, PLAN = (
    AttachmentKind.PHOTO,
    AttachmentKind.LOGO,
    AttachmentKind.CONTRACT,
    AttachmentKind.PLAN,
)
LOGO_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1v1z"/></svg>'
HOTEL = Dossier.model_validate({"cameras": {"c1": {"label": "Lobby"}, "c2": {}}, "signs": {"s1": {}}})


def taken(kind: AttachmentKind = PHOTO, data: bytes | None = None) -> Taken:
    return take_in(data or photo(), "gate.jpg", kind)


def test_what_is_taken_is_described_as_it_is_kept():
    kept = take_in(HEIC, "IMG_0001.HEIC", PHOTO)

    assert kept.name == "IMG_0001.jpg"
    assert (kept.media_type, kept.size, kept.kind) == ("image/jpeg", (64, 96), PHOTO)
    assert kept.sha256 == hashlib.sha256(kept.data).hexdigest()
    assert not kept.keeps_location
    assert set(kept.removed) == {Trace.LOCATION, Trace.DEVICE, Trace.REMARKS}
    assert opened(kept.data).format == "JPEG"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("gate.png", "gate.jpg"),
        ("门厅 照片.JPG", "门厅 照片.jpg"),
        ("/home/han/secret/gate.jpeg", "gate.jpg"),
        ("C:\\Users\\Han\\gate.jpeg", "gate.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("ga\u202egpj.exe", "gagpj.jpg"),
        ("a\0b\n.jpg", "ab.jpg"),
        ("x" * 500 + ".jpg", "x" * 80 + ".jpg"),
        ("", "photo.jpg"),
        ("...", "photo.jpg"),
    ],
)
def test_names_lose_folders_and_tricks_and_end_as_the_content_asks(given: str, kept: str):
    name = take_in(photo(), given, PHOTO).name

    assert name == kept
    Attachment(name=name)


@pytest.mark.parametrize(
    ("kind", "data", "media_type"),
    [
        (PLAN, encoded(halves(), "PNG"), "image/png"),
        (PLAN, made(), "application/pdf"),
        (CONTRACT, made(), "application/pdf"),
        (CONTRACT, photo(), "image/jpeg"),
        (LOGO, LOGO_SVG, "image/svg+xml"),
        (LOGO, photo(), "image/jpeg"),
        (AttachmentKind.OTHER, made(), "application/pdf"),
    ],
)
def test_each_kind_takes_its_formats(kind: AttachmentKind, data: bytes, media_type: str):
    assert take_in(data, "file.bin", kind).media_type == media_type


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (PHOTO, made()),
        (PHOTO, LOGO_SVG),
        (CONTRACT, LOGO_SVG),
        (LOGO, made()),
        (PHOTO, b"GIF89a"),
        (PHOTO, b""),
        (PHOTO, b"MZ"),
    ],
)
def test_what_a_kind_does_not_take_is_refused_whatever_its_name(kind: AttachmentKind, data: bytes):
    with pytest.raises(
        WrongFormatError,
        match=r"gate\.jpg cannot be added as “(Photo|Contract|Logo)”: that takes JPEG, PNG, HEIC",
    ):
        take_in(data, "gate.jpg", kind)


def test_refusals_of_every_format_name_the_file():
    for data, kind, error in (
        (photo()[:300], PHOTO, BrokenImageError),
        (made()[:200], CONTRACT, BrokenPdfError),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><text/></svg>", LOGO, UndrawableError),
    ):
        with pytest.raises(error, match=r"gate\.jpg"):
            take_in(data, "/somewhere/gate.jpg", kind)


def test_files_are_read_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "gate.jpg"
    path.write_bytes(photo())

    assert take_in_file(path, PHOTO) == take_in(photo(), "gate.jpg", PHOTO)
    with pytest.raises(MissingFileError):
        take_in_file(tmp_path / "no.jpg", PHOTO)
    monkeypatch.setattr(attachments, "MAX_BYTES", 100)
    with pytest.raises(FileTooLargeError):
        take_in_file(path, PHOTO)


@pytest.mark.parametrize(
    ("place", "kind"), [("cameras.c2.photo", PHOTO), ("signs.s1.photo", PHOTO), ("operator.logo", LOGO)]
)
def test_an_added_file_is_listed_and_named_where_it_belongs(place: str, kind: AttachmentKind):
    dossier, contents, key = add_attachment(HOTEL, {}, taken(kind), place)

    assert key == "f1"
    assert contents == {"f1": taken(kind).data}
    assert dossier.attachments is not None
    listed = dossier.attachments["f1"]
    assert (listed.name, listed.kind, listed.media_type) == ("gate.jpg", kind, "image/jpeg")
    assert listed.sha256 == hashlib.sha256(contents["f1"]).hexdigest()
    assert listed.keeps_location is (False if kind is PHOTO else None)
    assert _named(dossier) == {place: "f1"}


def _named(dossier: Dossier) -> dict[str, str]:
    from fr_desk.domain.dossier import references

    return {path: target for path, collection, target in references(dossier) if collection == "attachments"}


def test_the_same_file_is_kept_once_and_mended_if_it_was_lost():
    dossier, contents, first = add_attachment(HOTEL, {}, taken(), "cameras.c1.photo")
    dossier, contents, second = add_attachment(dossier, contents, taken(), "cameras.c2.photo")
    dossier, mended, third = add_attachment(dossier, {}, taken())

    assert first == second == third
    assert list(contents) == list(mended) == ["f1"]
    assert _named(dossier) == {"cameras.c1.photo": "f1", "cameras.c2.photo": "f1"}


def test_what_goes_in_comes_out_of_the_file(tmp_path: Path):
    dossier, contents, _ = add_attachment(HOTEL, {}, taken(), "cameras.c1.photo")
    dossier, contents, _ = add_attachment(
        dossier, contents, take_in(LOGO_SVG, "logo.svg", LOGO), "operator.logo"
    )
    dossier, contents, _ = add_attachment(dossier, contents, take_in(made(), "合同.pdf", CONTRACT))
    path = tmp_path / "hotel.frdesk"

    services.save_dossier(dossier, path, contents)
    opened_again = services.open_dossier(path)

    assert opened_again.dossier == dossier
    assert opened_again.attachments == contents
    assert check(opened_again.dossier, opened_again.attachments) == {}


@pytest.mark.parametrize(
    "place",
    [
        "cameras.c9.photo",
        "cameras.c1.label",
        "cameras",
        "operator",
        "nonsense",
        "cameras..photo",
        "attachments.f1",
    ],
)
def test_no_place_is_invented(place: str):
    with pytest.raises(NoPlaceError, match=r"name one such as cameras\.c1\.photo, signs\.s1\.photo"):
        add_attachment(HOTEL, {}, taken(), place)


def test_a_place_takes_only_its_kind():
    with pytest.raises(WrongKindError):
        add_attachment(HOTEL, {}, taken(PLAN), "cameras.c1.photo")
    with pytest.raises(WrongKindError):
        add_attachment(HOTEL, {}, taken(PHOTO), "operator.logo")


def test_places_are_those_of_items_that_are_there():
    assert places(HOTEL) == ("operator.logo", "cameras.c1.photo", "cameras.c2.photo", "signs.s1.photo")
    assert places(Dossier()) == ("operator.logo",)


def test_a_full_dossier_says_so(monkeypatch: pytest.MonkeyPatch):
    dossier, contents, _ = add_attachment(HOTEL, {}, taken())
    other = take_in(encoded(halves(10, 10), "PNG"), "b.png", PHOTO)

    monkeypatch.setattr(attachments, "MAX_TOTAL", len(taken().data) + len(other.data) - 1)
    with pytest.raises(NoRoomError, match=r"There is no room for b\.png"):
        add_attachment(dossier, contents, other)
    monkeypatch.setattr(attachments, "MAX_TOTAL", 10**9)
    monkeypatch.setattr(attachments, "MAX_COUNT", 1)
    with pytest.raises(NoRoomError):
        add_attachment(dossier, contents, other)


def test_a_removed_file_is_named_nowhere_any_more():
    dossier, contents, key = add_attachment(HOTEL, {}, taken(), "cameras.c1.photo")
    dossier, contents, key = add_attachment(dossier, contents, taken(), "signs.s1.photo")

    dossier, contents = remove_attachment(dossier, contents, key)

    assert dossier == HOTEL
    assert contents == {}
    assert remove_attachment(dossier, contents, "f7") == (dossier, {})


def test_a_strangers_attachments_are_looked_at_one_by_one():
    good = taken().data

    def entry(data: bytes, name: str = "门.jpg") -> dict[str, str]:
        return {"name": name, "sha256": hashlib.sha256(data).hexdigest()}

    odd = {
        "f2": good,
        "f4": good[:200],
        "f5": b"%PDF-1.7 no",
        "f6": b"<svg>",
        "f7": b"#!/bin/sh",
        "f8": b"",
        "f9": made(),
    }
    listed = {"f2": {"sha256": "0" * 64}, "f3": {"name": "gone.jpg"}}
    listed |= {key: entry(data) for key, data in odd.items() if key not in listed}
    stranger = Dossier.model_validate({"attachments": {"f1": entry(good), **listed}})

    found = check(stranger, {"f1": good, **odd, "f99": b"not listed"})

    assert set(found) == {"f2", "f3", "f4", "f5", "f6", "f7", "f8"}
    assert isinstance(found["f2"], ChangedError)
    assert isinstance(found["f3"], NotThereError)
    assert str(found["f3"]).startswith("f3 (gone.jpg) is listed")
    assert all(key in str(error) for key, error in found.items())


def test_every_trace_has_words_in_every_language():
    from fr_desk.i18n import translate

    assert set(TRACES) == set(Trace)
    assert all(translate(words, lang) for words in TRACES.values() for lang in LANGUAGES)
