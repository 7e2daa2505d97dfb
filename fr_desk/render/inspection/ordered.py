"""What orders and letters have in common: articles in their verified wording, and what the law lets follow.

Wording is printed as the packs have it: quoted where it was compared with the official text, labelled where it was not,
a summary where no wording is verified. Consequences are the ranges that the packs name, never a forecast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fr_desk.render.edition import Edition
from fr_desk.render.findings import Quotation
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.inspection.words import say
from fr_desk.render.law import wording
from fr_desk.render.lines import Run
from fr_desk.render.styles import ANSWER, INK, MUTED, SMALL
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.findings import Citation, Consequence

CITED = ANSWER.but(size=9, leading=13.5)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One correction, in words.

    Attributes:
        place: what the venue calls the place.
        found: what was found there on site, empty if nobody noted it.
        says: what is to be done, or what is wrong.
        articles: ``instrument/article``.
        rule: id of the rule behind it, empty if none is.
        until: the last day; ``None`` leaves room to write one.
        state: ``right``, ``not_right``, ``on_paper`` or ``unknown``, at a re-inspection.
        state_says: the state in words, with what was found, when and by whom.
    """

    place: str
    says: str
    found: str = ""
    articles: tuple[str, ...] = ()
    rule: str = ""
    until: dt.date | None = None
    state: str = "unknown"
    state_says: str = ""


def citation_of(edition: Edition, article: str) -> Citation | None:
    """Return the citation of ``instrument/article`` as the packs know it, ``None`` if they do not."""
    instrument, _, number = article.partition("/")
    known = edition.instruments.get(instrument)
    if known is None or number not in known.articles:
        return None
    return Citation(instrument=instrument, article=number, verified=known.articles[number].verified)


def articles(edition: Edition, named: Iterable[str]) -> tuple[Cell, ...]:
    """Return articles with their wording, each wording once in a paper."""
    cells: list[Cell] = []
    for article in named:
        citation = citation_of(edition, article)
        if citation is None:
            cells.append(Block(say("order.unknown_article", edition.lang, article=article), CITED))
            continue
        title = Block(edition.cite(citation), CITED.but(bold=True))
        first = edition.first_time(f"wording:{article}")
        cells.append(Stack(title, Quotation(wording(edition, citation)), kept=1) if first else title)
    return tuple(cells)


def consequences(edition: Edition, rules: Iterable[str]) -> Iterator[Block]:
    """Yield what the packs name for breaches of these rules on the day, each once, with its articles."""
    found: dict[str, Consequence] = {}
    for rule in dict.fromkeys(rules):
        for one in _consequences_of(edition, rule):
            found.setdefault(one.says.en + str(one.citations), one)
    for one in found.values():
        cited = SEMICOLON[edition.lang].join(edition.cite(citation) for citation in one.citations)
        yield Block(
            [Run(one.says.get(edition.lang), color=INK), Run(f"\n{cited}", color=MUTED)], SMALL.but(after=4)
        )


def _consequences_of(edition: Edition, rule: str) -> Iterator[Consequence]:
    for pack in edition.packs:
        named = next((one.consequences for one in pack.rules if one.id == rule), ())
        for name in named:
            spec = pack.consequences.get(name)
            if spec and spec.in_force.on(edition.assessment.as_of):
                yield spec.value()
