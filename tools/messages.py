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
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "fr_desk"
TRANSLATIONS = ROOT / "resources" / "i18n"
LANGUAGES = ("zh", "ko")
MARKERS: dict[str, tuple[int, ...] | None] = dict.fromkeys(("N_", "translate", "texts", "t", "tr"))
"""Functions whose first argument is a message: the declaration's marker and those that translate at once."""


class BareCatalog(Catalog):
    """A catalogue whose header says the language and the encoding and nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        return [("Language", str(self.locale)), ("Content-Type", "text/plain; charset=utf-8")]


def extracted() -> dict[str, set[str]]:
    """Return every message of the code, with the files it stands in."""
    found: dict[str, set[str]] = {}
    for name, _, message, _, _ in extract_from_dir(SOURCES, [("**.py", "python")], keywords=MARKERS):
        if isinstance(message, str) and message:
            found.setdefault(message, set()).add(f"fr_desk/{Path(name).as_posix()}")
    return found


def file_of(language: str, suffix: str = "po") -> Path:
    """Return the translations of one language: the text, or with ``mo`` what the program reads."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"fr_desk.{suffix}"


def translations(language: str) -> dict[str, Message]:
    """Return what is translated so far, by message."""
    path = file_of(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, abort_invalid=True)
    return {str(message.id): message for message in catalog if message.id}


def updated(language: str) -> Catalog:
    """Return the language's catalogue with exactly the messages of the code."""
    known = translations(language)
    catalog = BareCatalog(locale=language, header_comment="", fuzzy=False)
    for message, files in extracted().items():
        old = known.get(message)
        places = [(file, 0) for file in sorted(files)]
        catalog.add(message, old.string if old else "", locations=places, flags=old.flags if old else ())
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
    for message in sorted(messages | set(known)):
        translation = known.get(message)
        if message not in messages:
            yield f"{language}: unused: {message!r}"
        elif translation is None or not translation.string:
            yield f"{language}: missing: {message!r}"
        elif translation.fuzzy:
            yield f"{language}: fuzzy: {message!r}"
        elif placeholders(str(translation.string)) != placeholders(message):
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
