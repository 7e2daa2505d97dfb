"""Well-formed JSON that is no well-formed dossier: the sentence names the file, our path, and what would be right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGES
from fr_desk.storage import errors
from fr_desk.storage.formats import read_any

CASES: list[tuple[dict[str, Any], type[FrDeskError], tuple[str, ...]]] = [
    (
        {"cameras": {"c3": {"audoi": "on"}}},
        errors.UnknownFieldError,
        ("cameras.c3.audoi", "cameras.c3.audio"),
    ),
    ({"venu": {}}, errors.UnknownFieldError, ("venu", "venue")),
    ({"history": [{"hwat": "x"}]}, errors.UnknownFieldError, ("history.0.hwat", "history.0.what")),
    ({"cameras": {"c3": {"audio": "onn"}}}, errors.UnknownChoiceError, ("cameras.c3.audio", "onn", "on")),
    ({"venue": {"kind": "hotle"}}, errors.UnknownChoiceError, ("venue.kind", "hotle", "hotel")),
    (
        {"activities": {"a1": {"subjects": ["gests"]}}},
        errors.UnknownChoiceError,
        ("activities.a1.subjects", "guests"),
    ),
    ({"cameras": {"c3": {"zone": "z9"}}}, errors.DanglingReferenceError, ("cameras.c3.zone", "z9", "zones")),
    ({"cameras": {"c3": {"sees": "z9"}}}, errors.WrongTypeError, ("cameras.c3.sees",)),
    ({"cameras": {"c3": 7}}, errors.WrongTypeError, ("cameras.c3",)),
    ({"cameras": []}, errors.WrongTypeError, ("cameras",)),
    ({"venue": None}, errors.WrongTypeError, ("venue",)),
    ({"venue": {"rooms": "many"}}, errors.WrongTypeError, ("venue.rooms", "many")),
    ({"venue": {"rooms": 2.5}}, errors.WrongTypeError, ("venue.rooms",)),
    ({"venue": {"open_to_public": "true"}}, errors.WrongTypeError, ("venue.open_to_public",)),
    ({"venue": {"open_to_public": 1}}, errors.WrongTypeError, ("venue.open_to_public",)),
    ({"venue": {"name": 5}}, errors.WrongTypeError, ("venue.name",)),
    ({"as_of": "21/11/2026"}, errors.WrongTypeError, ("as_of", "21/11/2026", "2026-11-21")),
    ({"as_of": "2026-02-30"}, errors.WrongTypeError, ("as_of", "2026-02-30")),
    ({"as_of": 0}, errors.WrongTypeError, ("as_of",)),
    ({"as_of": "1748736000"}, errors.WrongTypeError, ("as_of",)),
    ({"venue": {"rooms": -1}}, errors.OutOfRangeError, ("venue.rooms", "-1", "0", "100000")),
    ({"venue": {"area": float("inf")}}, errors.JsonSyntaxError, ("1",)),
    ({"revision": 0}, errors.OutOfRangeError, ("revision", "1000000000")),
    ({"derived_from": {"revision": 0}}, errors.TooSmallError, ("derived_from.revision", "1")),
    ({"venue": {"name": "x" * 201}}, errors.TooLongError, ("venue.name", "200")),
    ({"zones": {f"z{n}": {} for n in range(2001)}}, errors.TooManyError, ("zones", "2000")),
    ({"zones": {"Z 1": {}}}, errors.IdError, ("zones.Z 1",)),
    ({"id": "a b"}, errors.DossierIdError, ("id", "a b")),
    ({"venue": {"name": "\ud800"}}, errors.CharacterError, ("venue.name",)),
    ({"\ud800": 1}, errors.CharacterError, ("dossier",)),
    ({"format": True}, errors.FormatError, ("format",)),
    ({"format": "1"}, errors.FormatError, ("format",)),
    ({"format": 0}, errors.FormatError, ("format",)),
    ({"format": 2, "unheard": 1}, errors.NewerFormatError, ("2",)),
]


@pytest.mark.parametrize(
    ("given", "error", "named"), CASES, ids=[f"{error.__name__}-{n}" for n, (_, error, _) in enumerate(CASES)]
)
def test_the_sentence_names_file_place_and_what_is_right(
    given: dict[str, Any], error: type[FrDeskError], named: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "venue.json"
    path.write_text(json.dumps(given), encoding="utf-8")

    with pytest.raises(error) as caught:
        read_any(path)

    for lang in LANGUAGES:
        sentence = caught.value.message(lang)
        assert str(path) in sentence
        assert all(name in sentence for name in named)
        assert "\n" not in sentence


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyFileError),
        (b"hello", errors.JsonSyntaxError),
        (b'{"venue": {', errors.JsonSyntaxError),
        (b'{"venue": {}} x', errors.JsonSyntaxError),
        (b'{"a": NaN}', errors.JsonSyntaxError),
        (b'{"revision": ' + b"1" * 5000 + b"}", errors.JsonSyntaxError),
        (b'{"venue": {}, "venue": {}}', errors.RepeatedFieldError),
        (b"[" * 100_000, errors.NestingError),
        (b'{"a":' * 100_000, errors.NestingError),
        (b'{"a": "\xff"}', errors.NotTextError),
        (b"[]", errors.NotAMappingError),
        (b"null", errors.NotAMappingError),
        (b'{"algorithm": "x", "seed": "7", "as_of": "2026-11-22", "rows": []}', errors.NotAMappingError),
        (b'{"venue": {}, "seed": "7", "size": 2, "rows": []}', errors.UnknownFieldError),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, error: type[FrDeskError], tmp_path: Path) -> None:
    path = tmp_path / "venue.json"
    path.write_bytes(data)

    with pytest.raises(error):
        read_any(path)


def test_a_syntax_error_names_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "venue.json"
    path.write_text('{\n  "venue": {"rooms": 12,}\n}', encoding="utf-8")

    with pytest.raises(errors.JsonSyntaxError) as caught:
        read_any(path)

    assert caught.value.values["line"] == 2
    assert caught.value.values["column"] == 25


def test_brackets_inside_texts_do_not_count_as_nesting(tmp_path: Path) -> None:
    path = tmp_path / "venue.json"
    path.write_text(json.dumps({"venue": {"name": '[{"\\' * 40}}), encoding="utf-8")

    assert read_any(path).dossier.venue.name == '[{"\\' * 40


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "venue.json"
    path.write_text('{"venue": {"rooms": 3}}', encoding="utf-8-sig")

    assert read_any(path).dossier.venue.rooms == 3


@pytest.mark.parametrize("name", ["venue", "venue.txt", "venue.frdesk.json"])
def test_the_content_decides_not_the_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text('{"venue": {"rooms": 3}}', encoding="utf-8")

    read = read_any(path)

    assert read.form == "json"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("venue.frdesk", b"hello", errors.NotAContainerError),
        ("venue.pdf", b"hello", errors.BrokenPdfError),
        ("venue.bin", b"\x00\x01\x02", errors.NotADossierError),
        ("venue.bin", b"\xff\xfe\xfd", errors.NotADossierError),
        ("venue.txt", b"a shopping list", errors.NotADossierError),
    ],
)
def test_what_is_nothing_we_know_is_refused(
    name: str, data: bytes, error: type[FrDeskError], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(error):
        read_any(path)
