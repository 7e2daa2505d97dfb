"""Three hands that seal, and papers for them to seal. Keys here are opened quickly; real ones are slow to guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.seals import Seal
from fr_desk.seal import certificates
from fr_desk.seal.certificates import Credentials, der_of
from fr_desk.seal.examination import SealedDocument
from fr_desk.services.papers import write_dossier_pdf
from tests.seal.papers import NOW, paper, sealed

PASSPHRASE = "correct horse"  # noqa: S105 - of keys made for tests


@pytest.fixture(scope="session", autouse=True)
def quick_keys() -> Iterator[None]:
    """Make keys that are opened at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certificates, "ROUNDS", 1_000)
        yield


@pytest.fixture(autouse=True)
def never_told_otherwise_than_thoroughly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare whatever is told quickly in any of these tests with what the thorough way tells."""
    quickly = SealedDocument.judged_quickly

    def compared(self: SealedDocument) -> tuple[Seal, ...] | None:
        seals = quickly(self)
        assert seals is None or seals == self.judged_thoroughly()
        return seals

    monkeypatch.setattr(SealedDocument, "judged_quickly", compared)


MakeHand = Callable[[str, str], Credentials]


@pytest.fixture(scope="session")
def make_hand(quick_keys: None) -> MakeHand:
    def make(name: str, organisation: str) -> Credentials:
        made = NOW - dt.timedelta(days=30)
        key, _ = certificates.new_identity(name, organisation, PASSPHRASE, made)
        return certificates.open_key(key, PASSPHRASE, name)

    return make


@pytest.fixture(scope="session")
def operator(make_hand: MakeHand) -> Credentials:
    return make_hand("王芳", "上海滨江酒店")


@pytest.fixture(scope="session")
def inspector(make_hand: MakeHand) -> Credentials:
    return make_hand("김 검사관", "개인정보보호위원회")


@pytest.fixture(scope="session")
def stranger(make_hand: MakeHand) -> Credentials:
    return make_hand("王芳", "上海滨江酒店")


@pytest.fixture(scope="session")
def known(operator: Credentials, inspector: Credentials) -> dict[bytes, str]:
    """Whom the user knows: the operator and the inspector."""
    return {der_of(hand.certificate): hand.holder.name for hand in (operator, inspector)}


@pytest.fixture(scope="session")
def bare() -> bytes:
    """A dossier of few objects, unsealed."""
    return paper()


@pytest.fixture(scope="session")
def once(bare: bytes, operator: Credentials) -> bytes:
    """The same, sealed by the operator."""
    return sealed(bare, operator)


@pytest.fixture(scope="session")
def twice(bare: bytes, operator: Credentials, inspector: Credentials) -> bytes:
    """The same, sealed by the operator, then by the inspector."""
    return sealed(bare, operator, inspector)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A dossier as the program prints it, unsealed."""
    folder = tmp_path_factory.mktemp("printed")
    opened = services.open_dossier(services.write_sample("ningbo-sales-office-after", folder))
    path: Path = write_dossier_pdf(opened.dossier, folder / "dossier.pdf")
    return path.read_bytes()
