"""Answers as words, one by one: the same on the screen, on paper and on the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.regions import region_name
from fr_desk.domain.schema import Choice, FieldSpec, Value, fields_of
from fr_desk.forms.summary import SUMMARIES
from fr_desk.i18n import N_, Lang, spell_number, translate
from fr_desk.rules.sentences import SEPARATOR, name_of, shown

NONE_OF_THEM = N_("none")
THERE_ARE_NONE = N_("There are none.")
LABELLED = N_("{title}: {answer}")


def answer_words(dossier: Dossier, spec: FieldSpec, value: Any, lang: Lang) -> str:
    """Return an answer in words; ``value`` is answered. Items are named as ``dossier`` names them."""
    if spec.refers_to:
        named = (value,) if isinstance(value, str) else value
        words = SEPARATOR[lang].join(name_of(dossier, f"{spec.refers_to}.{key}", lang) for key in named)
        return words or translate(NONE_OF_THEM, lang)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return spell_number(value, translate(spec.unit, lang))
    if isinstance(value, tuple) and not value:
        return translate(NONE_OF_THEM, lang)
    if spec.kind == "records":
        return "\n".join(item_words(dossier, record, lang) for record in value)
    if isinstance(value, str) and not isinstance(value, Choice):
        country = dossier.venue.jurisdiction
        return region_name(value, country, lang) if spec.name == "region" and country else value
    if isinstance(value, Mapping):
        return translate(THERE_ARE_NONE, lang) if not value else spell_number(len(value))
    words = shown(value, lang)
    return words if isinstance(value, dt.date) else words[:1].upper() + words[1:]


def item_words(dossier: Dossier, item: Value, lang: Lang) -> str:
    """Return the answers that stand for an item in a line; all its single answers where none are chosen to."""
    specs = fields_of(type(item))
    names = SUMMARIES.get(type(item), tuple(specs))
    return " · ".join(
        translate(
            LABELLED,
            lang,
            title=translate(specs[name].title, lang),
            answer=answer_words(dossier, specs[name], value, lang),
        )
        for name in names
        if (value := getattr(item, name)) is not None and not isinstance(value, Value)
    )
