"""A small chain for the tests of the library: a template with a site, another venue; and every page of the window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.gui.library import LibraryWindow
from fr_desk.gui.library_door import show_library
from fr_desk.gui.window import Window
from fr_desk.services.copies import PRESETS, Purpose, copy
from fr_desk.services.library import scan
from fr_desk.storage.library import Wanted
from tests.gui.conftest import settle

if TYPE_CHECKING:
    from tests.gui.walk import Stage

TEMPLATE = Dossier.model_validate(
    {
        "id": "gym",
        "operator": {"name": "주식회사 한결", "phone": "02-5550-0117", "email": "old@example.com"},
        "venue": {"name": "한결마루 피트니스 성수점", "kind": "gym", "jurisdiction": "KR", "region": "11"},
        "zones": {"z1": {"name": "로비", "kind": "lobby"}},
        "cameras": {"c1": {"label": "1번 카메라", "zone": "z1", "activities": ["a1"]}},
        "activities": {"a1": {"name": "회원 출입 확인", "persons_stored": 400, "mandatory": False}},
        "rights": {"ways": ["desk"], "answer_days": 10},
        "safeguards": {"access_logs": True},
        "decisions": {"d1": {"rule": "r", "path": "cameras.c1", "outcome": "met"}},
    }
)
SALES = Dossier.model_validate(
    {
        "id": "office",
        "venue": {"name": "澜屿湾花园销售中心", "kind": "property_sales_office", "jurisdiction": "CN"},
    }
)
GYM, OFFICE = str(TEMPLATE.venue.name), str(SALES.venue.name)


def calm(shown: LibraryWindow) -> LibraryWindow:
    """Wait until nothing runs in the background."""
    settle()
    for _ in range(4_000):
        if not shown.is_busy:
            break
        QTest.qWait(1)
    settle()
    return shown


def sites_of(venues: Path, window: Window, *, phone: str = "") -> tuple[Dossier, Path]:
    """Make the gym a template with one site, then change the template; return it as it is now, and the site's file."""
    file, site = venues / "gym.frdesk", venues / "site.frdesk"
    template = TEMPLATE
    window.shelf.mark(file, "is_template", on=True)
    window.shelf.keep_template(template)
    made = copy(template, PRESETS[Purpose.SITE], as_template=True).dossier
    made = paths.replace(made, "venue.name", "Second gym")
    services.save_dossier(paths.replace(made, "operator.phone", phone) if phone else made, site)
    changed = paths.replace(template, "operator.phone", "02-9999-9999")
    changed = paths.replace(changed, "operator.email", "new@example.com")
    services.save_dossier(changed, file)
    scan(venues, window.shelf.folders)
    return changed, site


def library(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The library: the list, an empty one, what a copy takes along, sites of a template, what it brings."""
    stage.window.files.close()
    venues = Path(tempfile.mkdtemp(prefix="fr-desk-"))
    services.save_dossier(TEMPLATE, venues / "gym.frdesk")
    services.save_dossier(SALES, venues / "office.frdesk")
    changed, _ = sites_of(venues, stage.window, phone="02-1111-1111")
    stage.answers = (str(venues),)
    shown = calm(show_library(stage.window))
    yield "library", shown
    shown.show_list(Wanted("nothing is called so", shelf="archived"))
    yield "library without a hit", calm(shown)
    opened = services.open_dossier(venues / "gym.frdesk")
    shown.show_copy(opened, as_template=True)
    yield "copy", calm(shown)
    shown.show_sites(opened)
    assert calm(shown).sites is not None
    card = next(iter(shown.sites.cards.values()))  # type: ignore[union-attr]  # seen in the line before
    card.show_differences.click()
    yield "sites", calm(shown)
    shown._bring_in(changed, card.site)
    yield "bring in", calm(shown)
    shown.show_list()
    shown.close()
    settle()
