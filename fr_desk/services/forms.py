"""Use cases about forms: which a venue needs and why, and writing them. The renderer is read late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Lang, Texts
from fr_desk.rules.bundled import packs_for
from fr_desk.services import assess, venue_language
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard
from fr_desk.storage.access import explained, make_folder
from fr_desk.storage.atomic import replace_file

if TYPE_CHECKING:  # read late: the desk starts without them
    from fr_desk.render.edition import Edition
    from fr_desk.render.forms.model import Form

Format = Literal["pdf", "docx"]
FORMATS: tuple[Format, ...] = ("pdf", "docx")
OVERVIEW = "forms-overview"


class UnknownFormError(FrDeskError):
    """No such form."""

    sentence = N_("There is no form “{name}”; choose from {names}.")


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form that a venue needs.

    Attributes:
        id: of the form, and the beginning of its file's name.
        title: what it is called.
        why: why the venue needs it: the duty behind it.
    """

    id: str
    title: Texts
    why: Texts


def forms_for(dossier: Dossier, as_of: dt.date | None = None) -> tuple[OfferedForm, ...]:
    """Return the forms a venue needs.

    Args:
        dossier: the dossier.
        as_of: the day whose law applies; else the dossier's own, else today.
    """
    from fr_desk.render.forms.catalogue import forms_for as needed_by  # noqa: PLC0415 - reportlab is slow to import

    edition = _edition(dossier, venue_language(dossier), as_of)
    return tuple(OfferedForm(one.kind.id, one.kind.title, one.why) for one in needed_by(edition))


def make_form(
    name: str,
    dossier: Dossier,
    lang: Lang | None = None,
    as_of: dt.date | None = None,
    made_as: Format = "pdf",
) -> bytes:
    """Return one form, whether the venue needs it or not.

    Args:
        name: its id.
        dossier: the dossier.
        lang: its language; the venue's if omitted.
        as_of: the day whose law applies; else the dossier's own, else today.
        made_as: PDF or DOCX.

    Raises:
        UnknownFormError: if there is no such form.
    """
    from fr_desk.render.forms.catalogue import CATALOGUE  # noqa: PLC0415 - the same

    kinds = {kind.id: kind for kind in CATALOGUE}
    if name not in kinds:
        raise UnknownFormError(name=name, names=", ".join(kinds))
    edition = _edition(dossier, lang or venue_language(dossier), as_of)
    return _made(kinds[name].build(edition), edition, made_as)


def write_forms(
    dossier: Dossier,
    folder: Path,
    langs: Sequence[Lang] | None = None,
    as_of: dt.date | None = None,
    formats: Sequence[Format] = FORMATS,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Path]:
    """Write all forms a venue needs, ``face-consent-zh.pdf``, and a page that says which and why: all or nothing.

    Args:
        dossier: the dossier.
        folder: where to; made if it is not there.
        langs: languages, each form in each of them; the venue's if omitted.
        as_of: the day whose law applies; else the dossier's own, else today.
        formats: what each form is made as. The page that lists them is always a PDF.
        progress: is told how many files are done.
        cancelled: is asked whether to stop.

    Returns:
        The files, the page that lists them first.

    Raises:
        CancelledError: if ``cancelled`` said so; nothing was written.
        FileError: if the system refuses; what was there is then as it was.
    """
    stop, tell = cancelled or never, progress or unheard
    languages = tuple(langs) if langs else (venue_language(dossier),)
    files: dict[Path, bytes] = {}
    for name, data in _files(dossier, languages, as_of, tuple(formats), tell, stop):
        files[folder / name] = data
    go_on(stop)
    make_folder(folder)
    _write(files)
    return list(files)


def _files(
    dossier: Dossier,
    langs: tuple[Lang, ...],
    as_of: dt.date | None,
    formats: tuple[Format, ...],
    tell: Progress,
    stop: Cancelled,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file."""
    from fr_desk.render.forms.catalogue import forms_for as needed_by  # noqa: PLC0415 - the same
    from fr_desk.render.forms.overview import overview  # noqa: PLC0415 - the same

    done = 0
    for lang in langs:
        go_on(stop)
        edition = _edition(dossier, lang, as_of)
        made = [(needed, needed.kind.build(edition)) for needed in needed_by(edition)]
        total = len(langs) * (1 + len(made) * len(formats))
        tell(done, total)
        yield f"{OVERVIEW}-{lang}.pdf", _made(overview(edition, made), edition, "pdf")
        done += 1
        for _, form in made:
            for made_as in formats:
                go_on(stop)
                tell(done, total)
                yield f"{form.id}-{lang}.{made_as}", _made(form, edition, made_as)
                done += 1
        tell(done, total)


def _edition(dossier: Dossier, lang: Lang, as_of: dt.date | None) -> Edition:
    from fr_desk.render.edition import Edition  # noqa: PLC0415 - the same

    return Edition(dossier, assess(dossier, as_of), packs_for(dossier), lang, fingerprint(dossier))


def _made(form: Form, edition: Edition, made_as: Format) -> bytes:
    if made_as == "docx":
        from fr_desk.render.forms.docx import form_docx  # noqa: PLC0415 - the same

        return form_docx(form, edition)
    from fr_desk.render.forms.pdf import form_pdf  # noqa: PLC0415 - the same

    return form_pdf(form, edition)


def _write(files: dict[Path, bytes]) -> None:
    """Write all files; if the system refuses one, put back what was there before.

    Raises:
        FileError: if so.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            with explained(path):
                before[path] = path.read_bytes() if path.is_file() else None
            replace_file(path, data)
    except FrDeskError:
        for path, data_before in before.items():
            with suppress(FrDeskError, OSError):
                path.unlink() if data_before is None else replace_file(path, data_before)
        raise
