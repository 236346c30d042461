"""What rules find: written with the entry, alike in live traffic, an import and a file, and searched for like any field."""

import json

import pytest
from program import Server, run, search, serving
from rawstation import RawStation

FOUND = "start-without-stop"


def start(raw, number):
    """A transaction begins at connector 1, whatever runs there."""
    answer = raw.call(f"s{number}", "StartTransaction", {
        "connectorId": 1, "idTag": f"T{number}", "meterStart": number, "timestamp": f"2026-11-23T10:00:{10 + number}Z"})
    return answer[2]["transactionId"]


@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_a_transaction_that_ran_before_a_restart_is_known_after_it(tmp_path, ending):
    with serving(tmp_path) as server:
        with RawStation(server.ocpp_port, "/F-1") as raw:
            first = start(raw, 1)
        server.wait_for("action:StartTransaction")
        assert server.entries(f"finding:{FOUND}") == []
        server.stop() if ending == "stop" else server.kill()
        server.start()
        with RawStation(server.ocpp_port, "/F-1") as raw:
            second = start(raw, 2)
        entry = server.wait_for(f"finding:{FOUND}")[0]
        assert second != first and entry["transaction_id"] == str(second)
        assert FOUND in entry["findings"]
        facet = server.http.get("/api/v1/facets", params={"key": "finding"}).json()
        assert {"value": FOUND, "count": 1} in [
            {"value": each["value"], "count": each["count"]} for each in facet["facets"][0]["values"]], facet
        told = run("get", entry["id"], data=server.data).stdout
        assert f"{FOUND}: A transaction never ended" in told


def test_live_traffic_an_import_and_a_file_find_the_same(tmp_path):
    with serving(tmp_path / "live") as server:
        with RawStation(server.ocpp_port, "/F-2") as raw:
            for number in range(3):
                start(raw, number)
        server.wait_for(f"finding:{FOUND}", count=2)
    live = search("", server.data, "-n", "1000", "--reverse")
    found = [entry["findings"] for entry in live]
    assert sum(FOUND in codes for codes in found) == 2
    # As they were, and without what was found in them: then it is found anew.
    told, untold = tmp_path / "told.ndjson", tmp_path / "untold.ndjson"
    told.write_text("".join(json.dumps({**entry, "findings": ["of-its-day"]}) + "\n" for entry in live))
    untold.write_text("".join(
        json.dumps({name: value for name, value in entry.items() if name != "findings"}) + "\n" for entry in live))
    for log, expected in [(told, [["of-its-day"]] * len(live)), (untold, found)]:
        data = tmp_path / log.stem
        assert run("import", str(log), data=data).returncode == 0
        assert [entry["findings"] for entry in search("", data, "-n", "1000", "--reverse")] == expected
        done = run("search", "--file", str(log), "-n", "1000", "--reverse", "--json")
        assert [json.loads(line)["findings"] for line in done.stdout.splitlines()] == expected
        assert "0 entries added" in run("import", str(log), data=data).stdout
    # A word that most lines do not have, and what was found because of lines that do not have it.
    done = run("search", f"T2 finding:{FOUND}", "--file", str(untold))
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1


def test_it_can_be_turned_off(tmp_path):
    server = Server(tmp_path, config="findings: off\n")
    with RawStation(server.ocpp_port, "/F-3") as raw:
        for number in range(2):
            start(raw, number)
    server.wait_for("action:StartTransaction", count=2)
    assert server.entries("finding:*") == []
    server.stop()
