"""Whatever bytes arrive: a dossier, or an error with a sentence. Never another exception."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.storage.formats import read_any

ANYTHING = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FIELDS = sorted(
    {name for path, _ in paths.leaves(Dossier) for name in paths.split(path)} | {"z1", "c1", "a1"}
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(FIELDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


def read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with contextlib.suppress(FrDeskError):
        read_any(path)


@ANYTHING
@given(data=st.binary(max_size=200))
@pytest.mark.parametrize("head", [b"", b"PK\3\4", b"%PDF-1.7\n", b"{", b"a: "])
@pytest.mark.parametrize("name", ["venue", "venue.yaml"])
def test_any_bytes(data: bytes, head: bytes, name: str, tmp_path: Path) -> None:
    read(tmp_path / name, head + data)


@ANYTHING
@given(tree=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5))
def test_any_json(tree: dict[str, Any], tmp_path: Path) -> None:
    read(tmp_path / "venue.json", json.dumps(tree).encode())


@ANYTHING
@given(text=st.text(st.sampled_from("abc1:-[]{}&*!|>#'\"\n ,?~<%@`\t"), max_size=60))
def test_any_yaml(text: str, tmp_path: Path) -> None:
    read(tmp_path / "venue.yaml", text.encode())


@ANYTHING
@given(
    changes=st.dictionaries(st.sampled_from([path for path, _ in paths.leaves(Dossier)]), VALUES, max_size=3)
)
def test_any_value_at_any_place(changes: dict[str, Any], tmp_path: Path) -> None:
    tree: dict[str, Any] = {}
    for path, value in changes.items():
        node = tree
        *above, last = paths.split(path.replace("*", "i1"))
        for name in above:
            node = node.setdefault(name, {})
            if not isinstance(node, dict):
                break
        else:
            node[last] = value

    read(tmp_path / "venue.json", json.dumps(tree).encode())
