"""One door for every form a dossier can have on disk: .frdesk, dossier PDF, JSON, YAML. Reading goes by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fr_desk.domain.canonical import plain
from fr_desk.domain.dossier import Dossier
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.container import unpack, write_container
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.validation import dossier_of

Form = Literal["frdesk", "pdf", "json", "yaml"]

_YAML_SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Read:
    """A dossier that was read, the form it had, its attachments by id, and the SHA-256 of a .frdesk."""

    dossier: Dossier
    form: Form
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    sha256: str = ""


def form_of(data: bytes, path: Path) -> Form:
    """Return the form of a file's content; the name decides only between JSON and YAML, which look alike.

    Raises:
        UnreadableError: if it has none of the forms.
    """
    suffix = path.suffix.lower()
    if data.startswith(b"PK"):
        return "frdesk"
    if data.startswith(b"%PDF"):
        return "pdf"
    if suffix == ".frdesk":
        raise errors.NotAContainerError(file=str(path))
    if suffix == ".pdf":
        raise errors.BrokenPdfError(file=str(path))
    if suffix in _YAML_SUFFIXES:
        return "yaml"
    if suffix == ".json" or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}:
        return "json"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.NotADossierError(file=str(path)) from error
    if "\0" in text or ":" not in text:
        raise errors.NotADossierError(file=str(path))
    return "yaml"


def read_any(path: Path) -> Read:
    """Read a dossier in whatever form it is.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is not a dossier, says why in one sentence.
    """
    data = read_bytes(path)
    return parse(data, form_of(data, path), path)


def parse(data: bytes, form: Form, path: Path) -> Read:
    """Return the dossier in what was read from ``path``, which only names it.

    Raises:
        UnreadableError: if it is not a dossier, says why in one sentence.
    """
    file = str(path)
    match form:
        case "frdesk":
            contents = unpack(data, path)
            return Read(contents.dossier, form, contents.attachments, hashlib.sha256(data).hexdigest())
        case "pdf":
            from fr_desk.storage.pdf import dossier_of_pdf  # noqa: PLC0415 - pikepdf takes long to import

            return Read(dossier_of_pdf(data, path), form)
        case "json":
            return Read(dossier_of(json_tree(data, file), file), form)
        case "yaml":
            return Read(_from_yaml(data, file), form)


def _from_yaml(data: bytes, file: str) -> Dossier:
    from fr_desk.storage.yaml_tree import yaml_tree  # noqa: PLC0415 - YAML takes long to import

    return dossier_of(yaml_tree(data, file), file, words=True)


def write_any(path: Path, dossier: Dossier, attachments: Mapping[str, bytes] | None = None) -> None:
    """Write a dossier in the form its name's ending says: .frdesk, .json, .yaml or .yml. Attachments need .frdesk.

    Raises:
        SuffixError: if the ending names no form.
        FileError: if the system refuses; the old file is then as it was.
    """
    suffix = path.suffix.lower()
    if suffix == ".frdesk":
        write_container(path, dossier, attachments)
    elif suffix == ".json":
        write_json(path, dossier)
    elif suffix in _YAML_SUFFIXES:
        write_yaml(path, dossier)
    else:
        raise errors.SuffixError(file=str(path))


def write_json(path: Path, dossier: Dossier) -> None:
    """Write a dossier as JSON for people: indented, in the model's order.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    data = json.dumps(plain(dossier), ensure_ascii=False, indent=2).encode() + b"\n"
    _replace(path, data, dossier, lambda text: dossier_of(json_tree(text, str(path)), str(path)))


def write_yaml(path: Path, dossier: Dossier) -> None:
    """Write a dossier as YAML for people: in the model's order, long texts as blocks, ``on`` and dates in quotes.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    from fr_desk.storage.yaml_tree import yaml_text  # noqa: PLC0415 - YAML takes long to import

    _replace(path, yaml_text(plain(dossier)), dossier, lambda text: _from_yaml(text, str(path)))


def _replace(path: Path, data: bytes, dossier: Dossier, parse: Callable[[bytes], Dossier]) -> None:
    def check(written: bytes) -> None:
        if parse(written) != dossier:
            raise errors.UnprovenWriteError(file=str(path))

    replace_file(path, data, check=check)
