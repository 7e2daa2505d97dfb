"""Nothing is ever lost: what the document holds and what its journal tells are the same, at every moment."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from fr_desk import app, services
from fr_desk.domain import differences, paths
from fr_desk.domain.choices import Audio, Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.domain.governance import Attachment
from fr_desk.gui.binder import Binder
from fr_desk.gui.dialogs import Leave
from fr_desk.gui.document import Document
from fr_desk.gui.editors import Place, editor_for
from fr_desk.gui.editors.texts import LongTextEditor, TextEditor
from fr_desk.gui.unfinished_card import GO_ON, LOOK
from fr_desk.gui.unfinished_door import OFFER, TROUBLE, HomeOffers
from fr_desk.gui.unfinished_window import UnfinishedWindow
from fr_desk.gui.window import Window
from fr_desk.i18n import texts
from fr_desk.paths import Folders, user_folders
from fr_desk.rules.findings import Assessment
from fr_desk.services import unfinished
from fr_desk.services.unfinished import InUseElsewhereError
from fr_desk.services.work import Work, open_work
from fr_desk.storage.journal import FILE, read_journal
from fr_desk.storage.steps import Step
from tests.gui.conftest import AnsweringDialogs, settle

START = services.new_dossier(VenueKind.GYM, Jurisdiction.KR)
FINDINGS = services.assess(START)


def assess(_dossier: Dossier) -> Assessment:
    return FINDINGS


class Home:
    """One user's folders and dossier: opened, edited, saved, killed and opened again, as the window does it."""

    def __init__(self, folder: Path, dossier: Dossier = START) -> None:
        self.root, self.start, self.lives = folder, dossier, 0
        self.folders = self._new_folders()
        self.path: Path | None = None
        self.document = self._open(dossier)

    def _new_folders(self) -> Folders:
        self.lives += 1
        return user_folders(self.root / f"life{self.lives}")

    def _open(self, dossier: Dossier, key: str = "", files: dict[str, bytes] | None = None) -> Document:
        work = open_work(self.folders, dossier, self.path, key)
        return Document(dossier, assess, path=self.path, attachments=files, work=work)

    def save(self) -> None:
        self.path = self.path or self.root / "a.frdesk"
        services.save_dossier(self.document.dossier, self.path, self.document.attachments)
        self.document.saved_to(self.path)

    def close(self) -> None:
        self.document.close()
        self.document.deleteLater()

    def reopen(self) -> None:
        """Close, saved or not, and open the file again."""
        self.close()
        assert self.path is not None
        opened = services.open_dossier(self.path)
        self.document = self._open(opened.dossier, files=dict(opened.attachments))

    def kill(self) -> None:
        """Go on with what is on disk now, as if the program had been killed: in a copy of the user's folders."""
        assert self.document.work is not None
        assert self.document.work.journal.flush()
        old, keys = self.folders, list((self.folders.work / "open").glob("*"))
        self.folders = self._new_folders()
        shutil.copytree(old.work, self.folders.work, ignore=shutil.ignore_patterns("locks"))
        self.close()
        if self.path is not None:
            opened = services.open_dossier(self.path)
            self.document = self._open(opened.dossier, files=dict(opened.attachments))
        else:
            assert len(keys) <= 1
            self.document = self._open(self.start, keys[0].name if keys else "")

    def go_on(self) -> None:
        """Take up what was not saved, as the desk does."""
        work = self.document.work
        assert work is not None
        for offer in list(work.unfinished):
            self.document.take_up(offer, texts("Taken up"))
            work.has_taken_up(offer)


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()
    settle()


def names(document: Document) -> list[str]:
    """What undo would take back, newest first; the document is as before afterwards."""
    found, index = [], document.stack.index()
    while document.last_change is not None:
        found.append(document.last_change.en)
        document.stack.undo()
    document.stack.setIndex(index)
    return found


def agree(home: Home) -> None:
    """See that a reader of the journal learns what the document knows."""
    document, work = home.document, home.document.work
    assert work is not None
    assert work.journal.flush()
    told = read_journal(work.journal.folder)
    if told is None:
        assert document.stack.count() == 0
        return
    assert told.whole
    assert (told.index, len(told.steps)) == (document.stack.index(), document.stack.count())
    assert told.dossier == document.dossier
    assert differences.changes(told.dossier, document.dossier) == ()  # the order of collections, too
    assert [step.words.en for step in reversed(told.steps[: told.index])] == names(document)
    saved = told.saved.state.index if told.saved else 0 if home.path is None else -1
    assert document.is_clean is (told.index == saved)


PLACES: tuple[tuple[str, st.SearchStrategy[Any]], ...] = (
    ("venue.rooms", st.none() | st.integers(0, 9)),
    ("cameras.c1.audio", st.none() | st.sampled_from(Audio)),
    ("cameras.c2.label", st.sampled_from(["Tür", "门 <b>&", None])),
    ("venue.open_to_public", st.none() | st.booleans()),
)
EDIT = st.one_of(*(st.tuples(st.just(path), values) for path, values in PLACES))
TYPED = st.sampled_from(["", "서", "서울", "서울 헬스", " ", "a\nb", "\u202eabc😀"])
ACT = st.one_of(
    st.tuples(st.just("edit"), EDIT),
    st.tuples(st.just("edit"), EDIT),
    st.tuples(st.just("type"), TYPED),
    st.tuples(st.just("type"), TYPED),
    st.tuples(st.just("leave"), st.none()),
    st.tuples(st.just("remove"), st.sampled_from(["cameras.c1", "cameras.c2"])),
    st.tuples(st.just("go"), st.floats(0, 1)),
    st.tuples(st.just("save"), st.none()),
    st.tuples(st.just("reopen"), st.none()),
    st.tuples(st.just("kill"), st.none()),
)


def do(home: Home, act: str, value: Any) -> None:
    document = home.document
    match act:
        case "edit":
            document.edit(*value)
        case "type":
            document.edit("venue.name", value if value.strip() else None, typing=True)
        case "leave":
            document.end_typing()
        case "remove":
            if value.rpartition(".")[2] in (document.dossier.cameras or {}):
                document.apply([Edit(op="remove", path=value)], texts("Gone"))
        case "go":
            document.stack.setIndex(round(value * document.stack.count()))
        case "save":
            home.save()
        case "reopen":
            if home.path is not None:
                home.save()
                before, steps = home.document.dossier, names(home.document)
                home.reopen()
                assert differences.changes(before, home.document.dossier) == ()
                assert names(home.document) == steps
        case "kill":
            before, steps, is_clean = document.dossier, names(document), document.is_clean
            is_in_line = document.stack.cleanIndex() >= 0 or home.path is None
            home.kill()
            home.go_on()
            assert home.document.dossier == before
            assert names(home.document) == steps or not is_in_line
            assert home.document.is_clean or not is_clean


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, max_size=25))
def test_state_and_journal_agree_whatever_is_done(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, Any]]
) -> None:
    home = Home(tmp_path_factory.mktemp("home"))
    try:
        for act, value in acts:
            do(home, act, value)
        agree(home)
    finally:
        home.close()
        settle()


# across restarts


@pytest.mark.parametrize("way", ["saved", "left", "killed"])
def test_undo_and_redo_are_there_after_a_restart_with_their_names(home: Home, way: str) -> None:
    # given
    home.document.edit("venue.name", "서울 헬스장", typing=True)
    home.document.edit("venue.rooms", 4)
    home.save()
    home.document.edit("venue.rooms", 5)
    home.document.stack.undo()
    steps = names(home.document)

    # when
    if way == "left":
        home.document.edit("venue.rooms", 6)
    home.kill() if way == "killed" else home.reopen()

    # then
    document = home.document
    assert document.is_clean
    assert names(document) == steps
    assert document.get("venue.rooms") == 4
    if way != "left":
        document.stack.redo()
        assert document.get("venue.rooms") == 5
    clean = []
    for index in (0, 2):
        document.stack.setIndex(index)
        clean.append(document.is_clean)
    assert clean == [False, True]
    document.stack.setIndex(0)
    assert differences.changes(document.dossier, START) == ()


def test_letters_after_a_restart_are_a_step_of_their_own(home: Home) -> None:
    home.document.edit("venue.name", "A", typing=True)
    home.kill()
    home.document.edit("venue.name", "AB", typing=True)
    home.document.edit("venue.name", "ABC", typing=True)
    assert home.document.stack.count() == 2


def test_a_file_taken_away_comes_back_with_undo_even_after_a_save_and_a_restart(home: Home) -> None:
    # given
    data = b"a photo"
    entry = Attachment(name="a.jpg", sha256=hashlib.sha256(data).hexdigest())
    with_file = paths.insert(START, "attachments", entry)[0]
    home.document.keep(str(entry.sha256), data)
    home.document.show(with_file, "attachments", texts("Added"))
    home.kill()
    assert home.document.attachments == {"f1": data}
    home.save()

    # when it is taken away, and another file gets its id
    home.document.show(START, "attachments", texts("Removed"))
    other = b"another"
    second = entry.model_copy(update={"sha256": hashlib.sha256(other).hexdigest()})
    home.document.keep(str(second.sha256), other)
    home.document.show(paths.insert(START, "attachments", second)[0], "attachments", texts("Added"))
    home.save()
    home.reopen()

    # then
    assert home.document.attachments == {"f1": other}
    home.document.stack.undo()
    assert home.document.attachments == {}
    home.document.stack.undo()
    assert home.document.attachments == {"f1": data}


def test_work_left_out_is_put_aside_for_thirty_days(home: Home) -> None:
    # given
    home.save()
    home.document.edit("venue.rooms", 5)

    # when
    home.reopen()

    # then
    assert home.document.dossier.venue.rooms is None
    assert [offer.dossier.venue.rooms for offer in unfinished.aside(home.folders)] == [5]
    unfinished.tidy(home.folders, datetime.now(UTC) + timedelta(days=29))
    assert unfinished.has_aside(home.folders)
    unfinished.tidy(home.folders, datetime.now(UTC) + timedelta(days=31))
    assert not unfinished.has_aside(home.folders)


def test_a_file_that_changed_meanwhile_keeps_what_was_not_saved_apart(home: Home) -> None:
    # given unsaved changes, a kill, and somebody else's save
    home.save()
    home.document.edit("venue.rooms", 5)
    assert home.path is not None
    theirs = paths.replace(START, "venue.name", "Theirs")
    services.save_dossier(theirs, home.path)

    # when
    home.kill()

    # then
    work = home.document.work
    assert work is not None
    assert home.document.dossier.venue.name == "Theirs"
    assert home.document.stack.count() == 0
    (offer,) = work.unfinished
    assert (offer.base, offer.dossier.venue.rooms, offer.count) == (START, 5, 1)
    merged = differences.merge(offer.base, home.document.dossier, offer.dossier)
    assert (merged.dossier.venue.name, merged.dossier.venue.rooms) == ("Theirs", 5)


def test_a_kill_before_a_save_was_noted_leaves_nothing_to_ask(home: Home) -> None:
    # given changes that are in the file, and a kill before the journal was told so
    home.save()
    home.document.edit("venue.rooms", 5)
    home.document.edit("venue.rooms", 6)
    assert home.path is not None
    services.save_dossier(home.document.dossier, home.path)

    # when
    home.kill()

    # then the dossier is as it was saved, and its history too
    work = home.document.work
    assert work is not None
    assert (work.unfinished, home.document.dossier.venue.rooms) == ([], 6)
    assert home.document.is_clean
    assert len(names(home.document)) == 2
    agree(home)

    # and undone, saved and killed in the same way once more
    home.document.stack.undo()
    services.save_dossier(home.document.dossier, home.path)
    home.kill()
    assert home.document.dossier.venue.rooms == 5
    assert (home.document.is_clean, home.document.stack.count()) == (True, 2)
    assert unfinished.unfinished(home.folders) == []


def test_two_windows_do_not_write_into_one_journal(home: Home) -> None:
    home.save()
    assert home.document.work is not None
    assert home.document.work.journal.flush()
    with pytest.raises(InUseElsewhereError):
        open_work(home.folders, START, home.path)
    assert unfinished.unfinished(home.folders) == []


def test_a_damaged_journal_is_put_aside_and_said(home: Home) -> None:
    # given a journal with a wrong place in its middle
    work = home.document.work
    assert work is not None
    for rooms in range(5):
        home.document.edit("venue.rooms", rooms)
        assert work.journal.flush()
    file = work.journal.folder / FILE
    data = file.read_bytes().split(b"\n")
    data[-3] = data[-3][:-1] + b"!"
    file.write_bytes(b"\n".join(data))
    key, folder = file.parent.name, file.parent

    # when
    shutil.copytree(folder, user_folders(home.root / "other").work / "open" / key)
    work = open_work(user_folders(home.root / "other"), START, None, key)

    # then
    assert work.notice is not None
    assert "damaged" in work.notice.message("en")
    assert work.index == 3
    assert list((user_folders(home.root / "other").work / "aside").glob(f"*/{FILE}"))
    work.close(finished=False)


def test_where_nothing_can_be_written_one_can_still_work(qapp: QApplication, tmp_path: Path) -> None:
    # given
    (tmp_path / "data").write_text("in the way")
    work = open_work(user_folders(tmp_path), START)
    document = Document(START, assess, work=work)
    told: list[Any] = []
    document.troubled.connect(told.append)

    # when
    document.edit("venue.rooms", 3)
    assert not work.journal.flush()
    settle()

    # then
    assert "cannot be noted" in told[0].message("en")
    document.close()
    document.deleteLater()
    settle()


# input methods


def compose(field: QWidget, preedit: str = "", commit: str = "") -> None:
    """What an input method sends: letters being composed, or what has become of them."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)
    settle()


@pytest.mark.parametrize(
    ("path", "acts", "whole"),
    [
        ("venue.name", [("s", ""), ("shang", ""), ("", "上"), ("h", ""), ("hai", ""), ("", "海")], "上海"),
        ("venue.name", [("ㅅ", ""), ("서", ""), ("설", ""), ("우", "서"), ("울", ""), ("", "울")], "서울"),
        ("activities.a1.aim", [("s", ""), ("shang", ""), ("", "上"), ("hai", ""), ("", "海")], "上海"),
        ("activities.a1.aim", [("ㅎ", ""), ("한", ""), ("그", "한"), ("글", ""), ("", "글")], "한글"),
    ],
)
def test_what_is_being_composed_is_no_answer_yet_and_the_whole_is_one_step(
    home: Home, path: str, acts: list[tuple[str, str]], whole: str
) -> None:
    # given
    document = home.document
    document.show(
        Dossier.model_validate({**START.model_dump(), "activities": {"a1": {}}}), "", texts("Begun")
    )
    editor = editor_for(Place(document, path, paths.spec_at(path)))
    assert isinstance(editor, TextEditor | LongTextEditor)
    binder = Binder(editor)
    document.assessed.connect(lambda _assessment: binder.refresh())
    binder.refresh()
    field: QLineEdit | QPlainTextEdit = editor.line if isinstance(editor, TextEditor) else editor.field
    editor.show()
    field.setFocus()
    settle()
    steps = document.stack.count()

    # when
    committed = ""
    for preedit, commit in acts:
        compose(field, preedit, commit)
        committed += commit
        assert (document.get(path) or "") == committed

    # then
    assert committed == whole
    assert document.stack.count() == steps + 1
    assert document.work is not None
    assert document.work.journal.flush()
    journal = (document.work.journal.folder / FILE).read_text("utf-8")
    assert not [preedit for preedit, _commit in acts if f'"{preedit}"' in journal and preedit not in whole]
    document.stack.undo()
    assert document.get(path) is None
    editor.close()
    editor.deleteLater()
    settle()


# in the window


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """A user's folders after a kill: a file with unsaved changes, and a dossier that never had a file."""
    root = tmp_path_factory.mktemp("killed")
    for name, is_file in (("a", True), ("b", False)):
        home = Home(root / name)
        if is_file:
            home.path = root / "a.frdesk"
            home.save()
        home.document.edit("venue.name", "江边 <b>&" if is_file else "강변")
        home.document.edit("venue.rooms", 5)
        assert home.document.work is not None
        assert home.document.work.journal.flush()
        shutil.copytree(
            home.folders.work, user_folders(root / "home").work, dirs_exist_ok=True, copy_function=shutil.copy
        )
        home.close()
    shutil.rmtree(user_folders(root / "home").work / "locks")
    return root


@pytest.fixture
def after_kill(killed: Path, tmp_path: Path) -> Iterator[Window]:
    """The program started again after the kill."""
    shutil.copytree(killed / "home", tmp_path / "home")
    dialogs = AnsweringDialogs(tmp_path)
    window = app.build(home=tmp_path / "home", dialogs=dialogs).window
    window.resize(1366, 768)
    window.show()
    settle()
    yield window
    dialogs.leave = Leave.DISCARD
    window.close()
    window.deleteLater()
    settle()


def offers_of(window: Window) -> HomeOffers:
    return window.findChildren(HomeOffers)[0]


def test_the_first_screen_offers_what_was_killed(after_kill: Window, killed: Path) -> None:
    # then both are offered, in literal words
    cards = offers_of(after_kill).cards
    assert len(cards) == 2
    by_name = {card.buttons[0].accessibleDescription(): card for card in cards}
    assert set(by_name) == {"江边 <b>&", "강변"}

    # and the keyboard reaches them before what stands below them
    assert after_kill.home is not None
    first = next(iter(after_kill.home.countries.values()))
    before, here = set[QWidget](), after_kill.home.widget()
    while here is not None and here is not first:
        before.add(here)
        here = here.nextInFocusChain()
    assert before.issuperset(button for card in cards for button in card.buttons)

    # when the one without a file is looked at and gone on with
    by_name["강변"].buttons[1].click()
    settle()
    (shown,) = after_kill.findChildren(UnfinishedWindow)
    assert [(line.title, line.after) for line in shown.view.differences] == [
        ("Name of the venue", "강변"),
        ("Rooms", "5\N{NO-BREAK SPACE}rooms"),
    ]
    shown.go_on.click()
    settle()

    # then
    document = after_kill.document
    assert document is not None
    assert (document.dossier.venue.name, document.dossier.venue.rooms, document.path) == ("강변", 5, None)
    assert names(document) == ["Answer to “Rooms”", "Answer to “Name of the venue”"]
    assert not document.is_clean

    # when the other one is put aside and fetched back
    after_kill.files.close()
    settle()
    offers = offers_of(after_kill)
    assert len(offers.cards) == 1
    offers.cards[0].buttons[2].click()
    settle()
    offers = offers_of(after_kill)
    assert offers.cards == []
    offers.aside.click()
    assert {card.buttons[0].accessibleDescription() for card in offers.cards} == {"江边 <b>&", "강변"}
    next(card for card in offers.cards if "江边" in card.buttons[0].accessibleDescription()).buttons[
        0
    ].click()
    settle()
    assert after_kill.document is not None
    assert after_kill.document.path == killed / "a.frdesk"
    assert after_kill.document.dossier.venue.name == "江边 <b>&"
    assert names(after_kill.document) == ["Answer to “Rooms”", "Answer to “Name of the venue”"]


def test_the_desk_offers_what_was_not_saved_and_opens_where_one_left(
    after_kill: Window, killed: Path
) -> None:
    # when
    after_kill.files.open_path(killed / "a.frdesk")
    settle()
    assert after_kill.desk is not None
    assert after_kill.document is not None
    banner = after_kill.desk.banner

    # then the file is as it was saved, and the rest is offered
    assert after_kill.document.dossier.venue.name is None
    assert banner.words_of(OFFER).startswith("2 changes made until")
    banner.lines[OFFER].press(LOOK)
    (shown,) = after_kill.findChildren(UnfinishedWindow)
    assert len(shown.view.differences) == 2
    shown.leave.click()
    settle()
    assert OFFER not in banner.lines
    assert after_kill.document.dossier.venue.name is None
    assert len(unfinished.aside(after_kill.profile.folders)) == 1

    # when one leaves from another page, and opens the file again
    after_kill.desk.go_to("", "cameras")
    after_kill.files.close()
    settle()
    after_kill.files.open_path(killed / "a.frdesk")
    settle()
    assert after_kill.desk is not None
    assert after_kill.desk.where.step == "cameras"
    assert OFFER not in after_kill.desk.banner.lines


def test_a_file_is_never_ahead_of_the_journal(
    after_kill: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given somebody who saves as soon as a letter is typed
    after_kill.files.open_dossier(START)
    settle()
    document = after_kill.document
    assert document is not None
    assert document.work is not None
    folder, told = document.work.journal.folder, []

    def save(*given: Any, **named: Any) -> str:
        journal = read_journal(folder)
        assert journal is not None
        told.append(journal.dossier)
        return save_dossier(*given, **named)

    save_dossier = services.save_dossier
    monkeypatch.setattr(services, "save_dossier", save)
    for name in ("a", "ab", "abc"):
        document.edit("venue.name", name, typing=True)

        # when
        assert after_kill.files.save_to(tmp_path / "quick.frdesk")

        # then the journal held all of it before the file did
        assert told.pop() == document.dossier
        assert document.work.journal.flush()
        folder = document.work.journal.folder  # it moves to where the file's own journal belongs


def test_going_on_brings_changes_and_a_changed_file_together(
    after_kill: Window, killed: Path, tmp_path: Path
) -> None:
    # given somebody else's answer in the file
    file, kept = killed / "a.frdesk", (killed / "a.frdesk").read_bytes()
    services.save_dossier(paths.replace(START, "operator.name", "Theirs"), file)
    try:
        # when
        after_kill.files.open_path(file)
        settle()
        assert after_kill.desk is not None
        assert "has changed since" in after_kill.desk.banner.words_of(OFFER)
        after_kill.desk.banner.lines[OFFER].press(GO_ON)
        settle()

        # then
        document = after_kill.document
        assert document is not None
        assert (document.dossier.operator.name, document.dossier.venue.name) == ("Theirs", "江边 <b>&")
        assert document.stack.count() == 1
        assert OFFER not in after_kill.desk.banner.lines

        # when the disk refuses what is typed then, and takes it again
        work = document.work
        assert isinstance(work, Work)
        folder = work.journal.folder
        assert work.journal.flush()
        shutil.rmtree(folder)
        folder.write_text("in the way")
        document.edit("venue.rooms", 9)
        assert not work.journal.flush()
        settle()
        assert "cannot be noted" in after_kill.desk.banner.words_of(TROUBLE)
        folder.unlink()
        while TROUBLE in after_kill.desk.banner.lines:
            settle()
        assert work.journal.flush()
        told = read_journal(folder)
        assert told is not None
        assert told.dossier == document.dossier
        assert isinstance(told.steps[0], Step)
    finally:
        file.write_bytes(kept)


@pytest.mark.parametrize("moment", ["set apart", "taken up", "saved"])
def test_a_kill_while_unsaved_work_is_taken_up_neither_loses_nor_doubles_it(home: Home, moment: str) -> None:
    """The program ends between two steps of taking up: the copy that was set apart is still there."""
    # given unsaved work that was just offered
    home.document.edit("venue.name", "Saved")
    home.save()
    home.document.edit("venue.rooms", 5)
    home.document.edit("venue.open_to_public", False)
    home.kill()
    work = home.document.work
    assert work is not None
    assert work.journal.flush()
    (apart,) = work.journal.folder.glob("unfinished-*.jsonl")
    kept = apart.read_bytes()

    # when it is killed at that moment
    if moment != "set apart":
        home.go_on()
        assert not apart.exists()
        apart.write_bytes(kept)
    if moment == "saved":
        home.document.edit("venue.rooms", 6)
        home.save()
        assert unfinished.unfinished(home.folders) == []
        assert apart.exists()  # nobody else touches what is open
    home.kill()

    # then
    assert home.document.work is not None
    assert len(home.document.work.unfinished) == (0 if moment == "saved" else 1)
    home.go_on()
    assert home.document.dossier.venue.rooms == (6 if moment == "saved" else 5)
    assert len(names(home.document)) == (4 if moment == "saved" else 3)
    assert home.document.work.unfinished == []
