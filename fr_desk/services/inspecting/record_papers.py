"""What leaves a record, by kind: the order, the letter and the record as PDF, and files for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, get_args

from fr_desk.i18n import Lang
from fr_desk.services.inspecting.handing_out import as_csv, as_json
from fr_desk.services.inspecting.records import OpenRecord
from fr_desk.services.inspecting.targets import Kind
from fr_desk.services.progress import Cancelled, never
from fr_desk.storage.atomic import replace_file

Paper = Literal["order", "letter", "record", "csv", "json"]
KINDS: tuple[Paper, ...] = get_args(Paper)
ENDINGS: dict[Paper, str] = {
    "order": ".pdf",
    "letter": ".pdf",
    "record": ".pdf",
    "csv": ".csv",
    "json": ".json",
}

TARGETS: dict[Paper, Kind] = {
    "order": "record",
    "letter": "record",
    "record": "record",
    "csv": "csv",
    "json": "json",
}
"""What each is to the check of the file it is written to."""


def write_paper(
    kind: Paper, opened: OpenRecord, out: Path, lang: Lang | None, cancelled: Cancelled = never
) -> Path:
    """Write one paper of a record.

    Args:
        kind: which.
        opened: the record.
        out: the file.
        lang: of the paper; the venue's if ``None``.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so.
        FileError: if the system refuses; the old file is then as it was.
    """
    if kind in {"csv", "json"}:
        replace_file(out, data_of(kind, opened, lang))
        return out
    from fr_desk.services.inspecting import papers  # noqa: PLC0415 - data are written without them

    record, dossier = opened.record, opened.dossier
    if kind == "order":
        return papers.write_order(record, dossier, out, lang)
    if kind == "letter":
        return papers.write_reinspection(record, dossier, out, lang)
    photos, places = opened.contents.photos, opened.places
    return papers.write_record(record, dossier, out, lang, places=places, photos=photos, cancelled=cancelled)


def data_of(kind: Paper, opened: OpenRecord, lang: Lang | None) -> bytes:
    """Return the record for other programs, as a table (``csv``) or with everything in it (``json``)."""
    rows, righted = opened.rows(), opened.righted()
    if kind == "csv":
        return as_csv(opened.record, opened.dossier, rows, righted, lang or opened.lang)
    return json.dumps(as_json(opened.record, rows, righted), ensure_ascii=False, indent=1).encode() + b"\n"
