"""Less intrusive ways that a venue may propose to weigh against a face, by what the activity is for.

A proposal says nothing about whether a way would do; that is for the venue to say, with its reason.
"""

from __future__ import annotations

from fr_desk.domain.activity import Activity
from fr_desk.domain.choices import Category, Method

_DOOR = (Method.CARD, Method.CODE, Method.STAFF, Method.PHONE)
PROPOSED: dict[Category, tuple[Method, ...]] = {
    Category.PUBLIC_SECURITY: (Method.PLAIN_CCTV, Method.STAFF),
    Category.COUNTER_TERROR_DUTY: (Method.PLAIN_CCTV, Method.STAFF, Method.ID_DOCUMENT),
    Category.FACILITY_SAFETY: (Method.PLAIN_CCTV, Method.STAFF),
    Category.MEMBER_ENTRY: (*_DOOR, Method.WRISTBAND, Method.KEY),
    Category.GUEST_ID_CHECK: (Method.ID_DOCUMENT, Method.STAFF, Method.PHONE),
    Category.STAFF_ATTENDANCE: (Method.CARD, Method.CODE, Method.PHONE, Method.STAFF),
    Category.PAYMENT: (Method.CARD, Method.CODE, Method.PHONE, Method.STAFF),
    Category.LOCKERS: (Method.KEY, Method.WRISTBAND, Method.CODE, Method.STAFF),
    Category.DISPENSERS: (Method.CODE, Method.PHONE, Method.STAFF),
    Category.STATISTICS: (Method.PLAIN_CCTV, Method.STAFF),
    Category.VIP_RECOGNITION: (Method.CARD, Method.PHONE, Method.STAFF),
    Category.COMMISSION_SETTLEMENT: (Method.STAFF, Method.CODE, Method.PHONE),
    Category.MARKETING: (Method.CODE, Method.PHONE, Method.STAFF),
}
_ANYWHERE = (*_DOOR, Method.ID_DOCUMENT, Method.KEY, Method.WRISTBAND)


def proposed(activity: Activity) -> tuple[Method, ...]:
    """Return the ways to weigh for an activity, those that most venues have first."""
    return PROPOSED.get(activity.category, _ANYWHERE) if activity.category else _ANYWHERE


def considered(activity: Activity) -> dict[Method, str]:
    """Return the ways that were weighed, each with the id of its first entry."""
    found: dict[Method, str] = {}
    for key, option in (activity.options or {}).items():
        if option.method is not None:
            found.setdefault(option.method, key)
    return found
