"""Every sentence a pack can say, in one table for reading: plain, short, with what to do, in three languages.

The table is written to ``build/sentences.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fr_desk.i18n import LANGUAGES, Lang, Texts
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.packs import Pack

TABLE = Path(__file__).resolve().parents[2] / "build" / "sentences.md"
PACKS = bundled_packs()
LONGEST: dict[str, dict[Lang, int]] = {
    "says": {"zh": 95, "ko": 140, "en": 235},
    "question": {"zh": 110, "ko": 145, "en": 270},
    "settles": {"zh": 60, "ko": 90, "en": 150},
    "applies to": {"zh": 60, "ko": 95, "en": 175},
    "button": {"zh": 30, "ko": 45, "en": 75},
}
"""Characters at most."""
WHAT_TO_DO: dict[Lang, str] = {
    "zh": "请|须|必须|建议|不要",
    "ko": "십시오|야 합니다|것이 좋습니다",
    "en": r"[.;:] |must|should",
}
"""Marks of a sentence that goes on to say what to do: a request, a duty, a recommendation; in English a second clause."""
ARTICLE: dict[Lang, str] = {
    "zh": "第[一二三四五六七八九十百零0-9]+条",
    "ko": r"제 ?\d+조",
    "en": r"\b[Aa]rt(?:icles?|s?\.)? ?\d",
}

Row = tuple[str, str, str, Texts]
"""Pack, what it belongs to, kind of sentence, sentence."""


def sentences(pack: Pack) -> Iterator[Row]:
    for rule in pack.rules:
        for clause in rule.clauses:
            yield pack.id, rule.id, "says", clause.says
            yield from ((pack.id, rule.id, "button", fix.label) for fix in clause.fixes)
        for kind, text in (
            ("question", rule.question),
            ("settles", rule.settles),
            ("applies to", rule.applies_to),
            ("why", rule.why),
            ("title", rule.title),
        ):
            if text:
                yield pack.id, rule.id, kind, text
    for name, spec in pack.consequences.items():
        yield pack.id, name, "consequence", spec.says
    for change in pack.announcements:
        yield pack.id, change.id, "announced", change.says


ROWS = [row for pack in PACKS for row in sentences(pack)]


def test_all_sentences_stand_in_one_table_for_reading() -> None:
    TABLE.parent.mkdir(exist_ok=True)
    lines = ["| of | kind | 中文 | 한국어 | English |", "|---|---|---|---|---|"]
    lines += [f"| {owner} | {kind} | {text.zh} | {text.ko} | {text.en} |" for _, owner, kind, text in ROWS]
    TABLE.write_text("\n".join(line.replace("\n", " ") for line in lines) + "\n", encoding="utf-8")

    assert len(ROWS) > 500
    assert all(text.get(lang).strip() for _, _, _, text in ROWS for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_short(lang: Lang) -> None:
    long = [
        (owner, kind, len(text.get(lang)), text.get(lang))
        for _, owner, kind, text in ROWS
        if len(text.get(lang)) > LONGEST.get(kind, {}).get(lang, 400)
    ]
    assert long == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_about_a_breach_says_what_to_do(lang: Lang) -> None:
    bare = [
        (owner, text.get(lang))
        for _, owner, kind, text in ROWS
        if kind == "says" and not re.search(WHAT_TO_DO[lang], text.get(lang))
    ]
    assert bare == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_article_is_never_named_without_its_instrument(lang: Lang) -> None:
    names = {
        name
        for pack in PACKS
        for law in pack.instruments.values()
        for name in (law.title.get(lang), law.short.get(lang))
    }
    nameless = [
        (owner, kind, text.get(lang))
        for _, owner, kind, text in ROWS
        if re.search(ARTICLE[lang], text.get(lang)) and not any(name in text.get(lang) for name in names)
    ]
    assert nameless == []


def test_a_percent_sign_never_begins_a_line() -> None:
    spaced = [(owner, text.en) for _, owner, _, text in ROWS if re.search(r"\d %", text.en)]
    assert spaced == []
