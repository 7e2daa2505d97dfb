"""Rule packs: folders of YAML with a closed schema, read whole and checked before anything is asked of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fr_desk.domain.choices import Jurisdiction
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts
from fr_desk.resources import resource
from fr_desk.rules.expression import Expression, ExpressionError
from fr_desk.rules.facts import VARIABLES
from fr_desk.rules.findings import Announcement, Citation, Consequence, Level, PackRef
from fr_desk.rules.instruments import InForce, Instrument
from fr_desk.rules.yaml_lines import Mapped, load, nearest

Step = Literal["venue", "cameras", "purpose", "necessity", "signage", "storage", "retention", "review"]
PARTS = frozenset({"pack", "consequences", "announcements", "clocks", "deadlines", "coach", "coverage"})
"""Files of a pack that hold something else than rules."""
ForEach = Literal["zones", "cameras", "activities", "signs", "activities.processors", "activities.recipients"]


class PackError(FrDeskError):
    """A pack that cannot be used, with file, line and reason."""

    sentence = N_("The rule pack cannot be used: {file}, line {line}: {why}.")


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FixSpec(_Closed):
    """A fix as a pack declares it: edits with paths relative to the item."""

    label: Texts
    edits: tuple[dict[str, Any], ...]


class Clause(_Closed):
    """One requirement of a rule, with the sentence for the person who does not meet it."""

    require: str
    about: tuple[str, ...]
    says: Texts
    when: str = ""
    fixes: tuple[FixSpec, ...] = ()
    patterns: tuple[str, ...] = ()
    """Tags of this failure alone, where the rule's own would say too much."""


class ConsequenceSpec(_Closed):
    """What the law lets follow from a breach, as ``consequences.yaml`` declares it."""

    says: Texts
    cites: tuple[str, ...]
    in_force: InForce = InForce()
    citations: tuple[Citation, ...] = ()

    def value(self) -> Consequence:
        """Return it as findings carry it."""
        return Consequence(says=self.says, citations=self.citations)


class AnnouncementSpec(_Closed):
    """A known change of the law, as ``announcements.yaml`` declares it; ``when`` tells whom it will concern."""

    id: str
    on: dt.date
    title: Texts
    says: Texts
    cites: tuple[str, ...]
    when: str = ""
    citations: tuple[Citation, ...] = ()

    def value(self) -> Announcement:
        """Return it as assessments carry it."""
        return Announcement.model_validate(self.model_dump(exclude={"cites", "when"}))


class Example(_Closed):
    """One case of a rule: a partial dossier and the outcome expected of it."""

    name: str
    given: dict[str, Any]
    expect: Literal["met", "breached", "open", "review", "not_applicable"]
    item: str | None = None
    as_of: dt.date | None = None


class Rule(_Closed):
    """One duty, its conditions and its words."""

    id: str
    title: Texts
    level: Level
    step: Step
    cites: tuple[str, ...]
    clauses: tuple[Clause, ...]
    examples: tuple[Example, ...]
    patterns: tuple[str, ...] = ()
    in_force: InForce = InForce()
    for_each: ForEach | None = None
    when: str = ""
    applies_to: Texts | None = None
    why: Texts | None = None
    review: str = ""
    question: Texts | None = None
    settles: Texts | None = None
    consequences: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    file: str = ""
    line: int = 0

    def expressions(self) -> Iterable[str]:
        """Yield every condition of the rule."""
        yield from (text for text in (self.when, self.review) if text)
        for clause in self.clauses:
            yield from (text for text in (clause.when, clause.require) if text)


class PackHead(_Closed):
    """The head of a pack, ``pack.yaml``."""

    id: str
    version: str
    jurisdiction: Jurisdiction
    title: Texts
    applies: str
    instruments: tuple[str, ...]


class Pack(_Closed):
    """A rule pack, ready for use."""

    head: PackHead
    digest: str
    rules: tuple[Rule, ...]
    instruments: dict[str, Instrument] = Field(repr=False)
    consequences: dict[str, ConsequenceSpec] = Field(default={}, repr=False)
    announcements: tuple[AnnouncementSpec, ...] = Field(default=(), repr=False)

    @property
    def id(self) -> str:
        """Short name of the pack."""
        return self.head.id

    @property
    def version(self) -> str:
        """Version of the pack, year and month."""
        return self.head.version

    @property
    def title(self) -> Texts:
        """Name of the pack."""
        return self.head.title

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Whose law the pack holds."""
        return self.head.jurisdiction

    @property
    def ref(self) -> PackRef:
        """Id, version and digest, as recorded with an assessment."""
        return PackRef(id=self.id, version=self.version, digest=self.digest)

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by id.

        Raises:
            KeyError: if the pack has no such rule.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


def load_pack(folder: Path, laws: Path | None = None) -> Pack:
    """Read and check a pack.

    Args:
        folder: folder with ``pack.yaml`` and the rule files.
        laws: folder with the instruments; ``laws`` inside the pack, or the bundled ones of its name.

    Raises:
        PackError: with file and line, if anything in it is not as it should be.
    """
    head_file = folder / "pack.yaml"
    head = _head(folder)
    law_files = _law_files(folder, head, laws)
    for law_file in law_files:
        if not law_file.is_file():
            raise PackError(file=str(head_file), line=1, why=f"instrument {law_file.stem} is missing")
    instruments = {path.stem: _build(Instrument, _read(path), path) for path in law_files}
    rules: list[Rule] = []
    for path in _rule_files(folder):
        rules += (_rule(entry, path, instruments) for entry in _entries(path))
    _unique(rules)
    _compiles(head.applies, head_file, 1)
    consequences = {
        name: _part(ConsequenceSpec, spec, folder / "consequences.yaml", instruments)
        for name, spec in _optional(folder / "consequences.yaml", {}).items()
    }
    announcements = tuple(
        _part(AnnouncementSpec, spec, folder / "announcements.yaml", instruments)
        for spec in _optional(folder / "announcements.yaml", [])
    )
    for rule in rules:
        _consequences_known(rule, folder, consequences)
    return Pack(
        head=head,
        digest=digest_of(folder, laws),
        rules=tuple(rules),
        instruments=instruments,
        consequences=consequences,
        announcements=announcements,
    )


def digest_of(folder: Path, laws: Path | None = None) -> str:
    """Return the SHA-256 over every file of a pack and its instruments.

    Raises:
        PackError: if the pack has no head, or a file cannot be read.
    """
    digest = hashlib.sha256()
    own = sorted(folder.glob("*.yaml"))
    for path in (*own, *_law_files(folder, _head(folder), laws)):
        try:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        except OSError as error:
            raise PackError(file=str(path), line=1, why=str(error)) from error
    return digest.hexdigest()


def _head(folder: Path) -> PackHead:
    file = folder / "pack.yaml"
    if not file.is_file():
        raise PackError(file=str(folder), line=1, why="pack.yaml is missing")
    head: PackHead = _build(PackHead, _read(file), file)
    return head


def _rule_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.yaml")) if path.stem not in PARTS]


def _law_files(folder: Path, head: PackHead, laws: Path | None) -> list[Path]:
    laws = laws or (folder / "laws" if (folder / "laws").is_dir() else resource("laws", folder.name))
    return [laws / f"{name}.yaml" for name in head.instruments]


def _read(path: Path) -> Any:
    try:
        return load(path)
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(file=str(path), line=1, why=str(error)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(file=str(path), line=line, why=str(error.problem)) from error


def _optional(path: Path, empty: Any) -> Any:
    return _read(path) or empty if path.is_file() else empty


def _part(model: type[Any], spec: Mapped, path: Path, instruments: dict[str, Instrument]) -> Any:
    """Build an entry of one of the pack's other files; its citations and its condition must hold up."""
    citations = tuple(_citation(text, instruments, path, spec.line) for text in spec.get("cites", ()))
    built = _build(model, {**spec, "citations": citations}, path, spec.line)
    if getattr(built, "when", ""):
        _compiles(built.when, path, spec.line)
    return built


def _consequences_known(rule: Rule, folder: Path, known: dict[str, ConsequenceSpec]) -> None:
    for name in rule.consequences:
        if name not in known:
            why = f"{rule.id}: no consequence {name}; nearest: {nearest(name, known)}"
            raise PackError(file=str(folder / rule.file), line=rule.line, why=why)


def _entries(path: Path) -> list[Mapped]:
    entries = _read(path)
    if not isinstance(entries, list) or not all(isinstance(entry, Mapped) for entry in entries):
        raise PackError(file=str(path), line=1, why="a list of rules is expected")
    return entries


def _rule(entry: Mapped, path: Path, instruments: dict[str, Instrument]) -> Rule:
    line = entry.line
    citations = tuple(_citation(text, instruments, path, line) for text in entry.get("cites", ()))
    rule: Rule = _build(Rule, {**entry, "citations": citations, "file": path.name, "line": line}, path, line)
    for text in rule.expressions():
        _compiles(text, path, line)
    if rule.when and rule.applies_to is None:
        raise PackError(file=str(path), line=line, why=f"{rule.id}: applies_to is needed beside when")
    if rule.review and rule.question is None:
        raise PackError(file=str(path), line=line, why=f"{rule.id}: question is needed beside review")
    return rule


def _citation(text: str, instruments: dict[str, Instrument], path: Path, line: int) -> Citation:
    instrument, _, article = str(text).partition("/")
    known = [f"{name}/{key}" for name, law in instruments.items() for key in law.articles]
    if text not in known:
        raise PackError(file=str(path), line=line, why=f"no article {text}; nearest: {nearest(text, known)}")
    return Citation(
        instrument=instrument, article=article, verified=instruments[instrument].articles[article].verified
    )


def _compiles(text: str, path: Path, line: int) -> None:
    try:
        Expression.compile(text, VARIABLES)
    except ExpressionError as error:
        raise PackError(file=str(path), line=line, why=str(error)) from error


def _unique(rules: list[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise PackError(file=rule.file, line=rule.line, why=f"{rule.id} is also in {seen[rule.id].file}")
        seen[rule.id] = rule


def _build(model: type[Any], data: Any, path: Path, line: int = 1) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = [part for part in first["loc"] if not (isinstance(part, str) and part.startswith("function"))]
        why = f"{'.'.join(map(str, place))}: {first['msg']}"
        if first["type"] == "extra_forbidden":
            known = _fields_at(model, place[:-1])
            why = f"unknown key {place[-1]}; nearest: {nearest(str(place[-1]), known)}"
        raise PackError(file=str(path), line=_line_at(data, place, line), why=why) from error


def _fields_at(model: type[Any], place: list[Any]) -> list[str]:
    nested: dict[str, type[BaseModel]] = {
        "clauses": Clause,
        "examples": Example,
        "fixes": FixSpec,
        "in_force": InForce,
    }
    for part in place:
        model = nested.get(part, Texts if part in {"title", "says", "why", "label"} else model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _line_at(data: Any, place: list[Any], line: int) -> int:
    node = data
    for part in place:
        line = getattr(node, "line", line)
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
    return int(getattr(node, "line", line))
