"""Examples of good answers, written for the kind of activity; they have places to fill in and are never answers.

The texts stand in ``resources/examples``, read when the first one is wanted.
"""

from __future__ import annotations

import re
from functools import cache

import pydantic
from pydantic import BaseModel, ConfigDict

from fr_desk.domain import paths
from fr_desk.domain.choices import Category, Method
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.visible import pattern_of
from fr_desk.i18n import N_, Texts
from fr_desk.resources import resource

GAP = re.compile(r"\[[^\[\]\n]*…\]")
"""A place to fill in."""

_CLOCKS = ("video", "unmatched", "template", "face_picture", "match_log")
_PAPERS = ("consent_record", "assessment_report", "access_log")
WITH_EXAMPLE = frozenset(
    {
        *(f"activities.*.{name}" for name in ("aim", "necessity_reason", "balancing_test", "hours")),
        *(
            "activities.*.options.*.reason",
            "activities.*.recipients.*.purpose",
            "activities.*.processors.*.task",
        ),
        *("cameras.*.face_off_evidence", "decisions.*.reason", "activities.*.retention.reason"),
        *(f"activities.*.retention.{name}.method" for name in (*_CLOCKS, *_PAPERS)),
        *(
            f"assessment.{name}"
            for name in ("assessor", "third_parties", "lawful_necessary", "rights_impact")
        ),
        *(f"assessment.{name}" for name in ("security_risks", "measures_fit")),
        *("assessment.risks.*.description", "assessment.risks.*.measure"),
        *("safeguards.authorised_people.*.role", "activities.*.safeguards.authorised_people.*.role"),
    }
)
"""Questions with an example, so that pages can be made before the texts are read."""


FRAMES = {
    "activities.*.aim": N_("We use … so that …"),
    "activities.*.necessity_reason": N_(
        "The problem is …. We considered …. Here that is not enough, because …."
    ),
    "activities.*.options.*.reason": N_("It would, or would not, reach the aim, because …."),
}
"""How a good answer may be built, shown in the empty field; message ids."""


class Example(BaseModel):
    """One example, and the activities or ways it was written for; any, if it does not say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str | tuple[str, ...]
    category: tuple[Category, ...] = ()
    method: tuple[Method, ...] = ()
    text: Texts

    @property
    def patterns(self) -> tuple[str, ...]:
        """The questions it is for."""
        return (self.path,) if isinstance(self.path, str) else self.path

    @property
    def is_special(self) -> bool:
        """Whether it is for some activities or ways only."""
        return bool(self.category or self.method)

    def fits(self, category: Category | None, method: Method | None) -> bool:
        """Tell whether it was written for an activity of this category, or a way of this kind."""
        return (not self.category or category in self.category) and (not self.method or method in self.method)


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples."""
    import yaml  # noqa: PLC0415 - takes long to import, and the desk starts without it

    with resource("examples", "answers.yaml").open("rb") as file:
        tree = yaml.load(file, Loader=yaml.CSafeLoader)
    return pydantic.TypeAdapter(tuple[Example, ...]).validate_python(tree)


def frame_for(path: str) -> str:
    """Return how an answer at ``path`` may be built, as a message id; empty if nothing is proposed."""
    return FRAMES.get(pattern_of(path), "")


def has_example(path: str) -> bool:
    """Tell whether there is an example for the question at ``path``."""
    return pattern_of(path) in WITH_EXAMPLE


def example_for(dossier: Dossier, path: str) -> Texts | None:
    """Return the example for the question at ``path`` that fits best, ``None`` if there is none."""
    pattern, parts = pattern_of(path), paths.split(path)
    about = parts[0] == "activities" and len(parts) > 1
    category = paths.get(dossier, f"activities.{parts[1]}.category") if about else None
    item = paths.get(dossier, paths.join(*parts[:-1]))
    method = getattr(item, "method", None)
    fitting = [
        one
        for one in examples()
        if pattern in one.patterns and one.fits(category, method if isinstance(method, Method) else None)
    ]
    best = sorted(fitting, key=lambda one: not one.is_special)
    return best[0].text if best else None


def gaps(text: str | None) -> tuple[str, ...]:
    """Return the places of a text that are still to be filled in."""
    return tuple(GAP.findall(text)) if text and "…]" in text else ()
