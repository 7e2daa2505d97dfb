"""The long parts of the view of one dossier: findings by step, devices, attachments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import Attachment
from fr_desk.domain.schema import fields_of
from fr_desk.domain.venue import Camera
from fr_desk.forms.answers import answer_words
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import step
from fr_desk.gui import icons, language, theme
from fr_desk.gui.arrange import empty
from fr_desk.gui.buttons import Count
from fr_desk.gui.differences_view import Captioned
from fr_desk.gui.finding_row import FindingRow, PaintedLine
from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.inspector.one_guide import ReadingGuide
from fr_desk.gui.inspector.one_parts import Unfolding
from fr_desk.gui.inspector.one_words import shortened
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Popover
from fr_desk.gui.thumbnails import Thumbnail, thumbnail
from fr_desk.i18n import N_
from fr_desk.inspection.naming import shown_texts
from fr_desk.inspection.private import private_zones
from fr_desk.rules.findings import Finding, Outcome
from fr_desk.rules.sentences import SEPARATOR, name_of

NO_FINDINGS = N_("There are no findings of this kind.")
IN_STEP = N_("{step} ({count})")
DEVICE, STANDS, SEES, FACES = N_("Device"), N_("Stands in"), N_("Can see"), N_("Face function")
NOT_SAID = N_("not answered")
IS_PRIVATE = N_("private space")
NAMELESS_FILE = N_("File without a name")
NOT_IN_FILE = N_("not in the file")
SHOWN = 30
"""Lines that are shown at first."""


class FindingLine(FindingRow):
    """One finding; pressing it opens everything that is known about it."""

    def __init__(self, finding: Finding, subject: str, guide: ReadingGuide) -> None:
        """Show ``finding``, which is about ``subject``."""
        super().__init__(replace(finding, message=shown_texts(finding.message)), subject, guide.as_guide)
        self._reading = guide

    def _go(self) -> None:
        self._reading.explain_finding(self.finding, self)


class Findings(QWidget):
    """All findings by step; four counts filter them.

    Signals:
        filtered: the outcomes that are shown.
    """

    filtered = Signal(object)

    def __init__(self, guide: ReadingGuide, outcomes: frozenset[Outcome]) -> None:
        """Show the findings with one of ``outcomes``."""
        super().__init__()
        self._guide, self.outcomes = guide, outcomes
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.counts: dict[Outcome, Count] = {}
        for outcome, words in OUTCOME_WORDS.items():
            count = Count(outcome.value, t(words))
            count.show_number(guide.document.assessment.counts[outcome])
            count.setChecked(outcome in outcomes)
            count.setMaximumWidth(theme.width(130))
            count.clicked.connect(partial(self._filter, outcome))
            self.counts[outcome] = count
            row.addWidget(count)
        row.addStretch()
        box.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        box.addLayout(self._list)
        self._fill()

    def _filter(self, outcome: Outcome, _checked: bool = False) -> None:
        self.outcomes = self.outcomes ^ {outcome}
        for one, count in self.counts.items():
            count.setChecked(one in self.outcomes)
        self._fill()
        self.filtered.emit(self.outcomes)

    def _fill(self) -> None:
        empty(self._list)
        order = {one.id: number for number, one in enumerate(STEPS)}
        ranks = {outcome: number for number, outcome in enumerate(OUTCOME_WORDS)}
        found = [one for one in self._guide.document.assessment.findings if one.outcome in self.outcomes]
        found.sort(key=lambda one: (order.get(one.step, len(order)), ranks[one.outcome]))
        if not found:
            self._list.addWidget(Prose(t(NO_FINDINGS), "muted"))
        for step_id, group in groupby(found, key=lambda one: one.step):
            findings = list(group)
            title = t(step(step_id).title) if step_id in order else step_id
            self._list.addWidget(Prose(t(IN_STEP, step=title, count=len(findings)), "question"))
            card = Card(margins=(10, 6, 10, 6))
            card.box.addWidget(Unfolding([partial(self._line, one) for one in findings], SHOWN, lines=False))
            self._list.addWidget(card)

    def _line(self, finding: Finding) -> FindingLine:
        dossier = self._guide.document.dossier
        subject = shortened(name_of(dossier, finding.item, language.current())) if finding.item else ""
        return FindingLine(finding, subject, self._guide)


class DeviceLine(PaintedLine):
    """One device in four columns; pressing it lists all its answers."""

    def __init__(
        self, cells: tuple[str, str, str, str], tones: tuple[str, ...], press: Callable[[QWidget], object]
    ) -> None:
        """Show ``cells``; ``tones`` are the colours of all but the first."""
        super().__init__()
        self._cells, self._tones = cells, tones
        titles = (DEVICE, STANDS, SEES, FACES)
        said = ". ".join(f"{t(title)}: {cell}" for title, cell in zip(titles, cells, strict=True))
        self.setAccessibleName(said)
        self.setToolTip("\n".join(cells))
        self.clicked.connect(lambda _on=False: press(self))

    def sizeHint(self) -> QSize:
        """Return the height of one line with air."""
        return QSize(320, self.fontMetrics().height() + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the four columns."""
        painter, colours = QPainter(self), theme.tokens()
        self.draw_ground(painter, "accent_soft")
        for number, (cell, (left, width)) in enumerate(zip(self._cells, columns(self.width()), strict=True)):
            painter.setFont(theme.font("body", bold=number == 0))
            painter.setPen(colours.tone(("ink", *self._tones)[number]))
            self.draw_words(painter, QRect(left, 0, width, self.height()), cell)


class DeviceHead(QLabel):
    """The names of the columns above the devices."""

    def __init__(self) -> None:
        """Name the columns."""
        super().__init__()
        self._names = [t(one) for one in (DEVICE, STANDS, SEES, FACES)]
        self.setAccessibleName(", ".join(self._names))

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(320, self.fontMetrics().height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names."""
        painter = QPainter(self)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.tokens().tone("muted"))
        for name, (left, width) in zip(self._names, columns(self.width()), strict=True):
            PaintedLine.draw_words(painter, QRect(left, 0, width, self.height()), name)


def columns(width: int) -> list[tuple[int, int]]:
    """Return left edge and width of the four columns in a line of ``width``."""
    room = max(width - 16, 80)
    shares = (0.26, 0.2, 0.3, 0.24)
    places, left = [], 8
    for share in shares:
        places.append((left, max(int(room * share) - 12, 10)))
        left += int(room * share)
    return places


class Devices(Card):
    """The devices with zone, sight and face function; private spaces and recognition are coloured and named."""

    def __init__(self, dossier: Dossier) -> None:
        """List the devices of ``dossier``."""
        super().__init__(margins=(8, 8, 8, 8))
        self._dossier, self._private = dossier, frozenset(private_zones(dossier))
        self.box.setSpacing(2)
        self.box.addWidget(DeviceHead())
        cameras = dossier.cameras or {}
        self.box.addWidget(
            Unfolding([partial(self._line, key, one) for key, one in cameras.items()], SHOWN, lines=False)
        )

    def _line(self, key: str, camera: Camera) -> DeviceLine:
        lang = language.current()
        zones = camera.sees or ()

        def zone_name(zone: str) -> str:
            name = shortened(name_of(self._dossier, f"zones.{zone}", lang), 60)
            return f"{name} ({t(IS_PRIVATE)})" if zone in self._private else name

        stands = zone_name(camera.zone) if camera.zone else t(NOT_SAID)
        sees = (
            SEPARATOR[lang].join(zone_name(zone) for zone in zones)
            if camera.sees is not None
            else t(NOT_SAID)
        )
        function = t(camera.face_function.label) if camera.face_function else t(NOT_SAID)
        faces = camera.face_function is not None and camera.face_function.value in {
            "verification",
            "identification",
        }
        name = shortened(name_of(self._dossier, f"cameras.{key}", lang), 80)
        inside, into = camera.zone in self._private, not self._private.isdisjoint(zones)
        alarms = ((inside, "breached"), (into, "breached"), (faces, "review"))
        tones = tuple(tone if alarm else "ink" for alarm, tone in alarms)
        return DeviceLine((name, stands, sees, function), tones, partial(self._open, key, name, camera))

    def _open(self, _key: str, name: str, camera: Camera, anchor: QWidget) -> None:
        lang = language.current()
        popover = Popover(anchor, width=440)
        popover.setAccessibleName(name)
        popover.box.addWidget(Prose(name, "question"))
        for field, spec in fields_of(Camera).items():
            value = getattr(camera, field)
            if value is not None:
                words = shortened(answer_words(self._dossier, spec, value, lang), 300)
                popover.box.addWidget(Captioned(t(spec.title), words, width=160))
        popover.box.addStretch()
        popover.open()


class Attachments(Card):
    """The files kept in the dossier: name, what they show, a small picture; pictures open larger."""

    def __init__(self, dossier: Dossier, contents: Mapping[str, bytes]) -> None:
        """List the attachments of ``dossier``."""
        super().__init__(margins=(10, 8, 10, 8))
        listed = dossier.attachments or {}
        lines = [partial(_FileLine, one, contents.get(key)) for key, one in listed.items()]
        self.box.addWidget(Unfolding(lines, SHOWN))


class _FileLine(PaintedLine):
    """One file. Its content is shown as a picture or not at all; nothing of it is executed or opened elsewhere."""

    def __init__(self, listed: Attachment, data: bytes | None) -> None:
        super().__init__()
        self._data = data
        self._name = shortened(listed.name or t(NAMELESS_FILE))
        kind = t(listed.kind.label) if listed.kind else ""
        missing = t(NOT_IN_FILE) if data is None else ""
        self._about = " · ".join(filter(None, (kind, shortened(listed.media_type or "", 40), missing)))
        self.setAccessibleName(f"{self._name}. {self._about}")
        self._thumbnail = Thumbnail(40)
        self._thumbnail.setParent(self)
        self._thumbnail.show_data(data)
        self._thumbnail.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._thumbnail.move(8, 6)
        self.setEnabled(self._thumbnail.shows_picture)
        self.clicked.connect(lambda _on=False: self._open())

    def sizeHint(self) -> QSize:
        """Return the height of the picture with air, or of two lines if they are higher."""
        return QSize(260, max(52, 2 * self.fontMetrics().height() + 12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name and kind."""
        painter, colours = QPainter(self), theme.tokens()
        self.draw_ground(painter, "accent_soft")
        half = self.height() // 2
        painter.setPen(colours.tone("ink"))
        self.draw_words(painter, QRect(60, 4, self.width() - 96, half - 4), self._name)
        painter.setFont(theme.font("secondary"))
        painter.setPen(colours.tone("muted"))
        self.draw_words(painter, QRect(60, half, self.width() - 96, half - 4), self._about)
        if self.isEnabled():
            drawn = icons.pixmap("zoom-in", "muted", 16, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 26, (self.height() - 16) // 2, drawn)

    def _open(self) -> None:
        picture = thumbnail(self._data, _LARGE, self.devicePixelRatioF())
        if picture is None:
            return
        size = picture.deviceIndependentSize().toSize()
        popover = Popover(self, width=size.width() + 40)
        popover.setAccessibleName(self._name)
        popover.box.addWidget(Prose(self._name, "question"))
        shown = QLabel()
        shown.setPixmap(picture)
        shown.setAccessibleName(self._name)
        shown.setFixedSize(size)
        popover.box.addWidget(shown)
        popover.open()


_LARGE = 560
"""Greatest side of a picture that is opened."""
