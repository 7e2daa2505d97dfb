"""The eight steps: which answers are asked where, in which order, and when a question makes sense at all.

Only places and conditions stand here. The words of a question are declared on the model, its widget is chosen by the
desk from the type. A plain video venue must stay short: what is about faces is asked only where faces are recognised.
"""

from __future__ import annotations

from fr_desk.forms.data_steps import RETENTION, STORAGE
from fr_desk.forms.people_steps import NECESSITY, SIGNAGE
from fr_desk.forms.question import Question, Section, Step
from fr_desk.forms.venue_steps import CAMERAS, PURPOSE, VENUE
from fr_desk.i18n import N_

_REVIEW = Step(
    "review",
    N_("Review and print"),
    N_("Look everything over, decide what the law leaves open, print the dossier and the signs."),
    "printer",
    (
        Section(N_("Date"), "", "fields", "", (Question("as_of", optional=True),)),
        Section(
            N_("Points to decide"),
            N_("The law leaves these open. Decide, and write down why; it becomes part of the dossier."),
            "decisions",
            "decisions",
            (Question("outcome"), Question("reason"), Question("decided_by"), Question("decided_on")),
        ),
    ),
)

STEPS: tuple[Step, ...] = (VENUE, CAMERAS, PURPOSE, NECESSITY, SIGNAGE, STORAGE, RETENTION, _REVIEW)

UNASKED = {
    "format": "set by the program",
    "id": "set by the program",
    "revision": "counted by the program",
    "history": "recorded by the program",
    "derived_from": "recorded when a dossier is made from a template",
    "attachments": "files are added where they are needed, not asked for",
    "decisions.*.rule": "a decision is made on a finding, which names its rule",
    "decisions.*.path": "a decision is made on a finding, which names its place",
    "decisions.*.basis": "ties a decision to the answers it was taken on, reckoned by the program",
    "designs": "made where signs are laid out, not asked for",
    "remarks": "noted beside any question, not asked for",
}
"""Parts of a dossier that no step asks for, with the reason; everything below them is covered too."""
