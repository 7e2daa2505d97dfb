"""What an appended update did to a document, in words: which pages, the data inside, which objects."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf

from fr_desk.i18n import N_, Texts, texts

PAGES = N_("Changed after the seal: page {pages}.")
COUNT = N_("The sealed document has {before} pages, this one has {after}.")
DATA = N_("The data inside the document were changed after the seal.")
OBJECTS = N_("Changed after the seal: objects {objects} of the PDF.")

MOST_OBJECTS = 200_000
"""More than any dossier has."""
COMPARABLE = 1_500_000
"""How many steps a reader may take to find every object of a document one by one: about ten seconds of pyHanko's."""
MOST_FIELDS = 256
_SHOWN = 12
BROKEN = (pikepdf.PdfError, TypeError, ValueError, KeyError, AttributeError, RuntimeError)
_ELSEWHERE = frozenset({"/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot"})
"""Kinds of objects that belong to no single page."""

ObjectId = tuple[int, int]


def is_sound(data: bytes) -> bool:
    """Tell whether a PDF can be read without repair, and is no larger inside than a dossier can be."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return is_sound_inside(pdf)
    except BROKEN:
        return False


def is_sound_inside(pdf: pikepdf.Pdf) -> bool:
    """Tell whether a PDF that was read without repair is no larger inside than a dossier can be.

    Raises:
        PdfError, TypeError, ValueError, KeyError, AttributeError, RuntimeError: if it is too odd to tell.
    """
    return int(pdf.trailer["/Size"]) <= MOST_OBJECTS and _has_sound_form(pdf)


def is_comparable(data: bytes) -> bool:
    """Tell whether every object of a PDF can be looked at in reasonable time by a reader that keeps no list of them."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            packed = (int(one.get("/N", 0)) for one in pdf.objects if _is_object_stream(one))
            return len(pdf.objects) + sum(count**2 for count in packed) <= COMPARABLE
    except BROKEN:
        return False


def _is_object_stream(thing: object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Type") == pikepdf.Name.ObjStm


def _has_sound_form(pdf: pikepdf.Pdf) -> bool:
    """Tell whether the form is a tree of few fields: what is none could be walked through for ever."""
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    waiting, seen = list(form.get("/Fields", pikepdf.Array())), 0
    while waiting:
        seen += 1
        if seen > MOST_FIELDS:
            return False
        waiting += list(waiting.pop().get("/Kids", pikepdf.Array()))
    return True


def changes_between(data: bytes, begin: int, end: int) -> tuple[tuple[int, ...], list[Texts]]:
    """Return the pages that an addition changed, and sentences about all that it changed.

    Args:
        data: the file.
        begin: end of the document before the addition.
        end: end of the document with it.
    """
    try:
        with (
            pikepdf.open(io.BytesIO(data[:begin])) as before,
            pikepdf.open(io.BytesIO(data[:end])) as after,
        ):
            return _differences(before, after)
    except BROKEN:
        return (), []


def _differences(before: pikepdf.Pdf, after: pikepdf.Pdf) -> tuple[tuple[int, ...], list[Texts]]:
    old, new = contents_of(before), contents_of(after)
    changed = {key for key, content in new.items() if old.get(key) != content}
    before_pages = [page.obj.objgen for page in before.pages]
    pages, said = [], []
    for number, page in enumerate(after.pages, start=1):
        same_place = before_pages[number - 1 : number] == [page.obj.objgen]
        moved = len(before_pages) == len(after.pages) and not same_place
        if moved or page.obj.objgen not in before_pages or _reaches(page.obj, changed):
            pages.append(number)
    if len(before_pages) != len(after.pages):
        said.append(texts(COUNT, before=len(before_pages), after=len(after.pages)))
    if pages:
        said.append(texts(PAGES, pages=_listed(pages)))
    if _data(before) != _data(after):
        said.append(texts(DATA))
    if not said and changed:
        said.append(texts(OBJECTS, objects=_listed(sorted(number for number, _ in changed))))
    return tuple(pages), said


def _listed(numbers: Iterable[int]) -> str:
    every = [str(number) for number in numbers]
    return ", ".join(every[:_SHOWN]) + (", …" if len(every) > _SHOWN else "")


def contents_of(pdf: pikepdf.Pdf) -> dict[ObjectId, tuple[bytes, bytes]]:
    """Return every object as bytes that say what it is: its values, and what is packed in it."""
    found = {}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            found[thing.objgen] = thing.stream_dict.unparse(), thing.read_raw_bytes()
        elif isinstance(thing, pikepdf.Object):
            found[thing.objgen] = thing.unparse(resolved=True), b""
    return found


def _reaches(start: pikepdf.Object, wanted: set[ObjectId]) -> bool:
    """Tell whether a page shows one of the wanted objects, however deep."""
    waiting, seen = [start], set()
    while waiting:
        thing = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            if thing.objgen in wanted:
                return True
        waiting += [child for child in children_of(thing) if isinstance(child, pikepdf.Object)]
    return False


def children_of(thing: pikepdf.Object) -> list[object]:
    """Return what an object holds or refers to, but for what belongs to no single page and the way back up."""
    if isinstance(thing, pikepdf.Array):
        return [child for child in thing if not _is_elsewhere(child)]
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return [child for key, child in thing.items() if key != "/Parent" and not _is_elsewhere(child)]
    return []


def _is_elsewhere(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type", "")) in _ELSEWHERE


def _data(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    return {name: pdf.attachments[name].get_file().obj.read_raw_bytes() for name in pdf.attachments}
