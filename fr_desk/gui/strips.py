"""A finding where the mistake is: a tinted strip inside the card, in the words of the panel, with its cure.

Like the panel, strips keep still while somebody types: one that is settled keeps its place until the keys rest.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Aside, Flow
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.fix_preview import Previews, fix_button
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.settling import SETTLED_AFTER, Settling, is_typing
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_
from fr_desk.rules.findings import Finding, Outcome


class FindingStrip(Strip, Settling):
    """One finding inside a card."""

    def __init__(self, finding: Finding, guide: Guide) -> None:
        """Show ``finding``."""
        super().__init__(finding.outcome.value)
        self.finding, self._guide = finding, guide
        self.setAccessibleName(t(OUTCOME_WORDS[finding.outcome]))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 9, 12, 9)
        box.setSpacing(6)
        self._aside = Aside(gap=12)
        self._aside.add(self._make_words())
        if finding.fixes or finding.outcome is Outcome.REVIEW:
            self._aside.add(self._make_actions())
        box.addWidget(self._aside)
        self.previews = Previews(guide)
        box.addWidget(self.previews)

    def takes(self, finding: Finding) -> bool:
        """Show another state of the finding if only its words are another; tell whether that was so."""
        if _shape(finding) != _shape(self.finding):
            return False
        self.finding = finding
        self._sentence.setText(say(finding.message))
        return True

    def _make_words(self) -> QWidget:
        finding, words = self.finding, QWidget()
        box = QHBoxLayout(words)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        tone = finding.outcome.value
        box.addWidget(Icon(OUTCOME_ICONS[tone], tone, 18), 0, Qt.AlignmentFlag.AlignVCenter)
        self._sentence = Prose(say(finding.message))
        self._sentence.setProperty("tone", tone)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._sentence, 1)
        more = button(t(N_("More about it")), icon="book-open", kind="mark", tone=tone)
        more.setAccessibleDescription(say(finding.title))
        more.clicked.connect(lambda: self._guide.explain_finding(self.finding, more))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignVCenter)
        return words

    def _make_actions(self) -> QWidget:
        actions = Flow()
        for number, fix in enumerate(self.finding.fixes):
            actions.add(fix_button(fix, partial(self._ask, number), "fix"))
        if self.finding.outcome is Outcome.REVIEW:
            decide = button(t(N_("Decide")), icon="scale", kind="fix")
            decide.clicked.connect(lambda: self._guide.decide(self.finding))
            actions.add(decide)
        return actions

    def _ask(self, number: int, press: QWidget) -> None:
        self.previews.ask(self.finding.fixes[number], press)


def _shape(finding: Finding) -> tuple[object, ...]:
    """Return what a strip is made of besides its sentence."""
    return finding.outcome, finding.title, finding.fixes


class Strips(QWidget):
    """The findings of one place, kept in step with the assessment."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self._guide = guide
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._shown: dict[tuple[str, str], FindingStrip] = {}
        self._calm = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._calm.timeout.connect(self._rest)
        self.setVisible(False)

    @property
    def findings(self) -> list[Finding]:
        """The findings shown, without those that are settled."""
        return [strip.finding for strip in self._shown.values() if not strip.is_settled]

    def show_findings(self, findings: list[Finding]) -> None:
        """Show ``findings``; strips that say the same stay, and while somebody types all keep their places."""
        if not findings and not self._shown:
            return
        keep = is_typing() and self.isVisible()
        wanted = {finding.key: finding for finding in findings}
        for key, strip in list(self._shown.items()):
            finding = wanted.get(key)
            if finding is not None and keep:
                strip.hold_height()
            if finding is not None and strip.takes(finding):
                strip.settle(on=False)
            elif finding is None and keep:
                strip.settle(on=True)
            else:
                self._drop(key)
        place = 0
        for key, finding in wanted.items():
            if key not in self._shown:
                self._shown[key] = FindingStrip(finding, self._guide)
                self._box.insertWidget(place, self._shown[key])
                self._shown[key].show()  # at once: by itself it would come one painting later
            place = self._box.indexOf(self._shown[key]) + 1
        self.setVisible(bool(self._shown))
        if keep:
            self._calm.start()

    def _drop(self, key: tuple[str, str]) -> None:
        strip = self._shown.pop(key)
        self._box.removeWidget(strip)
        strip.hide()
        strip.deleteLater()

    def _rest(self) -> None:
        """Let go of what is settled, and of heights that were held."""
        for key, strip in list(self._shown.items()):
            if strip.is_settled:
                self._drop(key)
            else:
                strip.let_go()
        self.setVisible(bool(self._shown))
