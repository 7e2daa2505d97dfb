"""Writes the colour profile that PDF/A wants: sRGB as Little CMS makes it, without the clock. Needs Pillow.

Usage: python tools/build_profile.py
"""

import struct
from pathlib import Path

from PIL import ImageCms

TARGET = Path(__file__).resolve().parent.parent / "resources" / "color" / "sRGB.icc"
DAY = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)

profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
profile[24:36] = DAY
TARGET.parent.mkdir(parents=True, exist_ok=True)
TARGET.write_bytes(profile)
print(TARGET, len(profile), "bytes")
