"""Words of a record in many lines: no more than are kept, and after undoing those that count, cursor included."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from fr_desk.domain.schema import LONG
from fr_desk.gui.editors.texts import TextPage
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_

CUT = N_("At most {most} characters fit here; what is more was left out.")


class RecordText(TextPage):
    """A text field of a record. What stands in it is what is kept, never more.

    Signals:
        typed: the words that stand there now, at most ``LONG`` characters.
    """

    typed = Signal(str)

    def __init__(self, name: str, words: str = "", least: int = 3) -> None:
        """Show ``words`` in a field of at least ``least`` lines; ``name`` is for a screen reader."""
        super().__init__(least)
        self.setAccessibleName(name)
        self.complaint = Prose(role="complaint")
        self.complaint.setVisible(False)
        self._words = ""
        self.show_words(words)
        self.textChanged.connect(self._on_changed)

    def put_into(self, box: QVBoxLayout) -> None:
        """Stand in ``box``, with room below for what is wrong."""
        box.addWidget(self)
        box.addWidget(self.complaint)

    def show_words(self, words: str) -> None:
        """Show other words, with the cursor where they differ; where they stand already nothing moves."""
        if words != self._words:
            self._set(words, len(words) - _common(self._words, words)[1])
            self.complaint.say("")

    def _on_changed(self) -> None:
        words, before = self.toPlainText(), self._words
        complaint = ""
        if len(words) > LONG:
            words, at = _fitting(before, words)
            self._set(words, at)
            complaint = t(CUT, most=LONG)
        self.complaint.say(complaint)
        if words != before:
            self._words = words
            self.typed.emit(words)

    def _set(self, words: str, at: int) -> None:
        self._words = words
        self.blockSignals(True)
        self.setPlainText(words)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(len(words[:at].encode("utf-16-le", "surrogatepass")) // 2)
        self.setTextCursor(cursor)
        self.updateGeometry()


def _common(before: str, after: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at their beginnings, and of the rest at their ends."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    return head, tail


def _fitting(before: str, after: str) -> tuple[str, int]:
    """Return ``after`` with only so much of what was put in that it fits, and where that ends.

    What stood there before stays, as in a line that takes no more.
    """
    head, tail = _common(before, after)
    end = len(after) - tail
    put_in = after[head:end][: LONG - head - tail]
    return after[:head] + put_in + after[end:], head + len(put_in)
