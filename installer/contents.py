"""What goes into the frozen program: read by fr-desk.spec and checked by a test, so that neither repeats the other."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# fr_desk.resources looks for this folder beside the frozen program's modules.
RESOURCES = (ROOT / "resources", "fr_desk/_resources")

# Two executables on one script: one has a console, for commands and their errors, the other opens none.
SCRIPT = ROOT / "installer" / "program.py"
CONSOLE = "fr-desk"
DESK = "fr-desk-desk"

# Qt modules that come along with PySide6-Essentials and that nothing of ours uses, and build-time packages.
EXCLUDED = [
    "PySide6.QtDesigner",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickControls2",
    "PySide6.QtQuickWidgets",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "IPython",
    "_pytest",
    "hypothesis",
    "matplotlib",
    "mypy",
    "pytest",
    "setuptools",
    "tkinter",
]

# Imported by name at run time, where no analysis sees it.
HIDDEN = ["holidays.countries.south_korea"]

# Packages that read files of their own, and which of them. python-docx looks for its templates by way of the folder
# ``docx/parts``, so that folder must be there.
DATA = {
    "holidays": ["locale/*/LC_MESSAGES/KR.mo"],
    "docx": ["templates/*.xml", "templates/*.docx", "parts/__init__.py"],
}

# The window about the program reads versions and licences from the metadata of this package and of all it needs.
METADATA = "fr-desk"

# Qt speaks every language it knows, Babel carries all of the world's locales: ours are enough.
LANGUAGES = ("en", "ko", "zh")


def is_wanted(destination: str) -> bool:
    """Says whether a collected file belongs into the program.

    Args:
        destination: its path in the frozen folder, with forward slashes.

    Returns:
        False for translations and locales of languages we do not speak; licences stay.
    """
    folder, _, name = destination.rpartition("/")
    if name == "direct_url.json":  # says from which folder a package was installed
        return False
    if name.startswith("LICENSE"):
        return True
    stem = name.rpartition(".")[0]
    if folder.endswith("babel/locale-data"):
        return stem == "root" or stem.split("_")[0] in LANGUAGES
    if folder.endswith("Qt/translations"):
        return any(f"_{language}" in stem for language in LANGUAGES)
    return True
