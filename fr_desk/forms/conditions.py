"""When a question makes sense: the conditions several questions share, in the rules' expression language.

Unknown counts as true here: a question hides only once an answer has made it pointless.
"""

from __future__ import annotations

CN = 'venue.jurisdiction == "CN"'
KR = 'venue.jurisdiction == "KR"'
FACES = "dossier.recognises"
FACE = "activity.recognises"
VIDEO_ON_CONSENT = f'{KR} && activity.beyond_public_video && activity.legal_basis == "consent"'
"""Pictures without faces that Korean law lets rest on consent: staff areas, terminals people operate themselves."""
FOR_BUSINESS = (
    "activity.category in "
    '["commission_settlement", "vip_recognition", "marketing", "statistics", "dispensers"]'
)
"""Categories that only consent can allow in China, whatever basis is claimed."""
OTHER_USE = (
    f"{CN} && activity.in_public_place && ({FOR_BUSINESS} || "
    'activity.second_uses.exists(u, !(u in ["public_security", "counter_terror_duty", "facility_safety"])))'
)
"""Pictures of public places in China used for more than safety, which only separate consent can allow."""
FACE_ON_CONSENT = (
    f'{FACE} && (!(activity.legal_basis in ["statutory_duty", "other_statute", "emergency"])'
    f" || {FOR_BUSINESS})"
)
BY_CONSENT = f"({FACE_ON_CONSENT}) || ({VIDEO_ON_CONSENT})"
CONSENT = f"{BY_CONSENT} || ({OTHER_USE})"
ASKED = f'({CONSENT}) && activity.consent.form != "none"'
FACE_ASKED = f"{FACE} && {ASKED}"
SEPARATE = f"({FACE} || ({OTHER_USE})) && {ASKED}"
_PUBLIC = 'activity.subjects.exists(s, s != "staff")'
CHILDREN = f'("under_14" in activity.subjects || venue.serves_under_14 && {_PUBLIC})'
LEAVES = f"{FACE} && size(activity.storage.leaves_device) > 0"
BEYOND_DEVICE = (
    f"{FACE} && (size(activity.storage.leaves_device) > 0 || "
    'activity.storage.templates.exists(p, !(p in ["device", "nowhere"])) || '
    'activity.storage.pictures.exists(p, !(p in ["device", "nowhere"])))'
)
ABROAD = "activity.transfer_abroad || activity.stored_abroad"
ASSESSABLE = f"{FACES} || activities.exists(a, a.transfer_abroad) || ({CN} && dossier.hands_over)"
ASSESSMENT = f"({ASSESSABLE}) && assessment.done"
AUTOMATED = f"{CN} && {FACE}"
LARGE = (
    f"{CN} && ({FACES} || venue.lodging || venue.kind in "
    '["gym", "swimming_pool", "sauna_bath", "mall", "supermarket", "residential_estate"])'
)
"""Operators who may handle the data of a million people: those who recognise faces, and chains."""
NETWORKED = f'{CN} && cameras.exists(c, c.network in ["site", "internet"])'
"""Where China's law on networks and network data binds: a device can be reached over a network."""
KR_SCALE = f"{KR} && (organisation.people_total >= 10000 || dossier.persons_stored_at_least >= 50000)"
"""Where Korean law may ask for insurance or bind very large operators."""
KR_LARGE = f"{KR} && (organisation.people_total >= 1000000 || dossier.persons_stored_at_least >= 50000)"
NUMBERED = f'{KR} && ({FACE} || activity.category in ["guest_id_check", "member_entry", "staff_attendance"])'
"""Where Korean venues take down who somebody is, and may take the resident registration number with it."""
NOT_ONLY_PUBLIC = "activities.exists(a, a.recognises || a.beyond_public_video)"
"""More than plain video of public places, which Korean law excepts from several duties."""
KEPT = f"{KR} && cameras.exists(c, c.films || c.recognises)"
CHILDREN_ENROLLED = (
    f'{CN} && {FACES} && activities.exists(a, a.recognises && a.subjects.exists(s, s == "under_14"))'
)
PUBLIC_DEVICE = f"{CN} && cameras.exists(c, c.in_public_place)"
PUBLIC_VIDEO = f"{CN} && cameras.exists(c, c.films && c.in_public_place)"
"""Where China's regulations on public security video ask something of every place."""
LISTED_799 = f'{PUBLIC_VIDEO} && venue.kind != "other" && venue.decree_799_listed'
"""Where they ask more, because the regulations name the kind of place."""
SHORT_VIDEO = (
    'activities.exists(a, a.films && a.retention.video.kind != "indefinite" && '
    '!(a.retention.video.kind == "period" && a.retention.video.days >= 30))'
)
"""Where video is not known to be kept for the thirty days a security project needs."""
MEMBERS_BY_FACE = f'{CN} && {FACE} && activity.category == "member_entry"'
PAID_BY_FACE = f'{CN} && {FACE} && activity.category == "payment"'
FACE_DOOR = (
    f'{CN} && (cameras.exists(c, c.recognises && c.kind == "gate") || '
    'activities.exists(a, a.recognises && a.category == "member_entry"))'
)
PRIVATE_ZONE = (
    "zones.exists(z, z.used_for_undressing || z.kind in "
    '["guest_room", "private_dining_room", "changing_room", "bath", "restroom", "nursing_room", "fitting_room", '
    '"massage_room", "staff_rest_room", "dormitory"])'
)
