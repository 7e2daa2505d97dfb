"""What closes the dossier: decisions, open questions, attachments, history."""

from __future__ import annotations

from collections import Counter

from fr_desk.domain.schema import Value, fields_of
from fr_desk.forms.steps import STEPS
from fr_desk.i18n import N_
from fr_desk.render.answers import answer_run, paragraph
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.lines import Run
from fr_desk.render.references import PageNumber
from fr_desk.render.styles import ANSWER, SMALL
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.sentences import question_of

DECISIONS = N_("Reviewer's decisions")
NO_DECISIONS = N_("No decision is recorded.")
OPEN_QUESTIONS = N_("Open questions")
NO_OPEN_QUESTIONS = N_("Every question that is asked has an answer.")
ATTACHMENTS = N_("Attachments")
HISTORY = N_("Change history")
NO_HISTORY = N_("No change is recorded.")
POINT = N_("Point")
QUESTION = N_("Question")
STEP = N_("Step")
NEEDED_FOR = N_("Needed for")
CHECKS = N_("{count} checks")
PAGE = N_("Page {page}")
CELL = ANSWER.but(size=9, leading=13)


def decisions_chapter(edition: Edition) -> Chapter:
    """Return what reviewers decided, with reason, name and date."""
    chapter = Chapter(edition.say(DECISIONS), edition.anchor("decisions"))
    titles = {rule.id: rule.title.get(edition.lang) for pack in edition.packs for rule in pack.rules}
    rows = []
    for decision in (edition.dossier.decisions or {}).values():
        point = [Run(titles.get(decision.rule, decision.rule), bold=True)]
        if decision.path:
            point.append(Run(f"\n{edition.name(decision.path)}", color=SMALL.color))
        shown = _answers(edition, decision, "outcome", "reason", "decided_by", "decided_on")
        rows.append(TableRow((Block(point, CELL), *shown)))
    heads = [
        edition.say(POINT),
        *_titles(edition, "decisions", "outcome", "reason", "decided_by", "decided_on"),
    ]
    _table_or(edition, chapter, Table((24, 10, 34, 12, 20), rows, heads), NO_DECISIONS)
    return chapter


def open_chapter(edition: Edition) -> Chapter:
    """Return every question that is asked and has no answer, with the checks that wait for it."""
    chapter = Chapter(edition.say(OPEN_QUESTIONS), edition.anchor("open"))
    waiting = Counter(path for finding in edition.assessment.findings for path in finding.missing)
    rows = []
    for step in STEPS:
        for path in edition.open_paths[step.id]:
            checks = edition.say(CHECKS, count=waiting[path]) if waiting[path] else "—"
            cells = (
                Block(question_of(edition.dossier, path, edition.lang), CELL),
                Block(edition.say(step.title), CELL),
                Block(checks, CELL),
                PageNumber(edition, path, edition.say(PAGE)),
            )
            rows.append(TableRow(cells, pad=3))
    heads = [edition.say(QUESTION), edition.say(STEP), edition.say(NEEDED_FOR), ""]
    _table_or(edition, chapter, Table((52, 20, 16, 12), rows, heads), NO_OPEN_QUESTIONS)
    return chapter


def attachments_chapter(edition: Edition) -> Chapter | None:
    """Return the list of files kept with the dossier, if there are any."""
    attachments = edition.dossier.attachments
    if not attachments:
        return None
    chapter = Chapter(edition.say(ATTACHMENTS), edition.anchor("attachments"))
    fields = ("name", "kind", "media_type", "sha256")
    rows = [
        TableRow(_answers(edition, one, *fields), edition.anchor(f"attachments.{key}"))
        for key, one in attachments.items()
    ]
    chapter.body.append(Table((30, 12, 18, 40), rows, _titles(edition, "attachments", *fields)))
    return chapter


def history_chapter(edition: Edition) -> Chapter:
    """Return who changed what, and when."""
    chapter = Chapter(edition.say(HISTORY), edition.anchor("history"))
    rows = [
        TableRow(_answers(edition, entry, "on", "by", "what"), pad=3) for entry in edition.dossier.history
    ]
    _table_or(
        edition,
        chapter,
        Table((22, 22, 56), rows, _titles(edition, "history", "on", "by", "what")),
        NO_HISTORY,
    )
    return chapter


def _table_or(edition: Edition, chapter: Chapter, table: Table, nothing: str) -> None:
    chapter.body.append(table if table.rows else paragraph(edition.say(nothing)))


def _answers(edition: Edition, item: Value, *names: str) -> tuple[Block, ...]:
    fields = fields_of(type(item))
    return tuple(
        Block([answer_run(edition, fields[name], getattr(item, name), optional=True)], CELL) for name in names
    )


def _titles(edition: Edition, collection: str, *names: str) -> list[str]:
    model = fields_of(type(edition.dossier))[collection].model
    assert model is not None
    return [edition.say(fields_of(model)[name].title) for name in names]
