"""`PUT` and `DELETE /api/v1/sites/{id}/level`: kept, in force at once, over restarts and over a broken file."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from program import Server, serving
from rawstation import RawStation

CONFIG = "sites: [{id: depot-7, level: info, chargers: ['D-*']}]\n"


@pytest.fixture
def server(tmp_path):
    with serving(tmp_path, config=CONFIG) as server:
        yield server


def put(server, body, site="depot-7"):
    token = (server.data / "token").read_text().strip()
    return server.http.put(
        f"/api/v1/sites/{site}/level", content=json.dumps(body), headers={"Authorization": f"Bearer {token}"})


def delete(server, site="depot-7"):
    token = (server.data / "token").read_text().strip()
    return server.http.delete(f"/api/v1/sites/{site}/level", headers={"Authorization": f"Bearer {token}"})


def test_a_level_counts_from_the_next_message_on_and_is_taken_back(server):
    with RawStation(server.ocpp_port, "/D-1") as station:
        station.call("before", "Heartbeat", {})
        # What still waits to be written goes by the new level too: when this is written the heartbeat was decided about.
        station.call("mark", "Authorize", {"idTag": "04A2"})
        server.wait_for("id:mark")
        answer = put(server, {"level": "debug", "reason": "connector 1 does not lock"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["level"], told["configured"], told["override"]["by"]) == ("debug", "info", "token")
        station.call("during", "Heartbeat", {})
        server.wait_for("id:during")
        back = delete(server)
        assert back.json() == {"site_id": "depot-7", "level": "info", "configured": "info", "override": None}
        station.call("after", "Heartbeat", {})
        station.call("end", "Authorize", {"idTag": "04A2"})
        server.wait_for("id:end")
        assert [entry["unique_id"] for entry in server.entries("action:Heartbeat")] == ["during"]
    changes = [json.loads(line) for line in (server.data / "level-changes.ndjson").read_text().splitlines()]
    assert [(change["from"], change["to"]) for change in changes] == [("info", "debug"), ("debug", "info")]
    assert changes[0]["reason"] == "connector 1 does not lock"
    assert "the level of a site was changed" in server.log.read_text()


def test_a_level_stays_over_a_restart_until_its_time_is_over(tmp_path):
    server = Server(tmp_path, config=CONFIG)
    until = (datetime.now(timezone.utc) + timedelta(hours=1)).isoformat()
    assert put(server, {"level": "debug", "until": until}).status_code == 200
    server.kill()
    server.start()
    with RawStation(server.ocpp_port, "/D-1") as station:
        station.call("1", "Heartbeat", {})
        server.wait_for("action:Heartbeat")
    server.stop()
    kept = server.data / "levels.json"
    over = json.loads(kept.read_text())
    over["overrides"][0]["until"] = "2020-01-01T00:00:00Z"
    kept.write_text(json.dumps(over))
    server.start()
    with RawStation(server.ocpp_port, "/D-1") as station:
        station.call("2", "Heartbeat", {})
        station.call("3", "Authorize", {"idTag": "04A2"})
        server.wait_for("id:3")
    assert len(server.entries("action:Heartbeat")) == 1
    server.stop()
    changes = [json.loads(line) for line in (server.data / "level-changes.ndjson").read_text().splitlines()]
    assert [change["what"] for change in changes] == ["set", "ended"]
    assert (changes[1]["at"], changes[1]["from"], changes[1]["to"], changes[1]["by"]) == (
        "2020-01-01T00:00:00.000000Z", "debug", "info", "token")
    assert json.loads(kept.read_text()) == {"overrides": []}


def test_a_broken_file_is_told_and_put_aside(tmp_path):
    server = Server(tmp_path, config=CONFIG)
    server.stop()
    (server.data / "levels.json").write_text('{"overrides": [{"site_id"')
    server.start()
    server.told("levels that were set cannot be read")
    assert (server.data / "levels.json.broken").exists()
    assert put(server, {"level": "debug"}).json()["level"] == "debug"
    server.stop()


@pytest.mark.parametrize("body, parameter", [
    ({}, "level"), ({"level": "all"}, "level"), ({"level": "debug", "until": "2020-01-01T00:00:00Z"}, "until"),
    ({"level": "debug", "until": "soon"}, "until"), ({"level": "debug", "reason": 7}, "reason"),
    ({"level": "debug", "reason": "x" * 501}, "reason"), ({"level": "debug", "by": "me"}, "by"),
])
def test_a_body_that_says_something_else_is_refused(server, body, parameter):
    answer = put(server, body)
    assert answer.status_code == 400 and answer.json()["code"] == "bad_body"
    assert answer.json()["parameter"] == parameter


def test_an_unknown_site_is_not_found_and_writing_wants_the_token(server):
    for answer in [put(server, {"level": "debug"}, "nowhere"), delete(server, "nowhere")]:
        assert answer.status_code == 404 and answer.json()["code"] == "not_found"
    assert server.http.put("/api/v1/sites/depot-7/level", content="{}").status_code == 401
    assert put(server, {"level": "debug"}, "default").json()["configured"] == "info"
