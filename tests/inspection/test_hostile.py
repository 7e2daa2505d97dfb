"""Three hundred files that were made to break a run: it goes to the end, and each has its own correct sentence."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fr_desk.errors import FrDeskError
from fr_desk.inspection.examine import examine, refused, unread
from fr_desk.inspection.place import Place, Refused, Tally
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.result import Result
from fr_desk.inspection.sources import find, read_place
from fr_desk.storage.container import Contents, pack
from tests.inspection.hostile import CONTAINERS, Kind, numbered
from tests.inspection.hostile_folder import Told, spread, traps, zips
from tests.inspection.hostile_pdfs import DAY, PDFS
from tests.inspection.hostile_texts import TEXTS

COUNT = 300
LONGEST, MOST_MEMORY = 30.0, 400 << 20
"""Seconds of processor time and bytes for the whole folder; a bomb that goes off takes more than either."""

Open = tuple[str, str | None, int]
_WATCHED: list[Open] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHED is not None and event == "open":
        path, mode, flags = arguments
        _WATCHED.append((os.fsdecode(path) if isinstance(path, str | bytes) else "", mode, flags))  # type: ignore[arg-type]  # the event's own types


sys.addaudithook(_note)  # hooks stay for good, so this one listens only while somebody asks


@contextmanager
def watched() -> Iterator[list[Open]]:
    """Note every file that Python opens."""
    global _WATCHED  # noqa: PLW0603 - see above
    _WATCHED = []
    try:
        yield _WATCHED
    finally:
        _WATCHED = None


@dataclass
class Ran:
    """What one inspection of the hostile folder did."""

    folder: Path
    outside: Path
    kinds: dict[str, Kind]
    told: dict[str, Told]
    results: dict[str, Result] = field(default_factory=dict)
    opened: list[Open] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    memory: int = 0
    before: str = ""
    after: str = ""


def _state(*folders: Path) -> str:
    """A digest of all names, sizes, times and contents below folders, links not followed."""
    digest = hashlib.sha256()
    for folder in folders:
        for place, folders_in, files in os.walk(folder):
            folders_in.sort()
            for name in sorted(files):
                path = Path(place) / name
                facts = path.lstat()
                digest.update(
                    os.fsencode(path) + f"{facts.st_size} {facts.st_mtime_ns} {facts.st_mode}".encode()
                )
                if path.is_file() and not path.is_symlink() and facts.st_size < 1 << 20:
                    digest.update(path.read_bytes())
    return digest.hexdigest()


def _looked_at(place: Place) -> Result:
    """What a worker does, but that nothing else is caught: no file may bring the program itself to a fault."""
    try:
        data = read_place(place)
    except FrDeskError as error:
        return unread(said_of(error), DAY)
    return examine(place, data, DAY, {})


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The folder, inspected once for all tests."""
    folder, outside = tmp_path_factory.mktemp("portfolio"), tmp_path_factory.mktemp("elsewhere")
    (outside / "canary.frdesk").write_bytes(pack(Contents(numbered(0, "canary"))))
    kinds = spread(folder, COUNT)
    ran = Ran(folder, outside, kinds, {**traps(folder, outside), **zips(folder)})
    ran.before = _state(folder, outside)
    begin, most = time.process_time(), _memory()
    with watched() as ran.opened:
        for one in find([folder], tally=ran.tally):
            place = one if isinstance(one, Place) else one.place
            name = os.fspath(place.path) + (f"\0{place.member}" if place.member else "")
            assert name not in ran.results
            ran.results[name] = refused(one, DAY) if isinstance(one, Refused) else _looked_at(one)
    ran.seconds, ran.memory = time.process_time() - begin, _memory() - most
    ran.after = _state(folder, outside)
    return ran


def _fits(sentence: str, says: str) -> bool:
    """Tell whether a sentence is the expected one; places in braces may be anything."""
    pattern = re.sub(r"\\\{\w+\\\}", ".+?", re.escape(says))
    return re.fullmatch(pattern, sentence) is not None


def test_there_are_many_kinds() -> None:
    kinds = (*CONTAINERS, *TEXTS, *PDFS)

    assert len(kinds) >= 60
    assert len({(kind.name, kind.ending) for kind in kinds}) == len(kinds)


def test_every_file_is_a_row_and_nothing_else_is(ran: Ran) -> None:
    assert len(ran.kinds) == COUNT
    assert set(ran.results) == set(ran.kinds) | set(ran.told)


@pytest.mark.parametrize("kind", [*CONTAINERS, *TEXTS, *PDFS], ids=lambda kind: kind.name)
def test_each_kind_has_its_own_sentence(kind: Kind, ran: Ran) -> None:
    results = [ran.results[name] for name, made in ran.kinds.items() if made is kind]

    assert results
    assert {result.standing for result in results} == {kind.standing}
    for result in results:
        assert _fits(result.sentence.en, kind.says), result.sentence.en


def test_what_is_no_ordinary_file_is_told_and_not_opened(ran: Ran) -> None:
    for name, told in ran.told.items():
        assert ran.results[name].standing == told.standing, name
        assert ran.results[name].sentence.en == told.says, name


def test_hidden_files_photos_backups_and_records_are_passed_by(ran: Ran) -> None:
    assert ran.tally.ignored == 7  # five beside the traps, two in the zip


def test_nothing_outside_the_folder_is_opened_and_nothing_is_written(ran: Ran) -> None:
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    assert ran.opened
    assert not [one for one in ran.opened if "canary" in one[0] or str(ran.outside) in one[0]]
    assert not [one for one in ran.opened if one[2] & writing]
    assert ran.before == ran.after
    assert not [
        result for result in ran.results.values() if result.declared and result.declared.name == "canary"
    ]


def test_no_bomb_goes_off(ran: Ran) -> None:
    assert ran.seconds < LONGEST
    assert ran.memory < MOST_MEMORY


def test_sentences_can_be_stored_and_name_no_file(ran: Ran) -> None:
    for result in ran.results.values():
        for detail in result.details:
            for text in (detail.en, detail.zh, detail.ko):
                assert text.encode()
                assert "{" not in text
                assert str(ran.folder) not in text


def test_doctored_files_rank_above_unreadable_ones(ran: Ran) -> None:
    risks = {
        state: [one.risk for one in ran.results.values() if one.standing == state]
        for state in ("changed", "mismatch", "unreadable")
    }

    assert min(risks["changed"] + risks["mismatch"]) > max(risks["unreadable"])
