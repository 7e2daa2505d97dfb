"""The impact assessment report: what is assessed, the heads the law names, the risks, conclusion and approval."""

from __future__ import annotations

from collections.abc import Iterator

from fr_desk.domain.activity import Activity
from fr_desk.domain.choices import Conclusion, Jurisdiction
from fr_desk.forms.answers import NONE_OF_THEM
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import holds, law_of
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.duty import concerns
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Mark,
    Paragraph,
    Part,
    RiskMatrix,
    Signature,
    Ticks,
)
from fr_desk.render.forms.texts import form_words
from fr_desk.rules.sentences import shown

ID = "impact-assessment"
FACES = ("cn.fr.pia", "cn.pipl.impact-assessment")
HANDED_OVER = "cn.pipl.entrust-assessment"
PUBLIC_BODY, ADVISED = "kr.33-impact-assessment", "kr.33-private-assessment"
ABROAD = "activities.exists(a, a.transfer_abroad)"
AUTOMATED = "activities.exists(a, a.decides_alone)"
ASSESSED = (
    "activity.recognises || size(activity.processors) > 0 || size(activity.recipients) > 0"
    " || activity.transfer_abroad || activity.decides_alone"
)
"""Activities an assessment is about: the law names faces, handing over, going abroad and automated decisions."""

HEADS = {
    "measures": (("lawful_necessary",), ("rights_impact",), ("security_risks",), ("measures_fit",)),
    "pipl": (("lawful_necessary",), ("rights_impact", "security_risks"), ("measures_fit",)),
    "kr": (("lawful_necessary",), ("rights_impact",), ("security_risks",), ("measures_fit",)),
}
"""Which answers stand under which head."""

ARTICLES = {
    "measures": ("cn-order-19/9", "cn-pipl/55", "cn-pipl/56"),
    "pipl": ("cn-pipl/55", "cn-pipl/56"),
    "kr": ("kr-pipa/33(1)", "kr-pipa/33(11)", "kr-pipa-decree/35"),
}
BLANK_RISKS, ROOM_FOR_A_HEAD = 4, 5


def needed(edition: Edition) -> Texts | None:
    """Return why an assessment is to be made here."""
    words = form_words(ID)
    if edition.dossier.venue.jurisdiction is Jurisdiction.KR:
        if concerns(edition, PUBLIC_BODY):
            return words.in_all("needed.public_body")
        return words.in_all("needed.advised") if concerns(edition, ADVISED) else None
    if edition.dossier.venue.jurisdiction is not Jurisdiction.CN:
        return None
    reasons = {
        "faces": concerns(edition, *FACES),
        "handed_over": concerns(edition, HANDED_OVER),
        "abroad": holds(edition, ABROAD),
        "automated": holds(edition, AUTOMATED),
    }
    reason = next((name for name, holds_here in reasons.items() if holds_here), None)
    if reason is None and reasons["faces"] is None and edition.dossier.cameras:
        reason = "open"
    return words.in_all(f"needed.{reason}") if reason else None


def heads_of(edition: Edition) -> str:
    """Return whose heads the report follows: of the Measures since they are in force, of PIPL, or Korea's."""
    if law_of(edition) is Jurisdiction.KR:
        return "kr"
    measures = edition.instruments.get("cn-order-19")
    in_force = measures is not None and measures.in_force.on(edition.assessment.as_of)
    return "measures" if in_force and holds(edition, "dossier.recognises") is not False else "pipl"


def build(edition: Edition) -> Form:
    """Return the report."""
    return composed(edition, form_words(ID), report(edition), ARTICLES[heads_of(edition)])


def report(edition: Edition) -> Iterator[Part]:
    """Yield what the report consists of."""
    yield from told.assumed_law(edition)
    yield from _state(edition)
    yield Heading(_say(edition, "sections.about"))
    yield Fields(tuple(_particulars(edition)))
    keys = assessed(edition)
    if keys:
        yield Heading(_say(edition, "sections.object"))
        for key in keys:
            yield from _activity(edition, key)
    yield Heading(_say(edition, "sections.heads"))
    yield from _heads(edition)
    yield Heading(_say(edition, "sections.risks"))
    yield from _risks(edition)
    yield Heading(_say(edition, "sections.conclusion"))
    yield from _conclusion(edition)


def _say(edition: Edition, key: str) -> str:
    return form_words(ID).say(key, edition.lang)


def _state(edition: Edition) -> Iterator[Part]:
    """Yield what a reader must know before relying on the report."""
    made = edition.dossier.assessment
    if made.before_start is False:
        yield Paragraph(_say(edition, "late"), "strong")
    if made.changed_since:
        yield Paragraph(_say(edition, "again"), "strong")


def registration_label(edition: Edition) -> str:
    """Return what the registration number is called in the venue's country."""
    country = edition.dossier.venue.jurisdiction
    names = {Jurisdiction.CN: "credit_code", Jurisdiction.KR: "business_number", None: "registration"}
    return _say(edition, f"fields.{names[country]}")


def _particulars(edition: Edition) -> Iterator[Field]:
    yield answers.field(edition, "operator.name", _say(edition, "fields.operator"))
    yield answers.field(edition, "operator.registration_number", registration_label(edition))
    for path, key in (
        ("operator.address", "address"),
        ("operator.representative", "representative"),
        ("operator.privacy_officer", "officer"),
        ("venue.name", "venue"),
        ("assessment.assessor", "assessor"),
        ("assessment.done_on", "done_on"),
    ):
        yield answers.field(edition, path, _say(edition, f"fields.{key}"))
    yield answers.field(edition, "assessment.third_parties", _say(edition, "fields.third_parties"), lines=2)


def assessed(edition: Edition) -> tuple[str, ...]:
    """Return the ids of the activities the report describes: those the law wants assessed, else all of them."""
    keys = tuple(edition.dossier.activities or ())
    wanted = tuple(key for key in keys if holds(edition, ASSESSED, f"activities.{key}") is not False)
    return wanted or keys


def _activity(edition: Edition, key: str) -> Iterator[Part]:
    base = f"activities.{key}"
    yield Heading(edition.name(base), 2)
    yield Fields(tuple(_described(edition, key)))
    yield told.data_table(edition, key)
    options = told.activity_of(edition, key).options
    if options:
        yield Paragraph(_say(edition, "options.heading"), "strong")
        head = tuple(_say(edition, f"options.{name}") for name in ("method", "serves", "reason"))
        rows = tuple(
            tuple(
                answers.answered(edition, f"{base}.options.{name}.{field}")
                for field in ("method", "serves", "reason")
            )
            for name in options
        )
        yield Grid(head, rows, shares=(24, 20, 56))


def _described(edition: Edition, key: str) -> Iterator[Field]:
    base, activity = f"activities.{key}", told.activity_of(edition, key)
    yield Field(_say(edition, "fields.purpose"), told.purpose(edition, key), 2)
    yield Field(_say(edition, "fields.method"), told.method(edition, key), 2)
    yield answers.field(edition, f"{base}.subjects", _say(edition, "fields.subjects"))
    yield Field(_say(edition, "fields.basis"), _basis(edition, activity))
    yield answers.field(edition, f"{base}.second_uses", _say(edition, "fields.second_uses"))
    if answers.recognises(edition, key) is not False:
        yield answers.field(edition, f"{base}.persons_stored", _say(edition, "fields.persons"))
        yield answers.field(edition, f"{base}.necessity_reason", _say(edition, "fields.necessity"), lines=3)
        yield Field(_say(edition, "fields.other_ways"), other_ways(edition, activity))
    yield Field(told.say(edition, "fields.processors"), answers.named_or_none(edition, f"{base}.processors"))
    yield Field(told.say(edition, "fields.recipients"), answers.named_or_none(edition, f"{base}.recipients"))
    yield answers.field(edition, f"{base}.transfer_abroad")
    yield answers.field(edition, f"{base}.retention.reason", _say(edition, "fields.reason"), lines=2)


def other_ways(edition: Edition, activity: Activity) -> str:
    """Return what people can use instead of their face, as declared; empty while unanswered."""
    if activity.alternatives is not None and not activity.alternatives:
        return edition.say(NONE_OF_THEM)
    offered = (activity.alternatives or {}).values()
    return answers.labels(edition, dict.fromkeys(one.method for one in offered if one.method))


def _basis(edition: Edition, activity: Activity) -> str:
    label = edition.say(activity.legal_basis.label) if activity.legal_basis else ""
    return answers.listed(edition, (label, activity.basis_citation or ""))


def _heads(edition: Edition) -> Iterator[Part]:
    whose = heads_of(edition)
    for number, names in enumerate(HEADS[whose], start=1):
        yield Heading(f"{number}. {_say(edition, f'heads.{whose}.{number}')}", 2)
        written = [answers.answered(edition, f"assessment.{name}") for name in names]
        if any(written):
            yield from (Paragraph(text) for text in written if text)
        else:
            yield Fields((Field("", "", ROOM_FOR_A_HEAD),))


def _risks(edition: Edition) -> Iterator[Part]:
    risks = edition.dossier.assessment.risks or {}
    names = ("number", "risk", "likelihood", "severity", "measure", "residual")
    rows = tuple(
        (
            str(number),
            risk.description or "",
            *(str(level or "") for level in (risk.likelihood, risk.severity)),
            risk.measure or "",
            str(risk.residual or ""),
        )
        for number, risk in enumerate(risks.values(), start=1)
    )
    blank = 0 if rows else BLANK_RISKS
    yield Grid(
        tuple(_say(edition, f"risks.{name}") for name in names), rows, blank, shares=(8, 32, 13, 13, 32, 13)
    )
    marks = (
        Mark(number, risk.likelihood, risk.severity)
        for number, risk in enumerate(risks.values(), start=1)
        if risk.likelihood and risk.severity
    )
    yield RiskMatrix(tuple(marks))
    yield Paragraph(_say(edition, "risks.scale"), "small")


def _conclusion(edition: Edition) -> Iterator[Part]:
    made = edition.dossier.assessment
    choices = tuple(Conclusion)
    ticked = frozenset(at for at, choice in enumerate(choices) if choice is made.conclusion)
    yield Ticks(tuple(shown(choice, edition.lang) for choice in choices), ticked)
    yield Fields(
        (
            answers.field(edition, "assessment.approved_by", _say(edition, "fields.approved_by")),
            answers.field(edition, "assessment.next_review_on", _say(edition, "fields.next_review")),
        )
    )
    yield Signature(tuple(_say(edition, f"sign.{name}") for name in ("assessor", "approver", "date")))
    whose = heads_of(edition)
    if whose != "kr":
        yield Paragraph(_say(edition, "kept.cn" if whose == "measures" else "kept.pipl"), "small")


KINDS = (FormKind(ID, build, needed),)
