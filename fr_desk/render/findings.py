"""The chapter of findings: what must change, what a person must decide, what is unanswered, what is in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from fr_desk.forms.steps import STEPS
from fr_desk.i18n import N_
from fr_desk.render.answers import ROOM_FOR_ITEM
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition, article_anchor, finding_anchor
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.law import wording
from fr_desk.render.lines import Run
from fr_desk.render.pictograms import OutcomeIcon
from fr_desk.render.references import PageNumber
from fr_desk.render.styles import ACCENT, ANSWER, BODY, HAIRLINE, LABEL, MUTED, SMALL, STRONG, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import SEMICOLON, SEPARATOR
from fr_desk.rules.findings import Finding, Outcome
from fr_desk.rules.sentences import (
    FELL_AWAY,
    FROM_THEN,
    MAY_FOLLOW,
    SETTLES,
    SHOWN,
    TO_COME,
    TO_COME_INTRO,
    question_of,
)

FINDINGS = N_("Findings")
COUNT_LABELS = {
    Outcome.BREACHED: N_("to change"),
    Outcome.REVIEW: N_("to decide"),
    Outcome.OPEN: N_("to answer"),
    Outcome.MET: N_("in order"),
}
SUMMARY = N_(
    "{breached} to change, {review} to decide, {open} to answer, {met} in order. "
    "The law is applied as it stood on {date}."
)
AND_MORE = N_("{listed} and {count} more")
MISSING = N_("Still to answer: {questions}")
ANSWERED_ON = N_("Answered on page {page}")
RECOMMENDED = N_("recommendation")
ABOUT = N_("{title} · {item}")
NOT_APPLICABLE = N_("Does not apply here")
NOTHING_TO_CHANGE = N_("Nothing stands against the law as far as the answers go.")
MOST_NAMES = 12
"""Names listed in one finding; the list of open questions has all of them."""
TO_ACT_ON = (Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)


def findings_chapter(edition: Edition) -> Chapter:
    """Return the chapter of findings, grouped by step."""
    chapter = Chapter(edition.say(FINDINGS), edition.anchor("findings"))
    counts = {outcome.value: count for outcome, count in edition.assessment.counts.items()}
    summary = edition.say(SUMMARY, **counts, date=edition.date(edition.assessment.as_of))
    chapter.body.append(Block(summary, BODY.but(after=8)))
    if not edition.of(*TO_ACT_ON):
        chapter.body.append(Block(edition.say(NOTHING_TO_CHANGE), STRONG))
    for step in STEPS:
        here = [finding for finding in edition.of(*TO_ACT_ON, Outcome.MET) if finding.step == step.id]
        if not here:
            continue
        chapter.head(edition.say(step.title), edition.anchor(f"findings:{step.id}"))
        for finding in here:
            if finding.outcome in {Outcome.BREACHED, Outcome.REVIEW}:
                chapter.body += _full(edition, [finding])
        for group in _by_rule(here, Outcome.OPEN):
            chapter.body += _full(edition, group)
        met = _by_rule(here, Outcome.MET)
        if met:
            chapter.body.append(_short(edition, met))
    if edition.assessment.announcements:
        chapter.head(edition.say(TO_COME), edition.anchor("findings:to_come"))
        chapter.body += [Block(edition.say(TO_COME_INTRO), BODY.but(after=4)), _changes(edition)]
    elsewhere = edition.of(Outcome.NOT_APPLICABLE)
    if elsewhere:
        chapter.head(edition.say(NOT_APPLICABLE), edition.anchor("findings:not_applicable"))
        chapter.body.append(_reasons(edition, elsewhere))
    return chapter


def heading(edition: Edition, finding: Finding) -> str:
    """Return a finding's title, with the item it is about."""
    title = finding.title.get(edition.lang)
    item = edition.item_name(finding)
    return edition.say(ABOUT, title=title, item=item) if item else title


def _by_rule(findings: list[Finding], outcome: Outcome) -> list[list[Finding]]:
    """Return the findings of one outcome, those of one rule together; what a person decided stands alone."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.outcome is outcome:
            groups.setdefault((finding.rule, finding.decision), []).append(finding)
    return list(groups.values())


def _listed(edition: Edition, words: Iterable[str]) -> str:
    """Return words as a list that stays short."""
    every = [word for word in dict.fromkeys(words) if word]
    listed = SEPARATOR[edition.lang].join(every[:MOST_NAMES])
    more = len(every) - MOST_NAMES
    return edition.say(AND_MORE, listed=listed, count=more) if more > 0 else listed


def _full(edition: Edition, group: list[Finding]) -> Iterator[Flowable]:
    """Yield everything about findings of one rule: sentence, what to do, law with wording."""
    finding = group[0]
    yield CondPageBreak(ROOM_FOR_ITEM)
    alone = len(group) == 1
    title = [Run(heading(edition, finding) if alone else finding.title.get(edition.lang), bold=True)]
    if finding.level == "should":
        title.append(Run(f"  {edition.say(RECOMMENDED)}", bold=False, color=MUTED))
    head: list[Cell] = [Block(title, ANSWER)]
    if alone:
        head.append(Block(finding.message.get(edition.lang), ANSWER))
    head += [Block(f"→ {fix.label.get(edition.lang)}", ANSWER.but(color=ACCENT)) for fix in finding.fixes]
    if not alone or len(finding.missing) > SHOWN:
        missing = (question_of(edition.dossier, path, edition.lang) for one in group for path in one.missing)
        head.append(Block(edition.say(MISSING, questions=_listed(edition, missing)), LABEL))
    head.append(_law_line(edition, finding))
    head += _left_open(edition, finding)
    if finding.outcome is not Outcome.OPEN:
        head += [
            Quotation(quoted)
            for citation in finding.citations
            if edition.first_time(article_anchor(citation)) and (quoted := wording(edition, citation))
        ]
    head += _consequences(edition, finding)
    page = PageNumber(edition, finding.path or "step:venue", edition.say(ANSWERED_ON))
    row = TableRow(
        (OutcomeIcon(finding.outcome, edition.say(COUNT_LABELS[finding.outcome])), Stack(*head, gap=2), page),
        _anchor(edition, group),
    )
    yield Table((4, 78, 18), (row,), after=0, kind="list")


def _left_open(edition: Edition, finding: Finding) -> Iterator[Cell]:
    """Yield what would settle a point that a person must decide, and that a decision on it fell away."""
    if finding.outcome is not Outcome.REVIEW:
        return
    if finding.settles:
        yield Block(edition.say(SETTLES, fact=finding.settles.get(edition.lang)), LABEL)
    if finding.decision:
        yield Block(edition.say(FELL_AWAY), LABEL.but(color=TONES[Outcome.REVIEW]))


def _consequences(edition: Edition, finding: Finding) -> Iterator[Cell]:
    """Yield what the law lets follow: each range in words once in the document, after that by its articles."""
    told: list[Run] = []
    named: list[Run] = []
    for consequence in finding.consequences:
        cited = [
            Run(edition.cite(one, short=True), color=ACCENT, link=edition.anchor(article_anchor(one)))
            for one in consequence.citations
        ]
        if edition.first_time(f"consequence:{consequence.says.en}"):
            told += [Run(f"\n{consequence.says.get(edition.lang)}  "), *_joined(edition, cited)]
        else:
            named += cited
    if told or named:
        yield Block([Run(edition.say(MAY_FOLLOW)), *_joined(edition, named), *told], SMALL)


def _joined(edition: Edition, runs: list[Run]) -> list[Run]:
    return [part for run in runs for part in (run, Run(SEMICOLON[edition.lang]))][:-1]


def _changes(edition: Edition) -> Table:
    """Return the known changes of the law, by date."""
    rows = []
    for change in edition.assessment.announcements:
        title = edition.say(FROM_THEN, date=edition.date(change.on), title=change.title.get(edition.lang))
        law = SEMICOLON[edition.lang].join(edition.cite(one) for one in change.citations)
        cells = (
            Block([Run(title, bold=True)], SMALL),
            Block(f"{change.says.get(edition.lang)}\n{law}", SMALL),
        )
        rows.append(TableRow(cells, pad=3))
    return Table((40, 60), rows)


def _anchor(edition: Edition, group: list[Finding]) -> str:
    return edition.anchor(finding_anchor(group[0]))


def _law_line(edition: Edition, finding: Finding) -> Block:
    """Return the citations, each leading to its wording in the annex, and the rule's id."""
    cited = [
        Run(edition.cite(one), color=ACCENT, link=edition.anchor(article_anchor(one)))
        for one in finding.citations
    ]
    runs = _joined(edition, cited)
    runs.append(Run(f"   {finding.rule}", color=MUTED))
    return Block(runs, SMALL)


class Quotation(Stack):
    """Words of the law behind a line in the margin."""

    INDENT = 9.0

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        """Take the blocks of the quotation."""
        super().__init__(*cells)

    def height_in(self, width: float) -> float:
        """Return the height with a little air around it."""
        return super().height_in(width - self.INDENT) + 4

    def cut(self, width: float, height: float) -> tuple[Quotation, Quotation] | None:
        """Return what fits and the rest, both behind the line."""
        halves = super().cut(width - self.INDENT, height - 4)
        return (Quotation(halves[0].cells), Quotation(halves[1].cells)) if halves else None

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the line and the words."""
        tall = self.height_in(width) - 4
        canvas.setFillColor(HAIRLINE)
        canvas.rect(x, top - 2 - tall, 2, tall, stroke=0, fill=1)
        super().paint(canvas, x + self.INDENT, top - 2, width - self.INDENT)


def _short(edition: Edition, groups: list[list[Finding]]) -> Table:
    """Return what is in order: one row for each rule, with what it was asked about."""
    rows = []
    for group in groups:
        finding = group[0]
        names = _listed(edition, (edition.item_name(one) for one in group))
        runs = [Run(finding.title.get(edition.lang))]
        quiet = (names, finding.message.get(edition.lang) if finding.decision else "")
        runs += [Run(f"\n{words}", color=MUTED) for words in quiet if words]
        cells = (
            OutcomeIcon(finding.outcome, edition.say(COUNT_LABELS[finding.outcome]), 10),
            Block(runs, ANSWER.but(size=9, leading=13)),
            Block(edition.citations(finding, short=True), SMALL),
        )
        rows.append(TableRow(cells, _anchor(edition, group), pad=3))
    return Table((4, 54, 42), rows, kind="list")


def _reasons(edition: Edition, findings: tuple[Finding, ...]) -> Table:
    """Return rules that do not apply, once each, with the reason."""
    once = {(finding.rule, finding.message.get(edition.lang)): finding for finding in findings}
    rows = [
        TableRow(
            (Block(finding.title.get(edition.lang), SMALL), Block(finding.message.get(edition.lang), SMALL)),
            pad=3,
        )
        for finding in once.values()
    ]
    return Table((40, 60), rows)
