"""Who is affected by a change of the law, written as a table for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fr_desk.inspection.affected import Affected
from fr_desk.inspection.tables import is_dangerous, plain
from fr_desk.inspection.wanted import Row
from fr_desk.storage.atomic import replace_file

HEADINGS: Final = (
    "name",
    "kind",
    "district",
    "verdict_before",
    "verdict_after",
    "came",
    "went",
    "dossier",
    "path",
)
"""Names of the columns, as scripts rely on them."""


def write_affected(pairs: Iterable[tuple[Row, Affected]], out: Path) -> Path:
    """Write files and what changes for them as CSV; a text like a formula stands after an apostrophe.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    write = csv.writer(buffer, lineterminator="\r\n")
    write.writerow(HEADINGS)
    for row, change in pairs:
        declared = row.result.declared
        own = (declared.name, declared.kind, declared.district) if declared else (row.place.name, "", "")
        rules = (" ".join(change.came), " ".join(change.went))
        told = (
            *own,
            change.before,
            change.after,
            *rules,
            declared.dossier if declared else "",
            row.place.text,
        )
        write.writerow([_quoted(one) for one in told])
    replace_file(out, buffer.getvalue().encode())
    return out


def _quoted(value: str) -> str:
    text = plain(value)
    return f"'{text}" if is_dangerous(text) else text
