"""What can be done with a dossier of the library: one action each, behind its button, its keys and the context menu."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from fr_desk.gui import icons
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.storage.library import Entry, Flag


class Actions(QObject):
    """What can be done with the marked dossier: one action each, for buttons, keys and the context menu.

    Signals:
        wanted: the name of an action, and the row it is about.
    """

    wanted = Signal(str, object)

    NAMES: ClassVar[dict[str, tuple[str, str, str]]] = {
        "open": (N_("Open"), "folder-open", ""),
        "new_from": (N_("New dossier from it…"), "file-plus-2", "Ctrl+N"),
        "copy": (N_("Copy for another site…"), "copy", "Ctrl+Shift+C"),
        "sites": (N_("Sites of this template"), "list", "Ctrl+L"),
        "pin": (N_("Pin"), "pin", "Ctrl+D"),
        "template": (N_("Make a template"), "layout-template", "Ctrl+T"),
        "archive": (N_("Archive"), "archive", "Ctrl+R"),
        "find": (N_("Find it…"), "folder-search", "Ctrl+G"),
        "folder": (N_("Show the folder"), "external-link", "Ctrl+Shift+F"),
        "forget": (N_("Take out of the list"), "x", "Del"),
    }
    BACK: ClassVar[dict[str, str]] = {
        "pin": N_("Unpin"),
        "template": N_("No longer a template"),
        "archive": N_("Take out of the archive"),
    }
    FLAGS: ClassVar[dict[str, Flag]] = {"pin": "pinned", "template": "is_template", "archive": "archived"}

    def __init__(self, owner: QWidget) -> None:
        """Make the actions; their keys work within ``owner``."""
        super().__init__(owner)
        self._entry: Entry | None = None
        self.by_name: dict[str, QAction] = {}
        self.buttons: dict[str, QPushButton] = {}
        for name, (words, icon, keys) in self.NAMES.items():
            action = QAction(icons.icon(icon, "muted"), t(words), owner)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._ask, name))
            made = button(t(words), icon=icon, kind="small", tip=keys, press=action.trigger)
            self.by_name[name], self.buttons[name] = action, made
        owner.addActions(list(self.by_name.values()))

    def _ask(self, name: str, _checked: bool = False) -> None:
        if self._entry is not None:
            self.wanted.emit(name, self._entry)

    def concern(self, entry: Entry | None, *, is_gone: bool = False) -> None:
        """Offer only what can be done with ``entry``."""
        self._entry = entry
        here, template = entry is not None and not is_gone, entry is not None and entry.is_template
        can = {
            **dict.fromkeys(("open", "copy"), here),
            **dict.fromkeys(("new_from", "sites"), here and template),
            **dict.fromkeys(("pin", "archive", "folder", "forget"), entry is not None),
            "template": here or template,
            "find": entry is not None and is_gone,
        }
        shown = {"new_from": template, "sites": template, "find": is_gone}
        for name, action in self.by_name.items():
            flag = self.FLAGS.get(name)
            on = entry is not None and flag is not None and bool(getattr(entry, flag))
            words = t(self.BACK[name] if on else self.NAMES[name][0])
            action.setText(words)
            action.setEnabled(can[name])
            action.setVisible(shown.get(name, True))
            made = self.buttons[name]
            made.setText(words.replace("&", "&&"))
            made.setAccessibleName(words)
            made.setEnabled(can[name])
            made.setVisible(shown.get(name, True))
