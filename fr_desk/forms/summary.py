"""Which fields stand for an item in a row of a list or table."""

from __future__ import annotations

from typing import Any

from fr_desk.domain.activity import Activity, Alternative, JointController, Option, Processor, Recipient
from fr_desk.domain.governance import Attachment, Decision, Risk, Sign
from fr_desk.domain.printing import SignDesign
from fr_desk.domain.remarks import Remark
from fr_desk.domain.safeguards import AuthorisedPerson
from fr_desk.domain.schema import FieldSpec, Value, fields_of
from fr_desk.domain.venue import Camera, Zone

SUMMARIES: dict[type[Value], tuple[str, ...]] = {
    Zone: ("name", "kind", "access"),
    Camera: ("label", "kind", "zone", "face_function"),
    Activity: ("name", "category", "legal_basis"),
    Sign: ("kind", "zone", "conspicuous"),
    Alternative: ("method", "same_place", "same_hours", "no_extra_cost"),
    Option: ("method", "serves", "reason"),
    Recipient: ("name", "purpose", "separate_consent"),
    Processor: ("name", "task", "contract_signed"),
    JointController: ("name", "agreement"),
    AuthorisedPerson: ("name", "role"),
    Risk: ("description", "likelihood", "severity", "measure"),
    Decision: ("outcome", "reason", "decided_by", "decided_on"),
    SignDesign: ("kind", "activity", "size"),
    Attachment: ("name", "kind"),
    Remark: ("text", "unknown"),
}


def summary_fields(collection: FieldSpec) -> tuple[FieldSpec, ...]:
    """Return the columns that stand for the items of ``collection``."""
    assert collection.model is not None
    fields = fields_of(collection.model)
    return tuple(fields[name] for name in SUMMARIES[collection.model])


def summary_of(item: Value, collection: FieldSpec) -> tuple[tuple[FieldSpec, Any], ...]:
    """Return the columns of :func:`summary_fields` with the item's answers, ``None`` where unanswered."""
    return tuple((field, getattr(item, field.name)) for field in summary_fields(collection))
