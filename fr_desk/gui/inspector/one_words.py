"""Words, icons and colours of what one file is worth and of what became of it."""

from __future__ import annotations

from typing import Final

from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.inspection import naming
from fr_desk.inspection.words import VERDICTS
from fr_desk.rules.findings import Verdict
from fr_desk.storage.verification import Standing

HEADLINES: Final[dict[Standing, str]] = {
    "sealed": N_("The seal holds, nothing has changed"),
    "changed": N_("Changed after it was sealed or written"),
    "mismatch": N_("Data and print do not agree"),
    "unknown_signer": N_("Sealed by somebody you do not know"),
    "unsealed": N_("Not sealed"),
    "unprotected": N_("Nothing to verify it by"),
    "not_a_dossier": N_("Not a dossier"),
    "unreadable": N_("Cannot be opened"),
}
"""What a file is worth, in a line."""
MARKS: Final[dict[Standing, tuple[str, str]]] = {
    "sealed": ("shield-check", "met"),
    "changed": ("shield-alert", "breached"),
    "mismatch": ("shield-alert", "breached"),
    "unknown_signer": ("shield-question-mark", "review"),
    "unsealed": ("shield", "open"),
    "unprotected": ("shield", "open"),
    "not_a_dossier": ("file-x", "breached"),
    "unreadable": ("file-x", "breached"),
}
"""Icon and tone of each standing."""
ADVICE: Final[dict[Standing, str]] = {
    "changed": N_("Keep this copy as it is, ask for the original, and note who handed it over."),
    "mismatch": N_("Rely on neither the print nor the data; ask for a newly written document."),
    "unknown_signer": N_(
        "Compare the fingerprint of the certificate with the one the signer gives you in person."
    ),
}
"""What an inspector does about it."""
TONES: Final = {
    Verdict.BREACHED.value: "breached",
    Verdict.REVIEW.value: "review",
    Verdict.OPEN.value: "open",
    Verdict.CLEAN.value: "met",
    "": "open",
}
"""The tone of each verdict."""


def verdict_word(verdict: str) -> str:
    """Return the word of a verdict in the screen's language."""
    return t(VERDICTS[verdict])


def shortened(text: str, longest: int = 120) -> str:
    """Return a text in one line, cut where it is longer than anybody reads here, with nothing hidden in it."""
    return naming.shortened(text, longest)
