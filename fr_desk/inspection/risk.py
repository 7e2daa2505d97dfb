"""How urgent a dossier is, as one number whose parts anybody can read and add up.

The number ranks; it judges nothing and predicts no fine. It has no unit and no upper end. It is the sum of:

- what each breach weighs (:data:`WEIGHTS`, by what the case collection calls the pattern; the heaviest one counts), the
  full weight for the heaviest finding of a pattern and a tenth for each further one, so that many small faults do not
  hide a lens in a changing room;
- what may be breached: a point for a person to decide counts a quarter, an open one a fiftieth of the weight;
- half the weight where the rule is a recommendation;
- :data:`DOCTORED` for a file that was changed, or contradicts itself;
- :data:`DOUBTFUL` where nobody can tell whether the printed findings are those of the answers, because they are of
  rules that this program does not have or of another day than the dossier's own; :data:`MILDER` instead, if the printed
  verdict is then milder than the one that the answers give; nothing for rules that are only older;
- :data:`MANY` for each power of ten of people whose faces are stored beyond a thousand;
- :data:`CHILDREN` where faces are recognised and children under 14 come.

Private spaces filmed come first, then doctored files, then children, then faces without consent or another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fr_desk.domain.choices import FaceFunction, Subject
from fr_desk.domain.derived import RECOGNISING
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.result import Found
from fr_desk.rules.findings import Assessment, Finding, Outcome
from fr_desk.storage.agreement import DOUBTS, Agreement
from fr_desk.storage.verification import STATES, Standing

WEIGHTS: dict[str, int] = {
    "PRIVATE_SPACE": 4000,
    "MINORS": 500,
    "NO_SEPARATE_CONSENT": 200,
    "NO_ALTERNATIVE": 200,
    "CONSENT_NOT_FREE": 160,
    "SIGN_NOT_CONSENT": 160,
    "PURPOSE_CREEP": 140,
    "NET_TRANSFER": 120,
    "NOT_NECESSARY": 120,
    "INSECURE_STORAGE": 100,
    "CROSS_BORDER": 100,
    "NO_DELETION": 80,
    "OVER_RETENTION": 80,
    "NO_FILING": 80,
    "PROCESSOR": 60,
    "NO_NOTICE": 60,
    "NO_PIA": 60,
    "ACCESS_DENIED": 50,
    "MISID": 50,
    "NOTICE_INCOMPLETE": 30,
}
"""What a breach weighs, by the pattern of the case collection."""
OTHER = 30
"""What a breach of a rule without a pattern weighs."""
DOCTORED = 1000
"""What a file weighs that was changed, or contradicts itself."""
DOUBTFUL, MILDER = 40, 150
"""What printed findings weigh that cannot be compared, and such with a milder verdict: doubts, and no proofs."""
MANY, CHILDREN = 40, 120
"""What each power of ten of people beyond a thousand weighs, and children among those whose faces are recognised."""
_SHARES = {Outcome.BREACHED: 100, Outcome.REVIEW: 25, Outcome.OPEN: 2}
"""Hundredths of the weight that count."""
_AGAIN = 10
"""A further breach of the same pattern counts this part of the weight less."""

_OF_PATTERN = {
    "PRIVATE_SPACE": N_("A device can see into a place where people undress, wash or sleep."),
    "MINORS": N_("Faces of children under 14 are used without what protects them."),
    "NO_SEPARATE_CONSENT": N_("Faces are used without separate consent."),
    "NO_ALTERNATIVE": N_("There is no other way than the face."),
    "CONSENT_NOT_FREE": N_("Consent is pressed out of people, or cannot be taken back."),
    "SIGN_NOT_CONSENT": N_("A sign is taken for consent."),
    "PURPOSE_CREEP": N_("Pictures are used for more than they were taken for."),
    "NET_TRANSFER": N_("Face data leave the device over a network."),
    "NOT_NECESSARY": N_("A face is taken where less would do."),
    "INSECURE_STORAGE": N_("Data are not kept safe."),
    "CROSS_BORDER": N_("Data go abroad without what that needs."),
    "NO_DELETION": N_("People cannot have their data deleted."),
    "OVER_RETENTION": N_("Data are kept too long, or video too short."),
    "NO_FILING": N_("A filing is missing."),
    "PROCESSOR": N_("Others handle the data without being bound."),
    "NO_NOTICE": N_("People are not told, or a sign is missing."),
    "NO_PIA": N_("An impact assessment is missing."),
    "ACCESS_DENIED": N_("People cannot see their own data."),
    "MISID": N_("People are taken for others."),
    "NOTICE_INCOMPLETE": N_("A sign or notice lacks something."),
}
_OTHER = N_("Other duties are not met.")
_DOUBTS = {
    Outcome.REVIEW: N_("For a person to decide: {what}"),
    Outcome.OPEN: N_("Not answered yet: {what}"),
}
_FILE = N_("The file was changed, or contradicts itself.")
_DOUBTFUL = N_("The printed findings could not be compared with the answers, or are for another day.")
_MILDER = N_("The printed verdict is milder than the one that the answers give, and could not be compared.")
_PEOPLE = N_("Faces of {count} people are stored.")
_YOUNG = N_("Faces are recognised where children under 14 come.")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the number.

    Attributes:
        points: what it adds.
        says: why.
        breached: how many breaches are behind it.
        pattern: of the case collection, empty if it comes from something else.
    """

    points: int
    says: Texts
    breached: int = 0
    pattern: str = ""


def risk_of(dossier: Dossier, assessment: Assessment, standing: Standing, agreement: Agreement = "") -> int:
    """Return how urgent a dossier is; higher is worse, 0 is nothing to see.

    Args:
        dossier: what it declares.
        assessment: what became of its rules.
        standing: what its file is worth.
        agreement: how the findings that it states stand to those that its answers give.
    """
    return sum(part.points for part in why(dossier, assessment, standing, agreement))


def why(
    dossier: Dossier, assessment: Assessment, standing: Standing, agreement: Agreement = ""
) -> tuple[Part, ...]:
    """Return the parts of :func:`risk_of`, the largest first; together they are the number."""
    parts = [*_of_findings(assessment), *_of_file(standing, agreement), *_of_people(dossier)]
    return tuple(sorted(parts, key=lambda part: (-part.points, part.pattern)))


def order(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return findings with the riskiest first, those of the same weight by rule and item."""
    return tuple(sorted(found, key=lambda one: (-_points(one), one.rule, one.item)))


def weight(finding: Finding | Found) -> int:
    """Return what a breach of this kind weighs."""
    return WEIGHTS.get(_pattern(finding), OTHER)


def _pattern(finding: Finding | Found) -> str:
    """Return the heaviest pattern of a finding, empty if it has none that weighs."""
    return max(finding.patterns, key=lambda tag: (WEIGHTS.get(tag, 0), tag), default="")


def _points(finding: Finding | Found) -> int:
    """Return what one finding adds if it is the first of its pattern."""
    share = _SHARES.get(finding.outcome, 0)
    return weight(finding) * share // (200 if finding.level == "should" else 100)


def _of_findings(assessment: Assessment) -> Iterator[Part]:
    """Yield what the findings of each pattern add: the heaviest in full, a tenth of each further one."""
    by_pattern: dict[str, list[Finding]] = {}
    for finding in assessment.findings:
        if finding.outcome in _SHARES:
            pattern = _pattern(finding)
            by_pattern.setdefault(pattern if pattern in WEIGHTS else "", []).append(finding)
    for pattern, findings in by_pattern.items():
        points = sorted((_points(finding) for finding in findings), reverse=True)
        breached = sum(finding.outcome is Outcome.BREACHED for finding in findings)
        total = points[0] + sum(one // _AGAIN for one in points[1:])
        if total:
            yield Part(total, _says(pattern, {finding.outcome for finding in findings}), breached, pattern)


def _says(pattern: str, outcomes: set[Outcome]) -> Texts:
    """Return what a pattern means, as surely as its worst finding tells it."""
    what = texts(_OF_PATTERN.get(pattern, _OTHER))
    if Outcome.BREACHED in outcomes:
        return what
    return texts(_DOUBTS[Outcome.REVIEW if Outcome.REVIEW in outcomes else Outcome.OPEN], what=what)


def _of_file(standing: Standing, agreement: Agreement) -> Iterator[Part]:
    if STATES[standing] == "changed":
        yield Part(DOCTORED, texts(_FILE))
    elif agreement == "milder":
        yield Part(MILDER, texts(_MILDER))
    elif agreement in DOUBTS:
        yield Part(DOUBTFUL, texts(_DOUBTFUL))


def _of_people(dossier: Dossier) -> Iterator[Part]:
    stored = sum(activity.persons_stored or 0 for activity in (dossier.activities or {}).values())
    if stored >= 1000:
        yield Part(MANY * (len(str(stored)) - 3), texts(_PEOPLE, count=f"{stored:,}"))
    if _serves_children(dossier) and _recognises(dossier):
        yield Part(CHILDREN, texts(_YOUNG))


def _serves_children(dossier: Dossier) -> bool:
    subjects = (activity.subjects or () for activity in (dossier.activities or {}).values())
    return bool(dossier.venue.serves_under_14) or any(Subject.UNDER_14 in each for each in subjects)


def _recognises(dossier: Dossier) -> bool:
    functions = (camera.face_function for camera in (dossier.cameras or {}).values())
    return any(one in RECOGNISING or one is FaceFunction.ATTRIBUTES for one in functions)
