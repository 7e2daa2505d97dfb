"""Facts about duties of the operator: audits that are due, filings that changed, data handed to others.

What nobody has said is not relied on: a filing counts as made, and a statute as named, only once it has been answered.
Like :mod:`fr_desk.domain.derived`, this module registers facts and knows no rule; the periods carry their source.
"""

from __future__ import annotations

import datetime as dt

from fr_desk.domain.calendars import Period, Term
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import fact

CAC_CHANGE = Term(Period(30, "working_days"), Jurisdiction.CN)
"""Order 19, article 15(2) and (3): to file a change, and to cancel a filing."""

AUDIT = Period(2, "years")
"""Measures for compliance audits, article 4: at least one every two years, from ten million people."""

MINORS_AUDIT = Period(1, "years")
"""Regulations on the protection of minors online, article 37: one every year."""


@fact("filings.cac_filed", "filings.cac.filed")
def cac_filed(dossier: Dossier, _key: str, _as_of: dt.date) -> bool:
    """Whether the operator has said that it filed with the cyberspace administration."""
    return dossier.filings.cac.filed is True


@fact("filings.cac_change_overdue", "filings.cac.changed_on", dated=True)
def cac_change_overdue(dossier: Dossier, _key: str, as_of: dt.date) -> bool:
    """Whether what was filed has changed and the time to file the change has passed."""
    return _passed(CAC_CHANGE, dossier.filings.cac.changed_on, as_of)


@fact("filings.cac_end_overdue", "filings.cac.ended_on", dated=True)
def cac_end_overdue(dossier: Dossier, _key: str, as_of: dt.date) -> bool:
    """Whether the use of face recognition has ended and the time to cancel the filing has passed."""
    return _passed(CAC_CHANGE, dossier.filings.cac.ended_on, as_of)


def _passed(term: Term, start: dt.date | None, as_of: dt.date) -> bool:
    return start is not None and as_of > term.due(start).day


@fact("dossier.audited_lately", "organisation.audited_on", dated=True)
def audited_lately(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether the last audit of personal information protection is not older than two years."""
    return _within(AUDIT, dossier.organisation.audited_on, as_of)


@fact("dossier.minors_audited_lately", "organisation.minors_audited_on", dated=True)
def minors_audited_lately(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether the last audit of the handling of minors' data is not older than a year."""
    return _within(MINORS_AUDIT, dossier.organisation.minors_audited_on, as_of)


def _within(period: Period, start: dt.date | None, as_of: dt.date) -> bool | None:
    return None if start is None else as_of <= period.after(start, Jurisdiction.CN).day


@fact("dossier.hands_over", "activities", "activities.*.processors", "activities.*.recipients")
def hands_over(dossier: Dossier, _key: str, _as_of: dt.date) -> bool:
    """Whether anyone handles data for the operator or receives them, as far as answered."""
    return any(one.processors or one.recipients for one in (dossier.activities or {}).values())


@fact("activity.statutory_recipients", "activities.@.recipients")
def statutory_recipients(dossier: Dossier, key: str, _as_of: dt.date) -> tuple[str, ...]:
    """Ids of the recipients for whom a statute is named that allows the handing over."""
    recipients = (dossier.activities or {})[key].recipients or {}
    return tuple(name for name, one in recipients.items() if one.statute)
