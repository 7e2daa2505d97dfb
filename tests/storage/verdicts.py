"""A verdict that needs no pack: for tests of what carries one."""

from __future__ import annotations

import datetime as dt

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Texts
from fr_desk.rules.findings import Assessment, Finding, Outcome, PackRef

PACK = PackRef(id="cn", version="2026.11", digest="d" * 64)


def assess(dossier: Dossier, as_of: dt.date) -> Assessment:
    """A verdict that depends on the dossier, without the bundled packs."""
    name = dossier.venue.name or ""
    finding = Finding(
        rule="cn.test",
        outcome=Outcome.BREACHED if "酒店" in name else Outcome.MET,
        level="must",
        path="venue.name",
        item="",
        step="venue",
        title=Texts(zh="名", ko="이름", en="name"),
        message=Texts(zh=name, ko=name, en=name),
        citations=(),
    )
    return Assessment(as_of=as_of, packs=(PACK,), findings=(finding,))
