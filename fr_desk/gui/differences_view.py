"""A readable list of what differs between two dossiers: step by step, each question with what was and what is.

It scrolls with whatever holds it, and knows nothing of where the two dossiers come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.forms.differences import Difference, Kind, listed
from fr_desk.forms.visible import step
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.i18n import N_

BEFORE, AFTER = N_("Before"), N_("After")
NOTHING_DIFFERS = N_("Nothing differs.")
IN_STEP = N_("{step} ({count})")
MORE = N_("Show {count} more")
READ_OUT = N_("{question}. Before: {before}. After: {after}.")
SHOWN = 25
"""Differences of one step that are listed at first."""
ICONS: dict[Kind, tuple[str, str, str]] = {
    "changed": ("pencil", "muted", N_("Changed")),
    "added": ("plus", "met", N_("Added")),
    "removed": ("trash-2", "breached", N_("Taken away")),
    "moved": ("list", "muted", N_("In another order")),
}
"""Icon, tone and word of each kind."""
_SHORT = 46
"""Characters up to which both answers stand in one line."""
_CAPTION = 92
"""Width of what the two sides are called, beside long texts."""


class DifferencesView(QWidget):
    """The list. Long texts are shown around what changed in them, with a way to see the whole."""

    def __init__(
        self,
        before: Dossier,
        after: Dossier,
        *,
        names: tuple[str, str] | None = None,
        nothing: str = "",
    ) -> None:
        """Show what leads from ``before`` to ``after``.

        Args:
            before: the one dossier.
            after: the other.
            names: what the two are called, in the screen's language; “Before” and “After” if omitted.
            nothing: said where nothing differs, in the screen's language.
        """
        super().__init__()
        self._nothing = nothing or t(NOTHING_DIFFERS)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.differences: tuple[Difference, ...] = ()
        self.compare(before, after, names)

    def compare(self, before: Dossier, after: Dossier, names: tuple[str, str] | None = None) -> None:
        """Show what differs between two other dossiers."""
        self._names = names or (t(BEFORE), t(AFTER))
        self.differences = listed(before, after, language.current())
        empty(self._box)
        if not self.differences:
            self._box.addWidget(Prose(self._nothing, "muted"))
        for step_id, group in groupby(self.differences, key=lambda one: one.step):
            lines = list(group)
            title = t(IN_STEP, step=t(step(step_id).title), count=len(lines))
            self._box.addWidget(Prose(title, "question"))
            self._box.addWidget(_Group(lines, self._names))


class _Group(Card):
    """The differences of one step."""

    def __init__(self, lines: Sequence[Difference], names: tuple[str, str]) -> None:
        super().__init__(margins=(16, 6, 16, 6))
        self.box.setSpacing(0)
        self._names = names
        self._add(lines[:SHOWN])
        rest = lines[SHOWN:]
        if rest:
            self._more = button(
                t(MORE, count=len(rest)), icon="chevron-down", kind="link", press=partial(self._unfold, rest)
            )
            self.box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, lines: Sequence[Difference]) -> None:
        for line in lines:
            if self.box.count():
                self.box.addWidget(Hairline())
            self.box.addWidget(DifferenceLine(line, self._names))

    def _unfold(self, rest: Sequence[Difference]) -> None:
        self._more.hide()
        self._add(rest)


class DifferenceLine(QWidget):
    """One difference: what kind it is, the question, what was and what is."""

    def __init__(self, line: Difference, names: tuple[str, str]) -> None:
        """Show ``line``; ``names`` are those of the two sides."""
        super().__init__()
        self._line, self._names = line, names
        icon, tone, word = ICONS[line.kind]
        self.setAccessibleName(t(READ_OUT, question=line.title, before=line.before, after=line.after))
        self.setAccessibleDescription(t(word))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 9, 0, 9)
        outer.setSpacing(10)
        mark = Icon(icon, tone, 15)
        mark.setToolTip(t(word))
        outer.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Prose(line.title, "strong"))
        self._answers = QVBoxLayout()
        self._answers.setSpacing(2)
        words.addLayout(self._answers)
        outer.addLayout(words, 1)
        self._show(*line.excerpt)
        if line.excerpt != (line.before, line.after):
            self.whole = button(t(N_("Show the whole texts")), kind="link", press=self._show_whole)
            self.whole.setAccessibleDescription(line.title)
            words.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, before: str, after: str) -> None:
        empty(self._answers)
        kind = self._line.kind
        if kind in {"added", "removed"}:
            self._answers.addWidget(Prose(after or before or t(ICONS[kind][2]), "secondary"))
        elif max(len(before), len(after)) <= _SHORT and "\n" not in before + after:
            both = Flow(gap=8, line_gap=0)
            for widget in (Prose(before, "muted"), Prose("→", "muted"), Prose(after)):
                both.add(widget)
            self._answers.addWidget(both)
        else:
            for name, text, role in zip(self._names, (before, after), ("muted", "body"), strict=True):
                self._answers.addWidget(Captioned(name, text, role))

    def _show_whole(self) -> None:
        self.whole.hide()
        self._show(self._line.before, self._line.after)


class Captioned(QWidget):
    """A text with what it is called at its left, both from the top."""

    def __init__(self, name: str, text: str, role: str = "body", width: int = _CAPTION) -> None:
        """Show ``text`` called ``name``, which has ``width``."""
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        caption = Prose(name, "secondary")
        caption.setFixedWidth(width)
        line.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Prose(text, role), 1)
