"""QR codes as vectors."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import segno
from reportlab.lib.colors import Color


@lru_cache(maxsize=16)
def modules_of(text: str) -> tuple[bytes, ...]:
    """Return the modules of a code with ``text``, row by row, at error level M; dark ones are not zero."""
    code = segno.make(text, micro=False, error="m", boost_error=False, encoding="utf-8")
    return tuple(bytes(row) for row in code.matrix)


def draw_code(canvas: Any, text: str, x: float, bottom: float, size: float, color: Color) -> None:
    """Draw ``text`` as a QR code of ``size`` points with its lower left corner at ``(x, bottom)``, without a margin."""
    matrix = modules_of(text)
    side = size / len(matrix)
    path = canvas.beginPath()
    for number, row in enumerate(matrix):
        y = bottom + size - (number + 1) * side
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at] != row[start]:
                if row[start]:
                    path.rect(x + start * side, y, (at - start) * side, side)
                start = at
    canvas.setFillColor(color)
    canvas.drawPath(path, stroke=0, fill=1)
