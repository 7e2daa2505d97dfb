"""The search of the desk: everything is found by its name, by keys alone, at once, in three languages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fr_desk.domain import paths
from fr_desk.gui.case_door import cases_window
from fr_desk.gui.commands import COMMANDS
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.findable import KINDS, Found
from fr_desk.gui.help_door import help_window
from fr_desk.gui.search import Search
from fr_desk.gui.search_door import search_over
from fr_desk.gui.search_rows import Section
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES
from fr_desk.rules.findings import Outcome
from tests.gui.conftest import open_desk, sample, settle, switch
from tests.gui.looking import clipped, outside, overlapping

CONTROL = Qt.KeyboardModifier.ControlModifier
HOSTILE = ("<b>", "(", "[", "\\", "a" * 500, "*", "\u202e", "👩‍👩‍👧", "&&", "%s {0}")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle()


def opened(window: Window) -> Search:
    """The search, opened by its keys, with everything ready to be found."""
    press(Qt.Key.Key_K, CONTROL)
    search, desk = search_over(window), window.desk
    assert search is not None
    assert desk is not None
    assert desk.found_before is not None
    for _ in range(2_000):
        if desk.found_before.left is None:
            break
        settle()
    return search


def look_for(search: Search, words: str) -> list[Found]:
    search.line.setText(words)
    settle()
    return found(search)


def found(search: Search) -> list[Found]:
    return [row for row in search.list.rows.rows if isinstance(row, Found)]


def sections(search: Search) -> list[str]:
    return [row.title for row in search.list.rows.rows if isinstance(row, Section)]


def test_everything_is_found_by_its_words(window: Window, gym_desk: tuple[Desk, Document]):
    # given
    _desk, document = gym_desk
    search = opened(window)
    camera = next(iter((document.dossier.cameras or {}).values())).label or ""
    finding = document.assessment.of(Outcome.BREACHED)[0]
    expected = {
        "preview": ("command", "Preview and print…"),
        "what happened": ("command", "What happened to others"),
        "retention": ("step", "Retention"),
        "registration num": ("question", "Registration number"),
        camera: ("name", camera),
        finding.message.en[:30]: ("finding", finding.title.en),
        "art. 25": ("article", ""),
        "court": ("case", ""),
        "undo": ("help", ""),
    }

    # when, then each is found, and its kind is told
    for words, (kind, title) in expected.items():
        hits = [one for one in look_for(search, words) if one.kind == kind]
        assert hits, words
        assert not title or hits[0].title == title
        assert hits[0].spoken.startswith(hits[0].title)
    assert {one.kind for one in search._found} == set(KINDS)

    # then what begins with the words comes first
    assert [one.title for one in look_for(search, "sa") if one.kind == "command"][:2] == ["Save", "Save as…"]

    # then letters in their order find what nothing else does
    assert look_for(search, "prvwprnt")[0].title == "Preview and print…"

    # then a question stands with its answer
    question = next(one for one in look_for(search, "name of the venue") if one.id == "question:venue.name")
    assert question.detail() == document.get("venue.name")

    # then nothing found says what to try
    assert look_for(search, "xqzxqz") == []
    assert search.nothing.isVisible()
    assert "xqzxqz" in search.nothing.text()
    assert search.number.text() == "0 found"

    # then any letters may be typed
    for words in HOSTILE:
        look_for(search, words)
        assert search.number.text()
    search.close()


def test_chinese_is_found_by_two_characters_and_articles_by_figures(window: Window):
    # given
    window.choose_language("zh")
    open_desk(window, sample("shanghai-hotel"))
    search = opened(window)

    # then
    assert any("密码" in one.title for one in look_for(search, "密码"))
    articles = [one.title for one in look_for(search, "个人信息保护法 第26条") if one.kind == "article"]
    assert any("第二十六条" in title for title in articles)
    search.close()


def test_a_sign_lists_commands_only_and_never_those_that_cannot_be_given(
    window: Window, gym_desk: tuple[Desk, Document]
):
    # given
    assert gym_desk
    search = opened(window)

    # when
    hits = look_for(search, ">")

    # then
    assert sections(search) == ["Commands"]
    offered = {one.id for one in hits}
    possible = {f"command:{name}" for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert offered == possible - {"command:search"}
    assert "command:undo" not in offered
    assert {one.keys for one in hits if one.id == "command:save"} == {"Ctrl+S"}
    assert all(one.title and one.icon for one in hits)
    assert {one.removeprefix("command:") for one in offered} <= set(COMMANDS)

    # then every line can be heard
    model = search.list.rows
    every = [
        model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(model.rows))
    ]
    assert all(every)
    assert any(words.endswith("Commands, Ctrl+S") for words in every)

    # when
    look_for(search, "> registration number")

    # then
    assert not found(search)
    search.close()


def test_choosing_goes_there_and_is_remembered(window: Window, gym_desk: tuple[Desk, Document]):
    desk, document = gym_desk
    finding = document.assessment.of(Outcome.BREACHED)[0]

    # when a finding is chosen
    search = opened(window)
    look_for(search, finding.title.en)
    press(Qt.Key.Key_Return)

    # then its step is shown
    assert search_over(window) is None
    assert desk.page.step.id == finding.step

    # when a command is chosen
    before = document.get("venue.rooms")
    document.edit("venue.rooms", 12)
    look_for(opened(window), ">undo")
    press(Qt.Key.Key_Return)

    # then it is given
    assert document.get("venue.rooms") == before

    # when an article is chosen
    search = opened(window)
    first = next(one for one in look_for(search, "article 25") if one.kind == "article")
    while search.list.current is not first:
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)

    # then it can be read
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == first.title
    popup.close()

    # when a case and a chapter are chosen
    search = opened(window)
    by_kind = {one.kind: one for one in search._found}
    search.close()
    by_kind["case"].choose()
    by_kind["help"].choose()
    settle()

    # then they are open
    reader, guide = cases_window(window), help_window(window)
    assert reader is not None
    assert reader.case is not None
    assert f"case:{reader.case.id}" == by_kind["case"].id
    assert guide is not None
    reader.close()
    guide.close()
    window.activateWindow()
    settle()

    # then what was chosen last stands first
    search = opened(window)
    assert sections(search)[0] == "Chosen lately"
    lately = [one.id for one in found(search)][:3]
    assert lately == [first.id, f"finding:{finding.rule}:{finding.item}", *lately[2:]]
    search.close()


def test_it_is_used_with_keys_alone(window: Window, gym_desk: tuple[Desk, Document]):
    # given the keyboard in a field
    desk, document = gym_desk
    desk.go_to("venue.address")
    settle()
    before = QApplication.focusWidget()

    # when
    search = opened(window)
    assert QApplication.focusWidget() is search.line
    press(Qt.Key.Key_Escape)

    # then Escape gives the keyboard back
    assert search_over(window) is None
    assert QApplication.focusWidget() is before

    # then the same keys close it
    opened(window)
    press(Qt.Key.Key_K, CONTROL)
    assert search_over(window) is None

    # then arrows, pages and ends move the mark, over headings, and it stays at the ends
    search = opened(window)
    look_for(search, "a")
    rows = search.list.choices

    def here() -> int:
        return search.list.currentIndex().row()

    assert here() == rows[0]
    press(Qt.Key.Key_Up)
    assert here() == rows[0]
    for row in rows[1:12]:
        press(Qt.Key.Key_Down)
        assert here() == row
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Down)
    assert here() == rows[-1]
    press(Qt.Key.Key_PageUp)
    assert rows[0] < here() < rows[-1]
    press(Qt.Key.Key_Home)
    assert here() == rows[0]
    press(Qt.Key.Key_PageDown)
    assert here() > rows[1]

    # then Tab goes to the next section
    search.list.mark(rows[0])
    press(Qt.Key.Key_Tab)
    assert here() > rows[0]
    assert isinstance(search.list.rows.rows[here() - 1], Section)

    # then a press beside it closes it, and so does another dossier
    QTest.mouseClick(search, Qt.MouseButton.LeftButton, pos=search.rect().bottomLeft())
    settle()
    assert search_over(window) is None
    opened(window)
    document.stack.setClean()
    open_desk(window, sample("ningbo-sales-office-after"))
    assert search_over(window) is None


def test_nothing_is_clipped(window: Window, gym_desk: tuple[Desk, Document]):
    assert gym_desk
    faults = {}
    for lang, size in zip(LANGUAGES, ((1366, 768), (1024, 700), (780, 460)), strict=True):
        window.resize(*size)
        switch(window, lang)
        search = opened(window)
        for words in ("", "ka", "x" * 300):
            look_for(search, words)
            faults[lang, size, words[:3]] = [*clipped(search), *outside(search), *overlapping(search)]
            assert window.rect().contains(search._frame.geometry())
        search.close()
        settle()
    assert {where: some for where, some in faults.items() if some} == {}


def test_everything_of_two_hundred_cameras_is_found(qtbot: QtBot, window: Window):
    # given
    dossier = sample("shanghai-hotel")
    model = next(iter((dossier.cameras or {}).values()))
    many = {f"c{number}": model.model_copy(update={"label": f"Lobby {number}"}) for number in range(100, 290)}
    desk, _ = open_desk(window, paths.replace(dossier, "cameras", {**(dossier.cameras or {}), **many}))

    # when
    desk.open_search()
    search = search_over(window)
    assert search is not None
    qtbot.waitUntil(lambda: desk.found_before is not None and desk.found_before.left is None)
    QTest.keyClicks(search.line, "lobby 2")

    # then
    assert len(search._found) > 3_000
    search.close()
