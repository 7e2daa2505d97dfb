"""When a question makes sense: the conditions several questions share, in the rules' expression language.

Unknown counts as true here: a question hides only once an answer has made it pointless.
"""

from __future__ import annotations

CN = 'venue.jurisdiction == "CN"'
KR = 'venue.jurisdiction == "KR"'
FACES = "dossier.recognises"
FACE = "activity.recognises"
CONSENT = f'{FACE} && !(activity.legal_basis in ["statutory_duty", "other_statute", "emergency"])'
ASKED = f'{CONSENT} && activity.consent.form != "none"'
CHILDREN = f'{ASKED} && ("under_14" in activity.subjects || venue.serves_under_14)'
LEAVES = f"{FACE} && size(activity.storage.leaves_device) > 0"
ABROAD = "activity.transfer_abroad"
ASSESSMENT = f"({FACES} || activities.exists(a, a.transfer_abroad)) && assessment.done"
