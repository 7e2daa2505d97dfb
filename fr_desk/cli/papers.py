"""Commands that write something: new dossiers, samples, other forms, PDFs, signs, the schema."""

from __future__ import annotations

import json
from argparse import Namespace

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.cli.usage import MissingArgumentError
from fr_desk.i18n import N_
from fr_desk.services.papers import write_dossier_pdf, write_signs
from fr_desk.storage.errors import AlreadyThereError
from fr_desk.storage.formats import write_any
from fr_desk.storage.json_schema import schema as dossier_schema

LEFT_BEHIND = N_("Attachments that stay behind, because this form cannot hold them: {count}")


def new(args: Namespace, console: Console) -> int:
    """Make a dossier that knows only the venue's kind and country."""
    if args.output.exists():
        raise AlreadyThereError(file=str(args.output))
    write_any(args.output, services.new_dossier(args.venue, args.jurisdiction))
    console.line(str(args.output))
    return 0


def sample(args: Namespace, console: Console) -> int:
    """Write a sample, or list them."""
    if args.name is None:
        for name in services.samples():
            console.line(name)
    elif args.output is None:
        raise MissingArgumentError(program="fr-desk sample", names="-o DIR")
    else:
        console.line(str(services.write_sample(args.name, args.output)))
    return 0


def convert(args: Namespace, console: Console) -> int:
    """Write a dossier in another form."""
    left = services.convert(args.file, args.output)
    console.line(str(args.output))
    if left:
        console.line(console.say(LEFT_BEHIND, count=left))
    return 0


def dossier(args: Namespace, console: Console) -> int:
    """Write the compliance dossier as PDF."""
    opened = services.open_dossier(args.file)
    console.line(str(write_dossier_pdf(opened.dossier, args.output, args.lang)))
    return 0


def signs(args: Namespace, console: Console) -> int:
    """Write the venue's signs."""
    opened = services.open_dossier(args.file)
    for path in write_signs(opened.dossier, args.output, args.lang, args.size):
        console.line(str(path))
    return 0


def schema(_args: Namespace, console: Console) -> int:
    """Print the JSON Schema."""
    console.data(json.dumps(dossier_schema(), ensure_ascii=False, indent=2))
    return 0
