"""Every place of the program that shows words, and how to get there.

A new page, window, popover or menu joins by a line in :data:`WALK`: a name, and a function that opens it on the stage
and yields what is to be looked at. What it opened it closes again. Words of ours are never to be cut; what the user
wrote may be, and so may a line that opens what it shortens: see :attr:`Stage.answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.gui import language
from fr_desk.gui.buttons import Chip
from fr_desk.gui.case_door import cases_window, show_cases
from fr_desk.gui.desk import Desk
from fr_desk.gui.finding_row import PaintedLine
from fr_desk.gui.help_door import help_window, show_help
from fr_desk.gui.language import say
from fr_desk.gui.paper_list import PaperRow
from fr_desk.gui.preview_door import close_preview, preview_window, show_preview
from fr_desk.gui.prose import OneLine
from fr_desk.gui.seal_door import show_seals
from fr_desk.gui.search import Search
from fr_desk.gui.sign_door import close_studio, show_studio, sign_studio
from fr_desk.gui.window import Window
from fr_desk.i18n import Counted, Lang, Texts, texts, translate, translate_count
from fr_desk.rules.findings import Outcome
from tests.gui.conftest import open_desk, sample, settle
from tests.gui.inspector_stage import inspector
from tests.gui.library_stage import library
from tests.gui.looking import Elided, clipped, faults, outside, overlapping
from tests.gui.versions_stage import versions

Size = tuple[int, int]


@dataclass(frozen=True)
class Setting:
    """How the program is looked at: in which language (``qps``: English made longer), window and size of text."""

    lang: Lang | str
    size: Size
    text: float = 1.0

    def __str__(self) -> str:
        return f"{self.lang}-{self.size[0]}x{self.size[1]}-{round(self.text * 100)}"


@dataclass
class Stage:
    """The window that is walked through, and how."""

    window: Window
    setting: Setting
    elided: Elided
    answers: tuple[str, ...] = ()
    """What the user wrote, or what is cut on purpose: it may end in dots."""
    crowded: bool = False
    """Whether names take all the room there is: words beside them may then end in dots."""

    def open(self, dossier: Dossier) -> Desk:
        """Open a dossier."""
        self.answers, self.crowded = tuple(strings(dossier.model_dump(mode="json"))), False
        desk, _ = open_desk(self.window, dossier)
        assert (self.window.width(), self.window.height()) == self.setting.size
        return desk

    @property
    def desk(self) -> Desk:
        """The desk."""
        assert self.window.desk is not None
        return self.window.desk

    def faults(self, root: QWidget) -> list[str]:
        """Everything that is wrong with what is on the screen, once all that follows slowly is there."""
        if isinstance(root, Desk):
            wrong = faults(root)
        else:
            settle()
            wrong = [*clipped(root), *outside(root), *overlapping(root)]
        self.elided.take(())
        root.grab()
        teasers = (
            line.accessibleName() for line in root.findChildren(PaintedLine)
        )  # pressed, they say all of it
        # a made-up choice may be longer than any field; in a language that people speak none is
        choices = (chip.accessibleName() for chip in root.findChildren(Chip) if self.setting.lang == "qps")
        given_up = self.elided.take((*self.answers, *teasers, *choices))
        return [*wrong, *(() if self.crowded else given_up)]


def strings(value: Any) -> Iterator[str]:
    """Yield every word in a dossier that was read from JSON."""
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def longest(words: str = "W") -> Dossier:
    """A venue in which every name is as long as a name may be."""
    name = (words * 200)[:200]
    return Dossier.model_validate(
        {
            "venue": {"name": name, "kind": "gym", "jurisdiction": "KR", "open_to_public": True},
            "zones": {"z1": {"name": name, "kind": "changing_room", "access": "private"}},
            "cameras": {
                "c1": {
                    "label": name,
                    "zone": "z1",
                    "sees": ["z1"],
                    "audio": "on",
                    "face_function": "identification",
                    "activities": ["a1", "a2"],
                }
            },
            "activities": {"a1": {"name": name, "mandatory": True}, "a2": {"name": name}},
        }
    )


# the places

Shown = Iterator[tuple[str, QWidget]]


def home(stage: Stage) -> Shown:
    """The first screen."""
    stage.window.files.close()
    settle()
    yield "home", stage.window
    assert stage.window.home is not None
    yield from menus(stage.window.home)


def steps(name: str, stage: Stage) -> Shown:
    """Every step of a sample."""
    desk = stage.open(sample(name))
    for step in desk.rail.buttons:
        desk.show_step(step)
        yield f"{name} {step}", desk


def long_names(stage: Stage) -> Shown:
    """Every step where all names are too long."""
    desk = stage.open(longest())
    stage.crowded = True
    for step in desk.rail.buttons:
        desk.show_step(step)
        yield f"long names {step}", desk
    desk.go_to("cameras.c1.audio")
    yield "long names camera", desk


def items(stage: Stage) -> Shown:
    """The forms of single items, unfolded."""
    desk = stage.open(sample("seoul-gym"))
    for path in ("cameras.c1.audio", "zones.z1.name", "activities.a1.aim", "signs.s1.items"):
        desk.go_to(path)
        yield path, desk


def checks(stage: Stage) -> Shown:
    """The checks, opened over the page where there is no room beside it."""
    desk = stage.open(sample("ningbo-sales-office-before"))
    desk.show_checks(True)
    settle()
    yield "checks", desk


def findings(stage: Stage) -> Shown:
    """What is said about each finding, about an article, and about why something is asked."""
    desk = stage.open(sample("ningbo-sales-office-before"))
    anchor = desk.top_bar.search
    told = desk.document.assessment.of(Outcome.BREACHED, Outcome.REVIEW)
    for finding in told:
        desk.explain_finding(finding, anchor)
        yield from popover(f"finding {finding.rule}")
    desk.show_article(told[0].citations[0], anchor)
    yield from popover("article")
    desk.explain("cameras.c1.audio", anchor)
    yield from popover("why we ask")
    desk.open_search()
    settle()
    search = stage.window.findChild(Search)
    assert search is not None
    stage.crowded = True  # what is found stands in one line, with the whole of it in its tip
    yield "search", search
    search.close()
    settle()


def popover(name: str) -> Shown:
    """The popover that is open; it is closed again."""
    settle()
    sheet = QApplication.activePopupWidget()
    assert sheet is not None, name
    yield name, sheet
    sheet.close()
    settle()


def menus(root: QWidget) -> Shown:
    """The menus of a screen, which must fit on it."""
    for menu in root.findChildren(QMenu):
        menu.ensurePolished()
        assert menu.sizeHint().width() <= root.window().width(), menu.sizeHint()
        yield f"menu {menu.title()}", menu


def dates_and_decisions(stage: Stage) -> Shown:
    """Two dates compared, and a decision that fell away."""
    desk = stage.open(sample("shanghai-hotel"))
    desk.show_step("review")
    review = desk.page._review
    assert review is not None
    finding = desk.document.assessment.of(Outcome.REVIEW)[0]
    made = {"outcome": "met", "reason": "很" * 80, "decided_by": "W" * 60, "decided_on": "2026-11-21"}
    value = {"rule": finding.rule, "path": finding.item, "basis": "of other answers", **made}
    desk.document.apply([Edit(op="add", path="decisions", value=value)], texts("Decided"))
    stage.answers += (made["reason"], made["decided_by"])
    review.compare.fold.click()
    review.compare.before.line.setText("2024-01-01")
    yield "dates compared", desk
    desk.decide(finding)
    yield "decision", desk


def cases(stage: Stage) -> Shown:
    """The published cases."""
    from fr_desk.rules.cases import cases as published

    show_cases(stage.window, stage.window.files)
    settle()
    reader = cases_window(stage.window)
    assert reader is not None
    stage.answers = tuple(say(case.outcome) for case in published())  # the list shows how each begins
    for case in published():
        reader.show_case(case.id)
        yield f"case {case.id}", reader
    reader.close()
    settle()


def guide(stage: Stage) -> Shown:
    """The user guide."""
    show_help(stage.window)
    settle()
    window = help_window(stage.window)
    assert window is not None
    yield "help", window
    window.close()
    settle()


def seals(stage: Stage) -> Shown:
    """The window that makes and examines seals."""
    window = show_seals(stage.window)
    settle()
    yield "seals", window
    window.close()
    settle()


def preview(stage: Stage) -> Shown:
    """The preview of the papers."""
    stage.open(sample("seoul-gym"))
    show_preview(stage.window)
    settle()
    window = preview_window(stage.window)
    assert window is not None
    while not window.list.rows:  # what there is to print is found in the background
        QTest.qWait(5)
    rows = window.findChildren(PaperRow)  # the head says the whole of it, once the row is chosen
    stage.answers += tuple(line.text() for row in rows for line in row.findChildren(OneLine))
    yield "preview", window
    close_preview(stage.window)
    settle()


def studio(stage: Stage) -> Shown:
    """Where signs are designed."""
    stage.open(sample("seoul-gym"))
    show_studio(stage.window)
    settle()
    window = sign_studio(stage.window)
    assert window is not None
    while window.press.is_working:  # what is missing on a sign is found in the background
        QTest.qWait(5)
    settle()
    stage.answers += (window.head.brief.text(),)
    yield "studio", window
    close_studio(stage.window)
    settle()


def bar(stage: Stage) -> Shown:
    """The menus of the desk."""
    desk = stage.open(sample("seoul-gym"))
    yield from menus(desk.top_bar)


Place = Callable[[Stage], Shown]
WALK: dict[str, Place] = {
    "home": home,
    "hotel": partial(steps, "shanghai-hotel"),
    "gym": partial(steps, "seoul-gym"),
    "sales office": partial(steps, "ningbo-sales-office-before"),
    "long names": long_names,
    "items": items,
    "checks": checks,
    "findings": findings,
    "menus": bar,
    "dates and decisions": dates_and_decisions,
    "cases": cases,
    "guide": guide,
    "seals": seals,
    "preview": preview,
    "studio": studio,
    "library": library,
    "inspector": inspector,
    "versions": versions,
}
"""Every place that shows words, by name."""


def walk(stage: Stage, *names: str) -> dict[str, list[str]]:
    """Go to the places called ``names``, or to all, and return what is wrong there."""
    found = {}
    for name in names or WALK:
        for shown, root in WALK[name](stage):
            if wrong := stage.faults(root):
                found[shown] = wrong
    return found


# English made longer


VOWELS = str.maketrans(
    dict(zip("aeiouAEIOU", ("áá", "éé", "íí", "óó", "úú", "ÁÁ", "ÉÉ", "ÍÍ", "ÓÓ", "ÚÚ"), strict=True))
)


def stretched(words: str) -> str:
    """Return English words two fifths longer, in brackets that show where they are cut; ``{names}`` stay."""
    parts = words.replace("{", "\0{").replace("}", "}\0").split("\0")
    longer = "".join(part if part.startswith("{") else part.translate(VOWELS) for part in parts)
    return f"[{longer}]" if words else ""


@contextmanager
def pseudo_locale() -> Iterator[None]:
    """Let every text of ours that the screen shows be stretched."""

    def one(message: str, _lang: Lang, **values: object) -> str:
        text = stretched(translate(message, "en"))
        return text.format_map(values) if values else text

    def counted(message: Counted, count: int, _lang: Lang, **values: object) -> str:
        longer = Counted(stretched(message.one), stretched(message.other))
        return translate_count(longer, count, "en", **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "translate", one)
        patch.setattr(language, "translate_count", counted)
        patch.setattr(Texts, "get", lambda self, _lang: stretched(self.en))
        yield
