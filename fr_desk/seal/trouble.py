"""What the libraries below raise and log when a file is not what it should be. Ours is one sentence instead."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError

TROUBLE = (
    PdfError,
    SigningError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    ValueError,  # with it what asn1crypto and the validators raise
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,  # with it too deep a recursion
    EOFError,
    StopIteration,
    struct.error,
    zlib.error,
)
"""What reading a PDF made by a stranger can end in: such a file can hold anything anywhere."""
_TALKATIVE = ("pyhanko", "pyhanko_certvalidator", "pikepdf")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' own remarks on odd files off the user's screen."""
    levels = {name: logging.getLogger(name).level for name in _TALKATIVE}
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
