"""What is said of the questions left: how many, and what they can still change. The same words on rail and page."""

from __future__ import annotations

from fr_desk.forms.progress import Count
from fr_desk.gui.language import t, tn
from fr_desk.i18n import N_, NP_

ALL_ANSWERED = N_("All questions are answered")
LEFT = NP_("{count} question left", "{count} questions left")
VERDICT = NP_("{count} could change the verdict", "{count} could change the verdict")
FINDINGS = NP_(
    "{count} can change a check; the verdict waits for what is to change",
    "{count} can change a check; the verdict waits for what is to change",
)
ONLY_FINDINGS = NP_("{count} can change a check", "{count} can change a check")
NOTHING = N_("None of them changes a check")
NOT_KNOWN = NP_("{count} not known yet", "{count} not known yet")


def left_words(count: Count) -> str:
    """Say how many questions are left."""
    return tn(*LEFT, count.left) if count.left else t(ALL_ANSWERED)


def matter_words(count: Count, *, held: bool = False) -> str:
    """Say how many of the questions left can change the verdict, or else a finding; nothing if none is left.

    Args:
        count: the questions.
        held: whether to say that something is to change first, so that no answer alone changes the verdict.
    """
    if not count.left:
        return ""
    if count.verdict:
        return tn(*VERDICT, count.verdict)
    if not count.deciding:
        return t(NOTHING)
    return tn(*(FINDINGS if held else ONLY_FINDINGS), count.deciding)


def unknown_words(count: Count) -> str:
    """Say how many of the questions left are not known yet; nothing if there are none."""
    return tn(*NOT_KNOWN, count.not_known) if count.not_known else ""
