"""What the operator tells, assesses, files and answers: notice, signs, assessment, filings, rights, decisions."""

from __future__ import annotations

import datetime as dt

from fr_desk.domain.choices import (
    AccessibleVersion,
    AttachmentKind,
    Conclusion,
    DecisionOutcome,
    FilingPaper,
    Language,
    NoticeItem,
    NoticePlace,
    PaperSize,
    PolicyItem,
    SignItem,
    SignKind,
    Way,
)
from fr_desk.domain.schema import Id, Keyed, LongText, Text, Value, answer, part
from fr_desk.i18n import N_


class Notice(Value):
    """The privacy notice, and in Korea the CCTV operation policy."""

    places: tuple[NoticePlace, ...] | None = answer(
        N_("Where the notice is shown"),
        question=N_("Where can people read the privacy notice?"),
        help=N_("Choose none if there is no notice."),
    )
    items: tuple[NoticeItem, ...] | None = answer(
        N_("Items of the notice"), question=N_("What does the notice tell?")
    )
    before_capture: bool | None = answer(
        N_("Before the first picture"), question=N_("Do people see it before their face is captured?")
    )
    shown_since: dt.date | None = answer(N_("Shown since"))
    accessible_versions: tuple[AccessibleVersion, ...] | None = answer(
        N_("Versions for everyone"), question=N_("In which other forms can people get the notice?")
    )
    changes_told: bool | None = answer(
        N_("Changes are told"), question=N_("Are people told when the notice changes?")
    )
    as_list: bool | None = answer(
        N_("Kinds of data as a list"),
        question=N_("Does it list purposes, ways and kinds of data one by one?"),
    )
    instead_of_sign: bool | None = answer(
        N_("Instead of a sign"),
        question=N_("Does the website stand in for signs because none can be put up?"),
        help=N_("Only where the place itself makes a sign impossible."),
    )
    policy_items: tuple[PolicyItem, ...] | None = answer(
        N_("Items of the CCTV operation policy"), question=N_("What does the CCTV operation policy contain?")
    )
    policy_published: bool | None = answer(
        N_("Policy published"), question=N_("Is the policy published on the website or at the venue?")
    )


class Sign(Value):
    """One sign at the venue."""

    kind: SignKind | None = answer(N_("Kind of sign"))
    zone: Id | None = answer(N_("Zone"), question=N_("In which zone does it hang?"), refers_to="zones")
    place: Text | None = answer(
        N_("Exact place"), help=N_("For example beside the entrance door, at eye level.")
    )
    conspicuous: bool | None = answer(
        N_("Easy to see"), question=N_("Do people see it before they are filmed?")
    )
    languages: tuple[Language, ...] | None = answer(N_("Languages"))
    size: PaperSize | None = answer(N_("Size"))
    items: tuple[SignItem, ...] | None = answer(
        N_("Items on the sign"), question=N_("What is printed on it?")
    )
    put_up_on: dt.date | None = answer(N_("Put up on"))
    photo: Id | None = answer(N_("Photo"), refers_to="attachments")


class Risk(Value):
    """One risk of the impact assessment; likelihood and severity from 1 (low) to 4 (very high)."""

    description: Text | None = answer(N_("Risk"))
    likelihood: int | None = answer(N_("Likelihood"), help=N_("1 low to 4 very high."), ge=1, le=4)
    severity: int | None = answer(N_("Severity"), help=N_("1 low to 4 very high."), ge=1, le=4)
    measure: Text | None = answer(N_("Measure"))
    residual: int | None = answer(N_("What remains"), help=N_("1 low to 4 very high."), ge=1, le=4)


class ImpactAssessment(Value):
    """The personal information protection impact assessment."""

    done: bool | None = answer(N_("Assessment made"), question=N_("Has an impact assessment been made?"))
    done_on: dt.date | None = answer(N_("Date of the assessment"), question=N_("When was it made?"))
    before_start: bool | None = answer(
        N_("Before the start"), question=N_("Was it made before the devices went into use?")
    )
    assessor: Text | None = answer(N_("Assessor"))
    third_parties: Text | None = answer(N_("Third parties who took part"))
    lawful_necessary: LongText | None = answer(
        N_("Purpose, method, necessity"),
        question=N_("Are purpose and method lawful, proper and necessary?"),
        long=True,
    )
    rights_impact: LongText | None = answer(
        N_("Effect on people's rights"),
        question=N_("What does it mean for people's rights, and how is that reduced?"),
        long=True,
    )
    security_risks: LongText | None = answer(
        N_("Risk of leak or misuse"),
        question=N_("What could happen if face data leak, are changed, lost or misused?"),
        long=True,
    )
    measures_fit: LongText | None = answer(
        N_("Protective measures"),
        question=N_("Are the measures lawful, effective and fit for the risk?"),
        long=True,
    )
    risks: Keyed[Risk] | None = answer(N_("Risks"), question=N_("Which risks did you find?"), many=200)
    conclusion: Conclusion | None = answer(N_("Conclusion"))
    approved_by: Text | None = answer(N_("Approved by"))
    next_review_on: dt.date | None = answer(N_("Next review"))
    changed_since: bool | None = answer(
        N_("Changed since"),
        question=N_("Has the purpose or the way changed since, or was there a serious incident?"),
    )


class Organisation(Value):
    """The operator as a whole: how many people's data it handles, who answers for it, audits, records."""

    people_total: int | None = answer(
        N_("People whose data you handle"),
        question=N_("How many people's data does the operator handle in all?"),
        help=N_("Guests, members, customers, staff; not faces only."),
        unit=N_("people"),
        ge=0,
        le=2_000_000_000,
    )
    officer_reported: bool | None = answer(
        N_("Officer reported"),
        question=N_("Were name and contact of the person in charge reported to the authority?"),
    )
    audited: bool | None = answer(
        N_("Compliance audit made"),
        question=N_("Has the protection of personal information been audited?"),
        help=N_("By the operator itself or by a professional body, with a report."),
    )
    audited_on: dt.date | None = answer(
        N_("Last compliance audit"),
        question=N_("When was the last audit of personal information protection?"),
    )
    minors_audited: bool | None = answer(
        N_("Audit of children's data made"),
        question=N_("Has the handling of children's data been audited and reported?"),
    )
    minors_audited_on: dt.date | None = answer(
        N_("Last audit of children's data"),
        question=N_("When was the handling of children's data last audited?"),
    )
    records_years: int | None = answer(
        N_("Records kept"),
        question=N_("How many years are records of handing data over and of contracts kept?"),
        unit=N_("years"),
        ge=0,
        le=100,
    )
    head_responsible: bool | None = answer(
        N_("The head answers for it"),
        question=N_("Does the head of the business provide staff and money for data protection?"),
    )
    turnover: int | None = answer(
        N_("Yearly turnover"),
        question=N_("How much is the yearly turnover?"),
        unit=N_("won"),
        ge=0,
        le=10**15,
    )
    insured: bool | None = answer(
        N_("Insured against leaks"), question=N_("Is there insurance or a reserve for damages after a leak?")
    )
    usage_notice: bool | None = answer(
        N_("Yearly notice"), question=N_("Are people told once a year how their data are used?")
    )


class CacFiling(Value):
    """Filing with the provincial cyberspace administration (China)."""

    reached_on: dt.date | None = answer(
        N_("100,000 people reached on"), question=N_("On which day did stored faces reach 100,000 people?")
    )
    filed: bool | None = answer(N_("Filed"), question=N_("Has the filing been made?"))
    filed_on: dt.date | None = answer(N_("Filed on"))
    number: Text | None = answer(N_("Filing number"))
    papers: tuple[FilingPaper, ...] | None = answer(
        N_("Papers filed"), question=N_("Which papers were filed?")
    )
    changed_on: dt.date | None = answer(
        N_("Filed facts changed on"), question=N_("When did what was filed change in substance?")
    )
    change_filed: bool | None = answer(N_("Change filed"), question=N_("Has the change been filed?"))
    ended_on: dt.date | None = answer(
        N_("Use ended on"), question=N_("When did the use of face recognition end?")
    )
    cancelled: bool | None = answer(N_("Filing cancelled"), question=N_("Has the filing been cancelled?"))


class PoliceFiling(Value):
    """Filing of the video system with the county police (China)."""

    in_service_on: dt.date | None = answer(
        N_("System in service since"), question=N_("When did the video system go into service?")
    )
    filed: bool | None = answer(N_("Filed"), question=N_("Has the system been filed with the police?"))
    filed_on: dt.date | None = answer(N_("Filed on"))
    number: Text | None = answer(N_("Filing number"))
    matches: bool | None = answer(
        N_("Filing matches the devices"), question=N_("Does the filing match the devices that are there now?")
    )


class Filings(Value):
    """Filings with authorities."""

    cac: CacFiling = part(N_("Filing with the cyberspace administration"), CacFiling)
    police: PoliceFiling = part(N_("Filing with the police"), PoliceFiling)


class Rights(Value):
    """How people use their rights."""

    ways: tuple[Way, ...] | None = answer(
        N_("Ways to ask"), question=N_("How can people ask to see, correct or delete their data?")
    )
    answer_days: int | None = answer(
        N_("Days to answer"),
        question=N_("Within how many days do they get an answer?"),
        unit=N_("days"),
        ge=0,
        le=3650,
    )
    footage_without_police: bool | None = answer(
        N_("Own footage without the police"),
        question=N_("Can people see footage of themselves without bringing the police?"),
    )
    refusals_reasoned: bool | None = answer(
        N_("Refusals give reasons"), question=N_("Does every refusal give its reason?")
    )
    viewing_procedure: bool | None = answer(
        N_("Procedure for viewing"),
        question=N_("Is there a request, an approval and a record when somebody asks to see footage?"),
    )
    complaint_channel: bool | None = answer(
        N_("Way to complain"), question=N_("Is it made known how to complain, and does somebody answer?")
    )
    procedure_published: bool | None = answer(
        N_("Procedure published"),
        question=N_("Is it published how to make a request, no harder than giving the data was?"),
    )
    objection_path: bool | None = answer(
        N_("Way to object"), question=N_("Can people object when a request is refused?")
    )


class Decision(Value):
    """A reviewer's decision on a point the law leaves open."""

    rule: Text = ""
    path: Text = ""
    outcome: DecisionOutcome | None = answer(N_("Decision"))
    reason: LongText | None = answer(N_("Reason"), long=True)
    decided_by: Text | None = answer(N_("Decided by"))
    decided_on: dt.date | None = answer(N_("Decided on"))
    basis: Text = ""
    """Fingerprint of the answers it was taken on (see ``rules.findings.basis_of``); other answers, no decision."""


class Attachment(Value):
    """A file kept in the dossier's container under ``attachments/``."""

    name: Text | None = answer(N_("File name"))
    kind: AttachmentKind | None = answer(N_("What it shows"))
    media_type: Text | None = answer(N_("Type of file"))
    sha256: Text | None = answer(N_("Fingerprint"))
    keeps_location: bool | None = answer(
        N_("Place of the shot kept"), help=N_("Photos lose it unless it is kept on purpose.")
    )


class HistoryEntry(Value):
    """One line of the change history."""

    on: dt.date | None = answer(N_("Date"))
    by: Text | None = answer(N_("By"))
    what: Text | None = answer(N_("Change"))
