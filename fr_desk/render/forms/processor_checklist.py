"""The processor checklist: what each contract lays down of what the law demands, and what else is due."""

from __future__ import annotations

from collections.abc import Iterator

from fr_desk.domain.activity import Processor
from fr_desk.domain.choices import ContractClause, Jurisdiction
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import law_of
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.duty import concerns
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import Field, Fields, Form, Grid, Heading, NewPage, Paragraph, Part, Signature
from fr_desk.render.forms.texts import form_words

ID = "processor-checklist"
RULES = {Jurisdiction.CN: "cn.pipl.entrust", Jurisdiction.KR: "kr.26-outsourcing"}
DEMANDED: dict[Jurisdiction, tuple[ContractClause, ...]] = {
    Jurisdiction.CN: (
        ContractClause.PURPOSE,
        ContractClause.PERIOD,
        ContractClause.METHOD,
        ContractClause.DATA_KINDS,
        ContractClause.SAFEGUARDS,
        ContractClause.RIGHTS_AND_DUTIES,
    ),
    Jurisdiction.KR: (
        ContractClause.PURPOSE,
        ContractClause.NO_OTHER_USE,
        ContractClause.SAFEGUARDS,
        ContractClause.NO_SUBCONTRACT,
        ContractClause.SUPERVISION,
        ContractClause.LIABILITY,
    ),
}
"""PIPL article 21, paragraph 1; PIPA article 26(1) with Enforcement Decree article 28(1)."""
ARTICLES = {
    Jurisdiction.CN: ("cn-pipl/21", "cn-pipl/55", "cn-pipl/59"),
    Jurisdiction.KR: (
        *("kr-pipa/26(1)", "kr-pipa-decree/28(1)", "kr-pipa/26(2)", "kr-pipa/26(4)", "kr-pipa/26(6)"),
    ),
}
RUN_BY_OTHERS, RECORDS = "cn.cctv.outsourced-operation", "cn.nds.contract-records"
BLANK_CHECKS = 3


def needed(edition: Edition) -> Texts | None:
    """Return why contracts are to be checked here."""
    country = edition.dossier.venue.jurisdiction
    if country is None or not concerns(edition, RULES[country]):
        return None
    return form_words(ID).in_all(f"needed.{country.lower()}")


def build(edition: Edition) -> Form:
    """Return one checklist for each processor, each on a page of its own; an empty one where none is named."""
    articles = ARTICLES[law_of(edition)]
    if concerns(edition, RUN_BY_OTHERS):
        articles = (*articles, "cn-decree-799/15")
    return composed(edition, form_words(ID), _checklists(edition), articles)


def _say(edition: Edition, key: str) -> str:
    return form_words(ID).say(key, edition.lang)


def processors(edition: Edition) -> dict[Processor, list[str]]:
    """Return the processors with the ids of the activities they work for; the same answers are the same processor."""
    found: dict[Processor, list[str]] = {}
    for key, activity in (edition.dossier.activities or {}).items():
        for processor in (activity.processors or {}).values():
            found.setdefault(processor, []).append(key)
    return found


def _checklists(edition: Edition) -> Iterator[Part]:
    yield from told.assumed_law(edition)
    found = processors(edition)
    if not found:
        yield from _checklist(edition, Processor(), [])
    for at, (processor, keys) in enumerate(found.items()):
        if at:
            yield NewPage()
        yield from _checklist(edition, processor, keys)


def _checklist(edition: Edition, processor: Processor, keys: list[str]) -> Iterator[Part]:
    if processor.name:
        yield Heading(processor.name)
    activities = answers.listed(edition, (edition.name(f"activities.{key}") for key in keys))
    yield Fields(
        (
            Field(_say(edition, "fields.name"), processor.name or ""),
            Field(_say(edition, "fields.task"), processor.task or ""),
            Field(_say(edition, "fields.activities"), activities),
            Field(_say(edition, "fields.contract_date")),
            Field(_say(edition, "fields.contact")),
        )
    )
    yield Heading(_say(edition, "clauses.heading"), 2)
    yield _clauses(edition, processor)
    yield Heading(_say(edition, "duties.heading"), 2)
    head = (_say(edition, "duties.duty"), _say(edition, "duties.state"), _say(edition, "clauses.remark"))
    yield Grid(head, tuple(_duties(edition, processor)), shares=(50, 20, 30))
    yield Heading(_say(edition, "log.heading"), 2)
    columns = tuple(_say(edition, f"log.{name}") for name in ("day", "what", "result", "by"))
    yield Grid(columns, blank_rows=BLANK_CHECKS, shares=(17, 35, 33, 15))
    yield Fields((Field(_say(edition, "fields.ended")),))
    if concerns(edition, RECORDS):
        yield Paragraph(_say(edition, "kept"), "small")
    yield Signature((_say(edition, "sign.who"), _say(edition, "sign.date")))


def _clauses(edition: Edition, processor: Processor) -> Grid:
    demanded = DEMANDED[law_of(edition)]
    others = (clause for clause in ContractClause if clause not in demanded)
    rows = tuple(
        (
            edition.say(clause.label),
            _say(edition, "demanded.so" if clause in demanded else "demanded.not_so"),
            _say(edition, f"states.{state_of(processor, clause)}"),
            "",
        )
        for clause in (*demanded, *others)
    )
    head = tuple(_say(edition, f"clauses.{name}") for name in ("clause", "demanded", "state", "remark"))
    return Grid(head, rows, shares=(36, 20, 14, 30))


def state_of(processor: Processor, clause: ContractClause) -> str:
    """Return whether a clause is ``present`` or ``absent``; ``unknown`` while nobody has said."""
    if processor.contract_signed is False:
        return "absent"
    if processor.clauses is None:
        return "unknown"
    return "present" if clause in processor.clauses else "absent"


def _duties(edition: Edition, processor: Processor) -> Iterator[tuple[str, str, str]]:
    korean = law_of(edition) is Jurisdiction.KR
    known = {
        "contract_signed": processor.contract_signed,
        "trained_and_checked" if korean else "checked_regularly": processor.checked_regularly,
        **({"published": processor.published} if korean else {"assessment": edition.dossier.assessment.done}),
        "subcontracts": processor.subcontracts,
        **(
            {}
            if processor.subcontracts is False
            else {"subcontracting_agreed": processor.subcontracting_agreed}
        ),
        **(
            {"secrecy": edition.dossier.safeguards.operator_secrecy}
            if concerns(edition, RUN_BY_OTHERS)
            else {}
        ),
    }
    states = {True: "so", False: "not_so", None: "unknown"}
    for name, state in known.items():
        yield _say(edition, f"duties.{name}"), _say(edition, f"duties.{states[state]}"), ""


KINDS = (FormKind(ID, build, needed),)
