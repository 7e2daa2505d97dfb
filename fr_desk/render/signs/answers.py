"""Single answers as signs say them: periods, hours, zones, ways. What is not answered stays a blank to fill in.

Names that the venue wrote stand in the venue's own language; the other languages of a sign say what the answers say in
their own words (the kind of a zone, the category of an activity).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fr_desk.domain.activity import Activity, Alternative, Clock
from fr_desk.domain.choices import Category, ClockKind, Jurisdiction, LegalBasis, Method, Place, SignItem, Way
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Choice
from fr_desk.domain.venue import Zone
from fr_desk.i18n import Lang, Texts, spell_number, translate
from fr_desk.render.signs.words import each, fill, filled, same, sign_words
from fr_desk.rules.sentences import SEPARATOR

BLANK = "_" * 24
"""Printed where an answer is missing, to be filled in by hand."""
BLANKS = same(BLANK)
PARTS = "   "
"""Between a name and a phone."""
MOST_ZONES = 8
"""Zones named on a sign; of more, the number is told."""
_OR: dict[Lang, str] = {"zh": "或", "ko": " 또는 ", "en": ", or "}
_ALL_DAY = frozenset(
    {"24h", "24小时", "24시간", "24hours", "全天", "全天24小时", "하루종일", "0:00-24:00", "00:00-24:00"}
)
_LANGUAGE: dict[Jurisdiction, Lang] = {Jurisdiction.CN: "zh", Jurisdiction.KR: "ko"}


@dataclass(frozen=True, slots=True)
class SignRow:
    """One row of a sign.

    Attributes:
        label: its title.
        value: what is told.
        items: what the law calls it; none of it can be left off where the law wants it.
        missing: paths of the unanswered questions that leave something to fill in by hand.
        answers: paths of the answers it rests on, to shorten or to correct it.
        article: that wants it told, where it is none of the items.
        in_code: the shorter line of the QR code, where there is one.
    """

    label: Texts
    value: Texts
    items: frozenset[SignItem] = frozenset()
    missing: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    article: str = ""
    in_code: Texts | None = None

    @property
    def complete(self) -> bool:
        """Tell whether nothing is left to fill in."""
        return not self.missing


def language_of(dossier: Dossier) -> Lang | None:
    """Return the language in which the venue writes its names, if its country tells."""
    country = dossier.venue.jurisdiction
    return _LANGUAGE[country] if country else None


def row_of(
    label: Texts,
    values: list[Texts],
    items: Iterable[SignItem],
    missing: Iterable[str],
    answers: Iterable[str] = (),
    *,
    joints: dict[Lang, str] = SEPARATOR,
) -> SignRow:
    """Return a row of several values, each said once; a blank where there is none."""
    value = BLANKS
    if values:
        value = each(lambda lang: joints[lang].join(dict.fromkeys(one.get(lang) for one in values)))
    return SignRow(label, value, frozenset(items), tuple(missing), tuple(answers))


def period_of(clock: Clock) -> Texts | None:
    """Return how long one kind of data is kept, ``None`` while that is unanswered."""
    values = sign_words().values
    match clock.kind:
        case ClockKind.PERIOD if clock.days is not None:
            return filled(values.days, days=spell_number(clock.days))
        case ClockKind.EVENT if clock.until is not None:
            return sign_words().events[clock.until]
        case ClockKind.NOT_STORED:
            return values.not_stored
        case ClockKind.INDEFINITE:
            return values.no_limit
    return None


def zone_list(dossier: Dossier, keys: Iterable[str]) -> Texts:
    """Return the names of zones in the venue's language and their kinds in the others."""
    zones = [(dossier.zones or {})[key] for key in dict.fromkeys(keys)]
    own = language_of(dossier)

    def listed(lang: Lang) -> str:
        names = [name for zone in zones if (name := zone_name(zone, lang, own=lang == own))]
        names = list(dict.fromkeys(names)) or [BLANK]
        words = SEPARATOR[lang].join(names[:MOST_ZONES])
        if len(names) <= MOST_ZONES:
            return words
        return fill(sign_words().values.and_more, lang, listed=words, count=str(len(names)))

    return each(listed)


def instead(methods: Iterable[Method]) -> Texts:
    """Return ways besides the face, one or the other."""
    chosen = list(methods)
    return each(lambda lang: _OR[lang].join(sign_words().ways[method].get(lang) for method in chosen))


_PROOF = frozenset(
    {
        Category.MEMBER_ENTRY,
        Category.GUEST_ID_CHECK,
        Category.STAFF_ATTENDANCE,
        Category.PAYMENT,
        Category.LOCKERS,
        Category.DISPENSERS,
        Category.OTHER,
    }
)
"""Uses in which a face proves who somebody is."""
_STATUTORY = frozenset({LegalBasis.STATUTORY_DUTY, LegalBasis.OTHER_STATUTE})


def may_refuse(activity: Activity, *, korea: bool) -> bool:
    """Tell whether people may refuse to show their face, and get in another way all the same.

    Order 19, article 10 (China), but for rules of the State; PIPA, article 16(3) (Korea), but for duties under law.
    """
    by_statute = activity.legal_basis in _STATUTORY
    if korea:
        return not by_statute
    named = by_statute and bool(activity.basis_citation) and activity.category is not Category.GUEST_ID_CHECK
    return activity.category in _PROOF and not named


def choice_label(choice: Choice) -> Texts:
    """Return the name of a choice in every language."""
    return each(lambda lang: translate(choice.label, lang))


def purpose_of(activity: Activity) -> Texts | None:
    """Return what an activity is for, ``None`` while that is unanswered; an other one by its own name."""
    if activity.category is None or activity.category is Category.OTHER:
        return same(activity.name) if activity.category and activity.name else None
    return choice_label(activity.category)


def open_purpose(activity: Activity) -> str:
    """Return which question about the purpose of an activity is open."""
    return "name" if activity.category else "category"


def open_clock(name: str, clock: Clock) -> str:
    """Return which question about a clock is open."""
    field = {ClockKind.PERIOD: "days", ClockKind.EVENT: "until"}.get(
        clock.kind or ClockKind.NOT_STORED, "kind"
    )
    return f"{name}.{field}"


def hours_of(words: str) -> Texts:
    """Return hours as the venue wrote them; around the clock in every language."""
    plain = words.replace(" ", "").replace("—", "-").replace("~", "-").lower()
    return sign_words().values.all_day if plain in _ALL_DAY else same(words)


def only_in_device(activity: Activity) -> bool:
    """Tell whether face data stay in the device."""
    return activity.storage.templates == (Place.DEVICE,) and activity.storage.leaves_device == ()


def offered(activity: Activity) -> list[Method]:
    """Return the ways a person can choose on the spot; one that is known to be elsewhere, later or dearer is none."""
    offers = (activity.alternatives or {}).values()
    return list(
        dict.fromkeys(one.method for one in offers if one.method in sign_words().ways and _is_equal(one))
    )


def _is_equal(alternative: Alternative) -> bool:
    return False not in (alternative.same_place, alternative.same_hours, alternative.no_extra_cost)


def ways_of(ways: Iterable[Way]) -> Texts:
    """Return where people can ask."""
    asked = list(dict.fromkeys(ways))
    return each(lambda lang: SEPARATOR[lang].join(sign_words().desks[way].get(lang) for way in asked))


def zone_name(zone: Zone, lang: Lang, *, own: bool) -> str:
    """Return the name of a zone, or its kind; its kind first where the name is not in this language."""
    kind = translate(zone.kind.label, lang) if zone.kind else ""
    return (zone.name or kind) if own else (kind or zone.name or "")
