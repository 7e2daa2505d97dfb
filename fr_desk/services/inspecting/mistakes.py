"""What an inspector can get wrong while recording: each class owns its sentence."""

from __future__ import annotations

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_


class NoSuchPlaceError(FrDeskError):
    """A place that the dossier does not have."""

    sentence = N_(
        "The dossier has no place {path}; name one that it lists, or cameras, signs or zones for something new."
    )


class NoVisitYetError(FrDeskError):
    """Something to record before a visit was begun."""

    sentence = N_("No visit has begun; say who inspects, then go on.")


class NoSuchOrderError(FrDeskError):
    """An order that is not in the record."""

    sentence = N_("There is no order {order} in the record; it has: {known}.")


class WrongEntryError(FrDeskError):
    """A text or an article that a record does not take."""

    sentence = N_(
        "The entry on {path} was not taken: texts have up to 10,000 characters, names 200, "
        "an article is written instrument/article."
    )
