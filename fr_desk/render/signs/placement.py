"""The placement list: which sign goes where, how high, how many, how large, and what hangs there already."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, PageTemplate

from fr_desk.domain.canonical import fingerprint, grouped
from fr_desk.domain.choices import PaperSize, SignItem, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import Sign
from fr_desk.i18n import Lang, Texts, translate, written_date
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.fonts import family
from fr_desk.render.furniture import page_frame
from fr_desk.render.lines import Run
from fr_desk.render.sheet import Sheet
from fr_desk.render.signs.answers import zone_list
from fr_desk.render.signs.layout import Layout
from fr_desk.render.signs.paper import day_of, layout_of
from fr_desk.render.signs.plan import PlannedSign, plan_signs
from fr_desk.render.signs.words import PlacementWords, fill, placement_words
from fr_desk.render.standards import About, finish
from fr_desk.render.styles import BODY, INK, MARGIN, MUTED, PAGE_HEIGHT, PAGE_WIDTH, SMALL, TONES, Style
from fr_desk.render.table import Table, TableRow
from fr_desk.render.text import NO_BREAK, printable
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import SEPARATOR

WIDTH, HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
"""The page lies."""
TITLE = Style(19, 27, bold=True, after=2, tag="H1")
HEADING = Style(12, 18, bold=True, before=12, after=3, tag="H2")
CELL = Style(8.5, 12.5)
STRONG = CELL.but(bold=True)
QUIET = Style(7.5, 11, MUTED)
_FAMILIES: dict[SignKind, frozenset[SignKind]] = {
    SignKind.FACE_AREA: frozenset({SignKind.FACE_AREA, SignKind.FACE_TERMINAL}),
    SignKind.FACE_TERMINAL: frozenset({SignKind.FACE_AREA, SignKind.FACE_TERMINAL}),
}
"""Kinds that say the same to people."""


def placement_pdf(
    dossier: Dossier,
    lang: Lang,
    *,
    langs: Iterable[Lang] | None = None,
    size: PaperSize | None = None,
    landscape: bool | None = None,
    distance: float | None = None,
) -> bytes:
    """Return the placement list as PDF.

    Args:
        dossier: the answers.
        lang: of the list.
        langs: of the signs, if they are not printed as their designs say; the rest as in
            :func:`~fr_desk.render.signs.paper.sign_pdf`.
        size: of the paper.
        landscape: whether the signs lie.
        distance: metres from which the headlines are to be read.
    """
    asked = tuple(langs) if langs else None

    def layout(sign: PlannedSign) -> Layout:
        return layout_of(sign, dossier, None, asked, size, landscape=landscape, distance=distance)

    words = placement_words()
    out = io.BytesIO()
    document = _Document(out, dossier, lang)
    document.build([*_story(dossier, lang, words, layout)], canvasmaker=Sheet)
    venue = printable(dossier.venue.name or dossier.operator.name or "FR Desk")
    about = About(
        title=f"{words.title.get(lang)} · {venue}",
        author=printable(dossier.operator.name or venue),
        lang=lang,
        day=day_of(dossier),
        fingerprint=fingerprint(dossier),
    )
    return finish(out.getvalue(), document.canv.root, about)


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a sign belongs.

    Attributes:
        sign: what hangs there.
        zone: id of the zone; empty if that is not answered.
        copies: how many.
        hanging: the signs of that kind that hang there already.
    """

    sign: PlannedSign
    zone: str
    copies: int
    hanging: tuple[Sign, ...]


def places_of(dossier: Dossier) -> tuple[Place, ...]:
    """Return the places of all signs, in the order of the signs."""
    return tuple(place for sign in plan_signs(dossier) for place in _places(dossier, sign))


def _places(dossier: Dossier, sign: PlannedSign) -> Iterator[Place]:
    cameras = dossier.cameras or {}
    for zone in sign.zones or ("",):
        devices = sum(cameras[key].zone == zone for key in sign.devices)
        copies = max(devices, 1) if sign.kind is SignKind.FACE_TERMINAL else 1
        yield Place(sign, zone, copies, tuple(_hanging(dossier, sign, zone)))


def _hanging(dossier: Dossier, sign: PlannedSign, zone: str) -> Iterator[Sign]:
    """Yield the signs that hang in a zone and say what ``sign`` says; at the entrance, wherever they hang."""
    alike = _FAMILIES.get(sign.kind, frozenset({sign.kind}))
    anywhere = sign.kind is SignKind.BUILDING_ENTRANCE and zone == next(iter(sign.zones), "")
    for one in (dossier.signs or {}).values():
        known = anywhere and one.zone not in sign.zones
        if one.kind in alike and (one.zone == zone or known):
            yield one


def _story(
    dossier: Dossier, lang: Lang, words: PlacementWords, layout: Callable[[PlannedSign], Layout]
) -> Iterator[Flowable]:
    venue = dossier.venue.name
    yield Block([Run(words.title.get(lang))], TITLE, lang=lang)
    if venue:
        yield Block(venue, BODY)
    yield Block(words.intro.get(lang), BODY, lang=lang)
    places = places_of(dossier)
    if places:
        layouts = {sign.id: layout(sign) for sign in plan_signs(dossier)}
        yield _table(dossier, places, lang, words, layouts)
    else:
        yield Block(words.nothing.get(lang), BODY, lang=lang)
    others = [*_others(dossier, places)]
    if others:
        yield Block(words.others.get(lang), HEADING, lang=lang)
        yield _other_signs(dossier, others, lang, words)
    yield Block(words.notes_title.get(lang), HEADING, lang=lang)
    for note in words.notes:
        yield Block(note.get(lang), SMALL.but(after=3), lang=lang)


def _table(
    dossier: Dossier,
    places: tuple[Place, ...],
    lang: Lang,
    words: PlacementWords,
    layouts: Mapping[str, Layout],
) -> Table:
    heads = words.heads
    titles = (heads.sign, heads.where, heads.height, heads.copies, heads.size, heads.hangs)
    rows = []
    told: set[str] = set()
    for place in places:
        again = place.sign.id in told
        told.add(place.sign.id)
        cells = (
            _sign_cell(dossier, place.sign, lang, words, again=again),
            _where_cell(dossier, place, lang, words),
            Block(_height(place.sign.kind, words).get(lang), CELL),
            Block(str(place.copies), CELL),
            Block(_size(layouts[place.sign.id], lang, words), CELL),
            _hanging_cell(place, layouts[place.sign.id], dossier, lang, words),
        )
        rows.append(TableRow(cells))
    return Table((25, 23, 11, 6, 15, 20), rows, [title.get(lang) for title in titles])


def _sign_cell(
    dossier: Dossier, sign: PlannedSign, lang: Lang, words: PlacementWords, *, again: bool
) -> Cell:
    """Return the name of a sign; how needed it is and why only where it stands first."""
    level: Texts = getattr(words, sign.level)
    name = Block([Run(sign.name(dossier).get(lang), bold=True)], STRONG)
    if again:
        return name
    reason = f"{level.get(lang)} · {sign.why.get(lang)}"
    return Stack(name, Block(reason, QUIET), gap=1)


def _where_cell(dossier: Dossier, place: Place, lang: Lang, words: PlacementWords) -> Cell:
    zone = (dossier.zones or {}).get(place.zone)
    name = zone_list(dossier, [place.zone]).get(lang) if zone else words.no_zone.get(lang)
    if zone and zone.name:
        name = zone.name
    if zone and zone.floor:
        name = fill(words.floor, lang, zone=name, floor=zone.floor)
    exact = next((one.place for one in place.hanging if one.place), None)
    spot = exact or words.spots[place.sign.kind].get(lang)
    return Stack(Block(name, CELL), Block(spot, QUIET), gap=1)


def _height(kind: SignKind, words: PlacementWords) -> Texts:
    return words.height.counter if kind is SignKind.CONSENT else words.height.wall


def _size(layout: Layout, lang: Lang, words: PlacementWords) -> str:
    way = words.sideways if layout.wish.landscape else words.upright
    distance = f"{layout.read_from:.1f}"
    told = fill(words.size, lang, size=layout.wish.size.value, way=way.get(lang), distance=distance)
    return told.replace(f"{distance} ", f"{distance}{NO_BREAK}")


def _hanging_cell(place: Place, layout: Layout, dossier: Dossier, lang: Lang, words: PlacementWords) -> Cell:
    said = words.hanging
    if not place.hanging:
        if dossier.signs is None:
            nothing, outcome = said.unknown, Outcome.OPEN
        elif place.sign.level == "must":
            nothing, outcome = said.missing, Outcome.BREACHED
        else:
            nothing, outcome = said.advised, Outcome.REVIEW
        return Block([Run(nothing.get(lang), bold=True, color=TONES[outcome])], CELL)
    mandatory = frozenset(layout.facts.mandatory)
    cells = [Block(_hangs(one, layout, mandatory, lang, words), CELL) for one in place.hanging]
    return Stack(*cells, gap=3)


def _hangs(
    one: Sign, layout: Layout, mandatory: frozenset[SignItem], lang: Lang, words: PlacementWords
) -> list[Run]:
    """Return what is known of a sign that hangs: since when, and what is wrong with it."""
    said = words.hanging
    since = (
        fill(said.since, lang, day=written_date(one.put_up_on, lang))
        if one.put_up_on
        else said.there.get(lang)
    )
    runs = [Run(since, color=INK)]
    faults = []
    if one.conspicuous is False:
        faults.append(said.hidden.get(lang))
    lacking = [item for item in SignItem if item in mandatory and item not in (one.items or ())]
    if one.items is not None and lacking:
        items = SEPARATOR[lang].join(translate(item.label, lang) for item in lacking)
        faults.append(fill(said.lacks, lang, items=items))
    if one.size is not None and one.size is not layout.wish.size:
        runs.append(Run(f"\n{fill(said.smaller, lang, size=one.size.value)}", color=MUTED))
    runs += [Run(f"\n{fault}", bold=True, color=TONES[Outcome.BREACHED]) for fault in faults]
    return runs


def _others(dossier: Dossier, places: tuple[Place, ...]) -> Iterator[Sign]:
    listed = {id(one) for place in places for one in place.hanging}
    yield from (one for one in (dossier.signs or {}).values() if id(one) not in listed)


def _other_signs(dossier: Dossier, signs: list[Sign], lang: Lang, words: PlacementWords) -> Table:
    rows = []
    for one in signs:
        kind = translate(one.kind.label, lang) if one.kind else "—"
        zone = (dossier.zones or {})[one.zone] if one.zone else None
        where = (
            (zone.name or zone_list(dossier, [one.zone or ""]).get(lang)) if zone else words.no_zone.get(lang)
        )
        place = f"{where}{SEPARATOR[lang]}{one.place}" if one.place else where
        rows.append(TableRow((Block(kind, STRONG), Block(place, CELL))))
    heads = [words.heads.sign.get(lang), words.heads.where.get(lang)]
    return Table((30, 70), rows, heads)


class _Document(BaseDocTemplate):
    """Lying pages with the fingerprint and the number of the page at their feet."""

    def __init__(self, out: io.BytesIO, dossier: Dossier, lang: Lang) -> None:
        super().__init__(
            out, pagesize=(WIDTH, HEIGHT), initialFontName=family().regular.name, invariant=1, lang=lang
        )
        frame = page_frame(MARGIN, MARGIN + 14, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - 14)
        mark = grouped(fingerprint(dossier))
        self.addPageTemplates(PageTemplate("page", [frame], onPage=lambda canvas, _doc: _foot(canvas, mark)))


def _foot(canvas: Any, mark: str) -> None:
    with canvas.artifact():
        Block(f"FR Desk · {mark}", SMALL, most_lines=1).paint(canvas, MARGIN, MARGIN + 6, WIDTH / 2)
        baseline = MARGIN + 6 - SMALL.size - 1.5
        canvas.number("{page} / {pages}", WIDTH - MARGIN, baseline, SMALL.but(align="right"))
