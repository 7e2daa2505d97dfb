"""What happened to others: a window with the published cases, and what FR Desk says about each.

Nothing is fetched: the sources are named as plain text. This module is imported when the window is first opened.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.case_rows import CaseRow
from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Hairline, Strip
from fr_desk.i18n import N_
from fr_desk.rules.cases import GRADES, Case, Variant, assessed, cases
from fr_desk.rules.findings import Finding, Outcome

TITLE = N_("What happened to others")
INTRO = N_("Published decisions about cameras and faces. No company is named.")
SAYS = N_("What FR Desk says about it")
SAYS_INTRO = N_(
    "The rules of today's packs, on what the sources tell; what they do not tell stays unanswered."
)
LIST_WIDTH = 372
_SHOWN = (Outcome.BREACHED, Outcome.REVIEW)


class CasesWindow(QWidget):
    """The list of cases at the left, the one that is read at the right.

    Signals:
        dossier_wanted: a state of a case, to be opened as a new dossier.
    """

    dossier_wanted = Signal(object)

    def __init__(self, owner: QWidget, case_id: str = "") -> None:
        """Show the case with the id ``case_id``, or the first, in a window of its own that belongs to ``owner``."""
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setProperty(TOPIC, "cases")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{t(TITLE)} – FR Desk")
        self.setAccessibleName(t(TITLE))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.rows: dict[str, CaseRow] = {}
        self._group = QButtonGroup(self)
        self._list = self._make_list()
        self._list.setFixedWidth(LIST_WIDTH)
        box.addWidget(self._list)
        self.reading = QScrollArea()
        self.reading.setObjectName("page")
        self.reading.setWidgetResizable(True)
        self.reading.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reading.setAccessibleName(t(N_("The case")))
        box.addWidget(self.reading, 1)
        self.setMinimumSize(780, 460)
        self.resize(min(owner.width(), 1180), min(owner.height(), 760))
        self.case: Case | None = None
        self.show_case(case_id if case_id in self.rows else next(iter(self.rows)))

    def _make_list(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setObjectName("caseList")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setMinimumHeight(1)  # the same
        box = QVBoxLayout(body)
        box.setContentsMargins(12, 18, 12, 16)
        box.setSpacing(2)
        heading = QVBoxLayout()
        heading.setContentsMargins(12, 0, 12, 8)
        heading.setSpacing(2)
        heading.addWidget(Prose(t(TITLE), "section"))
        heading.addWidget(Prose(t(INTRO), "secondary"))
        box.addLayout(heading)
        for number, case in enumerate(cases()):
            row = CaseRow(case)
            row.clicked.connect(partial(self.show_case, case.id))
            row.moved.connect(partial(self._move, number))
            self._group.addButton(row)
            self.rows[case.id] = row
            box.addWidget(row)
        box.addStretch()
        scroll.setWidget(body)
        return scroll

    def _move(self, number: int, way: int) -> None:
        rows = list(self.rows.values())
        if 0 <= number + way < len(rows):
            row = rows[number + way]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._list.ensureWidgetVisible(row)
            self.show_case(row.case.id)

    def show_case(self, case_id: str, _on: bool = True) -> None:
        """Read another case."""
        row = self.rows[case_id]
        row.setChecked(True)
        if self.case is row.case:
            return
        self.case = row.case
        sheet = CaseSheet(row.case)
        sheet.dossier_wanted.connect(self.dossier_wanted)
        holder = QWidget()
        holder.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        line = QHBoxLayout(holder)
        line.setContentsMargins(30, 22, 30, 22)
        sheet.setMaximumWidth(720)
        line.addWidget(sheet)
        self.reading.setWidget(holder)
        self.reading.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Give the keyboard to the case that is read."""
        if self.case is not None:
            row = self.rows[self.case.id]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.ensureWidgetVisible(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list less room in a narrow window."""
        self._list.setFixedWidth(LIST_WIDTH if event.size().width() >= 1000 else 290)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class CaseSheet(QWidget):
    """One case to read.

    Signals:
        dossier_wanted: a state of it, to be opened as a new dossier.
    """

    dossier_wanted = Signal(object)

    def __init__(self, case: Case) -> None:
        """Write ``case`` out."""
        super().__init__()
        self._case = case
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        head = QVBoxLayout()
        head.setSpacing(1)
        head.addWidget(Prose(say(case.title), "title"))
        when = (t(case.jurisdiction.label), t(case.venue.label), case.date)
        head.addWidget(Prose(" · ".join(when), "muted"))
        box.addLayout(head)
        box.addWidget(_told(case))
        box.addWidget(_lesson(case))
        says = QVBoxLayout()
        says.setContentsMargins(0, 6, 0, 0)
        says.setSpacing(2)
        says.addWidget(Prose(t(SAYS), "section"))
        says.addWidget(Prose(t(SAYS_INTRO), "secondary"))
        box.addLayout(says)
        for variant in case.variants:
            box.addWidget(self._variant(variant))
        box.addWidget(_sources(case))
        box.addStretch()

    def _variant(self, variant: Variant) -> QWidget:
        """Return what the packs find in one state of the venue."""
        card = Card()
        found = assessed(self._case, variant)
        card.box.addWidget(Prose(say(variant.title), "question"))
        counts = " · ".join(f"{t(words)} {found.counts[one]}" for one, words in OUTCOME_WORDS.items())
        day = t(N_("Law as of {date}"), date=written_date(found.as_of))
        card.box.addWidget(Prose(f"{counts}  |  {day}", "secondary"))
        listed = found.of(*_SHOWN)
        for finding in sorted(listed, key=lambda one: _SHOWN.index(one.outcome)):
            card.box.addWidget(_finding(finding))
        if not listed:
            card.box.addWidget(Prose(t(N_("Nothing to change or to decide was found here.")), "muted"))
        take = button(
            t(N_("Open as a new dossier")),
            icon="file-plus-2",
            kind="small",
            press=lambda: self.dossier_wanted.emit(self._case.dossier(variant)),
        )
        take.setAccessibleDescription(say(variant.title))
        card.box.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _told(case: Case) -> QWidget:
    card = Card()
    for number, (title, words) in enumerate(
        ((N_("What was found"), case.facts), (N_("What came of it"), case.outcome))
    ):
        if number:
            card.box.addWidget(Hairline())
        card.box.addWidget(Prose(t(title), "question"))
        card.box.addWidget(Prose(say(words)))
    return card


def _lesson(case: Case) -> QWidget:
    strip = Strip("accent_soft")
    box = QHBoxLayout(strip)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(12)
    box.addWidget(Icon("lightbulb", "accent"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Prose(t(N_("What to learn from it")), "strong"))
    words.addWidget(Prose(say(case.lesson)))
    box.addLayout(words, 1)
    return strip


def _finding(finding: Finding) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(9)
    tone = finding.outcome.value
    box.addWidget(Icon(OUTCOME_ICONS[tone], tone, 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Prose(say(finding.title), "strong"))
    words.addWidget(Prose(say(finding.message), "secondary"))
    box.addLayout(words, 1)
    line.setAccessibleName(f"{t(OUTCOME_WORDS[finding.outcome])}: {say(finding.title)}")
    return line


def _sources(case: Case) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 2, 0, 0)
    box.setSpacing(2)
    box.addWidget(Prose(t(N_("Sources")), "strong"))
    box.addWidget(Prose(t(GRADES[case.grade]), "secondary"))
    for source in case.sources:
        label = Prose(source, "secondary")
        label.setAccessibleDescription(t(N_("Address of the source; nothing is fetched.")))
        box.addWidget(label)
    return holder
