"""Killing the program while it saves loses nothing: the file is always one whole version or another."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.storage.container import read_container, write_container

SAVES = """
import sys
from pathlib import Path
from fr_desk.domain.dossier import Dossier
from fr_desk.storage.container import write_container
cameras = {f"c{n}": {"label": "x" * 200} for n in range(300)}
for revision in range(2, 1_000_000):
    write_container(Path(sys.argv[1]), Dossier.model_validate({"revision": revision, "cameras": cameras}))
    print(revision, flush=True)
"""


def kill_while_saving(path: Path, rng: random.Random) -> int:
    """Let another process save again and again, kill it at any moment, and return the last version it finished."""
    with subprocess.Popen(
        [sys.executable, "-c", SAVES, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        done = int(process.stdout.readline())
        try:
            process.wait(rng.uniform(0, 0.3))
        except subprocess.TimeoutExpired:
            process.kill()
        finished = [int(line) for line in process.stdout.read().split()]
    return finished[-1] if finished else done


def check(tmp_path: Path, times: int, seed: int) -> None:
    path = tmp_path / "hotel.frdesk"
    rng = random.Random(seed)  # noqa: S311 - moments, not secrets
    for _ in range(times):
        write_container(path, Dossier())
        finished = kill_while_saving(path, rng)
        assert read_container(path).dossier.revision in {finished, finished + 1}


def test_a_save_cut_off_leaves_the_old_version_or_the_new_one(tmp_path: Path) -> None:
    check(tmp_path, 4, seed=1)


@pytest.mark.soak
def test_a_hundred_saves_cut_off_leave_whole_files(tmp_path: Path) -> None:
    check(tmp_path, 100, seed=2)
