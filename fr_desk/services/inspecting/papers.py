"""Use cases that print an inspection: the report, and what follows from a record. The renderers are read late.

Files are written whole or not at all; the same input gives the same bytes. Plans and sheets are made in the module on
rounds, and are offered here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.inspection.declared import Compared, compared
from fr_desk.inspection.judging import standing
from fr_desk.inspection.looks import looks
from fr_desk.inspection.order_places import rests_on
from fr_desk.inspection.record import Order, Record, Visit, VisitKind
from fr_desk.inspection.record_file import RECORD_PART, record_json
from fr_desk.inspection.recording import effective
from fr_desk.inspection.righting import Righted, righted
from fr_desk.inspection.spots import Spot, spots
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from fr_desk.services import assess, venue_language
from fr_desk.services.inspecting.paper_words import report_of
from fr_desk.services.inspecting.record_words import in_order, ordered, orders_in, recorded, visited
from fr_desk.services.inspecting.rounds import (
    make_plan,
    make_sheet,
    sample_json,
    write_plan,
    write_round,
    write_sheet,
    write_sheets,
    written,
)
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard

if TYPE_CHECKING:  # read late: reportlab takes long to import
    from fr_desk.render.edition import Edition
    from fr_desk.render.standards import EmbeddedFile

__all__ = [
    "make_order",
    "make_plan",
    "make_record",
    "make_reinspection",
    "make_sheet",
    "sample_json",
    "write_order",
    "write_plan",
    "write_record",
    "write_reinspection",
    "write_report",
    "write_round",
    "write_sheet",
    "write_sheets",
]


def write_report(
    rows: Sequence[Row],
    out: Path,
    lang: Lang,
    *,
    as_of: dt.date,
    sources: Sequence[Path] = (),
    wanted: Wanted | None = None,
    total: int | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write the report on a portfolio.

    Args:
        rows: those that are shown, in their order.
        out: the file.
        lang: of the report.
        as_of: the day whose law was applied.
        sources: what was inspected.
        wanted: the filter behind the rows.
        total: files of the whole portfolio; the rows if omitted.
        progress: is told how many rows are laid out.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; the old file is then as it was.
    """
    from fr_desk.render.inspection.report import report_pdf  # noqa: PLC0415 - reportlab takes long to import

    stop = cancelled or never
    report = report_of(rows, lang, as_of=as_of, sources=sources, wanted=wanted, total=total)
    go_on(stop)
    data = report_pdf(report, lang, progress or unheard, stop)
    return written(out, data, stop)


def make_record(
    record: Record,
    dossier: Dossier,
    lang: Lang | None = None,
    *,
    places: Sequence[Spot] | None = None,
    photos: Mapping[str, bytes] | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """Return the paper of a record as PDF; the arguments are those of :func:`write_record`."""
    from fr_desk.render.inspection.record import record_pdf  # noqa: PLC0415 - the same

    edition = _edition(dossier, lang, in_order(effective(record))[-1:])
    fates = _fates(record, dossier, edition.assessment)
    rows = _rows(record, edition, places)
    paper = recorded(record, dossier, rows, photos or {}, fates, edition)
    return record_pdf(edition, paper, _carried(record), cancelled or never)


def write_record(
    record: Record,
    dossier: Dossier,
    out: Path,
    lang: Lang | None = None,
    *,
    places: Sequence[Spot] | None = None,
    photos: Mapping[str, bytes] | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write the paper of a record, which carries the record itself.

    Args:
        record: the record.
        dossier: what it is about.
        out: the file.
        lang: of the paper; the venue's if omitted.
        places: to look at; those of the day of the last visit if omitted.
        photos: contents by the ids in the record, as far as they are at hand.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; the old file is then as it was.
    """
    data = make_record(record, dossier, lang, places=places, photos=photos, cancelled=cancelled)
    return written(out, data, cancelled or never)


def make_order(
    record: Record,
    dossier: Dossier,
    lang: Lang | None = None,
    *,
    visit: str = "",
    orders: Sequence[str] = (),
) -> bytes:
    """Return the order to put things right as PDF; the arguments are those of :func:`write_order`."""
    from fr_desk.render.inspection.order import order_pdf  # noqa: PLC0415 - the same

    shown = effective(record)
    last = _last(shown, "inspection")
    edition = _edition(dossier, lang, _named(shown, visit) or last)
    fates = _fates(record, dossier, edition.assessment)
    chosen = [one for one in orders_in(shown, fates) if _to_order(shown, *one, visit, orders)]
    rows = _rows(record, edition)
    behind = _named(shown, visit) or _ordered_at(shown, (one for one, _ in chosen), rows) or last
    if behind[-1:] != last:
        edition = _edition(dossier, lang, behind)
    words = ordered(shown, dossier, chosen, rows, edition)
    return order_pdf(edition, visited(behind, edition.lang), words, _carried(record))


def write_order(
    record: Record,
    dossier: Dossier,
    out: Path,
    lang: Lang | None = None,
    *,
    visit: str = "",
    orders: Sequence[str] = (),
) -> Path:
    """Write the order to put things right, for the authority to check.

    Args:
        record: the record.
        dossier: what it is about.
        out: the file.
        lang: of the order; the venue's if omitted.
        visit: id of the visit it rests on; if omitted, all at which the orders were given or what they are about was
            found, and the last inspection where there is none.
        orders: ids of what is ordered; if omitted, what was given and is not put right, else all drafts.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    return written(out, make_order(record, dossier, lang, visit=visit, orders=orders), never)


def make_reinspection(
    record: Record, dossier: Dossier, lang: Lang | None = None, *, visit: str = ""
) -> bytes:
    """Return the letter after a re-inspection as PDF; the arguments are those of :func:`write_reinspection`."""
    from fr_desk.render.inspection.reinspection import reinspection_pdf  # noqa: PLC0415 - the same

    shown = effective(record)
    last = _last(shown, "reinspection")
    edition = _edition(dossier, lang, _named(shown, visit) or last)
    fates = _fates(record, dossier, edition.assessment)
    behind = _named(shown, visit) or _looked_at(shown, fates) or last
    given = [(one.order, one) for one in fates]
    words = ordered(shown, dossier, given, _rows(record, edition), edition)
    return reinspection_pdf(edition, visited(behind, edition.lang), words, _carried(record))


def write_reinspection(
    record: Record, dossier: Dossier, out: Path, lang: Lang | None = None, *, visit: str = ""
) -> Path:
    """Write the letter after a re-inspection, for the authority to check.

    Args:
        record: the record.
        dossier: what it is about, in the version that was held against the place.
        out: the file.
        lang: of the letter; the venue's if omitted.
        visit: id of the re-inspection; if omitted, all at which what was ordered was looked at, and the last where
            there is none.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    return written(out, make_reinspection(record, dossier, lang, visit=visit), never)


def _carried(record: Record) -> EmbeddedFile:
    """Return the record as its papers carry it: all of it, so that they can be checked and the record read again."""
    from fr_desk.render.standards import EmbeddedFile  # noqa: PLC0415 - the same

    return EmbeddedFile(RECORD_PART, record_json(record), "Source")


def _edition(dossier: Dossier, lang: Lang | None, visits: Sequence[Visit]) -> Edition:
    """Return dossier and language under the law of the day of the last of these visits; else the dossier's own."""
    from fr_desk.render.edition import Edition  # noqa: PLC0415 - the same

    language, day = lang or venue_language(dossier), visits[-1].began.date() if visits else None
    return Edition(dossier, assess(dossier, day), packs_for(dossier), language, fingerprint(dossier))


def _rows(record: Record, edition: Edition, places: Sequence[Spot] | None = None) -> tuple[Compared, ...]:
    """Return declared against found, at these places or at those that are looked at under the law of the day."""
    dossier = edition.dossier
    wanted = spots(dossier, looks(dossier, edition.assessment)) if places is None else places
    return compared(record, dossier, wanted)


def _named(record: Record, key: str) -> list[Visit]:
    return [record.visits[key]] if key in record.visits else []


def _last(record: Record, kind: VisitKind) -> list[Visit]:
    return [one for one in in_order(record) if one.kind == kind][-1:]


def _ordered_at(record: Record, orders: Iterable[Order], rows: Sequence[Compared]) -> list[Visit]:
    """Return the visits that orders rest on: where they were given, and where it was found what they are about."""
    keys: set[str] = set()
    for order in orders:
        keys |= {one.observation.visit for one in rests_on(order, rows)}
        keys |= {order.visit} if order.visit else set()
    return _these(record, keys)


def _looked_at(record: Record, fates: Iterable[Righted]) -> list[Visit]:
    """Return the visits at which somebody said or saw what became of the orders."""
    keys: set[str] = set()
    for one in fates:
        said = {visit for visit, _ in standing(one.order)}
        keys |= said or ({one.seen.observation.visit} if one.seen else set())
    return _these(record, keys)


def _these(record: Record, keys: Collection[str]) -> list[Visit]:
    wanted = [record.visits[key] for key in keys if key in record.visits]
    return [one for one in in_order(record) if any(one is visit for visit in wanted)]


def _fates(record: Record, dossier: Dossier, assessment: Assessment) -> tuple[Righted, ...]:
    return righted(record, assessment.as_of, dossier, assessment)


def _to_order(record: Record, order: Order, fate: Righted | None, visit: str, wanted: Sequence[str]) -> bool:
    """Tell whether an order belongs on the paper."""
    if wanted:
        return any(record.orders.get(key) is order for key in wanted)
    if visit and order.visit not in {None, visit}:
        return False
    any_given = any(one.given is not None for one in record.orders.values())
    return (fate is not None and fate.state != "right") if any_given else True
