"""The words of a form without its looks: for checks that read what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fr_desk.render.forms import model


def texts_of(parts: Iterable[model.Part]) -> Iterator[str]:
    """Yield every text of parts, in reading order; empty ones are left out."""
    for part in parts:
        yield from filter(None, _texts(part))


def _texts(part: model.Part) -> tuple[str, ...]:
    match part:
        case model.Heading(text) | model.Paragraph(text):
            return (text,)
        case model.Items(items):
            return items
        case model.Ticks(choices):
            return choices
        case model.Fields(fields):
            return tuple(text for field in fields for text in (field.label, field.value))
        case model.Grid(head, rows):
            return (*head, *(text for row in rows for text in row))
        case model.RiskMatrix(marks):
            return tuple(str(mark.number) for mark in marks)
        case model.Signature(labels):
            return labels
        case model.NewPage():
            return ()
