"""The fixed words of a form, in three languages, read from ``resources/forms`` and checked.

A file is a tree of names whose leaves are texts in the three languages; ``say("items.purpose", lang)`` names a leaf by
its dotted path. It knows no form: which words there are is the builder's and the file's affair.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from pydantic import ValidationError

from fr_desk.i18n import LANGUAGES, Lang, Texts
from fr_desk.resources import resource


class FormWordsError(ValueError):
    """A fault in a file of words, which comes with the program: its author is told the file and the place."""


class FormWords:
    """The words of one form by their dotted names, in the order of the file."""

    def __init__(self, name: str, words: Mapping[str, Texts]) -> None:
        """Take the words as :func:`form_words` checked them."""
        self.name = name
        self._words = dict(words)

    def in_all(self, key: str, **values: object) -> Texts:
        """Return a text in all three languages; a value that is itself a :class:`Texts` is filled in its language."""
        return Texts(**{lang: self._filled(key, lang, values) for lang in LANGUAGES})

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """Return a text in ``lang`` with its ``{names}`` filled in."""
        return self._filled(key, lang, values)

    def _filled(self, key: str, lang: Lang, values: Mapping[str, object]) -> str:
        own = {name: value.get(lang) if isinstance(value, Texts) else value for name, value in values.items()}
        return self._words[key].get(lang).format_map(own)

    def keys(self, above: str = "") -> tuple[str, ...]:
        """Return the names of all texts, or of those below ``above``, in the order of the file."""
        start = f"{above}." if above else ""
        return tuple(key for key in self._words if key.startswith(start))

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a text of this name."""
        return key in self._words


@cache
def form_words(name: str, folder: str = "forms") -> FormWords:
    """Return the words in ``resources/forms/<name>.yaml``, or those of papers that have a folder of their own.

    Raises:
        FormWordsError: if a text is not there in three languages, or their placeholders differ.
    """
    with resource(folder, f"{name}.yaml").open("rb") as file:
        tree = yaml.load(file, Loader=yaml.CSafeLoader)
    return FormWords(name, dict(_leaves(name, "", tree)))


def _leaves(name: str, path: str, node: Any) -> Iterator[tuple[str, Texts]]:
    if not isinstance(node, dict) or not node:
        raise FormWordsError(
            f"{name}.yaml: {path or 'the file'} is neither a text in three languages nor a group"
        )
    if not set(LANGUAGES).isdisjoint(node):
        yield path, _checked(name, path, node)
        return
    for key, below in node.items():
        yield from _leaves(name, f"{path}.{key}" if path else str(key), below)


def _checked(name: str, path: str, node: Mapping[Any, Any]) -> Texts:
    """Return the text at ``path``; the three languages must be there, say something and name the same values."""
    try:
        text = Texts.model_validate(node)
    except ValidationError as error:
        raise FormWordsError(f"{name}.yaml: {path}: {error.errors()[0]['msg']}") from error
    if not all(text.get(lang).strip() for lang in LANGUAGES):
        raise FormWordsError(f"{name}.yaml: {path} is empty in one language")
    if len({placeholders(text.get(lang)) for lang in LANGUAGES}) > 1:
        raise FormWordsError(f"{name}.yaml: {path} names different values in its three languages")
    return text


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
