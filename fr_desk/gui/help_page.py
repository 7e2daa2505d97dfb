"""One chapter of the guide as it is read: set in the desk's type and colours, its pictures as wide as the page.

Nothing is fetched: a picture is a file of the guide's own folder or it is not shown, and only links inside the guide
lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from fr_desk.gui import theme
from fr_desk.gui.help_chapters import Chapter
from fr_desk.resources import resource

MEASURE = 720
"""Greatest width of the text: longer lines are hard to follow."""
_SIDE, _TOP = 36, 24
_INDENT = 22
_PICTURE = re.compile(r"pictures/[a-z0-9-]+\.png")
_SIZES = {2: "title", 3: "panel"}
_Kind = QTextFormat.Property
_LEADING = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class HelpPage(QTextBrowser):
    """Shows a chapter.

    Signals:
        wanted: the anchor that a link leads to.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("helpPage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._on_clicked)
        self._pictures: dict[str, QImage] = {}
        self.marked: list[str] = []
        """The words that are marked, each time they stand there."""

    # what is shown

    def show_chapter(self, chapter: Chapter, words: Sequence[str] = ()) -> None:
        """Show a chapter from its top, with each of ``words`` marked."""
        self._pictures.clear()
        document = self.document()
        document.setDefaultFont(theme.font())
        document.setIndentWidth(_INDENT)
        document.setDocumentMargin(0)
        self.setMarkdown(chapter.markdown)
        self.setAccessibleName(chapter.title)
        with self._at_once():
            self._dress()
            self._fit()
        self.mark(words)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to(self, number: int) -> None:
        """Show the section ``number`` of the chapter, 0 for its beginning, at the top."""
        headings = [block for block in self._blocks() if block.blockFormat().headingLevel()]
        if 0 < number < len(headings):
            self._show_at_top(headings[number])
        else:
            self.verticalScrollBar().setValue(0)

    def mark(self, words: Sequence[str]) -> None:
        """Mark each of ``words`` wherever it stands in the chapter."""
        colours, marks = theme.tokens(), []
        self.marked = []
        look = QTextCharFormat()
        look.setBackground(colours.tone("review_ground" if colours.edge == 1 else "ink"))
        look.setForeground(colours.tone("review" if colours.edge == 1 else "surface"))
        for word in words:
            place = self.document().find(word)
            while not place.isNull():
                self.marked.append(place.selectedText())
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = place, look
                marks.append(selection)
                place = self.document().find(word, place)
        self.setExtraSelections(marks)

    def _on_clicked(self, url: QUrl) -> None:
        if url.toString().startswith("#"):
            self.wanted.emit(url.fragment())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, and nothing else."""
        asked = name if isinstance(name, str) else name.toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and _PICTURE.fullmatch(asked):
            return self._picture(asked)
        return None

    def _picture(self, name: str) -> QImage:
        if name not in self._pictures:
            self._pictures[name] = QImage(str(resource("guide", *name.split("/"))))
        return self._pictures[name]

    # how it is set

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Let the text be laid out once, after all changes."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        yield
        cursor.endEditBlock()

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _dress(self) -> None:
        """Give the chapter the sizes, distances and colours of the desk."""
        for block in self._blocks():
            cursor = QTextCursor(block)
            cursor.mergeBlockFormat(_set(block))
            cursor.setBlockCharFormat(_bullet(block))
            for start, length, look in _letters(block):
                cursor.setPosition(start)
                cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(look)
        for table in self._tables():
            _rule(table)

    def _tables(self) -> Iterator[QTextTable]:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                yield frame

    def _fit(self) -> None:
        """Set the text to the width there is, at most :data:`MEASURE`, and the pictures with it."""
        width = self.viewport().width()
        measure = max(200, min(MEASURE, width - 2 * _SIDE))
        frame = QTextFrameFormat(self.document().rootFrame().frameFormat())
        frame.setLeftMargin(_SIDE)
        frame.setRightMargin(max(0, width - _SIDE - measure))
        frame.setTopMargin(_TOP)
        frame.setBottomMargin(_TOP)
        self.document().rootFrame().setFrameFormat(frame)
        for block in self._blocks():
            table = _table_of(block)
            room = measure if table is None else measure // table.columns() - 14
            for start, picture in _pictures(block):
                self._scale(start, picture, room)

    def _scale(self, start: int, picture: QTextImageFormat, room: int) -> None:
        """Draw a picture anew for the room it has: Qt itself would stretch it roughly."""
        whole = self._picture(picture.name()).size()
        ratio = self.devicePixelRatioF()
        width = min(room, whole.width())
        size = QSize(width, max(1, round(whole.height() * width / max(1, whole.width()))))
        if round(picture.width()) == size.width() and round(picture.height()) == size.height():
            return
        drawn = self._picture(picture.name()).scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        drawn.setDevicePixelRatio(ratio)
        self.document().addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name()), drawn
        )
        picture.setWidth(size.width())
        picture.setHeight(size.height())
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(picture)

    def _show_at_top(self, block: QTextBlock) -> None:
        place = self.document().documentLayout().blockBoundingRect(block)
        self.verticalScrollBar().setValue(max(0, round(place.top()) - 10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text to the new width; what stands at the top stays there."""
        top = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        at_start = self.verticalScrollBar().value() == 0
        super().resizeEvent(event)
        with self._at_once():
            self._fit()
        if not at_start:
            self._show_at_top(top)


def _set(block: QTextBlock) -> QTextBlockFormat:
    """Return the distances of a paragraph by what it is."""
    form, is_picture = QTextBlockFormat(), any(True for _ in _pictures(block))
    level, in_table = block.blockFormat().headingLevel(), _table_of(block) is not None
    form.setTopMargin({2: 0, 3: 20}.get(level, 0))
    form.setBottomMargin(0 if in_table else {2: 10, 3: 6}.get(level, 4 if block.textList() else 9))
    form.setRightMargin(0)
    if not is_picture:
        form.setLineHeight(142, _LEADING)
    return form


def _table_of(block: QTextBlock) -> QTextTable | None:
    """Return the table a paragraph stands in, if it does; Qt's stubs say that it always does."""
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def _bullet(block: QTextBlock) -> QTextCharFormat:
    """Return the look of what stands before an item of a list: a dot is a little smaller than the words."""
    listed = cast("QTextList | None", block.textList())
    dotted = listed is not None and listed.format().style() == QTextListFormat.Style.ListDisc
    look = QTextCharFormat()
    look.setFontFamilies(theme.families())
    look.setFontPointSize(theme.points(theme.SIZES["body"]) * (0.8 if dotted else 1))
    look.setForeground(theme.tokens().tone("muted"))
    return look


def _letters(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Yield place, length and look of the parts of a paragraph."""
    colours, level = theme.tokens(), block.blockFormat().headingLevel()
    for start, length, old in _fragments(block):
        if old.isImageFormat():
            continue
        look = QTextCharFormat(old)
        look.clearProperty(_Kind.FontSizeAdjustment)
        look.setForeground(colours.tone("accent" if old.isAnchor() else "ink"))
        look.setFontFamilies(theme.families())
        if level:
            look.setFontPointSize(theme.points(theme.SIZES[_SIZES.get(level, "question")]))
            look.setFontWeight(700)
        elif old.fontFixedPitch():
            look.setFontPointSize(theme.points(theme.SIZES["secondary"]))
            look.setBackground(colours.tone("sunken"))
        yield start, length, look


def _rule(table: QTextTable) -> None:
    """Give a table hairlines, air and a head; one that only arranges pictures gets none of it."""
    colours, form = theme.tokens(), table.format()
    form.setBorderCollapse(True)
    form.setCellSpacing(0)
    arranges = any(picture for block in _blocks_of(table) for picture in _pictures(block))
    form.setBorder(0 if arranges else colours.edge)
    form.setBorderBrush(QBrush(colours.tone("line")))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setCellPadding(4 if arranges else 7)
    form.setTopMargin(4)
    form.setBottomMargin(14)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    if arranges:
        share = QTextLength(QTextLength.Type.PercentageLength, 100 / table.columns())
        form.setColumnWidthConstraints([share] * table.columns())
    table.setFormat(form)
    if not arranges:
        for column in range(table.columns()):
            head = table.cellAt(0, column)
            look = head.format()
            look.setBackground(colours.tone("sunken"))
            head.setFormat(look)


def _blocks_of(table: QTextTable) -> Iterator[QTextBlock]:
    block = table.firstCursorPosition().block()
    last = table.lastCursorPosition().block()
    while block.isValid() and block.position() <= last.position():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return place, length and look of the parts of a paragraph, as they are before anything is changed."""
    walk, found = block.begin(), []
    while not walk.atEnd():
        part = walk.fragment()
        found.append((part.position(), part.length(), part.charFormat()))
        walk += 1
    return found


def _pictures(block: QTextBlock) -> Iterator[tuple[int, QTextImageFormat]]:
    """Yield the places and formats of the pictures of a paragraph."""
    for start, _length, look in _fragments(block):
        if look.isImageFormat():
            yield start, look.toImageFormat()
