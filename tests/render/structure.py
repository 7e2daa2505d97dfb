"""Reading the structure of a paper back: what a program that reads aloud is told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(pdf: bytes) -> list[tuple[str, str]]:
    """Role and alternative text of every structure element, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_below(document.Root.StructTreeRoot.K))


def _below(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _below(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/"), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _below(node.K)


def figures(pdf: bytes) -> list[str]:
    """The alternative texts of all pictures, in reading order."""
    return [alt for role, alt in elements(pdf) if role == "Figure"]
