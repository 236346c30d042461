"""`kill -9` at any moment of recording, sealing and copying: nothing that was shown is lost, and nothing has to be repaired.

Segments are small, so that a seal is never far away. `OCPPLOGS_KILLS` says how often it is killed; `make soak` does it two
hundred times.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter

import pytest
from program import BINARY, Server, run, until

KILLS = int(os.environ.get("OCPPLOGS_KILLS", "10"))
DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"
SEGMENT = 64


def begin(*arguments):
    return subprocess.Popen(
        [BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def sound(data):
    done = run("store", "verify", data=data)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.timeout(60 + 20 * KILLS)
def test_a_kill_at_any_moment_loses_nothing_and_leaves_nothing_to_repair(tmp_path, capsys):
    chance = random.Random(7)
    shown, backup = {}, tmp_path / "backup"
    server = Server(tmp_path, "--segment-entries", str(SEGMENT), config=DEBUG)
    for number in range(KILLS):
        stations = begin("simulate", "--chargers", "40", "--for", "600s", "--speed", "20", "--to", server.ocpp_url)
        copying = None
        try:
            before = server.page(limit=1)["entries"]
            until(lambda: server.page(limit=1)["entries"] != before, 30, "something is recorded")
            end = time.monotonic() + chance.uniform(0.1, 1.0)
            while time.monotonic() < end:
                for entry in server.page(limit=200)["entries"]:
                    shown[entry["id"]] = entry
                if copying is None and number % 2:
                    copying = begin("backup", str(backup), "--data", str(server.data))
        finally:
            server.kill()
            stations.terminate()
            stations.wait(20)
            if copying:
                kill(copying)
        sound(server.data)
        # What the kill left of a backup is no backup yet, or a sound one.
        if list(backup.glob("log-*.sqlite")):
            sound(backup)
        server.start()
    after = server.entries()
    assert server.stop() == 0
    ids = Counter(entry["id"] for entry in after)
    assert [id for id, count in ids.items() if count > 1] == []
    numbers = sorted(int(id.split("-")[1]) for id in ids)
    assert numbers == list(range(1, len(numbers) + 1))
    by_id = {entry["id"]: entry for entry in after}
    changed = {
        id: {key: (value, by_id[id][key]) for key, value in entry.items() if by_id[id].get(key) != value}
        for id, entry in shown.items() if by_id.get(id) != entry}
    assert changed == {}
    info = run("store", "info", "--json", data=server.data).stdout
    seals = int(info.split('"segments":')[1].split(",")[0])
    assert seals >= KILLS
    shutil.rmtree(backup, ignore_errors=True)
    assert run("backup", str(backup), data=server.data).returncode == 0
    sound(backup)
    with capsys.disabled():
        print(f"\n{KILLS} kills: {len(after)} entries in {seals} segments, {len(shown)} of them shown before a kill")
