"""The compliance dossier as PDF: cover, contents, findings, every step with its answers, the law, history.

The file carries the dossier itself and its assessment, so that it can be opened, checked and judged again. The same
dossier, assessment and language give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, canonical_json
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError
from fr_desk.i18n import N_, Lang
from fr_desk.render.annexes import (
    attachments_chapter,
    decisions_chapter,
    history_chapter,
    notes_chapter,
    open_chapter,
    signs_chapter,
)
from fr_desk.render.bilingual import joined
from fr_desk.render.chapters import Bookmarked, Chapter, step_chapters
from fr_desk.render.contents import contents
from fr_desk.render.cover import DRAFT, NO_NAME, TITLE, cover
from fr_desk.render.due import add_deadlines
from fr_desk.render.edition import Edition
from fr_desk.render.findings import findings_chapter
from fr_desk.render.fonts import family
from fr_desk.render.furniture import (
    COVER_FOOTER,
    cover_furniture,
    page_frame,
    page_furniture,
    watermark,
)
from fr_desk.render.headed import headed
from fr_desk.render.hurry import hurry_page
from fr_desk.render.law import law_chapter
from fr_desk.render.sheet import Sheet
from fr_desk.render.signatures import signatures_chapter
from fr_desk.render.standards import About, EmbeddedFile, finish
from fr_desk.render.styles import CHAPTER, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from fr_desk.render.text import printable
from fr_desk.rules.findings import Assessment
from fr_desk.rules.packs import Pack

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

SUBJECT = N_("Declared facts, findings and the law they rest on. Not legal advice.")
ROOM_FOR_CHAPTER = 260.0
"""A chapter begins on a new page when less than this many points are left."""


def render_dossier(
    dossier: Dossier,
    assessment: Assessment,
    packs: Iterable[Pack],
    lang: Lang,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    attachments: Mapping[str, bytes] | None = None,
    second: Lang | None = None,
) -> bytes:
    """Return the dossier as PDF.

    Args:
        dossier: what the venue declares.
        assessment: what the packs say about it.
        packs: the packs used, for the words of the law.
        lang: language of the document.
        progress: told how much is done, of how much.
        cancelled: asked between chapters and pages.
        attachments: contents of the files kept with the dossier, by id; photos among them are printed.
        second: another language beside the first: two covers, and everything else side by side.

    Raises:
        CancelledError: if ``cancelled`` answered yes.
    """
    steps = Steps(progress, cancelled)
    data = canonical_json(dossier)
    edition = Edition(dossier, assessment, packs, lang, hashlib.sha256(data).hexdigest(), attachments)
    editions = [edition, *((edition.in_language(second),) if second and second != lang else ())]
    chapters = _compose(edition, steps)
    for other in editions[1:]:
        chapters = joined(chapters, _compose(other, steps), other.lang)
    out = io.BytesIO()
    document = _Document(out, editions, steps)
    document.build(_story(editions, chapters, steps), canvasmaker=Sheet)
    steps.check()
    files = (
        EmbeddedFile(DOSSIER_PART, data, "Source"),
        EmbeddedFile(ASSESSMENT_PART, assessment.json_bytes(), "Data"),
    )
    finished = finish(out.getvalue(), document.canv.root, _about(edition), files)
    steps.done()
    return finished


def _about(edition: Edition) -> About:
    venue = edition.dossier.venue.name or edition.say(NO_NAME)
    draft = f" · {edition.say(DRAFT)}" if edition.draft else ""
    return About(
        title=printable(f"{venue} · {edition.say(TITLE)}{draft}"),
        author=printable(edition.dossier.operator.name or venue),
        subject=edition.say(SUBJECT),
        lang=edition.lang,
        day=edition.assessment.as_of,
        fingerprint=edition.fingerprint,
    )


class Steps:
    """Progress and cancelling: one unit for each chapter composed and laid out, and one for the embedding."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        """Take the callables of the caller, if there are any."""
        self._progress, self._cancelled = progress, cancelled
        self.total = 1
        self._made = 0

    def check(self) -> None:
        """Stop if the user cancelled.

        Raises:
            CancelledError: if so.
        """
        if self._cancelled and self._cancelled():
            raise CancelledError

    def done(self) -> None:
        """Tell that one more unit is done."""
        self._made = min(self._made + 1, self.total)
        if self._progress:
            self._progress(self._made, self.total)


def _compose(edition: Edition, steps: Steps) -> list[Chapter]:
    """Return all chapters; those without content are left out.

    The steps come first because findings link to their answers, and the law last because it holds what all others cite.
    """
    chapters: list[Chapter] = []
    makers: tuple[Callable[[Edition], Iterable[Chapter | None]], ...] = (
        _answers,
        lambda one: (findings_chapter(one), decisions_chapter(one), open_chapter(one), notes_chapter(one)),
        lambda one: (signs_chapter(one), attachments_chapter(one), law_chapter(one)),
        lambda one: (history_chapter(one), signatures_chapter(one)),
    )
    for maker in makers:
        for chapter in maker(edition):
            steps.check()
            if chapter is not None and chapter.body:
                chapters.append(chapter)
    chapters.sort(key=lambda chapter: chapter.anchor != "findings")
    steps.total = len(chapters) + 2
    steps.done()
    return chapters


def _answers(edition: Edition) -> Iterable[Chapter]:
    for chapter in step_chapters(edition):
        if chapter.anchor == "filings":
            add_deadlines(edition, chapter)
        yield chapter


def _story(editions: Sequence[Edition], chapters: Sequence[Chapter], steps: Steps) -> list[Flowable]:
    story: list[Flowable] = []
    for edition in editions:
        story += [
            *((NextPageTemplate(f"cover {edition.lang}"), PageBreak()) if story else ()),
            *cover(edition, PAGE_HEIGHT - MARGIN - COVER_FOOTER),
        ]
    story.append(NextPageTemplate("page"))
    for edition in editions:
        story += [PageBreak(), *hurry_page(edition)]
    story += [PageBreak(), *contents(editions[0], chapters)]
    for number, chapter in enumerate(chapters, start=1):
        story += [
            PageBreak() if number == 1 else CondPageBreak(ROOM_FOR_CHAPTER),
            ChapterHead(f"{number}  {chapter.title}", chapter),
            *chapter.body,
            Milestone(steps),
        ]
    return list(headed(story))


class ChapterHead(Bookmarked):
    """The title of a chapter; it also makes the bookmarks of what is below it."""

    def __init__(self, title: str, chapter: Chapter) -> None:
        """Take the numbered title."""
        super().__init__(title, CHAPTER, chapter.anchor)
        self.chapter = chapter

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the title and add the bookmarks."""
        super().paint(canvas, x, top, width)
        for heading in self.chapter.headings:
            canvas.addOutlineEntry(heading.title, heading.anchor, heading.level, closed=True)


class Milestone(Flowable):
    """Nothing to see: when the page reaches it, a chapter is laid out."""

    def __init__(self, steps: Steps) -> None:
        """Take whom to tell."""
        super().__init__()
        self.steps = steps

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell that a chapter is done."""
        self.steps.done()


class _Document(BaseDocTemplate):
    """Pages: the cover with its footer, all others with head and foot."""

    def __init__(self, out: io.BytesIO, editions: Sequence[Edition], steps: Steps) -> None:
        super().__init__(
            out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            initialFontName=family().regular.name,
            invariant=1,
        )
        self._steps = steps
        body_frame = page_frame()
        page = PageTemplate("page", [body_frame], onPage=lambda canvas, _doc: _furnish(canvas, editions[0]))
        self.addPageTemplates([*map(_cover_template, editions), page])

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Let the user cancel between two pieces of a page; deeper inside, reportlab would wrap the exception."""
        self._steps.check()
        super().handle_flowable(flowables)


def _cover_template(edition: Edition) -> PageTemplate:
    return PageTemplate(
        f"cover {edition.lang}",
        [page_frame(bottom=COVER_FOOTER, height=PAGE_HEIGHT - MARGIN - COVER_FOOTER)],
        onPage=lambda canvas, _doc: watermark(canvas, edition),
        onPageEnd=lambda canvas, _doc: cover_furniture(canvas, edition),
    )


def _furnish(canvas: Any, edition: Edition) -> None:
    watermark(canvas, edition)
    page_furniture(canvas, edition)
