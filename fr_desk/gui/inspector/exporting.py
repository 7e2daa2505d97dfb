"""What is shown, written as a table or as a report: the rows in their order, with the columns of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fr_desk.gui.inspector.asking import Answer
from fr_desk.gui.tasks import Work
from fr_desk.i18n import Lang
from fr_desk.inspection.index import Index
from fr_desk.inspection.wanted import Column
from fr_desk.services.inspecting.targets import Kind, check_target
from fr_desk.services.progress import go_on

if TYPE_CHECKING:
    from fr_desk.gui.inspector.portfolio import Portfolio

KINDS: Final[Mapping[str, Kind]] = {"csv": "csv", "xlsx": "xlsx", "pdf": "report"}
"""What can be written, by its ending."""
_PAGE = 500


def work_of(
    kind: str, out: Path, portfolio: Portfolio, answer: Answer, columns: Sequence[Column], lang: Lang
) -> Work:
    """Return the job that writes the rows of ``answer``.

    Args:
        kind: one of :data:`KINDS`.
        out: the file.
        portfolio: the inspection.
        answer: which rows, in which order.
        columns: of a table; where the file is comes last in any case.
        lang: of words and headings.
    """
    file, day, sources = portfolio.file, portfolio.as_of, portfolio.sources
    whole = tuple(columns) if "path" in columns else (*columns, "path")

    def write(progress: Any, cancelled: Callable[[], bool]) -> Path:
        from fr_desk.services.inspecting.papers import write_report  # noqa: PLC0415 - the list shows without them
        from fr_desk.services.inspecting.portfolio import write_table  # noqa: PLC0415 - the same

        check_target(out, KINDS[kind], sources)
        with Index(file) as index:
            index.show(day)
            rows = []
            for begin in range(0, len(answer.numbers), _PAGE):
                go_on(cancelled)
                rows += index.rows(answer.numbers[begin : begin + _PAGE])
        if kind == "pdf":
            return write_report(
                rows,
                out,
                lang,
                as_of=day,
                sources=sources,
                wanted=answer.wanted,
                total=answer.total,
                progress=progress,
                cancelled=cancelled,
            )
        write_table("csv" if kind == "csv" else "xlsx", rows, out, lang, whole)
        return out

    return write
