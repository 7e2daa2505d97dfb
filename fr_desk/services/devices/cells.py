"""One cell of a table of devices: from text to an answer and back. What is not understood is said, never guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FieldSpec
from fr_desk.i18n import LANGUAGES, N_, Lang, Texts, texts, translate
from fr_desk.rules.sentences import name_of
from fr_desk.services.devices.words import choice_of, folded, truth_of

UNKNOWN_WORD = N_("“{word}” is not in the list: {choices}.")
UNKNOWN_ZONE = N_("There is no zone called “{word}” yet.")
UNKNOWN_ITEM = N_("There is nothing called “{word}” in the dossier.")
TWO_OF_THEM = N_("Several are called “{word}”; give them different names first.")
NO_NUMBER = N_("“{word}” is not a number in {unit}.")
OUT_OF_RANGE = N_("“{word}” is not between {least} and {most} {unit}.")
NO_DATE = N_("“{word}” is not a date; write year, month and day, such as 2026-11-21.")
NO_TRUTH = N_("“{word}” is neither yes nor no.")
TOO_LONG = N_("This is longer than {most} characters.")
NOT_KNOWN_WORDS = N_("Not answered")
NONE_OF_THESE = N_("None of these")
_WORD = 40
"""Characters of a cell that a complaint repeats."""
_PIXELS = re.compile(r"(\d{3,5})[x×*✕](\d{3,5})(?:px|pixels?)?")
_LINES: Mapping[int, int] = {
    480: 640,
    540: 960,
    576: 704,
    720: 1280,
    960: 1280,
    1080: 1920,
    1440: 2560,
    1536: 2048,
    2160: 3840,
}
"""Width of the pictures that are known by their height: 1080P has 1920 by 1080."""
_NAMED = {
    "d1": (704, 576),
    "cif": (352, 288),
    "qhd": (2560, 1440),
    "2k": (2560, 1440),
    "4k": (3840, 2160),
    "uhd": (3840, 2160),
    "8k": (7680, 4320),
    "fhd": (1920, 1080),
    "fullhd": (1920, 1080),
    "hd": (1280, 720),
}
_MILLIONS = re.compile(r"(\d+(?:\.\d+)?)(?:m|mp|mpx|mpixels?|megapixels?|百万像素)")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)[万萬만](?:像素|화소)?")
_HEIGHT = re.compile(r"(\d+(?:\.\d+)?)(m|米|미터|meters?|metres?|cm|厘米|公分|센티(?:미터)?|mm|毫米)?")
_ANGLE = re.compile(r"(\d+(?:\.\d+)?)(?:°|度|도|deg|degrees?)?")
_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MARKS = "\n;；,，、/|+&"
_BETWEEN = f" \t\r{_MARKS}"
_PIECE = re.compile(rf'\s*"((?:[^"]|"")+)"(?=[{_BETWEEN}]|$)|([^{_MARKS}]+)')


@dataclass(frozen=True, slots=True)
class Cell:
    """What was made of a text.

    Attributes:
        value: the answer, ``None`` if there is none.
        why: what is wrong with the text, if something is.
        missing: names of zones that do not exist.
    """

    value: Any = None
    why: Texts | None = None
    missing: tuple[str, ...] = ()


class Names:
    """The names of the items of a collection, to be found by what somebody typed."""

    def __init__(self, dossier: Dossier, collection: str) -> None:
        """Read the names once; a table asks thousands of times."""
        self.collection = collection
        self._keys: dict[str, list[str]] = {}
        items: Mapping[str, Any] = getattr(dossier, collection) or {}
        for key in items:
            spoken = {folded(name_of(dossier, f"{collection}.{key}", lang)) for lang in LANGUAGES}
            for name in spoken:
                self._keys.setdefault(name, []).append(key)
        for key in items:
            self._keys.setdefault(key, [key])
        self._longest = sorted(self._keys, key=len, reverse=True)

    def find(self, text: str) -> list[str]:
        """Return the ids of what is called ``text``."""
        return self._keys.get(folded(text), [])

    def split(self, text: str) -> list[str]:
        """Return the names in ``text``; one in quotation marks is taken as it is, and a known name as a whole."""
        pieces = [(one[1] or "").replace('""', '"') or one[2] for one in _PIECE.finditer(text)]
        names = [piece.strip() for piece in pieces if piece.strip()]
        if names and all(self.find(name) for name in names):
            return names
        names, rest = [], text.strip(_BETWEEN)
        while rest:
            known = next((end for end in self._ends(rest) if self.find(rest[:end])), 0)
            ends = (place for mark in _MARKS if (place := rest.find(mark)) >= 0)
            end = known or min(ends, default=len(rest))
            names.append(rest[:end].strip())
            rest = rest[end:].lstrip(_BETWEEN)
        return [name for name in names if name]

    @staticmethod
    def _ends(text: str) -> Iterable[int]:
        """Yield where a name at the beginning of ``text`` may end, the longest first."""
        yield len(text)
        yield from (place for place in range(len(text) - 1, 0, -1) if text[place] in _MARKS)


class Reader:
    """Reads the cells of one table about one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        """Read for ``dossier``: its zones and activities can be named."""
        self._dossier = dossier
        self._names: dict[str, Names] = {}

    def names(self, collection: str) -> Names:
        """Return the names of a collection."""
        if collection not in self._names:
            self._names[collection] = Names(self._dossier, collection)
        return self._names[collection]

    def read(self, spec: FieldSpec, text: str) -> Cell:
        """Return what ``text`` means as an answer to ``spec``; no text is no answer."""
        text = text.strip()
        if not text or _says(text, NOT_KNOWN_WORDS):
            return Cell()
        match spec.kind:
            case "text" | "long_text":
                return _text(text, spec)
            case "choice":
                return _choice(text, spec)
            case "bool":
                truth = truth_of(text)
                return Cell(truth) if truth is not None else _wrong(NO_TRUTH, text)
            case "date":
                return _date(text)
            case "refs" if _says(text, NONE_OF_THESE):
                return Cell(())
            case "ref" | "refs":
                return self._named(text, spec)
            case _:
                return _number(text, spec)

    def _named(self, text: str, spec: FieldSpec) -> Cell:
        names = self.names(spec.refers_to)
        wanted = names.split(text) if spec.kind == "refs" else [text]
        found, missing = list[str](), list[str]()
        for name in wanted:
            keys = names.find(name)
            if len(keys) > 1:
                return _wrong(TWO_OF_THEM, name)
            if keys:
                found.append(keys[0])
            else:
                missing.append(name)
        if missing:
            sentence = UNKNOWN_ZONE if spec.refers_to == "zones" else UNKNOWN_ITEM
            return Cell(
                why=texts(sentence, word=_short("; ".join(missing))),
                missing=tuple(missing) if spec.refers_to == "zones" else (),
            )
        return Cell(found[0] if spec.kind == "ref" else tuple(dict.fromkeys(found)))


def _says(text: str, message: str) -> bool:
    return any(folded(text) == folded(translate(message, lang)) for lang in LANGUAGES)


def _wrong(sentence: str, text: str, **values: object) -> Cell:
    return Cell(why=texts(sentence, word=_short(text), **values))


def _short(text: str) -> str:
    return text if len(text) <= _WORD else f"{text[: _WORD - 1]}…"


def _text(text: str, spec: FieldSpec) -> Cell:
    most = spec.max_length or (10_000 if spec.kind == "long_text" else 200)
    plain = text if spec.kind == "long_text" else " ".join(text.split())
    return Cell(plain) if len(plain) <= most else Cell(why=texts(TOO_LONG, most=most))


def _choice(text: str, spec: FieldSpec) -> Cell:
    found = choice_of(spec.name, text)
    if found is not None:
        return Cell(found)
    between: dict[Lang, str] = {"zh": "、", "ko": ", ", "en": ", "}
    listed = {
        lang: between[lang].join(translate(choice.label, lang) for choice in spec.choices or ())
        for lang in LANGUAGES
    }
    return _wrong(UNKNOWN_WORD, text, choices=Texts(**listed))


def _date(text: str) -> Cell:
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = _DATE.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if parts is None:
        return _wrong(NO_DATE, text)
    try:
        return Cell(dt.date(int(parts[1]), int(parts[2]), int(parts[3])))
    except ValueError:
        return _wrong(NO_DATE, text)


def _number(text: str, spec: FieldSpec) -> Cell:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    plain = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", plain)
    value = {"resolution": megapixels, "height": _metres, "field_of_view": _degrees}[spec.name](plain)
    if value is None:
        return _wrong(NO_NUMBER, text, unit=spec.unit)
    least, most = spec.minimum or 0, spec.maximum if spec.maximum is not None else 1e9
    if not least <= value <= most:
        return _wrong(OUT_OF_RANGE, text, least=f"{least:g}", most=f"{most:g}", unit=spec.unit)
    return Cell(value)


def megapixels(text: str) -> float | None:
    """Return the resolution a recorder writes as 4MP, 400万, 1080P or 2560×1440, in millions of pixels."""
    if pixels := _PIXELS.search(text):
        return round(int(pixels[1]) * int(pixels[2]) / 1e6, 2)
    if text in _NAMED:
        return round(_NAMED[text][0] * _NAMED[text][1] / 1e6, 2)
    if lines := re.fullmatch(r"(\d{3,4})[pi]", text):
        width = _LINES.get(int(lines[1]))
        return round(width * int(lines[1]) / 1e6, 2) if width else None
    if millions := _MILLIONS.fullmatch(text):
        return float(millions[1])
    if thousands := _TEN_THOUSANDS.fullmatch(text):
        return round(float(thousands[1]) / 100, 2)
    return _plain_number(text)


def _metres(text: str) -> float | None:
    found = _HEIGHT.fullmatch(text)
    if found is None:
        return None
    unit = found[2] or "m"
    scale = 1000 if unit in {"mm", "毫米"} else 100 if unit[:2] in {"cm", "厘米", "公分", "센티"} else 1
    return round(float(found[1]) / scale, 3)


def _degrees(text: str) -> float | None:
    found = _ANGLE.fullmatch(text)
    return float(found[1]) if found else None


def _plain_number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text) else None


def has_unit(text: str) -> bool:
    """Tell whether ``text`` is a resolution by its unit, and not only a number."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())
    return megapixels(plain) is not None and _plain_number(plain) is None


def _quoted(name: str) -> str:
    """Return a name as one among several: in quotation marks if it holds what stands between two names."""
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if any(mark in name for mark in f'{_MARKS}"') else name


def write(dossier: Dossier, spec: FieldSpec, value: Any, lang: Lang) -> str:
    """Return an answer as a cell of a table in ``lang``: what :meth:`Reader.read` reads back."""
    if value is None:
        return ""
    match spec.kind:
        case "choice":
            return translate(value.label, lang)
        case "bool":
            return translate(N_("yes") if value else N_("no"), lang)
        case "date":
            return str(value.isoformat())
        case "ref":
            return name_of(dossier, f"{spec.refers_to}.{value}", lang)
        case "refs" if not value:
            return translate(NONE_OF_THESE, lang)
        case "refs":
            names = (name_of(dossier, f"{spec.refers_to}.{one}", lang) for one in value)
            return ("；" if lang == "zh" else "; ").join(map(_quoted, names))
        case "number" | "integer":
            return f"{value:.10g}"
        case _:
            return str(value)
