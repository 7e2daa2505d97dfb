"""YAML by hand: words mean what the field wants, repetition is allowed within limits, the rest has its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk.domain.choices import Audio
from fr_desk.domain.dossier import Dossier
from fr_desk.storage import errors, yaml_errors
from fr_desk.storage.formats import read_any, write_yaml
from fr_desk.storage.yaml_tree import yaml_tree


def read(text: str, tmp_path: Path) -> Dossier:
    path = tmp_path / "venue.yaml"
    path.write_text(text, encoding="utf-8")
    return read_any(path).dossier


@pytest.mark.parametrize("word", ["on", "'on'", '"on"'])
def test_on_is_a_word_where_the_field_has_a_list(word: str, tmp_path: Path) -> None:
    dossier = read(f"cameras: {{c1: {{audio: {word}}}}}", tmp_path)

    assert dossier.cameras is not None
    assert dossier.cameras["c1"].audio is Audio.ON


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("on", True),
        ("yes", True),
        ("True", True),
        ("off", False),
        ("no", False),
        ("false", False),
        ("~", None),
    ],
)
def test_on_and_yes_are_true_where_the_field_asks_yes_or_no(
    word: str, meant: bool | None, tmp_path: Path
) -> None:
    dossier = read(f"venue: {{open_to_public: {word}}}", tmp_path)

    assert dossier.venue.open_to_public is meant


@pytest.mark.parametrize("word", ["007", "9:30", "2026-11-21", "on", "1_000", "0x10", "3.0"])
def test_a_text_keeps_the_characters_that_were_written(word: str, tmp_path: Path) -> None:
    dossier = read(f"operator: {{phone: {word}}}", tmp_path)

    assert dossier.operator.phone == word


def test_on_and_dates_are_written_in_quotes_for_other_readers(tmp_path: Path) -> None:
    dossier = Dossier.model_validate({"as_of": "2026-11-21", "cameras": {"c1": {"audio": "on"}}})

    write_yaml(tmp_path / "venue.yaml", dossier)

    text = (tmp_path / "venue.yaml").read_text(encoding="utf-8")
    assert "audio: 'on'" in text
    assert "as_of: '2026-11-21'" in text


def test_an_item_may_repeat_another_and_differ(tmp_path: Path) -> None:
    dossier = read(
        "cameras:\n  c1: &dome {kind: dome, audio: none}\n  c2: {<<: *dome, audio: on}\n", tmp_path
    )

    assert dossier.cameras is not None
    assert dossier.cameras["c2"].kind is dossier.cameras["c1"].kind
    assert dossier.cameras["c2"].audio is Audio.ON


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("a: *nothing", yaml_errors.YamlAliasError),
        ("a: &a [*a]", yaml_errors.YamlAliasError),
        ("a: !!python/object/apply:os.system ['true']", yaml_errors.YamlTagError),
        ("a: !!binary aGk=", yaml_errors.YamlTagError),
        ("a: 1\n---\nb: 2", yaml_errors.YamlDocumentsError),
        ("a: 1\na: 2", errors.RepeatedFieldError),
        ("a: [1, 2", yaml_errors.YamlSyntaxError),
        ("? [a, b]\n: 1", yaml_errors.YamlSyntaxError),
        ("a: " + "[" * 100, errors.NestingError),
        ("- " * 100, errors.NestingError),
        ("a: \x07", errors.NotTextError),
        ("- a: list", errors.NotAMappingError),
    ],
)
def test_what_is_not_plain_yaml_is_refused(
    text: str, error: type[errors.UnreadableError], tmp_path: Path
) -> None:
    with pytest.raises(error):
        read(text, tmp_path)


def test_aliases_of_aliases_do_not_fill_the_memory() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

    with pytest.raises(yaml_errors.YamlBombError):
        yaml_tree(bomb.encode(), "bomb.yaml")


def test_one_long_text_repeated_does_not_fill_the_memory() -> None:
    bomb = f"a: &a {'x' * 1_000_000}\nb: [{', '.join(['*a'] * 100)}]"

    with pytest.raises(yaml_errors.YamlBombError):
        yaml_tree(bomb.encode(), "bomb.yaml")


def test_a_chain_of_aliases_does_not_nest_without_end() -> None:
    chain = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{x: *a{n - 1}}}\n" for n in range(1, 2000))

    with pytest.raises(errors.NestingError):
        yaml_tree(chain.encode(), "chain.yaml")
