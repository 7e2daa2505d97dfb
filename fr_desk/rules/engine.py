"""The engine: asks every rule in force of every item it is for, and returns findings. It knows no country."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.choices import DecisionOutcome
from fr_desk.domain.derived import effective_path
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.domain.governance import Decision
from fr_desk.domain.schema import Value
from fr_desk.i18n import N_, Texts, texts, written_dates
from fr_desk.rules.expression import Chain, reads_of
from fr_desk.rules.facts import Facts, facts_of, forget_answers
from fr_desk.rules.findings import Announcement, Assessment, Consequence, Finding, Fix, Outcome, basis_of
from fr_desk.rules.memory import Memory
from fr_desk.rules.packs import Clause, FixSpec, Pack, Rule, rules_on
from fr_desk.rules.reuse import Place, Reuse, forget_findings
from fr_desk.rules.sentences import fill, open_sentence

DECIDED = N_("{person} decided on {day}: {reason}")
NO_ITEMS = N_("There is nothing of this kind at the venue.")
NOT_DESCRIBED = N_("Does not apply here.")


def assess(dossier: Dossier, packs: Iterable[Pack], as_of: dt.date) -> Assessment:
    """Return all findings about ``dossier`` under ``packs`` as the law stood on ``as_of``.

    Raises:
        ExpressionError: if a rule of a pack fails for another reason than an unanswered question.
    """
    packs = tuple(packs)
    facts = facts_of(dossier, as_of)
    reuse = Reuse(dossier, as_of)
    findings: list[Finding] = []
    announced: list[Announcement] = []
    for pack in packs:
        if facts.holds(pack.head.applies) is False:
            continue
        for rule in rules_on(pack, as_of):
            findings += reuse.keep(rule, _ask(pack, rule, facts, reuse))
        announced += (
            spec.value()
            for spec in pack.announcements
            if spec.on > as_of and (not spec.when or facts.holds(spec.when) is not False)
        )
    reuse.done()
    return Assessment(
        as_of=as_of,
        packs=tuple(pack.ref for pack in packs),
        findings=tuple(findings),
        announcements=tuple(sorted(announced, key=lambda change: change.on)),
    )


def judge(dossier: Dossier, packs: Iterable[Pack], as_of: dt.date) -> Assessment:
    """Return what :func:`assess` finds without what is only there to be read: for thousands of dossiers.

    What does not apply is left out. The other findings have their rule, outcome, level, item, patterns and citations;
    the rule's title stands for the sentence, and they show at the item, whatever part of it they are about.

    Raises:
        ExpressionError: as :func:`assess` does.
    """
    packs = tuple(packs)
    facts, reuse = facts_of(dossier, as_of), Reuse(dossier, as_of)
    findings: list[Finding] = []
    for pack in packs:
        if facts.holds(pack.head.applies) is False:
            continue
        for rule in rules_on(pack, as_of):
            if rule.when and facts.rules_out(rule.when):
                continue
            found = (_Brief(pack, rule, *place, facts).finding() for place in reuse.places(rule))
            findings += (one for one in found if one.outcome is not Outcome.NOT_APPLICABLE)
    return Assessment(as_of=as_of, packs=tuple(pack.ref for pack in packs), findings=tuple(findings))


def _ask(pack: Pack, rule: Rule, facts: Facts, reuse: Reuse) -> dict[Place, Finding]:
    """Return what a rule says of every item it is for; what an edit cannot have changed is taken over."""
    kept = reuse.of(rule)
    if kept is not None and reuse.all_stand(rule):
        return kept
    changed = reuse.changed_items(rule) if kept is not None and "." not in (rule.for_each or "") else None
    if kept is None or changed is None:
        places = reuse.places(rule)
        if rule.when and facts.rules_out(rule.when):
            return _ruled_out(pack, rule, places, facts)
        return {place: _Case(pack, rule, *place, facts).finding() for place in places}
    items = (f"{rule.for_each}.{key}" for key in changed)
    return {**kept, **{(item, ""): _Case(pack, rule, item, "", facts).finding() for item in items}}


def _ruled_out(pack: Pack, rule: Rule, places: tuple[Place, ...], facts: Facts) -> dict[Place, Finding]:
    """Return that a rule is for none of the places, made once where that reads the same in any dossier."""
    kept = _RULED_OUT.get((id(rule), places))
    if kept is not None:
        return kept[1]
    found = {place: _Case(pack, rule, *place, facts).not_applicable() for place in places}
    if len(places) <= _FEW and rule.clauses and not _is_elsewhere(rule):
        _RULED_OUT.put((id(rule), places), (rule, found))
    return found


_RULED_OUT: Memory[tuple[int, tuple[Place, ...]], tuple[Rule, dict[Place, Finding]]] = Memory(1_000)
"""What was found of rules that are for none of some places."""
_FEW = 32
"""How many places are remembered together; many would take much memory."""
_SETTLED: Memory[tuple[Any, ...], tuple[Rule, Finding]] = Memory(8_000)
"""Findings that need no answers' words; the rule is held beside them, so that its identity is not given away."""
_SHORT: Memory[tuple[Any, ...], tuple[Rule, Finding]] = Memory(8_000)
"""The same for findings without words."""


_WHOLE = (Value, dict)
"""What is no single answer: parts and collections."""


def forget() -> None:
    """Forget everything kept from earlier assessments, as at the start of the program; for measuring."""
    _RULED_OUT.clear()
    _SETTLED.clear()
    _SHORT.clear()
    forget_answers()
    forget_findings()


class _Case:
    """One rule asked of one item."""

    __slots__ = ("collection", "dossier", "facts", "item", "pack", "rule", "scope")

    def __init__(self, pack: Pack, rule: Rule, item: str, collection: str, facts: Facts) -> None:
        self.pack = pack
        self.rule = rule
        self.facts = facts
        self.dossier = facts.dossier
        self.item = item
        self.collection = collection
        self.scope = self._scope() if collection else item

    def _scope(self) -> str:
        """The activity around a nested collection without items: its variables can still be bound."""
        outer = paths.split(self.collection)[:2]
        return paths.join(*outer) if len(outer) == 2 else ""

    def finding(self) -> Finding:
        """Return what the rule says here."""
        applies = self._evaluate(self.rule.when) if self.rule.when else True
        if applies is False:
            return self.not_applicable()
        if self.collection:
            if paths.get(self.dossier, self.collection) is None:
                return self._unanswered_collection()
            return self._settled(Outcome.NOT_APPLICABLE, texts(NO_ITEMS))
        if applies is None:
            return self._open(self.rule.when)
        return self._asked()

    def not_applicable(self) -> Finding:
        """Return that the rule is not for this place."""
        return self._settled(Outcome.NOT_APPLICABLE, self.rule.applies_to or texts(NOT_DESCRIBED))

    def _asked(self) -> Finding:
        unknown: list[Clause] = []
        for clause in self.rule.clauses:
            holds = self._clause(clause)
            if holds is False:
                return self._breached(clause)
            if holds is None:
                unknown.append(clause)
        if self.rule.review:
            review = self._evaluate(self.rule.review)
            if review:
                return self._review()
            if review is None and not unknown:
                return self._open(self.rule.review)
        if unknown:
            return self._open(*(text for clause in unknown for text in (clause.when, clause.require)))
        return self._settled(Outcome.MET, self.rule.title)

    def _clause(self, clause: Clause) -> bool | None:
        applies = self._evaluate(clause.when) if clause.when else True
        if applies is False:
            return True
        holds = self._evaluate(clause.require)
        return holds if applies or holds else None

    def _evaluate(self, source: str) -> bool | None:
        return self.facts.holds(source, self.scope)

    def _unanswered(self, *sources: str) -> list[str]:
        behind = [self.facts.unanswered_behind(chain, self.scope) for chain in _chains(sources)]
        return list(dict.fromkeys(itertools.chain.from_iterable(behind)))

    def _read(self, *sources: str) -> dict[str, None]:
        """Return the paths of the answers that conditions read here, once each."""
        behind = [self.facts.paths_behind(chain, self.scope) for chain in _chains(sources)]
        return dict.fromkeys(itertools.chain.from_iterable(behind))

    def _breached(self, clause: Clause) -> Finding:
        return self._make(
            Outcome.BREACHED,
            fill(clause.says, self.dossier, self.item),
            about=clause.about,
            fixes=tuple(self._fix(spec) for spec in clause.fixes),
            values=self._values(clause.when, clause.require),
            patterns=clause.patterns or self.rule.patterns,
            consequences=self._consequences(),
        )

    def _consequences(self) -> tuple[Consequence, ...]:
        specs = (self.pack.consequences[name] for name in self.rule.consequences)
        return tuple(spec.value() for spec in specs if spec.in_force.on(self.facts.as_of))

    def _unanswered_collection(self) -> Finding:
        return self._lacking([self.collection])

    def _open(self, *sources: str) -> Finding:
        """Return that answers which these conditions read are missing."""
        return self._lacking(self._unanswered(*sources))

    def _lacking(self, missing: list[str]) -> Finding:
        sentence = open_sentence(self.dossier, missing)
        return self._make(Outcome.OPEN, sentence, path=missing[0] if missing else "", missing=tuple(missing))

    def _review(self) -> Finding:
        question = self.rule.question or self.rule.title
        finding = self._make(
            Outcome.REVIEW,
            fill(question, self.dossier, self.item),
            values=self._values(*self.rule.expressions()),
            settles=self.rule.settles and fill(self.rule.settles, self.dossier, self.item),
        )
        for key, decision in self._decisions():
            if decision.basis != basis_of(finding):
                return replace(finding, decision=key)
            return self._decided(finding, key, decision)
        return finding

    def _decisions(self) -> Iterator[tuple[str, Decision]]:
        """Yield the complete decisions about this point."""
        for key, decision in (self.dossier.decisions or {}).items():
            if decision.rule == self.rule.id and decision.path == self.item and _is_complete(decision):
                yield key, decision

    def _decided(self, finding: Finding, key: str, decision: Decision) -> Finding:
        met = decision.outcome is DecisionOutcome.MET
        day = written_dates(decision.decided_on or self.facts.as_of)
        return replace(
            finding,
            outcome=Outcome.MET if met else Outcome.BREACHED,
            message=texts(DECIDED, person=decision.decided_by, day=day, reason=decision.reason),
            decision=key,
            settles=None,
            consequences=() if met else self._consequences(),
        )

    def _values(self, *sources: str) -> dict[str, Any]:
        answers = ((path, paths.get(self.dossier, path)) for path in self._read(*sources))
        return {path: value for path, value in answers if value is not None and not isinstance(value, _WHOLE)}

    def _place(self, about: tuple[str, ...]) -> str:
        """Return where a finding shows: what the clause is about, else the item, else what the reviewer looks at."""
        if not about and self.rule.clauses:
            about = self.rule.clauses[0].about
        if about or self.item:
            return self._absolute(about[0] if about else ".")
        chains = reads_of(self.rule.review or self.rule.when)
        behind = (path for chain in chains for path in self.facts.answers_behind(chain, ""))
        return next(behind, "venue").partition(".*")[0]

    def _absolute(self, path: str) -> str:
        if path == ".":
            return self.item
        if path.startswith("/"):
            return effective_path(self.dossier, path[1:], self.item)
        return paths.join(self.item, path)

    def _fix(self, spec: FixSpec) -> Fix:
        edits = tuple(
            Edit(**{**edit, "path": path}) for edit in spec.edits for path in self._edited(str(edit["path"]))
        )
        return Fix(label=fill(spec.label, self.dossier, self.item), edits=edits)

    def _edited(self, path: str) -> Iterator[str]:
        """Yield the places an edit is for; ``cameras.*.face_function`` is one of every device of an activity."""
        name, star, rest = path.partition(".*.")
        if star:
            yield from (paths.join(linked, rest) for linked in self.facts.linked(name, self.item))
        else:
            yield self._absolute(path)

    def _settled(self, outcome: Outcome, message: Texts) -> Finding:
        """Return a finding that says the same whatever the answers are, made once for a rule and an item."""
        rule = self.rule
        if not self.item and not rule.clauses:
            return self._make(outcome, message)
        place = self._place(()) if self.item.startswith("activities.") and _is_elsewhere(rule) else ""
        key = (id(rule), self.item or self.collection, outcome, message.en, place)
        kept = _SETTLED.get(key) or _SETTLED.put(key, (rule, self._make(outcome, message)))
        return kept[1]

    def _make(
        self,
        outcome: Outcome,
        message: Texts,
        *,
        about: tuple[str, ...] = (),
        path: str = "",
        missing: tuple[str, ...] = (),
        fixes: tuple[Fix, ...] = (),
        values: dict[str, Any] | None = None,
        patterns: tuple[str, ...] | None = None,
        settles: Texts | None = None,
        consequences: tuple[Consequence, ...] = (),
    ) -> Finding:
        rule = self.rule
        return Finding(
            rule=rule.id,
            outcome=outcome,
            level=rule.level,
            path=path or self.collection or self._place(about),
            item=self.item or self.collection,
            step=rule.step,
            title=rule.title,
            message=message,
            citations=rule.citations,
            patterns=rule.patterns if patterns is None else patterns,
            missing=missing,
            fixes=fixes,
            values=values or {},
            settles=settles,
            consequences=consequences,
        )


class _Brief(_Case):
    """One rule asked of one item by somebody who only counts: no sentence, no answers, no fixes."""

    __slots__ = ()

    def _unanswered_collection(self) -> Finding:
        return self._short(Outcome.OPEN)

    def _open(self, *_sources: str) -> Finding:
        return self._short(Outcome.OPEN)

    def _breached(self, clause: Clause) -> Finding:
        return self._short(Outcome.BREACHED, clause.patterns)

    def _review(self) -> Finding:
        if self.dossier.decisions and any(self._decisions()):
            return super()._review()
        return self._short(Outcome.REVIEW)

    def _settled(self, outcome: Outcome, _message: Texts) -> Finding:
        return self._short(outcome)

    def _short(self, outcome: Outcome, patterns: tuple[str, ...] = ()) -> Finding:
        """Return a finding that stands at the item itself, made once for a rule and an item."""
        key = (id(self.rule), self.item, self.collection, outcome, *patterns)
        kept = _SHORT.get(key)
        if kept is None:
            path = self.item or self.collection or "."
            kept = _SHORT.put(
                key, (self.rule, self._make(outcome, self.rule.title, path=path, patterns=patterns or None))
            )
        return kept[1]


def _is_elsewhere(rule: Rule) -> bool:
    """Tell whether a rule is about a safeguard: where that stands depends on who has an answer of its own."""
    about = rule.clauses[0].about if rule.clauses else ()
    return bool(about) and about[0].startswith("/safeguards")


@lru_cache(maxsize=4096)
def _chains(sources: tuple[str, ...]) -> tuple[Chain, ...]:
    """Return the facts that conditions read, once each."""
    return tuple(dict.fromkeys(chain for source in sources if source for chain in reads_of(source)))


def _is_complete(decision: Decision) -> bool:
    return None not in (decision.outcome, decision.reason, decision.decided_by, decision.decided_on)
