"""Changes of the law that are promulgated and not yet in force: announced, never applied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui.arrange import empty
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.titled import TitledCard
from fr_desk.rules.findings import Announcement, Assessment
from fr_desk.rules.sentences import FROM_THEN, TO_COME, TO_COME_INTRO


class Announcements(TitledCard):
    """What is announced for this venue, the nearest day first."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__(t(TO_COME), t(TO_COME_INTRO))
        self._guide = guide
        self.shown: tuple[Announcement, ...] = ()

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment."""
        if assessment.announcements == self.shown:
            return
        self.shown = assessment.announcements
        empty(self.card.box)
        for announcement in self.shown:
            self.card.box.addWidget(self._line(announcement))
        self.setVisible(bool(self.shown))

    def _line(self, announcement: Announcement) -> QWidget:
        line = QWidget()
        outer = QHBoxLayout(line)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(Icon("megaphone", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        heading = t(FROM_THEN, date=written_date(announcement.on), title=say(announcement.title))
        words.addWidget(Prose(heading, "strong"))
        words.addWidget(Prose(say(announcement.says)))
        if announcement.citations:
            labels = [(one, self._guide.citation_label(one)) for one in announcement.citations]
            words.addWidget(Citations(labels, self._guide.show_article))
        outer.addLayout(words, 1)
        return line
