"""A display nobody sees, a bus of its own, and the real program on both: once for all tests here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.paths import user_folders
from fr_desk.storage.preferences import Preferences, save_preferences
from tests.gui.accessibility.display import display
from tests.gui.accessibility.reader import Reader, connection, until
from tests.gui.conftest import sample

PROGRAMS = ("Xvfb", "dbus-daemon")
BUS = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")


class Program:
    """The program running on the display, and the reader that asks it."""

    def __init__(self, reader: Reader, file: Path, take_keyboard: Callable[[], None]) -> None:
        self.reader, self.file, self.take_keyboard = reader, file, take_keyboard

    @property
    def saved(self) -> Dossier:
        """The dossier as it is on disk."""
        return services.open_dossier(self.file).dossier


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of our own, ended at the end."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture(scope="session")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of the accessibility bus, and the environment in which programs find it."""
    for program in PROGRAMS:
        if shutil.which(program) is None:
            pytest.fail(f"{program} is missing: run tools/set_up.sh")
    home = tmp_path_factory.mktemp("bus")
    (home / "run").mkdir(mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LANG": "en_GB.UTF-8",
    }
    with ExitStack() as stack:
        display_there = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
        stack.enter_context(running(display_there, environment, home / "display"))
        environment["DISPLAY"] = (
            f":{_first_line(home / 'display')}"  # the bus starts programs that type on it
        )
        bus_there = ["dbus-daemon", "--session", "--print-address=1", "--nofork"]
        stack.enter_context(running(bus_there, environment, home / "session"))
        environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(home / "session")
        session = stack.enter_context(connection(environment["DBUS_SESSION_BUS_ADDRESS"]))
        reply = session.send_and_get_reply(new_method_call(BUS, "GetAddress"), timeout=10)
        yield str(reply.body[0]), environment


def _first_line(file: Path) -> str:
    def line() -> str | None:
        lines = [one for one in file.read_text().splitlines() if one.isdigit() or "unix:" in one]
        return lines[0] if lines else None

    return until(line, 10, f"{file} stays empty")


@contextmanager
def program(bus: tuple[str, dict[str, str]], home: Path, lang: Lang, name: str) -> Iterator[Program]:
    """The program, open at a sample saved as a file, its screen in a language."""
    address, environment = bus
    file = home / f"{name}.frdesk"
    dossier = sample(name)
    services.save_dossier(dossier, file)
    save_preferences(Preferences(language=lang), user_folders(home / "profile"))
    own = {**environment, "FR_DESK_HOME": str(home / "profile")}
    command = [sys.executable, "-m", "fr_desk", "open", str(file)]
    with display(environment["DISPLAY"]) as screen:
        others = screen.windows()
        with running(command, own, home / "log"):
            reader = Reader(address, dossier.venue.name or "")
            own_windows = screen.windows() - others

            def take_keyboard() -> None:
                screen.give_keyboard(own_windows)

            try:
                yield Program(reader, file, take_keyboard)
            finally:
                reader.close()


@pytest.fixture(scope="session")
def gym(bus: tuple[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The desk in English, at the gym in Seoul."""
    with program(bus, tmp_path_factory.mktemp("gym"), "en", "seoul-gym") as made:
        yield made


@pytest.fixture(scope="session")
def hotel(bus: tuple[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The desk in Chinese, at the hotel in Shanghai."""
    with program(bus, tmp_path_factory.mktemp("hotel"), "zh", "shanghai-hotel") as made:
        yield made
