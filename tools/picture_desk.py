"""Takes the pictures of what stands around the questions: unfinished work, versions, library, devices, the tour."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fr_desk import app, services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.gui import tour
from fr_desk.gui.devices.import_page import ImportPage
from fr_desk.gui.devices_door import close_devices, devices_window, show_devices
from fr_desk.gui.finding_card import FindingCard
from fr_desk.gui.library import LibraryWindow
from fr_desk.gui.library_door import close_library, show_library
from fr_desk.gui.noting import say_not_known, write_note
from fr_desk.gui.program_doors import show_faults
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.gui.versions import VersionsPage
from fr_desk.gui.versions_door import show_versions
from fr_desk.gui.window import Window
from fr_desk.i18n import Lang
from fr_desk.resources import resource
from fr_desk.services.copies import PRESETS, Purpose, copy
from fr_desk.services.library import scan
from picture_store import Store

ASKED = "safeguards.staff_training"
NAMES: dict[Lang, tuple[str, str]] = {
    "zh": ("检查之前", "二店"),
    "ko": ("점검 전", "2호점"),
    "en": ("Before the inspection", "Second branch"),
}
"""What a version and a site are called."""
NOTES: dict[Lang, str] = {
    "zh": "已问过安装公司，下周答复。",
    "ko": "설치 업체에 물어보았고 다음 주에 답을 받습니다.",
    "en": "The company that installed it was asked; it answers next week.",
}
LISTS: dict[Lang, str] = {
    "zh": (
        "通道号,通道名称,IP地址,类型,分辨率,安装位置\n"
        "1,大堂吧,192.168.1.64,半球,4MP,大堂\n"
        "2,后门,192.168.1.65,枪机,1080P,后院\n"
    ),
    "ko": (
        "채널,카메라명,IP,종류,화소,설치위치\n"
        "1,로비 서쪽,192.168.1.64,돔,4MP,로비\n"
        "2,뒷문,192.168.1.65,고정,1080P,뒷마당\n"
    ),
    "en": (
        "Channel,Name,IP,Kind,Resolution,Zone\n"
        "1,Lobby bar,192.168.1.64,dome,4MP,大堂\n"
        "2,Back door,192.168.1.65,fixed,1080P,Yard\n"
    ),
}


class DeskPictures:
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

    def _keep(self, name: str, widget: QWidget, high: int = 0) -> None:
        self._settle()
        image = widget.grab().toImage()
        self._store.keep(f"{name}-{self._lang}", image.copy(0, 0, image.width(), high) if high else image)

    def _open(self, dossier: Dossier) -> None:
        self._window.files.open_dossier(dossier)
        self._calm()

    def _calm(self) -> None:
        desk = self._window.desk
        assert desk is not None
        self._wait_for("the desk", lambda: not desk.is_thinking and not desk.is_behind)

    def take(self, dossier: Dossier) -> None:
        """Takes all of them, about ``dossier``."""
        with tempfile.TemporaryDirectory() as made, contextlib.chdir(made):
            self._questions(dossier)
            self._checks()
            self._devices(dossier)
            self._files(dossier, Path("a.frdesk"))
            self._library(dossier, Path(made))
            self._program()
            self._unfinished(dossier, Path(made))

    def _questions(self, dossier: Dossier) -> None:
        """A question with a note, what is left, and the ways without faces."""
        self._open(paths.replace(dossier, ASKED, None))
        desk, document = self._window.desk, self._window.document
        assert desk is not None
        assert document is not None
        say_not_known(document, ASKED, on=True)
        write_note(document, ASKED, NOTES[self._lang], typing=False)
        desk.go_to(ASKED)
        self._calm()
        self._keep("note", self._window)
        self._keep("left", desk.rail)
        desk.go_to("activities.a2.options")
        self._calm()
        self._keep("ways", self._window)
        self._window.files.drop()

    def _checks(self) -> None:
        """One check about several devices, with a fix shown."""
        self._open(services.open_dossier(resource("samples", "ningbo-sales-office-before.yaml")).dossier)
        assert self._window.desk is not None
        card = self._window.desk.panel.findChildren(FindingCard)[0]
        card.previews.ask(card.check.fixes[0])
        self._keep("checks", self._window)
        self._window.files.drop()

    def _devices(self, dossier: Dossier) -> None:
        """The table of devices, and a list that is taken over."""
        self._open(dossier)
        show_devices(self._window)
        shown = devices_window(self._window)
        assert shown is not None
        self._keep("devices-table", shown)
        shown.show_page("import")
        page = shown.page
        assert isinstance(page, ImportPage)
        page.paste.setPlainText(LISTS[self._lang])
        page.read_text.click()
        self._wait_for("the list", lambda: page.planned)
        self._keep("devices-import", shown)
        close_devices(self._window)
        self._window.files.drop()

    def _files(self, dossier: Dossier, file: Path) -> None:
        """The versions, a file that somebody else changed, and both sides brought together."""
        window = self._window
        services.save_dossier(paths.replace(dossier, "venue.rooms", 70), file)
        services.save_dossier(dossier, file)
        window.files.open_path(file)
        self._calm()
        shown = show_versions(window)
        assert isinstance(shown, ReadingWindow)
        assert isinstance(shown.contents, VersionsPage)
        shown.contents.state.name = NAMES[self._lang][0]
        shown.contents.keep()
        self._keep("versions", shown)
        shown.close()
        document = window.document
        assert document is not None
        window.files.save()
        theirs = paths.replace(services.open_dossier(file).dossier, "rights.answer_days", 7)
        services.save_dossier(paths.replace(theirs, "operator.phone", "000-0000"), file)
        document.edit("operator.phone", "111-1111")
        window.files.save()
        self._keep("file-changed", window, 300)
        window.trouble.bring_together()
        self._settle()
        merge = next(one for one in window.findChildren(ReadingWindow) if one.isVisible())
        self._keep("merge", merge)
        merge.close()
        window.files.drop()

    def _library(self, dossier: Dossier, folder: Path) -> None:
        """The library with a template, what a copy takes along, and the sites of the template."""
        window, file = self._window, folder / "template.frdesk"
        services.save_dossier(dossier, file)
        window.shelf.mark(file, "is_template", on=True)
        window.shelf.keep_template(dossier)
        site = copy(dossier, PRESETS[Purpose.SITE], as_template=True).dossier
        site = paths.replace(site, "venue.name", NAMES[self._lang][1])
        services.save_dossier(paths.replace(site, "operator.phone", "111-1111"), folder / "site.frdesk")
        for name in services.samples():
            services.write_sample(name, folder)
        scan(folder, window.shelf.folders)
        shown = self._calm_library(show_library(window))
        self._keep("library", shown, shown.height() - 64)  # the foot names a folder of this machine
        opened = services.open_dossier(file)
        shown.show_copy(opened)
        self._keep("copying", self._calm_library(shown))
        shown.show_sites(opened)
        self._keep("sites", self._calm_library(shown))
        close_library(window)

    def _calm_library(self, shown: LibraryWindow) -> LibraryWindow:
        self._settle()
        self._wait_for("the library", lambda: not shown.is_busy)
        return shown

    def _program(self) -> None:
        """The tour at its third stop, and a report of what went wrong."""
        window = self._window
        walk = tour.start(window)
        assert walk is not None
        for _ in range(2):
            self._calm()
            walk.move(1)
        self._calm()
        self._keep("tour", window)
        walk.leave()
        window.faults.take(ZeroDivisionError("division by zero"))
        report = show_faults(window)
        self._keep("fault-report", report)
        report.close()
        window.files.drop()

    def _unfinished(self, dossier: Dossier, folder: Path) -> None:
        """What the program offers after it was ended in the middle of work: in a home of its own."""
        file = folder / "b.frdesk"
        services.save_dossier(dossier, file)
        with self._after_a_crash(
            lambda: self._window.files.open_dossier(dossier), folder / "first"
        ) as window:
            window.show_home()
            self._keep("unfinished-home", window)
        with self._after_a_crash(lambda: self._window.files.open_path(file), folder / "second") as window:
            window.files.open_path(file)
            self._keep("unfinished-line", window, 300)
            window.files.drop()

    @contextlib.contextmanager
    def _after_a_crash(self, open_it: Callable[[], object], home: Path) -> Iterator[Window]:
        """Yields a window that finds in ``home`` what another was ended in the middle of."""
        open_it()
        document = self._window.document
        assert document is not None
        document.edit("operator.phone", "111-1111")
        document.edit("venue.rooms", 90)
        self._settle()
        time.sleep(0.5)  # what is noted is on disk by then
        shutil.copytree(self._window.profile.folders.work, home / "data" / "work")
        document.stack.setClean()
        self._window.files.drop()
        window = app.build(home=home).window
        window.choose_language(self._lang)
        window.resize(self._window.size())
        window.show()
        yield window
        window.close()
        window.deleteLater()
