"""The command ``inspect``: many dossiers at once, and indexes put together.

Exit codes: 0 everything in order and intact; 1 something is breached, or was changed; 3 something is open, to decide,
unreadable or without protection; 2 bad usage, or nothing could be read; 130 stopped, and what was read is kept.
"""

from __future__ import annotations

import json
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from fr_desk.cli import inspected
from fr_desk.cli.console import Console
from fr_desk.cli.inspecting_options import wanted
from fr_desk.cli.usage import MissingArgumentError, NotTogetherError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.index import Index
from fr_desk.inspection.run import Summary
from fr_desk.inspection.tables import MEANINGS, as_json, json_line
from fr_desk.inspection.wanted import Wanted
from fr_desk.services.inspecting import portfolio
from fr_desk.storage.verification import STATES

PROGRAM = "fr-desk inspect"
CLEAN, WORSE, LEFT, BAD, STOPPED = 0, 1, 3, 2, 130
STOPPED_AT = N_("Stopped after {done} files; what was read is kept, and the same command goes on from there.")


class NothingFoundError(FrDeskError):
    """No file that could be a dossier."""

    sentence = N_("There is nothing to inspect in {sources}; name folders, zips or dossier files.")


def inspect(args: Namespace, console: Console) -> int:
    """Inspect many dossiers, or put indexes together."""
    if args.columns:
        for column, meaning in MEANINGS.items():
            console.line(f"{column:14}{console.say(meaning)}")
        return CLEAN
    sources = _sources(args)
    if args.merge and sources:
        raise NotTogetherError(argument="--merge", other="SOURCE")
    if args.merge and not args.index:
        raise MissingArgumentError(names="--index", program=PROGRAM)
    if not args.merge and not sources:
        raise MissingArgumentError(names="SOURCE", program=PROGRAM)
    file = args.index or portfolio.index_file(sources, shard=args.shard)
    with Index(file) as index:
        if args.merge:
            portfolio.merge(args.merge, index)
            return _hand_out(args, index, None, None, console)
        streamed = _Streamed(index, console) if _streams(args) else None
        with _interruptible() as is_stopped:
            summary = _run(args, sources, index, streamed, is_stopped, console)
        if not summary.files and not summary.cancelled:
            raise NothingFoundError(sources=", ".join(map(str, sources)))
        code = _hand_out(args, index, summary, streamed, console)
        if summary.cancelled:
            if not args.quiet:
                print(console.say(STOPPED_AT, done=summary.files), file=sys.stderr)
            return STOPPED
        return code


def _sources(args: Namespace) -> list[Path]:
    return [*args.sources, *(portfolio.read_list(args.list) if args.list else ())]


def _streams(args: Namespace) -> bool:
    """Tell whether lines come as files are read: nothing is to be sorted, left out or compared."""
    ordered = args.where or args.sort or args.reverse or args.group or args.against
    return args.format == "jsonl" and not args.quiet and not ordered


def _run(
    args: Namespace,
    sources: Sequence[Path],
    index: Index,
    streamed: _Streamed | None,
    is_stopped: Callable[[], bool],
    console: Console,
) -> Summary:
    meter = inspected.Meter(console, quiet=args.quiet)
    try:
        return portfolio.run(
            sources,
            index,
            as_of=args.as_of,
            against=args.against,
            jobs=args.jobs,
            shard=args.shard,
            fresh=args.fresh,
            careful=args.careful,
            on_progress=meter.tell,
            cancelled=is_stopped,
            on_kept=streamed.hand_out if streamed else _keep_quiet,
        )
    finally:
        meter.clear()


def _keep_quiet(_numbers: Sequence[int]) -> None:
    pass


class _Streamed:
    """Prints files as lines of JSON, each once."""

    def __init__(self, index: Index, console: Console) -> None:
        self._index, self._console = index, console
        self._told = set[int]()

    def hand_out(self, numbers: Sequence[int]) -> None:
        """Print the rows with these numbers."""
        self._told.update(numbers)
        for row in self._index.rows(numbers):
            self._console.data(json_line(row))
        sys.stdout.flush()

    def hand_out_rest(self) -> None:
        """Print the rows that have not been printed: those that are as they were."""
        rest = [number for number in self._index.ids() if number not in self._told]
        for begin in range(0, len(rest), 500):
            self.hand_out(rest[begin : begin + 500])


def _hand_out(
    args: Namespace, index: Index, summary: Summary | None, streamed: _Streamed | None, console: Console
) -> int:
    """Print and write what came out, and return the exit code."""
    wishes = wanted(args.where, args)
    found = _affected(args, index)
    _write(args, index, wishes, console)  # first, because a reader of what is printed may go away
    if streamed:
        streamed.hand_out_rest()
    elif not args.quiet:
        _print(args, index, wishes, summary, found, console)
    return _code(index)


def _affected(args: Namespace, index: Index) -> list[Affected]:
    if not args.against or index.day is None:
        return []
    return portfolio.affected(index, index.day, args.against)


def _print(
    args: Namespace,
    index: Index,
    wishes: Wanted,
    summary: Summary | None,
    found: Sequence[Affected],
    console: Console,
) -> None:
    day = args.against.isoformat() if args.against else ""
    if args.format == "text":
        inspected.report(index, wishes, summary, console)
        if args.against:
            inspected.report_affected(found, index, day, console)
        return
    by_number = {one.number: one for one in found}
    rows: Iterator[dict[str, Any]] = (
        inspected.with_affected(row, by_number, day) if args.against else as_json(row)
        for row in portfolio.rows_of(index, wishes)
    )
    if args.format == "jsonl":
        for row in rows:
            console.data(json.dumps(row, ensure_ascii=False))
        return
    for line in inspected.whole_json(summary, index, rows):
        console.data(line)


def _write(args: Namespace, index: Index, wishes: Wanted, console: Console) -> None:
    """Write the tables and the report that were asked for."""
    if args.csv:
        portfolio.write_csv(portfolio.rows_of(index, wishes), args.csv, console.lang)
    if args.xlsx:
        portfolio.write_xlsx(portfolio.rows_of(index, wishes), args.xlsx, console.lang)
    if args.pdf and index.day is not None:
        from fr_desk.services.inspecting.papers import write_report  # noqa: PLC0415 - reportlab takes long to import

        about = index.about()
        write_report(
            list(portfolio.rows_of(index, wishes)),
            args.pdf,
            console.lang,
            as_of=index.day,
            sources=about.run.sources if about else (),
            wanted=wishes,
            total=index.count(),
        )


def _code(index: Index) -> int:
    """Return the exit code for what is in the table."""
    verdicts = {name for name, _ in index.facet(Wanted(), "verdict")}
    standings = dict(index.facet(Wanted(), "standing"))
    states = {state for name, state in STATES.items() if name in standings}
    if "breached" in verdicts or "changed" in states:
        return WORSE
    if states == {"unreadable"}:
        return BAD
    if verdicts - {"clean"} or states - {"intact"}:
        return LEFT
    return CLEAN


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C stop the inspection between two files; pressed twice, it stops at once."""
    pressed = list[int]()

    def note(number: int, frame: FrameType | None) -> None:
        if pressed:
            signal.default_int_handler(number, frame)
        pressed.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
