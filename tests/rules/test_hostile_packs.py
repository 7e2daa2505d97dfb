"""Packs made to harm: refused with a sentence, quickly, and nothing outside the pack is touched."""

from __future__ import annotations

import io
import os
import random
import stat
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from fr_desk.i18n import LANGUAGES
from fr_desk.rules import pack_files
from fr_desk.rules.examples import run
from fr_desk.rules.expression import Expression, ExpressionError, activation, compared
from fr_desk.rules.lint import lint, usable_pack
from fr_desk.rules.pack_reader import load_pack, read_pack
from fr_desk.rules.packs import PARTS
from fr_desk.rules.problems import PackError
from tests.rules.conftest import HEAD, LAW, RULE

WritePack = Callable[..., Path]
MEGABYTE = 1024 * 1024


def zipped(folder: Path, target: Path, more: Mapping[str, bytes] | None = None, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, top + path.relative_to(folder).as_posix())
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target


def refusal(place: Path) -> str:
    begin = time.perf_counter()
    problem, *others = lint(place)
    assert not others
    assert time.perf_counter() - begin < 2
    assert all(problem.message.get(lang) for lang in LANGUAGES)
    with pytest.raises(PackError):
        load_pack(place)
    return problem.message.en


@pytest.mark.parametrize("top", ["", "my-pack/"])
def test_a_zip_is_the_same_pack_as_its_folder(write_pack: WritePack, tmp_path: Path, top: str) -> None:
    folder = write_pack()

    packed = load_pack(zipped(folder, tmp_path / "pack.zip", top=top))

    assert packed == load_pack(folder)


def test_what_systems_leave_in_a_zip_does_not_matter(write_pack: WritePack, tmp_path: Path) -> None:
    more = {"__MACOSX/._pack.yaml": b"\0", ".DS_Store": b"\0", "README.md": b"for people"}

    assert lint(zipped(write_pack(), tmp_path / "pack.zip", more)) == []


@pytest.mark.parametrize(
    "name", ["/etc/rules.yaml", "../rules.yaml", "laws/../../x.yaml", "a\\b.yaml", "C:x.yaml"]
)
def test_a_name_that_leads_out_of_the_zip_is_refused(
    write_pack: WritePack, tmp_path: Path, name: str
) -> None:
    place = zipped(write_pack(), tmp_path / "pack.zip", {name: b"[]"})

    assert "leads out of the pack" in refusal(place)


def test_a_link_in_a_zip_is_refused(write_pack: WritePack, tmp_path: Path) -> None:
    place = zipped(write_pack(), tmp_path / "pack.zip")
    link = zipfile.ZipInfo("more.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    assert "leads out of the pack" in refusal(place)


def test_a_file_twice_in_a_zip_is_refused(write_pack: WritePack, tmp_path: Path) -> None:
    place = zipped(write_pack(), tmp_path / "pack.zip")
    with zipfile.ZipFile(place, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("pack.yaml", HEAD)

    assert "twice" in refusal(place)


def test_an_encrypted_file_is_refused(write_pack: WritePack, tmp_path: Path) -> None:
    place = zipped(write_pack(), tmp_path / "pack.zip")
    data = bytearray(place.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    place.write_bytes(data)

    assert "under a password" in refusal(place)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    write_pack: WritePack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tight = zipped(write_pack(), tmp_path / "tight.zip", {"more.yaml": b" " * (2 * MEGABYTE)})
    large = zipped(write_pack(), tmp_path / "large.zip", {"more.yaml": b" " * (50 * MEGABYTE)})
    many = {f"r{n}.yaml": os.urandom(MEGABYTE) for n in range(9)}
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_args: pytest.fail("was unpacked"))

    assert "tighter than any pack" in refusal(tight)
    assert "larger than 2 MB" in refusal(large)
    monkeypatch.undo()
    assert "larger than 8 MB" in refusal(zipped(write_pack(), tmp_path / "many.zip", many))


def test_a_file_that_claims_too_little_does_not_unpack_to_more(write_pack: WritePack, tmp_path: Path) -> None:
    place = zipped(write_pack(), tmp_path / "pack.zip")
    data = bytearray(place.read_bytes())
    entry = data.index(b"PK\1\2")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    place.write_bytes(data)

    assert "damaged" in refusal(place)


@pytest.mark.parametrize("content", [b"", b"PK", b"text", b"PK\5\6" + b"\0" * 18, b"\0" * 1000])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pack.zip").write_bytes(content)

    assert refusal(tmp_path / "pack.zip")


def test_any_cut_or_flipped_zip_gives_a_pack_or_a_sentence(write_pack: WritePack, tmp_path: Path) -> None:
    whole = zipped(write_pack(), tmp_path / "pack.zip").read_bytes()
    rng = random.Random(1)  # noqa: S311 - cases, not secrets
    for _ in range(300):
        data = bytearray(whole[: rng.randrange(len(whole))] if rng.random() < 0.2 else whole)
        for _ in range(rng.randrange(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        (tmp_path / "pack.zip").write_bytes(data)
        with suppress(PackError):
            load_pack(tmp_path / "pack.zip")


@pytest.mark.parametrize("name", ["more.yaml", "laws/measures.yaml", "pack.yaml"])
def test_a_link_that_leads_out_of_the_folder_is_refused(
    write_pack: WritePack, tmp_path: Path, name: str
) -> None:
    folder = write_pack()
    secret = tmp_path / "secret.yaml"
    secret.write_text((folder / "pack.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(secret)

    assert "leads out of the pack" in refusal(folder)


def test_a_folder_of_laws_elsewhere_is_refused(write_pack: WritePack, tmp_path: Path) -> None:
    folder = write_pack()
    (folder / "laws").rename(tmp_path / "elsewhere")
    (folder / "laws").symlink_to(tmp_path / "elsewhere")

    assert "leads out of the pack" in refusal(folder)


def test_a_pipe_is_not_opened(write_pack: WritePack) -> None:
    folder = write_pack()
    os.mkfifo(folder / "more.yaml")

    assert "not an ordinary file" in refusal(folder)


@pytest.mark.parametrize(
    "name",
    ["../../secret", "/etc/passwd", "..", ".", "", "a/b", "cn/cn-pipl", "*", "cn-p*", "a\\b", "pack\\0"],
)
def test_an_instrument_is_a_plain_name(write_pack: WritePack, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.yaml").write_text(LAW, encoding="utf-8")
    folder = write_pack(head=HEAD.replace("[measures]", f'[measures, "{name}"]'))

    assert "there is no instrument" in refusal(folder)


def test_instruments_that_come_with_the_program_can_be_cited(write_pack: WritePack) -> None:
    head = HEAD.replace("[measures]", "[measures, kr-pipa]")

    assert "23(1)" in load_pack(write_pack(head=head)).instruments["kr-pipa"].articles


def test_a_file_of_a_hundred_megabytes_is_not_read_to_its_end(write_pack: WritePack) -> None:
    folder = write_pack()
    with (folder / "more.yaml").open("wb") as stream:
        stream.truncate(100 * MEGABYTE)

    assert "larger than 2 MB" in refusal(folder)


def test_too_many_files_are_refused(write_pack: WritePack) -> None:
    folder = write_pack()
    for number in range(pack_files.MAX_FILES):
        (folder / f"r{number}.yaml").write_bytes(b"")

    assert "more than 200 files" in refusal(folder)


def laughs(levels: int) -> str:
    rows = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (laughs(12).encode(), "becomes too large"),
        (b"a: &a {b: *a}", "repeats what was not written before"),
        (b"[" * 100_000, "nested deeper than 32 levels"),
        (b"- " * 100_000, "nested deeper than 32 levels"),
        (b"? " * 100_000, "a key must be a word"),
        (b"{a: " * 100_000, "nested deeper than 32 levels"),
        (b"a: \0", "cannot stand in YAML"),
        (b"a: \xff\xfe", "is not text in UTF-8"),
        (b"\xff\xfea\0", "is not text in UTF-8"),
        (b"a: 1\n---\nb: 2\n", "a second document begins here"),
        (b"!!python/object/apply:os.system [true]", "the tag"),
        (b"a: 1\na: 2\n", "a stands here twice"),
        (b"- [", "is not YAML"),
        (b"%TAG ! tag:evil,2000:\n--- !x 1", "the tag"),
        (b"", "the file is empty"),
        (b"9" * 10_000, "a list of rules is expected"),
        (b"&a *a", "is not YAML"),
    ],
)
def test_yaml_made_to_harm_is_refused(write_pack: WritePack, content: bytes, says: str) -> None:
    folder = write_pack()
    (folder / "more.yaml").write_bytes(content)

    assert says in refusal(folder)


def test_aliases_of_several_files_count_together(write_pack: WritePack) -> None:
    folder = write_pack()
    for number in range(30):
        (folder / f"r{number}.yaml").write_text(laughs(6), encoding="utf-8")

    assert any("becomes too large" in problem.message.en for problem in lint(folder))


NESTED = "activities.all(a, activities.all(b, activities.all(c, activities.all(d, true))))"
LONG_LIST = "[" + ",".join(["1"] * 400) + "]"


@pytest.mark.parametrize(
    "condition",
    [
        NESTED,
        f"{LONG_LIST}.all(a, {LONG_LIST}.all(b, true))",
        f"{LONG_LIST}.map(a, {LONG_LIST}.map(b, [a, b])).size() > 0",
        "true" + " && true" * 1_000,
        "(" * 500 + "true" + ")" * 500,
        "!" * 1_500 + "true",
        "-" * 1_500 + "1 == 1",
        "[" * 500 + "]" * 500 + " == []",
        "activity" + ".x" * 500,
        "true ? " * 200 + "true" + " : true" * 200,
        "true // activities.all(",
        "'''a'b''' == \"\"\"a\"b\"\"\" || r'\\' == '' || b'x' == b'y'",
        '"a".matches("(a+)+$")',
        '"a".matches("((a{1,100}){1,100}){1,100}")',
        '"a".matches("(")',
        "timestamp('x') == timestamp('y')",
        "1 / 0 == 1",
        "9223372036854775807 + 1 == 0",
        "{1: 2}[3] == 2",
        "[1][5] == 1",
        "activities['x'] == 1",
        "activities.all()",
        "all(a, b)",
        "].all(a, true)",
        "activities.filter(a, true).map(b, b).exists_one(c, c == 1)",
        "size(activities) == 'x'",
        "venue.kind in ['hotel'",
        "in in in",
        "\u202e == \u200b",
        "",
    ],
)
def test_no_condition_takes_long_or_brings_the_program_down(write_pack: WritePack, condition: str) -> None:
    rule = RULE.replace(
        "size(activity.alternatives) > 0", yaml.safe_dump(condition, width=9999).splitlines()[0]
    )
    begin = time.perf_counter()

    lint(write_pack(rule))

    assert time.perf_counter() - begin < 3


def test_conditions_of_any_tokens_compile_or_are_refused() -> None:
    rng = random.Random(3)  # noqa: S311 - cases, not secrets
    words = [
        "activity",
        ".",
        "all",
        "exists",
        "(",
        ")",
        "[",
        "]",
        ",",
        "a",
        '"x"',
        "in",
        "==",
        "!",
        "//",
        "map",
        "filter",
    ]
    words += ["venue", "kind", "{", "}", ":", "?", "1", "r'", "'''", "&&"]
    variables = ("activity", "venue")
    compiled = 0
    for _ in range(4_000):
        source = " ".join(rng.choices(words, k=rng.randrange(1, 12)))
        with suppress(ExpressionError):
            expression = Expression(source, variables)
            list(compared(source))
            compiled += 1
            expression.evaluate(activation(variables, {"venue": {"kind": ["x"]}}))
    assert compiled


def test_nested_loops_are_refused_with_their_limit(write_pack: WritePack) -> None:
    folder = write_pack(RULE.replace("size(activity.alternatives) > 0", NESTED))

    assert "more than 3 loops stand inside each other" in lint(folder)[0].message.en
    with pytest.raises(PackError, match="more than 3 loops"):
        load_pack(folder)


JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    2.5,
    "",
    "x",
    "..",
    "*",
    [],
    ["x"],
    [[]],
    {},
    {"x": "y"},
    {"": None},
    "{a}",
    10**17,
]


def places(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from places(child, (*above, key))


def changed(node: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[place[0]] = changed(node[place[0]], place[1:], value)
    return copy


@pytest.mark.parametrize("name", ["pack.yaml", "rules.yaml", "consequences.yaml", "laws/measures.yaml"])
def test_a_wrong_value_anywhere_gives_problems_and_never_a_traceback(
    write_pack: WritePack, name: str
) -> None:
    folder = write_pack()
    (folder / "announcements.yaml").write_text(
        "- {id: a, on: 2027-01-01, title: &t {zh: 一, ko: 일, en: One}, says: *t, cites: [measures/10]}",
        encoding="utf-8",
    )
    right = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    rng = random.Random(name)  # noqa: S311 - cases, not secrets
    for place in places(right):
        for value in rng.sample(JUNK, 4):
            wrong = yaml.dump(changed(right, place, value), Dumper=yaml.CSafeDumper, allow_unicode=True)
            (folder / name).write_text(wrong, encoding="utf-8")
            with suppress(PackError):
                run(usable_pack(folder))


@pytest.mark.parametrize("part", sorted(PARTS - {"pack", "coverage"}))
def test_junk_in_every_part_is_told(write_pack: WritePack, part: str) -> None:
    folder = write_pack()
    for value in JUNK:
        (folder / f"{part}.yaml").write_text(yaml.safe_dump(value), encoding="utf-8")
        named = {problem.file for problem in read_pack(folder).problems}
        assert f"{part}.yaml" in named or value in ([], {})


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    rng = random.Random(5)  # noqa: S311 - cases, not secrets
    for _ in range(50):
        (tmp_path / "pack.yaml").write_bytes(rng.randbytes(rng.randrange(200)))
        assert lint(tmp_path)


def test_a_zip_of_nothing_is_refused(tmp_path: Path) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    (tmp_path / "pack.zip").write_bytes(empty.getvalue())

    assert "pack.yaml is missing" in refusal(tmp_path / "pack.zip")
