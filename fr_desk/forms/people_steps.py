"""The steps about the people in the picture: necessity with consent and assessment, signs and notice."""

from __future__ import annotations

from fr_desk.forms.conditions import (
    ASKED,
    ASSESSMENT,
    BEYOND_DEVICE,
    BY_CONSENT,
    CHILDREN,
    CONSENT,
    FACE,
    FACE_ASKED,
    FACES,
    KR,
    SEPARATE,
)
from fr_desk.forms.question import Question, Section, Step
from fr_desk.i18n import N_

NECESSITY = Step(
    "necessity",
    N_("Necessity"),
    N_("Faces may be used only where nothing else will do. Explain each point; inspectors read this page."),
    "scale",
    (
        Section(
            N_("Why a face, and what else would do"),
            "",
            "per_activity",
            "activities",
            (
                Question("mandatory", FACE),
                Question(
                    "alternatives",
                    FACE,
                    items=(
                        Question("method"),
                        Question("same_place"),
                        Question("same_hours"),
                        Question("no_extra_cost"),
                        Question("on_sign"),
                    ),
                ),
                Question("necessity_reason", FACE),
                Question("options", FACE, items=(Question("method"), Question("serves"), Question("reason"))),
            ),
            when=FACE,
        ),
        Section(
            N_("Consent"),
            N_("A sign or a house rule is not consent to the use of a face."),
            "per_activity",
            "activities",
            (
                Question("consent.form", CONSENT),
                Question("consent.items", ASKED, after="consent.form"),
                Question("consent.separate", SEPARATE, after="consent.form"),
                Question(
                    "consent.unticked",
                    f'({CONSENT}) && activity.consent.form == "electronic"',
                    after="consent.form",
                ),
                Question("consent.before_capture", FACE_ASKED, after="consent.form"),
                Question("consent.covers_everyone", FACE_ASKED, after="consent.form"),
                Question(
                    "consent.covers_leaving_device", f"{ASKED} && {BEYOND_DEVICE}", after="consent.form"
                ),
                Question("consent.recorded", ASKED, after="consent.form"),
                Question("consent.pressure", ASKED, after="consent.form"),
                Question("consent.withdrawal_ways", ASKED, after="consent.form"),
                Question("consent.access_after_withdrawal", FACE_ASKED, after="consent.form"),
                Question("consent.guardian_consent", f"({BY_CONSENT}) && {CHILDREN}"),
                Question(
                    "consent.guardian_checked",
                    f"({BY_CONSENT}) && {CHILDREN} && activity.consent.guardian_consent",
                    after="consent.guardian_consent",
                ),
                Question("consent.minors_rules", f"{FACE} && {CHILDREN}"),
            ),
        ),
        Section(
            N_("Impact assessment"),
            N_("One report for the whole venue, made before faces are used."),
            "fields",
            "assessment",
            (
                Question("done"),
                Question("done_on", ASSESSMENT, after="done"),
                Question("before_start", ASSESSMENT, after="done"),
                Question("assessor", ASSESSMENT, after="done"),
                Question("third_parties", ASSESSMENT, after="done", optional=True),
                Question("lawful_necessary", ASSESSMENT, after="done"),
                Question("rights_impact", ASSESSMENT, after="done"),
                Question("security_risks", ASSESSMENT, after="done"),
                Question("measures_fit", ASSESSMENT, after="done"),
                Question(
                    "risks",
                    ASSESSMENT,
                    after="done",
                    optional=True,
                    items=(
                        Question("description"),
                        Question("likelihood"),
                        Question("severity"),
                        Question("measure"),
                        Question("residual"),
                    ),
                ),
                Question("conclusion", ASSESSMENT, after="done"),
                Question("approved_by", ASSESSMENT, after="done"),
                Question("next_review_on", ASSESSMENT, after="done", optional=True),
            ),
            when=f"{FACES} || activities.exists(a, a.transfer_abroad)",
        ),
    ),
)

SIGNAGE = Step(
    "signage",
    N_("Signs and notice"),
    N_("What people can see and read before they are filmed, and how they can ask."),
    "signpost",
    (
        Section(
            N_("Signs"),
            N_("One entry for each sign that hangs at the venue."),
            "collection",
            "signs",
            (
                Question("kind"),
                Question("zone"),
                Question("place", optional=True),
                Question("conspicuous"),
                Question("items"),
                Question("languages", optional=True),
                Question("size", optional=True),
                Question("put_up_on", optional=True),
            ),
        ),
        Section(
            N_("Privacy notice"),
            N_("The text that tells people what happens to their data."),
            "fields",
            "notice",
            (
                Question("places"),
                Question("items", "size(notice.places) > 0", after="places"),
                Question("before_capture", f"{FACES} && size(notice.places) > 0", after="places"),
                Question("accessible_versions", f"{FACES} && venue.serves_elderly_or_disabled"),
                Question("changes_told", f"{FACES} && size(notice.places) > 0", after="places"),
                Question("shown_since", "size(notice.places) > 0", after="places", optional=True),
            ),
        ),
        Section(
            N_("CCTV operation policy"),
            N_("Korean law asks every operator of fixed cameras for a written policy."),
            "fields",
            "notice",
            (Question("policy_items"), Question("policy_published")),
            when=KR,
        ),
        Section(
            N_("People's rights"),
            "",
            "fields",
            "rights",
            (
                Question("ways"),
                Question("answer_days"),
                Question("footage_without_police"),
                Question("refusals_reasoned"),
            ),
        ),
    ),
)
