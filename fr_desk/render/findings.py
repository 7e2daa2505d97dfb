"""The chapter of findings: what must change, what a person must decide, what is unanswered; then what is in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fr_desk.forms.steps import STEPS
from fr_desk.i18n import N_
from fr_desk.render.chapters import Chapter, Heading
from fr_desk.render.edition import Edition
from fr_desk.render.entries import Entry, entries
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.law import wording
from fr_desk.render.lines import Run
from fr_desk.render.pictograms import OutcomeIcon
from fr_desk.render.references import PageNumber
from fr_desk.render.styles import ACCENT, ANSWER, BODY, HAIRLINE, ITEM, LABEL, MUTED, SMALL, STRONG, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.findings import Citation, Finding, Outcome
from fr_desk.rules.sentences import (
    COUNT_LABELS,
    FELL_AWAY,
    MAY_FOLLOW,
    SEPARATOR,
    SETTLES,
    SUMMARY,
    question_of,
)

FINDINGS = N_("Findings")
LIKEWISE = N_("Likewise: {names}")
MISSING = N_("Still to answer: {questions}")
ANSWERED_ON, PAGE = N_("Answered on page {page}"), N_("Page {page}")
RECOMMENDED = N_("recommendation")
RULE = N_("Rule {rule}")
TO_ANSWER, IN_ORDER = N_("To answer"), N_("In order")
NOT_APPLICABLE = N_("Does not apply here")
NOTHING_TO_CHANGE = N_("Nothing stands against the law as far as the answers go.")
_TITLE = ITEM.but(size=10, leading=15, before=0, after=0)
_ROWS = ANSWER.but(size=9, leading=13)
_WIDTHS = (4, 96)


def findings_chapter(edition: Edition) -> Chapter:
    """Return the chapter of findings, grouped by step."""
    chapter = Chapter(edition.say(FINDINGS), edition.anchor("findings"))
    chapter.body.append(Block(summary(edition), BODY.but(after=8)))
    to_act_on = entries(edition, Outcome.BREACHED, Outcome.REVIEW)
    if not to_act_on:
        chapter.body.append(Block(edition.say(NOTHING_TO_CHANGE), STRONG))
    for step in STEPS:
        here = [entry for entry in to_act_on if entry.first.step == step.id]
        if here:
            chapter.head(edition.say(step.title), edition.anchor(f"findings:{step.id}"))
        for entry in here:
            _bookmark(edition, chapter, entry)
            chapter.body.append(_full(edition, entry))
    _step_by_step(edition, chapter, Outcome.OPEN, TO_ANSWER)
    _step_by_step(edition, chapter, Outcome.MET, IN_ORDER)
    elsewhere = edition.of(Outcome.NOT_APPLICABLE)
    if elsewhere:
        chapter.head(edition.say(NOT_APPLICABLE), edition.anchor("findings:not_applicable"))
        chapter.body.append(_reasons(edition, elsewhere))
    return chapter


def summary(edition: Edition) -> str:
    """Return the sentence with the four counts and the day."""
    counts = {outcome.value: count for outcome, count in edition.assessment.counts.items()}
    return edition.say(SUMMARY, **counts, date=edition.date(edition.assessment.as_of))


def _full(edition: Edition, entry: Entry) -> Table:
    """Return everything about one entry: sentences, what to do, the law with its wording, what may follow."""
    finding = entry.first
    title = [Run(entry.title(edition))]
    if finding.level == "should":
        title.append(Run(f"  {edition.say(RECOMMENDED)}", bold=False, color=MUTED))
    cells: list[Cell] = [Block(title, _TITLE)]
    cells += _sentences(edition, entry)
    fixes = dict.fromkeys(fix.label.get(edition.lang) for one in entry.findings for fix in one.fixes)
    cells += [Block(f"→ {label}", ANSWER.but(color=ACCENT)) for label in fixes]
    cells.append(PageNumber(edition, finding.path or "step:venue", edition.say(ANSWERED_ON), "left"))
    cells += _left_open(edition, finding)
    cells += _law(edition, finding)
    cells += _consequences(edition, entry)
    cells.append(Block(edition.say(RULE, rule=finding.rule), SMALL))
    icon = OutcomeIcon(entry.outcome, edition.say(COUNT_LABELS[entry.outcome]))
    row = TableRow((icon, Stack(*cells, gap=2, kept=1)), edition.anchor(entry.anchor), pad=7)
    return Table(_WIDTHS, (row,), after=0, kind="entries")


def _open(edition: Edition, entry: Entry) -> TableRow:
    """Return a rule that waits for answers: which ones, and where they are to be given."""
    title = [Run(entry.title(edition))]
    if entry.first.level == "should":
        title.append(Run(f"  {edition.say(RECOMMENDED)}", bold=False, color=MUTED))
    missing = dict.fromkeys(path for one in entry.findings for path in one.missing)
    named = edition.listed(question_of(edition.dossier, path, edition.lang) for path in missing)
    words = Block(edition.say(MISSING, questions=named), LABEL.but(size=8.5, leading=12.5))
    place = next(iter(missing), entry.first.path) or "step:venue"
    cells = (
        OutcomeIcon(entry.outcome, edition.say(COUNT_LABELS[entry.outcome]), 11),
        Stack(Block(title, _TITLE.but(size=9, leading=13)), words, kept=1),
        _cited(edition, entry.first.citations, short=True),
        PageNumber(edition, place, edition.say(PAGE)),
    )
    return TableRow(cells, edition.anchor(entry.anchor), pad=3.5)


def _sentences(edition: Edition, entry: Entry) -> Iterator[Cell]:
    """Yield what the entry says: once where it says the same of several places, which are then named."""
    alike: dict[str, list[Finding]] = {}
    for finding in entry.findings:
        name, message = edition.item_name(finding), finding.message.get(edition.lang)
        alike.setdefault(message.replace(name, "\0") if name else message, []).append(finding)
    for first, *others in alike.values():
        yield Block(first.message.get(edition.lang), ANSWER)
        if others:
            yield _likewise(edition, others)


def _likewise(edition: Edition, findings: list[Finding]) -> Block:
    """Return the names of what findings say the same about, each with a link to where it is answered."""
    before, _, after = edition.say(LIKEWISE, names="\0").partition("\0")
    runs = [Run(before)]
    for finding in findings:
        if len(runs) > 1:
            runs.append(Run(SEPARATOR[edition.lang]))
        link = edition.place(finding.path)
        runs.append(Run(edition.item_name(finding) or finding.path, color=ACCENT, link=link))
    return Block([*runs, Run(after)], ANSWER)


def _left_open(edition: Edition, finding: Finding) -> Iterator[Cell]:
    """Yield what would settle a point that a person must decide, and that a decision on it fell away."""
    if finding.outcome is not Outcome.REVIEW:
        return
    if finding.settles:
        yield Block(edition.say(SETTLES, fact=finding.settles.get(edition.lang)), LABEL)
    if finding.decision:
        yield Block(edition.say(FELL_AWAY), LABEL.but(color=TONES[Outcome.REVIEW]))


def _law(edition: Edition, finding: Finding) -> Iterator[Cell]:
    """Yield the articles; under each its wording, where it was not printed before."""
    waiting: list[Citation] = []
    for citation in finding.citations:
        if not edition.first_time(edition.article(citation)):
            waiting.append(citation)
            continue
        if waiting:
            yield _cited(edition, waiting)
        waiting = []
        yield Stack(_cited(edition, [citation]), Quotation(wording(edition, citation)), kept=1)
    if waiting:
        yield _cited(edition, waiting)


def _cited(edition: Edition, citations: Iterable[Citation], *, short: bool = False) -> Block:
    """Return citations, each with a link to its place in the annex; until the country is known, none applies."""
    known = edition.dossier.venue.jurisdiction is not None
    runs = [
        Run(edition.cite(one, short=short), color=ACCENT, link=edition.article(one) if known else "")
        for one in citations
    ]
    return Block(_joined(edition, runs), SMALL)


def _consequences(edition: Edition, entry: Entry) -> Iterator[Cell]:
    """Yield what the law lets follow: each range in words once in the document, after that by its articles."""
    told: list[Run] = []
    named: list[Run] = []
    once = {one.says.en: one for finding in entry.findings for one in finding.consequences}
    for consequence in once.values():
        cited = [
            Run(edition.cite(one, short=True), color=ACCENT, link=edition.article(one))
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


def _step_by_step(edition: Edition, chapter: Chapter, outcome: Outcome, title: str) -> None:
    """Add what waits for answers, or what is in order: one row for each rule, under the step it belongs to."""
    found = entries(edition, outcome)
    if not found:
        return
    chapter.head(edition.say(title), edition.anchor(f"findings:{outcome}"))
    waits = outcome is Outcome.OPEN
    for step in STEPS:
        here = [entry for entry in found if entry.first.step == step.id]
        if not here:
            continue
        chapter.body.append(Block(edition.say(step.title), ITEM))
        if waits:
            for entry in here:
                _bookmark(edition, chapter, entry)
            rows = [_open(edition, entry) for entry in here]
            chapter.body.append(Table((4, 54, 27, 15), rows, after=4, kind="entries"))
        else:
            rows = [_short(edition, entry) for entry in here]
            chapter.body.append(Table((4, 54, 42), rows, after=4, kind="list"))


def _bookmark(edition: Edition, chapter: Chapter, entry: Entry) -> None:
    chapter.headings.append(Heading(entry.title(edition), edition.anchor(entry.anchor), 2))


def _short(edition: Edition, entry: Entry) -> TableRow:
    finding = entry.first
    decided = finding.message.get(edition.lang) if finding.decision else ""
    runs = [Run(finding.title.get(edition.lang))]
    runs += [Run(f"\n{words}", color=MUTED) for words in (entry.names(edition), decided) if words]
    cells = (
        OutcomeIcon(entry.outcome, edition.say(COUNT_LABELS[entry.outcome]), 10),
        Block(runs, _ROWS),
        Block(edition.citations(finding, short=True), SMALL),
    )
    return TableRow(cells, edition.anchor(entry.anchor), pad=2.5)


def _reasons(edition: Edition, findings: tuple[Finding, ...]) -> Table:
    """Return why rules do not apply: each reason once, with the rules it keeps away."""
    reasons: dict[str, dict[str, None]] = {}
    for finding in findings:
        titles = reasons.setdefault(finding.message.get(edition.lang), {})
        titles[finding.title.get(edition.lang)] = None
    rows = [
        TableRow((Block(reason, SMALL), Block(SEMICOLON[edition.lang].join(titles), SMALL)), pad=3)
        for reason, titles in reasons.items()
    ]
    return Table((42, 58), rows)
