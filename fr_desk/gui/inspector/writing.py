"""Something that a page wants written: the window has it done, and it goes on when the page is left or made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fr_desk.gui.tasks import Work


@dataclass(frozen=True, slots=True)
class Errand:
    """One errand.

    Attributes:
        work: what is done.
        words: what it is called while it is being done.
        told: returns what is said of its result, in the screen's language.
        out: the file or folder that is written.
    """

    work: Work
    words: str
    told: Callable[[Any], str]
    out: Path
