"""What leaves a record: the order, the letter and the record as PDF, a seal, files for other programs, merging."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.editors.editor import CalmCombo
from fr_desk.gui.inspector.record_session import RecordSession
from fr_desk.gui.inspector.record_words import OUTCOME_OF, outcome_words, seen_by
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.seal_door import show_seals
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.i18n import LANGUAGE_NAMES, LANGUAGES, N_, Lang
from fr_desk.inspection.recording import Sighting
from fr_desk.services import venue_language
from fr_desk.services.inspecting.record_papers import ENDINGS, TARGETS, Paper, write_paper
from fr_desk.services.inspecting.targets import check_target
from fr_desk.services.inspecting.together import Coming
from fr_desk.services.progress import Cancelled, Progress

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

TITLE = N_("Papers")
PAPERS: Final[dict[Paper, tuple[str, str]]] = {
    "order": (N_("Correction order (PDF)"), "megaphone"),
    "letter": (N_("Re-inspection letter (PDF)"), "rotate-cw"),
    "record": (N_("Record (PDF)"), "clipboard-check"),
    "csv": (N_("Table (CSV)"), "table-2"),
    "json": (N_("Data (JSON)"), "file-down"),
}
LANGUAGE = N_("Language of the papers")
SEAL = N_("Seal a paper…")
MERGE_TITLE, MERGE = N_("Several inspectors"), N_("Merge with another record…")
MERGE_INTRO = N_("What others recorded on their machines is put together here. Nothing of either is lost.")
WRITING, WRITTEN = N_("Writing {file}"), N_("Written: {file}")
READING, MERGED = N_("Reading the record"), N_("Records merged")
NOTHING_NEW = N_("Everything in that record is in this one already.")
COMING = N_("From {who}: entries {observations}, orders {orders}, photos {photos}.")
TAKE_OVER, LEAVE = N_("Take it over"), N_("Do not merge")
_SHOWN = 60


class PapersCard(Card):
    """The papers.

    Signals:
        said: a sentence about what was written.
    """

    said = Signal(str)

    def __init__(self, session: RecordSession, owner: Window) -> None:
        """Offer the papers of a session."""
        super().__init__()
        self._session, self._owner = session, owner
        self.last: Path | None = None
        self.box.addWidget(Prose(t(TITLE), "section"))
        self.lang = CalmCombo()
        self.lang.setAccessibleName(t(LANGUAGE))
        for lang in LANGUAGES:
            self.lang.addItem(LANGUAGE_NAMES[lang], lang)
        assert session.open is not None
        lang = session.shown.papers or venue_language(session.open.dossier)
        self.lang.setCurrentIndex(self.lang.findData(lang))
        self.lang.activated.connect(self._on_lang)
        choice = QWidget()
        line = QHBoxLayout(choice)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Prose(t(LANGUAGE), "secondary"))
        line.addWidget(self.lang)
        line.addStretch()
        self.box.addWidget(choice)
        flow = Flow(gap=8)
        self.buttons = {
            kind: button(t(words), icon=icon, press=partial(self.write, kind))
            for kind, (words, icon) in PAPERS.items()
        }
        for one in self.buttons.values():
            flow.add(one)
        self.seal = button(t(SEAL), icon="shield-check", press=self._seal)
        flow.add(self.seal)
        self.box.addWidget(flow)
        self.job = JobBar()
        self.box.addWidget(self.job, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """Offer what can be written now."""
        record = self._session.record
        given = any(one.given is not None for one in record.orders.values())
        self.buttons["order"].setEnabled(given)
        again = any(one.kind == "reinspection" for one in record.visits.values())
        self.buttons["letter"].setEnabled(given and again)
        self.buttons["record"].setEnabled(bool(record.visits))

    def _on_lang(self, _index: int) -> None:
        self._session.shown = replace(self._session.shown, papers=self.lang.currentData())

    def write(self, kind: Paper) -> None:
        """Ask where to, and write a paper."""
        opened = self._session.open
        words, ending = PAPERS[kind][0], ENDINGS[kind]
        if opened is None:
            return
        proposed = opened.place.path.with_name(f"{opened.name} {kind}{ending}")
        out = self._owner.dialogs.file_to_save(self, t(words), proposed, ending)
        if out is None:
            return
        lang: Lang = self.lang.currentData()

        def work(progress: Progress, cancelled: Cancelled) -> Path:  # noqa: ARG001 - one step
            check_target(out, TARGETS[kind], [opened.place.path])
            return write_paper(kind, opened, out, lang, cancelled)

        self._session.run(work, t(WRITING, file=out.name), self._on_written)

    def _on_written(self, out: Path) -> None:
        self.last = out if out.suffix == ".pdf" else self.last
        self.said.emit(t(WRITTEN, file=out.name))

    def _seal(self) -> None:
        show_seals(self._owner, self.last)


class MergeCard(Card):
    """Merging with another inspector's record: what it would bring is shown first."""

    def __init__(self, session: RecordSession, owner: Window) -> None:
        """Offer to merge."""
        super().__init__()
        self._session, self._owner = session, owner
        self._told: Coming | None = None
        self.box.addWidget(Prose(t(MERGE_TITLE), "section"))
        self.box.addWidget(Prose(t(MERGE_INTRO), "secondary"))
        flow = Flow(gap=8)
        self.choose = button(t(MERGE), icon="git-compare", press=self._choose)
        flow.add(self.choose)
        self.box.addWidget(flow)
        self._shown = QWidget()
        self._lines = QVBoxLayout(self._shown)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._shown.setVisible(False)
        self.box.addWidget(self._shown)
        self.refresh()

    def refresh(self) -> None:
        """Show what was looked at last, also by a card before this one."""
        coming = self._session.shown.coming
        if coming is not self._told:
            self._told = coming
            empty(self._lines)
            self._shown.setVisible(coming is not None)
            if coming is not None:
                self._show(coming)

    def _choose(self) -> None:
        file = self._owner.dialogs.record_file(self, self._session.place.path.parent)
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path) -> None:
        """Show what a record would bring."""
        session, opened = self._session, self._session.open
        assert opened is not None

        def work(progress: Progress, cancelled: Cancelled) -> Coming:  # noqa: ARG001 - one step
            return opened.look_at(file)

        def keep(coming: Coming) -> None:  # this card may have been made anew meanwhile
            session.shown = replace(session.shown, coming=coming)
            session.changed.emit()

        session.run(work, t(READING), keep)

    @property
    def coming(self) -> Coming | None:
        """What can be taken over."""
        coming = self._session.shown.coming
        return coming if coming is not None and not coming.nothing_new else None

    def _show(self, coming: Coming) -> None:
        self._lines.addWidget(Hairline())
        if coming.nothing_new:
            self._lines.addWidget(Prose(t(NOTHING_NEW)))
            return
        who = language.listed(flat(one, 60) for one in coming.inspectors) or "–"
        counts = {name: coming.entries[name] for name in ("observations", "orders", "photos")}
        self._lines.addWidget(Prose(t(COMING, who=who, **counts), "strong"))
        for row in coming.rows[:_SHOWN]:
            assert row.found is not None
            told = [outcome_words(row.outcome), flat(row.says, 200), seen_by(row.found)]
            told += [_told(one) for one in (*row.others, *row.earlier)]
            self._lines.addWidget(
                Prose(t(OUTCOME_OF, name=flat(say(row.label)), outcome=" · ".join(filter(None, told))))
            )
        flow = Flow(gap=8)
        self.take = button(t(TAKE_OVER), icon="check", kind="primary", press=self._take)
        self.leave = button(t(LEAVE), icon="x", kind="quiet", press=self._leave)
        flow.add(self.take)
        flow.add(self.leave)
        self._lines.addWidget(flow)

    def _take(self) -> None:
        coming = self.coming
        if coming is not None:
            self._session.do(lambda opened: opened.merge(coming), MERGED)
        self._leave()

    def _leave(self) -> None:
        self._session.shown = replace(self._session.shown, coming=None)
        self.refresh()
        self.choose.setFocus()


def _told(one: Sighting) -> str:
    """Return what one inspector found, in a line."""
    says = flat(one.observation.says or "", 200)
    return language.listed(filter(None, (outcome_words(one.observation.outcome), says, seen_by(one))))
