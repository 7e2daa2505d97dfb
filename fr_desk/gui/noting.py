"""Steps of the undo stack that write what is noted beside an answer, each with a name one can read."""

from __future__ import annotations

from fr_desk.domain import paths
from fr_desk.domain.notes import key_of, remark_on, with_not_known, with_note
from fr_desk.gui.document import ANSWERED, Document
from fr_desk.i18n import N_, Texts, texts

NOTED = N_("Note on “{title}”")
NOTE_GONE = N_("Note on “{title}” taken away")
SAID_NOT_KNOWN = N_("“{title}” is not known yet")
SAID_KNOWN = N_("“{title}” is no longer said to be unknown")


def _named(words: str, path: str) -> Texts:
    return texts(words, title=texts(paths.spec_at(path).title))


def say_not_known(document: Document, path: str, *, on: bool) -> None:
    """Say that nobody knows the answer at ``path`` yet, or say so no longer; an answer given before goes."""
    document.end_typing()
    after = with_not_known(document.dossier, path, on=on)
    document.show(after, path, _named(SAID_NOT_KNOWN if on else SAID_KNOWN, path))


def answer_at_last(document: Document, path: str, value: object) -> None:
    """Give the answer at ``path`` that was not known before, in one step.

    Raises:
        AnswerError: if the value does not fit.
    """
    after = paths.replace(with_not_known(document.dossier, path, on=False), path, value)
    document.show(after, path, _named(ANSWERED, path))


def write_note(document: Document, path: str, text: str, *, typing: bool) -> None:
    """Note ``text`` on the answer at ``path``; letters typed in one go are one step.

    Raises:
        AnswerError: if the text is too long.
    """
    found = remark_on(document.dossier, path)
    key = found[0] if found else key_of(path)
    words = _named(NOTED if text.strip() else NOTE_GONE, path)
    document.show(with_note(document.dossier, path, text), f"remarks.{key}.text", words, typing=typing)
