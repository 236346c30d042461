"""Health, readiness and metrics while the disk is really full: traffic flows, and everything says what is going on."""

import asyncio
import json
import re
from contextlib import ExitStack

from disks import MEBIBYTE, mounted
from program import serving, until
from rawstation import RawStation
from stations import CSMS, station

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\nlog: {format: json}\n"


def metrics(server):
    """Every sample by its name and labels."""
    answer = server.http.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def recorder(server):
    """What /healthz says of the recorder; it is served whatever happens."""
    answer = server.http.get("/healthz")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    return next(part for part in answer.json()["parts"] if part["name"] == "recorder")


def memory_of(server):
    """Resident memory of the process, in MiB."""
    status = open(f"/proc/{server.process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


def test_a_program_that_records_is_ready_and_counts(controller):
    with RawStation(controller.ocpp_port, "/D-health") as raw:
        raw.call("1", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
    controller.wait_for("charger:D-health kind:connection", count=2)
    ready = controller.http.get("/readyz")
    assert ready.status_code == 200
    assert [part["name"] for part in ready.json()["parts"]] == ["recorder", "store", "ocpp_port"]
    found = metrics(controller)
    assert found['ocpplogs_entries_recorded_total{kind="exchange"}'] >= 1
    assert found["ocpplogs_frames_lost_total"] == 0
    assert found['ocpplogs_commit_seconds_bucket{le="+Inf"}'] == found["ocpplogs_commit_seconds_count"] >= 1
    assert found["ocpplogs_store_bytes"] > 0
    assert found['ocpplogs_part_status{part="recorder"}'] == 0
    assert "class=\"notice" not in controller.http.get("/logs").text


def test_traffic_flows_over_a_full_disk_and_afterwards_a_gap_says_what_is_missing(tmp_path):
    async def conversation(stack):
        disk = stack.enter_context(mounted(tmp_path / "disk", 192))
        async with CSMS(max_size=4 * MEBIBYTE) as csms:
            server = await asyncio.to_thread(
                lambda: stack.enter_context(
                    serving(tmp_path, "--upstream", csms.url, config=DEBUG, data=disk.data)))
            async with station(server.ocpp_url, "CP-full", max_size=4 * MEBIBYTE) as point:
                await point.send("BootNotification")
                await asyncio.to_thread(server.wait_for, "charger:CP-full kind:exchange", 1)
                assert server.http.get("/readyz").status_code == 200

                disk.fill()
                await point.send("Heartbeat")
                await asyncio.to_thread(until, lambda: server.http.get("/readyz").status_code == 503)
                part = recorder(server)
                assert part["status"] == "failing" and part["title"] == "recording has stopped" and part["since"]
                assert "is full. Traffic is not affected." in part["detail"]
                assert "Make room on it: recording then goes on by itself" in part["detail"]
                assert metrics(server)["ocpplogs_commits_failing"] == 1

                # More than may wait: every request is answered all the same.
                for number in range(110):
                    await point.send("DataTransfer", vendor_id="v", data="x" * 700_000)
                # Frames are counted beside the traffic: the last answer may be on its way before its frame is.
                await asyncio.to_thread(until, lambda: metrics(server)["ocpplogs_frames_lost_total"] > 0)
                found = metrics(server)
                assert found["ocpplogs_frames_being_lost"] == 1
                assert found["ocpplogs_recorder_queue_bytes"] <= found["ocpplogs_recorder_queue_limit_bytes"]
                assert memory_of(server) < 350
                for path in ["/logs", f"/entries/{server.entries('kind:connection')[0]['id']}"]:
                    page = server.http.get(path).text
                    assert "Recording has stopped</strong> since " in page and "are missing so far" in page
                    assert "Make room on it: recording then goes on by itself" in page

                await asyncio.to_thread(disk.free)
                await asyncio.to_thread(until, lambda: server.http.get("/readyz").status_code == 200)
                gap = (await asyncio.to_thread(server.wait_for, "kind:gap"))[0]
                await point.send("Heartbeat")
                await asyncio.to_thread(
                    until, lambda: "class=\"notice" not in server.http.get("/logs").text)

            assert gap["charger_id"] == "CP-full" and gap["reason"] == "disk_full"
            marked = server.http.get("/logs?since=1h").text
            assert f"{sum(one['missing'] for one in server.entries('kind:gap')):,} frames not recorded" in marked
            assert "/logs?q=kind:gap&amp;from=" in marked
            lost = metrics(server)["ocpplogs_frames_lost_total"]
            assert sum(entry["missing"] for entry in server.entries("kind:gap")) == lost
            assert re.match(
                rf"{gap['missing']} frames are missing: the log could not be written "
                r"\(the disk that holds \S+ is full\); from \S+Z to \S+Z", gap["detail"])
            # What was not lost is there: boot, two heartbeats, and what had room to wait.
            # Messages this large may also be lost before they are read: then their partners stand alone.
            exchanges, alone = server.entries("kind:exchange"), server.entries("kind:orphan OR kind:unanswered")
            assert len(exchanges) * 2 + len(alone) + lost == 2 * (1 + 2 + 110)

            lines = [json.loads(line) for line in server.log.read_text().splitlines()]
            messages = [line["message"] for line in lines]
            assert "the log is written again" in messages and "no more frames are being lost" in messages
            assert len(lines) < 12

    with ExitStack() as stack:
        asyncio.run(conversation(stack))


def test_a_controller_starts_on_a_full_disk_and_gives_no_transaction_id_twice(tmp_path):
    def begin(server, charger):
        with RawStation(server.ocpp_port, f"/{charger}") as raw:
            return raw.call("t", "StartTransaction", {
                "connectorId": 1, "idTag": "T", "meterStart": 0, "timestamp": "2026-11-24T10:00:00Z",
            })[2]["transactionId"]

    with mounted(tmp_path / "disk", 16) as disk, serving(tmp_path, config=DEBUG, data=disk.data) as server:
        given = [begin(server, "CP-1")]
        server.wait_for("charger:CP-1 kind:connection", count=2)
        for _ in range(2):
            disk.fill()
            server.kill()
            server.start()
            given.append(begin(server, "CP-2"))
            until(lambda: server.http.get("/readyz").status_code == 503)
        assert given == [1, 1001, 2001]
        disk.free()
        until(lambda: server.http.get("/readyz").status_code == 200)
        server.wait_for("charger:CP-2 kind:exchange")
