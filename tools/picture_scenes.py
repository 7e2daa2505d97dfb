"""Draws stand-ins for photos: rooms with a device, so that the papers in the guide show where photos are printed."""

import io

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 800)
Colour = tuple[int, int, int]
WALL, CEILING, FLOOR = (226, 221, 210), (241, 239, 233), (150, 128, 104)


def scene(kind: str) -> bytes:
    """Returns a JPEG of a room with a ``dome`` at its ceiling, a ``terminal`` on its wall or a ``sign`` beside a door.

    Raises:
        KeyError: if nothing of that kind can be drawn.
    """
    image = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(image)
    _room(draw)
    {"dome": _dome, "terminal": _terminal, "sign": _sign}[kind](draw)
    out = io.BytesIO()
    _lit(image).save(out, "JPEG", quality=88)
    return out.getvalue()


def _room(draw: ImageDraw.ImageDraw) -> None:
    """Draws ceiling, floor, side walls and a door at the far end."""
    wide, high = SIZE
    left, right, top, bottom = 330, 870, 200, 560
    draw.polygon([(0, 0), (wide, 0), (right, top), (left, top)], CEILING)
    draw.polygon([(0, high), (wide, high), (right, bottom), (left, bottom)], FLOOR)
    draw.polygon([(0, 0), (left, top), (left, bottom), (0, high)], (214, 207, 194))
    draw.polygon([(wide, 0), (right, top), (right, bottom), (wide, high)], (206, 199, 186))
    for step in range(1, 6):
        down = bottom + (high - bottom) * step * step // 36
        draw.line(
            [(left - left * step * step // 36, down), (right + (wide - right) * step * step // 36, down)],
            (134, 113, 91),
            3,
        )
    draw.rectangle((520, 300, 680, bottom), (120, 93, 70))
    draw.rectangle((532, 312, 668, bottom), (139, 110, 84))
    draw.ellipse((646, 430, 660, 444), (226, 200, 120))
    for at in (470, 600, 730):
        draw.ellipse((at - 34, 120, at + 34, 142), (255, 253, 240))


def _dome(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((520, 40, 700, 66), 12, (236, 236, 236))
    draw.pieslice((536, -14, 684, 134), 0, 180, (58, 64, 70))
    draw.ellipse((586, 74, 634, 122), (24, 27, 31))
    draw.ellipse((600, 84, 614, 98), (120, 140, 160))


def _terminal(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((930, 250, 1090, 560), 18, (44, 50, 56))
    draw.rounded_rectangle((946, 290, 1074, 500), 8, (18, 102, 112))
    draw.ellipse((976, 330, 1044, 410), outline=(220, 240, 242), width=6)
    draw.arc((958, 410, 1062, 520), 200, 340, (220, 240, 242), 6)
    draw.ellipse((1002, 262, 1018, 278), (10, 12, 14))
    draw.rectangle((1000, 560, 1020, 660), (90, 96, 102))


def _sign(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((376, 330, 476, 470), (255, 255, 255), (180, 180, 180), 2)
    draw.rectangle((376, 330, 476, 372), (11, 107, 117))
    draw.rounded_rectangle((404, 342, 436, 360), 4, (255, 255, 255))
    draw.polygon([(436, 351), (450, 342), (450, 360)], (255, 255, 255))
    for line in range(384, 446, 12):
        draw.line([(388, line), (464 - line % 5 * 6, line)], (96, 104, 112), 4)
    draw.rectangle((440, 444, 466, 466), (40, 40, 40))


def _lit(image: Image.Image) -> Image.Image:
    """Softens edges and darkens the corners, as a lens does."""
    soft = image.filter(ImageFilter.GaussianBlur(1.4))
    glow: Image.Image = Image.radial_gradient("L").resize(SIZE)
    return Image.composite(
        Image.new("RGB", SIZE, (52, 46, 40)), soft, glow.point([value * 5 // 12 for value in range(256)])
    )
