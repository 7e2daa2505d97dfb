"""Dossiers in which every question has an answer; the program tries rule packs on the same ones."""

from __future__ import annotations

from fr_desk.rules.generated import complete, draw

__all__ = ["complete", "draw"]
