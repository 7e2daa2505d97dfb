"""A portfolio divided among the machines of a cluster: each inspects its part, and the parts put together are the whole.

Needs the extra ``cluster`` (``pip install 'fr-desk[cluster]'``), which nothing else here does.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.venue import Venue
from fr_desk.inspection.index import Index
from fr_desk.inspection.merging import merge
from fr_desk.inspection.run import inspect
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.storage.container import Contents, pack

distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")

DAY = dt.date(2026, 11, 22)
PARTS = 4


def inspect_part(folder: str, file: str, number: int) -> int:
    """Inspect one part on whichever machine: what a task of the cluster does."""
    with Index(Path(file)) as index:
        return inspect([Path(folder)], index, DAY, jobs=0, shard=(number, PARTS)).files


def said(rows: list[Row]) -> list[tuple[str, str, str, int]]:
    return [(row.place.name, row.result.verdict, row.result.digest, row.copies) for row in rows]


@pytest.mark.filterwarnings("ignore")  # other people's, on the way in and out
def test_a_cluster_finds_what_one_machine_finds(tmp_path: Path) -> None:
    # given
    folder = tmp_path / "portfolio"
    folder.mkdir()
    for number in range(24):
        venue = Venue(name=f"店{number}", kind=VenueKind.HOTEL, jurisdiction=Jurisdiction.CN)
        data = pack(Contents(Dossier(id=f"d{number // 2}", revision=1 + number % 2, venue=venue)))
        (folder / f"{number:02}.frdesk").write_bytes(data)
    files = [tmp_path / f"part{number}.frindex" for number in range(1, PARTS + 1)]

    # when
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        tasks = client.map(
            inspect_part,
            [str(folder)] * PARTS,
            [str(file) for file in files],
            range(1, PARTS + 1),
            pure=False,
        )
        counts = client.gather(tasks)

    # then
    assert sum(counts) == 24
    assert max(counts) < 24
    with Index(tmp_path / "one.frindex") as one, Index(tmp_path / "whole.frindex") as whole:
        inspect([folder], one, DAY, jobs=0)
        merge(files, whole)
        wanted = Wanted(sort="path", descending=False)
        assert said(whole.rows(whole.ids(wanted))) == said(one.rows(one.ids(wanted)))
        assert whole.facet(wanted, "rule") == one.facet(wanted, "rule")
