"""What makes a venue need a form, and for which of its activities; and which articles a form may cite.

Conditions are in the language of the rules and have three answers: what is open is kept apart from what is not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FrozenDict
from fr_desk.forms.conditions import VIDEO_ON_CONSENT
from fr_desk.i18n import LANGUAGES, Lang, Texts
from fr_desk.render.edition import Edition
from fr_desk.rules.findings import Citation
from fr_desk.rules.sentences import name_of

FACE_ON_CONSENT: Final = 'activity.recognises && activity.legal_basis == "consent"'
ON_CONSENT: Final = f"({FACE_ON_CONSENT}) || ({VIDEO_ON_CONSENT})"
"""Activities for which people are asked for consent; in Korea pictures without recognition, too."""

CHILDREN: Final = (
    '"under_14" in activity.subjects || (venue.serves_under_14 && activity.subjects.exists(s, s != "staff"))'
)
"""Children under 14 are among the people of an activity, or come to the place it serves."""

BLANK: Final = "a1"

_QUOTED: dict[Lang, str] = {"zh": "“{name}”", "ko": "“{name}”", "en": "“{name}”"}
_LISTED: dict[Lang, str] = {"zh": "、", "ko": ", ", "en": ", "}


@dataclass(frozen=True, slots=True)
class Matching:
    """Ids of the activities for which a condition holds, and of those for which it is not known yet."""

    sure: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Both, those that are sure first."""
        return (*self.sure, *self.open)


def holds(edition: Edition, condition: str, item: str = "") -> bool | None:
    """Tell whether a condition holds for an item (``activities.a1``; empty for the venue); ``None`` while open."""
    return edition.facts.holds(condition, item)


def matching(edition: Edition, condition: str) -> Matching:
    """Return the activities for which a condition holds or may hold, each group in the order of the dossier."""
    known = {key: holds(edition, condition, f"activities.{key}") for key in edition.dossier.activities or ()}
    sure = tuple(key for key, answer in known.items() if answer)
    return Matching(sure, tuple(key for key, answer in known.items() if answer is None))


def law_of(edition: Edition) -> Jurisdiction:
    """Return whose law a form follows; while the country is not answered, that of the form's language."""
    assumed = Jurisdiction.KR if edition.lang == "ko" else Jurisdiction.CN
    return edition.dossier.venue.jurisdiction or assumed


def unanswered(edition: Edition) -> tuple[Edition, str]:
    """Return the venue with one activity of which nothing is answered, and that activity's id: for a blank paper."""
    given = edition.dossier
    dossier = Dossier(
        operator=given.operator,
        venue=given.venue,
        rights=given.rights,
        notice=given.notice,
        safeguards=given.safeguards,
        activities=FrozenDict({BLANK: Activity()}),
    )
    return Edition(dossier, edition.assessment, edition.packs, edition.lang, edition.fingerprint), BLANK


def named(edition: Edition, keys: Iterable[str]) -> Texts:
    """Return the names of activities in quotation marks, one after the other, in all three languages."""
    items = tuple(keys)

    def listed(lang: Lang) -> str:
        names = (name_of(edition.dossier, paths.join("activities", key), lang) for key in items)
        return _LISTED[lang].join(_QUOTED[lang].format(name=name) for name in names)

    return Texts(**{lang: listed(lang) for lang in LANGUAGES})


def any_in_force(edition: Edition, laws: Mapping[Jurisdiction, tuple[str, ...]]) -> bool:
    """Tell whether an article of the venue's country is law on the edition's day: before, no form is needed."""
    return bool(cited(edition, *laws[law_of(edition)]))


def cited(edition: Edition, *articles: str) -> tuple[Citation, ...]:
    """Return the citations of articles given as ``cn-pipl/29``, without those not in force on the edition's day.

    The Korean instruments carry the day of their last amendment; the articles named here are older and always cited.
    """
    found: dict[str, Citation] = {}
    for name in articles:
        instrument_id, _, article = name.partition("/")
        instrument = edition.instruments.get(instrument_id)
        if instrument is None or article not in instrument.articles:
            continue
        if instrument.language == "ko" or instrument.in_force.on(edition.assessment.as_of):
            verified = instrument.articles[article].verified
            found[name] = Citation(instrument=instrument_id, article=article, verified=verified)
    return tuple(found.values())
