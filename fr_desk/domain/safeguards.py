"""How data are kept safe: measures of the venue, which an activity may answer differently."""

from __future__ import annotations

import datetime as dt

from fr_desk.domain.schema import Keyed, Text, Value, answer
from fr_desk.i18n import N_


class AuthorisedPerson(Value):
    """Somebody who may look at pictures or face data."""

    name: Text | None = answer(N_("Name"))
    role: Text | None = answer(N_("Role"))


class Safeguards(Value):
    """Technical and organisational measures."""

    encrypted_at_rest: bool | None = answer(
        N_("Encrypted where stored"), question=N_("Are face data encrypted where they are stored?")
    )
    encrypted_in_transit: bool | None = answer(
        N_("Encrypted on the way"), question=N_("Are face data encrypted on the way?")
    )
    access_control: bool | None = answer(
        N_("Access control"), question=N_("Does everyone with access have an account of their own?")
    )
    authorisation_management: bool | None = answer(
        N_("Authorisation management"),
        question=N_("Is it written down who may see what, and withdrawn when they leave?"),
    )
    authorised_people: Keyed[AuthorisedPerson] | None = answer(
        N_("People with access"), question=N_("Who may look at pictures or face data?"), many=500
    )
    access_logs: bool | None = answer(
        N_("Access logs"), question=N_("Does the system log who looked at or took out data?")
    )
    access_log_months: int | None = answer(
        N_("Access logs kept"), question=N_("How long are access logs kept?"), unit=N_("months"), ge=0, le=600
    )
    viewing_register: bool | None = answer(
        N_("Viewing register"),
        question=N_("Is each viewing or hand-over of footage written down with reason and name?"),
    )
    intrusion_detection: bool | None = answer(
        N_("Intrusion detection"), question=N_("Is there protection against intrusion from the network?")
    )
    malware_protection: bool | None = answer(
        N_("Protection from malware"), question=N_("Is there protection from malware?")
    )
    physical_lock: bool | None = answer(
        N_("Recorder under lock"), question=N_("Are recorder and server under lock and key?")
    )
    remote_viewing: bool | None = answer(
        N_("Remote viewing"), question=N_("Can pictures be viewed from outside the venue?")
    )
    mlps_level: int | None = answer(
        N_("Protection level (MLPS)"),
        question=N_("Which multi-level protection scheme level was graded?"),
        help=N_("China: 1 to 5."),
        ge=1,
        le=5,
    )
    mlps_graded: bool | None = answer(
        N_("Protection level graded"),
        question=N_("Was the system graded under the multi-level protection scheme?"),
    )
    network_log_months: int | None = answer(
        N_("Network logs kept"),
        question=N_("How long are network logs kept?"),
        unit=N_("months"),
        ge=0,
        le=600,
    )
    certified_products: bool | None = answer(
        N_("Products meet the standards"),
        question=N_("Do the devices meet the compulsory national standards, with papers to show it?"),
    )
    acceptance_file: bool | None = answer(
        N_("Acceptance file"),
        question=N_("Are the papers on design, installation, test and acceptance kept?"),
    )
    operator_secrecy: bool | None = answer(
        N_("Secrecy agreement with whoever runs it"),
        question=N_("If others run the system: is there a security and secrecy agreement?"),
    )
    public_posting: bool | None = answer(
        N_("Pictures posted"),
        question=N_("Are pictures of people posted anywhere?"),
        help=N_("Chat groups, notice boards, the door, social media."),
    )
    masked_before_posting: bool | None = answer(
        N_("Faces masked first"), question=N_("Are faces and number plates masked before a lawful posting?")
    )
    backups_deleted: bool | None = answer(
        N_("Backups too"), question=N_("Does deleting reach the backups too?")
    )
    handover_form: bool | None = answer(
        N_("Form for handing over to authorities"),
        question=N_("When the police ask for footage: are office, officers, papers and scope written down?"),
    )
    internal_plan: bool | None = answer(
        N_("Internal management plan"),
        question=N_("Is there a written internal plan for protecting personal data?"),
    )
    breach_plan: bool | None = answer(
        N_("Plan for leaks"), question=N_("Is there a plan for what to do when data leak?")
    )
    breach_within_72h: bool | None = answer(
        N_("Reported within 72 hours"),
        question=N_("Does the plan tell the people and the authority within 72 hours?"),
    )
    staff_training: bool | None = answer(
        N_("Staff training"), question=N_("Are people with access trained and bound to secrecy?")
    )
    sweeps: bool | None = answer(
        N_("Sweeps for hidden cameras"),
        question=N_("Are rooms, changing rooms and restrooms searched regularly for hidden cameras?"),
    )
    last_sweep_on: dt.date | None = answer(N_("Last sweep"), question=N_("When was the last sweep?"))
