"""What a program that reads aloud is told is all of what is drawn, in as few words as the standard asks for."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from fr_desk.render.flow import Block, Stack
from fr_desk.render.lines import Run
from fr_desk.render.sheet import Sheet
from fr_desk.render.standards import About, finish
from fr_desk.render.styles import ANSWER, ITEM
from fr_desk.render.table import Table, TableRow
from fr_desk.render.tags import Active, Content, Element, tidy

WORDS = Content(1, 0)


def element(role: str, *kids: Any, lang: str = "") -> Element:
    made = Element(role, lang=lang)
    made.kids = list(kids)
    return made


def shape(thing: Any) -> Any:
    """Role and language of an element with all it holds; of anything else, its number."""
    if isinstance(thing, Element):
        return (f"{thing.role} {thing.lang}".strip(), *map(shape, thing.kids))
    return thing.number


def tidied(*kids: Any) -> Any:
    root = element("Document", *kids)
    tidy(root)
    return shape(root)[1:]


@pytest.mark.parametrize("role", ["TD", "TH", "Lbl", "LBody"])
def test_a_cell_holds_its_only_paragraph_itself_and_says_its_language(role: str):
    assert tidied(element(role, element("P", WORDS))) == ((role, 0),)
    assert tidied(element(role, element("P", WORDS, lang="ko-KR"), lang="en")) == ((f"{role} ko-KR", 0),)
    assert tidied(element(role, element("P", WORDS), lang="en")) == ((f"{role} en", 0),)


def test_paragraphs_that_stand_together_stay_apart():
    pair = element("P", WORDS), element("P", Content(1, 1), lang="en")

    assert tidied(element("TD", *pair)) == (("TD", ("P", 0), ("P en", 1)),)


def test_headings_pictures_and_links_in_cells_stay_what_they_are():
    link = element("Link", WORDS, Active(1, 0))

    assert tidied(element("TD", element("H1", WORDS))) == (("TD", ("H1", 0)),)
    assert tidied(element("TD", element("P", link))) == (("TD", ("Link", 0, 0)),)
    assert tidied(element("Lbl", element("Figure", WORDS))) == (("Lbl", ("Figure", 0)),)
    assert tidied(element("P", element("Link", WORDS))) == (("P", ("Link", 0)),)


def test_groups_without_meaning_give_way_to_what_they_hold():
    text = element("P", WORDS), element("P", Content(1, 1), lang="ko-KR")

    assert tidied(element("Sect", element("Div", *text, lang="en"))) == (
        ("Sect", ("P en", 0), ("P ko-KR", 1)),
    )


def test_both_links_of_a_line_of_the_contents_are_one_reference():
    title, page = (element("P", element("Link", Content(1, n), Active(1, n))) for n in (1, 2))
    line = element("TOCI", element("Lbl", element("P", WORDS)), element("Reference", title, page))

    assert tidied(element("TOC", line)) == (
        ("TOC", ("TOCI", ("Lbl", 0), ("Reference", ("Link", 1, 1), ("Link", 2, 2)))),
    )


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Two pages: a table whose last row goes on, with a link and the same number of a page twice."""
    out = io.BytesIO()
    sheet = Sheet(out, pagesize=(400, 300))
    long = Block("one two three four five “six” " * 20, ANSWER)
    first = Stack(Block([Run("See", link="there")], ANSWER), Block("Wort", ANSWER, lang="ko"))
    table = Table(
        (1, 1), [TableRow((Block("a", ANSWER), first)), TableRow((Block("b", ANSWER), long))], ("x", "y")
    )
    halves = table.cut(300, 200)
    assert halves is not None
    for part in halves:
        Block("Head", ITEM).paint(sheet, 40, 290, 300)
        part.paint(sheet, 40, 270, 300)
        sheet.mark("there", 40, 270)
        for line in range(2):
            with sheet.artifact():
                sheet.number("Page {page}", 40, 20 + 12 * line, ANSWER, "there")
        sheet.showPage()
    sheet.save()
    about = About("Title", "Author", "en", dt.date(2026, 11, 22), "0" * 64)
    return finish(out.getvalue(), sheet.root, about)


def told(document: pikepdf.Pdf) -> Iterator[tuple[Any, Any, Any]]:
    """Each element with what stands on pages in it: its page, and its number or its annotation."""

    def below(node: Any) -> Iterator[tuple[Any, Any, Any]]:
        kids = node.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield node, node.Pg, kid
            elif "/S" in kid:
                yield from below(kid)
            else:
                yield node, kid.get("/Pg", node.get("/Pg")), kid.get("/MCID", kid.get("/Obj"))

    yield from below(document.Root.StructTreeRoot.K)


def test_all_that_is_marked_on_a_page_belongs_to_the_element_that_the_page_leads_to(paper: bytes):
    with pikepdf.open(io.BytesIO(paper)) as document:
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        found: dict[Any, dict[int, Any]] = {page.obj.objgen: {} for page in document.pages}
        for owner, page, thing in told(document):
            if isinstance(thing, Dictionary):
                assert any(one.objgen == thing.objgen for one in page.Annots)
                assert owners[int(thing.StructParent)].objgen == owner.objgen
            else:
                assert found[page.objgen].setdefault(int(thing), owner.objgen) == owner.objgen
        for page in document.pages:
            marked = page.Contents.read_bytes().count(b"/MCID ")
            leads = [owner.objgen for owner in owners[int(page.obj.StructParents)]]
            assert found[page.obj.objgen] == dict(enumerate(leads))
            assert len(leads) == marked > 1


def test_what_goes_on_on_the_next_page_is_one_element_that_tells_both_pages(paper: bytes):
    with pikepdf.open(io.BytesIO(paper)) as document:
        pages: dict[Any, set[Any]] = {}
        for owner, page, _ in told(document):
            pages.setdefault((owner.objgen, str(owner.S)), set()).add(page.objgen)

    assert [role for (_, role), on in pages.items() if len(on) == 2] == ["/TD"]


def test_numbers_of_pages_are_words_of_the_pages_themselves(paper: bytes):
    with pikepdf.open(io.BytesIO(paper)) as document:
        contents = [page.Contents.read_bytes() for page in document.pages]
        forms = [one for page in document.pages for one in page.Resources.get("/XObject", {})]

    assert not forms
    assert b"%" not in b"".join(contents)


def test_fonts_inside_hold_only_what_draws(paper: bytes):
    held = {}
    with pikepdf.open(io.BytesIO(paper)) as document:
        for thing in document.objects:
            if isinstance(thing, Dictionary) and thing.get("/Type") == Name.FontDescriptor:
                data = thing.FontFile2.read_bytes()
                count = struct.unpack_from(">H", data, 4)[0]
                held[str(thing.FontName)[8:]] = (
                    {data[12 + 16 * n : 16 + 16 * n] for n in range(count)},
                    len(data),
                )

    assert {"FRDeskSans-Regular", "FRDeskSansLatin-Regular"} <= held.keys()
    assert all(
        {b"glyf", b"hmtx"} <= tables and not {b"name", b"OS/2"} & tables for tables, _ in held.values()
    )
    assert held["FRDeskSansLatin-Regular"][1] < 1_500
