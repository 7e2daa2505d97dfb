"""The plan of an inspection: how the sample was drawn, so that anybody can draw it again, and whom to visit.

It knows no index and no files: it is told numbers and words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reportlab.platypus import Flowable

from fr_desk.domain.canonical import grouped
from fr_desk.i18n import Lang, spell_number, written_date
from fr_desk.render.flow import Block
from fr_desk.render.forms.pdf import Signatures, Writing
from fr_desk.render.inspection.paper import (
    CELL,
    HEAD,
    HEAD_2,
    NAME_CELL,
    Cancelled,
    Paper,
    Part,
    facts,
    joined,
    never,
    paper_pdf,
    title,
)
from fr_desk.render.inspection.words import known, say
from fr_desk.render.lines import Run
from fr_desk.render.listing import bullets
from fr_desk.render.styles import BODY, MUTED, SMALL, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import SEPARATOR


@dataclass(frozen=True, slots=True)
class PlannedStratum:
    """A stratum in words.

    Attributes:
        values: what its venues say about each criterion.
        population: how many venues it has.
        taken: how many were drawn.
        label: as the algorithm reads it; printed whole, or nobody could draw the sample again from paper.
    """

    values: tuple[str, ...]
    population: int
    taken: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One venue to visit, in words.

    Attributes:
        name: of the venue.
        address: of the venue.
        kind: in words.
        district: its name, empty if it is not known.
        verdict: ``breached``, ``review``, ``open`` or ``clean``.
        fingerprint: of the dossier.
    """

    name: str
    address: str
    kind: str
    district: str
    verdict: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says.

    Attributes:
        as_of: the day whose law was applied.
        sources: what was drawn from.
        algorithm: its name.
        seed: the text all chance comes from.
        size: how many were asked for.
        by: criteria of the strata.
        weighted: whether risk gave more chances.
        start: the first mark among the strata.
        left_out: copies, other versions and unreadable files.
        strata: in their order.
        visits: in the order of the plan.
        filter: label and words of each part of the filter that was applied before.
        lacks: what was missing in the inspection that it was drawn from: paths and parts; nothing if it was whole.
    """

    as_of: dt.date
    sources: tuple[str, ...]
    algorithm: str
    seed: str
    size: int
    by: tuple[str, ...]
    weighted: bool
    start: int
    left_out: tuple[int, int, int]
    strata: tuple[PlannedStratum, ...]
    visits: tuple[PlannedVisit, ...]
    filter: tuple[tuple[str, str], ...] = ()
    lacks: tuple[str, ...] = ()


def plan_pdf(plan: Plan, lang: Lang, cancelled: Cancelled = never) -> bytes:
    """Return the plan as PDF.

    Raises:
        CancelledError: if ``cancelled`` said so.
    """
    heading, day = say("plan.title", lang), written_date(plan.as_of, lang)
    seed = say("joined", lang, first=say("plan.seed", lang), second=plan.seed)
    part = Part(joined(heading, seed), say("foot.made", lang, date=day), list(_pieces(plan, lang)))
    return paper_pdf(Paper(heading, lang, plan.as_of, (part,)), cancelled)


def _pieces(plan: Plan, lang: Lang) -> Iterator[Flowable]:
    population = sum(one.population for one in plan.strata)
    numbers = {"population": spell_number(population), "taken": spell_number(len(plan.visits))}
    yield from title(say("plan.title", lang), say("plan.lead", lang, **numbers))
    if plan.lacks:
        yield Block(say("plan.partial", lang), BODY.but(bold=True, color=TONES[Outcome.BREACHED]))
    yield Block(say("plan.how", lang), HEAD)
    yield facts(_how(plan, lang))
    yield Block(say("plan.repeat", lang), HEAD_2)
    last = "step_weighted" if plan.weighted else "step_random"
    yield bullets(
        [say(f"plan.{step}", lang) for step in ("step_1", "step_2", last)], numbered=True, style=SMALL
    )
    yield Block(say("plan.strata", lang), HEAD)
    yield _strata(plan, lang, population)
    yield Block(say("plan.list", lang), HEAD)
    yield Block(say("plan.list_lead", lang), BODY)
    if not plan.visits:
        yield Block(say("plan.empty", lang), BODY)
    yield from _list(plan, lang)
    yield Signatures((say("plan.planned", lang), say("plan.approved", lang)))


def _how(plan: Plan, lang: Lang) -> Iterator[tuple[str, str]]:
    copies, versions, unreadable = plan.left_out
    by = SEPARATOR[lang].join(known(f"criterion.{one}", lang, one) for one in plan.by)
    yield say("report.sources", lang), "\n".join(plan.sources)
    yield say("plan.lacks", lang), SEPARATOR[lang].join(plan.lacks)
    yield say("report.as_of", lang), written_date(plan.as_of, lang)
    yield from plan.filter
    yield say("plan.seed", lang), plan.seed
    yield say("plan.algorithm", lang), plan.algorithm
    yield say("plan.asked", lang), spell_number(plan.size)
    yield say("plan.by", lang), by or say("plan.no_strata", lang)
    yield say("plan.choice", lang), say("plan.weighted" if plan.weighted else "plan.random", lang)
    left = say("plan.left", lang, copies=copies, versions=versions, unreadable=unreadable)
    yield say("plan.left_out", lang), left
    yield say("plan.start", lang), str(plan.start)


def _strata(plan: Plan, lang: Lang, population: int) -> Table:
    names = [known(f"criterion.{one}", lang, one) for one in plan.by] or [say("plan.strata", lang)]
    labels = [say("plan.label", lang)] if plan.by else []
    empty = say("unanswered", lang)
    right = CELL.but(align="right")
    rows = [
        TableRow(
            (
                *(
                    Block(value or empty, CELL, most_lines=2)
                    for value in stratum.values or (say("plan.all", lang),)
                ),
                *(Block(stratum.label, CELL.but(color=MUTED)) for _ in labels),
                Block(spell_number(stratum.population), right),
                Block(spell_number(stratum.taken), right),
            ),
            pad=2.5,
        )
        for stratum in plan.strata
    ]
    if plan.by:
        filler = (Block("", CELL) for _ in (*names[1:], *labels))
        cells = (
            Block(say("plan.all", lang), NAME_CELL),
            *filler,
            Block(spell_number(population), right.but(bold=True)),
            Block(spell_number(sum(one.taken for one in plan.strata)), right.but(bold=True)),
        )
        rows.append(TableRow(cells, pad=2.5))
    head = [*(Block(name, SMALL) for name in (*names, *labels)), *_heads(lang)]
    return Table((*(30.0 for _ in (*names, *labels)), 14.0, 14.0), rows, head)


def _heads(lang: Lang) -> Iterator[Block]:
    for key in ("population", "taken"):
        yield Block(say(f"plan.{key}", lang), SMALL.but(align="right"))


def _list(plan: Plan, lang: Lang) -> Iterator[Flowable]:
    head = [
        say(f"plan.columns.{name}", lang) for name in ("number", "venue", "kind", "code", "date", "inspector")
    ]
    numbered = enumerate(plan.visits, start=1)
    for district, visits in groupby(numbered, key=lambda one: one[1].district):
        yield Block(district[:200] or say("plan.no_district", lang), HEAD_2)
        rows = [TableRow(_visit(number, visit, lang)) for number, visit in visits]
        yield Table((6, 38, 14, 14, 12, 16), rows, head)


def _visit(number: int, visit: PlannedVisit, lang: Lang) -> tuple[Block | Writing, ...]:
    name = [Run(visit.name[:200] or say("venue.no_name", lang), bold=True)]
    if visit.address:
        name.append(Run(f"\n{visit.address[:200]}", color=MUTED))
    verdict = known(f"verdict.{visit.verdict}", lang, visit.verdict)
    return (
        Block(str(number), CELL),
        Block(name, CELL, most_lines=4),
        Block([Run(visit.kind), Run(f"\n{verdict}" if verdict else "", color=MUTED)], CELL, most_lines=3),
        Block(_in_two_lines(visit.fingerprint), CELL, most_lines=2),
        Writing(),
        Writing(),
    )


def _in_two_lines(fingerprint: str) -> str:
    first, second, third, fourth = grouped(fingerprint).split("·") if fingerprint else ("",) * 4
    return f"{first} {second}\n{third} {fourth}"
