"""Arguments: what the commands take, help in the asked language, and mistakes as one sentence with a way out."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, TypeVar, cast

from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGES, N_, Lang, system_language, translate

Word = TypeVar("Word", bound=str)


class UsageError(FrDeskError):
    """Arguments that cannot be understood."""

    sentence = N_("The arguments cannot be understood; see {program} --help.")


class MissingArgumentError(UsageError):
    """Something that must be named was not."""

    sentence = N_("This command also needs {names}; see {program} --help.")


class UnknownArgumentError(UsageError):
    """Something the command does not take."""

    sentence = N_("This command does not take {names}; see {program} --help.")


class UnknownCommandError(UsageError):
    """No such command."""

    sentence = N_("There is no command “{value}”; the nearest is {nearest}.")


class NoValueError(UsageError):
    """An option without its value."""

    sentence = N_("{argument} needs a value; see {program} --help.")


class NeedlessValueError(UsageError):
    """An option with a value it does not take."""

    sentence = N_("{argument} takes no value; see {program} --help.")


class NotTogetherError(UsageError):
    """Two options of which only one can be meant."""

    sentence = N_("{argument} and {other} do not go together; choose one of them.")


class ChoiceError(UsageError):
    """A word that is not on the list."""

    sentence = N_("“{value}” is not a choice here; choose from {choices}.")


class TooManyError(UsageError):
    """More words than fit."""

    sentence = N_("“{value}” is more than two; name one or two.")


class DayError(UsageError):
    """Not a date."""

    sentence = N_("“{value}” is not a date; write it as 2026-11-21.")


_MISTAKES: tuple[tuple[str, type[UsageError]], ...] = (
    (r"the following arguments are required: (?P<names>.+)", MissingArgumentError),
    (r"unrecognized arguments: (?P<names>.+)", UnknownArgumentError),
    (r"argument (?P<argument>.+): expected .+ arguments?", NoValueError),
    (r"argument (?P<argument>.+): ignored explicit argument .+", NeedlessValueError),
    (r"argument (?P<argument>.+): not allowed with argument (?P<other>.+)", NotTogetherError),
)
_UNKNOWN_COMMAND = re.compile(
    r"argument \S+: invalid choice: '(?P<value>.*)' \(choose from (?P<choices>.+)\)", re.DOTALL
)


COMMAND = "COMMAND"
_FEW = 5
"""Commands that are named where one is missing; more are left to the help."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the asked language and raises our errors instead of leaving the program."""

    def __init__(self, *, lang: Lang = "en", **kwargs: Any) -> None:
        """Make a parser without argparse's own English help."""

        def formatter(prog: str) -> argparse.HelpFormatter:
            return _Formatter(prog, lang)

        super().__init__(add_help=False, allow_abbrev=False, formatter_class=cast(Any, formatter), **kwargs)
        self.named = self.add_argument_group(translate(N_("Arguments"), lang))
        self.options = self.add_argument_group(translate(N_("Options"), lang))
        self.options.add_argument("-h", "--help", action="help", help=translate(N_("show this help"), lang))

    def error(self, message: str) -> NoReturn:
        """Raise the sentence for one of argparse's mistakes."""
        command = _UNKNOWN_COMMAND.fullmatch(message)
        if command:
            known = re.findall(r"[a-z]+", command["choices"])
            nearest = difflib.get_close_matches(command["value"], known, n=1, cutoff=0.0)
            raise UnknownCommandError(value=command["value"], nearest=", ".join(nearest))
        for pattern, mistake in _MISTAKES:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                found = match.groupdict()
                if found.get("names") == COMMAND:
                    found["names"] = self._commands() or COMMAND
                raise mistake(program=self.prog, **found)
        raise UsageError(program=self.prog)

    def _commands(self) -> str:
        """Return the commands below this one as they are written, if they are few."""
        names = next(
            (list(action.choices) for action in self._actions if action.dest == "command" and action.choices),
            [],
        )
        return "|".join(names) if len(names) <= _FEW else ""


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, lang: Lang) -> None:
        super().__init__(prog)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        heading = translate(N_("Usage:"), self._lang) + " " if prefix is None else prefix
        super().add_usage(usage, actions, groups, heading)


def asked_language(arguments: Sequence[str]) -> Lang:
    """Return the language the arguments ask for, found before they are parsed; else the system's."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            asked = value or "".join(arguments[position + 1 : position + 2])
            for lang in LANGUAGES:
                if asked.split(",")[0] == lang:
                    return lang
    return system_language()


def one_of(choices: Iterable[Word]) -> Callable[[str], Word]:
    """Return a converter that accepts only words of a list, and gives the list's own."""
    known = {str(choice): choice for choice in choices}

    def convert(value: str) -> Word:
        if value not in known:
            raise ChoiceError(value=value, choices=", ".join(known))
        return known[value]

    return convert


def some_of(choices: Iterable[Word]) -> Callable[[str], tuple[Word, ...]]:
    """Return a converter of words with commas between them, each of a list."""
    one = one_of(choices)
    return lambda value: tuple(dict.fromkeys(one(word.strip()) for word in value.split(",")))


def pair_of(choices: Iterable[Word]) -> Callable[[str], tuple[Word, ...]]:
    """Return a converter of one word or two with a comma between them, each of a list.

    Raises:
        TooManyError: if there are more.
    """
    some = some_of(choices)

    def convert(value: str) -> tuple[Word, ...]:
        found = some(value)
        if len(found) > 2:
            raise TooManyError(value=value)
        return found

    return convert


def day(value: str) -> dt.date:
    """Return an ISO date.

    Raises:
        DayError: if it is none.
    """
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise DayError(value=value) from error
