"""What the inspection of one file's content found: a value that travels between processes and into the index."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from fr_desk.i18n import Texts
from fr_desk.rules.findings import Level, Outcome, PackRef
from fr_desk.storage.agreement import Agreement
from fr_desk.storage.formats import Form
from fr_desk.storage.verification import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, without its words: those are in the rule.

    Attributes:
        rule: id of the rule.
        outcome: breached, open or review; what is met or does not apply is not kept.
        level: of the rule.
        item: what the rule was asked of.
        patterns: tags of the case collection, of what is breached.
    """

    rule: str
    outcome: Outcome
    level: Level
    item: str = ""
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """What the dossier says about itself.

    Attributes:
        dossier: its id.
        fingerprint: SHA-256 of its canonical JSON.
        revision: counted from 1.
        day: its own date of assessment, or the one printed; ``None`` if it has none.
        region: code of province or city.
        district: name of the district in the venue's own language, empty if neither region nor address tell.
        number: the operator's registration number.
        devices: number of devices.
        faces: number of devices with a face function.
        sealed_by: who sealed it, empty if nobody known did.
    """

    dossier: str
    fingerprint: str
    revision: int = 1
    day: dt.date | None = None
    name: str = ""
    kind: str = ""
    jurisdiction: str = ""
    region: str = ""
    district: str = ""
    address: str = ""
    operator: str = ""
    number: str = ""
    devices: int = 0
    faces: int = 0
    sealed_by: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time by phase."""

    reading: float = 0.0
    parsing: float = 0.0
    verifying: float = 0.0
    assessing: float = 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """What was found out about one content, as of one day under certain packs.

    Attributes:
        digest: SHA-256 of the file's bytes; empty if they could not be read.
        form: of the file, empty if it has none.
        standing: what the file is worth.
        details: what was found about the file, the most important sentence first; never empty.
        as_of: the day whose law was applied.
        packs: under which it was assessed; empty if it was not.
        declared: what the dossier says; ``None`` if there is none to read.
        verdict: recomputed, empty if there is nothing to assess.
        printed: the verdict that the document states, empty if it states none.
        own: the verdict that the answers give on the dossier's own day; empty if the document states none to compare.
        agreement: how the findings that the document states stand to those that its answers give.
        breached: number of findings, as are the next three.
        risk: for ranking, higher is worse; see :mod:`fr_desk.inspection.risk`.
        found: what is breached, open or for review, the riskiest first.
        spent: processor time.
    """

    digest: str
    form: Form | str
    standing: Standing
    details: tuple[Texts, ...]
    as_of: dt.date
    packs: tuple[PackRef, ...] = ()
    declared: Declared | None = None
    verdict: str = ""
    printed: str = ""
    own: str = ""
    agreement: Agreement = ""
    breached: int = 0
    review: int = 0
    open: int = 0
    met: int = 0
    risk: int = 0
    found: tuple[Found, ...] = ()
    spent: Spent = field(default_factory=Spent)

    @property
    def sentence(self) -> Texts:
        """What there is to say about the file first."""
        return self.details[0]
