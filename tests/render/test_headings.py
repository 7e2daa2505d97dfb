"""No heading stands alone at the foot of a page, and headings tell the order of the document."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pikepdf
import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.render.flow import Block, Stack
from fr_desk.render.headed import Headed, headed
from fr_desk.render.styles import ANSWER, ITEM, SECTION
from fr_desk.render.tags import HEADINGS
from fr_desk.resources import resource
from tests.render.conftest import AsTheDesk


def sample(name: str) -> Dossier:
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def many() -> Dossier:
    """A hotel with many devices, of which many break the same rule."""
    facts = sample("shanghai-hotel").model_dump(mode="json")
    devices = list(facts["cameras"].values())
    facts["cameras"] = {f"c{n}": devices[n % len(devices)] | {"label": f"走廊{n}号"} for n in range(1, 60)}
    return Dossier.model_validate(facts)


def long() -> Dossier:
    """A hotel whose people write much."""
    facts = sample("shanghai-hotel").model_dump(mode="json")
    words = "这里写了很多，很多的理由。" * 300
    facts["activities"]["a2"] |= {"aim": words, "necessity_reason": words}
    facts["assessment"] |= dict.fromkeys(("lawful_necessary", "rights_impact"), words)
    return Dossier.model_validate(facts)


@pytest.mark.parametrize(
    ("make", "lang"),
    [
        pytest.param(partial(sample, "shanghai-hotel"), "zh", id="hotel-zh"),
        pytest.param(partial(sample, "shanghai-hotel"), "ko", id="hotel-ko"),
        pytest.param(partial(sample, "seoul-gym"), "en", id="gym-en"),
        pytest.param(partial(sample, "ningbo-sales-office-before"), "ko", id="sales-office-ko"),
        pytest.param(Dossier, "en", id="empty-en"),
        pytest.param(many, "en", id="many-en"),
        pytest.param(long, "zh", id="long-zh"),
    ],
)
def test_no_page_ends_with_a_heading(as_the_desk: AsTheDesk, make: Callable[[], Dossier], lang: Lang):
    pdf = as_the_desk(make(), lang)

    last = last_roles(pdf)
    assert len(last) > 10
    assert {page: role for page, role in last.items() if role in HEADINGS} == {}


def last_roles(pdf: bytes) -> dict[int, str]:
    """What the last thing on each page is, below all lists and tables."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        return {
            number: str(owners[int(page.StructParents)][-1].S).lstrip("/")
            for number, page in enumerate(document.pages, start=1)
        }


TEXT = Block("line\n" * 30, ANSWER)


def test_headings_stand_with_what_follows_them():
    section, item = Block("Section", SECTION), Block("Item", ITEM)

    (whole,) = headed([section, item, TEXT])

    assert isinstance(whole, Headed)
    assert (whole.heads, whole.body) == ((section, item), TEXT)


def test_what_stands_under_a_heading_may_go_on_on_the_next_page():
    (whole,) = headed([Block("Section", SECTION), TEXT])
    assert isinstance(whole, Headed)

    halves = whole.cut(400, 200)

    assert halves is not None
    assert 100 < halves[0].height_in(400) <= 200
    assert halves[0].height_in(400) + halves[1].height_in(400) == pytest.approx(whole.height_in(400))


@pytest.mark.parametrize("room", [10, 25, 35, 50])
def test_where_only_the_heading_fits_all_of_it_moves_on(room: float):
    (whole,) = headed([Block("Section", SECTION), TEXT])
    assert isinstance(whole, Headed)

    assert whole.cut(400, room) is None


def test_a_title_in_a_stack_keeps_what_comes_after_it():
    parts = [Block("Title", ITEM), Block("One line", ANSWER), Block("Another", ANSWER)]

    assert Stack(*parts, kept=1).cut(400, 20) is None
    assert Stack(*parts, kept=0).cut(400, 20) is not None
    assert Stack(*parts, kept=1).cut(400, 32) is not None
