"""Takes the pictures of the inspector's desk: list, one dossier, sample, law of another day, record, papers."""

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from fr_desk.gui.inspector.door import close_inspector, show_inspector
from fr_desk.gui.inspector.law_page import LawPage
from fr_desk.gui.inspector.record_page import RecordPage
from fr_desk.gui.inspector.sampling_page import SamplingPage
from fr_desk.gui.inspector.window import InspectorWindow
from fr_desk.gui.window import Window
from fr_desk.i18n import Lang
from fr_desk.services.inspecting.one import view_of
from fr_desk.services.inspecting.papers import make_order
from fr_desk.services.inspecting.records import OpenRecord
from fr_desk.services.inspecting.rounds import make_sheet
from picture_store import Store
from tools import portfolio

COUNT, SEED = 420, 7
AS_OF, BEFORE = dt.date(2026, 11, 22), dt.date(2025, 5, 31)
UNTIL = dt.date(2026, 12, 20)
SCALE = 1.1
"""Pixels a point, of papers."""
SAID: dict[Lang, tuple[str, str, str]] = {
    "zh": ("检查员甲", "区网信办", "镜头能看到更衣室的门内。"),
    "ko": ("점검원 가", "구청 개인정보팀", "렌즈가 탈의실 문 안쪽을 비춘다."),
    "en": ("Inspector A", "District office", "The lens sees inside the changing room."),
}


class InspectorPictures:
    """Takes them in one language, from a window on its first screen."""

    def __init__(
        self,
        store: Store,
        window: Window,
        lang: Lang,
        settle: Callable[[], None],
        wait_for: Callable[[str, Callable[[], object]], None],
    ) -> None:
        """Keeps pictures in ``store``."""
        self._store, self._window, self._lang = store, window, lang
        self._settle, self._wait_for = settle, wait_for

    def take(self) -> None:
        """Takes all of them, of a portfolio that is made for this."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "2026-11"
            portfolio.write(folder, COUNT, SEED)
            shown = show_inspector(self._window)
            shown.resize(QSize(1366, 768))
            shown.open_sources([folder], AS_OF)
            self._calm(shown)
            self._keep("inspector-list", shown)
            assert shown.list is not None
            row = shown.list.model.row(0)
            assert row is not None
            self._pages(shown, row.place.path)
            close_inspector(self._window)
            self._papers(row.place.path)

    def _pages(self, shown: InspectorWindow, file: Path) -> None:
        """One dossier, a sample of all, and who is affected by the law of another day."""
        shown.show_one(file)
        self._calm(shown)
        self._keep("inspector-one", shown)
        shown.back()
        self._calm(shown)
        shown.show_sampling()
        self._calm(shown)
        page = shown.page
        assert isinstance(page, SamplingPage)
        page.seed.setText("20261122")
        page.seed.textEdited.emit("20261122")
        self._calm(shown)
        self._keep("inspector-sample", shown)
        shown.back()
        self._calm(shown)
        shown.show_law()
        page = shown.page
        assert isinstance(page, LawPage)
        page.before.show_day(BEFORE)
        page.after.show_day(AS_OF)
        page.compare()
        self._calm(shown)
        self._keep("inspector-law", shown)
        shown.back()
        self._calm(shown)
        shown.show_record(file)
        self._calm(shown)
        record = shown.page
        assert isinstance(record, RecordPage)
        name, office, found = SAID[self._lang]
        record.begin_visit(name, office, again=False)
        self._settle()
        record.choose("differs")
        assert record.place is not None
        record.place.found.notes.insertPlainText(found)
        self._calm(shown)
        self._keep("inspector-record", shown)
        record.show_side("summary")
        self._calm(shown)
        self._keep("inspector-summary", shown)

    def _papers(self, file: Path) -> None:
        """The first page of an on-site sheet and of an order."""
        self._store.keep(
            f"site-sheet-{self._lang}", _first_page(make_sheet(view_of(file, AS_OF), self._lang))
        )
        opened = OpenRecord(file, folders=self._window.profile.folders)
        visit = opened.open_visit(SAID[self._lang][0])  # which was begun in the window
        assert visit
        for proposal in opened.proposals(self._lang)[:2]:
            opened.change_order(opened.draft_order(proposal.order), until=UNTIL)
        opened.give_orders(visit)
        paper = make_order(opened.record, opened.dossier, self._lang)
        self._store.keep(f"order-{self._lang}", _first_page(paper))
        opened.close()

    def _calm(self, shown: InspectorWindow) -> None:
        self._settle()
        self._wait_for("the inspector's desk", lambda: not shown.is_busy)
        self._settle()

    def _keep(self, name: str, widget: QWidget) -> None:
        self._settle()
        self._store.keep(f"{name}-{self._lang}", widget.grab().toImage())


def _first_page(pdf: bytes) -> Image.Image:
    """Returns the upper part of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = document[0].render(scale=SCALE).to_pil()
    finally:
        document.close()
    return picture
