"""The file of a record: whole or not at all, beside a dossier that is never touched, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import texts
from fr_desk.inspection import record_file, recording
from fr_desk.inspection.place import Place
from fr_desk.inspection.record import FORMAT_VERSION, Order, Photo, Record
from fr_desk.inspection.record_file import RecordContents, read_record, record_json, record_of, write_record
from fr_desk.paths import Folders, user_folders
from fr_desk.services.inspecting import astray
from fr_desk.services.inspecting.keeping import Keeper, KeptInProfileError, home_of
from fr_desk.services.inspecting.photos import photo_id
from fr_desk.services.inspecting.records import NoSuchPlaceError, OpenRecord, WrongEntryError
from fr_desk.storage import atomic
from fr_desk.storage.errors import NewerFormatError, UnreadableError
from tests.storage.pages import digested_anew
from tests.strategies import words

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


def jpeg(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def filled(dossier: Dossier, who: str = "Wang") -> RecordContents:
    """A record with one of everything."""
    data = jpeg()
    key = photo_id(data)
    record, visit = recording.begin_visit(recording.blank(dossier), dossier, who, NOON)
    photo = Photo(sha256=hashlib.sha256(data).hexdigest(), name="a.jpg", taken=NOON)
    record = recording.put(record, "photos", key, photo, NOON)
    record, _ = recording.observe(record, visit, "zones", "not_declared", NOON, label="<b>", photos=(key,))
    record = recording.put(record, "orders", "r1", Order(path="zones.z1", says="x"), NOON)
    return RecordContents(record, {key: data})


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return user_folders(tmp_path / "profile")


@pytest.fixture
def dossier_file(tmp_path: Path) -> Path:
    folder = tmp_path / "venues"
    folder.mkdir()
    return services.write_sample("shanghai-hotel", folder)


@pytest.fixture
def opened(dossier_file: Path, folders: Folders) -> Iterator[Callable[..., OpenRecord]]:
    """Opens the record of the sample, as often as it is asked to, and closes what is left open."""
    made = []

    def again(path: Path = dossier_file, settled: float = 0.0, **more: Any) -> OpenRecord:
        made.append(OpenRecord(path, folders, settled=settled, **more))
        return made[-1]

    yield again
    for one in made:
        one.close()


# the file


def test_what_is_written_is_read_again_and_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    # given
    contents = filled(Dossier(id="hotel"))
    path = tmp_path / "hotel.frrecord"

    # when
    write_record(path, contents)

    # then
    assert read_record(path) == contents
    assert record_file.pack(read_record(path)) == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        (photo,) = contents.photos
        assert set(archive.namelist()) == {"record.json", "manifest.json", f"photos/{photo}.jpg"}


@settings(max_examples=25, deadline=None)
@given(st.lists(words(200), min_size=3, max_size=3))
def test_any_words_come_back_as_they_were(told: list[str]) -> None:
    # given
    dossier = Dossier(id="hotel")
    name, says, label = told
    record, visit = recording.begin_visit(recording.blank(dossier), dossier, name, NOON, office=says)
    record, _ = recording.observe(record, visit, "signs", "not_declared", NOON, says=says, label=label)

    # then
    assert record_of(record_json(record), "x") == record


def test_a_record_names_the_earliest_format_that_can_say_it_and_a_later_one_asks_for_a_newer_program() -> (
    None
):
    # given
    plain = filled(Dossier(id="hotel")).record
    named, _ = recording.observe(
        plain, next(iter(plain.visits)), "signs.s1", "differs", NOON, called=texts("Record")
    )

    # then
    for record, version in ((plain, 1), (named, 2)):
        assert json.loads(record_json(record))["format"] == version
        assert record_of(record_json(record), "x") == record
    later = json.loads(record_json(named)) | {"format": FORMAT_VERSION + 1}
    with pytest.raises(NewerFormatError, match="Install the newer program"):
        record_of(json.dumps(later).encode(), "x")


def test_a_photo_that_was_taken_back_is_no_longer_in_the_file(tmp_path: Path) -> None:
    # given
    contents = filled(Dossier(id="hotel"))
    (photo,) = contents.photos
    record = recording.take_back(contents.record, "photos", photo, NOON)

    # when
    write_record(tmp_path / "x.frrecord", RecordContents(record, contents.photos))

    # then
    assert read_record(tmp_path / "x.frrecord").photos == {}


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _parts(contents: RecordContents) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(record_file.pack(contents))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _resigned(parts: dict[str, bytes]) -> bytes:
    """A container whose manifest agrees with its parts: only the content is hostile."""
    from fr_desk.storage.parts import pack_parts

    return pack_parts({name: content for name, content in parts.items() if name != "manifest.json"})


def _with_json(change: Callable[[dict[str, Any]], None]) -> bytes:
    contents = filled(Dossier(id="hotel"))
    tree = json.loads(record_json(contents.record))
    change(tree)
    return _resigned({**_parts(contents), "record.json": json.dumps(tree).encode()})


def _hostile() -> dict[str, bytes]:
    parts = _parts(filled(Dossier(id="hotel")))
    whole = record_file.pack(filled(Dossier(id="hotel")))
    photo = next(name for name in parts if name.startswith("photos/"))
    return {
        "empty": b"",
        "not a zip": b"%PDF-1.7 nothing",
        "cut short": whole[: len(whole) // 2],
        "a dossier": _zip({"dossier.json": b"{}", "manifest.json": b"{}"}),
        "no manifest": _zip({"record.json": parts["record.json"]}),
        "a part that leads elsewhere": _resigned({**parts, "../evil": b"x"}),
        "a part that is not listed": _zip({**parts, "photos/p9.jpg": jpeg("blue")}),
        "a program": _resigned({**parts, "photos/p9.exe": b"MZ"}),
        "a photo the record does not know": _resigned({**parts, "photos/p9.jpg": jpeg("blue")}),
        "another photo": _resigned({**parts, photo: jpeg("blue")}),
        "a photo that is a script": _resigned({**parts, photo: b"<svg onload='x'/>"}),
        "a photo that is missing": _resigned({n: c for n, c in parts.items() if n != photo}),
        "packed too tightly": _zip({"record.json": b"0" * 9_000_000, "manifest.json": b"{}"}),
        "a list": _resigned({**parts, "record.json": b"[]"}),
        "nested": _resigned({**parts, "record.json": b"[" * 5000 + b"]" * 5000}),
        "a later version": _with_json(lambda tree: tree.update(format=FORMAT_VERSION + 1)),
        "another field": _with_json(lambda tree: tree.update(run="rm")),
        "a dangling visit": _with_json(lambda tree: tree.update(visits={})),
        "a time without zone": _with_json(
            lambda tree: next(iter(tree["visits"].values())).update(began="2026-11-22T12:00:00")
        ),
        "half a character": _with_json(lambda tree: tree.update(venue="\ud800")),
        "an endless name": _with_json(lambda tree: tree.update(venue="x" * 201)),
    }


@pytest.mark.parametrize("name", _hostile())
def test_a_hostile_or_damaged_record_is_refused_with_a_sentence_and_never_written_over(
    name: str, tmp_path: Path
) -> None:
    # given
    path = tmp_path / "hotel.frrecord"
    path.write_bytes(_hostile()[name])
    before = path.read_bytes()

    # then
    with pytest.raises(UnreadableError) as refused:
        read_record(path)
    for lang in ("zh", "ko", "en"):
        assert str(path) in refused.value.message(lang)
    assert "earlier version" not in str(refused.value)  # of records none are kept
    if name != "empty":
        with pytest.raises(UnreadableError):
            write_record(path, filled(Dossier(id="hotel")))
        assert path.read_bytes() == before


def test_a_link_in_the_place_of_a_record_is_not_followed(tmp_path: Path) -> None:
    # given
    secret = tmp_path / "elsewhere.frrecord"
    write_record(secret, filled(Dossier(id="hotel")))
    before = secret.read_bytes()
    link = tmp_path / "hotel.frrecord"
    link.symlink_to(secret)

    # then
    with pytest.raises(record_file.LinkedRecordError):
        read_record(link)
    with pytest.raises(record_file.LinkedRecordError):
        write_record(link, filled(Dossier(id="hotel"), "Li"))
    assert secret.read_bytes() == before


# keeping


def test_recording_never_touches_the_dossier(dossier_file: Path, opened: Callable[..., OpenRecord]) -> None:
    # given
    before = dossier_file.read_bytes(), dossier_file.stat().st_mtime_ns, dossier_file.stat().st_mode
    one = opened()

    # when
    visit = one.begin_visit("Wang", "Jing'an")
    seen = one.observe(visit, "cameras.c1", "differs", says="moved")
    one.add_photo(seen, jpeg(), "a.jpg")
    one.end_visit(visit)
    assert one.close()

    # then
    assert before == (
        dossier_file.read_bytes(),
        dossier_file.stat().st_mtime_ns,
        dossier_file.stat().st_mode,
    )
    assert {path.name for path in dossier_file.parent.iterdir()} == {
        dossier_file.name,
        "shanghai-hotel.frrecord",
    }
    assert opened().record == one.record


def test_two_windows_on_one_record_lose_nothing(opened: Callable[..., OpenRecord]) -> None:
    # given
    news: list[RecordContents] = []
    first, second = opened(on_news=news.append), opened()

    # when
    mine, theirs = first.begin_visit("Wang"), second.begin_visit("Li")
    for number in range(1, 6):
        first.observe(mine, f"cameras.c{number}", "as_declared")
        second.observe(theirs, f"cameras.c{number}", "differs")
    assert second.keeper.flush()
    assert first.keeper.flush()
    assert second.close()
    first.observe(mine, "cameras.c6", "as_declared")
    assert first.close()

    # then
    record = opened().record
    assert len(record.observations) == 11
    assert {one.inspector for one in record.visits.values()} == {"Wang", "Li"}
    assert news
    assert sum(row.differs for row in opened().rows()) == 5


def test_a_record_that_another_window_begins_at_this_moment_is_no_other_one(
    opened: Callable[..., OpenRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    first, second = opened(), opened()
    first.begin_visit("Wang")
    assert first.keeper.flush()
    monkeypatch.setattr(astray, "_is_begun", lambda _opened: False)  # as it was a moment ago

    # when
    second.begin_visit("Li")

    # then
    assert second.close()
    assert first.close()
    assert {one.inspector for one in opened().record.visits.values()} == {"Wang", "Li"}


def test_a_folder_that_takes_no_file_leaves_the_record_in_the_profile_and_says_so(
    dossier_file: Path, folders: Folders, opened: Callable[..., OpenRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    write = atomic._write

    def refuse(temporary: Path, data: bytes) -> None:
        if temporary.parent == dossier_file.parent:
            raise OSError(errno.EROFS, "read-only")
        write(temporary, data)

    trouble: list[FrDeskError | None] = []

    # when
    with monkeypatch.context() as locked:
        locked.setattr(atomic, "_write", refuse)
        one = opened(on_trouble=trouble.append)
        visit = one.begin_visit("Wang")
        assert one.close()

    # then
    assert [path.name for path in dossier_file.parent.iterdir()] == [dossier_file.name]
    assert [type(error) for error in trouble] == [KeptInProfileError]
    assert one.keeper.in_profile
    assert one.keeper.file.is_relative_to(folders.records)

    # when it takes files again
    again = opened()
    assert visit in again.record.visits
    assert again.keeper.in_profile
    again.observe(visit, "cameras.c1", "as_declared")
    assert again.close()

    # then
    assert again.keeper.file.parent == dossier_file.parent
    assert read_record(dossier_file.with_suffix(".frrecord")).record == again.record
    assert not list(folders.records.glob("*.frrecord"))


def test_a_disk_that_refuses_for_a_while_loses_nothing(
    opened: Callable[..., OpenRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    write, full = atomic._write, {"disk"}

    def refuse(temporary: Path, data: bytes) -> None:
        if full:
            raise OSError(errno.EIO, "gone")
        write(temporary, data)

    monkeypatch.setattr("fr_desk.services.inspecting.latest.AGAIN", 0.05)
    monkeypatch.setattr(atomic, "_write", refuse)
    trouble: list[FrDeskError | None] = []
    one = opened(on_trouble=trouble.append)

    # when
    visit = one.begin_visit("Wang")
    assert not one.keeper.flush()
    full.clear()
    deadline = time.monotonic() + 5
    while not one.keeper.flush() and time.monotonic() < deadline:
        time.sleep(0.02)

    # then
    assert trouble[0] is not None
    assert trouble[-1] is None
    assert visit in read_record(one.keeper.file).record.visits


def test_a_record_of_another_dossier_under_the_same_name_is_left_alone(
    dossier_file: Path, opened: Callable[..., OpenRecord]
) -> None:
    # given
    taken = dossier_file.with_suffix(".frrecord")
    write_record(taken, filled(Dossier(id="another")))
    before = taken.read_bytes()

    # when
    one = opened()
    one.begin_visit("Wang")
    assert one.close()

    # then
    assert taken.read_bytes() == before
    assert one.keeper.file.name == "shanghai-hotel.frdesk.frrecord"


def test_a_record_beside_that_cannot_be_read_is_told_and_left(
    dossier_file: Path, opened: Callable[..., OpenRecord]
) -> None:
    broken = dossier_file.with_suffix(".frrecord")
    broken.write_bytes(b"PK nothing")

    with pytest.raises(UnreadableError, match="frrecord"):
        opened()
    assert broken.read_bytes() == b"PK nothing"


CHILD = """
import sys, time
from pathlib import Path
from fr_desk.paths import user_folders
from fr_desk.services.inspecting.records import OpenRecord
one = OpenRecord(Path(sys.argv[1]), user_folders(Path(sys.argv[2])), settled=60)
visit = one.begin_visit("Wang")
seen = one.observe(visit, "cameras.c1", "differs")
one.add_photo(seen, Path(sys.argv[3]))
number = 0
while True:
    number += 1
    one.change(seen, says=f"{number} {time.time()}")
    print(number, time.time(), flush=True)
    time.sleep(0.02)
"""


def _lines(stream: IO[str], count: int) -> list[str]:
    return [stream.readline() for _ in range(count)]


def test_a_program_that_is_killed_has_lost_nothing_older_than_a_fifth_of_a_second(
    dossier_file: Path, folders: Folders, tmp_path: Path, opened: Callable[..., OpenRecord]
) -> None:
    # given
    photo = tmp_path / "lens.jpg"
    photo.write_bytes(jpeg())
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(dossier_file), str(folders.data.parent), str(photo)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        _lines(child.stdout, 30)

        # when
        killed = time.time()
        os.kill(child.pid, signal.SIGKILL)

    # then
    one = opened()
    (seen,) = one.record.observations.values()
    number, at = (seen.says or "").split()
    assert int(number) > 1
    assert killed - float(at) < 0.2 + 0.8  # and what a busy machine adds
    assert len(one.contents.photos) == 1
    assert one.close()
    assert read_record(one.keeper.file).record == one.record
    assert not list(folders.records.glob("open/*/*.json"))


# use cases


def test_photos_lose_where_they_were_taken_unless_it_is_asked_for(
    opened: Callable[..., OpenRecord],
) -> None:
    # given
    image, out = Image.new("RGB", (60, 40), "green"), io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)})
    image.save(out, "JPEG", exif=exif)
    one = opened()
    seen = one.observe(one.begin_visit("Wang"), "cameras.c1", "differs")

    # when
    plain = one.add_photo(seen, out.getvalue(), "../../a.jpg")
    located = one.add_photo(seen, out.getvalue(), "b.jpg", keep_location=True)

    # then
    assert not Image.open(io.BytesIO(one.contents.photos[plain])).getexif().get_ifd(0x8825)
    assert Image.open(io.BytesIO(one.contents.photos[located])).getexif().get_ifd(0x8825)
    assert one.record.photos[plain].name == "a.jpg"
    assert [one.record.photos[key].keeps_location for key in (plain, located)] == [False, True]

    # when
    one.drop_photo(seen, located)
    assert one.keeper.flush()

    # then
    assert set(read_record(one.keeper.file).photos) == {plain}


def test_places_and_words_that_do_not_fit_are_refused_with_a_sentence(
    opened: Callable[..., OpenRecord],
) -> None:
    one = opened()
    visit = one.begin_visit("Wang")

    with pytest.raises(NoSuchPlaceError, match="c99"):
        one.observe(visit, "cameras.c99", "differs")
    with pytest.raises(NoSuchPlaceError):
        one.observe(visit, "cameras.c1", "not_declared")
    with pytest.raises(WrongEntryError):
        one.observe(visit, "cameras.c1", "differs", article="no article")
    assert one.record.observations == {}


def test_another_inspectors_record_is_shown_before_it_is_merged(
    dossier_file: Path, tmp_path: Path, opened: Callable[..., OpenRecord]
) -> None:
    # given
    copy = tmp_path / "copy" / dossier_file.name
    copy.parent.mkdir()
    copy.write_bytes(dossier_file.read_bytes())
    theirs = opened(copy)
    theirs.observe(theirs.begin_visit("Li"), "signs.s1", "not_there", says="gone")
    assert theirs.close()
    mine = opened()
    mine.observe(mine.begin_visit("Wang"), "cameras.c1", "as_declared")

    # when
    coming = mine.look_at(theirs.keeper.file)

    # then
    assert len(mine.record.observations) == 1
    assert coming.inspectors == ("Li",)
    assert [row.path for row in coming.rows] == ["signs.s1"]
    mine.merge(coming)
    assert len(mine.record.observations) == 2
    assert mine.look_at(theirs.keeper.file).nothing_new


def test_home_and_keeper_agree_on_what_is_there(dossier_file: Path, folders: Folders) -> None:
    # given
    dossier = services.open_dossier(dossier_file).dossier
    home = home_of(Place(dossier_file, dossier_file), dossier.id, folders)
    write_record(home.file, filled(dossier))

    # when
    keeper = Keeper(home, recording.blank(dossier))

    # then
    assert keeper.contents == read_record(home.file)
    assert keeper.close()
    assert Record.model_validate(keeper.contents.record) == keeper.contents.record


# papers


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from fr_desk.services.inspecting.papers import write_record

    folder = tmp_path_factory.mktemp("paper")
    dossier = services.open_dossier(services.write_sample("seoul-gym", folder)).dossier
    record, visit = recording.begin_visit(recording.blank(dossier), dossier, "Kim", NOON)
    record, _ = recording.observe(record, visit, "cameras", "not_declared", NOON, label="<b>lens</b>")
    return write_record(record, dossier, folder / "record.pdf", "ko")


def _with_attachment(paper: Path, out: Path, content: bytes, *, forged: bool = True) -> Path:
    import pikepdf

    with pikepdf.open(paper) as pdf:
        pdf.attachments["record.json"] = pikepdf.AttachedFileSpec(
            pdf, content, filename="record.json", description="", mime_type="", creation_date="", mod_date=""
        )
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    if forged:
        out.write_bytes(digested_anew(out.read_bytes()))
    return out


def test_a_paper_says_what_it_is_and_whether_it_was_changed(paper: Path, tmp_path: Path) -> None:
    from fr_desk.services.sealing import verify

    # given
    contents = paper.read_bytes()

    # then
    whole = verify(paper)
    assert (whole.standing, whole.form) == ("unsealed", "pdf")
    assert any("entries: 1" in one.en for one in whole.details)
    added = tmp_path / "added.pdf"
    added.write_bytes(contents + b"\n% more\n")
    assert verify(added).standing == "changed"
    record = record_json(filled(Dossier(id="x")).record)
    assert verify(_with_attachment(paper, added, record, forged=False)).standing == "changed"
    other = _with_attachment(paper, tmp_path / "other.pdf", record)
    assert verify(other).standing == "mismatch"
    junk = _with_attachment(paper, tmp_path / "junk.pdf", b'{"format": 1, "run": "rm"}')
    assert verify(junk).standing == "not_a_dossier"
