"""What another day's law makes of each file, as further columns of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from fr_desk.i18n import N_, Lang
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.tables import Cell, Further
from fr_desk.inspection.wanted import Row
from fr_desk.inspection.words import title_of_rule, words_of_verdict

OTHER_DAY: Final[dict[str, str]] = {
    "against_day": N_("the other day, of --against; the columns below are only there with it"),
    "against_verdict": N_("the verdict by the law of that day"),
    "against_came": N_("rules that are worse on that day: ids in CSV, titles in XLSX"),
    "against_went": N_("rules that are better on that day"),
}
"""Names of the columns with what stands in them."""
TITLES: Final[dict[str, str]] = {
    "against_day": N_("Compared with the law of"),
    "against_verdict": N_("Verdict of that day"),
    "against_came": N_("Worse on that day"),
    "against_went": N_("Better on that day"),
}
"""Headings."""


def columns_of(day: dt.date, found: Iterable[Affected]) -> Further:
    """Return the columns about another day.

    Args:
        day: the other day.
        found: the files that it treats otherwise; of all others it says the same.
    """
    by_number = {one.number: one for one in found}

    def cells(row: Row, lang: Lang, *, worded: bool) -> tuple[Cell, ...]:
        one = by_number.get(row.number)
        verdict = one.after if one else row.result.verdict
        came, went = (one.came, one.went) if one else ((), ())
        if not worded:
            return day, verdict, " ".join(came), " ".join(went)
        comma = "；" if lang == "zh" else "; "
        titles = (
            comma.join(dict.fromkeys(title_of_rule(rule, lang) for rule in one)) for one in (came, went)
        )
        return day, words_of_verdict(verdict, lang), *titles

    return Further(TITLES, cells)
