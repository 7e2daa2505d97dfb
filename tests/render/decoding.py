"""Reading QR codes back as a phone would: a decoder that shares nothing with the library that made them."""

from __future__ import annotations

import pypdfium2
import zxingcpp
from PIL.Image import Image


def codes_in(pdf: bytes, page: int = 0, dpi: int = 200) -> list[str]:
    """The texts of all QR codes on a page, from top to bottom.

    Args:
        pdf: the document.
        page: counted from 0.
        dpi: how finely the page is looked at; 200 is a plain office scanner.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return codes_on(document[page].render(scale=dpi / 72).to_pil())
    finally:
        document.close()


def codes_on(picture: Image) -> list[str]:
    """The texts of all QR codes on a picture, from top to bottom."""
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]
