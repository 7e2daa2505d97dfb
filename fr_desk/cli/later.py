"""Commands whose modules take long to import: each is read when it is asked for, so that the others start at once."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from fr_desk.cli.console import Console
from fr_desk.cli.usage import Parser
from fr_desk.i18n import Lang

Say = Callable[[str], str]
"""Translates help."""


def devices(args: Namespace, console: Console) -> int:
    """Take devices from a list into a dossier."""
    from fr_desk.cli import devices as module  # noqa: PLC0415 - see above

    return module.devices(args, console)


def declare_devices(command: Parser, say: Say) -> None:
    """Add the arguments of ``devices`` to its parser."""
    from fr_desk.cli import devices as module  # noqa: PLC0415 - see above

    module.declare(command, say)


def view(args: Namespace, console: Console) -> int:
    """Show one dossier as an inspector sees it."""
    from fr_desk.cli import viewing  # noqa: PLC0415 - see above

    return viewing.view(args, console)


def list_rules(args: Namespace, console: Console) -> int:
    """List the rules."""
    from fr_desk.cli import packs  # noqa: PLC0415 - see above

    return packs.list_rules(args, console)


def show_rule(args: Namespace, console: Console) -> int:
    """Show one rule."""
    from fr_desk.cli import packs  # noqa: PLC0415 - see above

    return packs.show(args, console)


def lint(args: Namespace, console: Console) -> int:
    """Say what is wrong in a pack."""
    from fr_desk.cli import packs  # noqa: PLC0415 - see above

    return packs.lint(args, console)


def test(args: Namespace, console: Console) -> int:
    """Run the examples inside the rules, and the published cases."""
    from fr_desk.cli import packs  # noqa: PLC0415 - see above

    return packs.test(args, console)


def list_cases(args: Namespace, console: Console) -> int:
    """List the published cases."""
    from fr_desk.cli import cases  # noqa: PLC0415 - see above

    return cases.list_cases(args, console)


def show_case(args: Namespace, console: Console) -> int:
    """Show one published case."""
    from fr_desk.cli import cases  # noqa: PLC0415 - see above

    return cases.show(args, console)


def inspect(args: Namespace, console: Console) -> int:
    """Inspect many dossiers."""
    from fr_desk.cli import inspecting  # noqa: PLC0415 - see above

    return inspecting.inspect(args, console)


def declare_inspect(command: Parser, say: Say) -> None:
    """Add the arguments of ``inspect`` to its parser."""
    from fr_desk.cli import inspecting_options  # noqa: PLC0415 - see above

    inspecting_options.declare(command, say)


def sample_plan(args: Namespace, console: Console) -> int:
    """Draw a sample."""
    from fr_desk.cli import sampling  # noqa: PLC0415 - see above

    return sampling.sample_plan(args, console)


def declare_sample_plan(command: Parser, say: Say) -> None:
    """Add the arguments of ``sample-plan`` to its parser."""
    from fr_desk.cli import sampling  # noqa: PLC0415 - see above

    sampling.declare(command, say)


def declare_record(command: Parser, lang: Lang) -> None:
    """Declare the commands below ``record``."""
    from fr_desk.cli import recording_options  # noqa: PLC0415 - see above

    recording_options.declare(command, lang)
