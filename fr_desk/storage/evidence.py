"""What is found out about one PDF of ours: its seals, what was put into it, and what that makes of it.

Shared by dossiers and by the papers of inspections. What such a document carries is not known here.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART
from fr_desk.domain.seals import Seal
from fr_desk.i18n import N_, Texts, texts

if TYPE_CHECKING:  # read late: it takes long to import
    import pikepdf

Standing = Literal[
    "unsealed",
    "sealed",
    "changed",
    "mismatch",
    "unknown_signer",
    "not_a_dossier",
    "unreadable",
    "unprotected",
]
"""What a file is worth, told apart as far as it can be."""

UNSEALED = N_("Unsealed: this shows damage and careless changes, not who wrote the file.")
SEALED_BY = N_("Sealed by {who}; the time claimed is {moment}. Nothing has changed since.")
SEALED_BY_STRANGER = N_(
    "Sealed under the name {who}; the time claimed is {moment}. Nothing has changed since, but anybody may use a name."
)
SEAL_BROKEN = N_("The seal of {who} does not hold.")
SEAL_GONE = N_("The document carries what is left of a seal that was broken or taken off.")
DAMAGED = N_("The file is damaged, and could be read only after a repair.")
REWRITTEN = N_(
    "The bytes of the document are not those that FR Desk wrote: it was damaged, or saved by another program."
)
ADDED = N_("Something was appended to the document after FR Desk wrote it.")
NOTED = N_("Page {pages} carries notes or drawings that FR Desk did not put there.")
ACTS = N_(
    "The document carries scripts, links to the network or other actions that FR Desk did not put there."
)
ENCRYPTED = N_("The document was encrypted after FR Desk wrote it.")
CARRIES = N_("The document carries files that FR Desk did not put there: {names}.")
NOBODY = N_("somebody unknown")
SOME_TIME = N_("unknown")
_LONGEST_NAME, _MOST_NAMES = 60, 5


class Evidence:
    """What is found out about one PDF of ours, whatever it carries, and what that makes of it."""

    parts = frozenset({DOSSIER_PART, ASSESSMENT_PART})
    """Names of the files that such a PDF carries."""

    def __init__(self, path: Path, seals: tuple[Seal, ...]) -> None:
        """Begin with what the seals say."""
        self.path, self.seals = path, seals
        self.changes = [text for seal in seals if seal.state == "changed" for text in _sentences(seal)]
        self.contradictions: list[Texts] = []
        self.doubts: list[Texts] = []
        self.notes: list[Texts] = []

    @property
    def standing(self) -> Standing:
        """The worst of what was found."""
        if self.changes:
            return "changed"
        if self.contradictions:
            return "mismatch"
        if any(seal.state == "unknown_signer" for seal in self.seals):
            return "unknown_signer"
        return "sealed" if self.seals else "unsealed"

    @property
    def details(self) -> list[Texts]:
        """What was found, worst first."""
        holding = [text for seal in self.seals if seal.state != "changed" for text in _sentences(seal)]
        unsealed = [] if self.seals else [texts(UNSEALED)]
        every = (*self.changes, *self.contradictions, *holding, *self.doubts, *self.notes, *unsealed)
        return list(dict.fromkeys(every))  # two seals may have the same to say

    def look_for_changes(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        """Note what an unsealed document cannot have if it is as it was written."""
        from fr_desk.storage import pdf as pdfs  # noqa: PLC0415 - pikepdf takes long to import

        objects = pdfs.unpacked_objects(pdf)
        if pdfs.holds_actions(pdf, objects):
            self.changes.append(texts(ACTS))
        if foreign := pdfs.foreign_attachments(pdf, self.parts):
            self.changes.append(texts(CARRIES, names=_named(foreign)))
        if pdf.is_encrypted:
            self.changes.append(texts(ENCRYPTED))
        if self.seals:
            return
        if pdfs.needs_repair(data):
            self.changes.append(texts(DAMAGED))
        if pdfs.holds_signature(pdf, data, objects):
            self.changes.append(texts(SEAL_GONE))
        elif pdfs.was_added_to(pdf, data):
            self.changes.append(texts(ADDED))
        noted = pdfs.noted_pages(pdf)
        if noted:
            self.changes.append(texts(NOTED, pages=", ".join(str(number) for number in noted)))
        if not self.changes and pdfs.was_rewritten(pdf, data):
            self.changes.append(texts(REWRITTEN))


def _sentences(seal: Seal) -> list[Texts]:
    """Return what there is to say about one seal."""
    who: str | Texts = texts(NOBODY)
    if seal.signer is not None:
        who = ", ".join(filter(None, (seal.signer.name, seal.signer.organisation)))
    moment: str | Texts = f"{seal.claimed_at:%Y-%m-%d %H:%M} UTC" if seal.claimed_at else texts(SOME_TIME)
    sentence = {"sealed": SEALED_BY, "unknown_signer": SEALED_BY_STRANGER, "changed": SEAL_BROKEN}[seal.state]
    return [texts(sentence, who=who, moment=moment), *seal.details]


def _named(names: list[str]) -> str:
    """Return names of files that strangers chose, short and without what changes the direction of a text."""
    shown = ("".join(sign if sign.isprintable() else "·" for sign in name[:_LONGEST_NAME]) for name in names)
    return ", ".join([*islice(shown, _MOST_NAMES), *(["…"] if len(names) > _MOST_NAMES else [])])
