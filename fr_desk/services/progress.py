"""How a long use case tells how far it is, and asks whether to go on."""

from __future__ import annotations

from collections.abc import Callable

from fr_desk.errors import CancelledError

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""
Cancelled = Callable[[], bool]
"""Is asked whether to stop."""


def never() -> bool:
    """Never stop."""
    return False


def unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


def go_on(cancelled: Cancelled) -> None:
    """Go on unless the user cancelled.

    Raises:
        CancelledError: if so.
    """
    if cancelled():
        raise CancelledError
