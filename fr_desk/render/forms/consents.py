"""Consent to the use of a face, by the person or by a child's guardian: one paper for each activity that rests on it.

No box is ticked, nothing is said of another way that the answers do not offer, and what they leave open is a blank that
the paper names at its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fr_desk.domain.choices import Jurisdiction, TransferGround
from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers, told
from fr_desk.render.forms.circumstances import (
    CHILDREN,
    FACE_ON_CONSENT,
    ON_CONSENT,
    Matching,
    any_in_force,
    holds,
    law_of,
    matching,
    named,
    unanswered,
)
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Heading,
    NewPage,
    Paragraph,
    Part,
    Signature,
    Ticks,
)
from fr_desk.render.forms.texts import FormWords, form_words
from fr_desk.rules.sentences import SEPARATOR

FACE, GUARDIAN = form_words("face-consent"), form_words("guardian-consent")

LEAVES_DEVICE: Final = (
    'activity.storage.templates.exists(p, !(p in ["device", "nowhere"]))'
    ' || activity.storage.pictures.exists(p, !(p in ["device", "nowhere"]))'
    ' || (activity.storage.leaves_device.exists(l, l in ["templates", "face_pictures"])'
    ' && "internet" in activity.storage.channel)'
)
"""Face data that Chinese law lets leave the device only with a consent of its own (Order No. 19, article 8)."""

WITHOUT_CONSENT: Final = frozenset(
    {TransferGround.STATUTE_TREATY, TransferGround.CERTIFICATION, TransferGround.CONTRACT_OUTSOURCING}
)
"""Grounds on which Korean law lets data go abroad without a consent to that (PIPA, article 28-8(1))."""

LAWS: Final = {
    Jurisdiction.CN: (
        *("cn-pipl/14", "cn-pipl/15", "cn-pipl/16", "cn-pipl/17", "cn-pipl/29", "cn-pipl/30"),
        *("cn-order-19/5", "cn-order-19/6", "cn-order-19/10"),
    ),
    Jurisdiction.KR: (
        *(
            "kr-pipa/15(2)",
            "kr-pipa/16(2)",
            "kr-pipa/16(3)",
            "kr-pipa/22(1)",
            "kr-pipa/22(5)",
            "kr-pipa/23(1)",
        ),
        *("kr-pipa-decree/17(1)", "kr-pipa-decree/17(3)", "kr-pipa-decree/18(3)"),
    ),
}
GUARDIAN_LAWS: Final = {
    Jurisdiction.CN: ("cn-pipl/28", "cn-pipl/31", "cn-order-19/7", "cn-nds/22"),
    Jurisdiction.KR: ("kr-pipa/22-2(1)", "kr-pipa/22-2(3)"),
}


def face_consent(edition: Edition) -> Form:
    """Build the separate consent to face data, a page for each activity that recognises faces on consent."""
    found = matching(edition, FACE_ON_CONSENT)
    return _consent(edition, FACE, found.sure or found.open)


def guardian_consent(edition: Edition) -> Form:
    """Build the guardian's consent for children under 14, a page for each activity that asks for consent."""
    found = _for_children(edition)
    return _consent(edition, GUARDIAN, found.sure or found.open)


def _for_children(edition: Edition) -> Matching:
    return matching(edition, f"({ON_CONSENT}) && ({CHILDREN})")


def _consent(edition: Edition, words: FormWords, keys: tuple[str, ...]) -> Form:
    parts: list[Part] = [*told.assumed_law(edition)]
    for number, key in enumerate(keys):
        parts += [NewPage()] if number else []
        parts += _paper(edition, words, key)
    if not keys:
        parts.append(Paragraph(words.say("none_yet", edition.lang), "strong"))
        parts += _blank_paper(edition, words)
    laws = [*LAWS[law_of(edition)], *_more_laws(edition, keys)]
    if words is GUARDIAN:
        laws += GUARDIAN_LAWS[law_of(edition)]
    return composed(edition, words, parts, laws)


def _more_laws(edition: Edition, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the articles that matter only where data leave the device, the operator or the country."""
    korean = law_of(edition) is Jurisdiction.KR
    if not korean and any(holds(edition, LEAVES_DEVICE, f"activities.{key}") for key in keys):
        yield "cn-order-19/8"
    if any(told.activity_of(edition, key).recipients for key in keys):
        yield "kr-pipa/17(2)" if korean else "cn-pipl/23"
    if any(told.goes_abroad(edition, key) for key in keys):
        yield "kr-pipa/28-8(2)" if korean else "cn-pipl/39"


def _paper(edition: Edition, words: FormWords, key: str) -> Iterator[Part]:
    """Yield the paper for one activity: what is told, what can be chosen, the choice."""
    yield Heading(words.say("for_activity", edition.lang, activity=edition.name(f"activities.{key}")))
    body = _told(edition, words, key)
    yield from told.unfinished(edition, body)
    yield from _choice(edition, words, key, body)


def _blank_paper(edition: Edition, words: FormWords) -> Iterator[Part]:
    """Yield the paper for an activity nobody has answered: every item is there, to fill in by hand."""
    blank, key = unanswered(edition)
    yield Fields((told.field(blank, "activity", ""),))
    yield from _choice(blank, words, key, _told(blank, words, key))


def _told(edition: Edition, words: FormWords, key: str) -> tuple[Part, ...]:
    korean = law_of(edition) is Jurisdiction.KR
    items = _korean(edition, words, key) if korean else _chinese(edition, words, key)
    return tuple(told.together(items))


def _choice(edition: Edition, words: FormWords, key: str, body: tuple[Part, ...]) -> Iterator[Part]:
    """Yield that it is voluntary, what is told, and the boxes and lines of those who choose."""
    yield Paragraph(words.say(f"separate.{law_of(edition).value.lower()}", edition.lang), "strong")
    yield from body
    if words is GUARDIAN:
        yield from (NewPage(),) if told.purpose(edition, key) else ()
        yield from _child(edition, key)
    if law_of(edition) is not Jurisdiction.KR:
        yield from _decision(edition, words)
        yield from _further(edition, key)
    yield from _signed(edition, words, key)


def _chinese(edition: Edition, words: FormWords, key: str) -> Iterator[Part]:
    """Yield what PIPL articles 17, 23, 30 and 39 and Order No. 19, article 5, want to be told."""
    activity = told.activity_of(edition, key)
    yield Fields(
        (
            *told.who(edition),
            told.field(edition, "purpose", told.purpose(edition, key)),
            told.field(edition, "method", told.method(edition, key)),
        )
    )
    yield told.data_table(edition, key)
    yield Fields(
        (
            told.field(edition, "necessity", activity.necessity_reason or "", 2),
            told.field(edition, "effect", edition.dossier.assessment.rights_impact or "", 2),
        )
    )
    yield from told.recipients(edition, key)
    yield Fields((told.processors(edition, key),))
    yield from told.abroad(edition, key)
    yield Heading(words.say("choices", edition.lang), 2)
    yield from told.refusal(edition, key)
    yield from told.withdrawal(edition, key)
    yield Fields(told.rights(edition))


def _korean(edition: Edition, words: FormWords, key: str) -> Iterator[Part]:
    """Yield the consents Korean law wants apart from each other, each with the items of PIPA article 15(2) or 17(2)."""
    activity = told.activity_of(edition, key)
    yield Fields(told.who(edition))
    plain = tuple(name for name in told.kinds(edition, key) if name != "template")
    number = 1
    yield from _part(edition, "basic", number)
    yield _items(edition, key, plain, sensitive=False)
    yield _korean_ticks(edition)
    if holds(edition, "activity.recognises", f"activities.{key}") is not False:
        number += 1
        yield from _part(edition, "sensitive", number)
        yield _items(edition, key, ("template",), sensitive=True)
        yield _korean_ticks(edition)
    if activity.recipients:
        number += 1
        yield from _part(edition, "handing", number)
        yield from told.recipients(edition, key)
        yield Fields((_korean_refusal(edition, key),))
        yield _korean_ticks(edition)
    if told.goes_abroad(edition, key) and activity.transfer_ground not in WITHOUT_CONSENT:
        number += 1
        yield from _part(edition, "abroad", number)
        yield from told.abroad(edition, key)
        yield _korean_ticks(edition)
    yield Heading(words.say("choices", edition.lang), 2)
    yield from told.withdrawal(edition, key)
    yield Fields(told.rights(edition))


def _part(edition: Edition, name: str, number: int) -> Iterator[Part]:
    yield Heading(FACE.say(f"kr.{name}", edition.lang, number=number), 2)


def _items(edition: Edition, key: str, kinds: tuple[str, ...], *, sensitive: bool) -> Fields:
    """Return purpose, items, period and the right to refuse; what Decree article 17(3) names stands out."""
    label = FACE.say("kr.sensitive_items" if sensitive else "kr.items", edition.lang)
    path = f"activities.{key}"
    known = sensitive or None not in (
        holds(edition, "activity.recognises", path),
        holds(edition, "activity.films", path),
    )
    return Fields(
        (
            told.field(edition, "purpose", told.purpose(edition, key)),
            Field(label, told.kinds_list(edition, kinds) if known else "", strong=sensitive),
            told.field(edition, "period", told.periods(edition, key, kinds), strong=True),
            _korean_refusal(edition, key),
        )
    )


def _korean_refusal(edition: Edition, key: str) -> Field:
    said = [part.text for part in told.refusal(edition, key) if isinstance(part, Paragraph)]
    ways = told.other_ways(edition, key) and not told.activity_of(edition, key).mandatory
    return Field(FACE.say("kr.refusal", edition.lang), said[0] if ways else "")


def _korean_ticks(edition: Edition) -> Ticks:
    return Ticks((FACE.say("kr.agree", edition.lang), FACE.say("kr.disagree", edition.lang)))


def _decision(edition: Edition, words: FormWords) -> Iterator[Part]:
    yield Heading(words.say("decide", edition.lang), 2)
    yield Paragraph(words.say("declaration", edition.lang))
    yield Ticks((words.say("agree", edition.lang), words.say("disagree", edition.lang)))


def _further(edition: Edition, key: str) -> Iterator[Part]:
    """Yield the consents Chinese law wants beside the one to recognition: leaving the device, others, abroad."""
    activity = told.activity_of(edition, key)
    both = Ticks((FACE.say("agree", edition.lang), FACE.say("disagree", edition.lang)))
    if holds(edition, LEAVES_DEVICE, f"activities.{key}"):
        storage = activity.storage
        yield Heading(FACE.say("leaving.head", edition.lang), 2)
        yield Paragraph(FACE.say("leaving.told", edition.lang))
        yield Fields(
            (
                Field(
                    FACE.say("leaving.where", edition.lang),
                    answers.places(edition, storage.templates, storage.pictures),
                ),
                Field(FACE.say("leaving.what", edition.lang), answers.labels(edition, storage.leaves_device)),
            )
        )
        yield both
    others = [
        edition.name(f"activities.{key}.recipients.{name}")
        for name, one in (activity.recipients or {}).items()
        if not one.statute
    ]
    if others:
        yield Heading(FACE.say("handing.head", edition.lang), 2)
        yield Paragraph(FACE.say("handing.told", edition.lang, names=SEPARATOR[edition.lang].join(others)))
        yield both
    if told.goes_abroad(edition, key):
        yield Heading(FACE.say("abroad.head", edition.lang), 2)
        yield Paragraph(FACE.say("abroad.told", edition.lang))
        yield both


def _child(edition: Edition, key: str) -> Iterator[Part]:
    """Yield who the child and the guardian are; in Korea also words a child understands (PIPA article 22-2(3))."""

    def say(name: str) -> str:
        return GUARDIAN.say(name, edition.lang)

    faces = holds(edition, "activity.recognises", f"activities.{key}") is not False
    if law_of(edition) is Jurisdiction.KR and faces:
        yield Heading(say("plain.head"), 2)
        ways = told.other_ways(edition, key) and not told.activity_of(edition, key).mandatory
        yield Paragraph(say("plain.text" if ways else "plain.text_open"))
    yield Heading(say("child.head"), 2)
    yield Fields(
        tuple(Field(say(f"child.{name}")) for name in ("name", "born", "guardian", "relation", "contact"))
    )


def _signed(edition: Edition, words: FormWords, key: str) -> Iterator[Part]:
    """Yield name, signature and day; under a guardian's also how it was checked that it really was the guardian."""
    if words is GUARDIAN:
        yield Paragraph(words.say("copy", edition.lang), "small")
    elif holds(edition, CHILDREN, f"activities.{key}") is not False:
        yield Paragraph(words.say("children", edition.lang), "small")
    signed = ("name", "signature", "date") if words is FACE else ("signature", "date")
    yield Signature(tuple(words.say(name, edition.lang) for name in signed))
    if words is GUARDIAN:
        ways = GUARDIAN.keys(f"checked.{law_of(edition).value.lower()}")
        yield Heading(GUARDIAN.say("checked.head", edition.lang), 2)
        yield Ticks(tuple(GUARDIAN.say(way, edition.lang) for way in ways))
        yield Signature(
            (GUARDIAN.say("checked.by", edition.lang), GUARDIAN.say("checked.when", edition.lang))
        )


def face_needed(edition: Edition) -> Texts | None:
    """Return why separate consent papers are needed: faces are recognised on the basis of consent, or may be."""
    if not any_in_force(edition, LAWS):
        return None
    return _why(edition, FACE, matching(edition, FACE_ON_CONSENT))


def guardian_needed(edition: Edition) -> Texts | None:
    """Return why guardians must agree: children are among the people, come to the place, or may."""
    found = _for_children(edition)
    listed = matching(edition, f'({ON_CONSENT}) && "under_14" in activity.subjects')
    if not any_in_force(edition, GUARDIAN_LAWS):
        return None
    if found.sure and not listed.sure:
        return GUARDIAN.in_all("needed.come", activities=named(edition, found.sure))
    return _why(edition, GUARDIAN, Matching(listed.sure, found.open))


def _why(edition: Edition, words: FormWords, found: Matching) -> Texts | None:
    if found.sure:
        return words.in_all(f"needed.{law_of(edition).value.lower()}", activities=named(edition, found.sure))
    return words.in_all("needed.open", activities=named(edition, found.open)) if found.open else None


KINDS: Final = (
    FormKind("face-consent", face_consent, face_needed),
    FormKind("guardian-consent", guardian_consent, guardian_needed),
)
