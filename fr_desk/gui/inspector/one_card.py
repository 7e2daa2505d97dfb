"""The narrow card beside the table: one row at a glance, at once from the index, then from the file itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.canonical import grouped
from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.inspector.one_guide import ReadingGuide
from fr_desk.gui.inspector.one_jobs import WORDS, Reader
from fr_desk.gui.inspector.one_parts import FileStrip, LookLine, agreement, notice_of
from fr_desk.gui.inspector.one_words import TONES, shortened, verdict_word
from fr_desk.gui.language import say, t, tn
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.view import View
from fr_desk.inspection.wanted import Row
from fr_desk.inspection.words import title_of_rule, words_of_kind
from fr_desk.rules.sentences import COUNT_LABELS
from fr_desk.services.inspecting.again import is_other
from fr_desk.services.inspecting.one import earlier_version, view_at
from fr_desk.storage.verification import STATES

RESTS_AFTER: Final = 120
"""Milliseconds a row rests before its file is read: nobody wants what one scrolls past."""
LOOKS, ISSUES = 5, 5
"""Things to look at, and findings, that the card names."""

NOTHING = N_("Choose a dossier in the list.")
LOOK_FIRST = N_("Look at first on site")
FOUND = N_("What was found")
NO_DOSSIER = N_("There is no dossier to look into. What to do stands above; the file itself stays as it is.")
FILE, REVISION = N_("Dossier {digits}"), N_("revision {number}")
IN_ZIP = N_("inside {file}")
OPEN, COMPARE, SHEET, RECORD = (
    N_("Open"),
    N_("Compare with the earlier version"),
    N_("On-site sheet"),
    N_("Record on site"),
)
SAME, DIFFERS = N_("The printed verdict is today's."), N_("The printed verdict is not today's.")


class OneCard(QFrame):
    """The card.

    Attributes:
        row: what is shown.
        view: what was read of its file, ``None`` before that.
        index: knows every file of the folders it is about, so that nothing is looked for beside them; ``None`` if there
            is no such index.

    Signals:
        open_wanted: a file is to be opened.
        place_wanted: a file inside a zip is to be opened.
        record_wanted: what is found on site is to be recorded for a file.
        compare_wanted: a file is to be compared with an earlier version of it.
        sheet_wanted: the on-site sheet of a file is wanted.
        other_found: a file is not what was inspected for its row any more; its place.
        loaded: everything there is to see stands on the card.
    """

    open_wanted = Signal(Path)
    place_wanted = Signal(object)
    record_wanted = Signal(Path)
    compare_wanted = Signal(Path, Path)
    sheet_wanted = Signal(Path)
    other_found = Signal(object)
    loaded = Signal()

    def __init__(self, row: Row | None = None) -> None:
        """Show ``row``."""
        super().__init__()
        self.setObjectName("panel")
        self.row: Row | None = None
        self.view: View | None = None
        self.index: Path | None = None
        self._reader = Reader(self)
        self._reader.done.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self._looker = Reader(self)
        self._looker.done.connect(self._on_looked)
        self._rest = QTimer(self, singleShot=True, interval=RESTS_AFTER)
        self._rest.timeout.connect(self._read)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._box = QVBoxLayout(page)
        self._box.setContentsMargins(16, 16, 16, 12)
        self._box.setSpacing(10)
        self._scroll.setWidget(page)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._make_actions())
        self._fill()
        if row is not None:
            self.show_row(row)

    def _make_actions(self) -> Flow:
        self.open = button(t(OPEN), icon="file-text", kind="small", press=self._open)
        self.record = button(t(RECORD), icon="clipboard-check", kind="small", press=self._record)
        self.compare = button(t(COMPARE), icon="git-compare", kind="small", press=self._compare)
        self.sheet = button(t(SHEET), icon="printer", kind="small", press=self._sheet)
        self._actions = Flow(gap=6, line_gap=6)
        self._actions.set_margins(16, 8, 16, 12)
        for one in (self.open, self.record, self.compare, self.sheet):
            self._actions.add(one)
        return self._actions

    def show_row(self, row: Row | None) -> None:
        """Show what the index knows of a row; its file is read when the row rests."""
        if (
            row is not None
            and self.row is not None
            and row.place == self.row.place
            and row.result == self.row.result
        ):
            self.row = row
            return
        self.row, self.view = row, None
        self._reader.drop()
        self._looker.drop()
        self._rest.stop()
        self._fill()
        if row is not None and row.result.declared is not None:
            self._rest.start()

    def shut_down(self) -> None:
        """Read no file any more."""
        self._rest.stop()
        self._reader.drop()
        self._looker.drop()

    def _read(self) -> None:
        if self.row is not None:
            self._reader.ask(_work(self.row, self.index))

    def _on_read(self, view: View) -> None:
        self.view = view
        self._fill()
        self.loaded.emit()
        if self.row is not None and self.row.result.digest not in {"", view.digest}:
            self.other_found.emit(self.row.place)

    def _on_failed(self, error: FrDeskError) -> None:
        self._fill(error)
        self.loaded.emit()
        if self.row is not None:
            self._looker.ask(partial(is_other, self.row.place, self.row.result.digest))

    def _on_looked(self, other: bool) -> None:
        if other and self.row is not None:
            self.other_found.emit(self.row.place)

    # what is shown

    def _fill(self, error: FrDeskError | None = None) -> None:
        empty(self._box)
        row = self.row
        declared = row.result.declared if row is not None else None
        on_disk = row is not None and not row.place.member
        self._actions.setVisible(row is not None)
        self.open.setEnabled(declared is not None)
        for one in (self.record, self.sheet):
            one.setVisible(declared is not None)
        self.compare.setVisible(self.view is not None and self.view.previous is not None and on_disk)
        if row is None:
            self.setAccessibleName(t(NOTHING))
            self._box.addWidget(Prose(t(NOTHING), "muted"))
            self._box.addStretch()
            return
        name = shortened((declared.name if declared else "") or row.place.name or "?", 100)
        self.setAccessibleName(name)
        self._box.addWidget(Prose(name, "panel"))
        self._box.addWidget(Prose("\n".join(self._particulars(row)), "secondary"))
        notice = notice_of(self.view, brief=True) if self.view is not None else None
        if notice is not None:
            self._box.addWidget(notice)
        if error is not None:
            self._box.addWidget(FileStrip("unreadable", (said_of(error),)))
        else:
            self._box.addWidget(FileStrip(row.result.standing, row.result.details[:2], self._agreement(row)))
        if declared is None:
            self._box.addWidget(Prose(t(NO_DOSSIER), "secondary"))
        elif error is None:
            self._add_verdict(row)
            self._add_looks(row)
        self._box.addStretch()

    def _particulars(self, row: Row) -> list[str]:
        declared = row.result.declared
        lines = []
        if declared is not None:
            parts = [t(FILE, digits=grouped(declared.fingerprint)[:9]), t(REVISION, number=declared.revision)]
            if declared.day is not None:
                parts.append(declared.day.isoformat())
            lines.append(" · ".join(parts))
            kind = words_of_kind(declared.kind, language.current())
            about = [kind, shortened(declared.district, 30), shortened(declared.operator, 60)]
            lines.append(" · ".join(filter(None, about)))
        file = shortened(row.place.name, 80)
        if row.place.member:
            file = f"{file} · {t(IN_ZIP, file=shortened(row.place.path.name, 60))}"
        lines.append(file)
        others = []
        if row.versions:
            others.append(tn("{count} other version", "{count} other versions", row.versions))
        if row.copies:
            others.append(tn("{count} further copy", "{count} further copies", row.copies))
        lines.append(" · ".join(others))
        return [line for line in lines if line]

    def _agreement(self, row: Row) -> str:
        if self.view is not None:
            return agreement(self.view)
        result = row.result
        if STATES[result.standing] == "changed":
            return ""
        return t(SAME if result.printed == result.verdict else DIFFERS) if result.printed else ""

    def _add_verdict(self, row: Row) -> None:
        result = row.result
        line = Flow(gap=10, line_gap=0)
        word = Prose(verdict_word(result.verdict), "strong")
        word.setProperty("tone", TONES[result.verdict])
        line.add(word)
        counted = {outcome.value: t(label) for outcome, label in COUNT_LABELS.items()}
        counts = [(getattr(result, name), label) for name, label in counted.items()]
        line.add(Prose(" · ".join(f"{count} {label}" for count, label in counts if count), "secondary"))
        self._box.addWidget(line)

    def _add_looks(self, row: Row) -> None:
        view = self.view
        if view is None:
            titles = dict.fromkeys(
                title_of_rule(found.rule, language.current()) for found in row.result.found
            )
            if titles:
                self._box.addWidget(Prose(t(FOUND), "question"))
                for title in list(titles)[:ISSUES]:
                    self._box.addWidget(Prose(title))
            self._box.addWidget(Prose(t(WORDS), "secondary"))
            return
        if view.looks:
            self._box.addWidget(Prose(t(LOOK_FIRST), "question"))
            guide = ReadingGuide(view.dossier, view.today)
            for number, look in enumerate(view.looks[:LOOKS], 1):
                self._box.addWidget(LookLine(number, look, guide, brief=True))
        if view.contradictions:
            words = tn(
                "{count} contradiction between answers",
                "{count} contradictions between answers",
                len(view.contradictions),
            )
            self._box.addWidget(Prose(words, "strong"))
            self._box.addWidget(Prose(shortened(say(view.contradictions[0].says), 300), "secondary"))

    # what can be done

    def _open(self) -> None:
        if self.row is None:
            return
        if self.row.place.member:
            self.place_wanted.emit(self.row.place)
        else:
            self.open_wanted.emit(self.row.place.path)

    def _record(self) -> None:
        if self.row is not None:
            self.record_wanted.emit(self.row.place.path)

    def _sheet(self) -> None:
        if self.row is not None:
            self.sheet_wanted.emit(self.row.place.path)

    def _compare(self) -> None:
        if self.row is not None and self.view is not None and self.view.previous is not None:
            self.compare_wanted.emit(self.row.place.path, self.view.previous)


def _work(row: Row, index: Path | None) -> Callable[[], View]:
    """Return what reads the file of a row, with nothing of the card in it."""
    place, result = row.place, row.result
    dossier = result.declared.dossier if result.declared is not None else ""
    alone = index is not None and place.root != place.path

    def read() -> View:
        earlier = (
            earlier_version(index, dossier, result.digest) if index is not None and row.versions else None
        )
        return view_at(place, result.as_of, earlier=earlier, alone=alone)

    return read
