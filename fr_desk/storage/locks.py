"""A lock file beside what one program at a time may use; a program that ended holds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock


def locked(file: Path, patience: float = 0.0) -> BaseFileLock | None:
    """Lock for this process; ``None`` where nothing can be locked. Any thread may release it.

    Args:
        file: the lock; its folder is made if it is not there, for this user alone.
        patience: seconds to wait for another process.

    Raises:
        TimeoutError: if another one holds it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - the desk starts without it

    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = FileLock(file, timeout=patience, thread_local=False)
        held.acquire()
    except Timeout:
        raise
    except (OSError, NotImplementedError):
        return None
    return held
