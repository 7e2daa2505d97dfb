"""The order to put things right, drawn up for an authority to check: numbered, with articles and last days.

It is nobody's official form and claims no effect: number, seal, service and remedies are left to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.platypus import Flowable

from fr_desk.domain.choices import Jurisdiction
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.forms.pdf import Lines, Signatures
from fr_desk.render.inspection.identity import carrying, part_of, venue_name
from fr_desk.render.inspection.ordered import Ordered, articles
from fr_desk.render.inspection.paper import (
    HEAD,
    HEAD_2,
    Cancelled,
    cut,
    joined,
    never,
    paper_pdf,
    title,
)
from fr_desk.render.inspection.record import SEALER
from fr_desk.render.inspection.words import say
from fr_desk.render.listing import TickBox, listing
from fr_desk.render.signatures import INSPECTOR_TIP, NAME, PLACE_DATE, SignatureBlock
from fr_desk.render.standards import EmbeddedFile
from fr_desk.render.styles import ANSWER, BODY, LABEL, STRONG
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.sentences import SEPARATOR

_SAID = 3000


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit an order or a letter rests on, in words."""

    day: str
    inspector: str
    office: str = ""
    present: str = ""


def order_pdf(
    edition: Edition,
    visits: tuple[Visited, ...],
    orders: tuple[Ordered, ...],
    record: EmbeddedFile,
    cancelled: Cancelled = never,
) -> bytes:
    """Return the order as PDF.

    Args:
        edition: the dossier, the law of the day and the language.
        visits: those it rests on, the earliest first; none where it is not recorded.
        orders: what is to be put right.
        record: the record it rests on, which the paper carries.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so.
    """
    heading = say(f"order.title.{country(edition)}", edition.lang)
    pieces = list(_pieces(edition, visits, orders, heading))
    part = part_of(edition, heading, pieces, draft=True)
    return paper_pdf(carrying(edition, part, heading, offices(edition, visits), record), cancelled)


def country(edition: Edition) -> str:
    """Return whose practice the words follow: ``cn``, ``kr`` or ``other``."""
    found = edition.dossier.venue.jurisdiction
    return {Jurisdiction.CN: "cn", Jurisdiction.KR: "kr"}[found] if found else "other"


def offices(edition: Edition, visits: tuple[Visited, ...]) -> str:
    """Return the authorities whose inspectors came, each once."""
    return SEPARATOR[edition.lang].join(dict.fromkeys(one.office for one in visits if one.office))


def addressed(edition: Edition, visits: tuple[Visited, ...]) -> Iterator[Flowable]:
    """Yield the head of a letter: authority, reference, date, and to whom; what is not known is left to write in."""
    lang, operator = edition.lang, edition.dossier.operator
    to = joined(operator.name or venue_name(edition), operator.registration_number or "")
    pairs = (
        (say("order.office", lang), offices(edition, visits)),
        (say("order.number", lang), ""),
        (say("order.date", lang), ""),
        (say("order.to", lang), to),
        (say("venue.representative", lang), operator.representative or ""),
        (say("venue.address", lang), operator.address or edition.dossier.venue.address or ""),
    )
    yield Table((20, 80), [_field(*pair) for pair in pairs], ruled=False, after=8)


def visited_words(edition: Edition, visits: tuple[Visited, ...], key: str) -> Iterator[Flowable]:
    """Yield what the paper rests on: the visits, who was there, and the dossier it was compared with."""
    lang, venue = edition.lang, edition.dossier.venue
    where = venue_name(edition)
    if venue.address:
        where = say("order.at_address", lang, venue=where, address=venue.address)
    for visited in visits:
        who = {"inspector": visited.inspector, "office": visited.office}
        inspector = say("order.who", lang, **who) if visited.office else visited.inspector
        yield Block(say(key, lang, day=visited.day, venue=where, inspector=inspector), BODY)
        if visited.present:
            yield Block(say("order.present", lang, present=visited.present), BODY)
    if not visits:
        yield Table((20, 80), [_field(say("order.no_visit", lang), "")], ruled=False, after=8)
    dossier = {"id": edition.dossier.id or "—", "revision": edition.dossier.revision}
    told = say("order.compared", lang, fingerprint=edition.short_fingerprint, **dossier)
    yield Block(told, BODY)


def ending(edition: Edition, heading: Block, room: Lines) -> Stack:
    """Return the end of a letter, all of it on one page: room to write, who signs and seals, how it was served."""
    lang = edition.lang
    labels = (edition.say(NAME), edition.say(PLACE_DATE), say("order.seal", lang))
    cells = (
        heading,
        room,
        SignatureBlock(say("order.issuer", lang), labels, "", SEALER, edition.say(INSPECTOR_TIP)),
        Block(say("order.service", lang), HEAD_2),
        Signatures(tuple(say(f"order.{one}", lang) for one in ("served", "serving", "received"))),
    )
    return Stack(*cells, gap=12, before=16, kept=len(cells))


def _field(label: str, value: str) -> TableRow:
    return TableRow((Block(label, LABEL), Block(value, ANSWER, most_lines=4) if value else Lines(1)), pad=2.6)


def _pieces(
    edition: Edition, visits: tuple[Visited, ...], orders: tuple[Ordered, ...], heading: str
) -> Iterator[Flowable]:
    lang = edition.lang
    yield from title(heading, say(f"order.lead.{country(edition)}", lang))
    yield from addressed(edition, visits)
    if country(edition) == "kr":
        forms = [say(f"order.forms.{one}", lang) for one in ("order", "correction", "improvement")]
        yield Block(say("order.form", lang), HEAD_2)
        yield listing([TickBox(say("boxed", lang, words=one)) for one in forms], forms)
    yield Block(say("order.facts", lang), HEAD)
    yield from visited_words(edition, visits, "order.visited")
    yield Block(say("order.orders", lang), HEAD)
    if not orders:
        yield Block(say("order.none", lang), BODY)
    for number, order in enumerate(orders, start=1):
        yield from _ordered(edition, number, order)
    yield Block(say("order.answer", lang), HEAD)
    yield Block(say("order.answer_text", lang), BODY)
    yield ending(edition, Block(say("order.remedies", lang), HEAD), Lines(2))


def _ordered(edition: Edition, number: int, order: Ordered) -> Iterator[Flowable]:
    lang = edition.lang
    yield Block(f"{number}. {cut(order.place, 200)}", HEAD_2)
    until: Cell = Lines(1)
    if order.until:
        until = Block(say("order.by_day", lang, day=edition.date(order.until)), STRONG)
    law = articles(edition, order.articles)
    rows: list[tuple[str, Cell]] = []
    if order.found:
        rows.append((say("order.found", lang), Block(cut(order.found, _SAID), ANSWER)))
    rows.append((say("order.correct", lang), Block(cut(order.says, _SAID), ANSWER)))
    rows.append((say("order.law", lang), Stack(*law, gap=3) if law else Lines(1)))
    rows.append((say("order.until", lang), until))
    table = [TableRow((Block(label, LABEL), cell), pad=2.6) for label, cell in rows]
    yield Table((16, 84), table, ruled=False, after=6)
