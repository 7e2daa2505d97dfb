"""Keeps the pictures of the guide: small, with an edge so that white paper shows on a white page, and no others."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage

MOST = 118_000
"""Bytes of one picture."""
COLOURS = (256, 128, 96, 64, 48, 32)
EDGE = "#C9D1D6"


class Store:
    """The folder of the pictures."""

    def __init__(self, folder: Path) -> None:
        """Keeps pictures in ``folder``; those from before stay until :meth:`tidy`."""
        self._folder = folder
        self._kept: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, name: str, picture: QImage | Image.Image) -> None:
        """Writes a picture as PNG with as many colours as its size allows."""
        image = _from_qt(picture) if isinstance(picture, QImage) else picture.convert("RGB")
        _edge(image)
        data = _packed(image)
        (self._folder / f"{name}.png").write_bytes(data)
        self._kept[name] = len(data)

    def tidy(self) -> None:
        """Takes away pictures that were not made anew."""
        for path in self._folder.glob("*.png"):
            if path.stem not in self._kept:
                path.unlink()

    @property
    def summary(self) -> str:
        """How many pictures there are, and how large they are together."""
        return f"{len(self._kept)} pictures, {sum(self._kept.values()) / 1e6:.1f} MB"


def _from_qt(picture: QImage) -> Image.Image:
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = picture.width(), picture.height()
    return Image.frombuffer(
        "RGB", size, bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine(), 1
    ).copy()


def _edge(image: Image.Image) -> None:
    """Draws a hairline around a picture."""
    wide, high = image.size
    for box in ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high)):
        image.paste(EDGE, box)


def _packed(image: Image.Image) -> bytes:
    """Returns a picture as PNG of at most :data:`MOST` bytes, with the most colours that fit."""
    data = b""
    for colours in COLOURS:
        few = image.quantize(colours, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
        out = io.BytesIO()
        few.save(out, "PNG", optimize=True)
        data = out.getvalue()
        if len(data) <= MOST:
            break
    return data
