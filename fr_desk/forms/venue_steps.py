"""The first steps: what there is at the venue and why. Venue, cameras, purpose."""

from __future__ import annotations

from fr_desk.forms.conditions import (
    ABROAD,
    AUTOMATED,
    CHILDREN_ENROLLED,
    CN,
    FACE,
    FACE_DOOR,
    FACES,
    KR,
    KR_LARGE,
    KR_SCALE,
    LARGE,
    NUMBERED,
    PUBLIC_DEVICE,
    SHORT_VIDEO,
)
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
                Question("safety_duty", PUBLIC_DEVICE),
                Question("near_secret_site", PUBLIC_DEVICE),
                Question(
                    "secret_site_agrees",
                    f"{PUBLIC_DEVICE} && venue.near_secret_site",
                    after="near_secret_site",
                ),
                Question(
                    "security_project",
                    f'{CN} && (venue.kind == "other" || !venue.decree_799_listed) && {SHORT_VIDEO}',
                ),
                Question("escape_without_face", FACE_DOOR),
                Question("ids_checked", f"{CN} && venue.lodging"),
                Question("minors_procedure", f"{CN} && venue.lodging"),
                Question("owners_resolution", f'{CN} && venue.kind == "residential_estate" && {FACES}'),
                Question("supplies_credit_data", f'{CN} && venue.region.startsWith("12") && {FACES}'),
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
                Question("logo", optional=True),
                Question("employees", KR, optional=True),
                Question("public_body", KR),
                Question("small_merchant", KR),
            ),
        ),
        Section(
            N_("The operator as a whole"),
            N_(
                "Some duties depend on how many people's data the operator handles at all its places together."
            ),
            "fields",
            "organisation",
            (
                Question("people_total", f"({LARGE}) || {KR}"),
                Question(
                    "officer_reported",
                    f"{LARGE} && organisation.people_total >= 1000000",
                    after="people_total",
                ),
                Question("audited", CN),
                Question("audited_on", f"{CN} && organisation.audited", after="audited", optional=True),
                Question("minors_audited", CHILDREN_ENROLLED),
                Question(
                    "minors_audited_on",
                    f"{CHILDREN_ENROLLED} && organisation.minors_audited",
                    after="minors_audited",
                ),
                Question("records_years", f"{CN} && dossier.hands_over"),
                Question("turnover", KR_SCALE, after="people_total"),
                Question("insured", f"{KR_SCALE} && organisation.turnover >= 1000000000", after="turnover"),
                Question("usage_notice", KR_LARGE, after="people_total"),
                Question("head_responsible", f'{KR} && as_of >= "2026-09-11"'),
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
                Question("steered_elsewhere", f'{KR} && camera.kind == "ptz"', after="kind"),
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
                Question("photo", optional=True),
            ),
        ),
        Section(
            N_("Car park"),
            N_("Large car parks in a basement or building must be filmed, and the video kept for a month."),
            "fields",
            "venue",
            (Question("parking_spaces"),),
            when=f'{KR} && venue.kind != "residential_estate" && zones.exists(z, z.kind == "car_park")',
        ),
        Section(
            N_("Cameras of the estate"),
            N_("Korean law asks residential estates to look after their cameras."),
            "fields",
            "venue",
            (Question("video_manager"), Question("video_kept_working"), Question("long_term_plan")),
            when=f'{KR} && venue.kind == "residential_estate"',
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
                Question("resident_numbers", NUMBERED),
                Question(
                    "resident_numbers_statute",
                    f"{NUMBERED} && activity.resident_numbers",
                    after="resident_numbers",
                ),
                Question("visible_to_others", f"{KR} && {FACE}"),
                Question(
                    "visibility_told",
                    f"{KR} && {FACE} && activity.visible_to_others",
                    after="visible_to_others",
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
                    items=(
                        Question("name"),
                        Question("purpose"),
                        Question("separate_consent"),
                        Question("statute", CN, optional=True),
                    ),
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
                        Question("subcontracts"),
                        Question("subcontracting_agreed", after="subcontracts", optional=True),
                    ),
                ),
                Question("joint_controllers", FACE, items=(Question("name"), Question("agreement"))),
                Question("transfer_abroad"),
                Question("transfer_ground", ABROAD, after="transfer_abroad"),
                Question("transfer_told", ABROAD, after="transfer_abroad"),
                Question("decides_alone", FACE),
                Question("human_review", f"{FACE} && activity.decides_alone", after="decides_alone"),
                Question("decision_published", f"{FACE} && activity.decides_alone", after="decides_alone"),
                Question("unequal_terms", f"{AUTOMATED} && activity.decides_alone", after="decides_alone"),
            ),
        ),
    ),
)
