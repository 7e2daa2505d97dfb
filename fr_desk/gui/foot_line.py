"""The line at the foot of any window of ours: a row of short words, and the bar of what is being done."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from fr_desk.gui import theme
from fr_desk.gui.job_bar import JobBar


class FootLine(QFrame):
    """An empty line, as high as the text of the system needs.

    Attributes:
        box: where words go.
        job: progress of what is being done; each line says where in it.
    """

    def __init__(self, spacing: int = 10) -> None:
        """Make the line.

        Args:
            spacing: pixels between one and the next.
        """
        super().__init__()
        self.setObjectName("statusLine")
        self.setMinimumHeight(theme.status_line())
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(18, 0, 18, 0)
        self.box.setSpacing(spacing)
        self.job = JobBar()
