"""Pages that carry what FR Desk prints on its own, without the renderer."""

from __future__ import annotations

import re

import pikepdf

from fr_desk.domain.canonical import grouped
from fr_desk.domain.file_digest import DIGEST_KEY, NO_DIGEST, with_digest
from fr_desk.i18n import Lang, translate, written_date
from fr_desk.rules.findings import Assessment
from fr_desk.rules.sentences import COUNT_LABELS, FOLIO, SUMMARY

TOP = 700


def attached(pdf: pikepdf.Pdf, name: str, content: bytes) -> pikepdf.AttachedFileSpec:
    """Data to put into a PDF."""
    return pikepdf.AttachedFileSpec(
        pdf,
        content,
        description="",
        filename=name,
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )


def digested_anew(data: bytes) -> bytes:
    """A PDF that somebody changed who also computed its digest anew."""
    stated = re.compile(re.escape(DIGEST_KEY.encode()) + rb" \(([0-9a-f]{64})\)")
    found = list(stated.finditer(data))[-1]
    return with_digest(data[: found.start(1)] + NO_DIGEST.encode() + data[found.end(1) :])


def draw(pdf: pikepdf.Pdf, page: pikepdf.Page, lines: list[tuple[int, str]]) -> None:
    """Draw lines of Latin text, each at a height in points."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    words = "".join(f"BT /F1 9 Tf 40 {y} Td ({text}) Tj ET\n" for y, text in lines)
    page.obj.Contents = pikepdf.Stream(pdf, words.encode("cp1252"))


def summary_of(assessment: Assessment, lang: Lang = "en") -> str:
    """The sentence about the number of findings."""
    counts = {outcome.value: count for outcome, count in assessment.counts.items()}
    return translate(SUMMARY, lang, **counts, date=written_date(assessment.as_of, lang))


def print_marks(pdf: pikepdf.Pdf, fingerprint: str, assessment: Assessment) -> None:
    """Put what FR Desk prints on every page: the fingerprint and the page's number.

    The numbers of findings stand on the first page, the sentence about them on the second if there is one.
    """
    count = len(pdf.pages)
    for number, page in enumerate(pdf.pages, start=1):
        lines = [
            (40, f"{grouped(fingerprint)} - not legal advice"),
            (28, FOLIO.format(page=number, pages=count)),
        ]
        if number == 1:
            boxes = (f"{assessment.counts[outcome]} {label}" for outcome, label in COUNT_LABELS.items())
            lines += [(TOP - 20 * at, words) for at, words in enumerate(boxes)]
        if number == min(2, count):
            lines.append((TOP - 200, summary_of(assessment)))
        draw(pdf, page, lines)
