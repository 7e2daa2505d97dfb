"""Use cases of laying signs out: which there are and what stands on each, choices about one, its proof, its faults.

A choice changes the dossier and nothing else; how this one printing comes onto paper is no part of it. The renderer is
read late: the desk starts without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from fr_desk.domain import paths
from fr_desk.domain.choices import SignItem, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.printing import SignDesign
from fr_desk.i18n import Lang, Texts
from fr_desk.rules.bundled import bundled_pack
from fr_desk.rules.findings import Citation
from fr_desk.services.signs import SheetForm, paper_id, sheets_for

if TYPE_CHECKING:  # read late: the desk starts without it
    from fr_desk.render.signs import PlannedSign, SignFault

Choosable = Literal["languages", "size", "landscape", "reading_distance", "headline", "extra", "left_out"]
CHOICES: tuple[Choosable, ...] = get_args(Choosable)
"""What is chosen about a sign, by the names of its design."""
DESIGNS = "designs"
_MENDED_BY: dict[str, Choosable] = {"no_language": "languages"}
"""The choice that mends a fault of a sign without a design; else another size does."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a sign can tell.

    Attributes:
        item: which.
        article: that wants it told, so that it cannot be left off; ``None`` if none does.
        printed: whether the sign tells it.
    """

    item: SignItem
    article: Citation | None
    printed: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a venue, with everything that can be chosen about it.

    Attributes:
        planned: as the renderer takes it.
        name: what it is called.
        langs: its languages, the main one first.
        usual_langs: those it has without a choice.
        usual: the usual words of its headline.
        articles: the law behind it.
        told: what can stand on it, in order.
        takes_sentence: whether a sentence of the venue's own has a place on it.
        sheets: how it can be put on paper.
    """

    planned: PlannedSign
    name: Texts
    langs: tuple[Lang, ...]
    usual_langs: tuple[Lang, ...]
    usual: Texts
    articles: tuple[Citation, ...]
    told: tuple[Told, ...]
    takes_sentence: bool
    sheets: tuple[SheetForm, ...]

    @property
    def id(self) -> str:
        """Names it among the signs of its dossier."""
        return self.planned.id

    @property
    def paper(self) -> str:
        """Names it among the papers of its dossier."""
        return paper_id(self.planned)

    @property
    def design(self) -> SignDesign:
        """What was chosen about it."""
        return self.planned.design

    @property
    def is_designed(self) -> bool:
        """Whether anything was chosen about it."""
        return _is_designed(self.design)

    @property
    def is_own(self) -> bool:
        """Whether only the venue wants it: it is there because of its design."""
        return self.planned.level == "own"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a sign.

    Attributes:
        must: whether the law asks for it; else good practice does.
        message: one sentence with what to do.
        article: behind it, if there is one.
        path: of the answer that mends it; empty if a choice about the sign does.
        choice: that mends it; empty if an answer does.
    """

    must: bool
    message: Texts
    article: Citation | None
    path: str
    choice: Choosable | Literal[""]


@dataclass(frozen=True, slots=True)
class Proof:
    """A sign as it will print.

    Attributes:
        data: the PDF.
        height: of the letters of its headline, in millimetres.
        needed: height they must have to be read from the distance that was chosen; ``None`` if none was.
        read_from: metres from which the headline can be read.
        is_too_small: whether its letters are smaller than they must be.
    """

    data: bytes
    height: float
    needed: float | None
    read_from: float
    is_too_small: bool


def signs_of(dossier: Dossier) -> tuple[Sign, ...]:
    """Return the signs a venue needs, then those it only wants."""
    from fr_desk.render.signs import plan_signs  # noqa: PLC0415 - reportlab takes long to import

    return tuple(_sign(dossier, planned) for planned in plan_signs(dossier))


def _sign(dossier: Dossier, planned: PlannedSign) -> Sign:
    from fr_desk.render.signs import languages_of  # noqa: PLC0415 - reportlab takes long to import
    from fr_desk.render.signs.words import one_line, sign_words  # noqa: PLC0415 - the same

    title = sign_words().titles[planned.kind]
    return Sign(
        planned,
        planned.name(dossier),
        languages_of(planned, dossier),
        languages_of(replace(planned, design=SignDesign()), dossier),
        Texts(zh=one_line(title.zh, "zh"), ko=one_line(title.ko, "ko"), en=one_line(title.en, "en")),
        tuple(_citation(dossier, article) for article in planned.cites),
        tuple(_told(dossier, planned)),
        planned.kind is not SignKind.CONSENT,
        sheets_for(planned),
    )


def _told(dossier: Dossier, planned: PlannedSign) -> Iterator[Told]:
    """Yield what can stand on a sign: its rows with nothing left out, the other way in, and what the law wants."""
    from fr_desk.render.signs.facts import SignFacts  # noqa: PLC0415 - reportlab takes long to import
    from fr_desk.render.signs.rows import rows_of  # noqa: PLC0415 - the same

    whole = replace(planned, design=planned.design.model_copy(update={"left_out": None}))
    facts = SignFacts(dossier, whole)
    left_out, mandatory = SignFacts(dossier, planned).left_out, facts.mandatory
    items = [item for row in rows_of(facts) for item in SignItem if item in row.items]
    if facts.about_faces and facts.other_ways():
        items.append(SignItem.OTHER_WAY)
    for item in dict.fromkeys((*items, *mandatory)):
        article = mandatory.get(item)
        yield Told(item, _citation(dossier, article) if article else None, item not in left_out)


def _citation(dossier: Dossier, name: str) -> Citation:
    """Return ``instrument/article`` of the venue's country as a citation."""
    assert dossier.venue.jurisdiction is not None  # without a country nothing is cited
    instrument, _, article = name.partition("/")
    known = bundled_pack(dossier.venue.jurisdiction).instruments[instrument].articles[article]
    return Citation(instrument=instrument, article=article, verified=known.verified)


# what is chosen about one


def with_choice(dossier: Dossier, sign: Sign, choice: Choosable, value: Any) -> tuple[Dossier, str]:
    """Return the dossier in which something is chosen about a sign, and the path of the choice.

    The first choice makes the sign's design and the last one taken back removes it. A design for all signs of a kind
    stays as it is: the sign gets one of its own.

    Args:
        dossier: with the sign.
        sign: which.
        choice: what is chosen.
        value: ``None`` for the usual.

    Raises:
        AnswerError: if the value does not fit.
    """
    key = _own_key(dossier, sign)
    if not key:
        begun = sign.design.model_copy(update=_subject(sign))
        dossier, path = paths.insert(dossier, DESIGNS, begun)
        key = path.rpartition(".")[2]
    path = paths.join(DESIGNS, key)
    dossier = paths.replace(dossier, paths.join(path, choice), value)
    if _can_go(dossier, sign) and not _is_designed(paths.get(dossier, path)):
        dossier = paths.remove(dossier, path)
    return dossier, paths.join(path, choice)


def without_choices(dossier: Dossier, sign: Sign) -> Dossier:
    """Return the dossier in which a sign is printed as usual again."""
    key = _own_key(dossier, sign)
    if key and _can_go(dossier, sign):
        return paths.remove(dossier, paths.join(DESIGNS, key))
    plain = SignDesign(**_subject(sign))
    if key:
        return paths.replace(dossier, paths.join(DESIGNS, key), plain)
    return paths.insert(dossier, DESIGNS, plain)[0] if sign.is_designed else dossier


def with_sign(dossier: Dossier, kind: SignKind) -> tuple[Dossier, str]:
    """Return the dossier in which the venue wants one more sign, and the path of its design."""
    return paths.insert(dossier, DESIGNS, SignDesign(kind=kind))


def without_sign(dossier: Dossier, sign: Sign) -> Dossier:
    """Return the dossier in which the venue no longer wants a sign of its own."""
    return paths.remove(dossier, paths.join(DESIGNS, sign.planned.design_id))


def _subject(sign: Sign) -> dict[str, Any]:
    """Return what the design of a sign is for."""
    return {"kind": sign.planned.kind, "activity": sign.planned.activity or None}


def _own_key(dossier: Dossier, sign: Sign) -> str:
    """Return the id of the design that is only for this sign; empty if there is none."""
    designs = dossier.designs or {}
    subject = _subject(sign)
    found = (key for key, one in designs.items() if {"kind": one.kind, "activity": one.activity} == subject)
    return next(found, "")


def _can_go(dossier: Dossier, sign: Sign) -> bool:
    """Tell whether a sign without its own design is printed as usual: it is needed, and no other design is for it."""
    mine, activity = _own_key(dossier, sign), sign.planned.activity or None
    others = (one for key, one in (dossier.designs or {}).items() if key != mine)
    fitting = any(one.kind is sign.planned.kind and one.activity in {None, activity} for one in others)
    return not sign.is_own and not fitting


def _is_designed(design: SignDesign) -> bool:
    return any(getattr(design, choice) is not None for choice in CHOICES)


# what comes of it


def proof_of(
    dossier: Dossier, sign: Sign, attachments: Mapping[str, bytes] | None = None, made_as: SheetForm = "sheet"
) -> Proof:
    """Return a sign as it will print.

    Args:
        dossier: with the sign.
        sign: which.
        attachments: contents by id, for the operator's logo.
        made_as: as one sheet, as parts on A4, or with bleed and crop marks.
    """
    from fr_desk.render.signs import least_letter_height, sign_pdf  # noqa: PLC0415 - reportlab takes long to import
    from fr_desk.render.signs.layout import ROUNDING  # noqa: PLC0415 - the same
    from fr_desk.render.signs.paper import layout_of  # noqa: PLC0415 - the same

    planned, distance = sign.planned, sign.design.reading_distance
    data = sign_pdf(planned, dossier, attachments, tile=made_as == "tiles", bleed=made_as == "bleed")
    layout = layout_of(planned, dossier, attachments)
    height, needed = layout.headline_height, least_letter_height(distance) if distance is not None else None
    return Proof(data, height, needed, layout.read_from, needed is not None and height < needed - ROUNDING)


def faults_of(
    dossier: Dossier, sign: Sign, attachments: Mapping[str, bytes] | None = None
) -> tuple[Fault, ...]:
    """Return what is wrong with a sign, the worst first."""
    from fr_desk.render.signs import lint_sign  # noqa: PLC0415 - reportlab takes long to import

    return tuple(_fault(found) for found in lint_sign(dossier, sign.planned, attachments))


def _fault(found: SignFault) -> Fault:
    must = found.severity == "must"
    if paths.split(found.path)[0] != DESIGNS:
        return Fault(must, found.message, found.citation, found.path, "")
    named = found.path.rpartition(".")[2]
    choice = next((one for one in CHOICES if one == named), _MENDED_BY.get(found.code, "size"))
    return Fault(must, found.message, found.citation, "", choice)
