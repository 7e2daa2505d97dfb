"""What files say besides what they show: where and with what a picture was taken, and by whom a document was made."""

from __future__ import annotations

from enum import StrEnum

from fr_desk.i18n import N_


class Trace(StrEnum):
    """A kind of thing that is removed from files when they are added."""

    LOCATION = "location"
    DEVICE = "device"
    THUMBNAIL = "thumbnail"
    REMARKS = "remarks"
    AUTHOR = "author"
    SCRIPTS = "scripts"
    ACTIONS = "actions"
    FILES = "files"
    LINKS = "links"


TRACES: dict[Trace, str] = {
    Trace.LOCATION: N_("the place where it was taken"),
    Trace.DEVICE: N_("time and device of the shot"),
    Trace.THUMBNAIL: N_("a hidden small copy"),
    Trace.REMARKS: N_("remarks and editing data"),
    Trace.AUTHOR: N_("author and program"),
    Trace.SCRIPTS: N_("scripts"),
    Trace.ACTIONS: N_("actions that start on opening"),
    Trace.FILES: N_("files inside"),
    Trace.LINKS: N_("links to elsewhere"),
}
"""Each kind in words that follow “removed: ”."""
