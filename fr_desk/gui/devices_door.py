"""The way to the window with the devices: it is imported when first opened, because the desk must start without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fr_desk.gui.devices.window import DevicesWindow, PageName
    from fr_desk.gui.window import Window


DEVICES = ("devices", "devices_import", "devices_search")
"""The commands that open the window, as the menu and the card of the devices have them."""


def devices_window(owner: Window) -> DevicesWindow | None:
    """Return the window with the devices that belongs to ``owner``, if it is open."""
    if "fr_desk.gui.devices.window" not in sys.modules:
        return None
    from fr_desk.gui.devices.window import DevicesWindow  # noqa: PLC0415 - see above

    return next((window for window in owner.findChildren(DevicesWindow) if window.isVisible()), None)


def show_devices(owner: Window, page: PageName = "table") -> None:
    """Show the devices of the open document: their table, a list to import, or the search on the network."""
    if owner.document is None:
        return
    from fr_desk.gui.devices.window import DevicesWindow  # noqa: PLC0415 - see above

    window = devices_window(owner)
    if window is None:
        window = DevicesWindow(owner, page)
        window.show()
    else:
        window.show_page(page)
    window.raise_()
    window.activateWindow()
    window.take_focus()


def close_devices(owner: Window) -> None:
    """Close the window with the devices, if it is open."""
    window = devices_window(owner)
    if window is not None:
        window.close()
