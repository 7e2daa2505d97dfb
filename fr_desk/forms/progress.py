"""How far a dossier is: which questions are left, which of them can still change a finding, which the verdict.

The numbers are honest in this sense: answering a question that is left and not counted as deciding gives no finding
another outcome, and answering one that does not count for the verdict leaves the verdict as it is. While something is
to change, no answer to a question that is left changes the verdict, and none is said to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.notes import not_known
from fr_desk.forms.question import Step
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking
from fr_desk.rules.expression import reads_of
from fr_desk.rules.facts import Facts, facts_of
from fr_desk.rules.findings import Assessment, Finding, Outcome, Verdict
from fr_desk.rules.packs import Pack, Rule


@dataclass(frozen=True, slots=True)
class StepState:
    """What a step shows: the worst outcome on it and how often (0: no number); no tone while nothing is known."""

    tone: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions of a step, or of all.

    Attributes:
        asked: are asked and must be answered some time, or decide something.
        left: of those are without an answer.
        deciding: of those left can change a finding.
        verdict: of those deciding can change the verdict.
        not_known: of those left were looked for and are not known yet.
    """

    asked: int = 0
    left: int = 0
    deciding: int = 0
    verdict: int = 0
    not_known: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a dossier is.

    Attributes:
        steps: the count of each step, by its id.
        total: of all steps together.
        states: what each step shows, by its id.
        held: whether something is to change first, so that answers alone do not change the verdict.
        asked: every question asked now, in the order in which one goes through them.
        left: those without an answer, the ones that matter most first.
        most: how many of those left stand in the first group: what matters most now.
    """

    steps: Mapping[str, Count]
    total: Count
    states: Mapping[str, StepState]
    held: bool
    asked: tuple[str, ...]
    left: tuple[str, ...]
    most: int

    def after(self, path: str) -> str:
        """Return the question to go to from the one at ``path``; empty if none is left.

        From a question that is left, the next in importance; from any other place, the next on the way of those that
        matter most.
        """
        if not self.left:
            return ""
        if path in self.left:
            return self.left[(self.left.index(path) + 1) % len(self.left)]
        first = self.left[: self.most]
        if path not in self.asked:
            return first[0]
        order = {one: number for number, one in enumerate(self.asked)}
        return next((one for one in first if order[one] > order[path]), first[0])


def progress(dossier: Dossier, assessment: Assessment, packs: Iterable[Pack], asking: Asking) -> Progress:
    """Return how far a dossier is.

    Args:
        dossier: the answers.
        assessment: the findings about them.
        packs: the packs that were asked.
        asking: which questions are asked of this dossier.
    """
    deciding, weighing = that_matter(dossier, assessment, packs)
    unknown = not_known(dossier)
    steps: dict[str, Count] = {}
    states: dict[str, StepState] = {}
    way: list[str] = []
    left: list[str] = []
    for step in STEPS:
        asked = [
            path
            for path, question in asking.questions(step.id).items()
            if not question.optional or path in deciding
        ]
        waiting = [path for path in asked if paths.get(dossier, path) is None]
        steps[step.id] = Count(
            len(asked),
            len(waiting),
            sum(path in deciding for path in waiting),
            sum(path in weighing for path in waiting),
            sum(path in unknown for path in waiting),
        )
        states[step.id] = _state(step, assessment, len(waiting))
        way += asked
        left += waiting
    last = STEPS[-1].id
    if states[last].tone == "met" and assessment.verdict is not Verdict.CLEAN:
        states[last] = StepState("open")
    way, waits = _by_activity(way, dossier), set(left)
    groups = _ranked([path for path in way if path in waits], weighing, deciding, unknown)
    return Progress(
        steps=steps,
        total=_sum(steps.values()),
        states=states,
        held=assessment.verdict is Verdict.BREACHED,
        asked=tuple(way),
        left=tuple(path for group in groups for path in group),
        most=len(groups[0]) if groups else 0,
    )


def _sum(counts: Iterable[Count]) -> Count:
    every = list(counts)
    names = ("asked", "left", "deciding", "verdict", "not_known")
    return Count(*(sum(getattr(count, name) for count in every) for name in names))


def _by_activity(way: Iterable[str], dossier: Dossier) -> list[str]:
    """Return paths step by step, those about one activity together: its questions stand on one page."""
    order = {key: number for number, key in enumerate(dossier.activities or ())}
    found: list[str] = []
    run: list[tuple[int, str]] = []
    for path in way:
        root, _, rest = path.partition(".")
        if root == "activities" and rest:
            run.append((order[rest.partition(".")[0]], path))
            continue
        found += [one for _, one in sorted(run, key=_place)]
        run = []
        found.append(path)
    return [*found, *(one for _, one in sorted(run, key=_place))]


def _place(entry: tuple[int, str]) -> int:
    return entry[0]


def _ranked(
    left: Sequence[str], weighing: frozenset[str], deciding: frozenset[str], unknown: frozenset[str]
) -> list[list[str]]:
    """Return what is left in groups: what can change the verdict, a finding, nothing; what is not known, last."""
    known = [path for path in left if path not in unknown]
    groups = [
        [path for path in known if path in weighing],
        [path for path in known if path in deciding and path not in weighing],
        [path for path in known if path not in deciding],
        [path for path in left if path in unknown],
    ]
    return [group for group in groups if group]


def _state(step: Step, assessment: Assessment, unanswered: int) -> StepState:
    mine = [finding.outcome for finding in assessment.findings if finding.step == step.id]
    for outcome in (Outcome.BREACHED, Outcome.REVIEW):
        if outcome in mine:
            return StepState(outcome.value, mine.count(outcome))
    return StepState("open", unanswered) if unanswered or Outcome.OPEN in mine else StepState("met")


def that_matter(
    dossier: Dossier, assessment: Assessment, packs: Iterable[Pack]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the unanswered paths that can change a finding, and those that can change the verdict."""
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    facts = facts_of(dossier, assessment.as_of)
    deciding: set[str] = set()
    weighing: set[str] = set()
    opened = assessment.of(Outcome.OPEN)
    held = assessment.verdict is Verdict.BREACHED
    only_advice = all(finding.level == "should" for finding in opened)
    for finding in opened:
        deciding.update(finding.missing)
        if finding.level == "must" or only_advice:
            weighing.update(finding.missing)
    for finding in assessment.findings:
        if finding.outcome is not Outcome.REVIEW and not finding.decision:
            continue
        unread = {*_unread(finding, rules.get(finding.rule), facts), *_undecided(finding, dossier)}
        deciding |= unread
        if finding.level == "must" or assessment.verdict in {Verdict.REVIEW, Verdict.CLEAN}:
            weighing |= unread
    return frozenset(deciding), frozenset() if held else frozenset(weighing)


def _unread(finding: Finding, rule: Rule | None, facts: Facts) -> Iterator[str]:
    """Yield the unanswered paths that a rule reads which a person must judge, or judged: an answer can overturn it."""
    for text in rule.expressions() if rule is not None else ():
        for chain in reads_of(text):
            for path in facts.paths_behind(chain, finding.item):
                if paths.get(facts.dossier, path) is None:
                    yield path


def _undecided(finding: Finding, dossier: Dossier) -> Iterator[str]:
    """Yield what is still to be said of a decision that was begun."""
    for key, decision in (dossier.decisions or {}).items():
        if finding.outcome is Outcome.REVIEW and (decision.rule, decision.path) == finding.key:
            for name in ("outcome", "reason", "decided_by", "decided_on"):
                if getattr(decision, name) is None:
                    yield f"decisions.{key}.{name}"
