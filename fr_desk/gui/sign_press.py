"""Lays signs out and checks them beside the user's work, and again when the answers change.

What is short is done at once: which signs there are and what was chosen about them. Pages and faults are made in the
thread that makes all papers, one after another, the sign that is looked at first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from fr_desk.gui.document import Document
from fr_desk.gui.following import Follower
from fr_desk.gui.tasks import Tasks
from fr_desk.i18n import N_
from fr_desk.services.progress import Cancelled, Progress, go_on
from fr_desk.services.sign_designs import Fault, Proof, Sign, faults_of, proof_of, signs_of
from fr_desk.services.signs import SheetForm

CALM_AFTER = 250
"""Milliseconds without a change after which pages and faults follow: nothing is made while one types."""


@dataclass(frozen=True, slots=True)
class SignWish:
    """The sign that is looked at, and how it is put on paper."""

    sign: str = ""
    sheet: SheetForm = "sheet"


class SignPress(Follower):
    """Keeps signs, the proof of one of them and the faults of all in step with the document.

    Signals:
        listed: the signs; they, or choices about them, are others than before.
        began: what is shown is out of date, and follows.
        proofed: the proof of the sign that is looked at.
        checked: the id of a sign whose faults are known.
    """

    listed = Signal(object)
    began = Signal()
    proofed = Signal(object)
    checked = Signal(str)

    def __init__(self, document: Document, tasks: Tasks, parent: QObject) -> None:
        """Lay out the signs of ``document`` in the thread of ``tasks``."""
        super().__init__(document, tasks, parent, N_("Laying out the signs"), CALM_AFTER)
        self.wish = SignWish()
        self.signs: tuple[Sign, ...] | None = None
        self.faults: dict[str, tuple[Fault, ...]] = {}
        self._proofs: dict[SignWish, Proof] = {}

    @property
    def sign(self) -> Sign | None:
        """The sign that is looked at, if there is any."""
        return next((one for one in self.signs or () if one.id == self.wish.sign), None)

    @property
    def proof(self) -> Proof | None:
        """The proof of that sign, if it is up to date."""
        return self._proofs.get(self.wish)

    def begin(self, wish: SignWish) -> None:
        """List the signs, then make what is wanted."""
        self.wish = wish
        self._list()

    def ask(self, wish: SignWish) -> None:
        """Show another sign, or the same on other paper."""
        self.wish = self._fitting(wish)
        if self.proof is not None:
            self.proofed.emit(self.proof)
        elif self.signs is not None:
            self.began.emit()
            self._go_on()

    def _list(self) -> None:
        """List the signs for the first time: in the thread, because the renderer takes long to import."""
        dossier = self._document.dossier
        self._do(lambda: signs_of(dossier), self._show)

    def _on_changed(self) -> None:
        self._drop()
        self._proofs.clear()
        self.faults.clear()
        if self.signs is None:
            self._list()
            return
        self._show(signs_of(self._document.dossier))
        self.began.emit()
        self._calm.start()

    def _show(self, signs: tuple[Sign, ...]) -> None:
        """Take other signs; the first one is wished for where the answers no longer call for the one that was."""
        self.signs = signs
        self.wish = self._fitting(self.wish)
        self.listed.emit(signs)

    def _fitting(self, wish: SignWish) -> SignWish:
        """Return a wish that can be fulfilled."""
        signs = self.signs or ()
        sign = next((one for one in signs if one.id == wish.sign), next(iter(signs), None))
        if sign is None:
            return SignWish(wish.sign, wish.sheet)
        return SignWish(sign.id, wish.sheet if wish.sheet in sign.sheets else "sheet")

    def _on_calm(self) -> None:
        self._go_on()

    def _go_on(self) -> None:
        """Make what is wanted most of what is still missing."""
        sign = self.sign
        if self._job is not None or self._calm.isActive() or sign is None:
            return
        dossier, attachments, wish = self._document.dossier, dict(self._document.attachments), self.wish
        if self.proof is None:
            self._do(
                lambda: proof_of(dossier, sign, attachments, wish.sheet),
                lambda proof: self._on_proof(wish, proof),
            )
            return
        unchecked = (one for one in (sign, *(self.signs or ())) if one.id not in self.faults)
        if (one := next(unchecked, None)) is not None:
            self._do(lambda: faults_of(dossier, one, attachments), lambda found: self._on_faults(one, found))

    def _on_proof(self, wish: SignWish, proof: Proof) -> None:
        self._proofs[wish] = proof
        if wish == self.wish:
            self.proofed.emit(proof)

    def _on_faults(self, sign: Sign, found: tuple[Fault, ...]) -> None:
        self.faults[sign.id] = found
        self.checked.emit(sign.id)

    def _do(self, make: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Start a job and go on when it is done; ``then`` is told its result unless it is out of date by then."""

        def work(progress: Progress, cancelled: Cancelled) -> Any:  # noqa: ARG001 - one step, soon done
            go_on(cancelled)
            return make()

        def finish(result: object) -> None:
            then(result)
            self._go_on()

        self._run(work, finish)
