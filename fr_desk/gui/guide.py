"""What a widget may ask of the desk it stands on: to fix, to go somewhere, to explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from fr_desk.domain.choices import AttachmentKind
from fr_desk.gui.document import Document
from fr_desk.i18n import N_
from fr_desk.rules.coach import Advice
from fr_desk.rules.findings import Citation, Finding, Fix, Outcome
from fr_desk.rules.packs import Rule

if TYPE_CHECKING:
    from fr_desk.gui.finding_sheet import Told

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.BREACHED: N_("To change"),
    Outcome.REVIEW: N_("To decide"),
    Outcome.OPEN: N_("To answer"),
    Outcome.MET: N_("In order"),
}
"""The word beside the colour and the icon of each outcome, in the order the desk shows them."""


class Guide(Protocol):
    """The desk, as its widgets know it."""

    document: Document

    def fix(self, fix: Fix) -> None:
        """Apply a fix as one step of the undo stack."""

    def go_to(self, path: str, step: str = "") -> None:
        """Show the question at ``path``; on ``step`` if no page asks for it."""

    def decide(self, finding: Finding) -> None:
        """Open the reviewer's decision on a finding."""

    def show_article(self, citation: Citation, anchor: QWidget) -> None:
        """Show an article beside ``anchor``."""

    def explain(self, path: str, anchor: QWidget) -> None:
        """Say beside ``anchor`` why the question at ``path`` is asked."""

    def explain_finding(self, finding: Finding, anchor: QWidget) -> None:
        """Say beside ``anchor`` everything known about a finding: what may follow, what happened to others."""

    def cases_like(self, finding: Finding) -> Sequence[Told]:
        """Return the published cases that fit a finding, the most like it first."""

    def show_case(self, case_id: str) -> None:
        """Show a published case."""

    def put_away(self, advice: Advice) -> None:
        """Show a piece of advice no more as long as the dossier is open."""

    def has_reasons(self, path: str) -> bool:
        """Tell whether a rule rests on the answer at ``path``."""

    def reshow(self) -> None:
        """Show questions and findings on the page again: something on it was opened."""

    def choose_activity(self, key: str) -> None:
        """Ask about another activity."""

    def rule(self, rule_id: str) -> Rule | None:
        """Return a rule of the packs in use."""

    def attach(self, path: str, kind: AttachmentKind | None = None, *, keep_location: bool = False) -> None:
        """Ask for a file, add it to the dossier, and let the answer at ``path`` name it if there is one."""

    def trigger(self, action: str) -> None:
        """Do what the window's action called ``action`` does."""

    def citation_label(self, citation: Citation) -> str:
        """Return the short name of an article."""
