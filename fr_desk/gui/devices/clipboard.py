"""Blocks of cells as text with tabs, as spreadsheets exchange them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def block_to_text(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as text; a cell with a tab, a line end or a quotation mark stands in quotation marks."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerows([[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows])
    return text.getvalue()


def text_to_block(text: str) -> list[list[str]]:
    """Return the cells in a text, as spreadsheets give them."""
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.removesuffix("\n")
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in plain.split("\n")]
    return [[cell.strip() for cell in row] or [""] for row in rows]
