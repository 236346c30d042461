"""The story of a connection in the log: opened, refused, closed, again and again, and beside another one."""

import asyncio
import re
import struct
from contextlib import ExitStack

import pytest
import websockets
from certificates import Authority
from program import run, serving
from rawstation import CLOSE, PING, RawStation
from stations import CSMS, station

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\n"


def story(server, charger, *reasons):
    """The connection entries of a station, oldest first, once they have these reasons."""
    query = f"charger:{charger} kind:connection"
    found = server.wait_for(query, len(reasons))
    assert [entry["reason"] for entry in found] == list(reasons)
    assert all((entry["source"], entry["action"], entry["request"]) == ("cp", "", None) for entry in found)
    return found


def test_opened_tells_whence_how_and_with_which_headers_but_no_secret(controller):
    secret = "b3ar3r-of-secrets-0815"
    headers = [
        "User-Agent: Wallbox/1.2 (fw 3.4)", "X-Serial: 4711", f"Authorization: Basic {secret}", f"Cookie: id={secret}",
        f"X-Api-Key: {secret}", f"X-Auth-Token: {secret}", "X-Long: " + "l" * 900]
    path = f"/ocpp/D-story?token={secret}"
    with RawStation(controller.ocpp_port, path, "ocpp1.6", headers=headers) as raw:
        address = "%s:%d" % raw.socket.getsockname()
        raw.call("1", "Heartbeat", {})
    opened, closed = story(controller, "D-story", "opened", "closed")
    detail = opened["detail"]
    assert detail.startswith(f"opened from {address} without TLS; subprotocol ocpp1.6; headers ")
    assert "User-Agent: Wallbox/1.2 (fw 3.4)" in detail and "X-Serial: 4711" in detail
    assert "Authorization: Basic …" in detail and "Cookie: …" in detail and "X-Api-Key: …" in detail
    assert "X-Long: " + "l" * 200 + "…" in detail and "l" * 201 not in detail
    assert opened["connection_id"] == closed["connection_id"] and opened["version"] == "1.6"
    assert secret not in detail
    for path in controller.files():
        assert secret.encode() not in path.read_bytes(), path


def test_opened_tells_the_version_of_tls_the_certificate_and_the_upstream(tmp_path):
    authority = Authority(tmp_path)
    own, shown = authority.server(), authority.client("station", "/CN=CP-tls")

    async def conversation():
        async with CSMS() as csms:
            config = DEBUG + f"""
ocpp: {{address: 127.0.0.1:0, security_profile: 3, certificate: {own.certificate}, key: {own.key},
       client_ca: {authority.certificate}}}
upstream: {csms.url}
"""
            server = stack.enter_context(serving(tmp_path, config=config))
            context = authority.trusting(shown)
            async with station(server.ocpp_url, "CP-tls", "2.0.1", ssl=context) as point:
                await point.send("Heartbeat")
            opened, _ = await asyncio.to_thread(story, server, "CP-tls", "opened", "closed")
            return opened["detail"], csms.url

    with ExitStack() as stack:
        detail, url = asyncio.run(conversation())
        assert "over TLS 1.3 with the certificate of CP-tls" in detail
        assert "subprotocol ocpp2.0.1" in detail and "messages are compressed" in detail
        assert f"forwarded to {url}" in detail


def test_what_was_offered_and_what_was_agreed_on_are_told(controller):
    with RawStation(controller.ocpp_port, "/D-offers", "mqtt, ocpp2.0.1, ocpp1.6"):
        pass
    opened, _ = story(controller, "D-offers", "opened", "closed")
    assert "subprotocol ocpp2.0.1, offered mqtt, ocpp2.0.1, ocpp1.6" in opened["detail"]
    assert opened["version"] == "2.0.1"


@pytest.mark.parametrize("side", ["station", "upstream"])
def test_closed_tells_by_whom_with_which_code_why_and_how_long_it_was_open(tmp_path, side):
    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(serving(tmp_path, "--upstream", csms.url, config=DEBUG))
            async with station(server.ocpp_url, "CP-end") as point:
                other = await csms.point("CP-end")
                await point.send("Heartbeat")
                await point.send("Heartbeat")
                await other.send("ClearCache")
                closer = point if side == "station" else other
                await closer.wire.connection.close(4002, "going for lunch")
            return (await asyncio.to_thread(story, server, "CP-end", "opened", "closed"))[1]["detail"]

    with ExitStack() as stack:
        detail = asyncio.run(conversation())
        who = {"station": "the charging station", "upstream": "the upstream"}[side]
        assert detail.startswith(f"closed by {who} with code 4002: going for lunch; open for ")
        assert "3 messages from the charging station, 3 to it" in detail


def close_frame(raw):
    raw.send_frame(CLOSE, struct.pack(">H", 1001) + b"bye")


def hang_up(raw):
    raw.socket.close()


def bad_mask(raw):
    raw.socket.sendall(b"\x81\x02{}")


ENDS = {
    "a code": (close_frame, "closed by the charging station with code 1001: bye; "),
    "no code": (lambda raw: raw.send_frame(CLOSE, b""), "closed by the charging station with code 1005; "),
    "no word": (hang_up, "ended by the charging station without a close frame"),
    "no mask": (bad_mask, "closed by this server with code 1002"),
    "too much": (
        lambda raw: raw.socket.sendall(b"\x81\xff" + struct.pack(">Q", 1 << 30) + b"mask"),
        "closed by this server with code 1009"),
}


@pytest.mark.parametrize("name", ENDS)
def test_every_kind_of_end_is_told(controller, name):
    end, told = ENDS[name]
    charger = "D-end-" + name.replace(" ", "-")
    raw = RawStation(controller.ocpp_port, f"/{charger}")
    raw.call("1", "Heartbeat", {})
    end(raw)
    if name != "no word":
        # The other end closes the line first, and waits a while for this one to do so.
        assert raw.is_closed_by_peer()
        raw.socket.close()
    _, closed = story(controller, charger, "opened", "closed")
    assert closed["detail"].startswith(told), closed["detail"]
    # What breaks the protocol counts as a message.
    count = "2 messages" if "this server" in told else "1 message"
    assert "open for " in closed["detail"] and f"; {count} from the charging station, 1 to it" in closed["detail"]


def test_the_stop_of_the_program_closes_and_tells(tmp_path):
    # The station says nothing more, so that it is waited for.
    with serving(tmp_path, config=DEBUG + "limits: {closing_time: 1s}\n") as server:
        with RawStation(server.ocpp_port, "/CP-stop") as raw:
            raw.call("1", "Heartbeat", {})
            assert server.stop() == 0
            assert raw.is_closed_by_peer().code == 1001
        server.start()
        _, closed = story(server, "CP-stop", "opened", "closed")
        assert closed["detail"].startswith("closed by this server with code 1001")


def test_a_station_that_does_not_wait_for_the_upstream_has_abandoned_it(tmp_path):
    async def conversation():
        arrived, left = asyncio.Event(), asyncio.Event()

        async def silent(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            arrived.set()
            await reader.read()
            left.set()
            writer.close()

        csms = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with csms:
            url = f"ws://127.0.0.1:{csms.sockets[0].getsockname()[1]}"
            server = stack.enter_context(serving(tmp_path, "--upstream", url, config=DEBUG))
            _, writer = await asyncio.open_connection("127.0.0.1", server.ocpp_port)
            writer.write(
                b"GET /CP-hasty HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            await asyncio.wait_for(arrived.wait(), 10)
            writer.transport.abort()
            await asyncio.wait_for(left.wait(), 10)
            return await asyncio.to_thread(story, server, "CP-hasty", "abandoned")

    with ExitStack() as stack:
        (entry,) = asyncio.run(conversation())
        assert entry["detail"].startswith("given up by the charging station")


def test_connections_are_found_by_kind_and_reason(controller):
    with RawStation(controller.ocpp_port, "/D-lookup") as raw:
        raw.call("1", "Heartbeat", {})
    refused = RawStation(controller.ocpp_port, "/" + "D-lookup-" + "x" * 300)
    assert refused.status == 404
    refused.socket.close()
    story(controller, "D-lookup", "opened", "closed")
    story(controller, "D-lookup-*", "refused")
    for query, count in [
        ("charger:D-lookup* kind:connection", 3), ("charger:D-lookup* reason:opened", 1),
        ("charger:D-lookup* reason:closed,refused", 2), ("charger:D-lookup kind:connection NOT reason:opened", 1)]:
        assert len(controller.entries(query)) == count, query
    done = run("search", "charger:D-lookup kind:connection", data=controller.data)
    assert done.returncode == 0 and "opened" in done.stdout and "closed" in done.stdout
    page = controller.http.get("/logs", params={"q": "charger:D-lookup kind:connection"}).text
    assert page.count("D-lookup") >= 2 and "closed" in page


def test_a_station_that_connects_again_and_again_is_told_at_the_fifth_and_tenth_time(controller):
    for number in range(11):
        raw = RawStation(controller.ocpp_port, "/D-loop")
        raw.call(f"{number}", "Heartbeat", {})
        # So that the end is told before the next beginning.
        raw.close()
        controller.wait_for("charger:D-loop reason:closed", number + 1)
    fifth, tenth = controller.wait_for("charger:D-loop reason:reconnect_loop", 2)
    for entry, count in [(fifth, 5), (tenth, 10)]:
        assert re.match(
            rf"{count} connections within [^;]+; the last one was closed by the charging station with code 1000 after ",
            entry["detail"]), entry["detail"]
    entries = controller.entries("charger:D-loop kind:connection")
    assert len(entries) == 24
    loop = [entry["reason"] for entry in entries].index("reconnect_loop")
    assert [entry["reason"] for entry in entries[:loop]].count("opened") == 5
    assert entries[loop]["connection_id"] == entries[loop - 1]["connection_id"]
    assert "ocpplogs_reconnect_loops_total" in controller.http.get("/metrics").text


def test_four_connections_are_no_loop(controller):
    for number in range(4):
        with RawStation(controller.ocpp_port, "/D-calm"):
            pass
        controller.wait_for("charger:D-calm reason:closed", number + 1)
    assert controller.entries("charger:D-calm reason:reconnect_loop") == []


def test_a_second_connection_of_a_station_tells_of_the_first_one(controller):
    with RawStation(controller.ocpp_port, "/D-double") as first:
        first.call("1", "Heartbeat", {})
        (alone,) = story(controller, "D-double", "opened")
        with RawStation(controller.ocpp_port, "/D-double") as second:
            second.call("2", "Heartbeat", {})
            _, beside = story(controller, "D-double", "opened", "opened")
            # Both are served.
            assert first.call("3", "Heartbeat", {})[0] == 3
    assert "another connection" not in alone["detail"]
    since = re.search(r"another connection of this charging station is open, since ([^;]+)", beside["detail"])
    assert since and since.group(1)[:-1] == alone["datetime"][:23]


def test_an_upstream_that_cannot_be_reached_is_a_story_of_refusals(tmp_path):
    with serving(tmp_path, "--upstream", "ws://127.0.0.1:1/ocpp", config=DEBUG) as server:
        for _ in range(6):
            raw = RawStation(server.ocpp_port, "/CP-down")
            assert raw.status == 502 and b"refused" in raw.body()
            raw.socket.close()
        found = story(server, "CP-down", *["refused"] * 6)
        assert all("HTTP status 502" in e["detail"] and "connection refused" in e["detail"] for e in found)


def test_a_ping_of_a_station_is_answered_and_is_no_story(controller):
    with RawStation(controller.ocpp_port, "/D-ping") as raw:
        raw.send_frame(PING, b"are you there")
        frame = raw.receive_frame()
        assert (frame.opcode, frame.payload) == (10, b"are you there")
    story(controller, "D-ping", "opened", "closed")


def test_a_station_of_the_library_that_is_refused_by_the_upstream_sees_what_the_entry_says(tmp_path):
    def refuse(connection, _):
        return connection.respond(503, "maintenance until 12:00\n")

    async def conversation():
        async with CSMS(process_request=refuse) as csms:
            server = stack.enter_context(serving(tmp_path, "--upstream", csms.url, config=DEBUG))
            with pytest.raises(websockets.InvalidStatus) as raised:
                await websockets.connect(f"{server.ocpp_url}/CP-no", subprotocols=["ocpp1.6"])
            return raised.value.response, await asyncio.to_thread(story, server, "CP-no", "refused")

    with ExitStack() as stack:
        response, (entry,) = asyncio.run(conversation())
        assert (response.status_code, response.body) == (503, b"maintenance until 12:00\n")
        assert "refused by the upstream with HTTP status 503" in entry["detail"] and "offered ocpp1.6" in entry["detail"]
