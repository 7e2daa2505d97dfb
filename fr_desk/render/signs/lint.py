"""What is wrong with a sign: what the law wants and it does not tell, what is untrue, what nobody can read.

Only what an article or the standard of legible letters says; taste is no fault. A fault is a value with a sentence in
three languages, its article, and the path of the answer or the choice that mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fr_desk.domain.choices import Jurisdiction, LegalBasis, SignItem, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.printing import SignDesign
from fr_desk.domain.schema import fields_of
from fr_desk.i18n import LANGUAGES, Lang, Texts, texts, translate
from fr_desk.render.signs.answers import SignRow, choice_label, language_of, zone_list
from fr_desk.render.signs.layout import ROUNDING, Layout
from fr_desk.render.signs.legibility import STANDING_BEFORE, least_letter_height
from fr_desk.render.signs.logo import logo_is_broken, logo_name
from fr_desk.render.signs.paper import layout_of
from fr_desk.render.signs.plan import VIDEO_SIGNS, PlannedSign, activity_name, is_filming
from fr_desk.render.signs.words import each, fault_words, filled, same, sign_words
from fr_desk.rules.bundled import bundled_pack
from fr_desk.rules.findings import Citation, Level
from fr_desk.rules.instruments import Instrument, label_of

Code = Literal[
    "unanswered_must",
    "unanswered",
    "unanswered_fixed",
    "by_hand",
    "stays",
    "headline_video",
    "headline_face",
    "too_small",
    "small_print",
    "folded_must",
    "folded",
    "no_language",
    "no_other_way",
    "wrong_basis",
    "untrue",
    "unsure",
    "nothing_recognised",
    "nothing_filmed",
    "logo",
]
_VIDEO_WORDS: dict[Jurisdiction, str] = {Jurisdiction.CN: "cn-pipl/17", Jurisdiction.KR: "kr-pipa/25(4)"}
_FACE_WORDS: dict[Jurisdiction, str] = {
    Jurisdiction.CN: "cn-pipl/17",
    Jurisdiction.KR: "kr-pipa-decree/17(1)",
}
"""Told clearly and in plain words; so that people easily recognise it; in words that are easy to understand."""
_BASIS_DUTY: dict[Jurisdiction, str] = {Jurisdiction.CN: "cn-pipl/5", Jurisdiction.KR: "kr-pipa-decree/17(1)"}
"""Nobody is misled; what is asked for is clear."""
_BAN: dict[Jurisdiction, str] = {Jurisdiction.CN: "cn-decree-799/8(1)", Jurisdiction.KR: "kr-pipa/25(2)"}
"""No camera inside."""
_OTHER_WAY_DUTY: dict[Jurisdiction, str] = {
    Jurisdiction.CN: "cn-order-19/10",
    Jurisdiction.KR: "kr-pipa/16(3)",
}


@dataclass(frozen=True, slots=True)
class SignFault:
    """One thing that is wrong with a sign.

    Attributes:
        code: which.
        severity: ``must`` if the law asks for it, ``should`` if good practice does.
        message: one sentence with what to do.
        citation: the article behind it; ``None`` for legibility and for what is merely left open.
        path: the answer or the choice that mends it.
    """

    code: Code
    severity: Level
    message: Texts
    citation: Citation | None
    path: str


def lint_sign(
    dossier: Dossier, planned: PlannedSign, attachments: Mapping[str, bytes] | None = None
) -> tuple[SignFault, ...]:
    """Return what is wrong with a sign as its design has it, the worst first."""
    layout = layout_of(planned, dossier, attachments)
    found = [*_Linter(dossier, planned, layout).faults()]
    if logo_is_broken(dossier, attachments or {}):
        found.append(_broken_logo(dossier))
    return tuple(sorted(found, key=lambda fault: fault.severity != "must"))


def _broken_logo(dossier: Dossier) -> SignFault:
    message = filled(fault_words().logo, name=logo_name(dossier))
    return SignFault("logo", "should", message, None, "operator.logo")


class _Linter:
    """Looks at one sign."""

    def __init__(self, dossier: Dossier, planned: PlannedSign, layout: Layout) -> None:
        self.dossier, self.planned, self.layout = dossier, planned, layout
        self.facts = layout.facts
        self.words = fault_words()
        self.country = dossier.venue.jurisdiction

    def faults(self) -> Iterator[SignFault]:
        yield from self._truth()
        yield from self._items()
        yield from self._other_way()
        yield from self._headline()
        yield from self._languages()
        yield from self._legibility()

    # what the law wants told

    def _items(self) -> Iterator[SignFault]:
        mandatory = self.facts.mandatory
        for item in self.planned.design.left_out or ():
            if item in mandatory:
                article = mandatory[item]
                yield self._fault("stays", article, self._choice("left_out"), item=choice_label(item))
        for row in self.layout.rows:
            demanded = self._demanded(row)
            if row.missing and not self._said_elsewhere(row):
                yield self._fault(self._open(row, demanded), demanded, row.missing[0], item=row.label)
            if row in self.layout.folded:
                code: Code = "folded_must" if demanded else "folded"
                path = row.answers[0] if row.answers else self._choice("size")
                yield self._fault(code, demanded, path, item=row.label)

    @staticmethod
    def _open(row: SignRow, demanded: str) -> Code:
        if row.items == {SignItem.TRUSTEE}:
            return "by_hand"
        if demanded:
            return "unanswered_must"
        return "unanswered" if row.items else "unanswered_fixed"

    def _demanded(self, row: SignRow) -> str:
        """Return the article that wants a row told; nothing if none does."""
        mandatory = self.facts.mandatory
        by_item = (mandatory[item] for item in SignItem if item in row.items and item in mandatory)
        return row.article or next(by_item, "")

    def _other_way(self) -> Iterator[SignFault]:
        if self._lacks_other_way():
            path = next((f"activities.{key}.alternatives" for key in self.facts.activities), "activities")
            yield self._fault("no_other_way", self._article(_OTHER_WAY_DUTY), path)

    def _said_elsewhere(self, row: SignRow) -> bool:
        """Tell whether a row stays open because of a fault that is said by itself."""
        if self.planned.kind is SignKind.NO_CAMERAS:
            return any(path.startswith("cameras.") for path in row.missing)
        return row.items == {SignItem.OTHER_WAY} and self._lacks_other_way()

    def _lacks_other_way(self) -> bool:
        return self.facts.must_offer_another_way() and not self.facts.other_ways()

    # what is untrue

    def _truth(self) -> Iterator[SignFault]:
        kind = self.planned.kind
        if kind is SignKind.NO_CAMERAS:
            yield from self._promise()
        elif not self.planned.devices and self.dossier.cameras is not None:
            code: Code = "nothing_filmed" if kind in VIDEO_SIGNS else "nothing_recognised"
            yield self._fault(code, "", "cameras", activity=self._activity())
        if kind is SignKind.CONSENT:
            for key, activity in self.facts.activities.items():
                if activity.legal_basis not in {LegalBasis.CONSENT, None}:
                    path, article = f"activities.{key}.legal_basis", self._article(_BASIS_DUTY)
                    yield self._fault("wrong_basis", article, path, activity=self._activity())

    def _promise(self) -> Iterator[SignFault]:
        """Yield the devices that stand in the zones said to be without cameras, see into them, or might."""
        zones = self.planned.zones
        for name, camera in (self.dossier.cameras or {}).items():
            kind = camera.kind
            label = camera.label or (
                translate(kind.label, language_of(self.dossier) or "en") if kind else name
            )
            inside = [key for key in zones if key == camera.zone]
            seen = [key for key in zones if key in (camera.sees or ())]
            if inside or seen:
                path = f"cameras.{name}.{'zone' if inside else 'sees'}"
                told = zone_list(self.dossier, inside or seen)
                yield self._fault("untrue", self._article(_BAN), path, device=same(label), zone=told)
            elif camera.sees is None and is_filming(self.dossier, name):
                told = zone_list(self.dossier, zones)
                yield self._fault("unsure", "", f"cameras.{name}.sees", device=same(label), zone=told)

    def _activity(self) -> Texts:
        key = self.planned.activity
        return activity_name(self.dossier, key) if key else self.words.this_use

    # what people can read

    def _headline(self) -> Iterator[SignFault]:
        own = self.planned.design.headline
        if not own or self.planned.kind is SignKind.NO_CAMERAS:
            return
        known = sign_words().announcing["face" if self.facts.about_faces else "video"]
        if any(word in own.lower() for lang in LANGUAGES for word in known[lang]):
            return
        code: Code = "headline_face" if self.facts.about_faces else "headline_video"
        article = next(iter(self.planned.cites), "")
        yield self._fault(code, article, self._choice("headline"), headline=same(own))

    def _languages(self) -> Iterator[SignFault]:
        own = language_of(self.dossier)
        if own is None or own in self.layout.langs:
            return
        article = self._article(_FACE_WORDS if self.facts.about_faces else _VIDEO_WORDS)
        yield self._fault(
            "no_language", article, self._choice("languages"), language=self.words.languages[own]
        )

    def _legibility(self) -> Iterator[SignFault]:
        layout, distance = self.layout, self.layout.wish.distance
        if distance is not None:
            needed, actual = least_letter_height(distance), layout.headline_height
            if actual < needed - ROUNDING:
                values = {"needed": _measure(needed), "actual": _measure(actual)}
                path = self._choice("size")
                yield self._fault("too_small", "", path, distance=same(f"{distance:g}"), **values)
        if not layout.legible:
            needed = least_letter_height(STANDING_BEFORE)
            values = {"needed": _measure(needed), "actual": _measure(layout.row_height)}
            yield self._fault("small_print", "", self._choice("size"), **values)
        cut = {"headline": layout.headline_folded, "extra": layout.extra_folded}
        for field in (name for name, short in cut.items() if short and getattr(self.planned.design, name)):
            title = fields_of(SignDesign)[field].title
            yield self._fault("folded", "", self._choice(field), item=texts(title))

    # words

    def _choice(self, name: str) -> str:
        """Return the path of a choice of the design; where there is none yet, of the collection."""
        return f"designs.{self.planned.design_id}.{name}" if self.planned.design_id else "designs"

    def _article(self, duties: Mapping[Jurisdiction, str]) -> str:
        return duties[self.country] if self.country else ""

    def _fault(self, code: Code, article: str, path: str, **values: Texts) -> SignFault:
        """Return a fault; it is a must if an article stands behind it."""
        citation = self._citation(article)
        law = each(lambda lang: self._cited(citation, lang)) if citation else same("")
        message = filled(getattr(self.words, code), law=law, **values)
        return SignFault(code, "must" if citation else "should", message, citation, path)

    def _citation(self, article: str) -> Citation | None:
        instrument, _, number = article.partition("/")
        if not instrument or self.country is None:
            return None
        verified = self._instruments()[instrument].articles[number].verified
        return Citation(instrument=instrument, article=number, verified=verified)

    def _cited(self, citation: Citation, lang: Lang) -> str:
        return label_of(citation, self._instruments(), lang, short=True, as_of=self.dossier.as_of)

    def _instruments(self) -> Mapping[str, Instrument]:
        assert self.country is not None
        return bundled_pack(self.country).instruments


def _measure(millimetres: float) -> Texts:
    return same(f"{millimetres:.1f}")
