"""The ways without faces that a venue may weigh for an activity: ticked where it did, one press away where not."""

from __future__ import annotations

from collections.abc import Sequence

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity, Option
from fr_desk.domain.choices import Method
from fr_desk.forms.question import Question
from fr_desk.forms.ways import considered, proposed
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Chip
from fr_desk.gui.collection import CollectionCard
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_, texts

WEIGH = N_("Ways that venues like yours weigh")
WEIGH_HELP = N_("Tick each one you considered, then say whether it would reach the aim, and why or why not.")
WEIGHED = N_("“{method}” considered")


class WaysCard(CollectionCard):
    """The list of the ways that were considered, and below it those that could be."""

    def __init__(self, path: str, questions: Sequence[Question], guide: Guide) -> None:
        """Make the card for the ways of the activity whose ``options`` are at ``path``."""
        super().__init__(path, questions, guide)
        self._path, self._guide = path, guide
        self._activity = paths.join(*paths.split(path)[:-1])
        self.box.addSpacing(SPACE.small)
        self.box.addWidget(Prose(t(WEIGH), "strong"))
        self.box.addWidget(Prose(t(WEIGH_HELP), "secondary"))
        self._flow = Flow()
        self.box.addWidget(self._flow)
        self.chips: dict[Method, Chip] = {}

    def refresh(self) -> None:
        """Follow the answers: the activity's category proposes ways, its list ticks them."""
        super().refresh()
        activity = self._guide.document.get(self._activity)
        if not isinstance(activity, Activity):
            return
        ways = proposed(activity)
        if tuple(self.chips) != ways:
            for chip in self.chips.values():
                self._flow.drop(chip)
            self.chips = {method: self._chip(method) for method in ways}
        weighed = considered(activity)
        for method, chip in self.chips.items():
            chip.setChecked(method in weighed)

    def _chip(self, method: Method) -> Chip:
        chip = Chip(t(method.label))
        chip.setAccessibleDescription(t(WEIGH))
        chip.clicked.connect(lambda _on: self._on_pressed(method))
        self._flow.add(chip)
        chip.show()
        return chip

    def _on_pressed(self, method: Method) -> None:
        """Weigh a way, or show how it was weighed."""
        key = considered(self._guide.document.get(self._activity)).get(method)
        if key is None:
            option = Option(method=method)
            path = self._guide.document.insert(self._path, option, texts(WEIGHED, method=texts(method.label)))
            key = path.rpartition(".")[2]
        self.chips[method].setChecked(True)
        self.editor.open_item(key)
        form = self.editor.form
        serves = next((row for row in form.rows if row.path.endswith(".serves")), None) if form else None
        if serves is not None:
            serves.take_focus()
