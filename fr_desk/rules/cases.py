"""Worked cases: what authorities and courts decided, encoded as dossiers the bundled packs are tried on.

Each file of ``resources/cases`` is one case with the states of the venue that were judged. What its sources do not tell
stays unanswered. Companies are not named. Patterns are compared, not article numbers: a case decided under an older law
is read under the law of the variant's day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.decisions import tied
from fr_desk.rules.engine import assess
from fr_desk.rules.examples import EXAMPLE_DAY
from fr_desk.rules.findings import Assessment
from fr_desk.rules.pack_files import NOT_READABLE
from fr_desk.rules.pack_reader import NOT_ITS_NAME
from fr_desk.rules.pack_schema import Place, held_against
from fr_desk.rules.packs import Pack
from fr_desk.rules.yaml_lines import YamlFaultError, line_at, load

Model = TypeVar("Model", bound=BaseModel)

Pattern = Literal[
    "NO_NOTICE",
    "NOTICE_INCOMPLETE",
    "SIGN_NOT_CONSENT",
    "NO_SEPARATE_CONSENT",
    "CONSENT_NOT_FREE",
    "NO_ALTERNATIVE",
    "NOT_NECESSARY",
    "PRIVATE_SPACE",
    "MINORS",
    "INSECURE_STORAGE",
    "NET_TRANSFER",
    "OVER_RETENTION",
    "NO_DELETION",
    "PROCESSOR",
    "CROSS_BORDER",
    "PURPOSE_CREEP",
    "NO_PIA",
    "NO_FILING",
    "MISID",
    "ACCESS_DENIED",
]
"""What goes wrong again and again, as rules and cases call it."""

Grade = Literal["P", "S", "M"]
GRADES: dict[Grade, str] = {
    "P": N_("Known from the authority's, the court's or the operator's own publication."),
    "S": N_("Known from a named newspaper or law firm."),
    "M": N_("Known from reprints that were not compared with the original."),
}
"""How well the facts of a case are known."""

MONEY = {Jurisdiction.CN: N_("RMB {amount}"), Jurisdiction.KR: N_("KRW {amount}")}


class CaseError(FrDeskError):
    """A case that cannot be used, with file, line and reason."""

    sentence = N_("The case cannot be used: {file}, line {line}: {why}.")


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Variant(_Closed):
    """One state of the venue, and what should be found there.

    Attributes:
        id: short name within the case.
        title: when or where this was so.
        as_of: the day whose law applies.
        dossier: what the sources tell, and nothing else; the case's country and kind of venue are filled in.
        flag: patterns that must be found breached.
        review: patterns that must be found breached or put to a reviewer.
        open: patterns that must be asked for, because the sources are silent.
        no_flag: patterns that would be crying wolf, breached or put to a reviewer.
        clean_of: the same, for what had been put right.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    title: Texts
    as_of: dt.date = EXAMPLE_DAY
    dossier: dict[str, Any]
    flag: tuple[Pattern, ...] = ()
    review: tuple[Pattern, ...] = ()
    open: tuple[Pattern, ...] = ()
    no_flag: tuple[Pattern, ...] = ()
    clean_of: tuple[Pattern, ...] = ()


class Case(_Closed):
    """A published case.

    Attributes:
        id: country and number.
        jurisdiction: whose law it was decided under.
        date: of the decision, as precise as the sources are.
        venue: the kind of place.
        title: what it is remembered by.
        facts: what was done.
        outcome: what followed.
        lesson: what to do instead.
        fines: amounts as published, in yuan or won; empty if there was none or it is not known.
        sources: addresses.
        grade: how well the facts are known.
        variants: the states of the venue that were judged.
    """

    id: Annotated[str, StringConstraints(pattern=r"^(CN|KR)-[0-9]{2}$")]
    jurisdiction: Jurisdiction
    date: str
    venue: VenueKind
    title: Texts
    facts: Texts
    outcome: Texts
    lesson: Texts
    fines: tuple[Annotated[int, Field(gt=0)], ...] = ()
    sources: tuple[str, ...] = ()
    grade: Grade
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What went wrong, once each."""
        return tuple(dict.fromkeys(tag for one in self.variants for tag in (*one.flag, *one.review)))

    def declared(self, variant: Variant) -> dict[str, Any]:
        """Return the answers of a variant with the case's country and kind of venue."""
        venue = {"jurisdiction": self.jurisdiction, "kind": self.venue, **variant.dossier.get("venue", {})}
        return {"id": f"case-{self.id}-{variant.id}", **variant.dossier, "venue": venue}

    def dossier(self, variant: Variant) -> Dossier:
        """Return a variant as a dossier."""
        return Dossier.model_validate(self.declared(variant))

    def written_fines(self) -> tuple[Texts, ...]:
        """Return the fines with their currency."""
        return tuple(texts(MONEY[self.jurisdiction], amount=f"{amount:,}") for amount in self.fines)


@cache
def cases() -> tuple[Case, ...]:
    """Return the bundled cases, China first.

    Raises:
        CaseError: with file and line, if one is not as it should be.
    """
    return tuple(read_case(file) for file in sorted(resource("cases").glob("*.yaml")))


def read_case(file: Path) -> Case:
    """Read and check one case.

    Raises:
        CaseError: with file and line, if it is not as it should be.
    """
    try:
        data = load(file)
    except OSError as error:
        why = texts(NOT_READABLE, reason=error.strerror or str(error))
        raise CaseError(file=str(file), line=1, why=why) from error
    except YamlFaultError as error:
        raise CaseError(file=str(file), line=error.line, why=error.why) from error
    case = _held(Case, data, file, data)
    if case.id != file.stem:
        why = texts(NOT_ITS_NAME, id=case.id, name=file.stem)
        raise CaseError(file=str(file), line=line_at(data, ("id",)), why=why)
    for at, variant in enumerate(case.variants):
        _held(Dossier, case.declared(variant), file, data, ("variants", at, "dossier"))
    return case


def _held(model: type[Model], values: Any, file: Path, data: Any, above: Place = ()) -> Model:
    built, problems = held_against(model, values)
    if built is None:
        place, why = problems[0]
        raise CaseError(file=str(file), line=line_at(data, (*above, *place)), why=why)
    return built


def assessed(case: Case, variant: Variant, packs: Iterable[Pack] | None = None) -> Assessment:
    """Return what packs find in a variant; a decision in it is tied to the answers it was taken on.

    Args:
        case: the case.
        variant: the state of the venue.
        packs: the packs; the bundled ones of its country if omitted.

    Raises:
        ExpressionError: if a rule fails for another reason than an unanswered question.
    """
    dossier = case.dossier(variant)
    asked = packs_for(dossier) if packs is None else tuple(packs)
    assessment = assess(dossier, asked, variant.as_of)
    if not dossier.decisions:
        return assessment
    return assess(tied(dossier, assessment.findings), asked, variant.as_of)


def similar(
    patterns: Iterable[str], country: Jurisdiction | None, kind: VenueKind | None, limit: int = 3
) -> tuple[Case, ...]:
    """Return the cases most like a finding: with one of its patterns, of its country first, then its kind of venue.

    Args:
        patterns: tags of the finding or of its rule.
        country: of the dossier.
        kind: of its venue.
        limit: most cases returned.
    """
    wanted = set(patterns)

    def distance(case: Case) -> tuple[bool, bool, int, str]:
        return case.jurisdiction != country, case.venue != kind, -len(wanted & set(case.patterns)), case.id

    alike = (case for case in cases() if wanted & set(case.patterns))
    return tuple(sorted(alike, key=distance)[:limit])
