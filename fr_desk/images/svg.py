"""SVG logos: outlines and plain colours are read, anything that would look different on paper is refused by name.

Nothing is followed out of the file, no font and no script is asked, and the time taken is bounded by the file's size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from fontTools.misc.transform import Identity, Transform
from fontTools.svgLib.path import parse_path

from fr_desk.images.drawing import LONGEST, Cap, Drawing, Join, Segment, Shape, Step, svg_of
from fr_desk.images.errors import EmptyDrawingError, TooDetailedError, UndrawableError
from fr_desk.images.svg_style import (
    EFFECTS,
    INHERITED,
    NotReadError,
    Style,
    class_rules,
    declarations,
    effects_in,
    length,
    numbers,
)
from fr_desk.images.svg_tree import MAX_BYTES, Node, read_tree
from fr_desk.images.traces import Trace

MAX_SEGMENTS = 50_000
FARTHEST = 1e6
"""How far from the corner an outline may reach, in units of the drawing."""

_GROUPS = frozenset({"g", "a", "svg"})
_UNSEEN = frozenset(
    {
        "",
        "title",
        "desc",
        "metadata",
        "defs",
        "symbol",
        "style",
        "script",
        "handler",
        "listener",
        "view",
        "animate",
    }
    | {"clipPath", "mask", "filter", "linearGradient", "radialGradient", "pattern", "marker", "set", "cursor"}
    | {"animateTransform", "animateMotion", "animateColor", "color-profile", "solidColor"}
)
"""Elements that show nothing by themselves."""
_PROPERTIES = INHERITED | {"opacity", "display"} | set(EFFECTS)
_CAPS: dict[str, Cap] = {"round": "round", "square": "square"}
_JOINS: dict[str, Join] = {"round": "round", "bevel": "bevel"}

Point = tuple[float, float]


def clean_svg(data: bytes, name: str) -> tuple[bytes, Drawing, tuple[Trace, ...]]:
    """Return an SVG written anew with its outlines only, its drawing, and what else the file had.

    Args:
        data: the SVG.
        name: of the file, for errors.

    Raises:
        ImageError: if it is too large, damaged, or has anything that is not outlines in plain colours.
    """
    drawing, traces = _read(data, name)
    written = svg_of(drawing)
    if len(written) > MAX_BYTES:
        raise TooDetailedError(file=name)
    return written, drawing, traces


def read_svg(data: bytes, name: str) -> Drawing:
    """Return the drawing of an SVG.

    Raises:
        ImageError: as :func:`clean_svg`.
    """
    return _read(data, name)[0]


def _read(data: bytes, name: str) -> tuple[Drawing, tuple[Trace, ...]]:
    root, traces = read_tree(data, name)
    try:
        drawing = _Painter(root).drawing()
    except _TooManyError as error:
        raise TooDetailedError(file=name) from error
    except NotReadError as error:
        raise UndrawableError(file=name, what=error.what) from error
    except (
        ValueError,
        OverflowError,
        ZeroDivisionError,
        IndexError,
    ) as error:  # of impossible paths and numbers
        raise UndrawableError(file=name, what="path") from error
    if not drawing.shapes:
        raise EmptyDrawingError(file=name)
    return drawing, tuple(trace for trace in Trace if trace in traces)


class _Painter:
    """Walks the tree and collects shapes."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._rules = class_rules(
            "".join(text for node in _walk(root) if node.name == "style" for text in node.text)
        )
        self._segments = 0

    def drawing(self) -> Drawing:
        left, top, width, height = self._frame()
        scale = LONGEST / max(width, height)
        ground = Style(transform=Identity.scale(scale).translate(-left, -top))
        shapes = tuple(self._shapes(self._root, ground))
        return Drawing(_rounded(width * scale), _rounded(height * scale), shapes)

    def _frame(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of what is to be seen."""
        own = self._root.attributes
        if "viewBox" in own:
            frame = numbers(own["viewBox"])
        else:
            frame = [0.0, 0.0, length(own.get("width", "100%")), length(own.get("height", "100%"))]
        if (
            len(frame) != 4
            or not all(map(math.isfinite, frame))
            or not 1e-3 < min(frame[2:]) <= max(frame[2:]) < 1e6
        ):
            raise NotReadError("viewBox")
        return frame[0], frame[1], frame[2], frame[3]

    def _shapes(self, node: Node, around: Style) -> Iterator[Shape]:
        if node.name in _UNSEEN:
            return
        properties = self._properties(node)
        if properties.get("display", "").lower() == "none":
            return
        if effect := effects_in(properties):
            raise NotReadError(effect)
        style = around.inside(properties, node.attributes.get("transform", ""))
        if node.name in _GROUPS and (node.name != "svg" or node is self._root):
            for kid in node.kids:
                yield from self._shapes(kid, style)
            return
        outline = _outline(node)
        if style.values.get("visibility", "visible").strip().lower() == "visible":
            shape = self._shape(outline, style)
            if shape:
                yield shape

    def _properties(self, node: Node) -> dict[str, str]:
        """Return what is said about one element: by attributes, by the classes it has, by its own style."""
        known = {name: value for name, value in node.attributes.items() if name in _PROPERTIES}
        for each in node.attributes.get("class", "").split():
            known |= self._rules.get(each, {})
        return known | declarations(node.attributes.get("style", ""))

    def _shape(self, outline: str, style: Style) -> Shape | None:
        pen = _Pen(style.transform, MAX_SEGMENTS - self._segments)
        parse_path(outline, pen)
        self._segments += len(pen.segments)
        fill, stroke = style.paint("fill", "black"), style.paint("stroke", "none")
        width = _rounded(style.length("stroke-width", "1")) if stroke else 1.0
        if width <= 0:
            stroke, width = None, 1.0
        if not pen.segments or not (fill or stroke):
            return None
        order = style.values.get("paint-order", "normal").strip()
        if fill and stroke and not order.startswith(("normal", "fill")):
            raise NotReadError("paint-order")
        return Shape(
            tuple(pen.segments),
            fill,
            style.values.get("fill-rule", "nonzero").strip() == "evenodd",
            stroke,
            width,
            _CAPS.get(style.values.get("stroke-linecap", "").strip(), "butt"),
            _JOINS.get(style.values.get("stroke-linejoin", "").strip(), "miter"),
        )


def _outline(node: Node) -> str:
    """Return what an element draws, as the data of a path."""
    own = node.attributes
    if node.name == "path":
        return own.get("d", "")
    if node.name in {"polyline", "polygon"}:
        points = numbers(own.get("points", ""))
        pairs = " ".join(f"{x!r} {y!r}" for x, y in zip(points[::2], points[1::2], strict=False))
        return f"M{pairs}{'Z' if node.name == 'polygon' else ''}" if pairs else ""

    def measure(name: str) -> float:
        return length(own.get(name, "0"))

    match node.name:
        case "line":
            return f"M{measure('x1')!r} {measure('y1')!r}L{measure('x2')!r} {measure('y2')!r}"
        case "rect":
            corners = [length(own[name]) for name in ("rx", "ry") if own.get(name, "auto") != "auto"]
            return _rectangle(measure("x"), measure("y"), measure("width"), measure("height"), corners)
        case "circle":
            return _ellipse(measure("cx"), measure("cy"), measure("r"), measure("r"))
        case "ellipse":
            return _ellipse(measure("cx"), measure("cy"), measure("rx"), measure("ry"))
        case other:
            raise NotReadError(f"<{other}>")


def _rectangle(x: float, y: float, width: float, height: float, corners: list[float]) -> str:
    if width <= 0 or height <= 0:
        return ""
    rx, ry = (min(corners[0], width / 2), min(corners[-1], height / 2)) if corners else (0.0, 0.0)
    if rx <= 0 or ry <= 0:
        return f"M{x!r} {y!r}h{width!r}v{height!r}h{-width!r}Z"
    across, down = width - 2 * rx, height - 2 * ry
    corner = f"a{rx!r} {ry!r} 0 0 1 "
    return (
        f"M{x + rx!r} {y!r}h{across!r}{corner}{rx!r} {ry!r}v{down!r}{corner}{-rx!r} {ry!r}"
        f"h{-across!r}{corner}{-rx!r} {-ry!r}v{-down!r}{corner}{rx!r} {-ry!r}Z"
    )


def _ellipse(x: float, y: float, rx: float, ry: float) -> str:
    if rx <= 0 or ry <= 0:
        return ""
    half = f"a{rx!r} {ry!r} 0 0 1 "
    return f"M{x - rx!r} {y!r}{half}{2 * rx!r} 0{half}{-2 * rx!r} 0Z"


class _Pen:
    """Takes a path from fontTools, in its manner of speaking, and keeps it as segments of the drawing."""

    def __init__(self, transform: Transform, most: int) -> None:
        self.segments: list[Segment] = []
        self._transform = transform
        self._most = most
        self._here: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - fontTools' name, like those below
        self._add("M", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802 - the same
        self._add("L", point)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802 - the same
        self._add("C", first, second, end)

    def qCurveTo(self, handle: Point, end: Point) -> None:  # noqa: N802 - the same
        """Take a quadratic curve as the cubic one that is the same."""
        start = self._here
        first = (start[0] + (handle[0] - start[0]) * 2 / 3, start[1] + (handle[1] - start[1]) * 2 / 3)
        second = (end[0] + (handle[0] - end[0]) * 2 / 3, end[1] + (handle[1] - end[1]) * 2 / 3)
        self._add("C", first, second, end)

    def closePath(self) -> None:  # noqa: N802 - the same
        self._add("Z")

    def endPath(self) -> None:  # noqa: N802 - the same
        """An outline that stays open needs no step of its own."""

    def _add(self, step: Step, *points: Point) -> None:
        if len(self.segments) >= self._most:
            raise _TooManyError
        placed = [self._transform.transformPoint(point) for point in points]
        flat = tuple(_rounded(number) for point in placed for number in point)
        if not all(abs(number) < FARTHEST for number in flat):
            raise NotReadError("path")
        self.segments.append(Segment(step, flat))
        if points:
            self._here = points[-1]


class _TooManyError(Exception):
    """More segments than are drawn."""


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        yield from _walk(kid)


def _rounded(number: float) -> float:
    return round(number, 3) + 0.0
