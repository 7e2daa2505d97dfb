"""One thread that writes the latest of what it is given, and tries again while it is refused. Knows no records."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from fr_desk.errors import FrDeskError

AGAIN: Final = 1.0
"""Seconds after which a refused write is tried again."""

Given = TypeVar("Given")


class Latest(Generic[Given]):
    """Writes the latest value given, off the caller's thread."""

    def __init__(
        self,
        write: Callable[[Given], None],
        on_trouble: Callable[[FrDeskError | None], None],
        delay: float,
        *,
        settling: bool = False,
    ) -> None:
        """Wait for values.

        Args:
            write: writes one value; raises a :class:`FrDeskError` if it is refused.
            on_trouble: is told what refuses, and ``None`` once nothing does any more; from the thread.
            delay: seconds between a value and its writing, so that several make one write.
            settling: whether the delay begins anew with each value.
        """
        self._write, self._on_trouble = write, on_trouble
        self._delay, self._settling = delay, settling
        self._wake = threading.Condition()
        self._given: list[Given] = []
        self._due = 0.0
        self._busy = self._closing = self._hurry = False
        self._refused: FrDeskError | None = None
        self._thread: threading.Thread | None = None

    def put(self, value: Given) -> None:
        """Hand over a value in place of those that are not written yet; this costs nothing."""
        with self._wake:
            if self._settling or not self._given:
                self._due = time.monotonic() + self._delay
            self._given[:] = [value]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="record", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def flush(self, patience: float = 10.0) -> bool:
        """Write what was handed over without delay, and wait for it; say whether it is written."""
        with self._wake:
            self._hurry = True
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._refused or self._is_done(), patience)
            self._hurry = False
            return self._is_done()

    def close(self) -> bool:
        """Write what is left and end; say whether it is written."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
        return self._is_done()

    def _is_done(self) -> bool:
        return not (self._given or self._busy)

    def _run(self) -> None:
        while (value := self._next()) is not None:
            refused: FrDeskError | None = None
            try:
                self._write(value[0])
            except FrDeskError as error:
                refused = error
            with self._wake:
                self._busy = False
                if refused is not None and not self._given:
                    self._given[:] = value
                before, self._refused = self._refused, refused
                self._wake.notify_all()
            if type(before) is not type(refused):
                self._on_trouble(refused)
            if refused is not None and self._closing:
                return

    def _next(self) -> list[Given] | None:
        """Return the value to write once it is due; ``None`` if nothing is left and nothing will come."""
        with self._wake:
            if self._refused is not None:
                self._wake.wait_for(lambda: self._closing, AGAIN)
            self._wake.wait_for(lambda: self._given or self._closing)
            while self._given and not (self._closing or self._hurry):
                left = self._due - time.monotonic()
                if left <= 0:
                    break
                self._wake.wait(left)
            value, self._busy = list(self._given), bool(self._given)
            self._given.clear()
            return value or None
