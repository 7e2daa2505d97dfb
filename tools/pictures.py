"""Takes the pictures of README and guide from the real program: the desk, a dossier's cover, a sign.

Usage: python tools/pictures.py             the pictures of the README, into resources/guide/pictures
       python tools/pictures.py FOLDER      every page in every language and theme, to look at
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from fr_desk import app, services
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.resources import resource
from fr_desk.services import papers

ROOT = Path(__file__).resolve().parent.parent
SAMPLES: dict[Lang, str] = {"zh": "shanghai-hotel", "ko": "seoul-gym", "en": "shanghai-hotel"}
STEPS = ("venue", "cameras", "purpose", "necessity", "signage", "storage", "retention", "review")
SIZE = (1366, 768)
PAPER_SCALE = 1.25
"""Of a page at 72 dots an inch: 90 dots an inch are enough for a screen."""


def sample(name: str) -> Dossier:
    """Returns a bundled sample."""
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def settle() -> None:
    """Lets the window finish what it has begun."""
    for _ in range(20):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def screens(folder: Path, themes: Sequence[str] = ("light",), steps: Sequence[str] = STEPS) -> None:
    """Grabs home and the steps in each language, and in each theme."""
    with tempfile.TemporaryDirectory() as home:
        window = app.build(home=Path(home)).window
        window.resize(*SIZE)
        window.show()
        for theme in themes:
            window.choose_theme(theme)
            suffix = "" if theme == "light" else f"-{theme}"
            for lang in LANGUAGES:
                window.choose_language(lang)
                window.show_home()
                settle()
                window.grab().save(str(folder / f"home-{lang}{suffix}.png"))
                window.files.open_dossier(sample(SAMPLES[lang]))
                for step in steps:
                    assert window.desk is not None
                    window.desk.show_step(step)
                    settle()
                    window.grab().save(str(folder / f"desk-{step}-{lang}{suffix}.png"))
                window.files.close()
        window.close()


def paper_pictures(folder: Path) -> None:
    """Draws the cover of the dossier and the second sign of each language's sample."""
    import pypdfium2

    with tempfile.TemporaryDirectory() as made:
        for lang in LANGUAGES:
            dossier = sample(SAMPLES[lang])
            printed = papers.write_dossier_pdf(dossier, Path(made) / f"{lang}.pdf", lang)
            langs: tuple[Lang, ...] = (lang,) if lang == "en" else (lang, "en")
            signs = papers.write_signs(dossier, Path(made) / lang, langs)
            for name, file in (("dossier", printed), ("sign", signs[-1])):
                with pypdfium2.PdfDocument(file) as document:
                    document[0].render(scale=PAPER_SCALE).to_pil().save(
                        folder / f"{name}-{lang}.png", optimize=True
                    )


def main() -> int:
    """Takes all pictures."""
    everything = len(sys.argv) > 1
    folder = Path(sys.argv[1]) if everything else ROOT / "resources" / "guide" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    if everything:
        screens(folder, ("light", "dark", "high_contrast"))
    else:
        screens(folder, steps=("necessity",))
    paper_pictures(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
