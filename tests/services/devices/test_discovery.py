"""Searching the local network: a device answers, none answers, a hostile one answers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from fr_desk.errors import CancelledError
from fr_desk.services.devices import soap
from fr_desk.services.devices.discovery import Answer, Search, own_addresses, search
from fr_desk.services.devices.onvif import ask_all, ask_device
from fr_desk.services.devices.soap import Credentials, DeviceError, ask, is_local, target_of
from tests.services.devices.fake_device import PROFILE, FakeDevice, answering, envelope, http, match

SCOPES = "onvif://www.onvif.org/name/Front%20desk onvif://www.onvif.org/hardware/DS-2CD onvif://www.onvif.org/location/%E5%A4%A7%E5%A0%82"
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
NOBODY = Credentials()


@pytest.fixture
def device() -> Iterator[FakeDevice]:
    made = FakeDevice()
    yield made
    made.close()


def look(target: tuple[str, int], wait: float = 0.4) -> Search:
    return search(addresses=["127.0.0.1"], target=target, wait=wait)


def told(device: FakeDevice, credentials: Credentials = NOBODY):
    return ask_device(Answer("127.0.0.1", device.url, "urn:1"), credentials)


# who is there


def test_a_device_that_answers_is_listed_once_with_what_it_says_about_itself():
    with answering(lambda asked: [match(asked, "http://127.0.0.1:80/onvif", scopes=SCOPES)] * 2) as target:
        found = look(target)

    assert [one.url for one in found.answers] == ["http://127.0.0.1:80/onvif"]
    assert (found.answers[0].name, found.answers[0].hardware, found.answers[0].location) == (
        "Front desk",
        "DS-2CD",
        "大堂",
    )
    assert found.networks == ("127.0.0.1",)


def test_nothing_answers_and_the_search_says_how_long_and_where_it_asked():
    with answering(lambda _asked: []) as target:
        found = look(target, 0.2)

    assert (found.answers, found.ignored, found.networks) == ((), 0, ("127.0.0.1",))
    assert 0.2 <= found.seconds < 1


def test_no_network_is_no_error():
    assert search(addresses=[], wait=5).networks == ()
    assert "127.0.0.1" not in own_addresses()
    assert all(is_local(one) for one in own_addresses())


@pytest.mark.parametrize(
    "packet",
    [
        lambda asked: b"",
        lambda asked: b"\xff\xfe\0nonsense" * 50,
        lambda asked: match("somebody-else", "http://127.0.0.1/x"),
        lambda asked: match(asked, "http://8.8.8.8/onvif"),
        lambda asked: match(asked, "http://192.168.1.9/onvif"),
        lambda asked: match(asked, "http://127.0.0.1@8.8.8.8/onvif"),
        lambda asked: match(asked, "https://127.0.0.1/onvif file:///etc/passwd http://127.0.0.1:99999/"),
        lambda asked: BOMB.encode() + match(asked, "http://127.0.0.1/x"),
        lambda asked: match(asked, "http://127.0.0.1/x").decode().encode("utf-16"),
        lambda asked: match(asked, "http://127.0.0.1/x").replace(
            b"<e:Body>", b"<e:Body>" + b"<a>" * 2_000 + b"</a>" * 2_000
        ),
    ],
)
def test_answers_that_lead_elsewhere_or_are_no_answers_are_ignored(packet: Callable[[str], bytes]):
    with answering(lambda asked: [packet(asked)]) as target:
        found = look(target, 0.25)

    # UTF-16 is proper XML; all the others are not listed
    assert all(one.url == "http://127.0.0.1/x" for one in found.answers)
    assert bool(found.answers) is (b"<\0" in packet("x")[:6] and b"\xff\xfe\0n" not in packet("x"))


def test_a_flood_of_answers_ends_with_the_search():
    with answering(
        lambda asked: [match(asked, "http://127.0.0.1/x", device=f"urn:{n}") for n in range(300)]
    ) as target:
        begun = time.monotonic()
        found = look(target, 0.3)

    assert len(found.answers) <= 8
    assert time.monotonic() - begun < 2


def test_a_search_can_be_cancelled():
    begun = time.monotonic()
    with answering(lambda _asked: []) as target, pytest.raises(CancelledError):
        search(
            addresses=["127.0.0.1"], target=target, wait=30, cancelled=lambda: time.monotonic() - begun > 0.15
        )
    assert time.monotonic() - begun < 2


# what it tells


def test_a_camera_tells_its_model_pictures_sound_and_analytics(device: FakeDevice):
    details = told(device)

    assert (details.maker, details.model, details.trouble) == ("Hik & Co", "DS-2CD", None)
    channel = details.channels[0]
    assert (channel.name, channel.megapixels, channel.sound, channel.faces) == ("Lobby", 3.69, True, "on")


@pytest.mark.parametrize(
    ("modules", "faces"),
    [
        ('<AnalyticsModule Type="tt:CellMotionEngine" Name="Motion"/>', "none"),
        ("", "unknown"),
        (
            '<AnalyticsModule Type="x:FaceDetect"><SimpleItem Name="Enabled" Value="false"/></AnalyticsModule>',
            "off",
        ),
        (
            '<AnalyticsModule Type="x:FaceDetect"><SimpleItem Name="Enabled" Value="true"/></AnalyticsModule>',
            "on",
        ),
    ],
)
def test_analytics_are_told_only_as_far_as_the_device_tells(device: FakeDevice, modules: str, faces: str):
    device.tell("GetAnalyticsModules", modules)

    assert told(device).channels[0].faces == faces


def test_a_recorder_tells_each_of_its_channels(device: FakeDevice):
    device.tell(
        "GetProfiles", PROFILE + PROFILE.replace("v1", "v2").replace("Lobby", "Gate").replace("2560", "1920")
    )

    assert [one.name for one in told(device).channels] == ["Lobby", "Gate"]
    assert "GetVideoEncoderConfigurations" not in device.asked


def test_the_password_is_proved_and_never_sent(device: FakeDevice):
    device.password = "pass&wörd"  # noqa: S105 - of a device that does not exist

    assert told(device, Credentials("admin", "pass&wörd")).model == "DS-2CD"
    assert told(device, Credentials("admin", "wrong")).trouble == "refused"
    assert told(device).trouble == "refused"
    sent = b"".join(device.requests)
    assert "pass&wörd".encode() not in sent
    assert b"pass&amp;w" not in sent
    assert b"wrong" not in sent
    assert "pass" not in repr(Credentials("admin", "pass"))


def test_the_proof_is_dated_by_the_clock_of_the_device(device: FakeDevice):
    told(device, Credentials("admin", "x"))

    assert b">2020-01-02T08:0" in b"".join(device.requests)


def endless(piece: bytes, head: bytes = b"HTTP/1.1 200 OK\r\n\r\n"):
    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(4_000):
            connection.sendall(piece)

    return send


def drip(connection: socket.socket) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n" * 9:
        connection.sendall(bytes([letter]))
        threading.Event().wait(0.05)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (http("", "302 Found", "Location: http://8.8.8.8/"), "untrusted"),
        (http("", "401 Unauthorized"), "refused"),
        (http("", "404 Not Found"), "failed"),
        (http("<s:Fault>ter:NotAuthorized</s:Fault>", "500 Oops"), "refused"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + BOMB.encode() + envelope("&b;").encode(), "untrusted"),
        (b"HTTP/1.1 200 OK\r\n\r\nnot xml \xff", "untrusted"),
        (b"HTTP/1.1 200 OK\r\n\r\n<?xml version='1.0' encoding='klingon'?><a/>", "untrusted"),
        (b"garbage\r\n\r\n", "untrusted"),
        (b"", "untrusted"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<a/>", "untrusted"),
        (endless(b"<a>" * 10_000), "untrusted"),
        (endless(b"x" * 65_000, b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"), "untrusted"),
        (endless(b"X-Head: " + b"y" * 60_000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"), "untrusted"),
        (drip, "silent"),
    ],
)
def test_a_hostile_answer_is_not_read_and_does_not_stop_the_work(
    device: FakeDevice, reply: bytes, trouble: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(soap.ask, "__kwdefaults__", {**(soap.ask.__kwdefaults__ or {}), "patience": 0.8})
    device.replies["GetDeviceInformation"] = reply
    begun = time.monotonic()

    details = told(device)

    assert (details.trouble, details.model) == (trouble, "")
    assert time.monotonic() - begun < 3


def test_an_answer_in_pieces_on_a_line_that_stays_open_is_read(device: FakeDevice):
    body = envelope("<Manufacturer>A</Manufacturer><Model>B</Model>").encode()
    parts = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:40], body[40:])) + b"0\r\n\r\n"

    def send(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + parts)
        threading.Event().wait(0.3)

    device.replies["GetDeviceInformation"] = send

    assert told(device).model == "B"


def test_services_elsewhere_are_never_asked(device: FakeDevice):
    device.tell(
        "GetCapabilities", "<Capabilities><Media><XAddr>http://192.0.2.1/onvif</XAddr></Media></Capabilities>"
    )

    details = told(device)

    assert (details.model, details.trouble, details.channels) == ("DS-2CD", "elsewhere", ())
    assert "GetProfiles" not in device.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/", "https://127.0.0.1/", "http://127.0.0.1.example.com/", "http://user@127.0.0.1/", "http://[::1]/",
        "http://127.0.0.1:x/", "ftp://127.0.0.1/", "http://127.0.0.1/a\r\nHost: b", "http://localhost/", "", "http://2130706433/",
    ],
)  # fmt: skip
def test_no_address_but_that_of_the_device_is_asked(url: str):
    with pytest.raises(DeviceError):
        target_of(url, "127.0.0.1")


def test_public_addresses_are_not_local():
    assert not any(
        map(
            is_local, ["8.8.8.8", "172.32.0.1", "100.64.0.1", "::1", "camera.local", "224.0.0.1", "010.0.0.1"]
        )
    )
    assert all(map(is_local, ["10.1.2.3", "172.16.0.1", "192.168.1.64", "169.254.3.4"]))


def test_several_devices_are_asked_one_after_the_other_and_can_be_stopped(device: FakeDevice):
    here = Answer("127.0.0.1", device.url, "1")
    closed = socket.create_server(("127.0.0.1", 0))
    gone = Answer("127.0.0.1", f"http://127.0.0.1:{closed.getsockname()[1]}/", "2")
    closed.close()
    steps: list[tuple[int, int]] = []

    details = ask_all([gone, here], NOBODY, progress=lambda done, total: steps.append((done, total)))

    assert [one.trouble for one in details] == ["silent", None]
    assert steps == [(0, 2), (1, 2)]
    with pytest.raises(CancelledError):
        ask_all([here], NOBODY, cancelled=lambda: True)


def test_a_question_can_be_called_off_while_the_device_is_silent(device: FakeDevice):
    begun = time.monotonic()
    device.replies["Wait"] = drip

    with pytest.raises(DeviceError):
        ask(
            target_of(device.url, "127.0.0.1"),
            '<q:Wait xmlns:q="x"/>',
            cancelled=lambda: time.monotonic() - begun > 0.1,
        )
    assert time.monotonic() - begun < 5  # it would be silent for longer
