"""The commands ``record order``, ``judge`` and ``letter``: what is to be put right, and what became of it.

What the window has drafted can be ordered as well: it is given then, not ordered a second time.
"""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from fr_desk.cli.console import Console
from fr_desk.cli.recording_open import check_target, open_record, show_sighting, tell, visit_of
from fr_desk.cli.usage import UsageError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts
from fr_desk.inspection.declared import DRAFT
from fr_desk.inspection.order_places import lies_in
from fr_desk.inspection.ordering import Proposal
from fr_desk.inspection.record import Order
from fr_desk.inspection.righting import RIGHTINGS
from fr_desk.inspection.spots import is_there
from fr_desk.inspection.words import label_of_article
from fr_desk.services.inspecting.mistakes import NoReinspectionError, NoSuchPlaceError
from fr_desk.services.inspecting.record_papers import write_paper
from fr_desk.services.inspecting.records import OpenRecord

GIVEN = N_("Ordered until {day}: {says}")
CAN_ORDER = N_("Can be ordered: {says}")
BY_LAW = N_("by law until {day}")
JUDGED = N_("Order {order}: {state}")
ON_DRAFTS = N_(
    "Orders on the paper that are drafts and not given yet: {count}. --until with a last day gives them."
)


class NothingToOrderError(FrDeskError):
    """Nothing that could be ordered."""

    sentence = N_("There is nothing to order there that is not ordered already.")


class OrderedAlreadyError(NothingToOrderError):
    """Nothing that could be ordered, where a paper is wanted of what is ordered already."""

    sentence = N_(
        "There is nothing to order there that is not ordered already; leave out --until and --says to write the paper "
        "of what is ordered already."
    )


class WordsError(UsageError):
    """Words for an order that is not one."""

    sentence = N_(
        "--says words one order: choose its place with --place and its last day with --until; "
        "{count} can be ordered there."
    )


class WhoError(UsageError):
    """Orders by nobody."""

    sentence = N_("Say who gives the order: --inspector NAME.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be ordered: a draft, by its id, or what is proposed and is no draft yet."""

    order: Order
    draft: str = ""
    proposal: Proposal | None = None

    @property
    def by_law(self) -> dt.date | None:
        """Its last day, if it is one of the law and not of an official."""
        return self.order.until if self.proposal is not None else None


def order(args: Namespace, console: Console) -> int:
    """Order corrections, or list what can be ordered."""
    check_target(args, ".pdf")
    with open_record(args, console, begins=args.until is not None) as opened:
        offered = _offered(opened, args)
        if not offered and (args.says or args.until is not None):
            raise _nothing(opened, args)
        if args.says and (args.until is None or len(offered) != 1):
            raise WordsError(count=len(offered))
        if args.until is None and args.output is None:
            return _list_orders(offered, args, console)
        if args.until is not None:
            given = _give(opened, offered, args, console)
            _tell_orders(opened, given, args, console)
        if args.output is not None:
            console.line(str(write_paper("order", opened, args.output, args.lang)))
            drafts = len(opened.drafts())
            if drafts and not opened.righted():
                console.complain(texts(ON_DRAFTS, count=drafts))
    return 0


def _offered(opened: OpenRecord, args: Namespace) -> list[Offer]:
    """Return what can be ordered at the places that were named; words of one's own are for exactly these places."""
    rows = {row.path for row in opened.rows()}
    drafts = [Offer(one, draft=key) for key, one in opened.drafts()]
    rows |= {one.order.path for one in drafts}  # whose place a later version of the dossier may not have
    for place in args.places:
        if place not in rows and not is_there(opened.dossier, place):
            raise NoSuchPlaceError(path=place)
    proposed = [Offer(one.order, proposal=one) for one in opened.proposals(args.lang or opened.lang)]
    offered = [one for one in (*drafts, *proposed) if _concerns(one, args.places)]
    exactly = [one for one in offered if {one.order.path, one.order.item} & set(args.places)]
    return exactly if args.says and exactly else offered


def _concerns(one: Offer, places: list[str]) -> bool:
    """Tell whether an order is about one of these places, or about what is asked of the item there."""
    about = [path for path in (one.order.path, one.order.item) if path is not None]
    return not places or any(lies_in(path, place) for path in about for place in places)


def _nothing(opened: OpenRecord, args: Namespace) -> FrDeskError:
    """Return what to say where nothing can be ordered; what is ordered already can still be written."""
    if args.output is not None and opened.righted():
        return OrderedAlreadyError()
    return NothingToOrderError()


def _give(opened: OpenRecord, offered: list[Offer], args: Namespace, console: Console) -> tuple[str, ...]:
    if not args.inspector:
        raise WhoError
    told = {"until": args.until, **({"says": args.says} if args.says else {})}
    with opened.at_once():
        visit, begun = visit_of(opened, args)
        keys = [one.draft or opened.draft_order(one.order) for one in offered]
        for key in keys:
            opened.change_order(key, **told)
        given = opened.give_orders(visit, keys)
    tell(begun, args, console)
    return given


def _list_orders(offered: list[Offer], args: Namespace, console: Console) -> int:
    if args.format == "json":
        console.data(json.dumps([_offer_json(one) for one in offered], ensure_ascii=False))
        return 0
    for one in offered:
        place = one.order.item or one.order.path  # what --place takes for this one alone
        console.line(f"{place}  {console.say(CAN_ORDER, says=one.order.words(console.lang))}")
        told = [console.say(DRAFT)] if one.draft else []
        told += [label_of_article(article, console.lang) for article in one.order.articles]
        told += [console.say(BY_LAW, day=one.by_law.isoformat())] if one.by_law else []
        if told:
            console.line(f"   {' · '.join(told)}")
        row = one.proposal.row if one.proposal is not None else None
        if row is not None and row.found is not None:
            show_sighting(row.found, console)
    return 0


def _offer_json(one: Offer) -> dict[str, Any]:
    level = one.proposal.level if one.proposal is not None else None
    return {
        **_order_json(one.order),
        "level": level,
        "on_site": one.order.rule is None,
        "draft": one.draft or None,
    }


def _order_json(order: Order) -> dict[str, Any]:
    return {
        "path": order.path,
        "item": order.item,
        "rule": order.rule,
        "says": order.says,
        "articles": list(order.articles),
        "until": order.until.isoformat() if order.until else None,
    }


def _tell_orders(opened: OpenRecord, keys: tuple[str, ...], args: Namespace, console: Console) -> None:
    orders = opened.record.orders
    if args.format == "json":
        told = [{"order": key, **_order_json(orders[key])} for key in keys]
        console.data(json.dumps(told, ensure_ascii=False))
        return
    for key in keys:
        words = orders[key].words(console.lang)
        console.line(f"{key}  {console.say(GIVEN, day=str(orders[key].until), says=words)}")


def judge(args: Namespace, console: Console) -> int:
    """Say whether an order was put right."""
    args.reinspection = True
    with open_record(args, console) as opened, opened.at_once():
        visit, begun = visit_of(opened, args)
        opened.judge(args.order, visit, done=args.done, says=args.says)
        state = next(one.state for one in opened.righted() if one.key == args.order)
    tell(begun, args, console)
    console.line(console.say(JUDGED, order=args.order, state=console.say(RIGHTINGS[state])))
    return 0


def letter(args: Namespace, console: Console) -> int:
    """Write the letter after a re-inspection."""
    check_target(args, ".pdf")
    with open_record(args, console) as opened:
        if not any(one.kind == "reinspection" for one in opened.record.visits.values()):
            raise NoReinspectionError
        console.line(str(write_paper("letter", opened, args.output, args.lang)))
    return 0
