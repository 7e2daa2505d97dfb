"""Answers as the words of a form: what is unanswered is an empty string, which a form prints as a line to fill in.

Shared by all forms; it knows none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity, Clock
from fr_desk.domain.choices import Place
from fr_desk.domain.derived import activity_recognises
from fr_desk.domain.schema import Choice
from fr_desk.forms.answers import NONE_OF_THEM
from fr_desk.render.answers import answer_text
from fr_desk.render.edition import Edition
from fr_desk.render.forms.model import Field
from fr_desk.render.retention import clock_words
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.findings import Citation
from fr_desk.rules.instruments import number_of
from fr_desk.rules.sentences import SEPARATOR


def answered(edition: Edition, path: str) -> str:
    """Return the answer at ``path`` in words; empty while unanswered."""
    value = paths.get(edition.dossier, path)
    return "" if value is None else answer_text(edition, paths.spec_at(path), value)


def field(edition: Edition, path: str, label: str = "", lines: int = 1) -> Field:
    """Return the answer at ``path`` as a labelled line; the label is the question's short name if none is given."""
    return Field(label or title(edition, path), answered(edition, path), lines)


def title(edition: Edition, path: str) -> str:
    """Return the short name of the question at ``path``."""
    return edition.say(paths.spec_at(path).title)


def unit(path: str) -> str:
    """Return the message that names the unit of a number."""
    return paths.spec_at(path).unit


def listed(edition: Edition, words: Iterable[str]) -> str:
    """Return words one after the other, as the language separates them; empty ones are left out."""
    return SEPARATOR[edition.lang].join(word for word in words if word)


def labels(edition: Edition, choices: Iterable[Choice] | None) -> str:
    """Return the labels of choices one after the other; empty if none were made."""
    return listed(edition, (edition.say(choice.label) for choice in choices or ()))


def kept(edition: Edition, clock: Clock) -> str:
    """Return how long one kind of data is kept; empty while unanswered."""
    return clock_words(edition, clock)


def activities(edition: Edition, wanted: Callable[[str, Activity], bool | None]) -> tuple[str, ...]:
    """Return the ids of the activities for which ``wanted`` says yes, in the order of the dossier."""
    return tuple(key for key, one in (edition.dossier.activities or {}).items() if wanted(key, one))


def recognises(edition: Edition, key: str) -> bool | None:
    """Tell whether a device of the activity tells who somebody is; ``None`` while that is unanswered."""
    answer: bool | None = activity_recognises(edition.dossier, key, edition.assessment.as_of)
    return answer


def named_or_none(edition: Edition, collection: str) -> str:
    """Return the names of the items of a collection, or that there are none; empty while unanswered."""
    items = paths.get(edition.dossier, collection)
    if items is None:
        return ""
    return listed(edition, (edition.name(f"{collection}.{key}") for key in items)) or edition.say(
        NONE_OF_THEM
    )


def places(edition: Edition, *stored: tuple[Place, ...] | None) -> str:
    """Return where data live, each place once; empty while unanswered."""
    return labels(edition, dict.fromkeys(place for some in stored for place in some or ()))


def day(edition: Edition, date: dt.date | None) -> str:
    """Return a date written out; empty while unanswered."""
    return "" if date is None else edition.date(date)


def articles(edition: Edition, citations: Iterable[Citation], *, short: bool = False) -> str:
    """Return citations with each instrument named once: Face Recognition Measures, Article 9, Article 15."""
    together: dict[str, list[Citation]] = {}
    for citation in citations:
        together.setdefault(citation.instrument, []).append(citation)
    return SEMICOLON[edition.lang].join(
        SEPARATOR[edition.lang].join(
            (edition.cite(first, short=short), *(_number(edition, one) for one in others))
        )
        for first, *others in together.values()
    )


def _number(edition: Edition, citation: Citation) -> str:
    article = edition.instruments[citation.instrument].articles[citation.article]
    return number_of(article, edition.lang, edition.assessment.as_of, short=True)
