"""Three dossiers from the first screen to a clean PDF, with the keyboard and an input method alone.

A hotel and a sales office in Chinese, a gym in Korean. Each model has mistakes that the desk's own fixes put right.
"""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.choices import DecisionOutcome
from fr_desk.domain.dossier import Dossier
from fr_desk.gui.document import Document
from fr_desk.gui.language import t
from fr_desk.gui.window import Window
from fr_desk.i18n import Lang
from fr_desk.rules.findings import Outcome, Verdict
from tests.gui.conftest import AnsweringDialogs, sample, settle
from tests.gui.typing_hands import ALT, CONTROL, TypingHands

DECISION = {
    "outcome": DecisionOutcome.MET,
    "reason": "柜台同样可以办理，刷脸由住客自己选择。",
    "decided_by": "沈未央",
    "decided_on": dt.date(2026, 11, 20),
}


def hotel() -> Dossier:
    """The sample hotel with three of its devices: guests are made to show their face, one camera sees lockers."""
    whole = sample("shanghai-hotel")
    assert whole.zones
    assert whole.cameras
    assert whole.activities
    zones, cameras = whole.zones, whole.cameras
    return Dossier.model_validate(
        {
            **dict(whole),
            "id": "hotel",
            "zones": {"z1": zones["z1"], "z2": zones["z2"], "z3": zones["z6"], "z4": zones["z7"]},
            "cameras": {
                "c1": cameras["c1"],
                "c2": cameras["c10"].model_copy(update={"zone": "z3", "sees": ("z3", "z4")}),
                "c3": cameras["c13"],
            },
            "activities": {key: whole.activities[key] for key in ("a1", "a2")},
            "signs": {
                key: sign.model_copy(update={"zone": sign.zone if sign.zone in {"z1", "z2"} else "z1"})
                for key, sign in (whole.signs or {}).items()
            },
            "designs": None,
            "attachments": None,
            "decisions": {"d1": DECISION},
            "history": (),
        }
    )


def sales_office() -> Dossier:
    """The sales office after it was put right, but one camera has the password it came with."""
    return paths.replace(sample("ningbo-sales-office-after"), "cameras.c1.default_password_changed", False)


def gym() -> Dossier:
    return sample("seoul-gym")


def verdict_of(document: Document) -> Verdict:
    return document.assessment.verdict


@pytest.mark.parametrize(
    ("model", "lang", "name", "quick"),
    [(hotel(), "zh", "酒店", True), (gym(), "ko", "헬스장", True), (sales_office(), "zh", "售楼处", False)],
    ids=["hotel", "gym", "sales-office"],
)
def test_a_whole_dossier_is_typed_mended_and_printed_and_checks_clean(
    model: Dossier,
    lang: Lang,
    name: str,
    quick: bool,
    window: Window,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
):
    # given the first screen in the language of the venue
    window.choose_language(lang)
    settle()
    hands = TypingHands(window, model, quick=quick)
    assert model.venue.kind is not None
    assert model.venue.jurisdiction is not None
    hands.choose_country(t(model.venue.jurisdiction.label))
    hands.tab_to(t(model.venue.kind.label))
    hands.press(Qt.Key.Key_Return)
    settle()
    document = window.document
    assert document is not None
    assert document.dossier.venue.kind is model.venue.kind

    # when everything that is asked is answered
    hands.fill_in()

    # then nothing is left to answer, and the mistakes are found
    assert verdict_of(document) is Verdict.BREACHED
    assert document.assessment.of(Outcome.OPEN) == ()

    # when the fixes are applied and the law's open points are decided
    hands.mend()
    hands.decide()

    # then the dossier is clean, and so is its PDF
    assert verdict_of(document) is Verdict.CLEAN
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.press(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)
    (printed,) = dialogs.target.glob("*.pdf")
    again = services.open_dossier(printed)
    assert services.assess(again.dossier).verdict is Verdict.CLEAN
    assert again.dossier == document.dossier
    assert dialogs.told == []
    assert name in (again.dossier.venue.name or "") or again.dossier.venue.name == model.venue.name
    hands.press(Qt.Key.Key_1, ALT)
