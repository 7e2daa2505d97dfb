"""The full privacy notice: what the law wants people to be told, activity by activity, and what is still blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fr_desk.domain.choices import Jurisdiction, Unenrolled
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import CHILDREN, any_in_force, holds, law_of, unanswered
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import Field, Fields, Form, Heading, Items, NewPage, Paragraph, Part
from fr_desk.render.forms.requests import BEYOND_PUBLIC_VIDEO
from fr_desk.render.forms.texts import form_words
from fr_desk.rules.sentences import SEPARATOR

NOTICE = form_words("privacy-notice")

LAWS: Final = {
    Jurisdiction.CN: ("cn-pipl/17", "cn-pipl/48", "cn-nds/21"),
    Jurisdiction.KR: (
        "kr-pipa/30",
        "kr-pipa/21(1)",
        "kr-pipa/21(2)",
        "kr-pipa-decree/16(1)",
        "kr-pipa/26(2)",
    ),
}
SAFEGUARDS: Final = (
    *(
        "encrypted_at_rest",
        "encrypted_in_transit",
        "access_control",
        "authorisation_management",
        "access_logs",
    ),
    *("intrusion_detection", "malware_protection", "physical_lock", "internal_plan", "staff_training"),
)
"""The measures Korean law wants the policy to tell of (Enforcement Decree, articles 30(1) and 31(1), item 3)."""


def privacy_notice(edition: Edition) -> Form:
    """Build the notice, with a last page that lists what the answers leave blank."""
    keys = tuple(edition.dossier.activities or ())
    sections = {key: tuple(told.together(_activity(edition, key))) for key in keys}
    operator, end = tuple(_operator(edition)), tuple(told.together(_common(edition)))
    parts: list[Part] = [*told.assumed_law(edition), *operator]
    for key, section in sections.items():
        name = edition.name(f"activities.{key}")
        parts += [Heading(_say(edition, "activity", activity=name)), *section]
    if not keys:
        parts += [
            Paragraph(_say(edition, "none_yet"), "strong"),
            *told.together(_activity(*unanswered(edition))),
        ]
    parts += [*end, *_to_do(edition, sections, (*operator, *end))]
    return composed(edition, NOTICE, parts, _laws(edition, keys))


def _say(edition: Edition, key: str, **values: object) -> str:
    return NOTICE.say(key, edition.lang, **values)


def _laws(edition: Edition, keys: tuple[str, ...]) -> Iterator[str]:
    yield from LAWS[law_of(edition)]
    activities = [told.activity_of(edition, key) for key in keys]
    korean = law_of(edition) is Jurisdiction.KR
    if not korean and holds(edition, "dossier.recognises"):
        yield from ("cn-pipl/30", "cn-order-19/5")
    if any(one.recipients for one in activities):
        yield "kr-pipa/17(2)" if korean else "cn-pipl/23"
    if any(one.joint_controllers for one in activities) and not korean:
        yield "cn-pipl/20"
    if any(told.goes_abroad(edition, key) for key in keys):
        yield "kr-pipa/28-8(2)" if korean else "cn-pipl/39"
    if any(one.visible_to_others for one in activities) and korean:
        yield "kr-pipa/23(3)"
    if any(one.decides_alone for one in activities):
        yield "kr-pipa/37-2(4)" if korean else "cn-pipl/24"
    if edition.dossier.rights.complaint_channel is not None and not korean:
        yield "cn-nds/20"


def _operator(edition: Edition) -> Iterator[Part]:
    yield Heading(_say(edition, "operator"))
    operator = edition.dossier.operator
    officer = operator.privacy_officer or ""
    if not officer and operator.small_merchant and law_of(edition) is Jurisdiction.KR:
        officer = operator.representative or ""
    yield Fields(
        (
            *told.who(edition),
            told.field(edition, "venue", edition.dossier.venue.name or ""),
            told.field(edition, "officer", officer),
        )
    )


def _activity(edition: Edition, key: str) -> Iterator[Part]:
    """Yield what is told about one activity, in the order of NoticeItem: purpose, method, kinds, period, the rest."""
    activity = told.activity_of(edition, key)
    basis = edition.say(activity.legal_basis.label) if activity.legal_basis else ""
    if basis and activity.basis_citation:
        basis = told.say(edition, "with_remark", name=basis, remark=activity.basis_citation)
    yield Fields(
        (
            told.field(edition, "purpose", told.purpose(edition, key)),
            told.field(edition, "whose", answers.labels(edition, activity.subjects)),
            told.field(edition, "basis", basis),
            told.field(edition, "method", told.method(edition, key)),
        )
    )
    yield told.data_table(edition, key)
    if activity.captures_unenrolled and activity.unenrolled_data is not None:
        yield Fields((Field(_say(edition, "unenrolled"), _unenrolled(edition, activity.unenrolled_data)),))
    if holds(edition, "activity.recognises", f"activities.{key}") is not False:
        yield from _face(edition, key)
    yield from told.recipients(edition, key)
    yield Fields((told.processors(edition, key),))
    if activity.joint_controllers:
        names = (
            edition.name(f"activities.{key}.joint_controllers.{name}") for name in activity.joint_controllers
        )
        yield Fields((told.field(edition, "joint", SEPARATOR[edition.lang].join(names)),))
    yield from told.abroad(edition, key)
    if activity.decides_alone:
        yield Paragraph(_say(edition, "automated.told"))
    if activity.legal_basis and activity.legal_basis.value == "consent":
        yield from told.withdrawal(edition, key)


def _unenrolled(edition: Edition, what: Unenrolled) -> str:
    return edition.say(what.label)


def _face(edition: Edition, key: str) -> Iterator[Part]:
    """Yield why a face is needed, what that means for people, and the other way; what it is made visible by, if so."""
    activity = told.activity_of(edition, key)
    if law_of(edition) is Jurisdiction.CN:
        yield Fields(
            (
                told.field(edition, "necessity", activity.necessity_reason or "", 2),
                told.field(edition, "effect", edition.dossier.assessment.rights_impact or "", 2),
            )
        )
    ways = "" if activity.mandatory else told.other_ways(edition, key)
    yield Fields((told.field(edition, "other_way", ways),))
    if activity.visible_to_others and law_of(edition) is Jurisdiction.KR:
        yield Paragraph(_say(edition, "visible.head"), "strong")
        yield Fields((Field(_say(edition, "visible.how")),))


def _common(edition: Edition) -> Iterator[Part]:
    """Yield what holds for all activities: deletion and safeguards (Korea), rights, complaints, changes."""
    dossier = edition.dossier
    korean = law_of(edition) is Jurisdiction.KR
    if korean:
        yield from _destruction(edition)
        yield from _safeguards(edition)
    yield Heading(_say(edition, "rights.head"))
    yield Fields(told.rights(edition))
    remarks = []
    if dossier.rights.refusals_reasoned is not False:
        remarks.append("rights.refusal")
    if dossier.rights.footage_without_police:
        remarks.append("rights.no_police")
    if any(holds(edition, CHILDREN, f"activities.{key}") for key in dossier.activities or ()):
        remarks.append("rights.children")
    if remarks:
        yield Items(tuple(_say(edition, remark) for remark in remarks))
    if not korean:
        yield Heading(_say(edition, "complaints"))
        reached = told.contact(edition) if dossier.rights.complaint_channel else ""
        yield Fields((told.field(edition, "complaints", reached),))
    yield Heading(_say(edition, "changes.head"))
    if dossier.notice.changes_told is not False:
        yield Paragraph(_say(edition, "changes.told"))
    lines = [
        Field(_say(edition, "changes.since"), answers.day(edition, dossier.notice.shown_since)),
        Field(_say(edition, "changes.dated"), edition.date(edition.assessment.as_of)),
    ]
    if dossier.notice.accessible_versions:
        versions = answers.labels(edition, dossier.notice.accessible_versions)
        lines.append(Field(_say(edition, "versions"), versions))
    yield Fields(tuple(lines))


def _destruction(edition: Edition) -> Iterator[Part]:
    yield Heading(_say(edition, "destruction.head"))
    yield Items((_say(edition, "destruction.procedure"), _say(edition, "destruction.method")))


def _safeguards(edition: Edition) -> Iterator[Part]:
    yield Heading(_say(edition, "safeguards.head"))
    taken = [name for name in SAFEGUARDS if getattr(edition.dossier.safeguards, name)]
    if taken:
        yield Items(tuple(_say(edition, f"safeguards.{name}") for name in taken))
    else:
        yield Fields((Field(_say(edition, "safeguards.none"), lines=3),))


def _to_do(
    edition: Edition, sections: dict[str, tuple[Part, ...]], common: tuple[Part, ...]
) -> Iterator[Part]:
    """Yield a page of its own with what is still blank, by activity; nothing if all is answered."""
    found = {_say(edition, "to_do.venue"): told.blanks(common)}
    found |= {edition.name(f"activities.{key}"): told.blanks(parts) for key, parts in sections.items()}
    missing = {name: labels for name, labels in found.items() if labels}
    if not missing:
        return
    yield NewPage()
    yield Heading(_say(edition, "to_do.head"))
    yield Paragraph(_say(edition, "to_do.told"))
    yield Items(
        tuple(
            told.say(edition, "labelled", label=name, text=SEPARATOR[edition.lang].join(labels))
            for name, labels in missing.items()
        )
    )


def needed(edition: Edition) -> Texts | None:
    """Return why the notice is needed: personal data are processed; in Korea more than video of public places."""
    dossier = edition.dossier
    if not (dossier.cameras or dossier.activities) or not any_in_force(edition, LAWS):
        return None
    if law_of(edition) is Jurisdiction.KR:
        beyond = holds(edition, BEYOND_PUBLIC_VIDEO)
        return None if beyond is False else NOTICE.in_all("needed.kr" if beyond else "needed.open")
    if not dossier.cameras:
        return NOTICE.in_all("needed.open")
    return NOTICE.in_all("needed.cn_faces" if holds(edition, "dossier.recognises") else "needed.cn")


KINDS: Final = (FormKind("privacy-notice", privacy_notice, needed),)
