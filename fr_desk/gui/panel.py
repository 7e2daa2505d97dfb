"""The checks at the right of the desk: four counts, then the findings, each with its articles and its cures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fr_desk.gui import icons, language, theme
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import OUTCOME_ICONS, Count, button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.rules.findings import Assessment, Finding, Outcome
from fr_desk.rules.sentences import name_of

AT_MOST = 40
"""Findings shown at once; the rest is counted below them."""
_FULL = (Outcome.BREACHED, Outcome.REVIEW)
NOTHING_TO_CHANGE = N_("Nothing to change so far. The checks go on with every answer.")
ALL_IN_ORDER = N_("Everything that was checked is in order.")
NONE_OF_THIS_KIND = N_("There are none at present.")


class FindingCard(Card):
    """One finding with everything that can be done about it."""

    def __init__(self, finding: Finding, guide: Guide) -> None:
        """Show ``finding``."""
        tone = finding.outcome.value
        super().__init__(tone=tone, margins=(18, 11, 14, 12))
        self.finding = finding
        self.setAccessibleName(f"{t(OUTCOME_WORDS[finding.outcome])}: {say(finding.title)}")
        self.box.setSpacing(6)
        self.box.addLayout(_title(finding))
        if finding.level == "should":
            self.box.addWidget(Prose(t(N_("Recommended, not required by law")), "secondary"))
        self.box.addWidget(Prose(say(finding.message)))
        if finding.citations:
            labels = [(one, guide.citation_label(one)) for one in finding.citations]
            self.box.addWidget(Citations(labels, guide.show_article))
        self.box.addWidget(_actions(finding, guide))


def _title(finding: Finding) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    tone = finding.outcome.value
    line.addWidget(Icon(OUTCOME_ICONS[tone], tone), 0, Qt.AlignmentFlag.AlignTop)
    title = Prose(say(finding.title), "strong")
    title.setProperty("tone", tone)
    line.addWidget(title, 1)
    return line


def _actions(finding: Finding, guide: Guide) -> QWidget:
    actions = Flow(gap=7, line_gap=6)
    for fix in finding.fixes:
        actions.add(button(say(fix.label), icon="wand-sparkles", kind="small", press=partial(guide.fix, fix)))
    if finding.outcome is Outcome.REVIEW:
        actions.add(button(t(N_("Decide")), icon="scale", kind="small", press=lambda: guide.decide(finding)))
    there = button(
        t(N_("Go there")),
        icon="corner-down-right",
        kind="small",
        press=lambda: guide.go_to(finding.path, finding.step),
    )
    more = button(t(N_("More about it")), icon="book-open", kind="small")
    more.clicked.connect(lambda: guide.explain_finding(finding, more))
    for press in (there, more):
        press.setAccessibleDescription(say(finding.title))
        actions.add(press)
    return actions


class FindingRow(QAbstractButton):
    """One finding in two lines, for the long lists of what is to answer and what is in order."""

    def __init__(self, finding: Finding, subject: str, guide: Guide) -> None:
        """Show ``finding``, which is about ``subject``."""
        super().__init__()
        self.finding = finding
        self._title = say(finding.title)
        self._words = say(finding.message) if finding.outcome is Outcome.OPEN else subject
        self.setAccessibleName(f"{self._title}. {self._words}")
        self.setToolTip(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        path = finding.missing[0] if finding.missing else finding.path
        self.clicked.connect(lambda: guide.go_to(path, finding.step))

    def sizeHint(self) -> QSize:
        """Return the height of two lines, or of one."""
        lines = 2 if self._words else 1
        return QSize(200, lines * self.fontMetrics().height() + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, title and words."""
        colours = theme.tokens()
        painter = QPainter(self)
        tone = self.finding.outcome.value
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colours.tone("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone("bg"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        painter.drawPixmap(8, 8, icons.pixmap(OUTCOME_ICONS[tone], tone, 15, self.devicePixelRatioF()))
        height = self.fontMetrics().height()
        painter.setPen(colours.tone("ink"))
        self._line(painter, QRect(32, 5, self.width() - 40, height), self._title)
        painter.setFont(theme.font("secondary"))
        painter.setPen(colours.tone("muted"))
        self._line(painter, QRect(32, 5 + height, self.width() - 40, height), self._words)

    @staticmethod
    def _line(painter: QPainter, room: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Panel(QFrame):
    """The verdict in four counts, and the findings behind them."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(t(N_("Checks")))
        self._guide = guide
        self._assessment: Assessment | None = None
        self._shown: dict[tuple[str, str], FindingCard | FindingRow] = {}
        self.filter: Outcome | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 14, 0, 0)
        box.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Prose(t(N_("Checks")), "panel"), 1)
        self._pack = OneLine(role="secondary")
        head.addWidget(self._pack)
        box.addLayout(head)
        self.counts: dict[Outcome, Count] = {}
        box.addLayout(self._make_counts())
        self._empty = Prose("", "muted")
        self._empty.setContentsMargins(0, 0, 0, 0)
        self._more = Prose("", "secondary")
        self._list = QVBoxLayout()
        self._list.setSpacing(11)
        self._scroll = self._make_scroll()
        box.addWidget(self._scroll, 1)

    def _make_counts(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(7)
        for outcome, words in OUTCOME_WORDS.items():
            count = Count(outcome.value, t(words))
            count.clicked.connect(lambda on, outcome=outcome: self.show_only(outcome if on else None))
            self.counts[outcome] = count
            line.addWidget(count)
        return line

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 0, 16, 16)
        box.setSpacing(11)
        box.addWidget(self._empty)
        box.addLayout(self._list)
        box.addWidget(self._more)
        box.addStretch()
        scroll.setWidget(body)
        return scroll

    def show_only(self, outcome: Outcome | None) -> None:
        """Show the findings with one outcome; what is to change and to decide for ``None``."""
        self.filter = outcome
        for one, count in self.counts.items():
            count.setChecked(one is outcome)
        self._scroll.verticalScrollBar().setValue(0)
        if self._assessment is not None:
            self.show_assessment(self._assessment)

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment: findings come, go and change; the others stay."""
        self._assessment = assessment
        numbers = assessment.counts
        for outcome, count in self.counts.items():
            count.show_number(numbers[outcome])
        wanted = assessment.of(*((self.filter,) if self.filter else _FULL))
        if self.filter is None:
            wanted = tuple(sorted(wanted, key=lambda finding: _FULL.index(finding.outcome)))
        self._show_list({finding.key: finding for finding in wanted[:AT_MOST]})
        hidden = len(wanted) - AT_MOST
        self._more.say(
            t(N_("{count} more are shown as these are settled."), count=hidden) if hidden > 0 else ""
        )
        self._empty.say("" if wanted else t(self._nothing(numbers)))
        pack = "、".join(dict.fromkeys(ref.version for ref in assessment.packs))
        self._pack.setText(t(N_("Rule pack {version}"), version=pack) if pack else "")

    def _nothing(self, numbers: dict[Outcome, int]) -> str:
        if self.filter is not None:
            return NONE_OF_THIS_KIND
        return NOTHING_TO_CHANGE if numbers[Outcome.OPEN] else ALL_IN_ORDER

    def _show_list(self, wanted: dict[tuple[str, str], Finding]) -> None:
        focus = self.window().focusWidget() or self
        for key in [key for key, widget in self._shown.items() if wanted.get(key) != widget.finding]:
            widget = self._shown.pop(key)
            if widget.isAncestorOf(focus):
                self.counts[widget.finding.outcome].setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._list.setSpacing(11 if self.filter in {None, *_FULL} else 2)
        for position, (key, finding) in enumerate(wanted.items()):
            if key not in self._shown:
                self._shown[key] = self._make(finding)
                self._list.insertWidget(position, self._shown[key])
        self._shown = {key: self._shown[key] for key in wanted}

    def _make(self, finding: Finding) -> FindingCard | FindingRow:
        if finding.outcome in _FULL:
            return FindingCard(finding, self._guide)
        dossier = self._guide.document.dossier
        subject = name_of(dossier, finding.item, language.current()) if finding.item else ""
        return FindingRow(finding, subject, self._guide)

    @property
    def shown(self) -> list[FindingCard | FindingRow]:
        """The findings shown, from top to bottom."""
        return list(self._shown.values())
