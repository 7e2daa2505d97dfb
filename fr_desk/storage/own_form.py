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
from fr_desk.domain.file_digest import DIGEST_KEY, Hashed, first_end, hashed
from fr_desk.storage.telling_words import LANGUAGE, OURS, SEALING, TELLING, words_in

MOST_UNPACKED = 64 << 20
"""Most bytes of one stream, unpacked."""
MOST_PAGES = 2_000
_HEADS_OF_PAGES, _PART_ENDS = (1_600, 4_000), b"EMC"

_HEAD = re.compile(rb"%PDF-1\.[4-7]\n%\xbf\xf7\xa2\xfe\n")
_STREAM = re.compile(rb"(\d{1,7}) 0 obj\n(<< [^\n]* >>)\nstream\n")
_NEXT_STREAM = re.compile(rb"\nendstream\nendobj\n\n?(?:" + _STREAM.pattern + rb")?")
_LENGTH = re.compile(rb"/Length (\d{1,9}) ")
_END = re.compile(rb"\n*startxref\n(\d{1,10})\n%%EOF\n")
_ADDED = re.compile(rb"(\d{1,7}) \d{1,5} obj\b(.*?)endobj", re.DOTALL)
_DEFLATED = b"/Filter /FlateDecode"
_TRAILER = re.compile(
    rb"<< /Type /XRef /Length \d+ /Filter /FlateDecode /DecodeParms << /Columns \d /Predictor 12 >> "
    rb"/W \[ 1 \d \d \] " + re.escape(DIGEST_KEY.encode()) + rb" \([0-9a-f]{64}\) "
    rb"/Info (\d+) 0 R /Root (\d+) 0 R /Size (\d+) /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>"
)
_PAGE = re.compile(
    rb"<< (?:/Annots (?:\[[ \dR]*\]|\d+ 0 R) )?/Contents (?P<contents>\d{1,7}) 0 R "
    rb"/MediaBox \[ 0 0 595\.2756 841\.8898 \] /Parent \d+ 0 R "
    rb"/Resources << /Font (?P<fonts>\d{1,7}) 0 R /ProcSet \[ /PDF /Text /ImageB /ImageC /ImageI \] "
    rb"(?:/XObject << (?P<drawings>(?:/FormXob\.\w+ \d{1,7} 0 R )*)>> )?>> "
    rb"/Rotate 0 (?:/StructParents \d+ )?(?:/Tabs /S )?/Trans << >> /Type /Page >>\s*"
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
_FIRST = re.compile(rb"/First (\d{1,7})")
_DIGITS = b"0123456789"


class _OtherFormError(ValueError):
    """Something is not as we build it."""


class _Packed:
    """The objects of one stream of objects, numbered without a gap; where each begins is read when one is needed.

    Attributes:
        first: the number of the first object.
        count: of the objects.
        objects: all of them, as they are written.
    """

    def __init__(self, content: bytes, begin: int) -> None:
        """Look only at the numbers of the first object and of the last.

        Args:
            content: of the stream, unpacked.
            begin: where the first object begins in it; before it stand a number and a place for each.

        Raises:
            ValueError: if something else stands there.
        """
        table = content[:begin]
        self._table, self.objects = table, content[begin:]
        self.count = (table.count(b" ") + 1) // 2
        between = table.translate(None, _DIGITS)
        if between != b" " * (2 * self.count - 1) + b"\n" or b"  " in table or not table.endswith(b"\n"):
            raise _OtherFormError
        first, last = table.split(b" ", 1)[0], table.rsplit(b" ", 2)[-2]
        self.first = int(first)  # no number, if it begins with a space
        if int(last) != self.first + self.count - 1:
            raise _OtherFormError

    @cached_property
    def _starts(self) -> list[int]:
        return [*map(int, self._table.split()[1::2]), len(self.objects)]

    def text(self, number: int) -> bytes:
        """Return one object."""
        at = number - self.first
        if at >= self.count:
            raise _OtherFormError
        return self.objects[self._starts[at] : self._starts[at + 1]]


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
        if "content" in self.__dict__:
            return self.content
        for size in _HEADS_OF_PAGES:
            begin = self._form.stream(self._place, size)
            if _PART_ENDS in begin:
                return begin
        return self.content


class OwnForm:
    """A document in our own form."""

    def __init__(self, file: Hashed, end: int | None = None) -> None:
        """Find what is needed.

        Args:
            file: the file.
            end: where the document ends in it; at the end of the file if omitted.

        Raises:
            ValueError: if something is not as we build it.
        """
        if file.own(end) != "right":
            raise _OtherFormError
        self._data = data = file.data[:end]
        self._streams = _streams(data)
        trailer = _TRAILER.fullmatch(next(reversed(self._streams.values()))[0])
        if trailer is None:
            raise _OtherFormError
        self._drawn = set[int]()
        self._packed = self._unpack_objects()
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
        if not SEALING.issuperset(b" ".join(one.split()) for one in TELLING.findall(text)):
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
        return self._packed[self._firsts[index]].text(number)

    def _unpack_objects(self) -> dict[int, _Packed]:
        """Return the objects that are no streams, stream by stream, by the number of the first."""
        found = (
            _Packed(self.stream(number), int(_required(_FIRST, head)))
            for number, (head, _, _) in self._streams.items()
            if b"ObjStm" in head
        )
        return {packed.first: packed for packed in found}

    def _check_numbers(self, size: int) -> None:
        """See that no number stands for two objects."""
        ends = {first: first + held.count for first, held in self._packed.items()}
        alone = {first: first + 1 for first in self._streams}
        every = sorted((*ends.items(), *alone.items()))
        count = sum(held.count for held in self._packed.values()) + len(self._streams)
        if count != size - 1 or any(end > begin for (_, end), (begin, _) in pairwise(every)):
            raise _OtherFormError

    def _words(self) -> Counter[bytes]:
        """Return how often each telling word stands among the objects; there are none but ours."""
        heads = [head for head, _, _ in self._streams.values()]
        found = words_in(b"\n".join([held.objects for held in self._packed.values()]), heads)
        tags = [word for word in found if word.startswith(LANGUAGE)]
        self.languages = {tag.removeprefix(LANGUAGE).decode() for tag in tags}
        """The languages that the document says to be in."""
        if not OURS.issuperset(found.keys() - tags):
            raise _OtherFormError
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
        fonts: bytes | None = None
        for kid in kids:
            page = _PAGE.fullmatch(self._text(kid))
            if page is None or (fonts is not None and page["fonts"] != fonts):
                raise _OtherFormError
            fonts, place = page["fonts"], int(page["contents"])
            drawings = (page["drawings"] or b"").split()
            self._drawn.add(place)
            yield OwnPage(self, place, dict(zip(drawings[::4], map(int, drawings[1::4]), strict=True)))


def own_form(file: bytes | Hashed) -> OwnForm | None:
    """Return a document that is to the byte as it was written; ``None`` for any other."""
    try:
        return OwnForm(hashed(file))
    except ValueError:
        return None


def form_before_seals(file: bytes | Hashed) -> OwnForm | None:
    """Return a sealed document as it was before the first seal, if all that came since looks like seals.

    Nothing of what its pages draw, what is embedded and what acts may have been touched. Whether the rest of what was
    added is allowed is not told here: who checks the seals knows.
    """
    file = hashed(file)
    data, end = file.data, first_end(file.data)
    try:
        form = OwnForm(file, end)
    except ValueError:
        return None
    if data.count(b" obj", 0, end) != form.size or b"/ObjStm" in data[end:]:
        return None
    roots = set(re.findall(rb"/(?:Root|Info)\s+(\d+) 0 R", data[end:]))
    try:
        same = all(form.still_draws(int(number), text) for number, text in _ADDED.findall(data, end))
    except ValueError:
        return None
    return form if same and roots <= {form.root, form.info} else None


def _streams(data: bytes) -> dict[int, tuple[bytes, int, int]]:
    """Return each stream by its number: its head, where its content begins, how long that is."""
    head = _HEAD.match(data)
    found = _STREAM.match(data, head.end()) if head else None
    streams, sizes, last, place = dict[int, tuple[bytes, int, int]](), dict[bytes, int](), 0, 0
    while found and found[1]:
        number, said = int(found[1]), found[2]
        if number in streams:
            raise _OtherFormError
        size = sizes.get(said, -1)
        if size < 0:  # many heads are the same
            size = sizes[said] = int(_required(_LENGTH, said))
        start = found.end()
        streams[number] = said, start, size
        last, place = found.start(1), start + size
        found = _NEXT_STREAM.match(data, place)
    end = _END.fullmatch(data, found.end()) if found else None
    if end is None or int(end[1]) != last:
        raise _OtherFormError
    return streams


def _required(pattern: re.Pattern[bytes] | bytes, text: bytes) -> bytes:
    """Return what stands once in a text."""
    found = pattern.findall(text) if isinstance(pattern, re.Pattern) else re.findall(pattern, text)
    if len(found) != 1:
        raise _OtherFormError
    one: bytes = found[0]
    return one
