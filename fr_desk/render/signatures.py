"""The last page: who answers for the dossier and who looked at it, with empty fields for digital signatures."""

from __future__ import annotations

from typing import Any

from fr_desk.domain.seals import ROLES
from fr_desk.i18n import N_
from fr_desk.render.answers import note
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell
from fr_desk.render.styles import ANSWER, LABEL, MUTED, SMALL

SIGNATURES = N_("Signatures")
SIGN_FOR = N_(
    "The signatures stand for the answers with the fingerprint {fingerprint}, as assessed on {date}."
)
SEAL = N_("An electronic seal, if there is one, is shown by any PDF reader.")
OPERATOR, INSPECTOR = N_("For the operator"), N_("For the inspecting authority")
OPERATOR_TIP = N_("Digital signature of the operator")
INSPECTOR_TIP = N_("Digital signature of the inspector")
NAME, PLACE_DATE, SIGNATURE = N_("Name and position"), N_("Place and date"), N_("Signature and stamp")


class SignatureBlock(Cell):
    """One party's lines to write on, and the field for a digital signature, all on one page."""

    leads = True
    _GUTTER, _LINE, _FIELD = 28.0, 30.0, 74.0

    def __init__(self, title: str, labels: tuple[str, str, str], name: str, field: str, tip: str) -> None:
        """Take the words.

        Args:
            title: whose block it is.
            labels: of the lines for name, place and date, and of the field.
            name: printed on the first line if it is known.
            field: name of the field.
            tip: what the field is for.
        """
        super().__init__()
        self.title, self.labels, self.name = title, labels, name
        self.field, self.tip = field, tip
        self.spaceBefore = 26

    def height_in(self, _width: float) -> float:
        """Return the height of the title and the field beside the lines."""
        return ANSWER.leading + 8 + self._FIELD + LABEL.leading

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines on the left and the field on the right."""
        Block(self.title, ANSWER.but(bold=True, size=10.5)).paint(canvas, x, top, width)
        half = (width - self._GUTTER) / 2
        first, second, third = self.labels
        top -= ANSWER.leading + 8
        self._line(canvas, first, self.name, x, top, half)
        self._line(canvas, second, "", x, top - self._LINE - LABEL.leading, half)
        left = x + half + self._GUTTER
        box = (left, top - self._FIELD, left + half, top)
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.7)
        canvas.roundRect(left, box[1], half, self._FIELD, 4, stroke=1, fill=0)
        canvas.signature_field(self.field, self.tip, box)
        Block(third, LABEL).paint(canvas, left, box[1] - 2, half)

    def _line(self, canvas: Any, label: str, words: str, x: float, top: float, width: float) -> None:
        if words:
            Block(words, ANSWER, most_lines=1).paint(canvas, x, top - self._LINE + ANSWER.leading + 2, width)
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.8)
        canvas.line(x, top - self._LINE, x + width, top - self._LINE)
        Block(label, LABEL).paint(canvas, x, top - self._LINE - 2, width)


def signatures_chapter(edition: Edition) -> Chapter:
    """Return the chapter with the blocks of the operator and the inspector."""
    chapter = Chapter(edition.say(SIGNATURES), edition.anchor("signatures"))
    words = edition.say(
        SIGN_FOR, fingerprint=edition.short_fingerprint, date=edition.date(edition.assessment.as_of)
    )
    labels = (edition.say(NAME), edition.say(PLACE_DATE), edition.say(SIGNATURE))
    representative = edition.dossier.operator.representative or ""
    operator, inspector = ROLES
    chapter.body += [
        note(words),
        SignatureBlock(edition.say(OPERATOR), labels, representative, operator, edition.say(OPERATOR_TIP)),
        SignatureBlock(edition.say(INSPECTOR), labels, "", inspector, edition.say(INSPECTOR_TIP)),
        Block(edition.say(SEAL), SMALL.but(before=14)),
    ]
    return chapter
