"""The editor of a collection: rows with a summary, one of them open; add, duplicate, remove, “there are none”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.edits import Edit
from fr_desk.forms.question import Question
from fr_desk.forms.summary import summary_fields
from fr_desk.gui import theme
from fr_desk.gui.advice import Advices
from fr_desk.gui.arrange import Flow, make_room
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.form import Asked, Block, head_of
from fr_desk.gui.guide import Guide
from fr_desk.gui.item_rows import HeaderRow, ItemRow
from fr_desk.gui.language import t
from fr_desk.gui.notes import Notes
from fr_desk.gui.prose import Prose
from fr_desk.gui.strips import Strips
from fr_desk.gui.surfaces import renew_foot
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.coach import Advice
from fr_desk.rules.findings import Finding, Outcome

ADDED = N_("“{title}”: one added")
DUPLICATED = N_("“{title}”: one duplicated")
REMOVED = N_("“{title}”: one removed")
COPY_OF = N_("{name} (copy)")
WAYS_IN = {
    "cameras": (
        (N_("Table"), "list", "devices"),
        (N_("Import…"), "file-down", "devices_import"),
        (N_("Search the network…"), "search", "devices_search"),
    )
}
"""Other ways to fill a collection, as commands of the window."""
_WORST = (Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)


def _named(words: str, collection: str) -> Texts:
    return texts(words, title=texts(paths.spec_at(collection).title))


class ItemForm(QWidget):
    """The questions about one item, below its row."""

    def __init__(
        self, path: str, questions: Sequence[Question], owner: CollectionEditor, guide: Guide
    ) -> None:
        """Make the form of the item at ``path``."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.path = path
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 10, 8, 14)
        box.setSpacing(14)
        self.strips = Strips(guide)
        box.addWidget(self.strips)
        self.rows: list[Asked] = []
        self.inner: list[CollectionEditor] = []
        for question in questions:
            inside = paths.join(path, question.path)
            if question.items:
                editor = CollectionEditor(inside, question.items, guide)
                self.inner.append(editor)
                box.addWidget(editor)
            else:
                row = Asked(inside, guide, "row")
                self.rows.append(row)
                box.addWidget(row)
        box.addLayout(_item_buttons(owner, path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the foot anew; the rest stays as it was painted."""
        super().resizeEvent(event)
        renew_foot(self, event, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line that ties the form to its row."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(4, 6, 2, self.height() - 14, colours.tone("accent"))
        painter.fillRect(0, self.height() - colours.edge, self.width(), colours.edge, colours.tone("line"))

    def show_asked(self, asked: set[str]) -> None:
        """Show the questions among ``asked``."""
        for row in self.rows:
            row.show_asked(row.path in asked)
        for editor in self.inner:
            editor.setVisible(editor.path in asked)
            editor.show_asked(asked)

    def refresh(self) -> None:
        """Show the answers as they are now."""
        for row in self.rows:
            row.refresh()
        for editor in self.inner:
            editor.refresh()

    def show_findings(self, by_path: dict[str, list[Finding]]) -> None:
        """Take out of ``by_path`` what is about this item, and show it."""
        for row in self.rows:
            if not row.isHidden():
                row.show_findings(by_path.pop(row.path, []))
        for editor in self.inner:
            editor.show_findings(by_path)
        prefix = f"{self.path}."
        rest = [path for path in by_path if path == self.path or path.startswith(prefix)]
        self.strips.show_findings([finding for path in rest for finding in by_path.pop(path)])


def _item_buttons(owner: CollectionEditor, path: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for words, icon, press in (
        (N_("Done"), "check", owner.finish),
        (N_("Duplicate"), "copy", lambda: owner.duplicate(path)),
        (N_("Remove"), "trash-2", lambda: owner.remove(path)),
    ):
        line.addWidget(button(t(words), icon=icon, kind="small", press=press))
    line.addStretch()
    return line


class CollectionEditor(QWidget):
    """A list of items, and the form of the one that is open."""

    def __init__(self, path: str, questions: Sequence[Question], guide: Guide, intro: str = "") -> None:
        """Make the list of the collection at ``path``; ``intro`` is said below its question, else its own help."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.path, self._questions, self._guide = path, questions, guide
        self.spec = paths.spec_at(path)
        self._columns = summary_fields(self.spec)
        self._rows: dict[str, ItemRow] = {}
        self._form: ItemForm | None = None
        self._asked: set[str] = set()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.notes = Notes(path, guide.document)
        self._box.addLayout(head_of(Prose(t(self.spec.asks), "question"), *self.notes.marks))
        if intro or self.spec.help:
            self._box.addWidget(Prose(t(intro or self.spec.help), "secondary"))
        self._box.addSpacing(8)
        self._header = HeaderRow(self._columns)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._strips = Strips(guide)
        self._none = Chip(t(N_("There are none")))
        self._none.setAccessibleDescription(t(self.spec.asks))
        self._none.clicked.connect(self._on_none)
        self._add = button(self._add_words(), icon="plus", kind="link", press=self.add)
        self._add.setAccessibleDescription(t(self.spec.title))
        foot = Flow(12, 4)
        foot.set_margins(0, 8, 0, 0)
        foot.add(self._add)
        foot.add(self._none)
        for words, icon, action in WAYS_IN.get(path, ()):
            foot.add(button(t(words), icon=icon, kind="link", press=partial(guide.trigger, action)))
        self._box.addWidget(self._header)
        self._box.addLayout(self._list)
        self._box.addWidget(foot)
        self._box.addWidget(self.notes)
        self._strips.setContentsMargins(0, 8, 0, 0)
        self._box.addWidget(self._strips)
        self.advices = Advices(guide, named=True)
        self.advices.setContentsMargins(0, 8, 0, 0)
        self._box.addWidget(self.advices)
        self.refresh()

    def _add_words(self) -> str:
        return t(N_("Add"))

    def _items(self) -> Iterable[str]:
        return self._guide.document.get(self.path) or ()

    def refresh(self) -> None:
        """Follow the collection: rows come, go and change; the others stay."""
        dossier = self._guide.document.dossier
        items = self._guide.document.get(self.path)
        for key in [key for key in self._rows if key not in (items or ())]:
            self._drop(key)
        grows = False
        for position, (key, item) in enumerate((items or {}).items()):
            row = self._rows.get(key) or self._insert(key, position)
            grows = row.show_item(item, dossier) or grows
        if self._form is not None:
            self._form.refresh()
        self.notes.refresh()
        self._header.setVisible(bool(items))
        self._none.setVisible(not items)
        self._none.setChecked(items is not None and not items)
        if grows and self.isVisible():
            make_room(self)

    def _insert(self, key: str, position: int) -> ItemRow:
        row = ItemRow(paths.join(self.path, key), self.spec, self._columns)
        row.clicked.connect(lambda on: self.open_item(key) if on else self.finish())
        row.moved.connect(lambda way: self._move(key, way))
        following = list(self._rows.values())[position:]
        place = self._list.indexOf(following[0]) if following else self._list.count()
        self._list.insertWidget(place, row)
        self._rows[key] = row
        if following:
            ordered = [name for name in self._items() if name in self._rows]
            self._rows = {name: self._rows[name] for name in ordered}
        return row

    def _drop(self, key: str) -> None:
        if self.opened == key:
            self.close_item()
        row = self._rows.pop(key)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _move(self, key: str, way: int) -> None:
        keys = list(self._rows)
        there = keys.index(key) + way
        if 0 <= there < len(keys):
            self._rows[keys[there]].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def opened(self) -> str:
        """The id of the open item, empty if none is."""
        return self._form.path.rpartition(".")[2] if self._form is not None else ""

    def row(self, key: str) -> ItemRow:
        """Return the row of an item."""
        return self._rows[key]

    @property
    def form(self) -> ItemForm | None:
        """The form of the open item."""
        return self._form

    def open_item(self, key: str) -> None:
        """Open the form of one item and close the other."""
        if self.opened == key:
            return
        self.close_item()
        row = self._rows[key]
        row.setChecked(True)
        self._form = ItemForm(row.path, self._questions, self, self._guide)
        self._list.insertWidget(self._list.indexOf(row) + 1, self._form)
        self.show_asked(self._asked)
        self._guide.reshow()

    def close_item(self) -> None:
        """Close the form."""
        if self._form is None:
            return
        form, self._form = self._form, None
        row = self._rows[form.path.rpartition(".")[2]]
        row.setChecked(False)
        if form.isAncestorOf(form.window().focusWidget() or form):
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.removeWidget(form)
        form.hide()
        form.deleteLater()

    def finish(self) -> None:
        """Close the form; what it showed beside its questions goes below the list."""
        self.close_item()
        self._guide.reshow()

    def add(self) -> None:
        """Add an item and open it."""
        path = self._guide.document.insert(self.path, None, _named(ADDED, self.path))
        self._open_new(path)

    def duplicate(self, path: str) -> None:
        """Add a copy of an item and open it."""
        item = self._guide.document.get(path)
        field = next((name for name in ("name", "label") if getattr(item, name, None)), "")
        if field:
            copy = t(COPY_OF, name=getattr(item, field))[:200]
            item = item.model_copy(update={field: copy})
        self._open_new(self._guide.document.insert(self.path, item, _named(DUPLICATED, self.path)))

    def _open_new(self, path: str) -> None:
        self.open_item(path.rpartition(".")[2])
        if self._form is not None:
            first = next((row for row in self._form.rows if not row.isHidden()), None)
            if first is not None:
                first.take_focus()

    def remove(self, path: str) -> None:
        """Remove an item, and what names it."""
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._guide.document.apply([Edit(op="remove", path=path)], _named(REMOVED, self.path))

    def _on_none(self, on: bool) -> None:
        self._guide.document.edit(self.path, {} if on else None)

    def show_asked(self, asked: set[str]) -> None:
        """Show the questions among ``asked`` in the open form."""
        self._asked = asked
        if self._form is not None:
            self._form.show_asked(asked)

    def show_findings(self, by_path: dict[str, list[Finding]]) -> None:
        """Take out of ``by_path`` what is about this collection: in the rows, in the open form, below the list."""
        worst: dict[str, Outcome] = {}
        prefix = f"{self.path}."
        for path, findings in by_path.items():
            if not path.startswith(prefix):
                continue
            key = path[len(prefix) :].partition(".")[0]
            outcomes = {finding.outcome for finding in findings} | {worst.get(key)}
            worst[key] = next(outcome for outcome in _WORST if outcome in outcomes)
        for key, row in self._rows.items():
            row.show_outcome(worst.get(key))
        if self._form is not None:
            self._form.show_findings(by_path)
        for path in [path for path in by_path if path.startswith(prefix)]:
            del by_path[path]
        self._strips.show_findings(by_path.pop(self.path, []))

    def place_of(self, path: str) -> QWidget | None:
        """Open what shows ``path`` and return it, ``None`` if it is not in this collection."""
        if path == self.path:
            return self._add
        if not path.startswith(f"{self.path}."):
            return None
        key = path[len(self.path) + 1 :].partition(".")[0]
        if key not in self._rows:
            return self._add
        self.open_item(key)
        assert self._form is not None
        for editor in self._form.inner:
            found = editor.place_of(path)
            if found is not None:
                return found
        return next(
            (row for row in self._form.rows if row.path == path and not row.isHidden()), self._rows[key]
        )


class CollectionCard(Block):
    """A collection on a card of its own."""

    def __init__(self, path: str, questions: Sequence[Question], guide: Guide, intro: str = "") -> None:
        """Make the card for the collection at ``path``; ``intro`` is said below its question."""
        super().__init__()
        self._questions = questions
        self.editor = CollectionEditor(path, questions, guide, intro)
        self.box.addWidget(self.editor)

    def all_asked(self) -> Iterable[Asked]:
        """Yield the questions of the open item."""
        return self.editor.form.rows if self.editor.form else ()

    def show_asked(self, asked: set[str]) -> None:
        """Show the card if the collection is asked for."""
        self.setVisible(self.editor.path in asked)
        self.editor.show_asked(asked)

    def refresh(self) -> None:
        """Show the items as they are now."""
        self.editor.refresh()

    def show_advice(self, by_path: dict[str, list[Advice]]) -> None:
        """Show advice in the open form; what is about closed items, below the list."""
        super().show_advice(by_path)
        asked = {question.path for question in self._questions}
        rest = [
            path
            for path in by_path
            if path.startswith(f"{self.editor.path}.") and path.rpartition(".")[2] in asked
        ]
        self.editor.advices.show_advice([one for path in rest for one in by_path.pop(path)])

    def show_findings(self, by_path: dict[str, list[Finding]]) -> None:
        """Show findings in the list."""
        self.editor.show_findings(by_path)

    def place_of(self, path: str) -> QWidget | None:
        """Return the widget that shows ``path``, its item opened."""
        return self.editor.place_of(path)
