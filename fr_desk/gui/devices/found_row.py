"""One device that answered: what it says about itself, how it will be called, and what somebody decides about faces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fr_desk.domain.choices import FaceFunction
from fr_desk.gui.buttons import Chip
from fr_desk.gui.editors.choices import Combo
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t, written_number
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline
from fr_desk.i18n import N_
from fr_desk.services.devices.discovery import Answer
from fr_desk.services.devices.onvif import ANALYTICS_WORDS, TROUBLES, Analytics, Details

UNNAMED = N_("Device at {address}")


@dataclass(frozen=True, slots=True)
class Source:
    """What becomes one device of the dossier: a camera, or one channel of a recorder.

    Attributes:
        key: the same as long as the device answers.
        answer: the device.
        label: how it would be called.
        place: where it says it stands.
        model: what it is.
        resolution: in millions of pixels, if it tells.
        sound: whether sound is part of its stream, if it tells.
        faces: whether faces are analysed, if it tells.
        trouble: what went wrong when it was asked; a message of the catalogue.
        told: whether it was asked about itself.
    """

    key: str
    answer: Answer
    label: str
    place: str = ""
    model: str = ""
    resolution: float | None = None
    sound: bool | None = None
    faces: Analytics = "unknown"
    trouble: str = ""
    told: bool = False


@dataclass
class Choices:
    """What was chosen for a source; kept when the rows are made anew."""

    proposed: str
    label: str = ""
    ticked: bool = True
    face_function: str = ""

    def __post_init__(self) -> None:
        """Call it as it is proposed."""
        self.label = self.label or self.proposed


def sources_of(answer: Answer, details: Details | None) -> Iterator[Source]:
    """Yield what a device would become: one camera, or each channel of a recorder."""
    model = details.model if details else ""
    model = model or answer.hardware
    name = answer.name or model
    label = f"{name} ({model})" if model and folded_in(model, name) is False else name
    label = (label or t(UNNAMED, address=answer.host))[:200]
    trouble = TROUBLES[details.trouble] if details and details.trouble else ""
    channels = details.channels if details else ()
    if not channels:
        yield Source(
            answer.url, answer, label, answer.location, model, trouble=trouble, told=details is not None
        )
        return
    for number, channel in enumerate(channels, 1):
        many = len(channels) > 1
        own = f"{channel.name or label} {'' if channel.name else number}".strip() if many else label
        yield Source(
            f"{answer.url}#{number}" if many else answer.url,
            answer,
            own[:200],
            "" if many else answer.location,
            model,
            channel.megapixels,
            channel.sound,
            channel.faces,
            trouble,
            told=True,
        )


def folded_in(part: str, whole: str) -> bool:
    """Tell whether a name holds the model already."""
    return part.casefold() in whole.casefold()


class FoundRow(QWidget):
    """The row.

    Signals:
        changed: it was ticked or unticked.
    """

    changed = Signal()

    def __init__(self, source: Source, choices: Choices, zone: str, *, last: bool) -> None:
        """Show ``source``; ``zone`` is the id of the zone that has the name of its place."""
        super().__init__()
        self.source, self._choices, self._zone = source, choices, zone
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.box = Chip(t(N_("Add")))
        self.box.setAccessibleName(t(N_("Add {name}"), name=source.label))
        self.box.setChecked(choices.ticked)
        self.box.toggled.connect(self._on_ticked)
        line.addWidget(self.box)
        self.label = QLineEdit(choices.label)
        self.label.setMaxLength(200)
        self.label.setMaximumWidth(460)
        self.label.setAccessibleName(t(N_("Label of the device")))
        self.label.textEdited.connect(self._on_label)
        line.addWidget(self.label, 1)
        line.addStretch()
        outer.addLayout(line)
        outer.addWidget(Prose(self._about(), "secondary"))
        if source.trouble:
            outer.addLayout(self._marked("triangle-alert", "review", t(source.trouble)))
        if source.told and not source.trouble:
            icon, tone = (
                ("circle-question-mark", "review") if source.faces in {"on", "off"} else ("info", "muted")
            )
            outer.addLayout(self._marked(icon, tone, t(ANALYTICS_WORDS[source.faces])))
        if source.faces in {"on", "off"}:
            outer.addLayout(self._make_faces())
        outer.addSpacing(2)
        if not last:
            outer.addWidget(Hairline())

    def _about(self) -> str:
        source = self.source
        parts = [source.model, source.answer.host]
        if source.resolution:
            parts.append(f"{written_number(source.resolution)} MP")
        if source.place:
            parts.append(source.place)
        if source.sound:
            parts.append(t(N_("sends sound")))
        return " · ".join(part for part in parts if part)

    @staticmethod
    def _marked(icon: str, tone: str, words: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Icon(icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Prose(words), 1)
        return line

    def _make_faces(self) -> QHBoxLayout:
        """Ask for the answer; it is not given by the device."""
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Prose(t(N_("Face function"))))
        self.faces = Combo()
        self.faces.setAccessibleName(t(N_("Face function")))
        self.faces.addItem(t(N_("Stays unanswered")), "")
        for choice in FaceFunction:
            self.faces.addItem(t(choice.label), choice.value)
        self.faces.setCurrentIndex(max(self.faces.findData(self._choices.face_function), 0))
        self.faces.activated.connect(self._on_faces)
        line.addWidget(self.faces)
        line.addStretch()
        return line

    @property
    def is_ticked(self) -> bool:
        """Whether it is to be added."""
        return self.box.isChecked()

    def untick(self) -> None:
        """Leave it out from now on: it was added."""
        self.box.setChecked(False)

    def _on_ticked(self, on: bool) -> None:
        self._choices.ticked = on
        self.changed.emit()

    def _on_label(self, text: str) -> None:
        self._choices.label = text

    def _on_faces(self, _index: int) -> None:
        self._choices.face_function = str(self.faces.currentData())

    def answers(self) -> dict[str, Any]:
        """Return what the dossier takes over of the device."""
        given: dict[str, Any] = {"label": " ".join(self.label.text().split()) or self.source.label}
        if self.source.resolution is not None and 0.01 <= self.source.resolution <= 1000:
            given["resolution"] = self.source.resolution
        if self._zone:
            given["zone"] = self._zone
        if self._choices.face_function:
            given["face_function"] = FaceFunction(self._choices.face_function)  # type: ignore[call-arg]  # a member by its value
        return given
