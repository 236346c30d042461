"""Odd identities, odd subprotocols and no HTTP at all on the OCPP port."""

import json
import socket

import pytest
from rawstation import RawStation
from urllib.parse import quote

IDENTITIES = {
    "long": ("D-" + "x" * 253, "D-" + "x" * 253),
    "spaces": ("D-RDAM%20123", "D-RDAM 123"),
    "slash": ("D-a%2Fb", "D-a/b"),
    "colon": ("D-a:b", "D-a:b"),
    "pipe": ("D-RDAM%7C123", "D-RDAM|123"),
    "umlaut": (quote("D-Straße-é"), "D-Straße-é"),
    "not-utf8": ("D-%ff%fe", None),
    "broken-percent": ("D-100%", None),
    "control": ("D-a%0d%0ab%00c", None),
    "markup": (quote("D-<script>alert(1)</script>", safe=""), "D-<script>alert(1)</script>"),
    "quote": (quote('D-"a"b'), 'D-"a"b'),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_odd_identity_is_served_or_refused_clearly_and_always_recorded(controller, bystander, name):
    path, identity = IDENTITIES[name]
    raw = RawStation(controller.ocpp_port, f"/ocpp/{path}")
    if raw.status != 101:
        assert identity is None and raw.status in (400, 404), raw.head
        return
    with raw:
        assert raw.call(f"odd-{name}", "Heartbeat", {})[0] == 3
    (entry,) = controller.wait_for(f"id:odd-{name} kind:exchange")
    if identity is not None:
        assert entry["charger_id"] == identity
        assert (entry["site_id"], entry["action"]) == ("depot-7", "Heartbeat")


def test_an_identity_of_1000_characters_is_refused_with_its_length_and_recorded_whole(controller, bystander):
    identity = "D-" + "x" * 998
    raw = RawStation(controller.ocpp_port, f"/ocpp/{identity}")
    assert raw.status == 404 and b"1000 bytes" in raw.body()
    raw.socket.close()
    (entry,) = controller.wait_for(f"charger:{identity} kind:connection")
    assert (entry["reason"], entry["charger_id"]) == ("refused", identity)
    assert "1000 bytes" in entry["detail"]


@pytest.mark.parametrize("path", ["/", "//", "/ocpp/", "/?charger=CP-1"])
def test_an_empty_identity_is_answered_with_404(controller, bystander, path):
    raw = RawStation(controller.ocpp_port, path)
    assert raw.status == 404, raw.head
    raw.socket.close()


def test_several_slashes_before_the_identity_do_not_matter(controller):
    with RawStation(controller.ocpp_port, "/a/b///D-slashes?x=1") as raw:
        assert raw.call("1", "Heartbeat", {})[0] == 3
    assert controller.wait_for("charger:D-slashes kind:exchange")


@pytest.mark.parametrize(("name", "subprotocol"), [("none", None), ("unknown", "mqtt, ocpp0.9")])
def test_without_a_common_subprotocol_the_handshake_is_completed_and_the_connection_closed(
    controller, bystander, name, subprotocol
):
    raw = RawStation(controller.ocpp_port, f"/D-subprotocol-{name}", subprotocol=subprotocol)
    assert raw.status == 101 and "sec-websocket-protocol" not in raw.headers
    raw.is_closed_by_peer()
    raw.socket.close()
    assert controller.wait_for(f"charger:D-subprotocol-{name} kind:connection")


def test_the_first_subprotocol_of_the_station_that_is_known_is_taken(controller):
    with RawStation(controller.ocpp_port, "/D-order", subprotocol="mqtt, ocpp1.6, ocpp2.0.1") as raw:
        assert raw.headers["sec-websocket-protocol"] == "ocpp1.6"
    with RawStation(controller.ocpp_port, "/D-order", subprotocol="ocpp2.0.1,ocpp1.6") as raw:
        assert raw.headers["sec-websocket-protocol"] == "ocpp2.0.1"


GARBAGE = {
    "noise": b"\x00\xff\x16\x03\x01garbage\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "no-version": b"GET /D-1\r\n\r\n",
    "other-method": b"DELETE /D-1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "plain-get": b"GET /D-1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "no-key": b"GET /D-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "old-version": b"GET /D-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 8\r\n\r\n",
    "long-path": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "many-headers": b"GET /D-1 HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
    "bad-length": b"POST /D-1 HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "smuggled": b"POST /D-1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_on_the_ocpp_port_is_answered_with_an_error_and_closed(controller, bystander, name):
    with socket.create_connection(("127.0.0.1", controller.ocpp_port), timeout=20) as client:
        answer = b""
        try:
            client.sendall(GARBAGE[name])
            client.shutdown(socket.SHUT_WR)
            while data := client.recv(1 << 16):
                answer += data
        except ConnectionError:
            pass
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer[:200]


def test_a_plain_browser_on_the_ocpp_port_is_told_what_this_is(controller):
    with socket.create_connection(("127.0.0.1", controller.ocpp_port), timeout=20) as client:
        client.sendall(b"GET /CP-1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b""
        while data := client.recv(1 << 16):
            answer += data
    assert answer.startswith(b"HTTP/1.1 426 ") and b"WebSocket" in answer


def test_a_station_that_connects_again_is_served_on_the_new_connection(controller, bystander):
    with RawStation(controller.ocpp_port, "/D-again") as first:
        assert first.call("1", "Heartbeat", {})[0] == 3
        with RawStation(controller.ocpp_port, "/D-again") as second:
            assert second.call("1", "Heartbeat", {})[0] == 3
    entries = controller.wait_for("charger:D-again kind:exchange", count=2)
    assert len({entry["connection_id"] for entry in entries}) == 2, json.dumps(entries)
