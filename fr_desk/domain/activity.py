"""Why faces or pictures are processed, and for each reason: necessity, consent, storage, retention."""

from __future__ import annotations

from fr_desk.domain.choices import (
    Category,
    Channel,
    ClockKind,
    ConsentForm,
    ConsentItem,
    ConsentTerm,
    ContractClause,
    Deletion,
    Event,
    Leaving,
    LegalBasis,
    Method,
    Place,
    Pressure,
    Subject,
    TransferGround,
    Unenrolled,
    Way,
)
from fr_desk.domain.safeguards import Safeguards
from fr_desk.domain.schema import Keyed, LongText, Text, Value, answer, part
from fr_desk.i18n import N_


class Option(Value):
    """A less intrusive way that was considered."""

    method: Method | None = answer(N_("Method"))
    serves: bool | None = answer(N_("Reaches the aim"), question=N_("Would it reach the aim?"))
    reason: LongText | None = answer(N_("Why, or why not"), long=True)


class Alternative(Value):
    """A way the person can choose instead of the face."""

    method: Method | None = answer(N_("Method"))
    same_place: bool | None = answer(N_("At the same place"))
    same_hours: bool | None = answer(N_("At the same hours"))
    no_extra_cost: bool | None = answer(N_("At no extra cost"))
    on_sign: bool | None = answer(N_("Stated on the sign"))


class Recipient(Value):
    """Somebody who is given the data for purposes of their own."""

    name: Text | None = answer(N_("Name of the recipient"))
    purpose: Text | None = answer(N_("Their purpose"))
    separate_consent: bool | None = answer(N_("Separate consent to the handing over"))
    statute: Text | None = answer(
        N_("Statute that allows the handing over"),
        help=N_("Name and article, if a law allows or demands it."),
    )


class Processor(Value):
    """Somebody who handles the data on the operator's behalf."""

    name: Text | None = answer(N_("Name of the processor"))
    task: Text | None = answer(N_("Their task"))
    contract_signed: bool | None = answer(N_("Contract signed"))
    clauses: tuple[ContractClause, ...] | None = answer(N_("What the contract lays down"))
    published: bool | None = answer(N_("Named in the published policy"))
    checked_regularly: bool | None = answer(N_("Checked regularly"))
    subcontracts: bool | None = answer(
        N_("Passes work on"), question=N_("Does the processor pass the work on to somebody else?")
    )
    subcontracting_agreed: bool | None = answer(
        N_("You agreed to it"), question=N_("Did you agree to the work being passed on?")
    )


class JointController(Value):
    """Somebody who decides about purposes together with the operator."""

    name: Text | None = answer(N_("Name of the partner"))
    agreement: bool | None = answer(N_("Rights and duties agreed"))


class Consent(Value):
    """How people agree to the use of their face."""

    form: ConsentForm | None = answer(N_("How consent is given"), question=N_("How do people agree?"))
    items: tuple[ConsentItem, ...] | None = answer(
        N_("What people are told"), question=N_("What are people told before they agree?")
    )
    separate: bool | None = answer(
        N_("Separate"),
        question=N_("Is it separate from all other terms?"),
        help=N_("A signature of its own, or a tick of its own, for the face alone."),
    )
    unticked: bool | None = answer(
        N_("Not ticked beforehand"), question=N_("Is the box empty until the person ticks it?")
    )
    before_capture: bool | None = answer(
        N_("Before the first picture"), question=N_("Is it given before the face is first captured?")
    )
    recorded: bool | None = answer(N_("Recorded"), question=N_("Is there a record for each person?"))
    covers_leaving_device: bool | None = answer(
        N_("Covers leaving the device"),
        question=N_("Do people agree separately that face data leave the device?"),
    )
    covers_everyone: bool | None = answer(
        N_("Covers everyone captured"), question=N_("Has everyone whose face is processed agreed?")
    )
    pressure: tuple[Pressure, ...] | None = answer(
        N_("Pressure"),
        question=N_("Does anything push people to agree?"),
        help=N_("Mark all that apply, or none."),
    )
    terms: tuple[ConsentTerm, ...] | None = answer(
        N_("Terms that go too far"),
        question=N_("Does the form demand any of these?"),
        help=N_("Mark all that apply, or none."),
    )
    asked_again: bool | None = answer(
        N_("Asked again after refusing"), question=N_("Are people asked again and again after they refused?")
    )
    renewed: bool | None = answer(
        N_("Asked anew after a change"),
        question=N_("Are people asked anew when the purpose, the way or the kind of data changes?"),
    )
    alternative_shown: bool | None = answer(
        N_("Other way shown beside it"),
        question=N_("Does the same form or screen offer the way without a face?"),
    )
    withdrawal_ways: tuple[Way, ...] | None = answer(
        N_("Ways to withdraw"), question=N_("How can people withdraw their consent?")
    )
    access_after_withdrawal: bool | None = answer(
        N_("Service goes on after withdrawal"), question=N_("Do people keep the service after they withdraw?")
    )
    guardian_consent: bool | None = answer(
        N_("Guardian's consent"), question=N_("Does a guardian agree for each child under 14?")
    )
    guardian_checked: bool | None = answer(
        N_("Guardian checked"), question=N_("Do you check that it really was the guardian?")
    )
    minors_rules: bool | None = answer(
        N_("Rules for children's data"), question=N_("Are there written rules for children's face data?")
    )


class Storage(Value):
    """Where face data and pictures of an activity live, and what leaves the device."""

    templates: tuple[Place, ...] | None = answer(
        N_("Face templates"), question=N_("Where are face templates stored?")
    )
    pictures: tuple[Place, ...] | None = answer(
        N_("Face pictures and video"), question=N_("Where are pictures stored?")
    )
    logs: tuple[Place, ...] | None = answer(N_("Match logs"), question=N_("Where are match logs stored?"))
    leaves_device: tuple[Leaving, ...] | None = answer(
        N_("What leaves the device"),
        question=N_("What leaves the device?"),
        help=N_("Choose none if nothing does."),
    )
    channel: tuple[Channel, ...] | None = answer(N_("Way out"), question=N_("By which way does it leave?"))
    statute: Text | None = answer(
        N_("Statute that allows it"), help=N_("Name and article, if a law lets face data leave the device.")
    )
    separate: bool | None = answer(
        N_("Kept apart from names"), question=N_("Are face data kept apart from names and identity numbers?")
    )


class Clock(Value):
    """How long one kind of data is kept."""

    kind: ClockKind | None = answer(N_("Kept for"))
    days: int | None = answer(N_("Days"), unit=N_("days"), ge=0, le=36_500)
    until: Event | None = answer(N_("Until"))
    automatic: bool | None = answer(N_("Deleted automatically"))
    method: Text | None = answer(N_("How it is deleted"))


class Retention(Value):
    """One clock per kind of data, and what happens when the reason to keep face data ends."""

    video: Clock = part(N_("Video"), Clock)
    face_picture: Clock = part(N_("Face pictures"), Clock)
    template: Clock = part(N_("Face templates"), Clock)
    match_log: Clock = part(N_("Match logs"), Clock)
    unmatched: Clock = part(N_("Faces that matched nobody"), Clock)
    access_log: Clock = part(N_("Logs of who looked at data"), Clock)
    consent_record: Clock = part(N_("Consent records"), Clock)
    assessment_report: Clock = part(N_("Impact assessment report"), Clock)
    reason: LongText | None = answer(
        N_("Reason for the periods"),
        question=N_("Why are these periods needed?"),
        long=True,
    )
    on_withdrawal: Deletion | None = answer(
        N_("After withdrawal"), question=N_("What happens to face data when consent is withdrawn?")
    )
    on_check_out: Deletion | None = answer(
        N_("After check-out"), question=N_("What happens to face data at check-out?")
    )
    on_membership_end: Deletion | None = answer(
        N_("After membership ends"), question=N_("What happens to face data when a membership ends?")
    )
    on_purpose_end: Deletion | None = answer(
        N_("After the purpose is achieved"),
        question=N_("What happens to face data once the purpose is achieved?"),
    )


class Activity(Value):
    """One reason for which faces or pictures are processed."""

    name: Text | None = answer(N_("Name of the activity"), help=N_('Short, such as "Member entry".'))
    category: Category | None = answer(N_("Category"), question=N_("What is it for?"))
    aim: LongText | None = answer(
        N_("Aim"), question=N_("In your own words: what do you want to achieve?"), long=True
    )
    subjects: tuple[Subject, ...] | None = answer(
        N_("Whose pictures"), question=N_("Whose faces or pictures are taken?")
    )
    legal_basis: LegalBasis | None = answer(
        N_("Legal basis"), question=N_("What gives you the right to do it?")
    )
    basis_citation: Text | None = answer(N_("Statute relied on"), help=N_("Name and article of the statute."))
    balancing_test: LongText | None = answer(
        N_("Balancing of interests"),
        question=N_("Why does your interest clearly outweigh the person's rights?"),
        long=True,
    )
    hours: Text | None = answer(
        N_("Hours"), question=N_("At what hours does it run?"), help=N_("Printed on the sign.")
    )
    second_uses: tuple[Category, ...] | None = answer(
        N_("Other uses"),
        question=N_("Are the same pictures used for anything else?"),
        help=N_("Mark every other use, or none."),
    )
    persons_stored: int | None = answer(
        N_("People stored"),
        question=N_("How many people's face data are stored?"),
        help=N_("People, not pictures; all devices together."),
        unit=N_("people"),
        ge=0,
        le=2_000_000_000,
    )
    captures_unenrolled: bool | None = answer(
        N_("Captures people who never enrolled"),
        question=N_("Does it also capture faces of people who never enrolled?"),
    )
    unenrolled_data: Unenrolled | None = answer(
        N_("Their data"), question=N_("What happens to the data of people who never enrolled?")
    )
    necessity_reason: LongText | None = answer(
        N_("Why a face is needed"),
        question=N_("In your own words: why is face recognition needed?"),
        long=True,
    )
    options: Keyed[Option] | None = answer(
        N_("Less intrusive ways considered"),
        question=N_("Which ways without faces did you consider?"),
        many=50,
    )
    mandatory: bool | None = answer(
        N_("Face is the only way"),
        question=N_("Must people show their face, with no other way?"),
        help=N_("Where another way reaches the same aim, a face must not be the only one."),
    )
    alternatives: Keyed[Alternative] | None = answer(
        N_("Other ways offered"),
        question=N_("What can people use instead of their face?"),
        many=50,
    )
    recipients: Keyed[Recipient] | None = answer(
        N_("Recipients"), question=N_("Who else receives the data for purposes of their own?"), many=200
    )
    processors: Keyed[Processor] | None = answer(
        N_("Processors"),
        question=N_("Who handles the data for you?"),
        help=N_("Installer with remote access, cloud provider, guard company."),
        many=200,
    )
    joint_controllers: Keyed[JointController] | None = answer(
        N_("Joint controllers"), question=N_("Who decides about the purposes together with you?"), many=50
    )
    replaced_other_way: bool | None = answer(
        N_("Replaced another way in"),
        question=N_("Did the face replace a way in that people already had when they joined?"),
    )
    switch_agreed: bool | None = answer(
        N_("They agreed to the change"), question=N_("Did those people agree to the change?")
    )
    decides_alone: bool | None = answer(
        N_("The system alone decides"),
        question=N_("Does the system alone decide about people?"),
        help=N_("Refuses entry or a sale, sets a price or a commission, without anyone looking."),
    )
    human_review: bool | None = answer(
        N_("A person looks again"),
        question=N_("Can people have the decision explained and looked at by a person?"),
    )
    decision_published: bool | None = answer(
        N_("How it decides is published"), question=N_("Is it published how the system decides?")
    )
    unequal_terms: bool | None = answer(
        N_("Different prices or terms"),
        question=N_("Do people get different prices or terms because of what the system knows about them?"),
    )
    starts_on_click: bool | None = answer(
        N_("Starts on a press"), question=N_("Does the camera start only after the person presses a button?")
    )
    stops_by_itself: bool | None = answer(
        N_("Stops by itself"),
        question=N_("Does it stop with the result, or after one minute at the latest?"),
    )
    resident_numbers: bool | None = answer(
        N_("Resident registration numbers"), question=N_("Are resident registration numbers used?")
    )
    resident_numbers_statute: Text | None = answer(
        N_("Statute for the numbers"), help=N_("Name and article of the law that demands or allows them.")
    )
    visible_to_others: bool | None = answer(
        N_("Visible to others"), question=N_("Could face data be seen by others, on a screen or a board?")
    )
    visibility_told: bool | None = answer(
        N_("People told about it"),
        question=N_("Are people told so beforehand, and how to keep theirs from being shown?"),
    )
    transfer_abroad: bool | None = answer(
        N_("Goes abroad"),
        question=N_("Do data go abroad?"),
        help=N_("Viewing from abroad counts as going abroad."),
    )
    transfer_ground: TransferGround | None = answer(
        N_("Ground for going abroad"), question=N_("On what ground do data go abroad?")
    )
    transfer_told: bool | None = answer(
        N_("People told about it"), question=N_("Are people told the country, the recipient and the purpose?")
    )
    consent: Consent = part(N_("Consent"), Consent)
    storage: Storage = part(N_("Storage"), Storage)
    retention: Retention = part(N_("Retention"), Retention)
    safeguards: Safeguards | None = answer(
        N_("Safeguards of its own"), help=N_("Only if they differ from those of the venue.")
    )
