"""Everything is named, reached in the order one reads, pressed and heard, through the bus screen readers use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from fr_desk.forms.steps import STEPS
from fr_desk.gui.editors.choices import NOT_KNOWN
from fr_desk.gui.notes import ADD_NOTE
from fr_desk.i18n import Lang, translate
from tests.gui.accessibility.conftest import Program
from tests.gui.accessibility.reader import CONTROL, PATIENCE, SHIFT, Thing, until

SILENT = {"filler", "unknown", "invalid", "panel", "layered pane", "redundant object"}
"""Roles that tell nothing about what a control does."""
CELLS = {"cell", "table cell", "column header", "row header"}
"""Roles of what stands in a table: an empty cell has no name, and two may say the same."""
ANSWERED_BY_VALUE = {"combo box"}
"""Roles whose name is what is chosen, so that only the description tells the question."""


class Screen:
    """The window of a program, and the parts of it that stay while steps change."""

    def __init__(self, program: Program, lang: Lang) -> None:
        """Look at the desk in a language."""
        self.program, self.reader, self.lang = program, program.reader, lang
        self.tree = self.reader.calm()
        every = list(self.tree.every())
        self.stack = next(one for one in every if one.role == "layered pane")
        names = {translate(step.title, lang) for step in STEPS}
        self.steps = {
            one.name: one for one in every if one.name in names and one.role == "radio button" and one.above
        }

    def page(self, step: str) -> Thing:
        """The page of a step, shown by pressing the step."""
        title = next(translate(one.title, self.lang) for one in STEPS if one.id == step)
        self.reader.press(self.steps[title])

        def shown() -> Thing | None:
            return next((one for one in self.reader.children(self.stack.place) if one.name == title), None)

        return self.reader.calm(until(shown, PATIENCE, f"the page {title} does not come").place)

    @contextmanager
    def window(self, key: str, modifiers: int, name: str) -> Iterator[Thing]:
        """Type the keys of a command, show the window of that name which it opens, and close it."""
        self.program.take_keyboard()
        self.reader.key(key, modifiers)

        def shown() -> Thing | None:
            return next((one for one in self.reader.windows() if name in one.name), None)

        try:
            yield self.reader.calm(until(shown, PATIENCE, f"no window {name}").place)
        finally:
            self.reader.key("Escape")
            until(lambda: shown() is None or None, PATIENCE, f"the window {name} stays")
            self.program.take_keyboard()


@pytest.fixture(scope="module")
def english(gym: Program) -> Screen:
    return Screen(gym, "en")


@pytest.fixture(scope="module")
def chinese(hotel: Program) -> Screen:
    return Screen(hotel, "zh")


def controls(tree: Thing) -> list[Thing]:
    """What the keyboard can reach, or a click."""
    return [one for one in tree.every() if one.has("focusable") and one.role not in {"frame", *CELLS}]


def nameless(tree: Thing) -> list[str]:
    """Controls of which a screen reader could not say what they are, or what they ask."""
    return [
        one.path
        for one in controls(tree)
        if not one.name.strip()
        or one.role in SILENT
        or (one.role in ANSWERED_BY_VALUE and not one.about.strip())
    ]


def twins(tree: Thing) -> list[str]:
    """Neighbours that a screen reader could not tell from each other."""
    found = []
    for above in tree.every():
        mine = set(map(id, controls(above)))
        said = Counter((one.role, one.name, one.about) for one in above.below if id(one) in mine)
        found += [f"{above.path}: {what} x{times}" for what, times in said.items() if times > 1]
    return found


def disorder(tree: Thing) -> list[str]:
    """Neighbours that are met before what one reads first: what is above, or at the left on the same line."""
    found = []
    for above in tree.every():
        for one, other in pairwise([thing for thing in above.below if thing.box[3] > 0]):
            (x, y, _wide, high), (next_x, next_y, next_wide, next_high) = one.box, other.box
            higher = next_y + next_high <= y
            before = next_y < y + high / 2 < next_y + next_high and next_x + next_wide <= x
            if higher or before:
                found.append(f"{above.path}: {one.role} {one.name!r} before {other.role} {other.name!r}")
    return found


def faults(tree: Thing) -> list[str]:
    return [*nameless(tree), *twins(tree)]


def test_every_control_of_the_desk_has_a_name_and_a_role(english: Screen):
    assert len(controls(english.tree)) > 60
    assert faults(english.tree) == []
    assert disorder(english.tree) == []


def test_every_control_of_every_step_has_a_name_and_a_role(english: Screen):
    found = {step.id: english.page(step.id) for step in STEPS}

    assert all(controls(page) for page in found.values())
    assert {step: faults(page) for step, page in found.items() if faults(page)} == {}
    assert {step: disorder(page) for step, page in found.items() if disorder(page)} == {}


@pytest.mark.parametrize("step", ["necessity", "review"])
def test_so_have_they_in_chinese(chinese: Screen, step: str):
    page = chinese.page(step)

    assert faults(page) == []
    words = "".join(one.name for one in controls(page))
    assert sum(char >= "\u2e80" for char in words) > len(words) / 3


class TestTheKeyboard:
    def test_reaches_every_control_of_a_page_in_the_order_one_reads(self, english: Screen) -> None:
        # given
        english.page("venue")
        places = {one.place: one for one in english.reader.tree().every()}
        rail = english.steps[translate(STEPS[0].title, "en")]

        # when
        english.program.take_keyboard()
        english.reader.focus(rail)
        been = [rail.place, *walk(english, most=len(places))]

        # then
        parts: dict[tuple[str, str], list[Thing]] = {}
        for place in been:
            parts.setdefault(part(places[place]).place, []).append(places[place])
        assert len(parts) >= 4
        assert [jumps(stops) for stops in parts.values() if jumps(stops)] == []
        missed = [one for one in controls(english.reader.tree()) if one.place not in been]
        assert [one.path for one in missed if not chosen_otherwise(one, been, places)] == []

    def test_types_and_saves(self, english: Screen) -> None:
        # given
        page = english.page("venue")
        name = next(one for one in controls(page) if one.role == "text")
        english.program.take_keyboard()
        english.reader.focus(name)

        # when
        english.reader.key("a", CONTROL)
        for key in ("g", "y", "m"):
            english.reader.key(key)
        until(lambda: english.reader.text(name) == "gym" or None, PATIENCE, "what was typed is not there")
        english.reader.key("s", CONTROL)

        # then
        until(
            lambda: english.program.saved.venue.name == "gym" or None, PATIENCE, "what was typed is not saved"
        )


def walk(screen: Screen, most: int) -> Iterator[tuple[str, str]]:
    """Where the Tab key leads, round to where one was."""
    screen.reader.deaf()
    been = []
    for _ in range(most):
        screen.reader.key("Tab")
        place = screen.reader.focused()
        if place is None or place in been:
            return
        been.append(place)
        yield place


def part(one: Thing) -> Thing:
    """The outermost part of the window that a control is in: top bar, steps, page, checks."""
    found, above = one, one.above
    while above is not None:
        found = above if above.role in {"panel", "layered pane"} else found
        above = above.above
    return found


def jumps(stops: list[Thing]) -> list[str]:
    """Steps of the keyboard that lead up, other than into a column at the right of the same question."""
    found = []
    for one, other in pairwise(stops):
        (x, y, _wide, high), (next_x, next_y, _, next_high) = one.box, other.box
        up = next_y + next_high <= y
        if (up and (next_x <= x or y - next_y > 120)) or (
            next_y + next_high / 2 < y + high / 2 < next_y and next_x < x
        ):
            found.append(f"{one.path} {one.box} -> {other.path} {other.box}")
    return found


def chosen_otherwise(one: Thing, been: list[tuple[str, str]], places: dict[tuple[str, str], Thing]) -> bool:
    """Tell whether other keys lead there: arrows in a row of radio buttons, Ctrl+M from a question to its note."""
    if one.name in {translate(ADD_NOTE, "en"), translate(NOT_KNOWN, "en")} and one.role == "push button":
        return True
    above = places[one.place].above if one.place in places else None
    return (
        one.role == "radio button" and above is not None and any(other.place in been for other in above.below)
    )


class TestActions:
    def test_answer_a_question(self, english: Screen) -> None:
        page = english.page("venue")
        no = answer(page, "No", "Do children under 14 come here?")

        english.program.take_keyboard()
        english.reader.press(no)
        english.reader.key("s", CONTROL)

        until(
            lambda: english.program.saved.venue.serves_under_14 is False or None,
            PATIENCE,
            "the answer is not saved",
        )

    def test_and_what_that_does_to_the_checks_is_announced(self, english: Screen) -> None:
        page = english.page("cameras")
        page = english.page("venue")
        english.reader.deaf()

        english.reader.press(answer(page, "Not known yet", "Can anyone walk in?"))

        assert any("To answer" in words for words in english.reader.announced())


def answer(page: Thing, words: str, question: str) -> Thing:
    return next(one for one in controls(page) if one.name == words and one.about == question)


class TestTables:
    """They have windows of their own, which take the keyboard."""

    def test_of_devices_says_rows_columns_titles_and_cells(self, english: Screen) -> None:
        with english.window("F5", 0, "Devices") as shown:
            table = next(one for one in shown.every() if one.role == "table")
            rows, columns = english.reader.size(table)
            titles = [english.reader.title(table, column) for column in range(columns)]
            cells = [english.reader.cell(table, row, 1) for row in range(rows)]
            english.reader.focus(table)
            english.reader.deaf()
            english.reader.key("Down")
            there = english.reader.focused()

            assert table.name
            assert faults(shown) == []
            cameras = english.program.saved.cameras or {}
            assert rows >= len(cameras) > 1
            assert [title for title in titles[1:] if not title.strip()] == []
            for cell, camera in zip(cells, cameras.values(), strict=False):
                assert cell.name.endswith(camera.label or "")
                assert cell.role in CELLS
            assert there in {cell.place for cell in cells}

    def test_of_dossiers_says_rows_and_cells(self, english: Screen) -> None:
        with english.window("O", CONTROL | SHIFT, "Library") as shown:
            assert faults(shown) == []
            for table in (one for one in shown.every() if one.role == "table"):
                rows, columns = english.reader.size(table)
                assert rows >= 1
                assert english.reader.cell(table, 0, 0).name
                assert all(english.reader.title(table, column).strip() for column in range(columns))


def test_the_first_screen_is_named_in_chinese_too(chinese: Screen):
    home = next(one for one in chinese.tree.every() if one.name == translate("Home", "zh"))
    chinese.reader.press(home)

    def shown() -> Thing | None:
        tree = chinese.reader.tree()
        return tree if any(one.name == translate("Begin a dossier", "zh") for one in tree.every()) else None

    tree = until(shown, PATIENCE, "the first screen does not come")
    assert len(controls(tree)) > 20
    assert faults(tree) == []
