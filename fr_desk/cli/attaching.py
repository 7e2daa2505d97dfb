"""The command that adds photos, plans, contracts and logos to a dossier."""

from __future__ import annotations

from argparse import Namespace

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.cli.usage import UsageError
from fr_desk.i18n import N_
from fr_desk.services.attachments import TRACES, add_attachment, take_in_file

ADDED = N_("{key}: {name}")
ADDED_WITHOUT = N_("{key}: {name} (removed from it: {traces})")
PLACE_KEPT = N_("{key}: {name} still says where it was taken, as you asked.")


class NoContainerError(UsageError):
    """A dossier in a form that cannot hold files."""

    sentence = N_("{file} cannot hold other files; convert it to .frdesk first.")


class OneFileError(UsageError):
    """Several files for one place."""

    sentence = N_("--to takes one file at a time; add the others without it.")


def attach(args: Namespace, console: Console) -> int:
    """Add files to a dossier: all of them, or none if one cannot be taken."""
    if args.to and len(args.attachments) > 1:
        raise OneFileError
    opened = services.open_dossier(args.file)
    if opened.form != "frdesk":
        raise NoContainerError(file=str(args.file))
    dossier, contents = opened.dossier, dict(opened.attachments)
    lines = []
    for path in args.attachments:
        taken = take_in_file(path, args.kind, keep_location=args.keep_location)
        dossier, contents, key = add_attachment(dossier, contents, taken, args.to or "")
        traces = {"zh": "、"}.get(console.lang, ", ").join(
            console.say(TRACES[trace]) for trace in taken.removed
        )
        lines.append(console.say(ADDED_WITHOUT if traces else ADDED, key=key, name=taken.name, traces=traces))
        if taken.keeps_location:
            lines.append(console.say(PLACE_KEPT, key=key, name=taken.name))
    services.save_dossier(dossier, args.file, contents)
    for line in lines:
        console.line(line)
    return 0
