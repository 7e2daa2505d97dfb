"""What kinds of forms there are: how each is built, and what makes a venue need it. It knows no form of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fr_desk.i18n import Texts
from fr_desk.render.edition import Edition
from fr_desk.render.forms.model import Form
from fr_desk.render.forms.texts import form_words


@dataclass(frozen=True, slots=True)
class FormKind:
    """One kind of form.

    Attributes:
        id: as in its file name and that of its words, ``face-consent``.
        build: fills it from the answers, in the language of the edition; it never fails on an unanswered dossier.
        needed: why this venue needs it, a sentence that names the duty; ``None`` if it does not.
    """

    id: str
    build: Callable[[Edition], Form]
    needed: Callable[[Edition], Texts | None]

    @property
    def title(self) -> Texts:
        """Its title: the text ``title`` of its words."""
        return form_words(self.id).in_all("title")


@dataclass(frozen=True, slots=True)
class Needed:
    """A form this venue needs, and why."""

    kind: FormKind
    why: Texts
