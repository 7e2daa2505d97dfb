"""The kept form of a pack is the pack, and never stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.paths import user_folders
from fr_desk.rules.pack_cache import load_kept
from fr_desk.rules.packs import load_pack

WritePack = Callable[..., Path]


def kept() -> list[Path]:
    return list((user_folders().data / "packs").glob("*"))


def test_the_kept_form_gives_the_same_pack(write_pack: WritePack) -> None:
    folder = write_pack()

    first, second = load_kept(folder), load_kept(folder)

    assert first == second == load_pack(folder)
    assert len(kept()) == 1


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
