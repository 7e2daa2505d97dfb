"""What every test needs: no real screen, no real user folder, a clean profile of its own."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["FR_DESK_HOME"] = tempfile.mkdtemp(prefix="fr-desk-")  # for what is read while tests are collected
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")


@pytest.fixture(autouse=True)
def clean_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test user folders of its own and the English language."""
    home = tmp_path / "profile"
    home.mkdir()
    monkeypatch.setenv("FR_DESK_HOME", str(home))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return home


def pytest_collection_finish() -> None:
    """Let the collector of garbage look only at what the tests make: what is imported stays, and is a great deal."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
