"""Popovers that explain: the wording of an article, and why a question is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline, Popover, Strip
from fr_desk.i18n import N_
from fr_desk.rules.findings import Citation
from fr_desk.rules.instruments import Instrument, label_of, quotation
from fr_desk.rules.packs import Pack, Rule

SUMMARY = N_("In plain words; the wording itself has not been compared with a source.")
ORIGINAL, TRANSLATION = N_("Wording"), N_("Our translation")
REASONS_AT_MOST = 4


def article_popover(
    citation: Citation, instruments: dict[str, Instrument], anchor: QWidget, as_of: dt.date
) -> Popover:
    """Return a popover with the wording of an article as far as it is verified, or a summary."""
    lang = language.current()
    instrument = instruments[citation.instrument]
    popover = Popover(anchor)
    label = label_of(citation, instruments, lang, as_of=as_of)
    popover.setAccessibleName(label)
    popover.box.addWidget(Prose(label, "question"))
    origin = " · ".join(part for part in (say(instrument.issuer), instrument.number) if part)
    if origin:
        popover.box.addWidget(Prose(origin, "secondary"))
    quoted, other, caution = quotation(citation, instruments, lang, as_of)
    if quoted:
        popover.box.addWidget(_quotation(quoted))
        if caution:
            popover.box.addWidget(_caution(caution))
        if other:
            popover.box.addWidget(Prose(t(TRANSLATION), "secondary"))
            popover.box.addWidget(Prose(other))
    else:
        popover.box.addWidget(Prose(other))
        popover.box.addWidget(_caution(t(SUMMARY)))
    if instrument.official:
        popover.box.addWidget(Prose(t(N_("Official text: {place}"), place=instrument.official), "secondary"))
    popover.box.addStretch()
    return popover


def _quotation(text: str) -> QWidget:
    ground = Strip("sunken")
    box = QHBoxLayout(ground)
    box.setContentsMargins(14, 10, 14, 10)
    box.addWidget(Prose(text, "quotation"))
    return ground


def _caution(text: str) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    box.addWidget(Icon("info", "muted", 14), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Prose(text, "secondary"), 1)
    return line


class Citations(Flow):
    """The articles behind something, each opening its wording."""

    def __init__(self, labels: Sequence[tuple[Citation, str]], show: object) -> None:
        """Show ``labels``; ``show(citation, anchor)`` opens one."""
        super().__init__(gap=6, line_gap=6)
        assert callable(show)
        for citation, label in labels:
            chip = button(label, icon="scale", kind="citation")
            chip.clicked.connect(lambda _on, citation=citation, chip=chip: show(citation, chip))
            self.add(chip)


def reasons_popover(
    question: str, reasons: Sequence[tuple[Pack, Rule]], anchor: QWidget, as_of: dt.date
) -> Popover:
    """Return a popover that says why a question is asked, rule by rule, with the articles."""
    lang = language.current()
    popover = Popover(anchor, width=440)
    popover.setAccessibleName(question)
    popover.box.addWidget(Prose(question, "question"))
    for number, (pack, rule) in enumerate(reasons[:REASONS_AT_MOST]):
        if number:
            popover.box.addWidget(Hairline())
        if rule.why is None:
            continue
        popover.box.addWidget(Prose(say(rule.title), "strong"))
        popover.box.addWidget(Prose(say(rule.why)))

        def show(citation: Citation, _chip: QWidget, pack: Pack = pack) -> None:
            popover.close()
            article_popover(citation, pack.instruments, anchor, as_of).open()

        laws = pack.instruments
        labels = [(one, label_of(one, laws, lang, short=True, as_of=as_of)) for one in rule.citations]
        popover.box.addWidget(Citations(labels, show))
    popover.box.addStretch()
    return popover
