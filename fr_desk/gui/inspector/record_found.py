"""What was found at one place of a record: a large choice, then notes, article and photos; what others found there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fr_desk.domain.schema import SHORT
from fr_desk.errors import FrDeskError
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.editors.editor import CalmCombo
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.record_choice import LargeChoice
from fr_desk.gui.inspector.record_photos import Photos
from fr_desk.gui.inspector.record_session import RecordSession, contents_of
from fr_desk.gui.inspector.record_text import RecordText
from fr_desk.gui.inspector.record_words import (
    CHOICES,
    MARKS,
    article_words,
    outcome_words,
    seen_by,
)
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Strip
from fr_desk.i18n import N_
from fr_desk.inspection.declared import INSPECTORS_DIFFER, Compared
from fr_desk.inspection.record import Observation, Outcome
from fr_desk.inspection.recording import Sighting, noted
from fr_desk.inspection.spots import UNDECLARED, Spot
from fr_desk.services.attachments import Taken
from fr_desk.services.inspecting.photos import taken_photo
from fr_desk.services.inspecting.records import OpenRecord
from fr_desk.services.progress import Cancelled, Progress

FOUND = N_("What you found")
NOTES, NOTES_HINT = N_("Notes"), N_("What you saw, in your own words")
ARTICLE, NO_ARTICLE = N_("Article held against it"), N_("No article")
WHAT_IS_IT = N_("What is it, and where?")
RECORDED = N_("Recorded by {who}.")
BEFORE = N_("Found before")
TAKE_BACK = N_("Take back")
WROTE, HELD, NAMED, ADDED, TAKEN_OFF = (
    N_("Notes written"),
    N_("Article chosen"),
    N_("Name written"),
    N_("Photo added"),
    N_("Photo taken off"),
)
TAKEN_BACK = N_("Entry taken back")
ADDING = N_("Adding photos")
NEXT = N_("Next place")
KEYS: Final[dict[Outcome, str]] = {
    "as_declared": "Ctrl+1",
    "differs": "Ctrl+2",
    "not_there": "Ctrl+3",
    "not_declared": "Ctrl+4",
}
NEXT_KEY: Final = "Ctrl+Return"


class FoundCard(QWidget):
    """What was found at a place.

    Signals:
        next_wanted: the inspector goes on.
        undeclared_wanted: something that is not declared was found; the collection it would belong to.
        photos_wanted: photos are to be asked for.
    """

    next_wanted = Signal()
    undeclared_wanted = Signal(str)
    photos_wanted = Signal()

    def __init__(self, session: RecordSession, spot: Spot, undeclared: str = "") -> None:
        """Offer the choices at a place, or with ``undeclared`` show the observation of something not declared."""
        super().__init__()
        self._session, self.spot, self.undeclared = session, spot, undeclared
        self._filling = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._make_card())
        self._before = QVBoxLayout()
        self._before.setSpacing(6)
        box.addLayout(self._before)

    def _make_card(self) -> Card:
        card = Card()
        card.box.setSpacing(12)
        card.box.addWidget(Prose(t(WHAT_IS_IT if self.undeclared else FOUND), "section"))
        self.choices: dict[Outcome, QPushButton] = {}
        if self.undeclared:
            self.name = Line()
            self.name.setMaxLength(SHORT)
            self.name.setAccessibleName(t(WHAT_IS_IT))
            self.name.textEdited.connect(self._on_name)
            card.box.addWidget(self.name)
        else:
            card.box.addWidget(self._choices())
        self.details = self._make_details()
        card.box.addWidget(self.details)
        self.differ = Strip("breached")
        self._differ_box = QVBoxLayout(self.differ)
        self._differ_box.setContentsMargins(14, 10, 14, 10)
        card.box.addWidget(self.differ)
        self.next = button(t(NEXT), icon="arrow-right", kind="primary", press=self.next_wanted.emit)
        self.next.setToolTip(_shortcut(NEXT_KEY))
        card.box.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _make_details(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Prose(t(NOTES), "question"))
        self.notes = RecordText(t(NOTES), least=4)
        self.notes.setPlaceholderText(t(NOTES_HINT))
        self.notes.typed.connect(self._on_notes)
        self.notes.put_into(box)
        box.addWidget(Prose(t(ARTICLE), "question"))
        self.article = CalmCombo()
        self.article.setAccessibleName(t(ARTICLE))
        self.article.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.article.setMinimumContentsLength(16)
        self._fill_articles()
        self.article.activated.connect(self._on_article)
        box.addWidget(self.article)
        self.photos = Photos()
        self.photos.wanted.connect(self._on_photos)
        self.photos.ask_wanted.connect(self.photos_wanted)
        self.photos.removed.connect(self._on_photo_removed)
        box.addWidget(self.photos)
        self.who = Prose(role="secondary")
        self.back = button(t(TAKE_BACK), icon="undo-2", kind="link", press=self._on_take_back)
        foot = Flow(gap=12)
        foot.add(self.who)
        foot.add(self.back)
        box.addWidget(foot)
        return made

    def _choices(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for number, (outcome, words) in enumerate(CHOICES.items()):
            name, tone = MARKS[outcome]
            made = LargeChoice(t(words), name, tone)
            made.clicked.connect(partial(self.choose, outcome))
            made.setToolTip(_shortcut(KEYS[outcome]))
            made.setCheckable(outcome != "not_declared")
            grid.addWidget(made, number // 2, number % 2)
            self.choices[outcome] = made
        return held

    def _fill_articles(self) -> None:
        opened = self._session.open
        assert opened is not None
        near = opened.articles_at(self.spot.path)
        others = [one for one in opened.articles if one not in near]
        self.article.addItem(t(NO_ARTICLE), "")
        for one in near:
            self.article.addItem(article_words(one), one)
        if near and others:
            self.article.insertSeparator(self.article.count())
        for one in others:
            self.article.addItem(article_words(one), one)

    # refreshing

    @property
    def key(self) -> str:
        """Id of what this visit found here, empty if it has not looked."""
        opened = self._session.open
        if opened is None:
            return ""
        if self.undeclared:
            return self.undeclared if self.undeclared in self._session.record.observations else ""
        return noted(opened.record, self._session.visit, self.spot.path)

    @property
    def observation(self) -> Observation | None:
        """What this visit found here."""
        return self._session.record.observations.get(self.key)

    def refresh(self, row: Compared | None) -> None:
        """Show what was found meanwhile."""
        seen, begun = self.observation, bool(self._session.visit)
        self._filling = True
        for outcome, made in self.choices.items():
            made.setEnabled(begun)
            if made.isCheckable():
                made.setChecked(seen is not None and seen.outcome == outcome)
        self.details.setVisible(seen is not None)
        if seen is not None:
            self._show_details(seen)
        self._show_others(row)
        self._filling = False

    def _show_details(self, seen: Observation) -> None:
        self.notes.show_words(seen.says or "")
        if self.undeclared and self.name.text() != (seen.label or ""):
            self.name.setText(seen.label or "")
        at = self.article.findData(seen.article or "")
        if at < 0:
            self.article.addItem(article_words(seen.article or ""), seen.article)
            at = self.article.count() - 1
        self.article.setCurrentIndex(at)
        contents = contents_of(self._session)
        self.photos.show_photos(seen.photos, contents.record.photos, contents.photos)
        visit = self._session.record.visits.get(seen.visit)
        if visit is not None:
            self.who.setText(t(RECORDED, who=seen_by(Sighting(self.key, seen, visit))))

    def _show_others(self, row: Compared | None) -> None:
        others = row.others if row is not None else ()
        counts = (row.found,) if row is not None and row.found is not None and others else ()
        self.differ.setVisible(bool(others))
        empty(self._differ_box)
        if others:
            self._differ_box.addWidget(Prose(t(INSPECTORS_DIFFER), "strong"))
            for one in (*counts, *others):
                self._differ_box.addWidget(_sighting(one))
        empty(self._before)
        earlier = [one for one in (row.earlier if row is not None else ()) if one.key != self.key]
        mine = row.found if row is not None else None
        if mine is not None and not others and mine.key != self.key:
            earlier.insert(0, mine)
        if earlier:
            self._before.addWidget(Prose(t(BEFORE), "question"))
            for one in earlier[:20]:
                self._before.addWidget(_sighting(one))

    def take_focus(self) -> None:
        """Give the keyboard to the first choice, or to the name."""
        target = self.name if self.undeclared else self.choices["as_declared"]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # what is done

    def choose(self, outcome: Outcome, _checked: bool = False) -> None:
        """Record what was found."""
        visit, path = self._session.visit, self.spot.path
        if not visit:
            return
        if outcome == "not_declared":
            root = path.partition(".")[0]
            self.undeclared_wanted.emit(root if root in UNDECLARED else "cameras")
            return
        seen = self.observation
        if seen is not None and seen.outcome == outcome:
            self.choices[outcome].setChecked(True)
            return

        def act(opened: OpenRecord) -> str:
            if seen is None:
                return opened.observe(visit, path, outcome)
            return opened.observe(
                visit,
                path,
                outcome,
                says=seen.says or "",
                article=seen.article or "",
                photos=seen.photos,
            )

        self._session.do(act, CHOICES[outcome], path)

    def _change(self, words: str, joins: str = "", **told: object) -> None:
        key = self.key
        if key and not self._filling:
            self._session.do(
                lambda opened: opened.change(key, **told),
                words,
                self.spot.path,
                joins and f"{joins}:{key}",
            )

    def _on_notes(self, words: str) -> None:
        self._change(WROTE, "notes", says=words or None)

    def _on_name(self, words: str) -> None:
        self._change(NAMED, "name", label=words or None)

    def _on_article(self, _index: int) -> None:
        self._change(HELD, article=self.article.currentData() or None)

    def _on_take_back(self) -> None:
        key = self.key
        if key:
            self._session.do(lambda opened: opened.take_back("observations", key), TAKEN_BACK, self.spot.path)

    # photos

    def _on_photos(self, found: list[Path | tuple[bytes, str]], keep: bool) -> None:
        key, path = self.key, self.spot.path
        if not key:
            return

        def clean(progress: Progress, cancelled: Cancelled) -> list[Taken | FrDeskError]:
            made: list[Taken | FrDeskError] = []
            for number, one in enumerate(found):
                if cancelled():
                    break
                made.append(_cleaned(one, keep_location=keep))
                progress(number + 1, len(found))
            return made

        def keep_them(made: list[Taken | FrDeskError]) -> None:
            for one in made:
                if isinstance(one, FrDeskError):
                    self._session.refused.emit(one)
                else:
                    self._session.do(partial(_keep_photo, key, one), ADDED, path)

        self._session.run(clean, ADDING, keep_them)

    def _on_photo_removed(self, photo: str) -> None:
        key = self.key
        if key:
            self._session.do(lambda opened: opened.drop_photo(key, photo), TAKEN_OFF, self.spot.path)


def _cleaned(one: Path | tuple[bytes, str], *, keep_location: bool) -> Taken | FrDeskError:
    """Return a photo fit to keep, or why it is none: the others are added all the same."""
    source, name = one if isinstance(one, tuple) else (one, "")
    try:
        return taken_photo(source, name, keep_location=keep_location)
    except FrDeskError as error:
        return error


def _keep_photo(key: str, taken: Taken, opened: OpenRecord) -> str:
    return opened.keep_photo(key, taken)


def _shortcut(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _sighting(one: Sighting) -> QWidget:
    """Return a line with what one inspector found."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    name, tone = MARKS[one.observation.outcome]
    line.addWidget(Icon(name, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
    words = ". ".join(
        filter(None, (outcome_words(one.observation.outcome), flat(one.observation.says or "", 400)))
    )
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addWidget(Prose(words))
    box.addWidget(Prose(seen_by(one), "secondary"))
    line.addLayout(box, 1)
    return made
