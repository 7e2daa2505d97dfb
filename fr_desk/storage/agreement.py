"""How the findings that a document states stand to those that its answers give. Knows nothing of files.

Findings of other rules than this program's cannot be compared: older programs wrote honest documents, and newer ones
will. So that is a doubt and never a proof. What can be told is whether the stated verdict is milder than the one that
this program gives: whoever invents rules does it for that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from fr_desk.i18n import N_, Texts, texts, written_dates
from fr_desk.rules.findings import Assessment, PackRef, Verdict

Agreement = Literal[
    "",
    "same",
    "older_rules",
    "other_day",
    "newer_rules",
    "other_rules",
    "milder",
    "other",
]
"""Nothing stated; the same findings; not compared because the rules are older; the same, for another day than the
dossier's own; rules newer than this program's; rules of its version that are not its own; not compared, or for another
day, and milder than what the answers give; other findings under the same rules."""
AGREEMENTS: Final[tuple[Agreement, ...]] = get_args(Agreement)
"""All of them, the worst last."""
DOUBTS: Final[frozenset[Agreement]] = frozenset({"other_day", "newer_rules", "other_rules", "milder"})
"""Those that leave in doubt what is printed, and prove nothing."""

SAME_FINDINGS = N_("The findings are those that the answers give.")
SAME_THEN = N_("For that day, the findings are those that the answers give.")
OTHER_FINDINGS = N_("The findings in the document are not those that its answers give.")
OLDER_RULES = N_(
    "The document was assessed with older rules than those of this program ({packs}), so its findings were not "
    "compared; the recomputed ones are what the rules of this program make of the same answers."
)
NEWER_RULES = N_(
    "The document says that a newer FR Desk wrote it, with rules that this program does not have ({packs}), so its "
    "findings could not be compared; check it with the newer program, and until then rely on the recomputed ones."
)
OTHER_RULES = N_(
    "The document names rules that are not those of this program ({packs}), so its findings could not be compared; "
    "rely on the recomputed ones."
)
OTHER_DAY = N_("The findings in the document are those of {day}, but the dossier is of {own}.")
MILDER = N_(
    "The verdict in the document is milder than the one that this program gives for the dossier’s own day."
)

_VERDICTS: Final = (Verdict.CLEAN, Verdict.REVIEW, Verdict.OPEN, Verdict.BREACHED)
_LONGEST: Final = 200
"""Characters of what a document says of its rules."""
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing came to.

    Attributes:
        agreement: in one word.
        sentences: the most important first.
    """

    agreement: Agreement
    sentences: tuple[Texts, ...]


def compared(stated: Assessment, again: Assessment, own: Assessment) -> Compared:
    """Compare the findings of a document with what its answers give.

    Args:
        stated: by the document.
        again: what the answers give on the day of those.
        own: what they give on the dossier's own day.
    """
    found = _by_rules(stated, again)
    if found.agreement == "other" or (found.agreement == "same" and stated.as_of == own.as_of):
        return found
    agreement, said = found.agreement, list(found.sentences)
    if stated.as_of != own.as_of:
        days = {"day": written_dates(stated.as_of), "own": written_dates(own.as_of)}
        same = [texts(SAME_THEN)] if agreement == "same" else said
        said = [texts(OTHER_DAY, **days), *same]
        agreement = "other_day" if agreement in {"same", "older_rules"} else agreement
    if _VERDICTS.index(stated.verdict) < _VERDICTS.index(own.verdict):
        said.append(texts(MILDER))
        agreement = "milder"
    return Compared(agreement, tuple(said))


def _by_rules(stated: Assessment, again: Assessment) -> Compared:
    if stated.packs != again.packs:
        packs = _named(stated.packs)
        order = _age(stated.packs, again.packs)
        sentence = {"older_rules": OLDER_RULES, "newer_rules": NEWER_RULES}.get(order, OTHER_RULES)
        return Compared(order, (texts(sentence, packs=packs),))
    if stated is not again and _said(stated) != _said(again):
        return Compared("other", (texts(OTHER_FINDINGS),))
    return Compared("same", (texts(SAME_FINDINGS),))


def _age(stated: Sequence[PackRef], ours: Sequence[PackRef]) -> Agreement:
    """Return whether rules are newer or older than ours; other rules if they are neither."""
    mine = {pack.id: _version(pack) for pack in ours}
    theirs = {pack.id: _version(pack) for pack in stated}
    if mine.keys() != theirs.keys() or not all(theirs.values()):
        return "other_rules"
    differ = [name for name in mine if theirs[name] != mine[name]]
    if any(theirs[name] > mine[name] for name in differ):
        return "newer_rules"
    same = [pack for pack in stated if pack.id not in differ]
    return "older_rules" if differ and all(pack in ours for pack in same) else "other_rules"


def _version(pack: PackRef) -> tuple[int, ...]:
    """Return the numbers of a version, ``2026.11``; nothing if it is not written like one."""
    parts = pack.version[:_LONGEST].split(".")
    return (
        tuple(map(int, parts)) if all(_NUMBERS.fullmatch(part) and part.isascii() for part in parts) else ()
    )


def _named(packs: Sequence[PackRef]) -> str:
    return ", ".join(f"{pack.id} {pack.version}" for pack in packs)[:_LONGEST]


def _said(assessment: Assessment) -> list[tuple[str, ...]]:
    """Return what the findings say, in no order."""
    said = (
        (one.rule, one.item, one.outcome.value, one.path, one.message.zh, one.message.ko, one.message.en)
        for one in assessment.findings
    )
    return sorted(said)
