"""The steps: every answer of a dossier has its one place, and every condition speaks of facts that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FieldSpec, Value, fields_of
from fr_desk.forms.question import Question, Section
from fr_desk.forms.steps import STEPS, UNASKED
from fr_desk.forms.summary import SUMMARIES, summary_fields, summary_of
from fr_desk.forms.visible import place_of, places, step_of
from fr_desk.resources import resource
from fr_desk.rules.expression import Expression
from fr_desk.rules.facts import VARIABLES
from fr_desk.rules.parts import COLLECTIONS, NESTED

OWNERS = {collection: name for name, collection in COLLECTIONS.items()}


def sections() -> Iterator[Section]:
    for step in STEPS:
        yield from step.sections


def asked() -> Iterator[str]:
    for section in sections():
        base = f"{section.root}.*" if section.repeats else section.root
        if section.kind in {"collection", "decisions"}:
            yield section.root
        for question in section.questions:
            path = paths.join(base, question.path)
            yield path
            yield from (f"{path}.*.{inner.path}" for inner in question.items)


def conditions() -> Iterator[tuple[str, Section]]:
    def below(questions: tuple[Question, ...]) -> Iterator[str]:
        for question in questions:
            yield question.when
            yield from below(question.items)

    for section in sections():
        for when in (section.when, *below(section.questions)):
            if when:
                yield when, section


CONDITIONS = list(dict.fromkeys(conditions()))


def is_unasked(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in UNASKED)


def collections(model: type[Value]) -> Iterator[FieldSpec]:
    for spec in fields_of(model).values():
        if spec.kind == "keyed":
            yield spec
        if spec.model:
            yield from collections(spec.model)


def test_the_steps_are_those_of_the_findings_in_their_order() -> None:
    assert [step.id for step in STEPS] == [
        *("venue", "cameras", "purpose", "necessity", "signage", "storage", "retention", "review")
    ]


def test_every_answer_is_asked_on_exactly_one_step_or_listed_as_unasked() -> None:
    answers = {path for path, _ in paths.leaves(Dossier)}
    counts = Counter(asked())

    assert {path for path in answers if not is_unasked(path)} == set(counts)
    assert {path: count for path, count in counts.items() if count > 1} == {}


def test_what_is_listed_as_unasked_exists() -> None:
    for path in UNASKED:
        paths.spec_at(path)


@pytest.mark.parametrize("section", list(sections()), ids=lambda section: section.title)
def test_what_is_asked_below_a_root_exists_there(section: Section) -> None:
    for question in section.questions:
        spec = paths.spec_at(paths.join(section.root, "x" if section.repeats else "", question.path))
        assert bool(question.items) == (spec.kind == "keyed")


@pytest.mark.parametrize("section", list(sections()), ids=lambda section: section.title)
def test_a_follow_up_stands_after_the_question_it_hangs_on(section: Section) -> None:
    before: set[str] = set()
    for question in section.questions:
        assert not question.after or question.after in before
        before.add(question.path)


@pytest.mark.parametrize(("when", "section"), CONDITIONS)
def test_a_condition_compiles_and_reads_only_items_it_is_given(when: str, section: Section) -> None:
    read = {chain[0] for chain in Expression.compile(when, VARIABLES).reads}

    items = read & {*COLLECTIONS, *NESTED}
    assert items <= ({OWNERS[section.root]} if section.repeats and section.root in OWNERS else set())


def test_a_whole_collection_is_not_hidden_by_a_condition_on_its_items() -> None:
    for section in sections():
        if section.kind == "collection" and section.when:
            read = {chain[0] for chain in Expression.compile(section.when, VARIABLES).reads}
            assert not read & {*COLLECTIONS}


def test_every_step_has_an_icon() -> None:
    for step in STEPS:
        assert resource("icons", f"{step.icon}.svg").is_file()


def test_every_collection_has_its_columns() -> None:
    models = {spec.model for spec in collections(Dossier)}

    assert models == set(SUMMARIES)
    for spec in collections(Dossier):
        assert 2 <= len(summary_fields(spec)) <= 4


def test_a_row_shows_the_answers_of_its_item_unanswered_ones_as_none() -> None:
    dossier = paths.replace(Dossier(), "cameras.c1.label", "Gate 1")

    row = summary_of(paths.get(dossier, "cameras.c1"), paths.spec_at("cameras"))

    assert [(spec.name, value) for spec, value in row][:2] == [("label", "Gate 1"), ("kind", None)]


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("cameras", "cameras"),
        ("cameras.c3", "cameras"),
        ("cameras.c3.audio", "cameras"),
        ("activities.a1", "purpose"),
        ("activities.a1.consent", "necessity"),
        ("activities.a1.consent.form", "necessity"),
        ("activities.a1.alternatives.i2", "necessity"),
        ("activities.a1.alternatives.i2.same_place", "necessity"),
        ("activities.a1.storage", "storage"),
        ("activities.a1.retention.video", "retention"),
        ("activities.a1.retention.video.days", "retention"),
        ("notice.policy_items", "signage"),
        ("signs.s1.photo", "signage"),
        ("assessment", "necessity"),
        ("filings", "storage"),
        ("decisions.d1.rule", "review"),
        ("history", "review"),
    ],
)
def test_a_path_leads_to_its_step(path: str, step: str) -> None:
    assert step_of(path) == step


def test_a_path_of_a_part_leads_to_the_section_that_asks_about_it() -> None:
    place = place_of("activities.a1.retention")

    assert place is not None
    assert place.question.path == "retention.video.kind"
    assert places()["activities.*.retention.video.kind"] == place


def test_an_unknown_path_is_refused() -> None:
    with pytest.raises(paths.PathError):
        step_of("cameras.c1.colour")
