"""The commands and their flags, declared one by one. What they do stands in the modules beside this one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from fr_desk import __version__
from fr_desk.cli import (
    attaching,
    checking,
    compare,
    copying,
    exporting,
    later,
    library,
    papers,
    sealing,
    signs,
)
from fr_desk.cli.console import Console
from fr_desk.cli.usage import Parser, UsageError, day, one_of, pair_of, some_of
from fr_desk.domain.choices import AttachmentKind, Jurisdiction, PaperSize, VenueKind
from fr_desk.i18n import LANGUAGES, N_, Lang, translate
from fr_desk.services.copies import Purpose

ABOUT = N_(
    "Says whether cameras and face recognition at a venue are lawful, what must change, and prints the papers."
)
A_FILE = N_("a .frdesk file, a dossier PDF, or a dossier as .json or .yaml")
A_NEW_FILE = N_("the new file, ending in .frdesk, .json or .yaml")
A_COMPARISON = N_("text for people, or one JSON object")
A_FOLDER = N_("the folder to write to")
A_TARGET = N_("a new or empty folder, or a .zip")

Run = Callable[[Namespace, Console], int]


class OpenFirstError(UsageError):
    """Options before ``open``, which only the very first argument can be."""

    sentence = N_("To open the desk, write open first: fr-desk open FILE.")


def build(lang: Lang, arguments: Sequence[str] | None = None) -> Parser:
    """Return the parser of all commands.

    Args:
        lang: of the help.
        arguments: what is to be parsed. A command that is not among them and takes long to import has no arguments of
            its own then; all have if this is omitted.
    """
    parser = Parser(prog="fr-desk", lang=lang, description=translate(ABOUT, lang))
    version = translate(N_("show the version"), lang)
    parser.options.add_argument("--version", action="version", version=f"fr-desk {__version__}", help=version)
    commands = _Commands(parser, lang, arguments)
    commands.add_desk()
    commands.add_dossiers()
    commands.add_reuse()
    commands.add_judgements()
    commands.add_view()
    commands.add_documents()
    commands.add_seals()
    commands.add_identities()
    commands.add_rules()
    commands.add_cases()
    commands.add_inspection()
    commands.add_sampling()
    commands.add_record()
    return parser


def _open(_args: Namespace, _console: Console) -> int:
    raise OpenFirstError


class _Commands:
    """Declares the commands below one parser."""

    def __init__(self, parser: Parser, lang: Lang, arguments: Sequence[str] | None = None) -> None:
        self._lang, self._arguments = lang, arguments
        self._add_language(parser)
        title = translate(N_("Commands"), lang)
        self._below = parser.add_subparsers(title=title, metavar="COMMAND", dest="command", required=True)

    def add_desk(self) -> None:
        desk = self._add("open", N_("open the desk on a dossier"), _open)
        desk.named.add_argument("file", metavar="FILE", nargs="*", help=self._in(A_FILE))
        about = self._in(N_("open the inspector’s desk instead, on folders, zips, lists or files"))
        desk.options.add_argument("--inspect", action="store_true", help=about)

    def add_dossiers(self) -> None:
        new = self._add("new", N_("make a dossier that knows only the venue's kind and country"), papers.new)
        kinds = ", ".join(VenueKind)
        new.options.add_argument("--venue", metavar="KIND", required=True, type=one_of(VenueKind), help=kinds)
        country = self._in(N_("whose law applies"))
        kind = one_of(Jurisdiction)
        new.options.add_argument("--jurisdiction", metavar="CN|KR", required=True, type=kind, help=country)
        self._add_output(new, "FILE", A_NEW_FILE)
        sample = self._add("sample", N_("write a bundled sample; without a name, list them"), papers.sample)
        sample.named.add_argument("name", metavar="NAME", nargs="?", help=self._in(N_("of the sample")))
        self._add_output(sample, "DIR", A_FOLDER, required=False)
        convert = self._add("convert", N_("write a dossier in another form"), papers.convert)
        self._add_file(convert)
        self._add_output(convert, "FILE", A_NEW_FILE)
        attach = self._add(
            "attach", N_("add photos, plans, contracts or a logo to a dossier"), attaching.attach
        )
        attach.named.add_argument("file", metavar="FILE.frdesk", type=Path, help=self._in(N_("the dossier")))
        files = self._in(N_("JPEG, PNG or HEIC; plans and contracts also PDF, logos also SVG"))
        attach.named.add_argument("attachments", metavar="PHOTO", nargs="+", type=Path, help=files)
        kinds, photo = ", ".join(AttachmentKind), AttachmentKind.PHOTO
        attach.options.add_argument(
            "--kind", metavar="KIND", type=one_of(AttachmentKind), default=photo, help=kinds
        )
        place = self._in(N_("the answer that then names the file, such as cameras.c1.photo or operator.logo"))
        attach.options.add_argument("--to", metavar="PATH", help=place)
        kept = self._in(N_("let photos keep where they were taken; else nothing but the picture is kept"))
        attach.options.add_argument("--keep-location", action="store_true", help=kept)
        self._add_devices()
        self._add("schema", N_("print the JSON Schema of dossiers"), papers.schema)

    def _is_asked(self, command: str) -> bool:
        return self._arguments is None or command in self._arguments

    def _add_devices(self) -> None:
        command = self._add("devices", N_("take devices from a list into a dossier"), later.devices)
        self._add_file(command)
        if self._is_asked("devices"):
            later.declare_devices(command, self._in)
        self._add_output(command, "FILE", A_NEW_FILE, required=False)

    def add_reuse(self) -> None:
        copied = self._add(
            "copy", N_("copy a dossier for another site or another year"), copying.copy_dossier
        )
        self._add_file(copied)
        self._add_output(copied, "FILE", A_NEW_FILE)
        purpose = self._in(
            N_("what it is for: another site of the operator, the same venue next year, or everything")
        )
        names = "|".join(Purpose)
        copied.options.add_argument(
            "--for", dest="purpose", metavar=names, type=one_of(Purpose), required=True, help=purpose
        )
        about = self._add("library", N_("search the dossiers that were opened or saved on this computer"))
        below = _Commands(about, self._lang)
        found = below._add("search", N_("list the dossiers in which all words stand"), library.search)
        found.named.add_argument("words", metavar="WORD", nargs="*", help=self._in(N_("to search for")))
        self._add_format(found, N_("text for people, or one JSON list"))

    def add_judgements(self) -> None:
        check = self._add("check", N_("say whether dossiers are lawful and what must change"), checking.check)
        check.named.add_argument("files", metavar="FILE", nargs="+", type=Path, help=self._in(A_FILE))
        self._add_as_of(check)
        self._add_format(check, N_("text for people, or one JSON object per file"))
        more = self._in(N_("a rule pack besides the bundled ones, or instead of the one with its id"))
        check.options.add_argument(
            "--pack", metavar="DIR|ZIP", type=Path, action="append", default=[], help=more
        )
        self._add_verbose(check, N_("also show what is in order and what does not apply"))
        about = N_("say what changes between the law of two days, or what differs between two dossiers")
        comparison = self._add("compare", about, compare.compare)
        self._add_file(comparison)
        second = self._in(N_("a second dossier, to compare field by field"))
        comparison.named.add_argument("other", metavar="OTHER", nargs="?", type=Path, help=second)
        days = self._in(N_("one of the two days; give it twice"))
        comparison.options.add_argument("--as-of", metavar="DATE", type=day, action="append", help=days)
        self._add_format(comparison, A_COMPARISON)

    def add_view(self) -> None:
        about = N_("say what one dossier is worth, what became of it, and what to look at on site")
        command = self._add("view", about, later.view)
        self._add_file(command)
        self._add_as_of(command)
        previous = self._in(N_("an earlier version to compare with; else one beside the file is found"))
        command.options.add_argument("--previous", metavar="FILE", type=Path, help=previous)
        self._add_format(command, N_("text for people, or one JSON object"))

    def add_documents(self) -> None:
        dossier = self._add(
            "dossier", N_("write the compliance dossier as PDF"), papers.dossier, language=False
        )
        self._add_file(dossier)
        self._add_output(dossier, "FILE", N_("the PDF"))
        langs = self._in(N_("language of the dossier, or two side by side, the main one first"))
        dossier.options.add_argument("--lang", metavar="zh,ko,en", type=pair_of(LANGUAGES), help=langs)
        self._add_signs()
        forms = self._add(
            "forms",
            N_("write the forms the venue needs, and say why it needs them"),
            papers.forms,
            language=False,
        )
        self._add_file(forms)
        self._add_output(forms, "DIR", A_FOLDER)
        self._add_langs(forms, N_("languages of the forms, each form in each of them"))
        self._add_as_of(forms)
        made_as = self._in(N_("PDF to print, Word documents to change, or both"))
        kind = one_of(("pdf", "docx", "both"))
        forms.options.add_argument(
            "--format", metavar="pdf|docx|both", type=kind, default="both", help=made_as
        )
        export = self._add(
            "export",
            N_("write all papers and the dossier, with a page that lists them"),
            exporting.export,
            language=False,
        )
        self._add_file(export)
        self._add_output(export, "DIR|ZIP", A_TARGET)
        self._add_langs(export, N_("languages of the papers, the main one first"))
        self._add_as_of(export)

    def _add_signs(self) -> None:
        about = N_("write the venue's signs as PDF, and the list that says where they hang")
        command = self._add("signs", about, signs.signs, language=False)
        self._add_file(command)
        self._add_output(command, "DIR", A_FOLDER)
        self._add_langs(command, N_("languages on the signs, up to three"))
        size = self._in(N_("size of the paper; else what the designs of the signs say, else A4"))
        command.options.add_argument("--size", metavar="A6…A0", type=one_of(PaperSize), help=size)
        lying = self._in(N_("landscape"))
        command.options.add_argument("--landscape", action="store_true", help=lying)
        distance = self._in(N_("metres from which the headline is to be read"))
        command.options.add_argument("--distance", metavar="METRES", type=signs.metres, help=distance)
        command.set_defaults(made_as="sheet")
        one = command.options.add_mutually_exclusive_group()
        tile = self._in(N_("in parts on A4, with cut marks, to be glued together"))
        one.add_argument("--tile", dest="made_as", action="store_const", const="tiles", help=tile)
        bleed = self._in(N_("with 3 mm of bleed and crop marks, for a print shop"))
        one.add_argument("--bleed", dest="made_as", action="store_const", const="bleed", help=bleed)

    def add_seals(self) -> None:
        seal = self._add(
            "seal", N_("seal a dossier PDF, so that everybody sees who vouches for it"), sealing.seal
        )
        seal.named.add_argument("file", metavar="FILE", type=Path, help=self._in(N_("a dossier PDF")))
        who = self._in(N_("name of one of your identities, or a PKCS#12 file with your key"))
        seal.options.add_argument("--identity", metavar="NAME|FILE.p12", required=True, help=who)
        place = self._in(N_("the place of the document to fill; the first empty one if left out"))
        seal.options.add_argument(
            "--as", dest="role", metavar="operator|inspector", type=one_of(sealing.ROLE_NAMES), help=place
        )
        self._add_passphrase(seal)
        self._add_output(seal, "FILE", N_("the sealed PDF, instead of sealing in place"), required=False)
        verify = self._add(
            "verify", N_("say whether files are as FR Desk wrote them, and who sealed them"), sealing.verify
        )
        verify.named.add_argument("files", metavar="FILE", nargs="+", type=Path, help=self._in(A_FILE))
        self._add_format(verify, N_("text for people, or one JSON object per file"))

    def add_identities(self) -> None:
        about = self._add(
            "identity", N_("make, list and hand out what you seal with, and know other signers")
        )
        below = _Commands(about, self._lang)
        new = below._add(
            "new", N_("make a key and a certificate, kept in your profile"), sealing.new_identity
        )
        name = self._in(N_("of the person or the office that will seal"))
        new.options.add_argument("--name", metavar="NAME", required=True, help=name)
        new.options.add_argument(
            "--organisation", metavar="NAME", default="", help=self._in(N_("the organisation behind it"))
        )
        self._add_passphrase(new)
        listing = below._add(
            "list", N_("list your identities and the known signers"), sealing.list_identities
        )
        self._add_format(listing, N_("text for people, or one JSON object"))
        export = below._add("export", N_("write your certificate, for others to know you by"), sealing.export)
        export.named.add_argument("name", metavar="NAME", help=self._in(N_("of the identity")))
        self._add_output(export, "FILE", N_("the certificate, ending in .pem"))
        trust = below._add(
            "trust", N_("count the seals of a certificate among the known ones"), sealing.trust
        )
        trust.named.add_argument("file", metavar="FILE", type=Path, help=self._in(N_("the certificate")))
        called = self._in(N_("what to call the signer; what the certificate says if left out"))
        trust.options.add_argument("--name", metavar="NAME", help=called)
        forget = below._add("forget", N_("take a signer off the list of known ones"), sealing.forget)
        forget.named.add_argument("name", metavar="NAME", help=self._in(N_("of the known signer")))

    def add_rules(self) -> None:
        rules = self._add("rules", N_("list, show, check and test rule packs"))
        below = _Commands(rules, self._lang)
        listing = below._add("list", N_("list the rules"), later.list_rules)
        show = below._add(
            "show", N_("show one rule with its articles, consequences, examples and cases"), later.show_rule
        )
        show.named.add_argument("rule", metavar="ID", help=self._in(N_("of the rule")))
        lint = below._add("lint", N_("say what is wrong in a pack"), later.lint)
        test = below._add(
            "test", N_("run the examples inside the rules, and the published cases"), later.test
        )
        self._add_verbose(test, N_("also show the examples that pass"))
        self._add_format(lint, N_("text for people, or one JSON object per pack"))
        own = self._in(N_("a pack of your own instead of the bundled ones"))
        for command in (listing, show, lint, test):
            command.options.add_argument("--pack", metavar="DIR|ZIP", type=Path, help=own)

    def add_cases(self) -> None:
        about = self._add(
            "cases", N_("list and show published cases: what was done, what followed, what is found")
        )
        below = _Commands(about, self._lang)
        listing = below._add("list", N_("list the cases"), later.list_cases)
        show = below._add("show", N_("show one case with what FR Desk finds in it"), later.show_case)
        show.named.add_argument("case", metavar="ID", help=self._in(N_("of the case")))
        for command in (listing, show):
            self._add_format(command, N_("text for people, or one JSON object per case"))

    def add_inspection(self) -> None:
        about = N_("inspect many dossiers: verify and assess them again, rank them, and list who is affected")
        command = self._add("inspect", about, later.inspect)
        if self._is_asked("inspect"):
            later.declare_inspect(command, self._in)

    def add_sampling(self) -> None:
        about = N_("draw a sample that anybody can draw again, and write the plan and the sheets for it")
        command = self._add("sample-plan", about, later.sample_plan)
        if self._is_asked("sample-plan"):
            later.declare_sample_plan(command, self._in)
        into = N_(
            "a new or empty folder, or a .zip, for the plan, the sample as JSON and a sheet for each venue"
        )
        self._add_output(command, "DIR|ZIP", into, required=False)
        self._add_format(command, A_COMPARISON)

    def add_record(self) -> None:
        about = N_("record on site what differs from a dossier, order corrections, re-inspect")
        command = self._add("record", about)
        if self._is_asked("record"):
            later.declare_record(command, self._lang)

    def _add(self, name: str, about: str, run: Run | None = None, *, language: bool = True) -> Parser:
        text = self._in(about)
        command = self._below.add_parser(name, lang=self._lang, help=text, description=text)
        if run:
            command.set_defaults(run=run)
            if language:
                self._add_language(command)
        return command

    def _add_language(self, command: Parser) -> None:
        about = self._in(N_("language of what is written"))
        command.options.add_argument("--lang", metavar="zh|ko|en", type=one_of(LANGUAGES), help=about)

    def _add_file(self, command: Parser) -> None:
        command.named.add_argument("file", metavar="FILE", type=Path, help=self._in(A_FILE))

    def _add_as_of(self, command: Parser) -> None:
        about = self._in(N_("apply the law as it stood on this day"))
        command.options.add_argument("--as-of", metavar="DATE", type=day, help=about)

    def _add_langs(self, command: Parser, about: str) -> None:
        languages = some_of(LANGUAGES)
        command.options.add_argument("--lang", metavar="zh,ko,en", type=languages, help=self._in(about))

    def _add_output(self, command: Parser, metavar: str, about: str, *, required: bool = True) -> None:
        help_text = self._in(about)
        command.options.add_argument(
            "-o", "--output", type=Path, metavar=metavar, required=required, help=help_text
        )

    def _add_format(self, command: Parser, about: str) -> None:
        command.options.add_argument(
            "--format",
            metavar="text|json",
            type=one_of(("text", "json")),
            default="text",
            help=self._in(about),
        )

    def _add_passphrase(self, command: Parser) -> None:
        about = self._in(
            N_("a file with the passphrase; else it is read from FR_DESK_PASSPHRASE, or you are asked for it")
        )
        command.options.add_argument("--passphrase-file", metavar="FILE", type=Path, help=about)

    def _add_verbose(self, command: Parser, about: str) -> None:
        command.options.add_argument("-v", "--verbose", action="store_true", help=self._in(about))

    def _in(self, message: str) -> str:
        return translate(message, self._lang).replace("%", "%%")
