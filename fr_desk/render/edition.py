"""One edition of a dossier: what is printed, in which language, and the names of its places for links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from fr_desk.domain import paths
from fr_desk.domain.canonical import grouped
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.regions import region_name
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking, step_of
from fr_desk.i18n import N_, Lang, translate, written_date
from fr_desk.render.text import SEMICOLON
from fr_desk.rules import clocks, deadlines
from fr_desk.rules.clocks import ActivityClocks
from fr_desk.rules.deadlines import Counter, DeadlineStatus
from fr_desk.rules.facts import Facts, facts_of
from fr_desk.rules.findings import Assessment, Citation, Finding, Outcome, Verdict
from fr_desk.rules.instruments import Instrument, label_of
from fr_desk.rules.packs import Pack
from fr_desk.rules.sentences import SEPARATOR, name_of

AND_MORE = N_("{listed} and {count} more")


class Edition:
    """A dossier, its assessment and the law behind it, in one language.

    Attributes:
        fingerprint: SHA-256 of the dossier, 64 hexadecimal digits.
        attachments: contents of the files kept with the dossier, by id; ``None`` if they are not at hand.
    """

    def __init__(
        self,
        dossier: Dossier,
        assessment: Assessment,
        packs: Iterable[Pack],
        lang: Lang,
        fingerprint: str,
        attachments: Mapping[str, bytes] | None = None,
    ) -> None:
        """Take what is to be printed."""
        self.dossier = dossier
        self.assessment = assessment
        self.packs = tuple(packs)
        self.lang = lang
        self.fingerprint = fingerprint
        self.attachments = attachments
        self.instruments: dict[str, Instrument] = {
            key: instrument for pack in self.packs for key, instrument in pack.instruments.items()
        }
        self._anchors: set[str] = set()
        self._seen: set[str] = set()
        self.cited: dict[tuple[str, str], Citation] = {}

    def in_language(self, lang: Lang) -> Edition:
        """Return the same in another language."""
        return Edition(self.dossier, self.assessment, self.packs, lang, self.fingerprint, self.attachments)

    @cached_property
    def asking(self) -> Asking:
        """Which questions are asked of this dossier."""
        return Asking(self.dossier, self.assessment.as_of)

    @cached_property
    def facts(self) -> Facts:
        """Return what follows from the answers, to ask conditions of."""
        return facts_of(self.dossier, self.assessment.as_of)

    @cached_property
    def deadlines(self) -> tuple[DeadlineStatus, ...]:
        """How the deadlines that concern the venue stand on the day of the assessment."""
        return deadlines.deadlines(self.dossier, self.packs, self.assessment.as_of)

    @cached_property
    def counters(self) -> tuple[Counter, ...]:
        """How far the numbers have come that make duties begin."""
        return deadlines.counters(self.dossier, self.packs, self.assessment.as_of)

    @cached_property
    def clocks(self) -> dict[str, ActivityClocks]:
        """How long each kind of data may and must be kept, by the path of the activity."""
        return {one.activity: one for one in clocks.clocks(self.dossier, self.packs, self.assessment.as_of)}

    @cached_property
    def asked(self) -> frozenset[str]:
        """Paths of all questions that are asked of this dossier."""
        return frozenset(path for step in STEPS for path in self.asking.questions(step.id))

    @cached_property
    def open_paths(self) -> dict[str, tuple[str, ...]]:
        """Unanswered paths of each step that must be answered, by the id of the step."""
        return {step.id: self.asking.open_paths(step.id) for step in STEPS}

    @cached_property
    def targets(self) -> frozenset[str]:
        """Paths that findings or the list of open questions name; only these get places of their own in a table."""
        named = (path for finding in self.assessment.findings for path in (finding.path, *finding.missing))
        return frozenset(chain(named, *self.open_paths.values()))

    @property
    def draft(self) -> bool:
        """Tell whether something is still to change or to answer."""
        return self.assessment.verdict in {Verdict.BREACHED, Verdict.OPEN}

    @property
    def short_fingerprint(self) -> str:
        """The fingerprint as people compare it, on every page."""
        return grouped(self.fingerprint)

    def say(self, message: str, **values: object) -> str:
        """Return one of our sentences in the language of the edition."""
        return translate(message, self.lang, **values)

    def date(self, day: dt.date) -> str:
        """Return a date written out."""
        return written_date(day, self.lang)

    def name(self, path: str) -> str:
        """Return the name the venue gave to an item."""
        return name_of(self.dossier, path, self.lang)

    def item_name(self, finding: Finding) -> str:
        """Return the name of the item a finding is about; empty for the whole venue."""
        return self.name(finding.item) if finding.item and paths.is_item(finding.item) else ""

    def region(self, code: str) -> str:
        """Return the name of a region of the venue's country."""
        country = self.dossier.venue.jurisdiction
        return region_name(code, country, self.lang) if country else code

    def cite(self, citation: Citation, *, short: bool = False) -> str:
        """Return a citation as it is written in the language."""
        return label_of(citation, self.instruments, self.lang, short=short, as_of=self.assessment.as_of)

    def citations(self, finding: Finding, *, short: bool = False) -> str:
        """Return all citations of a finding."""
        return SEMICOLON[self.lang].join(self.cite(one, short=short) for one in finding.citations)

    def listed(self, words: Iterable[str], most: int = 12) -> str:
        """Return words as a list that stays short, each once; empty ones are left out."""
        every = [word for word in dict.fromkeys(words) if word]
        listed = SEPARATOR[self.lang].join(every[:most])
        more = len(every) - most
        return self.say(AND_MORE, listed=listed, count=more) if more > 0 else listed

    def of(self, *outcomes: Outcome) -> tuple[Finding, ...]:
        """Return the findings with these outcomes, in the order of the outcomes."""
        return tuple(finding for outcome in outcomes for finding in self.assessment.of(outcome))

    def anchor(self, name: str) -> str:
        """Register a place and return its name."""
        self._anchors.add(name)
        return name

    def article(self, citation: Citation) -> str:
        """Note that an article is cited, and return the name of its place in the chapter about the law."""
        self.cited.setdefault((citation.instrument, citation.article), citation)
        return self.anchor(article_anchor(citation))

    def first_time(self, name: str) -> bool:
        """Tell whether ``name`` was not asked for before: what is long is printed once."""
        first = name not in self._seen
        self._seen.add(name)
        return first

    def target(self, path: str) -> str:
        """Register the place of a path if some finding names it; else return nothing."""
        return self.anchor(path) if path in self.targets else ""

    def place(self, path: str) -> str:
        """Return the nearest registered place of ``path``: its own, that of a part above it, or its step's chapter.

        Ask after everything is composed. Empty if nothing of the kind is printed.
        """
        parts = paths.split(path)
        for end in range(len(parts), 0, -1):
            candidate = paths.join(*parts[:end])
            if candidate in self._anchors:
                return candidate
        chapter = f"step:{step_of(path)}" if parts[0] in Dossier.model_fields else ""
        return chapter if chapter in self._anchors else ""


def finding_anchor(finding: Finding) -> str:
    """Return the name of a finding's place in the chapter of findings."""
    return f"finding:{finding.rule}:{finding.item}"


def article_anchor(citation: Citation) -> str:
    """Return the name of an article's place in the chapter about the law."""
    return f"law:{citation.instrument}:{citation.article}"
