"""Use cases of the record of an inspection: open it for a dossier, observe, add photos, order, merge, hand out.

The dossier is only read. What is recorded is kept at once by :mod:`fr_desk.services.inspecting.keeping`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang, Texts
from fr_desk.inspection import declared, ordering, recording
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.looks import looks
from fr_desk.inspection.ordering import Proposal, Righted
from fr_desk.inspection.record import (
    Observation,
    Order,
    Outcome,
    Record,
    Visit,
    VisitKind,
)
from fr_desk.inspection.record_file import RecordContents
from fr_desk.inspection.recording import Progress
from fr_desk.inspection.spots import UNDECLARED, Spot, declared_texts, is_there, spots
from fr_desk.paths import Folders, user_folders
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from fr_desk.services import assess, open_dossier, venue_language
from fr_desk.services.attachments import Taken
from fr_desk.services.inspecting.keeping import (
    SETTLED,
    Keeper,
    News,
    Trouble,
    home_of,
    merged,
)
from fr_desk.services.inspecting.mistakes import (
    NoSuchOrderError,
    NoSuchPlaceError,
    NoVisitYetError,
    WrongEntryError,
)
from fr_desk.services.inspecting.photos import taken_photo, with_photo, without_photo
from fr_desk.services.inspecting.together import Coming, coming_from

__all__ = [
    "Clock",
    "NoSuchOrderError",
    "NoSuchPlaceError",
    "NoVisitYetError",
    "OpenRecord",
    "WrongEntryError",
    "now",
]

Clock = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """Return the time where the inspector is, with its zone."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


class OpenRecord:
    """The record of one dossier, open for recording. Each use case keeps what it did at once."""

    def __init__(
        self,
        path: Path,
        folders: Folders | None = None,
        *,
        clock: Clock = now,
        on_trouble: Trouble = lambda _error: None,
        on_news: News = lambda _contents: None,
        settled: float = SETTLED,
    ) -> None:
        """Open the record that belongs to a dossier's file, or begin an empty one.

        Args:
            path: the dossier: a .frdesk file, a dossier PDF, JSON or YAML. It is only read.
            folders: the profile; the user's if omitted.
            clock: tells the time, with a time zone.
            on_trouble: is told what the system refuses, and ``None`` once it does no more; from a thread.
            on_news: is told what another window or machine recorded; from a thread.
            settled: seconds without a change after which the record's file is written.

        Raises:
            FrDeskError: if the dossier or the record beside it cannot be read; says why.
        """
        self.path, self._clock = path, clock
        self.dossier: Dossier = open_dossier(path).dossier
        self.fingerprint = fingerprint(self.dossier)
        self._known: dict[dt.date, Assessment] = {}
        self._told: dict[str, Texts] = {}
        self._on_news = on_news
        home = home_of(path, self.dossier.id, folders or user_folders())
        self.keeper = Keeper(
            home,
            recording.blank(self.dossier),
            on_trouble=on_trouble,
            on_news=on_news,
            settled=settled,
        )
        self.places: tuple[Spot, ...] = spots(
            self.dossier, looks(self.dossier, self.assessment(clock().date()))
        )

    @property
    def lang(self) -> Lang:
        """The language of the venue's papers."""
        return venue_language(self.dossier)

    @property
    def contents(self) -> RecordContents:
        """The record and its photos as they are now."""
        return self.keeper.contents

    @property
    def record(self) -> Record:
        """The record as it is now."""
        return self.keeper.contents.record

    def assessment(self, day: dt.date) -> Assessment:
        """Return what the law of a day makes of the dossier."""
        if day not in self._known:
            self._known[day] = assess(self.dossier, day)
        return self._known[day]

    def visit_day(self, visit: str = "") -> dt.date:
        """Return the day of a visit; of the latest if none is named, today if there is none."""
        visits = recording.effective(self.record).visits
        if visit in visits:
            return visits[visit].began.date()
        return max((one.began for one in visits.values()), default=self._clock()).date()

    # recording

    def replace(self, contents: RecordContents) -> None:
        """Keep a record as it is now."""
        self.keeper.put(contents)

    def _keep(self, record: Record) -> None:
        self.keeper.put(RecordContents(record, self.contents.photos))

    def begin_visit(self, inspector: str, office: str = "", kind: VisitKind = "inspection") -> str:
        """Begin a visit; return its id."""
        record, key = recording.begin_visit(
            self.record, self.dossier, inspector, self._clock(), office=office, kind=kind
        )
        self._keep(record)
        return key

    def open_visit(self, inspector: str) -> str:
        """Return the visit that this inspector has begun and not finished, the latest; empty if there is none."""
        found = (
            (one.began, key)
            for key, one in recording.effective(self.record).visits.items()
            if one.inspector == inspector and one.ended is None
        )
        return max(found, default=(None, ""))[1]

    def change_visit(self, key: str, **told: object) -> None:
        """Write facts of a visit: who was present, notes.

        Raises:
            WrongEntryError: if a text is too long.
        """
        with _taken("visits"):
            visit = Visit.model_validate({**dict(self.record.visits[key]), **told})
        self._keep(recording.put(self.record, "visits", key, visit, self._clock()))

    def end_visit(self, key: str) -> None:
        """Finish a visit."""
        self._keep(recording.end_visit(self.record, key, self._clock()))

    def observe(
        self,
        visit: str,
        path: str,
        outcome: Outcome,
        *,
        says: str = "",
        label: str = "",
        article: str = "",
        photos: Sequence[str] = (),
        key: str = "",
    ) -> str:
        """Record what was found at a place; return the id of the observation.

        Raises:
            NoVisitYetError: if no visit has begun.
            NoSuchPlaceError: if the dossier has no such place.
            WrongEntryError: if a text is too long.
        """
        if visit not in self.record.visits:
            raise NoVisitYetError
        known = path in UNDECLARED if outcome == "not_declared" else is_there(self.dossier, path)
        if not known:
            raise NoSuchPlaceError(path=path)
        with _taken(path):
            record, key = recording.observe(
                self.record,
                visit,
                path,
                outcome,
                self._clock(),
                says=says,
                label=label,
                article=article,
                photos=photos,
                key=key,
            )
        self._keep(record)
        return key

    def change(self, key: str, **told: object) -> None:
        """Write other words, photos or another article into an observation.

        Raises:
            WrongEntryError: if a text is too long.
        """
        before = self.record.observations[key]
        with _taken(before.path):
            after = Observation.model_validate({**dict(before), **told})
        self._keep(recording.put(self.record, "observations", key, after, self._clock()))

    def take_back(self, collection: recording.Collection, key: str) -> None:
        """Withdraw an entry."""
        self._keep(recording.take_back(self.record, collection, key, self._clock()))

    def restore(self, wanted: Record) -> None:
        """Make the record say what it said before or after a step: undo and redo."""
        self._keep(recording.restored(self.record, wanted, self._clock()))

    # photos

    def add_photo(
        self, observation: str, source: Path | bytes, name: str = "", *, keep_location: bool = False
    ) -> str:
        """Add a photo to an observation, cleaned: nothing but the picture is kept, unless the place is asked for.

        Args:
            observation: its id.
            source: a file, or the bytes of one.
            name: of the file, where bytes are given.
            keep_location: whether the place of the shot stays in it.

        Returns:
            The id of the photo; the same picture has the same id.

        Raises:
            FrDeskError: if it is no photo that can be kept, or there is no room.
        """
        taken = taken_photo(source, name, keep_location=keep_location)
        return self.keep_photo(observation, taken)

    def keep_photo(self, observation: str, taken: Taken) -> str:
        """Add a photo that was made fit to keep; see :meth:`add_photo`."""
        contents, key = with_photo(self.contents, observation, taken, self._clock())
        self.keeper.put(contents)
        return key

    def drop_photo(self, observation: str, key: str) -> None:
        """Take a photo off an observation; one that no other names is withdrawn, and its bytes are not written."""
        self._keep(without_photo(self.record, observation, key, self._clock()))

    # looking

    def rows(self, kind: VisitKind | None = None) -> tuple[Compared, ...]:
        """Return declared against found, place by place."""
        return declared.compared(self.record, self.dossier, self.places, kind, self._declared)

    def _declared(self, path: str) -> Texts:
        """Return what is declared at a place, worked out once."""
        if path not in self._told:
            self._told[path] = declared_texts(self.dossier, path)
        return self._told[path]

    def progress(self, visit: str = "") -> Progress:
        """Return how many places were looked at."""
        return recording.progress(self.record, (spot.path for spot in self.places), visit)

    def articles_at(self, path: str) -> tuple[str, ...]:
        """Return the articles that can be held against a place, as of the day of the visit."""
        return ordering.articles_at(self.assessment(self.visit_day()), path)

    @property
    def articles(self) -> tuple[str, ...]:
        """All articles that rules rest on which are asked of the dossier, as of the day of the visit."""
        found = self.assessment(self.visit_day()).findings
        return ordering.articles([cited for one in found for cited in one.citations])

    # orders

    def proposals(self, lang: Lang) -> tuple[Proposal, ...]:
        """Return what could be ordered and is not yet, as of the day of the visit."""
        assessment = self.assessment(self.visit_day())
        return ordering.proposals(
            self.record, self.dossier, assessment, packs_for(self.dossier), lang, self.rows()
        )

    def draft_order(self, order: Order) -> str:
        """Write an order that is not given yet; return its id."""
        record, key = ordering.draft(self.record, order, self._clock())
        self._keep(record)
        return key

    def change_order(self, key: str, **told: object) -> None:
        """Write other words, articles or another last day into an order.

        Raises:
            WrongEntryError: if a text is too long.
        """
        before = self._order(key)
        with _taken(before.path):
            after = Order.model_validate({**dict(before), **told})
        self._keep(recording.put(self.record, "orders", key, after, self._clock()))

    def give_orders(self, visit: str, keys: Iterable[str] = ()) -> tuple[str, ...]:
        """Give orders that are drafts; all of them if none is named. Return their ids.

        Raises:
            NoDeadlineError: if nobody has chosen a last day; then none is given.
            NoVisitYetError: if no visit has begun.
        """
        if visit not in self.record.visits:
            raise NoVisitYetError
        orders = recording.effective(self.record).orders
        wanted = tuple(keys) or tuple(key for key, one in orders.items() if one.given is None)
        record = self.record
        for key in wanted:
            self._order(key)
            record = ordering.give(record, key, visit, self._clock())
        if wanted:
            self._keep(record)
        return wanted

    def judge(self, key: str, visit: str, *, done: bool | None, says: str = "") -> None:
        """Say at a re-inspection whether an order was put right; ``None`` takes that back."""
        order = self._order(key)
        if visit not in self.record.visits:
            raise NoVisitYetError
        with _taken(order.path):
            record = ordering.judge(self.record, key, visit, self._clock(), done=done, says=says)
        self._keep(record)

    def righted(self) -> tuple[Righted, ...]:
        """Return what became of the orders, by the inspectors and by this version of the dossier."""
        day = self._clock().date()
        return ordering.righted(self.record, day, self.dossier, self.assessment(day))

    def _order(self, key: str) -> Order:
        orders = self.record.orders
        if key not in orders or orders[key].withdrawn:
            known = ", ".join(recording.effective(self.record).orders)
            raise NoSuchOrderError(order=key, known=known or "–")
        return orders[key]

    # merging

    def look_at(self, other: Path) -> Coming:
        """Return what merging with another inspector's record would do; nothing is changed.

        Raises:
            UnreadableError: if it is no whole record.
            OtherDossierError: if it is about another dossier.
        """
        return coming_from(other, self.contents, self.dossier, self.places)

    def merge(self, coming: Coming) -> None:
        """Take over what :meth:`look_at` showed; what was recorded since stays."""
        self.keeper.put(merged(self.contents, coming.contents))

    def close(self) -> bool:
        """Write what is left to the record's file; say whether it is there."""
        return self.keeper.close()


@contextmanager
def _taken(path: str) -> Iterator[None]:
    """Turn the model's refusal of an entry into a sentence."""
    try:
        yield
    except ValidationError as error:
        raise WrongEntryError(path=path) from error
