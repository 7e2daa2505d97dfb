"""``seal``, ``verify`` and ``identity``: exit codes, the JSON shape other systems rely on, and ways to a passphrase."""

from __future__ import annotations

import getpass
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.cli import sealing as commands
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.rules import engine
from fr_desk.rules.bundled import packs_for
from fr_desk.seal import certificates
from fr_desk.services import sealing
from fr_desk.services.papers import write_dossier_pdf
from tests.cli.conftest import Run
from tests.inspection.hostile import numbered
from tests.inspection.hostile_pdfs import DAY
from tests.inspection.hostile_pdfs import printed as printed_pdf

PASSPHRASE = "correct horse"  # noqa: S105 - of keys made for tests


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys that are opened at once, and give the passphrase as most scripts do."""
    monkeypatch.setattr(certificates, "ROUNDS", 1_000)
    monkeypatch.setenv("FR_DESK_PASSPHRASE", PASSPHRASE)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("printed")
    dossier = services.open_dossier(services.write_sample("ningbo-sales-office-after", folder)).dossier
    return write_dossier_pdf(dossier, folder / "dossier.pdf").read_bytes()


@pytest.fixture
def pdf(printed: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(printed)
    return path


@pytest.fixture
def identity(run: Run) -> str:
    name = "王芳"
    assert run("identity", "new", "--name", name, "--organisation", "宁波置业").code == 0
    return name


def test_a_dossier_is_sealed_in_place_and_verified(pdf: Path, identity: str, run: Run) -> None:
    sealed = run("seal", pdf, "--identity", identity)
    verified = run("verify", pdf)

    assert (sealed.code, sealed.out) == (0, f"Sealed by 王芳: {pdf}\n")
    assert verified.code == 0
    assert verified.out.startswith(
        f"{pdf}: sealed and unchanged\n  Sealed by 王芳, 宁波置业; the time claimed"
    )


def test_or_into_another_file(pdf: Path, identity: str, tmp_path: Path, run: Run) -> None:
    before, out = pdf.read_bytes(), tmp_path / "sealed.pdf"

    assert run("seal", pdf, "--identity", identity, "-o", out, "--as", "inspector").code == 0

    assert pdf.read_bytes() == before
    assert json.loads(run("verify", out, "--format", "json").out)["seals"][0]["field"] == "Inspector"


def test_each_standing_has_its_exit_code(
    pdf: Path, identity: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {name: tmp_path / f"{name}.pdf" for name in ("sealed", "changed", "none")}
    run("seal", pdf, "--identity", identity, "-o", paths["sealed"])
    paths["changed"].write_bytes(paths["sealed"].read_bytes() + b"\n")
    paths["none"].write_bytes(b"%PDF-1.7")

    codes = {name: run("verify", path).code for name, path in {**paths, "unsealed": pdf}.items()}
    monkeypatch.setenv("FR_DESK_HOME", str(tmp_path / "elsewhere"))
    codes["unknown"] = run("verify", paths["sealed"]).code

    assert codes == {"sealed": 0, "unsealed": 0, "changed": 1, "none": 2, "unknown": 3}
    assert run("verify", paths["sealed"], paths["changed"]).code == 1
    assert run("verify", paths["none"], paths["changed"]).code == 2


def test_every_standing_has_a_code_and_words() -> None:
    assert set(commands.CODES) == {*commands.STANDINGS, "unreadable", "not_a_dossier"}


def test_the_json_shape_is_what_scripts_rely_on(pdf: Path, identity: str, run: Run) -> None:
    run("seal", pdf, "--identity", identity)

    result = json.loads(run("verify", pdf, "--format", "json").out)

    assert set(result) == {"file", "form", "standing", "agreement", "details", "pages", "seals"}
    assert (result["file"], result["form"], result["standing"]) == (str(pdf), "pdf", "sealed")
    assert all(set(detail) == {"zh", "ko", "en"} for detail in result["details"])
    (seal,) = result["seals"]
    assert set(seal) == {
        "field",
        "signer",
        "organisation",
        "fingerprint",
        "known_as",
        "claimed_at",
        "state",
        "details",
        "pages",
    }
    assert (seal["signer"], seal["organisation"], seal["state"]) == ("王芳", "宁波置业", "sealed")


def test_json_says_also_what_cannot_be_read(tmp_path: Path, run: Run) -> None:
    ran = run("verify", tmp_path / "nothing.pdf", "--format", "json")

    assert (ran.code, json.loads(ran.out)["standing"]) == (2, "unreadable")
    assert "does not exist" in ran.err


def test_a_dossier_is_verified_inside_a_zip_and_the_zip_itself_is_told(tmp_path: Path, run: Run) -> None:
    dossier, portfolio = services.write_sample("shanghai-hotel", tmp_path), tmp_path / "all.zip"
    name = f"{portfolio}!/a/hotel.frdesk"
    with zipfile.ZipFile(portfolio, "w") as packed:
        packed.write(dossier, "a/hotel.frdesk")

    whole, inside = run("verify", portfolio), run("verify", name)

    assert whole.err == f"{portfolio}: This is a zip of dossiers; name one inside it, such as {name}.\n"
    assert (whole.code, inside.code, inside.err) == (2, 0, "")
    assert "Every part matches its checksum." in inside.out
    assert run("verify", f"{portfolio}!/b.frdesk").code == 2


class TestPassphrases:
    @pytest.mark.parametrize("content", [PASSPHRASE, f"{PASSPHRASE}\n", f"\ufeff{PASSPHRASE}\r\n"])
    def test_one_can_be_read_from_a_file(
        self,
        pdf: Path,
        identity: str,
        tmp_path: Path,
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        content: str,
    ) -> None:
        monkeypatch.setenv("FR_DESK_PASSPHRASE", "the file counts more")
        file = tmp_path / "secret"
        file.write_bytes(content.encode())

        assert run("seal", pdf, "--identity", identity, "--passphrase-file", file).code == 0

    def test_one_can_be_typed(
        self, pdf: Path, identity: str, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []
        self.sit_down(monkeypatch, asked, [PASSPHRASE])

        assert run("seal", pdf, "--identity", identity).code == 0
        assert asked == ["Passphrase: "]

    def test_a_new_one_is_typed_twice(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        self.sit_down(monkeypatch, asked, [PASSPHRASE, "correct hrose"])

        ran = run("identity", "new", "--name", "李娜")

        assert (ran.code, len(asked)) == (2, 2)
        assert "differ" in ran.err
        assert sealing.identities() == ()

    def test_where_nobody_sits_one_sentence_says_what_to_do(
        self, pdf: Path, identity: str, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("FR_DESK_PASSPHRASE")
        monkeypatch.setattr(sys, "stdin", io.StringIO())

        ran = run("seal", pdf, "--identity", identity)

        assert ran.code == 2
        assert "--passphrase-file" in ran.err

    @staticmethod
    def sit_down(monkeypatch: pytest.MonkeyPatch, asked: list[str], typed: list[str]) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        answers = iter(typed)

        def ask(prompt: str) -> str:
            asked.append(prompt)
            return next(answers)

        monkeypatch.delenv("FR_DESK_PASSPHRASE")
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", ask)


class TestIdentities:
    def test_the_list_shows_own_ones_and_known_signers(
        self, identity: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert run("identity", "export", identity, "-o", tmp_path / "w.pem").out == f"{tmp_path / 'w.pem'}\n"
        monkeypatch.setenv("FR_DESK_HOME", str(tmp_path / "elsewhere"))
        assert run("identity", "list").out.count("none yet") == 2

        trusted = run("identity", "trust", tmp_path / "w.pem", "--name", "the operator")
        listed = run("identity", "list")
        as_json = json.loads(run("identity", "list", "--format", "json").out)

        assert "seals of the operator count as known" in trusted.out
        assert "the operator = 王芳, 宁波置业, valid until" in listed.out
        assert [one["known_as"] for one in as_json["signers"]] == ["the operator"]
        assert run("identity", "forget", "the operator").code == 0
        assert run("identity", "list").out.count("none yet") == 2

    def test_a_new_one_says_where_its_key_is(self, run: Run) -> None:
        ran = run("identity", "new", "--name", "王芳")

        assert ran.code == 0
        assert ".p12" in ran.out
        assert PASSPHRASE not in ran.out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ("seal", "{pdf}", "--identity", "nobody"),
        ("seal", "{pdf}", "--identity", "{folder}/none.p12"),
        ("seal", "{pdf}", "--identity", "{pem}.p12"),
        ("seal", "{folder}/none.pdf", "--identity", "王芳"),
        ("seal", "{pem}", "--identity", "王芳"),
        ("seal", "{pdf}", "--identity", "王芳", "-o", "{folder}/no/where.pdf"),
        ("seal", "{pdf}", "--identity", "王芳", "--passphrase-file", "{folder}/none"),
        ("seal", "{pdf}", "--identity", "王芳", "--passphrase-file", "{pdf}"),
        ("identity", "new", "--name", ""),
        ("identity", "new", "--name", "a\nb"),
        ("identity", "export", "nobody", "-o", "{folder}/a.pem"),
        ("identity", "export", "{pem}.p12", "-o", "{folder}/a.pem"),
        ("identity", "trust", "{pdf}"),
        ("identity", "trust", "{folder}/none.pem"),
        ("identity", "forget", "nobody"),
    ],
)
def test_every_mistake_is_one_sentence(
    arguments: tuple[str, ...], lang: Lang, pdf: Path, identity: str, tmp_path: Path, run: Run
) -> None:
    pem, before = tmp_path / "w.pem", pdf.read_bytes()
    run("identity", "export", identity, "-o", pem)
    Path(f"{pem}.p12").write_bytes(pem.read_bytes())
    names = {"pdf": pdf, "folder": tmp_path, "pem": pem}

    ran = run(*(argument.format(**names) for argument in arguments), "--lang", lang)

    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    assert pdf.read_bytes() == before


def test_a_wrong_passphrase_is_one_sentence(
    pdf: Path, identity: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FR_DESK_PASSPHRASE", "wrong horse")

    ran = run("seal", pdf, "--identity", identity)

    assert ran.code == 2
    assert ran.err == "The passphrase does not open 王芳; type it again.\n"


@pytest.mark.parametrize("command", ["seal", "verify", "identity", "identity new", "identity trust"])
def test_every_command_has_help(command: str, run: Run) -> None:
    ran = run(*command.split(), "--help")

    assert ran.code == 0
    assert f"fr-desk {command}" in ran.out


def test_a_place_that_is_none_is_refused(pdf: Path, run: Run) -> None:
    ran = run("seal", pdf, "--identity", "x", "--as", "witness")

    assert ran.code == 2
    assert "operator, inspector" in ran.err


@pytest.mark.parametrize(
    ("version", "code", "words"),
    [
        ("2025.01", 0, "intact, but unsealed; its findings are of older rules and were not compared"),
        ("2027.01", 3, "intact, but unsealed; its findings could not be compared"),
    ],
)
def test_a_file_whose_findings_nobody_compared_is_not_simply_intact(
    version: str, code: int, words: str, tmp_path: Path, run: Run
) -> None:
    dossier = numbered(3)
    stated = engine.assess(dossier, packs_for(dossier), DAY)
    packs = tuple(pack.model_copy(update={"version": version}) for pack in stated.packs)
    path = tmp_path / "hotel.pdf"
    path.write_bytes(printed_pdf(dossier, stated.model_copy(update={"packs": packs})))

    told, as_json = run("verify", path), run("verify", path, "--format", "json")

    assert (told.code, told.out.partition("\n")[0]) == (code, f"{path}: {words}")
    said = json.loads(as_json.out)
    assert (said["standing"], said["agreement"]) == ("unsealed", "newer_rules" if code else "older_rules")
    assert json.loads(run("view", path, "--format", "json").out)["agreement"] == said["agreement"]
