"""What is said about the frozen program and the wheel, checked without building them."""

import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from fr_desk import resources
from fr_desk.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
INSTALLER = ROOT / "installer"


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contents", INSTALLER / "contents.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fresh_root() -> object:
    resources.root.cache_clear()
    yield None
    resources.root.cache_clear()


@pytest.mark.usefixtures("fresh_root")
def test_resources_are_found_in_a_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contents: ModuleType
) -> None:
    _, destination = contents.RESOURCES
    (tmp_path / destination / "fonts").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources.resource("fonts") == tmp_path / destination / "fonts"
    assert resources.resource("fonts").is_dir()


@pytest.mark.usefixtures("fresh_root")
def test_resources_are_found_in_a_checkout() -> None:
    assert resources.resource("fonts", "OFL.txt").is_file()


def test_the_spec_is_python_and_uses_only_what_exists(contents: ModuleType) -> None:
    compile((INSTALLER / "fr-desk.spec").read_text("utf-8"), "fr-desk.spec", "exec")

    assert contents.RESOURCES[0].is_dir()
    assert contents.SCRIPT.is_file()
    assert f'"{contents.DESK}"' in contents.SCRIPT.read_text("utf-8")
    assert (INSTALLER / "app.ico").is_file()


@pytest.mark.parametrize(
    ("destination", "wanted"),
    [
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/zh_Hans_CN.dat", True),
        ("babel/locale-data/fr.dat", False),
        ("PySide6/Qt/translations/qtbase_ko.qm", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("fr_desk/_resources/i18n/ko/LC_MESSAGES/fr_desk.mo", True),
        ("fr_desk/_resources/fonts/FRDeskSans-Bold.ttf", True),
        ("holidays/locale/ko/LC_MESSAGES/KR.mo", True),
        ("babel/locale-data/LICENSE.unicode", True),
        ("fr_desk-0.1.0.dist-info/METADATA", True),
        ("fr_desk-0.1.0.dist-info/direct_url.json", False),
    ],
)
def test_only_our_languages_are_packed(contents: ModuleType, destination: str, *, wanted: bool) -> None:
    assert contents.is_wanted(destination) is wanted


def test_versions_and_licences_of_all_packages_are_packed(contents: ModuleType) -> None:
    from fr_desk.services.about import OURSELVES

    spec = (INSTALLER / "fr-desk.spec").read_text("utf-8")

    assert contents.METADATA == OURSELVES
    assert "copy_metadata(contents.METADATA, recursive=True)" in spec


def test_what_is_excluded_is_not_used(contents: ModuleType) -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "fr_desk").rglob("*.py")]

    used = {
        name
        for name in contents.EXCLUDED
        for text in sources
        if f"import {name}" in text
        or f"from {name}" in text
        or f"from PySide6 import {name.removeprefix('PySide6.')}" in text
    }

    assert used == set()


def test_the_wheel_carries_the_resources(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))

    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "fr_desk/_resources/fonts/FRDeskSans-Regular.ttf" in names
    assert {f"fr_desk/_resources/guide/{lang}.md" for lang in LANGUAGES} < names
    assert "fr_desk/_resources/guide/pictures/home-zh.png" in names
    assert "fr_desk/__main__.py" in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "resources/"))]
