"""Contradictions about dates, filings, the notice, the impact assessment and the safeguards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, N_, Texts, texts, written_dates
from fr_desk.inspection.contrary_places import recognising
from fr_desk.inspection.naming import named
from fr_desk.inspection.view import Contradiction

FUTURE = N_("“{question}” is {day}, which is after the day of the dossier, {own}.")
DATED_LATER = N_("The dossier is dated {day}, which is after today, {today}.")
DONE_LATER = N_("“{question}” is {day}, which is after today, {today}.")
BEFORE_START = N_(
    "The impact assessment is said to have been made before the start, but is of {day}; “{device}” recognises faces "
    "since {start}."
)
NOTICE_LATE = N_(
    "People are said to see the notice before their face is captured, but it is shown since {day}; “{device}” "
    "recognises faces since {start}."
)
REACHED_EARLY = N_(
    "The faces of 100,000 people are said to be reached on {day}, but no device recognises faces before {start}."
)
NOT_YET = N_("“{question}” is answered with no, but “{other}” is given.")
ENDED = N_(
    "The use of face recognition is said to have ended on {day}, but “{device}” is said to recognise faces."
)
REVIEW_FIRST = N_("The next review is due on {day}, before the assessment was made on {done}.")
NO_NOTICE = N_("There is said to be no notice, but “{other}” is answered for it.")

DATES = (
    *(
        "notice.shown_since",
        "assessment.done_on",
        "organisation.audited_on",
        "organisation.minors_audited_on",
    ),
    *(
        "safeguards.last_sweep_on",
        "filings.cac.reached_on",
        "filings.cac.filed_on",
        "filings.police.filed_on",
    ),
    *("filings.cac.changed_on", "filings.police.in_service_on"),
)
"""Dates of what has happened: none can be later than the day of the dossier."""
NEGATED = {
    "filings.cac.filed": ("filings.cac.filed_on", "filings.cac.number"),
    "filings.police.filed": ("filings.police.filed_on", "filings.police.number"),
    "assessment.done": ("assessment.done_on", "assessment.conclusion"),
    "organisation.audited": ("organisation.audited_on",),
    "organisation.minors_audited": ("organisation.minors_audited_on",),
    "safeguards.sweeps": ("safeguards.last_sweep_on",),
    "safeguards.mlps_graded": ("safeguards.mlps_level",),
    "safeguards.access_logs": ("safeguards.access_log_months",),
}
"""What cannot be given where the first is answered with no."""


def later_than_the_dossier(dossier: Dossier) -> Iterator[Contradiction]:
    """Something has happened after the day of the dossier."""
    own = dossier.as_of
    if own is None:
        return
    for path, day in _happened(dossier):
        if day > own:
            says = texts(
                FUTURE, question=_question(dossier, path), day=written_dates(day), own=written_dates(own)
            )
            yield Contradiction((path, "as_of"), says)


def later_than_today(dossier: Dossier, today: dt.date, dated: dt.date | None) -> Iterator[Contradiction]:
    """The dossier, or something that has happened, is of a day that is still to come.

    Args:
        dossier: the answers.
        today: the day of looking.
        dated: the latest day that the dossier or its print bears.
    """
    told = {"today": written_dates(today)}
    if dated is not None and dated > today:
        yield Contradiction(("as_of",), texts(DATED_LATER, day=written_dates(dated), **told))
    own = dossier.as_of or dt.date.max
    for path, day in _happened(dossier):
        if today < day <= own:  # what is later than the dossier is told already
            says = texts(DONE_LATER, question=_question(dossier, path), day=written_dates(day), **told)
            yield Contradiction((path,), says)


def _happened(dossier: Dossier) -> Iterator[tuple[str, dt.date]]:
    """Yield every day on which something is said to have happened, with its path."""
    items = [
        *(f"cameras.{key}.in_service_on" for key in dossier.cameras or ()),
        *(f"signs.{key}.put_up_on" for key in dossier.signs or ()),
    ]
    for path in (*DATES, *items):
        day = paths.get(dossier, path)
        if day is not None:
            yield path, day


def _question(dossier: Dossier, path: str) -> Texts:
    """Return the short name of a question, with the name of the item it is about."""
    title = texts(paths.spec_at(path).title)
    parts = paths.split(path)
    if parts[0] not in {"cameras", "signs"}:
        return title
    name = named(dossier, paths.join(*parts[:2]))
    return Texts(**{lang: f"{name.get(lang)} · {title.get(lang)}" for lang in LANGUAGES})


def _first_recognising(dossier: Dossier) -> tuple[str, dt.date] | None:
    """Return the device that recognises faces since the earliest day."""
    since = {key: (dossier.cameras or {})[key].in_service_on for key in recognising(dossier)}
    known = {key: day for key, day in since.items() if day is not None}
    return min(known.items(), key=lambda one: one[1]) if known else None


def assessed_before_start(dossier: Dossier) -> Iterator[Contradiction]:
    """The assessment was made before the start, and after it."""
    first, done = _first_recognising(dossier), dossier.assessment.done_on
    if first and done and dossier.assessment.before_start and done > first[1]:
        device, start = f"cameras.{first[0]}", written_dates(first[1])
        says = texts(BEFORE_START, day=written_dates(done), device=named(dossier, device), start=start)
        about = ("assessment.before_start", "assessment.done_on", f"{device}.in_service_on")
        yield Contradiction((*about, f"{device}.face_function"), says)


def notice_before_capture(dossier: Dossier) -> Iterator[Contradiction]:
    """The notice is seen before faces are captured, and shown only later."""
    first, since = _first_recognising(dossier), dossier.notice.shown_since
    if first and since and dossier.notice.before_capture and since > first[1]:
        device, start = f"cameras.{first[0]}", written_dates(first[1])
        says = texts(NOTICE_LATE, day=written_dates(since), device=named(dossier, device), start=start)
        about = ("notice.before_capture", "notice.shown_since", f"{device}.in_service_on")
        yield Contradiction((*about, f"{device}.face_function"), says)


def many_before_any(dossier: Dossier) -> Iterator[Contradiction]:
    """A hundred thousand faces are stored before the first device recognises any."""
    reached, keys = dossier.filings.cac.reached_on, recognising(dossier)
    days = [(dossier.cameras or {})[key].in_service_on for key in keys]
    if (
        reached is None
        or not days
        or any(camera.face_function is None for camera in (dossier.cameras or {}).values())
    ):
        return
    known = [day for day in days if day is not None]
    if len(known) == len(days) and reached < min(known):
        says = texts(REACHED_EARLY, day=written_dates(reached), start=written_dates(min(known)))
        about = (f"cameras.{key}.in_service_on" for key in keys)
        yield Contradiction(("filings.cac.reached_on", *about), says)


def no_and_when(dossier: Dossier) -> Iterator[Contradiction]:
    """Something was not done, and the day or the number of it is given."""
    for path, others in NEGATED.items():
        if paths.get(dossier, path) is not False:
            continue
        given = [other for other in others if paths.get(dossier, other)]
        if given:
            title, other = (texts(paths.spec_at(one).title) for one in (path, given[0]))
            yield Contradiction((path, *given), texts(NOT_YET, question=title, other=other))


def ended_and_going_on(dossier: Dossier) -> Iterator[Contradiction]:
    """Recognition has ended, and goes on."""
    ended, own = dossier.filings.cac.ended_on, dossier.as_of
    keys = recognising(dossier)
    if ended is not None and own is not None and ended <= own and keys:
        device = f"cameras.{keys[0]}"
        says = texts(ENDED, day=written_dates(ended), device=named(dossier, device))
        yield Contradiction(("filings.cac.ended_on", "as_of", f"{device}.face_function"), says)


def review_before_assessment(dossier: Dossier) -> Iterator[Contradiction]:
    """The next review comes before the assessment."""
    done, due = dossier.assessment.done_on, dossier.assessment.next_review_on
    if done and due and due < done:
        says = texts(REVIEW_FIRST, day=written_dates(due), done=written_dates(done))
        yield Contradiction(("assessment.next_review_on", "assessment.done_on"), says)


def items_of_no_notice(dossier: Dossier) -> Iterator[Contradiction]:
    """There is no notice, and it says something."""
    notice = dossier.notice
    if notice.places != ():
        return
    given = [field for field in ("items", "before_capture", "shown_since") if getattr(notice, field)]
    if given:
        other = texts(paths.spec_at(f"notice.{given[0]}").title)
        about = ("notice.places", *(f"notice.{field}" for field in given))
        yield Contradiction(about, texts(NO_NOTICE, other=other))


KINDS = (
    later_than_the_dossier,
    assessed_before_start,
    notice_before_capture,
    many_before_any,
    no_and_when,
    ended_and_going_on,
    review_before_assessment,
    items_of_no_notice,
)
