"""The things to look at on site, in order of risk: what breaks a rule, then what is declared and must be seen.

A clean dossier is inspected too: then its riskiest claims are looked at. Nothing here says more than the finding or the
answer it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.claims import claims
from fr_desk.inspection.naming import named, names_of, place_of
from fr_desk.inspection.private import private_zones, seen_by
from fr_desk.inspection.view import Look, LookKind
from fr_desk.rules.findings import Assessment, Citation, Finding, Outcome

MOST: Final = 10
"""Things to look at: what one person sees to in one visit."""
MOST_CLAIMS: Final = {"sight": 3, "clock": 2, "sign": 2, "alternative": 2, "consent": 2, "filing": 2}
"""Of what is only declared, at most so many of one kind."""
WEIGHTS: Final[dict[LookKind, int]] = {
    "private_space": 450,
    "sight": 380,
    "alternative": 340,
    "consent": 300,
    "clock": 240,
    "filing": 200,
    "sign": 160,
    "other": 120,
}
"""How much a kind weighs: what cannot be made good again weighs most."""
OUTCOMES: Final = {Outcome.BREACHED: 500, Outcome.REVIEW: 300, Outcome.OPEN: 250}
ADVISED: Final = 200
"""What a recommendation that is not followed adds."""

OF_PATTERN: dict[str, LookKind] = {
    "PRIVATE_SPACE": "private_space",
    "NO_ALTERNATIVE": "alternative",
    "NO_SEPARATE_CONSENT": "consent",
    "SIGN_NOT_CONSENT": "consent",
    "CONSENT_NOT_FREE": "consent",
    "MINORS": "consent",
    "OVER_RETENTION": "clock",
    "NO_DELETION": "clock",
    "NO_FILING": "filing",
    "NO_NOTICE": "sign",
    "NOTICE_INCOMPLETE": "sign",
}
"""What sort of thing a pattern is about; the first that a finding has decides, in this order."""
OF_FIELD: dict[str, LookKind] = {
    "sees": "sight",
    "zone": "sight",
    "alternatives": "alternative",
    "mandatory": "alternative",
    "consent": "consent",
    "retention": "clock",
    "filings": "filing",
    "signs": "sign",
    "notice": "sign",
}
"""The same by a part of the path where a finding shows."""

OF_TOPIC = {
    "NOT_NECESSARY": "use",
    "PURPOSE_CREEP": "use",
    "NET_TRANSFER": "storage",
    "CROSS_BORDER": "storage",
}
"""What a finding about nothing else is about: what is done with faces, or where they lie."""
TOPICS: Final = {"use": 190, "storage": 90}
"""How much more such a thing weighs."""

INSIDE = N_("{zone}: the lens of “{devices}”")
LOOKS_IN = N_("{zone}: whether “{devices}” can see into it")
AT = N_("{subject}: {title}")
OF_KIND: dict[str, str] = {
    "alternative": N_("{place}: whether there is another way than the face for “{activity}”"),
    "consent": N_("{place}: how people are asked before “{activity}” takes their faces"),
    "clock": N_("“{activity}”: how old the oldest data are"),
    "use": N_("{place}: what “{activity}” really does with faces"),
    "storage": N_("“{activity}”: where the data really lie"),
}
"""What to look at, where the finding is about an activity."""


def looks(dossier: Dossier, assessment: Assessment) -> tuple[Look, ...]:
    """Return what to look at on site, at most :data:`MOST`, the riskiest first.

    Args:
        dossier: what is declared.
        assessment: the findings about it.
    """
    found = [*_Found(dossier).looks(assessment)]
    about = {(look.kind, look.path) for look in found}
    subjects = {_subject(look.path) for look in found if look.kind in {"private_space", "sight"}}
    room = dict(MOST_CLAIMS)
    for claim in sorted(claims(dossier, assessment, WEIGHTS), key=lambda one: -one.risk):
        known = (claim.kind, claim.path) in about
        if known or (claim.kind == "sight" and _subject(claim.path) in subjects):
            continue
        room[claim.kind] = room.get(claim.kind, MOST) - 1
        if room[claim.kind] >= 0:
            found.append(claim)
    return tuple(sorted(found, key=lambda one: -one.risk)[:MOST])


def kind_of(finding: Finding) -> LookKind:
    """Return what sort of thing a finding is about."""
    if "PRIVATE_SPACE" in finding.patterns:
        return "private_space"
    for part in paths.split(finding.path):
        if part in OF_FIELD:
            return OF_FIELD[part]
    return next((kind for pattern, kind in OF_PATTERN.items() if pattern in finding.patterns), "other")


def _subject(path: str) -> str:
    return paths.join(*paths.split(path)[:2])


def _order(finding: Finding) -> tuple[int, str]:
    return list(OUTCOMES).index(finding.outcome), finding.level


def _topic(kind: LookKind, finding: Finding) -> str:
    if kind != "other":
        return kind
    return next((OF_TOPIC[pattern] for pattern in finding.patterns if pattern in OF_TOPIC), kind)


def _activity(finding: Finding) -> str:
    """Return the path of the activity that a finding is about, empty if it is about none."""
    parts = paths.split(finding.item)
    return paths.join(*parts[:2]) if parts[:1] == ["activities"] and len(parts) > 1 else ""


class _Found:
    """What the findings about one dossier are about."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._private = frozenset(private_zones(dossier))

    def looks(self, assessment: Assessment) -> Iterator[Look]:
        """Yield what the findings are about: several findings about the same thing are one look."""
        groups: dict[tuple[LookKind, str, str], list[Finding]] = {}
        for finding in assessment.of(*OUTCOMES):
            kind = kind_of(finding)
            if finding.outcome is Outcome.OPEN and kind in {"other", "filing"}:
                continue  # papers, of which nothing is known, are asked for in the office
            topic = _topic(kind, finding)
            groups.setdefault((kind, topic, self._thing(topic, finding)), []).append(finding)
        merged: dict[tuple[LookKind, str], Look] = {}
        for (kind, topic, _), findings in groups.items():
            worst = min(map(_order, findings))
            alike = [one for one in findings if _order(one) == worst]
            alike.sort(key=lambda one: not one.path.endswith(".category"))  # what it is for says most
            look = self._look(kind, topic, alike)
            same = merged.get((kind, look.path))
            merged[kind, look.path] = look if same is None else _both(same, look)
        yield from merged.values()

    def _thing(self, topic: str, finding: Finding) -> str:
        """Return what tells one look from another: private zones, an activity, else the rule."""
        if topic == "private_space":
            return "|".join(self._private_places(finding)) or finding.item
        if topic in OF_KIND and _activity(finding):
            return _activity(finding)
        return finding.rule

    def _private_places(self, finding: Finding) -> list[str]:
        """Return the private zones that the device of a finding stands in or sees."""
        key = paths.split(finding.item)[-1]
        if key not in (self._dossier.cameras or {}):
            return []
        return [zone for zone in seen_by(self._dossier, key) if zone in self._private]

    def _look(self, kind: LookKind, topic: str, findings: list[Finding]) -> Look:
        """Return the look at what findings of one outcome are about."""
        first = findings[0]
        items = list(dict.fromkeys(one.item for one in findings if one.item))
        advised = first.outcome is Outcome.BREACHED and first.level == "should"
        outcome = ADVISED if advised else OUTCOMES[first.outcome]
        return Look(
            kind=kind,
            path=first.path,
            says=self._says(topic, first, items),
            why=first.message,
            citations=_once(citation for one in findings for citation in one.citations),
            risk=outcome + WEIGHTS[kind] + TOPICS.get(topic, 0) + min(len(items), 30),
            rule=first.rule,
        )

    def _says(self, topic: str, finding: Finding, items: list[str]) -> Texts:
        dossier, activity = self._dossier, _activity(finding)
        if topic in OF_KIND and activity:
            place = place_of(dossier, paths.split(activity)[1])
            return texts(OF_KIND[topic], place=place, activity=named(dossier, activity))
        zones = self._private_places(finding) if topic == "private_space" else []
        if zones:
            stands = (dossier.cameras or {})[paths.split(finding.item)[-1]].zone in zones
            zone = names_of(dossier, [f"zones.{one}" for one in zones])
            return texts(INSIDE if stands else LOOKS_IN, zone=zone, devices=names_of(dossier, items))
        return texts(AT, subject=names_of(dossier, items), title=finding.title) if items else finding.title


def _both(first: Look, second: Look) -> Look:
    """Return one look for two about the same place: the riskier one, with the articles of both."""
    if second.risk > first.risk:
        first, second = second, first
    return replace(first, citations=_once((*first.citations, *second.citations)))


def _once(every: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(every))
