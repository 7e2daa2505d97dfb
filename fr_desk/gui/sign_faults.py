"""What is wrong with a sign, below it: each fault in a sentence, with its article and the way to what mends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Aside, Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.sign_list import CHECKING, FAULT_ICONS, LEVELS
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_
from fr_desk.services.sign_designs import Fault

IN_ORDER = N_("Nothing is missing on this sign, and everything on it can be read.")
SHARES = (0.34, 0.42)
"""Most of the room that the faults take from the sign above them, where there is little and where there is much."""
LITTLE = 460


class FaultStrip(Strip):
    """One fault."""

    def __init__(self, fault: Fault, pane: FaultsPane, guide: Guide) -> None:
        """Show ``fault``; ``pane`` tells what is wanted."""
        icon, tone = FAULT_ICONS[fault.must]
        super().__init__(tone)
        self.fault = fault
        level = LEVELS["must" if fault.must else "should"]
        word, sentence = t(level), say(fault.message)
        self.setAccessibleName(f"{word}: {sentence}")
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(10)
        box.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        aside = Aside(gap=12)
        aside.add(_words(word, sentence, tone))
        ways = Flow(gap=6, line_gap=6)
        if fault.article is not None:
            label = guide.citation_label(fault.article)
            law = Citations([(fault.article, label)], guide.show_article)
            law.set_margins(0, 2, 0, 2)  # in the middle of the line
            ways.add(law)
        self.mend = button(
            t(N_("Go there")), icon="corner-down-right", kind="small", press=lambda: pane.mend(fault)
        )
        self.mend.setAccessibleDescription(sentence)
        ways.add(self.mend)
        aside.add(ways)
        box.addWidget(aside, 1)


def _words(word: str, sentence: str, tone: str) -> QWidget:
    words = QWidget()
    box = QVBoxLayout(words)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    head = Prose(word, "strong")
    head.setProperty("tone", tone)
    box.addWidget(head)
    box.addWidget(Prose(sentence))
    return words


class FaultsPane(QScrollArea):
    """The faults of the sign that is shown; a sentence that all is well where there are none.

    Signals:
        place_wanted: path of the answer that mends a fault.
        choice_wanted: name of the choice that mends a fault.
    """

    place_wanted = Signal(str)
    choice_wanted = Signal(str)

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("statusLine")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(t(N_("What is wrong with the sign")))
        self._guide = guide
        self._room = 0
        self.strips: dict[Fault, FaultStrip] = {}
        body = QWidget()
        body.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.setSpacing(8)
        self._summary = QWidget()
        line = QHBoxLayout(self._summary)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(10)
        self._icon, self._words = Icon("circle-dashed", "muted"), Prose()
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        self._box.addWidget(self._summary)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._box.addLayout(self._list)
        self._box.addStretch()
        self.setWidget(body)
        self.show_faults(None)

    @property
    def summary(self) -> str:
        """What is said where there are no faults to show."""
        return "" if self._summary.isHidden() else self._words.text()

    def show_faults(self, faults: Sequence[Fault] | None) -> None:
        """Show ``faults``; ``None`` while they are not known. Strips that say the same stay."""
        wanted = tuple(dict.fromkeys(faults or ()))
        for fault in [fault for fault in self.strips if fault not in wanted]:
            strip = self.strips.pop(fault)
            had_focus = strip.isAncestorOf(self.window().focusWidget() or self)
            self._list.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
            if had_focus:
                self._pass_focus()
        for position, fault in enumerate(wanted):
            if fault not in self.strips:
                self.strips[fault] = FaultStrip(fault, self, self._guide)
                self._list.insertWidget(position, self.strips[fault])
                self.strips[fault].show()  # at once: the pane is as high as it needs
        self.strips = {fault: self.strips[fault] for fault in wanted}
        self._summary.setVisible(not wanted)
        name, tone = ("circle-dashed", "muted") if faults is None else ("check", "met")
        self._icon.show_icon(name, tone)
        self._words.setText(t(CHECKING) if faults is None else t(IN_ORDER))
        self.fit(self._room)

    def _pass_focus(self) -> None:
        """Give the keyboard to the next fault, or to whatever comes after them."""
        following = next(iter(self.strips.values()), None)
        if following is not None:
            following.mend.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focusNextPrevChild(False)

    def fit(self, room: int) -> None:
        """Be as high as the faults need, and leave most of ``room`` to the sign."""
        self._room = room
        if room:
            self._box.activate()
            wanted = self._box.totalHeightForWidth(max(self.width() - 14, 120)) + 2
            self.setFixedHeight(min(wanted, round(room * SHARES[room > LITTLE])))

    def mend(self, fault: Fault) -> None:
        """Tell where what mends a fault is."""
        if fault.choice:
            self.choice_wanted.emit(fault.choice)
        else:
            self.place_wanted.emit(fault.path)
