"""Commands that write something: new dossiers, samples, other forms, PDFs, forms, the schema."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.cli.usage import MissingArgumentError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.services.forms import FORMATS, forms_for, write_forms
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.storage.errors import AlreadyThereError
from fr_desk.storage.formats import write_any
from fr_desk.storage.json_schema import schema as dossier_schema

FOR_THIS = N_("{form}: {why}")
NONE_NEEDED = N_("As far as answered, this venue needs none of the forms.")
LEFT_BEHIND = N_("Attachments that stay behind, because this form cannot hold them: {count}")


class OverSourceError(FrDeskError):
    """The PDF would replace what it is printed from, with its attachments and seals."""

    sentence = N_("{file} is the dossier itself; choose another name for the PDF.")


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
    if args.output.exists() and args.output.samefile(args.file):
        raise OverSourceError(file=str(args.output))
    first, second = (*(args.lang or ()), None, None)[:2]
    out = write_dossier_pdf(opened.dossier, args.output, first, attachments=opened.attachments, second=second)
    console.line(str(out))
    return 0


def forms(args: Namespace, console: Console) -> int:
    """Write the forms a venue needs, and say why it needs each."""
    opened = services.open_dossier(args.file)
    formats = FORMATS if args.format == "both" else (args.format,)
    written = write_forms(opened.dossier, args.output, args.lang, args.as_of, formats)
    needed = forms_for(opened.dossier, args.as_of)
    named = {form.id: form for form in needed}
    by_form: dict[str, list[Path]] = {}
    for path in written:
        by_form.setdefault(path.stem.rpartition("-")[0], []).append(path)
    for name, files in by_form.items():
        if name in named:
            console.line(console.say(FOR_THIS, form=named[name].title, why=named[name].why))
        for path in files:
            console.line(str(path))
    if not needed:
        console.line(console.say(NONE_NEEDED))
    return 0


def schema(_args: Namespace, console: Console) -> int:
    """Print the JSON Schema."""
    console.data(json.dumps(dossier_schema(), ensure_ascii=False, indent=2))
    return 0
