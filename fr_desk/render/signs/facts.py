"""What stands behind one sign: its devices and activities, what the law wants told, what people can do instead."""

from __future__ import annotations

from fr_desk.domain.choices import Jurisdiction, LegalBasis, Method, SignItem, SignKind, Subject
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang, Texts
from fr_desk.render.signs.answers import BLANK, instead, may_refuse, offered, ways_of
from fr_desk.render.signs.plan import FACE_SIGNS, PlannedSign, activities_of, duty_of
from fr_desk.render.signs.words import Duty, each, filled, sign_words

TRUSTEE_DUTY = "kr-pipa-decree/26(2)"
"""A public body that has others run its cameras names them on the sign, with a contact."""


class SignFacts:
    """The answers behind one sign.

    Attributes:
        dossier: all answers.
        planned: the sign.
        duty: why it is needed.
        cameras: the devices it announces, by id.
        activities: what they serve, by id.
    """

    def __init__(self, dossier: Dossier, planned: PlannedSign) -> None:
        """Take the dossier and one of its signs."""
        self.dossier, self.planned = dossier, planned
        self.kind = planned.kind
        self.words = sign_words()
        self.duty: Duty = duty_of(dossier, planned.kind, planned.devices)
        cameras = dossier.cameras or {}
        self.cameras = {key: cameras[key] for key in planned.devices}
        served = dict.fromkeys(one for key in planned.devices for one in activities_of(dossier, key))
        if planned.activity:
            served = {planned.activity: None}
        self.activities = {key: (dossier.activities or {})[key] for key in served}

    @property
    def korean(self) -> bool:
        """Tell whether Korean law applies."""
        return self.dossier.venue.jurisdiction is Jurisdiction.KR

    @property
    def about_faces(self) -> bool:
        """Tell whether the sign is about faces."""
        return self.kind in FACE_SIGNS

    @property
    def mandatory(self) -> dict[SignItem, str]:
        """What the law wants told on the sign, with the article that wants it."""
        items = dict(self.duty.items)
        if self.trustees():
            items[SignItem.TRUSTEE] = TRUSTEE_DUTY
        if not self.must_offer_another_way():
            items.pop(SignItem.OTHER_WAY, None)
        return items

    @property
    def left_out(self) -> frozenset[SignItem]:
        """What the design leaves out and the law does not demand."""
        return frozenset(self.planned.design.left_out or ()) - self.mandatory.keys()

    def title(self, lang: Lang) -> Texts:
        """Return the headline: the venue's own words in ``lang``, the usual ones in the other languages."""
        usual = self.words.titles[self.kind]
        own = self.planned.design.headline
        return each(lambda one: own if own and one == lang else usual.get(one))

    def trustees(self) -> tuple[str, ...]:
        """Return who runs the cameras of a Korean public body, if it has a sign that must name them."""
        if not (self.korean and self.dossier.operator.public_body):
            return ()
        if self.kind not in {SignKind.CCTV_AREA, SignKind.BUILDING_ENTRANCE}:
            return ()
        processors = [one for about in self.activities.values() for one in (about.processors or {}).values()]
        return tuple(dict.fromkeys(one.name or BLANK for one in processors))

    def filmed(self) -> dict[str, str]:
        """Return the zones of the sign that a camera films, each with the path of the answer that says so."""
        return {
            zone: f"cameras.{key}.{'zone' if zone == camera.zone else 'sees'}"
            for key, camera in (self.dossier.cameras or {}).items()
            for zone in (camera.zone, *(camera.sees or ()))
            if zone in self.planned.zones
        }

    def band(self) -> Texts:
        """Return what a person can do: the other way in, if there is one for everybody, or whom to ask.

        A sign that promises rooms without cameras, and has none left to promise, says that it must not be put up.
        """
        words = self.words.band
        if self.kind is SignKind.NO_CAMERAS:
            if self.planned.zones and self.filmed().keys() >= set(self.planned.zones):
                return words.do_not_hang
            country = self.dossier.venue.jurisdiction
            return filled(words.report, police=self.words.police[country]) if country else words.report_staff
        if not self.about_faces:
            ways = self.dossier.rights.ways
            return filled(words.own_footage, ways=ways_of(ways)) if ways else words.own_footage_contact
        frame, otherwise = words.other_way, words.ask_first
        if self.kind is SignKind.CONSENT:
            frame, otherwise = words.voluntary, words.voluntary_ask
        methods = self.other_ways()
        if not methods or SignItem.OTHER_WAY in self.left_out:
            return otherwise
        return filled(frame, ways=instead(methods))

    def other_ways(self) -> list[Method]:
        """Return the ways besides the face that every activity of the sign offers on the spot."""
        offers = [offered(activity) for activity in self.activities.values()]
        return [method for method in offers[0] if all(method in one for one in offers)] if offers else []

    def promised(self) -> Method | None:
        """Return the first other way the band names, for its pictogram."""
        if not self.about_faces or SignItem.OTHER_WAY in self.left_out:
            return None
        return next(iter(self.other_ways()), None)

    def must_offer_another_way(self) -> bool:
        """Tell whether the law wants another way besides the face: where it is a proof, and no statute says else."""
        if self.kind is SignKind.FACE_AREA or not self.about_faces:
            return False
        return any(may_refuse(one, korea=self.korean) for one in self.activities.values())

    def guardian_must_agree(self) -> bool:
        """Tell whether children may be among those who are asked for consent."""
        if self.dossier.venue.serves_under_14 is False:
            return False
        asked = [one for one in self.activities.values() if one.legal_basis in {LegalBasis.CONSENT, None}]
        return not self.activities or any(one.subjects != (Subject.STAFF,) for one in asked)
