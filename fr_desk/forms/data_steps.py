"""The steps about the data: storage security with filings, retention."""

from __future__ import annotations

from dataclasses import replace

from fr_desk.forms.conditions import (
    ASKED,
    BEYOND_DEVICE,
    CN,
    CONSENT,
    FACE,
    FACES,
    KR,
    LEAVES,
    LISTED_799,
    NETWORKED,
    NOT_ONLY_PUBLIC,
    PRIVATE_ZONE,
    PUBLIC_VIDEO,
)
from fr_desk.forms.question import Question, Section, Step
from fr_desk.i18n import N_

_SAFEGUARDS = (
    Question("encrypted_at_rest", FACES),
    Question("encrypted_in_transit", FACES),
    Question("access_control"),
    Question("authorisation_management"),
    Question("authorised_people", optional=True, items=(Question("name"), Question("role"))),
    Question("access_logs"),
    Question("access_log_months", "safeguards.access_logs", after="access_logs"),
    Question("viewing_register"),
    Question("intrusion_detection", 'cameras.exists(c, c.network != "none")'),
    Question("malware_protection", f"{KR} || venue.decree_799_listed"),
    Question("physical_lock", KR),
    Question("remote_viewing", KR),
    Question("mlps_graded", NETWORKED),
    Question("mlps_level", f"{NETWORKED} && safeguards.mlps_graded", after="mlps_graded", optional=True),
    Question("network_log_months", NETWORKED),
    Question("public_posting", CN),
    Question("masked_before_posting", f"{CN} && safeguards.public_posting", after="public_posting"),
    Question("backups_deleted", f"{CN} && {FACES}"),
    Question("handover_form", PUBLIC_VIDEO),
    Question("certified_products", PUBLIC_VIDEO),
    Question("acceptance_file", LISTED_799),
    Question(
        "operator_secrecy",
        f"{LISTED_799} && activities.exists(a, a.films && size(a.processors) > 0)",
    ),
    Question("internal_plan"),
    Question("breach_plan", f"{CN} || {NOT_ONLY_PUBLIC}"),
    Question(
        "breach_within_72h", f"{KR} && safeguards.breach_plan && {NOT_ONLY_PUBLIC}", after="breach_plan"
    ),
    Question("staff_training"),
    Question("sweeps", f"venue.lodging || {PRIVATE_ZONE}"),
    Question("last_sweep_on", "safeguards.sweeps", after="sweeps"),
)


def _own(question: Question) -> Question:
    """Return the question about a safeguard of the venue as one about the activity's own."""
    return replace(
        question,
        path=f"safeguards.{question.path}",
        when=question.when.replace("safeguards.", "activity.safeguards.").replace(FACES, FACE),
        after=question.after and f"safeguards.{question.after}",
        optional=True,
        group="safeguards",
    )


def _clock(name: str, when: str, *, optional: bool = False) -> tuple[Question, ...]:
    """Return the questions about how long one kind of data is kept."""
    path = f"retention.{name}"
    kind = f"activity.{path}.kind"
    ends = f'{kind} in ["period", "event"]'
    details = {
        "days": f'{kind} == "period"',
        "until": f'{kind} == "event"',
        "automatic": ends,
        "method": ends,
    }
    first = Question(f"{path}.kind", when, optional=optional, group=path)
    return (
        first,
        *(
            Question(
                f"{path}.{detail}",
                f"{when} && {fits}" if when else fits,
                after=first.path,
                optional=optional or detail == "method",
                group=path,
            )
            for detail, fits in details.items()
        ),
    )


STORAGE = Step(
    "storage",
    N_("Storage security"),
    N_("Where data live, who can reach them and how they are protected."),
    "shield-check",
    (
        Section(
            N_("Where data live"),
            "",
            "per_activity",
            "activities",
            (
                Question("storage.templates", FACE),
                Question(
                    "storage.separate",
                    f'{CN} && {FACE} && activity.storage.templates.exists(p, p != "nowhere")',
                    after="storage.templates",
                ),
                Question("storage.pictures"),
                Question("storage.logs", FACE),
                Question("storage.leaves_device", FACE),
                Question("storage.channel", LEAVES, after="storage.leaves_device"),
                Question("storage.statute", BEYOND_DEVICE, after="storage.leaves_device", optional=True),
            ),
        ),
        Section(
            N_("Safeguards"),
            N_("Measures that hold for the whole venue."),
            "fields",
            "safeguards",
            _SAFEGUARDS,
        ),
        Section(
            N_("Where one activity differs"),
            N_("Answer here only what differs from the measures of the venue."),
            "per_activity",
            "activities",
            tuple(_own(question) for question in _SAFEGUARDS),
            when="size(activities) > 1",
            folded=True,
        ),
        Section(
            N_("Filing with the cyberspace administration"),
            N_("Due within 30 working days once face data of 100,000 people are stored."),
            "fields",
            "filings.cac",
            (
                Question("reached_on"),
                Question("filed"),
                Question("filed_on", "filings.cac.filed", after="filed"),
                Question("number", "filings.cac.filed", after="filed", optional=True),
                Question("papers", "filings.cac.filed", after="filed"),
                Question("changed_on", "filings.cac.filed", after="filed", optional=True),
                Question("change_filed", "filings.cac.filed", after="changed_on"),
                Question("ended_on", "filings.cac.filed", after="filed", optional=True),
                Question("cancelled", "filings.cac.filed", after="ended_on"),
            ),
            when=f"{CN} && (({FACES} && dossier.persons_stored_at_least >= 100000) || filings.cac_filed)",
        ),
        Section(
            N_("Filing with the police"),
            N_("Asked of the video systems of public places that the law lists."),
            "fields",
            "filings.police",
            (
                Question("filed"),
                Question("in_service_on", after="filed"),
                Question("filed_on", "filings.police.filed", after="filed"),
                Question("number", "filings.police.filed", after="filed", optional=True),
                Question("matches", f"{LISTED_799} && filings.police.filed", after="filed"),
            ),
            when=f"{CN} && dossier.films",
        ),
    ),
)

RETENTION = Step(
    "retention",
    N_("Retention"),
    N_("How long each kind of data is kept, and what happens when the reason ends."),
    "timer-reset",
    (
        Section(
            N_("How long data are kept"),
            "",
            "per_activity",
            "activities",
            (
                *_clock("video", "activity.films"),
                *_clock("template", FACE),
                *_clock("face_picture", FACE),
                *_clock("match_log", FACE),
                *_clock("unmatched", f"{FACE} && activity.captures_unenrolled"),
                *_clock("consent_record", ASKED, optional=True),
                *_clock("assessment_report", f"{CN} && {FACE}", optional=True),
                *_clock("access_log", "", optional=True),
                Question("retention.reason"),
            ),
        ),
        Section(
            N_("When the reason ends"),
            "",
            "per_activity",
            "activities",
            (
                Question("retention.on_withdrawal", CONSENT),
                Question("retention.on_check_out", f"{FACE} && venue.lodging"),
                Question(
                    "retention.on_membership_end",
                    f'{FACE} && activity.subjects.exists(s, s in ["members", "residents", "staff"])',
                ),
                Question("retention.on_purpose_end", FACE),
            ),
            when=FACE,
        ),
    ),
)
