"""The ways to the windows about the program itself, each imported when first opened: the desk must start early."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from fr_desk.gui.small_window import SmallWindow
    from fr_desk.gui.window import Window

_Shown = TypeVar("_Shown", bound="SmallWindow")
ABOUT_MENU = ("tour", "shortcuts", "faults", "about")
"""Commands about the program, as the menu has them."""


def doors(window: Window) -> dict[str, Callable[[], object]]:
    """Return what the commands about the program do."""
    return {
        "tour": partial(start_tour, window),
        "shortcuts": partial(show_shortcuts, window),
        "faults": partial(show_faults, window),
        "about": partial(show_about, window),
    }


def show_about(window: Window) -> SmallWindow:
    """Show version, rule packs and licences."""
    from fr_desk.gui.about import AboutWindow  # noqa: PLC0415 - see above

    return _show(window, AboutWindow)


def show_shortcuts(window: Window) -> SmallWindow:
    """Show which keys there are."""
    from fr_desk.gui.shortcut_list import ShortcutWindow  # noqa: PLC0415 - see above

    return _show(window, ShortcutWindow)


def show_faults(window: Window) -> SmallWindow:
    """Show the report of what went wrong."""
    from fr_desk.gui.fault_window import FaultWindow  # noqa: PLC0415 - see above

    return _show(window, FaultWindow)


def start_tour(window: Window) -> None:
    """Open the sample and walk through the desk."""
    from fr_desk.gui.tour import start  # noqa: PLC0415 - see above

    start(window)


def _show(window: Window, kind: type[_Shown]) -> _Shown:
    shown = next((one for one in window.findChildren(kind) if one.isVisible()), None)
    if shown is None:
        shown = kind(window)  # type: ignore[call-arg]  # each kind knows its own size
        shown.refresh()
        shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.take_focus()
    return shown
