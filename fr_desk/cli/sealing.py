"""Commands about trust: ``seal``, ``verify``, and ``identity`` with what belongs to it."""

from __future__ import annotations

import getpass
import json
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from fr_desk.cli.checking import WORST_LAST
from fr_desk.cli.console import Console
from fr_desk.domain.seals import Holder, Role, Seal
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts
from fr_desk.services import sealing
from fr_desk.storage.access import read_bytes
from fr_desk.storage.agreement import Agreement
from fr_desk.storage.errors import NotTextError
from fr_desk.storage.verification import Standing, Verification

PASSPHRASE_VARIABLE = "FR_DESK_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret
LONGEST_FILE = 65_536
"""Most bytes of a file with a passphrase."""
CODES: dict[Standing, int] = {
    "sealed": 0,
    "unsealed": 0,
    "changed": 1,
    "mismatch": 1,
    "not_a_dossier": 2,
    "unreadable": 2,
    "unknown_signer": 3,
    "unprotected": 3,
}
"""Exit code of each standing of a verified file. Scripts rely on these."""
STANDINGS: dict[Standing, str] = {
    "sealed": N_("sealed and unchanged"),
    "unsealed": N_("intact, but unsealed"),
    "changed": N_("changed"),
    "mismatch": N_("contradicts itself"),
    "unknown_signer": N_("sealed by an unknown signer"),
    "unprotected": N_("not protected"),
}
DOUBTFUL = 3
"""Exit code where the bytes hold and what is printed is in doubt."""
_UNCOMPARED = N_("{standing}; its findings could not be compared")
QUALIFIED: dict[Agreement, str] = {
    "older_rules": N_("{standing}; its findings are of older rules and were not compared"),
    "newer_rules": _UNCOMPARED,
    "other_rules": _UNCOMPARED,
    "other_day": N_("{standing}; its findings are of another day than the dossier"),
    "milder": N_("{standing}; its verdict is milder than what its answers give"),
}
"""What is added to the standing of a file where its findings were not simply compared."""
ROLE_NAMES: dict[str, Role] = {"operator": "Operator", "inspector": "Inspector"}

SEALED = N_("Sealed by {signer}: {file}")
MADE = N_("Made on this computer: {name} ({number}), valid until {date}")
KEEP = N_("Keep the passphrase: nobody can open the key without it. The key is in {file}")
OWN = N_("Your identities")
KNOWN = N_("Known signers")
NONE_YET = N_("none yet")
LINE = N_("{number}  {name}, valid until {date}")
TRUSTED = N_("From now on, seals of {name} count as known (fingerprint {fingerprint}).")
FORGOTTEN = N_("{name} is no longer a known signer.")
ASK = N_("Passphrase:")
ASK_AGAIN = N_("The same passphrase again:")


class NoPassphraseError(FrDeskError):
    """Nobody is there to type it, and it is given in no other way."""

    sentence = N_("The passphrase is missing: name a file with --passphrase-file, or set {variable}.")


class UnlikePassphrasesError(FrDeskError):
    """Typed twice, not the same."""

    sentence = N_("The two passphrases differ; type them again.")


def seal(args: Namespace, console: Console) -> int:
    """Put a seal on a dossier PDF."""
    identity = sealing.find_identity(args.identity)
    passphrase = passphrase_for(args, console)
    role = ROLE_NAMES.get(args.role)
    out = sealing.seal(args.file, identity, passphrase, args.output, role=role)
    signer = identity.name if isinstance(identity, Path) else identity.holder.name
    console.line(console.say(SEALED, signer=signer, file=out))
    return 0


def verify(args: Namespace, console: Console) -> int:
    """Say whether files are as FR Desk wrote them, and who sealed them."""
    codes = []
    for file in args.files:
        result = sealing.verify(file)
        codes.append(code_of(result))
        if result.state == "unreadable":
            console.complain(result.details[0])
        if args.format == "json":
            console.data(json.dumps(as_json(result), ensure_ascii=False))
        elif result.state != "unreadable":
            console.line(f"{file}: {worth(result, console)}")
            for detail in result.details:
                console.line(f"  {detail.get(console.lang)}")
    return max(codes, key=WORST_LAST.index)


def code_of(result: Verification) -> int:
    """Return the exit code for a verified file; one whose printed findings are in doubt is not simply intact."""
    return CODES[result.standing] or (DOUBTFUL if result.doubtful else 0)


def worth(result: Verification, console: Console) -> str:
    """Return what a file is worth, and whether its findings were compared if they were not simply."""
    told = console.say(STANDINGS[result.standing])
    if result.agreement in QUALIFIED and result.state != "changed":
        return console.say(QUALIFIED[result.agreement], standing=told)
    return told


def as_json(result: Verification) -> dict[str, Any]:
    """Return what ``--format json`` prints about one file. Scripts rely on this shape."""
    return {
        "file": str(result.path),
        "form": result.form,
        "standing": result.standing,
        "agreement": result.agreement,
        "details": _all(result.details),
        "pages": list(result.pages),
        "seals": [_seal(one) for one in result.seals],
    }


def _seal(one: Seal) -> dict[str, Any]:
    return {
        "field": one.field,
        "signer": one.signer.name if one.signer else None,
        "organisation": one.signer.organisation if one.signer else None,
        "fingerprint": one.signer.fingerprint if one.signer else None,
        "known_as": one.known_as or None,
        "claimed_at": one.claimed_at.isoformat() if one.claimed_at else None,
        "state": one.state,
        "details": _all(one.details),
        "pages": list(one.pages),
    }


def _all(sentences: tuple[Texts, ...]) -> list[dict[str, str]]:
    return [sentence.model_dump() for sentence in sentences]


def new_identity(args: Namespace, console: Console) -> int:
    """Make an identity."""
    passphrase = passphrase_for(args, console, twice=True)
    made = sealing.make_identity(args.name, args.organisation, passphrase)
    console.line(console.say(MADE, name=_called(made.holder), number=made.holder.id, date=_end(made.holder)))
    console.line(console.say(KEEP, file=made.key))
    return 0


def list_identities(args: Namespace, console: Console) -> int:
    """List the own identities and the known signers."""
    own, known = sealing.identities(), sealing.signers()
    if args.format == "json":
        listed = {
            "identities": [_holder(one.holder) for one in own],
            "signers": [{"known_as": one.name, **_holder(one.holder)} for one in known],
        }
        console.data(json.dumps(listed, ensure_ascii=False))
        return 0
    _list(OWN, [(_called(one.holder), one.holder) for one in own], console)
    _list(KNOWN, [(_alias(one.name, one.holder), one.holder) for one in known], console)
    return 0


def _list(title: str, named: list[tuple[str, Holder]], console: Console) -> None:
    console.line(console.say(title))
    for name, holder in named:
        console.line(f"  {console.say(LINE, number=holder.id, name=name, date=_end(holder))}")
    if not named:
        console.line(f"  {console.say(NONE_YET)}")


def _holder(holder: Holder) -> dict[str, str]:
    return {
        "name": holder.name,
        "organisation": holder.organisation,
        "fingerprint": holder.fingerprint,
        "valid_from": holder.valid_from.isoformat(),
        "valid_until": holder.valid_until.isoformat(),
    }


def _called(holder: Holder) -> str:
    return ", ".join(filter(None, (holder.name, holder.organisation)))


def _alias(name: str, holder: Holder) -> str:
    return name if name == holder.name else f"{name} = {_called(holder)}"


def _end(holder: Holder) -> str:
    return holder.valid_until.date().isoformat()


def export(args: Namespace, console: Console) -> int:
    """Write the certificate of an identity."""
    identity = sealing.find_identity(args.name)
    if isinstance(identity, Path):
        raise sealing.UnknownIdentityError(
            name=args.name, known=", ".join(one.holder.name for one in sealing.identities())
        )
    console.line(str(sealing.export_certificate(identity, args.output)))
    return 0


def trust(args: Namespace, console: Console) -> int:
    """Know a signer from now on."""
    signer = sealing.trust(args.file, args.name or "")
    console.line(console.say(TRUSTED, name=signer.name, fingerprint=signer.holder.id))
    return 0


def forget(args: Namespace, console: Console) -> int:
    """Know a signer no longer."""
    sealing.forget(args.name)
    console.line(console.say(FORGOTTEN, name=args.name))
    return 0


def passphrase_for(args: Namespace, console: Console, *, twice: bool = False) -> str:
    """Return the passphrase: from the named file, the environment, or whoever sits at the keyboard."""
    if args.passphrase_file is not None:
        data = read_bytes(args.passphrase_file, LONGEST_FILE)
        try:
            return data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError as error:
            raise NotTextError(file=str(args.passphrase_file), place=error.start) from error
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise NoPassphraseError(variable=PASSPHRASE_VARIABLE)
    typed = getpass.getpass(f"{console.say(ASK)} ")
    if twice and getpass.getpass(f"{console.say(ASK_AGAIN)} ") != typed:
        raise UnlikePassphrasesError
    return typed
