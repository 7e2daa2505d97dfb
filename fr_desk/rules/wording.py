"""Phrases looked for in the operator's own words, whatever their spacing, and only where they are not negated.

Meant to give a hint, not to judge: what is missed costs a hint, so a doubtful negation counts as one. Nothing here
knows what the phrases are about.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from fr_desk.i18n import LANGUAGES, Lang

_END = "。！？!?;；\n"
_BETWEEN = rf"[^\w{_END}]*"
"""What may stand between two characters of a phrase: spaces, hyphens, quotation marks."""

_ENDS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(rf"[{_END}.]"),
    "ko": re.compile(rf"[{_END}.]"),
    "en": re.compile(rf"[{_END}]|\.(?!\w)|\b(?:but|however|whereas|while)\b"),
}
"""Where one statement ends and another begins."""


def found_in(text: str, phrases: tuple[str, ...], lang: Lang, innocent: tuple[str, ...] = ()) -> list[str]:
    """Return the phrases that ``text`` says and does not deny.

    Args:
        text: the operator's words, in any language.
        phrases: what to look for; ``…`` inside one stands for a few characters or words.
        lang: of the phrases.
        innocent: phrases to leave out first, such as names that hold one of the phrases.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = _NO_LETTER.sub("", plain)
    for phrase in innocent:
        if _has_pieces(letters, phrase):
            plain = _pattern(phrase, lang).sub(" ", plain)
    statements = _ENDS[lang].split(plain)
    return [
        phrase
        for phrase in phrases
        if _has_pieces(letters, phrase) and any(_says(one, phrase, lang) for one in statements)
    ]


_NO_LETTER = re.compile(r"[\W_]")


def _has_pieces(letters: str, phrase: str) -> bool:
    """Tell whether a text can say a phrase at all: quick, so that few patterns are ever made."""
    return all(piece in letters for piece in _pieces(phrase))


@cache
def _pieces(phrase: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", phrase).casefold().replace("...", "…")
    return tuple(_NO_LETTER.sub("", part) for part in plain.split("…"))


def found(
    text: str, phrases: dict[Lang, tuple[str, ...]], innocent: dict[Lang, tuple[str, ...]]
) -> list[str]:
    """Return the phrases of all languages that ``text`` says and does not deny."""
    return [
        phrase
        for lang in LANGUAGES
        for phrase in found_in(text, phrases.get(lang, ()), lang, innocent.get(lang, ()))
    ]


def _says(statement: str, phrase: str, lang: Lang) -> bool:
    return any(
        not _DENIED[lang](statement[: match.start()], statement[match.end() :])
        for match in _pattern(phrase, lang).finditer(statement)
    )


@cache
def _pattern(phrase: str, lang: Lang) -> re.Pattern[str]:
    plain = unicodedata.normalize("NFKC", phrase).casefold().replace("...", "…")
    if lang == "en":
        gap = r"\W+(?:\w+\W+){0,4}?"
        parts = [r"[\W_]+".join(map(re.escape, part.split())) for part in plain.split("…")]
        return re.compile(rf"(?<!\w){gap.join(parts)}(?:s|es)?(?!\w)")
    gap = rf"[^{_END},，、]{{0,{8 if lang == 'zh' else 12}}}?"
    parts = [_BETWEEN.join(map(re.escape, re.sub(r"\s", "", part))) for part in plain.split("…")]
    body = gap.join(parts)
    edge = (r"(?<![a-z])", r"(?![a-z])") if re.search("[a-z]", plain) else ("", "")
    return re.compile(
        f"{edge[0] if plain[0].isascii() else ''}{body}{edge[1] if plain[-1].isascii() else ''}"
    )


# Chinese: mostly before the phrase, in the same clause or in the list it belongs to.

_ZH_COMMA = re.compile("[,，:：]")
_ZH_ADJACENT = re.compile(
    r"(?:不|未|没|没有|无|非|并非|勿|拒绝|取消|停止|停用|杜绝|避免|禁止|严禁|关闭|不强制|不强迫|无需|不需要|不必)"
    r"(?:再|会|去|进行|开展|做|作|设|设立|设置|建|建立|保存|保留|共享|识别|收集|采集|统计|记录|分析|判断|任何|强制|强行|要求|使用|搞){0,2}$"
)
_ZH_BEFORE = re.compile(
    r"(?:绝不|从不|决不|禁止|严禁|不得|不会|不再|不许|不准|不允许|并非|而非|而不是|非用于|未用于|没有用于|不拿|不予|勿"
    r"|不(?:能|可|可以|应|应当)?(?:用于|用来|用作|用在|作为|做|作|进行|涉及|包括|包含|是为了|参与|将|把|与|和|跟|向|给))"
)
_ZH_NOT_ONLY = re.compile("不(?:仅|只|但|光|单|止|得不)|不会(?:再)?(?:漏|错|耽误|影响)")
_ZH_AFTER = re.compile(
    r"^[^,，、]{0,6}?(?:已|均|都|一律|全部|也)?(?:关闭|停用|禁用|取消|不用|不做|不使用|不开展|不启用|不允许|除外|另用|另行|请用|请使用|改用)"
)


def _zh_denied(before: str, after: str) -> bool:
    if _ZH_AFTER.search(after):
        return True
    clauses = _ZH_COMMA.split(before)
    if _zh_negates(clauses[-1]):
        return True
    rest = _ZH_COMMA.split(after)[0]
    # a list written with commas: 不用于营销，判客，考勤等
    listed = len(clauses[-1]) <= 1 and len(rest) <= 3
    return listed and any(map(_zh_negates, clauses[:-1]))


def _zh_negates(clause: str) -> bool:
    plain = _ZH_NOT_ONLY.sub("", clause)
    return bool(_ZH_ADJACENT.search(plain.rstrip(" 、“”\"'用于作为")) or _ZH_BEFORE.search(plain))


# Korean: after the phrase, up to the end of the statement or a verb that affirms.

_KO_NEGATION = re.compile(
    r"지\s*(?:는\s*|도\s*)?(?:않(?!아서|아\s|기\s*때문|으면)|아니하|아니한|아니합|마세|말)"
    r"|(?<![가-힣])안\s*(?:씁|써|쓰|합|함|해|하|찍|봅|됩|돼)"
    r"|아닙|아니며|아니고|아니라|아님|아닌|금지|제외|말고|중단|끕니다|껐|끄고|꺼\s*(?:두|둔|놓)|폐지"
    r"|(?<!수\s)(?<!수)(?<!방법이\s)(?<!방법이)(?<!길이\s)없(?:음|습|다|고|으며|는)"
)
_KO_AFFIRMS = re.compile(
    r"(?:[가-힣](?<![않말])(?:고|며|지만|는데|니다|어요|아요|해요)|함|용)(?=[\s,]|$)|[가-힣](?<!위)[하해]서(?=\s)"
)


def _ko_denied(_before: str, after: str) -> bool:
    negation = _KO_NEGATION.search(after)
    affirms = _KO_AFFIRMS.search(after)
    return negation is not None and (affirms is None or negation.start() <= affirms.start())


# English: before the phrase, unless a new subject begins in between; or right after it.

_EN_NOT = re.compile(
    r"\b(?:not|never|nor|neither|instead of|rather than|excluding|prohibits?|forbids?|forbidden)\b|n't\b|\bdont\b"
)
_EN_NEAR = re.compile(r"\b(?:no|without|non|stopped|stop|ended|except)\b(?:\W+\w+){0,3}\W*$")
_EN_NOT_ONLY = re.compile(r"\bnot\s+(?:only|just|merely|simply)\b")
_EN_UNABLE = re.compile(r"\b(?:cannot|can't|can not|couldn't|could not|unable to)\b(?!\s+be\b)(?!\s+use)")
_EN_NEW_SUBJECT = re.compile(
    r"[,:]\s*(?:and\s+|so\s+|then\s+)?(?:we|it|they|this|the|he|she|you|i|used?|uses|only|just|instead)\b"
    r"|\band\s+(?:we|it|they|uses?|is|are)\b|\bso (?:that )?(?:we|it|they)\b"
)
_EN_BE = r"(?:is|are|was|were|will be|has been|have been|stays?)"
_EN_AFTER = re.compile(
    rf"^(?:[^\w,]+(?!{_EN_BE}\b)\w+){{0,4}}\s+{_EN_BE}\s+(?:\w+\s+)?"
    r"(?:not(?!\s+only)|never|disabled|forbidden|prohibited|excluded|off|ruled out|switched off|turned off)\b"
    r"|^\s*:\s*(?:not|no|never|none)\b"
)


def _en_denied(before: str, after: str) -> bool:
    if _EN_AFTER.search(after):
        return True
    said = _EN_UNABLE.sub(" ", _EN_NOT_ONLY.sub(" ", before))
    said = _EN_NEW_SUBJECT.split(said)[-1]
    return bool(_EN_NOT.search(said) or _EN_NEAR.search(said))


_DENIED = {"zh": _zh_denied, "ko": _ko_denied, "en": _en_denied}
