"""Was anything but a seal appended to a sealed document? An exact and quick answer for seals as we add them.

pyHanko's own analysis of differences is right for the seals of any program, and takes seconds. So what this module
does not recognise is left to that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection

import pikepdf
from pikepdf import Array, Dictionary, Name

from fr_desk.seal.changes import BROKEN, ObjectId, children_of, contents_of

Ranges = Collection[tuple[int, ...]]

_OF_A_FIELD = {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/P", "/Rect", "/V"}
"""What an invisible field of ours has, and nothing else: no action, no picture."""
_FILLED = {"/V", "/AP"}
"""What a prepared field gets."""


def only_seals_added(data: bytes, begin: int, end: int, ranges: Ranges) -> bool:
    """Tell whether the bytes from ``begin`` to ``end`` do nothing to the document before them but seal it.

    Args:
        data: the file.
        begin: end of the document before.
        end: end of the document with the addition.
        ranges: byte ranges of the signatures that may have been added.
    """
    try:
        with (
            pikepdf.open(io.BytesIO(data[:begin]), attempt_recovery=False) as before,
            pikepdf.open(io.BytesIO(data[:end]), attempt_recovery=False) as after,
        ):
            return _Addition(before, after, ranges).is_only_seals()
    except BROKEN:
        return False


class _Addition:
    """The document before and after; collects which of its objects a seal may have changed."""

    def __init__(self, before: pikepdf.Pdf, after: pikepdf.Pdf, ranges: Ranges) -> None:
        self.before, self.after, self.ranges = before, after, ranges
        old, new = contents_of(before), contents_of(after)
        self.changed = {key for key, content in old.items() if new.get(key) != content}
        self.added = new.keys() - old.keys()
        self.old_values = b" ".join(values for values, _ in old.values())
        self.allowed: set[ObjectId] = set()
        self.new_fields: set[ObjectId] = set()

    def is_only_seals(self) -> bool:
        """Tell whether everything that is changed may be."""
        return (
            self.before.Root.objgen == self.after.Root.objgen
            and not self._is_referred_to()
            and self._is_kept(self.before.Root, self.after.Root, {"/AcroForm", "/Extensions"})
            and self._has_sound_form()
            and self._has_sound_pages()
            and self.changed <= self.allowed
            and self.added <= self._belonging()
        )

    def _belonging(self) -> set[ObjectId]:
        """Return the new objects that what may have changed leads to, and those that only say where objects are."""
        tables = {Name.XRef, Name.ObjStm}
        found = {
            thing.objgen
            for thing in self.after.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") in tables
        }
        waiting = [self.after.get_object(key) for key in self.allowed]
        while waiting:
            for child in children_of(waiting.pop()):
                if isinstance(child, pikepdf.Object) and child.objgen not in found:
                    if child.objgen in self.added:
                        found.add(child.objgen)
                    if not child.is_indirect or child.objgen in self.added:
                        waiting.append(child)
        return found

    def _is_referred_to(self) -> bool:
        """Tell whether something old refers to something new, and so has come to mean something else."""
        references = (b"%d %d R" % key for key in self.added)
        return any(
            one in self.old_values and re.search(rb"\b%b\b" % one, self.old_values) for one in references
        )

    def _is_kept(self, old: pikepdf.Object, new: pikepdf.Object, but: set[str]) -> bool:
        """Tell whether a dictionary is the same but for some keys, and allow its object to have changed."""
        if old.objgen != new.objgen:
            return False
        self._allow(new)
        kept = (old.keys() | new.keys()) - but
        return all(key in old and key in new and _written(old[key]) == _written(new[key]) for key in kept)

    def _allow(self, thing: pikepdf.Object) -> None:
        if thing.is_indirect:
            self.allowed.add(thing.objgen)

    def _has_sound_form(self) -> bool:
        """Tell whether the form only got new fields, and its fields only values."""
        old, new = self.before.Root.get("/AcroForm"), self.after.Root.get("/AcroForm")
        if new is None:
            return old is None
        if old is None:
            if new.objgen not in self.added or new.keys() - {"/Fields", "/SigFlags"}:
                return False
        elif not self._is_kept(old, new, {"/Fields", "/SigFlags"}):
            return False
        before = Array() if old is None else old.get("/Fields", Array())
        after = new.get("/Fields", Array())
        extra = self._extra(before, after)
        if extra is None or not all(self._is_own_field(one) for one in extra):
            return False
        self.new_fields = {one.objgen for one in extra}
        filled = ((one, two) for one, two in zip(before, after, strict=False) if one.objgen in self.changed)
        return all(self._is_filled(one, two) for one, two in filled)

    def _extra(self, old: pikepdf.Object, new: pikepdf.Object) -> list[pikepdf.Object] | None:
        """Return what was added at the end of a list; ``None`` if anything else happened to it."""
        if old.is_indirect and old.objgen != new.objgen:
            return None
        self._allow(new)
        before, after = list(old), list(new)
        same = [one.objgen for one in before] == [one.objgen for one in after[: len(before)]]
        indirect = all(one.is_indirect for one in after)
        return after[len(before) :] if same and indirect else None

    def _is_own_field(self, field: pikepdf.Object) -> bool:
        box = [float(one) for one in field.get("/Rect", ())]
        return (
            field.objgen in self.added
            and not field.keys() - _OF_A_FIELD
            and field.get("/FT") == Name.Sig
            and field.get("/Subtype") == Name.Widget
            and len(box) == 4
            and box[:2] == box[2:]
            and self._is_seal(field.get("/V"))
        )

    def _is_filled(self, old: pikepdf.Object, new: pikepdf.Object) -> bool:
        picture = new.get("/AP", Dictionary())
        return (
            old.get("/FT") == Name.Sig
            and old.get("/V") is None
            and self._is_seal(new.get("/V"))
            and picture.keys() <= {"/N"}
            and self._is_kept(old, new, _FILLED)
        )

    def _is_seal(self, value: pikepdf.Object | None) -> bool:
        return (
            value is not None
            and value.objgen in self.added
            and tuple(int(one) for one in value.get("/ByteRange", ())) in self.ranges
        )

    def _has_sound_pages(self) -> bool:
        """Tell whether the pages only got the new fields. Their order stands in objects that may not change."""
        for old, new in zip(self.before.pages, self.after.pages, strict=True):
            one, two = old.obj, new.obj
            before, after = one.get("/Annots", Array()), two.get("/Annots", Array())
            if not {one.objgen, before.objgen} & self.changed:
                continue
            extra = self._extra(before, after)
            own = extra is not None and {each.objgen for each in extra} <= self.new_fields
            if not own or not self._is_kept(one, two, {"/Annots"}):
                return False
        return True


def _written(value: object) -> bytes | object:
    return value.unparse() if isinstance(value, pikepdf.Object) else value
