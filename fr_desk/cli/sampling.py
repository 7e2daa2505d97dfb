"""The command ``sample-plan``: draw a sample that anybody can draw again, and write the plan and the sheets for it.

Exit codes: 0 a sample was drawn; 2 bad usage, or there is no venue to draw.
"""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from fr_desk.cli import inspected
from fr_desk.cli.conditions import HELP, complain_of_unknown, listed
from fr_desk.cli.console import Console
from fr_desk.cli.inspecting_options import KEYS, MOST, PROCESSES, condition, processes, wanted, whole_number
from fr_desk.cli.targets import check_folder, check_index
from fr_desk.cli.usage import MissingArgumentError, Parser, UsageError, day, some_of
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, spell_number, texts
from fr_desk.inspection.gaps import Gaps
from fr_desk.inspection.index import Index
from fr_desk.inspection.merging import check_basis, check_day
from fr_desk.inspection.sampling import BY, CRITERIA, LONGEST_SEED, Sample, SeedError, sample
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.inspection.words import words_of_kind, words_of_verdict
from fr_desk.services.inspecting import portfolio
from fr_desk.services.inspecting.paper_words import criterion_words, in_visiting_order

PROGRAM = "fr-desk sample-plan"
DRAWN = N_("{taken} of {population} venues drawn · seed {seed} · {algorithm} · law as of {day}")
LEFT_OUT = N_(
    "Left out first: copies {copies} · other versions {versions} · files that cannot be read {unreadable}"
)
STRATUM = N_("{taken} of {population}")
UNKNOWN = N_("not answered")
NO_SHEET = N_("No sheet for {file}: {sentence}")


class SampleSizeError(UsageError):
    """Not a number of venues."""

    sentence = N_("“{value}” is not a number of venues; write a whole number from 1 to {most}.")


class NobodyError(FrDeskError):
    """No venue to draw from."""

    sentence = N_(
        "There is no venue to draw: no dossier in {sources} can be read and fits the conditions; name others."
    )


def size(value: str) -> int:
    """Return a number of venues.

    Raises:
        SampleSizeError: if it is none.
    """
    if 1 <= whole_number(value) <= MOST:
        return int(value)
    raise SampleSizeError(value=value, most=spell_number(MOST))


def seed(value: str) -> str:
    """Return a seed as it was written.

    Raises:
        SeedError: if there is nothing to be seen of it; whoever leaves the option out wants one by chance.
    """
    if not value.strip():
        raise SeedError(most=LONGEST_SEED)
    return value


STRATA = N_("what strata are made by; kind and district if left out")
NARROWED = N_("only venues for which this holds. Keys")


def declare(command: Parser, say: Callable[[str], str]) -> None:
    """Add the arguments of ``sample-plan`` to its parser.

    Args:
        command: the parser.
        say: translates help.
    """
    sources = say(
        N_("folders, zips, dossier files and lists of them to draw from; none draws from --index as it is")
    )
    command.named.add_argument("sources", metavar="SOURCE", nargs="*", type=Path, help=sources)

    def add(name: str, metavar: str, about: str, **more: Any) -> None:
        command.options.add_argument(name, metavar=metavar, help=say(about), **more)

    add("--size", "N", N_("how many venues are drawn"), type=size, required=True)
    add(
        "--seed",
        "TEXT",
        N_("the text all chance comes from; by chance if left out, and printed"),
        type=seed,
    )
    strata = f"{say(STRATA)}: {', '.join(CRITERIA)}"
    command.options.add_argument(
        "--by", metavar="kind,district", type=some_of(CRITERIA), default=BY, help=strata
    )
    command.options.add_argument(
        "--weighted", action="store_true", help=say(N_("inside a stratum, a higher risk gives more chances"))
    )
    narrowed = f"{say(NARROWED)}: {', '.join(KEYS)}"
    command.options.add_argument(
        "--where", metavar="KEY=VALUE", type=condition, action="append", default=[], help=narrowed
    )
    add("--as-of", "DATE", N_("apply the law as it stood on this day; today if left out"), type=day)
    add("--jobs", "N", PROCESSES, type=processes)
    add(
        "--index",
        "FILE",
        N_("where results are kept, so that the next run reads only what has changed; else in your profile"),
        type=Path,
    )
    command.set_defaults(sort=None, reverse=False, group=None)


def sample_plan(args: Namespace, console: Console) -> int:
    """Draw a sample, print it, and write plan and sheets."""
    if (HELP, "") in args.where:
        for line in listed(console):
            console.line(line)
        return 0
    if not args.sources and not args.index:
        raise MissingArgumentError(names="SOURCE", program=PROGRAM)
    wishes = wanted(args.where, args)
    check_index(args.index)
    sources = portfolio.named_in(args.sources)
    check_folder("-o", args.output, [*args.sources, *sources])
    args.sources = sources
    with _index(args) as index, inspected.telling_of_damage(index, console):
        about = _inspected(args, index, console)
        lacks = Gaps() if args.sources else index.gaps()
        inspected.complain_of_gaps(lacks, console)
        complain_of_unknown(index, wishes, console)
        as_of = index.day
        rows = [] if as_of is None else list(portfolio.rows_of(index, wishes))
        drawn_from = about if args.sources else _with_earlier(about, rows)
    if not args.sources:
        check_folder("-o", args.output, drawn_from)  # only the index tells what it is of
    drawn = sample(rows, args.size, args.by, args.seed or "", weighted=args.weighted)
    if as_of is None or not drawn.rows:
        raise NobodyError(sources=", ".join(map(str, drawn_from or (args.index,))))
    written = _written(args, drawn, drawn_from, wishes, as_of, lacks, console) if args.output else []
    if args.format == "json":
        from fr_desk.services.inspecting.rounds import sample_json  # noqa: PLC0415 - only here

        told = sample_json(drawn, as_of, wishes, lacks.named) | {"written": [str(path) for path in written]}
        console.data(json.dumps(told, ensure_ascii=False))
        return 0
    for line in _told(drawn, as_of.isoformat(), console):
        console.line(line)
    for path in written:
        console.line(str(path))
    return 0


def _index(args: Namespace) -> AbstractContextManager[Index]:
    """Open the index; without sources it is only read."""
    if not args.sources:
        return Index(args.index, read_only=True)
    return portfolio.index_at(args.index or portfolio.index_file(args.sources))


def _with_earlier(sources: tuple[Path, ...], rows: Sequence[Row]) -> tuple[Path, ...]:
    """Return the sources of the last run, and those of earlier ones that rows are of."""
    roots = {row.place.root for row in rows}
    further = (root for root in roots if not any(root.is_relative_to(one) for one in sources))
    return (*sources, *sorted(further))


def _inspected(args: Namespace, index: Index, console: Console) -> tuple[Path, ...]:
    """Bring the index up to date, if there is something to inspect, and return what it is about."""
    if args.sources:
        meter = inspected.Meter(console, quiet=args.format == "json")
        try:
            done = portfolio.run(
                args.sources, index, as_of=args.as_of, jobs=args.jobs, on_progress=meter.tell
            )
        finally:
            meter.clear()
        index.leave_out(done.others)
    else:
        check_day(index, args.as_of)
        index.show(args.as_of)
        check_basis(index, index.day)
    about = index.about()
    return about.run.sources if about else ()


def _written(
    args: Namespace,
    drawn: Sample,
    sources: tuple[Path, ...],
    wishes: Wanted,
    as_of: dt.date,
    lacks: Gaps,
    console: Console,
) -> list[Path]:
    from fr_desk.services.inspecting.rounds import write_round  # noqa: PLC0415 - reportlab takes long to import

    def complain(row: Row, error: FrDeskError) -> None:
        console.complain(texts(NO_SHEET, file=row.place.text, sentence=error.texts()))

    return write_round(
        drawn,
        args.output,
        console.lang,
        as_of=as_of,
        sources=sources,
        wanted=wishes,
        lacks=lacks.named,
        sheet_lang=args.lang,
        on_failed=complain,
    )


def _told(drawn: Sample, as_of: str, console: Console) -> Iterator[str]:
    """Yield the lines about a sample, for people."""
    lang, left = console.lang, drawn.left_out
    counts = {"taken": spell_number(len(drawn.rows)), "population": spell_number(drawn.population)}
    yield console.say(DRAWN, seed=drawn.seed, algorithm=drawn.algorithm, day=as_of, **counts)
    yield console.say(LEFT_OUT, copies=left.copies, versions=left.versions, unreadable=left.unreadable)
    yield ""
    for stratum in drawn.strata:
        values = (
            criterion_words(one, value, lang) or console.say(UNKNOWN)
            for one, value in zip(drawn.by, stratum.values, strict=True)
        )
        taken = console.say(STRATUM, taken=stratum.taken, population=stratum.population)
        yield "  ".join(filter(None, (f"{taken:>14}", " · ".join(values))))
    yield ""
    for number, row in enumerate(in_visiting_order(drawn.rows), start=1):
        declared = row.result.declared
        assert declared is not None
        facts = (
            declared.name or row.place.name,
            words_of_kind(declared.kind, lang),
            declared.district,
            declared.address,
            words_of_verdict(row.result.verdict, lang),
        )
        yield f"{number:4}. {' · '.join(filter(None, facts))}"
        yield f"      {row.place.text}"
