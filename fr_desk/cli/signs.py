"""The command that writes the signs."""

from __future__ import annotations

from argparse import Namespace

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.cli.usage import UsageError
from fr_desk.i18n import N_
from fr_desk.services.sign_designs import faults_of, signs_of
from fr_desk.services.signs import write_signs

FAULT = N_("To mend: {sign}. {sentence}")
NEAREST, FARTHEST = 0.3, 30.0
"""Metres from which a sign can be asked to be read."""


class DistanceError(UsageError):
    """No distance, or one at which nobody reads signs."""

    sentence = N_("“{value}” is not a reading distance; write metres from 0.3 to 30, such as 3.")


def metres(value: str) -> float:
    """Return a reading distance.

    Raises:
        DistanceError: if it is none.
    """
    try:
        distance = float(value)
    except ValueError as error:
        raise DistanceError(value=value) from error
    if not NEAREST <= distance <= FARTHEST:
        raise DistanceError(value=value)
    return distance


def signs(args: Namespace, console: Console) -> int:
    """Write the venue's signs and the list that says where they hang, and say what the law still wants on them."""
    opened = services.open_dossier(args.file)
    written = write_signs(
        opened.dossier,
        args.output,
        args.lang,
        args.size,
        attachments=opened.attachments,
        landscape=args.landscape or None,
        distance=args.distance,
        made_as=args.made_as,
    )
    for path in written:
        console.line(str(path))
    for sign in signs_of(opened.dossier):
        for fault in faults_of(opened.dossier, sign, opened.attachments):
            if fault.must:
                console.line(console.say(FAULT, sign=sign.name, sentence=fault.message))
    return 0
