"""All forms there are, and which of them a venue needs. Each module of forms brings its own kinds."""

from __future__ import annotations

from fr_desk.render.edition import Edition
from fr_desk.render.forms import (
    briefing,
    cac_filing,
    cctv_policy,
    consents,
    impact_assessment,
    logs,
    minors,
    notice,
    police_filing,
    processor_checklist,
    requests,
)
from fr_desk.render.forms.kinds import FormKind, Needed

CATALOGUE: tuple[FormKind, ...] = (
    *consents.KINDS,
    *requests.KINDS,
    *notice.KINDS,
    *minors.KINDS,
    *cctv_policy.KINDS,
    *impact_assessment.KINDS,
    *cac_filing.KINDS,
    *police_filing.KINDS,
    *processor_checklist.KINDS,
    *logs.KINDS,
    *briefing.KINDS,
)
"""In the order in which people meet them: what they sign and read, then what is filed, then what is kept."""


def forms_for(edition: Edition) -> tuple[Needed, ...]:
    """Return the forms a venue needs, each with the reason."""
    reasons = ((kind, kind.needed(edition)) for kind in CATALOGUE)
    return tuple(Needed(kind, why) for kind, why in reasons if why is not None)
