"""What may be appended to a sealed document: seals, and nothing else that hides beside them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from fr_desk.seal import signing
from fr_desk.seal.additions import only_seals_added
from fr_desk.seal.certificates import Credentials
from fr_desk.seal.envelope import envelopes
from tests.seal.papers import NOW, appended, paper, sealed

Twist = Callable[[Any, generic.DictionaryObject], None]


def judged(data: bytes) -> bool:
    first, second = envelopes(data)
    return only_seals_added(
        data, first.covered, second.covered, {tuple(one.byte_range) for one in (first, second)}
    )


@pytest.mark.parametrize("fields", [True, False])
def test_a_second_seal_is_only_a_seal(operator: Credentials, inspector: Credentials, fields: bool) -> None:
    assert judged(sealed(paper(fields=fields), operator, inspector))


def test_so_it_is_on_a_printed_dossier(printed: bytes, operator: Credentials, inspector: Credentials) -> None:
    assert judged(sealed(printed, operator, inspector))


def a_place_on_the_page(writer: Any, field: generic.DictionaryObject) -> None:
    field["/Rect"] = generic.ArrayObject([generic.NumberObject(one) for one in (0, 0, 500, 800)])


def something_to_run(writer: Any, field: generic.DictionaryObject) -> None:
    field["/A"] = generic.DictionaryObject({pdf_name("/S"): pdf_name("/Launch")})


def another_name(writer: Any, field: generic.DictionaryObject) -> None:
    field["/T"] = generic.TextStringObject("Another")


def a_second_field(writer: Any, field: generic.DictionaryObject) -> None:
    other = writer.add_object(generic.DictionaryObject({pdf_name("/FT"): pdf_name("/Tx")}))
    writer.root["/AcroForm"]["/Fields"].append(other)
    writer.update_root()


def a_default_look(writer: Any, field: generic.DictionaryObject) -> None:
    writer.root["/AcroForm"]["/NeedAppearances"] = generic.BooleanObject(True)
    writer.update_root()


def other_pages(writer: Any, field: generic.DictionaryObject) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.mark_update(writer.find_page_for_modification(0)[0])


def a_second_object(writer: Any, field: generic.DictionaryObject) -> None:
    writer.add_object(generic.DictionaryObject())


TWISTS = [something_to_run, a_second_field, a_default_look, other_pages, a_second_object]


@pytest.mark.parametrize(
    ("twist", "fields"),
    [(twist, fields) for twist in TWISTS for fields in (True, False)]
    + [(another_name, True), (a_place_on_the_page, False), (a_place_on_the_page, True)],
)
def test_a_seal_with_something_beside_it_is_not(
    operator: Credentials,
    inspector: Credentials,
    fields: bool,
    twist: Twist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    once = sealed(paper(fields=fields), operator)
    show = signing._show

    def twisted(writer: Any, field: generic.DictionaryObject, face: Any) -> None:
        show(writer, field, face)
        twist(writer, field)

    monkeypatch.setattr(signing, "_show", twisted)
    data = signing.seal_pdf(once, inspector, NOW, file="")

    assert len(envelopes(data)) == 2
    assert not judged(data)


def test_nothing_old_may_come_to_mean_something_new(operator: Credentials, inspector: Credentials) -> None:
    """A page refers to an object that is not there yet; the second seal's own objects would fill the gap."""
    size = size_of(sealed(paper(), operator))
    judgements: dict[bool, set[bool]] = {}
    for number in range(size, size + 9):

        def refer(writer: Any, number: int = number) -> None:
            page = writer.find_page_for_modification(1)[0]
            page.get_object()["/Contents"] = generic.IndirectObject(number, 0, writer)
            writer.mark_update(page)

        once = sealed(appended(paper(), refer), operator)
        twice = sealed(once, inspector)
        filled = number in numbers_in(twice) - numbers_in(once)
        judgements.setdefault(filled, set()).add(judged(twice))

    assert judgements == {True: {False}, False: {True}}


def size_of(data: bytes) -> int:
    """One more than the highest number of an object."""
    return max(numbers_in(data)) + 1


def numbers_in(data: bytes) -> set[int]:
    """The numbers of all objects."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {getattr(thing, "objgen", (0, 0))[0] for thing in pdf.objects}
