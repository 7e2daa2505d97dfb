"""One lock for the library that reads and draws the pages of PDFs: it must not be called from two threads at once."""

from __future__ import annotations

from threading import Lock

LOCK = Lock()
