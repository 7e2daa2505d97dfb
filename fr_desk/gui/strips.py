"""A finding where the mistake is: a tinted strip inside the card, in the words of the panel, with its cure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Aside, Flow
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_
from fr_desk.rules.findings import Finding, Outcome


class FindingStrip(Strip):
    """One finding inside a card."""

    def __init__(self, finding: Finding, guide: Guide) -> None:
        """Show ``finding``."""
        super().__init__(finding.outcome.value)
        self.setAccessibleName(t(OUTCOME_WORDS[finding.outcome]))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 9, 12, 9)
        aside = Aside(gap=12)
        aside.add(_words(finding, guide))
        actions = _actions(finding, guide)
        if actions is not None:
            aside.add(actions)
        box.addWidget(aside)


def _words(finding: Finding, guide: Guide) -> QWidget:
    words = QWidget()
    box = QHBoxLayout(words)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(14)
    tone = finding.outcome.value
    box.addWidget(Icon(OUTCOME_ICONS[tone], tone, 18), 0, Qt.AlignmentFlag.AlignVCenter)
    sentence = Prose(say(finding.message))
    sentence.setProperty("tone", tone)
    sentence.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    box.addWidget(sentence, 1)
    more = button(t(N_("More about it")), icon="book-open", kind="mark", tone=tone)
    more.setAccessibleDescription(say(finding.title))
    more.clicked.connect(lambda: guide.explain_finding(finding, more))
    box.addWidget(more, 0, Qt.AlignmentFlag.AlignVCenter)
    return words


def _actions(finding: Finding, guide: Guide) -> QWidget | None:
    buttons = [
        button(say(fix.label), icon="wand-sparkles", kind="fix", press=partial(guide.fix, fix))
        for fix in finding.fixes
    ]
    if finding.outcome is Outcome.REVIEW:
        buttons.append(button(t(N_("Decide")), icon="scale", kind="fix", press=lambda: guide.decide(finding)))
    if not buttons:
        return None
    actions = Flow()
    for made in buttons:
        actions.add(made)
    return actions


class Strips(QWidget):
    """The findings of one place, kept in step with the assessment."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self._guide = guide
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._shown: dict[tuple[str, str], tuple[Finding, FindingStrip]] = {}
        self.setVisible(False)

    @property
    def findings(self) -> list[Finding]:
        """The findings shown."""
        return [finding for finding, _ in self._shown.values()]

    def show_findings(self, findings: list[Finding]) -> None:
        """Show ``findings``; strips that say the same stay."""
        if not findings and not self._shown:
            return
        wanted = {finding.key: finding for finding in findings}
        for key in [key for key, (finding, _) in self._shown.items() if wanted.get(key) != finding]:
            strip = self._shown.pop(key)[1]
            self._box.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        for position, (key, finding) in enumerate(wanted.items()):
            if key not in self._shown:
                strip = FindingStrip(finding, self._guide)
                self._box.insertWidget(position, strip)
                self._shown[key] = (finding, strip)
        self.setVisible(bool(findings))
