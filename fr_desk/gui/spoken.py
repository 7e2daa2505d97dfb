"""What a screen reader is told after an edit: how the verdict and the numbers of the checks changed. Once, politely.

While somebody types nothing is said; the changes since the last word are put together when the keys rest.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.language import say, t
from fr_desk.i18n import N_
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.sentences import VERDICTS

SPOKEN_AFTER = 700
"""Milliseconds without a change after which the changes are spoken."""
MORE, LESS = N_("{outcome}: {count}, {by} more."), N_("{outcome}: {count}, {by} less.")
NEW = N_("New: {title}.")
_HEARD = (Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)


def announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader say ``sentence`` when it has finished what it is saying; without one nothing happens."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)


def spoken(before: Assessment, after: Assessment) -> str:
    """Return what changed from one assessment to the next in a few words, empty if nothing one needs to hear."""
    told = []
    if before.verdict is not after.verdict:
        told.append(t(VERDICTS[after.verdict]))
    old, new = before.counts, after.counts
    for outcome in _HEARD:
        by = new[outcome] - old[outcome]
        if by:
            words = MORE if by > 0 else LESS
            told.append(t(words, outcome=t(OUTCOME_WORDS[outcome]), count=new[outcome], by=abs(by)))
    known = {finding.key for finding in before.of(Outcome.BREACHED)}
    come = [finding for finding in after.of(Outcome.BREACHED) if finding.key not in known]
    if len(come) == 1:
        told.append(t(NEW, title=say(come[0].title)))
    return " ".join(told)


class Spoken(QTimer):
    """Follows the assessments of one dossier and says what changed.

    Signals:
        said: a sentence that was announced.
    """

    said = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        """Speak for ``widget`` as long as it lives."""
        super().__init__(widget, singleShot=True, interval=SPOKEN_AFTER)
        self._widget = widget
        self._heard: Assessment | None = None
        self._now: Assessment | None = None
        self.timeout.connect(self.speak)

    def follow(self, assessment: Assessment) -> None:
        """Take in another assessment; the first of all is the state one begins with."""
        self._now = assessment
        if self._heard is None:
            self._heard = assessment
        else:
            self.start()

    def speak(self) -> None:
        """Say now what changed since something was said last."""
        self.stop()
        if self._heard is None or self._now is None:
            return
        sentence = spoken(self._heard, self._now)
        self._heard = self._now
        if sentence:
            announce(self._widget, sentence)
            self.said.emit(sentence)
