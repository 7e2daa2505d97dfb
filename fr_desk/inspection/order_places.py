"""Where an order belongs: the place it is on, what that is called, and what was found there.

An order on something that is not declared belongs to what was found and to nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Texts, texts
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.record import InLanguages, Order
from fr_desk.inspection.recording import Sighting
from fr_desk.inspection.spots import GONE, QUOTED, UNDECLARED, is_there, label_of_place


def is_undeclared(order: Order) -> bool:
    """Tell whether an order is on something that is not declared: of these there may be several at one place."""
    return order.rule is None and order.path in UNDECLARED


def label_of(dossier: Dossier, path: str, item: str | None) -> Texts:
    """Return what the venue calls a place, and the item that a rule was asked of there: “Signs (entrance 2)”."""
    place = label_of_place(dossier, path)
    return texts(QUOTED, title=place, owner=label_of_place(dossier, item)) if item is not None else place


def lies_in(path: str, place: str) -> bool:
    """Tell whether a path is a place of the dossier or a part of it."""
    return path == place or path.startswith(f"{place}.")


def says_as(order: Order, message: Texts) -> bool:
    """Tell whether the words of an order were proposed from this message."""
    proposed = InLanguages.of(message)
    if order.told is not None:
        return order.told == proposed
    return any(order.says == proposed.get(lang) for lang in LANGUAGES)


def row_of(order: Order, rows: Sequence[Compared]) -> Compared | None:
    """Return the place an order belongs to, the nearest above it; ``None`` if it lies in none that is looked at.

    An order on something that is not declared belongs to what was found and to nothing else.
    """
    if order.found is not None or is_undeclared(order):
        here = [row for row in rows if row.path == order.path]
        rests = (row for row in here if any(one.key == order.found for one in row.sightings))
        known = next(rests, None)
        if known is not None or is_undeclared(order):
            older = order.called is None
            return known or (next((row for row in here if row.at_fault), None) if older else None)
    declared = (row for row in rows if row.outcome != "not_declared")
    home = (row for row in declared if lies_in(order.path, row.path))
    return max(home, key=lambda row: len(row.path), default=None)


def name_of_place(order: Order, rows: Sequence[Compared], dossier: Dossier) -> Texts:
    """Return what the place of an order is called: as inspectors know it, else as the dossier has it or once had it."""
    if order.called is not None and not is_there(dossier, order.item or order.path):
        return texts(GONE, name=order.called.texts())
    row = row_of(order, rows)
    if row is None and order.called is not None and is_undeclared(order):
        return order.called.texts()
    if row is not None and order.item is None:
        return row.label
    return label_of(dossier, order.path, order.item)


def rests_on(order: Order, rows: Sequence[Compared]) -> tuple[Sighting, ...]:
    """Return what an order rests on: what anybody found there otherwise than declared, before it was given."""
    row = row_of(order, rows)
    return tuple(
        one
        for one in (row.sightings if row is not None else ())
        if one.observation.outcome != "as_declared"
        and (order.given is None or one.observation.at <= order.given)
    )
