"""What papers about many dossiers say: rows, filters and samples put into words of one language. Makes no files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fr_desk.i18n import Lang, written_date
from fr_desk.inspection.result import Declared, Result
from fr_desk.inspection.sampling import Criterion, Sample
from fr_desk.inspection.tables import issues
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.inspection.words import (
    AGREEMENTS,
    label_of_article,
    title_of_rule,
    words_of_agreement,
    words_of_filter,
    words_of_kind,
    words_of_pattern,
    words_of_standing,
    words_of_verdict,
)
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import SEPARATOR
from fr_desk.storage.verification import STATES, Standing

if TYPE_CHECKING:  # read late: reportlab takes long to import
    from fr_desk.render.inspection.bars import Chart
    from fr_desk.render.inspection.plan import Plan, PlannedVisit
    from fr_desk.render.inspection.report import Line, Report

BARS: Final = 8
"""Bars of a chart; the rest is one bar more."""
DOUBTFUL: Final = frozenset({"changed", "mismatch", "unreadable", "not_a_dossier"})
_JOINT: Final[dict[Lang, str]] = {"zh": "；", "ko": "; ", "en": "; "}


def report_of(
    rows: Sequence[Row],
    lang: Lang,
    *,
    as_of: dt.date,
    sources: Sequence[Path] = (),
    wanted: Wanted | None = None,
    total: int | None = None,
) -> Report:
    """Return what a report says about these rows.

    Args:
        rows: those that are shown, in their order.
        lang: of the report.
        as_of: the day whose law was applied.
        sources: what was inspected.
        wanted: the filter behind the rows.
        total: files of the whole portfolio; the rows if omitted.
    """
    from fr_desk.render.inspection.report import Report  # noqa: PLC0415 - reportlab takes long to import

    results = [row.result for row in rows]
    standings = Counter(result.standing for result in results)
    agreements = Counter(result.agreement for result in results)
    packs = dict.fromkeys(pack for result in results for pack in result.packs)
    return Report(
        as_of=as_of,
        sources=tuple(map(str, sources)),
        packs=tuple(sorted(packs, key=lambda one: (one.id, one.version, one.digest))),
        total=len(rows) if total is None else total,
        shown=len(rows),
        filter=tuple(filter_words(wanted or Wanted(), lang)),
        verdicts=dict(Counter(result.verdict for result in results)),
        standings=tuple((words_of_standing(one, lang), standings[one]) for one in STATES if standings[one]),
        agreements=tuple(
            (words_of_agreement(one, lang), agreements[one]) for one in AGREEMENTS if one and agreements[one]
        ),
        charts=tuple(_charts(results, lang)),
        lines=tuple(_line(row, lang) for row in rows),
        unread=tuple(
            (name_of_row(row), row.result.sentence.get(lang)) for row in rows if row.result.declared is None
        ),
    )


def name_of_row(row: Row) -> str:
    """Return the name of a file with the folders below what was inspected."""
    place = row.place
    inside = place.path.relative_to(place.root) if place.path.is_relative_to(place.root) else Path()
    return "/".join(filter(None, (*(inside.parts or (place.path.name,)), place.member)))


def _line(row: Row, lang: Lang) -> Line:
    from fr_desk.render.inspection.report import Line  # noqa: PLC0415 - the same

    result, declared = row.result, row.result.declared
    return Line(
        name=(declared.name if declared else "") or row.place.name,
        address=declared.address if declared else "",
        kind=words_of_kind(declared.kind, lang) if declared else "",
        district=declared.district if declared else "",
        verdict=result.verdict,
        count={"breached": result.breached, "review": result.review, "open": result.open}.get(
            result.verdict, 0
        ),
        standing=words_of_standing(result.standing, lang, sealable=result.form == "pdf"),
        doubtful=result.standing in DOUBTFUL,
        issues=_JOINT[lang].join(issues(result, lang)),
    )


def _charts(results: Iterable[Result], lang: Lang) -> Iterator[Chart]:
    from fr_desk.render.inspection.bars import Chart  # noqa: PLC0415 - the same
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - the same

    patterns: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    districts: Counter[str] = Counter()
    for result in results:
        breached = (one for one in result.found if one.outcome is Outcome.BREACHED)
        patterns.update({tag for one in breached for tag in one.patterns})
        if result.declared:
            kinds[result.declared.kind] += 1
            districts[result.declared.district] += 1
    unknown = say("unanswered", lang)

    def chart(title: str, counts: Counter[str], named: Callable[[str], str], *, issue: bool = False) -> Chart:
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        shown = tuple((named(key) or unknown, count) for key, count in ordered[:BARS])
        smaller = ordered[BARS:]
        words = say("report.others", lang, count=len(smaller))
        rest = (words, sum(count for _, count in smaller)) if smaller else None
        return Chart(say(f"report.{title}", lang), shown, rest, issue)

    yield chart("rules", patterns, lambda tag: words_of_pattern(tag, lang), issue=True)
    yield chart("kinds", kinds, lambda kind: words_of_kind(kind, lang))
    yield chart("districts", districts, lambda name: name)


def filter_words(wanted: Wanted, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield label and words of each part of a filter that chooses something."""
    from fr_desk.render.inspection.words import say  # noqa: PLC0415 - the same

    empty = say("filter.empty", lang)
    parts = {
        "words": [wanted.words] if wanted.words.strip() else [],
        "verdicts": [words_of_verdict(one, lang) for one in wanted.verdicts],
        "standings": [_standing(one, lang) for one in wanted.standings],
        "agreements": [words_of_agreement(one, lang) for one in wanted.agreements],
        "kinds": [words_of_kind(one, lang) for one in wanted.kinds],
        "districts": list(wanted.districts),
        "rules": [words_of_filter(title_of_rule, one, lang) for one in wanted.rules],
        "patterns": [words_of_filter(words_of_pattern, one, lang) for one in wanted.patterns],
        "articles": [words_of_filter(label_of_article, one, lang) for one in wanted.articles],
        "operators": list(wanted.operators),
        "since": [written_date(wanted.since, lang)] if wanted.since else [],
        "until": [written_date(wanted.until, lang)] if wanted.until else [],
        "once": [say("filter.only_once", lang)] if wanted.once else [],
    }
    for name, chosen in parts.items():
        if chosen:
            yield say(f"filter.{name}", lang), SEPARATOR[lang].join(one or empty for one in chosen)


def _standing(code: str, lang: Lang) -> str:
    known: Standing | None = next((one for one in STATES if one == code), None)
    return words_of_standing(known, lang) if known else code


def plan_of(
    sample: Sample,
    lang: Lang,
    *,
    as_of: dt.date,
    sources: Sequence[Path] = (),
    wanted: Wanted | None = None,
    lacks: Sequence[str] = (),
) -> Plan:
    """Return what a plan says about a sample.

    Args:
        sample: as it was drawn.
        lang: of the plan.
        as_of: the day whose law was applied.
        sources: what it was drawn from.
        wanted: the filter that was applied before.
        lacks: what the inspection lacked that it was drawn from.
    """
    from fr_desk.render.inspection.plan import Plan, PlannedStratum  # noqa: PLC0415 - the same

    left = sample.left_out
    return Plan(
        as_of=as_of,
        sources=tuple(map(str, sources)),
        algorithm=sample.algorithm,
        seed=sample.seed,
        size=sample.size,
        by=sample.by,
        weighted=sample.weighted,
        start=sample.start,
        left_out=(left.copies, left.versions, left.unreadable),
        strata=tuple(
            PlannedStratum(
                tuple(
                    criterion_words(one, value, lang)
                    for one, value in zip(sample.by, stratum.values, strict=True)
                ),
                stratum.population,
                stratum.taken,
                stratum.label,
            )
            for stratum in sample.strata
        ),
        visits=tuple(_visit(row, lang) for row in in_visiting_order(sample.rows)),
        filter=tuple(filter_words(wanted or Wanted(), lang)),
        lacks=tuple(lacks),
    )


def criterion_words(criterion: Criterion, value: str, lang: Lang) -> str:
    """Return what a stratum says about one criterion; empty for what is not answered."""
    match criterion:
        case "kind":
            return words_of_kind(value, lang)
        case "verdict":
            return words_of_verdict(value, lang)
        case "standing":
            return _standing(value, lang)
        case "district" | "jurisdiction":
            return value


def in_visiting_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows by district and address, so that a round can be planned; those without come last."""

    def where(row: Row) -> tuple[object, ...]:
        declared = row.result.declared
        if declared is None:
            return (True, "", True, "", "", row.result.digest)
        district, address = declared.district, declared.address
        return (not district, district, not address, address, declared.name, declared.fingerprint)

    return sorted(rows, key=where)


def _visit(row: Row, lang: Lang) -> PlannedVisit:
    from fr_desk.render.inspection.plan import PlannedVisit  # noqa: PLC0415 - the same

    declared = row.result.declared or Declared("", "")
    return PlannedVisit(
        name=declared.name or row.place.name,
        address=declared.address,
        kind=words_of_kind(declared.kind, lang),
        district=declared.district,
        verdict=row.result.verdict,
        fingerprint=declared.fingerprint,
    )
