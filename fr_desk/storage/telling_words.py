"""The words in the objects of a PDF that tell what it does and holds, and those of them that ours have.

Thousands of objects of a document differ only in numbers, and most of what is left is the same in all our documents:
each sort of object is looked at once, without its numbers, and what it says is held in mind. What a sort says depends
on nothing but its own text, which is the whole key; so no file can change what is read from the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from fr_desk.rules.memory import Memory

TELLING: Final = re.compile(
    rb"/(?:(?:JS|AA|OpenAction|JavaScript|XFA|RichMedia\w*|URI|Launch|SubmitForm|ImportData|ResetForm|GoToR|GoToE|"
    rb"Rendition|Movie|Sound|Hide|Named|SetOCGState|GoTo\d*DView|Thread|ByteRange|Encrypt|XRefStm|V|Type3|Crypt|"
    rb"FileAttachment|Prev (?=\d* /)|Sig|FT /Sig|EmbeddedFiles?|EF|Type\s*/Pages?)\b|Subtype\b(?:\s*/[^\s/<>\[\]()]*)?|"
    rb"(?<!/Tabs /)S\s*/Trans\b)"
)
"""Words that tell what a document does and holds; ``/Subtype`` even if what it is stands in the next line."""
OURS: Final = frozenset(
    {
        *(b"/FT /Sig", b"/EmbeddedFiles", b"/EmbeddedFile", b"/EF", b"/Type /Page", b"/Type /Pages"),
        *(
            b"/Subtype /Link",
            b"/Subtype /Widget",
            b"/Subtype /Form",
            b"/Subtype /Image",
            b"/Subtype /TrueType",
        ),
        *(b"/Subtype /XML", b"/Subtype /application#fjson"),
    }
)
"""Those that a document of ours has. None of the others need do harm, but whoever has one is looked at again."""
SEALING: Final = OURS - {b"/EmbeddedFile", b"/EF"} | {b"/Sig", b"/ByteRange", b"/V"}
"""Those that a seal may bring along."""
LANGUAGE: Final = b"/Lang ("
"""What stands before the language that a document or a part of it says to be in, two letters."""
MOST_SORTS, LONGEST_SORT = 4_096, 1_024
"""So many sorts are held in mind, none of them longer: 4 MiB at most."""

_LANGUAGE = re.compile(re.escape(LANGUAGE) + rb"[a-z]{2}\b")
_CROSS = b"#"
"""With it, a name may be written so that a search does not find it."""
_DIGITS = b"0123456789"
_SORTS: Memory[bytes, tuple[bytes, ...]] = Memory(MOST_SORTS)


def words_in(objects: bytes, heads: Iterable[bytes]) -> Counter[bytes]:
    """Return how often each telling word, each language and each cross outside of them stands in a document.

    Args:
        objects: all that are no streams, as they are written, one a line.
        heads: what stands before each stream, each in one line.
    """
    lines = objects.translate(None, _DIGITS).split(b"\n")
    told = {sort: words for sort in set(lines) if (words := _said_by(sort))}
    sorts = Counter(filter(told.__contains__, lines))
    for head, times in Counter(heads).items():  # many are the same
        sort = head.translate(None, _DIGITS)
        told[sort] = _said_by(sort)
        sorts[sort] += times
    found: Counter[bytes] = Counter()
    for sort, times in sorts.items():
        for word in told[sort]:
            found[word] += times
    return found


def _said_by(sort: bytes) -> tuple[bytes, ...]:
    """Return what one sort of objects says."""
    words = _SORTS.get(sort)
    if words is None:
        found = [*TELLING.findall(sort), *_LANGUAGE.findall(sort)]
        if sort.count(_CROSS) != sum(word.count(_CROSS) for word in found):
            found.append(_CROSS)
        words = tuple(found)
        if len(sort) <= LONGEST_SORT:
            _SORTS.put(sort, words)
    return words
