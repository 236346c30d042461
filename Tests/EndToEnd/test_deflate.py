"""permessage-deflate in its flavours, fragments, pings and close codes, through the proxy and against the controller."""

import asyncio
import json
import time
import zlib
from contextlib import ExitStack

import pytest
import websockets
from program import serving
from rawstation import CLOSE, CONTINUATION, PING, PONG, TEXT, RawStation
from relay import Relay
from stations import CSMS, station
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, ServerPerMessageDeflateFactory

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\n"
# Which of the two sides begin each message anew, and how far back they look.
FLAVOURS = {
    "both remember": {},
    "both forget": {"server_no_context_takeover": True, "client_no_context_takeover": True},
    "the station forgets": {"client_no_context_takeover": True},
    "the csms forgets": {"server_no_context_takeover": True},
    "small windows": {"server_max_window_bits": 9, "client_max_window_bits": 9},
}


def data(number):
    """Some kilobytes that deflate well, most of them the same each time."""
    return f"message {number}: " + "".join(f"L{phase} {phase * 7.25:.3f} A; " for phase in range(300)) + "€"


async def talk(point, other, count=4):
    """Large messages of both sides, by turns."""
    for number in range(count):
        await point.send("DataTransfer", data=data(number))
        await other.send("DataTransfer", data=data(-number))


@pytest.fixture
def tunnel(tmp_path):
    """Runs `act(point, other)` with a station and a CSMS of the library, the proxy between them, and a relay on each side."""

    def run(act, offer=(), accept=(), **options):
        async def conversation():
            async with CSMS(compression=None, extensions=list(accept)) as csms, Relay(csms.port) as behind:
                server = stack.enter_context(serving(tmp_path, "--upstream", behind.url, config=DEBUG))
                async with Relay(server.ocpp_port) as before:
                    async with station(
                        before.url, "CP-1", compression=None, extensions=list(offer), **options) as point:
                        other = await csms.point("CP-1")
                        told = await act(point, other)
                        seen = point.wire.exchanges("cp")
                    await asyncio.to_thread(server.wait_for, "kind:connection", 2)
                    return server, seen, before.passages[0], behind.passages[0], told

        return asyncio.run(conversation())

    with ExitStack() as stack:
        yield run


def assert_same_bytes(before, behind):
    for direction in ["up", "down"]:
        assert before.split(direction)[1] == behind.split(direction)[1], direction


def assert_frames(server, seen):
    """The log has every message, as text, as the peers said it."""
    entries = server.wait_for("kind:exchange", len(seen))
    frames = [[server.entry(entry["id"])[f"{side}_frame"] for side in ("request", "response")] for entry in entries]
    assert frames == [[exchange["request_frame"], exchange["response_frame"]] for exchange in seen]
    assert server.entries("kind:malformed") == []


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_flavour_passes_as_it_is_and_is_read(tunnel, flavour):
    offer = ClientPerMessageDeflateFactory(**{"client_max_window_bits": True} | FLAVOURS[flavour])
    server, seen, before, behind, _ = tunnel(talk, [offer], [ServerPerMessageDeflateFactory()])
    assert_same_bytes(before, behind)
    assert_frames(server, seen)
    texts = {"cp": 0, "csms": 0}
    for exchange in seen:
        texts[exchange["source"]] += len(exchange["request_frame"])
    for direction, source, forgets in [("up", "cp", "client"), ("down", "csms", "server")]:
        size = len(before.split(direction)[1])
        assert size < texts[source] / 2
        # What is remembered need not be sent again.
        if flavour != "small windows":
            assert (size > texts[source] / 8) == FLAVOURS[flavour].get(f"{forgets}_no_context_takeover", False)


def test_an_upstream_that_wants_no_compression_is_not_talked_into_it(tunnel):
    server, seen, before, behind, _ = tunnel(talk, [ClientPerMessageDeflateFactory()], [])
    assert b"permessage-deflate" in before.split("up")[0] and b"permessage-deflate" not in before.split("down")[0].lower()
    assert_same_bytes(before, behind)
    assert_frames(server, seen)


def test_fragments_of_both_sides_with_pings_between_them_pass_as_they_are(tunnel):
    """Compressed in pieces, of which the library makes one frame each."""

    async def act(point, other):
        async def slowly(text, connection):
            for start in range(0, len(text), 700):
                yield text[start : start + 700]
                await (await connection.ping(f"after {start}".encode()))

        pairs = [(point, "up"), (other, "down")]
        for sender, id in pairs:
            text = json.dumps([2, id, "DataTransfer", {"vendorId": "v", "data": data(0)}])
            sender.wire.frames.append(("sent", text, time.time()))
            await sender.wire.connection.send(slowly(text, sender.wire.connection))
            # The answer goes to the library's inbox, since it asked nothing itself.
            await asyncio.wait_for(sender._response_queue.get(), 10)

    server, seen, before, behind, _ = tunnel(
        act, [ClientPerMessageDeflateFactory()], [ServerPerMessageDeflateFactory()])
    assert_same_bytes(before, behind)
    assert_frames(server, seen)
    entries = server.wait_for("action:DataTransfer kind:exchange", 2)
    assert {(e["source"], e["unique_id"], e["request"]["data"]) for e in entries} == {
        ("cp", "up", data(0)), ("csms", "down", data(0))}


@pytest.mark.parametrize("side", ["station", "csms"])
@pytest.mark.parametrize(("code", "reason"), [(1000, ""), (1001, "bye"), (1011, "ü" * 61), (3000, "x"), (4999, "last")])
def test_a_close_code_of_one_side_reaches_the_other(tunnel, side, code, reason):
    async def act(point, other):
        closer, closed = (point, other) if side == "station" else (other, point)
        await closer.wire.connection.close(code, reason)
        await closed.wire.connection.wait_closed()
        return closed.wire.connection.close_code, closed.wire.connection.close_reason

    server, _, before, behind, told = tunnel(act)
    assert told == (code, reason)
    assert_same_bytes(before, behind)
    (entry,) = server.wait_for("reason:closed")
    who = "the charging station" if side == "station" else "the upstream"
    assert entry["detail"].startswith(f"closed by {who} with code {code}") and reason in entry["detail"]


def test_a_close_frame_without_a_code_stays_one(tmp_path):
    async def conversation():
        async with CSMS(compression=None) as csms, Relay(csms.port) as behind:
            server = stack.enter_context(serving(tmp_path, "--upstream", behind.url, config=DEBUG))
            raw = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-1")
            other = await csms.point("CP-1")
            raw.send_frame(CLOSE, b"")
            answer = await asyncio.to_thread(raw.is_closed_by_peer)
            raw.socket.close()
            await other.wire.connection.wait_closed()
            return answer, other.wire.connection.close_code, behind.passages[0].split("up")[1]

    with ExitStack() as stack:
        answer, code, up = asyncio.run(conversation())
        assert (answer.payload, code, up) == (b"", 1005, b"\x88\x80\x11\x22\x33\x44")


# The controller.


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("version", ["1.6", "2.0.1"])
def test_the_controller_reads_compressed_messages_of_every_flavour_it_agrees_to(controller, flavour, version):
    charger = f"D-deflate-{list(FLAVOURS).index(flavour)}-{version}"
    offer = ClientPerMessageDeflateFactory(**{"client_max_window_bits": True} | FLAVOURS[flavour])

    async def conversation():
        async with station(
            controller.ocpp_url, charger, version, compression=None, extensions=[offer]) as point:
            agreed = point.wire.connection.response.headers.get("Sec-WebSocket-Extensions")
            for number in range(3):
                await point.send("DataTransfer", data=data(number))
            return agreed, point.wire.exchanges("cp")

    agreed, seen = asyncio.run(conversation())
    entries = controller.wait_for(f"charger:{charger} kind:exchange", 3)
    assert [entry["request"] for entry in entries] == [exchange["request"] for exchange in seen]
    (opened,) = controller.entries(f"charger:{charger} reason:opened")
    assert ("messages are compressed" in opened["detail"]) == (agreed is not None)
    # A window that it may not choose is the one thing that it does not agree to, if any.
    assert agreed or flavour == "small windows"


def deflated(text):
    """A message as RFC 7692 §7.2.1 has it compressed."""
    packer = zlib.compressobj(wbits=-15)
    return (packer.compress(text.encode()) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def test_the_controller_reads_a_compressed_message_in_pieces_with_a_ping_between(controller):
    headers = ["Sec-WebSocket-Extensions: permessage-deflate"]
    with RawStation(controller.ocpp_port, "/D-pieces", headers=headers) as raw:
        assert raw.headers["sec-websocket-extensions"].startswith("permessage-deflate")
        packed = deflated(json.dumps([2, "1", "DataTransfer", {"vendorId": "v", "data": data(1)}]))
        raw.send_frame(TEXT, packed[:100], fin=False, rsv=4)
        raw.send_frame(PING, b"between")
        pong = raw.receive_frame()
        assert (pong.opcode, pong.payload) == (PONG, b"between")
        raw.send_frame(CONTINUATION, b"", fin=False)
        raw.send_frame(CONTINUATION, packed[100:])
        assert raw.receive()[:2] == [3, "1"]
        # What is not compressed may come in between.
        assert raw.call("2", "Heartbeat", {})[0] == 3
    (entry,) = controller.wait_for("charger:D-pieces action:DataTransfer")
    assert entry["request"]["data"] == data(1)


def test_the_controller_closes_what_cannot_be_inflated(controller, bystander):
    headers = ["Sec-WebSocket-Extensions: permessage-deflate"]
    raw = RawStation(controller.ocpp_port, "/D-noise", headers=headers)
    raw.send_frame(TEXT, b"\xff\xff\xff\xff no deflate at all", rsv=4)
    assert raw.is_closed_by_peer().code == 1007
    raw.socket.close()
    (entry,) = controller.wait_for("charger:D-noise kind:malformed")
    assert entry["reason"] == "websocket"


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4321])
def test_the_controller_answers_a_close_frame_with_its_code(controller, code):
    with RawStation(controller.ocpp_port, f"/D-close-{code}") as raw:
        raw.send_frame(CLOSE, code.to_bytes(2, "big") + b"bye")
        frame = raw.receive_frame()
        assert (frame.opcode, frame.code) == (CLOSE, code)
        with pytest.raises(EOFError):
            raw.receive_frame()


def test_the_libraries_pings_are_answered_by_the_controller(controller):
    async def conversation():
        async with websockets.connect(
            f"{controller.ocpp_url}/D-alive", subprotocols=["ocpp1.6"], ping_interval=0.05, ping_timeout=5) as connection:
            for _ in range(3):
                await (await connection.ping())
            return connection.latency

    assert asyncio.run(conversation()) > 0
