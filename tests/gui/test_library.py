"""The library on the screen: found by two characters, worked by keyboard, copies and templates, nothing clipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fr_desk import app, services
from fr_desk.domain.origin import Group
from fr_desk.gui.dialogs import Leave
from fr_desk.gui.library import LibraryWindow
from fr_desk.gui.library_door import library_window, show_library, show_templates
from fr_desk.gui.window import Window
from fr_desk.paths import user_folders
from fr_desk.services.copies import PRESETS, Purpose
from fr_desk.services.library import scan
from fr_desk.storage.library import Entry
from fr_desk.storage.preferences import Preferences, save_preferences
from tests.gui.conftest import AnsweringDialogs, click, settle
from tests.gui.library_stage import GYM, OFFICE, SALES, TEMPLATE, calm, sites_of

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def venues(tmp_path: Path, qtbot: QtBot) -> Path:
    """Two dossiers in a folder, which the library knows."""
    folder = tmp_path / "venues"
    folder.mkdir()
    services.save_dossier(TEMPLATE, folder / "gym.frdesk")
    services.save_dossier(SALES, folder / "office.frdesk")
    scan(folder, user_folders(tmp_path / "profile"))
    return folder


@pytest.fixture
def library(venues: Path, window: Window) -> LibraryWindow:
    return calm(show_library(window))


def names(shown: LibraryWindow) -> list[str]:
    assert shown.list is not None
    model = shown.list.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)
    settle()


def test_recent_files_of_the_preferences_move_into_the_library(
    tmp_path: Path, dialogs: AnsweringDialogs, qtbot: QtBot
):
    # given preferences from before there was a library: one file, and one that is gone
    folders = user_folders(tmp_path / "profile")
    here = tmp_path / "here.frdesk"
    services.save_dossier(TEMPLATE, here)
    save_preferences(Preferences(recent=(tmp_path / "gone.frdesk", here)), folders)

    # when
    window = app.build(home=tmp_path / "profile", dialogs=dialogs).window
    window.show()
    assert window.home is not None
    home = window.home
    qtbot.waitUntil(lambda: bool(home.gone))

    # then both are offered, and the one that is gone leads to where it can be found again
    assert [link.accessibleName() for link in home.recent] == ["gone", "here"]
    assert home.recent[0].accessibleDescription() == "The file is gone"
    click(home.recent[0])
    shown = library_window(window)
    assert shown is not None
    calm(shown)
    assert shown.list is not None
    assert shown.list.marked is not None
    assert shown.list.marked.path == tmp_path / "gone.frdesk"
    # and the other was read meanwhile
    assert names(shown) == ["gone", GYM]
    window.close()
    window.deleteLater()
    settle()


def test_by_keyboard_a_dossier_is_found_by_two_characters_pinned_and_opened(window: Window, venues: Path):
    # when the library is opened by its keys and two characters are typed
    press(window, Qt.Key.Key_O, CONTROL | SHIFT)
    shown = library_window(window)
    assert shown is not None
    calm(shown)
    assert len(names(shown)) == 2
    assert shown.list is not None
    assert shown.list.line.hasFocus()
    shown.list.line.insert("花园")
    calm(shown)

    # then
    assert names(shown) == [OFFICE]

    # when the arrow goes into the list, the row is pinned and opened
    press(shown.list.line, Qt.Key.Key_Down)
    assert shown.list.table.hasFocus()
    press(shown.list.table, Qt.Key.Key_D, CONTROL)
    calm(shown)
    assert shown.note.text() == f"Pinned: {OFFICE}"
    assert shown.list.line.text() == "花园"
    press(shown.list.table, Qt.Key.Key_Return)

    # then it is on the desk, and first on the first screen
    assert window.document is not None
    assert window.document.path == venues / "office.frdesk"
    window.files.close()
    settle()
    assert window.home is not None
    first = window.home.recent[0]
    assert (first.accessibleName(), first.accessibleDescription()) == (OFFICE, "pinned")


def test_what_is_archived_leaves_the_list_and_what_is_taken_out_stays_a_file(
    library: LibraryWindow, venues: Path
):
    # given
    assert library.list is not None
    actions = library.list.actions_of_row
    row = names(library).index(GYM)

    # when one is archived, the other taken out
    library.list.mark(row)
    click(actions.buttons["archive"])
    calm(library)
    assert names(library) == [OFFICE]
    press(library.list.table, Qt.Key.Key_Delete)
    calm(library)

    # then
    assert names(library) == []
    assert (venues / "office.frdesk").exists()
    click(library.list.shelves["archived"])
    calm(library)
    assert names(library) == [GYM]
    assert actions.by_name["archive"].text() == "Take out of the archive"
    click(actions.buttons["archive"])
    calm(library)
    click(library.list.shelves["all"])
    calm(library)
    assert names(library) == [GYM]


def test_a_file_that_is_gone_is_shown_and_found_again_but_not_taken_for_another(
    library: LibraryWindow, dialogs: AnsweringDialogs, venues: Path
):
    # given
    old, new = venues / "gym.frdesk", venues / "moved.frdesk"
    old.rename(new)
    assert library.list is not None
    library.list.reload(old)
    calm(library)
    row = names(library).index(GYM)
    library.list.mark(row)
    assert library.list.model.index(row, 3).data() == "The file is gone"
    actions = library.list.actions_of_row
    assert not actions.by_name["open"].isEnabled()

    # when another dossier is chosen, then the right one
    dialogs.source = venues / "office.frdesk"
    click(actions.buttons["find"])
    calm(library)
    assert "is another dossier" in library.note.text()
    dialogs.source = new
    click(actions.buttons["find"])
    calm(library)

    # then
    assert library.note.text() == f"Found again: {GYM}"
    assert library.list.marked is not None
    assert actions.by_name["open"].isEnabled()
    assert sorted(names(library)) == sorted([GYM, OFFICE])


def test_a_folder_is_added_and_broken_files_are_named(
    window: Window, dialogs: AnsweringDialogs, tmp_path: Path
):
    # given an empty library, which says what to do
    shown = calm(show_library(window))
    assert shown.list is not None
    assert shown.list.add_folder.isVisible()
    services.save_dossier(TEMPLATE, dialogs.target / "gym.frdesk")
    (dialogs.target / "torn.frdesk").write_bytes(b"PK torn")

    # when
    click(shown.list.add_folder)
    calm(shown)

    # then
    assert names(shown) == [GYM]
    assert shown.note.text().startswith("Taken in: 1\nCould not be read: 1\n")
    assert "torn.frdesk is cut off or damaged" in shown.note.text()
    assert shown.scan.bar is not None
    assert shown.scan.bar.isHidden()


def test_a_copy_takes_along_what_is_chosen_and_is_not_saved_yet(
    window: Window, dialogs: AnsweringDialogs, venues: Path
):
    # given the open dossier
    window.files.open_path(venues / "gym.frdesk")
    source = window.files.document
    assert source is not None

    # when a copy for another site is made without its rights, under a name of its own
    window.actions_by_name["copy"].trigger()
    shown = library_window(window)
    assert shown is not None
    page = calm(shown).copying
    assert page is not None
    before = page.summary.text()
    click(page.groups[Group.RIGHTS])
    assert page.summary.text() != before
    assert not any(chip.isChecked() for chip in page.purposes.values())
    page.name.setText("Second gym")
    click(page.make)

    # then
    made = window.document
    assert made is not None
    assert made is not source
    assert (made.path, made.dossier.venue.name) == (None, "Second gym")
    assert made.dossier.operator == TEMPLATE.operator
    assert (made.dossier.rights.answer_days, made.dossier.zones) == (None, None)
    assert made.dossier.derived_from is None
    assert library_window(window) is None
    # and leaving asks first
    dialogs.leave = Leave.STAY
    window.files.close()
    assert dialogs.asked[-1] == "Second gym"
    assert window.document is made


def test_no_group_no_copy_and_a_ready_choice_marks_its_groups(library: LibraryWindow, venues: Path):
    # given
    library.show_copy(services.open_dossier(venues / "gym.frdesk"))
    settle()
    page = library.copying
    assert page is not None

    # then
    for purpose in Purpose:
        click(page.purposes[purpose])
        assert page.chosen == PRESETS[purpose]
    for chip in page.groups.values():
        chip.setChecked(False)
    assert not page.make.isEnabled()
    assert page.summary.text() == "Nothing comes along; choose at least one group."
    press(library, Qt.Key.Key_Escape)
    assert library.list is not None


def test_a_new_dossier_from_a_template_remembers_it(window: Window, venues: Path, tmp_path: Path):
    # given
    window.shelf.mark(venues / "gym.frdesk", "is_template", on=True)

    # when it is begun on the first screen
    assert window.home is not None
    click(window.home.templates)
    shown = library_window(window)
    assert shown is not None
    calm(shown)
    assert names(shown) == [GYM]
    assert shown.list is not None
    click(shown.list.actions_of_row.buttons["new_from"])
    page = calm(shown).copying
    assert page is not None
    click(page.make)

    # then
    assert window.document is not None
    origin = window.document.dossier.derived_from
    assert origin is not None
    assert origin.template == TEMPLATE.id
    assert set(origin.groups or ()) == PRESETS[Purpose.SITE]
    assert (user_folders(tmp_path / "profile").templates / f"{origin.fingerprint}.json").exists()


def test_sites_of_a_template_are_compared_and_its_changes_brought_in(window: Window, venues: Path):
    # given a site with a phone of its own, and a template that changed phone and e-mail since
    changed, file = sites_of(venues, window, phone="02-1111-1111")
    shown = show_library(window)
    show_templates(window)
    calm(shown)
    assert shown.list is not None

    # when
    click(shown.list.actions_of_row.buttons["sites"])
    sites = calm(shown).sites
    assert sites is not None

    # then which answers differ stands there, field by field
    assert list(sites.cards) == [file]
    card = sites.cards[file]
    assert {change.path for change in card.site.own} == {"operator.phone", "operator.email"}
    click(card.show_differences)
    assert card.differences is not None
    assert {line.path for line in card.differences.differences} == {"operator.phone", "operator.email"}

    # when the template's answers are brought in
    click(card.bring_in)
    merging = calm(shown).merging
    assert merging is not None
    assert list(merging.page.conflicts) == ["operator.phone"]
    document = window.document
    assert document is not None
    before = document.dossier
    click(merging.page.apply)

    # then the site's own answer stays, and one undo takes all of it back
    assert document.dossier.operator.phone == "02-1111-1111"
    assert document.dossier.operator.email == "new@example.com"
    assert document.dossier.derived_from != before.derived_from
    assert document.dossier.venue == before.venue
    assert changed.id == document.dossier.derived_from.template if document.dossier.derived_from else False
    document.stack.undo()
    assert document.dossier == before


def test_a_library_that_cannot_be_used_stands_in_nobodys_way(
    tmp_path: Path, dialogs: AnsweringDialogs, qtbot: QtBot
):
    # given a folder where the library should be
    folders = user_folders(tmp_path / "profile")
    folders.library.mkdir(parents=True)
    file = tmp_path / "gym.frdesk"
    services.save_dossier(TEMPLATE, file)
    save_preferences(Preferences(recent=(file,)), folders)

    # when
    window = app.build(home=tmp_path / "profile", dialogs=dialogs).window
    window.show()
    settle()

    # then the recent files are there all the same, dossiers open, and the library says what is wrong
    assert window.home is not None
    click(window.home.recent[0])
    assert window.document is not None
    assert dialogs.told == []
    shown = calm(show_library(window))
    assert shown.list is not None
    assert "cannot be used" in shown.list.nothing.text()
    window.close()
    window.deleteLater()
    settle()


def test_thousands_of_rows_are_read_only_where_they_are_seen(window: Window, tmp_path: Path):
    # given
    found: list[int] = []
    shown = calm(show_library(window))
    assert shown.list is not None
    model = shown.list.model
    read = model._read

    def noting(numbers: tuple[int, ...]) -> list[Entry]:
        found.extend(numbers)
        return read(numbers)

    model._read = noting

    # when
    model.show(range(1, 5_001))
    settle()

    # then
    assert model.rowCount() == 5_000
    assert len(found) <= 600


def test_every_control_has_a_name_and_rows_say_what_was_done_with_them(library: LibraryWindow, venues: Path):
    # given
    library._shelf.mark(venues / "gym.frdesk", "pinned", on=True)
    library._shelf.mark(venues / "gym.frdesk", "is_template", on=True)
    calm(library)
    assert library.list is not None

    # then
    spoken = library.list.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{GYM}, pinned, template"
    nameless = []
    widget = library.nextInFocusChain()
    while widget is not None and widget is not library:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and widget.isVisible() and library.isAncestorOf(widget) and not widget.accessibleName():
            nameless.append(type(widget).__name__)
        widget = widget.nextInFocusChain()
    assert nameless == []
