"""Use cases of a round: the plan for a sample, the sheets to take along, and both together. Renderers are read late.

Files are written whole or not at all; the same input gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fr_desk.domain.canonical import fingerprint
from fr_desk.errors import FrDeskError
from fr_desk.i18n import Lang
from fr_desk.inspection.sampling import Sample
from fr_desk.inspection.view import View
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.paths import Folders
from fr_desk.rules.bundled import packs_for
from fr_desk.services import venue_language
from fr_desk.services.inspecting.one import view_at
from fr_desk.services.inspecting.paper_words import in_visiting_order, name_of_row, plan_of
from fr_desk.services.inspecting.record_words import on_site
from fr_desk.services.printing import file_stem
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.folder import write_folder, write_zip

if TYPE_CHECKING:  # read late: reportlab takes long to import
    from fr_desk.render.edition import Edition
    from fr_desk.render.inspection.sheet import OnSite

PLAN, SAMPLE, SHEETS = "plan.pdf", "sample.json", "sheets"
"""Names below the folder of a round."""
CHOOSE = tuple(one.name for one in fields(Wanted) if one.name not in {"sort", "descending", "group"})
"""The parts of a filter that choose rows."""
Failed = Callable[[Row, FrDeskError], None]


def make_plan(
    sample: Sample,
    lang: Lang,
    *,
    as_of: dt.date,
    sources: Sequence[Path] = (),
    wanted: Wanted | None = None,
    lacks: Sequence[str] = (),
    cancelled: Cancelled | None = None,
) -> bytes:
    """Return the plan for a sample as PDF; the arguments are those of :func:`write_plan`."""
    from fr_desk.render.inspection.plan import plan_pdf  # noqa: PLC0415 - reportlab takes long to import

    plan = plan_of(sample, lang, as_of=as_of, sources=sources, wanted=wanted, lacks=lacks)
    return plan_pdf(plan, lang, cancelled or never)


def write_plan(
    sample: Sample,
    out: Path,
    lang: Lang,
    *,
    as_of: dt.date,
    sources: Sequence[Path] = (),
    wanted: Wanted | None = None,
    lacks: Sequence[str] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write the plan for a sample.

    Args:
        sample: as it was drawn.
        out: the file.
        lang: of the plan.
        as_of: the day whose law was applied.
        sources: what it was drawn from.
        wanted: the filter that was applied before.
        lacks: what the inspection lacked that it was drawn from, as :attr:`.Gaps.named`; nothing if it was whole.
        progress: is told when it is made.
        cancelled: is asked whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; the old file is then as it was.
    """
    data = make_plan(
        sample, lang, as_of=as_of, sources=sources, wanted=wanted, lacks=lacks, cancelled=cancelled
    )
    (progress or unheard)(1, 1)
    return written(out, data, cancelled or never)


def make_sheet(view: View, lang: Lang | None = None) -> bytes:
    """Return the on-site sheet of one venue as PDF, in the venue's language if no other is asked for."""
    from fr_desk.render.inspection.sheet import sheets_pdf  # noqa: PLC0415 - the same

    return sheets_pdf([_sheet(view, lang)])


def write_sheet(view: View, out: Path, lang: Lang | None = None) -> Path:
    """Write the on-site sheet of one venue.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    return written(out, make_sheet(view, lang), never)


def write_sheets(
    rows: Sequence[Row],
    target: Path,
    lang: Lang | None = None,
    *,
    as_of: dt.date | None = None,
    together: bool = False,
    folders: Folders | None = None,
    on_failed: Failed | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Path]:
    """Write on-site sheets, in the order of a round: all of it or nothing.

    Args:
        rows: the venues.
        target: a new or empty folder, or a .zip, for a PDF of each venue; with ``together`` one PDF.
        lang: of the sheets; each venue's own if omitted (of the first, if they are together).
        as_of: the day whose law is applied; today if omitted.
        together: whether all are one PDF.
        folders: the profile with the known signers; the user's if omitted.
        on_failed: is told of files that cannot be read any more, and these are left out; without it they are raised.
        progress: is told how many are done.
        cancelled: is asked whether to stop.

    Returns:
        What was written: the files, the zip or the one PDF.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses, or the folder is not empty; nothing was written.
    """
    stop, work = cancelled or never, _Sheets(rows, lang, as_of, folders, on_failed, progress, cancelled)
    if together:
        data = work.together()
        return [written(target, data, stop)] if data else []
    names: list[str] = []

    def parts() -> Iterator[tuple[str, bytes]]:
        for name, data in work.each():
            names.append(name)
            yield name, data

    if _store(target, parts()):
        return [target]
    return [target / name for name in names]


def write_round(  # noqa: PLR0913 - what can be wished for, by name
    sample: Sample,
    target: Path,
    lang: Lang,
    *,
    as_of: dt.date,
    sources: Sequence[Path] = (),
    wanted: Wanted | None = None,
    lacks: Sequence[str] = (),
    sheet_lang: Lang | None = None,
    folders: Folders | None = None,
    on_failed: Failed | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Path]:
    """Write everything for a round: the plan, the sample as JSON, and a sheet for each venue; all of it or nothing.

    Args:
        sample: as it was drawn.
        target: a new or empty folder, or a .zip.
        lang: of the plan.
        as_of: the day whose law is applied.
        sources: what the sample was drawn from.
        wanted: the filter that was applied before.
        lacks: what the inspection lacked that it was drawn from, as :attr:`.Gaps.named`; nothing if it was whole.
        sheet_lang: of the sheets; each venue's own if omitted.
        folders: the profile with the known signers; the user's if omitted.
        on_failed: is told of files that cannot be read any more; without it they are raised.
        progress: is told how many papers are done.
        cancelled: is asked whether to stop.

    Returns:
        What was written.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses, or the folder is not empty; nothing was written.
    """
    work = _Sheets(sample.rows, sheet_lang, as_of, folders, on_failed, progress, cancelled)
    names: list[str] = []

    def parts() -> Iterator[tuple[str, bytes]]:
        told = sample_json(sample, as_of, wanted, lacks)
        yield SAMPLE, json.dumps(told, ensure_ascii=False, indent=2).encode(errors="replace") + b"\n"
        plan = make_plan(
            sample, lang, as_of=as_of, sources=sources, wanted=wanted, lacks=lacks, cancelled=cancelled
        )
        yield PLAN, plan
        names.extend((SAMPLE, PLAN))
        for name, data in work.each():
            names.append(f"{SHEETS}/{name}")
            yield names[-1], data

    if _store(target, parts()):
        return [target]
    return [target / name for name in names]


def sample_json(
    sample: Sample, as_of: dt.date, wanted: Wanted | None = None, lacks: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a sample as JSON values: everything that is needed to draw it again, and whom it hit."""
    left, nothing = sample.left_out, Wanted()
    parts = {name: (getattr(wanted or nothing, name), getattr(nothing, name)) for name in CHOOSE}
    return {
        "algorithm": sample.algorithm,
        "seed": sample.seed,
        "as_of": as_of.isoformat(),
        "size": sample.size,
        "by": list(sample.by),
        "weighted": sample.weighted,
        "start": sample.start,
        "where": {name: _plain(said) for name, (said, unsaid) in parts.items() if said != unsaid},
        "population": sample.population,
        "complete": not lacks,
        "missing": list(lacks),
        "left_out": {"copies": left.copies, "versions": left.versions, "unreadable": left.unreadable},
        "strata": [
            {
                "values": dict(zip(sample.by, stratum.values, strict=True)),
                "population": stratum.population,
                "taken": stratum.taken,
            }
            for stratum in sample.strata
        ],
        "rows": [_row_json(row) for row in in_visiting_order(sample.rows)],
    }


def _plain(said: object) -> object:
    return said.isoformat() if isinstance(said, dt.date) else said


def _row_json(row: Row) -> dict[str, Any]:
    declared = row.result.declared
    assert declared is not None  # a sample is drawn from readable dossiers
    return {
        "file": name_of_row(row),
        "dossier": declared.dossier,
        "fingerprint": declared.fingerprint,
        "name": declared.name,
        "kind": declared.kind,
        "district": declared.district,
        "address": declared.address,
        "verdict": row.result.verdict,
        "risk": row.result.risk,
    }


class _Sheets:
    """The sheets of several venues, made one after another."""

    def __init__(
        self,
        rows: Sequence[Row],
        lang: Lang | None,
        as_of: dt.date | None,
        folders: Folders | None,
        on_failed: Failed | None,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> None:
        self.rows = in_visiting_order(rows)
        self.lang, self.as_of, self.folders = lang, as_of, folders
        self.on_failed = on_failed
        self.tell, self.stop = progress or unheard, cancelled or never

    def views(self) -> Iterator[tuple[int, View]]:
        """Yield number in the round and view of each venue that can still be read."""
        for number, row in enumerate(self.rows, start=1):
            go_on(self.stop)
            self.tell(number - 1, len(self.rows))
            try:
                view = view_at(row.place, self.as_of, self.folders)
            except FrDeskError as error:
                if self.on_failed is None:
                    raise
                self.on_failed(row, error)
                continue
            yield number, view
        self.tell(len(self.rows), len(self.rows))

    def each(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of the PDF of each venue."""
        from fr_desk.render.inspection.sheet import sheets_pdf  # noqa: PLC0415 - the same

        wide = len(str(len(self.rows)))
        for number, view in self.views():
            data = sheets_pdf([_sheet(view, self.lang)], self.stop)
            yield f"{number:0{wide}}-{file_stem(view.dossier)}.pdf", data

    def together(self) -> bytes:
        """Return one PDF with all of them, in one language; empty if none could be read."""
        from fr_desk.render.inspection.sheet import sheets_pdf  # noqa: PLC0415 - the same

        sheets: list[tuple[Edition, OnSite]] = []
        for _, view in self.views():
            lang = self.lang or (sheets[0][0].lang if sheets else None)
            sheets.append(_sheet(view, lang))
        return sheets_pdf(sheets, self.stop) if sheets else b""


def _sheet(view: View, lang: Lang | None) -> tuple[Edition, OnSite]:
    from fr_desk.render.edition import Edition  # noqa: PLC0415 - the same

    dossier = view.dossier
    packs, language = packs_for(dossier), lang or venue_language(dossier)
    edition = Edition(dossier, view.today, packs, language, fingerprint(dossier))
    return edition, on_site(view, edition)


def _store(target: Path, parts: Iterator[tuple[str, bytes]]) -> bool:
    """Write a folder or, if the name ends so, a zip; tell whether it is a zip."""
    zipped = target.suffix.lower() == ".zip"
    (write_zip if zipped else write_folder)(target, parts)
    return zipped


def written(out: Path, data: bytes, stop: Cancelled) -> Path:
    """Write a paper unless the user cancelled.

    Raises:
        CancelledError: if so.
        FileError: if the system refuses; the old file is then as it was.
    """
    go_on(stop)
    replace_file(out, data)
    return out
