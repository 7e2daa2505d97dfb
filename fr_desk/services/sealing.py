"""Use cases about trust in a file: is it still what was written, and who says so."""

from __future__ import annotations

from pathlib import Path

from fr_desk.services import assess
from fr_desk.storage.verification import Verification, verify_file


def verify(path: Path) -> Verification:
    """Check whether a file is still what FR Desk wrote: checksums, fingerprint, findings recomputed."""
    return verify_file(path, assess)
