"""Help with writing: an example of a good answer one click away, and a word on the places still to be filled in.

An example becomes an answer only when somebody begins with it, as one step that can be taken back.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.paths import AnswerError
from fr_desk.forms.examples import example_for, gaps
from fr_desk.gui import language
from fr_desk.gui.buttons import button
from fr_desk.gui.document import Document
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Popover, Strip
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_, NP_, texts

FOR_EXAMPLE = N_("For example")
FILL_IN = N_("Replace what stands in brackets, and write only what is true at your venue.")
BEGIN = N_("Begin with this")
ADD_BELOW = N_("Add it below what I wrote")
BEGUN = N_("“{title}” begun with an example")
LEFT_TO_FILL = NP_(
    "{count} place in brackets is still to be filled in: {first}",
    "{count} places in brackets are still to be filled in, first {first}",
)


class GapHint(QWidget):
    """Says below a text that places of an example are still to be filled in."""

    def __init__(self, path: str, document: Document) -> None:
        """Watch the answer at ``path``."""
        super().__init__()
        self._path, self._document = path, document
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE.small)
        self.words: Prose | None = None
        self.setVisible(False)

    def refresh(self) -> None:
        """Look at the text again."""
        found = gaps(self._document.get(self._path))
        if found and self.words is None:
            self._box.addWidget(Icon("pencil", "review", 14), 0, Qt.AlignmentFlag.AlignTop)
            self.words = Prose(role="secondary")
            self.words.setProperty("tone", "review")
            self._box.addWidget(self.words, 1)
        if self.words is not None and found:
            self.words.setText(tn(*LEFT_TO_FILL, len(found), first=found[0]))
        if self.isHidden() is bool(found):
            self.setVisible(bool(found))


class ExamplePopover(Popover):
    """An example of a good answer, with the way to begin with it."""

    def __init__(self, path: str, document: Document, anchor: QWidget) -> None:
        """Show the example for the answer at ``path`` beside ``anchor``."""
        super().__init__(anchor, width=480)
        self._path, self._document = path, document
        spec = paths.spec_at(path)
        self.setAccessibleName(t(FOR_EXAMPLE))
        self.box.addWidget(Prose(t(FOR_EXAMPLE), "question"))
        found = example_for(document.dossier, path)
        self.words = say(found) if found is not None else ""
        ground = Strip("sunken")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(Prose(self.words))
        self.box.addWidget(ground)
        self.box.addWidget(Prose(t(FILL_IN), "secondary"))
        self.begin = button(t(self._offer()), icon="pencil", kind="fix", press=self._on_begin)
        self.begin.setAccessibleDescription(t(spec.asks))
        self.box.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.fault = Prose(role="complaint")
        self.fault.setVisible(False)
        self.box.addWidget(self.fault)
        self.box.addStretch()

    def _offer(self) -> str:
        return ADD_BELOW if self._document.get(self._path) else BEGIN

    def _on_begin(self) -> None:
        document, path = self._document, self._path
        before = document.get(path)
        document.end_typing()
        joint = "\n" if paths.spec_at(path).kind == "long_text" else " "
        text = f"{before}{joint}{self.words}" if before else self.words
        try:
            after = paths.replace(document.dossier, path, text)
        except AnswerError as error:
            self.fault.say(error.message(language.current()))
            return
        document.show(after, path, texts(BEGUN, title=texts(paths.spec_at(path).title)))
        self.close()


def show_example(path: str, document: Document, anchor: QWidget) -> ExamplePopover:
    """Open the example for the answer at ``path`` beside ``anchor``."""
    popover = ExamplePopover(path, document, anchor)
    popover.open()
    return popover
