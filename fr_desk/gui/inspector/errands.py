"""What can be done from the list: open, record, print a sheet, compare, export, sample, another day, other columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from fr_desk.gui import language
from fr_desk.gui.inspector.door import choose_inspection
from fr_desk.gui.inspector.exporting import KINDS, work_of
from fr_desk.gui.inspector.law_page import LawPage
from fr_desk.gui.inspector.list_page import ListPage
from fr_desk.gui.inspector.one_jobs import WORDS as READING
from fr_desk.gui.inspector.popovers import SavedPopover, columns_popover, day_popover
from fr_desk.gui.inspector.portfolio import Portfolio
from fr_desk.gui.inspector.sampling_page import SamplingPage
from fr_desk.gui.inspector.words import flat, name_of
from fr_desk.gui.inspector.writing import Errand
from fr_desk.gui.language import t, tn
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.i18n import N_, NP_
from fr_desk.inspection.place import Place, on_disk
from fr_desk.inspection.wanted import Row
from fr_desk.services.inspecting.again import examine_again, is_other
from fr_desk.services.inspecting.targets import check_target

if TYPE_CHECKING:
    from fr_desk.gui.inspector.window import InspectorWindow

EXPORT = N_("Export what is shown")
WRITTEN = N_("Written: {file}")
SHEET = N_("On-site sheet")
COPIED = NP_("{count} row copied", "{count} rows copied")
COPY_OPEN = N_("A copy of the inspected dossier. Save it under a name of its own; the file is not touched.")


class Errands(QObject):
    """Does it."""

    def __init__(self, window: InspectorWindow) -> None:
        """Work for ``window``."""
        super().__init__(window)
        self._window = window
        self._tasks = Tasks(self)
        self._looks = Tasks(self)  # into single files: none waits for what is being written
        self._look: Job | None = None

    def do(self, name: str) -> None:
        """Do what ``name`` says: see :class:`Head`, and ``open``, ``sheet``, ``copy``."""
        window, what = self._window, name.partition(":")[2]
        if name in {"folder", "files"}:
            getattr(window.choosing, name)()
        elif name in {"again", "fresh", "go on"} and window.portfolio is not None:
            window.say("")
            window.portfolio.start(fresh=window.portfolio.was_fresh if name == "go on" else name == "fresh")
        elif name in {"opens", "edits"}:
            choose_inspection(window.owner, on=name == "opens")
        elif name == "sample":
            window.show_sampling()
        elif name == "law":
            window.show_law()
        elif window.list is not None and window.portfolio is not None:
            self._with_list(name, what, window.list, window.portfolio)

    def _with_list(self, name: str, what: str, page: ListPage, portfolio: Portfolio) -> None:
        wanted = page.look.wanted
        match name.partition(":")[0]:
            case "open":
                self.open_row(page.row)
            case "record":
                self._record(page.row)
            case "sheet":
                self._sheet(page.row, portfolio)
            case "copy":
                page.table.copy()
            case "export":
                self._export(what, page, portfolio)
            case "group":
                group = {"district": "district", "kind": "kind"}.get(what, "")
                page.want(replace(wanted, group=group))  # type: ignore[arg-type]  # one of the three
            case "copies":
                page.want(replace(wanted, once=not wanted.once))
            case "columns":
                columns_popover(page.head.columns, page.look.columns, page.choose_columns).open()
            case "day":
                day_popover(page.head.menu, portfolio.as_of, self._window.look_as_of).open()

    def show_saved(self, anchor: QPushButton) -> None:
        """Show the saved filters under ``anchor``."""
        page = self._window.list
        if page is not None:
            popover = SavedPopover(anchor, self._window.keeping, page.look.wanted, page.want)
            popover.open()
            popover.take_focus()

    # one row

    def open_row(self, row: Row | None) -> None:
        """Show a row at a glance."""
        if row is not None:
            self._window.show_row(row)

    def _record(self, row: Row | None) -> None:
        if row is not None:
            self._if_the_same(row, lambda: self._window.show_record(row.place))

    def _if_the_same(self, row: Row, go: Callable[[], object]) -> None:
        """Go on with the file that was inspected for a row; show what it is now if it is another one.

        The file is read beside the screen. Until that is done nothing else is begun so; it ends where the list is left.
        """
        if self._look is not None:
            return
        portfolio, place, digest = self._window.portfolio, row.place, row.result.digest

        def decide(other: bool) -> None:
            self._end_look()
            if self._window.list is None or self._window.portfolio is not portfolio:
                return
            if other:
                self._window.show_row(row)
            else:
                go()

        self._look = look = self._looks.start(lambda _tell, _cancelled: is_other(place, digest), t(READING))
        look.done.connect(decide)
        look.failed.connect(self._window.complain)
        look.ended.connect(self._on_look_ended)
        if self._job is None:
            self.show_job()

    def _on_look_ended(self) -> None:
        if self.sender() is self._look:
            self._end_look()

    def _end_look(self) -> None:
        self._look = None
        if self._job is None:
            self.show_job()

    def examine_again(self, place: Place) -> None:
        """Examine a file again that is not what was inspected, so that its row is right when it is seen next.

        Nobody asked for it, so the line at the foot does not tell of it and goes on with what it tells.
        """
        portfolio = self._window.portfolio
        if portfolio is None:
            return
        file, day, folders = portfolio.file, portfolio.as_of, portfolio.folders

        def show(_done: Any) -> None:
            if self._window.list is not None:
                self._window.list.ask(anew=True)

        job = self._looks.start(lambda _tell, _cancelled: examine_again(file, place, day, folders), "")
        job.done.connect(show)
        job.failed.connect(self._window.complain)

    def open_copy(self, path: Path) -> None:
        """Open a copy of a dossier at the desk, where it can be changed and saved elsewhere."""
        from fr_desk.services.inspecting.one import copy_of  # noqa: PLC0415 - the list shows without it

        def show(opened: Any) -> None:
            files = self._window.owner.files
            before = files.document
            files.open_dossier(opened.dossier, dict(opened.attachments))
            if files.document is before or files.document is None:
                return
            files.document.stack.resetClean()
            self._window.owner.news.note(t(COPY_OPEN))
            self._window.owner.raise_()
            self._window.owner.activateWindow()

        self._run(lambda _tell, _cancelled: copy_of(path), "", show)

    def sheet_for(self, dossier: Path | Place) -> None:
        """Write the on-site sheet of one file, which may be inside a zip."""
        from fr_desk.services.inspecting.one import view_at  # noqa: PLC0415 - the list shows without it
        from fr_desk.services.inspecting.rounds import write_sheet  # noqa: PLC0415 - the same

        folders = self._window.folders
        day = self._window.portfolio.as_of if self._window.portfolio is not None else None
        place = on_disk(dossier)
        out = self._place(Path(place.name).stem, ".pdf", t(SHEET))
        if out is not None:
            self._write_sheet(place, out, lambda: write_sheet(view_at(place, day, folders), out))

    def _write_sheet(self, place: Place, out: Path, write: Callable[[], Path]) -> None:
        def work(progress: Any, cancelled: Any) -> Path:  # noqa: ARG001 - one step
            check_target(out, "sheet", [place.path])
            return write()

        self.write(Errand(work, t(N_("Writing the sheet")), lambda _path: t(WRITTEN, file=out.name), out))

    def _sheet(self, row: Row | None, portfolio: Portfolio) -> None:
        from fr_desk.services.inspecting.one import view_at  # noqa: PLC0415 - the list shows without it
        from fr_desk.services.inspecting.rounds import write_sheet  # noqa: PLC0415 - the same

        if row is None or row.result.declared is None:
            return
        day, folders, place = portfolio.as_of, portfolio.folders, row.place

        def write() -> None:
            out = self._place(name_of(row), ".pdf", t(SHEET))
            if out is not None:
                self._write_sheet(place, out, lambda: write_sheet(view_at(place, day, folders), out))

        self._if_the_same(row, write)

    def _place(self, name: str, ending: str, title: str) -> Path | None:
        """Ask where to write something called ``name``."""
        plain = "".join("_" if one in '<>:"/\\|?*' or not one.isprintable() else one for one in flat(name))
        proposed = Path.home() / f"{plain[:80].strip(' .') or 'inspection'}{ending}"
        return self._window.dialogs.file_to_save(self._window, title, proposed, ending)

    # what is shown

    def _export(self, kind: str, page: ListPage, portfolio: Portfolio) -> None:
        answer = page.answer
        if answer is None or kind not in KINDS:
            return
        stem = f"{portfolio.name} {dt.date.today().isoformat()}"  # noqa: DTZ011 - the day of the user's clock
        out = self._place(stem, f".{kind}", t(EXPORT))
        if out is not None:
            columns, lang = page.look.columns, language.current()
            work = work_of(kind, out, portfolio, answer, columns, lang)
            words = t(N_("Writing {file}"), file=out.name)
            self.write(Errand(work, words, lambda _path: t(WRITTEN, file=out.name), out))

    def write(self, errand: Errand) -> None:
        """Have something written, whatever page is shown meanwhile; it is told where the user is then."""
        self._run(errand.work, errand.words, lambda result: self._on_written(errand, result))

    def _on_written(self, errand: Errand, result: Any) -> None:
        page = self._window.page
        if isinstance(page, ListPage):
            page.foot.say(errand.told(result), errand.out)
        elif isinstance(page, SamplingPage | LawPage):
            page.note.setText(errand.told(result))
        else:
            self._window.say_as(lambda: errand.told(result), "met")

    def note_copied(self, count: int) -> None:
        """Say that rows were copied."""
        if self._window.list is not None:
            self._window.list.foot.say(tn(COPIED.one, COPIED.other, count))

    # jobs

    @property
    def _job(self) -> Job | None:
        """What is being written: one after another, and what needs no word is not shown."""
        return next((job for job in self._tasks.jobs if job.words), None)

    def _run(self, work: Any, words: str, done: Callable[[Any], object]) -> None:
        job = self._tasks.start(work, words)
        job.done.connect(done)
        job.failed.connect(self._window.complain)
        job.progressed.connect(self._on_progress)
        job.ended.connect(self.show_job)
        self.show_job()

    def show_job(self) -> None:
        """Show on the page what runs."""
        page, job = self._window.page, self._job or self._look
        if isinstance(page, SamplingPage | LawPage):
            page.show_job(self._job.words if self._job is not None else "")
        elif isinstance(page, ListPage):
            page.foot.job.show_job(job.words if job is not None else "")

    def _on_progress(self, done: int, total: int) -> None:
        page = self._window.page
        if isinstance(page, SamplingPage | LawPage):
            page.job_bar.show_progress(done, total)
        elif isinstance(page, ListPage):
            page.foot.job.show_progress(done, total)

    def cancel(self) -> None:
        """Stop what runs."""
        job = self._job or self._look
        if job is not None:
            job.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        return bool(self._tasks.jobs or self._looks.jobs)

    def shut_down(self) -> None:
        """Stop what runs, and wait for it."""
        self._tasks.shut_down()
        self._looks.shut_down()
