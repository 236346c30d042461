"""Disks that are full or read-only, and files that somebody removes: clear words, nothing else is lost, charging goes on."""

import asyncio
import json
import secrets

import pytest
from disks import mounted, remount
from program import Server, run, search, until
from stations import station

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"


def verified(data):
    done = run("store", "verify", "--json", data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


async def send(server, id, count=1, size=100):
    """A station that sends so many messages, each of which is answered."""
    async with station(server.ocpp_url, id, max_size=None) as point:
        for _ in range(count):
            await point.send("DataTransfer", vendor_id="v", data=secrets.token_urlsafe(size))


def recorded(server, id, count):
    asyncio.run(send(server, id, count))
    return server.wait_for(f"charger:{id} action:DataTransfer", count)


def test_a_disk_of_200_megabytes_that_fills_costs_nothing_that_was_recorded(tmp_path):
    with mounted(tmp_path / "disk", 200) as disk:
        # Nothing is sealed yet, so there is nothing old that could go.
        server = Server(tmp_path, config=DEBUG, data=disk.data)
        shown = {entry["id"]: entry for entry in recorded(server, "CP-before", 100)}
        disk.leave(12)

        async def fill():
            async with station(server.ocpp_url, "CP-large", max_size=None) as point:
                for number in range(200):
                    await point.send("DataTransfer", vendor_id="v", data=secrets.token_urlsafe(150_000))
                    if server.http.get("/readyz").status_code == 503:
                        return number
            raise AssertionError("the disk was never full")

        assert asyncio.run(fill()) > 10
        part = next(part for part in server.http.get("/healthz").json()["parts"] if part["name"] == "recorder")
        assert "is full" in part["detail"] and "Traffic is not affected" in part["detail"]
        # Charging goes on, what is there is read, and a copy is refused in words.
        asyncio.run(send(server, "CP-full", 5))
        assert server.entries("charger:CP-before action:DataTransfer")
        done = run("backup", str(disk.path / "backup"), data=disk.data)
        assert done.returncode == 4 and "is full" in done.stderr and str(disk.path) in done.stderr
        assert not list(disk.path.glob("backup/log-*"))

        server.kill()
        disk.free()
        server.start()
        after = {entry["id"]: entry for entry in server.entries()}
        assert all(after.get(id) == entry for id, entry in shown.items())
        assert recorded(server, "CP-after", 3)
        assert server.stop() == 0
        verified(disk.data)


def test_on_a_full_disk_the_oldest_entries_go_and_recording_goes_on(tmp_path):
    with mounted(tmp_path / "disk", 100) as disk:
        server = Server(tmp_path, "--segment-entries", "64", config=DEBUG, data=disk.data)
        asyncio.run(send(server, "CP-old", 600, size=30_000))
        until(lambda: (disk.data / "reserve").exists(), what="room is put aside")
        disk.leave(6)

        try:
            asyncio.run(send(server, "CP-new", 300, size=30_000))
            dropped = 'ocpplogs_store_dropped_entries_total{reason="disk_full"}'
            until(lambda: metric(server, dropped) > 0, what="old entries are dropped")
            # The last ones are there, and what was dropped is told.
            recorded(server, "CP-last", 3)
            part = next(part for part in server.http.get("/healthz").json()["parts"] if part["name"] == "store")
            assert "the oldest entries were dropped" in part["title"] + part["detail"], part
            assert "the oldest entries were dropped" in server.http.get("/logs").text
            assert len(server.entries("charger:CP-old action:DataTransfer")) < 600
            assert server.stop() == 0
            verified(disk.data)
        finally:
            if server.is_running():
                server.kill()


def metric(server, name):
    for line in server.http.get("/metrics").text.splitlines():
        if line.startswith(name + " "):
            return float(line.split()[-1])
    return 0


def test_a_disk_that_nobody_may_write_to_is_named_and_a_backup_on_it_is_read(tmp_path):
    with mounted(tmp_path / "disk", 32) as disk:
        server = Server(tmp_path, config=DEBUG, data=disk.data)
        recorded(server, "CP-1", 5)
        assert server.stop() == 0
        backup = disk.path / "backup"
        assert run("backup", str(backup), data=disk.data).returncode == 0
        remount(disk.path, "ro")
        try:
            done = run("serve", "--ocpp", "127.0.0.1:0", "--http", "127.0.0.1:0", data=disk.data)
            assert done.returncode == 2 and str(disk.data) in done.stderr, done.stderr
            assert len(done.stderr.strip().splitlines()) == 1
            done = run("backup", str(disk.path / "other"), data=backup)
            assert done.returncode == 2 and str(disk.path / "other") in done.stderr
            assert len(search("charger:CP-1 action:DataTransfer", backup)) == 5
            assert verified(backup)["entries"] >= 5
        finally:
            remount(disk.path, "rw")
        server.start()
        recorded(server, "CP-2", 1)
        assert server.stop() == 0


@pytest.mark.parametrize("pattern", ["log-*.sqlite", "log-*.sqlite*"])
def test_a_file_that_is_removed_under_the_server_costs_what_was_in_it_and_nothing_else(tmp_path, pattern):
    server = Server(tmp_path, config=DEBUG)
    before = recorded(server, "CP-before", 3)
    for path in server.data.glob(pattern):
        path.unlink()
    after = recorded(server, "CP-after", 3)
    server.told("a file of the log was removed while the program ran")
    assert min(number(entry) for entry in after) > max(number(entry) for entry in before)
    assert server.http.get("/readyz").status_code == 200
    server.kill()
    server.start()
    assert server.entries("charger:CP-after action:DataTransfer") == after
    later = recorded(server, "CP-later", 1)
    assert min(number(entry) for entry in later) > max(number(entry) for entry in after)
    assert server.stop() == 0
    verified(server.data)


def number(entry):
    return int(entry["id"].split("-")[1])


def test_a_file_that_was_put_in_the_place_of_another_is_not_written_to(tmp_path):
    server = Server(tmp_path, config=DEBUG)
    recorded(server, "CP-1", 1)
    path = next(server.data.glob("log-*.sqlite"))
    path.rename(path.with_suffix(".mine"))
    path.write_bytes(b"something else")
    asyncio.run(send(server, "CP-2", 3))
    until(lambda: server.http.get("/readyz").status_code == 503)
    server.told("restart the program")
    assert path.read_bytes() == b"something else"
    server.kill()
