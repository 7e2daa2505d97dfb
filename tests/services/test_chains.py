"""Chains: which sites differ from their template, and bringing its changes in without losing what a site says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.paths import Folders, user_folders
from fr_desk.resources import resource
from fr_desk.services import chains
from fr_desk.services.chains import OtherTemplateError, bring_in, keep_snapshot, look_at, snapshot, standing
from fr_desk.services.copies import PRESETS, Purpose, copy

SITE = PRESETS[Purpose.SITE]
FILE = Path("site.frdesk")


@pytest.fixture
def folders(clean_profile: Path) -> Folders:
    return user_folders(clean_profile)


@pytest.fixture
def template(folders: Folders) -> Dossier:
    """A template of which a snapshot is kept."""
    found = services.open_dossier(resource("samples", "seoul-gym.yaml")).dossier
    keep_snapshot(found, folders)
    return found


def site_of(template: Dossier, **answers: object) -> Dossier:
    made = copy(template, SITE, as_template=True).dossier
    for path, value in answers.items():
        made = paths.replace(made, path.replace("__", "."), value)
    return made


def test_a_site_as_it_was_made_does_not_differ(template: Dossier, folders: Folders) -> None:
    # given a site with a place and devices of its own
    site = site_of(template, venue__name="Second gym", zones={"z1": {"name": "Hall"}})

    # then
    found = standing(template, site, FILE, folders)
    assert (found.own, found.news, found.is_behind) == ((), (), False)


def test_only_what_was_taken_along_is_compared(template: Dossier, folders: Folders) -> None:
    # given
    site = site_of(template, operator__phone="02-1234-5678", venue__name="Second gym")

    # when
    found = standing(template, site, FILE, folders)

    # then
    assert [change.path for change in found.own] == ["operator.phone"]
    assert not found.is_behind


def test_what_is_new_in_the_template_is_told_from_what_the_site_says(
    template: Dossier, folders: Folders
) -> None:
    # given a site with a phone and a time of its own, and a template that changed phone and e-mail
    site = site_of(template, operator__phone="02-1111-1111", rights__answer_days=3)
    changed = paths.replace(template, "operator.phone", "02-9999-9999")
    changed = paths.replace(changed, "operator.email", "new@example.com")
    changed = paths.replace(changed, "venue.address", "moved, which is no site's business")

    # when
    found = standing(changed, site, FILE, folders)
    merged = bring_in(changed, site, folders)

    # then
    assert {change.path for change in found.own} == {"operator.phone", "operator.email", "rights.answer_days"}
    assert {change.path for change in found.news or ()} == {"operator.phone", "operator.email"}
    assert [conflict.path for conflict in merged.conflicts] == ["operator.phone"]
    assert merged.dossier.operator.phone == "02-1111-1111"
    assert merged.dossier.operator.email == "new@example.com"
    assert merged.dossier.rights.answer_days == 3
    assert merged.dossier.venue.address is None
    assert (merged.dossier.id, merged.dossier.history) == (site.id, site.history)

    # and afterwards the site is up to date
    keep_snapshot(changed, folders)
    after = standing(changed, merged.dossier, FILE, folders)
    assert [change.path for change in after.own] == ["operator.phone", "rights.answer_days"]
    assert not after.is_behind


def test_items_added_and_taken_away_in_the_template_reach_the_site(
    template: Dossier, folders: Folders
) -> None:
    # given a site whose device serves an activity that the template gives up
    activity = next(iter(template.activities or {}))
    site = site_of(template, cameras={"c1": {"label": "Door", "activities": [activity]}})
    changed = paths.remove(paths.release(template, f"activities.{activity}"), f"activities.{activity}")
    changed, added = paths.insert(changed, "activities", {"name": "Lockers"}, "a_new")

    # when
    merged = bring_in(changed, site, folders)

    # then the new one is there, and the old one waits for a decision because the device needs it
    assert paths.get(merged.dossier, f"{added}.name") == "Lockers"
    assert f"activities.{activity}" in [conflict.path for conflict in merged.conflicts]
    assert (merged.dossier.cameras or {})["c1"].activities == (activity,)


def test_without_the_template_as_it_was_only_gaps_are_filled(template: Dossier, clean_profile: Path) -> None:
    # given another computer, where no snapshot is kept
    elsewhere = user_folders(clean_profile / "elsewhere")
    site = site_of(template, operator__phone="02-1111-1111", operator__email=None)
    changed = paths.replace(template, "operator.email", "new@example.com")
    changed = paths.replace(changed, "rights.answer_days", 1)

    # when
    found = standing(changed, site, FILE, elsewhere)
    merged = bring_in(changed, site, elsewhere)

    # then
    assert found.news is None
    assert found.is_behind
    assert merged.dossier.operator.phone == "02-1111-1111"
    assert merged.dossier.operator.email == "new@example.com"
    assert {conflict.path for conflict in merged.conflicts} == {"operator.phone", "rights.answer_days"}
    assert merged.dossier.activities == site.activities


def test_a_dossier_that_was_not_made_from_the_template_is_refused(
    template: Dossier, folders: Folders
) -> None:
    with pytest.raises(OtherTemplateError):
        bring_in(template, Dossier(id="other"), folders)


@pytest.mark.parametrize("mark", ["", "../../etc/passwd", "0" * 64, "A" * 64])
def test_a_fingerprint_that_names_no_snapshot_gives_none(folders: Folders, mark: str) -> None:
    assert snapshot(mark, folders) is None


def test_a_damaged_snapshot_is_no_snapshot(template: Dossier, folders: Folders) -> None:
    # given
    mark = fingerprint(template)
    assert snapshot(mark, folders) == template

    # when
    place = folders.templates / f"{mark}.json"
    place.write_bytes(place.read_bytes().replace(b"02-", b"03-"))

    # then
    assert snapshot(mark, folders) is None


def test_sites_are_looked_at_one_by_one_and_broken_ones_say_why(
    template: Dossier, folders: Folders, tmp_path: Path
) -> None:
    # given
    good, bad = tmp_path / "good.frdesk", tmp_path / "bad.frdesk"
    services.save_dossier(site_of(template), good)
    bad.write_bytes(b"PK nothing")
    told = []

    # when
    found = look_at(template, [good, bad, tmp_path / "gone.frdesk"], folders, lambda *step: told.append(step))

    # then
    assert [site.trouble is None for site in found] == [True, False, False]
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert "does not exist" in str(found[2].trouble)
    assert look_at(template, [good], folders, cancelled=lambda: True) == ()


def test_groups_that_are_unknown_take_nothing(folders: Folders, template: Dossier) -> None:
    site = template.model_copy(update={"derived_from": None})

    assert chains.groups_of(site) == ()
