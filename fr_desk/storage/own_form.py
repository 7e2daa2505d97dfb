"""A dossier PDF in our own form, read in milliseconds, without a library.

What was damaged, written again by another program or appended to is mostly not taken, nor is what was written before
there were digests: all that gives ``None``, and :mod:`fr_desk.storage.pdf` looks at it thoroughly. Whoever changes a
document on purpose can compute its digest anew. So what is taken must be built like ours (:class:`OwnPdf`), and hang
together like ours as far as it is read here; no word in it may stand for a script, an action, a signature, a note or
another file; and what it prints is compared with its data elsewhere.

So a digest that is right proves nothing, and one that is wrong takes nothing away from what was read: only the document
is then not the one we wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.domain.file_digest import Hashed, hashed
from fr_desk.domain.own_pdf import OtherFormError, OwnPdf
from fr_desk.storage.telling_words import LANGUAGE, OURS, SEALING, TELLING, words_in

MOST_PAGES = 2_000
MOST_UNPACKED = 256 << 20
"""Most bytes of all streams of a document that are unpacked only to see whether they can be."""
_HEADS_OF_PAGES, _PART_ENDS = (1_600, 4_000), (b"EMC", b"\nq\n")
"""Bytes in which the head and foot of a page stand; what is written when they have ended."""

_ADDED = re.compile(rb"(\d{1,7}) \d{1,5} obj\b(.*?)endobj", re.DOTALL)
_PAGE = re.compile(
    rb"<< (?:/Annots (?P<notes>\[[ \dR]*\]|\d+ 0 R) )?/Contents (?P<contents>\d{1,7}) 0 R "
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
_REFERENCE = re.compile(rb"(\d{1,7}) 0 R")
_OWN_NOTE = re.compile(rb"/Subtype /(?:Link|Widget) ")


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
        return self._form.pdf.stream(self._place)

    @property
    def is_unpacked(self) -> bool:
        """Whether all of the content was needed already."""
        return "content" in self.__dict__

    @property
    def head(self) -> bytes:
        """What the page draws before its first part ends, at least: that is little."""
        if self.is_unpacked:
            return self.content
        for size in _HEADS_OF_PAGES:
            begin = self._form.pdf.stream(self._place, size)
            if any(end in begin for end in _PART_ENDS):
                return begin
        return self.content


class OwnForm:
    """A document in our own form.

    Attributes:
        pdf: its streams and objects.
        fingerprint: of the dossier, as the document states it.
        dossier: what is embedded, as it stands there.
        assessment: the findings, as they are embedded.
        pages: in order.
        fonts: the table of each font of the pages from its codes to characters, by its name.
    """

    def __init__(self, pdf: OwnPdf) -> None:
        """Find what is needed.

        Raises:
            ValueError: if something is not as we build it.
        """
        self.pdf = pdf
        self._drawn = {pdf.info}
        words = self._words()
        self._root, info = pdf.text(pdf.root), pdf.text(pdf.info)
        if b"/OCProperties" in self._root:  # layers can be switched off
            raise OtherFormError
        self.fingerprint = _required(_FINGERPRINT, info).decode()
        self.dossier, self.assessment = self._embedded(words)
        self.pages = tuple(self._pages(words))
        self.fonts = dict(self._read_fonts())

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
        return all(_required(part, text) == _required(part, self.pdf.text(number)) for part in _DRAWS)

    def is_sound(self) -> bool:
        """Tell whether all that is in the document can be unpacked, and its pages carry no notes but ours."""
        room = MOST_UNPACKED
        try:
            for number, stream in self.pdf.streams.items():
                if b"/Filter" in stream.head and number != self.pdf.number:
                    room -= len(self.pdf.stream(number))
                if room < 0:
                    return False
            notes = [self.pdf.text(note) for kid in self._kids for note in self._notes(kid)]
        except ValueError:
            return False
        return all(_OWN_NOTE.search(note) for note in notes)

    def _notes(self, page: int) -> Iterator[int]:
        """Yield the numbers of what lies upon a page."""
        found = _PAGE.fullmatch(self.pdf.text(page))
        notes = found["notes"] or b"" if found else b""
        if notes and not notes.startswith(b"["):
            notes = self.pdf.text(int(notes.split()[0]))
        yield from map(int, _REFERENCE.findall(notes))

    def _read_fonts(self) -> Iterator[tuple[bytes, bytes]]:
        table = int(_required(rb"/Font (\d{1,7}) 0 R", self.pdf.text(self._first_page)))
        self._drawn.add(table)
        for name, number in _NAMED.findall(self.pdf.text(table)):
            codes = int(_required(rb"/ToUnicode (\d{1,7}) 0 R", self.pdf.text(int(number))))
            self._drawn.update((int(number), codes))
            yield name, self.pdf.stream(codes)

    def _words(self) -> Counter[bytes]:
        """Return how often each telling word stands among the objects; there are none but ours."""
        heads = [stream.head for stream in self.pdf.streams.values()]
        found = words_in(b"\n".join([pack.objects for pack in self.pdf.packs.values()]), heads)
        tags = [word for word in found if word.startswith(LANGUAGE)]
        self.languages = {tag.removeprefix(LANGUAGE).decode() for tag in tags}
        """The languages that the document says to be in."""
        if not OURS.issuperset(found.keys() - tags):
            raise OtherFormError
        return found

    def _embedded(self, words: Counter[bytes]) -> tuple[bytes, bytes]:
        if words[b"/EmbeddedFiles"] != 1 or words[b"/EmbeddedFile"] != 2 or words[b"/EF"] != 2:
            raise OtherFormError
        names = int(_required(rb"/Names << /EmbeddedFiles (\d{1,7}) 0 R >>", self._root))
        found = _FILES.fullmatch(self.pdf.text(names))
        if found is None:
            raise OtherFormError
        parts = {}
        for number in found.groups():
            file = _FILE.fullmatch(self.pdf.text(int(number)))
            if file is None:
                raise OtherFormError
            parts[file[1].decode()] = self.pdf.stream(int(file[2]))
            self._drawn.update((names, int(number), int(file[2])))
        if parts.keys() != {DOSSIER_PART, ASSESSMENT_PART}:
            raise OtherFormError
        return parts[DOSSIER_PART], parts[ASSESSMENT_PART]

    def _pages(self, words: Counter[bytes]) -> Iterator[OwnPage]:
        self._tree = _required(rb"/Pages (\d{1,7}) 0 R", self._root)
        tree = self.pdf.text(int(self._tree))
        self._drawn.add(int(self._tree))
        found = re.fullmatch(rb"<< /Count (\d+) /Kids \[((?: \d+ 0 R)+) \] /Type /Pages >>\s*", tree)
        if found is None:
            raise OtherFormError
        kids = [int(one) for one in found[2].split()[::3]]
        if len(kids) != int(found[1]) or len(set(kids)) != len(kids) or len(kids) > MOST_PAGES:
            raise OtherFormError
        if words[b"/Type /Pages"] != 1 or words[b"/Type /Page"] != len(kids):
            raise OtherFormError
        self._kids, self._first_page = frozenset(kids), kids[0]
        fonts: bytes | None = None
        for kid in kids:
            page = _PAGE.fullmatch(self.pdf.text(kid))
            if page is None or (fonts is not None and page["fonts"] != fonts):
                raise OtherFormError
            fonts, place = page["fonts"], int(page["contents"])
            drawings = (page["drawings"] or b"").split()
            self._drawn.add(place)
            yield OwnPage(self, place, dict(zip(drawings[::4], map(int, drawings[1::4]), strict=True)))


def own_form(file: bytes | Hashed) -> OwnForm | None:
    """Return a document that is to the byte as it was written, as its digest says; ``None`` for any other."""
    file = hashed(file)
    return _form(file) if _is_one_piece(file) and file.digest == "right" else None


def rewritten_form(file: bytes | Hashed) -> OwnForm | None:
    """Return a document in our own form whose digest is wrong: damaged, or changed by somebody who left the digest.

    All of it is unpacked here, so what was damaged within a stream is not taken, nor what carries notes that are not
    ours. A bit that flipped where nothing is packed is taken: every reader opens such a document without repair.
    """
    file = hashed(file)
    form = _form(file) if _is_one_piece(file) and file.digest == "wrong" else None
    return form if form and form.is_sound() else None


def form_before_seals(file: bytes | Hashed) -> OwnForm | None:
    """Return a sealed document as it was before the first seal, if all that came since looks like seals.

    Nothing of what its pages draw, what is embedded and what acts may have been touched. Whether the rest of what was
    added is allowed is not told here: who checks the seals knows.
    """
    file = hashed(file)
    form = _form(file)
    if form is None or file.own(form.pdf.end) != "right":
        return None
    data, end = file.data, form.pdf.end
    if data.count(b" obj", 0, end) != len(form.pdf.streams) or b"/ObjStm" in data[end:]:
        return None
    roots = set(re.findall(rb"/(?:Root|Info)\s+(\d+) 0 R", data[end:]))
    try:
        same = all(form.still_draws(int(number), text) for number, text in _ADDED.findall(data, end))
    except ValueError:
        return None
    return form if same and roots <= {b"%d" % form.pdf.root, b"%d" % form.pdf.info} else None


def _is_one_piece(file: Hashed) -> bool:
    return file.first is not None and file.first.end == len(file.data)


def _form(file: Hashed) -> OwnForm | None:
    try:
        return OwnForm(file.first) if file.first else None
    except ValueError:
        return None


def _required(pattern: re.Pattern[bytes] | bytes, text: bytes) -> bytes:
    """Return what stands once in a text."""
    found = pattern.findall(text) if isinstance(pattern, re.Pattern) else re.findall(pattern, text)
    if len(found) != 1:
        raise OtherFormError
    one: bytes = found[0]
    return one
