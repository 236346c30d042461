"""`/api/v1/stream`: entries as they are committed, over breaks, kills and stalled readers."""

import json
import time

import pytest
from events import EventStream
from program import Server, serving, until
from rawstation import RawStation

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("stream"), config=DEBUG) as server:
        yield server


def say(station, first, last):
    for number in range(first, last + 1):
        station.call(f"m{number}", "Heartbeat", {})


def numbers(entries):
    return [int(entry["unique_id"][1:]) for entry in entries]


def figure(server, name):
    text = server.http.get("/metrics").text
    return float(next(line for line in text.splitlines() if line.startswith(name + " ")).split()[1])


def test_entries_come_when_they_are_committed_and_can_be_found(server):
    with EventStream(server.http_port, "charger:S-1 action:Heartbeat") as stream:
        assert stream.status == 200 and stream.headers["content-type"] == "text/event-stream"
        assert stream.headers["cache-control"] == "no-store" and stream.headers["x-accel-buffering"] == "no"
        assert "content-encoding" not in stream.headers
        with RawStation(server.ocpp_port, "/S-1") as station, RawStation(server.ocpp_port, "/S-2") as other:
            say(other, 1, 1)
            say(station, 2, 4)
            entries = stream.entries(3)
            assert numbers(entries) == [2, 3, 4]
            listed = server.page("charger:S-1 action:Heartbeat")["entries"]
            assert listed[::-1] == entries


@pytest.mark.parametrize("header", [True, False])
def test_who_comes_back_misses_nothing_and_gets_nothing_twice(server, header):
    query = f"charger:R-{header} action:Heartbeat"
    with RawStation(server.ocpp_port, f"/R-{header}") as station:
        with EventStream(server.http_port, query) as stream:
            say(station, 1, 2)
            assert numbers(stream.entries(2)) == [1, 2]
        say(station, 3, 40)
        with EventStream(server.http_port, query, after=stream.last, header=header) as again:
            say(station, 41, 42)
            assert sorted(numbers(again.entries(40))) == list(range(3, 43))


def test_a_late_answer_comes_although_its_time_is_before_the_place(server):
    query = "charger:L-1 action:Heartbeat"
    with RawStation(server.ocpp_port, "/L-1") as station, EventStream(server.http_port, query) as stream:
        say(station, 1, 1)
        stream.entries(1)
        place = stream.last
        # It is recorded now, and what was asked meanwhile has a later time than the place of the one who comes back.
        say(station, 2, 3)
        stream.entries(2)
        with EventStream(server.http_port, query, after=place) as again:
            assert numbers(again.entries(2)) == [2, 3]


@pytest.mark.timeout(180)
def test_a_watcher_goes_on_over_kills_and_restarts(tmp_path):
    server = Server(tmp_path, config=DEBUG)
    seen, last = [], None
    for turn in range(3):
        with RawStation(server.ocpp_port, "/K-1") as station:
            with EventStream(server.http_port, "action:Heartbeat", after=last) as stream:
                missed = (turn > 0) * 5
                seen += numbers(stream.entries(missed)) if missed else []
                say(station, turn * 10, turn * 10 + 4)
                seen += numbers(stream.entries(5))
                last = stream.last
            # What is said while nobody watches.
            say(station, turn * 10 + 5, turn * 10 + 9)
            server.wait_for("action:Heartbeat", turn * 10 + 10)
        server.kill() if turn % 2 == 0 else server.stop()
        server.start()
    with EventStream(server.http_port, "action:Heartbeat", after=last) as stream:
        seen += numbers(stream.entries(5))
    assert sorted(seen) == list(range(30)) and len(set(seen)) == 30
    server.stop()


def test_a_place_that_is_none_of_this_server_is_refused(server):
    for place in ["x", "1.1.1", "0.999999.1"]:
        with EventStream(server.http_port, after=place) as stream:
            assert stream.status == 400 and json.loads(stream.body())["parameter"] == "Last-Event-ID"
    with EventStream(server.http_port, "chager:x") as stream:
        assert stream.status == 400 and json.loads(stream.body())["code"] == "unknown_key"


def test_one_who_watches_and_leaves_is_forgotten(server):
    before = figure(server, "ocpplogs_stream_watchers")
    with EventStream(server.http_port, "charger:nobody"):
        until(lambda: figure(server, "ocpplogs_stream_watchers") == before + 1, 10)
    until(lambda: figure(server, "ocpplogs_stream_watchers") == before, 10)


@pytest.mark.timeout(120)
def test_a_silent_stream_pings(server):
    with EventStream(server.http_port, "charger:nobody", seconds=40) as stream:
        stream.event()
        began = time.monotonic()
        event = stream.event()
        assert event.kind == "" and stream.comments == 1 and time.monotonic() - began < 32


@pytest.mark.timeout(180)
def test_a_stalled_reader_holds_up_nobody_and_is_cut_off(tmp_path):
    with serving(tmp_path, config=DEBUG) as server:
        with EventStream(server.http_port, receive_buffer=4096) as stalled, EventStream(
                server.http_port, "action:DataTransfer") as reader:
            stalled.event()
            payload = {"vendorId": "x", "data": "y" * 40_000}
            with RawStation(server.ocpp_port, "/P-1") as station:
                count = 400
                for number in range(count):
                    station.call(f"m{number}", "DataTransfer", payload)
                assert numbers(reader.entries(count)) == list(range(count))
            until(lambda: figure(server, "ocpplogs_stream_cut_total") == 1, 60, "the stalled reader is cut off")
            until(lambda: figure(server, "ocpplogs_stream_watchers") == 1, 10, "it is forgotten")


def test_watchers_end_at_once_when_the_server_stops(tmp_path):
    server = Server(tmp_path, config=DEBUG)
    streams = [EventStream(server.http_port) for _ in range(100)]
    for stream in streams:
        stream.event()
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 10
    assert all(stream.has_ended() for stream in streams)
    for stream in streams:
        stream.close()
