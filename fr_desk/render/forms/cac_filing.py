"""The kit for filing face recognition with the cyberspace administration: a list, a check, and the eight papers."""

from __future__ import annotations

from collections.abc import Iterator

from fr_desk.domain.choices import FilingPaper, Jurisdiction
from fr_desk.domain.derived import CAC_FILING, cameras_of
from fr_desk.domain.face_data import persons_stored
from fr_desk.i18n import Texts, spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, impact_assessment, told
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.devices import stands
from fr_desk.render.forms.duty import concerns
from fr_desk.render.forms.filing_check import check
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Part,
    Signature,
    Ticks,
)
from fr_desk.render.forms.texts import form_words

ID = "cac-filing"
DUE = "cn.fr.filing-100k"
MANY = 100_000
ARTICLES = ("cn-order-19/15(1)", "cn-order-19/15(2)", "cn-order-19/15(3)", "cn-filing-notice-2025/2")
PAPERS_LISTED = "cn-filing-notice-2025/3"
ATTACHED = (FilingPaper.LICENCE, FilingPaper.REPRESENTATIVE_ID, FilingPaper.AGENT_ID)
SAFEGUARDS = (
    *("encrypted_at_rest", "encrypted_in_transit", "access_logs", "access_control"),
    *("authorisation_management", "intrusion_detection"),
)
"""What article 14 of the Measures names: encryption, audit, access control, authorisation, intrusion detection."""


def needed(edition: Edition) -> Texts | None:
    """Return why a filing, or the filing of a change, is due."""
    if edition.dossier.venue.jurisdiction is not Jurisdiction.CN:
        return None
    words, filing = form_words(ID), edition.dossier.filings.cac
    due = concerns(edition, DUE)
    if due is None and _counted(edition) >= MANY:
        return words.in_all("needed.open")
    if not due:
        return None
    if not filing.filed:
        return words.in_all("needed.due")
    changed = filing.changed_on is not None and filing.changed_on <= edition.assessment.as_of
    return words.in_all("needed.change") if changed and not filing.change_filed else None


def _counted(edition: Edition) -> int:
    return sum(one.persons_stored or 0 for one in (edition.dossier.activities or {}).values())


def build(edition: Edition) -> Form:
    """Return the kit."""
    laws = (*ARTICLES, PAPERS_LISTED, *impact_assessment.ARTICLES["measures"])
    return composed(edition, form_words(ID), _kit(edition), laws)


def _say(edition: Edition, key: str, **values: object) -> str:
    return form_words(ID).say(key, edition.lang, **values)


def _kit(edition: Edition) -> Iterator[Part]:
    papers = papers_of(edition)
    yield from _contents(edition)
    yield NewPage()
    yield Heading(_say(edition, "check.heading"))
    yield from check(edition, {paper: tuple(parts) for paper, parts in papers.items()})
    for number, (paper, parts) in enumerate(papers.items(), start=1):
        if paper not in ATTACHED[1:]:
            yield NewPage()
        yield Heading(_say(edition, "numbered", number=number, paper=_say(edition, f"papers.{paper}")))
        yield from parts


def papers_of(edition: Edition) -> dict[FilingPaper, tuple[Part, ...]]:
    """Return the eight papers in the order of the notices, without their headings."""
    return {
        FilingPaper.PROCESSOR_SHEET: tuple(_processor_sheet(edition)),
        FilingPaper.APPLICATION_SHEET: tuple(_application_sheet(edition)),
        FilingPaper.ASSESSMENT_REPORT: tuple(_report(edition)),
        FilingPaper.LICENCE: tuple(_attached(edition, "name", "credit_code")),
        FilingPaper.REPRESENTATIVE_ID: tuple(_attached(edition, "representative")),
        FilingPaper.AGENT_ID: tuple(_attached(edition, "agent")),
        FilingPaper.AUTHORISATION: tuple(_authorisation(edition)),
        FilingPaper.COMMITMENT: tuple(_commitment(edition)),
    }


def _contents(edition: Edition) -> Iterator[Part]:
    filing = edition.dossier.filings.cac
    yield Fields(tuple(_deadline(edition)))
    yield Heading(_say(edition, "contents.heading"))
    head = tuple(_say(edition, f"contents.{name}") for name in ("number", "paper", "made", "filed"))
    rows = []
    for number, paper in enumerate(FilingPaper, start=1):
        made = _say(edition, "contents.attach" if paper in ATTACHED else "contents.here")
        known = filing.papers is not None
        filed = (
            _say(edition, "contents.so" if paper in (filing.papers or ()) else "contents.not_so")
            if known
            else ""
        )
        rows.append((str(number), _say(edition, f"papers.{paper}"), made, filed))
    yield Grid(head, tuple(rows), shares=(8, 46, 34, 12))


def _deadline(edition: Edition) -> Iterator[Field]:
    filing = edition.dossier.filings.cac
    yield Field(_say(edition, "deadline.reached"), answers.day(edition, filing.reached_on))
    due = ""
    if filing.reached_on is not None:
        deadline = CAC_FILING.due(filing.reached_on)
        due = edition.date(deadline.day)
        due = _say(edition, "deadline.estimated", date=due) if deadline.estimated else due
    yield Field(_say(edition, "deadline.due"), due)
    yield Field(_say(edition, "deadline.filed_on"), answers.day(edition, filing.filed_on))
    yield Field(_say(edition, "deadline.number"), filing.number or "")
    yield Field(_say(edition, "deadline.authority"))


_SHEET = {
    "name": "operator.name",
    "credit_code": "operator.registration_number",
    "address": "operator.address",
    "representative": "operator.representative",
    "phone": "operator.phone",
    "email": "operator.email",
    "officer": "operator.privacy_officer",
    "employees": "operator.employees",
    "people_total": "organisation.people_total",
    "venue": "venue.name",
    "venue_kind": "venue.kind",
    "venue_address": "venue.address",
}


def _fields(edition: Edition, *keys: str) -> Fields:
    """Return lines of the sheet about the operator; those the dossier does not ask about stay empty."""
    return Fields(
        tuple(
            Field(
                _say(edition, f"sheet.{key}"), answers.answered(edition, _SHEET[key]) if key in _SHEET else ""
            )
            for key in keys
        )
    )


def _processor_sheet(edition: Edition) -> Iterator[Part]:
    yield _fields(edition, *_SHEET, "agent", "agent_phone")
    yield Signature((_say(edition, "sign.representative"), _say(edition, "sign.date")))


def _application_sheet(edition: Edition) -> Iterator[Part]:
    yield _fields(edition, "name", "credit_code", "representative", "phone")
    keys = answers.activities(edition, lambda key, _one: answers.recognises(edition, key) is not False)
    yield Heading(_say(edition, "application.purposes"), 2)
    for key in keys:
        yield Paragraph(edition.name(f"activities.{key}"), "strong")
        yield Fields(tuple(_use(edition, key)))
    if not keys:
        yield Fields(
            tuple(Field(_say(edition, f"application.{name}"), lines=2) for name in ("purpose", "method"))
        )
    yield Heading(_say(edition, "application.numbers"), 2)
    yield _numbers(edition, keys)
    yield Heading(_say(edition, "application.safeguards"), 2)
    rows = tuple(
        (answers.title(edition, path), answers.answered(edition, path))
        for path in (f"safeguards.{name}" for name in SAFEGUARDS)
    )
    head = (_say(edition, "application.measure"), _say(edition, "application.taken"))
    yield Grid(head, rows, shares=(70, 30))
    yield Heading(_say(edition, "application.rules"), 2)
    for key in keys:
        yield Paragraph(edition.name(f"activities.{key}"), "strong")
        yield told.data_table(edition, key)
        yield Fields(tuple(_rules(edition, key)))
    yield Fields((Field(_say(edition, "application.attached"), lines=2),))
    yield Signature((_say(edition, "sign.representative"), _say(edition, "sign.date")))


def _use(edition: Edition, key: str) -> Iterator[Field]:
    base, activity = f"activities.{key}", told.activity_of(edition, key)
    yield Field(_say(edition, "application.purpose"), told.purpose(edition, key), 2)
    yield Field(_say(edition, "application.method"), told.method(edition, key), 2)
    yield answers.field(edition, f"{base}.legal_basis", _say(edition, "application.basis"))
    yield answers.field(edition, f"{base}.subjects", _say(edition, "application.subjects"))
    serving = cameras_of(edition.dossier, key, edition.assessment.as_of).ids
    placed = (
        answers.listed(edition, (edition.name(f"cameras.{one}"), stands(edition, one))) for one in serving
    )
    yield Field(_say(edition, "application.devices"), "\n".join(placed))
    cameras = edition.dossier.cameras or {}
    begun = [day for one in serving if (day := cameras[one].in_service_on) is not None]
    yield Field(_say(edition, "application.since"), answers.day(edition, min(begun, default=None)))
    yield answers.field(edition, f"{base}.necessity_reason", _say(edition, "application.necessity"), lines=2)
    yield Field(_say(edition, "application.other_ways"), impact_assessment.other_ways(edition, activity))


def _numbers(edition: Edition, keys: tuple[str, ...]) -> Grid:
    rows = [
        (edition.name(f"activities.{key}"), answers.answered(edition, f"activities.{key}.persons_stored"))
        for key in keys
    ]
    rows.append((_say(edition, "application.total"), total(edition)))
    head = (_say(edition, "application.activity"), _say(edition, "application.persons"))
    return Grid(head, tuple(rows), shares=(70, 30))


def total(edition: Edition) -> str:
    """Return how many people's faces are stored in all; empty while one activity does not say."""
    number = persons_stored(edition.dossier, "", edition.assessment.as_of)
    if number is None:
        return ""
    return spell_number(number, edition.say(answers.unit("activities.a.persons_stored")))


def _rules(edition: Edition, key: str) -> Iterator[Field]:
    base = f"activities.{key}"
    yield answers.field(edition, f"{base}.storage.leaves_device", _say(edition, "application.leaves"))
    yield answers.field(edition, f"{base}.retention.on_withdrawal", _say(edition, "application.withdrawal"))
    yield Field(told.say(edition, "fields.processors"), answers.named_or_none(edition, f"{base}.processors"))
    yield Field(told.say(edition, "fields.recipients"), answers.named_or_none(edition, f"{base}.recipients"))
    yield answers.field(edition, f"{base}.transfer_abroad")


def _report(edition: Edition) -> Iterator[Part]:
    """Yield the impact assessment report as one of the papers: its headings stand below the paper's."""
    for part in impact_assessment.report(edition):
        yield Heading(part.text, 2) if isinstance(part, Heading) else part


def _attached(edition: Edition, *keys: str) -> Iterator[Part]:
    yield _fields(edition, *keys)
    yield Ticks(tuple(_say(edition, f"attach.{name}") for name in ("whole", "same", "sealed")))


def _authorisation(edition: Edition) -> Iterator[Part]:
    operator = edition.dossier.operator
    yield Paragraph(_say(edition, "authorisation.text"))
    yield Fields(
        (
            Field(_say(edition, "authorisation.operator"), operator.name or ""),
            Field(_say(edition, "sheet.credit_code"), operator.registration_number or ""),
            Field(_say(edition, "sheet.representative"), operator.representative or ""),
            *(
                Field(_say(edition, f"authorisation.{name}"))
                for name in ("agent", "id_number", "phone", "period")
            ),
        )
    )
    yield Signature(tuple(_say(edition, f"sign.{name}") for name in ("representative", "agent", "date")))


def _commitment(edition: Edition) -> Iterator[Part]:
    yield _fields(edition, "name", "credit_code")
    yield Paragraph(_say(edition, "commitment.text"))
    names = ("truthful", "lawful", "changes", "end", "inspection")
    yield Items(tuple(_say(edition, f"commitment.{name}") for name in names), numbered=True)
    yield Signature((_say(edition, "sign.representative"), _say(edition, "sign.date")))


KINDS = (FormKind(ID, build, needed),)
