"""What is due when, in print: the same words as on the desk, with what to look at first on the first pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.render.due import STATES
from fr_desk.resources import resource
from fr_desk.rules.deadlines import State
from tests.render.conftest import AS_OF, AsTheDesk
from tests.render.reading import Printed, text_of

Print = Callable[[Dossier, Lang], Printed]


def sample(name: str) -> Dossier:
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


@pytest.fixture
def printed(as_the_desk: AsTheDesk) -> Print:
    return lambda dossier, lang: text_of(as_the_desk(dossier, lang))


def test_every_state_has_a_word():
    assert set(State) <= set(STATES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_deadlines_and_numbers_are_told_in_the_words_of_the_desk(printed: Print, lang: Lang):
    dossier = sample("shanghai-hotel")

    text = printed(dossier, lang)

    for deadline in services.deadlines(dossier, AS_OF):
        assert f"{translate(STATES[deadline.state], lang)}{deadline.sentence.get(lang)}" in text
    for counter in services.counters(dossier, AS_OF):
        assert f"{counter.title.get(lang)}{counter.sentence.get(lang)}" in text


def test_what_is_overdue_stands_first_and_on_the_page_for_readers_in_a_hurry(printed: Print):
    facts = sample("shanghai-hotel").model_dump(mode="json")
    facts["assessment"]["next_review_on"] = "2026-01-05"
    dossier = Dossier.model_validate(facts)

    text = printed(dossier, "en")

    late = "was due by 5 January 2026; days late: 320."
    assert text.count(late) == 2
    assert text.text.index("5January2026") < text.text.index("Contents1")


def test_a_venue_without_deadlines_says_so(printed: Print):
    assert printed(Dossier(), "en").count("No deadline is running as things are.") == 1
