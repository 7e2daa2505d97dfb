"""What explains itself in an opened dossier: articles, findings with the answers they read. Nothing can be changed.

It stands in for the desk where widgets of the desk are shown here: those ask it for the wording of an article and for
the rule behind a finding, and find neither fixes nor questions to go to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtWidgets import QWidget

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.answers import answer_words
from fr_desk.gui import language
from fr_desk.gui.case_rows import place_of
from fr_desk.gui.differences_view import Captioned
from fr_desk.gui.explanations import Citations, article_popover, laws_with
from fr_desk.gui.finding_sheet import OTHERS, finding_sheet
from fr_desk.gui.guide import Guide
from fr_desk.gui.inspector.one_words import shortened
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline, Popover
from fr_desk.i18n import N_
from fr_desk.inspection.naming import shown_texts
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.cases import Case
from fr_desk.rules.findings import Assessment, Citation, Finding
from fr_desk.rules.instruments import label_of
from fr_desk.rules.packs import Rule
from fr_desk.rules.sentences import question_of

READ = N_("The answers it read")
MISSING = N_("Still to answer")
MORE = N_("and {count} more")
SHOWN, CASES = 12, 2
"""Answers and published cases that are listed under a finding."""
CHIPS = 3
"""Articles that stand beside something; its sheet has all of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is open, as widgets of the desk know their document."""

    dossier: Dossier
    assessment: Assessment


class ReadingGuide:
    """Explains one dossier under the law of one day."""

    def __init__(self, dossier: Dossier, assessment: Assessment) -> None:
        """Explain ``dossier`` and the findings about it."""
        self.document = Shown(dossier, assessment)

    @property
    def as_guide(self) -> Guide:
        """The same, for widgets that know the desk: findings shown here have no fixes, so they ask for no more."""
        return cast(Guide, self)

    def rule(self, rule_id: str) -> Rule | None:
        """Return a rule of the packs in use."""
        rules = (rule for pack in packs_for(self.document.dossier) for rule in pack.rules)
        return next((rule for rule in rules if rule.id == rule_id), None)

    def citation_label(self, citation: Citation) -> str:
        """Return the short name of an article."""
        laws, day = laws_with(citation, self.document.dossier), self.document.assessment.as_of
        known = laws and citation.article in laws[citation.instrument].articles
        return (
            label_of(citation, laws, language.current(), short=True, as_of=day) if known else citation.article
        )

    def show_article(self, citation: Citation, anchor: QWidget) -> None:
        """Show the wording of an article beside ``anchor``."""
        laws = laws_with(citation, self.document.dossier)
        if laws and citation.article in laws[citation.instrument].articles:
            article_popover(citation, laws, anchor, self.document.assessment.as_of).open()

    def explain_finding(self, finding: Finding, anchor: QWidget) -> None:
        """Show beside ``anchor`` everything known about a finding, and the answers it read."""
        settles = shown_texts(finding.settles) if finding.settles is not None else None
        plain = replace(finding, fixes=(), message=shown_texts(finding.message), settles=settles)
        sheet = finding_sheet(plain, self.as_guide, anchor, ())
        self._add_answers(sheet, finding)
        self._add_cases(sheet, finding)
        sheet.open()

    def chips(self, citations: Sequence[Citation], finding: Finding | None) -> Citations:
        """Return the articles behind something; each opens the finding behind it, else its own wording."""

        def show(citation: Citation, chip: QWidget) -> None:
            if finding is not None:
                self.explain_finding(finding, chip)
            else:
                self.show_article(citation, chip)

        return Citations([(one, self.citation_label(one)) for one in citations[:CHIPS]], show)

    def finding(self, rule: str, path: str) -> Finding | None:
        """Return the finding of a rule that shows at ``path``, else the first of that rule."""
        mine = [one for one in self.document.assessment.findings if rule and one.rule == rule]
        return next((one for one in mine if one.path == path), mine[0] if mine else None)

    def _add_cases(self, sheet: Popover, finding: Finding) -> None:
        """Tell what happened to others; nothing is opened from here."""
        from fr_desk.rules.cases import similar  # noqa: PLC0415 - read when one is first wanted

        venue = self.document.dossier.venue
        fitting = similar(finding.patterns, venue.jurisdiction, venue.kind)[:CASES]
        told = [
            widget
            for case in fitting
            for widget in (Prose(say(case.title)), Prose(_line_of(case), "secondary"))
        ]
        _insert(sheet, OTHERS, told)

    def _add_answers(self, sheet: Popover, finding: Finding) -> None:
        """List the answers the finding rests on, and those it waits for."""
        dossier, lang = self.document.dossier, language.current()
        read = [
            (question_of(dossier, path, lang), answer_words(dossier, paths.spec_at(path), value, lang))
            for path, value in list(finding.values.items())[:SHOWN]
        ]
        answers: list[QWidget] = [
            Captioned(shortened(name), shortened(words, 300), width=170) for name, words in read
        ]
        waiting: list[QWidget] = [
            Prose(shortened(question_of(dossier, path, lang)), "secondary")
            for path in finding.missing[:SHOWN]
        ]
        for title, lines, count in (
            (READ, answers, len(finding.values)),
            (MISSING, waiting, len(finding.missing)),
        ):
            if count > SHOWN:
                lines.append(Prose(t(MORE, count=count - SHOWN), "secondary"))
            _insert(sheet, title, lines)


def _line_of(case: Case) -> str:
    return f"{place_of(case)}\n{say(case.outcome)}"


def _insert(sheet: Popover, title: str, lines: Sequence[QWidget]) -> None:
    """Put lines under a title at the end of a sheet, before what keeps its room."""
    if not lines:
        return
    for widget in (Hairline(), Prose(t(title), "strong"), *lines):
        sheet.box.insertWidget(sheet.box.count() - 1, widget)
