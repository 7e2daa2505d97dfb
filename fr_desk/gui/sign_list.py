"""The signs a venue needs, in a list: what each is about, the law behind it, and whether it is ready to hang."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.choices import SignKind
from fr_desk.gui.buttons import button
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.list_row import ListRow
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_
from fr_desk.services.sign_designs import Fault, Sign

LEVELS = {
    "must": N_("Required by law"),
    "should": N_("Recommended"),
    "own": N_("Wanted by the venue"),
}
"""Why a sign is there, and how grave a fault is, in a word."""
CHECKING = N_("Being checked…")
READY = N_("Ready to hang")
DESIGNED = N_("Designed by hand")
FAULTS = {True: N_("Required by law: {count}"), False: N_("Recommended: {count}")}
FAULT_ICONS = {True: ("circle-x", "breached"), False: ("lightbulb", "open")}
"""Icon and tone of what the law asks for, and of what good practice does."""


class SignRow(ListRow):
    """One sign in the list."""

    def __init__(self, sign: Sign, guide: Guide) -> None:
        """Name ``sign``; whether it is ready is not known yet."""
        super().__init__("", "", QVBoxLayout())
        self._guide = guide
        self._told: tuple[str, ...] = ()
        self.setObjectName(f"sign {sign.id}")
        self.box.setSpacing(1)
        self._title, self._law = Prose(role="strong"), Prose(role="secondary")
        for line in (self._title, self._law):
            self.box.addWidget(self.see_through(line))
        self._icon, self._state = Icon("circle-dashed", "muted", 14), Prose(role="secondary")
        self._designed = Prose(t(DESIGNED), "secondary")
        self._line(self._icon, self._state)
        self._hand = self._line(Icon("pencil", "muted", 14), self._designed)
        self.show_sign(sign)
        self.show_faults(None)

    def _line(self, icon: Icon, words: Prose) -> QWidget:
        """Add a line with an icon before its words."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(7)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        self.box.addWidget(self.see_through(holder))
        return holder

    def show_sign(self, sign: Sign) -> None:
        """Follow the answers."""
        self.sign = sign
        labels = [self._guide.citation_label(one) for one in sign.articles]
        law = " · ".join((t(LEVELS[sign.planned.level]), *labels))
        self._title.setText(say(sign.name))
        self._law.setText(law)
        self._hand.setVisible(sign.is_designed)
        self._describe()

    def show_faults(self, faults: tuple[Fault, ...] | None) -> None:
        """Say whether the sign is ready; ``None`` while that is not known."""
        musts = [fault.must for fault in faults or ()]
        counts = [t(FAULTS[must], count=musts.count(must)) for must in (True, False) if must in musts]
        icon = ("circle-dashed", "muted") if faults is None else ("check", "met")
        if counts:
            icon = FAULT_ICONS[True in musts]
        self._icon.show_icon(*icon)
        self._state.setText(t(CHECKING) if faults is None else " · ".join(counts) or t(READY))
        self._describe()

    @property
    def state(self) -> str:
        """What is said about its faults."""
        return self._state.text()

    def _describe(self) -> None:
        """Tell screen readers everything that stands in the row."""
        designed = (t(DESIGNED),) if self.sign.is_designed else ()
        told = (self._state.text(), *designed, self._law.text(), say(self.sign.planned.why))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(". ".join(told))
        self.setToolTip(say(self.sign.planned.why))


class SignList(QScrollArea):
    """All signs, and the way to another one.

    Signals:
        chosen: the id of a sign.
        wanted: a kind of sign that the answers do not call for.
    """

    chosen = Signal(str)
    wanted = Signal(object)

    def __init__(self, guide: Guide) -> None:
        """List nothing yet."""
        super().__init__()
        self.setObjectName("caseList")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(t(N_("Signs")))
        self._guide = guide
        self.rows: dict[str, SignRow] = {}
        self._group = QButtonGroup(self)
        body = QWidget()
        body.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        box = QVBoxLayout(body)
        box.setContentsMargins(12, 12, 12, 16)
        box.setSpacing(8)
        heading = QVBoxLayout()
        heading.setContentsMargins(12, 4, 12, 2)
        heading.addWidget(Prose(t(N_("Signs")), "section"))
        box.addLayout(heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        box.addLayout(self._list)
        self.more = button(t(N_("Another sign")), icon="plus", kind="quiet")
        self.more.setToolTip(t(N_("A sign that the answers do not call for")))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        self.setWidget(body)

    def show_signs(self, signs: Sequence[Sign], faults: Mapping[str, tuple[Fault, ...]], chosen: str) -> None:
        """List ``signs``; rows that stay keep the keyboard."""
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        wanted = {sign.id: sign for sign in signs}
        for key in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(key)
            self._group.removeButton(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for position, (key, sign) in enumerate(wanted.items()):
            if key in self.rows:
                self.rows[key].show_sign(sign)
            else:
                self.rows[key] = self._make(sign)
            self._list.insertWidget(position, self.rows[key])
            self.rows[key].show()  # at once, so that the keyboard can go there
            self.rows[key].show_faults(faults.get(key))
        self.rows = {key: self.rows[key] for key in wanted}
        self._offer(signs)
        self.choose(chosen)
        if focused and focused not in self.rows:
            self.take_focus()

    def _make(self, sign: Sign) -> SignRow:
        row = SignRow(sign, self._guide)
        row.clicked.connect(partial(self._on_clicked, sign.id))
        row.moved.connect(partial(self._move, sign.id))
        self._group.addButton(row)
        return row

    def _offer(self, signs: Sequence[Sign]) -> None:
        """Offer the kinds that are not in the list."""
        there = {sign.planned.kind for sign in signs}
        offered = [kind for kind in SignKind if kind not in there]
        self.menu.clear()
        for kind in offered:
            self.menu.addAction(t(kind.label), partial(self.wanted.emit, kind))
        self.more.setVisible(bool(offered))

    def choose(self, sign_id: str) -> None:
        """Mark a sign as the one that is shown."""
        if sign_id in self.rows:
            self.rows[sign_id].setChecked(True)

    def take_focus(self) -> None:
        """Give the keyboard to the sign that is shown, or to the way to another one."""
        row = next((row for row in self.rows.values() if row.isChecked()), None)
        taker: QWidget = row or self.more
        taker.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(taker)

    def _on_clicked(self, sign_id: str, _on: bool = True) -> None:
        self.chosen.emit(sign_id)

    def _move(self, sign_id: str, way: int) -> None:
        keys = list(self.rows)
        place = keys.index(sign_id) + way
        if 0 <= place < len(keys):
            row = self.rows[keys[place]]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.setChecked(True)
            self.ensureWidgetVisible(row)
            self.chosen.emit(keys[place])
