"""Whoever copies text out of a dossier PDF gets every character of every answer, in Chinese and in Korean."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FieldSpec, Value, fields_of
from fr_desk.i18n import Lang
from fr_desk.render.text import printable
from fr_desk.resources import resource
from tests.render.conftest import AsTheDesk
from tests.rules.complete import complete

NOT_PRINTED = {
    "id": "names the file, not an answer",
    "region": "printed as the name of the region",
    "rule": "printed as the title of the rule",
    "path": "printed as the name of what was decided about",
    "basis": "ties a decision to answers, for the program",
    "designs": "the layout of signs, printed on the signs",
}


@pytest.mark.parametrize("name", ["ningbo-sales-office-before", "seoul-gym", "shanghai-hotel"])
def test_every_answer_of_a_sample_is_in_the_text(as_the_desk: AsTheDesk, name: str):
    dossier = services.open_dossier(resource("samples", f"{name}.yaml")).dossier
    lang = services.venue_language(dossier)

    pages = pages_of(as_the_desk(dossier, lang))

    wanted = dict(written(dossier))
    assert len(wanted) > 20
    assert missing(wanted, pages) == {}


@pytest.mark.parametrize(
    ("jurisdiction", "kind", "lang"),
    [(Jurisdiction.CN, VenueKind.HOTEL, "zh"), (Jurisdiction.KR, VenueKind.GYM, "ko")],
)
def test_every_answer_of_a_full_dossier_is_in_the_text_however_long(
    as_the_desk: AsTheDesk, jurisdiction: Jurisdiction, kind: VenueKind, lang: Lang
):
    # given a dossier in which every text is its own, and as long as people write
    dossier = filled(complete(kind, jurisdiction, seed=7), lang)

    # when it is printed
    pages = pages_of(as_the_desk(dossier, lang))

    # then another program's reading of the pages has all of them
    wanted = dict(written(dossier))
    assert len(wanted) > 90
    assert max(map(len, wanted.values())) > 3900
    assert missing(wanted, pages) == {}


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page as poppler reads it, without spaces, head and foot."""
    program = shutil.which("pdftotext")
    assert program, "poppler-utils is missing: make setup installs it"
    read = subprocess.run([program, "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)  # fmt: skip
    pages = read.stdout.decode().split("\f")
    heads = {line for line in pages[3].splitlines()[:3] if line in pages[4] and line in pages[5]}
    kept = (
        "".join(
            line for line in page.splitlines() if line not in heads and not re.fullmatch(r"\d+ / \d+", line)
        )
        for page in pages
    )
    return [squeezed(page) for page in kept]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def missing(wanted: dict[str, str], pages: list[str]) -> dict[str, str]:
    """What is not there, by path."""
    return {path: text for path, text in wanted.items() if not is_there(squeezed(printable(text)), pages)}


def is_there(text: str, pages: list[str]) -> bool:
    """Whether a text stands on a page, or goes on from one page to the next."""
    return any(_from(text, pages, at) for at in range(len(pages)))


def _from(text: str, pages: list[str], at: int) -> bool:
    while at < len(pages):
        if text in pages[at]:
            return True
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if text[:middle] in pages[at] else (low, middle - 1)
        if low < 10:
            return False
        text, at = text[low:], at + 1
    return False


def written(part: Value, base: str = "") -> Iterator[tuple[str, str]]:
    """The texts people wrote, by path."""
    for name, spec in fields_of(type(part)).items():
        value = getattr(part, name)
        path = f"{base}.{name}" if base else name
        if name in NOT_PRINTED or value is None:
            continue
        if isinstance(value, Value):
            yield from written(value, path)
        elif spec.kind in {"keyed", "records"}:
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, item in items:
                yield from written(item, f"{path}.{key}")
        elif spec.kind in {"text", "long_text"} and value and isinstance(value, str):
            yield path, value


def filled(dossier: Dossier, lang: Lang) -> Dossier:
    """The dossier with a text of its own for every question that asks for one."""
    numbers = count(1)
    return Dossier.model_validate(_filled(dossier, lang, numbers))


def _filled(part: Value, lang: Lang, numbers: Iterator[int]) -> dict[str, object]:
    tree = part.model_dump()
    for name, spec in fields_of(type(part)).items():
        value = getattr(part, name)
        if name in NOT_PRINTED or value is None:
            continue
        if isinstance(value, Value):
            tree[name] = _filled(value, lang, numbers)
        elif spec.kind == "keyed":
            tree[name] = {key: _filled(item, lang, numbers) for key, item in value.items()}
        elif spec.kind in {"text", "long_text"} and isinstance(value, str):
            tree[name] = _words(spec, lang, next(numbers))
    return tree


def _words(spec: FieldSpec, lang: Lang, number: int) -> str:
    """An answer nobody else gives; every seventh of the long ones is as long as they come."""
    sentence = {
        "zh": "第{n}答：“机房、前台”与《办法》第十条（含第二款）；2026年11月，价格￥1,280.50／月……龘靐齉爩。",
        "ko": "{n}번 답: ‘출입구·로비’와 「개인정보 보호법」 제25조제1항; 2026년 11월, 월 ￦1,280.50… 뷁쀍햏.",
        "en": "Answer {n}.",
    }[lang].format(n=number)
    longest = (4000 if number % 7 == 0 else 700) if spec.kind == "long_text" else 90
    return (sentence * (longest // len(sentence) + 1))[:longest]
