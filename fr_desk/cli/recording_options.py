"""What ``record`` takes: its commands, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fr_desk.cli import recording, recording_list, recording_orders
from fr_desk.cli.recording_open import Run
from fr_desk.cli.usage import Parser, day, one_of
from fr_desk.i18n import LANGUAGES, N_, Lang, translate
from fr_desk.inspection.record import Outcome

FOUND: Final[dict[str, Outcome]] = {
    "as-declared": "as_declared",
    "differs": "differs",
    "not-there": "not_there",
    "not-declared": "not_declared",
}
A_DOSSIER = N_(
    "the dossier that is inspected, inside a zip FILE.zip!/NAME; the record is kept beside it, or beside the zip"
)
SOURCES = N_("folders, zips and dossier files; a dossier inside a zip FILE.zip!/NAME")
A_FORMAT = N_("text for people, or one JSON object")


def declare(parser: Parser, lang: Lang) -> None:
    """Declare the commands below ``record``."""
    _Options(parser, lang).declare()


class _Options:
    def __init__(self, parser: Parser, lang: Lang) -> None:
        self._lang = lang
        title = self._in(N_("Commands"))
        self._below = parser.add_subparsers(title=title, metavar="COMMAND", dest="command", required=True)

    def declare(self) -> None:
        self._declare_list()
        show = self._add(
            "show", N_("show declared against found, and what became of the orders"), recording.show
        )
        self._add_format(show)
        self._declare_add()
        finish = self._add("finish", N_("finish the visit of an inspector"), recording.finish)
        self._add_who(finish)
        merge = self._add("merge", N_("put the records of several inspectors together"), recording.merge)
        others = self._in(N_("the other records"))
        merge.named.add_argument("others", metavar="RECORD.frrecord", type=Path, nargs="+", help=others)
        only = self._in(N_("only say what would be new"))
        merge.options.add_argument("--preview", action="store_true", help=only)
        self._declare_orders()
        export = self._add(
            "export", N_("write the record as PDF, as a table or with everything in it"), recording.export
        )
        self._add_output(export, "FILE.pdf|csv|json", N_("the file; its ending says what is written"))
        seal = self._add("seal", N_("write the record as PDF and seal it"), recording.seal)
        self._add_output(seal, "FILE.pdf", N_("the sealed PDF"))
        who = self._in(N_("name of one of your identities, or a PKCS#12 file with your key"))
        seal.options.add_argument("--identity", metavar="NAME|FILE.p12", required=True, help=who)
        secret = self._in(
            N_("a file with the passphrase; else it is read from FR_DESK_PASSPHRASE, or you are asked for it")
        )
        seal.options.add_argument("--passphrase-file", metavar="FILE", type=Path, help=secret)

    def _declare_list(self) -> None:
        about = self._in(N_("list the records of all dossiers in some places"))
        command: Parser = self._below.add_parser("list", lang=self._lang, help=about, description=about)
        command.set_defaults(run=recording_list.list_known)
        sources = self._in(SOURCES)
        command.named.add_argument("sources", metavar="SOURCE", type=Path, nargs="+", help=sources)
        told = self._in(N_("language of what is told"))
        command.options.add_argument("--lang", metavar="zh|ko|en", type=one_of(LANGUAGES), help=told)
        self._add_format(command)

    def _declare_add(self) -> None:
        add = self._add("add", N_("record what was found at a place"), recording.add)
        place = self._in(
            N_("a place of the dossier such as cameras.c3; for something new cameras, signs or zones")
        )
        add.named.add_argument("place", metavar="PLACE", help=place)
        found = self._in(N_("what was found there"))
        add.options.add_argument(
            "--found", metavar="|".join(FOUND), type=one_of(FOUND), required=True, help=found
        )
        self._add_who(add)
        texts = {
            "--says": N_("notes"),
            "--label": N_("what it is called, for something new"),
            "--article": N_("instrument/article that is held against it"),
        }
        for name, about in texts.items():
            add.options.add_argument(name, metavar="TEXT", default="", help=self._in(about))
        photos = self._in(N_("a photo; give it again for more"))
        add.options.add_argument(
            "--photo", metavar="FILE", type=Path, action="append", default=[], help=photos
        )
        kept = self._in(N_("let photos keep where they were taken; else nothing but the picture is kept"))
        add.options.add_argument("--keep-location", action="store_true", help=kept)

    def _declare_orders(self) -> None:
        order = self._add(
            "order",
            N_("order corrections; without --until, list what can be ordered"),
            recording_orders.order,
        )
        until = self._in(N_("the last day; also for what the law gives a day of its own"))
        order.options.add_argument("--until", metavar="DATE", type=day, help=until)
        places = self._in(N_("only what concerns this place; give it again for more"))
        order.options.add_argument(
            "--place", metavar="PLACE", dest="places", action="append", default=[], help=places
        )
        says = self._in(
            N_("what is to be done, in words of your own; for one order at exactly the place that is named")
        )
        order.options.add_argument("--says", metavar="TEXT", default="", help=says)
        self._add_who(order, required=False)
        self._add_output(order, "FILE.pdf", N_("also write the correction order as PDF"), required=False)
        self._add_format(order)
        judge = self._add(
            "judge", N_("say at a re-inspection whether an order was put right"), recording_orders.judge
        )
        judge.named.add_argument(
            "order", metavar="ORDER", help=self._in(N_("id of the order; see record show"))
        )
        one = judge.options.add_mutually_exclusive_group(required=True)
        one.add_argument("--right", dest="done", action="store_true", help=self._in(N_("it was put right")))
        one.add_argument("--not-right", dest="done", action="store_false", help=self._in(N_("it was not")))
        judge.options.add_argument("--says", metavar="TEXT", default="", help=self._in(N_("what was seen")))
        self._add_who(judge)
        letter = self._add(
            "letter", N_("write the letter after a re-inspection as PDF"), recording_orders.letter
        )
        self._add_output(letter, "FILE.pdf", N_("the PDF"))

    def _add(self, name: str, about: str, run: Run) -> Parser:
        text = self._in(about)
        command: Parser = self._below.add_parser(name, lang=self._lang, help=text, description=text)
        command.set_defaults(run=run)
        command.named.add_argument("file", metavar="FILE", type=Path, help=self._in(A_DOSSIER))
        written = self._in(N_("language of what is written"))
        command.options.add_argument("--lang", metavar="zh|ko|en", type=one_of(LANGUAGES), help=written)
        return command

    def _add_who(self, command: Parser, *, required: bool = True) -> None:
        name = self._in(N_("the inspector’s name; a visit that is not finished goes on"))
        command.options.add_argument("--inspector", metavar="NAME", required=required, default="", help=name)
        office = self._in(N_("the inspector’s office"))
        command.options.add_argument("--office", metavar="NAME", default="", help=office)
        again = self._in(N_("a visit that begins is a re-inspection"))
        command.options.add_argument("--reinspection", action="store_true", help=again)

    def _add_output(self, command: Parser, metavar: str, about: str, *, required: bool = True) -> None:
        command.options.add_argument(
            "-o", "--output", type=Path, metavar=metavar, required=required, help=self._in(about)
        )

    def _add_format(self, command: Parser) -> None:
        kind = one_of(("text", "json"))
        command.options.add_argument(
            "--format", metavar="text|json", type=kind, default="text", help=self._in(A_FORMAT)
        )

    def _in(self, message: str) -> str:
        return translate(message, self._lang).replace("%", "%%")
