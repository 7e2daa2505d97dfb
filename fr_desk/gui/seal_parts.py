"""Parts of the window about seals: what became of a check, and the fields of identities. No cryptography here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fr_desk.domain.seals import Holder, Seal
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.i18n import N_
from fr_desk.storage.verification import Standing, Verification

STANDINGS: dict[Standing, tuple[str, str, str]] = {
    "sealed": (N_("Sealed and unchanged"), "shield-check", "met"),
    "unsealed": (N_("Intact, but not sealed"), "file-check", "open"),
    "changed": (N_("Changed after it was written or sealed"), "triangle-alert", "breached"),
    "mismatch": (N_("What is inside and what is printed do not agree"), "triangle-alert", "breached"),
    "unknown_signer": (N_("Sealed by somebody you do not know"), "circle-question-mark", "review"),
    "not_a_dossier": (N_("Not a dossier"), "circle-x", "breached"),
    "unreadable": (N_("Cannot be read"), "circle-x", "breached"),
    "unprotected": (N_("Nothing to check it against"), "info", "open"),
}
"""The words, the icon and the tone of each standing."""
DOUBTFUL = (N_("Intact, but its findings are in doubt"), "circle-question-mark", "review")
"""The same of a file that is as it was written, and whose findings nobody could compare."""
SEALABLE = frozenset({"sealed", "unsealed", "unknown_signer"})
"""Standings of documents to which one more seal may be added."""


class Result(Strip):
    """What became of the check of a file: one line in large, then why, then each seal."""

    def __init__(self, result: Verification, trust: Callable[[], object]) -> None:
        """Show ``result``; ``trust`` is offered for seals of unknown signers."""
        in_doubt = result.doubtful and result.state == "intact"
        words, icon, tone = DOUBTFUL if in_doubt else STANDINGS[result.standing]
        super().__init__(tone)
        self.setAccessibleName(t(words))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Icon(icon, tone, 22), 0, Qt.AlignmentFlag.AlignTop)
        self.verdict = Prose(t(words), "section")
        line.addWidget(self.verdict, 1)
        box.addLayout(line)
        for detail in result.details:
            box.addWidget(Prose(say(detail)))
        for seal in result.seals:
            box.addWidget(_SealLine(seal, trust))


class _SealLine(QWidget):
    """One seal: who, in which place of the document, since when, and why it does not hold if it does not."""

    def __init__(self, seal: Seal, trust: Callable[[], object]) -> None:
        super().__init__()
        words, icon, tone = STANDINGS[seal.state]
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        box.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        who = called(seal.signer) if seal.signer else t(N_("somebody unknown"))
        when = written_date(seal.claimed_at.date()) if seal.claimed_at else t(N_("time not stated"))
        column.addWidget(Prose(f"{who} · {when} · {t(words)}", "strong"))
        for detail in seal.details:
            column.addWidget(Prose(say(detail), "secondary"))
        if seal.signer is not None:
            digits = seal.signer.fingerprint.upper()
            grouped = " ".join(digits[at : at + 4] for at in range(0, 32, 4))
            column.addWidget(Prose(t(N_("Certificate {number}"), number=grouped), "secondary"))
        if seal.state == "unknown_signer" and seal.signer is not None:
            known = button(
                t(N_("Add the signer's certificate…")),
                icon="check",
                kind="link",
                press=trust,
            )
            column.addWidget(known, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(column, 1)


def called(holder: Holder) -> str:
    """Return a holder's name with the organisation."""
    return f"{holder.name} ({holder.organisation})" if holder.organisation else holder.name


def until(holder: Holder) -> str:
    """Return until when a certificate is valid, in words."""
    day: dt.date = holder.valid_until.date()
    return t(N_("valid until {date}"), date=written_date(day))


class IdentityFields(QWidget):
    """Name, organisation and a passphrase typed twice: what a new identity wants."""

    def __init__(self) -> None:
        """Show empty fields."""
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name = field(form, t(N_("Name of the person or office")))
        self.organisation = field(form, t(N_("Organisation (may stay empty)")))
        self.passphrase = field(form, t(N_("Passphrase (at least 8 characters)")), secret=True)
        self.again = field(form, t(N_("The same passphrase again")), secret=True)

    @property
    def agree(self) -> bool:
        """Whether the passphrase was typed twice the same."""
        return self.passphrase.text() == self.again.text()

    def clear(self) -> None:
        """Forget what was typed."""
        for line in (self.name, self.organisation, self.passphrase, self.again):
            line.clear()


def field(form: QFormLayout, words: str, *, secret: bool = False) -> QLineEdit:
    """Add a labelled line to ``form`` and return it."""
    line = QLineEdit()
    line.setAccessibleName(words)
    line.setMaxLength(1024 if secret else 64)
    if secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    form.addRow(Prose(words), line)
    return line
