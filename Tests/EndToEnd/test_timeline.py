"""The timeline of a station made of the PyPI `ocpp` library, on the command line, over the API, and of a file."""

import asyncio
import json

import pytest
from program import run, serving
from stations import station

DEBUG = "sites: [{id: depot-7, name: Depot, level: debug, chargers: ['*']}]\n"


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """A server with the story of CP-16: it charges, has a fault, and connects three times."""
    with serving(tmp_path_factory.mktemp("timeline"), config=DEBUG) as server:

        async def conversation():
            async def say(point, status, error="NoError", **more):
                await point.send("StatusNotification", connector_id=1, error_code=error, status=status, **more)

            async with station(server.ocpp_url, "CP-16", path="/") as point:
                await point.send("BootNotification", firmware_version="3.2")
                await say(point, "Available")
                await say(point, "Charging")
                await say(point, "Faulted", "OtherError", vendor_error_code="CX002")
            async with station(server.ocpp_url, "CP-16", path="/") as point:
                await say(point, "Available")
            async with station(server.ocpp_url, "CP-16", path="/") as point:
                await point.send("Heartbeat")

        asyncio.run(conversation())
        server.wait_for("charger:CP-16 reason:closed", count=3)
        yield server


@pytest.fixture(params=["data", "server", "file"])
def ask(request, log, tmp_path):
    if request.param == "file":
        (tmp_path / "log.ndjson").write_text(run("export", "-o", "ndjson", data=log.data).stdout)
    place = {
        "data": ["--data", str(log.data)], "server": ["--server", log.url],
        "file": ["--file", str(tmp_path / "log.ndjson"), "-q"]}[request.param]
    return lambda *arguments: run(*arguments, *place, "--tz", "UTC")


def test_it_tells_states_faults_boots_and_connections(ask):
    done = ask("timeline", "CP-16", "--json")
    assert done.returncode == 0, done.stderr
    timeline = json.loads(done.stdout)
    (connector,) = timeline["connectors"]
    assert [state["status"] for state in connector["states"]] == ["Available", "Charging", "Faulted", "Available"]
    (fault,) = timeline["faults"]
    assert (fault["error_code"], fault["vendor_error_code"], fault["is_over"]) == ("OtherError", "CX002", True)
    assert fault["meaning"].startswith("Ground failure")
    assert [(boot["firmware"], boot["answer"]) for boot in timeline["boots"]] == [("3.2", "Accepted")]
    assert len(timeline["connections"]) == 3
    assert {absence["kind"] for absence in timeline["absences"]} == {"not_connected"}


def test_the_times_of_a_connector_are_the_whole_time(ask):
    done = ask("timeline", "CP-16", "--json")
    (connector,) = json.loads(done.stdout)["connectors"]
    times = {name: time for name, time in connector["availability"].items() if name.endswith("_s")}
    assert sum(times.values()) == pytest.approx(86_400)
    known = times["ready_s"] + times["in_use_s"] + times["out_of_order_s"]
    assert connector["availability"]["share"] == pytest.approx(
        (times["ready_s"] + times["in_use_s"]) / (known + times["not_connected_s"]))


def test_people_get_lanes_events_and_the_formula(ask):
    sheet = ask("timeline", "CP-16").stdout
    assert sheet.startswith("CP-16 (site depot-7)")
    assert "connector 1 Faulted" in sheet and "not connected" in sheet and "Share: (ready + in use)" in sheet


def test_nothing_of_a_station_is_an_error(ask):
    done = ask("timeline", "CP-nobody")
    assert done.returncode == 1 and "there is nothing of CP-nobody" in done.stderr


def test_a_stretch_without_length_is_refused(ask):
    assert ask("timeline", "CP-16", "--since", "1h", "--until", "2h").returncode == 2
