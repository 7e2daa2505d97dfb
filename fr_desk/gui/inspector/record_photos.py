"""The photos of one observation: small pictures, added from files, by pasting and dropping; each can be taken off."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.thumbnails import Thumbnail
from fr_desk.gui.tick import Tick
from fr_desk.i18n import N_
from fr_desk.inspection.record import Photo

ADD, PASTE = N_("Add photos…"), N_("Paste")
REMOVE = N_("Take this photo off: {name}")
DROP = N_("Photos can also be dropped here. What a photo says besides the picture is removed.")
KEEP_PLACE = N_("Keep where they were taken")
SIDE: Final = 104
MOST_DROPPED: Final = 40


class Photos(QWidget):
    """The photos.

    Signals:
        wanted: files or pictures to add, as a list of paths and of (bytes, name), and whether the place is kept.
        ask_wanted: files are to be asked for.
        removed: id of a photo that is to be taken off.
    """

    wanted = Signal(list, bool)
    ask_wanted = Signal()
    removed = Signal(str)

    def __init__(self) -> None:
        """Show no photos."""
        super().__init__()
        self.setAcceptDrops(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._held = QVBoxLayout()
        box.addLayout(self._held)
        actions = Flow(gap=8)
        self.add = button(t(ADD), icon="camera", press=self.ask_wanted.emit)
        self.paste = button(t(PASTE), icon="copy", kind="quiet", press=self.paste_picture)
        self.keep_place = Tick(t(KEEP_PLACE))
        for one in (self.add, self.paste, self.keep_place):
            actions.add(one)
        box.addWidget(actions)
        box.addWidget(Prose(t(DROP), "secondary"))
        self.shown: tuple[str, ...] = ()

    def show_photos(
        self, keys: tuple[str, ...], listed: Mapping[str, Photo], data: Mapping[str, bytes]
    ) -> None:
        """Show the photos of an observation."""
        if keys == self.shown and keys:
            return
        self.shown = keys
        empty(self._held)
        if not keys:
            return
        flow = Flow(gap=10)
        for key in keys:
            flow.add(self._picture(key, listed[key], data.get(key)))
        self._held.addWidget(flow)

    def _picture(self, key: str, photo: Photo, data: bytes | None) -> QWidget:
        made = QWidget()
        made.setFixedWidth(SIDE)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        picture = Thumbnail(SIDE)
        picture.setAccessibleName(flat(photo.name))
        picture.setToolTip(flat(photo.name))
        picture.show_data(data)
        box.addWidget(picture)
        box.addWidget(OneLine(flat(photo.name, 80), "secondary"))
        remove = button(
            t(REMOVE, name=flat(photo.name, 80)),
            icon="trash-2",
            kind="icon",
            press=lambda: self.removed.emit(key),
        )
        box.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    # adding

    def _tell(self, found: list[Path | tuple[bytes, str]]) -> None:
        if found:
            self.wanted.emit(found[:MOST_DROPPED], self.keep_place.isChecked())

    def paste_picture(self) -> bool:
        """Add what the clipboard holds: files, or a picture; tell whether there was one."""
        found = pictures_in(QApplication.clipboard().mimeData())
        self._tell(found)
        return bool(found)

    def add_files(self, files: list[Path]) -> None:
        """Add files."""
        self._tell(list(files))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        found = pictures_in(event.mimeData())
        event.acceptProposedAction()
        self._tell(found)


def pictures_in(data: QMimeData) -> list[Path | tuple[bytes, str]]:
    """Return the files, or the picture, that were pasted or dropped."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    if files:
        return list(files)
    if not data.hasImage():
        return []
    image = QImage(data.imageData())
    if image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt takes both
    return [(bytes(buffer.data().data()), "pasted.png")]
