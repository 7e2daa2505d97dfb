"""The chapters of a dossier in two languages as one sequence: titles named in both, bodies side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fr_desk.i18n import Lang
from fr_desk.render.chapters import Chapter
from fr_desk.render.side_by_side import together


def joined(chapters: Sequence[Chapter], others: Sequence[Chapter], lang: Lang) -> list[Chapter]:
    """Return ``chapters`` with what the same chapters say in another language beside them.

    Args:
        chapters: in the main language.
        others: the same chapters in the other one.
        lang: the other language.
    """
    twins = {chapter.anchor: chapter for chapter in others}
    return [_both(chapter, twins[chapter.anchor], lang) for chapter in chapters]


def _both(chapter: Chapter, twin: Chapter, lang: Lang) -> Chapter:
    titles = {heading.anchor: heading.title for heading in twin.headings}
    headings = [
        replace(heading, title=_named(heading.title, titles.get(heading.anchor, "")))
        for heading in chapter.headings
    ]
    body = together(chapter.body, twin.body, lang)
    return Chapter(_named(chapter.title, twin.title), chapter.anchor, body, headings)


def _named(title: str, other: str) -> str:
    return f"{title} · {other}" if other and other != title else title
