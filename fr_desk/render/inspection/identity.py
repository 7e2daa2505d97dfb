"""Whose paper it is: the venue, its operator and its dossier, with the code of the fingerprint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportlab.platypus import Flowable

from fr_desk.domain.derived import RECOGNISING
from fr_desk.i18n import Lang, spell_number, written_date
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Stack
from fr_desk.render.inspection.paper import LEAD, TITLE, Beside, Code, Paper, Part, facts, joined
from fr_desk.render.inspection.words import say
from fr_desk.render.standards import EmbeddedFile
from fr_desk.render.styles import ITEM, TEXT_WIDTH
from fr_desk.render.table import GUTTER

_VENUE = ITEM.but(size=13, leading=19, before=0, after=0, tag="P")
_CODE_SHARE = 84.0


def venue_name(edition: Edition) -> str:
    """Return what the venue is called."""
    return edition.dossier.venue.name or say("venue.no_name", edition.lang)


def identity(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what tells this venue and this dossier from every other, labelled."""
    lang, dossier = edition.lang, edition.dossier
    operator, venue = dossier.operator, dossier.venue
    unanswered = say("unanswered", lang)
    yield say("venue.kind", lang), edition.say(venue.kind.label) if venue.kind else unanswered
    yield say("venue.address", lang), venue.address or operator.address or unanswered
    yield say("venue.operator", lang), joined(operator.name or unanswered, operator.registration_number or "")
    cameras = dossier.cameras
    if cameras is not None:
        faces = sum(camera.face_function in RECOGNISING for camera in cameras.values())
        words = say("venue.count", lang, count=spell_number(len(cameras)), faces=spell_number(faces))
        yield say("venue.devices", lang), words
    yield say("venue.dossier", lang), which(edition)
    yield say("venue.fingerprint", lang), edition.short_fingerprint


def which(edition: Edition) -> str:
    """Return which version of which dossier it is."""
    dossier, lang = edition.dossier, edition.lang
    day = written_date(dossier.as_of, lang) if dossier.as_of else say("unanswered", lang)
    return say("venue.which", lang, id=dossier.id or "—", revision=dossier.revision, day=day)


def headed_by(edition: Edition, title: str, lead: str) -> Iterator[Flowable]:
    """Yield title, venue and what identifies it, with the code of the fingerprint at the right."""
    words = Stack(
        Block(title, TITLE),
        Block(lead, LEAD),
        Block(venue_name(edition), _VENUE, most_lines=4),
        facts(identity(edition), widths=(24, 76)),
        gap=5,
    )
    left = TEXT_WIDTH - GUTTER - _CODE_SHARE
    yield Beside((left, _CODE_SHARE), words, Code(edition.fingerprint, edition.lang), after=6)


def part_of(edition: Edition, title: str, pieces: list[Flowable], *, draft: bool = False) -> Part:
    """Return a paper about one venue: its name at the head, day and fingerprint at the foot.

    Args:
        edition: whose venue.
        title: of the paper.
        pieces: what it consists of.
        draft: whether the foot says that an authority has to check it.
    """
    day = say("foot.made", edition.lang, date=edition.date(edition.assessment.as_of))
    foot = joined(day, edition.short_fingerprint, say("foot.draft", edition.lang) if draft else "")
    return Part(joined(venue_name(edition)[:60], title), foot, pieces)


def carrying(edition: Edition, part: Part, heading: str, author: str, record: EmbeddedFile) -> Paper:
    """Return a paper of one part about one venue, which carries the record it rests on.

    Args:
        edition: the dossier and the language.
        part: what is printed.
        heading: what the paper is called.
        author: who wrote it; may be empty.
        record: goes into the document.
    """
    return Paper(
        joined(heading, venue_name(edition)),
        edition.lang,
        edition.assessment.as_of,
        (part,),
        author=author,
        fingerprint=edition.fingerprint,
        files=(record,),
    )


def moment(when: dt.datetime, lang: Lang) -> str:
    """Return a time as it was recorded, with the zone it was recorded in."""
    return f"{written_date(when.date(), lang)} {when:%H:%M}{_zone(when)}"


def _zone(when: dt.datetime) -> str:
    offset = when.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f" (UTC{sign}{hours}{f':{rest:02}' if rest else ''})"
