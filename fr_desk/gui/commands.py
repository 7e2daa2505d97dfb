"""The window's commands: names, words, keys and icons in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from fr_desk.gui import icons
from fr_desk.gui.language import t
from fr_desk.i18n import N_

_Keys = QKeySequence.StandardKey
COMMANDS: dict[str, tuple[str, str, tuple[str | QKeySequence.StandardKey, ...]]] = {
    "home": (N_("Home"), "house", ()),
    "new": (N_("New…"), "file-plus-2", (_Keys.New,)),
    "open": (N_("Open…"), "folder-open", (_Keys.Open,)),
    "library": (N_("Library"), "library", ("Ctrl+Shift+O",)),
    "save": (N_("Save"), "save", (_Keys.Save,)),
    "save_as": (N_("Save as…"), "save", ("Ctrl+Shift+S",)),
    "copy": (N_("Copy for another site or year…"), "copy", ("Ctrl+Shift+D",)),
    "versions": (N_("Versions…"), "history", ("Ctrl+Shift+H",)),
    "undo": (N_("Undo"), "undo-2", (_Keys.Undo,)),
    "redo": (N_("Redo"), "redo-2", ("Ctrl+Y", "Ctrl+Shift+Z")),
    "export_dossier": (N_("Export the dossier…"), "file-down", ("Ctrl+E",)),
    "export_signs": (N_("Export the signs…"), "signpost", ("Ctrl+Shift+E",)),
    "export_folder": (N_("Export everything into a folder…"), "folder-open", ("Ctrl+Shift+A",)),
    "export_zip": (N_("Export everything as a zip…"), "file-down", ()),
    "preview": (N_("Preview and print…"), "eye", ("Ctrl+P",)),
    "studio": (N_("Signs…"), "pencil", ("F4",)),
    "seals": (N_("Check and seal…"), "shield-check", ("F8",)),
    "devices": (N_("Devices in a table…"), "list", ("F5",)),
    "devices_import": (N_("Import devices…"), "file-down", ()),
    "devices_search": (N_("Search the network for devices…"), "search", ()),
    "cases": (N_("What happened to others"), "landmark", ("F7",)),
    "inspect": (N_("Inspect dossiers…"), "landmark", ("F3",)),
    "inspects": (N_("Files open for inspection, read-only"), "", ()),
    "help": (N_("Help"), "book-open", ("F1",)),
    "tour": (N_("Two-minute tour"), "map", ("Shift+F1",)),
    "shortcuts": (N_("Keys"), "list", ("Ctrl+/",)),
    "faults": (N_("Report of what went wrong"), "triangle-alert", ()),
    "about": (N_("About FR Desk"), "info", ()),
    "search": (N_("Search"), "search", ("Ctrl+K", _Keys.Find)),
    "checks": (N_("Checks"), "panel-right", ("F9",)),
    "larger": (N_("Larger text"), "zoom-in", (_Keys.ZoomIn, "Ctrl+=")),
    "smaller": (N_("Smaller text"), "zoom-out", (_Keys.ZoomOut,)),
    "close": (N_("Close the dossier"), "x", (_Keys.Close,)),
    "quit": (N_("Quit"), "log-out", ("Ctrl+Q",)),
    "next_question": (N_("Next question that matters"), "arrow-right", ("Ctrl+Return", "Ctrl+J")),
    "note": (N_("Note on this question"), "pencil", ("Ctrl+M",)),
    "not_known": (N_("Not known yet"), "circle-question-mark", ("Ctrl+Shift+M",)),
    "next_part": (N_("Next part of the window"), "", ("F6",)),
    "previous_part": (N_("Previous part of the window"), "", ("Shift+F6",)),
}
"""Words, icon and keys of each command."""
TICKED = frozenset({"inspects"})
"""Commands that are a choice, on or off."""
EVERYWHERE = frozenset({"help"})
"""Commands whose keys work in every window of the program, not only in this one."""


def make_actions(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Return the actions of ``window`` by name, each doing what its handler does."""
    actions: dict[str, QAction] = {}
    for name, (_words, _icon, keys) in COMMANDS.items():
        action = QAction(window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        if name in EVERYWHERE:
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.setCheckable(name in TICKED)
        action.triggered.connect(lambda _checked=False, name=name: handlers[name]())
        window.addAction(action)
        actions[name] = action
    name_actions(actions)
    return actions


def name_actions(actions: Mapping[str, QAction]) -> None:
    """Give the actions their words and icons in the language and theme of the screen."""
    for name, action in actions.items():
        words, icon, _keys = COMMANDS[name]
        action.setText(t(words))
        if icon:
            action.setIcon(icons.icon(icon, "muted"))
