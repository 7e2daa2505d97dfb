"""What went wrong while the program ran: kept, counted, logged, and told in one line that stands in nobody's way.

The work goes on: a fault ends neither the program nor what is being typed. Nothing is sent to anybody.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSysInfo, Signal, qVersion
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.spoken import announce
from fr_desk.i18n import N_

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

ONCE = N_("Something went wrong inside FR Desk; your answers are still there. Save them.")
OFTEN = N_("Something went wrong inside FR Desk {count} times; your answers are still there. Save them.")
CRASHED = N_("FR Desk ended by itself the last time. What it noted about that can be read here.")
LOOK = N_("Look at the report")
LOG, CRASH_LOG = "faults.log", "crash.log"
KEPT = 60_000
"""Characters of the log that are shown of earlier days."""


@dataclass
class Fault:
    """One thing that went wrong, however often.

    Attributes:
        report: what it was and where, without answers.
        count: how often it happened.
        last: when it happened last.
    """

    report: str
    count: int
    last: str


class Faults(QObject):
    """Everything that went wrong since the program was started, and what the last crash left.

    Signals:
        changed: something more went wrong.
    """

    changed = Signal()

    def __init__(self, window: Window, logs: Path) -> None:
        """Keep what goes wrong in ``window``; the log is in the folder ``logs``."""
        super().__init__(window)
        self._window, self._logs = window, logs
        self._found: dict[tuple[str, ...], Fault] = {}
        self.crashed = ""
        self._bar: FaultBar | None = None
        self.changed.connect(self._tell)
        window.opened.connect(self._dress)

    def take(self, error: BaseException) -> None:
        """Keep an error nobody expected; called from any thread."""
        from fr_desk.services import fault_report  # noqa: PLC0415 - the desk starts without it

        document = self._window.document
        secrets = list(fault_report.strings_in(document.dossier)) if document is not None else []
        report = fault_report.told(error, secrets)
        fault = self._found.setdefault(fault_report.signature(error), Fault(report, 0, ""))
        fault.count += 1
        fault.last = fault_report.now()
        self._log(f"{fault.last}\n{self._head()}\n\n{report}\n\n")
        self.changed.emit()

    def take_crash(self, trace: str) -> None:
        """Keep what a crash of an earlier start left behind, if it was one."""
        if not trace:
            return
        from fr_desk.services import fault_report  # noqa: PLC0415 - the desk starts without it

        self.crashed = fault_report.crash(trace)
        if self.crashed:
            self.changed.emit()

    @property
    def count(self) -> int:
        """How often something went wrong since the start."""
        return sum(fault.count for fault in self._found.values())

    def report(self) -> str:
        """Return everything that a user may read, save and give to whoever mends the program."""
        parts = [self._head()]
        for number, fault in enumerate(self._found.values(), 1):
            times = "once" if fault.count == 1 else f"{fault.count} times"
            parts.append(f"{number}. Happened {times}, the last time at {fault.last}\n\n{fault.report}")
        if self.crashed:
            parts.append(f"The program ended by itself before this start\n\n{self.crashed}")
        if len(parts) == 1:
            earlier = self._earlier()
            parts += [f"Noted on earlier days\n\n{earlier}"] if earlier else []
        return "\n\n".join(parts) + "\n"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known to have gone wrong, today or before."""
        return not (self._found or self.crashed or self._earlier())

    def _head(self) -> str:
        from fr_desk.services import fault_report  # noqa: PLC0415 - the desk starts without it

        screen = f"Qt {qVersion()}, {QGuiApplication.platformName()}, {QSysInfo.prettyProductName()}"
        shown = f"Screen in {language.current()}, {theme.name()}"
        return fault_report.head(screen, shown)

    def _earlier(self) -> str:
        try:
            text = (self._logs / LOG).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return text[-KEPT:].strip()

    def _log(self, text: str) -> None:
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            with (self._logs / LOG).open("a", encoding="utf-8") as log:
                log.write(text)
        except OSError as failure:
            sys.stderr.write(f"{failure}\n")

    # the line across the window

    @property
    def bar(self) -> FaultBar:
        """The line at the top of the window; made when it is first needed."""
        if self._bar is None:
            self._bar = FaultBar(self._window)
            self._window.setMenuWidget(self._bar)
        return self._bar

    @property
    def words(self) -> str:
        """The one line about it."""
        if not self._found:
            return t(CRASHED) if self.crashed else ""
        return t(ONCE) if self.count == 1 else t(OFTEN, count=self.count)

    def _tell(self) -> None:
        self.bar.dress(self.words)
        self.bar.setVisible(True)
        announce(self.bar, self.words)

    def _dress(self) -> None:
        if self._bar is not None:
            self._bar.dress(self.words)


class FaultBar(QWidget):
    """One line across the top of the window, with the way to the report."""

    def __init__(self, window: Window) -> None:
        """Say nothing yet."""
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 6, 10, 6)
        box.setSpacing(10)
        self._icon = Icon("triangle-alert", "breached")
        self.said = Prose()
        self.look = button(t(LOOK), kind="small", press=window.actions_by_name["faults"].trigger)
        self.away = button(t(N_("Close this line")), icon="x", kind="icon", press=self.hide)
        box.addWidget(self._icon)
        box.addWidget(self.said, 1)
        box.addWidget(self.look)
        box.addWidget(self.away)
        self.setVisible(False)

    def dress(self, words: str) -> None:
        """Write ``words`` in the language and colours of the screen."""
        self.said.setText(words)
        self.look.setText(t(LOOK))
        self.look.setAccessibleName(t(LOOK))
        self.away.setAccessibleName(t(N_("Close this line")))
        self.away.setToolTip(t(N_("Close this line")))
        self.away.setIcon(icons.icon("x"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the hairline below it."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.tone("breached_ground"))
        painter.fillRect(0, self.height() - colours.edge, self.width(), colours.edge, colours.tone("line"))
