"""One editor per type of answer, chosen from the declaration on the model, which also has words, units and limits."""

from __future__ import annotations

from collections.abc import Callable

from fr_desk.domain.schema import Kind
from fr_desk.gui.editors.attachments import AttachmentEditor
from fr_desk.gui.editors.choices import ChoicesEditor, YesNoEditor, choice_editor
from fr_desk.gui.editors.editor import Editor, Place
from fr_desk.gui.editors.numbers import DateEditor, IntegerEditor, NumberEditor
from fr_desk.gui.editors.references import ReferenceEditor, ReferencesEditor
from fr_desk.gui.editors.texts import LongTextEditor, RegionEditor, RegistrationEditor, TextEditor

__all__ = ["Editor", "Place", "editor_for"]

_EDITORS: dict[Kind, Callable[[Place], Editor]] = {
    "text": TextEditor,
    "long_text": LongTextEditor,
    "integer": IntegerEditor,
    "number": NumberEditor,
    "date": DateEditor,
    "bool": YesNoEditor,
    "choice": choice_editor,
    "choices": ChoicesEditor,
    "ref": ReferenceEditor,
    "refs": ReferencesEditor,
}
_WITH_REGISTERS: dict[str, Callable[[Place], Editor]] = {
    "operator.registration_number": RegistrationEditor,
    "venue.region": RegionEditor,
}
"""Texts that official registers know more about: check characters, lists of names."""


def editor_for(place: Place) -> Editor:
    """Return the editor for an answer; parts and collections have forms of their own (:mod:`fr_desk.gui.form`)."""
    if place.spec.refers_to == "attachments":
        return AttachmentEditor(place)
    make = _WITH_REGISTERS.get(place.path) or _EDITORS[place.spec.kind]
    return make(place)
