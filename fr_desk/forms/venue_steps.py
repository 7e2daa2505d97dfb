"""The first steps: what there is at the venue and why. Venue, cameras, purpose."""

from __future__ import annotations

from fr_desk.forms.conditions import ABROAD, CN, FACE, FACES, KR
from fr_desk.forms.question import Question, Section, Step
from fr_desk.i18n import N_

VENUE = Step(
    "venue",
    N_("Venue"),
    N_("Whose place it is and what it is. The law that applies depends on it."),
    "building-2",
    (
        Section(
            N_("The venue"),
            "",
            "fields",
            "venue",
            (
                Question("jurisdiction"),
                Question("kind"),
                Question("name"),
                Question("region"),
                Question("address"),
                Question("open_to_public"),
                Question("serves_under_14", FACES),
                Question("serves_elderly_or_disabled", FACES),
                Question("rooms", "venue.lodging", optional=True),
                Question("area", optional=True),
                Question("counter_terror_key_target", CN),
            ),
        ),
        Section(
            N_("The operator"),
            N_("The person or company that decides about the devices."),
            "fields",
            "operator",
            (
                Question("name"),
                Question("registration_number"),
                Question("address", optional=True),
                Question("representative", optional=True),
                Question("phone"),
                Question("email", optional=True),
                Question("privacy_officer"),
                Question("employees", KR, optional=True),
                Question("public_body"),
                Question("small_merchant", KR),
            ),
        ),
    ),
)

CAMERAS = Step(
    "cameras",
    N_("Cameras"),
    N_("Which parts the venue has, and every device that takes pictures of people."),
    "cctv",
    (
        Section(
            N_("Zones"),
            N_("Name the private ones too: that is how the desk knows what no camera may see."),
            "collection",
            "zones",
            (
                Question("name"),
                Question("kind"),
                Question("floor", optional=True),
                Question("access"),
                Question("used_for_undressing"),
            ),
        ),
        Section(
            N_("Devices"),
            N_("Cameras, face terminals, gates, kiosks, lockers: whatever takes pictures of people."),
            "collection",
            "cameras",
            (
                Question("label"),
                Question("kind"),
                Question("zone"),
                Question("sees"),
                Question("picture"),
                Question("audio"),
                Question("face_function"),
                Question(
                    "face_off_evidence", 'camera.face_function == "licensed_off"', after="face_function"
                ),
                Question("activities"),
                Question("network"),
                Question("default_password_changed", 'camera.network != "none"', after="network"),
                Question("in_service_on", optional=True),
                Question("resolution", optional=True),
                Question("field_of_view", optional=True),
                Question("height", optional=True),
            ),
        ),
    ),
)

PURPOSE = Step(
    "purpose",
    N_("Purpose"),
    N_("Each reason for which faces or pictures are used, and who else gets them."),
    "target",
    (
        Section(
            N_("Activities"),
            N_("One entry for each reason: guest check, staff attendance, watching the lobby."),
            "collection",
            "activities",
            (
                Question("name"),
                Question("category"),
                Question("aim"),
                Question("subjects"),
                Question("legal_basis"),
                Question(
                    "basis_citation",
                    'activity.legal_basis in ["statutory_duty", "other_statute"]',
                    after="legal_basis",
                ),
                Question(
                    "balancing_test", 'activity.legal_basis == "legitimate_interest"', after="legal_basis"
                ),
                Question("hours", KR),
                Question("persons_stored", FACE),
                Question("captures_unenrolled", FACE),
                Question(
                    "unenrolled_data", f"{FACE} && activity.captures_unenrolled", after="captures_unenrolled"
                ),
            ),
        ),
        Section(
            N_("Other uses and other people"),
            N_("What else the pictures are used for, and who else handles them."),
            "per_activity",
            "activities",
            (
                Question("second_uses"),
                Question(
                    "recipients",
                    items=(Question("name"), Question("purpose"), Question("separate_consent")),
                ),
                Question(
                    "processors",
                    items=(
                        Question("name"),
                        Question("task"),
                        Question("contract_signed"),
                        Question("clauses"),
                        Question("published", KR),
                        Question("checked_regularly"),
                    ),
                ),
                Question("joint_controllers", FACE, items=(Question("name"), Question("agreement"))),
                Question("transfer_abroad"),
                Question("transfer_ground", ABROAD, after="transfer_abroad"),
                Question("transfer_told", ABROAD, after="transfer_abroad"),
            ),
        ),
    ),
)
