"""The user guide as chapters and sections: read from ``resources/guide``, searched by any of its words. No Qt here.

A guide is one Markdown file a language: ``##`` begins a chapter, ``###`` a section of it, and the line above each,
``<a id="signs"></a>``, names its anchor. Anchors are the same in every language; ``[words](#signs)`` leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fr_desk.i18n import Lang
from fr_desk.resources import resource

_HEADING = re.compile(r'^<a id="(?P<anchor>[a-z0-9-]+)"></a>\n(?P<level>#{2,3}) (?P<title>.+)$', re.MULTILINE)
_MARKS: tuple[tuple[str, str], ...] = (
    (r"!\[([^\]]*)\]\([^)]*\)", ""),  # a picture's words describe it; they are not what one looks for
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
    (r"(?m)^\|[-:| ]+\|$", ""),
    (r"(?m)^(?:[-*>#]|\d+\.)+ ", ""),
    (r"\*\*|`|\\(?=[|*_])", ""),
    (r"(?m)^\| *| *\|$", ""),
    (r" *\| *", " · "),
)
_BEFORE, _AFTER = 24, 92
"""Characters of an excerpt before and after the word that was found; half as many where characters are wide."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the words below it, up to the next heading.

    Attributes:
        anchor: names it in links, the same in every language.
        title: as it stands over it.
        words: what is written below it, without marks.
    """

    anchor: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the guide that is read on one page.

    Attributes:
        sections: the chapter's own opening first, named like the chapter, then its sections.
        markdown: the whole chapter with its headings, without the lines that name anchors.
    """

    sections: tuple[Section, ...]
    markdown: str

    @property
    def anchor(self) -> str:
        """What names the chapter in links."""
        return self.sections[0].anchor

    @property
    def title(self) -> str:
        """The chapter's heading."""
        return self.sections[0].title


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words that were looked for stand.

    Attributes:
        chapter: the chapter it is in.
        section: the section.
        excerpt: the words around the first of them.
    """

    chapter: Chapter
    section: Section
    excerpt: str


@cache
def chapters(lang: Lang) -> tuple[Chapter, ...]:
    """Return the guide in ``lang``, chapter by chapter."""
    return split(resource("guide", f"{lang}.md").read_text(encoding="utf-8"))


def split(guide: str) -> tuple[Chapter, ...]:
    """Split a guide into its chapters; what stands before the first is left out.

    Raises:
        ValueError: if a section stands before the first chapter: the guide was not written as it must be.
    """
    marks = list(_HEADING.finditer(guide))
    ends = [mark.start() for mark in marks[1:]] + [len(guide)]
    gathered: list[tuple[list[Section], list[str]]] = []
    for mark, end in zip(marks, ends, strict=True):
        below = guide[mark.end() : end].strip("\n")
        if mark["level"] == "##":
            gathered.append(([], []))
        elif not gathered:
            raise ValueError(f"the section {mark['anchor']} stands before the first chapter")
        sections, texts = gathered[-1]
        sections.append(Section(mark["anchor"], mark["title"], plain(below)))
        texts.append(f"{mark['level']} {mark['title']}\n\n{below}\n")
    return tuple(Chapter(tuple(sections), "\n".join(texts)) for sections, texts in gathered)


def plain(markdown: str) -> str:
    """Return the words of a text without its marks, in one line."""
    for pattern, instead in _MARKS:
        markdown = re.sub(pattern, instead, markdown)
    return " ".join(markdown.split())


def find(wanted: str, guide: tuple[Chapter, ...]) -> tuple[Found, ...]:
    """Return the sections that have every word of ``wanted``: those with one in the title first."""
    asked = wanted.lower().split()
    return tuple(sorted(_hits(asked, guide), key=lambda hit: not _is_in(asked[:1], hit.section.title)))


def _hits(asked: list[str], guide: tuple[Chapter, ...]) -> Iterator[Found]:
    for chapter in guide:
        for section in chapter.sections:
            if asked and _is_in(asked, f"{section.title} {section.words}"):
                yield Found(chapter, section, _excerpt(section.words, asked))


def _is_in(asked: list[str], words: str) -> bool:
    lower = words.lower()
    return all(one in lower for one in asked)


def _excerpt(words: str, asked: list[str]) -> str:
    """Return the words around the first of those asked for that stands there, else the beginning."""
    lower = words.lower()
    at = min((place for one in asked if (place := lower.find(one)) >= 0), default=0)
    wide = 2 if any(char >= "\u2e80" for char in words[:20]) else 1
    start, end = max(0, at - _BEFORE // wide), min(len(words), at + _AFTER // wide)
    if start and " " in words[start:at]:
        start = words.index(" ", start) + 1  # languages with spaces begin at a whole word
    return f"{'…' if start else ''}{words[start:end].strip()}{'…' if end < len(words) else ''}"
