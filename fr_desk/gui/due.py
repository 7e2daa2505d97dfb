"""What is due when: deadlines with their state, and the counters that make duties begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui import icons
from fr_desk.gui.buttons import button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.titled import TitledCard
from fr_desk.i18n import N_
from fr_desk.rules.deadlines import Counter, DeadlineStatus, State
from fr_desk.rules.sentences import DUE_INTRO, NOTHING_RUNS, WHAT_IS_DUE

MORE, FEWER = N_("Show {count} more"), N_("Show fewer")
_TONES: dict[str, tuple[str, str]] = {
    State.OVERDUE: ("circle-x", "breached"),
    State.NOW: ("calendar-clock", "review"),
    State.RUNNING: ("calendar-clock", "review"),
    State.UNKNOWN: ("circle-dashed", "open"),
    State.NOT_STARTED: ("info", "muted"),
    State.DONE_LATE: ("info", "muted"),
    State.DONE: ("check", "met"),
    State.DONE_IN_TIME: ("check", "met"),
    State.STANDING: ("info", "muted"),
    "below": ("check", "met"),
    "near": ("calendar-clock", "review"),
    "reached": ("calendar-clock", "review"),
    "exempt": ("check", "met"),
    "unknown": ("circle-dashed", "open"),
}
_PRESSING = frozenset({State.OVERDUE, State.NOW, State.RUNNING, State.UNKNOWN})
Entry = DeadlineStatus | Counter


class DueLine(QWidget):
    """One deadline or counter: its state as an icon, its sentence, its articles, and the way to what is missing."""

    def __init__(self, entry: Entry, guide: Guide) -> None:
        """Show ``entry``."""
        super().__init__()
        self.entry = entry
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        icon, tone = _TONES[entry.state]
        outer.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        if isinstance(entry, Counter) or entry.state is State.STANDING:
            words.addWidget(Prose(say(entry.title), "strong"))
        words.addWidget(Prose(say(entry.sentence)))
        labels = [(one, guide.citation_label(one)) for one in entry.citations]
        foot = Citations(labels, guide.show_article)
        missing = entry.missing if isinstance(entry, DeadlineStatus) else ()
        if missing:
            there = button(
                t(N_("Answer it")),
                icon="corner-down-right",
                kind="link",
                press=partial(guide.go_to, missing[0]),
            )
            there.setAccessibleDescription(say(entry.title))
            foot.add(there)
        if foot.children_in_order:
            words.addWidget(foot)
        outer.addLayout(words, 1)


class DueList(TitledCard):
    """Deadlines and counters under a title; what does not press is folded away."""

    def __init__(self, guide: Guide, *, folds: bool = True) -> None:
        """Show nothing yet; without ``folds`` everything is always shown."""
        super().__init__(t(WHAT_IS_DUE), t(DUE_INTRO))
        self._guide, self._folds, self._open = guide, folds, not folds
        self.lines: list[DueLine] = []
        self._entries: tuple[Entry, ...] = ()
        self._calm = Prose(t(NOTHING_RUNS), "muted")
        self.card.box.addWidget(self._calm)
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        self.card.box.addLayout(self._list)
        self.more = button(t(FEWER), icon="chevron-down", kind="link", press=self._unfold)
        self.card.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show ``entries``; lines that say the same stay."""
        self._entries = tuple(entries)
        self._show()

    def _unfold(self) -> None:
        self._open = not self._open
        self._show()

    def _show(self) -> None:
        pressing = [one for one in self._entries if isinstance(one, Counter) or one.state in _PRESSING]
        rest = [one for one in self._entries if one not in pressing]
        few = pressing if self._folds else pressing + rest
        self._show_lines(pressing + rest if self._open else few)
        hidden = len(self._entries) - len(few)
        self.more.setVisible(hidden > 0)
        words = t(FEWER) if self._open else t(MORE, count=hidden)
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setIcon(icons.icon("chevron-up" if self._open else "chevron-down", "accent", 13, air=4))
        self._calm.setVisible(not few and not self._open)
        self.setVisible(bool(self._entries))

    def _show_lines(self, entries: Sequence[Entry]) -> None:
        if [line.entry for line in self.lines] == list(entries):
            return
        kept = {(type(line.entry), line.entry.id): line for line in self.lines}
        self.lines = []
        for place, entry in enumerate(entries):
            line = kept.pop((type(entry), entry.id), None)
            if line is not None and line.entry != entry:
                self._let_go(line)
                line = None
            line = line or DueLine(entry, self._guide)
            self._list.insertWidget(place, line)
            self.lines.append(line)
        for line in kept.values():
            self._let_go(line)

    def _let_go(self, line: DueLine) -> None:
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()
