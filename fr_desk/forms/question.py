"""What a step, a section and a question of the desk are: plain data, no widgets and no answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SectionKind = Literal["fields", "collection", "per_activity", "decisions"]


@dataclass(frozen=True, slots=True)
class Question:
    """One answer that a step asks for; its words stand on the model (:func:`fr_desk.domain.paths.spec_at`).

    Attributes:
        path: relative to the section's root, or to the item in a collection (``retention.video.kind``).
        when: condition in the rules' expression language; empty always, false hides, unknown shows.
        after: relative path of the answer it hangs on: not asked before that one is given.
        optional: may stay unanswered for ever: it never counts as open.
        group: relative path of the part whose questions stand together in one row (``retention.video``).
        items: the questions about one item, where ``path`` names a collection inside the section. Their
            conditions read the item around the collection.
    """

    path: str
    when: str = ""
    after: str = ""
    optional: bool = False
    group: str = ""
    items: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together.

    Attributes:
        title: message id.
        intro: one quiet sentence under the title, message id; may be empty.
        kind: ``fields`` asks below ``root`` once; ``collection`` asks for the items of ``root`` and about each;
            ``per_activity`` asks about each activity; ``decisions`` asks about each point left to a reviewer.
        root: path of the part or collection, empty for the dossier itself.
        questions: in the order they are asked.
        when: condition for the whole section. It reads the item (``activity``) only in ``per_activity``.
        folded: better shown closed: few venues need it.
    """

    title: str
    intro: str
    kind: SectionKind
    root: str
    questions: tuple[Question, ...]
    when: str = ""
    folded: bool = False

    @property
    def repeats(self) -> bool:
        """Tell whether the questions are asked for each item of ``root``."""
        return self.kind != "fields"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the desk.

    Attributes:
        id: as in rules and findings.
        title: short name for the rail, message id.
        intro: one sentence under the page title, message id.
        icon: name of a bundled icon.
        sections: from top to bottom.
    """

    id: str
    title: str
    intro: str
    icon: str
    sections: tuple[Section, ...]
