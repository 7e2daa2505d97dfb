"""What is sent to a device on the local network and what may come back: small, in time, and only from that device.

Nothing a device sends is trusted: answers are cut off at a size and a time, redirects are not followed, XML with
declarations is refused, and no address but a private one of IPv4 is ever asked.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import http.client
import io
import ipaddress
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from fr_desk.services.progress import Cancelled, never

MOST_BYTES = 1024 * 1024
"""Of one answer."""
PATIENCE = 5.0
"""Seconds that one answer may take, from the first byte sent to the last received."""
_DEEPEST = 60
_SLICE = 0.25
"""Seconds after which a waiting question looks whether it is still wanted."""
_PRIVATE = tuple(
    ipaddress.ip_network(net)
    for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
)

Trouble = Literal["silent", "refused", "untrusted", "elsewhere", "failed"]
"""No answer in time, wrong user or password, an answer that is no answer, an address that is not asked, a fault."""


class DeviceError(Exception):
    """A device that did not answer as it should; whoever asked puts it into words."""

    def __init__(self, trouble: Trouble) -> None:
        """Keep what the trouble is."""
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user name and a password: kept in memory as long as they are needed, never written, never shown."""

    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Say nothing that could end in a log."""
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a service of a device listens."""

    host: str
    port: int
    path: str


def is_local(host: str) -> bool:
    """Tell whether ``host`` is a private or link-local address, written as one."""
    try:
        address = ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return any(address in net for net in _PRIVATE)


def target_of(url: str, host: str) -> Target:
    """Return where ``url`` leads, which must be the device at ``host`` itself.

    Raises:
        DeviceError: if it leads elsewhere, or cannot be asked.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or 80
    except ValueError as error:
        raise DeviceError("elsewhere") from error
    if parts.scheme != "http" or parts.hostname != host or parts.username is not None or not is_local(host):
        raise DeviceError("elsewhere")
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    if any(not "!" <= letter <= "~" for letter in path):
        raise DeviceError("elsewhere")
    return Target(host, port, path)


def parsed(data: bytes) -> Element:
    """Return the XML in ``data``.

    Raises:
        DeviceError: if it is none, declares entities, or is nested without end.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise DeviceError("untrusted") from error
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node]
        if not level:
            return root
    raise DeviceError("untrusted")


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def every(root: Element, name: str) -> list[Element]:
    """Return all elements called ``name``, whatever their namespace: devices differ."""
    return [element for element in root.iter() if local(element) == name]


def first(root: Element | None, *names: str) -> Element | None:
    """Return the first element along a path of names, each somewhere below the one before."""
    for name in names:
        root = next(iter(every(root, name)), None) if root is not None else None
    return root


def text_at(root: Element | None, *names: str) -> str:
    """Return the text of the first element along a path of names, on one line, at most 200 characters."""
    found = first(root, *names)
    return " ".join((found.text or "").split())[:200] if found is not None else ""


def ask(
    target: Target,
    body: str,
    *,
    credentials: Credentials | None = None,
    clock: dt.timedelta = dt.timedelta(0),
    patience: float = PATIENCE,
    cancelled: Cancelled = never,
) -> Element:
    """Ask a service of a device, and return the body of its answer.

    Args:
        target: the service.
        body: what is asked, as XML.
        credentials: who asks, if the device wants to know.
        clock: how far the device's clock is ahead of ours.
        patience: seconds to wait.
        cancelled: asked whether to stop.

    Raises:
        DeviceError: if there is no answer that can be used.
    """
    header = _security(credentials, clock) if credentials and credentials.user else ""
    envelope = (
        '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">'
        f"<s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    ).encode()
    status, content = _exchange(target, envelope, patience, cancelled)
    if status in {401, 403}:
        raise DeviceError("refused")
    if status not in {200, 400, 500}:
        raise DeviceError("untrusted" if 300 <= status < 400 else "failed")
    root = parsed(content)
    if first(root, "Fault") is not None:
        words = " ".join("".join(element.itertext()) for element in every(root, "Fault")).casefold()
        refused = any(
            word in words
            for word in ("notauthorized", "not authorized", "failedauthentication", "unauthorized")
        )
        raise DeviceError("refused" if refused else "failed")
    answer = first(root, "Body")
    if answer is None:
        raise DeviceError("untrusted")
    return answer


def _security(credentials: Credentials, clock: dt.timedelta) -> str:
    """Return the header that proves that we know the password without sending it (WS-Security, UsernameToken)."""
    nonce = secrets.token_bytes(16)
    created = (dt.datetime.now(dt.UTC) + clock).strftime("%Y-%m-%dT%H:%M:%SZ")
    # the profile asks for SHA-1; there is nothing to choose
    digest = hashlib.sha1(
        nonce + created.encode() + credentials.password.encode(), usedforsecurity=False
    ).digest()
    wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss"
    proof, once = base64.b64encode(digest).decode(), base64.b64encode(nonce).decode()
    return (
        f'<Security s:mustUnderstand="1" xmlns="{wsse}-wssecurity-secext-1.0.xsd"><UsernameToken>'
        f"<Username>{escaped(credentials.user)}</Username>"
        f'<Password Type="{wsse}-username-token-profile-1.0#PasswordDigest">{proof}</Password>'
        f'<Nonce EncodingType="{wsse}-soap-message-security-1.0#Base64Binary">{once}</Nonce>'
        f'<Created xmlns="{wsse}-wssecurity-utility-1.0.xsd">{created}</Created></UsernameToken></Security>'
    )


def escaped(text: str) -> str:
    """Return ``text`` as content of an element; what XML cannot hold is left out."""
    plain = "".join(letter for letter in text if letter.isprintable())
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _exchange(target: Target, envelope: bytes, patience: float, cancelled: Cancelled) -> tuple[int, bytes]:
    """Send a question and return status and content of the answer."""
    request = (
        f"POST {target.path} HTTP/1.0\r\nHost: {target.host}:{target.port}\r\nConnection: close\r\n"
        f"Content-Type: application/soap+xml; charset=utf-8\r\nContent-Length: {len(envelope)}\r\n\r\n"
    ).encode("ascii")
    until = time.monotonic() + patience
    try:
        with socket.create_connection((target.host, target.port), timeout=min(patience, 2.0)) as connection:
            connection.settimeout(min(patience, 2.0))
            connection.sendall(request + envelope)
            data = _received(connection, until, cancelled)
    except OSError as error:
        raise DeviceError("silent") from error
    try:
        response = http.client.HTTPResponse(_Read(data))  # type: ignore[arg-type]  # it only ever asks for a file
        response.begin()
        return response.status, response.read()
    except (http.client.HTTPException, ValueError) as error:
        raise DeviceError("untrusted") from error


class _Read:
    """Bytes that were received, where a socket is expected."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, *_args: Any) -> io.BytesIO:
        """Return the bytes as a file."""
        return io.BytesIO(self._data)


def _received(connection: socket.socket, until: float, cancelled: Cancelled) -> bytes:
    """Return what a device sends until it is done; never more than :data:`MOST_BYTES`, never after ``until``."""
    data, ended = bytearray(), _ending()
    while True:
        left = until - time.monotonic()
        if left <= 0 or cancelled():
            raise DeviceError("silent")
        connection.settimeout(min(left, _SLICE))
        try:
            piece = connection.recv(65_536)
        except TimeoutError:
            continue
        data += piece
        if len(data) > MOST_BYTES:
            raise DeviceError("untrusted")
        if not piece or ended(data):
            return bytes(data)


def _ending() -> Callable[[bytearray], bool]:
    """Return what tells whether an answer is complete, although the device keeps the line open."""
    needed: list[int] = []

    def ended(data: bytearray) -> bool:
        if not needed:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                return False
            fields = bytes(data[:end]).lower().split(b"\r\n")
            lengths = [
                field.partition(b":")[2].strip() for field in fields if field.startswith(b"content-length:")
            ]
            needed.append(
                end + 4 + int(lengths[0]) if lengths and lengths[0].isdigit() and len(lengths[0]) < 10 else -1
            )
        return len(data) >= needed[0] if needed[0] >= 0 else data.endswith(b"0\r\n\r\n")

    return ended
