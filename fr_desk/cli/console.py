"""What the command line prints: UTF-8 whatever the locale, nothing that steers the terminal, errors on one line."""

from __future__ import annotations

import io
import os
import re
import sys
from dataclasses import dataclass

from fr_desk.domain.visible import visible
from fr_desk.errors import FrDeskError
from fr_desk.i18n import Lang, Texts, translate

_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte of a file name."""
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@dataclass(frozen=True, slots=True)
class Console:
    """Standard output and standard error in the asked language."""

    lang: Lang

    def say(self, message: str, **values: object) -> str:
        """Return a message of ours in the asked language."""
        own = {
            name: value.get(self.lang) if isinstance(value, Texts) else value
            for name, value in values.items()
        }
        return translate(message, self.lang, **own)

    def line(self, text: str = "") -> None:
        """Print text that may come from a file; characters that could steer the terminal are made visible."""
        for each in _rejoined(text).splitlines() or [""]:
            print(_visible(each))

    def data(self, text: str) -> None:
        """Print text for another program, as it is."""
        print(_rejoined(text))

    def fail(self, error: FrDeskError) -> None:
        """Print an error on standard error."""
        self.complain(error.texts())

    def complain(self, sentence: Texts) -> None:
        """Print a sentence on standard error, on one line."""
        print(_visible(" ".join(_rejoined(sentence.get(self.lang)).split())), file=sys.stderr)


def use_utf8() -> None:
    """Make both streams write UTF-8; what no text can hold (odd file names) is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Send what is still to be written nowhere, because nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _rejoined(text: str) -> str:
    """Put the bytes of a file name together again that Python took apart in a locale without UTF-8."""
    whole = _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _visible(text: str) -> str:
    """Return text as a terminal may have it: a space of whatever width is a space."""
    return visible(_SPACES.sub(" ", text))
