"""The one door of the program: the desktop for no arguments and for ``open``, the command line for the rest.

Both sides are imported only when they are asked for, so a command needs no Qt and the desktop no argument parser.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # we have none, and looking for them takes long

YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""New objects from which a command looks for garbage, and how often before it looks among older ones, and the oldest:
a document is made of hundreds of thousands of objects that all stay until it is written."""

FLAGS = frozenset({"--quiet", "--reverse", "--fresh", "--careful"})
"""Options of inspections that no value follows."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program.

    Args:
        argv: the arguments after the program's name; those of the process if omitted.

    Returns:
        The exit code.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if _wants_window(arguments):
        return desk(arguments)
    if argv is None:  # else the process is not ours
        gc.disable()
        if _will_inspect(arguments):
            from fr_desk.inspection import startup  # noqa: PLC0415 - only for those who inspect

            startup.start_early()
    from fr_desk import cli  # noqa: PLC0415 - the desktop needs no argument parser

    if argv is None:
        gc.freeze()  # what was imported stays
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        gc.enable()
    return cli.main(arguments)


def desk(argv: Sequence[str] | None = None) -> int:
    """Opens the desktop.

    Args:
        argv: nothing, or ``open`` and a file, or ``open --inspect`` and what the inspector looks at; a bare file is
            accepted too, as file managers pass it.

    Returns:
        The exit code.
    """
    gc.disable()  # nothing made while starting is garbage: the desktop begins to collect once it is shown
    from fr_desk.forms import examples, progress  # noqa: F401, PLC0415 - see below
    from fr_desk.services import library, printing, work  # noqa: F401, PLC0415 - see below

    arguments = list(sys.argv[1:] if argv is None else argv)
    # After the others: PySide reads the source of every module that is imported once it is there.
    from fr_desk import app  # noqa: PLC0415 - commands need no Qt

    return app.main(arguments[1:] if arguments[:1] == ["open"] else arguments)


def _wants_window(arguments: Sequence[str]) -> bool:
    """Says whether the arguments ask for the desktop; ``open --help`` is answered by the command line."""
    if not arguments:
        return True
    return arguments[0] == "open" and not {"-h", "--help"}.intersection(arguments)


def _will_inspect(arguments: Sequence[str]) -> bool:
    """Says whether other processes will read many files, as far as that is seen without a parser."""
    if arguments[0] != "inspect" or len(arguments) == 1:
        return False
    told = " ".join(arguments).replace("=", " ")
    alone = {"-h", "--help", "--columns", "--merge"}.intersection(told.split())
    if alone or any(f"{one} " in f"{told} " for one in ("--jobs 0", "--where help")):
        return False
    return not {"--fresh", "--careful"}.isdisjoint(arguments) or not _is_known(arguments[1:])


def _is_known(arguments: Sequence[str]) -> bool:
    """Says whether there is an index already, so that most files need not be read; if in doubt, there is none."""
    from pathlib import Path  # noqa: PLC0415 - only for those who inspect

    from fr_desk.inspection.index_names import index_file  # noqa: PLC0415 - the same

    sources, values, before = list[Path](), dict[str, str](), ""
    for argument in arguments:
        if argument.startswith("--"):
            before, _, value = argument.partition("=")
            if value or before in FLAGS:
                values[before], before = value, ""
        elif before:
            values[before], before = argument, ""
        else:
            sources.append(Path(argument))
    index = values.get("--index")
    try:
        return (Path(index) if index else index_file(sources)).exists()
    except OSError:  # the command says so
        return False


if __name__ == "__main__":
    sys.exit(main())
