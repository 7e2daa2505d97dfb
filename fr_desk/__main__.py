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


if __name__ == "__main__":
    sys.exit(main())
