"""What the view of one dossier is put together from: the file, the verdicts, what to look at, lists that unfold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.one_guide import ReadingGuide
from fr_desk.gui.inspector.one_words import ADVICE, HEADLINES, MARKS, TONES, shortened, verdict_word
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline, Strip
from fr_desk.i18n import N_, Texts
from fr_desk.inspection.view import Look, View, named_packs
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.sentences import COUNT_LABELS
from fr_desk.storage.verification import Standing

AGREE = N_("The printed verdict is the one that the answers give today.")
SINCE = N_("The printed verdict was right for its day; today the answers give another one.")
UNRELIABLE = N_("Do not rely on the printed verdict")
WORKED_OUT = N_("Printed: “{printed}”. Worked out here from the same answers for the same day: “{again}”.")
ASK_ANEW = N_(
    "Either other rules were used, or the verdict was not worked out from these answers. Go by the verdict worked out "
    "here, and ask for a document that is written anew."
)
ANOTHER_DAY = N_("The printed verdict is for another day")
ASK_DAY = N_("Go by the verdict for the dossier’s own day, and ask for a document of one day.")
OTHER_RULES = N_("The findings were printed with other rules")
NAMED_RULES = N_("Those were: {packs}. The verdict is the same here; single findings may differ.")
LATER_RULES = N_(
    "Below stand the findings of this program’s rules. If the version that is named is later, install a newer FR Desk."
)
AS_PRINTED, AS_TODAY, AS_THEN = N_("As printed"), N_("Recomputed"), N_("On its own day")
LAW_OF = N_("law of {day}")
SHOW_MORE = N_("Show {count} more")
NUMBERED = N_("{number}. {words}. {why}")
_ROOM_FOR_TWO = 940
"""Width from which two columns stand beside each other."""


class FileStrip(Strip):
    """What the file is worth: icon, headline, the sentences behind it, and what an inspector does about it."""

    def __init__(self, standing: Standing, details: Sequence[Texts], extra: str = "") -> None:
        """Show ``details``, the most important first, and ``extra`` below the headline."""
        icon, tone = MARKS[standing]
        super().__init__(tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 11, 14, 11)
        line.setSpacing(10)
        line.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.headline = Prose(t(HEADLINES[standing]), "strong")
        self.headline.setProperty("tone", tone)
        words.addWidget(self.headline)
        for text in filter(None, (extra, *(say(one) for one in details))):
            words.addWidget(Prose(shortened(text, 600), "secondary"))
        if standing in ADVICE:
            words.addWidget(Prose(t(ADVICE[standing])))
        line.addLayout(words, 1)
        self.setAccessibleName(self.headline.text())


class Notice(Strip):
    """Something that must be known before anything else is read: a headline, and what it means or what to do."""

    def __init__(self, tone: str, headline: str, details: Sequence[str] = ()) -> None:
        """Show ``headline`` in the colour of an outcome, and ``details`` below it."""
        super().__init__(tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 11, 14, 11)
        line.setSpacing(10)
        line.addWidget(Icon("triangle-alert", tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.headline = Prose(headline, "strong")
        self.headline.setProperty("tone", tone)
        words.addWidget(self.headline)
        for text in details:
            words.addWidget(Prose(shortened(text, 600)))
        line.addLayout(words, 1)
        self.setAccessibleName(headline)


def agreement(view: View) -> str:
    """Return whether the printed verdict is today's, in a sentence; nothing where no print can be relied on."""
    if view.printed is None or view.verification.state == "changed" or _is_otherwise(view):
        return ""
    return t(AGREE if view.printed.verdict is view.today.verdict else SINCE)


def notice_of(view: View, *, brief: bool = False) -> Notice | None:
    """Return what is to be known of the printed verdict before anything is read; ``None`` where it holds.

    Args:
        view: of the dossier; of a file that was changed, what it is worth tells what to do.
        brief: leave out what to do.
    """
    printed, again, changed = view.printed, view.again, view.verification.state == "changed"
    brief = brief or changed
    if printed is None or again is None or (changed and not _is_otherwise(view)):
        return None
    said = [say(one) for one in view.doubts]
    if _is_otherwise(view):
        words = {"printed": verdict_word(printed.verdict.value), "again": verdict_word(again.verdict.value)}
        told = [t(WORKED_OUT, **words), *said[1:], t(ASK_ANEW)]
        return Notice("breached", t(UNRELIABLE), told[:1] if brief else told)
    if said:
        return Notice("review", t(ANOTHER_DAY), said if brief else [*said, t(ASK_DAY)])
    if printed.packs != again.packs:
        packs = t(NAMED_RULES, packs=named_packs(printed.packs))
        return Notice("review", t(OTHER_RULES), [] if brief else [packs, t(LATER_RULES)])
    return None


def _is_otherwise(view: View) -> bool:
    """Tell whether the printed verdict is not that of the answers for the day it is printed for."""
    printed, again = view.printed, view.again
    return printed is not None and again is not None and printed.verdict is not again.verdict


class Verdicts(QWidget):
    """The verdict as printed, recomputed, and as of the dossier's own day, each with its packs."""

    def __init__(self, view: View) -> None:
        """Show the verdicts of ``view``."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        shown: list[tuple[str, Assessment]] = [(AS_TODAY, view.today)]
        if view.own_day != view.as_of:
            shown.append((AS_THEN, view.then))
        if view.printed is not None:
            shown.insert(0, (AS_PRINTED, view.printed))
        for row, (words, assessment) in enumerate(shown):
            self._add(grid, row, words, assessment)

    @staticmethod
    def _add(grid: QGridLayout, row: int, words: str, assessment: Assessment) -> None:
        top = Qt.AlignmentFlag.AlignTop
        verdict = assessment.verdict.value
        grid.addWidget(Prose(t(words), "secondary"), row, 0, top)
        mark = QWidget()
        line = QHBoxLayout(mark)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        tone = TONES[verdict]
        word = Prose(verdict_word(verdict), "strong")
        word.setProperty("tone", tone)
        line.addWidget(Icon(OUTCOME_ICONS[tone], tone, 15), 0, top)
        line.addWidget(word)
        grid.addWidget(mark, row, 1, top)
        packs = shortened(", ".join(f"{pack.id} {pack.version}" for pack in assessment.packs))
        law = t(LAW_OF, day=written_date(assessment.as_of))
        grid.addWidget(Prose(f"{counts_of(assessment)}\n{law} · {packs}", "secondary"), row, 2, top)


def counts_of(assessment: Assessment) -> str:
    """Return how many findings there are of each kind that is not in order, in a line."""
    counts = assessment.counts
    every = [(counts[outcome], t(label)) for outcome, label in COUNT_LABELS.items()]
    shown = [(count, word) for count, word in every if count]
    return " · ".join(f"{count} {word}" for count, word in shown) or f"0 {t(COUNT_LABELS[Outcome.BREACHED])}"


class LookLine(QWidget):
    """One thing to look at: its number, what, why, and the articles, each opening what is behind it."""

    def __init__(self, number: int, look: Look, guide: ReadingGuide, *, brief: bool = False) -> None:
        """Show ``look``; ``brief`` leaves out why."""
        super().__init__()
        self.look = look
        finding = guide.finding(look.rule, look.path)
        tone = finding.outcome.value if finding is not None else "accent"
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0 if brief else 6, 0, 0 if brief else 6)
        outer.setSpacing(10)
        mark = Prose(str(number), "question")
        mark.setProperty("tone", tone)
        mark.setFixedWidth(24)
        outer.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        says, why = shortened(say(look.says), 240), shortened(say(look.why), 500)
        words.addWidget(Prose(says, "body" if brief else "strong"))
        if not brief:
            words.addWidget(Prose(why, "secondary"))
        if look.citations:
            self.chips = guide.chips(look.citations[:1] if brief else look.citations, finding)
            for chip in self.chips.children_in_order:
                chip.setAccessibleDescription(says)
            words.addWidget(self.chips)
        outer.addLayout(words, 1)
        self.setAccessibleName(t(NUMBERED, number=number, words=says, why=why))


class Unfolding(QWidget):
    """Lines of which the first are shown; a button shows more of them at a time."""

    def __init__(
        self, make: Sequence[Callable[[], QWidget]], shown: int, step: int = 100, *, lines: bool = True
    ) -> None:
        """Show what the first ``shown`` of ``make`` return; ``lines`` draws a hairline between them."""
        super().__init__()
        self._make, self._step, self._lines, self._done = make, step, lines, 0
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0 if lines else 4)
        self.more = button("", icon="chevron-down", kind="link", press=self._press)
        self.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(shown)

    @property
    def count(self) -> int:
        """How many lines are shown."""
        return self._done

    def _show(self, count: int) -> None:
        upto = min(len(self._make), self._done + count)
        for number in range(self._done, upto):
            if number and self._lines:
                self.box.insertWidget(self.box.count() - 1, Hairline())
            self.box.insertWidget(self.box.count() - 1, self._make[number]())
        self._done = upto
        rest = len(self._make) - upto
        words = t(SHOW_MORE, count=rest)
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(rest > 0)

    def _press(self) -> None:
        first = self.box.count() - 1
        self._show(self._step)
        item = self.box.itemAt(first + (1 if self._lines else 0))
        widget = item.widget() if item is not None else None
        if widget is not None and self.more.isHidden():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)


class Columns(QWidget):
    """Two columns beside each other where there is room, else the second below the first."""

    def __init__(self, aside: int) -> None:
        """Make two empty columns; the second is ``aside`` wide where it stands beside the first."""
        super().__init__()
        self._aside = aside
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self.first, self.second = QVBoxLayout(), QVBoxLayout()
        self._sides = QWidget(), QWidget()
        for side, box in zip(self._sides, (self.first, self.second), strict=True):
            side.setLayout(box)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(16)
            self._layout.addWidget(side, 1)
        self.follow(_ROOM_FOR_TWO)

    def follow(self, width: int) -> None:
        """Arrange the columns for ``width``."""
        beside = width >= theme.width(_ROOM_FOR_TWO)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)
        top = Qt.AlignmentFlag.AlignTop
        for side in self._sides:
            self._layout.setAlignment(side, top if beside else Qt.AlignmentFlag(0))
        self._layout.setStretch(0, 1)
        self._layout.setStretch(1, 0)
        aside = theme.width(self._aside)
        self._sides[1].setMinimumWidth(aside if beside else 0)
        self._sides[1].setMaximumWidth(aside if beside else 16_777_215)


def section(title: str, intro: str = "") -> tuple[QWidget, QVBoxLayout]:
    """Return a titled part of the page and the box for what stands in it."""
    part = QWidget()
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(6)
    heading = Prose(title, "section")
    box.addWidget(heading)
    if intro:
        box.addWidget(Prose(intro, "secondary"))
    return part, box
