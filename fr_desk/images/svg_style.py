"""Colours, lengths and transformations of SVG: the few that logos use. Whatever else is said about a shape is refused.

Everything is read in time proportional to its length.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fontTools.misc.transform import Identity, Transform
from PIL import ImageColor

from fr_desk.images.drawing import Color

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})\s*(px|pt|pc|mm|cm|in)?\s*")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_CALL = re.compile(r"[\s,]*([a-zA-Z]{1,10})\s*\(([^()]*)\)")
_LONGEST_COLOUR = 64

INHERITED = frozenset(
    {"color", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-opacity", "stroke-width", "visibility", "paint-order"}
)
EFFECTS = {
    "clip-path": "none",
    "mask": "none",
    "filter": "none",
    "marker": "none",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
    "stroke-dasharray": "none",
    "mix-blend-mode": "normal",
    "vector-effect": "none",
}
"""Properties that change what is seen and are not read, with the value that changes nothing."""


class NotReadError(Exception):
    """Something that is not read; :attr:`what` names it as it stands in the file."""

    def __init__(self, what: str) -> None:
        """Keep what it is, shortened."""
        super().__init__(what)
        self.what = what if len(what) <= 40 else what[:39] + "…"


@dataclass(frozen=True, slots=True)
class Style:
    """How shapes look where one stands in the tree; values as they are written.

    Attributes:
        values: inherited properties by name.
        opacity: of all groups around, multiplied.
        transform: from the shape's coordinates to the drawing's.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    opacity: float = 1.0
    transform: Transform = Identity

    def inside(self, own: Mapping[str, str], transform: str = "") -> Style:
        """Return the style inside an element with properties and a transformation of its own."""
        inherited = {name: value for name, value in own.items() if name in INHERITED and value != "inherit"}
        opacity = self.opacity * share(own.get("opacity", "1"))
        return replace(
            self,
            values={**self.values, **inherited},
            opacity=opacity,
            transform=self.transform.transform(transform_of(transform)),
        )

    def paint(self, name: str, default: str) -> Color | None:
        """Return the colour of ``fill`` or ``stroke``, mixed with white where it is see-through."""
        text = self.values.get(name, default).strip() or default
        if text.lower() == "currentcolor":
            text = self.values.get("color", "black").strip()
        opacity = self.opacity * share(self.values.get(f"{name}-opacity", "1"))
        if text.lower() in {"none", "transparent"} or opacity == 0:
            return None
        return _mixed(text, opacity)

    def length(self, name: str, default: str) -> float:
        """Return a length in the drawing's units, scaled as the transformation scales areas."""
        scale = math.sqrt(abs(self.transform.xx * self.transform.yy - self.transform.xy * self.transform.yx))
        return length(self.values.get(name, default)) * scale


def _mixed(text: str, opacity: float) -> Color:
    try:
        if len(text) > _LONGEST_COLOUR:
            raise NotReadError(text)
        red, green, blue, *alpha = ImageColor.getrgb(text)
    except ValueError as error:
        raise NotReadError(text) from error
    opacity *= alpha[0] / 255 if alpha else 1
    return (_on_white(red, opacity), _on_white(green, opacity), _on_white(blue, opacity))


def _on_white(level: int, opacity: float) -> int:
    return min(255, max(0, round(255 - opacity * (255 - level))))


def share(text: str) -> float:
    """Return an opacity between 0 and 1.

    Raises:
        NotReadError: if it is none.
    """
    text = text.strip()
    number = _NUMBER.fullmatch(text.removesuffix("%"))
    if not number:
        raise NotReadError(text)
    value = float(number[0]) / (100 if text.endswith("%") else 1)
    return min(1.0, max(0.0, value))


def length(text: str) -> float:
    """Return a length in pixels.

    Raises:
        NotReadError: if it is none, or depends on a font or on what is around.
    """
    match = _LENGTH.fullmatch(text)
    if not match:
        raise NotReadError(text.strip())
    return float(match[1]) * _UNITS[match[2] or "px"]


def numbers(text: str) -> list[float]:
    """Return all numbers of a list."""
    return [float(number) for number in _NUMBER.findall(text)]


def transform_of(text: str) -> Transform:
    """Return a list of transformations as one.

    Raises:
        NotReadError: if one of them is unknown or has the wrong number of numbers.
    """
    whole, position = Identity, 0
    text = text.strip()
    while position < len(text):
        call = _CALL.match(text, position)
        if not call:
            raise NotReadError(text[position:])
        whole = whole.transform(_one_transform(call[1], numbers(call[2])))
        position = call.end()
    return whole


def _one_transform(name: str, values: list[float]) -> Transform:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return Transform(a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) <= 1:
            return Identity.translate(x, *rest)
        case "scale", [x, *rest] if len(rest) <= 1:
            return Identity.scale(x, *rest)
        case "rotate", [angle]:
            return Identity.rotate(math.radians(angle))
        case "rotate", [angle, x, y]:
            return Identity.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)
        case "skewX", [angle]:
            return Identity.skew(math.radians(angle))
        case "skewY", [angle]:
            return Identity.skew(0, math.radians(angle))
        case _:
            raise NotReadError(name)


def declarations(text: str) -> dict[str, str]:
    """Return the properties of a style attribute or of one rule."""
    found = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip()
    return found


def class_rules(sheet: str) -> dict[str, dict[str, str]]:
    """Return the properties each class of a style sheet gives.

    Raises:
        NotReadError: if the sheet has anything but rules for classes.
    """
    rules: dict[str, dict[str, str]] = {}
    rest = _without_remarks(sheet).replace("<![CDATA[", "").replace("]]>", "")
    for rule in rest.split("}"):
        selectors, brace, body = rule.partition("{")
        if not brace:
            if selectors.strip():
                raise NotReadError(selectors.strip())
            continue
        for selector in selectors.split(","):
            if not re.fullmatch(r"\s*\.[\w-]+\s*", selector):
                raise NotReadError(f"{selector.strip()} {{}}")
            rules.setdefault(selector.strip()[1:], {}).update(declarations(body))
    return rules


def _without_remarks(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def effects_in(own: Mapping[str, str]) -> str:
    """Return the first property that would change what is seen and is not read, or nothing."""
    for name, value in own.items():
        if name in EFFECTS and value.strip().lower() not in {EFFECTS[name], "", "inherit"}:
            return name
        if name in {"transform", "-webkit-transform"}:
            return name
    return ""
