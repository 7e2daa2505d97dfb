"""The page that lists what was exported: one HTML file to click through. No scripts, nothing from elsewhere.

Everything on it is text: what people answered is escaped, and marks that turn the direction of writing end where it
ends. The page knows file names, not files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from fr_desk.domain.canonical import fingerprint, grouped
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Lang, translate, written_date
from fr_desk.render.text import printable

HEADING = N_("The papers of this venue")
NO_NAME = N_("Venue without a name")
INTRO = N_("What is in this folder, why the venue needs it, and which file it is.")
LAW = N_("Law as of {date}")
FINGERPRINT = N_("Fingerprint")
HOW_TO_CHECK = N_("A paper with another fingerprint was made from other answers.")
NOT_ADVICE = N_("Made by FR Desk from the answers of the venue. Not legal advice.")
_TAGS: dict[Lang, str] = {"zh": "zh-CN", "ko": "ko", "en": "en"}


@dataclass(frozen=True, slots=True)
class Link:
    """One file: what it is called on the page, and its name below the page's folder."""

    words: str
    file: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One paper on the page: its title, why it is there, and its files."""

    title: str
    why: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Papers of one kind under their heading."""

    title: str
    papers: tuple[Listed, ...]


def index_page(dossier: Dossier, chapters: Iterable[Chapter], as_of: dt.date, lang: Lang) -> bytes:
    """Return the page.

    Args:
        dossier: whose papers they are.
        chapters: the papers.
        as_of: the day whose law they follow.
        lang: language of the page.
    """

    def say(message: str, **values: object) -> str:
        return escape(translate(message, lang, **values))

    full = fingerprint(dossier)
    name = dossier.venue.name or translate(NO_NAME, lang)
    who = " · ".join(_own(each) for each in (dossier.operator.name, dossier.venue.address) if each)
    parts = [
        f"<p class=kicker>{say(HEADING)}</p><h1>{_own(name)}</h1>",
        f"<p class=quiet>{who}</p>" if who else "",
        f"<p>{say(INTRO)}</p>",
        *(_chapter(chapter) for chapter in chapters),
        f"<footer><p>{say(LAW, date=written_date(as_of, lang))} · {say(FINGERPRINT)} <b>{grouped(full)}</b></p>",
        f"<p class=digits>{full}</p><p>{say(HOW_TO_CHECK)}</p><p>{say(NOT_ADVICE)}</p></footer>",
    ]
    title = f"{_plain(name)} · {say(HEADING)}"
    page = _PAGE.format(lang=_TAGS[lang], title=title, style=_STYLE, body="\n".join(filter(None, parts)))
    return page.encode()


def _chapter(chapter: Chapter) -> str:
    papers = "\n".join(map(_paper, chapter.papers))
    return f"<section><h2>{escape(chapter.title)}</h2>\n<ul>\n{papers}\n</ul></section>"


def _paper(paper: Listed) -> str:
    links = _links(paper.links)
    return f"<li><h3>{_own(paper.title)}</h3><p>{_own(paper.why)}</p><p class=files>{links}</p></li>"


def _links(links: Sequence[Link]) -> str:
    return " ".join(
        f'<a href="{escape(quote(link.file))}">{_own(link.words)}</a> <small>{_own(link.file)}</small>'
        for link in links
    )


def _own(words: str) -> str:
    """Return words that may come from an answer, as text that ends where it ends."""
    return f"<bdi>{_plain(words)}</bdi>"


def _plain(words: str) -> str:
    return escape(printable(words))


_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
_STYLE = """
:root { color-scheme: light dark; --ink: #17212b; --quiet: #556270; --line: #dee4e8; --ground: #f5f7f8;
  --sheet: #ffffff; --accent: #0b6b75; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf0; --quiet: #a3b0ba; --line: #2c373f; --ground: #11171c;
  --sheet: #1a2228; --accent: #57c2cc; } }
* { box-sizing: border-box; overflow-wrap: anywhere; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "PingFang SC",
  "Microsoft YaHei", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; }
:lang(ko) * { word-break: keep-all; }
main { max-width: 800px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 1.125rem; margin: 40px 0 12px; }
h3 { font-size: 1rem; margin: 0; }
p { margin: 4px 0; }
ul { list-style: none; margin: 0; padding: 0; background: var(--sheet); border: 1px solid var(--line);
  border-radius: 12px; }
li { padding: 14px 18px; border-top: 1px solid var(--line); break-inside: avoid; }
li:first-child { border-top: 0; }
.kicker { color: var(--accent); font-weight: 700; }
.quiet, li p, footer { color: var(--quiet); }
.files { margin-top: 6px; }
small { color: var(--quiet); margin-right: 16px; }
a { color: var(--accent); font-weight: 700; text-underline-offset: 3px; }
footer { margin-top: 40px; padding-top: 16px; border-top: 1px solid var(--line); font-size: .875rem; }
.digits { font-family: ui-monospace, monospace; font-size: .75rem; }
"""
