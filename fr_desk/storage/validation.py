"""Plain values to a dossier: the model's refusals become sentences with our own dotted path.

Dates are ISO texts only, nothing is coerced, and collections come out in the natural order of their ids (c2 before
c10), whatever the order in the file, so that every form of one dossier gives the same lists.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fr_desk.domain import paths
from fr_desk.domain.dossier import FORMAT_VERSION, Dossier
from fr_desk.domain.schema import FieldSpec, Kind, Value, fields_of
from fr_desk.i18n import N_, texts
from fr_desk.storage import errors

_EXPECTED: dict[Kind, str] = {
    "text": N_("a text"),
    "long_text": N_("a text"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "date": N_("a date such as 2026-11-21"),
    "bool": N_("true or false"),
    "choice": N_("one word of its list"),
    "choices": N_("a list of words"),
    "ref": N_("an id"),
    "refs": N_("a list of ids"),
    "part": N_("a group of fields"),
    "keyed": N_("a group of entries by id"),
    "records": N_("a list of entries"),
}
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
MOST_ENTRIES = 10_000
"""Most entries of any collection; beyond it nobody looks at them one by one. The model has lower limits for some."""
_COMMON = frozenset({"format", "id", "revision", "as_of"})
"""Fields of a dossier that other files have as well."""
_SHOWN = 60
"""Characters of a wrong value that an error repeats."""


def dossier_of(tree: Any, file: str, *, words: bool = False) -> Dossier:
    """Return the dossier that plain values describe.

    Args:
        tree: mappings, lists and scalars as JSON has them.
        file: how the file is called in errors.
        words: numbers and booleans are still texts, as the YAML reader leaves them.

    Raises:
        NewerFormatError: if a later version of the program wrote it.
        UnreadableError: if it is not a well-formed dossier.
    """
    if not isinstance(tree, dict) or _is_foreign(tree):
        raise errors.NotAMappingError(file=file)
    check_format(_meant(tree.get("format", FORMAT_VERSION), "integer", words=words), FORMAT_VERSION, file)
    tree = _Reader(file, words=words).part(tree, Dossier, "") | {"format": FORMAT_VERSION}
    try:
        return Dossier.model_validate_json(_as_json(tree, file), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _explanation(first, file) from error


def _is_foreign(tree: dict[str, Any]) -> bool:
    """Tell whether a mapping is something else: several fields, none of them a dossier's alone. One may be a slip."""
    own = tree.keys() & Dossier.model_fields.keys()
    return len(tree) - len(own) > 2 and (not own or (len(own) == 1 and own <= _COMMON))


def check_format(found: Any, known: int, file: str) -> None:
    """Refuse a format version of the future, and what is no version.

    Raises:
        NewerFormatError: if ``found`` is later than ``known``.
        FormatError: if it is not a version number.
    """
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise errors.FormatError(file=file, found=_shown(found), known=known)
    if found > known:
        raise errors.NewerFormatError(file=file, found=found, known=known)


def _as_json(tree: Any, file: str) -> bytes:
    """Return the values as JSON again, which pydantic reads strictly.

    Raises:
        CharacterError: if a text holds half a character.
    """
    try:
        return json.dumps(tree, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        _refuse_broken_text(tree, file, "")
        raise


@cache
def _looked_at(model: type[Value]) -> tuple[FieldSpec, ...]:
    """Return the fields that need more than pydantic's judgement: dates, and what has parts of its own."""
    return tuple(spec for spec in fields_of(model).values() if spec.model is not None or spec.kind == "date")


class _Reader:
    """Walks plain values along the model's declarations before pydantic judges them."""

    def __init__(self, file: str, *, words: bool) -> None:
        self._file = file
        self._words = words

    def part(self, tree: Any, model: type[Value], path: str) -> Any:
        """Return the values of one part; what does not fit is left for pydantic to refuse."""
        if not isinstance(tree, dict):
            return tree
        found = dict(tree)
        for spec in fields_of(model).values() if self._words else _looked_at(model):
            value = found.get(spec.name)
            if value is not None:
                found[spec.name] = self._field(value, spec, f"{path}.{spec.name}" if path else spec.name)
        return found

    def _field(self, value: Any, spec: FieldSpec, path: str) -> Any:
        if spec.model is not None:
            return self._below(value, spec, spec.model, path)
        if spec.kind == "date" and isinstance(value, str) and not _DATE.fullmatch(value):
            raise _wrong_type(self._file, path, value, spec.kind)
        return _meant(value, spec.kind, words=self._words)

    def _below(self, value: Any, spec: FieldSpec, model: type[Value], path: str) -> Any:
        if isinstance(value, dict | list) and len(value) > MOST_ENTRIES:
            raise errors.TooManyError(file=self._file, path=path, limit=MOST_ENTRIES)
        if spec.kind == "keyed" and isinstance(value, dict):
            return {
                key: self.part(value[key], model, f"{path}.{key}")
                for key in (sorted(value, key=_natural) if len(value) > 1 else value)
            }
        if spec.kind == "records" and isinstance(value, list):
            return [self.part(item, model, f"{path}.{index}") for index, item in enumerate(value)]
        return self.part(value, model, path)


@lru_cache(maxsize=4096)
def _natural(key: str) -> tuple[tuple[str, int], ...]:
    """Sort key that puts c2 before c10."""
    return tuple(
        (letters, int(digits or -1)) for letters, digits in re.findall(r"([^0-9]*)([0-9]{0,18})", key)
    )


def _refuse_broken_text(tree: Any, file: str, path: str) -> None:
    """Refuse halves of surrogate pairs, which JSON can write but no text can hold."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            _refuse_broken_text(name, file, path)
            _refuse_broken_text(value, file, paths.join(path, name))
    elif isinstance(tree, list):
        for value in tree:
            _refuse_broken_text(value, file, path)
    elif isinstance(tree, str) and _SURROGATE.search(tree):
        raise errors.CharacterError(file=file, path=path or "dossier")


def _meant(word: Any, kind: Kind, *, words: bool) -> Any:
    """Return what a plain word means where the model wants ``kind``; the word itself if it means nothing there."""
    if not words or not isinstance(word, str):
        return word
    if kind == "bool":
        return _WORDS.get(word.lower(), word)
    if kind == "integer" and re.fullmatch(r"[-+]?[0-9]{1,18}", word):
        return int(word)
    if kind == "number" and re.fullmatch(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", word):
        return float(word)
    return word


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _explanation(error: ErrorDetails, file: str) -> errors.UnreadableError:
    """Return the sentence for pydantic's first complaint."""
    places = [str(place) for place in error["loc"] if place != "[key]"]
    if error["loc"] and isinstance(error["loc"][-1], int):
        places.pop()  # the place within a list of words: the value says which one
    path, value, limits = paths.join(*places), error["input"], error.get("ctx", {})
    names = [str(place) for place in error["loc"] if isinstance(place, str) and place != "[key]"]
    explain: dict[str, Callable[[], errors.UnreadableError]] = {
        "extra_forbidden": lambda: _unknown_field(file, path, names),
        "enum": lambda: _unknown_choice(file, path, names, value),
        "missing": lambda: errors.MissingFieldError(file=file, path=path),
        "greater_than_equal": lambda: _out_of_range(file, path, names, value),
        "less_than_equal": lambda: _out_of_range(file, path, names, value),
        "finite_number": lambda: _out_of_range(file, path, names, value),
        "string_too_long": lambda: errors.TooLongError(file=file, path=path, limit=limits["max_length"]),
        "too_long": lambda: errors.TooManyError(file=file, path=path, limit=limits["max_length"]),
        "string_pattern_mismatch": lambda: _id(file, path, value),
        "dangling_reference": lambda: errors.DanglingReferenceError(file=file, **limits),
    }
    return explain.get(error["type"], lambda: _wrong_type(file, path, value, _kind(names)))()


def _unknown_field(file: str, path: str, names: list[str]) -> errors.UnknownFieldError:
    above = names[:-1]
    model = paths.spec_at(paths.join(*above)).model if above else Dossier
    known = fields_of(model) if model else ()
    nearest = difflib.get_close_matches(names[-1][:_SHOWN], known, n=1, cutoff=0.0)
    place = path.rpartition(".")[0]
    return errors.UnknownFieldError(file=file, path=path, nearest=paths.join(place, *nearest))


def _unknown_choice(file: str, path: str, names: list[str], value: Any) -> errors.UnknownChoiceError:
    choices = paths.spec_at(paths.join(*names)).choices or ()
    known = [str(choice) for choice in choices]
    asked = str(value)[:_SHOWN]
    nearest = difflib.get_close_matches(asked, known, n=3, cutoff=0.5)
    nearest = nearest or difflib.get_close_matches(asked, known, n=1, cutoff=0.0)
    return errors.UnknownChoiceError(file=file, path=path, value=_shown(value), nearest=", ".join(nearest))


def _out_of_range(file: str, path: str, names: list[str], value: Any) -> errors.UnreadableError:
    spec = paths.spec_at(paths.join(*names))
    if spec.maximum is None:
        return errors.TooSmallError(file=file, path=path, value=_shown(value), least=f"{spec.minimum:g}")
    least, most = f"{spec.minimum:g}", f"{spec.maximum:.12g}"
    return errors.OutOfRangeError(file=file, path=path, value=_shown(value), least=least, most=most)


def _id(file: str, path: str, value: Any) -> errors.UnreadableError:
    own = path == "id"
    return (errors.DossierIdError if own else errors.IdError)(file=file, path=path, value=_shown(value))


def _kind(names: list[str]) -> Kind:
    """Return the kind of answer the model wants at a place; an item of a collection is a group of fields."""
    path = paths.join(*names)
    if not path or paths.is_item(path):
        return "part"
    return paths.spec_at(path).kind


def _wrong_type(file: str, path: str, value: Any, kind: Kind) -> errors.WrongTypeError:
    return errors.WrongTypeError(file=file, path=path, value=_shown(value), expected=texts(_EXPECTED[kind]))
