"""Reading a pack: every file held against its model, every name it uses looked up, everything wrong collected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from fr_desk.domain.edits import Edit
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.expression import Expression, ExpressionError
from fr_desk.rules.facts import VARIABLES
from fr_desk.rules.findings import Citation
from fr_desk.rules.instruments import Instrument
from fr_desk.rules.pack_files import HEAD, PackFiles, read_files
from fr_desk.rules.pack_places import conditions_in, conditions_of, edits_of
from fr_desk.rules.pack_schema import UNKNOWN_KEY, Kept, Place, held_against, keys_of, part_model
from fr_desk.rules.packs import PARTS, Pack, PackHead, Rule
from fr_desk.rules.problems import PackError, Problem, nearest, shown
from fr_desk.rules.yaml_lines import Budget, Listed, Mapped, YamlFaultError, line_at, parse

Model = TypeVar("Model", bound=BaseModel)

MAX_RULES = 1_000
MAX_PROBLEMS = 500
"""Most problems collected; a pack with more is not what it says it is."""
_FILLED_IN = frozenset({"citations", "file", "line"})
"""What the reader itself puts into rules and parts."""
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")

NO_INSTRUMENT = N_(
    "there is no instrument {name}; put it into laws/{name}.yaml, or name one that comes with FR Desk"
)
NOT_ITS_NAME = N_("the id is {id} where the file is called {name}; give both the same name")
NO_ARTICLE = N_("there is no article {name}; the nearest is {nearest}")
NO_CONSEQUENCE = N_("consequences.yaml has no {name}; the nearest is {nearest}")
EMPTY = N_("the file is empty; fill it or take it out")
RULES_EXPECTED = N_("a list of rules is expected, each beginning with “- id:”")
LIST_EXPECTED = N_("a list is expected, each entry beginning with “- ”")
MAPPING_EXPECTED = N_("a mapping of keys and values is expected")
ALSO_IN = N_("{name} is also in {file}; give each an id of its own")
NOT_AN_ID = N_("“{name}” is no id; use small letters, digits, dots and hyphens")
APPLIES_TO_NEEDED = N_("applies_to is needed beside when; say in one sentence whom the rule is for")
QUESTION_NEEDED = N_("question is needed beside review; say what the reviewer is asked")
BAD_EDIT = N_("a fix needs op (set, add or remove) and path; write for example {example}")
TOO_MANY_RULES = N_("there are more than {limit} rules, which no pack has")
_EXAMPLE = "{op: set, path: retention.days, value: 30}"


@dataclass
class Reading:
    """What reading a pack gave.

    Attributes:
        files: its files.
        problems: everything wrong, in the order it was found.
        pack: the pack, if nothing is wrong.
        head: its head, if that could be read.
        rules: the rules that could be read.
        written: each of them as it was written, with its lines, by id.
        instruments: the laws that could be read.
        texts: the values of every file as they were written, with their lines.
        conditions: those outside rules, with their file and line.
    """

    files: PackFiles
    problems: list[Problem] = field(default_factory=list)
    pack: Pack | None = None
    head: PackHead | None = None
    rules: list[Rule] = field(default_factory=list)
    written: dict[str, Mapped] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    conditions: list[tuple[str, str, int]] = field(default_factory=list)

    def note(self, file: str, line: int, message: Texts, *, warning: bool = False) -> None:
        """Note a problem, once."""
        problem = Problem(file, line, message, warning)
        if len(self.problems) < MAX_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)

    def error(self) -> PackError:
        """Return the first problem that is no mere warning as an error."""
        first = next(problem for problem in self.problems if not problem.warning)
        return PackError(file=str(Path(self.files.place) / first.file), line=first.line, why=first.message)


def load_pack(place: Path | PackFiles) -> Pack:
    """Read and check a pack.

    Args:
        place: a folder or a zip with ``pack.yaml``, the rule files and, in ``laws``, its own instruments; or its files.

    Raises:
        PackError: with file and line, if anything in it is not as it should be.
    """
    reading = read_pack(place)
    if reading.pack is None:
        raise reading.error()
    return reading.pack


def read_pack(place: Path | PackFiles) -> Reading:
    """Read a pack and collect everything that is wrong in it.

    Raises:
        PackError: if its files cannot be taken, so that there is nothing to read.
    """
    files = place if isinstance(place, PackFiles) else read_files(place)
    return _Reader(files).read()


class _Spot(NamedTuple):
    """A place in a file of the pack."""

    file: str
    whole: Any
    place: Place = ()

    def below(self, *parts: str | int) -> _Spot:
        """Return a place further down."""
        return self._replace(place=(*self.place, *parts))

    @property
    def line(self) -> int:
        """The line of the key or entry there, or of what is nearest above it."""
        return line_at(self.whole, self.place)


class _Reader:
    def __init__(self, files: PackFiles) -> None:
        self.files = files
        self.reading = Reading(files)
        self._budget = Budget()
        self._articles: list[str] = []
        self._unknown_laws: set[str] | None = set()
        """Instruments whose articles are not known, so that citing them is no second problem; ``None`` for all."""

    def read(self) -> Reading:
        reading = self.reading
        reading.head = head = self.head()
        if head is None:
            self._unknown_laws = None
        else:
            spot = _Spot(HEAD, reading.texts[HEAD])
            self._read_laws(head, spot.below("instruments"))
            self._compiles(head.applies, spot.below("applies"))
            reading.conditions.append((head.applies, HEAD, spot.below("applies").line))
        parts = {name: value for name in sorted(PARTS) if (value := self._part(name)) is not None}
        for file in self.files.parts:
            if file.removesuffix(".yaml") not in PARTS:
                self._read_rules(file)
        self._check_consequences(parts.get("consequences") or {})
        if head is not None and not reading.problems:
            reading.pack = Pack(
                head=head,
                digest=self.files.digest(head.instruments),
                rules=tuple(reading.rules),
                instruments=reading.instruments,
                **parts,
            )
        return reading

    def head(self) -> PackHead | None:
        """Read the head."""
        spot = self._file(HEAD, self.files.files[HEAD])
        head = self._built(PackHead, spot.whole, spot) if spot else None
        if spot and head is not None and not _ID.fullmatch(head.id):
            self._note(spot.below("id"), texts(NOT_AN_ID, name=shown(head.id)))
        return head

    # laws

    def _read_laws(self, head: PackHead, spot: _Spot) -> None:
        for at, name in enumerate(head.instruments):
            found = self.files.law(name)
            law: Instrument | None = None
            if found is None:
                self._note(spot.below(at), texts(NO_INSTRUMENT, name=shown(name)))
            else:
                law = self._law(name, *found)
            if law is not None:
                self.reading.instruments[name] = law
                self._articles += [f"{name}/{key}" for key in law.articles]
            elif self._unknown_laws is not None:
                self._unknown_laws.add(name)

    def _law(self, name: str, file: str, content: bytes) -> Instrument | None:
        spot = self._file(file, content)
        law = self._built(Instrument, spot.whole, spot) if spot else None
        if spot and law is not None and law.id != name:
            self._note(spot.below("id"), texts(NOT_ITS_NAME, id=shown(law.id), name=name))
        return law

    # rules

    def _read_rules(self, file: str) -> None:
        spot = self._file(file, self.files.files[file])
        if spot is None:
            return
        entries = spot.whole
        if not isinstance(entries, Listed) or not all(isinstance(entry, Mapped) for entry in entries):
            self._note(spot, texts(RULES_EXPECTED))
            return
        for entry in entries:
            if len(self.reading.rules) >= MAX_RULES:
                self.reading.note(file, entry.line, texts(TOO_MANY_RULES, limit=MAX_RULES))
                return
            rule = self._rule(entry, _Spot(file, entry))
            if rule is None:
                continue
            if self.reading.written.setdefault(rule.id, entry) is entry:
                self.reading.rules.append(rule)
            else:
                other = next(one.file for one in self.reading.rules if one.id == rule.id)
                self.reading.note(file, entry.line, texts(ALSO_IN, name=shown(rule.id), file=other))

    def _rule(self, entry: Mapped, spot: _Spot) -> Rule | None:
        rule = self._built(Rule, entry, spot)
        citations = self._citations(spot)
        if rule is None:
            return None
        if not _ID.fullmatch(rule.id):
            self._note(spot.below("id"), texts(NOT_AN_ID, name=shown(rule.id)))
        for text, place in conditions_of(rule):
            self._compiles(text, spot.below(*place))
        if rule.when and rule.applies_to is None:
            self._note(spot.below("when"), texts(APPLIES_TO_NEEDED))
        if rule.review and rule.question is None:
            self._note(spot.below("review"), texts(QUESTION_NEEDED))
        for edit, place in edits_of(rule):
            if held_against(Edit, edit)[0] is None:
                self._note(spot.below(*place), texts(BAD_EDIT, example=_EXAMPLE))
        return rule.model_copy(update={"citations": citations, "file": spot.file, "line": entry.line})

    def _check_consequences(self, known: Mapping[str, Any]) -> None:
        for rule in self.reading.rules:
            spot = _Spot(rule.file, self.reading.written[rule.id], ("consequences",))
            for at, name in enumerate(rule.consequences):
                if name not in known:
                    why = texts(NO_CONSEQUENCE, name=shown(name), nearest=nearest(name, known))
                    self._note(spot.below(at), why)

    # other parts

    def _part(self, name: str) -> Any:
        """Return a part of the pack as its field wants it, ``None`` if the pack has no such file or part."""
        file = f"{name}.yaml"
        if file not in self.files.files or file == HEAD:
            return None
        spot = self._file(file, self.files.files[file])
        model = part_model(Pack.model_fields[name].annotation) if name in Pack.model_fields else None
        if model is None or spot is None:
            return None
        entries = self._entries_of(model[1], spot)
        found = {place: self._entry(model[0], value, spot.below(*place)) for place, value in entries}
        built = {place: value for place, value in found.items() if value is not None}
        self._unique_ids(built, spot)
        match model[1]:
            case "by name":
                return {str(place[0]): value for place, value in built.items()}
            case "in a list":
                return tuple(built.values())
            case "alone":
                return next(iter(built.values()), None)

    def _entries_of(self, kept: Kept, spot: _Spot) -> list[tuple[Place, Any]]:
        whole = spot.whole
        if kept == "in a list" and isinstance(whole, Listed):
            return [((at,), entry) for at, entry in enumerate(whole)]
        if kept == "alone":
            return [((), whole)]
        if kept == "by name" and isinstance(whole, Mapped):
            return [((key,), entry) for key, entry in whole.items()]
        self._note(spot, texts(LIST_EXPECTED if kept == "in a list" else MAPPING_EXPECTED))
        return []

    def _entry(self, model: type[Model], value: Any, spot: _Spot) -> Model | None:
        built = self._built(model, value, spot)
        citations = self._citations(spot)
        if built is None:
            return None
        for text, place in conditions_in(built):
            self._compiles(text, spot.below(*place))
            self.reading.conditions.append((text, spot.file, spot.below(*place).line))
        return built.model_copy(update={"citations": citations} if "citations" in model.model_fields else {})

    def _unique_ids(self, entries: Mapping[Place, BaseModel], spot: _Spot) -> None:
        seen: set[str] = set()
        for place, entry in entries.items():
            name = getattr(entry, "id", None)
            if isinstance(name, str) and name in seen:
                self._note(spot.below(*place, "id"), texts(ALSO_IN, name=shown(name), file=spot.file))
            elif isinstance(name, str):
                seen.add(name)

    # what all of them need

    def _file(self, file: str, content: bytes) -> _Spot | None:
        """Return the values of a file, ``None`` if there are none, which is noted."""
        left = self._budget.left
        try:
            whole = parse(content, self._budget)
        except YamlFaultError as error:
            self._budget.left = left  # nothing of it is kept
            self.reading.note(file, error.line, error.why)
            return None
        if whole is None:
            self.reading.note(file, 1, texts(EMPTY))
            return None
        self.reading.texts[file] = whole
        return _Spot(file, whole)

    def _built(self, model: type[Model], value: Any, spot: _Spot) -> Model | None:
        for key in _FILLED_IN & set(value if isinstance(value, Mapped) else ()):
            known = [name for name in keys_of(model) if name not in _FILLED_IN]
            self._note(spot.below(key), texts(UNKNOWN_KEY, key=key, nearest=nearest(key, known)))
        built, problems = held_against(model, value)
        for place, why in problems:
            self._note(spot.below(*place), why)
        return built

    def _citations(self, spot: _Spot) -> tuple[Citation, ...]:
        node = spot.whole
        for part in spot.place:
            node = node[part]
        cites = node.get("cites") if isinstance(node, Mapped) else None
        return tuple(self._cited(cites, spot.below("cites"))) if isinstance(cites, Listed) else ()

    def _cited(self, cites: Listed, spot: _Spot) -> Iterator[Citation]:
        for at, text in enumerate(cites):
            instrument, _, article = str(text).partition("/")
            law = self.reading.instruments.get(instrument)
            if law is not None and article in law.articles:
                verified = law.articles[article].verified
                yield Citation(instrument=instrument, article=article, verified=verified)
            elif self._unknown_laws is not None and instrument not in self._unknown_laws:
                why = texts(NO_ARTICLE, name=shown(text), nearest=nearest(str(text), self._articles))
                self._note(spot.below(at), why)

    def _compiles(self, text: str, spot: _Spot) -> None:
        try:
            Expression.compile(text, VARIABLES)
        except ExpressionError as error:
            self._note(spot, error.why)

    def _note(self, spot: _Spot, why: Texts) -> None:
        self.reading.note(spot.file, spot.line, why)
