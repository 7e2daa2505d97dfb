"""What closes the dossier: decisions, open questions, signs with their photos, attachments, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fr_desk.domain.choices import AttachmentKind, DecisionOutcome
from fr_desk.domain.governance import Attachment, Decision, Sign
from fr_desk.domain.notes import is_not_known, not_known
from fr_desk.domain.paths import PathError
from fr_desk.domain.schema import Value, fields_of
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import pattern_of
from fr_desk.i18n import N_
from fr_desk.render.answers import answer_run, paragraph
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.lines import Run
from fr_desk.render.photos import photo
from fr_desk.render.pictograms import OutcomeIcon
from fr_desk.render.references import PageNumber
from fr_desk.render.remarks import note_name, remark_runs
from fr_desk.render.styles import ANSWER, BODY, ITEM, LABEL, MUTED, SMALL, TEXT_WIDTH, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import COUNT_LABELS, FELL_AWAY, NO_LONGER, owner_of, question_of, question_title

DECISIONS = N_("Reviewer's decisions")
NO_DECISIONS = N_("No decision is recorded.")
OPEN_QUESTIONS = N_("Open questions")
NO_OPEN_QUESTIONS = N_("Every question that is asked has an answer.")
SIGNS = N_("Signs that hang")
NO_PHOTOS = N_("No photo of a sign is kept with this dossier.")
WITHOUT_PHOTO = N_("Without a photo: {names}")
ATTACHMENTS = N_("Attachments")
HISTORY = N_("Change history")
NO_HISTORY = N_("No change is recorded.")
LOOKED_FOR = N_("Of these, somebody looked for the answer and it is not known yet: {count}")
NOTES = N_("Notes")
QUESTION = N_("Question")
STEP = N_("Step")
NEEDED_FOR = N_("Needed for")
CHECKS = N_("{count} checks")
PAGE = N_("Page {page}")
AND_AT = N_("{title} · {names}")
SHOWN_AS = N_("{name}: {kind}")
CELL = ANSWER.but(size=9, leading=13)
_OUTCOMES = {DecisionOutcome.MET: Outcome.MET, DecisionOutcome.BREACHED: Outcome.BREACHED}
_PICTURED = frozenset({AttachmentKind.PHOTO, AttachmentKind.PLAN})


def decisions_chapter(edition: Edition) -> Chapter:
    """Return what reviewers decided, with reason, name and date; also what fell away since."""
    chapter = Chapter(edition.say(DECISIONS), edition.anchor("decisions"))
    titles = {rule.id: rule.title.get(edition.lang) for pack in edition.packs for rule in pack.rules}
    decisions = edition.dossier.decisions or {}
    rows = [_decision(edition, key, one, titles.get(one.rule, one.rule)) for key, one in decisions.items()]
    _table_or(edition, chapter, Table((4, 96), rows, kind="entries"), NO_DECISIONS)
    return chapter


def _decision(edition: Edition, key: str, decision: Decision, title: str) -> TableRow:
    """Return one decision as it was taken, and what became of it."""
    where = _named(edition, decision.path)
    specs = fields_of(Decision)
    outcome = _OUTCOMES.get(decision.outcome) if decision.outcome else None
    outcome = outcome or Outcome.OPEN
    took = [
        Run(answer_run(edition, specs["outcome"], decision.outcome).text, bold=True, color=TONES[outcome]),
        *(
            Run(f" · {answer_run(edition, specs[name], getattr(decision, name)).text}")
            for name in ("decided_by", "decided_on")
        ),
    ]
    cells: list[Cell] = [
        Block(edition.say(AND_AT, title=title, names=where) if where else title, _DECIDED),
        Block(took, CELL),
    ]
    notice = _what_became(edition, key, decision)
    if notice:
        cells.append(Block(edition.say(notice), LABEL.but(color=TONES[Outcome.REVIEW])))
    cells.append(Block([answer_run(edition, specs["reason"], decision.reason)], BODY))
    icon = OutcomeIcon(outcome, edition.say(COUNT_LABELS[outcome]), 13)
    return TableRow((icon, Stack(*cells, gap=1, kept=2)), edition.anchor(f"decisions.{key}"), pad=6)


_DECIDED = ITEM.but(size=10, leading=15, before=0, after=0)


def _named(edition: Edition, path: str) -> str:
    """Return the name of what was decided about; its path, if that is there no more."""
    try:
        return edition.name(path) if path else ""
    except PathError:
        return path


def _what_became(edition: Edition, key: str, decision: Decision) -> str:
    """Return why a decision does not hold any more; empty if it does."""
    about = [one for one in edition.assessment.findings if one.key == (decision.rule, decision.path)]
    if any(one.decision == key and one.outcome is not Outcome.REVIEW for one in about):
        return ""
    if any(one.outcome is Outcome.REVIEW for one in about):
        return FELL_AWAY if any(one.decision == key for one in about) else ""
    return NO_LONGER


def open_chapter(edition: Edition) -> Chapter:
    """Return every question that is asked and has no answer, with the places and the checks that wait for it."""
    chapter = Chapter(edition.say(OPEN_QUESTIONS), edition.anchor("open"))
    waiting = Counter(path for finding in edition.assessment.findings for path in finding.missing)
    rows, unknown = [], 0
    for step in STEPS:
        groups: dict[str, list[str]] = {}
        for path in _waiting(edition, step.id):
            groups.setdefault(pattern_of(path), []).append(path)
        for group in groups.values():
            count = sum(waiting[path] for path in group)
            unknown += sum(is_not_known(edition.dossier, path) for path in group)
            cells = (
                Block(_question(edition, group), CELL),
                Block(edition.say(step.title), CELL),
                Block(edition.say(CHECKS, count=count) if count else "—", CELL),
                PageNumber(edition, group[0], edition.say(PAGE)),
            )
            rows.append(TableRow(cells, pad=3))
    if unknown:
        chapter.body.append(paragraph(edition.say(LOOKED_FOR, count=unknown)))
    heads = [edition.say(QUESTION), edition.say(STEP), edition.say(NEEDED_FOR), ""]
    _table_or(edition, chapter, Table((54, 18, 16, 12), rows, heads), NO_OPEN_QUESTIONS)
    return chapter


def _waiting(edition: Edition, step: str) -> Iterator[str]:
    """Yield the questions of a step that must be answered, and those that need not be but are not known yet."""
    must = edition.open_paths[step]
    yield from must
    unknown = not_known(edition.dossier)
    yield from (path for path in edition.asking.questions(step) if path in unknown and path not in must)


def _question(edition: Edition, group: list[str]) -> list[Run]:
    """Return a question with the items it is open for, which are all listed: nothing else names them."""
    runs = [Run(question_title(group[0], edition.lang))]
    owners = (owner_of(path) for path in group)
    names = edition.listed((edition.name(owner) for owner in owners if owner), most=len(group))
    if names:
        runs.append(Run(f"\n{names}", color=MUTED))
    for path in group:
        said = remark_runs(edition, path)
        owner = owner_of(path)
        if said and owner and len(group) > 1:
            runs.append(Run(f"\n{edition.name(owner)}", color=MUTED))
        runs += said
    return runs


def notes_chapter(edition: Edition) -> Chapter | None:
    """Return the notes that stand beside no answer; everything with answers must be composed before."""
    rows = []
    for remark in (edition.dossier.remarks or {}).values():
        if remark.text and edition.first_time(note_name(remark.about)):
            question = question_of(edition.dossier, remark.about, edition.lang)
            rows.append(TableRow((Block(question, CELL), Block(remark.text, CELL)), pad=3))
    if not rows:
        return None
    chapter = Chapter(edition.say(NOTES), edition.anchor("notes"))
    chapter.body.append(Table((38, 62), rows, [edition.say(QUESTION), edition.say(NOTES)]))
    return chapter


def signs_chapter(edition: Edition) -> Chapter | None:
    """Return the photos of the signs that hang, if any sign does."""
    signs = edition.dossier.signs
    if not signs:
        return None
    chapter = Chapter(edition.say(SIGNS), edition.anchor("annex:signs"))
    rows, bare = [], []
    for key, sign in signs.items():
        name = edition.name(f"signs.{key}")
        where = _where(edition, sign)
        picture = photo(edition, sign.photo, f"{name}, {where}" if where else name, 170, 190)
        if picture is None:
            bare.append(name)
            continue
        said = [Run(name, bold=True), *(Run(f"\n{line}") for line in _lines(edition, sign, where))]
        rows.append(TableRow((picture, Block(said, CELL)), pad=6))
    if rows:
        chapter.body.append(Table((36, 64), rows))
    if bare:
        words = edition.say(WITHOUT_PHOTO, names=edition.listed(bare)) if rows else edition.say(NO_PHOTOS)
        chapter.body.append(paragraph(words))
    return chapter


def _where(edition: Edition, sign: Sign) -> str:
    zone = edition.name(f"zones.{sign.zone}") if sign.zone else ""
    return edition.listed((zone, sign.place or ""))


def _lines(edition: Edition, sign: Sign, where: str) -> Iterator[str]:
    if where:
        yield where
    specs = fields_of(Sign)
    for name in ("size", "languages", "put_up_on"):
        value = getattr(sign, name)
        if value is not None:
            yield answer_run(edition, specs[name], value).text


def attachments_chapter(edition: Edition) -> Chapter | None:
    """Return the list of files kept with the dossier, if there are any, and the photos and plans among them."""
    attachments = edition.dossier.attachments
    if not attachments:
        return None
    chapter = Chapter(edition.say(ATTACHMENTS), edition.anchor("attachments"))
    fields = ("name", "kind", "media_type", "sha256")
    rows = [
        TableRow(_answers(edition, one, *fields), edition.anchor(f"attachments.{key}"), pad=4)
        for key, one in attachments.items()
    ]
    chapter.body.append(Table((30, 12, 18, 40), rows, _titles(edition, "attachments", *fields)))
    for key, one in attachments.items():
        caption = _caption(edition, key, one)
        picture = photo(edition, key, caption, TEXT_WIDTH, _HALF_PAGE) if one.kind in _PICTURED else None
        if picture is not None:
            chapter.body.append(Stack(Block(caption, _CAPTION), picture, gap=4, before=10, after=6, kept=1))
    return chapter


_CAPTION = SMALL.but(color=ANSWER.color)
_HALF_PAGE = 300.0
"""Height of a picture, of which two stand on a page."""


def _caption(edition: Edition, key: str, one: Attachment) -> str:
    kind = edition.say(one.kind.label) if one.kind else ""
    return edition.say(SHOWN_AS, name=one.name or key, kind=kind)


def history_chapter(edition: Edition) -> Chapter:
    """Return who changed what, and when."""
    chapter = Chapter(edition.say(HISTORY), edition.anchor("history"))
    fields = ("on", "by", "what")
    rows = [TableRow(_answers(edition, entry, *fields), pad=3) for entry in edition.dossier.history]
    table = Table((22, 22, 56), rows, _titles(edition, "history", *fields))
    _table_or(edition, chapter, table, NO_HISTORY)
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
