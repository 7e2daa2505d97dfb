"""SVG logos: outlines in plain colours come through exactly, anything else is refused by name, nothing is followed."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk.images.drawing import Drawing, Segment, Shape
from fr_desk.images.errors import (
    BrokenDrawingError,
    EmptyDrawingError,
    EntitiesError,
    ImageError,
    TooDetailedError,
    TooManyBytesError,
    UndrawableError,
)
from fr_desk.images.svg import clean_svg, read_svg
from fr_desk.images.traces import Trace

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'
)
BOX = '<path d="M0 0h10v10z"/>'


def svg(content: str) -> bytes:
    return f"{HEAD}{content}</svg>".encode()


def drawn(content: str) -> Drawing:
    return read_svg(svg(content), "logo.svg")


def only(content: str) -> Shape:
    (shape,) = drawn(content).shapes
    return shape


def corners(shape: Shape) -> list[tuple[float, ...]]:
    """The ends of all steps."""
    return [part.numbers[-2:] for part in shape.segments if part.numbers]


def test_the_longer_side_is_a_thousand_units():
    assert (drawn(BOX).width, drawn(BOX).height) == (1000, 500)
    assert corners(only(BOX))[:3] == [(0, 0), (100, 0), (100, 100)]


@pytest.mark.parametrize(
    "content",
    [
        '<rect x="10" y="5" width="20" height="10"/>',
        '<polygon points="10,5 30,5 30,15 10,15"/>',
        '<path d="M10 5 30 5 30 15 10 15z"/>',
        '<path d="m10,5h20v10h-20z"/>',
        '<g transform="translate(10 5)"><rect width="20" height="10"/></g>',
        '<g transform="scale(2)"><rect x="5" y="2.5" width="10" height="5"/></g>',
        '<rect x="1" y="1" width="2" height="2" transform="matrix(10 0 0 5 0 0)"/>',
        '<rect x="5" y="-30" width="10" height="20" transform="rotate(90)"/>',
    ],
)
def test_a_box_is_a_box_however_it_is_drawn(content: str):
    points = corners(only(content))

    assert {(round(x, 1), round(y, 1)) for x, y in points} == {(100, 50), (300, 50), (300, 150), (100, 150)}


@pytest.mark.parametrize(
    "content",
    [
        '<circle cx="50" cy="25" r="10"/>',
        '<ellipse cx="50" cy="25" rx="10" ry="10"/>',
        '<path d="M40 25a10 10 0 0 1 20 0a10 10 0 0 1-20 0z"/>',
        '<rect x="40" y="15" width="20" height="20" rx="10"/>',
    ],
)
def test_circles_are_round(content: str):
    shape = only(content)

    for x, y in corners(shape):
        assert abs((x - 500) ** 2 + (y - 250) ** 2 - 100**2) < 1
    assert {part.step for part in shape.segments} >= {"M", "C", "Z"}


def test_quadratic_curves_become_the_same_cubic_ones():
    assert only('<path d="M0 0Q3 6 6 0"/>').segments == (
        Segment("M", (0, 0)),
        Segment("C", (20, 40, 40, 40, 60, 0)),
    )


@pytest.mark.parametrize(
    ("content", "fill"),
    [
        (BOX, (0, 0, 0)),
        ('<path fill="#0b6b75" d="M0 0h1v1z"/>', (11, 107, 117)),
        ('<path fill="rgb(11,107,117)" d="M0 0h1v1z"/>', (11, 107, 117)),
        ('<path style="fill:#f00;stroke:none" d="M0 0h1v1z"/>', (255, 0, 0)),
        ('<style>.a,.b{fill:#00f}/*x*/</style><path class="b" d="M0 0h1v1z"/>', (0, 0, 255)),
        ('<style>.a{fill:#00f}</style><path class="a" fill="red" d="M0 0h1v1z"/>', (0, 0, 255)),
        ('<style>.a{fill:#00f}</style><path class="a" style="fill:lime" d="M0 0h1v1z"/>', (0, 255, 0)),
        ('<g fill="red"><path d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<g fill="red"><path fill="inherit" d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<g color="red"><path fill="currentColor" d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<g opacity=".5"><path opacity="50%" d="M0 0h1v1z"/></g>', (191, 191, 191)),
        ('<path fill="#00000080" d="M0 0h1v1z"/>', (127, 127, 127)),
    ],
)
def test_colours_are_those_of_the_nearest_say_and_mix_with_white(content: str, fill: tuple[int, int, int]):
    assert only(content).fill == fill


def test_lines_keep_colour_width_and_ends():
    shape = only(
        '<g transform="scale(2)"><path fill="none" stroke="red" stroke-width="3" stroke-linecap="round" stroke-linejoin="bevel" d="M0 0h5"/></g>'
    )

    assert (shape.fill, shape.stroke, shape.width, shape.cap, shape.join) == (
        None,
        (255, 0, 0),
        60,
        "round",
        "bevel",
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<g display="none">{}</g>',
        '<g style="visibility:hidden">{}</g>',
        "<defs>{}</defs>",
        "<symbol>{}</symbol>",
        '<g opacity="0">{}</g>',
        '<x:y xmlns:x="urn:x">{}</x:y>',
        '<g fill="none">{}</g>',
    ],
)
def test_what_is_not_seen_is_not_drawn(hidden: str):
    assert len(drawn(hidden.format(BOX) + BOX).shapes) == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<text>Hotel</text>", "<text>"),
        ('<image xlink:href="file:///etc/passwd" width="9" height="9"/>', "<image>"),
        ('<use xlink:href="https://example.org/a.svg#b"/>', "<use>"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "<foreignObject>"),
        ("<svg><path d='M0 0h1v1z'/></svg>", "<svg>"),
        ("<blink/>", "<blink>"),
        ('<path fill="url(#g)" d="M0 0h1v1z"/>', "url(#g)"),
        ('<path fill="url(https://example.org/)" d="M0 0h1v1z"/>', "url(https://example.org/)"),
        ('<path clip-path="url(#c)" d="M0 0h1v1z"/>', "clip-path"),
        ('<path style="mask:url(#c)" d="M0 0h1v1z"/>', "mask"),
        ('<path stroke="red" stroke-dasharray="1 2" d="M0 0h1v1z"/>', "stroke-dasharray"),
        ('<path style="transform:scale(2)" d="M0 0h1v1z"/>', "transform"),
        ('<path transform="spin(1)" d="M0 0h1v1z"/>', "spin"),
        ('<path fill="mauvish" d="M0 0h1v1z"/>', "mauvish"),
        ('<rect width="50%" height="2"/>', "50%"),
        ("<style>@import url(https://example.org/x.css);</style>" + BOX, "@import"),
        ("<style>path{fill:red}</style>" + BOX, "path {}"),
        ('<path d="hello"/>', "path"),
        ('<path d="M1e999 0L1 1"/>', "path"),
        ('<path transform="scale(1e300) scale(1e300)" d="M0 0h1v1z"/>', "path"),
    ],
)  # fmt: skip
def test_what_would_look_different_on_paper_is_refused_by_name(content: str, what: str):
    with pytest.raises(UndrawableError, match=r"logo\.svg contains") as refused:
        drawn(content)

    assert str(refused.value.values["what"]).startswith(what)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://example.org/a.dtd">%a;]>',
        '<!DOCTYPE svg [<!ATTLIST path d CDATA "M0 0h9v9z">]>',
    ],
)
def test_declarations_are_refused(declared: str):
    with pytest.raises(EntitiesError, match=r"logo\.svg"):
        read_svg(declared.encode() + svg(BOX), "logo.svg")


def test_scripts_links_and_remarks_are_dropped_and_told(monkeypatch: pytest.MonkeyPatch):
    # given a logo with everything that could act or speak, and no network
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("the network was used"))
    declared = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://example.org/svg11.dtd">'
    data = declared + svg(
        '<script>alert("evil")</script><!-- evil remark --><title>evil</title>'
        f'<a xlink:href="https://evil.example.org/"><g onclick="evil()">{BOX}</g></a>'
    )

    written, drawing, removed = clean_svg(data, "logo.svg")

    assert set(removed) == {Trace.SCRIPTS, Trace.LINKS, Trace.REMARKS}
    assert b"evil" not in written
    assert b"example.org" not in written
    assert len(drawing.shapes) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", BrokenDrawingError),
        (b"<svg", BrokenDrawingError),
        (b"<html><svg/></html>", BrokenDrawingError),
        (b'<?xml version="1.0" encoding="no-such"?><svg/>', BrokenDrawingError),
        (svg("&nbsp;"), BrokenDrawingError),
        (svg(""), EmptyDrawingError),
        (svg("<g>" * 3000 + "</g>" * 3000), TooDetailedError),
        (svg(BOX * 6000), TooDetailedError),
        (svg('<path d="M0 0h' + "1 " * 90_000 + '"/>'), TooDetailedError),
        (svg(" " * 300_000), TooManyBytesError),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', UndrawableError),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e400 1"/>', UndrawableError),
    ],
)  # fmt: skip
def test_damaged_empty_and_endless_files_are_refused(data: bytes, error: type[ImageError]):
    with pytest.raises(error, match=r"logo\.svg"):
        read_svg(data, "logo.svg")


@pytest.mark.parametrize(
    "content",
    [
        '<path d="M0 0' + "z" * 200_000 + '"/>',
        '<path d="M' + "1" * 200_000 + '"/>',
        '<path d="M0 0' + "a1 1 0 0 1 2 2" * 14_000 + '"/>',
        '<path transform="' + "rotate(1)" * 20_000 + '" d="M0 0h1v1z"/>',
        '<path transform="' + " " * 200_000 + 'x" d="M0 0h1v1z"/>',
        '<path fill="rgb(' + "1" * 200_000 + ',1,1)" d="M0 0h1v1z"/>',
        "<style>" + "/*" * 100_000 + "</style>" + BOX,
        "<style>" + "}" * 100_000 + "</style>" + BOX,
        "<style>" + ".a{}" * 40_000 + "</style>" + f'<path class="{"a " * 20_000}" d="M0 0h1v1z"/>',
    ],
    ids=["closes", "digits", "arcs", "turns", "spaces", "colour", "remarks", "braces", "classes"],
)
def test_no_file_takes_long(content: str):
    before = time.monotonic()

    try:
        drawn(content)
    except ImageError as error:
        refused: ImageError | None = error
    else:
        refused = None

    assert time.monotonic() - before < 5
    assert refused is None or "logo.svg" in str(refused)


NUMBERS = st.floats(-200, 200, allow_nan=False).map(lambda number: round(number, 2))
STEPS = st.one_of(
    st.tuples(st.sampled_from("LlTt"), st.tuples(NUMBERS, NUMBERS)),
    st.tuples(st.sampled_from("HhVv"), st.tuples(NUMBERS)),
    st.tuples(st.sampled_from("QqSs"), st.tuples(*[NUMBERS] * 4)),
    st.tuples(st.sampled_from("Cc"), st.tuples(*[NUMBERS] * 6)),
    st.tuples(st.sampled_from("Zz"), st.just(())),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(STEPS, min_size=1, max_size=12),
    st.sampled_from(["", "rotate(33)", "skewX(20) scale(.3 2)"]),
    st.booleans(),
)
def test_what_is_written_reads_as_the_same_drawing(
    steps: list[tuple[str, tuple[float, ...]]], transform: str, odd: bool
):
    outline = "M1 2" + "".join(step + " ".join(map(str, values)) for step, values in steps)
    rule = "evenodd" if odd else "nonzero"
    content = f'<path d="{outline}" transform="{transform}" fill="#123456" fill-rule="{rule}" stroke="teal"/>'

    written, drawing, _ = clean_svg(svg(content), "logo.svg")

    assert read_svg(written, "logo.svg") == drawing
    assert clean_svg(written, "logo.svg")[0] == written


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_damage_anywhere_gives_a_drawing_or_a_sentence(noise: bytes, at: int):
    data = svg(BOX + '<g transform="scale(2)"><circle r="5" style="fill:red"/></g>')

    try:
        drawing: Drawing | None = read_svg(data[:at] + noise + data[at:], "logo.svg")
    except ImageError:
        drawing = None

    assert drawing is None or drawing.shapes
