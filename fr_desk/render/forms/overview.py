"""The page that lists the forms a venue needs: which, why, and which articles they follow."""

from __future__ import annotations

from collections.abc import Sequence

from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers
from fr_desk.render.forms.kinds import Needed
from fr_desk.render.forms.model import Form, Grid, Paragraph, Part
from fr_desk.render.forms.texts import form_words

ID = "forms-overview"


def overview(edition: Edition, made: Sequence[tuple[Needed, Form]]) -> Form:
    """Return the page about forms that were made from the same edition, in their order."""
    words, lang = form_words(ID), edition.lang
    when = Paragraph(words.say("as_of", lang, date=edition.date(edition.assessment.as_of)), "small")
    parts: tuple[Part, ...]
    if made:
        head = tuple(words.say(f"columns.{name}", lang) for name in ("form", "why", "articles"))
        rows = tuple(
            (form.title, needed.why.get(lang), answers.articles(edition, form.citations, short=True))
            for needed, form in made
        )
        parts = (when, Grid(head, rows, shares=(21, 42, 37)))
    else:
        country = edition.dossier.venue.jurisdiction
        parts = (Paragraph(words.say("none" if country else "country", lang), "strong"), when)
    return Form(ID, lang, words.say("title", lang), words.say("lead", lang), parts)
