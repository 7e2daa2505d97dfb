"""What is held in mind about the objects of one document says nothing wrong about the next one."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk.rules.memory import Memory
from fr_desk.storage import telling_words
from fr_desk.storage.own_print import _places
from fr_desk.storage.telling_words import LONGEST_SORT, MOST_SORTS, OURS, TELLING, words_in

LINK = b"<< /P 12 0 R /Subtype /Link /Type /Annot >>"
SCRIPT = b"<< /P 12 0 R /JS (app.alert) /Type /Annot >>"
PIECES = [
    *(
        b"/JS",
        b"/S /Trans",
        b"/Tabs /S /Trans",
        b"/Subtype /Link",
        b"/Subtype",
        b"/Type /Pages",
        b"/A#41",
        b"#",
    ),
    *(
        b"/Lang (zh-CN)",
        b"/Subtype /application#fjson",
        b" 12 0 R",
        b" ",
        b"\n",
        b"(x)",
        b"/V1",
        b"/K",
        b"/EF",
        b"7",
    ),
]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory[bytes, tuple[bytes, ...]]:
    empty: Memory[bytes, tuple[bytes, ...]] = Memory(MOST_SORTS)
    monkeypatch.setattr(telling_words, "_SORTS", empty)
    return empty


def test_a_hostile_document_cannot_hide_anything_in_the_next_one(memory: Memory[bytes, tuple[bytes, ...]]):
    before = words_in(LINK, [LINK])

    hostile = words_in(
        b"\n".join((SCRIPT, LINK.replace(b"Link", b"Movie"), LINK.replace(b"12", b"#41"))), [SCRIPT]
    )

    assert {b"/JS", b"/Subtype /Movie", b"#"} <= hostile.keys() - OURS
    assert words_in(LINK, [LINK]) == before == {b"/Subtype /Link": 2}
    assert words_in(SCRIPT.replace(b"12", b"3"), []) == {b"/JS": 1}
    assert words_in(b"", [SCRIPT]) == {b"/JS": 1}


def test_objects_that_differ_in_more_than_numbers_are_held_apart(memory: Memory[bytes, tuple[bytes, ...]]):
    assert words_in(b"<< /JSX 1 >>", []) == {}
    assert words_in(b"<< /JS 1 >>", []) == {b"/JS": 1}
    assert words_in(b"<< /JS  1 >>\n<< /JS 22 >>", []) == {b"/JS": 2}


def test_what_is_held_is_bounded_in_number_and_size(memory: Memory[bytes, tuple[bytes, ...]]):
    names = ["".join(chr(97 + int(digit)) for digit in str(number)) for number in range(MOST_SORTS * 2)]
    words_in("\n".join(f"/{name}" for name in names).encode(), [])
    assert len(memory) <= MOST_SORTS

    memory.clear()
    long = b"(" + b"x" * LONGEST_SORT + b") /JS"
    assert words_in(long, [long]) == words_in(long, [long]) == {b"/JS": 2}
    assert len(memory) == 0
    assert LONGEST_SORT * MOST_SORTS <= 4 << 20


@given(
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.lists(st.sampled_from([SCRIPT, LINK, b"/A#41"]), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_with_and_without_memory_the_same_words_are_found(objects: list[bytes], heads: list[bytes]):
    text = b"".join(objects)
    lines = [re.sub(rb"\d", b"", line) for line in (*text.split(b"\n"), *heads)]
    telling = Counter(word for line in lines for word in TELLING.findall(line))
    crosses = sum(line.count(b"#") - b"".join(TELLING.findall(line)).count(b"#") for line in lines)

    for _ in range(2):
        found = words_in(text, heads)
        assert {word: found[word] for word in found if word[:1] == b"/" and word[:6] != b"/Lang "} == telling
        assert (b"#" in found) == (crosses > 0)


def test_a_sign_is_found_wherever_lines_end_and_endless_gaps_are_no_endless_work():
    sign = ((b"a", b"\\001"), (b"-", b"b"), (b"c",))
    pattern = re.compile(rb"(?:a|\\001)(?:[ -]|\) Tj[^(]*\()*(?:-|b)(?:[ -]|\) Tj[^(]*\()*c")
    for content in (
        b"abc",
        b"a - b) Tj /F2 (c",
        b"\\001) Tj ( ) Tj (b-c",
        b"ab",
        b"a) Tj bc",
        b"a--b",
        b"aabc-c abc",
    ):
        begins = [match.start() for match in re.finditer(rb"(?=" + pattern.pattern + rb")", content)]
        assert sorted(_places(content, sign)) == begins

    dashes = ((b"-",),) * 6 + ((b"c",),)
    assert list(_places(b"-" * 900, dashes)) == []
