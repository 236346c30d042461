"""Frames that are none: each is kept as malformed with its reason, and the station goes on charging."""

import json

import pytest
from rawstation import BINARY, CONTINUATION, PING, PONG, TEXT, Frame, RawStation

BAD_TEXT = [
    ("not_json", "hello"),
    ("not_json", '[2,"1","Heartbeat",{}'),
    ("not_json", '[2,"1","Heartbeat",{}]]'),
    ("not_array", '{"action":"Heartbeat"}'),
    ("not_array", "42"),
    ("empty", ""),
    ("missing_element", "[]"),
    ("missing_element", "[2]"),
    ("missing_element", '[2,"1"]'),
    ("missing_element", '[2,"1","Heartbeat"]'),
    ("unknown_message_type", '[9,"1","Heartbeat",{}]'),
    ("unknown_message_type", '["2","1","Heartbeat",{}]'),
    ("bad_unique_id", '[2,{},"Heartbeat",{}]'),
    ("bad_action", '[2,"1",7,{}]'),
    ("payload_not_object", '[2,"1","Heartbeat",[]]'),
    ("not_json", "[" * 100_000),
]


@pytest.mark.parametrize(("reason", "text"), BAD_TEXT, ids=lambda value: value[:24])
def test_a_text_that_is_no_frame_is_kept_and_the_connection_lives(controller, bystander, reason, text):
    charger = f"D-bad-text-{BAD_TEXT.index((reason, text))}"
    with RawStation(controller.ocpp_port, f"/{charger}") as raw:
        raw.send(text)
        raw.send('[2,"after","Heartbeat",{}]')
        while (answer := raw.receive())[1] != "after":
            assert answer[0] == 4, "the only answer to a bad frame is a CALLERROR"
        assert answer[0] == 3
    (entry,) = controller.wait_for(f"charger:{charger} kind:malformed")
    assert entry["reason"] == reason
    assert entry["request"] is None and entry["request_text"] == text
    assert entry["request_length"] == len(text) and entry["source"] == "cp"
    assert controller.entry(entry["id"])["request_frame"] == text


@pytest.mark.parametrize("null_payload", ['[2,"n1","Heartbeat",null]', '[2,7,"Heartbeat",{}]'])
def test_known_deviations_of_the_field_are_no_reason_to_refuse(controller, null_payload):
    charger = f"D-deviation-{len(null_payload)}"
    with RawStation(controller.ocpp_port, f"/{charger}") as raw:
        raw.send(null_payload)
        assert raw.receive()[0] == 3
    (entry,) = controller.wait_for(f"charger:{charger} action:Heartbeat")
    assert entry["kind"] == "exchange"


@pytest.mark.parametrize(
    ("name", "opcode", "payload"),
    [("text", TEXT, b'[2,"1","Heartbeat",{"x":"\xff\xfe"}]'), ("binary", BINARY, b"\x00\x01\x02\xff")])
def test_bytes_that_are_no_utf_8_text_are_kept_and_the_station_goes_on(
    controller, bystander, name, opcode, payload
):
    charger = f"D-bytes-{name}"
    with RawStation(controller.ocpp_port, f"/{charger}") as raw:
        raw.send_frame(opcode, payload)
        raw.send('[2,"after","Heartbeat",{}]')
        while (answer := raw.receive())[1] != "after":
            assert answer[0] == 4, "the only answer to such bytes is a CALLERROR"
    (entry,) = controller.wait_for(f"charger:{charger} kind:malformed")
    assert entry["reason"] == ("not_utf8" if name == "text" else "binary")
    assert entry["request_length"] == len(payload)


def test_a_message_of_64_mib_costs_the_controller_neither_memory_nor_another_connection(controller, bystander):
    before = resident_mib(controller.process.pid)
    raw = RawStation(controller.ocpp_port, "/D-64-mib", seconds=60)
    try:
        raw.send_frame(TEXT, b'["' + b"x" * (64 << 20) + b'"]')
        closed = raw.is_closed_by_peer()
        assert closed is None or closed.code == 1009
    except OSError:
        pass
    (entry,) = controller.wait_for("charger:D-64-mib kind:malformed")
    assert entry["reason"] == "too_large" and entry["request_length"] == (64 << 20) + 4
    assert len(controller.entry(entry["id"])["request_frame"]) <= 64 << 10
    assert resident_mib(controller.process.pid) < before + 48


def test_pings_are_answered_and_fragments_are_put_together(controller):
    with RawStation(controller.ocpp_port, "/D-fragments") as raw:
        raw.send_frame(TEXT, b'[2,"f","Heart', fin=False)
        raw.send_frame(PING, b"between")
        assert raw.receive_frame() == Frame(PONG, b"between")
        raw.send_frame(CONTINUATION, b'beat",{}]')
        assert raw.receive()[:2] == [3, "f"]
    (entry,) = controller.wait_for("charger:D-fragments action:Heartbeat")
    assert controller.entry(entry["id"])["request_frame"] == '[2,"f","Heartbeat",{}]'


@pytest.mark.parametrize(
    ("name", "bytes_"),
    [("unmasked", b"\x81\x02[]"), ("reserved-bits", b"\xf1\x80\x00\x00\x00\x00"),
     ("unknown-opcode", b"\x8b\x80\x00\x00\x00\x00"), ("endless-length", b"\x81\xff" + b"\xff" * 8 + b"\x00" * 4),
     ("stray-continuation", b"\x80\x80\x00\x00\x00\x00"), ("long-ping", b"\x89\xfe\x01\x00\x00\x00\x00\x00")])
def test_what_breaks_the_websocket_protocol_ends_this_connection_only(controller, bystander, name, bytes_):
    with RawStation(controller.ocpp_port, f"/D-websocket-{name}") as raw:
        raw.socket.sendall(bytes_)
        closed = raw.is_closed_by_peer()
        assert closed is None or closed.code in (1002, 1003, 1007, 1009)
    controller.wait_for(f"charger:D-websocket-{name} kind:connection", count=2)


def test_a_station_that_vanishes_in_the_middle_of_a_frame_costs_nothing(controller, bystander):
    raw = RawStation(controller.ocpp_port, "/D-vanished")
    raw.socket.sendall(b"\x81\xfe\x10\x00" + b"\x00" * 4 + b'[2,"1","He')
    raw.socket.close()
    controller.wait_for("charger:D-vanished kind:connection", count=2)


def test_many_frames_in_one_segment_are_answered_in_order(controller):
    calls = [json.dumps([2, f"n{number}", "Heartbeat", {}]) for number in range(200)]
    with RawStation(controller.ocpp_port, "/D-burst") as raw:
        for call in calls:
            raw.send(call)
        assert [raw.receive()[1] for _ in calls] == [f"n{number}" for number in range(200)]
    entries = controller.wait_for("charger:D-burst kind:exchange", count=200)
    assert [entry["unique_id"] for entry in entries] == [f"n{number}" for number in range(200)]


def resident_mib(pid):
    with open(f"/proc/{pid}/statm") as statm:
        return int(statm.read().split()[1]) * 4096 >> 20
