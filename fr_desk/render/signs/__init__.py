"""Signs: which a venue needs, each of them as PDF, what is wrong with them, and the list that says where they hang.

What others use is named here; the modules below know each other.
"""

from __future__ import annotations

from fr_desk.render.signs.legibility import least_letter_height
from fr_desk.render.signs.lint import SignFault, lint_sign
from fr_desk.render.signs.paper import languages_of, sign_pdf
from fr_desk.render.signs.placement import placement_pdf
from fr_desk.render.signs.plan import PlannedSign, plan_signs
from fr_desk.render.signs.words import placement_words

__all__ = [
    "PlannedSign",
    "SignFault",
    "languages_of",
    "least_letter_height",
    "lint_sign",
    "placement_pdf",
    "placement_words",
    "plan_signs",
    "sign_pdf",
]
