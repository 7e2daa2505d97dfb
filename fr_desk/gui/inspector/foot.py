"""The line at the foot of the list: what is new in the index, what was written, how many rows are shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from fr_desk.gui.buttons import button
from fr_desk.gui.foot_line import FootLine
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.asking import Answer
from fr_desk.gui.inspector.words import HEADS
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_, NP_, spell_number

ALL_SHOWN = NP_("{count} file shown", "{count} files shown")
SOME_SHOWN = N_("{count} of {total} files shown")
BY_RISK, BY_COLUMN = N_("sorted by risk"), N_("sorted by “{column}”")


class Foot(FootLine):
    """The line."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        box = self.box
        box.addWidget(Icon("check-check", "muted", 14))
        self._news, self._note = OneLine(role="secondary"), OneLine(role="secondary")
        self.shown = OneLine(role="secondary")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.addWidget(self._news)
        box.addWidget(self._note)
        self._written: Path | None = None
        self.open = button(t(N_("Open")), icon="external-link", kind="link", press=self._open)
        self.open.hide()
        box.addWidget(self.open)
        box.addStretch(1)
        box.addWidget(self.job)
        box.addWidget(self.shown)

    def note(self, words: str) -> None:
        """Say what is new in the index."""
        self._news.setText(words)

    def say(self, words: str, written: Path | None = None) -> None:
        """Say what was done, and offer to open what was written."""
        self._note.setText(words)
        self._written = written
        self.open.setVisible(written is not None)

    @property
    def said(self) -> str:
        """What was said last."""
        return self._note.text()

    @property
    def news(self) -> str:
        """What is new in the index."""
        return self._news.text()

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def show_answer(self, answer: Answer) -> None:
        """Show how many rows there are, and their order."""
        count = len(answer.numbers)
        if count == answer.total:
            told = tn(ALL_SHOWN.one, ALL_SHOWN.other, count)
        else:
            told = t(SOME_SHOWN, count=spell_number(count), total=spell_number(answer.total))
        column = answer.wanted.sort
        order = t(BY_RISK) if column == "risk" else t(BY_COLUMN, column=t(HEADS[column]))
        self.shown.setText(f"{told} · {order}")
