"""The sites of a template: where each differs, what is new in the template, and the way to bring that in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.differences_view import DifferencesView
from fr_desk.gui.icons import Icon
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.i18n import N_
from fr_desk.paths import Folders
from fr_desk.services.chains import Site, compared, look_at

TITLE = N_("Sites of the template “{name}”")
INTRO = N_(
    "Only what a site took from the template is compared. Where a site says something of its own, that stays."
)
NO_SITES = N_(
    "No dossier was made from this template yet. Press “New dossier from it…”; what is saved then stands here."
)
LOOKING = N_("Comparing the sites")
STANDINGS = N_(
    "Sites: {sites} · with something new to take over: {behind} · with answers of their own: {own}"
)
AS_TEMPLATE = N_("As the template.")
DIFFERS = N_("Answers that differ from the template: {count}.")
NEWS = N_("New in the template since: {count}.")
NEWS_UNKNOWN = N_(
    "What is new in the template is not known here, because the template as it was is not kept here."
)
SHOW, HIDE = N_("Show the differences"), N_("Hide the differences")
BRING_IN = N_("Open with the template's answers brought in")


class SitesPage(QWidget):
    """One card for each site, filled in the background. It scrolls with whatever holds it.

    Signals:
        open_wanted: the file of a site.
        bring_in_wanted: a site, as it was looked at.
        new_wanted: a new dossier from the template.
        left: the user wants back to the list.
    """

    open_wanted = Signal(object)
    bring_in_wanted = Signal(object)
    new_wanted = Signal()
    left = Signal()

    def __init__(
        self, template: Dossier, name: str, files: Iterable[Path], tasks: Tasks, folders: Folders
    ) -> None:
        """Compare the dossiers in ``files`` with ``template``, called ``name``, in ``tasks``."""
        super().__init__()
        self.template, self._tasks, self._folders = template, tasks, folders
        self._files = tuple(files)
        self.cards: dict[Path, SiteCard] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Prose(t(TITLE, name=name), "title"))
        box.addWidget(Prose(t(INTRO), "muted"))
        self.summary = Prose(role="strong")
        self.summary.setVisible(False)
        box.addWidget(self.summary)
        self.bar = JobBar()
        box.addWidget(self.bar)
        self._sites = QVBoxLayout()
        self._sites.setSpacing(10)
        box.addLayout(self._sites)
        foot = Flow(gap=10)
        self.new = button(t(N_("New dossier from it…")), icon="file-plus-2", press=self.new_wanted.emit)
        self.back = button(t(N_("Back to the list")), press=self.left.emit)
        foot.add(self.new)
        foot.add(self.back)
        box.addWidget(foot)
        box.addStretch()
        self.job: Job | None = None
        if self._files:
            self._look()
        else:
            self._sites.addWidget(Prose(t(NO_SITES), "muted"))

    def _look(self) -> None:
        template, files, folders = self.template, self._files, self._folders
        job = self._tasks.start(
            lambda progress, cancelled: look_at(template, files, folders, progress, cancelled), t(LOOKING)
        )
        self.job = job
        self.bar.show_job(job.words)
        self.bar.cancel_pressed.connect(job.cancel)
        job.progressed.connect(self.bar.show_progress)
        job.done.connect(self._show)
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self.job = None
        self.bar.show_job("")
        if not self.cards:
            again = button(t(N_("Compare again")), icon="list", press=self._again)
            self._sites.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _again(self) -> None:
        empty(self._sites)
        self._look()

    def _show(self, sites: tuple[Site, ...]) -> None:
        empty(self._sites)
        behind, own = sum(site.is_behind for site in sites), sum(bool(site.own) for site in sites)
        self.summary.say(t(STANDINGS, sites=len(sites), behind=behind, own=own))
        for site in sorted(sites, key=lambda one: (not one.is_behind, not one.own)):
            card = SiteCard(site, self.template)
            card.open_wanted.connect(self.open_wanted)
            card.bring_in_wanted.connect(self.bring_in_wanted)
            self.cards[site.path] = card
            self._sites.addWidget(card)

    def take_focus(self) -> None:
        """Give the keyboard to the first button."""
        first = next((card.open for card in self.cards.values()), self.new)
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class SiteCard(Card):
    """One site: how it stands, what differs, and what can be done.

    Signals:
        open_wanted: its file.
        bring_in_wanted: the site.
    """

    open_wanted = Signal(object)
    bring_in_wanted = Signal(object)

    def __init__(self, site: Site, template: Dossier) -> None:
        """Show ``site``."""
        super().__init__(tone="review" if site.is_behind else "")
        self.site, self._template = site, template
        self.differences: DifferencesView | None = None
        self._shown = False
        name = (site.dossier and site.dossier.venue.name) or site.path.stem
        self.setAccessibleName(name)
        self.box.addWidget(Prose(name, "strong"))
        for icon, tone, words in self._standing():
            self.box.addWidget(_line(icon, tone, words))
        self._buttons = Flow(gap=8)
        self.open = self._button(N_("Open"), "folder-open", partial(self.open_wanted.emit, site.path), name)
        self.show_differences = self._button(SHOW, "chevron-down", self._toggle, name)
        self.bring_in = self._button(
            BRING_IN, "layout-template", partial(self.bring_in_wanted.emit, site), name
        )
        self.show_differences.setVisible(bool(site.own))
        self.bring_in.setVisible(site.dossier is not None and site.is_behind and bool(site.own))
        self.box.addWidget(self._buttons)

    def _button(self, words: str, icon: str, press: Callable[[], object], name: str) -> QPushButton:
        made = button(t(words), icon=icon, kind="small", press=press)
        made.setAccessibleDescription(name)
        self._buttons.add(made)
        return made

    def _standing(self) -> list[tuple[str, str, str]]:
        site = self.site
        if site.trouble is not None:
            return [("triangle-alert", "review", say(site.trouble))]
        found = []
        if not site.own:
            found.append(("check", "met", t(AS_TEMPLATE)))
        else:
            found.append(("pencil", "muted", t(DIFFERS, count=len(site.own))))
        if site.news is None:
            found.append(("circle-question-mark", "review", t(NEWS_UNKNOWN)))
        elif site.news:
            found.append(("layout-template", "review", t(NEWS, count=len(site.news))))
        return found

    def _toggle(self) -> None:
        """Show field by field what differs, or hide it."""
        site = self.site
        assert site.dossier is not None
        self._shown = not self._shown
        if self.differences is None:
            before, after = compared(self._template, site.dossier)
            names = t(N_("Template")), t(N_("This site"))
            self.differences = DifferencesView(before, after, names=names)
            self.box.addWidget(self.differences)
        self.differences.setVisible(self._shown)
        words = t(HIDE if self._shown else SHOW)
        self.show_differences.setText(words)
        self.show_differences.setAccessibleName(words)


def _line(icon: str, tone: str, words: str) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(Icon(icon, tone, 15), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Prose(words, "secondary"), 1)
    return holder
