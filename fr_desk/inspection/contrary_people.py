"""Contradictions about the people of an activity: who they are, whether they are asked, whether they have a choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain.choices import Category, ConsentForm, LegalBasis, SignItem, Subject
from fr_desk.domain.derived import activity_recognises
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, texts
from fr_desk.inspection.contrary_data import activities_of
from fr_desk.inspection.naming import label, listed, named
from fr_desk.inspection.view import Contradiction

WHOSE = {
    Category.STAFF_ATTENDANCE: frozenset({Subject.STAFF}),
    Category.GUEST_ID_CHECK: frozenset({Subject.GUESTS}),
    Category.MEMBER_ENTRY: frozenset({Subject.MEMBERS, Subject.RESIDENTS}),
}
"""Without whom an activity of this category has no sense."""

ONLY_WAY = N_("“{activity}” is said to have no other way than the face, but other ways are listed: {ways}.")
NO_WAY = N_("The face is said not to be the only way of “{activity}”, but no other way is offered.")
ON_SIGN = N_(
    "The other way of “{activity}” is said to stand on the sign, but no sign lists it among its items."
)
NOT_ASKED = N_("“{activity}” is said to rest on consent, but nobody is said to be asked.")
RECORDED = N_(
    "“{activity}” is said to have a record of consent for each person, but consent is said to be: “{form}”."
)
ALL_AGREED = N_(
    "“{activity}” is said to capture people who never enrolled, and everyone captured is said to agree."
)
WITHOUT = N_(
    "“{activity}” is declared as “{category}”, but those it is about are not among the people filmed."
)


def only_way_and_others(dossier: Dossier) -> Iterator[Contradiction]:
    """The face is the only way, and others are offered; or it is not, and none is."""
    for path, activity, name in activities_of(dossier):
        about = (f"{path}.mandatory", f"{path}.alternatives")
        if activity.mandatory and activity.alternatives:
            ways = listed(named(dossier, f"{path}.alternatives.{key}") for key in activity.alternatives)
            yield Contradiction(about, texts(ONLY_WAY, activity=name, ways=ways))
        none = activity.alternatives is not None and not activity.alternatives
        key = path.rpartition(".")[2]
        if none and activity.mandatory is False and activity_recognises(dossier, key, dt.date.min):
            yield Contradiction(about, texts(NO_WAY, activity=name))


def other_way_on_no_sign(dossier: Dossier) -> Iterator[Contradiction]:
    """The other way stands on the sign, and no sign has it."""
    signs = dossier.signs
    if signs is None or any(sign.items is None for sign in signs.values()):
        return
    if any(SignItem.OTHER_WAY in (sign.items or ()) for sign in signs.values()):
        return
    for path, activity, name in activities_of(dossier):
        stated = [key for key, one in (activity.alternatives or {}).items() if one.on_sign]
        if stated:
            about = (f"{path}.alternatives.{stated[0]}.on_sign", "signs")
            items = (f"signs.{key}.items" for key in signs)
            yield Contradiction((*about, *items), texts(ON_SIGN, activity=name))


def consent_of_nobody(dossier: Dossier) -> Iterator[Contradiction]:
    """The ground is consent, and nobody is asked."""
    for path, activity, name in activities_of(dossier):
        if activity.legal_basis is LegalBasis.CONSENT and activity.consent.form is ConsentForm.NONE:
            about = (f"{path}.legal_basis", f"{path}.consent.form")
            yield Contradiction(about, texts(NOT_ASKED, activity=name))


def record_of_nothing(dossier: Dossier) -> Iterator[Contradiction]:
    """Each person's consent is recorded, and no person is asked."""
    for path, activity, name in activities_of(dossier):
        form = activity.consent.form
        if activity.consent.recorded and form in {ConsentForm.NONE, ConsentForm.SIGN_ONLY}:
            assert form is not None
            about = (f"{path}.consent.recorded", f"{path}.consent.form")
            yield Contradiction(about, texts(RECORDED, activity=name, form=label(form)))


def everyone_agrees(dossier: Dossier) -> Iterator[Contradiction]:
    """People who never enrolled are captured, and everyone captured agrees."""
    for path, activity, name in activities_of(dossier):
        if activity.captures_unenrolled and activity.consent.covers_everyone:
            about = (f"{path}.captures_unenrolled", f"{path}.consent.covers_everyone")
            yield Contradiction(about, texts(ALL_AGREED, activity=name))


def about_nobody(dossier: Dossier) -> Iterator[Contradiction]:
    """Those an activity is about are not among its people."""
    for path, activity, name in activities_of(dossier):
        category = activity.category
        whose = WHOSE.get(category) if category else None
        if category and whose and activity.subjects and whose.isdisjoint(activity.subjects):
            about = (f"{path}.category", f"{path}.subjects")
            yield Contradiction(about, texts(WITHOUT, activity=name, category=label(category)))


KINDS = (
    only_way_and_others,
    other_way_on_no_sign,
    consent_of_nobody,
    record_of_nothing,
    everyone_agrees,
    about_nobody,
)
