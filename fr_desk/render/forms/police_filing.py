"""The sheet for filing a video system with the county police in China: unit, place, devices, retention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fr_desk.domain.choices import Jurisdiction, VenueKind, ZoneKind
from fr_desk.i18n import Texts, spell_number
from fr_desk.render.edition import Edition
from fr_desk.render.forms import answers
from fr_desk.render.forms.composed import composed
from fr_desk.render.forms.devices import FILMING_OPEN, clocks, device, devices, films, kept, stands
from fr_desk.render.forms.duty import concerns
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.model import Field, Fields, Form, Grid, Heading, Paragraph, Part, Signature
from fr_desk.render.forms.texts import form_words

ID = "police-filing"
RULE = "cn.cctv.police-filing"
ARTICLES = ("cn-decree-799/14", "cn-decree-799/7")
BLANK_DEVICES = 6


def needed(edition: Edition) -> Texts | None:
    """Return why the video system is to be filed; a filing that was made and fits needs no sheet."""
    if edition.dossier.venue.jurisdiction is not Jurisdiction.CN:
        return None
    words, filing = form_words(ID), edition.dossier.filings.police
    must = concerns(edition, RULE)
    if must is None and edition.dossier.cameras and edition.dossier.venue.kind:
        return words.in_all("needed.open")
    if not must or (filing.filed and filing.matches is not False):
        return None
    if filing.filed:
        return words.in_all("needed.change")
    doubtful = edition.dossier.venue.kind is VenueKind.OTHER
    return words.in_all("needed.review" if doubtful else "needed.filing")


def build(edition: Edition) -> Form:
    """Return the sheet."""
    return composed(edition, form_words(ID), _parts(edition), ARTICLES)


def _say(edition: Edition, key: str, **values: object) -> str:
    return form_words(ID).say(key, edition.lang, **values)


def _parts(edition: Edition) -> Iterator[Part]:
    filmed = devices(edition, FILMING_OPEN)
    yield Heading(_say(edition, "sections.unit"))
    yield Fields(tuple(_unit(edition)))
    yield Heading(_say(edition, "sections.system"))
    yield Fields(tuple(_system(edition, filmed)))
    yield Heading(_say(edition, "sections.devices"))
    if filmed:
        yield _counts(edition, filmed)
    yield _table(edition, filmed)
    others = len(edition.dossier.cameras or ()) - len(filmed)
    if others:
        yield Paragraph(_say(edition, "others", count=spell_number(others)), "small")
    yield Heading(_say(edition, "sections.truth"))
    yield Paragraph(_say(edition, "truth"))
    yield Signature((_say(edition, "sign.representative"), _say(edition, "sign.date")))
    yield Paragraph(_say(edition, "remark"), "small")


def _unit(edition: Edition) -> Iterator[Field]:
    for path, key in (
        ("operator.name", "name"),
        ("operator.registration_number", "credit_code"),
        ("operator.address", "address"),
        ("operator.representative", "representative"),
        ("operator.phone", "phone"),
    ):
        yield answers.field(edition, path, _say(edition, f"fields.{key}"))
    yield Field(_say(edition, "fields.contact"))


def _system(edition: Edition, filmed: tuple[str, ...]) -> Iterator[Field]:
    for path, key in (("venue.name", "venue"), ("venue.kind", "kind"), ("venue.address", "place")):
        yield answers.field(edition, path, _say(edition, f"fields.{key}"))
    yield Field(_say(edition, "fields.recorder"), _recorder(edition))
    yield answers.field(edition, "filings.police.in_service_on", _say(edition, "fields.in_service"))
    yield Field(_say(edition, "fields.number"), spell_number(len(filmed)) if filmed else "")
    serving = (one for key in filmed for one in device(edition, key).activities or ())
    yield Field(_say(edition, "fields.retention"), clocks(edition, dict.fromkeys(serving)))
    if edition.dossier.filings.police.filed:
        yield answers.field(edition, "filings.police.filed_on", _say(edition, "fields.filed_on"))
        yield answers.field(edition, "filings.police.number", _say(edition, "fields.filing_number"))
    yield Field(_say(edition, "fields.authority"))


def _recorder(edition: Edition) -> str:
    zones = edition.dossier.zones or {}
    rooms = (f"zones.{key}" for key, zone in zones.items() if zone.kind is ZoneKind.RECORDER_ROOM)
    return answers.listed(edition, map(edition.name, rooms))


def _counts(edition: Edition, filmed: tuple[str, ...]) -> Grid:
    counted = Counter(answers.answered(edition, f"cameras.{key}.kind") for key in filmed)
    rows = tuple((kind, spell_number(count)) for kind, count in counted.items())
    return Grid((_say(edition, "kinds.kind"), _say(edition, "kinds.count")), rows, shares=(70, 30))


def _table(edition: Edition, filmed: tuple[str, ...]) -> Grid:
    head = tuple(
        _say(edition, f"devices.{name}") for name in ("label", "kind", "place", "range", "kept", "since")
    )
    rows = tuple(
        (
            edition.name(f"cameras.{key}"),
            answers.answered(edition, f"cameras.{key}.kind"),
            stands(edition, key),
            films(edition, key),
            kept(edition, key),
            answers.answered(edition, f"cameras.{key}.in_service_on"),
        )
        for key in filmed
    )
    return Grid(head, rows, 0 if rows else BLANK_DEVICES, shares=(17, 14, 19, 18, 11, 21))


KINDS = (FormKind(ID, build, needed),)
