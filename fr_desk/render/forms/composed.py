"""A form put together: title and lead from its words, its parts, and those of its articles that are law on the day.

It knows no form of its own; what a form consists of is its builder's affair.
"""

from __future__ import annotations

from collections.abc import Iterable

from fr_desk.render.edition import Edition
from fr_desk.render.forms.circumstances import cited
from fr_desk.render.forms.model import Form, Part
from fr_desk.render.forms.texts import FormWords


def composed(
    edition: Edition, words: FormWords, parts: Iterable[Part], laws: Iterable[str], *, wide: bool = False
) -> Form:
    """Return the form that bears the name of its file of words.

    Args:
        edition: the answers and the language.
        words: with a ``title`` and a ``lead``.
        parts: what it consists of.
        laws: the articles it follows, as ``cn-pipl/29``; those not in force are left out.
        wide: on pages turned sideways.
    """
    return Form(
        id=words.name,
        lang=edition.lang,
        title=words.say("title", edition.lang),
        lead=words.say("lead", edition.lang),
        parts=tuple(parts),
        citations=cited(edition, *laws),
        wide=wide,
    )
