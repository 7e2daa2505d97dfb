"""Everything that can be found on the desk: commands, steps, questions, checks, names, articles, cases, help.

What there are many of is made ready slice by slice, so that the search opens at once; it is kept as long as the answers
stay the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.notes import note_on
from fr_desk.forms.answers import answer_words
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking
from fr_desk.gui import language
from fr_desk.gui.buttons import OUTCOME_ICONS
from fr_desk.gui.commands import COMMANDS
from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.language import say, t
from fr_desk.gui.ranking import starts_of
from fr_desk.i18n import N_
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Citation, Outcome
from fr_desk.rules.instruments import label_of
from fr_desk.rules.sentences import NOT_ANSWERED, ONE_OF, name_of, questions_of

if TYPE_CHECKING:
    from fr_desk.gui.desk import Desk

KINDS: dict[str, str] = {
    "command": N_("Commands"),
    "step": N_("Steps"),
    "question": N_("Questions"),
    "finding": N_("Checks"),
    "name": N_("Names"),
    "article": N_("Articles"),
    "case": N_("Cases"),
    "help": N_("Help"),
}
"""The sections of the search, in their order."""
NOT_OFFERED = frozenset({"search"})
"""Commands that make no sense within the search."""
NUMBERED = "{key} 第{key}条 第{key}條 제{key}조 article {key} art. {key}"
"""How people write the number of an article."""
_ICONS = {"zones": "map-pin", "cameras": "cctv", "activities": "target", "signs": "signpost"}
_NAMED = ("zones", "cameras", "activities", "signs")
_CUT = 80


@dataclass(slots=True)
class Found:
    """Something that can be found.

    Attributes:
        id: identity from one search to the next.
        kind: one of :data:`KINDS`.
        title: its name, as it is shown.
        icon: before the name.
        tone: of the icon.
        choose: what choosing it does.
        detail: what stands beside the name; asked for when it is shown.
        keys: the shortcut that does the same.
        name: the name in small letters.
        words: everything it can be found by, in small letters.
        loose: whether letters of its name in their order are enough to find it.
    """

    id: str
    kind: str
    title: str
    icon: str
    tone: str
    choose: Callable[[], object]
    detail: Callable[[], str]
    keys: str = ""
    name: str = ""
    words: str = ""
    loose: bool = True
    _starts: str = ""

    def found_by(self, words: str = "") -> Found:
        """Make it ready to be found by its name and by ``words``; return itself."""
        self.name = self.title.lower()
        self.words = f"{self.name}\n{words.lower()}" if words else self.name
        return self

    @property
    def starts(self) -> str:
        """The name with one space before each word; made when a query first needs it."""
        if not self._starts:
            self._starts = starts_of(self.name)
        return self._starts

    @property
    def spoken(self) -> str:
        """The name, what stands beside it, what kind of thing it is, and its keys."""
        return ", ".join(part for part in (self.title, self.detail(), t(KINDS[self.kind]), self.keys) if part)


def commands(actions: Mapping[str, QAction]) -> Iterator[Found]:
    """Yield the commands that can be given now."""
    for name, action in actions.items():
        if name in NOT_OFFERED or not action.isEnabled():
            continue
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        icon = COMMANDS[name][1] or "arrow-right"
        title = action.text().replace("&&", "&")
        yield Found(f"command:{name}", "command", title, icon, "muted", action.trigger, str, keys).found_by(
            f"{COMMANDS[name][0]} {keys}"
        )


def steps(desk: Desk) -> Iterator[Found]:
    """Yield the steps."""
    for number, step in enumerate(STEPS, 1):
        detail = partial(t, step.intro)
        go = partial(desk.go_to, "", step.id)
        title = t(step.title)
        yield Found(
            f"step:{step.id}", "step", title, step.icon, "muted", go, detail, f"Alt+{number}"
        ).found_by()


def checks(desk: Desk) -> Iterator[Found]:
    """Yield what is to change, to decide and to answer."""
    found = desk.document.assessment.of(Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)
    for finding in found:
        tone, message = finding.outcome.value, say(finding.message)
        go = partial(desk.go_to, finding.path, finding.step)
        id_ = f"finding:{finding.rule}:{finding.item}"
        one = Found(
            id_, "finding", say(finding.title), OUTCOME_ICONS[tone], tone, go, partial(_same, message)
        )
        yield one.found_by(f"{message} {t(OUTCOME_WORDS[finding.outcome])}")


def _same(words: str) -> str:
    return words


def questions(desk: Desk) -> Iterator[Found]:
    """Yield the questions that are asked now, with their answers."""
    dossier, lang = desk.document.dossier, language.current()
    asking, titled = Asking(dossier, desk.document.assessment.as_of), questions_of(dossier, lang)
    for step in STEPS:
        place = t(step.title)
        for path in asking.questions(step.id):
            title = titled(path)
            detail, go = partial(_answer, dossier, path), partial(desk.go_to, path)
            one = Found(f"question:{path}", "question", title, step.icon, "muted", go, detail, loose=False)
            yield one.found_by(f"{place} {t(paths.spec_at(path).asks)} {note_on(dossier, path)}")


def _answer(dossier: Dossier, path: str) -> str:
    value, lang = paths.get(dossier, path), language.current()
    if value is None:
        return t(NOT_ANSWERED)
    words = " ".join(answer_words(dossier, paths.spec_at(path), value, lang).split())
    return words if len(words) <= _CUT else f"{words[:_CUT]}…"


def names(desk: Desk) -> Iterator[Found]:
    """Yield cameras, zones, activities and the like by name."""
    dossier, lang = desk.document.dossier, language.current()
    for collection in _NAMED:
        kind = t(ONE_OF[collection])
        for key in paths.get(dossier, collection) or ():
            path = f"{collection}.{key}"
            icon, go = _ICONS.get(collection, "list"), partial(desk.go_to, path)
            title = name_of(dossier, path, lang)
            yield Found(f"name:{path}", "name", title, icon, "muted", go, partial(_same, kind)).found_by(kind)


def articles(desk: Desk) -> Iterator[Found]:
    """Yield the articles of the packs in use, found by number and by text."""
    lang, day, anchor = language.current(), desk.document.assessment.as_of, desk.top_bar.search
    for pack in packs_for(desk.document.dossier):
        for name, instrument in pack.instruments.items():
            issuer = partial(_same, say(instrument.issuer))
            for key, article in instrument.articles.items():
                citation = Citation(instrument=name, article=key, verified=article.verified)
                title = label_of(citation, pack.instruments, lang, as_of=day)
                text = f"{article.text or ''} {say(article.summary) if article.summary else ''}"
                short = f"{say(instrument.short)} {NUMBERED.format(key=key)}"
                show = partial(desk.show_article, citation, anchor)
                one = Found(f"article:{name}/{key}", "article", title, "scale", "muted", show, issuer)
                yield one.found_by(f"{short} {text}")


def cases(desk: Desk) -> Iterator[Found]:
    """Yield the published cases."""
    from fr_desk.rules.cases import cases as published  # noqa: PLC0415 - the desk must start without them

    for case in published():
        detail, read = partial(_same, case.date), partial(desk.show_case, case.id)
        words = f"{case.id} {say(case.facts)} {say(case.outcome)} {say(case.lesson)}"
        yield Found(f"case:{case.id}", "case", say(case.title), "landmark", "muted", read, detail).found_by(
            words
        )


def chapters(open_help: Callable[[str], object]) -> Iterator[Found]:
    """Yield the sections of the guide; ``open_help`` shows one."""
    from fr_desk.gui.help_chapters import chapters as guide  # noqa: PLC0415 - see above

    for chapter in guide(language.current()):
        for section in chapter.sections:
            of = chapter.title if section is not chapter.sections[0] else ""
            show, id_ = partial(open_help, section.anchor), f"help:{section.anchor}"
            one = Found(id_, "help", section.title, "book-open", "muted", show, partial(_same, of))
            yield one.found_by(section.words)
