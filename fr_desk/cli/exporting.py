"""The command that writes everything a dossier can print, with a page that lists it."""

from __future__ import annotations

from argparse import Namespace

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.services.printing import export_all


def export(args: Namespace, console: Console) -> int:
    """Write all papers, the page that lists them and the dossier itself into a new folder or a zip."""
    opened = services.open_dossier(args.file)
    langs = args.lang or ()
    console.line(str(export_all(opened.dossier, opened.attachments, args.output, langs, args.as_of)))
    return 0
