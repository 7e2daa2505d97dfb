"""What is printed on the pages of a dossier PDF, read again and compared with the data inside.

Whoever changes the words on a page rarely changes the data to match. Every page carries the fingerprint of the data
and its own number; the cover and the chapter of findings say how many findings there are of each kind. Every page shows
all of its words. A page whose other words were changed looks the same: only a seal shows that.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import pikepdf
import pypdfium2

from fr_desk.domain.canonical import grouped
from fr_desk.i18n import LANGUAGES, N_, Lang, Texts, texts, translate, written_date
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.sentences import COUNT_LABELS, FOLIO, SUMMARY
from fr_desk.storage.own_form import OwnForm
from fr_desk.storage.own_print import own_print
from fr_desk.storage.page_weight import BROKEN, TooHeavyError, refuse_heavy
from fr_desk.storage.pdfium import LOCK
from fr_desk.storage.shown_pages import cut_pages, hides_words

Seen = TypeVar("Seen")

OTHER_MARK = N_("Page {pages} does not carry the fingerprint of the data inside the document.")
OTHER_NUMBER = N_("Page {pages} does not carry its own number: pages were taken out, put in or moved.")
OTHER_SUMMARY = N_(
    "The number of findings or the day printed in the document is not that of the data inside it."
)
NO_SUMMARY = N_("The document does not print how many findings there are.")
OTHER_COVER = N_("The cover does not print the number of findings that the data inside the document give.")
AGREES = N_(
    "Every page carries the fingerprint of the data, and the printed findings are as many as the data give. Other "
    "words on the pages were not compared: only a seal shows whether they were changed."
)
HIDDEN = N_(
    "Page {pages} does not show all of its words as FR Desk prints them: something lies over them, or they are cut "
    "off, clipped, transparent, too pale or too small."
)
ILLEGIBLE = N_("The pages cannot be read, so what is printed was not compared with the data inside.")

COVER_FOOT, FOOT = 150.0, 75.0
"""Height of the strip at the foot of the cover and of other pages where our marks stand, in points."""
COVERS = 2
"""Pages at the beginning that can be covers: a document in two languages has two."""
_HYPHEN = "\ufffe"
"""What the library puts where a word goes on in the next line."""
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one page: all of them, those at its foot, and whether something hides some of them."""

    words: str
    foot: str
    hides: bool = False


def printed_faults(
    pdf: pikepdf.Pdf, data: bytes, fingerprint: str, assessment: Assessment | None
) -> list[Texts]:
    """Return what is printed on the pages and does not agree with the data.

    Args:
        pdf: the document, opened.
        data: the same document as bytes.
        fingerprint: of the data inside, 64 hexadecimal digits.
        assessment: the findings inside; ``None`` if there are none to compare.
    """
    try:
        refuse_heavy(pdf, len(data))
        marked = _says_all_is_marked(pdf)
        pages = _looked_at(data, lambda page, number: _page(page, number, all_marked=marked))
        cut = cut_pages(pdf)
    except (TooHeavyError, pypdfium2.PdfiumError, zlib.error, *BROKEN):
        return [texts(ILLEGIBLE)]
    faults = list(_foot_faults(pages, grouped(fingerprint)))
    faults += _hidden((*cut, *(number for number, page in enumerate(pages, start=1) if page.hides)))
    if assessment is not None:
        faults += _count_faults(pages, assessment)
    return faults


def hidden_faults(data: bytes) -> list[Texts]:
    """Return which pages of a document in our own form hide words; takes some hundredths of a second.

    Whether they show whole sheets was told when the form was looked at.
    """
    try:
        pages = _looked_at(data, lambda page, _: hides_words(page, all_marked=True))
    except pypdfium2.PdfiumError:
        return [texts(ILLEGIBLE)]
    return list(_hidden(number for number, hides in enumerate(pages, start=1) if hides))


def _hidden(numbers: Iterable[int]) -> Iterable[Texts]:
    listed = sorted(set(numbers))
    if listed:
        yield texts(HIDDEN, pages=_listed(listed))


def plain_faults(form: OwnForm, fingerprint: str, assessment: Assessment) -> list[Texts] | None:
    """Return the same of a document in our own form without laying out its pages, if they all print what it states.

    Then nothing is wrong; or the data inside are others than those that are stated and printed, and so no page carries
    their fingerprint. Of all other documents this tells nothing.

    Args:
        form: the document.
        fingerprint: of the data inside, 64 hexadecimal digits.
        assessment: the findings inside.

    Returns:
        ``None`` if the pages must be laid out to tell.
    """
    pages = _plain_pages(form)
    if (
        not pages
        or any(_foot_faults(pages, grouped(form.fingerprint)))
        or any(_count_faults(pages, assessment))
    ):
        return None
    mark = grouped(fingerprint)
    if mark == grouped(form.fingerprint):
        return []
    return None if any(mark in page.foot for page in pages) else list(_foot_faults(pages, mark))


def _plain_pages(form: OwnForm) -> list[Page]:
    """Return what is needed of the words on the pages; nothing if something is drawn that we do not draw."""
    words = own_print(form)
    if words is None:
        return []
    try:
        pages = [
            Page(said, words.foot(number, COVER_FOOT if number < COVERS else FOOT))
            for number, said in enumerate(words.counts(COVERS))
        ]
    except (ValueError, KeyError):
        return []
    return pages if words.is_plain else []


def _says_all_is_marked(pdf: pikepdf.Pdf) -> bool:
    """Tell whether a document says, as ours do, that all that it draws is marked as text or as decoration."""
    information = pdf.Root.get("/MarkInfo")
    return isinstance(information, pikepdf.Dictionary) and bool(information.get("/Marked", False))


def _looked_at(data: bytes, look: Callable[[pypdfium2.PdfPage, int], Seen]) -> list[Seen]:
    """Return what is seen on each page, numbered from 0."""
    found = []
    with LOCK:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    try:
        for number in range(count):
            with LOCK:  # for one page at a time: whoever draws pages for the screen need not wait long
                page = document[number]
                try:
                    found.append(look(page, number))
                finally:
                    page.close()
    finally:
        with LOCK:
            document.close()
    return found


def _page(page: pypdfium2.PdfPage, number: int, *, all_marked: bool) -> Page:
    text = page.get_textpage()
    try:
        foot = text.get_text_bounded(top=COVER_FOOT if number < COVERS else FOOT)
        return Page(text.get_text_bounded(), foot, hides_words(page, all_marked=all_marked))
    finally:
        text.close()


def _foot_faults(pages: list[Page], mark: str) -> Iterable[Texts]:
    unmarked = [number for number, page in enumerate(pages, start=1) if mark not in page.foot]
    if unmarked:
        yield texts(OTHER_MARK, pages=_listed(unmarked))
    misplaced = [
        number for number, page in enumerate(pages, start=1) if not _has_folio(page.foot, number, len(pages))
    ]
    if misplaced:
        yield texts(OTHER_NUMBER, pages=_listed(misplaced))


def _has_folio(foot: str, number: int, count: int) -> bool:
    return _stands_in(FOLIO.format(page=number, pages=count), foot)


def _stands_in(words: str, text: str) -> bool:
    """Tell whether words that begin with a number stand in a text, whatever spaces are between them."""
    place = text.find(words)
    if (
        place >= 0
        and not text[max(place - 1, 0) : place].isdigit()
        and not text[place + len(words) :][:1].isdigit()
    ):
        return True
    if _squeezed(words) not in _squeezed(text):
        return False
    loose = r"\s*".join(re.escape(part) for part in re.split(r"\s+|(?<=\d)(?=\D)", words))
    return re.search(rf"(?<!\d){loose}(?!\d)", text) is not None


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_SHOWN])
    return f"{shown}, …" if len(numbers) > _SHOWN else shown


def _count_faults(pages: list[Page], assessment: Assessment) -> Iterable[Texts]:
    """Yield what the printed numbers of findings lack, in whichever language they are printed."""
    everything = "\n".join(page.words for page in pages).replace(_HYPHEN, "")
    numbers = assessment.counts
    squeezed = _squeezed(everything)
    counts = {outcome.value: str(numbers[outcome]) for outcome in COUNT_LABELS}
    said: list[bool] = []
    for lang in LANGUAGES:
        if _longest_part(translate(SUMMARY, lang)) not in squeezed:  # no more than a part of the pattern says
            continue
        expected = counts | {"date": _squeezed(written_date(assessment.as_of, lang))}
        found = _summary(translate(SUMMARY, lang)).finditer(everything)
        printed = ({name: _squeezed(words) for name, words in one.groupdict().items()} for one in found)
        said += [one == expected for one in printed]
    if not said:
        yield texts(NO_SUMMARY)
    elif not all(said):
        yield texts(OTHER_SUMMARY)
    cover = pages[0].words if pages else ""
    if not any(_counts_in(cover, numbers, lang) for lang in LANGUAGES):
        yield texts(OTHER_COVER)


def _counts_in(cover: str, numbers: Mapping[Outcome, int], lang: Lang) -> bool:
    boxes = (f"{numbers[outcome]} {translate(label, lang)}" for outcome, label in COUNT_LABELS.items())
    return all(_stands_in(box, cover) for box in boxes)


@cache
def _longest_part(sentence: str) -> str:
    """Return the longest part of the sentence that is always the same, without spaces."""
    return max((_squeezed(part) for part in re.split(r"\{\w+\}", sentence)), key=len)


@cache
def _summary(sentence: str) -> re.Pattern[str]:
    """Return what finds the sentence with any numbers and any date in it, wherever its lines end."""
    parts = re.split(r"\{(\w+)\}", sentence)
    pattern = ""
    for fixed, name in zip(parts[::2], [*parts[1::2], ""], strict=True):
        pattern += "".join(f"{re.escape(char)}\\s*" for char in _squeezed(fixed))
        if name:
            pattern += rf"(?P<{name}>.{{1,40}}?)\s*" if name == "date" else rf"(?<!\d)(?P<{name}>\d+)\s*"
    return re.compile(pattern, re.DOTALL)


def _squeezed(words: str) -> str:
    return "".join(words.split())
