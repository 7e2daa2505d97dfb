"""The papers a dossier can print, in a list: what each is, and why the venue needs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui.language import say, t
from fr_desk.gui.list_row import ListRow
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.services.printing import GROUPS, Paper


class PaperRow(ListRow):
    """One paper in the list."""

    def __init__(self, paper: Paper) -> None:
        """Name ``paper``."""
        title, why = say(paper.title), say(paper.why)
        super().__init__(title, why, QVBoxLayout())
        self.paper = paper
        self.setObjectName(f"paper {paper.id}")
        self.setToolTip(why)
        self.box.setSpacing(1)
        for line in (Prose(title, "strong"), OneLine(why, "secondary")):
            self.box.addWidget(self.see_through(line))


class PaperList(QScrollArea):
    """All papers under the headings of their groups.

    Signals:
        chosen: the id of a paper.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        """List nothing yet."""
        super().__init__()
        self.setObjectName("caseList")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: dict[str, PaperRow] = {}
        self._listed: tuple[Paper, ...] = ()
        self._group = QButtonGroup(self)
        self.setWidget(QWidget())

    def show_papers(self, papers: Sequence[Paper], chosen: str) -> None:
        """List ``papers``; the keyboard stays where it is if that paper is still among them."""
        if tuple(papers) != self._listed:
            self._listed = tuple(papers)
            self._list()
        self.choose(chosen)

    def _list(self) -> None:
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        scrolled = self.verticalScrollBar().value()
        self.rows = {}
        body = QWidget()
        body.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        box = QVBoxLayout(body)
        box.setContentsMargins(12, 12, 12, 16)
        box.setSpacing(2)
        for group, words in GROUPS.items():
            mine = [paper for paper in self._listed if paper.group == group]
            if mine:
                heading = QVBoxLayout()
                heading.setContentsMargins(12, 14 if self.rows else 4, 12, 2)
                heading.addWidget(Prose(t(words), "section"))
                box.addLayout(heading)
            for paper in mine:
                row = PaperRow(paper)
                row.clicked.connect(partial(self._on_clicked, paper.id))
                row.moved.connect(partial(self._move, len(self.rows)))
                self._group.addButton(row)
                self.rows[paper.id] = row
                box.addWidget(row)
        box.addStretch()
        self.setWidget(body)
        self.verticalScrollBar().setValue(scrolled)
        if focused in self.rows:
            self.rows[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, paper_id: str) -> None:
        """Mark a paper as the one that is shown."""
        if paper_id in self.rows:
            self.rows[paper_id].setChecked(True)

    def take_focus(self) -> None:
        """Give the keyboard to the paper that is shown."""
        row = next((row for row in self.rows.values() if row.isChecked()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(row)

    def _on_clicked(self, paper_id: str, _on: bool = True) -> None:
        self.chosen.emit(paper_id)

    def _move(self, number: int, way: int) -> None:
        rows = list(self.rows.values())
        if 0 <= number + way < len(rows):
            row = rows[number + way]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.setChecked(True)
            self.ensureWidgetVisible(row)
            self.chosen.emit(row.paper.id)
