"""Retention: what is too old goes, what is not stays, also when the program is killed while it drops and rewrites.

`OCPPLOGS_KILLS` says how often it is killed; `make soak` does it two hundred times.
"""

import json
import os
import random
import time
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from program import Server, run, until

KILLS = int(os.environ.get("OCPPLOGS_KILLS", "10"))
SEGMENT = 64
ENTRIES = 3_000


def body(count, age_in_days):
    """Exchanges in the eight-field form: every second one is a Heartbeat, which only `debug` keeps."""
    begin = datetime.now(timezone.utc) - timedelta(days=age_in_days)
    lines = []
    for number in range(count):
        is_debug = number % 2
        request = {} if is_debug else {"connectorId": 1, "errorCode": "NoError", "status": "Available", "info": f"n{number}"}
        lines.append(json.dumps({
            "action": "Heartbeat" if is_debug else "StatusNotification", "connector_id": 1, "request": request,
            "charger_id": f"CP-{number % 7}", "response": {}, "unique_id": f"m{number}", "source": "cp",
            "datetime": (begin + timedelta(seconds=number)).isoformat()}))
    return "\n".join(lines)


def filled(tmp_path, *batches):
    """A server whose log has these batches (number of entries, age in days), sealed."""
    server = Server(tmp_path, "--segment-entries", str(SEGMENT))
    token = (server.data / "token").read_text().strip()
    for count, age in batches:
        answer = server.http.post(
            "/api/v1/entries", content=body(count, age),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"})
        assert answer.status_code == 200 and answer.json()["added"] == count, answer.text
    assert server.stop() == 0
    assert run("store", "seal", data=server.data).returncode == 0
    return server


def keeping(server, retention):
    path = server.directory / "retention.yaml"
    path.write_text(f"retention: {retention}\n")
    server.options += ["--config", str(path)]


def sound(data):
    done = run("store", "verify", data=data)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_level_and_site_is_kept_as_long_as_the_configuration_says(tmp_path):
    server = filled(tmp_path, (200, 10), (200, 100))
    keeping(server, "{info: 30d, debug: 1d}")
    server.start()
    until(lambda: len(server.entries()) == 100, 30, "old entries go")
    left = server.entries()
    assert {entry["action"] for entry in left} == {"StatusNotification"}
    assert server.stop() == 0
    sound(server.data)


@pytest.mark.timeout(60 + 20 * KILLS)
def test_a_kill_while_entries_are_dropped_loses_none_that_is_to_stay(tmp_path, capsys):
    chance = random.Random(11)
    server = filled(tmp_path, (ENTRIES, 10))
    keeping(server, "{info: 30d, debug: 1d}")
    for _ in range(KILLS):
        server.start()
        time.sleep(chance.uniform(0, 0.15))  # the moment of the kill, not a wait for something
        server.kill()
        sound(server.data)
    server.start()
    until(lambda: not server.page("action:Heartbeat", limit=1)["entries"], 60, "debug entries are gone")
    left = Counter(entry["unique_id"] for entry in server.entries())
    assert left == Counter({f"m{number}": 1 for number in range(0, ENTRIES, 2)})
    assert server.stop() == 0
    sound(server.data)
    with capsys.disabled():
        print(f"\n{KILLS} kills while {ENTRIES} entries in segments of {SEGMENT} were gone through")
