"""Advice beside the answer that called for it: what happened to others who tried the same, and lawful ways.

It never changes an answer, is no finding, and can be put away for the session.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.gui import language
from fr_desk.gui.buttons import button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_, Lang
from fr_desk.rules.coach import Advice
from fr_desk.rules.sentences import name_of

WAYS = N_("Lawful ways to the same end")
READ_CASE = N_("Read the case")
READ_CASES = N_("Read case {number}")
BECAUSE = N_("You wrote: {words}")
_SEPARATORS: dict[Lang, str] = {"zh": "、", "ko": ", ", "en": ", "}
QUOTED = 3
"""Phrases of the operator that are named; the others say the same."""
AWAY = N_("Put this advice away for now")


class AdviceStrip(Strip):
    """One piece of advice."""

    def __init__(self, advice: Advice, guide: Guide, *, named: bool = False) -> None:
        """Show ``advice``; a ``named`` one says which activity it is about."""
        super().__init__("review")
        self.advice = advice
        self.setAccessibleName(t(N_("Advice: {title}"), title=say(advice.title)))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 9, 6, 11)
        outer.setSpacing(12)
        outer.addWidget(Icon("lightbulb", "review", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(5)
        title = Prose(say(advice.title), "strong")
        title.setProperty("tone", "review")
        words.addWidget(title)
        self._subject = Prose(role="secondary")
        self._subject.setVisible(False)
        words.addWidget(self._subject)
        self._guide, self._named = guide, named
        self._because = Prose(role="secondary")
        words.addWidget(self._because)
        words.addWidget(Prose(say(advice.happened)))
        if advice.ways:
            words.addWidget(Prose(t(WAYS), "secondary"))
            for way in advice.ways:
                words.addWidget(_way(say(way)))
        words.addWidget(self._foot(guide))
        outer.addLayout(words, 1)
        self.away = button(t(AWAY), icon="x", kind="icon", press=partial(guide.put_away, advice))
        self.away.setAccessibleDescription(say(advice.title))
        outer.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        self.show_matched(advice)

    def show_matched(self, advice: Advice) -> None:
        """Say which of the operator's own words called for it."""
        self.advice = advice
        if self._named:
            item = paths.join(*paths.split(advice.path)[:2])
            self._subject.say(name_of(self._guide.document.dossier, item, language.current()))
        told = [phrase for phrase in advice.matched if "…" not in phrase][:QUOTED]
        quoted = _SEPARATORS[language.current()].join(f"“{phrase}”" for phrase in told)
        self._because.say(t(BECAUSE, words=quoted) if told else "")

    def _foot(self, guide: Guide) -> QWidget:
        """Return the articles, and the ways to the cases."""
        labels = [(one, guide.citation_label(one)) for one in self.advice.citations]
        foot = Citations(labels, guide.show_article)
        several = len(self.advice.cases) > 1
        for number, case_id in enumerate(self.advice.cases, 1):
            read = button(
                t(READ_CASES, number=number) if several else t(READ_CASE),
                icon="landmark",
                kind="link",
                press=partial(guide.show_case, case_id),
            )
            read.setAccessibleDescription(say(self.advice.title))
            foot.add(read)
        return foot


def _way(words: str) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    box.addWidget(Icon("check", "met", 14), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Prose(words), 1)
    return line


class Advices(QWidget):
    """The advice of one place, kept in step with the answers."""

    def __init__(self, guide: Guide, *, named: bool = False) -> None:
        """Show nothing yet; ``named`` where it does not stand beside its activity."""
        super().__init__()
        self._guide, self._named = guide, named
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.strips: list[AdviceStrip] = []
        self.setVisible(False)

    def _make(self, advice: Advice) -> AdviceStrip:
        return AdviceStrip(advice, self._guide, named=self._named)

    def show_advice(self, advice: list[Advice]) -> None:
        """Show ``advice``; strips that say the same stay."""
        there = {(strip.advice.id, strip.advice.path): strip for strip in self.strips}
        self.strips = []
        for place, one in enumerate(advice):
            strip = there.pop((one.id, one.path), None) or self._make(one)
            strip.show_matched(one)
            self._box.insertWidget(place, strip)
            self.strips.append(strip)
        for strip in there.values():
            self._box.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self.strips))
