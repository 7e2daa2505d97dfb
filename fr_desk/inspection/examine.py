"""One file of a portfolio: what it is worth, what it declares, what the law of a day makes of it, how urgent it is.

:func:`examine` never raises for what is in a file: that is the result. What the program itself does wrong is caught in
one place, :func:`fr_desk.inspection.worker.look_at`; so one file can never end a run of thousands.

What comes out depends only on the bytes, the ending of the name, the day, the rule packs and the known certificates:
no sentence names the file, and equal files have equal results.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.derived import RECOGNISING
from fr_desk.domain.districts import district_of
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import Hashed, hashed
from fr_desk.domain.seals import Seal
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.place import Place, Refused
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.result import Declared, Found, Result, Spent
from fr_desk.inspection.risk import DOCTORED, order, risk_of
from fr_desk.inspection.sources import ENDINGS
from fr_desk.rules import engine
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.storage.verification import STATES, Checked, Verification, check_bytes

Known = Mapping[bytes, str]
"""Certificates the inspector knows (DER), with the name each is known by."""
KEPT = (Outcome.BREACHED, Outcome.OPEN, Outcome.REVIEW)
"""Outcomes of findings that a result keeps."""

FAULT = N_(
    "FR Desk could not inspect this file because of a fault of its own ({fault}), noted in its log; inspect it by hand."
)
OTHER_ENDING = N_("The name does not end in {ending}, although that is what this is.")

_ENDING_OF = {"frdesk": ".frdesk", "pdf": ".pdf", "json": ".json", "yaml": ".yaml"}


def today() -> dt.date:
    """Return today where the inspector is."""
    return dt.datetime.now().astimezone().date()


def refused(one: Refused, as_of: dt.date | None) -> Result:
    """Return the result for something that was found and is not opened."""
    return unread(one.sentence, as_of or today())


def unread(sentence: Texts, day: dt.date) -> Result:
    """Return the result for a file that could not be read at all."""
    return Result("", "", "unreadable", (sentence,), day)


def faulty(error: Exception, data: bytes, day: dt.date) -> Result:
    """Return the result for a file on which the program failed; who calls this notes the error in the log."""
    digest = hashlib.sha256(data).hexdigest() if data else ""
    return Result(digest, "", "unreadable", (texts(FAULT, fault=type(error).__name__),), day)


def examine(
    place: Place,
    file: bytes | Hashed,
    as_of: dt.date | None,
    known: Known,
    *,
    reading: float = 0.0,
) -> Result:
    """Return what is to be known about one file.

    Args:
        place: where it was found; only the ending of its name counts.
        file: all of it, with its digests if somebody computed them already.
        as_of: the day whose law applies; today if omitted.
        known: certificates whose seals are trusted.
        reading: seconds that reading it took.
    """
    return examine_on(place, file, (as_of or today(),), known, reading=reading)[0]


def examine_on(
    place: Place,
    file: bytes | Hashed,
    days: Sequence[dt.date],
    known: Known,
    *,
    reading: float = 0.0,
    closely: bool = False,
) -> tuple[Result, ...]:
    """Return the same for several days, read and verified once; the time this took is told with the first.

    Args:
        place: where it was found; only the ending of its name counts.
        file: all of it, with its digests if somebody computed them already.
        days: whose law applies.
        known: certificates whose seals are trusted.
        reading: seconds that reading it took.
        closely: look at every page of a PDF; takes some hundredths of a second.
    """
    begin, judge = process_time(), _Judge()
    file = hashed(file)
    checked = check_bytes(
        file, _label(place), judge.assess, lambda one: seals_of(one, known), hold=False, closely=closely
    )
    verifying = process_time() - begin - judge.spent - checked.parsing
    digest, details = file.content, _details(checked, file.data, place)
    spent = Spent(reading, checked.parsing, verifying)
    results = []
    for day in days:
        results.append(_result(checked, digest, details, day, judge, spent))
        spent = Spent()
    return tuple(results)


def _result(
    checked: Checked, digest: str, details: tuple[Texts, ...], day: dt.date, judge: _Judge, spent: Spent
) -> Result:
    verification, dossier, stated = checked.verification, checked.dossier, checked.stated
    form, standing = verification.form or "", verification.standing
    if dossier is None:
        risk = DOCTORED if STATES[standing] == "changed" else 0
        return Result(digest, form, standing, details, day, risk=risk, spent=spent)
    assessment = judge.judged(dossier, day)
    counts = assessment.counts
    return Result(
        digest,
        form,
        standing,
        details,
        day,
        packs=assessment.packs,
        declared=declared_in(dossier, checked),
        verdict=assessment.verdict.value,
        printed=stated.verdict.value if stated else "",
        own=checked.own.verdict.value if checked.own else "",
        agreement=verification.agreement,
        breached=counts[Outcome.BREACHED],
        review=counts[Outcome.REVIEW],
        open=counts[Outcome.OPEN],
        met=counts[Outcome.MET],
        risk=risk_of(dossier, assessment, standing, verification.agreement),
        found=found_in(assessment),
        spent=replace(spent, assessing=judge.taken()),
    )


def seals_of(file: Hashed, known: Known) -> tuple[Seal, ...]:
    """Return the seals of a PDF; without one, nothing of cryptography is imported."""
    from fr_desk.seal.envelope import envelopes  # noqa: PLC0415 - only PDFs have seals

    if not envelopes(file.data):
        return ()
    from fr_desk.seal.examination import examine as examine_seals  # noqa: PLC0415 - takes long to import

    return examine_seals(file, known)


def found_in(assessment: Assessment) -> tuple[Found, ...]:
    """Return what is breached, open or for review, the riskiest first."""
    return order(
        Found(one.rule, one.outcome, one.level, one.item, one.patterns) for one in assessment.of(*KEPT)
    )


def declared_in(dossier: Dossier, checked: Checked) -> Declared:
    """Return what a dossier says about itself, as a row shows it."""
    stated = checked.stated
    venue, operator, cameras = dossier.venue, dossier.operator, dossier.cameras or {}
    return Declared(
        dossier=dossier.id,
        fingerprint=checked.fingerprint or fingerprint(dossier),
        revision=dossier.revision,
        day=dossier.as_of or (stated.as_of if stated else None),
        name=venue.name or "",
        kind=venue.kind.value if venue.kind else "",
        jurisdiction=venue.jurisdiction.value if venue.jurisdiction else "",
        region=venue.region or "",
        district=district_of(venue),
        address=venue.address or "",
        operator=operator.name or "",
        number=operator.registration_number or "",
        devices=len(cameras),
        faces=sum(camera.face_function in RECOGNISING for camera in cameras.values()),
        sealed_by=_sealed_by(checked.verification),
    )


def _sealed_by(verification: Verification) -> str:
    if not verification.sealed:
        return ""
    names = (seal.known_as or (seal.signer.name if seal.signer else "") for seal in verification.seals)
    return ", ".join(dict.fromkeys(filter(None, names)))


class _Judge:
    """Assesses with the bundled packs, each day once, and counts the time."""

    def __init__(self) -> None:
        self.spent = self._told = 0.0
        self._kept: dict[dt.date, tuple[Dossier, Assessment]] = {}

    def taken(self) -> float:
        """Return the seconds that were spent since this was asked before."""
        taken, self._told = self.spent - self._told, self.spent
        return taken

    def assess(self, dossier: Dossier, day: dt.date) -> Assessment:
        """Assess a dossier as of a day, with all that is there to be read."""
        begin = process_time()
        assessment = engine.assess(dossier, packs_for(dossier), day)
        self.spent += process_time() - begin
        self._kept[day] = dossier, assessment
        return assessment

    def judged(self, dossier: Dossier, day: dt.date) -> Assessment:
        """Assess a dossier as of a day, without its sentences unless those of some day are there already."""
        kept = self._kept.get(day)
        if kept is not None and kept[0] is dossier:
            return kept[1]
        if any(one is dossier for one, _ in self._kept.values()):  # most of what that day gave still holds
            return self.assess(dossier, day)
        begin = process_time()
        assessment = engine.judge(dossier, packs_for(dossier), day)
        self.spent += process_time() - begin
        return assessment


def _label(place: Place) -> Path:
    """Return a name with the ending of the file's: its own name may be no text, and is not to stand in sentences."""
    return Path(f"dossier{place.ending if place.ending in ENDINGS else ''}")


def _details(checked: Checked, data: bytes, place: Place) -> tuple[Texts, ...]:
    details = checked.verification.details
    if checked.error is not None:
        own = checked.error.texts()
        said = said_of(checked.error, checked.verification.form or "", data)
        details = tuple(said if one == own else one for one in details)
    ending = _ENDING_OF.get(checked.verification.form or "", "")
    if checked.error is None and ending not in {place.ending, place.ending.replace(".yml", ".yaml")}:
        details = (*details, texts(OTHER_ENDING, ending=ending))
    return details
