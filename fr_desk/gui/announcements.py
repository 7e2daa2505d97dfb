"""Changes of the law that are promulgated and not yet in force: announced, never applied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.rules.findings import Announcement, Assessment
from fr_desk.rules.sentences import FROM_THEN, TO_COME, TO_COME_INTRO


class Announcements(QWidget):
    """What is announced for this venue, the nearest day first."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self._guide = guide
        self.shown: tuple[Announcement, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(2)
        box.addWidget(Prose(t(TO_COME), "section"))
        box.addWidget(Prose(t(TO_COME_INTRO), "secondary"))
        box.addSpacing(10)
        self._card = Card()
        self._card.box.setSpacing(14)
        box.addWidget(self._card)
        self.setVisible(False)

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment."""
        if assessment.announcements == self.shown:
            return
        self.shown = assessment.announcements
        while item := self._card.box.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for announcement in self.shown:
            self._card.box.addWidget(self._line(announcement))
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
