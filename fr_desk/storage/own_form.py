"""A dossier PDF whose bytes are those that were written, as its digest says: read in milliseconds, without a library.

What was damaged, written again by another program or appended to is not taken, nor is what was written before there
were digests: all that gives ``None``, and :mod:`fr_desk.storage.pdf` looks at it thoroughly. Whoever changes a document
on purpose can compute its digest anew. So what is taken must still be built like ours as far as it is read here, no
word in it may stand for a script, an action, a signature, a note or another file, and what it prints is compared with
its data elsewhere.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.domain.file_digest import DIGEST_KEY, digest_of, first_end

MOST_UNPACKED = 64 << 20
"""Most bytes of one stream, unpacked."""
MOST_PAGES = 2_000
_HEAD_OF_PAGE, _PART_ENDS = 4_000, b"EMC"

_HEAD = re.compile(rb"%PDF-1\.[4-7]\n%\xbf\xf7\xa2\xfe\n")
_STREAM = re.compile(rb"(\d{1,7}) 0 obj\n(<< [^\n]* >>)\nstream\n")
_LENGTH = re.compile(rb"/Length (\d{1,9}) ")
_AFTER = b"\nendstream\nendobj\n"
_END = re.compile(rb"\n*startxref\n(\d{1,10})\n%%EOF\n")
_ADDED = re.compile(rb"(\d{1,7}) \d{1,5} obj\b(.*?)endobj", re.DOTALL)
_DEFLATED = b"/Filter /FlateDecode"
_TRAILER = re.compile(
    rb"<< /Type /XRef /Length \d+ /Filter /FlateDecode /DecodeParms << /Columns \d /Predictor 12 >> "
    rb"/W \[ 1 \d \d \] " + re.escape(DIGEST_KEY.encode()) + rb" \([0-9a-f]{64}\) "
    rb"/Info (\d+) 0 R /Root (\d+) 0 R /Size (\d+) /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>"
)
_TELLING = re.compile(
    rb"/(?:(?:JS|AA|OpenAction|JavaScript|XFA|RichMedia\w*|URI|Launch|SubmitForm|ImportData|ResetForm|GoToR|GoToE|"
    rb"Rendition|Movie|Sound|Hide|Named|SetOCGState|GoTo\d*DView|Thread|ByteRange|Encrypt|XRefStm|V|Type3|Crypt|"
    rb"FileAttachment|Prev (?=\d* /)|Sig|FT /Sig|EmbeddedFiles?|EF|Type\s*/Pages?)\b|Subtype\b(?:\s*/[^\s/<>\[\]()]*)?|"
    rb"(?<!/Tabs /)S\s*/Trans\b)"
)
"""Words that tell what a document does and holds; ``/Subtype`` even if what it is stands in the next line."""
_LANGUAGE = re.compile(rb"/Lang \(([a-z]{2})\b")
_DIGITS = b"0123456789"
_OURS = frozenset(
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
_SEALING = _OURS - {b"/EmbeddedFile", b"/EF"} | {b"/Sig", b"/ByteRange", b"/V"}
"""Those that a seal may bring along."""
_PAGE = re.compile(
    rb"<< (?:/Annots (?:\[[ \dR]*\]|\d+ 0 R) )?/Contents \d+ 0 R /MediaBox \[ 0 0 595\.2756 841\.8898 \] "
    rb"/Parent \d+ 0 R /Resources << /Font \d+ 0 R /ProcSet \[ /PDF /Text /ImageB /ImageC /ImageI \] "
    rb"(?:/XObject << [^<>]*>> )?>> /Rotate 0 (?:/StructParents \d+ )?(?:/Tabs /S )?/Trans << >> /Type /Page >>\s*"
)
"""A page as we write it: upright, of one size, whole."""
_FILES = re.compile(rb"<< /Names \[ \(assessment\.json\) (\d+) 0 R \(dossier\.json\) (\d+) 0 R \] >>\s*")
_FILE = re.compile(
    rb"<< /AFRelationship /\w+ /Desc \(([a-z.]+)\) /EF << /F (\d+) 0 R /UF \2 0 R >> "
    rb"/F \(\1\) /Type /Filespec /UF \(\1\) >>\s*"
)
_FINGERPRINT = re.compile(re.escape(FINGERPRINT_KEY.encode()) + rb" \(([0-9a-f]{64})\)")
_DRAWS = (rb"/Contents (\d+ 0 R)", rb"/Font (\d+ 0 R)", rb"/XObject\s*<<([^<>]*)>>")
_NAMED = re.compile(rb"(/[^\s/<>\[\]()]+) (\d+) 0 R")


class _OtherFormError(ValueError):
    """Something is not as we build it."""


class OwnPage:
    """What one page draws: its content, unpacked when it is needed, and the drawings it may use.

    Attributes:
        forms: the numbers of the drawings by name.
    """

    def __init__(self, form: OwnForm, place: int, forms: Mapping[bytes, int]) -> None:
        """Remember where the content is."""
        self._form, self._place, self.forms = form, place, forms

    @cached_property
    def content(self) -> bytes:
        """All that the page draws."""
        return self._form.stream(self._place)

    @property
    def head(self) -> bytes:
        """What the page draws before its first part ends, at least: that is little."""
        begin = self._form.stream(self._place, _HEAD_OF_PAGE)
        return begin if _PART_ENDS in begin else self.content


class OwnForm:
    """A document in our own form."""

    def __init__(self, data: bytes) -> None:
        """Find what is needed.

        Raises:
            ValueError: if something is not as we build it.
        """
        if digest_of(data) != "right":
            raise _OtherFormError
        self._data = data
        self._streams = dict(_streams(data))
        trailer = _TRAILER.fullmatch(next(reversed(self._streams.values()))[0])
        if trailer is None:
            raise _OtherFormError
        self._drawn = set[int]()
        self._packed = dict(self._unpack_objects())
        self._firsts = sorted(self._packed)
        self._check_numbers(int(trailer[3]))
        words = self._words()
        self.info, self.root = trailer[1], trailer[2]
        self._root, info = self._text(int(self.root)), self._text(int(self.info))
        self._drawn.add(int(self.info))
        stated = _FINGERPRINT.search(info)
        self.fingerprint = stated[1].decode() if stated else ""
        self.dossier, self.assessment = self._embedded(words)
        self.pages = tuple(self._pages(words))
        self.fonts = dict(self._read_fonts())
        """The table of each font of the pages from its codes to characters, by its name."""

    def stream(self, number: int, begin: int = 0) -> bytes:
        """Return the content of a stream, unpacked.

        Args:
            number: of the stream.
            begin: return so many bytes of it at most; all if omitted.

        Raises:
            ValueError: if there is none of that number, or it is packed otherwise.
        """
        held = self._streams.get(number)
        if held is None:
            raise _OtherFormError
        head, start, size = held
        if _DEFLATED not in head or b"/DecodeParms" in head:
            raise _OtherFormError
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(self._data[start : start + size], begin or MOST_UNPACKED)
        except zlib.error as error:
            raise _OtherFormError from error
        if not unpacker.eof and not begin:
            raise _OtherFormError
        return content

    @property
    def size(self) -> int:
        """The number of streams."""
        return len(self._streams)

    @property
    def drawn(self) -> frozenset[int]:
        """The numbers of the objects that decide what the pages draw and what is embedded, without the pages."""
        forms = (number for page in self.pages for number in page.forms.values())
        return frozenset({*self._drawn, *forms})

    def still_draws(self, number: int, text: bytes) -> bool:
        """Tell whether an object that was written anew leaves the pages as they were, and what is drawn on them."""
        text = text.partition(b"stream")[0]
        if not _SEALING.issuperset(b" ".join(one.split()) for one in _TELLING.findall(text)):
            return False
        if b"/Kids" in text or re.search(rb"#(?!2[0E])", text):  # dots and spaces in names do no harm
            return False
        if b"/Pages" in text and _required(rb"/Pages\s+(\d+) 0 R", text) != self._tree:
            return False
        if number not in self._kids:
            return number not in self.drawn and re.search(rb"/Type\s*/Page\b", text) is None
        return all(_required(part, text) == _required(part, self._text(number)) for part in _DRAWS)

    def _read_fonts(self) -> Iterator[tuple[bytes, bytes]]:
        table = int(_required(rb"/Font (\d{1,7}) 0 R", self._text(self._first_page)))
        self._drawn.add(table)
        for name, number in _NAMED.findall(self._text(table)):
            codes = int(_required(rb"/ToUnicode (\d{1,7}) 0 R", self._text(int(number))))
            self._drawn.update((int(number), codes))
            yield name, self.stream(codes)

    def _text(self, number: int) -> bytes:
        """Return an object that is no stream, as it is written."""
        index = bisect_right(self._firsts, number) - 1
        if index < 0:
            raise _OtherFormError
        content, begin, starts = self._packed[self._firsts[index]]
        at = number - self._firsts[index]
        if at >= len(starts):
            raise _OtherFormError
        end = begin + int(starts[at + 1]) if at + 1 < len(starts) else len(content)
        return content[begin + int(starts[at]) : end]

    def _unpack_objects(self) -> Iterator[tuple[int, tuple[bytes, int, list[bytes]]]]:
        """Yield the objects that are no streams, stream by stream: the first number, the content, the places in it."""
        for number, (head, _, _) in self._streams.items():
            if b"ObjStm" not in head:
                continue
            content, first = self.stream(number), int(_required(rb"/First (\d{1,7})", head))
            numbers = content[:first].split()
            keys, starts = numbers[::2], numbers[1::2]
            if not keys or len(keys) != len(starts) or int(keys[-1]) != int(keys[0]) + len(keys) - 1:
                raise _OtherFormError
            yield int(keys[0]), (content, first, starts)

    def _check_numbers(self, size: int) -> None:
        """See that no number stands for two objects."""
        ends = {first: first + len(held[2]) for first, held in self._packed.items()}
        alone = {first: first + 1 for first in self._streams}
        every = sorted((*ends.items(), *alone.items()))
        count = sum(map(len, (held[2] for held in self._packed.values()))) + len(self._streams)
        if count != size - 1 or any(end > begin for (_, end), (begin, _) in pairwise(every)):
            raise _OtherFormError

    def _words(self) -> Counter[bytes]:
        """Return how often each telling word stands among the objects; there are none but ours.

        Thousands of objects differ only in numbers: each sort is looked at once, without them.
        """
        heads = (head for head, _, _ in self._streams.values())
        said = b"\n".join((*heads, *(content[first:] for content, first, _ in self._packed.values())))
        sorts = Counter(said.translate(None, _DIGITS).split(b"\n"))
        found: Counter[bytes] = Counter()
        for sort, times in sorts.items():
            for word in _TELLING.findall(sort):
                found[word] += times
        every = b"\n".join(sorts)
        self.languages = {tag.decode() for tag in _LANGUAGE.findall(every)}
        """The languages that the document says to be in."""
        if not _OURS.issuperset(found) or every.count(b"#") != every.count(b"/Subtype /application#fjson"):
            raise _OtherFormError  # with a cross, a name may be written so that a search does not find it
        return found

    def _embedded(self, words: Counter[bytes]) -> tuple[bytes, bytes]:
        if words[b"/EmbeddedFiles"] != 1 or words[b"/EmbeddedFile"] != 2 or words[b"/EF"] != 2:
            raise _OtherFormError
        names = int(_required(rb"/Names << /EmbeddedFiles (\d{1,7}) 0 R >>", self._root))
        found = _FILES.fullmatch(self._text(names))
        if found is None:
            raise _OtherFormError
        parts = {}
        for number in found.groups():
            file = _FILE.fullmatch(self._text(int(number)))
            if file is None:
                raise _OtherFormError
            parts[file[1].decode()] = self.stream(int(file[2]))
            self._drawn.update((names, int(number), int(file[2])))
        if parts.keys() != {DOSSIER_PART, ASSESSMENT_PART}:
            raise _OtherFormError
        return parts[DOSSIER_PART], parts[ASSESSMENT_PART]

    def _pages(self, words: Counter[bytes]) -> Iterator[OwnPage]:
        self._tree = _required(rb"/Pages (\d{1,7}) 0 R", self._root)
        tree = self._text(int(self._tree))
        self._drawn.add(int(self._tree))
        found = re.fullmatch(rb"<< /Count (\d+) /Kids \[((?: \d+ 0 R)+) \] /Type /Pages >>\s*", tree)
        if found is None:
            raise _OtherFormError
        kids = [int(one) for one in found[2].split()[::3]]
        if len(kids) != int(found[1]) or len(set(kids)) != len(kids) or len(kids) > MOST_PAGES:
            raise _OtherFormError
        if words[b"/Type /Pages"] != 1 or words[b"/Type /Page"] != len(kids):
            raise _OtherFormError
        self._kids, self._first_page = frozenset(kids), kids[0]
        fonts = _required(rb"/Font (\d{1,7}) 0 R", self._text(kids[0]))
        for kid in kids:
            text = self._text(kid)
            if _PAGE.fullmatch(text) is None or _required(rb"/Font (\d{1,7}) 0 R", text) != fonts:
                raise _OtherFormError
            drawings = re.search(rb"/XObject << ([^<>]*) >>", text)
            named = _NAMED.findall(drawings[1]) if drawings else ()
            place = int(_required(rb"/Contents (\d{1,7}) 0 R", text))
            self._drawn.add(place)
            yield OwnPage(self, place, {name: int(number) for name, number in named})


def own_form(data: bytes) -> OwnForm | None:
    """Return a document that is to the byte as it was written; ``None`` for any other."""
    try:
        return OwnForm(data)
    except ValueError:
        return None


def form_before_seals(data: bytes) -> OwnForm | None:
    """Return a sealed document as it was before the first seal, if all that came since looks like seals.

    Nothing of what its pages draw, what is embedded and what acts may have been touched. Whether the rest of what was
    added is allowed is not told here: who checks the seals knows.
    """
    end = first_end(data)
    form = own_form(data[:end])
    if form is None or data.count(b" obj", 0, end) != form.size or b"/ObjStm" in data[end:]:
        return None
    roots = set(re.findall(rb"/(?:Root|Info)\s+(\d+) 0 R", data[end:]))
    try:
        same = all(form.still_draws(int(number), text) for number, text in _ADDED.findall(data, end))
    except ValueError:
        return None
    return form if same and roots <= {form.root, form.info} else None


def _streams(data: bytes) -> Iterator[tuple[int, tuple[bytes, int, int]]]:
    """Yield each stream: its number, its head, where its content begins, how long that is."""
    head = _HEAD.match(data)
    if head is None:
        raise _OtherFormError
    place, seen, last = head.end(), set[int](), 0
    while found := _STREAM.match(data, place):
        number, sizes = int(found[1]), _LENGTH.findall(found[2])
        if number in seen or len(sizes) != 1:
            raise _OtherFormError
        seen.add(number)
        start, size = found.end(), int(sizes[0])
        yield number, (found[2], start, size)
        last, place = found.start(), start + size
        if not data.startswith(_AFTER, place):
            raise _OtherFormError
        place += len(_AFTER)
        if data.startswith(b"\n", place):
            place += 1
    end = _END.fullmatch(data, place)
    if end is None or not seen or int(end[1]) != last:
        raise _OtherFormError


def _required(pattern: bytes, text: bytes) -> bytes:
    """Return what stands once in a text."""
    found = re.findall(pattern, text)
    if len(found) != 1:
        raise _OtherFormError
    one: bytes = found[0]
    return one
