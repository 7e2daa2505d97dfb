"""Popovers that explain: the wording of an article, and why a question is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Hairline, Popover, Strip
from fr_desk.i18n import N_
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Citation
from fr_desk.rules.instruments import Instrument, label_of, quotation
from fr_desk.rules.packs import Pack, Rule

SUMMARY = N_("In plain words; the wording itself has not been compared with a source.")
COMPARED = N_("The wording was compared with a source.")
ORIGINAL, TRANSLATION, IN_SHORT = N_("Wording"), N_("Our translation"), N_("In short")
REASONS_AT_MOST = 4


def laws_with(citation: Citation, dossier: Dossier) -> dict[str, Instrument]:
    """Return the instruments of the pack that knows ``citation``, nothing if no pack in use does."""
    packs = (pack for pack in packs_for(dossier) if citation.instrument in pack.instruments)
    return next((pack.instruments for pack in packs), {})


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
    article = instrument.articles[citation.article]
    quoted, other, caution = quotation(citation, instruments, lang, as_of)
    box = popover.box
    if quoted:
        box.addWidget(Prose(t(ORIGINAL), "secondary"))
        box.addWidget(_quotation(quoted))
        if article.verified == "text":
            box.addWidget(_caution(t(COMPARED), "check", "met"))
        if caution:
            box.addWidget(_caution(caution))
        if not other and article.summary is not None:
            other = say(article.summary)
        if other:
            translated = lang != instrument.language and lang in article.translation
            box.addWidget(Prose(t(TRANSLATION if translated else IN_SHORT), "secondary"))
            box.addWidget(Prose(other))
    else:
        box.addWidget(Prose(other))
        box.addWidget(_caution(t(SUMMARY)))
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


def _caution(text: str, icon: str = "info", tone: str = "muted") -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    box.addWidget(Icon(icon, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
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
