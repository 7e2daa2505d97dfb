"""The page of the filing kit that shows whether names and numbers match on all papers and in the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fr_desk.domain import paths
from fr_desk.domain.choices import FilingPaper, Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.face_data import persons_stored
from fr_desk.domain.identifiers import is_credit_code
from fr_desk.i18n import spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers
from fr_desk.render.forms.consistency import Difference, Sighting, people_in, sightings
from fr_desk.render.forms.model import Grid, Heading, Paragraph, Part
from fr_desk.render.forms.plain import texts_of
from fr_desk.render.forms.texts import form_words
from fr_desk.render.text import SEMICOLON
from fr_desk.rules.sentences import question_of

VALUES = {
    "name": "operator.name",
    "credit_code": "operator.registration_number",
    "representative": "operator.representative",
    "phone": "operator.phone",
    "address": "operator.address",
    "venue_address": "venue.address",
}
"""What must be the same everywhere, and the answer it is compared with."""
READ = frozenset({"operator", "organisation", "venue", "activities", "assessment", "filings"})
"""Parts of the dossier whose texts are read."""
MOST_ANSWERS, MOST_DIFFERENCES, MOST_CODES = 30, 6, 4
ORDINARY = (10_000, 100_000, 1_000_000)
"""Numbers of people that the law itself names."""

Row = tuple[str, str, str]


def check(edition: Edition, papers: Mapping[FilingPaper, Sequence[Part]]) -> Iterator[Part]:
    """Yield the page: how many places differ, then each value with the papers and answers it stands in."""
    written = {paper: "\n".join(texts_of(parts)) for paper, parts in papers.items()}
    operator, venue = edition.dossier.operator, edition.dossier.venue
    once = {
        key: path
        for key, path in VALUES.items()
        if path != "venue.address" or venue.address != operator.address
    }
    tables = [_value(edition, key, path, written) for key, path in once.items()]
    numbers = _persons(edition, written)
    wrong = sum(table.wrong for table in (*tables, numbers))
    yield Paragraph(_say(edition, "check.lead"))
    failed = _say(edition, "check.failed", count=wrong)
    yield Paragraph(failed if wrong else _say(edition, "check.passed"), "strong")
    for table in (*tables, numbers):
        yield Heading(table.title, 2)
        yield from (Paragraph(remark, "strong") for remark in table.remarks)
        if table.rows:
            head = tuple(_say(edition, f"check.{name}") for name in ("where", "written", "result"))
            yield Grid(head, table.rows, shares=(30, 34, 36))


def _say(edition: Edition, key: str, **values: object) -> str:
    return form_words("cac-filing").say(key, edition.lang, **values)


class _Table:
    """What is known of one value."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.rows: tuple[Row, ...] = ()
        self.remarks: list[str] = []
        self.wrong = 0


def _value(edition: Edition, key: str, path: str, written: Mapping[FilingPaper, str]) -> _Table:
    label = _say(edition, f"sheet.{key}")
    value = (paths.get(edition.dossier, path) or "").strip()
    table = _Table(_say(edition, "check.value", label=label, value=value) if value else label)
    if not value:
        table.remarks.append(_say(edition, "check.unanswered"))
        return table
    if key == "credit_code" and _is_chinese(edition) and not is_credit_code(value):
        table.remarks.append(_say(edition, "check.bad_code"))
        table.wrong += 1
    seen = [
        (_say(edition, "check.paper", number=number), sighting)
        for number, text in enumerate(written.values(), start=1)
        for sighting in sightings(value, text)
    ]
    told = [
        (question_of(edition.dossier, where, edition.lang), sighting)
        for where, text in _answers(edition.dossier)
        if where != path
        for sighting in sightings(value, text)
    ]
    other = [(where, sighting) for where, sighting in told if not sighting.same]
    table.wrong += sum(not sighting.same for _, sighting in seen) + len(other)
    rows = [_row(edition, where, sighting) for where, sighting in (*seen, *other[:MOST_ANSWERS])]
    if len(other) > MOST_ANSWERS:
        rows.append((_say(edition, "check.and_more", count=len(other) - MOST_ANSWERS), "", ""))
    if len(told) > len(other):
        same = _say(edition, "check.answers", count=len(told) - len(other))
        rows.append((same, value, _say(edition, "check.same")))
    table.rows = tuple(rows)
    return table


def _is_chinese(edition: Edition) -> bool:
    return edition.dossier.venue.jurisdiction is Jurisdiction.CN


def _answers(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the written answers of the parts that are read, by path."""
    for pattern, spec in paths.leaves(Dossier):
        if spec.kind in {"text", "long_text"} and paths.split(pattern)[0] in READ:
            for path in paths.expand(dossier, pattern):
                value = paths.get(dossier, path)
                if isinstance(value, str) and value:
                    yield path, value


def _row(edition: Edition, where: str, sighting: Sighting) -> Row:
    if sighting.same:
        return where, sighting.written, _say(edition, "check.same")
    named = [_difference(edition, one) for one in sighting.differences[:MOST_DIFFERENCES]]
    if len(sighting.differences) > MOST_DIFFERENCES:
        more = len(sighting.differences) - MOST_DIFFERENCES
        named.append(_say(edition, "check.and_more", count=more))
    return where, sighting.written, SEMICOLON[edition.lang].join(named)


def _difference(edition: Edition, one: Difference) -> str:
    frame = "replaced" if one.expected and one.found else "missing" if one.expected else "extra"
    return _say(
        edition,
        f"differences.{frame}",
        at=one.at,
        expected=_character(edition, one.expected),
        found=_character(edition, one.found),
        kind=_say(edition, f"kinds.{one.kind}"),
    )


def _character(edition: Edition, text: str) -> str:
    """Return characters with their codes, by which look-alikes are told apart."""
    shown = text[:MOST_CODES]
    more = "…" if len(text) > MOST_CODES else ""
    codes = " ".join(f"U+{ord(char):04X}" for char in shown) + more
    return _say(edition, "differences.character", char=shown + more, codes=codes)


def _persons(edition: Edition, written: Mapping[FilingPaper, str]) -> _Table:
    """Return whether each number of people in papers and answers is one that the answers give."""
    total = persons_stored(edition.dossier, "", edition.assessment.as_of)
    label = _say(edition, "check.persons")
    if total is None:
        table = _Table(label)
        table.remarks.append(_say(edition, "check.unanswered"))
        return table
    unit = edition.say(answers.unit("activities.a.persons_stored"))
    value = spell_number(total, unit)
    table = _Table(_say(edition, "check.value", label=label, value=value))
    known = {*ORDINARY, total, *_known_numbers(edition.dossier)}
    rows: list[Row] = [
        (_say(edition, "check.paper", number=number), value, _say(edition, "check.same"))
        for number, text in enumerate(written.values(), start=1)
        if value in text
    ]
    for where, text in _answers(edition.dossier):
        for words, number in people_in(text):
            if number not in known:
                result = _say(edition, "check.unknown_number", written=words)
                rows.append((question_of(edition.dossier, where, edition.lang), words, result))
                table.wrong += 1
    if len(rows) > MOST_ANSWERS:
        rows[MOST_ANSWERS:] = [(_say(edition, "check.and_more", count=len(rows) - MOST_ANSWERS), "", "")]
    table.rows = tuple(rows)
    return table


def _known_numbers(dossier: Dossier) -> Iterator[int]:
    """Yield every number that the answers give of people."""
    numbers = [dossier.operator.employees, dossier.organisation.people_total]
    numbers += [one.persons_stored for one in (dossier.activities or {}).values()]
    yield from (number for number in numbers if number is not None)
