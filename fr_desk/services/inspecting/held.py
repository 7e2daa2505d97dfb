"""A record that is open: which dossier it is about, where it is kept, and what it says now.

What is recorded stands in :mod:`fr_desk.services.inspecting.records`. The dossier is only read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang, Texts
from fr_desk.inspection import declared, ordering, recording
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.looks import looks
from fr_desk.inspection.opening import dossier_at
from fr_desk.inspection.place import Place, on_disk
from fr_desk.inspection.record import Record, VisitKind
from fr_desk.inspection.record_file import RecordContents
from fr_desk.inspection.record_names import plain_name
from fr_desk.inspection.recording import Progress
from fr_desk.inspection.spots import Spot, declared_texts, spots
from fr_desk.paths import Folders, user_folders
from fr_desk.rules.findings import Assessment
from fr_desk.services import assess, venue_language
from fr_desk.services.inspecting.keeping import SETTLED, Keeper, News, Trouble, home_of

Clock = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """Return the time where the inspector is, with its zone."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


class HeldRecord:
    """The record of one dossier, open, with everything that is asked of it while it is."""

    def __init__(
        self,
        dossier: Path | Place,
        folders: Folders | None = None,
        *,
        clock: Clock = now,
        on_trouble: Trouble = lambda _error: None,
        on_news: News = lambda _contents: None,
        settled: float = SETTLED,
    ) -> None:
        """Open the record that belongs to a dossier's file, or begin an empty one.

        Args:
            dossier: a .frdesk file, a dossier PDF, JSON or YAML, which may be inside a zip. It is only read.
            folders: the profile; the user's if omitted.
            clock: tells the time, with a time zone.
            on_trouble: is told what the system refuses, and ``None`` once it does no more; from a thread.
            on_news: is told what another window or machine recorded; from a thread.
            settled: seconds without a change after which the record's file is written.

        Raises:
            FrDeskError: if the dossier or the record beside it cannot be read; says why.
        """
        self.place = on_disk(dossier)
        self._clock = clock
        self.dossier: Dossier = dossier_at(self.place)
        self.fingerprint = fingerprint(self.dossier)
        self._known: dict[dt.date, Assessment] = {}
        self._places: dict[dt.date, tuple[Spot, ...]] = {}
        self._rows: tuple[Record, tuple[Spot, ...], tuple[Compared, ...]] | None = None
        self._told: dict[str, Texts] = {}
        self._pending: RecordContents | None = None
        home = home_of(self.place, self.dossier.id, folders or user_folders())
        self.keeper = Keeper(
            home,
            recording.blank(self.dossier),
            on_trouble=on_trouble,
            on_news=on_news,
            settled=settled,
        )

    @property
    def name(self) -> str:
        """What the dossier's file is called, without its ending and fit to be part of a file's name."""
        return plain_name(self.place.member) if self.place.member else self.place.path.stem

    @property
    def lang(self) -> Lang:
        """The language of the venue's papers."""
        return venue_language(self.dossier)

    @property
    def contents(self) -> RecordContents:
        """The record and its photos as they are now."""
        return self.keeper.contents if self._pending is None else self._pending

    @property
    def record(self) -> Record:
        """The record as it is now."""
        return self.contents.record

    def assessment(self, day: dt.date) -> Assessment:
        """Return what the law of a day makes of the dossier."""
        if day not in self._known:
            self._known[day] = assess(self.dossier, day)
        return self._known[day]

    def visit_day(self, visit: str = "") -> dt.date:
        """Return the day of a visit; of the latest if none is named, today if there is none."""
        visits = {key: one for key, one in self.record.visits.items() if not one.withdrawn}
        if visit in visits:
            return visits[visit].began.date()
        return max((one.began for one in visits.values()), default=self._clock()).date()

    # keeping

    def replace(self, contents: RecordContents) -> None:
        """Keep a record as it is now."""
        if self._pending is None:
            self.keeper.put(contents)
        else:
            self._pending = contents

    def _keep(self, record: Record) -> None:
        self.replace(RecordContents(record, self.contents.photos))

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Keep what is recorded inside all together, or nothing of it if any of it is refused."""
        self._pending = before = self.contents
        try:
            yield
            made, self._pending = self._pending, None
            if made is not before:
                self.keeper.put(made)
        finally:
            self._pending = None

    def close(self) -> bool:
        """Write what is left to the record's file; say whether it is there."""
        return self.keeper.close()

    # looking

    @property
    def places(self) -> tuple[Spot, ...]:
        """Every place to look at, as of the day of the latest visit; today if there is none."""
        day = self.visit_day()
        if day not in self._places:
            self._places[day] = spots(self.dossier, looks(self.dossier, self.assessment(day)))
        return self._places[day]

    def rows(self, kind: VisitKind | None = None) -> tuple[Compared, ...]:
        """Return declared against found, place by place."""
        record, places = self.record, self.places
        if kind is not None:
            return declared.compared(record, self.dossier, places, kind, self._declared)
        if self._rows is None or self._rows[0] is not record or self._rows[1] is not places:
            self._rows = (
                record,
                places,
                declared.compared(record, self.dossier, places, None, self._declared),
            )
        return self._rows[2]

    def _declared(self, path: str) -> Texts:
        """Return what is declared at a place, worked out once."""
        if path not in self._told:
            self._told[path] = declared_texts(self.dossier, path)
        return self._told[path]

    def progress(self) -> Progress:
        """Return how many places were looked at, and how many there are."""
        return ordering.progress_of(self.rows())
