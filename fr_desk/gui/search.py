"""The search of the desk: questions, findings and articles in one list, by any of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking
from fr_desk.gui import icons, language
from fr_desk.gui.buttons import OUTCOME_ICONS
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import say, t
from fr_desk.gui.surfaces import round_corners
from fr_desk.i18n import N_
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment, Citation, Outcome
from fr_desk.rules.instruments import label_of
from fr_desk.rules.sentences import question_of

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found: its words, where it belongs, and what choosing it does."""

    title: str
    place: str
    icon: str
    tone: str
    words: str
    choose: Callable[[], None]


def hits(dossier: Dossier, assessment: Assessment, guide: Guide, anchor: QWidget) -> Iterator[Hit]:
    """Yield everything that can be found: findings first, then questions, then articles."""
    lang = language.current()
    for finding in assessment.of(Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN):
        title, message, tone = say(finding.title), say(finding.message), finding.outcome.value

        go = partial(guide.go_to, finding.path, finding.step)
        yield Hit(title, message, OUTCOME_ICONS[tone], tone, f"{title} {message}", go)
    words = t(N_("What happened to others"))
    yield Hit(words, t(N_("Menu")), "landmark", "muted", words, partial(guide.trigger, "cases"))
    words = t(N_("Help"))
    yield Hit(words, t(N_("Menu")), "book-open", "muted", words, partial(guide.trigger, "help"))
    asking = Asking(dossier, assessment.as_of)
    for step in STEPS:
        for path in asking.questions(step.id):
            title, place = question_of(dossier, path, lang), t(step.title)
            yield Hit(title, place, step.icon, "muted", f"{title} {place}", partial(guide.go_to, path))
    for pack in packs_for(dossier):
        for name, instrument in pack.instruments.items():
            for key, article in instrument.articles.items():
                citation = Citation(instrument=name, article=key, verified=article.verified)
                title = label_of(citation, pack.instruments, lang, as_of=assessment.as_of)
                text = f"{title} {article.text or ''} {say(article.summary) if article.summary else ''}"
                show = partial(guide.show_article, citation, anchor)
                yield Hit(title, say(instrument.issuer), "scale", "muted", text, show)


class Search(QFrame):
    """A field with the list of what fits below it; arrows choose, Enter goes there, Escape closes."""

    def __init__(self, found: list[Hit], window: QWidget) -> None:
        """Search in ``found``, over ``window``."""
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._window = window
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(t(N_("Search")))
        self._found = [(hit, hit.words.lower()) for hit in found]
        self._fitting: list[Hit] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        self.line = Line()
        self.line.setPlaceholderText(t(N_("Find questions, findings, articles")))
        self.line.setAccessibleName(t(N_("Search")))
        self.line.textChanged.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(16, 16))
        self.list.itemClicked.connect(lambda _item: self.choose())
        box.addWidget(self.line)
        box.addWidget(self.list)
        self._on_typed("")

    def open(self) -> None:
        """Show the search in the upper middle of its window."""
        frame = self._window.frameGeometry()
        width, height = min(640, frame.width() - 40), min(440, frame.height() - 80)
        self.resize(width, height)
        round_corners(self)
        self.move(frame.topLeft() + QPoint((frame.width() - width) // 2, 56))
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_typed(self, text: str) -> None:
        wanted = text.lower().split()
        self._fitting = [hit for hit, words in self._found if all(word in words for word in wanted)][:SHOWN]
        self.list.clear()
        for hit in self._fitting:
            item = QListWidgetItem(icons.icon(hit.icon, hit.tone, 16), f"{hit.title}   ·   {hit.place}")
            item.setToolTip(f"{hit.title}\n{hit.place}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter work on the list while the field has the keyboard."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if way is not None:
                row = max(0, min(self.list.currentRow() + way, self.list.count() - 1))
                self.list.setCurrentRow(row)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.choose()
                return True
        return super().eventFilter(watched, event)

    def choose(self) -> None:
        """Go to what is marked."""
        row = self.list.currentRow()
        if 0 <= row < len(self._fitting):
            hit = self._fitting[row]
            self.close()
            hit.choose()
