"""The window about seals: checking, sealing, identities and known signers, by keyboard and with what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.gui.seal_parts import Result
from fr_desk.gui.seals import SealWindow
from fr_desk.paths import Folders
from fr_desk.resources import resource
from fr_desk.services import sealing
from fr_desk.services.papers import write_dossier_pdf
from tests.gui.conftest import AnsweringDialogs, settle

PASSPHRASE = "correct horse battery"  # noqa: S105 - of keys that live as long as a test


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    dossier = services.open_dossier(resource("samples", "seoul-gym.yaml")).dossier
    return write_dossier_pdf(dossier, tmp_path_factory.mktemp("paper") / "gym.pdf").read_bytes()


@pytest.fixture
def paper(printed: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "gym.pdf"
    path.write_bytes(printed)
    return path


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return profile(tmp_path / "profile")


@pytest.fixture
def seals(qtbot: QtBot, folders: Folders, dialogs: AnsweringDialogs) -> Iterator[SealWindow]:
    owner = QWidget()
    owner.resize(1000, 800)
    qtbot.addWidget(owner)
    window = SealWindow(owner, folders, dialogs)
    window.show()
    yield window
    window.close()
    owner.close()


def profile(folder: Path) -> Folders:
    return Folders(folder / "config", folder / "data", folder / "logs")


def idle(qtbot: QtBot, window: SealWindow) -> None:
    qtbot.waitUntil(lambda: not window._tasks.jobs, timeout=30_000)


def verdict(window: SealWindow) -> str:
    settle()  # a new widget is shown when the event loop runs
    shown = [one for one in window.findChildren(Result) if one.isVisible()]
    assert len(shown) == 1, window.note.text()
    return shown[0].verdict.text()


def test_an_identity_is_made_and_seals_a_document_by_keyboard(
    qtbot: QtBot, seals: SealWindow, paper: Path
) -> None:
    # given
    seals.check(paper)
    idle(qtbot, seals)
    assert verdict(seals) == "Intact, but not sealed"
    assert not seals.seal_button.isEnabled()

    # when
    for line, words in (
        (seals.fields.name, "Kim Min-jun"),
        (seals.fields.organisation, "Example Gym"),
        (seals.fields.passphrase, PASSPHRASE),
        (seals.fields.again, PASSPHRASE),
    ):
        QTest.keyClicks(line, words)
    seals.make_button.setFocus()
    QTest.keyClick(seals.make_button, Qt.Key.Key_Space)
    idle(qtbot, seals)
    QTest.keyClicks(seals.passphrase, PASSPHRASE)
    QTest.keyClick(seals.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seals.result is not None and seals.result.standing == "sealed", timeout=30_000)

    # then
    assert verdict(seals) == "Sealed and unchanged"
    assert seals.who.currentText() == "Kim Min-jun (Example Gym)"
    assert seals.passphrase.text() == ""
    assert seals.fields.passphrase.text() == ""


def test_a_wrong_passphrase_is_one_sentence_and_the_document_stays_as_it_was(
    qtbot: QtBot, seals: SealWindow, folders: Folders, paper: Path
) -> None:
    # given
    sealing.make_identity("Lee", "", PASSPHRASE, folders=folders)
    seals._show_people()
    before = paper.read_bytes()
    seals.check(paper)
    idle(qtbot, seals)

    # when
    seals.passphrase.setText("something else")
    seals.seal_button.click()
    idle(qtbot, seals)

    # then
    assert "passphrase" in seals.note.text().lower()
    assert seals.note.isVisible()
    assert paper.read_bytes() == before


def test_passphrases_that_differ_make_no_identity(qtbot: QtBot, seals: SealWindow, folders: Folders) -> None:
    seals.fields.name.setText("Lee")
    seals.fields.passphrase.setText(PASSPHRASE)
    seals.fields.again.setText(PASSPHRASE + "x")
    seals.make_button.click()
    idle(qtbot, seals)
    assert seals.note.text() == "The two passphrases differ; type them again."
    assert sealing.identities(folders) == ()


def test_a_stranger_is_known_once_the_certificate_is_added_and_a_stranger_again_when_it_is_removed(
    qtbot: QtBot, seals: SealWindow, dialogs: AnsweringDialogs, tmp_path: Path, paper: Path
) -> None:
    # given
    elsewhere = profile(tmp_path / "elsewhere")
    stranger = sealing.make_identity("Park", "District office", PASSPHRASE, folders=elsewhere)
    sealing.seal(paper, stranger, PASSPHRASE)
    certificate = sealing.export_certificate(stranger, tmp_path / "park.pem")
    seals.check(paper)
    idle(qtbot, seals)
    assert verdict(seals) == "Sealed by somebody you do not know"

    # when
    dialogs.certificate = certificate
    seals.add_signer.click()
    idle(qtbot, seals)

    # then
    assert verdict(seals) == "Sealed and unchanged"

    # when
    seals._forget("Park")
    idle(qtbot, seals)

    # then
    assert verdict(seals) == "Sealed by somebody you do not know"


def test_a_changed_document_says_so_and_is_not_sealed_again(
    qtbot: QtBot, seals: SealWindow, folders: Folders, paper: Path
) -> None:
    # given
    own = sealing.make_identity("Lee", "", PASSPHRASE, folders=folders)
    sealing.seal(paper, own, PASSPHRASE)
    data = bytearray(paper.read_bytes())
    data[len(data) // 3] ^= 1
    paper.write_bytes(data)
    seals._show_people()

    # when
    seals.check(paper)
    idle(qtbot, seals)
    seals.passphrase.setText(PASSPHRASE)

    # then
    assert seals.result is not None
    assert seals.result.standing in {"changed", "unreadable"}
    assert not seals.seal_button.isEnabled()


def test_something_else_than_a_dossier_is_called_so(qtbot: QtBot, seals: SealWindow, tmp_path: Path) -> None:
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"%PDF-1.7 not really")
    seals.check(other)
    idle(qtbot, seals)
    assert verdict(seals) in {"Not a dossier", "Cannot be read"}
