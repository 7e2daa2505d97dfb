"""The operator's rules for data of children under 14, with its own devices, periods and people filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import (
    CHILDREN,
    ON_CONSENT,
    Matching,
    any_in_force,
    cited,
    law_of,
    matching,
    named,
    unanswered,
)
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Items,
    Paragraph,
    Part,
    Signature,
)
from fr_desk.render.forms.texts import form_words

RULES = form_words("minors-rules")

BASIS: Final = {Jurisdiction.CN: "activity.recognises", Jurisdiction.KR: ON_CONSENT}
"""Which activities the rules are about: in China those that recognise faces, in Korea those that ask for consent."""

LAWS: Final = {
    Jurisdiction.CN: ("cn-pipl/28", "cn-pipl/31", "cn-order-19/7", "cn-nds/21", "cn-minors-online/37"),
    Jurisdiction.KR: ("kr-pipa/22-2(1)", "kr-pipa/22-2(3)", "kr-pipa/37(3)"),
}


def minors_rules(edition: Edition) -> Form:
    """Build the rules for the activities that concern children, or may."""
    found = _concerned(edition)
    keys = found.sure or found.open
    parts: list[Part] = [
        *told.assumed_law(edition),
        *_scope(edition, keys),
        *_list(edition, "before", "age", "consent", "check", "plain", "again"),
        *_data(edition, keys),
        *_people(edition),
        Heading(_say(edition, "guardian.head"), 2),
        Paragraph(_say(edition, "guardian.text")),
        Fields((told.rights(edition)[1],)),
        *_list(edition, "mistake", "mistake", "leak"),
        *_audit(edition),
        Heading(_say(edition, "valid.head"), 2),
        Fields((Field(_say(edition, "valid.since")), Field(_say(edition, "valid.review")))),
        Signature((_say(edition, "valid.approved"), _say(edition, "valid.date"))),
    ]
    return composed(edition, RULES, parts, LAWS[law_of(edition)])


def _say(edition: Edition, key: str, **values: object) -> str:
    return RULES.say(key, edition.lang, **values)


def _concerned(edition: Edition, children: str = CHILDREN) -> Matching:
    return matching(edition, f"({BASIS[law_of(edition)]}) && ({children})")


def _scope(edition: Edition, keys: tuple[str, ...]) -> Iterator[Part]:
    yield Heading(_say(edition, "scope.head"), 2)
    operator, _ = told.who(edition)
    officer = told.field(edition, "officer", edition.dossier.operator.privacy_officer or "")
    yield Fields((operator, told.field(edition, "venue", edition.dossier.venue.name or ""), officer))
    yield Paragraph(_say(edition, "scope.text"))
    rows = tuple(
        (edition.name(f"activities.{key}"), told.purpose(edition, key), _way(edition, key)) for key in keys
    )
    head = tuple(_say(edition, f"scope.{name}") for name in ("activity", "purpose", "other_way"))
    yield Grid(head, rows, blank_rows=0 if rows else 3, shares=(26, 44, 30))


def _way(edition: Edition, key: str) -> str:
    return "" if told.activity_of(edition, key).mandatory else told.other_ways(edition, key)


def _list(edition: Edition, group: str, *names: str) -> Iterator[Part]:
    yield Heading(_say(edition, f"{group}.head"), 2)
    yield Items(tuple(_say(edition, f"{group}.{name}") for name in names), numbered=True)


def _data(edition: Edition, keys: tuple[str, ...]) -> Iterator[Part]:
    yield Heading(_say(edition, "data.head"), 2)
    yield Paragraph(_say(edition, "data.least"))
    if not keys:
        yield told.data_table(*unanswered(edition))
    for key in keys:
        if len(keys) > 1:
            yield Paragraph(edition.name(f"activities.{key}"), "strong")
        yield told.data_table(edition, key)


def _people(edition: Edition) -> Iterator[Part]:
    yield Heading(_say(edition, "people.head"), 2)
    yield Paragraph(_say(edition, "people.only"))
    people = (edition.dossier.safeguards.authorised_people or {}).values()
    rows = tuple((one.name or "", one.role or "") for one in people)
    head = (_say(edition, "people.name"), _say(edition, "people.role"))
    yield Grid(head, rows, blank_rows=0 if rows else 3, shares=(50, 50))
    yield Paragraph(_say(edition, "people.no_sharing"))


def _audit(edition: Edition) -> Iterator[Part]:
    """Yield the yearly audit that Chinese law asks for."""
    if not cited(edition, "cn-minors-online/37") or law_of(edition) is not Jurisdiction.CN:
        return
    yield Heading(_say(edition, "audit.head"), 2)
    yield Paragraph(_say(edition, "audit.text"))
    last = answers.day(edition, edition.dossier.organisation.minors_audited_on)
    yield Fields((Field(_say(edition, "audit.last"), last), Field(_say(edition, "audit.next"))))


def needed(edition: Edition) -> Texts | None:
    """Return why rules are needed: children are among the people, come to the place, or may."""
    found = _concerned(edition)
    if not any_in_force(edition, LAWS):
        return None
    if not found.sure:
        return RULES.in_all("needed.open", activities=named(edition, found.open)) if found.open else None
    listed = _concerned(edition, '"under_14" in activity.subjects').sure
    country = law_of(edition).value.lower()
    which = country if listed else f"{country}_come"
    return RULES.in_all(f"needed.{which}", activities=named(edition, listed or found.sure))


KINDS: Final = (FormKind("minors-rules", minors_rules, needed),)
