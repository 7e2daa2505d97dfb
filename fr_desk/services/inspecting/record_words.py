"""What papers about one venue say: a view, a record and its orders put into words of one language. Makes no files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fr_desk.domain import paths
from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.answers import answer_words
from fr_desk.i18n import N_, Lang, translate
from fr_desk.inspection.declared import DRAFT, INSPECTORS_DIFFER, NO_NAME, Compared
from fr_desk.inspection.order_places import name_of_place, row_of
from fr_desk.inspection.ordering import proposed_words, summary_of
from fr_desk.inspection.record import Order, Record, Visit
from fr_desk.inspection.recording import Sighting, effective, who_of
from fr_desk.inspection.righting import LATE, RIGHTINGS, Righted, Said
from fr_desk.inspection.spots import (
    GROUPS,
    ITEM_LINE,
    Group,
    declared_texts,
    is_there,
    spots,
)
from fr_desk.inspection.view import View
from fr_desk.inspection.words import label_of_article, words_of_standing
from fr_desk.rules.instruments import label_of
from fr_desk.rules.sentences import NOT_ANSWERED, question_of

if TYPE_CHECKING:  # read late: reportlab takes long to import
    from fr_desk.render.edition import Edition
    from fr_desk.render.inspection.order import Visited
    from fr_desk.render.inspection.ordered import Ordered
    from fr_desk.render.inspection.record import FoundLine, PhotoLine, Recorded, VisitLine
    from fr_desk.render.inspection.sheet import OnSite

WALKED: Final[tuple[Group, ...]] = ("cameras", "signs", "alternatives", "clocks", "filings")
"""What is looked at place by place, in the order of a walk."""
ALWAYS: Final[frozenset[Group]] = frozenset({"cameras", "signs"})
"""What stands on a sheet even if nothing is declared."""
BEFORE = N_("Found there before:")
DECLARED_AS = N_("Declared: {words}")
MEANT: Final = 240
"""Characters of what is declared that an order repeats, so that it is known what is meant."""
_JOINT: Final[dict[Lang, str]] = {"zh": "；", "ko": "; ", "en": "; "}


def on_site(view: View, edition: Edition) -> OnSite:
    """Return what the sheet of one venue says."""
    from fr_desk.render.inspection.sheet import LookLine, OnSite, SpotGroup, SpotLine  # noqa: PLC0415 - see above
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - the same

    lang, dossier, found = edition.lang, view.dossier, view.verification
    by_group: dict[Group, list[SpotLine]] = {group: [] for group in WALKED}
    for spot in spots(dossier):
        if spot.group in by_group:
            by_group[spot.group].append(SpotLine(spot.label.get(lang), declared_at(dossier, spot.path, lang)))
    answered = {"cameras": dossier.cameras, "signs": dossier.signs}
    return OnSite(
        standing=words_of_standing(found.standing, lang, sealable=found.form == "pdf"),
        details=tuple(one.get(lang) for one in found.details),
        looks=tuple(
            LookLine(
                look.says.get(lang),
                look.why.get(lang),
                _JOINT[lang].join(
                    label_of(one, edition.instruments, lang, short=True, as_of=view.as_of)
                    for one in look.citations
                ),
            )
            for look in view.looks
        ),
        contradictions=tuple(one.says.get(lang) for one in view.contradictions),
        unanswered=tuple(dict.fromkeys(question_of(dossier, path, lang) for path in view.unanswered)),
        groups=tuple(
            SpotGroup(
                translate(GROUPS[group], lang),
                tuple(lines),
                say("sheet.unlisted" if answered.get(group) is None else "sheet.none_listed", lang),
            )
            for group, lines in by_group.items()
            if lines or group in ALWAYS
        ),
    )


SHORT: Final[dict[str, tuple[str, ...]]] = {
    "cameras": ("kind", "zone", "sees", "picture", "audio", "face_function"),
    "signs": ("kind", "place", "languages", "size"),
}
"""What is said of a device and a sign where there is little room: what can be seen on site."""


def declared_at(dossier: Dossier, path: str, lang: Lang) -> str:
    """Return what is declared at a place, as short as it can be checked on site."""
    collection, _, _ = path.partition(".")
    if collection not in SHORT or not paths.is_item(path):
        return declared_texts(dossier, path).get(lang)
    told = []
    for name in SHORT[collection]:
        here = f"{path}.{name}"
        spec, value = paths.spec_at(here), paths.get(dossier, here)
        words = translate(NOT_ANSWERED, lang) if value is None else answer_words(dossier, spec, value, lang)
        told.append(translate(ITEM_LINE, lang, name=translate(spec.title, lang), answers=words))
    return _JOINT[lang].join(told)


def recorded(
    record: Record,
    dossier: Dossier,
    rows: Sequence[Compared],
    photos: Mapping[str, bytes],
    righted: Sequence[Righted],
    edition: Edition,
) -> Recorded:
    """Return what the paper of a record says.

    Args:
        record: as it is kept; what was taken back is not printed, but stays in the data.
        dossier: what it is about.
        rows: declared against found.
        photos: contents by id, as far as they are at hand.
        righted: what became of the orders that were given.
        edition: the language of the paper, and the law of the day.
    """
    from fr_desk.render.inspection.record import Recorded  # noqa: PLC0415 - see above

    shown, lang = effective(record), edition.lang
    inspectors = {visit.inspector for visit in shown.visits.values()}
    return Recorded(
        same=record.fingerprint == fingerprint(dossier),
        counts=summary_of(rows),
        visits=tuple(_visit(visit, lang) for visit in in_order(shown)),
        found=tuple(_found(row, dossier, lang) for row in rows if row.found is not None),
        not_looked=tuple(row.label.get(lang) for row in rows if row.found is None),
        photos=tuple(_photos(shown, photos, lang)),
        orders=ordered(shown, dossier, orders_in(shown, righted), rows, edition),
        inspector=inspectors.pop() if len(inspectors) == 1 else "",
    )


def in_order(record: Record) -> list[Visit]:
    """Return the visits, the earliest first."""
    return [visit for _, visit in sorted(record.visits.items(), key=lambda one: (one[1].began, one[0]))]


def _visit(visit: Visit, lang: Lang) -> VisitLine:
    from fr_desk.render.inspection.identity import moment  # noqa: PLC0415 - see above
    from fr_desk.render.inspection.record import VisitLine  # noqa: PLC0415 - the same

    times = [moment(when, lang) for when in (visit.began, visit.ended) if when is not None]
    return VisitLine(
        kind=visit.kind,
        time="\n– ".join(times),
        who="\n".join(filter(None, (visit.inspector or translate(NO_NAME, lang), visit.office))),
        present=visit.present or "",
        notes=visit.notes or "",
    )


def _found(row: Compared, dossier: Dossier, lang: Lang) -> FoundLine:
    from fr_desk.render.inspection.record import FoundLine  # noqa: PLC0415 - see above

    assert row.found is not None
    short = row.outcome == "as_declared" and is_there(dossier, row.path)
    more: list[str] = []
    if row.others:
        more += (translate(INSPECTORS_DIFFER, lang), *(_told(one, lang) for one in row.others))
    if row.earlier:
        more += (translate(BEFORE, lang), *(_told(one, lang) for one in row.earlier))
    return FoundLine(
        label=row.label.get(lang),
        declared=declared_at(dossier, row.path, lang) if short else row.declared.get(lang),
        outcome=row.found.observation.outcome,
        says=row.says,
        more=tuple(more),
        who=_who(row.found, lang),
        article=label_of_article(row.article, lang) if row.article else "",
    )


def _who(sighting: Sighting, lang: Lang) -> str:
    from fr_desk.render.inspection.identity import moment  # noqa: PLC0415 - see above

    return f"{moment(sighting.observation.at, lang)}\n{sighting.who_in(lang) or translate(NO_NAME, lang)}"


def _told(one: Sighting, lang: Lang) -> str:
    """Return what somebody found, when, and what was noted, in one line."""
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - see above

    who = _by(one.visit, one.observation.at, lang)
    outcome = say(f"outcome.{one.observation.outcome}", lang)
    key = "record.found_saying" if one.observation.says else "record.found_by"
    return say(key, lang, who=who, outcome=outcome, says=one.observation.says or "")


def _photos(record: Record, contents: Mapping[str, bytes], lang: Lang) -> Iterator[PhotoLine]:
    from fr_desk.render.inspection.identity import moment  # noqa: PLC0415 - see above
    from fr_desk.render.inspection.record import PhotoLine  # noqa: PLC0415 - the same
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - the same

    def when(key: str) -> tuple[bool, object, str]:
        taken = record.photos[key].taken
        return taken is None, taken.isoformat() if taken else "", key

    for key in sorted(record.photos, key=when):
        photo = record.photos[key]
        taken = say("record.taken", lang, moment=moment(photo.taken, lang)) if photo.taken else ""
        yield PhotoLine(photo.name, taken, photo.sha256, contents.get(key))


def orders_in(record: Record, righted: Sequence[Righted]) -> list[tuple[Order, Righted | None]]:
    """Return all orders, those that were given first, with what became of them."""
    given = {one.key: one for one in righted}
    drafts = sorted(key for key in record.orders if key not in given)
    return [(one.order, one) for one in righted] + [(record.orders[key], None) for key in drafts]


def ordered(
    record: Record,
    dossier: Dossier,
    orders: Iterable[tuple[Order, Righted | None]],
    rows: Sequence[Compared],
    edition: Edition,
) -> tuple[Ordered, ...]:
    """Return orders in words.

    Args:
        record: without what was taken back.
        dossier: what it is about.
        orders: each with what became of it, if it was given.
        rows: declared against found, for names and what was found.
        edition: the language of the paper, and the law of the day.
    """
    from fr_desk.render.inspection.ordered import Ordered  # noqa: PLC0415 - see above

    lang = edition.lang
    return tuple(
        Ordered(
            place=name_of_place(order, rows, dossier).get(lang),
            says=proposed_words(order, edition.assessment).words(lang),
            found=_seen_at(order, rows, dossier, lang),
            articles=order.articles,
            rule=order.rule or "",
            until=order.until,
            state=righted.state if righted else "unknown",
            state_says=_state(record, order, righted, lang),
        )
        for order, righted in orders
    )


def _seen_at(order: Order, rows: Sequence[Compared], dossier: Dossier, lang: Lang) -> str:
    """Return what is declared at the place of an order and what everybody found there, a line each, in order."""
    from fr_desk.render.inspection.paper import cut  # noqa: PLC0415 - see above

    row = row_of(order, rows)
    if row is None or row.found is None:
        return ""
    lines = [_told(one, lang) for one in sorted(row.sightings, key=lambda one: one.order)]
    if order.rule is None and row.outcome != "not_declared":
        declared = cut(declared_at(dossier, row.path, lang), MEANT)
        lines.insert(0, translate(DECLARED_AS, lang, words=declared))
    return "\n".join(lines)


def _state(record: Record, order: Order, righted: Righted | None, lang: Lang) -> str:
    from fr_desk.render.inspection.identity import moment  # noqa: PLC0415 - see above

    words = translate(RIGHTINGS[righted.state] if righted else DRAFT, lang)
    visit = record.visits.get(order.done_visit or "")
    who = who_of(visit, lang, translate(NO_NAME, lang)) if visit else ""
    when = moment(order.done_at, lang) if order.done_at else ""
    late = translate(LATE, lang, days=righted.late) if righted and righted.late else ""
    lines = [words, late, order.done_says or "", when, who]
    if righted and righted.seen and order.done is None:
        lines += [righted.seen.observation.says or "", _who(righted.seen, lang)]
    if righted and righted.differs:
        lines.append(translate(INSPECTORS_DIFFER, lang))
    lines += [_said(one, lang) for one in righted.said[1:]] if righted else []
    return "\n".join(filter(None, lines))


def _said(one: Said, lang: Lang) -> str:
    """Return what another inspector said of an order, when, and what was seen, in one line."""
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - see above

    key = "record.found_saying" if one.judgement.says else "record.found_by"
    who, outcome = _by(one.visit, one.judgement.at, lang), translate(RIGHTINGS[one.state], lang)
    return say(key, lang, who=who, outcome=outcome, says=one.judgement.says or "")


def _by(visit: Visit, at: dt.datetime, lang: Lang) -> str:
    from fr_desk.render.inspection.identity import moment  # noqa: PLC0415 - see above
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - the same

    inspector = who_of(visit, lang, translate(NO_NAME, lang))
    return say("record.by", lang, inspector=inspector, moment=moment(at, lang))


def visited(visits: Iterable[Visit], lang: Lang) -> tuple[Visited, ...]:
    """Return the visits a paper rests on, in words."""
    from fr_desk.render.inspection.identity import moment  # noqa: PLC0415 - see above
    from fr_desk.render.inspection.order import Visited  # noqa: PLC0415 - the same

    return tuple(
        Visited(
            moment(visit.began, lang),
            visit.inspector or translate(NO_NAME, lang),
            visit.office or "",
            visit.present or "",
        )
        for visit in visits
    )
