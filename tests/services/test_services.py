"""Use cases without a screen: new, open, save, assess, write, cancel."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError
from fr_desk.rules.findings import Outcome
from fr_desk.services import papers, signs
from fr_desk.storage import errors


def never() -> bool:
    return False


def test_two_new_dossiers_have_ids_of_their_own() -> None:
    one, other = (services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN) for _ in range(2))

    assert one.id != other.id
    assert one.venue == other.venue


def test_an_opened_dossier_knows_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "plan.png"}}})
    services.save_dossier(dossier, path, {"f1": b"plan"})

    opened = services.open_dossier(path)

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert opened == services.Opened(dossier, path, "frdesk", {"f1": b"plan"}, digest)


def test_the_day_is_the_one_asked_for_else_the_dossiers_else_today() -> None:
    dossier = Dossier.model_validate({"as_of": "2026-01-02", "venue": {"jurisdiction": "CN"}})
    undated = dossier.model_copy(update={"as_of": None})

    assert services.assess(dossier, dt.date(2025, 7, 1)).as_of == dt.date(2025, 7, 1)
    assert services.assess(dossier).as_of == dt.date(2026, 1, 2)
    assert services.assess(undated).as_of == services.today()


@pytest.mark.parametrize(("country", "lang"), [("CN", "zh"), ("KR", "ko"), (None, "en")])
def test_documents_are_in_the_venues_language(country: str | None, lang: str) -> None:
    dossier = Dossier.model_validate({"venue": {"jurisdiction": country}})

    assert services.venue_language(dossier) == lang


@pytest.mark.parametrize("kind", list(VenueKind))
@pytest.mark.parametrize("country", list(Jurisdiction))
def test_a_new_dossier_has_nothing_to_change(kind: VenueKind, country: Jurisdiction) -> None:
    assessment = services.assess(services.new_dossier(kind, country))

    assert assessment.of(Outcome.BREACHED) == ()
    assert assessment.of(Outcome.OPEN)


def test_a_venue_before_it_was_put_right_comes_before_it_was_after() -> None:
    names = services.samples()

    assert names.index("ningbo-sales-office-before") + 1 == names.index("ningbo-sales-office-after")


def test_an_unknown_sample_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(services.UnknownSampleError, match="seoul-gym"):
        services.write_sample("seoul-gim", tmp_path)


@pytest.mark.parametrize("name", services.samples())
def test_every_sample_is_written_in_its_order_and_can_be_opened(name: str, tmp_path: Path) -> None:
    path = services.write_sample(name, tmp_path)

    opened = services.open_dossier(path)

    assert path.name == f"{name}.frdesk"
    assert opened.dossier.venue.name


def test_writing_tells_its_progress(tmp_path: Path) -> None:
    dossier = services.open_dossier(services.write_sample("seoul-gym", tmp_path)).dossier
    told: list[tuple[int, int]] = []

    papers.write_dossier_pdf(dossier, tmp_path / "gym.pdf", progress=lambda *pair: told.append(pair))
    signs.write_signs(dossier, tmp_path, progress=lambda *pair: told.append(pair))

    assert told
    assert all(0 <= done <= total for done, total in told)


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_cancelling_leaves_nothing(asked: int, tmp_path: Path) -> None:
    dossier = services.open_dossier(services.write_sample("seoul-gym", tmp_path / "sample")).dossier
    out = tmp_path / "out"
    out.mkdir()

    def cancelled() -> bool:
        nonlocal asked
        asked -= 1
        return asked <= 0

    with pytest.raises(CancelledError):
        papers.write_dossier_pdf(dossier, out / "gym.pdf", cancelled=cancelled)
    with pytest.raises(CancelledError):
        signs.write_signs(dossier, out / "signs", cancelled=cancelled)

    assert list(out.iterdir()) == []


def test_a_pdf_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = services.open_dossier(services.write_sample("seoul-gym", tmp_path)).dossier
    out = tmp_path / "gym.pdf"
    out.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fr_desk.storage.atomic.os.fsync", fail)

    with pytest.raises(errors.DiskFullError):
        papers.write_dossier_pdf(dossier, out)

    assert out.read_bytes() == b"old"
