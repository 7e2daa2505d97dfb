"""The command line: subcommands over the services, without Qt. Scripts rely on its flags, output and exit codes."""

from fr_desk.cli.program import main

__all__ = ["main"]
