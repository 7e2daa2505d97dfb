"""What must hold of the project itself: lock file, licences, fonts, icons, versions."""

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import fr_desk

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
ICONS = ROOT / "resources" / "icons"
SANS = [FONTS / "FRDeskSans-Regular.ttf", FONTS / "FRDeskSans-Bold.ttf"]
LATIN = [FONTS / "FRDeskSansLatin-Regular.ttf", FONTS / "FRDeskSansLatin-Bold.ttf"]

# Put together here, so that this file does not name them either.
REGISTRIES = [
    f"{name}.{domain}"
    for name, domain in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("deb.debian", "org"),
        ("security.debian", "org"),
        ("registry.yarnpkg", "com"),
    ]
]


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module", params=SANS, ids=lambda path: path.stem)
def sans(request: pytest.FixtureRequest) -> Iterator[TTFont]:
    with TTFont(request.param, lazy=True) as font:
        yield font


def own_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git, wherever it is
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name.decode() for name in listing.stdout.split(b"\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in {".ttf", ".png", ".ico", ".jpg"}]


def test_every_locked_package_has_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")

    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^ *#.*\n", "", lock))

    assert len(entries) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")

    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", lock) == []


def test_the_lock_covers_every_dependency(project: dict[str, dict[str, object]]) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {match.lower() for match in re.findall(r"(?m)^([A-Za-z0-9._-]+)==", lock)}
    extras = project["project"]["optional-dependencies"]
    assert isinstance(extras, dict)
    wanted = [*_strings(project["project"]["dependencies"]), *_strings(extras["dev"])]

    names = {re.split(r"[<>=\[; ]", requirement)[0].lower() for requirement in wanted}

    assert names - locked == set()


def test_no_file_names_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in own_files()
        for host in REGISTRIES
        if host in path.read_text("utf-8", errors="replace")
    ]

    assert found == []


def test_versions_agree(project: dict[str, dict[str, object]]) -> None:
    assert project["project"]["version"] == fr_desk.__version__


def test_the_licence_is_here(project: dict[str, dict[str, object]]) -> None:
    assert project["project"]["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
    assert "ISC License" in (ICONS / "LICENSE").read_text("utf-8")


def test_modules_stay_small() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "fr_desk").rglob("*.py")
    }

    assert {name: n for name, n in lengths.items() if n > MOST_LINES and name not in VOCABULARIES} == {}


def test_qt_survives_twenty_thousand_signals() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference at each emission and aborts long before."""
    from PySide6.QtCore import QObject, Signal

    class Sender(QObject):
        told = Signal(bool)

    received: list[bool] = []
    sender = Sender()
    sender.told.connect(received.append)

    for _ in range(20_000):
        sender.told.emit(True)

    assert len(received) == 20_000


class TestFonts:
    def test_have_what_all_three_languages_write(self, sans: TTFont) -> None:
        characters = "安更，。《》“”…—·①→°²~가힣ㄱ、；：？！（）【】「」％℃㎡№✓×≥≤±§₩¥€" + "".join(
            map(chr, range(32, 127))
        )

        assert [c for c in characters if ord(c) not in sans.getBestCmap()] == []

    def test_have_every_hangul_syllable(self, sans: TTFont) -> None:
        assert set(range(0xAC00, 0xD7A4)) - set(sans.getBestCmap()) == set()

    def test_have_every_ideograph_of_gbk(self, sans: TTFont) -> None:
        def in_gbk(code: int) -> bool:
            try:
                return len(chr(code).encode("gbk")) == 2
            except UnicodeEncodeError:
                return False

        covered = sans.getBestCmap()

        assert [chr(code) for code in range(0x4E00, 0xA000) if in_gbk(code) and code not in covered] == []

    def test_may_be_embedded_and_carry_no_reserved_name(self, sans: TTFont) -> None:
        name = sans["name"]

        assert sans["OS/2"].fsType == 0
        assert name.getDebugName(1) == "FR Desk Sans"
        assert not re.search("source|noto", name.getDebugName(4) + name.getDebugName(6), re.IGNORECASE)

    def test_chinese_marks_are_full_width_and_latin_ones_are_not(self) -> None:
        wide, narrow = (_widths(path, "“”‘’·•") for path in (SANS[0], LATIN[0]))

        assert wide == [1000] * 6
        assert max(narrow) < 600

    def test_lines_are_equally_high_in_both_families(self) -> None:
        fonts = [TTFont(path, lazy=True) for path in (*SANS, *LATIN)]

        assert {(font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap) for font in fonts} == {
            (1160, -288, 0)
        }

    def test_are_the_files_whose_provenance_is_told(self) -> None:
        told = dict(
            re.findall(
                r"\| `(FRDesk[\w-]+\.ttf)` \|[^|]+\| `(\w{64})` \|",
                (FONTS / "PROVENANCE.md").read_text("utf-8"),
            )
        )

        assert told == {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")
        }

    def test_load_in_the_pdf_library(self) -> None:
        from reportlab.pdfbase.ttfonts import TTFont as PdfFont

        widths = {path.stem: PdfFont(path.stem, str(path)).stringWidth("“", 10) for path in (*SANS, *LATIN)}

        assert [widths[path.stem] for path in SANS] == [10, 10]
        assert all(widths[path.stem] < 6 for path in LATIN)


class TestIcons:
    def test_every_icon_the_desk_asks_for_is_here(self) -> None:
        sources = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "fr_desk").rglob("*.py")}

        asked = {(path.name, name) for path, tree in sources.items() for name in _icons_asked_for(tree)}

        assert {(path, name) for path, name in asked if not (ICONS / f"{name}.svg").exists()} == set()

    def test_are_bundled_only_where_they_are_used(self) -> None:
        code = "".join(path.read_text("utf-8") for path in (ROOT / "fr_desk").rglob("*.py"))

        assert {path.stem for path in ICONS.glob("*.svg") if f'"{path.stem}"' not in code} == set()

    def test_are_coloured_by_the_desk(self) -> None:
        plain = [path.stem for path in ICONS.glob("*.svg") if "currentColor" not in path.read_text("utf-8")]

        assert plain == ["app"]

    def test_are_those_the_script_copies(self) -> None:
        listed = re.search(
            r"ICONS = \[(.*?)\]", (ROOT / "tools" / "build_icons.py").read_text("utf-8"), re.DOTALL
        )
        assert listed is not None

        names = re.findall(r'"([a-z0-9-]+)"', listed[1])

        assert names == sorted(names)
        assert {*names, "app"} == {path.stem for path in ICONS.glob("*.svg")}


class TestTheDoor:
    """``fr_desk.__main__`` picks the desk or the command line without importing the other."""

    @pytest.mark.parametrize(
        ("arguments", "module", "passed"),
        [
            ([], "app", []),
            (["open", "x.frdesk"], "app", ["x.frdesk"]),
            (["open", "--help"], "cli", ["open", "--help"]),
            (["check", "x.frdesk"], "cli", ["check", "x.frdesk"]),
            (["--version"], "cli", ["--version"]),
        ],
    )
    def test_sends_each_to_its_side(
        self, monkeypatch: pytest.MonkeyPatch, arguments: list[str], module: str, passed: list[str]
    ) -> None:
        from types import ModuleType

        from fr_desk.__main__ import main

        received: list[tuple[str, list[str]]] = []

        def stand_in(name: str) -> ModuleType:
            double = ModuleType(f"fr_desk.{name}")

            def record(argv: list[str]) -> int:
                received.append((name, argv))
                return 7

            double.main = record  # type: ignore[attr-defined]  # a module made for this test
            return double

        for name in ("app", "cli"):
            monkeypatch.setitem(sys.modules, f"fr_desk.{name}", stand_in(name))
            monkeypatch.setattr(fr_desk, name, sys.modules[f"fr_desk.{name}"], raising=False)

        assert main(arguments) == 7
        assert received == [(module, passed)]


MOST_LINES = 400
# Long because they list what there is, not because they do much.
VOCABULARIES = {"fr_desk/domain/choices.py", "fr_desk/forms/steps.py"}


def _icons_asked_for(tree: ast.Module) -> Iterator[str]:
    """Finds the names in ``icon("…")``, ``Icon("…")``, ``pixmap("…")``, ``icon="…"`` and tables called ``…ICONS``."""
    for node in ast.walk(tree):
        named: list[ast.expr] = []
        if isinstance(node, ast.Call):
            function = (
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            )
            if re.search("icon|pixmap", function, re.IGNORECASE):
                named += node.args[:1]
            named += [word.value for word in node.keywords if word.arg == "icon"]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if getattr(target, "id", "").upper().strip("_").endswith(("ICON", "ICONS")):
                named += node.value.values
        yield from (
            p.value for p in named if isinstance(p, ast.Constant) and isinstance(p.value, str) and p.value
        )


def _strings(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]


def _widths(path: Path, characters: str) -> list[int]:
    with TTFont(path, lazy=True) as font:
        names = font.getBestCmap()
        return [font["hmtx"][names[ord(character)]][0] for character in characters]
