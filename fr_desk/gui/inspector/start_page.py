"""Where an inspection begins: open a folder, a zip, files or a list, drop them here, or go on with one of the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.visible import visible
from fr_desk.gui import theme
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.head import TITLE
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.theme import CORNERS, SPACE
from fr_desk.gui.tick import Tick
from fr_desk.i18n import N_, NP_

INTRO = N_(
    "Every file is verified, assessed again under the law of the day you choose, and ranked by risk. "
    "Files are only read, and nothing leaves this computer."
)
DROP = N_("Drop a folder, a zip, a list or files here")
OPENING = N_("On this computer, files open for inspection, read-only")
OPENING_MEANS = N_(
    "A double click, “fr-desk open FILE” and a drop on the desk then show a dossier here. Take the tick away, and they "
    "open to be filled in again."
)
LAST = N_("Last inspections")
FILES = NP_("{count} file", "{count} files")
_WIDEST = 760


@dataclass(frozen=True, slots=True)
class Last:
    """An inspection that can be shown again."""

    sources: tuple[Path, ...]
    files: int = 0
    moment: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.sources)


def name_of(sources: Sequence[Path]) -> str:
    """Return what an inspection is called: its only source, or the first and how many more."""
    if not sources:
        return ""
    first = visible(sources[0].name or str(sources[0]))
    return first if len(sources) == 1 else f"{first} +{len(sources) - 1}"


class StartPage(QScrollArea):
    """The page.

    Signals:
        folder_wanted, files_wanted: the user wants to choose what is inspected.
        again_wanted: sources of an earlier inspection.
        opening_chosen: whether dossiers that are opened from outside are shown for inspection.
    """

    folder_wanted = Signal()
    files_wanted = Signal()
    again_wanted = Signal(object)
    opening_chosen = Signal(bool)

    def __init__(self, last: Sequence[Last], *, inspects: bool = False) -> None:
        """Show the ``last`` inspections, the newest first; ``inspects`` tells how dossiers open."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(SPACE.huge, SPACE.huge, SPACE.huge, SPACE.wide)
        box.setSpacing(SPACE.large)
        box.addWidget(Prose(t(TITLE), "title"))
        box.addWidget(Prose(t(INTRO), "muted"))
        box.addWidget(self._drop())
        self.opening = Tick(t(OPENING))
        self.opening.setChecked(inspects)
        self.opening.clicked.connect(self.opening_chosen)
        box.addWidget(self.opening)
        box.addWidget(Prose(t(OPENING_MEANS), "secondary"))
        self.last: list[QPushButton] = []
        if last:
            box.addSpacing(SPACE.small)
            box.addWidget(Prose(t(LAST), "section"))
            for one in last:
                box.addWidget(self._link(one))
        box.addStretch()
        body.setMaximumWidth(theme.width(_WIDEST))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(body)
        self.setWidget(holder)

    def _drop(self) -> QWidget:
        place = _DropPlace()
        box = QVBoxLayout(place)
        box.setContentsMargins(SPACE.wide, SPACE.wide, SPACE.wide, SPACE.wide)
        box.setSpacing(SPACE.medium)
        line = QHBoxLayout()
        line.setSpacing(SPACE.medium)
        line.addWidget(Icon("folder-search", "accent", 30), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Prose(t(DROP), "section"), 1)
        box.addLayout(line)
        flow = Flow(gap=SPACE.small)
        self.folder = button(
            t(N_("Open a folder…")), icon="folder-open", kind="primary", press=self.folder_wanted.emit
        )
        self.files = button(
            t(N_("Open files, a zip or a list…")), icon="file-text", press=self.files_wanted.emit
        )
        flow.add(self.folder)
        flow.add(self.files)
        box.addWidget(flow)
        hint = N_(
            "A list is a text file or a CSV with one path in each line. One file alone is shown at a glance."
        )
        box.addWidget(Prose(t(hint), "secondary"))
        return place

    def _link(self, one: Last) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.medium)
        link = button(one.name, icon="history", kind="quiet", tone="accent")
        link.setToolTip("\n".join(visible(str(source)) for source in one.sources))
        link.setStyleSheet("text-align: left; padding-left: 4px;")
        link.clicked.connect(lambda: self.again_wanted.emit(one.sources))
        facts = [tn(FILES.one, FILES.other, one.files)] if one.files else []
        told = " · ".join([*facts, *([one.moment] if one.moment else [])])
        link.setAccessibleDescription(told)
        self.last.append(link)
        line.addWidget(link)
        line.addWidget(Prose(told, "secondary"), 1)
        return holder

    def take_focus(self) -> None:
        """Give the keyboard to the first button."""
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)


class _DropPlace(QWidget):
    """A place with a dashed border, where files are dropped."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and border."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.tone("outline"), colours.edge, Qt.PenStyle.DashLine))
        painter.setBrush(colours.tone("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), CORNERS.card, CORNERS.card)
