"""A device on the loopback address that answers like a camera, or as a hostile one would."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Reply = bytes | Callable[[socket.socket], None]

INFO = "<GetDeviceInformationResponse><Manufacturer>Hik &amp; Co</Manufacturer><Model>DS-2CD</Model></GetDeviceInformationResponse>"
CLOCK = "<SystemDateAndTime><UTCDateTime><Time><Hour>8</Hour><Minute>1</Minute><Second>2</Second></Time><Date><Year>2020</Year><Month>1</Month><Day>2</Day></Date></UTCDateTime></SystemDateAndTime>"
PROFILE = """<Profiles token="p1"><Name>main</Name>
<VideoSourceConfiguration><Name>Lobby</Name><SourceToken>v1</SourceToken></VideoSourceConfiguration>
<VideoEncoderConfiguration><Resolution><Width>2560</Width><Height>1440</Height></Resolution></VideoEncoderConfiguration>
<AudioEncoderConfiguration><Encoding>G711</Encoding></AudioEncoderConfiguration>
<VideoAnalyticsConfiguration token="a1"><AnalyticsEngineConfiguration/></VideoAnalyticsConfiguration></Profiles>"""


def envelope(body: str) -> str:
    return (
        f'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>{body}</s:Body></s:Envelope>'
    )


def http(body: str, status: str = "200 OK", *more: str) -> bytes:
    content = envelope(body).encode()
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *more]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


class FakeDevice:
    """Answers questions by their name; whatever is asked is kept."""

    def __init__(self) -> None:
        self.password = ""
        self.asked: list[str] = []
        self.requests: list[bytes] = []
        self.replies: dict[str, Reply] = {}
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/onvif/device_service"
        self.tell("GetDeviceInformation", INFO)
        self.tell("GetSystemDateAndTime", CLOCK)
        self.tell(
            "GetCapabilities",
            f"<Capabilities><Analytics><XAddr>{self.url}</XAddr></Analytics><Media><XAddr>{self.url}</XAddr></Media></Capabilities>",
        )
        self.tell("GetProfiles", PROFILE)
        self.tell("GetVideoEncoderConfigurations", "<Configurations/>")
        self.tell("GetAnalyticsModules", '<AnalyticsModule Type="tt:FaceDetector" Name="MyFace"/>')
        self._threads: list[threading.Thread] = []
        self._stop = threading.Event()
        self._start(self._serve)

    def tell(self, question: str, body: str) -> None:
        self.replies[question] = http(body)

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(2)
        data = b""
        while b"</s:Envelope>" not in data:
            piece = connection.recv(65_536)
            if not piece:
                return
            data += piece
        self.requests.append(data)
        name = re.search(rb"<q:(\w+)", data)
        question = name[1].decode() if name else ""
        self.asked.append(question)
        reply = self.replies.get(question, http("<s:Fault>no such question</s:Fault>", "400 Bad Request"))
        if self.password and question != "GetSystemDateAndTime" and not self._proves(data):
            reply = http("<s:Fault><s:Subcode>ter:NotAuthorized</s:Subcode></s:Fault>", "400 Bad Request")
        if callable(reply):
            reply(connection)
        else:
            connection.sendall(reply)

    def _proves(self, data: bytes) -> bool:
        found = re.search(
            rb"PasswordDigest\">([^<]+)<.*?Base64Binary\">([^<]+)<.*?>([^<]+)</Created>", data, re.DOTALL
        )
        if not found:
            return False
        digest = hashlib.sha1(base64.b64decode(found[2]) + found[3] + self.password.encode()).digest()  # noqa: S324 - what the profile asks for
        return base64.b64encode(digest) == found[1]

    def close(self) -> None:
        self._stop.set()
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for thread in self._threads:
            thread.join(5)


@contextmanager
def answering(make: Callable[[str], list[bytes]]) -> Iterator[tuple[str, int]]:
    """Listen on the loopback address for the question of a search; ``make`` turns its id into the packets sent back."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.settimeout(0.05)
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                try:
                    data, sender = listening.recvfrom(65_535)
                except TimeoutError:
                    continue
                except OSError:
                    return
                found = re.search(rb"urn:uuid:([0-9a-f-]+)<", data)
                for packet in make(found[1].decode() if found else ""):
                    with suppress(OSError):
                        listening.sendto(packet, sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()
        finally:
            stop.set()
            thread.join(5)


def match(relates: str, url: str, *, scopes: str = "", device: str = "urn:uuid:cam-1") -> bytes:
    """An answer to the question ``relates``."""
    return (
        '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" '
        f'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><w:RelatesTo>urn:uuid:{relates}</w:RelatesTo></e:Header>'
        f"<e:Body><d:ProbeMatches><d:ProbeMatch><w:EndpointReference><w:Address>{device}</w:Address></w:EndpointReference>"
        f"<d:Scopes>{scopes}</d:Scopes><d:XAddrs>{url}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>"
    ).encode()
