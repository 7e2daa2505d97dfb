"""The command ``inspect``: many dossiers at once, and indexes put together.

Exit codes: 0 everything in order and intact; 1 something is breached, or was changed; 3 something is open, to decide,
unreadable or without protection; 2 bad usage, or nothing could be read; 130 stopped, and what was read is kept.
With ``--where`` they speak of the rows that are chosen.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from fr_desk.cli import inspected
from fr_desk.cli.conditions import HELP, complain_of_unknown, listed
from fr_desk.cli.console import Console
from fr_desk.cli.inspecting_options import wanted
from fr_desk.cli.targets import check_file, check_index
from fr_desk.cli.usage import MissingArgumentError, NotTogetherError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.index import Index
from fr_desk.inspection.other_day import OTHER_DAY, columns_of
from fr_desk.inspection.run import Summary
from fr_desk.inspection.tables import MEANINGS, NOTHING_FURTHER, as_json, json_line
from fr_desk.inspection.wanted import Wanted
from fr_desk.services.inspecting import portfolio
from fr_desk.storage.agreement import DOUBTS
from fr_desk.storage.errors import FolderInsteadError, MissingFileError
from fr_desk.storage.verification import STATES

PROGRAM = "fr-desk inspect"
CLEAN, WORSE, LEFT, BAD, STOPPED = 0, 1, 3, 2, 130
STOPPED_AT = N_("Stopped after {done} files; what was read is kept, and the same command goes on from there.")


NONE_READ = N_("Nothing could be read; {file}: {sentence}")


class NotThatDayError(FrDeskError):
    """Indexes without results for the other day."""

    sentence = N_("The indexes hold nothing for {day}; inspect every part with --against {day}.")


class NothingFoundError(FrDeskError):
    """No file that could be a dossier."""

    sentence = N_("There is nothing to inspect in {sources}; name folders, zips or dossier files.")


def inspect(args: Namespace, console: Console) -> int:
    """Inspect many dossiers, or put indexes together."""
    if args.columns or (HELP, "") in args.where:
        for line in _columns(console) if args.columns else listed(console):
            console.line(line)
        return CLEAN
    listed_too = portfolio.read_list(args.list) if args.list else ()
    sources = [*portfolio.named_in(args.sources), *listed_too]
    _check_targets(args, sources)
    if args.merge and sources:
        raise NotTogetherError(argument="--merge", other="SOURCE")
    if args.merge and not args.index:
        raise MissingArgumentError(names="--index", program=PROGRAM)
    if not args.merge and not sources:
        raise MissingArgumentError(names="SOURCE", program=PROGRAM)
    for source in _missing(args.sources):
        console.fail(MissingFileError(file=str(source)))
    file = args.index or portfolio.index_file(sources, shard=args.shard)
    _check_parts(args.merge or ())
    with portfolio.index_at(file) as index, inspected.telling_of_damage(index, console):
        if args.merge:
            portfolio.merge(args.merge, index, args.as_of)
            inspected.complain_of_gaps(index.gaps(), console)
            return _hand_out(args, index, None, None, console)
        streamed = _Streamed(index, console) if _streams(args) else None
        with _interruptible() as is_stopped:
            aside = index.set_aside
            summary = _run(args, sources, index, streamed, is_stopped, console)
            known = index.count()  # looked at before figures are told
            if index.set_aside != aside and known < summary.files:  # what it knew when the run began got lost
                summary = _run(args, sources, index, streamed, is_stopped, console)
        if not summary.files and not summary.cancelled and not args.shard:  # a part may be empty
            raise NothingFoundError(sources=", ".join(map(str, sources)))
        index.leave_out(summary.others)
        code = _hand_out(args, index, summary, streamed, console)
        if summary.cancelled:
            if not args.quiet:
                print(console.say(STOPPED_AT, done=summary.files), file=sys.stderr)
            return STOPPED
        return code


def _columns(console: Console) -> Iterator[str]:
    """Yield the columns of tables with what stands in them."""
    for column, meaning in (*MEANINGS.items(), *OTHER_DAY.items()):
        yield f"{column:16}{console.say(meaning)}"


def _missing(sources: Sequence[Path]) -> Iterator[Path]:
    """Yield what was named and is not there; the rows say it too, but nobody may look at them."""
    return (source for source in sources if not os.path.lexists(source))


def _check_targets(args: Namespace, sources: Sequence[Path]) -> None:
    """Refuse to write onto what is read, or onto what something else is in, before hours go by."""
    read = [*args.sources, *sources, *(args.merge or ()), *((args.list,) if args.list else ())]
    for option, file in (("--csv", args.csv), ("--xlsx", args.xlsx), ("--pdf", args.pdf)):
        check_file(option, file, (f".{option[2:]}",), read)
    check_index(args.index)


def _check_parts(parts: Sequence[Path]) -> None:
    """Refuse what is no index, before the whole is begun."""
    for part in parts:
        if part.is_dir():
            raise FolderInsteadError(file=str(part))
        Index(part, read_only=True).close()


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
            closely=args.closely,
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

    def hand_out(self, numbers: Sequence[int], *, counted: bool = False) -> None:
        """Print the rows with these numbers; their copies and versions only if all files are known."""
        self._told.update(numbers)
        for row in self._index.rows(numbers):
            self._console.data(json_line(row, counted=counted))
        sys.stdout.flush()

    def hand_out_rest(self) -> None:
        """Print the rows that have not been printed: those that are as they were."""
        rest = [number for number in self._index.ids() if number not in self._told]
        for begin in range(0, len(rest), 500):
            self.hand_out(rest[begin : begin + 500], counted=True)


def _hand_out(
    args: Namespace, index: Index, summary: Summary | None, streamed: _Streamed | None, console: Console
) -> int:
    """Print and write what came out, and return the exit code."""
    wishes = wanted(args.where, args)
    complain_of_unknown(index, wishes, console)
    found = _affected(args, index, wishes)
    _write(args, index, wishes, found, console)  # first, because a reader of what is printed may go away
    if streamed:
        streamed.hand_out_rest()
    elif not args.quiet:
        _print(args, index, wishes, summary, found, console)
    code = _code(index, wishes)
    if code == BAD and args.quiet and not any(_missing(args.sources)):
        first = index.rows(index.ids()[:1])[0]
        console.complain(texts(NONE_READ, file=first.place.text, sentence=first.result.sentence))
    return code


def _affected(args: Namespace, index: Index, wishes: Wanted) -> list[Affected]:
    """Return the files that the other day treats otherwise, of those that are wanted."""
    if not args.against or index.day is None:
        return []
    if args.merge and index.count() and args.against not in index.days():
        raise NotThatDayError(day=args.against.isoformat())
    among = set(index.ids(wishes))
    return [one for one in portfolio.affected(index, index.day, args.against) if one.number in among]


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
    for line in inspected.whole_json(summary, index, wishes, rows):
        console.data(line)


def _write(
    args: Namespace, index: Index, wishes: Wanted, found: Sequence[Affected], console: Console
) -> None:
    """Write the tables and the report that were asked for."""
    further = columns_of(args.against, found) if args.against else NOTHING_FURTHER
    if args.csv:
        portfolio.write_table(
            "csv", portfolio.rows_of(index, wishes), args.csv, console.lang, further=further
        )
    if args.xlsx:
        portfolio.write_table(
            "xlsx", portfolio.rows_of(index, wishes), args.xlsx, console.lang, further=further
        )
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


def _code(index: Index, wishes: Wanted) -> int:
    """Return the exit code for the rows that are wanted; that nothing could be read is said of all."""
    verdicts = inspected.counts_of(index, wishes, "verdict").keys()
    standings = inspected.counts_of(index, wishes, "standing")
    states = {state for name, state in STATES.items() if name in standings}
    if "breached" in verdicts or "changed" in states:
        return WORSE
    every = inspected.counts_of(index, Wanted(), "standing")
    if {state for name, state in STATES.items() if name in every} == {"unreadable"}:
        return BAD
    doubts = DOUBTS.intersection(inspected.counts_of(index, wishes, "agreement"))
    if verdicts - {"clean"} or states - {"intact"} or doubts:
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
