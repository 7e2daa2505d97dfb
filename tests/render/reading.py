"""Reading printed papers back: text, fonts, pictures, embedded files."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2


class Printed:
    """The text of a paper. Line ends and spaces do not count: ``"two words" in printed``."""

    def __init__(self, text: str) -> None:
        self.text = _squeezed(text)

    def __contains__(self, words: str) -> bool:
        return _squeezed(words) in self.text

    def count(self, words: str) -> int:
        """How often ``words`` are there."""
        return self.text.count(_squeezed(words))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe]+", "", text)


def text_of(pdf: bytes) -> Printed:
    """All text of all pages."""
    return Printed("".join(page.text for page in texts_of(pdf)))


def texts_of(pdf: bytes) -> list[Printed]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [Printed(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def pages_of(pdf: bytes) -> int:
    """The number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts of a document by name, and whether each is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.Font:
                descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
                found[str(thing.BaseFont)] = "/FontFile2" in descriptor
    return found


def embedded(pdf: bytes, name: str) -> bytes:
    """One embedded file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return document.attachments[name].get_file().read_bytes()


def modules_at(pdf: bytes, left: float, bottom: float, size: float, modules: int) -> list[list[bool]]:
    """Whether each module of a QR code on the first page is dark; places in points from the lower left corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        scale = 6.0
        picture = page.render(scale=scale).to_pil().convert("L")
        height = page.get_height()
    finally:
        document.close()
    side = size / modules
    return [
        [
            picture.getpixel(
                (
                    int((left + (column + 0.5) * side) * scale),
                    int((height - bottom - size + (row + 0.5) * side) * scale),
                )
            )
            < 128
            for column in range(modules)
        ]
        for row in range(modules)
    ]
