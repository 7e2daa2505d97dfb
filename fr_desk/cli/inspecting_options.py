"""What ``inspect`` takes: its options, and how their values are read."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from fr_desk.cli.conditions import HELP, check
from fr_desk.cli.usage import Parser, UsageError, day, one_of
from fr_desk.i18n import N_
from fr_desk.inspection.wanted import COLUMNS, DOUBTS, Column, Wanted

FORMATS: Final = ("text", "json", "jsonl")
MANY: Final[dict[str, str]] = {
    "verdict": "verdicts",
    "standing": "standings",
    "agreement": "agreements",
    "kind": "kinds",
    "district": "districts",
    "rule": "rules",
    "pattern": "patterns",
    "article": "articles",
    "operator": "operators",
}
"""Keys of ``--where`` of which several values may be wanted, with the part of the wishes."""
DOUBTFUL: Final = frozenset({"rule", "pattern", "article"})
"""Keys of what is breached; of what may be, where the value ends in a colon and one of :data:`DOUBTS`."""
MOST: Final = 10**6
"""The highest number of parts or of venues."""
MOST_PROCESSES: Final = 1024
_DIGITS: Final = 9
KEYS: Final = ("words", *MANY, "since", "until", "once")
_FALLING: Final = frozenset(
    {"risk", "verdict", "standing", "file", "breached", "review", "open", "met", "devices", "faces"}
    | {"revision", "printed", "day", "as_of", "agreement", "own"}
)
"""Columns that begin with the largest."""


class ShardError(UsageError):
    """Not a part of a whole."""

    sentence = N_("“{value}” is not a part; write it as 2/8, the second of eight.")


PROCESSES = N_(
    "processes; one for each processor if left out; with 0 the program itself reads, and a file that hangs holds it up"
)


class CountError(UsageError):
    """Not a number of processes."""

    sentence = N_("“{value}” is not a number of processes; write a whole number from 0 to {most}.")


class WhereError(UsageError):
    """Not a condition."""

    sentence = N_("“{value}” is not a condition; write it as key=value, with one of these keys: {keys}.")


class OnceError(UsageError):
    """A value of the key that takes none."""

    sentence = N_("“{value}” is not a condition; write --where once, without a value.")


class DoubtError(UsageError):
    """Not what becomes of a rule."""

    sentence = N_(
        "“{value}” is not a condition; rule, pattern and article are what is breached, and with :open or :review "
        "after the value what may be."
    )


def whole_number(value: str) -> int:
    """Return a whole number of few digits; -1 if it is none, or one that no option takes."""
    return int(value) if value.isdecimal() and len(value) <= _DIGITS else -1


def shard(value: str) -> tuple[int, int]:
    """Return which part, counted from 1, and of how many.

    Raises:
        ShardError: if it is none.
    """
    first, _, count = value.partition("/")
    numbers = whole_number(first), whole_number(count)
    if 1 <= numbers[0] <= numbers[1] <= MOST:
        return numbers
    raise ShardError(value=value)


def processes(value: str) -> int:
    """Return a number of processes.

    Raises:
        CountError: if it is none.
    """
    if 0 <= whole_number(value) <= MOST_PROCESSES:
        return int(value)
    raise CountError(value=value, most=MOST_PROCESSES)


def condition(value: str) -> tuple[str, str]:
    """Return key and value of a condition.

    Raises:
        WhereError: if it is none.
        OnceError: if a value is given to the key that takes none.
        DayError: if a day is none.
        DoubtError: if another word than open or review stands after a rule, a pattern or an article.
        UnknownValueError, FarValueError: if no file can have the value.
    """
    key, equals, said = value.partition("=")
    if value == HELP:
        return HELP, ""
    if key == "once":
        if said not in {"", "yes"}:
            raise OnceError(value=value)
        return "once", "yes"
    if not equals or key not in KEYS:
        raise WhereError(value=value, keys=", ".join(KEYS))
    if key in {"since", "until"}:
        day(said)
    name, colon, doubt = said.partition(":")
    if key in DOUBTFUL and colon and doubt not in DOUBTS:
        raise DoubtError(value=value)
    check(key, name if key in DOUBTFUL else said)
    return key, said


def wanted(conditions: Sequence[tuple[str, str]], args: Namespace) -> Wanted:
    """Return the wishes that the arguments amount to."""
    sort: Column = args.sort or "risk"
    wishes = Wanted(sort=sort, descending=(sort in _FALLING) != args.reverse, group=args.group or "")
    changes: dict[str, Any] = {}
    for key, said in conditions:
        if key in MANY:
            part = MANY[key]
            changes[part] = (*changes.get(part, ()), said)
        elif key == "words":
            changes["words"] = f"{changes.get('words', '')} {said}".strip()
        elif key == "once":
            changes["once"] = True
        else:
            changes[key] = dt.date.fromisoformat(said)
    return replace(wishes, **changes)


def declare(command: Parser, say: Callable[[str], str]) -> None:
    """Add the arguments of ``inspect`` to its parser.

    Args:
        command: the parser.
        say: translates help.
    """
    sources = say(
        N_(
            "folders, zips, dossier files, and lists of them (.txt, .csv); everything below a folder is inspected"
        )
    )
    command.named.add_argument("sources", metavar="SOURCE", nargs="*", type=Path, help=sources)
    _declare_run(command, say)
    _declare_rows(command, say)
    _declare_output(command, say)


def _declare_run(command: Parser, say: Callable[[str], str]) -> None:
    def add(name: str, metavar: str, about: str, **more: Any) -> None:
        command.options.add_argument(name, metavar=metavar, help=say(about), **more)

    add(
        "--list",
        "FILE",
        N_(
            "a list of any name: a text with one path in each line, or a CSV with a column path, else the first one"
        ),
        type=Path,
    )
    add("--as-of", "DATE", N_("apply the law as it stood on this day; today if left out"), type=day)
    add("--against", "DATE", N_("also apply the law of this day, and say who is affected"), type=day)
    add("--jobs", "N", PROCESSES, type=processes)
    add(
        "--index",
        "FILE",
        N_("where results are kept, so that the next run reads only what has changed; else in your profile"),
        type=Path,
    )
    add(
        "--shard",
        "I/N",
        N_("only part I of N, for several machines; put their indexes together with --merge"),
        type=shard,
    )
    add(
        "--merge",
        "INDEX",
        N_("put these indexes together into the one named with --index"),
        nargs="+",
        type=Path,
    )
    for name, about in (
        ("--fresh", N_("examine every file again, whatever the index knows")),
        ("--careful", N_("read every file again, instead of trusting size and time of change")),
        (
            "--closely",
            N_("look at every page of each PDF for hidden words, as verify does; takes much longer"),
        ),
    ):
        command.options.add_argument(name, action="store_true", help=say(about))


def _declare_rows(command: Parser, say: Callable[[str], str]) -> None:
    where = say(
        N_(
            "only rows for which this holds; of several values of one key, any; rule, pattern and article are what is "
            "breached, with :open or :review after the value what may be; help lists the keys and values; the keys:"
        )
    )
    command.options.add_argument(
        "--where",
        metavar="KEY=VALUE",
        type=condition,
        action="append",
        default=[],
        help=f"{where} {', '.join(KEYS)}",
    )
    sort = say(N_("sort by a column; by risk if left out"))
    command.options.add_argument("--sort", metavar="COLUMN", type=one_of(COLUMNS), help=sort)
    reverse = say(N_("sort the other way round"))
    command.options.add_argument("--reverse", action="store_true", help=reverse)
    group = say(N_("keep rows of one district or kind together"))
    command.options.add_argument(
        "--group", metavar="district|kind", type=one_of(("district", "kind")), help=group
    )
    columns = say(N_("list the columns of CSV and XLSX, and do nothing else"))
    command.options.add_argument("--columns", action="store_true", help=columns)


def _declare_output(command: Parser, say: Callable[[str], str]) -> None:
    for name, about in (
        ("--csv", N_("also write the rows as CSV")),
        ("--xlsx", N_("also write the rows as a workbook")),
        ("--pdf", N_("also write a report on the rows as PDF")),
    ):
        command.options.add_argument(name, metavar="FILE", type=Path, help=say(about))
    how = say(N_("text for people, one JSON object, or one JSON object per line and file, as they come"))
    command.options.add_argument(
        "--format", metavar="|".join(FORMATS), type=one_of(FORMATS), default="text", help=how
    )
    quiet = say(N_("print nothing but errors"))
    command.options.add_argument("--quiet", action="store_true", help=quiet)
