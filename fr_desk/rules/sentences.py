"""Sentences of findings: a pack's words filled with the venue's own names, in the three languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Choice, Value
from fr_desk.i18n import LANGUAGES, N_, Lang, Texts, texts, translate, written_date
from fr_desk.rules.findings import Outcome, Verdict
from fr_desk.rules.parts import COLLECTIONS, NESTED

NOT_ANSWERED = N_("not answered")
FELL_AWAY = N_("The answers this decision was taken on have changed.")
SETTLES = N_("What would settle it: {fact}")
MAY_FOLLOW = N_("What the law lets follow: ")
TO_COME = N_("Changes of the law to come")
TO_COME_INTRO = N_("Promulgated, not yet in force: announced here, not applied to this venue.")
FROM_THEN = N_("From {date}: {title}")
WHAT_IS_DUE = N_("What is due when")
DUE_INTRO = N_("Counted from your answers. Whether something missed is a breach stands among the findings.")
NOTHING_RUNS = N_("No deadline is running as things are.")
NO_LONGER = N_("As the answers are now, this point need not be decided.")
SUMMARY = N_(
    "{breached} to change, {review} to decide, {open} to answer, {met} in order. "
    "The law is applied as it stood on {date}."
)
"""Words that the desk and the papers share."""
COUNT_LABELS = {
    Outcome.BREACHED: N_("to change"),
    Outcome.REVIEW: N_("to decide"),
    Outcome.OPEN: N_("to answer"),
    Outcome.MET: N_("in order"),
}
"""What stands beside the number of findings of each kind."""
FOLIO = "{page} / {pages}"
"""What stands at the foot of every page. It is read again when a printed dossier is verified."""
VERDICTS = {
    Verdict.BREACHED: N_("There is something to change before this venue is in order."),
    Verdict.OPEN: N_("Nothing is known to be wrong; some questions are still to answer."),
    Verdict.REVIEW: N_("All is answered; what the law leaves open is still to decide."),
    Verdict.CLEAN: N_("Everything that was checked is in order."),
}
"""What became of a dossier, in one sentence."""
TO_ANSWER = N_("Still to answer: {questions}.")
TO_ANSWER_MORE = N_("Still to answer: {questions} and {count} more.")
SHOWN = 3
"""Questions named in one sentence; the finding's ``missing`` has all of them."""

PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")
ONE_OF = {
    "zones": N_("Zone"),
    "cameras": N_("Device"),
    "activities": N_("Activity"),
    "signs": N_("Sign"),
    "processors": N_("Processor"),
    "recipients": N_("Recipient"),
}
"""What an item of a collection is called of which nothing else is known."""
SEPARATOR: dict[Lang, str] = {"zh": "、", "ko": ", ", "en": ", "}
"""Between the members of a list."""
_QUOTED: dict[Lang, str] = {"zh": "{title}（{owner}）", "ko": "{title}({owner})", "en": "{title} ({owner})"}


def fill(words: Texts, dossier: Dossier, item: str) -> Texts:
    """Return ``words`` with ``{camera.label}`` and the like replaced by the dossier's answers."""
    if "{" not in words.en + words.zh + words.ko:
        return words

    def in_language(lang: Lang) -> str:
        return PLACEHOLDER.sub(lambda match: _value(match[1], dossier, item, lang), words.get(lang))

    return Texts(zh=in_language("zh"), ko=in_language("ko"), en=in_language("en"))


def _value(name: str, dossier: Dossier, item: str, lang: Lang) -> str:
    root, _, rest = name.partition(".")
    base = root
    if root in NESTED:
        base = item
    elif root in COLLECTIONS:
        base = paths.join(*paths.split(item)[:2])
    path = paths.join(base, rest)
    value = paths.get(dossier, path)
    if value in {None, ""}:
        return name_of(dossier, base, lang) if rest in {"name", "label"} else translate(NOT_ANSWERED, lang)
    return shown(value, lang)


def shown(value: Any, lang: Lang) -> str:
    """Return an answer as words of ``lang``."""
    if isinstance(value, bool):
        return translate(N_("yes") if value else N_("no"), lang)
    if isinstance(value, Choice):
        return translate(value.label, lang)
    if isinstance(value, tuple):
        return SEPARATOR[lang].join(shown(one, lang) for one in value)
    if isinstance(value, dt.date):
        return written_date(value, lang)
    return str(value)


def name_of(dossier: Dossier, path: str, lang: Lang) -> str:
    """Return the name the venue gave to the item at ``path``; its kind and id where it gave none."""
    item = paths.get(dossier, path)
    if given := _given(item):
        return given
    if not paths.is_item(path):
        return translate(paths.spec_at(path).title, lang)
    kinds = (getattr(item, field, None) for field in ("kind", "method", "category"))
    kind = next((kind for kind in kinds if isinstance(kind, Choice)), None)
    collection, _, key = path.rpartition(".")
    one = ONE_OF.get(paths.split(collection)[-1]) or paths.spec_at(collection).title
    return f"{translate(kind.label if kind else one, lang)} {key}"


def _given(item: Any) -> str:
    answers = item.__dict__ if isinstance(item, Value) else {}
    return str(answers.get("name") or answers.get("label") or "")


def question_of(dossier: Dossier, path: str, lang: Lang) -> str:
    """Return the short name of the question at ``path``, with the part and the item it is about."""
    owner = owner_of(path)
    return _quoted(path, name_of(dossier, owner, lang) if owner else "", lang)


def questions_of(dossier: Dossier, lang: Lang) -> Callable[[str], str]:
    """Return :func:`question_of` for many questions about one dossier: each item's name is looked up once."""
    names: dict[str, str] = {"": ""}

    def question(path: str) -> str:
        owner = owner_of(path)
        if owner not in names:
            names[owner] = name_of(dossier, owner, lang)
        return _quoted(path, names[owner], lang)

    return question


def _quoted(path: str, owner: str, lang: Lang) -> str:
    title = question_title(path, lang)
    return _QUOTED[lang].format(title=title, owner=owner) if owner else title


@lru_cache(maxsize=16_384)
def question_title(path: str, lang: Lang) -> str:
    """Return the short name of the question at ``path``, with the part it belongs to."""
    title = translate(paths.spec_at(path).title, lang)
    above, beyond = paths.join(*paths.split(path)[:-1]), paths.join(*paths.split(path)[:-2])
    if beyond and _is_part(above) and _is_part(beyond):
        title = f"{translate(paths.spec_at(above).title, lang)} · {title}"
    return title


def _is_part(path: str) -> bool:
    return paths.spec_at(path).kind == "part"


@lru_cache(maxsize=16_384)
def owner_of(path: str) -> str:
    """Return the path of the innermost item ``path`` is a part of, empty for parts of the venue itself."""
    parts = paths.split(path)
    for end in range(len(parts) - 1, 1, -1):
        candidate = paths.join(*parts[:end])
        if paths.is_item(candidate):
            return candidate
    return ""


def open_sentence(dossier: Dossier, missing: Iterable[str]) -> Texts:
    """Return the sentence of an open finding: which questions are still to answer."""
    named = list(dict.fromkeys(missing))
    listed = tuple((path, _names_of(dossier, owner_of(path))) for path in named[:SHOWN])
    return _open_sentence(listed, len(named) - len(listed))


def _names_of(dossier: Dossier, owner: str) -> tuple[str, ...]:
    """Return the name of an item in each language; no owner has none."""
    if not owner:
        return ("",) * len(LANGUAGES)
    given = _given(paths.get(dossier, owner))
    return (given,) * len(LANGUAGES) if given else tuple(name_of(dossier, owner, lang) for lang in LANGUAGES)


@lru_cache(maxsize=512)
def _open_sentence(listed: tuple[tuple[str, tuple[str, ...]], ...], more: int) -> Texts:
    """Return the sentence for questions with the names of the items they are about, and for how many beyond them."""
    said = {
        lang: SEPARATOR[lang].join(dict.fromkeys(_quoted(path, names[at], lang) for path, names in listed))
        for at, lang in enumerate(LANGUAGES)
    }
    words = texts(TO_ANSWER_MORE if more else TO_ANSWER)
    return Texts(**{lang: words.get(lang).format(questions=said[lang], count=more) for lang in LANGUAGES})
