"""Nothing clipped, given up, overlapping or outside: every place of the program, in all languages, at all sizes.

The settings that are tried every time are chosen so that each language meets large text and a small window, and each
place is seen in each language; `make soak` tries every setting at every place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.gui import theme
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang
from tests.gui.conftest import open_desk, sample, settle
from tests.gui.looking import clipped, faults, outside, overlapping, watching_what_is_elided
from tests.gui.walk import WALK, Setting, Stage, longest, pseudo_locale, stretched, walk

__all__ = ["SIZES", "clipped", "faults", "outside", "overlapping"]

SMALL, LAPTOP, HALF, FULL, HUGE = (1024, 700), (1366, 768), (911, 512), (1920, 1080), (3840, 2160)
"""The least window, a small laptop, that at a scale of 150 %, 4K at 200 % and 4K at 100 %."""
SIZES = [LAPTOP, HALF]


@pytest.fixture
def stage(window: Window, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """The window in one setting."""
    setting: Setting = request.param
    window.resize(*setting.size)
    window.profile.prefer(text_scale=setting.text)
    pseudo = setting.lang == "qps"
    with pseudo_locale() if pseudo else nullcontext(), watching_what_is_elided() as elided:
        window.choose_language("en" if pseudo else setting.lang)  # type: ignore[arg-type]  # not the made-up one
        settle()
        yield Stage(window, setting, elided)
        window.files.close()


def everywhere(*settings: Setting) -> pytest.MarkDecorator:
    """Run a test in each of ``settings``."""
    return pytest.mark.parametrize("stage", settings, ids=str, indirect=True)


COVERING = {
    Setting("zh", SMALL, 1.5): ("home", "hotel", "findings", "menus", "seals", "library", "versions"),
    Setting("qps", LAPTOP): ("gym", "items", "checks", "long names", "dates and decisions", "preview"),
    Setting("en", SMALL, 1.5): (
        "home",
        "sales office",
        "items",
        "studio",
        "preview",
        "guide",
        "library",
        "inspector",
    ),
    Setting("ko", SMALL): (
        "items",
        "checks",
        "findings",
        "studio",
        "dates and decisions",
        "library",
        "inspector",
    ),
    Setting("en", HALF): ("home", "menus", "cases", "long names", "seals"),
    Setting("ko", FULL, 1.5): ("gym", "menus", "guide", "versions"),
}
"""What is looked at every time: each place in two languages or more, each language small and with large text."""


@pytest.mark.parametrize(("stage", "places"), COVERING.items(), ids=map(str, COVERING), indirect=["stage"])
def test_nothing_is_clipped(stage: Stage, places: tuple[str, ...]) -> None:
    assert walk(stage, *places) == {}


def test_each_place_is_looked_at_every_time() -> None:
    assert {place for places in COVERING.values() for place in places} == {*WALK}


@pytest.mark.soak
@everywhere(
    *(
        Setting(lang, size, text)
        for lang in (*LANGUAGES, "qps")
        for size in (SMALL, LAPTOP, FULL, HUGE)
        for text in (1.0, 1.5)
        if not (
            lang == "qps" and size == SMALL and text > 1
        )  # English so large and as long again as no language is
    ),
    *(Setting(lang, HALF) for lang in LANGUAGES),
)
def test_nothing_is_clipped_in_any_setting(stage: Stage) -> None:
    assert walk(stage) == {}


HOSTILE = {
    "Chinese without a stop": "很",
    "Korean without a space": "가",
    "right to left": "שלום עולם ",
    "markup": "<b>bold</b><img src=x><script>alert(1)</script>&amp;",
    "ampersands and formats": "A & B && C %s {name} {0} [*]",
    "line breaks": "first\nsecond\r\nthird\tfourth",
    "emoji and marks": "👩‍👩‍👧‍👦é̂̂̂",
}


@everywhere(Setting("en", HALF))
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_stay_text_and_in_their_place(stage: Stage, words: str) -> None:
    # given a venue in which everything has such a name
    dossier = longest(words)
    desk = stage.open(dossier)
    stage.crowded = True

    # when
    found = {}
    for step in ("venue", "cameras", "necessity", "review"):
        desk.show_step(step)
        found[step] = stage.faults(desk)
    desk.go_to("cameras.c1.audio")
    found["form"] = stage.faults(desk)

    # then
    assert {step: some for step, some in found.items() if some} == {}
    assert desk.document.get("cameras.c1.label") == dossier.cameras["c1"].label  # type: ignore[index]  # it has one


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_search_field_are_whole(window: Window, lang: Lang) -> None:
    window.choose_language(lang)
    search = open_desk(window, sample("shanghai-hotel"))[0].top_bar.search

    words, room = search.field()

    assert QFontMetrics(theme.font("secondary")).horizontalAdvance(words) <= room.width()


# what looks for faults finds them


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    """A window for what is wrong on purpose."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def test_a_text_that_is_cut_is_found(sheet: QWidget) -> None:
    box = QVBoxLayout(sheet)
    cut, whole = Prose("as long as it takes for three lines or more " * 3), Prose("short")
    cut.setFixedHeight(20)
    box.addWidget(cut)
    box.addWidget(whole)
    settle()

    assert len(list(clipped(sheet))) == 1


def test_a_button_and_a_label_that_are_too_narrow_are_found(sheet: QWidget) -> None:
    box = QVBoxLayout(sheet)
    for one in (QPushButton("Export the whole dossier"), QLabel("of everything that is")):
        one.setFixedWidth(40)
        box.addWidget(one)
    settle()

    assert len(list(clipped(sheet))) == 2


def test_what_is_given_up_is_found_unless_the_user_wrote_it(sheet: QWidget) -> None:
    box = QHBoxLayout(sheet)
    for words in ("Review and print", "Hotel of the long name"):
        line = OneLine(words)
        line.setFixedWidth(40)
        box.addWidget(line)
    settle()

    with watching_what_is_elided() as elided:
        sheet.grab()

        assert elided.take(["Hotel of the long name"]) == ["given up: 'Review and print'"]


def test_two_texts_over_each_other_and_one_that_sticks_out_are_found(sheet: QWidget) -> None:
    for words, x in (("one", 0), ("other", 10), ("beyond", 280)):
        line = Prose(words, parent=sheet)
        line.setGeometry(x, 0, 60, 20)
        line.show()

    assert list(overlapping(sheet)) == ["'one' over 'other'"]
    assert len(list(outside(sheet))) == 1


def test_a_stretched_text_is_longer_and_keeps_its_names() -> None:
    assert stretched("{count} of them decide a check") == "[{count} óóf théém déécíídéé áá chééck]"
    assert stretched("") == ""
