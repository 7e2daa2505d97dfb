"""What an inspector can get wrong while recording, and how it is noticed: each class owns its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unicodedata import category

from pydantic import ValidationError

from fr_desk.domain.schema import SHORT
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.words import is_known_article

_UNSEEN: Final = frozenset({"Cc", "Cf"})
"""Kinds of characters that show nothing, and that copying brings along."""


class NoSuchPlaceError(FrDeskError):
    """A place that the dossier does not have."""

    sentence = N_(
        "The dossier has no place {path}; name one that it lists, or cameras, signs or zones for something new."
    )


class DeclaredPlaceError(NoSuchPlaceError):
    """Something that is not declared, at a place that can only be declared."""

    sentence = N_(
        "Something that is not declared is noted at cameras, signs or zones, not at {path}; "
        "say with a label what it is."
    )


class NoVisitYetError(FrDeskError):
    """Something to record before a visit was begun."""

    sentence = N_("No visit has begun; say who inspects, then go on.")


class NoReinspectionError(NoVisitYetError):
    """A letter after a re-inspection that never began."""

    sentence = N_(
        "The letter is written after a re-inspection, and none has begun. Begin one: with fr-desk record judge, or in "
        "the window under “Begin a visit” with “Re-inspection”."
    )


class NoSuchOrderError(FrDeskError):
    """An order that is not in the record."""

    sentence = N_("There is no order {order} in the record; it has: {known}.")


class NotGivenError(FrDeskError):
    """A judgement on an order that nobody has given."""

    sentence = N_(
        "The order {order} is a draft and not given yet; give it first, in the window or with fr-desk record order "
        "--until, then judge it."
    )


class WrongEntryError(FrDeskError):
    """A text or an article that a record does not take."""

    sentence = N_(
        "The entry on {path} was not taken: texts have up to 10,000 characters, names 200, "
        "an article is written instrument/article."
    )


class NoNameError(FrDeskError):
    """A visit by nobody."""

    sentence = N_("A visit needs the name of the inspector.")


class LongNameError(FrDeskError):
    """A name that a record does not take."""

    sentence = N_("The names of inspector and office have up to {limit} characters each; one has {count}.")


class UnknownArticleError(WrongEntryError):
    """An article that no rule pack has."""

    sentence = N_(
        "There is no article {article} in the rule packs; name one as the orders list it, such as cn-pipl/26."
    )


def plain_name(name: str) -> str:
    """Return a name without what nobody sees before and after it, so that one person is always one."""
    seen = [place for place, char in enumerate(name) if not char.isspace() and category(char) not in _UNSEEN]
    return name[seen[0] : seen[-1] + 1] if seen else ""


def checked_names(inspector: str, office: str = "") -> tuple[str, str]:
    """Make sure that whoever visits has a name that can be read and kept; return both names as they are kept.

    Raises:
        NoNameError: if there is nothing to read.
        LongNameError: if a name is longer than a record takes.
    """
    inspector, office = plain_name(inspector), plain_name(office)
    if not any(char.isprintable() and not char.isspace() for char in inspector):
        raise NoNameError
    longest = max(len(inspector), len(office))
    if longest > SHORT:
        raise LongNameError(limit=SHORT, count=longest)
    return inspector, office


def checked_article(article: str) -> None:
    """Make sure that an article is one that the rule packs have; none is fine.

    Raises:
        UnknownArticleError: if it is not.
    """
    if article and not is_known_article(article):
        raise UnknownArticleError(article=article[:SHORT])


@contextmanager
def taken(path: str) -> Iterator[None]:
    """Turn the model's refusal of an entry into a sentence.

    Raises:
        WrongEntryError: if it refused.
    """
    try:
        yield
    except ValidationError as error:
        raise WrongEntryError(path=path) from error
