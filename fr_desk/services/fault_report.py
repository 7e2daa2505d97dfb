"""The report of what went wrong: what somebody who mends the program needs, and nothing of the dossier or the user.

Types, places in the program and the program's own words stay. Answers, names of files and the user's folders are left
out: messages are kept only where Python itself wrote them, and even there without anything an answer says. No Qt.
"""

from __future__ import annotations

import datetime as dt
import re
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from fr_desk.rules.bundled import bundled_packs
from fr_desk.services.about import SHORT_DIGEST, environment

LEFT_OUT = "…"
SPOKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    NotImplementedError,
    RuntimeError,
    TypeError,
)
"""Errors whose messages the program and Python write; those of others may repeat what was read or typed."""
_FOLDER = Path(__file__).resolve().parents[2]
_QUOTED = re.compile(r"""(['"“])(.*?)(['"”])""")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]]*")
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/](?:[^\s'\"\\/:]+[\\/])+[^\s'\"\\/:]*")
_CRASHED_AT = re.compile(r'File "([^"]+)"')
_LEAST = 2
"""Characters an answer has at least to be looked for in a message."""
_CAUSE = "The cause of it:"
_MEANWHILE = "While this was dealt with:"


def head(*more: str) -> str:
    """Return the first lines of a report: program, system, packs, and ``more``."""
    packs = (f"Rule pack {one.id} {one.version} {one.digest[:SHORT_DIGEST]}" for one in bundled_packs())
    return "\n".join((*environment(), *more, *packs))


def told(error: BaseException, secrets: Iterable[str] = ()) -> str:
    """Return an error with the places it came through, without ``secrets``."""
    found = tuple(sorted({one for one in secrets if len(one) >= _LEAST}, key=len, reverse=True))
    return "\n\n".join(_chain(error, found, set()))


def signature(error: BaseException) -> tuple[str, ...]:
    """Return what is the same each time an error happens again: its type and places."""
    frames = traceback.extract_tb(error.__traceback__)
    return (type(error).__qualname__, *(f"{frame.filename}:{frame.lineno}" for frame in frames))


def crash(trace: str) -> str:
    """Return what a crash below Python left, with its paths shortened; nothing if it was no crash."""
    if "Fatal Python error" not in trace and "Windows fatal exception" not in trace:
        return ""
    return _CRASHED_AT.sub(lambda found: f'File "{_short(found[1])}"', trace).strip()


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text somebody typed into a dossier; chosen words and ids are no secret."""
    if type(value) is str:
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings_in(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings_in(one)


def now() -> str:
    """Return the time a report is written, in UTC: the user's time zone is nobody's business."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _chain(error: BaseException, secrets: tuple[str, ...], seen: set[int]) -> Iterator[str]:
    """Yield the errors that led to ``error``, the first first, and itself last."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _chain(before, secrets, seen)
        yield _CAUSE if error.__cause__ else _MEANWHILE
    yield "\n".join((_said(error, secrets), *_places(error)))


def _places(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
        if frame.line:
            yield f"      {frame.line}"


def _short(name: str) -> str:
    """Return the path of a file of the program without the folder it is installed in."""
    path = Path(name.replace("\\", "/"))
    for folder in (_FOLDER, Path.home()):
        if path.is_relative_to(folder):
            path = path.relative_to(folder) if folder == _FOLDER else Path("~") / path.relative_to(folder)
    parts = path.parts
    for known in ("site-packages", "_internal", "fr_desk"):
        if known in parts:
            return "/".join(parts[parts.index(known) + (known != "fr_desk") :])
    return "/".join(("~", parts[-1])) if path.is_absolute() and len(parts) > 1 else path.as_posix()


def _said(error: BaseException, secrets: tuple[str, ...]) -> str:
    kind = type(error).__qualname__
    if isinstance(error, OSError):
        words = error.strerror or ""
    elif isinstance(error, SPOKEN) and not isinstance(error, UnicodeError):
        words = _cleaned(str(error), secrets)
    else:
        words = LEFT_OUT
    return f"{kind}: {words}" if words else kind


def _cleaned(message: str, secrets: tuple[str, ...]) -> str:
    """Return a message without answers, paths, and anything in quotes that is no name of the program."""
    for secret in secrets:
        message = message.replace(secret, LEFT_OUT)
    message = _PATH.sub(LEFT_OUT, message)
    message = _QUOTED.sub(
        lambda found: found[0] if _PLAIN.fullmatch(found[2]) else f"{found[1]}{LEFT_OUT}{found[3]}", message
    )
    readable = message.replace(LEFT_OUT, "").replace("“", "").replace("”", "").isascii()
    return message if readable else LEFT_OUT
