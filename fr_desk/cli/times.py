"""What ``check`` says about time: changes of the law to come, deadlines, counters, and how long to keep data."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Lang
from fr_desk.rules.clocks import ActivityClocks
from fr_desk.rules.deadlines import Counter, DeadlineStatus, State
from fr_desk.rules.findings import Announcement, Assessment
from fr_desk.rules.sentences import name_of

ANNOUNCED, DEADLINES = N_("Changes of the law to come"), N_("Deadlines")
KEEPING = N_("How long to keep video and faces")
FROM = N_("From {day}: {title}. {says}")

PRESSING = {State.OVERDUE, State.NOW, State.RUNNING, State.STANDING}
"""Deadlines that are shown without being asked for."""
CLOSE = {"near", "reached"}
"""Counters that are shown without being asked for."""

_Values = tuple[DeadlineStatus, ...] | tuple[Counter, ...] | tuple[ActivityClocks, ...]
_COLON: dict[Lang, str] = {"zh": "：", "ko": ": ", "en": ": "}


def report(dossier: Dossier, assessment: Assessment, console: Console, *, verbose: bool) -> None:
    """Print what is to be known about time; everything if ``verbose``, else what is pressing."""
    day = assessment.as_of
    numbers = [one.sentence for one in services.counters(dossier, day) if verbose or one.state in CLOSE]
    due = [one.sentence for one in services.deadlines(dossier, day) if verbose or one.state in PRESSING]
    _print(ANNOUNCED, [_announced(one, console) for one in assessment.announcements], console)
    _print(DEADLINES, [words.get(console.lang) for words in (*numbers, *due)], console)
    kept = (_kept(dossier, one, console, verbose=verbose) for one in services.clocks(dossier, day))
    _print(KEEPING, [line for lines in kept for line in lines], console)


def as_json(dossier: Dossier, assessment: Assessment) -> dict[str, Any]:
    """Return the same for other programs; everything."""
    day = assessment.as_of
    return {
        "announcements": [one.model_dump(mode="json") for one in assessment.announcements],
        "deadlines": _plain(services.deadlines(dossier, day)),
        "counters": _plain(services.counters(dossier, day)),
        "clocks": _plain(services.clocks(dossier, day)),
    }


def _announced(change: Announcement, console: Console) -> str:
    return console.say(FROM, day=change.on.isoformat(), title=change.title, says=change.says)


def _kept(dossier: Dossier, clocks: ActivityClocks, console: Console, *, verbose: bool) -> list[str]:
    said = [clock.sentence for clock in clocks.clocks] if verbose else [clocks.sentence]
    name = name_of(dossier, clocks.activity, console.lang)
    return [f"{name}{_COLON[console.lang]}{words.get(console.lang)}" for words in said if words.en]


def _print(heading: str, lines: list[str], console: Console) -> None:
    if not lines:
        return
    console.line()
    console.line(console.say(heading))
    for line in lines:
        console.line(f"   {line}")


def _plain(values: _Values) -> list[Any]:
    plain: list[Any] = _adapter().dump_python(values, mode="json")
    return plain


@cache
def _adapter() -> TypeAdapter[_Values]:
    return TypeAdapter(_Values)
