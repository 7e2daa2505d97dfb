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
ASSESSMENT = f"({FACES} || activities.exists(a, a.transfer_abroad)) && assessment.done"
PRIVATE_ZONE = (
    "zones.exists(z, z.used_for_undressing || z.kind in "
    '["guest_room", "private_dining_room", "changing_room", "bath", "restroom", "nursing_room", "fitting_room", '
    '"massage_room", "staff_rest_room", "dormitory"])'
)
