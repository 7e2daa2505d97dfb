"""Which devices answer on the local network: the question of WS-Discovery that ONVIF devices answer.

One small packet goes to the multicast address 239.255.255.250 from each private address of this computer, and does not
leave the network (time to live 1). Nothing is asked before somebody wants it.
"""

from __future__ import annotations

import contextlib
import ipaddress
import select
import socket
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from fr_desk.services.devices.soap import DeviceError, every, is_local, local, parsed, target_of, text_at
from fr_desk.services.progress import Cancelled, Progress, go_on, never, unheard

MULTICAST = ("239.255.255.250", 3702)
WAIT = 4.0
"""Seconds in which answers are collected."""
MOST_ANSWERS = 1_000
_PER_HOST = 8
"""Packets of one sender that are read: a device needs two."""
_TICK = 0.1
_TYPES = ("dn:NetworkVideoTransmitter", "tds:Device")
_PROBE = (
    '<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" '
    'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" '
    'xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl">'
    "<e:Header><w:MessageID>urn:uuid:{id}</w:MessageID>"
    "<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>"
    "<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>"
    "<e:Body><d:Probe><d:Types>{types}</d:Types></d:Probe></e:Body></e:Envelope>"
)
_SCOPES = {"/name/": "name", "/hardware/": "hardware", "/location/": "location"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A device that answered.

    Attributes:
        host: its address.
        url: where its device service listens.
        id: what it calls itself, the same in every answer.
        name: what it is called, if it says so.
        hardware: its model, if it says so.
        location: where it stands, if it says so.
    """

    host: str
    url: str
    id: str
    name: str = ""
    hardware: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """The outcome of a search.

    Attributes:
        answers: the devices, by address.
        networks: from which addresses of this computer was asked.
        seconds: how long.
        ignored: packets that were no answers, or led elsewhere.
    """

    answers: tuple[Answer, ...]
    networks: tuple[str, ...]
    seconds: float
    ignored: int


def own_addresses() -> tuple[str, ...]:
    """Return the private addresses of this computer, loopback left out."""
    found = dict[str, None]()
    with contextlib.suppress(OSError):
        found |= dict.fromkeys(socket.gethostbyname_ex(socket.gethostname())[2])
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(MULTICAST)  # sends nothing; the system chooses the way
        found[probe.getsockname()[0]] = None
    found |= dict.fromkeys(_of_interfaces())
    return tuple(sorted(one for one in found if is_local(one) and not ipaddress.ip_address(one).is_loopback))


def _of_interfaces() -> Iterable[str]:
    """Yield the address of each network interface, where the system tells."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    siocgifaddr = 0x8915
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):
                wanted = name.encode()[:15].ljust(256, b"\0")
                yield socket.inet_ntoa(fcntl.ioctl(asked.fileno(), siocgifaddr, wanted)[20:24])


def search(
    *,
    addresses: Sequence[str] | None = None,
    target: tuple[str, int] = MULTICAST,
    wait: float = WAIT,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> Search:
    """Ask the local network for devices, and collect the answers.

    Args:
        addresses: of this computer, from which is asked; all private ones if omitted.
        target: where the question goes.
        wait: seconds to wait for answers.
        progress: told how many tenths of a second have passed, and of how many.
        cancelled: asked whether to stop.

    Raises:
        CancelledError: if the user cancelled.
    """
    asked = tuple(own_addresses() if addresses is None else addresses)
    ids = [str(uuid.uuid4()) for _ in _TYPES]
    packets = [_PROBE.format(id=one, types=types).encode() for one, types in zip(ids, _TYPES, strict=True)]
    with contextlib.ExitStack() as stack:
        sockets = [one for one in (_socket(address) for address in asked) if one is not None]
        for one in sockets:
            stack.enter_context(one)
        return _collect(sockets, packets, target, ids, wait, progress, cancelled)


def _socket(address: str) -> socket.socket | None:
    """Return a socket on one network; none where the system does not allow it."""
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_UDP)
    try:
        made.bind((address, 0))
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
        made.setblocking(False)  # noqa: FBT003 - the library's own way to say it
    except OSError:
        made.close()
        return None
    return made


def _collect(
    sockets: list[socket.socket],
    packets: list[bytes],
    target: tuple[str, int],
    ids: list[str],
    wait: float,
    progress: Progress,
    cancelled: Cancelled,
) -> Search:
    begun, found, heard, ignored = time.monotonic(), dict[str, Answer](), dict[str, int](), 0
    again = [0.0, min(0.5, wait / 4)]  # packets get lost: the question is put twice
    networks = tuple(one.getsockname()[0] for one in sockets)
    while sockets and (passed := time.monotonic() - begun) < wait:
        go_on(cancelled)
        progress(round(passed * 10), round(wait * 10))
        if again and passed >= again[0]:
            again.pop(0)
            _send(sockets, packets, target)
        ready, _, _ = select.select(sockets, [], [], min(_TICK, max(wait - passed, 0.01)))
        for one in ready:
            data, sender = _packet(one)
            heard[sender] = heard.get(sender, 0) + 1
            if not sender or heard[sender] > _PER_HOST or len(found) >= MOST_ANSWERS:
                continue
            try:
                answers = read_answer(data, sender, ids)
            except DeviceError:
                ignored += 1
                continue
            for answer in answers:
                found.setdefault(answer.id or answer.url, answer)
    answers_sorted = sorted(found.values(), key=lambda one: (ipaddress.IPv4Address(one.host), one.url))
    return Search(tuple(answers_sorted), networks, time.monotonic() - begun, ignored)


def _send(sockets: list[socket.socket], packets: list[bytes], target: tuple[str, int]) -> None:
    for one in sockets:
        for packet in packets:
            with contextlib.suppress(OSError):
                one.sendto(packet, target)


def _packet(one: socket.socket) -> tuple[bytes, str]:
    try:
        data, sender = one.recvfrom(65_535)
    except OSError:
        return b"", ""
    return data, str(sender[0])


def read_answer(data: bytes, sender: str, ids: Sequence[str]) -> list[Answer]:
    """Return the devices in a packet: only those at the address that sent it, in answer to our question.

    Raises:
        DeviceError: if it is no answer.
    """
    root = parsed(data)
    if not any(text_at(root, "RelatesTo").lower().endswith(one) for one in ids):
        raise DeviceError("untrusted")
    found = []
    for match in every(root, "ProbeMatch")[:16]:
        addresses = " ".join(node.text or "" for node in match if local(node) == "XAddrs").split()
        url = next((one for one in addresses[:16] if _leads_to(one, sender)), "")
        if url:
            said = _scopes(" ".join(node.text or "" for node in match if local(node) == "Scopes"))
            found.append(Answer(sender, url, text_at(match, "EndpointReference", "Address"), **said))
    if not found:
        raise DeviceError("elsewhere")
    return found


def _leads_to(url: str, host: str) -> bool:
    try:
        target_of(url, host)
    except DeviceError:
        return False
    return True


def _scopes(text: str) -> dict[str, str]:
    """Return name, model and place from the addresses a device describes itself with."""
    said: dict[str, str] = {}
    for scope in text[:20_000].split():
        for part, name in _SCOPES.items():
            _, found, value = scope.partition(f"onvif.org{part}")
            if found and name not in said and (words := " ".join(unquote(value).split())[:200]):
                said[name] = words
    return said
