"""Takes the pictures of README and guide from the real program: the desk, its windows, the papers it prints.

Usage: python tools/pictures.py             the pictures of the guide, into resources/guide/pictures
       python tools/pictures.py FOLDER      every page of the desk in every language and theme, to look at
"""

import contextlib
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from fr_desk import app, services
from fr_desk.domain.dossier import Dossier
from fr_desk.gui.buttons import Chip
from fr_desk.gui.case_door import cases_window, show_cases
from fr_desk.gui.decisions import DecisionCard
from fr_desk.gui.desk import Desk
from fr_desk.gui.preview_door import preview_window, show_preview
from fr_desk.gui.seal_door import show_seals
from fr_desk.gui.sign_door import show_studio, sign_studio
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGE_NAMES, LANGUAGES, Lang
from fr_desk.paths import HOME_VARIABLE
from fr_desk.resources import resource
from fr_desk.services import sealing
from fr_desk.services.papers import write_dossier_pdf
from picture_desk import DeskPictures
from picture_inspector import InspectorPictures
from picture_papers import Papers
from picture_store import Store

ROOT = Path(__file__).resolve().parent.parent
SAMPLES: dict[Lang, str] = {"zh": "shanghai-hotel", "ko": "seoul-gym", "en": "shanghai-hotel"}
STEPS = ("venue", "cameras", "purpose", "necessity", "signage", "storage", "retention", "review")
SIZE = (1366, 768)
POINTS: dict[Lang, tuple[str, str]] = {"ko": ("activities.a2.retention.on_withdrawal", "within_days")}
"""An answer that leaves something to decide, where the sample has nothing."""
SIGNERS: dict[Lang, str] = {"zh": "周砚宁", "ko": "서다온", "en": "Zhou Yanning"}
PASSPHRASE = "only for a picture"  # noqa: S105 - opens nothing that is kept
SEALED_AT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
PATIENCE = 60
"""Seconds for what a thread prepares."""


def sample(name: str) -> Dossier:
    """Returns a bundled sample."""
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def settle() -> None:
    """Lets the window finish what it has begun."""
    for _ in range(20):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait_for(what: str, ready: Callable[[], object]) -> None:
    """Waits until ``ready`` says so, and ends the program if it never does."""
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            sys.exit(f"{what} was not ready after {PATIENCE} s")
        settle()
        time.sleep(0.01)
    settle()


def picture_of(widget: QWidget, *, cut: tuple[int, int] | None = None) -> QImage:
    """Returns what a widget shows, or only so much of its width and height."""
    image = widget.grab().toImage()
    return image.copy(0, 0, *cut) if cut else image


@contextlib.contextmanager
def desktop() -> Iterator[Window]:
    """Opens the desktop in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        window = app.build(home=Path(home)).window
        window.resize(*SIZE)
        window.show()
        settle()
        yield window
        window.close()


def desk_of(window: Window, dossier: Dossier, step: str) -> Desk:
    """Opens a dossier and shows one of its steps."""
    window.files.open_dossier(dossier)
    assert window.desk is not None
    window.desk.show_step(step)
    desk = window.desk
    wait_for("the advice", lambda: not desk.is_thinking)
    return desk


def screens(store: Store, lang: Lang) -> None:
    """Takes the pictures of the desk and its windows in one language."""
    with desktop() as window:
        window.choose_language(lang)
        window.show_home()
        settle()
        store.keep(f"home-{lang}", picture_of(window))
        desk = desk_of(window, sample(SAMPLES[lang]), "necessity")
        store.keep(f"desk-necessity-{lang}", picture_of(window))
        store.keep(f"finding-{lang}", picture_of(desk.panel, cut=(desk.panel.width(), 400)))
        _windows(store, window, lang)
        if lang in POINTS:
            desk.document.edit(*POINTS[lang])
        desk.show_step("review")
        wait_for("the last step", lambda: not desk.is_thinking)
        store.keep(f"decision-{lang}", picture_of(desk.page.findChildren(DecisionCard)[0]))
        window.files.drop()
        _sealed(store, window, lang)
        window.files.drop()


def steps(store: Store, lang: Lang) -> None:
    """Takes the picture of every step in one language, in light and in dark colours."""
    with desktop() as window:
        window.choose_language(lang)
        for theme, mark in (("light", ""), ("dark", "-dark")):
            window.choose_theme(theme)
            for step in STEPS:
                desk_of(window, sample(SAMPLES[lang]), step)
                store.keep(f"step-{step}{mark}-{lang}", picture_of(window))
            window.files.drop()


def around(store: Store, lang: Lang) -> None:
    """Takes the pictures of what stands around the questions, and of the inspector's desk."""
    with desktop() as window:
        window.choose_language(lang)
        DeskPictures(store, window, lang, settle, wait_for).take(sample(SAMPLES[lang]))
        InspectorPictures(store, window, lang, settle, wait_for).take()


def _windows(store: Store, window: Window, lang: Lang) -> None:
    """Takes the pictures of the preview and of the published cases."""
    show_preview(window)
    preview = preview_window(window)
    assert preview is not None
    preview.resize(1180, 720)
    wait_for("the preview", lambda: preview.pages.count and preview.pages.is_drawn)
    chip = next(one for one in preview.findChildren(Chip) if one.accessibleName() == LANGUAGE_NAMES[lang])
    if not chip.isChecked():
        chip.click()
        wait_for("the preview", lambda: not preview.press.is_working and preview.pages.is_drawn)
    store.keep(f"preview-{lang}", picture_of(preview))
    preview.close()
    show_studio(window)
    studio = sign_studio(window)
    assert studio is not None
    studio.resize(1240, 740)
    wait_for(
        "the signs", lambda: not studio.press.is_working and studio.pages.count and studio.pages.is_drawn
    )
    store.keep(f"studio-{lang}", picture_of(studio))
    studio.close()
    show_cases(window, window.files)
    settle()
    cases = cases_window(window)
    assert cases is not None
    store.keep(f"cases-{lang}", picture_of(cases, cut=(cases.width(), 620)))
    cases.close()
    settle()


def _sealed(store: Store, window: Window, lang: Lang) -> None:
    """Takes the picture of what is said about a sealed dossier that was opened."""
    with tempfile.TemporaryDirectory() as made, contextlib.chdir(made):  # its window shows the whole path
        pdf = write_dossier_pdf(sample(SAMPLES[lang]), Path("dossier.pdf"), lang)
        identity = sealing.make_identity(SIGNERS[lang], "", PASSPHRASE, now=SEALED_AT)
        sealing.seal(pdf, identity, PASSPHRASE, now=SEALED_AT)
        window.files.open_path(pdf)
        wait_for("the check of the file", lambda: window.desk and not window.papers.tasks.jobs)
        store.keep(f"verify-{lang}", picture_of(window, cut=(SIZE[0], 300)))
        seals = show_seals(window)
        wait_for("the seals", lambda: seals.result)
        seals.resize(760, 700)
        settle()
        store.keep(f"seal-{lang}", picture_of(seals))
        seals.close()


def every_page(folder: Path, themes: Sequence[str] = ("light", "dark", "high_contrast")) -> None:
    """Grabs home and all steps in each language and theme, as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    with desktop() as window:
        for theme in themes:
            window.choose_theme(theme)
            for lang in LANGUAGES:
                window.choose_language(lang)
                window.show_home()
                settle()
                window.grab().save(str(folder / f"home-{lang}-{theme}.png"))
                for step in STEPS:
                    desk_of(window, sample(SAMPLES[lang]), step)
                    window.grab().save(str(folder / f"desk-{step}-{lang}-{theme}.png"))
                window.files.close()


def main() -> int:
    """Takes all pictures."""
    if len(sys.argv) > 1:
        every_page(Path(sys.argv[1]))
        return 0
    store = Store(ROOT / "resources" / "guide" / "pictures")
    for lang in LANGUAGES:
        screens(store, lang)
        steps(store, lang)
        around(store, lang)
        Papers(store, sample(SAMPLES[lang]), lang).take()
    store.tidy()
    print(store.summary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
