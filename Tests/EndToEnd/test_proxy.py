"""Through the proxy: both peers see each other's bytes, and the log has what they said."""

import asyncio
import hashlib
import itertools
import json
import struct
from contextlib import ExitStack

import pytest
import websockets
from program import serving, until
from rawstation import CLOSE, TEXT, RawStation
from recorded import assert_recorded
from relay import Relay
from stations import CSMS, FROM_STATION, from_csms, station

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\n"


def head_of(bytes_, without=()):
    """The first line of an HTTP head and its headers, those apart that a hop may name anew."""
    first, *lines = bytes_.decode("latin-1").strip().split("\r\n")
    headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines]
    return first, [(name, value) for name, value in headers if name.lower() not in without]


@pytest.mark.parametrize("version", ["1.6", "2.0.1"])
def test_all_actions_of_both_sides_are_recorded_and_no_byte_is_changed(tmp_path, version):
    charger = f"CP-{version}"

    async def conversation():
        async with CSMS() as csms, Relay(csms.port) as behind:
            server = stack.enter_context(serving(tmp_path, "--upstream", behind.url, config=DEBUG))
            async with Relay(server.ocpp_port) as before:
                async with station(before.url, charger, version) as point:
                    other = await csms.point(charger)
                    for action in FROM_STATION[version]:
                        await point.send(action)
                    for action in from_csms(version):
                        await other.send(action)
                    seen = point.wire.exchanges("cp")
                    assert [e["request_frame"] for e in seen] == [
                        e["request_frame"] for e in other.wire.exchanges("csms")]
                await asyncio.to_thread(server.wait_for, f"charger:{charger} kind:connection", 2)
                return server, seen, before.passages[0], behind.passages[0]

    with ExitStack() as stack:
        server, seen, before, behind = asyncio.run(conversation())
        for direction in ["up", "down"]:
            (head, body), (head_behind, body_behind) = before.split(direction), behind.split(direction)
            assert body == body_behind and len(body) > 1000
            assert head_of(head, {"host"}) == head_of(head_behind, {"host"})
        assert {e["source"] for e in seen} == {"cp", "csms"}
        assert_recorded(server, seen, charger, version)


def test_compressed_and_fragmented_messages_pings_and_close_codes_pass_as_they_are(tmp_path):
    big = {"messageId": "m", "vendorId": "v", "data": "".join(f"value {n}; " for n in range(4000))}

    async def conversation():
        async with CSMS() as csms, Relay(csms.port) as behind:
            server = stack.enter_context(serving(tmp_path, "--upstream", behind.url, config=DEBUG))
            async with Relay(server.ocpp_port) as before:
                async with websockets.connect(f"{before.url}/CP-deflate", subprotocols=["ocpp1.6"]) as connection:
                    assert "permessage-deflate" in connection.response.headers["Sec-WebSocket-Extensions"]
                    await connection.send(json.dumps([2, "whole", "DataTransfer", big]))
                    assert json.loads(await connection.recv())[1] == "whole"
                    text = json.dumps([2, "pieces", "DataTransfer", big])
                    await connection.send(text[i : i + 1000] for i in range(0, len(text), 1000))
                    assert json.loads(await connection.recv())[1] == "pieces"
                    await (await connection.ping(b"are you there"))
                    other = await csms.point("CP-deflate")
                    await (await other.wire.connection.ping(b"and you"))
                    await connection.close(4321, "going for lunch")
                await asyncio.to_thread(server.wait_for, "charger:CP-deflate kind:connection", 2)
                closed = other.wire.connection.close_code, other.wire.connection.close_reason
                return server, closed, before.passages[0], behind.passages[0]

    with ExitStack() as stack:
        server, closed, before, behind = asyncio.run(conversation())
        assert closed == (4321, "going for lunch")
        for direction in ["up", "down"]:
            assert before.split(direction)[1] == behind.split(direction)[1]
        entries = server.wait_for("charger:CP-deflate action:DataTransfer", count=2)
        assert [(e["kind"], e["unique_id"]) for e in entries] == [("exchange", "whole"), ("exchange", "pieces")]
        assert [e["request"] for e in entries] == [big, big]


def test_calls_of_both_sides_may_cross_with_the_same_unique_id(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(serving(tmp_path, "--upstream", csms.url, config=DEBUG))
            async with station(server.ocpp_url, "CP-cross") as point:
                other = await csms.point("CP-cross")
                for side in [point, other]:
                    side._unique_id_generator = map(str, itertools.count(1)).__next__
                for _ in range(20):
                    await asyncio.gather(point.send("Heartbeat"), other.send("ClearCache"))
                seen = point.wire.exchanges("cp")
            return server, seen

    with ExitStack() as stack:
        server, seen = asyncio.run(conversation())
        entries = server.wait_for("charger:CP-cross kind:exchange", count=40)
        assert len(entries) == 40
        found = {(e["source"], e["unique_id"]): (e["action"], e["response"]) for e in entries}
        assert found == {(e["source"], e["unique_id"]): (e["action"], e["response"]) for e in seen}


def test_authorization_and_query_string_reach_the_csms(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(serving(tmp_path, "--upstream", f"{csms.url}/central", config=DEBUG))
            headers = {"Authorization": "Basic Q1AtYXV0aDpzM2NyM3Q="}
            async with station(server.ocpp_url, "CP-auth?one=1&two=%20", additional_headers=headers) as point:
                await point.send("Heartbeat")
            return csms.requests["CP-auth"]

    with ExitStack() as stack:
        request = asyncio.run(conversation())
        assert request.headers["Authorization"] == "Basic Q1AtYXV0aDpzM2NyM3Q="
        assert request.path.startswith("/central") and request.path.endswith("/CP-auth?one=1&two=%20")


@pytest.mark.parametrize("status", [401, 404, 503])
def test_a_refusal_of_the_csms_reaches_the_station_as_it_is(tmp_path, status):
    def refuse(connection, request):
        response = connection.respond(status, "no such station here\n")
        response.headers["WWW-Authenticate"] = 'Basic realm="stations"'
        return response

    async def conversation():
        async with CSMS(process_request=refuse) as csms, Relay(csms.port) as behind:
            server = stack.enter_context(serving(tmp_path, "--upstream", behind.url, config=DEBUG))
            raw = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-refused")
            body = await asyncio.to_thread(raw.body)
            raw.socket.close()
            return server, raw, body, behind.passages[0].split("down")

    with ExitStack() as stack:
        server, raw, body, (head, body_behind) = asyncio.run(conversation())
        assert raw.status == status and body == body_behind == b"no such station here\n"
        assert head_of(raw.head) == head_of(head)
        (entry,) = server.wait_for("charger:CP-refused kind:connection")
        assert str(status) in json.dumps(entry)


def test_an_upstream_that_cannot_be_reached_is_a_bad_gateway(tmp_path):
    with serving(tmp_path, "--upstream", "ws://127.0.0.1:1/ocpp", config=DEBUG) as server:
        raw = RawStation(server.ocpp_port, "/CP-nobody")
        assert raw.status == 502
        raw.socket.close()
        assert server.wait_for("charger:CP-nobody kind:connection")


def test_when_one_side_goes_the_other_is_closed_too(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(serving(tmp_path, "--upstream", csms.url, config=DEBUG))
            async with websockets.connect(f"{server.ocpp_url}/CP-gone", subprotocols=["ocpp1.6"]) as connection:
                other = await csms.point("CP-gone")
                await connection.send('[2,"open","Heartbeat",{}]')
                await connection.recv()
                other.wire.connection.transport.abort()
                with pytest.raises(websockets.ConnectionClosed):
                    await asyncio.wait_for(connection.recv(), 10)
            return server

    with ExitStack() as stack:
        server = asyncio.run(conversation())
        server.wait_for("charger:CP-gone kind:connection", count=2)


def test_a_call_without_answer_is_unanswered_when_the_connection_closes(tmp_path):
    async def conversation():
        async def silent(connection):
            await connection.wait_closed()

        async with websockets.serve(silent, "127.0.0.1", 0, subprotocols=["ocpp1.6"]) as csms:
            port = csms.sockets[0].getsockname()[1]
            server = stack.enter_context(serving(tmp_path, "--upstream", f"ws://127.0.0.1:{port}", config=DEBUG))
            async with websockets.connect(f"{server.ocpp_url}/CP-silent", subprotocols=["ocpp1.6"]) as connection:
                await connection.send('[2,"lost","StatusNotification",{"connectorId":1}]')
                await connection.send('[3,"nobody-asked",{"status":"Accepted"}]')
                await asyncio.to_thread(server.wait_for, "charger:CP-silent kind:orphan")
            return server

    with ExitStack() as stack:
        server = asyncio.run(conversation())
        (entry,) = server.wait_for("charger:CP-silent kind:unanswered")
        assert (entry["unique_id"], entry["outcome"], entry["reason"]) == ("lost", "unanswered", "connection_closed")
        assert entry["response"] is None and entry["connector_id"] == 1
        (orphan,) = server.entries("charger:CP-silent kind:orphan")
        assert orphan["source"] == "cp" and orphan["unique_id"] == "nobody-asked"


def test_a_message_of_64_mib_passes_whole_and_is_kept_as_malformed_with_its_true_length(tmp_path):
    message = b'[2,"big","DataTransfer",{"data":"' + b"0123456789abcdef" * (4 << 20) + b'"}]'
    assert len(message) > 64 << 20

    async def conversation():
        arrived = []

        async def keep(connection):
            async for text in connection:
                arrived.append(hashlib.sha256(text.encode()).hexdigest())
                await connection.send('[3,"big",{"status":"Accepted"}]')

        async with websockets.serve(keep, "127.0.0.1", 0, subprotocols=["ocpp1.6"], max_size=None) as csms:
            port = csms.sockets[0].getsockname()[1]
            server = stack.enter_context(serving(tmp_path, "--upstream", f"ws://127.0.0.1:{port}", config=DEBUG))
            raw = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-big", seconds=60)
            await asyncio.to_thread(raw.send_frame, TEXT, message)
            assert (await asyncio.to_thread(raw.receive))[:2] == [3, "big"]
            await asyncio.to_thread(raw.send, '[2,"after","Heartbeat",{}]')
            await asyncio.to_thread(raw.receive)
            raw.send_frame(CLOSE, struct.pack(">H", 1000))
            return server, arrived

    with ExitStack() as stack:
        server, arrived = asyncio.run(conversation())
        assert arrived[0] == hashlib.sha256(message).hexdigest() and len(arrived) == 2
        (entry,) = server.wait_for("charger:CP-big kind:malformed")
        assert entry["reason"] == "too_large" and entry["request_length"] == len(message)
        kept = server.entry(entry["id"])["request_frame"]
        assert kept == message[: len(kept)].decode() and len(kept) == 64 << 10
        assert until(lambda: server.entries("charger:CP-big kind:connection"))
