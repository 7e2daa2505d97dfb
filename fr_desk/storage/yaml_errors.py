"""What can be wrong with a dossier as YAML, besides what can be wrong with any."""

from __future__ import annotations

from fr_desk.i18n import N_
from fr_desk.storage.errors import UnreadableError


class YamlSyntaxError(UnreadableError):
    """Not YAML."""

    sentence = N_("{file} is not YAML at line {line}, column {column}; correct that place.")


class YamlAliasError(UnreadableError):
    """An alias of nothing, or of something it stands in itself."""

    sentence = N_("{file} repeats at line {line} what was not written before; write the answer out instead.")


class YamlBombError(UnreadableError):
    """Aliases that grow a small file to any size."""

    sentence = N_("{file} repeats itself at line {line} beyond the size of any dossier; ask who sent it.")


class YamlTagError(UnreadableError):
    """A type tag."""

    sentence = N_("{file} uses the tag {tag} at line {line}; write plain values without tags.")


class YamlDocumentsError(UnreadableError):
    """Several documents in one file."""

    sentence = N_("{file} begins a second document at line {line}; keep one dossier in one file.")
