"""How signs are to be printed: choices of layout and optional words. No rule reads them."""

from __future__ import annotations

from fr_desk.domain.choices import Language, PaperSize, SignItem, SignKind
from fr_desk.domain.schema import Id, LongText, Text, Value, answer
from fr_desk.i18n import N_


class SignDesign(Value):
    """How one sign is printed. What is left empty follows the answers and the country's list of items."""

    kind: SignKind | None = answer(N_("Kind of sign"))
    activity: Id | None = answer(
        N_("For the activity"),
        help=N_("One sign for each activity that recognises faces; empty for signs about the whole venue."),
        refers_to="activities",
    )
    headline: Text | None = answer(N_("Words of the headline"), help=N_("Instead of the usual words."))
    extra: LongText | None = answer(
        N_("A sentence of your own"), help=N_("Printed above the small print."), long=True
    )
    left_out: tuple[SignItem, ...] | None = answer(
        N_("Items left out"), help=N_("Only items that no law of the country demands.")
    )
    languages: tuple[Language, ...] | None = answer(
        N_("Languages on the sign"), help=N_("Up to three, the main one first."), many=3
    )
    size: PaperSize | None = answer(N_("Size"))
    landscape: bool | None = answer(N_("Landscape"))
    reading_distance: float | None = answer(
        N_("Reading distance"),
        help=N_("From how far away people must be able to read the headline."),
        unit="m",
        ge=0.3,
        le=30,
    )
