"""Drawing a sample of what is shown: how many, by what, from which seed; what comes of it; plan and sheets for it.

The same files and the same seed give the same sample on every machine, so the seed is shown, kept and printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fr_desk.gui import language, theme
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.inspector.page_head import PageHead, WishRail
from fr_desk.gui.inspector.strata import StrataTable
from fr_desk.gui.inspector.table import Table
from fr_desk.gui.inspector.table_model import TableModel
from fr_desk.gui.inspector.words import in_a_row
from fr_desk.gui.inspector.writing import Errand
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_, NP_, spell_number
from fr_desk.inspection.index import Index
from fr_desk.inspection.sampling import BY, Criterion, Sample, new_seed, sample
from fr_desk.inspection.wanted import Column, Row, Wanted
from fr_desk.services.inspecting.targets import check_folder, check_target

if TYPE_CHECKING:
    from fr_desk.gui.inspector.portfolio import Portfolio

TITLE = N_("Sample")
INTRO = N_(
    "Strata are drawn in proportion to their size, and no venue is left without a chance. Whoever has the same files "
    "and the same seed draws the same sample."
)
STRATA: dict[Criterion, str] = {
    "kind": N_("By kind"),
    "district": N_("By district"),
    "verdict": N_("By verdict"),
}
DRAWN = N_("{taken} of {population} venues, {strata}")
IN_STRATA = NP_("{count} stratum", "{count} strata")
LEFT_OUT = N_("Left out: copies {copies}, other versions {versions}, unreadable files {unreadable}.")
NO_SEED = N_("Nothing is drawn without a seed: type one, or press “New seed”.")
WRITTEN = NP_("{count} paper written.", "{count} papers written.")
FAILED = NP_(
    "{count} file could no longer be read and has no sheet.",
    "{count} files could no longer be read and have no sheet.",
)
MOST = 100_000
_DIGITS = r"[0-9\x{ff10}-\x{ff19}]{0,6}"
"""What may be typed as a number of venues: digits alone, those of full width among them."""
_AFTER = 150
_COLUMNS: tuple[Column, ...] = ("verdict", "name", "kind", "district", "address")
_SIZE = 60
_STRATA = 310
"""Width of the strata at least: below, nothing of them can be read."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed and chosen: kept while the page is made anew."""

    size: int = _SIZE
    by: tuple[Criterion, ...] = BY
    weighted: bool = False
    seed: str = ""


class SamplingPage(QWidget):
    """The page.

    Signals:
        closed: back to the list.
        write_wanted: an :class:`Errand`.
        wished: something else is typed or chosen.
    """

    closed = Signal()
    write_wanted = Signal(object)
    wished = Signal(object)

    def __init__(
        self,
        portfolio: Portfolio,
        numbers: Sequence[int],
        dialogs: Dialogs,
        wish: Wish | None = None,
        wanted: Wanted | None = None,
    ) -> None:
        """Draw from the rows with these ``numbers``.

        Args:
            portfolio: the inspection they belong to.
            numbers: of the rows.
            dialogs: asks where to write.
            wish: what was typed and chosen before.
            wanted: the filter that the rows passed, for the plan.
        """
        super().__init__()
        self.setObjectName("page")
        self._portfolio, self._numbers, self._dialogs = portfolio, tuple(numbers), dialogs
        self._wanted = wanted
        self.wish = wish or Wish(size=max(1, min(_SIZE, len(numbers))), seed=new_seed())
        self._rows: list[Row] | None = None
        self.lacks: tuple[str, ...] = ()
        self.sample: Sample | None = None
        self._tasks = Tasks(self)
        self._job: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_AFTER)
        self._pause.timeout.connect(self._draw)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.head = PageHead(t(TITLE))
        self.head.back.clicked.connect(self.closed)
        box.addWidget(self.head)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._wishes())
        line.addWidget(self._result(), 1)
        box.addLayout(line, 1)
        self._draw()

    # what is wished

    def _wishes(self) -> QWidget:
        rail = WishRail(300)
        box = rail.box
        box.addWidget(Prose(t(INTRO), "secondary"))
        box.addSpacing(SPACE.small)
        box.addWidget(Prose(t(N_("How many venues")), "question"))
        self.size_line = QLineEdit(str(self.wish.size))
        self.size_line.setValidator(QRegularExpressionValidator(QRegularExpression(_DIGITS), self))
        self.size_line.setAccessibleName(t(N_("How many venues")))
        self.size_line.setFixedWidth(theme.width(120))
        self.size_line.textEdited.connect(lambda _text: self._take())
        box.addWidget(self.size_line)
        box.addWidget(Prose(t(N_("Strata")), "question"))
        flow = Flow(gap=SPACE.small)
        self.by: dict[Criterion, Chip] = {}
        for criterion, words in STRATA.items():
            chip = Chip(t(words))
            chip.setChecked(criterion in self.wish.by)
            chip.clicked.connect(lambda _on: self._take())
            self.by[criterion] = chip
            flow.add(chip)
        box.addWidget(flow)
        self.weighted = Chip(t(N_("A higher risk, more chances")))
        self.weighted.setChecked(self.wish.weighted)
        self.weighted.clicked.connect(lambda _on: self._take())
        box.addWidget(self.weighted, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(Prose(t(N_("Seed")), "question"))
        box.addWidget(Prose(t(N_("All chance comes from it; it is printed on the plan.")), "secondary"))
        self.seed = QLineEdit(self.wish.seed)
        self.seed.setAccessibleName(t(N_("Seed")))
        self.seed.textEdited.connect(lambda _text: self._take())
        box.addWidget(self.seed)
        self.anew = button(t(N_("New seed")), icon="dices", press=self._new_seed)
        box.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        return rail

    def _take(self) -> None:
        text = self.size_line.text()
        size = min(int(text), MOST) if text.isdecimal() else 0
        by = tuple(one for one, chip in self.by.items() if chip.isChecked())
        self.wish = Wish(size, by, self.weighted.isChecked(), self.seed.text())
        self.wished.emit(self.wish)
        self._pause.start()
        self._allow()

    def _new_seed(self) -> None:
        self.seed.setText(new_seed())
        self._take()

    # what comes of it

    def _result(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        box.setSpacing(SPACE.small)
        self.told, self.left_out = Prose(role="section"), Prose(role="secondary")
        box.addWidget(self.told)
        box.addWidget(self.left_out)
        self._tables = QWidget()
        policy = self._tables.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tables.setSizePolicy(policy)
        tables = QHBoxLayout(self._tables)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.setSpacing(SPACE.medium)
        self.strata = StrataTable()
        self.model = TableModel(self._of_sample, _COLUMNS)
        self.model.setParent(self)
        self.table = Table(self.model, {})
        self.table.setAccessibleName(t(N_("The venues that were drawn")))
        self.table.heads.setSectionsClickable(False)
        for shown, share in ((self.strata, 1), (self.table, 2)):
            card = Card(margins=(7, 5, 7, 8))
            card.box.addWidget(shown)
            card.setMinimumWidth(_STRATA if shown is self.strata else 0)
            tables.addWidget(card, share)
        box.addWidget(self._tables, 1)
        box.addWidget(self._papers())
        return holder

    def _papers(self) -> QWidget:
        line = QFrame()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.medium)
        self.note = OneLine(role="secondary")
        self.job_bar = JobBar()
        self.plan = button(t(N_("Plan only…")), icon="file-down", press=self._write_plan)
        self.round = button(
            t(N_("Plan and on-site sheets…")), icon="clipboard-check", kind="primary", press=self._write_round
        )
        box.addWidget(self.note, 1)
        box.addWidget(self.job_bar)
        box.addWidget(self.plan)
        box.addWidget(self.round)
        return line

    def _of_sample(self, numbers: Sequence[int]) -> list[Row]:
        wanted = set(numbers)
        return [row for row in self.sample.rows if row.number in wanted] if self.sample else []

    def _draw(self) -> None:
        """Draw in the background: the first time all rows are read."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not self.wish.seed.strip():
            self._show_nothing(t(NO_SEED))
            return
        wish, known, numbers, lacks = self.wish, self._rows, self._numbers, self.lacks
        file, day = self._portfolio.file, self._portfolio.as_of

        def work() -> tuple[list[Row], tuple[str, ...], Sample]:
            rows, missing = known, lacks
            if rows is None:
                with Index(file) as index:
                    index.show(day)
                    rows, missing = index.rows(numbers), index.gaps().named
            return rows, missing, sample(rows, wish.size, wish.by, wish.seed, weighted=wish.weighted)

        self._job = job = self._tasks.start(lambda _progress, _cancelled: work(), "")
        job.done.connect(lambda found: self._show(*found) if job is self._job else None)
        job.failed.connect(lambda error: self._complain(error) if job is self._job else None)
        self._allow()

    def _show(self, rows: list[Row], lacks: tuple[str, ...], drawn: Sample) -> None:
        self._job, self._rows, self.lacks, self.sample = None, rows, lacks, drawn
        taken, population = spell_number(len(drawn.rows)), spell_number(drawn.population)
        strata = tn(IN_STRATA.one, IN_STRATA.other, len(drawn.strata))
        self.told.setText(t(DRAWN, taken=taken, population=population, strata=strata))
        left = drawn.left_out
        counts = {"copies": left.copies, "versions": left.versions, "unreadable": left.unreadable}
        self.left_out.setText(t(LEFT_OUT, **{name: spell_number(count) for name, count in counts.items()}))
        self._tables.show()
        self.strata.show_sample(drawn)
        self.model.show([row.number for row in drawn.rows])
        self.table.share_width()
        self._allow()

    def _complain(self, error: Any) -> None:
        self._job = None
        self._show_nothing(error.message(language.current()))

    def _show_nothing(self, why: str) -> None:
        self.sample = None
        self.told.setText(why)
        self.left_out.setText("")
        self._tables.hide()
        self.strata.show_sample(None)
        self.model.show(())
        self._allow()

    def _allow(self) -> None:
        """Let be written what is shown, and only if it is what is typed and chosen by now."""
        drawn = self.sample is not None and bool(self.sample.rows)
        can = drawn and not self.is_busy and self.job_bar.isHidden()
        self.plan.setEnabled(can)
        self.round.setEnabled(can)

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        return self._job is not None or self._pause.isActive()

    # papers

    def _write_plan(self) -> None:
        proposed = Path.home() / f"{t(TITLE)}.pdf"
        out = self._dialogs.file_to_save(self, t(N_("Inspection plan")), proposed, ".pdf")
        if out is None or self.sample is None:
            return
        from fr_desk.services.inspecting.rounds import write_plan  # noqa: PLC0415 - the list shows without it

        drawn, portfolio, wanted, lang = self.sample, self._portfolio, self._wanted, language.current()
        lacks = self.lacks

        def work(progress: Any, cancelled: Callable[[], bool]) -> list[Path]:
            check_target(out, "report", portfolio.sources)
            return [
                write_plan(
                    drawn,
                    out,
                    lang,
                    as_of=portfolio.as_of,
                    sources=portfolio.sources,
                    wanted=wanted,
                    lacks=lacks,
                    progress=progress,
                    cancelled=cancelled,
                )
            ]

        self.write_wanted.emit(Errand(work, t(N_("Writing the plan")), lambda paths: _told(paths, 0), out))

    def _write_round(self) -> None:
        title = t(N_("Choose a new or empty folder for plan and sheets"))
        target = self._dialogs.folder(self, title, Path.home())
        if target is None or self.sample is None:
            return
        from fr_desk.services.inspecting.rounds import write_round  # noqa: PLC0415 - the same

        drawn, portfolio, wanted, lang = self.sample, self._portfolio, self._wanted, language.current()
        lacks = self.lacks
        failed: list[Row] = []

        def work(progress: Any, cancelled: Callable[[], bool]) -> list[Path]:
            check_folder(target, portfolio.sources)
            return write_round(
                drawn,
                target,
                lang,
                as_of=portfolio.as_of,
                sources=portfolio.sources,
                wanted=wanted,
                lacks=lacks,
                folders=portfolio.folders,
                on_failed=lambda row, _error: failed.append(row),
                progress=progress,
                cancelled=cancelled,
            )

        words = t(N_("Writing plan and sheets"))
        self.write_wanted.emit(Errand(work, words, lambda paths: _told(paths, len(failed)), target))

    def show_job(self, words: str) -> None:
        """Show what is being written."""
        if words:
            self.note.setText("")
        self.job_bar.show_job(words)
        self._allow()

    def take_focus(self) -> None:
        """Give the keyboard to the number of venues."""
        self.size_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut_down(self) -> None:
        """Draw no more; what is being written goes on."""
        self._pause.stop()
        self._tasks.shut_down()


def _told(paths: list[Path], failed: int) -> str:
    """Return how many papers were written, and how many venues have none."""
    without = tn(FAILED.one, FAILED.other, failed) if failed else ""
    return in_a_row(tn(WRITTEN.one, WRITTEN.other, len(paths)), without)
