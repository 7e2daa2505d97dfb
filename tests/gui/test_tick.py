"""The boxes to tick of the inspector's desk are seen in every theme, empty and ticked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.gui import theme
from fr_desk.gui.inspector.record_photos import Photos
from fr_desk.gui.inspector.start_page import StartPage
from fr_desk.gui.theme import ThemeName
from fr_desk.gui.theme.tokens import contrast
from tests.gui.conftest import settle

LEAST = 3.0
"""Contrast that the guidelines ask of what is not a letter."""


@pytest.mark.parametrize("look", ["light", "dark"])
def test_boxes_stand_out_from_their_ground(qtbot: QtBot, look: ThemeName) -> None:
    theme.choose(look)
    page = QWidget()
    page.setObjectName("page")
    start, photos = StartPage(()), Photos()
    for one in (start, photos):
        one.setParent(page)
        one.resize(700, 500)
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    settle()
    for tick in (start.opening, photos.keep_place):
        for on in (False, True):
            tick.setChecked(on)
            assert _strongest(tick) >= LEAST, (tick.accessibleName(), on)


def _strongest(tick: QCheckBox) -> float:
    """Return the contrast of the box's edge to the ground beside it."""
    picture = tick.grab().toImage()
    ground = picture.pixelColor(0, 0).name()
    middle = picture.height() // 2
    return max(contrast(picture.pixelColor(x, middle).name(), ground) for x in range(1, 9))
