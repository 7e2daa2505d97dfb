"""Use cases of the record of an inspection: open it for a dossier, observe, add photos, order, merge, hand out.

The dossier is only read. What is recorded is kept at once by :mod:`fr_desk.services.inspecting.keeping`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fr_desk.i18n import Lang
from fr_desk.inspection import ordering, recording, righting
from fr_desk.inspection.ordering import Proposal
from fr_desk.inspection.record import Observation, Order, Outcome, Record, Visit, VisitKind
from fr_desk.inspection.righting import Righted
from fr_desk.inspection.spots import UNDECLARED, is_there, label_of_place
from fr_desk.rules.bundled import packs_for
from fr_desk.services.attachments import Taken
from fr_desk.services.inspecting.astray import renamed_beside
from fr_desk.services.inspecting.held import Clock, HeldRecord, now
from fr_desk.services.inspecting.keeping import (
    merged,
)
from fr_desk.services.inspecting.mistakes import (
    DeclaredPlaceError,
    NoSuchOrderError,
    NoSuchPlaceError,
    NotGivenError,
    NoVisitYetError,
    WrongEntryError,
    checked_article,
    checked_names,
    plain_name,
    taken,
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


class OpenRecord(HeldRecord):
    """The record of one dossier, open for recording. Each use case keeps what it did at once."""

    # recording

    def begin_visit(self, inspector: str, office: str = "", kind: VisitKind = "inspection") -> str:
        """Begin a visit; return its id.

        Raises:
            NoNameError: if the inspector has no name.
            LongNameError: if a name is longer than a record takes.
            OtherNameError: if a record of this dossier lies beside it under another name.
        """
        inspector, office = checked_names(inspector, office)
        renamed = renamed_beside(self)
        if renamed is not None:
            raise renamed
        record, key = recording.begin_visit(
            self.record, self.dossier, inspector, self._clock(), office=office, kind=kind
        )
        self._keep(record)
        return key

    def open_visit(self, inspector: str, kind: VisitKind | None = None, office: str = "") -> str:
        """Return the visit that this inspector has begun and not finished, the latest; empty if there is none.

        Args:
            inspector: the name.
            kind: of the visit; any if omitted.
            office: of the inspector; any if empty. A visit without one is anybody's of that name, and comes last.
        """
        where = plain_name(office)
        found = (
            (bool(where and one.office), one.began, key)
            for key, one in self._open_visits(inspector, kind)
            if not where or plain_name(one.office or "") in {"", where}
        )
        return max(found, default=(False, None, ""))[2]

    def open_offices(self, inspector: str, kind: VisitKind | None = None) -> tuple[str, ...]:
        """Return the offices of the visits that inspectors of this name have begun and not finished, each once."""
        visits = self._open_visits(inspector, kind)
        return tuple(sorted({plain_name(one.office or "") for _, one in visits}))

    def _open_visits(self, inspector: str, kind: VisitKind | None) -> Iterator[tuple[str, Visit]]:
        for key, one in recording.effective(self.record).visits.items():
            named = plain_name(one.inspector) == plain_name(inspector)
            if named and one.ended is None and kind in {None, one.kind}:
                yield key, one

    def change_visit(self, key: str, **told: object) -> None:
        """Write facts of a visit: who was present, notes.

        Raises:
            WrongEntryError: if a text is too long.
        """
        with taken("visits"):
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
            DeclaredPlaceError: if something that is not declared is noted at a place of its own.
            UnknownArticleError: if no rule pack has the article.
            WrongEntryError: if a text is too long.
        """
        if visit not in self.record.visits:
            raise NoVisitYetError
        if outcome == "not_declared" and path not in UNDECLARED:
            raise DeclaredPlaceError(path=path)
        if not is_there(self.dossier, path):
            raise NoSuchPlaceError(path=path)
        checked_article(article)
        with taken(path):
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
                called=None if outcome == "not_declared" else label_of_place(self.dossier, path),
            )
        self._keep(record)
        return key

    def add(
        self, visit: str, path: str, outcome: Outcome, *, says: str = "", label: str = "", article: str = ""
    ) -> tuple[str, Observation | None]:
        """Record what was found at a place, or more of it: what the visit noted there and is not told anew stays.

        Returns:
            The id of the observation, and what it said before if any of that is no longer said.

        Raises:
            FrDeskError: as :meth:`observe`.
        """
        known = "" if outcome == "not_declared" else recording.noted(self.record, visit, path)
        before = self.record.observations.get(known)
        if before is None:
            return self.observe(visit, path, outcome, says=says, label=label, article=article), None
        told = {"says": says or before.says or "", "article": article or before.article or ""}
        self.observe(
            visit, path, outcome, **told, label=label or before.label or "", photos=before.photos, key=known
        )
        lost = outcome != before.outcome or any(
            old not in {None, told[name]}
            for name, old in (("says", before.says), ("article", before.article))
        )
        return known, before if lost else None

    def change(self, key: str, **told: object) -> None:
        """Write other words, photos or another article into an observation.

        Raises:
            UnknownArticleError: if no rule pack has the article.
            WrongEntryError: if a text is too long.
        """
        before = self.record.observations[key]
        if told.get("article") != before.article:
            checked_article(str(told.get("article") or ""))
        with taken(before.path):
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
        self.replace(contents)
        return key

    def drop_photo(self, observation: str, key: str) -> None:
        """Take a photo off an observation; one that no other names is withdrawn, and its bytes are not written."""
        self._keep(without_photo(self.record, observation, key, self._clock()))

    # looking

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

    def drafts(self) -> tuple[tuple[str, Order], ...]:
        """Return the orders that nobody has given yet, with their ids."""
        orders = recording.effective(self.record).orders
        return tuple((key, one) for key, one in sorted(orders.items()) if one.given is None)

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
        with taken(before.path):
            after = Order.model_validate({**dict(before), **told})
        self._keep(recording.put(self.record, "orders", key, after, self._clock()))

    def give_orders(self, visit: str, keys: Iterable[str] = ()) -> tuple[str, ...]:
        """Give orders that are drafts; all of them if none is named. Return their ids.

        Raises:
            NoWordsError: if one does not say what is to be put right; then none is given.
            NoDeadlineError: if nobody has chosen a last day; then none is given.
            PastDeadlineError: if a last day is over; then none is given.
            NoVisitYetError: if no visit has begun.
        """
        if visit not in self.record.visits:
            raise NoVisitYetError
        wanted = tuple(keys) or tuple(key for key, _ in self.drafts())
        record = self.record
        for key in wanted:
            self._order(key)
            record = ordering.give(record, key, visit, self._clock(), self.dossier)
        if wanted:
            self._keep(record)
        return wanted

    def judge(self, key: str, visit: str, *, done: bool | None, says: str = "") -> None:
        """Say at a re-inspection whether an order was put right; ``None`` takes that back.

        Raises:
            NoSuchOrderError: if nobody has ordered it.
            NotGivenError: if it is a draft.
            NoVisitYetError: if no visit has begun.
            WrongEntryError: if a text is too long.
        """
        order = self._order(key, given=True)
        if order.given is None:
            raise NotGivenError(order=key)
        if visit not in self.record.visits:
            raise NoVisitYetError
        with taken(order.path):
            record = righting.judge(self.record, key, visit, self._clock(), done=done, says=says)
        self._keep(record)

    def reword_judgement(self, key: str, visit: str, says: str) -> None:
        """Write other words to what was said of an order at a visit.

        Raises:
            WrongEntryError: if they are too long.
        """
        order = self._order(key)
        with taken(order.path):
            record = righting.reword(self.record, key, visit, self._clock(), says)
        self._keep(record)

    def righted(self) -> tuple[Righted, ...]:
        """Return what became of the orders, by the inspectors and by this version of the dossier."""
        day = self._clock().date()
        return righting.righted(self.record, day, self.dossier, self.assessment(day))

    def _order(self, key: str, *, given: bool = False) -> Order:
        """Return an order; if there is none, the error names those there are, drafts only if not ``given``."""
        standing = recording.effective(self.record).orders
        if key not in standing:
            known = (name for name, one in standing.items() if one.given is not None or not given)
            raise NoSuchOrderError(order=key, known=", ".join(known) or "–")
        return self.record.orders[key]

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
        self.replace(merged(self.contents, coming.contents))
