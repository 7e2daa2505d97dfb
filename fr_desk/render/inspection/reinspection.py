"""The letter after a re-inspection: what was ordered, what was put right, what was not, what the law lets follow.

Drawn up for an authority to check; it decides nothing and forecasts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from fr_desk.i18n import spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Stack
from fr_desk.render.forms.pdf import Lines
from fr_desk.render.inspection.identity import carrying, part_of
from fr_desk.render.inspection.order import Visited, addressed, ending, offices, visited_words
from fr_desk.render.inspection.ordered import Ordered, articles, consequences
from fr_desk.render.inspection.paper import (
    CELL,
    HEAD,
    HEAD_2,
    NAME_CELL,
    Cancelled,
    cut,
    never,
    paper_pdf,
    title,
)
from fr_desk.render.inspection.words import say
from fr_desk.render.lines import Run
from fr_desk.render.standards import EmbeddedFile
from fr_desk.render.styles import ANSWER, BODY, STRONG, TONES
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.findings import Outcome

_TONES = {"right": Outcome.MET, "not_right": Outcome.BREACHED, "on_paper": Outcome.REVIEW}
_SAID = 1200


def reinspection_pdf(
    edition: Edition,
    visits: tuple[Visited, ...],
    orders: tuple[Ordered, ...],
    record: EmbeddedFile,
    cancelled: Cancelled = never,
) -> bytes:
    """Return the letter as PDF.

    Args:
        edition: the dossier, the law of the day and the language.
        visits: the re-inspections, the earliest first.
        orders: what was ordered, with what became of it.
        record: the record it rests on, which the paper carries.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so.
    """
    heading = say("reinspection.title", edition.lang)
    part = part_of(edition, heading, list(_pieces(edition, visits, orders, heading)), draft=True)
    return paper_pdf(carrying(edition, part, heading, offices(edition, visits), record), cancelled)


def _pieces(
    edition: Edition, visits: tuple[Visited, ...], orders: tuple[Ordered, ...], heading: str
) -> Iterator[Flowable]:
    lang = edition.lang
    yield from title(heading, say("reinspection.lead", lang))
    yield from addressed(edition, visits)
    yield Block(say("reinspection.facts", lang), HEAD)
    yield from visited_words(edition, visits, "reinspection.visited")
    done = sum(one.state == "right" for one in orders)
    missed = [(number, one) for number, one in enumerate(orders, start=1) if one.state == "not_right"]
    counts = {
        "all": len(orders),
        "done": done,
        "missed": len(missed),
        "open": len(orders) - done - len(missed),
    }
    words = {key: spell_number(count) for key, count in counts.items()}
    yield Block(say("reinspection.counts", lang, **words), STRONG)
    yield Block(say("reinspection.result", lang), HEAD)
    yield _results(edition, orders) if orders else Block(say("record.no_orders", lang), BODY)
    yield Block(say("reinspection.missed", lang), HEAD)
    if orders and done == len(orders):
        yield Block(say("reinspection.all_done", lang), BODY)
    elif not missed:
        yield Block(say("nothing", lang), BODY)
    for number, order in missed:
        yield from _missed(edition, number, order)
    yield ending(edition, Block(say("reinspection.then", lang), HEAD), Lines(3))


def _results(edition: Edition, orders: tuple[Ordered, ...]) -> Table:
    rows = []
    for number, order in enumerate(orders, start=1):
        ordered = Stack(
            Block(cut(order.place, 200), NAME_CELL, most_lines=3),
            Block(cut(order.says, _SAID), CELL, most_lines=8),
        )
        tone = TONES[_TONES.get(order.state, Outcome.OPEN)]
        state, _, more = cut(order.state_says, _SAID).partition("\n")
        result = [Run(state, bold=True, color=tone), Run(f"\n{more}" if more else "")]
        until = edition.date(order.until) if order.until else "—"
        rows.append(TableRow((Block(str(number), CELL), ordered, Block(until, CELL), Block(result, CELL))))
    columns = ("number", "ordered", "until", "result")
    return Table(
        (6, 46, 18, 30), rows, [say(f"reinspection.columns.{name}", edition.lang) for name in columns]
    )


def _missed(edition: Edition, number: int, order: Ordered) -> Iterator[Flowable]:
    lang = edition.lang
    yield Block(f"{number}. {cut(order.place, 200)}", HEAD_2)
    yield Block(cut(order.says, _SAID), ANSWER)
    yield from articles(edition, order.articles)
    told = list(consequences(edition, (order.rule,) if order.rule else ()))
    first, *others = told or [Block(say("reinspection.no_rule", lang), BODY)]
    head = Block(say("reinspection.follows", lang), STRONG)
    yield Stack(head, first, gap=4, before=8, kept=1)
    yield from others
