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
CONSENT = (
    f"({FACE} || ({VIDEO_ON_CONSENT})) && "
    '!(activity.legal_basis in ["statutory_duty", "other_statute", "emergency"])'
)
ASKED = f'{CONSENT} && activity.consent.form != "none"'
FACE_ASKED = f"{FACE} && {ASKED}"
CHILDREN = f'{ASKED} && ("under_14" in activity.subjects || venue.serves_under_14)'
LEAVES = f"{FACE} && size(activity.storage.leaves_device) > 0"
ABROAD = "activity.transfer_abroad"
ASSESSMENT = f"({FACES} || activities.exists(a, a.transfer_abroad)) && assessment.done"
