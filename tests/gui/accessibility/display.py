"""What a window manager would do on the display of the tests: give a window the keyboard."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_IGNORE = _HANDLER(lambda _display, _event: 0)  # windows that are not shown refuse the keyboard
REVERT_TO_PARENT = 2


class Display:
    """A connection to an X display."""

    def __init__(self, name: str) -> None:
        """Connect to the display called ``name``."""
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XSetErrorHandler(_IGNORE)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        assert self._display.value, f"no display {name}"

    def windows(self) -> set[int]:
        """Return all top windows."""
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        above, children = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)()
        count = ctypes.c_uint()
        self._x.XQueryTree(
            self._display,
            root,
            ctypes.byref(above),
            ctypes.byref(above),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        found = {children[number] for number in range(count.value)}
        if found:
            self._x.XFree(children)
        return found

    def give_keyboard(self, windows: set[int]) -> None:
        """Give the keyboard to the one of ``windows`` that is shown."""
        for window in windows:
            self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), REVERT_TO_PARENT, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


@contextmanager
def display(name: str) -> Iterator[Display]:
    """A connection that is closed at the end."""
    made = Display(name)
    try:
        yield made
    finally:
        made.close()
