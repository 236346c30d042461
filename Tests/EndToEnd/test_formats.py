"""Logs of other programs: `import` and `--file` recognise them, read every frame, and let nothing vanish."""

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import httpx
import pytest
from program import run, search, serving

EVCC = """\
[main  ] INFO 2026/04/26 11:11:20 evcc 0.204.0
[ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-7: [2,"1","BootNotification",{"chargePointVendor":"Vestel","chargePointModel":"E"}]
[ocpp  ] TRACE 2026/04/26 11:11:26 send CP-7: [3,"1",{"status":"Accepted","currentTime":"2026-04-26T09:11:26Z","interval":60}]
[ocpp  ] TRACE 2026/04/26 11:12:00 recv CP-7: [2,"2","StatusNotification",{"connectorId":1,"errorCode":"GroundFailure","status":"Faulted"}]
[ocpp  ] TRACE 2026/04/26 11:12:01 send CP-7: [3,"2",{}]
[ocpp  ] TRACE 2026/04/26 11:13:00 recv CP-7: [2,"3","MeterValues",{"connectorId":1,"meterValue":[
a line of something else, password=hunter2
"""
# Its times say no zone, and no answer in it does.
STEVE = """\
[INFO ] 2026-07-01 12:00:00,500 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp1-2) - [chargeBoxId=CP-8, sessionId=1] \
Received: [2,"1","Authorize",{"idTag":"04A2"}]
[INFO ] 2026-07-01 12:00:00,600 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp1-2) - [chargeBoxId=CP-8, sessionId=1] \
Sending: [3,"1",{"idTagInfo":{"status":"Blocked"}}]
"""
FRAMES = '[2,"1","Heartbeat",{}]\n[3,"1",{}]\n'


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def evcc(tmp_path):
    log = tmp_path / "evcc.log"
    log.write_text(EVCC)
    return log


def test_a_log_is_recognised_taken_over_once_and_found(evcc, data):
    first = run("import", str(evcc), "--site", "depot-7", data=data)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith(f"{evcc}: 3 entries added, 0 there already, 0 lines rejected\n  read as evcc: ")
    assert "1 line: the line holds no frame (first: line 1)" in first.stdout
    assert "1 answer of the CSMS in it tells that it is +02:00" in first.stdout
    assert "0 entries added, 3 there already" in run("import", str(evcc), "--site", "depot-7", data=data).stdout
    fault = search("status:Faulted", data)[0]
    assert (fault["charger_id"], fault["datetime"], fault["source"], fault["latency_ms"], fault["site_id"]) == (
        "CP-7", "2026-04-26T09:12:00.000000Z", "cp", 1000, "depot-7")
    cut = search("kind:malformed", data)[0]
    assert cut["datetime"] == "2026-04-26T09:13:00.000000Z" and cut["source"] == "cp"
    assert cut["request_text"].startswith('[2,"3","MeterValues"')


def test_dry_run_prints_what_would_come_in_and_keeps_nothing(evcc, data):
    done = run("import", "--dry-run", "--tz", "Europe/Berlin", str(evcc), data=data)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3 and "Faulted" in done.stdout
    assert "3 entries would be added" in done.stderr
    assert not data.exists()


def test_what_holds_no_frame_is_listed_where_it_is_asked_for_without_secrets(evcc, data, tmp_path):
    rejects = tmp_path / "left-out.ndjson"
    done = run("import", str(evcc), "--rejects", str(rejects), data=data)
    assert f"each is listed in {rejects}" in done.stdout
    listed = [json.loads(text) for text in rejects.read_text().splitlines()]
    assert [(each["line"], each["code"]) for each in listed] == [(1, "no_frame"), (7, "not_known")]
    assert listed[0]["text"] == EVCC.splitlines()[0]
    assert listed[1]["text"] == "a line of something else, password: ***"


def test_a_zone_that_nobody_knows_is_asked_for_and_never_guessed(tmp_path, data):
    log = tmp_path / "steve.log"
    log.write_text(STEVE)
    refused = run("import", str(log), data=data)
    assert refused.returncode == 2 and "name no zone" in refused.stderr and "--tz Europe/Berlin" in refused.stderr
    assert run("import", str(log), "--tz", "Europe/Berlin", data=data).returncode == 0
    assert search("idtag:04A2", data)[0]["datetime"] == "2026-07-01T10:00:00.500000Z"
    shown = run("search", "--file", str(log), "--tz", "America/New_York", "-o", "line")
    assert "12:00:00.500" in shown.stdout and "taken as the clock here shows time" in shown.stderr


def test_a_log_without_times_needs_to_be_told_when_it_begins(tmp_path, data):
    log = tmp_path / "CP-9.log"
    log.write_text(FRAMES)
    refused = run("import", str(log), data=data)
    assert refused.returncode == 2 and "--start says when it begins" in refused.stderr
    assert run("import", str(log), "--start", "2026-11-24T10:00:00Z", data=data).returncode == 0
    entry = search("", data)[0]
    assert (entry["charger_id"], entry["datetime"]) == ("CP-9", "2026-11-24T10:00:00.001000Z")
    assert entry["latency_ms"] is None


def packed_tar(text):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in ["evcc.1.log", "evcc.2.log"]:
            member = tarfile.TarInfo(name)
            content = text.replace("CP-7", name[:6]).encode()
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def packed_zip(text):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("logs/evcc.log", text)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content", "count"), [
    ("evcc.log.gz", gzip.compress(EVCC.encode()), 3), ("evcc.zip", packed_zip(EVCC), 3),
    ("evcc.tgz", packed_tar(EVCC), 6), ("utf16.log", EVCC.encode("utf-16"), 3),
    ("bom.log", EVCC.encode("utf-8-sig"), 3), ("crlf.log", EVCC.replace("\n", "\r\n").encode(), 3),
    ("no-end.log", EVCC.rstrip("\n").encode(), 3),
    ("compose.log", "".join(f"evcc  | {each}\n" for each in EVCC.splitlines()).encode(), 3),
])
def test_packed_wrapped_and_oddly_written_logs_are_read(tmp_path, data, name, content, count):
    log = tmp_path / name
    log.write_bytes(content)
    done = run("import", str(log), data=data)
    assert done.returncode == 0, done.stderr
    assert f"{count} entries added" in done.stdout
    assert search("status:Faulted", data)[0]["datetime"] == "2026-04-26T09:12:00.000000Z"


@pytest.mark.parametrize(("content", "told"), [
    (b"".join(b"line %d\n" % number for number in range(12_340)), "no OCPP frames found in 12,340 lines; looked for steve, evcc"),
    (bytes(range(256)) * 20, "binary file"),
    (gzip.compress(EVCC.encode())[:-20], "cut off"),
    (packed_zip(EVCC)[:200], "cut off"),
])
def test_what_is_no_log_says_what_it_is_and_what_was_looked_for(tmp_path, data, content, told):
    log = tmp_path / "something"
    log.write_bytes(content)
    done = run("import", str(log), data=data)
    assert done.returncode in (1, 2)
    assert told in done.stderr, done.stderr


def test_a_directory_is_refused_with_the_way_out(tmp_path, data):
    done = run("import", str(tmp_path), data=data)
    assert done.returncode == 2 and "this is a directory" in done.stderr
    assert "tar c DIRECTORY | ocpplogs import -" in done.stderr


def test_the_format_can_be_said(tmp_path, data, evcc):
    wrong = run("import", "--format", "steve", str(evcc), data=data)
    assert wrong.returncode == 2 and "no OCPP frames found" in wrong.stderr and "looked for steve" in wrong.stderr
    assert run("import", "--format", "evcc", str(evcc), data=data).returncode == 0
    unknown = run("import", "--format", "nonsense", str(evcc), data=data)
    assert unknown.returncode == 2 and "evcc" in unknown.stderr


def test_a_word_in_a_large_log_is_found_with_its_request_and_answer(tmp_path):
    log = tmp_path / "large.log"
    filler = "".join(
        f'[ocpp  ] TRACE 2026/04/26 12:{number // 60 % 60:02}:{number % 60:02} recv CP-{number % 40}: '
        f'[2,"f{number}","MeterValues",{{"connectorId":1,"meterValue":[{{"timestamp":"2026-04-26T10:00:00Z","sampledValue":'
        f'[{{"value":"{number}"}}]}}]}}]\n[ocpp  ] TRACE 2026/04/26 12:{number // 60 % 60:02}:{number % 60:02} '
        f'send CP-{number % 40}: [3,"f{number}",{{}}]\n' for number in range(60_000))
    log.write_text(EVCC.replace("a line of something else, password=hunter2\n", "") + filler
                   + EVCC.replace("GroundFailure", "RareWordOfMine") + filler)
    found = run("search", "--file", str(log), "rarewordofmine", "--json")
    assert "were not read" in found.stderr
    entries = [json.loads(text) for text in found.stdout.splitlines()]
    assert [(entry["charger_id"], entry["kind"], entry["datetime"]) for entry in entries] == [
        ("CP-7", "exchange", "2026-04-26T09:12:00.000000Z")]
    again = run("get", "--file", str(log), entries[0]["id"], "--json")
    assert json.loads(again.stdout)["unique_id"] == "2", again.stderr


def test_the_api_takes_the_same(tmp_path):
    with serving(tmp_path / "data") as server:
        token = (server.data / "token").read_text().strip()
        answer = httpx.post(
            f"{server.url}/api/v1/import", params={"site": "depot-7"}, content=EVCC,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["added"], told["format"]) == (3, "evcc")
        assert {each["code"]: each["count"] for each in told["passed_over"]} == {"no_frame": 1, "not_known": 1}
        assert "+02:00" in told["notes"][0]
        refused = httpx.post(
            f"{server.url}/api/v1/import", content=STEVE, headers={"Authorization": f"Bearer {token}"})
        assert refused.status_code == 400 and "name no zone" in refused.json()["detail"]
        taken = httpx.post(
            f"{server.url}/api/v1/import", params={"tz": "Europe/Berlin"}, content=STEVE,
            headers={"Authorization": f"Bearer {token}"})
        assert taken.status_code == 200 and taken.json()["added"] == 1
