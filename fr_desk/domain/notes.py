"""Reading and writing what is noted beside the answers of a dossier, by the path of the answer.

A remark's id follows from the path it is about, so that two people who note something on the same answer meet.
"""

from __future__ import annotations

import hashlib

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.remarks import Remark


def key_of(about: str) -> str:
    """Return the id of the remark about a path."""
    return f"n{hashlib.sha256(about.encode()).hexdigest()[:15]}"


def remark_on(dossier: Dossier, about: str) -> tuple[str, Remark] | None:
    """Return the remark on the answer at ``about`` with its id, ``None`` if there is none."""
    remarks = dossier.remarks
    if not remarks:
        return None
    key = key_of(about)
    if key in remarks and remarks[key].about == about:
        return key, remarks[key]
    return next(((name, one) for name, one in remarks.items() if one.about == about), None)


def note_on(dossier: Dossier, about: str) -> str:
    """Return what is noted on the answer at ``about``, empty if nothing is."""
    found = remark_on(dossier, about)
    return (found[1].text or "") if found else ""


def is_not_known(dossier: Dossier, about: str) -> bool:
    """Tell whether the answer at ``about`` was looked for and is not known yet; an answer given since ends that."""
    found = remark_on(dossier, about)
    return bool(found and found[1].unknown) and paths.get(dossier, about) is None


def not_known(dossier: Dossier) -> frozenset[str]:
    """Return the paths of the answers that were looked for and are not known yet."""
    return frozenset(
        remark.about
        for remark in (dossier.remarks or {}).values()
        if remark.unknown and paths.get(dossier, remark.about) is None
    )


def with_note(dossier: Dossier, about: str, text: str) -> Dossier:
    """Return the dossier with ``text`` noted on the answer at ``about``; an empty text takes the note away.

    Raises:
        AnswerError: if the text is too long.
    """
    return _written(dossier, about, {"text": text if text.strip() else None})


def with_not_known(dossier: Dossier, about: str, *, on: bool) -> Dossier:
    """Return the dossier in which the answer at ``about`` is not known yet, or no longer said to be so.

    What is not known has no answer: one that was given goes.
    """
    if on:
        dossier = paths.replace(dossier, about, None)
    return _written(dossier, about, {"unknown": True if on else None})


def _written(dossier: Dossier, about: str, update: dict[str, object]) -> Dossier:
    found = remark_on(dossier, about)
    key, before = found or (key_of(about), Remark(about=about))
    after = before.model_copy(update=update)
    if after.text is None and after.unknown is None:
        return paths.remove(dossier, f"remarks.{key}") if found else dossier
    return paths.replace(dossier, f"remarks.{key}", after.model_dump())
