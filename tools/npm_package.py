"""Brings one pinned package of the npm registry into ``build/npm``, for the scripts that derive our fonts and icons."""

import hashlib
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def sha256(path: Path) -> str:
    """Returns the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class NpmPackage:
    """A package at one version, known by the digest of its archive."""

    name: str
    version: str
    digest: str

    @property
    def archive(self) -> Path:
        """Where the archive lies once it is here."""
        return ROOT / "build" / "npm" / f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"

    def fetch(self) -> None:
        """Downloads the archive with npm unless it is here, and stops the script if it is not the pinned one."""
        if not self.archive.exists():
            self.archive.parent.mkdir(parents=True, exist_ok=True)
            command = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
            subprocess.run(command, cwd=self.archive.parent, check=True)
        if (found := sha256(self.archive)) != self.digest:
            sys.exit(f"{self.archive} is not the pinned package: SHA-256 {found}, expected {self.digest}")

    def read(self, path: str) -> bytes:
        """Returns one file of the package.

        Args:
            path: its path inside the package.
        """
        with tarfile.open(self.archive) as archive:
            member = archive.extractfile(f"package/{path}")
            if member is None:
                sys.exit(f"{self.archive} has no file {path}")
            return member.read()
