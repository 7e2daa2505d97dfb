"""A dossier PDF that is to the byte built as FR Desk builds one: read in milliseconds, without a library for PDFs.

Only what can be accounted for completely is taken: every byte of the file belongs to an object, the table of objects
says the same as the objects, and no word of theirs stands for a script, an action, a signature, a note or another file.
Anything else, harmless or not, gives ``None``, and :mod:`fr_desk.storage.pdf` looks at it thoroughly. So what is taken
here would have passed there.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, FINGERPRINT_KEY

MOST_UNPACKED = 64 << 20
"""Most bytes of one stream, unpacked."""
MOST_PAGES = 2_000

_HEAD = re.compile(rb"%PDF-1\.[4-7]\n%\xbf\xf7\xa2\xfe\n")
_STREAM = re.compile(rb"(\d{1,7}) 0 obj\n(<< [^\n]* >>)\nstream\n")
_LENGTH = re.compile(rb"/Length (\d{1,9}) ")
_AFTER = b"\nendstream\nendobj\n"
_END = re.compile(rb"\n*startxref\n(\d{1,10})\n%%EOF\n")
_EOF = b"%%EOF\n"
_ADDED = re.compile(rb"(\d{1,7}) \d{1,5} obj\b(.*?)endobj", re.DOTALL)
_DEFLATED = b"/Filter /FlateDecode"
_TABLE = re.compile(
    rb"<< /Type /XRef /Length \d+ /Filter /FlateDecode /DecodeParms << /Columns (\d) /Predictor 12 >> "
    rb"/W \[ 1 (\d) (\d) \] /Info (\d+) 0 R /Root (\d+) 0 R /Size (\d+) /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>"
)
_TELLING = re.compile(
    rb"/(?:(?:JS|AA|OpenAction|JavaScript|XFA|RichMedia\w*|URI|Launch|SubmitForm|ImportData|ResetForm|GoToR|GoToE|"
    rb"Rendition|Movie|Sound|Hide|Named|SetOCGState|GoTo3DView|Thread|ByteRange|Encrypt|XRefStm|V|Type3|Crypt|"
    rb"FileAttachment|Prev (?=\d+ /)|Sig|FT /Sig|EmbeddedFiles?|EF|Type\s*/Pages?)\b|Subtype\s*/[^\s/<>\[\]()]*|"
    rb"(?<!/Tabs /)S\s*/Trans\b)"
)
"""Words that tell what a document does and holds."""
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
        *(b"/Subtype /XML", b"/Subtype /application#2fjson"),
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


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What one page draws: its content, unpacked, and the numbers of the drawings it may use, by name."""

    content: bytes
    forms: Mapping[bytes, int]


class OwnForm:
    """A document in our own form."""

    def __init__(self, data: bytes) -> None:
        """Account for every byte.

        Raises:
            ValueError: if something is not as we build it.
        """
        self._data = data
        self._streams = dict(_streams(data))
        self._drawn = set[int]()
        everything = self._unpack_objects()
        words = _words_in(everything)
        self.info, self.root = self._trailer[4], self._trailer[5]
        self._root, info = self._text(int(self.root)), self._text(int(self.info))
        self._drawn.add(int(self.info))
        stated = _FINGERPRINT.search(info)
        self.fingerprint = stated[1].decode() if stated else ""
        self.dossier, self.assessment = self._embedded(words)
        self.pages = tuple(self._pages(words))
        self.fonts = dict(self._read_fonts())
        """The table of each font of the pages from its codes to characters, by its name."""

    def stream(self, number: int) -> bytes:
        """Return the content of a stream, unpacked.

        Raises:
            ValueError: if there is none of that number, or it is packed otherwise.
        """
        held = self._streams.get(number)
        if held is None:
            raise _OtherFormError
        head, start, size, _ = held
        if _DEFLATED not in head or b"/DecodeParms" in head:
            raise _OtherFormError
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(self._data[start : start + size], MOST_UNPACKED)
        except zlib.error as error:
            raise _OtherFormError from error
        if not unpacker.eof:
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
        content, begin, starts = self._packed[index]
        at = number - self._firsts[index]
        if at >= len(starts):
            raise _OtherFormError
        end = begin + starts[at + 1] if at + 1 < len(starts) else len(content)
        return content[begin + starts[at] : end]

    def _unpack_objects(self) -> bytes:
        """Unpack the objects that are no streams, and return all that is said in objects, for a search.

        The table of objects must name exactly the objects that are there, each at its place.
        """
        table = _Table(*next(reversed(self._streams.values())), self._data)
        said = [held[0] for held in self._streams.values()]
        self._trailer = table.trailer
        packed: dict[int, tuple[bytes, int, list[int]]] = {}
        for number, (head, _, _, begin) in self._streams.items():
            table.expect(number, 1, begin)
            if b"/Type /ObjStm" not in head:
                continue
            content, first = self.stream(number), int(_required(rb"/First (\d{1,7})", head))
            said.append(content)
            numbers = list(map(int, content[:first].split()))
            keys, starts = numbers[::2], numbers[1::2]
            if not keys or len(keys) != len(starts) or starts != sorted(starts) or starts[0]:
                raise _OtherFormError
            table.expect_many(keys, number)
            packed[keys[0]] = content, first, starts
        table.compare(len(self._streams) + sum(len(starts) for _, _, starts in packed.values()))
        self._firsts = sorted(packed)
        self._packed = [packed[first] for first in self._firsts]
        return b"\n".join(said)

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
            yield OwnPage(self.stream(place), {name: int(number) for name, number in named})


def own_form(data: bytes) -> OwnForm | None:
    """Return a document that is built to the byte as we build one; ``None`` for any other."""
    try:
        return OwnForm(data)
    except ValueError:
        return None


def form_before_seals(data: bytes) -> OwnForm | None:
    """Return a sealed document as it was before the first seal, if all that came since looks like seals.

    Nothing of what its pages draw, what is embedded and what acts may have been touched. Whether the rest of what was
    added is allowed is not told here: who checks the seals knows.
    """
    end = data.find(_EOF) + len(_EOF)
    form = own_form(data[:end])
    if form is None or data.count(b" obj", 0, end) != form.size or b"/ObjStm" in data[end:]:
        return None
    roots = set(re.findall(rb"/(?:Root|Info)\s+(\d+) 0 R", data[end:]))
    try:
        same = all(form.still_draws(int(number), text) for number, text in _ADDED.findall(data, end))
    except ValueError:
        return None
    return form if same and roots <= {form.root, form.info} else None


def _streams(data: bytes) -> Iterator[tuple[int, tuple[bytes, int, int, int]]]:
    """Yield each stream: its number, its head, where its content begins, how long that is, where the stream begins."""
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
        yield number, (found[2], start, size, found.start())
        last, place = found.start(), start + size
        if not data.startswith(_AFTER, place):
            raise _OtherFormError
        place += len(_AFTER)
        if data.startswith(b"\n", place):
            place += 1
    end = _END.fullmatch(data, place)
    if end is None or not seen or int(end[1]) != last:
        raise _OtherFormError


def _words_in(everything: bytes) -> Counter[bytes]:
    """Return how often each telling word stands among the objects; there are none but ours."""
    found = Counter(_TELLING.findall(everything))
    if not _OURS.issuperset(found) or everything.count(b"#") != found[b"/Subtype /application#2fjson"]:
        raise _OtherFormError  # with a cross, a name may be written so that a search does not find it
    return found


def _required(pattern: bytes, text: bytes) -> bytes:
    """Return what stands once in a text."""
    found = re.findall(pattern, text)
    if len(found) != 1:
        raise _OtherFormError
    one: bytes = found[0]
    return one


class _Table:
    """The table of objects, in which each column of digits stands for itself, and what it is expected to say."""

    def __init__(self, head: bytes, start: int, size: int, _begin: int, data: bytes) -> None:
        """Unpack it.

        Raises:
            ValueError: if it is not as we write it.
        """
        trailer = _TABLE.fullmatch(head)
        if trailer is None:
            raise _OtherFormError
        self.trailer = trailer
        columns, self._wide, narrow = (int(one) for one in trailer.groups()[:3])
        self._rows = int(trailer[6])
        try:
            table = zlib.decompress(data[start : start + size])
        except zlib.error as error:
            raise _OtherFormError from error
        if columns != 2 + self._wide or narrow != 1 or len(table) != self._rows * (columns + 1):
            raise _OtherFormError
        if table[:: columns + 1].strip(b"\2"):  # each row says what it differs by from the one above
            raise _OtherFormError
        sums = (accumulate(table[at :: columns + 1]) for at in range(1, columns + 1))
        self._found = [bytes(map((255).__and__, column)) for column in sums]
        self._expected = [bytearray(self._rows) for _ in self._found]

    def expect(self, number: int, kind: int, place: int) -> None:
        """Expect an object by itself."""
        if not 0 < number < self._rows:
            raise _OtherFormError
        for column, digit in zip(self._expected, (kind, *place.to_bytes(self._wide, "big"), 0), strict=True):
            column[number] = digit

    def expect_many(self, numbers: list[int], stream: int) -> None:
        """Expect objects in a stream, one after another."""
        first, count = numbers[0], len(numbers)
        if (
            count > 256
            or first < 1
            or first + count > self._rows
            or numbers != list(range(first, first + count))
        ):
            raise _OtherFormError
        digits = (2, *stream.to_bytes(self._wide, "big"))
        for column, digit in zip(self._expected, digits, strict=False):
            column[first : first + count] = bytes([digit]) * count
        self._expected[-1][first : first + count] = bytes(range(count))

    def compare(self, count: int) -> None:
        """Compare; ``count`` objects were expected, and none may have taken the place of another."""
        expected = [bytes(column) for column in self._expected]
        if self._found != expected or expected[0].count(0) != 1 or count != self._rows - 1:
            raise _OtherFormError
