"""The impact assessment: who made it, its four heads, the risks as a table and as charts, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.governance import Risk as Declared
from fr_desk.domain.schema import FieldSpec, fields_of
from fr_desk.forms.answers import THERE_ARE_NONE
from fr_desk.forms.question import Question
from fr_desk.i18n import N_
from fr_desk.render.answers import answer_run, answers
from fr_desk.render.charts import Risk, RiskChart, RiskWords, tint
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.styles import ANSWER, BODY, HAIRLINE, INK, ITEM, LABEL, MUTED, SMALL, Style
from fr_desk.render.table import Table, TableRow
from fr_desk.rules.sentences import SEPARATOR

HEADS = ("lawful_necessary", "rights_impact", "security_risks", "measures_fit")
"""The four heads an assessment answers, as its article lists them."""
OUTCOME = ("conclusion", "approved_by", "next_review_on")
FOUR_HEADS, RISKS, CONCLUSION = N_("The four heads"), N_("The risks"), N_("Conclusion and approval")
NUMBER = N_("Number")
BEFORE, AFTER = N_("Before the measures"), N_("What remains with them")
LIKELIHOOD, SEVERITY = N_("Likelihood, 1 low to 4 very high"), N_("Severity, 1 low to 4 very high")
RISK_CHART = N_("Risks by likelihood and severity: {risks}")
ONE_RISK = N_("{number}: likelihood {likelihood}, severity {severity}")
REMAINS_CHART = N_("What remains of the risks: {risks}")
ONE_REMAINS = N_("{number}: {level}")
NOT_PLACED = N_("Not on the chart, because likelihood or severity is not answered: {numbers}")
_CHART_SHARE, _GUTTER = 0.62, 24.0
LEVELS = N_("1 low to 4 very high")
_NUMBERS = Style(9.5, 12, INK, bold=True, align="center")
_LEVEL = Style(8, 11, MUTED, align="center")
_CAPTION = LABEL.but(bold=True, color=INK, before=6)

Parts = Iterator[tuple[str, list[Cell]]]


def assessment_parts(edition: Edition, questions: Mapping[str, Question]) -> Parts:
    """Yield headings with what stands under them; the first stands right under the chapter's title.

    Args:
        edition: whose assessment.
        questions: the questions about it that are printed, by absolute path.
    """
    named = {path.partition(".")[2].partition(".")[0]: path for path in questions}
    own = {*HEADS, *OUTCOME, "risks"}
    first = {path: one for path, one in questions.items() if path.split(".")[1] not in own}
    yield "", list(answers(edition, first))
    heads = [cell for name in HEADS if name in named for cell in _head(edition, f"assessment.{name}")]
    if heads:
        yield FOUR_HEADS, heads
    if "risks" in named:
        yield RISKS, list(_risks(edition))
    last = {path: one for path, one in questions.items() if path.split(".")[1] in OUTCOME}
    if last:
        yield CONCLUSION, list(answers(edition, last))


def _head(edition: Edition, path: str) -> Iterator[Cell]:
    spec, value = paths.spec_at(path), paths.get(edition.dossier, path)
    yield Block(edition.say(spec.asks), ITEM, anchor=edition.anchor(path))
    yield Block([answer_run(edition, spec, value)], BODY)


def _risks(edition: Edition) -> Iterator[Cell]:
    spec = paths.spec_at("assessment.risks")
    risks: Mapping[str, Declared] | None = edition.dossier.assessment.risks
    if not risks:
        none = risks is not None
        run = answer_run(edition, spec, risks, optional=True)
        yield Block(edition.say(THERE_ARE_NONE) if none else [run], BODY)
        return
    yield _table(edition, risks)
    numbered = dict(enumerate(risks.values(), start=1))
    placed = [
        Risk(number, risk.likelihood, risk.severity)
        for number, risk in numbered.items()
        if risk.likelihood and risk.severity
    ]
    left = {number: risk.residual for number, risk in numbered.items() if risk.residual}
    charts = [
        *([_captioned(edition, BEFORE, RiskChart(placed, _words(edition, placed)))] if placed else ()),
        *([_captioned(edition, AFTER, Remains(edition, left))] if left else ()),
    ]
    yield from charts[:1] if len(charts) < 2 else [Beside(*charts)]
    missing = [str(number) for number in numbered if number not in {risk.number for risk in placed}]
    if missing:
        yield Block(edition.say(NOT_PLACED, numbers=SEPARATOR[edition.lang].join(missing)), SMALL)


def _table(edition: Edition, risks: Mapping[str, Declared]) -> Table:
    specs = fields_of(Declared)
    rows = []
    for number, (key, risk) in enumerate(risks.items(), start=1):
        base = f"assessment.risks.{key}"
        cells = [_cell(edition, specs[name], getattr(risk, name)) for name in specs]
        rows.append(TableRow((Block(str(number), ANSWER.but(bold=True)), *cells), edition.anchor(base)))
    head = [edition.say(NUMBER), *(edition.say(spec.title) for spec in specs.values())]
    return Table((6, 30, 12, 12, 30, 10), rows, head)


def _cell(edition: Edition, spec: FieldSpec, value: Any) -> Block:
    return Block([answer_run(edition, spec, value, optional=True)], ANSWER.but(size=9, leading=13))


def _captioned(edition: Edition, caption: str, chart: Cell) -> Stack:
    return Stack(Block(edition.say(caption), _CAPTION), chart, gap=4, before=4, after=8, kept=1)


class Beside(Cell):
    """A wider cell and a narrower one next to it, always on one page."""

    def __init__(self, left: Cell, right: Cell) -> None:
        """Take both."""
        super().__init__()
        self.left, self.right = left, right
        self.spaceBefore, self.spaceAfter = left.getSpaceBefore(), left.getSpaceAfter()

    @staticmethod
    def _widths(width: float) -> tuple[float, float]:
        left = width * _CHART_SHARE
        return left, width - left - _GUTTER

    def height_in(self, width: float) -> float:
        """Return the height of the higher one."""
        left, right = self._widths(width)
        return max(self.left.height_in(left), self.right.height_in(right))

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw both with their upper edges in line."""
        left, right = self._widths(width)
        self.left.paint(canvas, x, top, left)
        self.right.paint(canvas, x + left + _GUTTER, top, right)


class Remains(Cell):
    """What remains of each risk, as a ladder of four levels with the numbers of the risks on each."""

    _SIDE, _ROW = 22.0, 34.0

    def __init__(self, edition: Edition, levels: Mapping[int, int]) -> None:
        """Take the level of each risk by its number."""
        super().__init__()
        said = "; ".join(
            edition.say(ONE_REMAINS, number=number, level=level) for number, level in levels.items()
        )
        self.alt = edition.say(REMAINS_CHART, risks=said)
        self.axis = edition.say(LEVELS)
        self.levels = {
            level: ", ".join(str(number) for number, at in levels.items() if at == level)
            for level in range(4, 0, -1)
        }

    def _rows(self, width: float) -> dict[int, tuple[Block, float]]:
        """Return the numbers on each level and how high it is."""
        blocks = {level: Block(words, _NUMBERS, most_lines=12) for level, words in self.levels.items()}
        wide = width - self._SIDE - 12
        return {level: (block, max(self._ROW, block.height_in(wide) + 10)) for level, block in blocks.items()}

    def height_in(self, width: float) -> float:
        """Return the height of the ladder and what it measures."""
        return sum(tall for _, tall in self._rows(width).values()) + 17

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the levels from the highest down."""
        with canvas.figure(self.alt, (x, top - self.height_in(width), x + width, top)):
            canvas.saveState()
            left, wide = x + self._SIDE, width - self._SIDE
            for level, (block, tall) in self._rows(width).items():
                canvas.setFillColor(tint(level, level))
                canvas.setStrokeColor(HAIRLINE)
                canvas.rect(left, top - tall, wide, tall, stroke=1, fill=1)
                Block(str(level), _LEVEL).paint(canvas, x, top - tall / 2 + 6, 14)
                start = top - (tall - block.height_in(wide - 12)) / 2
                block.paint(canvas, left + 6, start, wide - 12)
                top -= tall
            Block(self.axis, _LEVEL, most_lines=1).paint(canvas, left, top - 4, wide)
            canvas.restoreState()


def _words(edition: Edition, risks: list[Risk]) -> RiskWords:
    said = "; ".join(
        edition.say(ONE_RISK, number=risk.number, likelihood=risk.likelihood, severity=risk.severity)
        for risk in risks
    )
    return RiskWords(edition.say(LIKELIHOOD), edition.say(SEVERITY), edition.say(RISK_CHART, risks=said))
