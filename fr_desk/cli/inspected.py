"""What ``inspect`` prints: how far it is, what came out, the riskiest files, who is affected by another day's law."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from fr_desk.cli.console import Console
from fr_desk.i18n import N_, NP_, Lang, count_texts, spell_number, texts, translate_count
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.gaps import Gaps
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_tables import DAMAGED
from fr_desk.inspection.run import Progress, Summary
from fr_desk.inspection.shown import VERDICTS
from fr_desk.inspection.tables import as_json, issues, plain
from fr_desk.inspection.wanted import Facet, Row, Wanted
from fr_desk.inspection.words import (
    title_of_rule,
    words_of_agreement,
    words_of_kind,
    words_of_standing,
    words_of_verdict,
)
from fr_desk.storage.agreement import DOUBTS

TITLES: Final = 6
"""Titles of rules in one line."""
NAMED: Final = 6
"""Sources or parts that are named as missing."""
MOST: Final = 20
"""Rows that are printed for people."""
FILES = NP_("{count} file", "{count} files")
CHOSEN = NP_("{chosen} of {count} file", "{chosen} of {count} files")
SECONDS = NP_("{count} second", "{count} seconds")
AS_OF = N_("law as of {day}")
LOOKED = N_(
    "looked at {looked} · unchanged {unchanged} · no longer there {gone} · passed by as no dossier {ignored}"
)
OTHERS = NP_(
    "{count} file of other sources that this index also holds is left out here.",
    "{count} files of other sources that this index also holds are left out here.",
)
VERDICT = N_("Verdicts: {counts}")
STATE = N_("Files: {counts}")
STATED = N_("Printed findings: {counts}")
RISKIEST = N_("The riskiest:")
FIRST = N_("The first:")
MORE = NP_(
    "{count} more row; --csv, --xlsx or --format jsonl give all.",
    "{count} more rows; --csv, --xlsx or --format jsonl give all.",
)
STOPPED = N_(
    "The inspection of {sources} was not finished, so files are missing here; inspect it to the end first."
)
MISSING = NP_(
    "Part {parts} is missing here or was not finished; inspect it with --shard, and put all parts together with "
    "--merge.",
    "Parts {parts} are missing here or were not finished; inspect them with --shard, and put all parts together with "
    "--merge.",
)
NO_ROW = N_("No row fits.")
RISK = N_("risk {risk}")
FOUND = N_("{verdict} {count}")
COPIES = NP_("{count} further copy", "{count} further copies")
VERSIONS = NP_("{count} other version", "{count} other versions")
AFFECTED = NP_(
    "{count} file is treated differently by the law of {day}:",
    "{count} files are treated differently by the law of {day}:",
)
NOBODY = N_("The law of {day} treats no file differently.")
CAME = N_("comes: {titles}")
WENT = N_("goes: {titles}")
FAR = N_("{done} of {total} · {rate} a second · {left} left · not readable {failed}")
FAR_SEARCHING = N_("{done} of {total} and more · {rate} a second · not readable {failed}")


@contextmanager
def telling_of_damage(index: Index, console: Console) -> Iterator[None]:
    """Tell at the end, on standard error, if the index was damaged and begun anew."""
    try:
        yield
    finally:
        if index.set_aside is not None:
            console.complain(texts(DAMAGED, file=str(index.file), aside=str(index.set_aside)))


def complain_of_gaps(gaps: Gaps, console: Console) -> None:
    """Say on standard error what is missing in an index: inspections that were broken off, and parts."""
    if gaps.stopped:
        named = [str(one) for one in gaps.stopped[:NAMED]] + ["…"] * (len(gaps.stopped) > NAMED)
        console.complain(texts(STOPPED, sources=", ".join(named)))
    if gaps.parts:
        parts = [*gaps.runs[:NAMED]] + ["…"] * (len(gaps.runs) > NAMED)
        console.complain(count_texts(MISSING, len(gaps.parts), parts=", ".join(parts)))


class Meter:
    """Tells how far it is, on one line of standard error, if that is a terminal."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        """Tell nothing yet."""
        self._console = console
        self._tells = not quiet and sys.stderr.isatty()
        self._told, self._shown = 0.0, False

    def tell(self, progress: Progress) -> None:
        """Tell how far it is, some times a second."""
        now = time.monotonic()
        if not self._tells or now - self._told < 0.2:
            return
        self._told, self._shown = now, True
        values: dict[str, object] = {
            "done": spell_number(progress.done),
            "total": spell_number(progress.total),
            "rate": spell_number(round(progress.rate)),
            "failed": spell_number(progress.failed),
        }
        if progress.remaining is None:
            text = self._console.say(FAR_SEARCHING, **values)
        else:
            text = self._console.say(FAR, left=_clock(progress.remaining), **values)
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{text[:width]}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def report(index: Index, wanted: Wanted, summary: Summary | None, console: Console) -> None:
    """Print what came out, for people.

    Args:
        index: the index.
        wanted: which rows, in what order.
        summary: of the run; ``None`` if indexes were only put together.
        console: where to.
    """
    lang, day = console.lang, index.day
    total, chosen = index.count(), index.count(wanted)
    if chosen == total:
        parts = [translate_count(FILES, total, lang)]
    else:
        parts = [translate_count(CHOSEN, total, lang, chosen=spell_number(chosen))]
    if day is not None:
        parts.append(console.say(AS_OF, day=day.isoformat()))
    if summary is not None:
        parts.append(translate_count(SECONDS, max(1, round(summary.seconds)), lang))
    console.line(" · ".join(parts))
    if summary is not None:
        counts = {
            "looked": summary.examined + summary.copied + summary.refused,
            "unchanged": summary.unchanged,
            "gone": summary.gone,
            "ignored": summary.ignored,
        }
        console.line(console.say(LOOKED, **{name: spell_number(count) for name, count in counts.items()}))
        if summary.others:
            console.line(translate_count(OTHERS, len(summary.others), lang))
    verdicts = counts_of(index, wanted, "verdict")
    told = [(words_of_verdict(one, lang), verdicts[one]) for one in reversed(VERDICTS) if one in verdicts]
    console.line(console.say(VERDICT, counts=_counted(told)))
    standings = counts_of(index, wanted, "standing").items()
    console.line(
        console.say(STATE, counts=_counted((_standing(one, lang), count) for one, count in standings))
    )
    agreements = counts_of(index, wanted, "agreement").items()
    stated = [(words_of_agreement(one, lang), count) for one, count in agreements if one]
    if stated:
        console.line(console.say(STATED, counts=_counted(stated)))
    _print_rows(index, wanted, console)


def counts_of(index: Index, wanted: Wanted, facet: Facet) -> dict[str, int]:
    """Return how many of the rows that are wanted have each value, the most frequent first; values without any not.

    Args:
        index: the index.
        wanted: which rows.
        facet: of which a row has one value: ``verdict``, ``standing`` or ``agreement``.
    """
    asked: Sequence[str] = getattr(wanted, f"{facet}s")
    found = index.facet(wanted, facet)
    return {value: count for value, count in found if count and (not asked or value in asked)}


def _standing(standing: str, lang: Any) -> str:
    words: str = words_of_standing(standing, lang)  # type: ignore[arg-type] # what the index holds
    return words


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return " · ".join(f"{words} {spell_number(count)}" for words, count in counts)


def _print_rows(index: Index, wanted: Wanted, console: Console) -> None:
    numbers = index.ids(wanted)
    console.line()
    if not numbers:
        console.line(console.say(NO_ROW))
        return
    is_by_risk = wanted.sort == "risk" and wanted.descending and not wanted.group
    console.line(console.say(RISKIEST if is_by_risk else FIRST))
    for place, row in enumerate(index.rows(numbers[:MOST]), 1):
        _print_row(place, row, console)
    if len(numbers) > MOST:
        console.line(translate_count(MORE, len(numbers) - MOST, console.lang))


def _print_row(place: int, row: Row, console: Console) -> None:
    lang, result, indent = console.lang, row.result, " " * 6
    declared = result.declared
    verdict = words_of_verdict(result.verdict, lang)
    count = {"breached": result.breached, "review": result.review, "open": result.open}.get(result.verdict)
    head = [console.say(FOUND, verdict=verdict, count=count) if count else verdict]
    if declared is not None:
        head += [declared.name, words_of_kind(declared.kind, lang), declared.district]
    head.append(console.say(RISK, risk=result.risk))
    console.line(f"{place:4}. {plain(' · '.join(filter(None, head)))}")
    told = issues(result, lang)
    if told:
        console.line(indent + _listed(told, lang))
    about = [words_of_standing(result.standing, lang, sealable=result.form == "pdf")]
    about += [words_of_agreement(result.agreement, lang)] if result.agreement in DOUBTS else []
    if declared is None:
        about.append(result.sentence.get(lang))
    about += [translate_count(COPIES, row.copies, lang)] if row.copies else []
    about += [translate_count(VERSIONS, row.versions, lang)] if row.versions else []
    console.line(indent + " · ".join(about))
    console.line(indent + plain(row.place.text))


def report_affected(found: Sequence[Affected], index: Index, day: str, console: Console) -> None:
    """Print who is affected by the law of another day, for people."""
    lang = console.lang
    console.line()
    if not found:
        console.line(console.say(NOBODY, day=day))
        return
    console.line(translate_count(AFFECTED, len(found), lang, day=day))
    first = sorted(found, key=lambda one: (one.before == one.after, -len(one.came)))[:MOST]
    rows = {row.number: row for row in index.rows(one.number for one in first)}
    for place, one in enumerate(first, 1):
        row = rows[one.number]
        declared = row.result.declared
        name = declared.name if declared and declared.name else row.place.name
        change = f"{words_of_verdict(one.before, lang)} → {words_of_verdict(one.after, lang)}"
        console.line(f"{place:4}. {plain(name)} · {change}")
        came, went = (
            dict.fromkeys(title_of_rule(rule, lang) for rule in rules) for rules in (one.came, one.went)
        )
        for words, titles, others in ((CAME, came, went), (WENT, went, came)):
            told = [title for title in titles if title not in others]  # one duty under the rule of either day
            if told:
                console.line("      " + console.say(words, titles=_listed(told, lang)))
    if len(found) > MOST:
        console.line(translate_count(MORE, len(found) - MOST, lang))


def _listed(titles: Sequence[str], lang: Lang) -> str:
    """Return some titles in one line, the first few of many."""
    told = (*titles[:TITLES], "…") if len(titles) > TITLES else titles
    return ("；" if lang == "zh" else "; ").join(told)


def with_affected(row: Row, found: Mapping[int, Affected], day: str) -> dict[str, Any]:
    """Return what is printed about one row as JSON, with what another day's law makes of it."""
    plain = as_json(row)
    one = found.get(row.number)
    plain["against"] = {
        "as_of": day,
        "verdict": one.after if one else row.result.verdict,
        "came": list(one.came) if one else [],
        "went": list(one.went) if one else [],
    }
    return plain


def whole_json(
    summary: Summary | None, index: Index, wanted: Wanted, rows: Iterable[dict[str, Any]]
) -> Iterator[str]:
    """Yield one JSON object, line by line: about the whole run, with figures of the rows that are wanted."""
    about = index.about()
    day = index.day
    head: dict[str, Any] = {
        "as_of": day.isoformat() if day else None,
        "index": str(index.file),
        "sources": [str(one) for one in about.run.sources] if about else [],
        "packs": [one.model_dump(mode="json") for one in about.run.packs] if about else [],
        "complete": about.complete if about else False,
        "verdicts": counts_of(index, wanted, "verdict"),
        "standings": counts_of(index, wanted, "standing"),
        "agreements": {name: count for name, count in counts_of(index, wanted, "agreement").items() if name},
        "run": run_json(summary) if summary else None,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "files": ['
    comma = ""
    for row in rows:
        yield comma + json.dumps(row, ensure_ascii=False)
        comma = ","
    yield "]}"


def run_json(summary: Summary) -> dict[str, Any]:
    """Return what became of a run as JSON."""
    names = (
        *("files", "examined", "copied", "refused", "unchanged", "failed", "gone", "ignored", "cancelled"),
        "seconds",
    )
    return {name: getattr(summary, name) for name in names} | {"others": len(summary.others)}
