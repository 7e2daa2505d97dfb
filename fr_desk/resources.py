"""Where the bundled resources are: in a checkout, in an installed wheel, in a frozen build."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds ``rules/``, ``laws/``, ``fonts/`` and the rest.

    Raises:
        FileNotFoundError: if the program was installed without its resources.
    """
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [here / "_resources", here.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "fr_desk" / "_resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"resources of fr_desk not found beside {here}")


def resource(*parts: str) -> Path:
    """Return the path of a bundled resource, for example ``resource("fonts", "OFL.txt")``."""
    return root().joinpath(*parts)
