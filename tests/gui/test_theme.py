"""One look: every colour can be read on its ground, the sheet says nothing of its own, and the system is followed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from fr_desk import app
from fr_desk.gui import theme
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.system_look import next_scale
from fr_desk.gui.theme import ThemeName
from fr_desk.gui.theme.tokens import (
    GROUNDS,
    LIGHT,
    PAIRS,
    TEXT_CONTRAST,
    THEME_TOKENS,
    TONES,
    Pair,
    Tokens,
    contrast,
)
from fr_desk.gui.window import Window
from fr_desk.rules.findings import Outcome
from tests.gui.conftest import open_desk, sample, settle, switch

ROOT = Path(__file__).resolve().parents[2]
COLOURS = [name for name in Tokens.__slots__ if name not in {"edge", "off"}]


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_colour_can_be_read_on_its_ground(name: ThemeName) -> None:
    colours = THEME_TOKENS[name]

    measured = {pair: contrast(getattr(colours, pair.ink), getattr(colours, pair.ground)) for pair in PAIRS}

    assert {pair: ratio for pair, ratio in measured.items() if ratio < pair.least} == {}


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#FFFFFF", "#000000", 21.0), ("#777777", "#FFFFFF", 4.478)]
)
def test_contrast_is_measured_as_the_guidelines_say(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast(other, one) == contrast(one, other)


def named_tokens() -> Tokens:
    """A theme whose colours are their names."""
    return replace(LIGHT, **{name: name for name in COLOURS})  # type: ignore[arg-type]  # all of them are words


def rules() -> list[tuple[str, dict[str, str]]]:
    """The rules of the style sheet with the names of their colours in the colours' place."""
    named = named_tokens()
    text = theme.style_sheet(named)
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    return [
        (
            selector.strip(),
            {
                key.strip(): value.strip()
                for key, _, value in (entry.partition(":") for entry in body.split(";") if entry.strip())
            },
        )
        for selector, body in found
    ]


def test_the_sheet_puts_no_colour_on_a_ground_that_was_not_measured() -> None:
    wrong = []
    for selector, said in rules():
        for ink, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            pair = said.get(ink), said.get(ground)
            if None not in pair and "transparent" not in pair and Pair(*pair) not in PAIRS:  # type: ignore[arg-type]
                wrong.append((selector, pair))

    assert wrong == []


def test_a_colour_of_the_sheet_without_a_ground_of_its_own_was_measured_on_every_ground_it_can_have() -> None:
    inks = {
        said["color"]
        for _, said in rules()
        if "color" in said and said.get("background", "transparent") == "transparent"
    }

    for ink in inks - {"on_selection"}:
        on = {pair.ground for pair in PAIRS if pair.ink == ink and pair.least == TEXT_CONTRAST}
        assert on >= ({"bg", "surface", "sunken", f"{ink}_ground"} if ink in TONES else {*GROUNDS}), ink


def test_the_sheet_says_its_colours_by_their_names_only() -> None:
    named = named_tokens()

    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", theme.style_sheet(named)) == []


def test_no_widget_has_colours_of_its_own() -> None:
    """Colours are said in the tokens; what the papers look like is no part of the screen."""
    found = {
        path.name: colours
        for path in sorted((ROOT / "fr_desk" / "gui").rglob("*.py"))
        if path.parent.name != "theme"
        if (colours := re.findall(r"\"#[0-9A-Fa-f]{6}\"", path.read_text(encoding="utf-8")))
    }

    assert found == {}


def names_of(colour: str) -> set[str]:
    """What a colour is called in the light theme."""
    return {name for name in COLOURS if getattr(LIGHT, name).lower() == colour.lower()}


def pairs_seen(root: QWidget) -> set[tuple[str, str]]:
    """The colour and the ground of every text that is on the screen, as it is painted."""
    picture, found = root.grab().toImage(), set()
    for one in root.findChildren(QWidget):
        if not isinstance(one, Prose | OneLine | QPushButton) or not one.isVisible() or not one.text():
            continue
        place = (
            QRect(one.mapTo(root, one.rect().topLeft()), one.size())
            .intersected(root.rect())
            .adjusted(2, 2, -2, -2)
        )
        part = one.visibleRegion().boundingRect()
        if part.size() != one.size() or place.width() < 6 or place.height() < 6:
            continue
        ink = one.palette().color(one.foregroundRole()).name()
        xs, ys = range(place.left(), place.right(), 3), range(place.top(), place.bottom(), 3)
        counted = Counter(picture.pixelColor(x, y).name() for x in xs for y in ys)
        ground = next(colour for colour, _ in counted.most_common() if colour != ink)
        found.add((ink, ground))
    return found


def test_every_text_on_the_screen_stands_on_a_ground_that_was_measured(window: Window) -> None:
    # given
    desk, document = open_desk(window, sample("shanghai-hotel"))
    seen: set[tuple[str, str]] = set()

    # when
    for step in ("venue", "cameras", "necessity", "review"):
        desk.show_step(step)
        settle()
        QTest.qWait(1)
        seen |= pairs_seen(desk)
    desk.explain_finding(document.assessment.of(Outcome.BREACHED)[0], desk.top_bar.search)
    settle()
    sheet = QApplication.activePopupWidget()
    assert sheet is not None
    seen |= pairs_seen(sheet)
    sheet.close()

    # then
    unknown = {
        (ink, ground)
        for ink, ground in seen
        if not any(Pair(a, b) in PAIRS for a in names_of(ink) for b in names_of(ground))
    }
    assert len(seen) >= 8
    assert unknown == set()


def test_another_language_changes_the_fonts_and_polishes_nothing_anew(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a desk in English, where punctuation is set in Latin width
    open_desk(window, sample("seoul-gym"))
    written: list[Tokens] = []
    style_sheet = theme.style_sheet

    def write(colours: Tokens) -> str:
        written.append(colours)
        return style_sheet(colours)

    monkeypatch.setattr(theme, "style_sheet", write)

    for lang in ("zh", "ko"):
        # when
        desk = switch(window, lang)

        # then everything one sees is in the fonts of that language
        seen = [one for one in (desk, *desk.findChildren(QWidget)) if one.isVisible()]
        assert len(seen) > 100
        assert {tuple(one.font().families()) for one in seen} == {tuple(theme.families())}

    assert written == []
    window.choose_theme("dark")
    settle()
    assert written == [theme.DARK]


# following the system


def test_the_theme_follows_the_system_at_once_and_the_place_stays(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given somebody who writes, halfway down a page
    desk, document = open_desk(window, sample("shanghai-hotel"))
    desk.go_to("venue.address")
    settle()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, " 2F")
    name, scrolled = line.objectName(), desk.page.verticalScrollBar().value()

    # when the system turns dark
    monkeypatch.setattr(theme, "system_theme", lambda: "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    settle()

    # then
    assert theme.name() == "dark"
    again = QApplication.focusWidget()
    assert isinstance(again, QLineEdit)
    assert (again.objectName(), again.text()) == (name, line_text := document.get("venue.address"))
    assert line_text.endswith(" 2F")
    assert window.desk is not None
    assert window.desk.page.verticalScrollBar().value() == scrolled

    # and when it wants more contrast, and then none
    monkeypatch.setattr(theme, "system_theme", lambda: "high_contrast_dark")
    QGuiApplication.styleHints().accessibility().contrastPreferenceChanged.emit(
        Qt.ContrastPreference.HighContrast
    )
    settle()
    assert theme.name() == "high_contrast_dark"


def test_a_theme_that_was_chosen_stays_whatever_the_system_says(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.choose_theme("light")

    monkeypatch.setattr(theme, "system_theme", lambda: "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert theme.name() == "light"
    window.choose_theme("system")
    assert theme.name() == "dark"


def test_the_size_of_the_text_is_kept_for_the_next_start(window: Window) -> None:
    # given
    window.actions_by_name["larger"].trigger()
    settle()

    # when
    again = app.build(home=window.profile.folders.data.parent, dialogs=window.dialogs).window

    # then
    assert window.profile.preferences.text_scale == 1.15
    assert again.profile.preferences.text_scale == 1.15
    assert theme.text_scale() == 1.15
    again.close()
    again.deleteLater()


@pytest.mark.parametrize(
    ("scale", "way", "wanted"), [(1.0, 1, 1.15), (1.0, -1, 0.9), (1.5, 1, 1.5), (0.9, -1, 0.9), (1.2, 1, 1.3)]
)
def test_the_text_grows_and_shrinks_in_steps(scale: float, way: int, wanted: float) -> None:
    assert next_scale(scale, way) == wanted
