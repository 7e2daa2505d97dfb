"""Differences between two dossiers as people read them: the question, what was answered before, what after.

One list for the screen and the command line. Items are named as the venue names them; what was added or taken away
is one line with what stands for it, and a collection in another order says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from fr_desk.domain import differences, order, paths
from fr_desk.domain.differences import ABSENT, Change
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.remarks import Remark
from fr_desk.domain.schema import Value
from fr_desk.forms.answers import LABELLED, answer_words, item_words
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import step_of
from fr_desk.i18n import N_, Lang, translate
from fr_desk.rules.sentences import NOT_ANSWERED, SEPARATOR, name_of, question_of

Kind = Literal["changed", "added", "removed", "moved"]

COUNTED: Final = {
    "id": N_("Number of the dossier"),
    "revision": N_("Revision"),
    "history": N_("Change history"),
}
"""What the program counts itself, which no question asks for."""
ORDER = N_("{title}: order")
AROUND = 70
"""Characters of a long text that are shown before and after what changed in it."""
LONG = 300
"""Characters above which a text is shown where it changed, not whole."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a comparison.

    Attributes:
        path: of what differs.
        kind: an answer that changed, an item added or taken away, a collection in another order.
        title: the question or the item, in words.
        before: the answer or item before, in words; empty for an item that was not there.
        after: the same afterwards.
    """

    path: str
    kind: Kind
    title: str
    before: str
    after: str

    @property
    def step(self) -> str:
        """The id of the step that asks for it."""
        return STEPS[-1].id if self.path in COUNTED else step_of(self.path)

    @property
    def excerpt(self) -> tuple[str, str]:
        """Both texts, long ones only around what changed."""
        return excerpt(self.before, self.after)


def listed(before: Dossier, after: Dossier, lang: Lang) -> tuple[Difference, ...]:
    """Return what differs, in the order of the steps."""
    alike, moved = order.aligned(before, after)
    found = [
        line
        for change in differences.changes(before, alike)
        for line in described(change, before, alike, lang)
    ]
    for path in moved:
        names = [_names(dossier, path, lang) for dossier in (before, after)]
        title = translate(ORDER, lang, title=title_of(before, path, lang))
        found.append(Difference(path, "moved", title, *names))
    places = {step.id: number for number, step in enumerate(STEPS)}
    return tuple(sorted(found, key=lambda line: places[line.step]))


def described(change: Change, before: Dossier, after: Dossier, lang: Lang) -> Iterator[Difference]:
    """Yield a change in words; a collection that appeared or went is told item by item."""
    old, new = change.before, change.after
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        items = [
            Change(paths.join(change.path, key), (old or {}).get(key, ABSENT), (new or {}).get(key, ABSENT))
            for key in {**(old or {}), **(new or {})}
        ]
        for item in items:
            if item.before != item.after:
                yield from described(item, before, after, lang)
        if items:
            return
    owner = before if new is ABSENT else after
    kind: Kind = "added" if old is ABSENT else "removed" if new is ABSENT else "changed"
    yield Difference(
        change.path,
        kind,
        title_of(owner, change.path, lang),
        value_words(before, change.path, old, lang),
        value_words(after, change.path, new, lang),
    )


def title_of(dossier: Dossier, path: str, lang: Lang) -> str:
    """Return what a path is called: the question, or the collection with the name of the item."""
    if path in COUNTED:
        return translate(COUNTED[path], lang)
    if not paths.is_item(path):
        return question_of(dossier, path, lang)
    name, item = name_of(dossier, path, lang), paths.get(dossier, path)
    if isinstance(item, Remark):
        return translate(LABELLED, lang, title=name, answer=question_of(dossier, item.about, lang))
    if not any(getattr(item, field, None) for field in ("name", "label")):
        return name
    collection = question_of(dossier, path.rpartition(".")[0], lang)
    return translate(LABELLED, lang, title=collection, answer=name)


def value_words(dossier: Dossier, path: str, value: Any, lang: Lang) -> str:
    """Return what stands at a path in words: an answer, what stands for an item, or that there is no answer."""
    if value is ABSENT:
        return ""
    if value is None:
        return translate(NOT_ANSWERED, lang)
    if isinstance(value, Value):
        return item_words(dossier, value, lang)
    return answer_words(dossier, paths.spec_at(path), value, lang)


def _names(dossier: Dossier, path: str, lang: Lang) -> str:
    return SEPARATOR[lang].join(
        name_of(dossier, paths.join(path, key), lang) for key in paths.get(dossier, path)
    )


def excerpt(before: str, after: str) -> tuple[str, str]:
    """Return two long texts around the place where they differ; short ones whole."""
    if max(len(before), len(after)) <= LONG:
        return before, after
    same = next(
        (at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new),
        min(len(before), len(after)),
    )
    end = 0
    while end < min(len(before), len(after)) - same and before[-1 - end] == after[-1 - end]:
        end += 1
    return _around(before, same, end), _around(after, same, end)


def _around(text: str, same: int, end: int) -> str:
    begin, stop = max(0, same - AROUND), min(len(text), len(text) - end + AROUND)
    part = text[begin:stop]
    if len(part) > LONG + 2 * AROUND:
        part = f"{part[: LONG // 2 + AROUND]} … {part[-LONG // 2 - AROUND :]}"
    return ("… " if begin else "") + part + (" …" if stop < len(text) else "")
