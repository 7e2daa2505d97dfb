"""How much work the pages of a PDF are, found out before anything reads them: a small file can ask for endless work.

Our own pages are light and built in few ways. Whatever is built in another way counts as too heavy.
"""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name

MOST_PAGES = 2_000
HEAVIEST = 1 << 30
"""Most bytes of drawing on all pages together, drawings within drawings counted as often as they are drawn; and most
bytes of everything unpacked."""
TIGHTEST = 1032
"""How many bytes Deflate can pack into one."""
DEEPEST = 8
"""Most drawings within drawings."""
_CHUNK = 1 << 20

BROKEN = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
    RuntimeError,
)
"""What taking a PDF apart that a stranger made can end in."""


class TooHeavyError(ValueError):
    """More work than any dossier is."""


def refuse_heavy(pdf: pikepdf.Pdf, size: int) -> None:
    """Refuse pages that would take very long to read.

    Args:
        pdf: the document.
        size: of the file, in bytes.

    Raises:
        TooHeavyError: if they would.
    """
    if len(pdf.pages) > MOST_PAGES:
        raise TooHeavyError
    scale = _Scale()
    if size * TIGHTEST > HEAVIEST:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                scale.unpack(thing)
    for page in pdf.pages:
        scale.weigh_page(page.obj)


class _Scale:
    """Adds up what is on the pages."""

    def __init__(self) -> None:
        self._forms: dict[tuple[int, int], int] = {}
        self._unpacked = 0
        self._drawn = 0

    def unpack(self, stream: pikepdf.Stream) -> None:
        """Add the size of a stream, unpacked."""
        if stream.get("/Subtype") != Name.Image:
            self._unpacked += _size(stream, HEAVIEST)
        if self._unpacked > HEAVIEST:
            raise TooHeavyError

    def weigh_page(self, page: pikepdf.Object) -> None:
        """Add what a page draws."""
        content = page.get("/Contents", Array())
        for stream in list(content) if isinstance(content, Array) else [content]:
            self._drawn += self._weight(stream, _resources(page), 0)
        if self._drawn > HEAVIEST:
            raise TooHeavyError

    def _weight(self, stream: pikepdf.Object, resources: pikepdf.Object, depth: int) -> int:
        if depth > DEEPEST or not isinstance(stream, pikepdf.Stream):
            raise TooHeavyError
        fonts = resources.get("/Font", Dictionary()).values()
        if any(isinstance(one, Dictionary) and one.get("/Subtype") == Name.Type3 for one in fonts):
            raise TooHeavyError  # its letters are drawings
        drawing = _unpacked(stream)
        below = [
            self._form(one, depth + 1)
            for one in resources.get("/XObject", Dictionary()).values()
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Form
        ]
        return len(drawing) + drawing.count(b"Do") * max(below, default=0)

    def _form(self, form: pikepdf.Stream, depth: int) -> int:
        key = form.objgen
        if key not in self._forms:
            self._forms[key] = self._weight(form, form.get("/Resources", Dictionary()), depth)
        return self._forms[key]


def _resources(page: pikepdf.Object) -> pikepdf.Object:
    """Return what a page draws with; it may stand in the nodes above."""
    node = page
    for _ in range(DEEPEST):
        found = node.get("/Resources")
        if found is not None:
            return found
        node = node.get("/Parent", Dictionary())
    return Dictionary()


def _unpacked(stream: pikepdf.Stream) -> bytes:
    packed = stream.read_raw_bytes()
    return zlib.decompressobj().decompress(packed, HEAVIEST) if _is_deflated(stream) else packed


def _is_deflated(stream: pikepdf.Stream) -> bool:
    """Tell whether a stream is packed with Deflate, and not with anything else.

    Raises:
        TooHeavyError: if it is packed in any other way.
    """
    named = stream.get("/Filter", Array())
    names = list(named) if isinstance(named, Array) else [named]
    if names not in ([], [Name.FlateDecode]):
        raise TooHeavyError
    return bool(names)


def _size(stream: pikepdf.Stream, limit: int) -> int:
    """Return the size of a stream, unpacked; no more than a little above ``limit`` is unpacked."""
    packed = stream.read_raw_bytes()
    if not _is_deflated(stream):
        return len(packed)
    unpacker, size = zlib.decompressobj(), 0
    while packed and not unpacker.eof and size <= limit:
        size += len(unpacker.decompress(packed, _CHUNK))
        packed = unpacker.unconsumed_tail
    return size
