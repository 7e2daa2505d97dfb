"""Builds the bundled font families from Noto Sans SC and Noto Sans KR; the result is committed in resources/fonts.

``FR Desk Sans`` is Noto Sans SC with everything that only Noto Sans KR has: Hangul, and some compatibility ideographs.
Its “quotes”, the middle dot and the bullet have the full width that Chinese wants. ``FR Desk Sans Latin`` is a small
companion with the Latin part and the proportional punctuation that Korean and English want; put before the other, it
gives their texts the right marks.

One pan-CJK TrueType file a weight is needed because the PDF library takes neither CFF outlines nor a chain of fonts,
and because a machine of the trade may have no CJK font at all.

Usage: python tools/build_font.py
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from npm_package import ROOT, NpmPackage, sha256

FONTS = ROOT / "resources" / "fonts"
VERSION = "1.000"
SC = NpmPackage(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
KR = NpmPackage(
    "@expo-google-fonts/noto-sans-kr",
    "0.4.3",
    "7614af529705ea48e8b76cb3b056b92db66b7625ef3fc97ce76366063df94d3f",
)
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

# Written horizontally, left to right: what composes and places marks, and what squeezes punctuation on request.
FEATURES = ["ccmp", "liga", "locl", "mark", "kern", "palt", "halt", "pwid", "fwid"]
# Latin, spacing modifiers, general punctuation; no symbol or letterlike block, whose forms are the same in both.
LATIN = [*range(0x20, 0x250), *range(0x2B0, 0x370), *range(0x2000, 0x2070), 0x20A9, 0x20AC]

COPYRIGHT, FAMILY, STYLE, UNIQUE_ID, FULL_NAME, VERSION_NAME, POSTSCRIPT = range(7)
DESCRIPTION = 10
KEPT_NAMES = {COPYRIGHT, 9, 13, 14}  # copyright, designers, licence, its address
CODE_PAGES = {18: "simplified Chinese", 19: "Korean Wansung"}


def source(package: NpmPackage, weight: str) -> TTFont:
    """Opens one weight of a package."""
    folder = WEIGHTS[weight]
    stem = "NotoSansSC" if package is SC else "NotoSansKR"
    data = package.read(f"{folder}/{stem}_{folder}.ttf")
    return TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=False)


def add_missing(target: TTFont, donor: TTFont) -> int:
    """Copies into a font the glyphs of all characters that only the donor has.

    Args:
        target: the font that grows.
        donor: the font that is read; both have the same units per em and no composite glyphs.

    Returns:
        The number of characters added.
    """
    present = target.getBestCmap()
    wanted = {code: name for code, name in donor.getBestCmap().items() if code not in present}
    order = target.getGlyphOrder()
    taken = set(order)
    names: dict[str, str] = {}
    for donor_name in sorted(set(wanted.values()), key=donor.getGlyphID):
        name = donor_name if donor_name not in taken else f"{donor_name}.kr"
        names[donor_name] = name
        target["glyf"].glyphs[name] = donor["glyf"][donor_name]
        target["hmtx"].metrics[name] = donor["hmtx"].metrics[donor_name]
    target.setGlyphOrder([*order, *names.values()])
    target["glyf"].setGlyphOrder(target.getGlyphOrder())
    for table in target["cmap"].tables:
        if table.isUnicode() and table.format in {4, 12}:
            highest = 0xFFFF if table.format == 4 else 0x10FFFF
            table.cmap.update({code: names[name] for code, name in wanted.items() if code <= highest})
    return len(wanted)


def reduce(font: TTFont, characters: list[int]) -> None:
    """Keeps the given characters and the features of horizontal text; drops vertical metrics and style axes."""
    for tag in ("vhea", "vmtx", "BASE", "STAT"):
        del font[tag]
    options = Options(
        layout_features=FEATURES,
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=[],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, family: str, weight: str) -> None:
    """Gives a derived font its own name, as its licence asks, and keeps copyright and licence."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    postscript = f"{family.replace(' ', '')}-{weight}"
    texts = {
        FAMILY: family,
        STYLE: weight,
        UNIQUE_ID: f"{VERSION};FRDK;{postscript}",
        FULL_NAME: f"{family} {weight}",
        VERSION_NAME: f"Version {VERSION}",
        POSTSCRIPT: postscript,
        DESCRIPTION: "Derived from Noto Sans SC and Noto Sans KR, version 2.004, by tools/build_font.py of FR Desk.",
    }
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    names.names.sort()
    font["OS/2"].achVendID = "FRDK"
    font["head"].fontRevision = float(VERSION)


def build(weight: str) -> list[Path]:
    """Writes both families in one weight.

    Returns:
        The files written.
    """
    whole, korean = source(SC, weight), source(KR, weight)
    print(f"{weight}: {add_missing(whole, korean):,} characters added")
    reduce(whole, sorted(whole.getBestCmap()))
    whole["OS/2"].ulCodePageRange1 |= sum(1 << bit for bit in CODE_PAGES)
    reduce(korean, LATIN)
    written = []
    for font, family in ((whole, "FR Desk Sans"), (korean, "FR Desk Sans Latin")):
        rename(font, family, weight)
        path = FONTS / f"{family.replace(' ', '')}-{weight}.ttf"
        font.save(path)
        written.append(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes, {font['maxp'].numGlyphs:,} glyphs")
    return written


def provenance(written: list[Path]) -> str:
    """Describes where the files come from, so that anyone can rebuild and compare them."""
    inputs = "\n".join(f"| npm `{p.name}` | {p.version} | `{p.digest}` |" for p in (SC, KR))
    outputs = "\n".join(f"| `{path.name}` | {path.stat().st_size:,} | `{sha256(path)}` |" for path in written)
    return f"""# Where these fonts come from

Derived from Noto Sans SC and Noto Sans KR 2.004 (static TrueType, weights 400 and 700), © 2014-2021 Adobe, under the
SIL Open Font License 1.1 in `OFL.txt`, which covers the derived files too. The licence reserves the name “Source”; the
derived families carry neither that name nor Noto's.

| input | version | SHA-256 of the archive |
|---|---|---|
{inputs}

| output | bytes | SHA-256 |
|---|---|---|
{outputs}

- **FR Desk Sans**: Noto Sans SC, and every character that Noto Sans KR has and it lacks (Hangul syllables, Jamo,
  compatibility ideographs). “ ” ‘ ’ · • have the full width of Chinese.
- **FR Desk Sans Latin**: Latin letters and punctuation of Noto Sans KR, where the same marks are proportional. Korean
  and English text names it first and FR Desk Sans after it.
- Dropped: vertical writing, style axes, and Noto Sans KR's composition of old Hangul from conjoining Jamo.

Rebuild with `.venv/bin/python tools/build_font.py`; it downloads the inputs with npm and gives the same bytes.
"""


def main() -> None:
    """Builds all files, the licence and their description."""
    for package in (SC, KR):
        package.fetch()
    FONTS.mkdir(parents=True, exist_ok=True)
    started = datetime.now(UTC)
    written = [path for weight in WEIGHTS for path in build(weight)]
    (FONTS / "OFL.txt").write_bytes(SC.read("LICENSE_FONT"))
    (FONTS / "PROVENANCE.md").write_text(provenance(sorted(written)), encoding="utf-8")
    print(f"built in {(datetime.now(UTC) - started).total_seconds():.0f} s")


if __name__ == "__main__":
    main()
