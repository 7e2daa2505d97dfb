"""Running one command: the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from fr_desk.cli.commands import build
from fr_desk.cli.console import Console, abandon_output, use_utf8
from fr_desk.cli.usage import asked_language
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.paths import user_folders
from fr_desk.storage.access import explained, make_folder

BAD = 2
"""Exit code of everything that cannot be read, written or understood."""
INTERRUPTED, NOBODY_READS = 130, 141
"""Exit codes that shells give for a program stopped by Ctrl-C and by a closed pipe."""


class StoppedError(FrDeskError):
    """The user pressed Ctrl-C."""

    sentence = N_("Stopped.")


class OutputError(FrDeskError):
    """Standard output cannot be written."""

    sentence = N_("The result cannot be printed: {reason}.")


class FaultError(FrDeskError):
    """A fault of the program itself."""

    sentence = N_("FR Desk has a fault ({fault}); please send {file} to whoever looks after it.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments after the program's name; those of the process if omitted.

    Returns:
        The exit code.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    use_utf8()
    console = Console(asked_language(arguments))
    try:
        args = build(console.lang, arguments).parse_args(arguments)
        code = int(args.run(args, console))
        sys.stdout.flush()
    except SystemExit as done:  # argparse leaves this way after --help and --version
        return int(done.code or 0)
    except FrDeskError as error:
        console.fail(error)
        return BAD
    except KeyboardInterrupt:
        console.fail(StoppedError())
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        return NOBODY_READS
    except OSError as error:
        console.fail(OutputError(reason=error.strerror or str(error)))
        abandon_output()
        return BAD
    except Exception as error:  # noqa: BLE001 - a fault must not end with 1, which means "breached"
        console.fail(_noted(error))
        return BAD
    return code


def _noted(fault: Exception) -> FrDeskError:
    """Write the fault's trace where the user can find it, and return the sentence for it."""
    file = user_folders().logs / "fault.txt"
    trace = "".join(traceback.format_exception(fault)).encode(errors="backslashreplace")
    try:
        make_folder(file.parent)
        with explained(file, writing=True):
            file.write_bytes(trace)
    except FrDeskError as error:
        return error
    return FaultError(fault=type(fault).__name__, file=file)
