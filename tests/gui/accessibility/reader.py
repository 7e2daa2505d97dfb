"""A screen reader for tests: asks the accessibility bus what there is, presses what can be pressed, hears what is said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from jeepney import DBusAddress, Message, MessageType, message_bus, new_method_call
from jeepney.bus_messages import MatchRule
from jeepney.io.blocking import DBusConnection, open_dbus_connection

A11Y = "org.a11y.atspi."
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
_T = TypeVar("_T")
Place = tuple[str, str]
"""Who to ask on the bus, and for which object."""

STATES = {"checked": 4, "enabled": 8, "focusable": 11, "focused": 12, "showing": 25, "visible": 30}
LEAVES = frozenset(
    {"label", "push button", "radio button", "check box", "progress bar", "scroll bar", "text"}
)
"""Roles of things that have nothing below them."""
PATIENCE = 20
"""Seconds after which the program is taken to do nothing more; a machine may be busy."""
SYMBOL, LOCK, UNLOCK = 3, 5, 6
"""Kinds of key events; see the registry's device controller."""
SHIFT, CONTROL, ALT = 1, 4, 8
SYMBOLS = {
    "Tab": 0xFF09,
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Space": 0x20,
    "Down": 0xFF54,
    "Up": 0xFF52,
    "F3": 0xFFC0,
    "F5": 0xFFC2,
}


@dataclass
class Thing:
    """One thing in the tree: what a screen reader knows about it."""

    place: Place
    role: str
    name: str
    about: str
    states: int
    box: tuple[int, int, int, int]
    above: Thing | None = field(default=None, repr=False)
    below: list[Thing] = field(default_factory=list, repr=False)

    def has(self, state: str) -> bool:
        return bool(self.states >> STATES[state] & 1)

    def every(self) -> Iterator[Thing]:
        """Itself and all below it, in order."""
        yield self
        for one in self.below:
            yield from one.every()

    @property
    def path(self) -> str:
        """Where it stands, for people."""
        above = f"{self.above.path} > " if self.above else ""
        return f"{above}{self.role} {self.name!r}" if self.name or not self.above else self.above.path


class Reader:
    """Asks one running program."""

    def __init__(self, bus: str, title: str) -> None:
        """Ask on the accessibility bus at the address ``bus`` for the program with the window called ``title``."""
        self.bus = open_dbus_connection(bus)
        self._signals: list[Message] = []
        for kind in ("object:state-changed:focused", "object:announcement", "object:text-changed"):
            self._call((REGISTRY, "/org/a11y/atspi/registry"), "Registry", "RegisterEvent", "s", kind)
        rule = MatchRule(type="signal", interface=f"{A11Y}Event.Object")
        self.bus.send_and_get_reply(message_bus.AddMatch(rule))
        self.window = self._find(title)

    def close(self) -> None:
        self.bus.close()

    def _find(self, title: str) -> Place:
        def look() -> Place | None:
            for program in self._call((REGISTRY, ROOT), "Accessible", "GetChildren")[0]:
                for window in self._call(program, "Accessible", "GetChildren")[0]:
                    if title in self._get(window, "Name"):
                        return (window[0], window[1])
            return None

        return until(look, PATIENCE, f"no window called {title}")

    # asking

    def _message(self, place: Place, interface: str, method: str, kinds: str = "", *values: Any) -> Message:
        name = interface if "." in interface else f"{A11Y}{interface}"
        address = DBusAddress(place[1], bus_name=place[0], interface=name)
        return new_method_call(address, method, kinds or None, values)

    def _call(self, place: Place, interface: str, method: str, kinds: str = "", *values: Any) -> Any:
        reply = self.ask([self._message(place, interface, method, kinds, *values)])[0]
        assert reply is not None, (place, interface, method)
        return reply

    def _get(self, place: Place, name: str, interface: str = "Accessible") -> Any:
        values = (f"{A11Y}{interface}", name)
        return self._call(place, "org.freedesktop.DBus.Properties", "Get", "ss", *values)[0][1]

    def ask(self, messages: list[Message]) -> list[Any]:
        """Ask many things at once, and return the answers in the same order; nothing for what could not be answered."""
        waiting = {}
        for number, message in enumerate(messages):
            serial = next(self.bus.outgoing_serial)
            self.bus.send(message, serial=serial)
            waiting[serial] = number
        answers: list[Any] = [None] * len(messages)
        while waiting:
            came = self.bus.receive(timeout=10)
            number = waiting.pop(came.header.fields.get(5, -1), -1)  # which call this answers
            if number < 0:
                self._keep(came)
            elif came.header.message_type is MessageType.method_return:
                answers[number] = came.body
        return answers

    def _keep(self, came: Message) -> None:
        if came.header.message_type is MessageType.signal:
            self._signals.append(came)

    # the tree

    def tree(self, place: Place | None = None) -> Thing:
        """Return everything that is showing in the window, or below one thing."""
        top = self._things([place or self.window], [None])[0]
        level = [top]
        while level:
            replies = self.ask([self._message(one.place, "Accessible", "GetChildren") for one in level])
            places, above = [], []
            for one, reply in zip(level, replies, strict=True):
                for child in reply[0] if reply else ():
                    places.append((child[0], child[1]))
                    above.append(one)
            shown = [one for one in self._things(places, above) if one.has("showing")]
            for one in shown:
                assert one.above is not None
                one.above.below.append(one)
            level = [one for one in shown if one.role not in LEAVES]
        return top

    def calm(self, place: Place | None = None) -> Thing:
        """Return the same once nothing moves any more: what comes after the first painting shifts its neighbours."""
        before: list[tuple[str, str, tuple[int, int, int, int]]] = []

        def still() -> Thing | None:
            top = self.tree(place)
            outline = [(one.role, one.name, one.box) for one in top.every()]
            same = outline == before
            before[:] = outline
            return top if same else None

        return until(still, PATIENCE, "the window does not come to rest")

    def _things(self, places: list[Place], above: Iterable[Thing | None]) -> list[Thing]:
        questions = []
        properties = "org.freedesktop.DBus.Properties"
        for place in places:
            questions += [
                self._message(place, "Accessible", "GetRoleName"),
                self._message(place, properties, "Get", "ss", f"{A11Y}Accessible", "Name"),
                self._message(place, properties, "Get", "ss", f"{A11Y}Accessible", "Description"),
                self._message(place, "Accessible", "GetState"),
                self._message(place, "Component", "GetExtents", "u", 0),
            ]
        answers = self.ask(questions)
        found = []
        for number, (place, parent) in enumerate(zip(places, above, strict=True)):
            role, name, about, states, box = answers[5 * number : 5 * number + 5]
            if role is None or states is None:
                continue  # it went away meanwhile
            bits = states[0][0] | states[0][1] << 32
            extents = tuple(box[0]) if box else (0, 0, 0, 0)
            found.append(Thing(place, role[0], _text(name), _text(about), bits, extents, parent))
        return found

    def one(self, place: Place) -> Thing:
        """Return one thing, without what is below it."""
        return self._things([place], [None])[0]

    def children(self, place: Place) -> list[Thing]:
        """Return what is showing right below one thing."""
        places = [(one[0], one[1]) for one in self._call(place, "Accessible", "GetChildren")[0]]
        return [one for one in self._things(places, [None] * len(places)) if one.has("showing")]

    def windows(self) -> list[Thing]:
        """Return the windows the program shows now."""
        program = (self.window[0], ROOT)
        return self.children(program)

    def cell(self, table: Thing, row: int, column: int) -> Thing:
        """Return a cell of a table, as its table interface names it."""
        place = self._call(table.place, "Table", "GetAccessibleAt", "ii", row, column)[0]
        return self._things([(place[0], place[1])], [None])[0]

    def size(self, table: Thing) -> tuple[int, int]:
        """Return how many rows and columns a table says it has."""
        return self._get(table.place, "NRows", "Table"), self._get(table.place, "NColumns", "Table")

    def title(self, table: Thing, column: int) -> str:
        """Return what a table says stands over a column."""
        return str(self._call(table.place, "Table", "GetColumnDescription", "i", column)[0])

    def text(self, thing: Thing) -> str:
        """Return what stands in a field."""
        return str(self._call(thing.place, "Text", "GetText", "ii", 0, -1)[0])

    # doing

    def press(self, thing: Thing) -> None:
        """Do what a press does, by the thing's own action."""
        count = self._get(thing.place, "NActions", "Action")
        names = [self._call(thing.place, "Action", "GetName", "i", number)[0] for number in range(count)]
        wanted = next(name for name in ("Press", "Toggle", "Check", "ShowMenu") if name in names)
        assert self._call(thing.place, "Action", "DoAction", "i", names.index(wanted))[0] is not None

    def focus(self, thing: Thing) -> None:
        """Give a thing the keyboard, and wait until it has it."""
        self._call(thing.place, "Component", "GrabFocus")
        until(
            lambda: self.one(thing.place).has("focused") or None, PATIENCE, f"{thing.path} takes no keyboard"
        )

    def key(self, name: str, modifiers: int = 0) -> None:
        """Type a key, as the system's own keyboard would."""
        at = (REGISTRY, "/org/a11y/atspi/registry/deviceeventcontroller")
        symbol = SYMBOLS.get(name, ord(name) if len(name) == 1 else 0)
        for kind, code in ((LOCK, modifiers), (SYMBOL, symbol), (UNLOCK, modifiers)):
            if kind == SYMBOL or modifiers:
                self._call(at, "DeviceEventController", "GenerateKeyboardEvent", "isu", code, "", kind)

    # hearing

    def deaf(self) -> None:
        """Forget what was told so far."""
        self.signals(0.05, lambda _told: False)

    def signals(self, seconds: float, enough: Callable[[list[Message]], bool]) -> list[Message]:
        """Return what is told until it is ``enough`` or the time is over, and forget it."""
        end = time.monotonic() + seconds
        while not enough(self._signals) and (left := end - time.monotonic()) > 0:
            try:
                self._keep(self.bus.receive(timeout=left))
            except TimeoutError:
                break
        told, self._signals = self._signals, []
        return told

    def announced(self, seconds: float = 4) -> list[str]:
        """Return what is announced until something is, or the time is over."""

        def words(told: list[Message]) -> list[str]:
            return [str(one.body[3][1]) for one in told if one.header.fields.get(3) == "Announcement"]

        return words(self.signals(seconds, lambda told: bool(words(told))))

    def focused(self, seconds: float = 2) -> Place | None:
        """Return what gets the keyboard next, if anything does in that time."""

        def places(told: list[Message]) -> list[Place]:
            return [
                (str(one.header.fields[7]), str(one.header.fields[1]))
                for one in told
                if one.header.fields.get(3) == "StateChanged" and one.body[0] == "focused" and one.body[1]
            ]

        return next(iter(reversed(places(self.signals(seconds, lambda told: bool(places(told)))))), None)


def _text(answer: Any) -> str:
    return str(answer[0][1]) if answer else ""


def until(ask: Callable[[], _T | None], seconds: float, otherwise: str) -> _T:
    """Return what ``ask`` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ask()
        if found is not None:
            return found
        time.sleep(0.02)
    raise AssertionError(otherwise)


def connection(bus: str) -> DBusConnection:
    """Return a connection to a bus at an address."""
    return open_dbus_connection(bus)
