"""Short words of an inspection that screen and papers share: of patterns, of verdicts, of what a file is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from fr_desk.domain.choices import VenueKind
from fr_desk.i18n import N_, Lang, translate
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.cases import Pattern
from fr_desk.rules.findings import Citation, Verdict
from fr_desk.rules.instruments import Instrument, label_of
from fr_desk.storage.agreement import Agreement
from fr_desk.storage.verification import Standing

PATTERNS: dict[Pattern, str] = {
    "NO_NOTICE": N_("No sign or notice"),
    "NOTICE_INCOMPLETE": N_("Notice incomplete"),
    "SIGN_NOT_CONSENT": N_("Sign, not consent"),
    "NO_SEPARATE_CONSENT": N_("No separate consent"),
    "CONSENT_NOT_FREE": N_("Consent not free"),
    "NO_ALTERNATIVE": N_("No way but the face"),
    "NOT_NECESSARY": N_("Faces not needed"),
    "PRIVATE_SPACE": N_("Private spaces"),
    "MINORS": N_("Children"),
    "INSECURE_STORAGE": N_("Insecure storage"),
    "NET_TRANSFER": N_("Sent over a network"),
    "OVER_RETENTION": N_("Kept too long"),
    "NO_DELETION": N_("Not deleted"),
    "PROCESSOR": N_("Processors not bound"),
    "CROSS_BORDER": N_("Sent abroad"),
    "PURPOSE_CREEP": N_("Used for other aims"),
    "NO_PIA": N_("No impact assessment"),
    "NO_FILING": N_("Not filed"),
    "MISID": N_("Mistaken identity"),
    "ACCESS_DENIED": N_("Requests refused"),
}
"""What goes wrong again and again, in a few words."""
VERDICTS: dict[str, str] = {
    Verdict.BREACHED.value: N_("To change"),
    Verdict.REVIEW.value: N_("To decide"),
    Verdict.OPEN.value: N_("To answer"),
    Verdict.CLEAN.value: N_("In order"),
    "": N_("Not assessed"),
}
"""Recomputed verdicts, the worst first; the empty one is of files without a dossier."""
STANDINGS: dict[Standing, str] = {
    "sealed": N_("Sealed · unchanged"),
    "changed": N_("Changed afterwards"),
    "mismatch": N_("Data and print differ"),
    "unknown_signer": N_("Sealed by a stranger"),
    "unsealed": N_("Unsealed"),
    "unprotected": N_("No checksums"),
    "not_a_dossier": N_("Not a dossier"),
    "unreadable": N_("Cannot be opened"),
}
"""What a file is worth."""
AGREEMENTS: dict[Agreement, str] = {
    "other": N_("Not what the answers give"),
    "milder": N_("Not compared, and milder"),
    "other_rules": N_("Unknown rules"),
    "newer_rules": N_("Newer rules"),
    "other_day": N_("For another day"),
    "older_rules": N_("Older rules"),
    "same": N_("What the answers give"),
    "": N_("None stated"),
}
"""How the findings that a document states stand to those that its answers give on its own day, the worst first."""
CHANGED_UNSEALED = N_("Changed afterwards")
"""Of a file that no seal could have held: a container whose checksums do not hold."""


def words_of_pattern(pattern: str, lang: Lang) -> str:
    """Return the words of a pattern; those of a pack of somebody's own are shown as they are."""
    known = next((words for name, words in PATTERNS.items() if name == pattern), None)
    return translate(known, lang) if known else pattern


def words_of_verdict(verdict: str, lang: Lang) -> str:
    """Return the word of a verdict."""
    return translate(VERDICTS.get(verdict, verdict), lang)


def words_of_standing(standing: Standing, lang: Lang, *, sealable: bool = True) -> str:
    """Return what a file is worth; ``sealable`` tells whether its form can carry a seal."""
    changed_otherwise = standing == "changed" and not sealable
    return translate(CHANGED_UNSEALED if changed_otherwise else STANDINGS[standing], lang)


def words_of_agreement(agreement: str, lang: Lang) -> str:
    """Return how the findings that a document states stand to its answers."""
    known = next((words for name, words in AGREEMENTS.items() if name == agreement), None)
    return translate(known, lang) if known else agreement


def words_of_kind(kind: str, lang: Lang) -> str:
    """Return the word of a kind of venue; empty for none."""
    known = next((one for one in VenueKind if one.value == kind), None)
    return translate(known.label, lang) if known else kind


def words_of_filter(words: Callable[[str, Lang], str], value: str, lang: Lang) -> str:
    """Return the words of a rule, a pattern or an article that rows are filtered by, and what becomes of it there.

    Args:
        words: of the value itself.
        value: ``value`` of what is breached; ``value:open`` and ``value:review`` of what may be.
        lang: of the words.
    """
    name, _, doubt = value.partition(":")
    told = words(name, lang)
    return f"{told} ({words_of_verdict(doubt, lang)})" if doubt else told


@cache
def title_of_rule(rule: str, lang: Lang) -> str:
    """Return the short title of a rule; its id for a rule of no bundled pack."""
    rules = (one for pack in bundled_packs() for one in pack.rules if one.id == rule)
    return next((one.title.get(lang) for one in rules), rule)


@cache
def label_of_article(article: str, lang: Lang) -> str:
    """Return the short name of ``instrument/article``; as it is written where no bundled pack knows it."""
    instrument, _, number = article.partition("/")
    citation = Citation(instrument=instrument, article=number, verified="unverified")
    laws = _laws_with(instrument, number)
    return label_of(citation, laws, lang, short=True) if laws is not None else article


def is_known_article(article: str) -> bool:
    """Tell whether a bundled pack knows ``instrument/article``."""
    instrument, _, number = article.partition("/")
    return _laws_with(instrument, number) is not None


def _laws_with(instrument: str, number: str) -> Mapping[str, Instrument] | None:
    packs = (pack.instruments for pack in bundled_packs() if instrument in pack.instruments)
    laws = next(packs, None)
    return laws if laws is not None and number in laws[instrument].articles else None
