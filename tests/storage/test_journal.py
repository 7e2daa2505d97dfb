"""The journal: in order, read back whatever happened to its file, and patient with disks."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import texts
from fr_desk.paths import user_folders
from fr_desk.services.unfinished import InUseElsewhereError
from fr_desk.services.work import open_work
from fr_desk.storage import errors, journal, story
from fr_desk.storage.journal import FILE, FILES, Elsewhere, InFile, Journal, Kept, Made, Moved, read_journal
from fr_desk.storage.steps import JournalError, OtherFormatError, State, Step
from fr_desk.storage.story import Saved, Story

START = Dossier.model_validate({"id": "hotel", "cameras": {"c2": {"label": "Door"}, "c1": {"label": "Bar"}}})


class Typist:
    """Edits a dossier and hands every step to a journal, as a document does."""

    def __init__(self, folder: Path) -> None:
        self.told: list[errors.FileError | None] = []
        self.folder = folder
        told = Story("hotel", state=State(0, START))
        self.journal = Journal(folder, told, self.told.append)
        self.dossiers = [START]
        self.index = 0

    @property
    def dossier(self) -> Dossier:
        return self.dossiers[self.index]

    def edit(self, path: str, value: object) -> None:
        self.show(paths.replace(self.dossier, path, value), path)

    def show(self, after: Dossier, path: str = "") -> None:
        step = Step.between(self.dossier, after, texts("Answer to “{title}”", title=path), path, 7.5)
        self.journal.put(Made(self.index, step, self.dossier, after))
        self.dossiers[self.index + 1 :] = [after]
        self.index += 1

    def go(self, index: int) -> None:
        self.index = index
        self.journal.put(Moved(index, self.dossier))

    def read(self) -> Story:
        assert self.journal.flush()
        found = read_journal(self.journal.folder)
        assert found is not None
        return found


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    made = Typist(tmp_path / "work")
    yield made
    made.journal.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "journal"]


def names(told: Story) -> list[str]:
    return [step.words.en for step in told.steps]


def type_names(typist: Typist, count: int) -> None:
    for number in range(count):
        typist.edit("venue.name", f"Hotel {number}\n“”\u2028")


def test_a_journal_without_records_leaves_no_trace(typist: Typist) -> None:
    typist.journal.close()
    assert not typist.folder.exists()


def test_steps_are_read_back_in_order_with_their_names_and_times(typist: Typist) -> None:
    # when
    type_names(typist, 50)
    typist.edit("venue.rooms", 9)

    # then
    told = typist.read()
    assert (told.index, told.whole, told.torn) == (51, True, False)
    assert told.dossier == typist.dossier
    assert names(told)[-1] == "Answer to “venue.rooms”"
    assert [told.dossier_at(index) for index in (0, 10, 51)] == [typist.dossiers[n] for n in (0, 10, 51)]
    assert told.at == 7.5


def test_undo_redo_and_a_new_step_after_undo_are_read_back(typist: Typist) -> None:
    type_names(typist, 300)  # a whole dossier was written meanwhile
    typist.go(40)
    typist.go(42)
    typist.edit("venue.rooms", 3)
    told = typist.read()
    assert (told.index, len(told.steps)) == (43, 43)
    assert told.dossier == typist.dossier
    assert told.dossier_at(0) == START
    typist.go(2)
    assert typist.read().dossier == typist.dossiers[2]
    assert len(typist.read().steps) == 43


def test_letters_of_one_step_take_one_place(typist: Typist) -> None:
    # given a step that grows letter by letter, handed over faster than a disk turns
    for length in range(1, 40):
        after = paths.replace(START, "venue.name", "x" * length)
        step = Step.between(START, after, texts("Name"), "venue.name")
        typist.journal.put(Made(0, step, START, after))

    # then
    told = typist.read()
    assert len(told.steps) == 1
    assert told.dossier.venue.name == "x" * 39
    assert told.lines < 39


def test_undoing_gives_back_the_order_of_collections(typist: Typist) -> None:
    # given an item taken out of the middle of a collection
    three = paths.insert(START, "cameras", None, "c9")[0]
    typist.show(three)
    typist.show(paths.remove(three, "cameras.c1"))

    # when it is undone with what is in the journal
    told = typist.read()
    told.state = State(2, typist.dossier)
    back = told.dossier_at(1)

    # then
    assert list(back.cameras or {}) == ["c2", "c1", "c9"]
    assert back == three


def test_what_was_saved_is_known_until_other_steps_replace_it(typist: Typist) -> None:
    # given
    type_names(typist, 5)
    typist.journal.put(InFile(Saved(State(5, typist.dossier), "abc", 8.0), "/a.frdesk"))
    told = typist.read()
    assert told.saved is not None
    assert (told.saved.state.index, told.saved.digest, told.path) == (5, "abc", "/a.frdesk")
    assert told.saved.state.dossier == typist.dossier
    saved = typist.dossier

    # when the saved state is undone, and something else is done instead
    typist.go(3)
    typist.edit("venue.rooms", 4)

    # then it is still known, but no steps lead to it
    told = typist.read()
    assert told.saved is not None
    assert told.saved.state.index == -1
    assert told.saved.state.dossier == saved
    assert told.dossier == typist.dossier


def test_it_can_be_written_anew_with_fewer_lines(typist: Typist, tmp_path: Path) -> None:
    # given
    type_names(typist, 20)
    for index in (3, 9, 20, 12):
        typist.go(index)
    before = typist.read()

    # when
    other = tmp_path / "other"
    writer = Journal(other, before, lambda _error: None)
    writer.begin()
    writer.close()

    # then
    after = read_journal(other)
    assert after is not None
    assert after.lines < before.lines + 4
    assert (names(after), after.index, after.dossier) == (names(before), 12, typist.dossier)


def test_many_saves_do_not_make_it_grow_without_end(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setattr(journal, "WORN", 6_000)
    sizes = []

    # when
    for number in range(50):
        typist.edit("venue.rooms", number)
        typist.journal.put(InFile(Saved(State(typist.index, typist.dossier), "abc", 8.0), "/a.frdesk"))
        assert typist.journal.flush()
        sizes.append((typist.folder / FILE).stat().st_size)

    # then
    assert any(after < before for before, after in pairwise(sizes))
    told = typist.read()
    assert told.dossier == typist.dossier
    assert len(told.steps) == 50
    assert told.saved is not None
    assert told.saved.state.index == 50


def test_damage_before_the_whole_dossier_keeps_the_dossier(typist: Typist, tmp_path: Path) -> None:
    # given a journal written anew, the whole dossier first, and a wrong step among the first
    type_names(typist, 20)
    told = typist.read()
    told.state = State(20, typist.dossier)
    lines = list(told.told())
    lines[5] = lines[5].replace(b"Hotel", b"Motel")

    # then
    found = story.read(b"".join(lines))
    assert found is not None
    assert not found.whole
    assert (found.dossier, found.steps, found.index) == (typist.dossier, [], 0)


def test_files_are_on_disk_before_the_step_that_names_them(typist: Typist) -> None:
    typist.journal.put(Kept("0" * 64, b"wrong name"))
    data = b"a photo"
    sha256 = hashlib.sha256(data).hexdigest()
    typist.journal.put(Kept(sha256, data))
    typist.edit("venue.rooms", 1)
    typist.read()
    assert journal.kept_file(typist.folder, sha256) == data
    assert journal.kept_file(typist.folder, "0" * 64) is None


def test_it_moves_to_another_folder_and_puts_aside_what_is_there(typist: Typist, tmp_path: Path) -> None:
    # given
    target, aside = tmp_path / "open" / "b", tmp_path / "aside" / "b"
    target.mkdir(parents=True)
    (target / FILE).write_text("old")
    type_names(typist, 3)

    # when
    typist.journal.put(Elsewhere(target, aside))
    typist.edit("venue.rooms", 2)

    # then
    assert typist.read().dossier == typist.dossier
    assert typist.journal.folder == target
    assert (aside / FILE).read_text() == "old"
    assert not typist.folder.exists()


# damage


def test_a_record_cut_off_anywhere_costs_only_itself(typist: Typist) -> None:
    # given
    type_names(typist, 5)
    typist.read()
    typist.edit("venue.rooms", 3)
    typist.read()
    data = (typist.folder / FILE).read_bytes()
    last = data.rstrip(b"\n").rfind(b"\n") + 1

    # then
    for end in range(last, len(data)):
        told = story.read(data[:end])
        assert told is not None
        assert told.whole
        assert len(told.steps) == (6 if end == len(data) - 1 else 5)
        assert told.dossier == typist.dossiers[len(told.steps)]


def test_a_file_cut_off_anywhere_is_read_as_far_as_it_goes(typist: Typist) -> None:
    type_names(typist, 4)
    typist.read()
    data = (typist.folder / FILE).read_bytes()
    for end in range(len(data)):
        told = story.read(data[:end])
        complete = data[:end].count(b"\n")
        assert (told is None) is (complete == 0 and end < data.find(b"\n"))
        if told is not None:
            assert told.lines >= complete


def test_a_flipped_byte_ends_the_story_there_and_says_so(typist: Typist) -> None:
    # given
    for _ in range(3):
        type_names(typist, 10)
        typist.read()
    data = (typist.folder / FILE).read_bytes()
    rng = random.Random(5)  # noqa: S311 - places, not secrets
    begins = [0, *(place + 1 for place, byte in enumerate(data) if byte == 10)][:-1]

    for place in (rng.randrange(len(data)) for _ in range(300)):
        # when
        wrong = bytearray(data)
        wrong[place] ^= 1 << rng.randrange(8)
        told = story.read(bytes(wrong))

        # then all that stands before it is there, and nothing else
        line = sum(begin <= place for begin in begins) - 1
        if told is None:
            assert line == 0
            continue
        assert told.lines == line
        if line < len(begins) - 1:
            assert not told.whole
        assert told.torn
        if told.state is not None:
            assert told.dossier == typist.dossiers[len(told.steps)]


def test_a_journal_of_another_version_is_not_misread(typist: Typist) -> None:
    with pytest.raises(OtherFormatError):
        story.read(story.line_of("head", story.FORMAT + 1) + story.line_of("wonder", 3))


@pytest.mark.parametrize(
    "line",
    [
        story.line_of("step", 7, b'{"at":0}'),
        story.line_of("cut", 9),
        story.line_of("at", 4),
        story.line_of("saved", 0, b"[]"),
        story.line_of("wonder", 0),
    ],
)
def test_whole_lines_that_make_no_sense_end_the_story(typist: Typist, line: bytes) -> None:
    type_names(typist, 2)
    typist.read()
    data = (typist.folder / FILE).read_bytes()
    told = story.read(data + line + story.step_line(2, Step(texts("x"), "", ())))
    assert told is not None
    assert not told.whole
    assert told.index == 2


def test_a_step_that_makes_no_sense_is_an_error_of_ours(typist: Typist) -> None:
    for body in (b'{"at":1,"path":"","words":{},"made":[]}', b"[]", b'{"at":1}'):
        with pytest.raises(JournalError):
            assert Step.written(body).made


# disks


class Disk:
    """Lets the journal's writes fail while it is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        self.refusals = 0
        real = os.fsync

        def fsync(descriptor: int) -> None:
            if self.is_full:
                self.refusals += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(journal, "AGAIN", 0.02)


@pytest.mark.parametrize("from_the_start", [True, False])
def test_a_full_disk_is_told_once_and_nothing_is_dropped(
    typist: Typist, monkeypatch: pytest.MonkeyPatch, from_the_start: bool
) -> None:
    # given
    disk = Disk(monkeypatch)
    if not from_the_start:
        type_names(typist, 3)
        typist.read()
    disk.is_full = True

    # when
    type_names(typist, 10)
    typist.journal.put(Kept("1" * 64, b"photo"))
    assert not typist.journal.flush()
    while disk.refusals < 3:
        pass
    typist.edit("venue.rooms", 1)
    assert len(typist.told) == 1
    assert isinstance(typist.told[0], errors.DiskFullError)

    # then it goes on as soon as there is room
    disk.is_full = False
    while len(typist.told) < 2:
        pass
    told = typist.read()
    assert typist.told[1] is None
    assert told.whole
    assert told.dossier == typist.dossier
    assert len(told.steps) == typist.index
    assert (typist.folder / FILES / ("1" * 64)).read_bytes() == b"photo"


def test_half_a_line_of_a_refused_write_goes(typist: Typist) -> None:
    # given a write that got half a line to the disk
    type_names(typist, 2)
    typist.read()
    typist.journal.close()
    told = read_journal(typist.folder)
    assert told is not None
    with (typist.folder / FILE).open("ab") as stream:
        stream.write(b'12345678 step 2 {"at":')

    # when the journal is gone on with
    torn = read_journal(typist.folder)
    assert torn is not None
    assert torn.torn
    again = Journal(typist.folder, torn, typist.told.append, anew=torn.torn)
    after = paths.replace(typist.dossier, "venue.rooms", 1)
    again.put(Made(2, Step.between(typist.dossier, after, texts("Rooms"), ""), typist.dossier, after))
    again.close()

    # then
    told = read_journal(typist.folder)
    assert told is not None
    assert told.whole
    assert told.dossier == after


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
@pytest.mark.parametrize("swapped", [False, True])
def test_a_folder_that_is_removed_comes_back_with_everything(typist: Typist, swapped: bool) -> None:
    # given
    typist.journal.put(Kept("1" * 64, b"photo"))
    type_names(typist, 4)
    typist.read()

    # when
    if swapped:
        copy = (typist.folder / FILE).read_bytes()
        (typist.folder / FILE).unlink()
        (typist.folder / FILE).write_bytes(copy[:20])
    else:
        shutil.rmtree(typist.folder)
    typist.edit("venue.rooms", 2)

    # then
    told = typist.read()
    assert len(told.steps) == 5
    assert told.dossier == typist.dossier
    assert (typist.folder / FILES / ("1" * 64)).read_bytes() == b"photo"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    typist = Typist(tmp_path / "file" / "work")
    typist.edit("venue.rooms", 2)
    assert not typist.journal.flush()
    typist.journal.close()
    assert isinstance(typist.told[0], errors.FileInsteadError)


def test_a_missing_journal_is_none_and_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    assert read_journal(tmp_path) is None
    (tmp_path / FILE).mkdir()
    with pytest.raises(errors.FileError):
        read_journal(tmp_path)


# two processes

HOLD = """
import sys
from pathlib import Path
from fr_desk.domain.dossier import Dossier
from fr_desk.paths import user_folders
from fr_desk.services.work import open_work
work = open_work(user_folders(Path(sys.argv[1])), Dossier(), Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_file_open_in_another_process_is_refused_until_that_ends_even_by_a_crash(tmp_path: Path) -> None:

    # given
    file, folders = tmp_path / "a.frdesk", user_folders(tmp_path)
    file.write_bytes(b"x")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"

        # then
        with pytest.raises(InUseElsewhereError, match=r"a\.frdesk"):
            open_work(folders, Dossier(), file)

        # when
        process.kill()
        process.wait()
    open_work(folders, Dossier(), file).close(finished=True)
