"""Draws the pictures of what the program prints: pages of the dossier, every kind of sign, forms.

Everything is made by the program's own services and drawn as a PDF reader draws it.
"""

import io
import re
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from fr_desk import services
from fr_desk.domain import edits, paths
from fr_desk.domain.choices import AttachmentKind, CameraKind, PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.render.signs import placement_pdf, plan_signs, sign_pdf
from fr_desk.rules.findings import Outcome
from fr_desk.services.attachments import add_attachment, take_in
from fr_desk.services.forms import make_form, write_forms
from fr_desk.services.printing import make_paper
from picture_scenes import scene
from picture_store import Store

WIDTH = 560
"""Pixels across a page: three of them stand side by side in the guide."""
GROUND = "#DEE4E8"
PAGES = {
    "dossier-cover": 1,
    "dossier-hurry": 2,
    "dossier-contents": 3,
    "dossier-findings": "Findings",
    "dossier-devices": "Devices",
    "dossier-answers": "Why a face, and what else would do",
    "dossier-assessment": "Before the measures",
    "dossier-retention": "Kind of data",
    "dossier-deadlines": "What is due when",
    "dossier-hanging": "Signs that hang",
    "dossier-law": "The law cited",
    "dossier-signatures": "Signatures",
}
"""Pages of the dossier by number, or by a heading on them."""
AT_HAND = frozenset({CameraKind.FACE_TERMINAL, CameraKind.GATE, CameraKind.KIOSK})
SOLE_METHOD = "cn.fr.not-sole-method"
FORMS = ("face-consent", "impact-assessment")


class MissingPageError(LookupError):
    """No page has the heading."""


@dataclass(frozen=True)
class Papers:
    """The papers of one sample in one language."""

    store: Store
    dossier: Dossier
    lang: Lang

    def take(self) -> None:
        """Draws all of them."""
        dossier, attachments = with_photos(self.dossier)
        data = make_paper("dossier", dossier, attachments, (self.lang,))
        with pypdfium2.PdfDocument(data) as document:
            for name, place in PAGES.items():
                number = place - 1 if isinstance(place, int) else self._page_with(place, document)
                self._keep(name, drawn(document, number))
        self._signs(put_right(dossier), attachments)
        for form in FORMS:
            self._keep(f"form-{form}", first_page(make_form(form, dossier, self.lang)))
        with tempfile.TemporaryDirectory() as folder:
            overview, *_ = write_forms(dossier, Path(folder), (self.lang,), formats=("pdf",))
            self._keep("forms-overview", first_page(overview.read_bytes()))

    def _signs(self, dossier: Dossier, attachments: dict[str, bytes]) -> None:
        """Draws every kind of sign, and one of them in every way it can be printed."""
        with_all = paths.replace(
            dossier, "designs", {f"d{n}": {"kind": kind} for n, kind in enumerate(SignKind, 1)}
        )
        signs = {sign.kind: sign for sign in reversed(plan_signs(with_all))}
        own = (self.lang,)
        for kind, sign in signs.items():
            self._keep(
                f"sign-{kind.replace('_', '-')}", first_page(sign_pdf(sign, with_all, attachments, own))
            )
        self._keep("sign-placement", first_page(placement_pdf(with_all, self.lang)))
        every = (self.lang, *(lang for lang in LANGUAGES if lang != self.lang))
        make = partial(sign_pdf, signs[SignKind.FACE_TERMINAL], with_all, attachments)
        self._keep("sign-landscape", first_page(make(own, PaperSize.A4, landscape=True)))
        self._keep("sign-languages", first_page(make(every, PaperSize.A4)))
        self._keep("sign-a6", on_a4(first_page(make(own, PaperSize.A6), WIDTH // 2)))
        self._keep("sign-shop", first_page(make(own, PaperSize.A3, bleed=True)))
        with pypdfium2.PdfDocument(make(own, PaperSize.A2, tile=True)) as parts:
            self._keep("sign-tiled", beside(drawn(parts, 0), drawn(parts, 1)))

    def _page_with(self, heading: str, document: pypdfium2.PdfDocument) -> int:
        """Returns the page that a bookmark of these words leads to, or else the one that has them most often.

        Where devices begin, that is the first page with their photos.
        """
        wanted, pages = translate(heading, self.lang), range(len(document))
        marks = {re.sub(r"^\d+\s+", "", mark.get_title()): mark.get_dest() for mark in document.get_toc()}
        target = marks.get(wanted)
        if target is not None:
            first = int(target.get_index())
            return (
                first
                if heading != "Devices"
                else next(number for number in pages[first:] if _photos(document, number))
            )
        often = {number: _words(document, number).count("".join(wanted.split())) for number in pages}
        if not any(often.values()):
            raise MissingPageError(f"no page of the dossier in {self.lang} says “{heading}”")
        return max(pages, key=lambda number: often[number])

    def _keep(self, name: str, picture: Image.Image) -> None:
        self.store.keep(f"{name}-{self.lang}", picture)


def with_photos(dossier: Dossier) -> tuple[Dossier, dict[str, bytes]]:
    """Returns a dossier with photos of its devices and signs, and the photos."""
    attachments: dict[str, bytes] = {}
    for key, camera in (dossier.cameras or {}).items():
        kind = "terminal" if camera.kind in AT_HAND else "dome"
        photo = take_in(scene(kind), f"{kind}.jpg", AttachmentKind.PHOTO)
        dossier, attachments, _ = add_attachment(dossier, attachments, photo, f"cameras.{key}.photo")
    for key in dossier.signs or {}:
        photo = take_in(scene("sign"), "sign.jpg", AttachmentKind.PHOTO)
        dossier, attachments, _ = add_attachment(dossier, attachments, photo, f"signs.{key}.photo")
    return dossier, attachments


def put_right(dossier: Dossier) -> Dossier:
    """Returns a dossier in which people are offered another way than their face, so that signs can name it."""
    for finding in services.assess(dossier).of(Outcome.BREACHED):
        if finding.rule == SOLE_METHOD and finding.fixes:
            return edits.apply(dossier, *finding.fixes[0].edits)
    return dossier


def _words(document: pypdfium2.PdfDocument, number: int) -> str:
    """Returns what a page says, without spaces."""
    return "".join(document[number].get_textpage().get_text_range().split())


def _photos(document: pypdfium2.PdfDocument, number: int) -> int:
    """Returns how many photos a page has."""
    return len(list(document[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))


def drawn(document: pypdfium2.PdfDocument, number: int, width: int = WIDTH) -> Image.Image:
    """Returns the picture of a page."""
    page = document[number]
    picture: Image.Image = page.render(scale=width / page.get_width()).to_pil()
    return picture


def beside(first: Image.Image, second: Image.Image, gap: int = 24) -> Image.Image:
    """Returns two pictures side by side."""
    high = max(first.height, second.height)
    both = Image.new("RGB", (first.width + gap + second.width, high), GROUND)
    both.paste(first, (0, (high - first.height) // 2))
    both.paste(second, (first.width + gap, (high - second.height) // 2))
    return both


def on_a4(picture: Image.Image) -> Image.Image:
    """Returns a small page in the middle of a sheet of A4, so that it looks as small as it is."""
    sheet = Image.new("RGB", (WIDTH, round(WIDTH * 297 / 210)), GROUND)
    sheet.paste(picture, ((sheet.width - picture.width) // 2, (sheet.height - picture.height) // 2))
    return sheet


def first_page(data: bytes, width: int = WIDTH) -> Image.Image:
    """Returns the picture of the first page of a PDF."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        return drawn(document, 0, width)
