"""Proves that a built program works away from this checkout: the frozen folder and the wheel, each in a fresh place.

The programs get an empty environment, so nothing of the checkout or its virtual environment can help them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SAMPLE = "shanghai-hotel"
CHECKED = {0, 1, 3}  # clean, breached, open or for review: all three are answers


def prove_folder(folder: Path) -> None:
    """Copies a frozen program elsewhere and uses it.

    Args:
        folder: the folder with the executables ``fr-desk`` and ``fr-desk-desk``.
    """
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(folder, place / "program", symlinks=True)
        suffix = ".exe" if os.name == "nt" else ""
        _use([str(place / "program" / f"fr-desk{suffix}")], place, {})
        _open([str(place / "program" / f"fr-desk-desk{suffix}")], place)
    print(f"{folder.name} works away from here")


def prove_wheel(wheel: Path) -> None:
    """Installs a wheel elsewhere and uses it with this interpreter's libraries.

    Args:
        wheel: the wheel's file.
    """
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        target = place / "installed"
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
        subprocess.run([*install, "--target", str(target), str(wheel)], check=True)
        program = [sys.executable, "-P", "-m", "fr_desk"]
        where = [sys.executable, "-P", "-c", "from fr_desk.resources import root; print(root())"]
        environment = {"PYTHONPATH": str(target)}
        found = _run(where, place, environment).strip()
        if Path(found) != target / "fr_desk" / "_resources":
            sys.exit(f"the wheel finds its resources in {found}, not in itself")
        _use(program, place, environment)
    print(f"{wheel.name} works away from here")


def _use(program: Sequence[str], place: Path, environment: dict[str, str]) -> None:
    """Runs what an office would run: version, sample, check, dossier, a seal on it, signs, forms, inspection."""
    version = _run([*program, "--version"], place, environment).strip()
    _run([*program, "sample", SAMPLE, "-o", "."], place, environment)
    dossier = place / f"{SAMPLE}.frdesk"
    checked = _run([*program, "check", dossier.name], place, environment, accepted=CHECKED)
    _run([*program, "dossier", dossier.name, "-o", "out.pdf"], place, environment)
    pdf = (place / "out.pdf").read_bytes()
    secret = environment | {"FR_DESK_PASSPHRASE": "only for this proof", "FR_DESK_HOME": str(place / "home")}
    _run([*program, "identity", "new", "--name", "Proof"], place, secret)
    _run([*program, "seal", "out.pdf", "--identity", "Proof"], place, secret)
    _run([*program, "verify", "out.pdf"], place, secret)
    _run([*program, "signs", dossier.name, "-o", "signs"], place, environment)
    _run([*program, "forms", dossier.name, "-o", "forms"], place, environment)
    listed = ["inspect", dossier.name, "out.pdf", "--jobs", "2", "--format", "jsonl"]
    inspected = _run([*program, *listed], place, secret, accepted=CHECKED)  # by processes of its own
    if len(inspected.splitlines()) != 2:
        sys.exit(f"{program[0]}: two files were inspected, and it told of {len(inspected.splitlines())}")
    if not pdf.startswith(b"%PDF-") or not checked.strip():
        sys.exit(f"{program[0]}: the check said nothing or the dossier is no PDF")
    print(
        f"  {version}: sample, check ({len(checked.splitlines())} lines), dossier ({len(pdf) / 1e6:.2f} MB)"
    )


def _open(program: Sequence[str], place: Path) -> None:
    """Opens the desk without a screen, waits until it takes input, and ends it."""
    ready = place / "ready"
    environment = _environment(place, {"QT_QPA_PLATFORM": "offscreen", "FR_DESK_READY_FILE": str(ready)})
    started = time.monotonic()
    with subprocess.Popen([*program, f"{SAMPLE}.frdesk"], cwd=place, env=environment) as process:
        while not ready.exists() and process.poll() is None and time.monotonic() - started < 30:
            time.sleep(0.01)
        seconds = time.monotonic() - started
        gone = process.poll()
        process.terminate()
    if gone is not None or not ready.exists():
        sys.exit(f"{program[0]}: the desk did not come up (exit code {gone})")
    print(f"  desk ready after {seconds:.2f} s")


def _run(
    command: Sequence[str], place: Path, environment: dict[str, str], accepted: set[int] | None = None
) -> str:
    """Runs a command and returns what it printed; any exit code not accepted stops the proof."""
    done = subprocess.run(
        command, cwd=place, env=_environment(place, environment), capture_output=True, text=True, check=False
    )
    if done.returncode not in (accepted or {0}) or "Traceback" in done.stderr:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _environment(place: Path, more: dict[str, str]) -> dict[str, str]:
    """Returns an environment with a home of its own and nothing else that could help."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return {**kept, "HOME": str(place), "LANG": "C.UTF-8", "PYTHONUTF8": "1", **more}
