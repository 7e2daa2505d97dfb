"""The kept form of a pack is the pack, and never stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.domain.choices import Category
from fr_desk.paths import user_folders
from fr_desk.resources import resource
from fr_desk.rules.pack_cache import load_kept
from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.packs import Pack

ANNOUNCEMENTS = """
- id: act
  on: 2027-01-01
  title: &act {zh: 法, ko: 법, en: Act}
  says: *act
  cites: [measures/10]
  when: venue.lodging
"""
COACH = """
- id: lockers
  title: &lockers {zh: 柜子, ko: 사물함, en: Lockers}
  words: {en: [locker]}
  cases: []
  happened: *lockers
  ways: [*lockers]
  cites: [measures/10]
  categories: [lockers]
"""

WritePack = Callable[..., Path]


def without_examples(pack: Pack) -> Pack:
    bare = tuple(rule.model_copy(update={"examples": ()}) for rule in pack.rules)
    return pack.model_copy(update={"rules": bare})


def kept() -> list[Path]:
    return list((user_folders().data / "packs").glob("*"))


def test_the_kept_form_gives_the_same_pack(write_pack: WritePack) -> None:
    folder = write_pack()

    first, second = load_kept(folder), load_kept(folder)

    assert first == second == without_examples(load_pack(folder))
    assert len(kept()) == 1


@pytest.mark.parametrize("name", ["cn", "kr"])
def test_every_part_of_a_bundled_pack_survives_being_kept(name: str) -> None:
    folder = resource("rules", name)

    first, second = load_kept(folder), load_kept(folder)

    assert len(kept()) == 1
    assert first == second
    for part in Pack.model_fields:
        assert getattr(second, part) == getattr(first, part), part
        assert type(getattr(second, part)) is type(getattr(first, part)), part


def test_every_part_that_a_pack_may_have_is_kept(write_pack: WritePack) -> None:
    folder = write_pack()
    (folder / "announcements.yaml").write_text(ANNOUNCEMENTS, encoding="utf-8")
    (folder / "coach.yaml").write_text(COACH, encoding="utf-8")
    load_kept(folder)

    pack = load_kept(folder)

    assert pack.consequences["order"].citations[0].article == "10"
    assert pack.announcements[0].on == dt.date(2027, 1, 1)
    assert pack.announcements[0].citations[0].verified == "secondary"
    assert pack.coach[0].categories == (Category.LOCKERS,)
    assert pack.coach[0].citations
    assert pack.rules[0].settles is not None
    assert pack.rules[0].consequences == ("order",)
    assert pack.rules[0].in_force.since == dt.date(2025, 6, 1)
    assert pack.instruments["measures"].in_force.since == dt.date(2025, 6, 1)
    assert pack == without_examples(load_pack(folder))


def test_every_file_counts_for_the_digest(write_pack: WritePack) -> None:
    folder = write_pack()
    digests = {load_pack(folder).digest}
    for name, text in (
        ("announcements.yaml", ANNOUNCEMENTS),
        ("coach.yaml", COACH),
        ("coverage.yaml", "a: b"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        digests.add(load_pack(folder).digest)

    assert len(digests) == 4


def test_a_changed_rule_or_law_is_read_anew(write_pack: WritePack) -> None:
    folder = write_pack()
    before = load_kept(folder)
    law = folder / "laws" / "measures.yaml"
    law.write_text(law.read_text(encoding="utf-8").replace("en: Measures", "en: Order"), encoding="utf-8")

    after = load_kept(folder)

    assert after.digest != before.digest
    assert after.instruments["measures"].title.en == "Order"
    assert len(kept()) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"head": 1}', b"\xff"])
def test_a_damaged_kept_form_is_made_anew(write_pack: WritePack, content: bytes) -> None:
    folder = write_pack()
    pack = load_kept(folder)
    kept()[0].write_bytes(content)

    assert load_kept(folder) == pack
    assert len(kept()[0].read_bytes()) > 100


def test_without_a_folder_to_write_to_the_pack_loads_all_the_same(
    write_pack: WritePack, clean_profile: Path
) -> None:
    (clean_profile / "data").write_text("a file where the folder should be", encoding="utf-8")

    assert load_kept(write_pack()).id == "test"


def test_a_kept_form_of_other_files_is_not_believed(write_pack: WritePack) -> None:
    folder = write_pack()
    pack = load_kept(folder)
    other = pack.model_copy(update={"digest": "0" * 64, "rules": ()})
    kept()[0].write_text(other.model_dump_json(by_alias=True), encoding="utf-8")

    assert load_kept(folder) == pack
