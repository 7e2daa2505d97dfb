"""Who runs the venue, what it is, its zones and the devices in it."""

from __future__ import annotations

import datetime as dt

from fr_desk.domain.choices import (
    Access,
    Audio,
    CameraKind,
    FaceFunction,
    Jurisdiction,
    Network,
    Picture,
    VenueKind,
    ZoneKind,
)
from fr_desk.domain.schema import Id, Text, Value, answer
from fr_desk.i18n import N_


class Operator(Value):
    """The person or company that decides about the devices."""

    name: Text | None = answer(N_("Name of the operator"), help=N_("As in the business licence."))
    registration_number: Text | None = answer(
        N_("Registration number"),
        help=N_(
            "China: 18-character unified social credit code. Korea: 10-digit business registration number."
        ),
    )
    address: Text | None = answer(N_("Address of the operator"))
    representative: Text | None = answer(N_("Representative"), help=N_("Who signs for the operator."))
    phone: Text | None = answer(N_("Phone"), help=N_("Printed on the signs, so that people can ask."))
    email: Text | None = answer(N_("E-mail"))
    privacy_officer: Text | None = answer(
        N_("Person in charge of personal data"), help=N_("Printed in the notice and the policy.")
    )
    logo: Id | None = answer(N_("Logo"), help=N_("Printed on the signs."), refers_to="attachments")
    employees: int | None = answer(N_("Employees"), unit=N_("people"), ge=0, le=1_000_000)
    public_body: bool | None = answer(
        N_("Public body"),
        question=N_("Is the operator a public body?"),
        help=N_("Some duties bind public bodies only."),
    )
    small_merchant: bool | None = answer(
        N_("Small merchant"),
        question=N_("Is the operator a small merchant under Korean law?"),
        help=N_("Small merchants need not appoint a privacy officer."),
    )


class Venue(Value):
    """The place the dossier is about."""

    name: Text | None = answer(
        N_("Name of the venue"), help=N_("The name guests know; printed on cover and signs.")
    )
    kind: VenueKind | None = answer(N_("Kind of venue"), question=N_("What kind of place is it?"))
    jurisdiction: Jurisdiction | None = answer(N_("Country"), question=N_("In which country is it?"))
    region: Text | None = answer(
        N_("Region"),
        question=N_("In which province or city is it?"),
        help=N_("Local rules differ from place to place."),
    )
    address: Text | None = answer(N_("Address of the venue"))
    open_to_public: bool | None = answer(
        N_("Open to the public"),
        question=N_("Can anyone walk in?"),
        help=N_("A place that unspecified people can enter counts as public, even if they pay."),
    )
    serves_under_14: bool | None = answer(
        N_("Serves children under 14"), question=N_("Do children under 14 come here?")
    )
    serves_elderly_or_disabled: bool | None = answer(
        N_("Serves elderly or disabled people"),
        question=N_("Do elderly or disabled people come here?"),
        help=N_("Then the notice must also reach people who cannot read small print."),
    )
    rooms: int | None = answer(N_("Rooms"), unit=N_("rooms"), ge=0, le=100_000)
    area: float | None = answer(N_("Floor area"), unit="m²", ge=0, le=10_000_000)
    counter_terror_key_target: bool | None = answer(
        N_("Counter-terrorism key target"),
        question=N_("Have the police named it a key target for counter-terrorism?"),
        help=N_("Named venues in China must keep video for 90 days."),
    )
    safety_duty: bool | None = answer(
        N_("Safety duty for the place"),
        question=N_("Is the operator the one who must keep this place safe?"),
        help=N_("Not an advertiser or a supplier who only puts up devices here."),
    )
    near_secret_site: bool | None = answer(
        N_("Beside a classified site"),
        question=N_("Is a military area or a classified government site next to it?"),
    )
    secret_site_agrees: bool | None = answer(
        N_("That site agreed"), question=N_("Did that site agree to the cameras beforehand?")
    )
    security_project: bool | None = answer(
        N_("Built as a security project"),
        question=N_("Was the video system built and accepted as a security engineering project?"),
    )
    escape_without_face: bool | None = answer(
        N_("Escape doors open freely"),
        question=N_("Do doors on escape routes open without face, card or password?"),
    )
    owners_resolution: bool | None = answer(
        N_("Owners' resolution"), question=N_("Did the owners decide together on face or fingerprint entry?")
    )
    ids_checked: bool | None = answer(
        N_("Identity documents checked"),
        question=N_("Is every guest's identity document checked and registered?"),
    )
    minors_procedure: bool | None = answer(
        N_("Procedure for minors who stay"),
        question=N_("Are a guardian's contact and who the companions are asked for when a minor stays?"),
    )
    supplies_credit_data: bool | None = answer(
        N_("Supplies credit information"),
        question=N_("Does the operator supply credit information about people to others?"),
    )
    parking_spaces: int | None = answer(
        N_("Parking spaces"),
        question=N_("How many parking spaces are in a basement or building?"),
        unit=N_("spaces"),
        ge=0,
        le=100_000,
    )
    video_manager: bool | None = answer(
        N_("Safety manager for the cameras"), question=N_("Is a safety manager for the cameras named?")
    )
    video_kept_working: bool | None = answer(
        N_("Kept clear and working"),
        question=N_("Are pictures kept clear, and broken cameras repaired without delay?"),
    )
    long_term_plan: bool | None = answer(
        N_("In the long-term repair plan"),
        question=N_("Are the cameras part of the long-term repair plan?"),
    )


class Zone(Value):
    """One part of the venue."""

    name: Text | None = answer(N_("Name of the zone"))
    kind: ZoneKind | None = answer(N_("Kind of zone"), question=N_("What is it used for?"))
    floor: Text | None = answer(N_("Floor"))
    access: Access | None = answer(N_("Who can enter"), question=N_("Who can enter it?"))
    used_for_undressing: bool | None = answer(
        N_("Used for undressing"),
        question=N_("Do people undress, wash or sleep here?"),
        help=N_("Such a place is private whatever its name is."),
    )


class Camera(Value):
    """A device that takes pictures of people."""

    label: Text | None = answer(N_("Label of the device"), help=N_('The name staff use, such as "Gate 1".'))
    kind: CameraKind | None = answer(N_("Kind of device"))
    zone: Id | None = answer(N_("Stands in"), question=N_("In which zone does it stand?"), refers_to="zones")
    sees: tuple[Id, ...] | None = answer(
        N_("Can see"),
        question=N_("Which zones can it see into?"),
        help=N_("Also through an open door or a glass wall."),
        refers_to="zones",
        many=200,
    )
    picture: Picture | None = answer(N_("Pictures"), question=N_("When does it take pictures?"))
    audio: Audio | None = answer(N_("Sound"), question=N_("Does it record sound?"))
    face_function: FaceFunction | None = answer(
        N_("Face function"),
        question=N_("What does it, or the system behind it, do with faces?"),
        help=N_("Recorder and cloud services count too."),
    )
    face_off_evidence: Text | None = answer(
        N_("Evidence that recognition is off"),
        help=N_("Photo of the settings page, letter of the installer."),
    )
    photo: Id | None = answer(
        N_("Photo"), help=N_("The device where it hangs, or its picture."), refers_to="attachments"
    )
    activities: tuple[Id, ...] | None = answer(
        N_("Serves"), question=N_("What is it used for?"), refers_to="activities", many=50
    )
    steered_elsewhere: bool | None = answer(
        N_("Turned to other things"),
        question=N_("Is it ever turned to follow people or look elsewhere than it was put up for?"),
    )
    resolution: float | None = answer(N_("Resolution"), unit="MP", ge=0.01, le=1000)
    field_of_view: float | None = answer(N_("Angle of view"), unit="°", ge=1, le=360)
    height: float | None = answer(N_("Mounting height"), unit="m", ge=0, le=100)
    in_service_on: dt.date | None = answer(N_("In service since"))
    network: Network | None = answer(N_("Network"), question=N_("From where can it be reached?"))
    default_password_changed: bool | None = answer(
        N_("Default password changed"), question=N_("Was the factory password changed?")
    )
