"""Packs written by others: listed, shown, linted, tested and asked, from a folder or a zip."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.resources import resource
from fr_desk.rules.bundled import whole_packs
from fr_desk.storage.container import write_container
from tests.cli.conftest import Run
from tests.rules.conftest import CONSEQUENCES, HEAD, LAW, RULE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small pack of one's own."""
    folder = tmp_path / "mine"
    (folder / "laws").mkdir(parents=True)
    files = {
        "pack.yaml": HEAD,
        "rules.yaml": RULE,
        "consequences.yaml": CONSEQUENCES,
        "laws/measures.yaml": LAW,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def packed(folder: Path) -> Path:
    """The same as a zip."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*.yaml")):
            archive.write(path, path.relative_to(folder).as_posix())
    return target


@pytest.fixture
def venue(tmp_path: Path) -> Path:
    """A new dossier in China with a face terminal and no other way."""
    dossier = services.new_dossier(VenueKind.GYM, Jurisdiction.CN)
    plain = dossier.model_dump(mode="json", exclude_none=True)
    plain["cameras"] = {"c1": {"face_function": "identification", "activities": ["a1"]}}
    plain["activities"] = {"a1": {"name": "Door", "alternatives": {}}}
    path = tmp_path / "gym.frdesk"
    write_container(path, type(dossier).model_validate(plain))
    return path


def edit(file: Path, right: str, wrong: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def test_a_folder_and_a_zip_say_the_same(folder: Path, packed: Path, run: Run) -> None:
    for command in (("list",), ("show", "test.other-way"), ("lint",), ("test",)):
        first, second = (run("rules", *command, "--pack", place) for place in (folder, packed))
        assert first == second
        assert first.code == 0


def test_the_list_shows_since_when_a_rule_is_in_force(folder: Path, run: Run) -> None:
    assert "In force: 2025-06-01 to …" in run("rules", "list", "--pack", folder).out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_is_shown_with_what_follows_what_settles_it_and_its_cases(lang: Lang, run: Run) -> None:
    pack = whole_packs()[1]
    rule = pack.rule("kr.25-4-signage")
    assert rule.settles is not None

    out = run("rules", "show", rule.id, "--lang", lang).out

    assert rule.settles.get(lang) in out
    assert all(pack.consequences[name].says.get(lang) in out for name in rule.consequences)
    assert "KR-01" in out


def test_the_test_tells_what_ran_for_every_rule(run: Run) -> None:
    lines = run("rules", "test").out.splitlines()

    for pack in whole_packs():
        for rule in pack.rules:
            (line,) = (line for line in lines if line.startswith(f"{rule.id}: examples: "))
            assert f"examples: {len(rule.examples)}, cases: " in line
        assert f"{pack.id}: {sum(len(rule.examples) for rule in pack.rules)} of " in "\n".join(lines)
    assert any(not line.endswith("cases: 0") for line in lines if ": examples: " in line)


def test_a_rule_without_an_example_fails_the_test(folder: Path, run: Run) -> None:
    file = folder / "rules.yaml"
    file.write_text(RULE[: RULE.index("  examples:")] + "  examples: []\n", encoding="utf-8")

    ran = run("rules", "test", "--pack", folder)

    assert ran.code == 1
    assert "test.other-way: there is no example" in ran.out


def test_every_problem_is_printed_with_file_and_line(folder: Path, run: Run) -> None:
    edit(folder / "rules.yaml", "level: must", "level: may")
    edit(folder / "rules.yaml", "measures/10", "measures/11")

    ran = run("rules", "lint", "--pack", folder)

    assert ran.code == 1
    assert [line.partition(": ")[0] for line in ran.out.splitlines()] == [
        f"{folder / 'rules.yaml'}:4",
        f"{folder / 'rules.yaml'}:7",
    ]


@pytest.mark.parametrize(("lang", "says"), [("zh", "最接近的是 must"), ("ko", "가장 가까운 것은 must")])
def test_problems_are_told_in_the_asked_language(folder: Path, run: Run, lang: Lang, says: str) -> None:
    edit(folder / "rules.yaml", "level: must", "level: may")

    assert says in run("rules", "lint", "--pack", folder, "--lang", lang).out
    assert says in run("rules", "test", "--pack", folder, "--lang", lang).err


def test_other_programs_read_the_lint_as_json(folder: Path, run: Run) -> None:
    edit(folder / "rules.yaml", "expect: not_applicable", "expect: open")
    edit(folder / "rules.yaml", "level: must", "levle: must")

    ran = run("rules", "lint", "--pack", folder, "--format", "json")

    (line,) = ran.out.splitlines()
    told = json.loads(line)
    assert told["pack"] == str(folder)
    assert ran.code == 1
    assert [set(problem) for problem in told["problems"]] == [{"file", "line", "message", "warning"}] * 2
    assert {problem["message"]["en"] for problem in told["problems"]} == {
        "unknown key levle; the nearest is level",
        "level is missing",
    }


def test_a_warning_alone_is_no_failure(folder: Path, run: Run) -> None:
    edit(folder / "rules.yaml", "when: activity.recognises", "when: as_of > '2020'")
    edit(folder / "rules.yaml", "expect: not_applicable", "expect: open")

    ran = run("rules", "lint", "--pack", folder)

    assert ran.code == 0
    assert "perhaps meant so:" in ran.out
    assert "test: in order, rules: 1" in ran.out


def test_a_pack_besides_the_bundled_one_adds_its_findings(venue: Path, packed: Path, run: Run) -> None:
    alone = json.loads(run("check", venue, "--format", "json").out)
    ran = run("check", venue, "--pack", packed, "--format", "json")

    both = json.loads(ran.out)
    rules = {finding["rule"] for finding in both["findings"]}
    assert [pack["id"] for pack in both["packs"]] == ["cn", "test"]
    assert rules - {finding["rule"] for finding in alone["findings"]} == {"test.other-way"}
    text = run("check", venue, "--pack", packed, "--lang", "zh").out
    assert "“Door”只能刷脸。" in text
    assert "《办法》第十条" in text


def test_a_pack_of_the_same_id_takes_the_place_of_the_bundled_one(
    venue: Path, folder: Path, run: Run
) -> None:
    edit(folder / "pack.yaml", "id: test", "id: cn")

    told = json.loads(run("check", venue, "--pack", folder, "--format", "json").out)

    assert [pack["id"] for pack in told["packs"]] == ["cn"]
    assert {finding["rule"] for finding in told["findings"]} == {"test.other-way"}


def test_several_packs_may_be_asked(venue: Path, folder: Path, tmp_path: Path, run: Run) -> None:
    second = tmp_path / "second"
    shutil.copytree(folder, second)
    edit(second / "pack.yaml", "id: test", "id: second")
    clash = run("check", venue, "--pack", folder, "--pack", second)
    edit(second / "rules.yaml", "id: test.other-way", "id: second.other-way")

    told = json.loads(run("check", venue, "--pack", folder, "--pack", second, "--format", "json").out)

    assert clash.code == 2
    assert "both have a rule test.other-way" in clash.err
    assert [pack["id"] for pack in told["packs"]] == ["cn", "test", "second"]


def test_a_pack_for_another_country_finds_nothing(folder: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "kr.frdesk"
    write_container(path, services.new_dossier(VenueKind.GYM, Jurisdiction.KR))

    told = json.loads(run("check", path, "--pack", folder, "--format", "json").out)

    assert not any(finding["rule"].startswith("test.") for finding in told["findings"])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("level: must", "level: may"),
        ("activity.recognises", "activity.recognizes"),
        ("measures/10", "nothing/1"),
    ],
)
def test_a_faulty_pack_is_not_asked(venue: Path, folder: Path, run: Run, right: str, wrong: str) -> None:
    edit(folder / "rules.yaml", right, wrong)

    for command in (
        ("check", venue),
        ("rules", "list"),
        ("rules", "test"),
        ("rules", "show", "test.other-way"),
    ):
        ran = run(*command, "--pack", folder)
        assert ran.code == 2
        assert ran.out == ""
        assert f"{folder / 'rules.yaml'}, line " in ran.err
        assert len(ran.err.splitlines()) == 1


def test_a_condition_that_fails_on_a_dossier_is_the_packs_fault(venue: Path, folder: Path, run: Run) -> None:
    edit(folder / "rules.yaml", "size(activity.alternatives) > 0", "activity.name > 1")

    ran = run("check", venue, "--pack", folder)

    assert ran.code == 2
    assert "A rule pack has a fault: the condition activity.name > 1 fails" in ran.err
    edit(folder / "rules.yaml", "activity.name > 1", "venue.kind > 1")
    tested = run("rules", "test", "--pack", folder)
    assert tested.code == 1
    assert any(line.startswith("CN-") and "venue.kind > 1 fails" in line for line in tested.out.splitlines())
    assert run("rules", "show", "test.other-way", "--pack", folder).code == 0


@pytest.mark.parametrize("command", [("list",), ("lint",), ("test",), ("show", "x")])
def test_no_pack_at_all_is_told(tmp_path: Path, run: Run, command: tuple[str, ...]) -> None:
    (tmp_path / "text.zip").write_text("no zip", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    for name in ("nothing", "text.zip", "empty"):
        ran = run("--lang", "en", "rules", *command, "--pack", tmp_path / name)
        assert ran.code == (1 if command == ("lint",) and name != "nothing" else 2)
        assert name in ran.out + ran.err
        assert "line 1" not in ran.err


def test_a_copy_of_a_bundled_pack_without_its_laws_uses_those_of_the_program(
    tmp_path: Path, run: Run
) -> None:
    shutil.copytree(resource("rules", "kr"), tmp_path / "copy")

    assert run("rules", "lint", "--pack", tmp_path / "copy").code == 0
