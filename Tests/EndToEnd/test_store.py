"""The log on the disk: its figures, sealing, verifying, damage, backup and restoring, as the commands tell them."""

import asyncio
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest
from program import BINARY, Server, run, search, until
from stations import station

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"
SEGMENT = "256"
PARTS = ["meta", "uid", "text", "num"]
FLIPS = 3  # of each part


def told(*arguments, data=None, code=0):
    """What a command says with --json."""
    done = run(*arguments, "--json", data=data)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout)


def everything(data, code=0):
    """Every entry that can be read, with its frames."""
    return {entry["id"]: entry for entry in search("", data, "--fields", "all", "-n", "1000000", code=code)}


def record(server, name="CP", stations=4, rounds=6):
    """A few hundred entries of stations that charge."""
    async def charge(id):
        async with station(server.ocpp_url, id) as point:
            await point.send("BootNotification")
            for number in range(rounds):
                begun = await point.send(
                    "StartTransaction", connectorId=1, idTag=f"TAG{number}", meterStart=1,
                    timestamp="2024-05-01T12:00:00Z")
                for value in range(5):
                    await point.send("MeterValues", connectorId=1, transactionId=begun.transaction_id)
                    await point.send("DataTransfer", vendor_id="v", data=f"{id} {number} {value} " * 20)
                await point.send(
                    "StopTransaction", transactionId=begun.transaction_id, meterStop=2,
                    timestamp="2024-05-01T13:00:00Z")

    async def fleet():
        await asyncio.gather(*(charge(f"{name}-{number}") for number in range(stations)))

    asyncio.run(fleet())
    server.wait_for(f"charger:{name}-* kind:connection", 2 * stations)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A log of which all but a few entries are sealed, in small segments; nobody writes to it."""
    folder = tmp_path_factory.mktemp("sealed")
    server = Server(folder, "--segment-entries", SEGMENT, config=DEBUG)
    record(server)
    assert server.stop() == 0
    told("store", "seal", data=server.data)
    server.start()
    record(server, "HOT", stations=1, rounds=1)
    assert server.stop() == 0
    return server.data


@pytest.fixture
def copied(sealed, tmp_path):
    """The same log, to be spoilt."""
    return shutil.copytree(sealed, tmp_path / "data")


def month_file(data):
    return sorted(data.glob("log-*.sqlite"))[-1]


def test_info_counts_what_there_is(sealed):
    info = told("store", "info", data=sealed)
    entries = everything(sealed)
    assert info["entries"] == len(entries) == info["hot"] + info["sealed"]
    assert info["hot"] == sum(entry["charger_id"] == "HOT-0" for entry in entries.values())
    assert info["segments"] >= 1 and info["damaged"] == []
    times = [entry["datetime"] for entry in entries.values()]
    assert (info["oldest"], info["newest"]) == (min(times), max(times))
    on_disk = sum(path.stat().st_size for path in sealed.glob("log-*.sqlite*"))
    assert abs(info["bytes"] - on_disk) <= 65_536
    assert info["bytes_per_entry"] == pytest.approx(info["bytes"] / info["entries"], abs=0.01)
    assert sum(month["entries"] for month in info["months"]) == info["entries"]
    text = run("store", "info", data=sealed).stdout
    assert f"{info['entries']:,}" in text and info["months"][0]["month"] in text and info["oldest"] in text


def test_a_sound_log_is_told_to_be_sound(sealed):
    done = run("store", "verify", data=sealed)
    assert done.returncode == 0 and "is sound" in done.stdout, done.stdout
    found = told("store", "verify", data=sealed)
    info = told("store", "info", data=sealed)
    assert found["sound"] and found["damages"] == [] and found["lost"] == 0
    assert (found["entries"], found["segments"]) == (info["entries"], info["segments"])


def test_sealing_packs_everything_and_changes_nothing(copied):
    before = everything(copied)
    hot = told("store", "info", data=copied)["hot"]
    assert hot > 0
    assert told("store", "seal", data=copied)["sealed"] == hot
    info = told("store", "info", data=copied)
    assert info["hot"] == 0 and info["bytes"] - info["sealed_bytes"] < 2 << 20
    assert everything(copied) == before
    assert told("store", "seal", data=copied)["sealed"] == 0
    assert told("store", "verify", data=copied)["sound"]


@pytest.mark.parametrize("command", [["store", "info"], ["store", "verify"], ["store", "seal"], ["backup", "x"]])
def test_where_no_log_is_nothing_is_made(tmp_path, command):
    done = run(*command, data=tmp_path / "nothing", cwd=tmp_path)
    assert done.returncode == 2 and str(tmp_path / "nothing") in done.stderr
    assert list(tmp_path.iterdir()) == []


def flipped(body, place):
    changed = bytearray(body)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def spoil(data, table, column, id, place):
    """Flips one bit of a value."""
    with closing(sqlite3.connect(month_file(data))) as database, database:
        body = database.execute(f"SELECT {column} FROM {table} WHERE id = ?", (id,)).fetchone()[0]
        database.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (flipped(body, place), id))


def rows(data, table):
    with closing(sqlite3.connect(month_file(data))) as database:
        return [row[0] for row in database.execute(f"SELECT id FROM {table} ORDER BY id")]


def size(data, table, column, id):
    with closing(sqlite3.connect(month_file(data))) as database:
        return database.execute(f"SELECT LENGTH({column}) FROM {table} WHERE id = ?", (id,)).fetchone()[0]


@pytest.mark.parametrize("part", PARTS)
def test_a_flipped_bit_in_a_part_is_named_and_costs_that_block_alone(sealed, tmp_path, part):
    chance = random.Random(f"flip {part}")
    whole = everything(sealed)
    places = [id for id in rows(sealed, "parts") if id & 7 == PARTS.index(part)]
    for number in range(FLIPS):
        data = shutil.copytree(sealed, tmp_path / str(number))
        id = chance.choice(places)
        spoil(data, "parts", "body", id, chance.randrange(8 * size(data, "parts", "body", id)))
        found = told("store", "verify", data=data, code=1)
        assert len(found["damages"]) == 1, found
        damage = found["damages"][0]
        assert (damage["file"], damage["segment"], damage["block"], damage["part"]) == (
            month_file(data).name, id >> 8, id >> 3 & 31, part)
        rest = everything(data, code=5)
        gone = [entry for id, entry in whole.items() if id not in rest]
        assert len(gone) == damage["entries"] == found["lost"] > 0
        assert all(rest[id] == whole[id] for id in rest)
        times = [entry["datetime"] for entry in gone]
        assert (min(times), max(times)) == (damage["oldest"], damage["newest"])
        assert {entry["charger_id"] for entry in gone} == set(damage["charger_ids"])
        text = run("store", "verify", data=data)
        assert text.returncode == 1 and f"segment {id >> 8}, block {id >> 3 & 31}, {part}" in text.stdout
        asked = run("search", "-n", "100000", data=data)
        assert asked.returncode == 5 and "could not be read, since the log is damaged" in asked.stderr
        if part == "text":
            # Two letters may stand in every block: each has to be read.
            counted = run("stats", "er", data=data)
            assert counted.returncode == 5 and "could not be read, since the log is damaged" in counted.stderr


def test_a_flipped_bit_in_a_filter_is_found_and_costs_no_entry(sealed, tmp_path):
    chance = random.Random("filters")
    whole = everything(sealed)
    for number, id in enumerate(chance.sample(rows(sealed, "filters"), 2)):
        data = shutil.copytree(sealed, tmp_path / str(number))
        spoil(data, "filters", "body", id, chance.randrange(8 * size(data, "filters", "body", id)))
        found = told("store", "verify", data=data, code=1)
        assert {damage["part"] for damage in found["damages"]} == {"planes" if id & 0xFFFFFF == 0 else "ids"}
        assert found["lost"] == 0 and everything(data) == whole


@pytest.mark.parametrize(("column", "part"), [("summary", "summary"), ("grams", "union")])
def test_a_flipped_bit_in_what_is_known_of_a_segment_is_named(sealed, tmp_path, column, part):
    data = shutil.copytree(sealed, tmp_path / "data")
    id = rows(data, "segments")[0]
    spoil(data, "segments", column, id, 8 * (size(data, "segments", column, id) // 2))
    found = told("store", "verify", data=data, code=1)
    assert [(damage["segment"], damage["part"]) for damage in found["damages"]] == [(id, part)]


def test_pages_and_api_say_that_entries_may_be_missing(copied, tmp_path):
    id = [id for id in rows(copied, "parts") if id & 7 == PARTS.index("text")][0]
    spoil(copied, "parts", "body", id, 8 * (size(copied, "parts", "body", id) // 2))
    server = Server(tmp_path / "server", config=DEBUG, data=copied)
    found = server.page(limit=1000)
    assert found["unreadable"] > 0 and found["entries"]
    assert "Entries may be missing" in server.http.get("/logs", params={"q": "DataTransfer"}).text
    # Two letters may stand in every block: each has to be read, and the damaged one is not counted.
    for call in [{"path": "facets", "key": "kind"}, {"path": "histogram", "from": "2020-01-01T00:00:00Z"}]:
        path = call.pop("path")
        counted = server.http.get(f"/api/v1/{path}", params={"q": "er", **call}).json()
        assert counted["unreadable"] > 0, counted
    record(server, "NEW", stations=1, rounds=1)
    assert server.entries("charger:NEW-0")
    assert server.stop() == 0


def test_a_backup_while_serving_is_restored_as_it_was(tmp_path):
    server = Server(tmp_path, "--segment-entries", SEGMENT, config=DEBUG)
    record(server, stations=2)
    backup, restored = tmp_path / "backup", tmp_path / "restored"
    before = everything(server.data)
    first = told("backup", str(backup), data=server.data)
    assert first["copied"] == [month_file(server.data).name] and first["bytes"] > 0
    assert not list(backup.glob("*.part"))
    record(server, "LATER", stations=1, rounds=1)
    given = max(int(e["response"]["transactionId"]) for e in server.entries("action:StartTransaction"))
    last = max(int(entry["id"].split("-")[1]) for entry in server.entries())
    assert server.stop() == 0

    assert everything(backup).keys() >= before.keys()
    assert told("restore", str(backup), data=restored)["restored"] == first["copied"]
    assert everything(restored) == everything(backup)
    assert not list(backup.glob("*-wal")) and not list(backup.glob("*-shm"))
    # What is recorded from here on has ids of its own, and transactions theirs.
    again = Server(tmp_path / "again", config=DEBUG, data=restored)
    record(again, "AGAIN", stations=1, rounds=1)
    new = again.entries("charger:AGAIN-0")
    assert {e["id"].split("-")[0] for e in new}.isdisjoint(id.split("-")[0] for id in before)
    begun = [e for e in new if e["action"] == "StartTransaction"]
    assert all(int(e["response"]["transactionId"]) > given for e in begun) and begun and last > 0
    for id in list(before)[:3]:
        assert again.entry(id)["id"] == id
    assert again.stop() == 0
    assert told("store", "verify", data=restored)["sound"]


@pytest.mark.parametrize("inside", ["", "backup"])
def test_a_log_is_not_copied_into_itself(copied, inside):
    before = everything(copied)
    done = run("backup", str(copied / inside), data=copied)
    assert done.returncode == 2 and "lies in the data directory" in done.stderr
    assert everything(copied) == before and not (copied / "backup").exists()


def test_what_has_not_changed_is_not_copied_again(sealed, tmp_path):
    backup = tmp_path / "backup"
    name = month_file(sealed).name
    assert told("backup", str(backup), data=sealed)["copied"] == [name]
    again = told("backup", str(backup), data=sealed)
    assert (again["copied"], again["unchanged"]) == ([], [name])


def test_a_backup_that_was_broken_off_can_be_run_again(sealed, tmp_path):
    backup = tmp_path / "backup"
    for pause in [0.0, 0.02, 0.05, 0.1]:
        command = subprocess.Popen(
            [BINARY, "backup", str(backup), "--data", str(sealed)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            command.wait(pause)
        except subprocess.TimeoutExpired:
            command.send_signal(signal.SIGKILL)
            command.wait()
        command.stderr.close()
    told("backup", str(backup), data=sealed)
    assert everything(backup) == everything(sealed)
    assert told("store", "verify", data=backup)["sound"] and not list(backup.glob("*.part"))


def test_restoring_overwrites_nothing(sealed, tmp_path):
    backup = tmp_path / "backup"
    told("backup", str(backup), data=sealed)
    target = tmp_path / "target"
    target.mkdir()
    (target / "file").write_text("mine")
    done = run("restore", str(backup), data=target)
    assert done.returncode == 2 and f"{target} is not empty" in done.stderr
    assert [path.name for path in target.iterdir()] == ["file"]


def test_a_damaged_backup_is_restored_only_when_that_is_asked_for(sealed, tmp_path):
    backup, target = tmp_path / "backup", tmp_path / "target"
    told("backup", str(backup), data=sealed)
    id = rows(backup, "parts")[0]
    spoil(backup, "parts", "body", id, 8 * (size(backup, "parts", "body", id) // 2))
    done = run("restore", str(backup), data=target)
    assert done.returncode == 1 and "is damaged" in done.stderr and "--even-damaged" in done.stderr
    assert not target.exists()
    assert run("restore", str(backup), "--even-damaged", data=target).returncode == 0
    assert everything(target, code=5) == everything(backup, code=5)


def test_a_running_server_is_not_sealed_from_outside(tmp_path):
    server = Server(tmp_path, config=DEBUG)
    done = run("store", "seal", data=server.data)
    assert done.returncode == 2 and "another ocpplogs" in done.stderr
    assert server.stop() == 0
