"""Measures the papers: dossiers of large venues with photos, one sign, all forms, the check of a dossier.

Usage: python tools/bench_papers.py

Prints one JSON object: names of the measurements, and seconds or megabytes.
"""

import io
import json
import random
import resource as system
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_gui import with_cameras

SAMPLE, PHOTOS, ROUNDS = "shanghai-hotel", 20, 3


def photo(seed: int) -> bytes:
    """Returns a photo as a telephone takes it, 12 megapixels: soft colours and a little noise."""
    from PIL import Image

    rng = random.Random(seed)  # noqa: S311 - pictures, not secrets
    small = Image.frombytes("RGB", (40, 30), rng.randbytes(40 * 30 * 3))
    out = io.BytesIO()
    small.resize((4000, 3000), Image.Resampling.BICUBIC).save(out, "JPEG", quality=92)
    return out.getvalue()


def with_photos(dossier, count: int):  # noqa: ANN001, ANN201 - imported late, so that the start is measured apart
    """Returns the dossier with photos of its first devices, their contents, and how long each took to be taken in."""
    from fr_desk.domain.choices import AttachmentKind
    from fr_desk.services.attachments import add_attachment, take_in

    contents: dict[str, bytes] = {}
    spent = []
    for number, key in enumerate(list(dossier.cameras)[:count]):
        data = photo(number)
        started = time.perf_counter()
        taken = take_in(data, f"photo-{number}.jpg", AttachmentKind.PHOTO)
        spent.append(time.perf_counter() - started)
        dossier, contents, _ = add_attachment(dossier, contents, taken, f"cameras.{key}.photo")
    return dossier, contents, statistics.median(spent)


def spent_on(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Returns the median seconds of some rounds; the first, which reads the modules and fonts, does not count."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Measures, and prints what came out."""
    from fr_desk.render.signs import plan_signs, sign_pdf
    from fr_desk.services.forms import write_forms
    from fr_desk.services.papers import write_dossier_pdf
    from fr_desk.services.sealing import verify

    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = with_cameras(SAMPLE, 20)
        out = write_dossier_pdf(plain, folder / "20.pdf")
        found["verify"] = spent_on(lambda: verify(out))
        sign = plan_signs(plain)[0]
        found["sign"] = spent_on(lambda: sign_pdf(sign, plain))
        found["forms"] = spent_on(lambda: write_forms(plain, folder / "forms"))
        fifty, contents, found["photo"] = with_photos(with_cameras(SAMPLE, 50), PHOTOS)
        out = folder / "50.pdf"
        found["fifty"] = spent_on(lambda: write_dossier_pdf(fifty, out, attachments=contents))
        photos = sum(map(len, contents.values())) / 1e6
        found["fifty_size"] = out.stat().st_size / 1e6 - photos
        many = with_cameras(SAMPLE, 200)
        found["many"] = spent_on(lambda: write_dossier_pdf(many, folder / "200.pdf"), 1)
    found["memory"] = system.getrusage(system.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps(found))


if __name__ == "__main__":
    main()
