"""A memory of fixed size for answers that are dear to find: what was asked for lately stays, the rest is forgotten."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Held = TypeVar("Held")


class Memory(Generic[Key, Held]):
    """Holds between half of ``limit`` and all of it: the entries made or asked for last."""

    def __init__(self, limit: int) -> None:
        """Begin empty."""
        self._half = limit // 2
        self._new: dict[Key, Held] = {}
        self._old: dict[Key, Held] = {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def get(self, key: Key) -> Held | None:
        """Return what is held under a key; ``None`` if nothing is, or ``None`` itself."""
        held = self._new.get(key)
        if held is None and key in self._old:
            held = self._old.pop(key)
            self.put(key, held)
        return held

    def put(self, key: Key, held: Held) -> Held:
        """Hold something, and return it."""
        if len(self._new) >= self._half:
            self._old, self._new = self._new, {}
        self._new[key] = held
        return held

    def clear(self) -> None:
        """Forget everything."""
        self._new.clear()
        self._old.clear()
