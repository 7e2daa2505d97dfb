"""What is noted beside answers, in print: below the answer it is about."""

from __future__ import annotations

from fr_desk.domain.notes import is_not_known, note_on
from fr_desk.i18n import N_
from fr_desk.render.edition import Edition
from fr_desk.render.lines import Run
from fr_desk.render.styles import MUTED, TONES
from fr_desk.rules.findings import Outcome

NOTE = N_("Note: {note}")
NOT_KNOWN = N_("Not known yet")


def remark_runs(edition: Edition, path: str, before: str = "\n") -> list[Run]:
    """Return what is said on the answer at ``path``, each on a line of its own; nothing if nothing is.

    Args:
        edition: what is printed.
        path: of the answer.
        before: what stands before the first line.
    """
    if not edition.dossier.remarks:
        return []
    runs: list[Run] = []
    if is_not_known(edition.dossier, path):
        runs.append(Run(f"{before}{edition.say(NOT_KNOWN)}", color=TONES[Outcome.OPEN]))
    note = note_on(edition.dossier, path)
    if note:
        edition.first_time(note_name(path))
        between = "\n" if runs else before
        runs.append(Run(f"{between}{edition.say(NOTE, note=note)}", color=MUTED))
    return runs


def note_name(path: str) -> str:
    """Return the name under which an edition remembers that the note on a path was printed."""
    return f"note:{path}"
