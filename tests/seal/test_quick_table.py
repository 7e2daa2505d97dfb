"""Tables of objects are read the same way quickly and by pyHanko."""

from __future__ import annotations

import io
import zlib

import pytest
from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from fr_desk.seal import quick_table
from fr_desk.seal.certificates import Credentials
from tests.seal.papers import paper, sealed


def table(rows: bytes, *, size: int, index: tuple[int, ...] = (), columns: int = 5) -> StreamObject:
    how = {
        NameObject("/Columns"): NumberObject(columns),
        NameObject("/Predictor"): NumberObject(12),
    }
    parts = {
        NameObject("/Size"): NumberObject(size),
        NameObject("/W"): ArrayObject([NumberObject(1), NumberObject(3), NumberObject(1)]),
        NameObject("/Filter"): NameObject("/FlateDecode"),
        NameObject("/DecodeParms"): DictionaryObject(how),
    }
    if index:
        parts[NameObject("/Index")] = ArrayObject(map(NumberObject, index))
    return StreamObject(parts, encoded_data=zlib.compress(rows))


FREE, ALONE, PACKED, ODD = b"\2\0\0\0\0\0", b"\2\1\1\2\3\0", b"\2\1\xff\0\4\7", b"\2\7\0\0\0\1"


@pytest.mark.parametrize(
    ("rows", "size", "index"),
    [
        (FREE + ALONE + PACKED, 3, ()),
        (FREE + ALONE + PACKED + ALONE, 9, (0, 1, 6, 3)),
        (FREE + ALONE + PACKED + ODD, 4, ()),
        (b"\0" + FREE[1:] + ALONE, 2, ()),
    ],
)
def test_entries_are_those_that_pyhanko_reads(rows: bytes, size: int, index: tuple[int, ...]):
    quick = list(quick_table.entries(table(rows, size=size, index=index)))

    assert quick == list(quick_table.thorough(table(rows, size=size, index=index), strict=True))
    assert len(quick) >= 2


@pytest.mark.parametrize("rows", [FREE, FREE + ALONE + b"\2", FREE + b"\3\0\0\0\0\0"])
def test_what_pyhanko_refuses_is_refused(rows: bytes):
    with pytest.raises((PdfError, NotImplementedError, AssertionError)):
        list(quick_table.entries(table(rows, size=2)))


def test_a_sealed_document_is_read_the_same_way(operator: Credentials, monkeypatch: pytest.MonkeyPatch):
    data = sealed(paper(), operator)

    def sections() -> list[object]:
        reader = PdfFileReader(io.BytesIO(data))
        return [[vars(reader.xrefs._xref_sections[at].xref_data)] for at in range(2)]

    monkeypatch.setattr(xref, "parse_xref_stream", quick_table.thorough)
    slowly = sections()
    monkeypatch.setattr(xref, "parse_xref_stream", quick_table.entries)

    assert sections() == slowly
