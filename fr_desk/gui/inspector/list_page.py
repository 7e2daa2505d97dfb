"""The list of an inspection: filters at the left, charts and table in the middle, the current row at the right.

It shows what a :class:`Portfolio` answers and asks it for other rows. What is looked at is kept in a :class:`Look`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fr_desk.gui import icons, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.focus import focus_first, neighbour
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.asking import Answer, Counted
from fr_desk.gui.inspector.charts import Charts
from fr_desk.gui.inspector.facet_panel import FacetPanel
from fr_desk.gui.inspector.foot import Foot
from fr_desk.gui.inspector.head import Head
from fr_desk.gui.inspector.look import Look, is_filtered, picked, sorted_by, unfiltered
from fr_desk.gui.inspector.one_card import OneCard
from fr_desk.gui.inspector.run_bar import RunBar
from fr_desk.gui.inspector.table import Table
from fr_desk.gui.inspector.table_model import TableModel
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.spoken import announce
from fr_desk.gui.surfaces import Card
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_, spell_number
from fr_desk.inspection.wanted import Column, Facet, Row, Wanted

if TYPE_CHECKING:
    from fr_desk.gui.inspector.portfolio import Portfolio

TYPED_AFTER = 60
"""Milliseconds after a letter until rows are asked for."""
RESTED_AFTER = 30
"""Milliseconds until the row with the keyboard shows beside the list: rows that one passes by do not."""
CARD = 318
_ROOM_FOR_CARD, _ROOM_FOR_CHARTS = 1150, 560
ROW_ACTIONS = (
    ("open", N_("Open"), "file-text"),
    ("record", N_("Record on site"), "clipboard-check"),
    ("sheet", N_("On-site sheet"), "printer"),
    ("copy", N_("Copy the rows"), "copy"),
)
"""What the menu of a row offers: names as of :class:`Head`, words, icons."""
NO_ROWS = N_("Nothing fits these filters.")
NOTHING_FOUND = N_("No dossier was found in what you chose.")
NOT_READ = N_("Nothing has been read yet.")
WAITING = N_("The first results appear in a moment.")
SHOWN = N_("Shown: {count} of {total}")


class ListPage(QWidget):
    """The page.

    Signals:
        asked: the name of something to do: see :class:`Head`; ``open`` and ``again`` are among them.
        row_changed: the row with the keyboard is another one.
        saved_wanted: the saved filters are to be shown, at a button.
        look_changed: other columns, widths or folds are to be kept.
    """

    asked = Signal(str)
    row_changed = Signal()
    saved_wanted = Signal(object)
    look_changed = Signal()

    def __init__(self, portfolio: Portfolio, look: Look) -> None:
        """Show ``portfolio`` as ``look`` says."""
        super().__init__()
        self.portfolio, self._look = portfolio, look
        self._counted: Counted | None = None
        self._answer: Answer | None = None
        self._pending, self._from_top = look.current, False
        self._unpainted = self._renewed = False
        self.model = TableModel(portfolio.rows, look.columns)
        self.model.setParent(self)
        self.head, self.run_bar, self.foot = Head(look.wanted), RunBar(), Foot()
        self.filters, self.charts = FacetPanel(look), Charts(look.by)
        self.table = Table(self.model, look.widths)
        self.card = OneCard()
        self._rested = QTimer(self, singleShot=True, interval=RESTED_AFTER)
        self._rested.timeout.connect(self._show_card)
        self._typed = QTimer(self, singleShot=True, interval=TYPED_AFTER)
        self._typed.timeout.connect(self._take_words)
        self._lay_out()
        self._connect()
        self.table.show_order(look.wanted.sort, descending=look.wanted.descending)
        self._follow()
        self.ask()

    # how it is put together

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.run_bar)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.filters)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.small)
        column.setSpacing(SPACE.medium)
        column.addWidget(self.charts)
        card = Card(margins=(7, 5, 7, 8))
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._nothing())
        card.box.addWidget(self._rows)
        column.addWidget(card, 1)
        middle.addWidget(self._middle, 1)
        self.card.setObjectName("panel")
        self.card.setFixedWidth(theme.width(CARD))
        middle.addWidget(self.card)
        box.addLayout(middle, 1)
        box.addWidget(self.foot)

    def _nothing(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(SPACE.wide, SPACE.wide, SPACE.wide, SPACE.wide)
        box.setSpacing(SPACE.medium)
        self.nothing = Prose(role="muted")
        self.everything = button(
            t(N_("Show everything")), icon="x", press=lambda: self.want(unfiltered(self._look.wanted))
        )
        box.addStretch(1)
        box.addWidget(Icon("search", "muted", 30))
        box.addWidget(self.nothing)
        box.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(2)
        return holder

    def _connect(self) -> None:
        self.head.words_typed.connect(lambda _words: self._typed.start())
        self.head.into_table.connect(self._into_table)
        self.head.asked.connect(self.asked)
        self.filters.wanted.connect(self.want)
        self.filters.folded.connect(lambda folded: self._keep(folded_facets=folded))
        self.filters.whole.connect(lambda whole: self._keep(whole_facets=whole))
        self.filters.found.connect(lambda words: self._keep(find=words))
        self.filters.saved_wanted.connect(self.saved_wanted)
        self.charts.picked.connect(self._pick)
        self.charts.turned.connect(lambda by: self._keep(by=by))
        self.table.sort_wanted.connect(lambda column: self.want(sorted_by(self._look.wanted, column)))
        self.table.fold_wanted.connect(self._fold)
        self.table.widened.connect(self._widen)
        self.table.marked.connect(self._on_marked)
        self.table.chosen.connect(lambda: self.asked.emit("open"))
        self.table.painted.connect(self._on_painted)
        self.run_bar.cancel_pressed.connect(self.portfolio.cancel)
        self.run_bar.resume_pressed.connect(lambda: self.asked.emit("go on"))
        self._links = [
            self.portfolio.answered.connect(self._on_answered),
            self.portfolio.counted.connect(self._on_counted),
            self.portfolio.moved.connect(self._follow),
        ]
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name, words, icon in ROW_ACTIONS:
            action = QAction(icons.icon(icon, "muted"), t(words), self.table)
            action.triggered.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self.table.addAction(action)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(lambda: self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        for keys, way in (("F6", 1), ("Shift+F6", -1)):
            part = QShortcut(QKeySequence(keys), self)
            part.activated.connect(lambda way=way: self.next_part(way))

    # what is looked at

    @property
    def look(self) -> Look:
        """What is looked at, to be kept while the page is made anew."""
        number = self.table.number
        return replace(self._look, current=number if number is not None else self._look.current)

    @property
    def row(self) -> Row | None:
        """The row with the keyboard."""
        return self.table.row

    @property
    def answer(self) -> Answer | None:
        """The rows that are shown."""
        return self._answer

    @property
    def is_behind(self) -> bool:
        """Whether the page still has to follow what was asked."""
        return self._typed.isActive() or self.portfolio.is_asking

    def _keep(self, **changes: object) -> None:
        self._look = replace(self._look, **changes)  # type: ignore[arg-type]  # fields of the look by name
        self.look_changed.emit()

    def want(self, wanted: Wanted) -> None:
        """Show other rows."""
        before = self._look.wanted
        self._from_top = (before.sort, before.descending, before.group) != (
            wanted.sort,
            wanted.descending,
            wanted.group,
        )
        self._look = replace(self._look, wanted=wanted)
        self.filters.show_wanted(wanted)
        self.head.show_wanted(wanted)
        self._typed.stop()  # the words are among what is wanted
        self.table.show_order(wanted.sort, descending=wanted.descending)
        self.ask()

    def ask(self, *, anew: bool = False) -> None:
        """Ask for the rows that are wanted; ``anew`` if one of them may say something else now."""
        self._renewed = self._renewed or anew
        self.portfolio.ask(self._look.wanted)

    def choose_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns."""
        self._keep(columns=columns)
        self.table.change(lambda: self.model.choose_columns(columns))

    def _take_words(self) -> None:
        words = self.head.search.text()
        if words != self._look.wanted.words:
            self.want(replace(self._look.wanted, words=words))

    def _pick(self, facet: Facet, value: str) -> None:
        self.want(picked(self._look.wanted, facet, value))

    def _fold(self, value: str, is_open: bool) -> None:
        before = self._look.folded_groups
        self._keep(folded_groups=before - {value} if is_open else before | {value})
        if self._answer is not None:
            row = self.table.currentIndex().row()
            self._show(self._answer, anew=False)
            self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))

    def _widen(self, column: Column, width: int) -> None:
        self._keep(widths={**self._look.widths, column: width})

    # what is answered

    def _on_answered(self, answer: Answer) -> None:
        before, self._answer = self._answer, answer
        other = before is None or answer.about != before.about or self.portfolio.is_running
        self._show(answer, anew=other or self._renewed)
        self._renewed = False
        self._rows.setCurrentIndex(0 if answer.numbers else 1)
        if not answer.numbers:
            filtered = is_filtered(answer.wanted) and answer.total
            unread = WAITING if self.portfolio.is_running else NOT_READ
            words = NO_ROWS if filtered else NOTHING_FOUND if self.portfolio.is_whole(answer) else unread
            self.nothing.setText(t(words))
            self.everything.setVisible(bool(filtered))
        self.foot.show_answer(answer)
        is_first = (before is None or not before.numbers) and bool(answer.numbers)
        if is_first and self.head.search.hasFocus() and not self.head.search.text():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is not None and before.wanted != answer.wanted:
            count, total = spell_number(len(answer.numbers)), spell_number(answer.total)
            announce(self.table, t(SHOWN, count=count, total=total))
        self._follow()
        self.card.index = self.portfolio.file if self.portfolio.is_whole(answer) else None
        self._unpainted = bool(answer.numbers)
        if self._unpainted:
            self.table.viewport().update()  # also where the same rows are shown again
        else:
            QTimer.singleShot(0, self, self._go_on)

    def _on_painted(self) -> None:
        if self._unpainted:
            self._unpainted = False
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        """Show what follows the rows: the card of one of them, then the counts of the filters."""
        if self._rested.isActive() and not self._unpainted:
            self._rested.stop()
            self._show_card()
        self.portfolio.go_on()

    def _show_card(self) -> None:
        if not (self._unpainted and self.table.isVisible()):  # else it follows the rows
            self.card.show_row(self.row)

    def _show(self, answer: Answer, *, anew: bool) -> None:
        wanted = answer.wanted
        marked = self.table.number is not None or self._pending is not None

        def show() -> None:
            folded = self._look.folded_groups
            self.model.show(answer.numbers, answer.groups, folded, wanted.group, anew=anew)

        self.table.change(show)
        if self._pending is not None and self.model.row_of(self._pending) >= 0:
            self.table.mark(self._pending)
            self._pending, self.table.is_touched = None, True
        if self._from_top:
            self._from_top = self.table.is_touched = False
        if answer.numbers and not (self.table.is_touched and self.table.currentIndex().isValid()):
            self.table.mark(None)
            self.table.scrollToTop()
        elif not marked or not answer.numbers:
            self._on_marked()

    def _on_counted(self, counted: Counted) -> None:
        self._counted = counted
        self.filters.show_counts(counted.counts, counted.wanted)
        self.charts.show_counts(counted.counts, counted.wanted)

    def _follow(self) -> None:
        """Show how far the inspection is, and what it was about."""
        self.head.facts.setText(self.portfolio.facts(self._answer))
        self.head.show_day(*self.portfolio.law())
        self.foot.note(self.portfolio.news(self._answer))
        progress = self.portfolio.progress
        if self.portfolio.is_running:
            self.run_bar.show_running(progress)
        elif self.portfolio.was_stopped:
            self.run_bar.show_stopped(progress)
        else:
            self.run_bar.hide()
        there = bool(self._answer and self._answer.numbers)
        has_dossier = self.row is not None and self.row.result.declared is not None
        self.head.allow(
            {
                "sample": there,
                "export": there,
                "law": bool(self._answer and self._answer.total),
                "record": has_dossier,
            }
        )

    def _on_marked(self) -> None:
        row = self.row
        self._rested.start()
        if row is not None:
            self._look = replace(self._look, current=row.number)
        self.head.allow({"record": row is not None and row.result.declared is not None})
        self.row_changed.emit()

    def shut_down(self) -> None:
        """Follow nothing any more: another page takes the place of this one."""
        while self._links:
            QObject.disconnect(self._links.pop())
        self._rested.stop()
        self._typed.stop()
        self.card.shut_down()

    # room and keyboard

    def _into_table(self) -> None:
        if self._typed.isActive():
            self._typed.stop()
            self._take_words()
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Give the keyboard to the table, or to the search while there are no rows."""
        (self.table if self.model.rowCount() else self.head.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def next_part(self, way: int) -> None:
        """Move the keyboard on to the next part: filters, charts, table, the row beside it, the bar above."""
        every = [self.filters, self.charts, self._rows, self.card, self.head]
        part = neighbour([one for one in every if one.isVisible()], way)
        if part is self.filters:
            self.filters.take_focus()
        elif part is self._rows and self.model.rowCount():
            self._into_table()
        else:
            focus_first(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the row beside the list, and the charts, where the rows would have no room."""
        super().resizeEvent(event)
        scale = max(1.0, theme.text_scale())
        self.card.setVisible(event.size().width() >= _ROOM_FOR_CARD * scale)
        self.charts.setVisible(event.size().height() >= _ROOM_FOR_CHARTS * scale)
