"""Bounds that a site sets: how many connections, how fast a handshake, how large a message, how long a silence, how slow an end."""

import asyncio
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack

import pytest
import websockets
from certificates import Authority
from program import run, serving, until
from rawstation import CLOSE, PING, RawStation
from stations import CSMS, station

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\n"


def limits(text):
    return DEBUG + f"limits: {{{text}}}\n"


def metric(server, name):
    """The value of a metric by its name and labels."""
    for line in server.http.get("/metrics").text.splitlines():
        if line.rsplit(" ", 1)[0] == name:
            return float(line.rsplit(" ", 1)[1])
    raise AssertionError(f"no metric {name}")


def status(server, charger, **more):
    raw = RawStation(server.ocpp_port, f"/{charger}", **more)
    body = b"" if raw.status == 101 else raw.body()
    raw.close()
    return raw.status, body


# How many.


def test_one_connection_too_many_is_answered_503_until_another_one_ends(tmp_path):
    with serving(tmp_path, config=limits("connections: 3")) as server:
        taken = [RawStation(server.ocpp_port, f"/CP-{number}") for number in range(3)]
        assert [raw.status for raw in taken] == [101] * 3
        assert status(server, "CP-late") == (503, b"too many connections are open\n")
        assert server.told("no more connections are taken in until one ends")
        assert metric(server, 'ocpplogs_connections_no_room_total{limit="all"}') == 1
        assert taken[0].call("1", "Heartbeat", {})[0] == 3
        taken.pop().close()
        until(lambda: status(server, "CP-late")[0] == 101, what="there is room again")
        for raw in taken:
            raw.close()


def test_one_connection_of_an_address_too_many_is_answered_503_and_others_get_in(tmp_path):
    with serving(tmp_path, config=limits("connections_per_address: 2")) as server:
        taken = [RawStation(server.ocpp_port, f"/CP-{number}") for number in range(2)]
        assert status(server, "CP-late") == (503, b"too many connections are open from this address\n")
        assert status(server, "CP-late", source="127.0.0.2")[0] == 101
        assert metric(server, 'ocpplogs_connections_no_room_total{limit="address"}') == 1
        assert taken[0].call("1", "Heartbeat", {})[0] == 3
        taken.pop().close()
        until(lambda: status(server, "CP-late")[0] == 101, what="there is room again")
        taken.pop().close()


def test_over_tls_too_one_connection_too_many_is_answered_503_and_does_not_stay(tmp_path):
    authority = Authority(tmp_path)
    own, shown = authority.server(), authority.client("station", "/CN=CP-1")
    config = limits("connections: 1, handshake_time: 1s, closing_time: 1s") + (
        f"ocpp: {{address: 127.0.0.1:0, security_profile: 3, certificate: {own.certificate}, key: {own.key}, "
        f"client_ca: {authority.certificate}}}\n")
    context = authority.trusting(shown)
    with serving(tmp_path, config=config) as server, RawStation(server.ocpp_port, "/CP-1", tls=context) as taken:
        assert taken.status == 101
        assert status(server, "CP-1", tls=context) == (503, b"too many connections are open\n")
        with socket.create_connection(("127.0.0.1", server.ocpp_port), timeout=10) as silent:
            assert silent.recv(1 << 16) == b""
        assert taken.call("1", "Heartbeat", {})[0] == 3


# How fast.


@pytest.mark.parametrize("head", [b"", b"GET /CP-slow HTTP/1.1\r\nHost: x\r\n"])
def test_a_handshake_that_is_not_there_in_time_is_given_up(tmp_path, head):
    with serving(tmp_path, config=limits("handshake_time: 1s")) as server:
        with RawStation(server.ocpp_port, "/CP-good") as good:
            with socket.create_connection(("127.0.0.1", server.ocpp_port), timeout=10) as line:
                began = time.monotonic()
                line.sendall(head)
                answer = b""
                while data := line.recv(1 << 16):
                    answer += data
                assert 0.9 < time.monotonic() - began < 5
                assert answer == b"" or answer.startswith(b"HTTP/1.1 408 "), answer
            # The time is that of the handshake alone.
            assert good.call("1", "Heartbeat", {})[0] == 3


def test_the_time_for_the_handshake_includes_tls(tmp_path):
    authority = Authority(tmp_path)
    own = authority.server()
    config = limits("handshake_time: 1s") + (
        f"ocpp: {{address: 127.0.0.1:0, security_profile: 2, certificate: {own.certificate}, key: {own.key}}}\n")
    with serving(tmp_path, "--log-level", "info", config=config) as server:
        with socket.create_connection(("127.0.0.1", server.ocpp_port), timeout=10) as line:
            began = time.monotonic()
            line.sendall(b"\x16\x03\x01\x02\x00")
            assert line.recv(1 << 16) == b""
            assert 0.9 < time.monotonic() - began < 5
        assert server.told("it was not done in time")


# How large.


def test_a_message_beyond_the_limit_ends_the_connection_to_the_controller(tmp_path):
    with serving(tmp_path, config=limits("message_size: 2KiB")) as server:
        with RawStation(server.ocpp_port, "/CP-1") as raw:
            fits = {"vendorId": "v", "data": "x" * 1900}
            assert raw.call("1", "DataTransfer", fits)[0] == 3
            raw.send(json.dumps([2, "2", "DataTransfer", {"vendorId": "v", "data": "x" * 2048}]))
            assert raw.is_closed_by_peer().code == 1009
        (entry,) = server.wait_for("charger:CP-1 kind:malformed")
        assert entry["reason"] == "too_large"
        (closed,) = server.wait_for("charger:CP-1 reason:closed")
        assert "code 1009: a message is larger than 2048 bytes" in closed["detail"]


def test_a_message_beyond_the_limit_passes_through_the_proxy_whole_and_its_beginning_is_kept(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(
                serving(tmp_path, "--upstream", csms.url, config=limits("message_size: 100KiB")))
            async with station(server.ocpp_url, "CP-1", compression=None) as point:
                await csms.point("CP-1")
                await point.send("DataTransfer", data="x" * 150_000)
                await point.send("Heartbeat")
                return server, point.wire.frames[0][1], csms.points["CP-1"].wire.frames[0][1]

    with ExitStack() as stack:
        server, sent, arrived = asyncio.run(conversation())
        assert arrived == sent
        (entry,) = server.wait_for("charger:CP-1 kind:malformed")
        assert (entry["reason"], entry["request_length"]) == ("too_large", len(sent))
        assert server.entry(entry["id"])["request_frame"] == sent[: 64 << 10]
        assert server.wait_for("charger:CP-1 action:Heartbeat")


# How long.


def test_a_station_that_says_nothing_is_closed_by_the_controller_and_the_entry_says_why(tmp_path):
    with serving(tmp_path, config=limits("idle_time: 1s")) as server:
        with RawStation(server.ocpp_port, "/CP-idle") as idle, RawStation(server.ocpp_port, "/CP-lively") as lively:
            began = time.monotonic()
            with ThreadPoolExecutor() as threads:
                closed = threads.submit(idle.is_closed_by_peer)
                number = 0
                # Says something ten times a second until the other one is closed.
                while not wait([closed], timeout=0.1).done:
                    number += 1
                    assert lively.call(str(number), "Heartbeat", {})[0] == 3
            assert closed.result().code == 1001 and 0.9 < time.monotonic() - began < 5
            idle.socket.close()
            (entry,) = server.wait_for("charger:CP-idle reason:closed")
            assert "closed by this server with code 1001: nothing was said for 1 second" in entry["detail"]
            assert metric(server, 'ocpplogs_connections_ended_total{reason="idle"}') == 1
            assert lively.call("after", "Heartbeat", {})[0] == 3


def test_a_tunnel_on_which_nothing_is_said_is_closed_on_both_sides_and_a_ping_keeps_it_open(tmp_path):
    async def conversation():
        async with CSMS(ping_interval=None) as csms:
            server = stack.enter_context(serving(tmp_path, "--upstream", csms.url, config=limits("idle_time: 1s")))
            options = {"subprotocols": ["ocpp1.6"], "ping_interval": None}
            async with websockets.connect(f"{server.ocpp_url}/CP-idle", **options) as idle, websockets.connect(
                f"{server.ocpp_url}/CP-lively", **options | {"ping_interval": 0.2}) as lively:
                began = time.monotonic()
                other = await csms.point("CP-idle")
                await asyncio.wait_for(idle.wait_closed(), 10)
                await asyncio.wait_for(other.wire.connection.wait_closed(), 10)
                assert 0.9 < time.monotonic() - began < 5
                await lively.send('[2,"1","Heartbeat",{}]')
                assert json.loads(await lively.recv())[:2] == [3, "1"]
            return await asyncio.to_thread(server.wait_for, "charger:CP-idle reason:closed")

    with ExitStack() as stack:
        (entry,) = asyncio.run(conversation())
        assert "this server" in entry["detail"] and "nothing was said for 1 second" in entry["detail"]


# How slow.


def test_a_stop_waits_for_stations_that_close_and_no_longer_than_closing_time_for_the_others(tmp_path):
    with serving(tmp_path, config=limits("closing_time: 1s")) as server:
        rude = RawStation(server.ocpp_port, "/CP-rude")
        polite = RawStation(server.ocpp_port, "/CP-polite")
        polite.send('[2,"last","Heartbeat",{}]')
        with ThreadPoolExecutor() as threads:
            assert polite.receive()[:2] == [3, "last"]
            began = time.monotonic()
            stopping = threads.submit(server.stop)
            frame = polite.receive_frame()
            assert (frame.opcode, frame.code) == (CLOSE, 1001)
            polite.close()
            # The rude one neither answers nor closes.
            assert stopping.result() == 0
        assert 0.9 < time.monotonic() - began < 5
        rude.socket.close()
        server.start()
        for charger in ["CP-rude", "CP-polite"]:
            (entry,) = server.entries(f"charger:{charger} reason:closed")
            assert "this server with code 1001" in entry["detail"]
        assert len(server.entries("id:last kind:exchange")) == 1


def test_a_stop_does_not_wait_when_everybody_closes(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(
                serving(tmp_path, "--upstream", csms.url, config=limits("closing_time: 30s")))
            async with station(server.ocpp_url, "CP-1") as point:
                await point.send("Heartbeat")
                other = await csms.point("CP-1")
                began = time.monotonic()
                stopped = await asyncio.to_thread(server.stop)
                assert time.monotonic() - began < 10 and stopped == 0
                for peer in [point, other]:
                    await asyncio.wait_for(peer.wire.connection.wait_closed(), 10)
                codes = [peer.wire.connection.close_code for peer in [point, other]]
            server.start()
            return server, codes

    with ExitStack() as stack:
        server, codes = asyncio.run(conversation())
        # A tunnel says nothing of its own, not even goodbye.
        assert codes == [1006, 1006]
        (entry,) = server.entries("charger:CP-1 reason:closed")
        assert entry["detail"].startswith("ended by this server without a close frame: "), entry["detail"]


def test_while_it_stops_nobody_is_taken_in(tmp_path):
    with serving(tmp_path, config=limits("closing_time: 2s")) as server:
        rude = RawStation(server.ocpp_port, "/CP-rude")
        with ThreadPoolExecutor() as threads:
            stopping = threads.submit(server.stop)
            assert rude.receive_frame().code == 1001
            try:
                late = RawStation(server.ocpp_port, "/CP-late", seconds=5)
                assert late.status == 503
            except (ConnectionError, EOFError):
                pass
            rude.socket.close()
            assert stopping.result() == 0
        server.start()
        assert server.entries("charger:CP-late reason:opened") == []


def test_the_last_answer_arrives_when_the_csms_closes_right_behind_it(tmp_path):
    async def conversation():
        async def answer_and_go(connection):
            await connection.recv()
            await connection.send('[3,"1",{"currentTime":"2024-05-01T12:00:00Z"}]')
            await connection.close(1001, "maintenance")

        async with websockets.serve(answer_and_go, "127.0.0.1", 0, subprotocols=["ocpp1.6"]) as csms:
            url = f"ws://127.0.0.1:{csms.sockets[0].getsockname()[1]}"
            server = stack.enter_context(serving(tmp_path, "--upstream", url, config=DEBUG))
            async with websockets.connect(f"{server.ocpp_url}/CP-1", subprotocols=["ocpp1.6"]) as connection:
                await connection.send('[2,"1","Heartbeat",{}]')
                assert json.loads(await connection.recv())[:2] == [3, "1"]
                await connection.wait_closed()
                return server, connection.close_code, connection.close_reason

    with ExitStack() as stack:
        server, *closed = asyncio.run(conversation())
        assert closed == [1001, "maintenance"]
        assert server.wait_for("charger:CP-1 action:Heartbeat kind:exchange")


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("connections: 0", "connections"), ("connections: many", "connections"),
        ("connections_per_address: -1", "connections_per_address"), ("handshake_time: 10", "handshake_time"),
        ("message_size: 65MiB", "message_size"), ("message_size: 1GB", "message_size"), ("idle_time: 0s", "idle_time"),
        ("closing_time: forever", "closing_time"), ("speed: 7", "speed"),
    ])
def test_a_limit_that_cannot_be_is_named_with_its_place(tmp_path, text, naming):
    path = tmp_path / "ocpplogs.yaml"
    path.write_text(f"limits: {{{text}}}\n")
    done = run("serve", "--config", str(path), "--ocpp", "127.0.0.1:0", "--http", "127.0.0.1:0", data=tmp_path / "data")
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert "ocpplogs.yaml:1:" in line and naming in line


def test_pings_of_a_station_count_as_something_said(tmp_path):
    with serving(tmp_path, config=limits("idle_time: 1s")) as server:
        with RawStation(server.ocpp_port, "/CP-ping") as pinging, RawStation(server.ocpp_port, "/CP-idle") as idle:
            with ThreadPoolExecutor() as threads:
                closed = threads.submit(idle.is_closed_by_peer)
                while not wait([closed], timeout=0.1).done:
                    pinging.send_frame(PING, b"")
                    pinging.receive_frame()
            assert pinging.call("1", "Heartbeat", {})[0] == 3
            idle.socket.close()
