"""The six papers of an inspection, filled with what is usual, with nothing, or with the worst there can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fr_desk.i18n import Lang
from fr_desk.render.edition import Edition
from fr_desk.render.inspection.bars import Chart
from fr_desk.render.inspection.order import Visited, order_pdf
from fr_desk.render.inspection.ordered import Ordered
from fr_desk.render.inspection.plan import Plan, PlannedStratum, PlannedVisit, plan_pdf
from fr_desk.render.inspection.record import FoundLine, PhotoLine, Recorded, VisitLine, record_pdf
from fr_desk.render.inspection.reinspection import reinspection_pdf
from fr_desk.render.inspection.report import Line, Report, report_pdf
from fr_desk.render.inspection.sheet import LookLine, OnSite, SpotGroup, SpotLine, sheets_pdf
from fr_desk.render.standards import EmbeddedFile
from fr_desk.rules.findings import PackRef
from tests.images.pictures import photo
from tests.render.forms.filled import DAY

FINGERPRINT = "0123456789abcdef" * 4
RECORD = b'{"dossier":"x"}'
CARRIED = EmbeddedFile("record.json", RECORD, "Source")


def lines(count: int, words: str = "") -> list[Line]:
    """Rows of a table."""
    every = [
        Line(
            "锦澜酒店（外滩店）",
            "上海市黄浦区中山东一路 1 号",
            "酒店",
            "黄浦区",
            "breached",
            4,
            "未封签",
            issues="更衣室有镜头；只能刷脸",
        ),
        Line("한결마루 피트니스", "서울특별시 성동구", "헬스장", "성동구", "review", 1, "봉인 유효"),
        Line("Harbour shop", "", "shop", "", "open", 2, "changed", doubtful=True),
        Line("Pool", "Bath Road", "pool", "x", "clean"),
        Line("broken.frdesk", standing="unreadable", doubtful=True),
    ]
    if words:
        every = [Line(*(words,) * 4, "breached", 10**9, words, doubtful=True, issues=words)]
    return [every[at % len(every)] for at in range(count)]


def report(lang: Lang, rows: Sequence[Line], words: str = "", most: int = 3000) -> bytes:
    """A report about these rows."""
    name = words or "/inspections/2026"
    values = Report(
        as_of=DAY,
        sources=(name,),
        packs=(PackRef(id="cn", version="2026.11", digest="f" * 64),),
        total=11_000,
        shown=len(rows),
        filter=((words or "District", words or "Huangpu"),) if rows else (),
        verdicts={"breached": 3, "clean": 1, "": 1},
        standings=((words or "unsealed", 4),),
        charts=(
            Chart(
                "Rules",
                ((words or "No way but the face", 9), ("Kept too long", 4)),
                ("2 others", 3),
                issue=True,
            ),
            Chart("Kinds", ((words or "Hotel", 5),)),
            Chart("Districts", ()),
        ),
        lines=rows,
        unread=((name, words or "The file is cut off."),) if rows else (),
    )
    return report_pdf(values, lang, most=most)


def plan(
    lang: Lang, visits: Sequence[PlannedVisit], words: str = "", *, weighted: bool = False, label: str = ""
) -> bytes:
    """A plan for these visits."""
    label = label or words or "hotel|黄浦区"
    some = PlannedStratum((words or "Hotel", words or "黄浦区"), 70, len(visits), label)
    values = Plan(
        as_of=DAY,
        sources=(words or "/inspections/2026",),
        algorithm="FR-SAMPLE-2",
        seed=words[:64] or "20261122",
        size=len(visits),
        by=("kind", "district"),
        weighted=weighted,
        start=7,
        left_out=(1, 2, 3),
        strata=(some, PlannedStratum(("", ""), 5, 0)) if visits else (),
        visits=tuple(visits),
    )
    return plan_pdf(values, lang)


def visits(words: str = "") -> list[PlannedVisit]:
    """Venues to visit."""
    if words:
        return [PlannedVisit(words, words, words, words, "breached", FINGERPRINT)] * 2
    return [
        PlannedVisit("锦澜酒店", "中山东一路 1 号", "酒店", "黄浦区", "breached", FINGERPRINT),
        PlannedVisit("한결마루", "한결마루길 21", "헬스장", "성동구", "", FINGERPRINT),
        PlannedVisit("", "", "", "", "", ""),
    ]


def sheet(edition: Edition, words: str = "", *, empty: bool = False) -> bytes:
    """A sheet for a venue."""
    if empty:
        nothing = SpotGroup("Devices", (), "The dossier does not say.")
        return sheets_pdf([(edition, OnSite("unsealed", (), (), (), (), (nothing,)))])
    values = OnSite(
        standing=words or "unsealed",
        details=(words or "Every part matches its checksum.",),
        looks=tuple(
            LookLine(words or f"Look {at}", words or "because", words or "PIPL 26") for at in range(10)
        ),
        contradictions=(words or "A sign says that there are no cameras.",),
        unanswered=tuple(words or f"Question {at}" for at in range(20)),
        groups=(
            SpotGroup(words or "Devices", (SpotLine(words or "Gate 1", words or "sees the lobby"),) * 3),
            SpotGroup("Signs", (), "none"),
        ),
    )
    return sheets_pdf([(edition, values)])


def ordered(words: str = "") -> tuple[Ordered, ...]:
    """Orders: verified, labelled and summarised wording, an article that no pack knows, none at all."""
    return (
        Ordered(
            place=words or "Gate 1",
            says=words or "Offer a card as well.",
            found=words or "differs",
            articles=("cn-pipl/26", "cn-order-19/10", "kr-pipa/25(2)", "made-up/1"),
            rule="cn.fr.not-sole-method",
            until=dt.date(2026, 12, 20),
            state="not_right",
            state_says=f"not put right\n{words or 'still no other way'}",
        ),
        Ordered(words or "Sign s1", words or "Hang it up.", state="right", state_says="put right"),
        Ordered("x", "y", rule="no.such.rule", until=dt.date(2026, 12, 31)),
    )


def visited(words: str = "") -> tuple[Visited, ...]:
    """Two visits in words."""
    office = words or "District office"
    return (
        Visited("2026-11-20 09:30", words or "Inspector Wang", office, words or "Ms Zhou"),
        Visited("2026-11-21 10:00", words or "Inspector Li", office),
    )


def record(edition: Edition, words: str = "", *, empty: bool = False) -> bytes:
    """The paper of a record."""
    if empty:
        return record_pdf(edition, Recorded(same=True), CARRIED)
    outcomes = ("as_declared", "differs", "not_there", "not_declared")
    values = Recorded(
        same=False,
        counts={**dict.fromkeys(outcomes, 1), "not_looked_at": 1},
        visits=(
            VisitLine("inspection", "09:30", words or "Inspector Wang", words or "Ms Zhou", words or "quiet"),
        ),
        found=tuple(
            FoundLine(
                words or f"Camera {name}",
                words or "sees the lobby",
                name,
                words or "turned",
                "Wang",
                words,
                (words or "Li: as declared",) * 2,
            )
            for name in outcomes
        ),
        not_looked=(words or "Sign s2",),
        photos=(
            PhotoLine(words or "gate.jpg", "taken today", "a" * 64, photo()),
            PhotoLine("broken.jpg", "", "b" * 64, b"no picture"),
            PhotoLine("elsewhere.jpg", "", "c" * 64),
        ),
        orders=ordered(words),
        inspector=words or "Inspector Wang",
    )
    return record_pdf(edition, values, CARRIED)


def order(edition: Edition, words: str = "", *, empty: bool = False) -> bytes:
    """A correction order."""
    if empty:
        return order_pdf(edition, (), (), CARRIED)
    return order_pdf(edition, visited(words), ordered(words), CARRIED)


def letter(edition: Edition, words: str = "", *, empty: bool = False) -> bytes:
    """A re-inspection letter."""
    if empty:
        return reinspection_pdf(edition, (), (), CARRIED)
    return reinspection_pdf(edition, visited(words), ordered(words), CARRIED)


def every_paper(edition: Edition, words: str = "", *, empty: bool = False) -> dict[str, bytes]:
    """All six, by name."""
    lang = edition.lang
    return {
        "report": report(lang, [] if empty else lines(12, words), words),
        "plan": plan(lang, [] if empty else visits(words), words, weighted=empty),
        "sheet": sheet(edition, words, empty=empty),
        "record": record(edition, words, empty=empty),
        "order": order(edition, words, empty=empty),
        "letter": letter(edition, words, empty=empty),
    }
