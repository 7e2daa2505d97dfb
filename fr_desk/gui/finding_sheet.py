"""More about a finding: why it is asked, what the law lets follow, and what happened to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.fix_preview import Previews, fix_button
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline, Popover
from fr_desk.i18n import N_
from fr_desk.rules.findings import Citation, Finding

FOLLOWS = N_("What the law lets follow")
RANGE = N_("The range the law names. What becomes of one case is for the authority or the court.")
OTHERS = N_("What happened to others")
SETTLED_BY = N_("What would settle it")
WIDTH = 460


@dataclass(frozen=True, slots=True)
class Told:
    """A case as it is named where it fits: its title, one line about it, and what reading it does."""

    title: str
    line: str
    read: Callable[[], object]


def finding_sheet(finding: Finding, guide: Guide, anchor: QWidget, told: Sequence[Told]) -> Popover:
    """Return a popover with everything known about ``finding``, beside ``anchor``; ``told`` are the fitting cases."""
    sheet = Popover(anchor, width=WIDTH)
    box = sheet.box
    sheet.setAccessibleName(f"{t(OUTCOME_WORDS[finding.outcome])}: {say(finding.title)}")
    box.addLayout(_heading(finding))
    box.addWidget(Prose(say(finding.message)))

    def show_article(citation: Citation, _chip: QWidget) -> None:
        sheet.close()
        guide.show_article(citation, anchor)

    def citations(cited: Sequence[Citation]) -> Citations:
        return Citations([(one, guide.citation_label(one)) for one in cited], show_article)

    if finding.fixes:
        _add_fixes(sheet, finding, guide)
    if finding.settles is not None:
        _section(box, SETTLED_BY)
        box.addWidget(Prose(say(finding.settles)))
    rule = guide.rule(finding.rule)
    if rule is not None and rule.why is not None:
        _section(box, N_("Why it is asked"))
        box.addWidget(Prose(say(rule.why)))
    if finding.citations:
        box.addWidget(citations(finding.citations))
    if finding.consequences:
        _section(box, FOLLOWS)
        for consequence in finding.consequences:
            box.addWidget(Prose(say(consequence.says)))
            if consequence.citations:
                box.addWidget(citations(consequence.citations))
        box.addWidget(Prose(t(RANGE), "secondary"))
    if told:
        _section(box, OTHERS)
        for one in told:
            box.addWidget(case_line(one, before=sheet.close))
    box.addStretch()
    return sheet


def _heading(finding: Finding) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    tone = finding.outcome.value
    line.addWidget(Icon(OUTCOME_ICONS.get(tone, "info"), tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Prose(say(finding.title), "question"), 1)
    return line


def _add_fixes(sheet: Popover, finding: Finding, guide: Guide) -> None:
    """Offer the fixes; the sheet closes when one was applied."""
    actions, previews = Flow(gap=7, line_gap=6), Previews(guide)
    for fix in finding.fixes:
        actions.add(fix_button(fix, partial(previews.ask, fix), "fix"))
    previews.done.connect(sheet.close)
    sheet.box.addWidget(actions)
    sheet.box.addWidget(previews)


def _section(box: QVBoxLayout, words: str) -> None:
    box.addSpacing(2)
    box.addWidget(Hairline())
    box.addWidget(Prose(t(words), "strong"))


def case_line(told: Told, before: Callable[[], object] | None = None) -> QWidget:
    """Return a case in two lines; pressing its title reads it, after ``before`` was done."""
    line = QWidget()
    box = QVBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)

    def read() -> None:
        if before is not None:
            before()
        told.read()

    press = button(told.title, icon="landmark", kind="link", press=partial(read))
    press.setAccessibleDescription(told.line)
    box.addWidget(press, 0, Qt.AlignmentFlag.AlignLeft)
    if told.line:
        words = Prose(told.line, "secondary")
        words.setContentsMargins(0, 0, 0, 0)
        inset = QHBoxLayout()
        inset.setContentsMargins(20, 0, 0, 0)
        inset.addWidget(words)
        box.addLayout(inset)
    return line
