"""The user guide in a window: contents and search at the left, the chapter that is read at the right.

Everything comes from the bundled guide; nothing is fetched. This module is imported when the window is first opened.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fr_desk.gui import icons, language
from fr_desk.gui.buttons import button
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.help_chapters import Chapter, Found, Section, chapters, find
from fr_desk.gui.help_page import HelpPage
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_

TITLE = N_("Help")
SEARCH = N_("Search the guide")
CONTENTS = N_("Contents")
NOTHING = N_("Nothing found. Try a shorter word.")
FOUND = N_("Places found: {count}")
WIDE, NARROW = 296, 236
"""Widths of the left column, in a window from 940 pixels on and below."""
_ANCHOR = Qt.ItemDataRole.UserRole


class HelpWindow(QWidget):
    """The guide."""

    def __init__(self, owner: QWidget, actions: Mapping[str, QAction]) -> None:
        """Make the window, which belongs to ``owner``; of its ``actions`` those for the size of text work here too."""
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(620, 420)
        self._chapters: tuple[Chapter, ...] = ()
        self._items: list[list[QTreeWidgetItem]] = []
        self._found: tuple[Found, ...] = ()
        self._been: list[str] = []
        self.anchor = ""
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.page = HelpPage()
        self.page.wanted.connect(self.show_anchor)
        self._left = self._make_left()
        box.addWidget(self._left)
        box.addWidget(self.page, 1)
        self._key("close", self.close, QKeySequence.StandardKey.Close)
        self._key("search", self.search.setFocus, QKeySequence.StandardKey.Find)
        self._key("back", self.go_back, QKeySequence.StandardKey.Back)
        self.addActions([actions["larger"], actions["smaller"]])
        self.resize(min(owner.width(), 1080), min(max(owner.height(), 560), 760))
        self.fill()

    def _make_left(self) -> QWidget:
        left = QWidget()
        left.setObjectName("caseList")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(left)
        box.setContentsMargins(12, 14, 11, 10)
        box.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(4)
        self.search = Line()
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        line.addWidget(self.search, 1)
        self.back = button(t(N_("Back")), icon="undo-2", kind="icon", press=self.go_back)
        line.addWidget(self.back)
        box.addLayout(line)
        self.told = Prose(role="secondary")
        self.told.setVisible(False)
        box.addWidget(self.told)
        self.contents = QTreeWidget()
        self.contents.setColumnCount(1)
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(16)
        self.contents.setExpandsOnDoubleClick(False)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.results = QListWidget()
        self.results.setWordWrap(True)
        self.results.currentRowChanged.connect(self._on_result)
        for one in (self.contents, self.results):
            one.setFrameShape(one.Shape.NoFrame)
            one.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            one.setVerticalScrollMode(one.ScrollMode.ScrollPerPixel)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.contents)
        self._lists.addWidget(self.results)
        box.addWidget(self._lists, 1)
        return left

    def _key(self, name: str, press: object, keys: QKeySequence.StandardKey) -> None:
        assert callable(press)
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcuts(QKeySequence.keyBindings(keys))
        action.triggered.connect(lambda _checked=False: press())
        self.addAction(action)

    # the guide in the language of the screen

    def fill(self) -> None:
        """Write everything in the language, colours and text size of the screen; what is read stays."""
        self._chapters = chapters(language.current())
        self.setWindowTitle(f"{t(TITLE)} – FR Desk")
        self.setAccessibleName(t(TITLE))
        self.search.setPlaceholderText(t(SEARCH))
        self.search.setAccessibleName(t(SEARCH))
        self.back.setAccessibleName(t(N_("Back")))
        self.back.setToolTip(t(N_("Back")))
        self.back.setIcon(icons.icon("undo-2"))
        self.contents.setAccessibleName(t(CONTENTS))
        self.results.setAccessibleName(t(SEARCH))
        self.contents.blockSignals(True)
        self.contents.clear()
        self._items = [[_item(section) for section in chapter.sections] for chapter in self._chapters]
        for head, *below in self._items:
            head.addChildren(below)
            self.contents.addTopLevelItem(head)
        self.contents.blockSignals(False)
        anchor, self.anchor = self.anchor, ""
        self._show(anchor or self._chapters[0].anchor)
        if self.search.text():
            self._on_typed(self.search.text())

    # what is read

    @property
    def chapter(self) -> Chapter:
        """The chapter that is read."""
        return self._chapter_of(self.anchor) or self._chapters[0]

    def _chapter_of(self, anchor: str) -> Chapter | None:
        return next(
            (one for one in self._chapters if any(part.anchor == anchor for part in one.sections)), None
        )

    def show_anchor(self, anchor: str) -> None:
        """Show the chapter or section called ``anchor``; the first chapter if there is none."""
        if anchor != self.anchor:
            self._been.append(self.anchor)
            self._show(anchor)

    def go_back(self) -> None:
        """Show again what was read before."""
        if self._been:
            self._show(self._been.pop())

    def _show(self, anchor: str, words: tuple[str, ...] = ()) -> None:
        chapter = self._chapter_of(anchor) or self._chapters[0]
        if not self.anchor or chapter is not self.chapter:
            self.page.show_chapter(chapter, words)
        else:
            self.page.mark(words)
        names = [section.anchor for section in chapter.sections]
        self.anchor = anchor if anchor in names else chapter.anchor
        self.page.go_to(names.index(self.anchor))
        self.back.setEnabled(bool(self._been))
        self._choose(self._chapters.index(chapter), names.index(self.anchor))

    def _choose(self, number: int, place: int) -> None:
        """Mark what is read in the contents, and unfold only its chapter."""
        self.contents.blockSignals(True)
        for other, (head, *_below) in enumerate(self._items):
            head.setExpanded(other == number)
        self.contents.setCurrentItem(self._items[number][place])
        self.contents.blockSignals(False)

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.show_anchor(item.data(0, _ANCHOR))

    # looking for words

    def _on_typed(self, text: str) -> None:
        self._found = find(text, self._chapters)
        looking = bool(text.strip())
        self._lists.setCurrentWidget(self.results if looking else self.contents)
        self.told.say((t(FOUND, count=len(self._found)) if self._found else t(NOTHING)) if looking else "")
        self.results.blockSignals(True)
        self.results.clear()
        for hit in self._found:
            title = hit.section.title
            if hit.section is not hit.chapter.sections[0]:
                title = f"{hit.chapter.title} · {title}"
            item = QListWidgetItem(f"{title}\n{hit.excerpt}")
            item.setToolTip(title)
            self.results.addItem(item)
        self.results.blockSignals(False)
        if self._found:
            self.results.setCurrentRow(0)
        else:
            self.page.mark(())

    def _on_result(self, row: int) -> None:
        if 0 <= row < len(self._found):
            anchor = self._found[row].section.anchor
            if anchor != self.anchor:
                self._been.append(self.anchor)
            self._show(anchor, tuple(self.search.text().split()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows choose a result, and Enter go to the text, while the field has the keyboard."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if way is not None and self._found:
                self.results.setCurrentRow(max(0, min(self.results.currentRow() + way, len(self._found) - 1)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.page.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    # room and keyboard

    def take_focus(self) -> None:
        """Give the keyboard to the contents."""
        self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the contents less room in a narrow window."""
        self._left.setFixedWidth(WIDE if event.size().width() >= 940 else NARROW)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the search on Escape, then the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
            self.take_focus()
        else:
            self.close()


def _item(section: Section) -> QTreeWidgetItem:
    item = QTreeWidgetItem([section.title])
    item.setData(0, _ANCHOR, section.anchor)
    item.setToolTip(0, section.title)
    return item
