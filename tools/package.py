"""Builds what can be handed to others into build/package, and proves that it works there.

Two things come out: a folder ``fr-desk`` that runs on a machine without Python, and a wheel for one that has it.

Usage: python tools/package.py
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from prove_package import prove_folder, prove_wheel

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "build" / "package"


def freeze() -> Path:
    """Freezes the program.

    Returns:
        The folder with both executables, and on Linux the entry for the menu.
    """
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(PACKAGE), "--workpath", str(ROOT / "build" / "pyinstaller")]
    subprocess.run([*command, str(ROOT / "installer" / "fr-desk.spec")], check=True)
    folder = PACKAGE / "fr-desk"
    if sys.platform == "linux":
        shutil.copy2(ROOT / "installer" / "fr-desk.desktop", folder)
    return folder


def build_wheel() -> Path:
    """Builds the wheel.

    Returns:
        Its path.
    """
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(PACKAGE)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return next(PACKAGE.glob("*.whl"))


def size(folder: Path) -> str:
    """Returns the size of a folder or file in megabytes, links not followed."""
    files = folder.rglob("*") if folder.is_dir() else [folder]
    total = sum(path.lstat().st_size for path in files if path.is_symlink() or path.is_file())
    return f"{total / 1e6:.0f} MB"


def main() -> None:
    """Builds and proves both."""
    shutil.rmtree(PACKAGE, ignore_errors=True)
    started = time.monotonic()
    folder = freeze()
    print(f"{folder.relative_to(ROOT)}: {size(folder)}, built in {time.monotonic() - started:.0f} s")
    prove_folder(folder)
    wheel = build_wheel()
    print(f"{wheel.relative_to(ROOT)}: {size(wheel)}")
    prove_wheel(wheel)


if __name__ == "__main__":
    main()
