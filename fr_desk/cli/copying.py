"""The command ``copy``: a dossier for another site or another year."""

from __future__ import annotations

from argparse import Namespace

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.i18n import N_
from fr_desk.services.copies import PRESETS, copy
from fr_desk.storage import errors
from fr_desk.storage.formats import write_any

COPIED = N_("Copied: {answers} of {total} answers came along. Written: {file}")


def copy_dossier(args: Namespace, console: Console) -> int:
    """Write a copy with the answers that go with what it is for; an existing file is not touched."""
    opened = services.open_dossier(args.file)
    if args.output.exists():
        raise errors.AlreadyThereError(file=str(args.output))
    made = copy(opened.dossier, PRESETS[args.purpose], opened.attachments)
    if args.output.suffix.lower() == ".frdesk":
        services.save_dossier(made.dossier, args.output, made.attachments)
    else:
        write_any(args.output, made.dossier)
    console.line(console.say(COPIED, answers=made.answers, total=made.of, file=args.output))
    return 0
