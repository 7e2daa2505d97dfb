"""A small portfolio for the tests of the inspector's desk, and every page of its window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.gui.inspector.door import show_inspector
from fr_desk.gui.inspector.list_page import ListPage
from fr_desk.gui.inspector.portfolio import Portfolio
from fr_desk.gui.inspector.window import InspectorWindow
from tests.gui.conftest import sample, settle

if TYPE_CHECKING:
    from tests.gui.walk import Stage

VENUES = (
    ("锦澜酒店（外滩店）", "hotel", "上海市黄浦区中山东一路 1 号"),
    ("云栖里健身（静安店）", "gym", "上海市静安区南京西路 2 号"),
    ("逸林宾馆", "hotel", "上海市长宁区延安西路 3 号"),
    ("碧波游泳馆", "swimming_pool", "上海市静安区石门二路 4 号"),
    ("和平路公共卫生间", "public_restroom", "上海市黄浦区和平路 5 号"),
    ("=HYPERLINK(1)", "shop", "上海市静安区 <b>北京西路</b> 6 号"),
)
"""Names, kinds and addresses of the venues."""
FILES = len(VENUES) + 3
"""Files of the portfolio: one venue has a copy, one file is broken, one is no dossier."""


def venue(number: int) -> Dossier:
    """Return one of the dossiers of the portfolio."""
    name, kind, address = VENUES[number]
    plain = sample("shanghai-hotel").model_dump(mode="json")
    if number % 2:
        plain = {"venue": {"jurisdiction": "CN"}, "as_of": "2026-06-01"}
    plain["id"] = f"venue-{number}"
    plain["venue"] |= {"name": name, "kind": kind, "address": address, "region": "310000"}
    plain["operator"] = {"name": f"第{number % 2}管理公司"}
    return Dossier.model_validate(plain)


def fill(folder: Path) -> Path:
    """Write the portfolio: six venues, one of them twice, one broken file, one that is no dossier."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(len(VENUES)):
        services.save_dossier(venue(number), folder / f"{number}.frdesk")
    (folder / "copy of 0.frdesk").write_bytes((folder / "0.frdesk").read_bytes())
    (folder / "broken.frdesk").write_bytes((folder / "1.frdesk").read_bytes()[:400])
    (folder / "not a dossier.pdf").write_bytes(b"%PDF-1.4\nnothing\n")
    return folder


def calm(shown: InspectorWindow) -> InspectorWindow:
    """Wait until nothing runs in the background."""
    settle()
    for _ in range(8_000):
        if not shown.is_busy:
            break
        QTest.qWait(2)
    settle()
    return shown


def the_list(shown: InspectorWindow) -> ListPage:
    """The list that is shown."""
    assert shown.list is not None
    return shown.list


def names(shown: InspectorWindow) -> list[str]:
    """What stands under the name in each row; a group's head in angle brackets."""
    model = the_list(shown).model
    found = []
    for row in range(model.rowCount()):
        group = model.group_at(row)
        found.append(f"<{group.words}>" if group else model.cell(row, "name").text)
    return found


def inspector(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The pages of the inspector's desk."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Portfolio, "jobs", 0)
        shown = show_inspector(stage.window)
        shown.resize(*stage.setting.size)
        settle()
        yield "inspector, empty", shown
        stage.crowded = True  # of many facts in one line, and of long titles of rules, the tip has the whole
        shown.open_sources([fill(Path(folder) / "venues")])
        calm(shown)
        yield "inspector, list", shown
        shown.show_sampling()
        yield "inspector, sample", calm(shown)
        shown.show_law()
        yield "inspector, law", calm(shown)
        shown.close()
        settle()
