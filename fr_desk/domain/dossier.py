"""The dossier: everything one venue declares, as one frozen value whose references hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from fr_desk.domain.activity import Activity
from fr_desk.domain.governance import (
    Attachment,
    Decision,
    Filings,
    HistoryEntry,
    ImpactAssessment,
    Notice,
    Organisation,
    Rights,
    Sign,
)
from fr_desk.domain.origin import Origin
from fr_desk.domain.printing import SignDesign
from fr_desk.domain.remarks import Remark, orphans
from fr_desk.domain.safeguards import Safeguards
from fr_desk.domain.schema import Keyed, Value, answer, fields_of, part
from fr_desk.domain.venue import Camera, Operator, Venue, Zone
from fr_desk.i18n import N_

FORMAT_VERSION: Final = 1
"""Version of the dossier's JSON; raised with every change that an older program would misread."""


class Dossier(Value):
    """What one venue declares.

    Every answer may be ``None``: unanswered, which is never "no". Collections are keyed by short stable ids.
    """

    format: Literal[1] = FORMAT_VERSION
    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")] = "dossier"
    revision: Annotated[int, Field(ge=1, le=1_000_000_000)] = 1
    as_of: dt.date | None = answer(
        N_("Date of assessment"), help=N_("The law is applied as it stood on this day; today if left empty.")
    )
    operator: Operator = part(N_("Operator"), Operator)
    organisation: Organisation = part(N_("Organisation"), Organisation)
    venue: Venue = part(N_("Venue"), Venue)
    zones: Keyed[Zone] | None = answer(
        N_("Zones"),
        question=N_("Which parts does the venue have?"),
        help=N_("Also those no camera may see."),
        many=2000,
    )
    cameras: Keyed[Camera] | None = answer(
        N_("Devices"), question=N_("Which devices take pictures of people?"), many=5000
    )
    activities: Keyed[Activity] | None = answer(
        N_("Activities"), question=N_("For what do you use faces or pictures?"), many=200
    )
    notice: Notice = part(N_("Notice"), Notice)
    signs: Keyed[Sign] | None = answer(N_("Signs"), question=N_("Which signs hang at the venue?"), many=2000)
    designs: Keyed[SignDesign] | None = answer(N_("Designs of the signs"), many=500)
    safeguards: Safeguards = part(N_("Safeguards"), Safeguards)
    assessment: ImpactAssessment = part(N_("Impact assessment"), ImpactAssessment)
    filings: Filings = part(N_("Filings"), Filings)
    rights: Rights = part(N_("People's rights"), Rights)
    decisions: Keyed[Decision] | None = answer(N_("Reviewer's decisions"), many=2000)
    attachments: Keyed[Attachment] | None = answer(N_("Attachments"), many=500)
    remarks: Keyed[Remark] | None = answer(N_("Notes"), many=5000)
    history: Annotated[tuple[HistoryEntry, ...], Field(max_length=10_000)] = ()
    derived_from: Origin | None = answer(N_("Made from a template"))

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        for path, collection, target in references(self):
            if target not in (getattr(self, collection) or {}):
                raise PydanticCustomError(
                    "dangling_reference",
                    "{path} names {target}, which is not among the {collection}",
                    {"path": path, "target": target, "collection": collection},
                )
        lost = next(orphans(self, self.remarks), None) if self.remarks else None
        if lost is not None and self.remarks:
            raise PydanticCustomError(
                "dangling_reference",
                "{path} names {target}, which is not among the {collection}",
                {
                    "path": f"remarks.{lost}.about",
                    "target": self.remarks[lost].about,
                    "collection": "answers",
                },
            )
        return self


def references(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Yield ``(path, collection, id)`` for every reference from one part of the dossier to another."""
    if dossier.operator.logo is not None:
        yield "operator.logo", "attachments", dossier.operator.logo
    for name in ("cameras", "signs", "designs"):
        items: dict[str, Any] = getattr(dossier, name) or {}
        for key, item in items.items():
            model: type[Value] = type(item)
            for field, refers_to in _referring(model):
                named = getattr(item, field)
                for target in (named,) if isinstance(named, str) else named or ():
                    yield f"{name}.{key}.{field}", refers_to, target


@cache
def _referring(model: type[Value]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a part that name items, and of which collection."""
    return tuple((spec.name, spec.refers_to) for spec in fields_of(model).values() if spec.refers_to)


ID_PREFIXES = {
    "zones": "z",
    "cameras": "c",
    "activities": "a",
    "signs": "s",
    "designs": "g",
    "decisions": "d",
    "attachments": "f",
    "remarks": "n",
}
"""First letters of the ids a collection gives to new items; others use ``i``."""
