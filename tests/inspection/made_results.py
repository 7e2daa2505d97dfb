"""Results made by hand, as an inspection would find them, for tests of what is done with results."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from fr_desk.i18n import Texts
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Declared, Found, Result
from fr_desk.rules.findings import Outcome, PackRef
from fr_desk.storage.verification import Standing

DAY = dt.date(2026, 11, 22)
ROOT = Path("/portfolio").absolute()
PACK = PackRef(id="cn", version="2026.11", digest="d" * 64)
WHOLE = Texts(
    zh="每一部分都与校验值一致。", ko="모든 부분이 일치합니다.", en="Every part matches its checksum."
)


def place(name: str, member: str = "", size: int = 1000, modified: int = 1) -> Place:
    return Place(ROOT, ROOT / name, member, size, modified)


def breached(rule: str, *patterns: str, item: str = "") -> Found:
    return Found(rule, Outcome.BREACHED, "must", item, patterns)


def result(
    name: str,
    /,
    *found: Found,
    verdict: str = "breached",
    standing: Standing = "unsealed",
    as_of: dt.date = DAY,
    risk: int = 0,
    digest: str = "",
    **declared: Any,
) -> Result:
    """A dossier called ``name``; what is declared may be said by name."""
    said: dict[str, Any] = {
        "dossier": f"id-{name}",
        "fingerprint": hashlib.sha256(f"{name} {declared.get('revision', 1)}".encode()).hexdigest(),
        "name": name,
        "kind": "hotel",
        "jurisdiction": "CN",
        "day": DAY,
    } | declared
    return Result(
        digest=digest or hashlib.sha256(said["fingerprint"].encode()).hexdigest(),
        form="frdesk",
        standing=standing,
        details=(WHOLE,),
        as_of=as_of,
        packs=(PACK,),
        declared=Declared(**said),
        verdict=verdict,
        breached=sum(one.outcome is Outcome.BREACHED for one in found),
        risk=risk,
        found=found,
    )


def unreadable(sentence: str = "This file is empty.", as_of: dt.date = DAY, digest: str = "") -> Result:
    says = Texts(zh=sentence, ko=sentence, en=sentence)
    return Result(digest, "", "unreadable", (says,), as_of)
