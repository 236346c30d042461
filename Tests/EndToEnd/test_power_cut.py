"""A power cut at any moment: what was shown before is there after, nothing is there twice, and nothing has to be repaired.

`powercut.py` says what a cut leaves of what was not synced. `OCPPLOGS_CUTS` says how many there are; `make soak` makes 200.
`OCPPLOGS_SEED` is another seed.
"""

import asyncio
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter

import pytest
from powercut import Disk, Recording
from program import BINARY, Server, run, search
from stations import station

CUTS = int(os.environ.get("OCPPLOGS_CUTS", "10"))
SEED = int(os.environ.get("OCPPLOGS_SEED", "1"))
DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"


class Witness(threading.Thread):
    """Reads the newest entries again and again, and notes from which moment on each has been seen."""

    def __init__(self, server, recording):
        super().__init__(daemon=True)
        self.server, self.recording = server, recording
        self.seen = {}  # id: (moment, entry)
        self.over = threading.Event()

    def run(self):
        while not self.over.is_set():
            try:
                entries = self.server.page(limit=200)["entries"]
            except Exception:
                return  # the program is ending
            moment = self.recording.now()
            for entry in entries:
                self.seen.setdefault(entry["id"], (moment, entry))

    def end(self):
        self.over.set()
        self.join(20)


async def charge(url, id, seconds, transactions, recording):
    """A station that charges and sends large and small messages; each transaction id with the moment it came."""
    deadline = time.monotonic() + seconds
    async with station(url, id) as point:
        await point.send("BootNotification")
        while time.monotonic() < deadline:
            begun = await point.send(
                "StartTransaction", connectorId=1, idTag="04A2B3C4", meterStart=1, timestamp="2024-05-01T12:00:00Z")
            transactions.append((recording.now(), begun.transaction_id))
            for number in range(5):
                await point.send("MeterValues", connectorId=1, transactionId=begun.transaction_id)
                await point.send("DataTransfer", vendor_id="v", data=f"{number}-" * 2_000)
            await point.send(
                "StopTransaction", transactionId=begun.transaction_id, meterStop=2, timestamp="2024-05-01T13:00:00Z")


def back_up(recording, server):
    """A backup on the same disk, so that cuts meet it too."""
    subprocess.run(
        [BINARY, "backup", str(recording.directory / "backup"), "--data", str(server.data)], check=True,
        capture_output=True, env=recording.environment)


def record(recording, folder, rounds=2, seconds=3):
    """A controller with six stations and small segments that is ended and started again; what was seen of it, and the ids it gave."""
    server = Server(
        folder, "--segment-entries", "256", config=DEBUG, data=recording.directory / "data", environment=recording.environment)
    seen, transactions = {}, []
    for round in range(rounds):
        if round > 0:
            server.start()
        witness = Witness(server, recording)
        witness.start()

        async def fleet():
            await asyncio.gather(
                *(charge(server.ocpp_url, f"CP-{n}", seconds, transactions, recording) for n in range(6)))

        asyncio.run(fleet())
        witness.end()
        back_up(recording, server)
        for id, found in witness.seen.items():
            seen.setdefault(id, found)
        # The last time it is ended as if by the cut itself, so that also this moment has something unfinished.
        if round < rounds - 1:
            assert server.stop() == 0
        else:
            server.kill()
    return seen, transactions


def faults(data, seen, transactions, moment):
    """What is wrong with a directory after a cut at a moment; empty when all is well."""
    # Before anybody had seen anything there may be no log yet.
    wanted = {id: entry for id, (then, entry) in seen.items() if then <= moment}
    given = [id for then, id in transactions if then <= moment]
    done = run("search", "--json", "-n", "1000000", data=data)
    if done.returncode != 0:
        return [done.stderr] if wanted or "there is no" not in done.stderr else []
    found = [json.loads(line) for line in done.stdout.splitlines()]
    ids = [entry["id"] for entry in found]
    by_id = {entry["id"]: entry for entry in found}
    numbers = sorted(int(id.split("-")[1]) for id in ids)
    kept = data / "next-transaction-id"
    verified = run("store", "verify", data=data)
    backup = data.parent / "backup"
    copied = run("store", "verify", data=backup) if list(backup.glob("log-*.sqlite")) else None
    return [fault for fault in [
        copied and copied.returncode != 0 and f"backup: {copied.stdout}{copied.stderr}",
        verified.returncode != 0 and verified.stdout + verified.stderr,
        [f"twice: {id}" for id, count in Counter(ids).items() if count > 1],
        [f"lost: {id}" for id in wanted if id not in by_id],
        [f"changed: {id}" for id, entry in wanted.items() if id in by_id and by_id[id] != entry],
        numbers != list(range(1, len(numbers) + 1)) and f"the numbers are broken: {numbers[:3]} … {numbers[-3:]}",
        given and (not kept.exists() or int(kept.read_text()) <= max(given)) and f"{max(given)} may be given again",
    ] if fault]


def cuts(recording, count, seed, deaf=False):
    """Disks cut at random moments, each fifth while files are made: the moment and a function that builds the directory."""
    moments, chance = [line[0] for line in recording.lines()], random.Random(seed)
    moments = sorted(chance.sample(moments[:150], count // 5) + chance.sample(moments[150:], count - count // 5))
    disk = Disk(recording, deaf=deaf)
    for number, moment in enumerate(moments):
        disk.forward(moment)
        yield moment, lambda target, number=number: disk.build(seed * 1_000 + number, target)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("power-cut")
    recording = Recording(folder)
    return recording, *record(recording, folder)


@pytest.mark.timeout(120 + 10 * CUTS)
def test_a_power_cut_loses_nothing_that_was_seen_and_leaves_nothing_to_repair(recorded, tmp_path, capsys):
    recording, seen, transactions = recorded
    assert len(seen) > 100 and len(transactions) > 5
    wrong = {}
    for number, (moment, build) in enumerate(cuts(recording, CUTS, SEED)):
        disk = tmp_path / f"cut-{number}"
        build(disk)
        if found := faults(disk / "data", seen, transactions, moment):
            wrong[number, moment] = found[:5]
        else:
            shutil.rmtree(disk)
    with capsys.disabled():
        print(f"\n{CUTS} power cuts (seed {SEED}) in {recording.now() >> 20} MiB of writing, {len(seen)} entries seen")
    assert wrong == {}


def test_after_a_power_cut_the_program_starts_and_gives_no_number_twice(recorded, tmp_path):
    recording, seen, transactions = recorded
    for number, (moment, build) in enumerate(cuts(recording, 2, SEED + 1)):
        disk = tmp_path / f"cut-{number}"
        build(disk)
        before = {entry["id"] for entry in search("", disk / "data", "-n", "1000000")}
        server = Server(tmp_path / f"server-{number}", config=DEBUG, data=disk / "data")
        asyncio.run(charge(server.ocpp_url, "CP-after", 0.1, [], recording))
        new = server.wait_for("charger:CP-after action:StopTransaction")
        assert before.isdisjoint(entry["id"] for entry in new)
        assert server.stop() == 0
        assert faults(disk / "data", seen, transactions, moment) == []


def test_the_same_check_fails_on_a_disk_that_lies_about_syncs(recorded, tmp_path):
    recording, seen, transactions = recorded
    wrong = 0
    for number, (moment, build) in enumerate(cuts(recording, 5, SEED + 2, deaf=True)):
        disk = tmp_path / f"cut-{number}"
        build(disk)
        wrong += faults(disk / "data", seen, transactions, moment) != []
    assert wrong >= 2


WRITER = textwrap.dedent("""
    import sqlite3, sys
    path, journal, synchronous = sys.argv[1:]
    database = sqlite3.connect(path, isolation_level=None)
    database.execute(f"PRAGMA journal_mode = {journal}")
    database.execute(f"PRAGMA synchronous = {synchronous}")
    database.execute("PRAGMA wal_autocheckpoint = 40")
    database.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)")
    for n in range(1, 201):
        database.execute("INSERT INTO t VALUES (?, ?)", (n, bytes([n % 256]) * 3000))
        print(n, flush=True)
        sys.stdin.readline()
    """)


def rows_lost(folder, journal, synchronous):
    """Cuts a small writer 40 times; how many of the images lack a row that was committed, or cannot be read."""
    recording = Recording(folder)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, recording.directory / "a.sqlite", journal, synchronous], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=recording.environment)
    committed = []
    for line in writer.stdout:
        committed.append((recording.now(), int(line)))
        writer.stdin.write("\n")
        writer.stdin.flush()
    assert writer.wait(20) == 0 and len(committed) == 200
    bad = 0
    for number, (moment, build) in enumerate(cuts(recording, 40, SEED)):
        disk = recording.directory.parent / f"cut-{number}"
        build(disk)
        wanted = {n for then, n in committed if then <= moment}
        try:
            with sqlite3.connect(disk / "a.sqlite") as database:
                found = [row[0] for row in database.execute("SELECT n FROM t")] if wanted else []
                sound = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            database.close()
        except sqlite3.DatabaseError:
            found, sound = [], False
        bad += not sound or not wanted <= set(found)
    return bad


@pytest.mark.parametrize(
    ("journal", "synchronous", "is_safe"),
    [("WAL", "FULL", True), ("WAL", "NORMAL", False), ("WAL", "OFF", False),
     # EXTRA syncs the directory as well, after the journal's name is gone: FULL may lose the last commit.
     ("DELETE", "EXTRA", True), ("DELETE", "FULL", False), ("DELETE", "OFF", False)])
def test_the_model_says_of_sqlite_what_its_documentation_says(tmp_path, journal, synchronous, is_safe):
    assert (rows_lost(tmp_path, journal, synchronous) == 0) == is_safe
