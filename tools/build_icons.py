"""Copies the Lucide icons in use into resources/icons, and makes the installer's pictures of our own icon.

Icons are copied as they are, so that a newer Lucide can be compared with ours; the desk colours them at run time
through ``currentColor``. To use another icon, add its name to ICONS and run this again.

Usage: python tools/build_icons.py
"""

import io
import os
import sys

from PIL import Image

from npm_package import ROOT, NpmPackage

FOLDER = ROOT / "resources" / "icons"
INSTALLER = ROOT / "installer"
LUCIDE = NpmPackage(
    "lucide-static",
    "1.62.0",
    "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44",
)
ICONS = [
    "archive",
    "arrow-right",
    "banknote",
    "bath",
    "bed-double",
    "book-open",
    "bookmark",
    "building-2",
    "calendar",
    "calendar-clock",
    "camera",
    "cctv",
    "check",
    "check-check",
    "chevron-down",
    "chevron-right",
    "chevron-up",
    "circle-dashed",
    "circle-question-mark",
    "circle-x",
    "clipboard-check",
    "columns-3",
    "contrast",
    "copy",
    "corner-down-right",
    "dices",
    "dumbbell",
    "external-link",
    "eye",
    "file-check",
    "file-down",
    "file-plus-2",
    "file-text",
    "file-x",
    "folder-open",
    "folder-search",
    "git-compare",
    "graduation-cap",
    "history",
    "hotel",
    "house",
    "info",
    "key-round",
    "landmark",
    "languages",
    "layout-template",
    "library",
    "lightbulb",
    "list",
    "list-filter",
    "lock",
    "log-out",
    "map",
    "map-pin",
    "megaphone",
    "menu",
    "moon",
    "panel-right",
    "pencil",
    "pin",
    "play",
    "plus",
    "printer",
    "redo-2",
    "rotate-cw",
    "save",
    "scale",
    "search",
    "shield",
    "shield-alert",
    "shield-check",
    "shield-question-mark",
    "shield-x",
    "shopping-bag",
    "shopping-cart",
    "signpost",
    "square-parking",
    "stethoscope",
    "store",
    "sun",
    "table-2",
    "target",
    "timer-reset",
    "toilet",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "utensils",
    "wand-sparkles",
    "waves",
    "x",
    "zoom-in",
    "zoom-out",
]
OWN = ("app",)  # drawn by us
ICO_SIZES = [(side, side) for side in (16, 24, 32, 48, 64, 128, 256)]
PNG_SIDE = 256


def copy_icons() -> None:
    """Makes the folder hold exactly the icons in use, besides our own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        if path.stem not in {*ICONS, *OWN}:
            path.unlink()
    for name in ICONS:
        (FOLDER / f"{name}.svg").write_bytes(LUCIDE.read(f"icons/{name}.svg"))
    (FOLDER / "LICENSE").write_bytes(LUCIDE.read("LICENSE"))
    (FOLDER / "PROVENANCE.md").write_text(
        f"""# Where these icons come from

{len(ICONS)} icons of Lucide, from the npm package `{LUCIDE.name}` {LUCIDE.version}, unchanged, under the ISC licence in
`LICENSE` (parts under the MIT licence, named there). SHA-256 of the archive:
`{LUCIDE.digest}`.
`app.svg` is our own drawing, under the project's licence.

`.venv/bin/python tools/build_icons.py` copies them again; the list of names stands in that script.
""",
        encoding="utf-8",
    )


def draw(side: int) -> Image.Image:
    """Draws our icon in pixels.

    Args:
        side: width and height.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(FOLDER / "app.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    del application
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def main() -> None:
    """Copies the icons and draws the installer's pictures."""
    LUCIDE.fetch()
    copy_icons()
    INSTALLER.mkdir(exist_ok=True)
    largest = draw(PNG_SIDE)
    largest.save(INSTALLER / "app.png", optimize=True)
    pictures = [draw(width) for width, _ in ICO_SIZES]
    pictures[-1].save(INSTALLER / "app.ico", sizes=ICO_SIZES, append_images=pictures[:-1])
    print(f"{len(ICONS)} icons in {FOLDER.relative_to(ROOT)}, our own in {INSTALLER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
