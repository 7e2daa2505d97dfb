"""Pictures of pages drawn in a thread of their own: what is in sight first, what is wanted no more not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from PySide6.QtCore import QObject, QRect, QSize, Qt, QThreadPool, Signal, Slot

from fr_desk.errors import FrDeskError
from fr_desk.gui.pdfium import PdfPages

TILE = QSize(2048, 1024)
"""Greatest size of one picture: a large sign shown large is drawn in several, and only where it is in sight."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a page at one size.

    Attributes:
        edition: which PDF the page belongs to; a paper made anew is another.
        page: its number, from 0.
        width: of the whole page in pixels.
        height: of the whole page in pixels.
        column: of the part, from the left.
        row: of the part, from the top.
    """

    edition: int
    page: int
    width: int
    height: int
    column: int
    row: int

    @property
    def part(self) -> QRect:
        """Which pixels of the page it holds."""
        left, top = self.column * TILE.width(), self.row * TILE.height()
        return QRect(left, top, min(TILE.width(), self.width - left), min(TILE.height(), self.height - top))


def tiles(edition: int, page: int, whole: QSize, seen: QRect) -> Iterable[Tile]:
    """Return the parts of a page that cover the pixels ``seen``."""
    seen = seen.intersected(QRect(0, 0, whole.width(), whole.height()))
    if seen.isEmpty():
        return
    for row in range(seen.top() // TILE.height(), seen.bottom() // TILE.height() + 1):
        for column in range(seen.left() // TILE.width(), seen.right() // TILE.width() + 1):
            yield Tile(edition, page, whole.width(), whole.height(), column, row)


class PageImages(QObject):
    """Draws the pages of one PDF at a time.

    Signals:
        opened: sizes of the pages of a PDF in points.
        drawn: a tile and its picture.
        failed: an error of ours.
    """

    opened = Signal(object)
    drawn = Signal(object, object)
    failed = Signal(object)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        """Wait for a PDF."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._lock = Lock()
        self._new: tuple[int, bytes] | None = None
        self._wanted: list[Tile] = []
        self._on_the_way: set[Tile] = set()
        self._busy = False
        self._pages: PdfPages | None = None
        self.edition = 0
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def open(self, data: bytes) -> None:
        """Draw the pages of another PDF from now on."""
        self.edition += 1
        with self._lock:
            self._new, self._wanted = (self.edition, data), []
        self._wake()

    def want(self, wanted: Iterable[Tile]) -> None:
        """Draw these, in this order, and nothing that was wanted before; not those of a PDF that is no longer open."""
        with self._lock:
            self._wanted = [
                tile for tile in wanted if tile.edition == self.edition and tile not in self._on_the_way
            ]
        self._wake()

    def close(self) -> None:
        """Stop drawing and let go of the PDF."""
        with self._lock:
            self._new, self._wanted = None, []
        self.blockSignals(True)
        self._pool.waitForDone()
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be drawn."""
        return not (self._busy or self._wanted or self._on_the_way or self._new)

    def _wake(self) -> None:
        with self._lock:
            if self._busy or not (self._wanted or self._new):
                return
            self._busy = True
        self._pool.start(self._work)

    def _work(self) -> None:
        """Draw until nothing is wanted; runs in the thread, and only there touches the PDF."""
        while True:
            with self._lock:
                new, self._new = self._new, None
                tile = self._wanted.pop(0) if self._wanted and new is None else None
                if new is None and tile is None:
                    self._busy = False
                    return
                if tile is not None:
                    self._on_the_way.add(tile)
            what, result = self._done(new, tile)
            self._arrived.emit(what, result)

    def _done(self, new: tuple[int, bytes] | None, tile: Tile | None) -> tuple[object, object]:
        """Open a PDF or draw a tile; return which, and what came of it."""
        what: object = new[0] if new is not None else tile
        try:
            if new is not None:
                if self._pages is not None:
                    self._pages.close()
                    self._pages = None
                self._pages = PdfPages(new[1])
                return what, self._pages.sizes
            if tile is None or self._pages is None:
                return what, None
            return what, self._pages.draw(tile.page, QSize(tile.width, tile.height), tile.part)
        except Exception as failure:  # noqa: BLE001 - a thread has nobody else to tell: the main thread raises it again
            return what, failure

    @Slot(object, object)
    def _on_arrived(self, what: object, result: object) -> None:
        if isinstance(what, Tile):
            with self._lock:
                self._on_the_way.discard(what)
        edition = what.edition if isinstance(what, Tile) else what
        if edition != self.edition or result is None:
            return
        if isinstance(result, FrDeskError):
            self.failed.emit(result)
        elif isinstance(result, Exception):
            raise result
        elif isinstance(what, Tile):
            self.drawn.emit(what, result)
        else:
            self.opened.emit(result)
