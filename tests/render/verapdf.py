"""Judging our PDFs: ``assert conforms(paper)``, for PDF/A-3a and PDF/UA-1.

A start of the judge costs two seconds, so there is one for all papers that a process of tests asks about; and of a
paper that was judged already, ``conforms`` remembers what was said.
"""

from __future__ import annotations

import atexit
import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from tools.pdfa.validate import PROFILES, Judge, Verdict

Paper = Path | bytes

_judge = Judge()
atexit.register(_judge.close)
_said: dict[str, tuple[Verdict, ...]] = {}


def validate(*papers: Paper) -> list[tuple[Verdict, ...]]:
    """Judge papers, those that are new.

    Args:
        papers: files, or the bytes of files.

    Returns:
        For each paper its verdicts, one for each profile.

    Raises:
        NoJudgeError: if the judge cannot run here; ``make setup`` installs it.
    """
    contents = [paper if isinstance(paper, bytes) else paper.read_bytes() for paper in papers]
    keys = [hashlib.sha256(content).hexdigest() for content in contents]
    new = {key: content for key, content in zip(keys, contents, strict=True) if key not in _said}
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, f"{key}.pdf") for key in new]
        for file, content in zip(files, new.values(), strict=True):
            file.write_bytes(content)
        for verdict in _judge.judge(files):
            _said[verdict.file.stem] = (*_said.get(verdict.file.stem, ()), verdict)
    return [
        tuple(
            replace(verdict, file=Path("paper") if isinstance(paper, bytes) else paper)
            for verdict in _said[key]
        )
        for paper, key in zip(papers, keys, strict=True)
    ]


def conforms(*papers: Paper) -> bool:
    """Whether all papers conform to all of our profiles.

    Raises:
        AssertionError: if not; it lists what is broken and where, which a bare ``False`` would keep to itself.
    """
    __tracebackhide__ = True
    verdicts = [verdict for of_paper in validate(*papers) for verdict in of_paper]
    assert len(verdicts) == len(papers) * len(PROFILES)
    if broken := [verdict for verdict in verdicts if not verdict.conforms]:
        raise AssertionError("\n".join(map(str, broken)))
    return True
