"""Where a dossier came from: the template it was made from, and which groups of answers were taken along.

The groups are the words in which people choose what a copy takes along. Which answers belong to which group stands in
:mod:`fr_desk.services.copies`.
"""

from __future__ import annotations

from fr_desk.domain.schema import Choice, Text, Value, answer
from fr_desk.i18n import N_


class Group(Choice):
    """Answers that are copied together or not at all."""

    OPERATOR = "operator", N_("Operator")
    ORGANISATION = "organisation", N_("Organisation")
    KIND = "kind", N_("Kind of venue and country")
    PLACE = "place", N_("Name, address and building")
    BUSINESS = "business", N_("How the venue is run")
    ZONES = "zones", N_("Zones")
    CAMERAS = "cameras", N_("Devices")
    ACTIVITIES = "activities", N_("Activities: purpose, necessity, consent, storage, retention")
    NUMBERS = "numbers", N_("Numbers of people stored")
    SAFEGUARDS = "safeguards", N_("Safeguards")
    PEOPLE = "people", N_("People with access")
    NOTICE = "notice", N_("Notice")
    SIGNS = "signs", N_("Signs that hang")
    DESIGNS = "designs", N_("Designs of the signs")
    RIGHTS = "rights", N_("People's rights")
    ASSESSMENT = "assessment", N_("Impact assessment: texts and risks")
    ASSESSED = "assessed", N_("Impact assessment: dates, conclusion, approval")
    FILINGS = "filings", N_("Filings made")
    DATES = "dates", N_("Dates: in service, put up, shown since")
    DECISIONS = "decisions", N_("Reviewer's decisions")
    FILES = "files", N_("Other files, such as plans and contracts")


class Origin(Value):
    """The template a dossier was made from."""

    template: Text | None = answer(N_("Template"), help=N_("Id of the dossier that is the template."))
    fingerprint: Text | None = answer(
        N_("Fingerprint of the template"), help=N_("Of the template as it was when answers were taken.")
    )
    revision: int | None = answer(N_("Revision of the template"), ge=1)
    groups: tuple[Group, ...] | None = answer(N_("Taken from the template"))
