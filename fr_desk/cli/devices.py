"""The command that takes devices from a list into a dossier: first what it would do, row by row, then doing it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.cli.usage import Parser, UsageError, one_of
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_
from fr_desk.services.devices.cells import write
from fr_desk.services.devices.importing import Action, Plan, PlannedCell, PlannedRow, carry_out, plan
from fr_desk.services.devices.mapping import (
    ADD_ZONE,
    LEAVE,
    ColumnMap,
    guess,
    reason_for,
    titles,
    words_of,
)
from fr_desk.services.devices.words import choice_of, entry, folded, spec_of
from fr_desk.storage.encodings import ENCODINGS
from fr_desk.storage.formats import write_any
from fr_desk.storage.tables import Table, read_table

__all__ = ["ENCODINGS", "SAME_NAMES", "devices"]

SAME_NAMES = ("update", "add", "skip")
ACTIONS: dict[Action, str] = {
    "add": N_("new"),
    "update": N_("changes"),
    "same": N_("unchanged"),
    "skip": N_("left out"),
}
COLUMN = N_("Column {number} “{title}”: {field}")
LEFT_OUT = N_("left out")
WORD = N_("“{word}” is read as: {meaning}")
NOT_READ = N_("not understood, stays unanswered")
NEW_ZONE = N_("New zone: {name}")
ROW = N_("Line {number}: {action}")
ABOUT_CELL = N_("not understood: {title}: {why}")
SUMMARY = N_(
    "Devices added: {added}. Changed: {changed}. Unchanged: {same}. Left out: {skipped}. Not understood: {wrong}."
)
UNCOMPUTED = N_("Cells with a formula whose result is not in the file, read as empty: {count}")


class NoTargetError(UsageError):
    """Neither a file to write nor only a look at what would be written."""

    sentence = N_("Name the new file with -o, or look at what would be done with --preview.")


def declare(command: Parser, say: Callable[[str], str]) -> None:
    """Add the arguments of ``devices`` to its parser, but for the files it reads and writes.

    Args:
        command: the parser.
        say: translates help.
    """
    source = say(N_("the list: a text with columns (.csv, .tsv, .txt) or a workbook (.xlsx)"))
    command.options.add_argument(
        "--import", dest="source", metavar="LIST", type=Path, required=True, help=source
    )
    only = say(N_("only say what would be done, row by row"))
    command.options.add_argument("--preview", action="store_true", help=only)
    same = say(N_("what becomes of a device whose name is there already: update, add or skip"))
    command.options.add_argument(
        "--same-name", metavar="HOW", type=one_of(SAME_NAMES), default="update", help=same
    )
    zones = say(N_("add the zones that do not exist yet"))
    command.options.add_argument("--new-zones", action="store_true", help=zones)
    sheet = say(N_("the sheet of the workbook; else the first with something in it"))
    command.options.add_argument("--sheet", metavar="NAME", help=sheet)
    encoding = say(N_("the character set of the text; else it is found out"))
    command.options.add_argument(
        "--encoding",
        metavar="NAME",
        type=one_of(ENCODINGS),
        help=f"{encoding}: {', '.join(ENCODINGS)}",
    )


def devices(args: Namespace, console: Console) -> int:
    """Import a list of devices, or say what an import would do."""
    if args.output is None and not args.preview:
        raise NoTargetError
    opened = services.open_dossier(args.file)
    table = read_table(args.source, encoding=args.encoding or "", sheet=args.sheet or "")
    mapping = replace(guess(table, opened.dossier), same_name=args.same_name)
    if args.new_zones:
        mapping = replace(
            mapping, zones={place: chosen or ADD_ZONE for place, chosen in mapping.zones.items()}
        )
    planned = plan(opened.dossier, table, mapping)
    imported = carry_out(opened.dossier, planned)
    if args.preview:
        _show_mapping(table, mapping, planned, console)
        for row in planned.rows:
            _show_row(row, opened.dossier, console, whole=True)
    else:
        _write(args, imported.dossier, opened.attachments)
        for row in planned.rows:
            _show_row(row, opened.dossier, console, whole=False)
    numbers = {
        "added": planned.count("add"),
        "changed": planned.count("update"),
        "same": planned.count("same"),
    }
    console.line(console.say(SUMMARY, **numbers, skipped=planned.count("skip"), wrong=planned.complaints))
    if table.uncomputed:
        console.line(console.say(UNCOMPUTED, count=table.uncomputed))
    return 0


def _write(args: Namespace, dossier: Dossier, attachments: Mapping[str, bytes]) -> None:
    if args.output.suffix.lower() == ".frdesk":
        services.save_dossier(dossier, args.output, attachments)
    else:
        write_any(args.output, dossier, attachments)


def _show_mapping(table: Table, mapping: ColumnMap, planned: Plan, console: Console) -> None:
    """Print what each column, each word that is no entry's own and each new zone is taken for."""
    for number, title in enumerate(titles(table, mapping)):
        name = mapping.fields[number]
        field = console.say(spec_of(name).title) if name else console.say(LEFT_OUT)
        console.line(console.say(COLUMN, number=number + 1, title=title, field=field))
        if not name and (reason := reason_for(title)):
            console.line(f"   {console.say(reason)}")
    for name, word, _ in words_of(table, mapping):
        chosen = mapping.words.get((name, folded(word)), LEAVE)
        meaning = choice_of(name, word) or (entry(name, chosen) if chosen else None)
        words = console.say(meaning.label) if meaning else console.say(NOT_READ)
        console.line(console.say(WORD, word=word, meaning=words))
    for name in planned.zones:
        console.line(console.say(NEW_ZONE, name=name))


def _show_row(row: PlannedRow, dossier: Dossier, console: Console, *, whole: bool) -> None:
    """Print what becomes of a row; only what is wrong with it unless ``whole``."""
    if not whole and not row.complaints and row.action != "skip":
        return
    line = console.say(ROW, number=row.number, action=console.say(ACTIONS[row.action]))
    told = " | ".join(
        _words_of(name, cell, dossier, console) for name, cell in row.cells.items() if cell.text
    )
    console.line(f"{line}: {told}" if told else line)
    if row.why is not None:
        console.line(f"   {row.why.get(console.lang)}")
    for name, cell in row.cells.items():
        if cell.why is not None:
            title = console.say(spec_of(name).title)
            console.line(f"   {console.say(ABOUT_CELL, title=title, why=cell.why)}")


def _words_of(name: str, cell: PlannedCell, dossier: Dossier, console: Console) -> str:
    """Return what a cell is taken for; what it says itself where it is not understood."""
    if cell.why is not None:
        return cell.text
    written = write(dossier, spec_of(name), cell.value, console.lang)
    return "; ".join([written] * bool(written) + list(cell.zones))
