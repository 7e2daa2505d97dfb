"""Everything a dossier can print: which papers there are and why, each of them made, all of them exported at once.

The desk's preview and ``fr-desk export`` both go through here. The renderers are read late: the desk starts without.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGE_NAMES, N_, Lang, Texts, texts, translate
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from fr_desk.services import assess, venue_language
from fr_desk.services.forms import FORMATS, Format, forms_for, make_form
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard
from fr_desk.services.signs import SheetForm, paper_id, sheets_for
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.container import Contents, pack
from fr_desk.storage.folder import write_folder, write_zip

if TYPE_CHECKING:  # read late: the desk starts without it
    from fr_desk.render.signs import PlannedSign

Group = Literal["dossier", "signs", "forms"]
GROUPS: dict[Group, str] = {"dossier": N_("The dossier"), "signs": N_("Signs"), "forms": N_("Forms")}
"""The groups of papers in their order, with their headings."""
FORMAT_NAMES: dict[Format, str] = {"pdf": "PDF", "docx": N_("Word document")}
INDEX = "index.html"

DOSSIER_TITLE = N_("Compliance dossier")
DOSSIER_WHY = N_(
    "What the venue declares, what was found, and the law behind it. It carries the answers and can be checked."
)
ANSWERS_TITLE = N_("The answers themselves")
ANSWERS_WHY = N_("The file to go on with in FR Desk; the papers can be made again from it.")
FILE = N_("FR Desk file")
PLACEMENT = "sign:placement"
SHEET_NAMES: dict[SheetForm, str] = {
    "sheet": N_("One sheet"),
    "tiles": N_("In parts on A4"),
    "bleed": N_("For a print shop"),
}
"""How a sign can be put on paper."""


class NoSuchPaperError(FrDeskError):
    """A paper that the answers do not call for, or no longer."""

    sentence = N_("The answers do not call for this paper any more; choose another.")


@dataclass(frozen=True, slots=True)
class Paper:
    """Something that can be printed.

    Attributes:
        id: names it among the papers of a dossier, as long as the answers call for it.
        group: what kind of paper it is.
        title: what it is called.
        why: why this venue needs it.
        stem: of its file name, without language and ending.
        langs: languages it is in unless others are asked for, the main one first.
        formats: what it can be made as.
        most: how many languages one sheet of it can hold.
        sheets: how it can be put on paper, the usual way first.
    """

    id: str
    group: Group
    title: Texts
    why: Texts
    stem: str
    langs: tuple[Lang, ...]
    formats: tuple[Format, ...] = ("pdf",)
    most: int = 1
    sheets: tuple[SheetForm, ...] = ("sheet",)


def papers_of(
    dossier: Dossier, attachments: Mapping[str, bytes] | None = None, as_of: dt.date | None = None
) -> tuple[Paper, ...]:
    """Return what can be printed, in the order of the groups.

    Args:
        dossier: the dossier.
        attachments: contents by id.
        as_of: the day whose law applies; else the dossier's own, else today.
    """
    return tuple(_Order(dossier, attachments or {}, as_of).papers)


def make_paper(
    paper_id: str,
    dossier: Dossier,
    attachments: Mapping[str, bytes] | None = None,
    langs: Sequence[Lang] = (),
    as_of: dt.date | None = None,
    made_as: Format = "pdf",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    sheet: SheetForm = "sheet",
) -> bytes:
    """Make one paper.

    Args:
        paper_id: of one of :func:`papers_of`.
        dossier: the dossier.
        attachments: contents by id.
        langs: languages, the main one first; the paper's own if there are none. Those beyond the most it can hold
            are left out.
        as_of: the day whose law applies; else the dossier's own, else today.
        made_as: one of the paper's formats.
        progress: is told how much is done.
        cancelled: is asked whether to stop.
        sheet: how a sign is put on paper.

    Raises:
        NoSuchPaperError: if the answers do not call for it.
        CancelledError: if ``cancelled`` said so.
    """
    stop = cancelled or never
    go_on(stop)
    order = _Order(dossier, attachments or {}, as_of)
    wanted = _Wanted(order.paper(paper_id), tuple(langs), made_as, sheet)
    data = order.make(wanted, progress or unheard, stop)
    go_on(stop)
    return data


def write_paper(
    paper_id: str,
    dossier: Dossier,
    out: Path,
    attachments: Mapping[str, bytes] | None = None,
    langs: Sequence[Lang] = (),
    as_of: dt.date | None = None,
    made_as: Format = "pdf",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    sheet: SheetForm = "sheet",
) -> Path:
    """Make one paper, as :func:`make_paper` does, and write it to ``out``.

    Returns:
        ``out``.

    Raises:
        NoSuchPaperError: if the answers do not call for it.
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; the old file is then as it was.
    """
    data = make_paper(paper_id, dossier, attachments, langs, as_of, made_as, progress, cancelled, sheet)
    replace_file(out, data)
    return out


def export_all(
    dossier: Dossier,
    attachments: Mapping[str, bytes] | None,
    target: Path,
    langs: Sequence[Lang] = (),
    as_of: dt.date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write all papers, a page that lists them and the dossier itself: all of it or nothing.

    Args:
        dossier: the dossier.
        attachments: contents by id.
        target: a new or empty folder; or a zip, if its name ends so.
        langs: languages of the papers, the main one first; the venue's if there are none. A paper that has room
            for all of them is made once (a sign up to three, the dossier up to two); others are made in each.
        as_of: the day whose law applies; else the dossier's own, else today.
        progress: is told how many files are done.
        cancelled: is asked whether to stop.

    Returns:
        ``target``.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses or the folder is not empty; nothing was written.
    """
    order = _Order(dossier, attachments or {}, as_of)
    files = _files(order, tuple(langs), progress or unheard, cancelled or never)
    write = write_zip if target.suffix.lower() == ".zip" else write_folder
    write(target, files)
    return target


def file_stem(dossier: Dossier) -> str:
    """Return the venue's name as every system takes it as a file name; ``dossier`` if nothing of it is left."""
    name = dossier.venue.name or ""
    plain = "".join(char if char.isprintable() and char not in r'\/:*?"<>|' else " " for char in name)
    words = " ".join(plain.split()).encode()[:120].decode(errors="ignore").strip(" .")
    return words if words and words.upper() not in _DEVICES else "dossier"


_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
)
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A paper as it is to be made; without languages in its own."""

    paper: Paper
    langs: tuple[Lang, ...] = ()
    made_as: Format = "pdf"
    sheet: SheetForm = "sheet"

    @property
    def spoken(self) -> tuple[Lang, ...]:
        """The languages it is in."""
        return (self.langs or self.paper.langs)[: self.paper.most]

    def words(self, lang: Lang) -> str:
        """Return what a link to it says: what it was made as, and its languages."""
        names = ", ".join(LANGUAGE_NAMES[one] for one in self.spoken)
        form = [] if self.sheet == "sheet" else [translate(SHEET_NAMES[self.sheet], lang)]
        return " · ".join((translate(FORMAT_NAMES[self.made_as], lang), *form, names))

    def name(self, *, by_language: bool) -> str:
        """Return the name of its file below the exported folder."""
        folder = "" if self.paper.group == "dossier" else f"{self.paper.group}/"
        stem = "-".join((self.paper.stem, *(self.spoken if by_language else ())))
        return f"{folder}{stem}{'' if self.sheet == 'sheet' else '-parts'}.{self.made_as}"


@dataclass(frozen=True)
class _Order:
    """What all papers made at once have in common; what takes long is found once."""

    dossier: Dossier
    attachments: Mapping[str, bytes]
    as_of: dt.date | None
    _signs: dict[str, PlannedSign] = field(default_factory=dict)

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.dossier, self.as_of)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        return (self._dossier_paper(), *self._sign_papers(), *self._form_papers())

    def paper(self, paper_id: str) -> Paper:
        found = next((paper for paper in self.papers if paper.id == paper_id), None)
        if found is None:
            raise NoSuchPaperError
        return found

    def make(self, wanted: _Wanted, progress: Progress, stop: Cancelled) -> bytes:
        paper, lang = wanted.paper, wanted.spoken[0]
        match paper.group:
            case "dossier":
                return self._make_dossier(wanted.spoken, progress, stop)
            case "signs":
                return self._make_sign(wanted)
            case "forms":
                return make_form(paper.stem, self.dossier, lang, self.assessment.as_of, wanted.made_as)

    def _dossier_paper(self) -> Paper:
        own = (venue_language(self.dossier),)
        return Paper("dossier", "dossier", texts(DOSSIER_TITLE), texts(DOSSIER_WHY), "dossier", own, most=2)

    def _make_dossier(self, langs: tuple[Lang, ...], progress: Progress, stop: Cancelled) -> bytes:
        from fr_desk.render.dossier import render_dossier  # noqa: PLC0415 - reportlab takes long to import

        packs = packs_for(self.dossier)
        first, second = langs[0], langs[1] if len(langs) > 1 else None
        return render_dossier(
            self.dossier, self.assessment, packs, first, progress, stop, self.attachments, second
        )

    def _sign_papers(self) -> Iterator[Paper]:
        from fr_desk.render.signs import languages_of, placement_words, plan_signs  # noqa: PLC0415 - the same

        for sign in plan_signs(self.dossier):
            key = paper_id(sign)
            self._signs[key] = sign
            langs, title = languages_of(sign, self.dossier), sign.name(self.dossier)
            yield Paper(key, "signs", title, sign.why, sign.stem, langs, most=3, sheets=sheets_for(sign))
        words, own = placement_words(), (venue_language(self.dossier),)
        yield Paper(PLACEMENT, "signs", words.title, words.intro, "sign-placement", own)

    def _make_sign(self, wanted: _Wanted) -> bytes:
        from fr_desk.render.signs import placement_pdf, sign_pdf  # noqa: PLC0415 - the same

        if wanted.paper.id == PLACEMENT:
            return placement_pdf(self.dossier, wanted.spoken[0])
        return sign_pdf(
            self._signs[wanted.paper.id],
            self.dossier,
            self.attachments,
            wanted.spoken,
            tile=wanted.sheet == "tiles",
            bleed=wanted.sheet == "bleed",
        )

    def _form_papers(self) -> Iterator[Paper]:
        own = (venue_language(self.dossier),)
        for form in forms_for(self.dossier, self.assessment.as_of):
            yield Paper(f"form:{form.id}", "forms", form.title, form.why, form.id, own, FORMATS)


def _files(
    order: _Order, langs: tuple[Lang, ...], progress: Progress, stop: Cancelled
) -> Iterator[tuple[str, bytes]]:
    """Make the files of an export one after another; the page that lists them is the last."""
    from fr_desk.render.index_page import Chapter, Link, Listed, index_page  # noqa: PLC0415 - reads the fonts

    lang = langs[0] if langs else venue_language(order.dossier)
    everything = [one for paper in order.papers for one in _ways(paper, langs)]
    total = len(everything) + 1
    links: dict[str, list[Link]] = {}
    for done, wanted in enumerate(everything):
        go_on(stop)
        progress(done, total)
        name = wanted.name(by_language=len(langs) > len(wanted.langs))
        yield name, order.make(wanted, unheard, stop)
        links.setdefault(wanted.paper.id, []).append(Link(wanted.words(lang), name))
    go_on(stop)
    progress(total - 1, total)
    own = f"{file_stem(order.dossier)}.frdesk"
    yield own, _answers(order)
    listed: dict[Group, list[Listed]] = {group: [] for group in GROUPS}
    for paper in order.papers:
        listed[paper.group].append(Listed(paper.title.get(lang), paper.why.get(lang), tuple(links[paper.id])))
    kept = Listed(
        translate(ANSWERS_TITLE, lang), translate(ANSWERS_WHY, lang), (Link(translate(FILE, lang), own),)
    )
    listed["dossier"].append(kept)
    chapters = [
        Chapter(translate(GROUPS[group], lang), tuple(some)) for group, some in listed.items() if some
    ]
    yield INDEX, index_page(order.dossier, chapters, order.assessment.as_of, lang)
    progress(total, total)


def _ways(paper: Paper, langs: tuple[Lang, ...]) -> Iterator[_Wanted]:
    """Return how a paper is exported: what holds several languages in all of them, whole and in parts; else in each."""
    if 1 < paper.most >= len(langs) or not langs:
        for sheet in paper.sheets:
            if sheet != "bleed":
                yield from (_Wanted(paper, langs, made_as, sheet) for made_as in paper.formats)
    else:
        yield from (_Wanted(paper, (lang,), made_as) for lang in langs for made_as in paper.formats)


def _answers(order: _Order) -> bytes:
    """Return the dossier as .frdesk."""
    listed = order.dossier.attachments or {}
    kept = {key: content for key, content in order.attachments.items() if key in listed}
    return pack(Contents(order.dossier, kept), [one.ref for one in packs_for(order.dossier)])
