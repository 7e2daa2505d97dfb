"""Answers as words: every kind of answer the model knows, and whole sections of questions with their answers.

No question is named here: what is printed follows the declarations of the model and the steps of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.activity import Processor, Recipient
from fr_desk.domain.governance import Sign
from fr_desk.domain.schema import FieldSpec, Value, fields_of
from fr_desk.domain.venue import Camera, Zone
from fr_desk.forms.answers import LABELLED, answer_words
from fr_desk.forms.question import Question
from fr_desk.i18n import N_
from fr_desk.render.edition import Edition
from fr_desk.render.entries import Entry, by_item
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.lines import Run
from fr_desk.render.photos import photo
from fr_desk.render.remarks import remark_runs
from fr_desk.render.styles import ANSWER, BODY, ITEM, LABEL, MUTED, SMALL, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import NOT_ANSWERED

FLAGS = {Outcome.BREACHED: N_("To change: {count}"), Outcome.REVIEW: N_("To decide: {count}")}
QUESTION_WIDTHS = (42, 58)
LONG = 300
"""Characters above which an answer stands under its question instead of beside it."""
ROW_PAD = 4.0
THUMBNAIL = (72.0, 60.0)
"""Width and height of a picture in a table, in points."""
SUBITEM = ITEM.but(size=9.5, leading=14.5, before=5, after=0, tag="H5")
"""The heading of a list inside an item."""

COLUMNS: dict[type[Value], tuple[tuple[str, ...], ...]] = {
    Zone: (("name",), ("kind",), ("floor",), ("access",), ("used_for_undressing",)),
    Camera: (
        ("label", "kind"),
        ("zone", "sees"),
        ("picture", "audio", "steered_elsewhere"),
        ("face_function", "activities", "face_off_evidence"),
        ("network", "default_password_changed"),
        ("in_service_on", "resolution", "field_of_view", "height"),
    ),
    Processor: (
        ("name", "task"),
        ("contract_signed", "clauses"),
        ("published", "checked_regularly"),
        ("subcontracts", "subcontracting_agreed"),
    ),
    Recipient: (("name", "purpose"), ("separate_consent", "statute")),
    Sign: (("kind", "size", "languages"), ("zone", "place"), ("conspicuous", "put_up_on"), ("items",)),
}
"""Fields that share a column, for collections with too many of them for a page. Others get a column for each field."""

_SHARES = {"long_text": 3.2, "text": 2.0, "choices": 2.0, "refs": 1.8, "ref": 1.6, "choice": 1.8, "date": 3.0}


def answer_text(edition: Edition, spec: FieldSpec, value: Any) -> str:
    """Return an answer in words; ``value`` is answered."""
    return answer_words(edition.dossier, spec, value, edition.lang)


def answer_run(edition: Edition, spec: FieldSpec, value: Any, *, optional: bool = False) -> Run:
    """Return an answer, or the mark that there is none: loud where one is needed, quiet where it is optional."""
    if value is None:
        return Run(
            edition.say(NOT_ANSWERED), color=MUTED if optional else TONES[Outcome.OPEN], bold=not optional
        )
    return Run(answer_text(edition, spec, value))


def answers(edition: Edition, questions: Mapping[str, Question]) -> Iterator[Cell]:
    """Yield the questions and their answers, given by absolute path, as rows and tables."""
    rows: list[TableRow] = []
    pending = dict(questions)
    while pending:
        path = next(iter(pending))
        question = pending.pop(path)
        spec = paths.spec_at(path)
        if question.items:
            inner = {below: pending.pop(below) for below in tuple(pending) if below.startswith(f"{path}.")}
            value = paths.get(edition.dossier, path)
            if value:
                yield from _flush(rows)
                yield Block(edition.say(spec.asks), SUBITEM, anchor=edition.anchor(path))
                yield collection_table(edition, path, question.items, inner)
                continue
        if question.group:
            group = path.removesuffix(question.path.removeprefix(question.group))
            together = {path: question}
            together |= {
                below: pending.pop(below) for below in tuple(pending) if below.startswith(f"{group}.")
            }
            rows += _group_row(edition, group, together)
            continue
        value = paths.get(edition.dossier, path)
        answer = answer_run(edition, spec, value, optional=question.optional)
        if isinstance(value, str) and len(value) > LONG:
            yield from _flush(rows)
            yield _long(edition, path, edition.say(spec.asks), answer)
            continue
        rows.append(_row(edition, path, edition.say(spec.asks), [answer, *remark_runs(edition, path)]))
    yield from _flush(rows)


def _flush(rows: list[TableRow]) -> Iterator[Cell]:
    if rows:
        yield Table(QUESTION_WIDTHS, tuple(rows))
        rows.clear()


def _row(edition: Edition, path: str, title: str, answer: list[Run]) -> TableRow:
    return TableRow((Block(title, LABEL), Block(answer, ANSWER)), edition.target(path), pad=ROW_PAD)


def _long(edition: Edition, path: str, title: str, answer: Run) -> Table:
    """Return a question with an answer so long that it takes the whole width."""
    remark = remark_runs(edition, path, "")
    cells = [Block(title, LABEL), Block([answer], BODY), *([Block(remark, ANSWER)] if remark else ())]
    said = Stack(*cells, kept=1)
    return Table((1,), (TableRow((said,), edition.target(path), pad=ROW_PAD),), kind="entries")


def _group_row(edition: Edition, group: str, questions: Mapping[str, Question]) -> Iterator[TableRow]:
    """Yield one row for questions that stand together: what is answered, and what is missing."""
    lines = list(labelled(edition, questions))
    lines += [run for path in questions for run in remark_runs(edition, path)]
    if lines:
        title = edition.say(paths.spec_at(group).title)
        yield TableRow((Block(title, LABEL), Block(lines, ANSWER)), edition.anchor(group), pad=ROW_PAD)


def labelled(edition: Edition, questions: Mapping[str, Question]) -> Iterator[Run]:
    """Yield "title: answer" one after the other.

    A choice speaks for itself, and an optional question without an answer stays silent.
    """
    first = True
    for path, question in questions.items():
        spec = paths.spec_at(path)
        value = paths.get(edition.dossier, path)
        if value is None and question.optional:
            continue
        run = answer_run(edition, spec, value, optional=question.optional)
        if value is None or not _speaks_for_itself(spec):
            words = edition.say(LABELLED, title=edition.say(spec.title), answer=run.text)
            run = Run(words, run.bold, run.color)
        yield run if first else Run(f" · {run.text}", run.bold, run.color)
        first = False


def _speaks_for_itself(spec: FieldSpec) -> bool:
    return spec.kind in {"choice", "choices", "ref", "refs"} or bool(spec.unit)


def collection_table(
    edition: Edition, root: str, declared: Iterable[Question], asked: Mapping[str, Question]
) -> Table:
    """Return the items of a collection as a table; ``asked`` says which questions are asked of which item."""
    spec = paths.spec_at(root)
    assert spec.model is not None
    fields = fields_of(spec.model)
    optional = {question.path: question.optional for question in declared}
    wanted = COLUMNS.get(spec.model) or tuple((name,) for name in optional)
    used = {path.rpartition(".")[2] for path in asked}
    columns = [column for names in wanted if (column := tuple(name for name in names if name in used))]
    items = paths.get(edition.dossier, root)
    photos = _photos(edition, root, items) if spec.model is Camera else {}
    flagged = by_item(edition)
    rows = []
    for key in items:
        base = f"{root}.{key}"
        cells: list[Cell] = [
            _cell(edition, base, [fields[name] for name in column], asked, first=not at)
            for at, column in enumerate(columns)
        ]
        if base in flagged:
            cells[0] = Stack(cells[0], _flags(edition, flagged[base]))
        if photos:
            cells.insert(1, photos.get(key, Stack()))
        rows.append(TableRow(tuple(cells), edition.anchor(base)))
    head = [_slashed(edition, [fields[name].title for name in column]) for column in columns]
    shares = [max(_SHARES.get(fields[name].kind, 1.0) for name in column) for column in columns]
    if photos:
        head.insert(1, edition.say(fields["photo"].title))
        shares.insert(1, 2.0)
    return Table(shares, rows, head)


def _flags(edition: Edition, found: Iterable[Entry]) -> Block:
    """Return how much about an item must change or be decided, with links to the findings."""
    runs: list[Run] = []
    for outcome, words in FLAGS.items():
        some = [entry for entry in found if entry.outcome is outcome]
        if some:
            text = edition.say(words, count=len(some))
            between = "\n" if runs else ""
            runs.append(Run(f"{between}{text}", bold=True, color=TONES[outcome], link=some[0].anchor))
    return Block(runs, SMALL)


def _photos(edition: Edition, root: str, items: Mapping[str, Any]) -> dict[str, Cell]:
    """Return small pictures of the items that have one."""
    names = {key: (item.photo, edition.name(f"{root}.{key}")) for key, item in items.items()}
    shown = {key: photo(edition, named, name, *THUMBNAIL) for key, (named, name) in names.items()}
    return {key: cell for key, cell in shown.items() if cell is not None}


def _slashed(edition: Edition, titles: list[str]) -> str:
    return " / ".join(edition.say(title) for title in titles)


def _cell(
    edition: Edition, base: str, fields: list[FieldSpec], asked: Mapping[str, Question], *, first: bool
) -> Block:
    """Return one cell: the first answer in ink, further ones quieter below it, and the id under an item's name."""
    runs: list[Run] = []
    measured = False
    for spec in fields:
        path = f"{base}.{spec.name}"
        question = asked.get(path)
        value = paths.get(edition.dossier, path)
        if question is None or (value is None and question.optional and len(fields) > 1):
            continue
        run = answer_run(edition, spec, value, optional=question.optional)
        words = run.text
        if len(fields) > 1 and (value is None or spec.kind == "bool"):
            words = edition.say(LABELLED, title=edition.say(spec.title), answer=words)
        quiet = MUTED if runs and value is not None else run.color
        heavy = (first and not runs) or run.bold
        joint = "" if not runs else " · " if spec.unit and measured else "\n"
        measured = bool(spec.unit)
        runs.append(Run(f"{joint}{words}", heavy, quiet))
        if first and base.count(".") == 1 and len(runs) == 1:
            runs.append(Run(f"  {base.rpartition('.')[2]}", bold=False, color=MUTED))
        runs += remark_runs(edition, path)
    return Block(runs or "—", ANSWER.but(size=8.5, leading=12.5))


def paragraph(text: str) -> Block:
    """Return running text."""
    return Block(text, BODY)


def note(text: str) -> Block:
    """Return a quiet remark on what follows it."""
    remark = Block(text, SMALL.but(after=6))
    remark.leads = True
    return remark
