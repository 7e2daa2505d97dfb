"""Extract the messages of the code, update the translations and compile them. `make messages`.

Translate by filling the `msgstr` of resources/i18n/<language>/LC_MESSAGES/fr_desk.po, then run this again. Messages the
code no longer uses leave the file; new ones come in empty. Nothing in the files depends on the day or on line numbers.

    .venv/bin/python tools/messages.py            extract, update, compile
    .venv/bin/python tools/messages.py --check    change nothing; name what is missing, fuzzy, unused or ill-matched
"""

from __future__ import annotations

import argparse
import io
import string
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "fr_desk"
TRANSLATIONS = ROOT / "resources" / "i18n"
LANGUAGES = ("zh", "ko")
MARKERS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("N_", "translate", "texts", "t", "tr")),
    **dict.fromkeys(("NP_", "tn"), (1, 2)),
}
"""Functions whose first argument is a message, and those whose first two are its forms for one and for more."""

Id = str | tuple[str, str]
"""What a message is known by: its English words, or those for one and for more."""


class BareCatalog(Catalog):
    """A catalogue whose header says the language and the encoding and nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        return [
            ("Language", str(self.locale)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]


@cache
def extracted() -> dict[Id, set[str]]:
    """Return every message of the code, with the files it stands in."""
    found: dict[Id, set[str]] = {}
    for name, _, message, _, _ in extract_from_dir(SOURCES, [("**.py", "python")], keywords=MARKERS):
        if message and all(forms(message)):
            known_by = message if isinstance(message, str) else (message[0], message[1])
            found.setdefault(known_by, set()).add(f"fr_desk/{Path(name).as_posix()}")
    return found


def file_of(language: str, suffix: str = "po") -> Path:
    """Return the translations of one language: the text, or with ``mo`` what the program reads."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"fr_desk.{suffix}"


def forms(text: object) -> tuple[str, ...]:
    """Return the forms of a message or a translation: one, or several where it says a number."""
    return tuple(str(form or "") for form in text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def translations(language: str) -> dict[Id, Message]:
    """Return what is translated so far, by message."""
    path = file_of(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, abort_invalid=True)
    found: dict[Id, Message] = {}
    for message in catalog:
        ids = forms(message.id)
        if all(ids):
            found[ids[0] if len(ids) == 1 else (ids[0], ids[1])] = message
    return found


def updated(language: str) -> Catalog:
    """Return the language's catalogue with exactly the messages of the code."""
    known = translations(language)
    catalog = BareCatalog(locale=language, header_comment="", fuzzy=False)
    for message, files in extracted().items():
        old = known.get(message)
        places = [(file, 0) for file in sorted(files)]
        catalog.add(message, old.string if old else None, locations=places, flags=old.flags if old else ())
    return catalog


def placeholders(text: str) -> set[str]:
    """Return the names in braces. Broken braces are one name of their own, so that they match nothing."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def compiled(catalog: Catalog) -> bytes:
    """Return what the program reads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def faults(language: str) -> Iterator[str]:
    """Yield what is wrong with the translations of one language, one line each."""
    messages, known = set(extracted()), translations(language)
    for message in sorted(messages | set(known), key=forms):
        translation = known.get(message)
        if message not in messages:
            yield f"{language}: unused: {message!r}"
        elif translation is None or not all(forms(translation.string)):
            yield f"{language}: missing: {message!r}"
        elif translation.fuzzy:
            yield f"{language}: fuzzy: {message!r}"
        elif any(
            placeholders(form) != placeholders(forms(message)[-1]) for form in forms(translation.string)
        ):
            yield f"{language}: other placeholders: {message!r}: {translation.string!r}"
    mo = file_of(language, "mo")
    if not mo.exists() or mo.read_bytes() != compiled(updated(language)):
        yield f"{language}: not compiled: run tools/messages.py"


def update(language: str) -> None:
    """Write the language's text and compiled files."""
    catalog = updated(language)
    file_of(language).parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalog, width=0, sort_output=True, include_lineno=False)
    file_of(language).write_bytes(text.getvalue().lstrip())
    file_of(language, "mo").write_bytes(compiled(catalog))


def main() -> int:
    """Update, or check and exit 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Update and compile the translations.")
    parser.add_argument("--check", action="store_true", help="change nothing, name what is wrong")
    if not parser.parse_args().check:
        for language in LANGUAGES:
            update(language)
    found = [line for language in LANGUAGES for line in faults(language)]
    print("\n".join(found) or f"{len(extracted())} messages, all translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
