"""What can go wrong with a table somebody wants to import: each class owns one sentence that says what to do."""

from __future__ import annotations

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_


class TableError(FrDeskError):
    """A file that is not read as a table."""

    sentence = N_("{file} cannot be read as a table.")


class NotATableError(TableError):
    """Nothing we know."""

    sentence = N_(
        "{file} is not a table; choose a text with columns (.csv, .tsv, .txt) or a workbook (.xlsx)."
    )


class OldWorkbookError(TableError):
    """The binary form of before 2007."""

    sentence = N_(
        "{file} is a workbook in the old form (.xls); open it in a spreadsheet program and save it as .xlsx."
    )


class LockedWorkbookError(TableError):
    """A workbook nobody can read without a password."""

    sentence = N_(
        "{file} is protected by a password; open it in a spreadsheet program, save a copy without and import that."
    )


class DisguisedPageError(TableError):
    """A web page or an XML file that calls itself a workbook, as recorders like to export it."""

    sentence = N_(
        "{file} is a web page that only looks like a table; open it in a spreadsheet program, save it as .xlsx and "
        "import that."
    )


class OtherWorkbookError(TableError):
    """A workbook of another program."""

    sentence = N_(
        "{file} is a workbook of another kind; open it in its program, save it as .xlsx or .csv and import that."
    )


class BrokenWorkbookError(TableError):
    """A workbook that is damaged, or was never one."""

    sentence = N_(
        "{file} is damaged or no workbook; open it in a spreadsheet program and save it as .xlsx again."
    )


class UnsafeWorkbookError(TableError):
    """A workbook that unpacks to far more than a list of devices, or carries declarations that no workbook has."""

    sentence = N_(
        "{file} was not opened, because it holds what no list of devices needs; copy the rows into a new workbook."
    )


class TooManyRowsError(TableError):
    """More rows than a dossier has devices."""

    sentence = N_("{file} has more than {limit} rows; split it, or take out the rows that are no devices.")


class TooManyColumnsError(TableError):
    """More columns than any list of devices."""

    sentence = N_("{file} has more than {limit} columns; take out those that are not needed.")


class LongCellError(TableError):
    """A cell that never ends."""

    sentence = N_("In {file} a cell has more than {limit} characters; check that it is the right file.")


class EmptyTableError(TableError):
    """Nothing in it."""

    sentence = N_("There is nothing in {file}; choose another file or another sheet.")


class WrongEncodingError(TableError):
    """Characters the chosen encoding does not have."""

    sentence = N_("{file} is not written in {encoding}; choose another character set.")
