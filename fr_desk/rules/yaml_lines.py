"""YAML whose mappings remember their line, read with the safe C loader; only ``true`` and ``false`` are booleans."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml


class Mapped(dict[str, Any]):
    """A mapping that knows on which line it begins (1 is the first)."""

    line: int = 1


class _Loader(yaml.CSafeLoader):
    """CSafeLoader with line numbers and YAML 1.2 booleans, so that ``audio: on`` stays the word "on"."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Mapped:
    loader.flatten_mapping(node)
    mapped = Mapped()
    mapped.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        mapped[str(key)] = loader.construct_object(value_node, deep=True)
    return mapped


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        yaml.YAMLError: if it is not YAML.
        OSError: if it cannot be read.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - _Loader is a SafeLoader


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like ``name``, or a dash."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.0)), "-")
