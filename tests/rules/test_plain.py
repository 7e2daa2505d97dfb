"""Answers as plain data: read once, and forgotten with the dossier they were read from."""

from __future__ import annotations

import gc

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.rules import plain


def test_hours_of_editing_hold_only_the_last_state() -> None:
    # given
    dossier = Dossier.model_validate({"zones": {"z1": {"name": "Lobby"}}, "venue": {"rooms": 1}})
    plain.plain_part(dossier)
    known = len(plain._PLAIN)

    # when
    for rooms in range(2, 300):
        dossier = paths.replace(dossier, "venue.rooms", rooms)
        assert plain.plain_part(dossier)["venue"] == {"rooms": rooms}
    gc.collect()

    # then
    assert len(plain._PLAIN) <= known + 3
