"""Identities and known signers are kept in the profile; papers are sealed whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fr_desk.errors import FrDeskError
from fr_desk.paths import Folders, user_folders
from fr_desk.seal import certificates, errors
from fr_desk.services import sealing
from fr_desk.storage import errors as storage_errors
from fr_desk.storage.container import write_container
from fr_desk.storage.identities import SignersError
from tests.seal.papers import HOTEL, NOW, paper, rewritten

PASSPHRASE = "correct horse"  # noqa: S105 - of keys made for tests


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys that are opened at once; assess with the little verdict of the little paper."""
    from tests.storage.verdicts import assess

    monkeypatch.setattr(certificates, "ROUNDS", 1_000)
    monkeypatch.setattr(sealing, "assess", assess)


@pytest.fixture
def profile(clean_profile: Path) -> Folders:
    return user_folders()


@pytest.fixture
def identity() -> sealing.Identity:
    return sealing.make_identity("王芳", "上海滨江酒店", PASSPHRASE, now=NOW)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hotel.pdf"
    path.write_bytes(paper())
    return path


class TestIdentities:
    def test_there_are_none_at_first(self) -> None:
        assert sealing.identities() == ()

    def test_one_that_was_made_is_listed(self, identity: sealing.Identity) -> None:
        assert sealing.identities() == (identity,)
        assert identity.holder.valid_from.date() == NOW.date()

    def test_several_are_listed_in_the_order_in_which_they_were_made(self) -> None:
        for name in ("C", "A", "B"):
            sealing.make_identity(name, "", PASSPHRASE, now=NOW)
            time.sleep(0.002)  # the order of two files made in one tick of the clock is nobody's

        assert [one.holder.name for one in sealing.identities()] == ["C", "A", "B"]

    def test_only_the_user_can_read_the_key(self, identity: sealing.Identity, profile: Folders) -> None:
        if os.name != "nt":
            assert identity.key.stat().st_mode & 0o777 == 0o600
            assert profile.identities.stat().st_mode & 0o777 == 0o700

    def test_the_passphrase_stands_nowhere(self, identity: sealing.Identity, profile: Folders) -> None:
        for path in profile.data.rglob("*"):
            if path.is_file():
                assert PASSPHRASE.encode() not in path.read_bytes()
                assert PASSPHRASE.encode("utf-16-be") not in path.read_bytes()

    def test_they_are_found_by_name_by_number_and_as_a_file(self, identity: sealing.Identity) -> None:
        assert sealing.find_identity("王芳") == identity
        assert sealing.find_identity(identity.holder.id) == identity
        assert sealing.find_identity("somewhere/own.P12") == Path("somewhere/own.P12")

    def test_two_of_one_name_are_told_apart_by_number(self, identity: sealing.Identity) -> None:
        other = sealing.make_identity("王芳", "", PASSPHRASE, now=NOW)

        with pytest.raises(sealing.AmbiguousIdentityError, match=other.holder.id):
            sealing.find_identity("王芳")
        assert sealing.find_identity(other.holder.id) == other

    def test_a_name_nobody_has_is_answered_with_those_there_are(self, identity: sealing.Identity) -> None:
        with pytest.raises(sealing.UnknownIdentityError, match="choose from 王芳"):
            sealing.find_identity("李娜")

    def test_files_that_are_no_identity_are_passed_over(
        self, identity: sealing.Identity, profile: Folders
    ) -> None:
        (profile.identities / "0000.p12").write_bytes(b"x")
        (profile.identities / "0000.pem").write_bytes(b"x")
        (profile.identities / "1111.p12").write_bytes(b"x")

        assert sealing.identities() == (identity,)


class TestKnownSigners:
    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        """The certificate of somebody with a profile of his own."""
        elsewhere = user_folders(tmp_path / "elsewhere")
        other = sealing.make_identity(
            "김 검사관", "개인정보보호위원회", PASSPHRASE, now=NOW, folders=elsewhere
        )
        return sealing.export_certificate(other, tmp_path / "inspector.pem")

    def test_they_are_kept_under_the_name_the_user_gives(self, certificate: Path) -> None:
        sealing.trust(certificate, "the inspector", now=NOW)

        (signer,) = sealing.signers()
        assert (signer.name, signer.holder.name, signer.since) == ("the inspector", "김 검사관", NOW.date())

    def test_without_a_name_the_certificates_counts(self, certificate: Path) -> None:
        assert sealing.trust(certificate).name == "김 검사관"

    def test_one_certificate_stands_there_once(self, certificate: Path) -> None:
        sealing.trust(certificate, "one")
        sealing.trust(certificate, "two")

        assert [one.name for one in sealing.signers()] == ["two"]

    def test_they_can_be_forgotten_by_name_and_by_number(self, certificate: Path) -> None:
        signer = sealing.trust(certificate, "one")
        sealing.forget("one")
        assert sealing.signers() == ()

        sealing.trust(certificate, "one")
        sealing.forget(signer.holder.id)
        assert sealing.signers() == ()

    def test_nobody_is_forgotten_by_mistake(self, certificate: Path) -> None:
        sealing.trust(certificate, "one")

        with pytest.raises(sealing.UnknownSignerError):
            sealing.forget("two")
        assert len(sealing.signers()) == 1

    @pytest.mark.parametrize("content", ["", "[]", "{", '{"signers": [{"name": ""}]}', "\0"])
    def test_a_damaged_list_is_told_and_left_as_it_is(
        self, certificate: Path, profile: Folders, content: str
    ) -> None:
        profile.signers.parent.mkdir(parents=True, exist_ok=True)
        profile.signers.write_text(content)

        for use in (sealing.signers, lambda: sealing.trust(certificate), lambda: sealing.forget("x")):
            with pytest.raises(SignersError, match="list of known signers"):
                use()
        assert profile.signers.read_text() == content

    def test_an_exported_certificate_has_no_key_in_it(self, certificate: Path) -> None:
        text = certificate.read_text()

        assert text.startswith("-----BEGIN CERTIFICATE-----")
        assert "PRIVATE" not in text


class TestSealing:
    def test_a_paper_is_sealed_in_place(self, file: Path, identity: sealing.Identity) -> None:
        before = file.read_bytes()

        assert sealing.seal(file, identity, PASSPHRASE, now=NOW) == file

        result = sealing.verify(file)
        assert (result.standing, result.state, result.sealed) == ("sealed", "intact", True)
        assert result.seals[0].claimed_at == NOW
        assert file.read_bytes().startswith(before)

    def test_or_beside_it(self, file: Path, identity: sealing.Identity, tmp_path: Path) -> None:
        before = file.read_bytes()

        out = sealing.seal(file, identity, PASSPHRASE, tmp_path / "sealed.pdf", now=NOW)

        assert file.read_bytes() == before
        assert sealing.verify(out).standing == "sealed"

    def test_the_seal_shows_who_and_when(self, file: Path, identity: sealing.Identity) -> None:
        import pypdfium2

        sealing.seal(file, identity, PASSPHRASE, now=NOW)

        with pypdfium2.PdfDocument(file) as document:
            document.init_forms()
            page = document[2]
            drawn = page.render(scale=1, may_draw_forms=True).to_pil().convert("L")
            box = drawn.crop((300, 842 - 660, 500, 842 - 600))
        assert sum(box.histogram()[:160]) > 150

    def test_an_inspector_seals_after_an_operator_whom_he_does_not_know(
        self, file: Path, identity: sealing.Identity, tmp_path: Path
    ) -> None:
        sealing.seal(file, identity, PASSPHRASE, now=NOW)
        elsewhere = user_folders(tmp_path / "elsewhere")
        inspector = sealing.make_identity("김 검사관", "", PASSPHRASE, now=NOW, folders=elsewhere)
        sealing.seal(file, inspector, PASSPHRASE, now=NOW + dt.timedelta(hours=1))

        mine, his = sealing.verify(file), sealing.verify(file, elsewhere)

        assert [one.state for one in mine.seals] == ["sealed", "unknown_signer"]
        assert [one.state for one in his.seals] == ["unknown_signer", "sealed"]
        assert mine.standing == his.standing == "unknown_signer"
        sealing.trust(sealing.export_certificate(identity, tmp_path / "w.pem"), folders=elsewhere)
        assert sealing.verify(file, elsewhere).standing == "sealed"

    def test_a_key_file_of_the_user_seals(
        self, file: Path, identity: sealing.Identity, tmp_path: Path
    ) -> None:
        own = tmp_path / "own.p12"
        own.write_bytes(identity.key.read_bytes())

        sealing.seal(file, own, PASSPHRASE, now=NOW)

        assert sealing.verify(file).standing == "sealed"

    @pytest.mark.parametrize("data", ["changed", "mismatch"])
    def test_what_is_not_as_it_was_written_is_not_sealed(
        self, file: Path, identity: sealing.Identity, data: str
    ) -> None:
        if data == "changed":
            sealing.seal(file, identity, PASSPHRASE, now=NOW)
            file.write_bytes(file.read_bytes() + b"\n")
        else:
            file.write_bytes(rewritten(paper(), lambda pdf: pdf.pages.__delitem__(1)))
        before = file.read_bytes()

        with pytest.raises(sealing.DoctoredDossierError, match="was not sealed, because it is not as it was"):
            sealing.seal(file, identity, PASSPHRASE, now=NOW)
        assert file.read_bytes() == before

    def test_only_dossier_pdfs_are_sealed(self, identity: sealing.Identity, tmp_path: Path) -> None:
        container, menu = tmp_path / "hotel.frdesk", tmp_path / "menu.pdf"
        write_container(container, HOTEL)
        menu.write_bytes(rewritten(paper(), lambda pdf: pdf.attachments.__delitem__("dossier.json")))

        with pytest.raises(sealing.NotAPdfError):
            sealing.seal(container, identity, PASSPHRASE)
        with pytest.raises(storage_errors.NotADossierPdfError):
            sealing.seal(menu, identity, PASSPHRASE)

    @pytest.mark.parametrize(
        ("passphrase", "now", "error"),
        [
            ("wrong horse", NOW, errors.WrongPassphraseError),
            (PASSPHRASE, NOW + dt.timedelta(days=5_000), errors.ExpiredError),
            (PASSPHRASE, NOW - dt.timedelta(days=5), errors.NotYetValidError),
        ],
    )
    def test_a_refusal_leaves_everything_as_it_was(
        self,
        file: Path,
        identity: sealing.Identity,
        passphrase: str,
        now: dt.datetime,
        error: type[FrDeskError],
    ) -> None:
        before = file.read_bytes()

        with pytest.raises(error):
            sealing.seal(file, identity, passphrase, now=now)

        assert file.read_bytes() == before
        assert {path.name for path in file.parent.iterdir()} == {"hotel.pdf", "profile"}

    def test_a_seal_that_does_not_read_back_is_not_kept(
        self, file: Path, identity: sealing.Identity, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from fr_desk.seal import signing

        seal_pdf = signing.seal_pdf
        monkeypatch.setattr(signing, "seal_pdf", lambda *args, **kwargs: seal_pdf(*args, **kwargs) + b"junk")
        before = file.read_bytes()

        with pytest.raises(storage_errors.UnprovenWriteError):
            sealing.seal(file, identity, PASSPHRASE, now=NOW)
        assert file.read_bytes() == before


class TestVerifying:
    def test_an_unsealed_paper_needs_no_cryptography(self, file: Path) -> None:
        import subprocess
        import sys

        code = (
            "import sys; from pathlib import Path; from fr_desk.services.sealing import verify;"
            f"verify(Path({str(file)!r})); assert not {{'pyhanko', 'cryptography', 'aiohttp'}} & set(sys.modules)"
        )

        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

    def test_a_damaged_list_of_signers_matters_only_for_sealed_papers(
        self, file: Path, identity: sealing.Identity, profile: Folders
    ) -> None:
        profile.signers.write_text("{")

        assert sealing.verify(file).standing == "unsealed"
        sealing.seal(file, identity, PASSPHRASE, now=NOW)
        with pytest.raises(SignersError):
            sealing.verify(file)


@pytest.fixture(autouse=True, scope="module")
def no_network() -> Iterator[None]:
    """Whoever wants to connect to anything fails."""
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
