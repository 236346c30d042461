"""Envelopes of OCPP-S are entries like any other: kept byte for byte, found by the same words, shown as what they are."""

import json

import pytest
from program import run, search, serving

HEAD = """<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:cs="{namespace}">
 <soap:Header><cs:chargeBoxIdentity>{charger}</cs:chargeBoxIdentity><a:Action
 xmlns:a="http://www.w3.org/2005/08/addressing">/{action}</a:Action><a:{id}
 xmlns:a="http://www.w3.org/2005/08/addressing">{number}</a:{id}></soap:Header>
 <soap:Body>{body}</soap:Body>
</soap:Envelope>
"""
OLD, NEW = "urn://Ocpp/Cs/2012/06/", "urn://Ocpp/Cs/2015/10/"


def envelope(action, body, number, charger="CS-1", namespace=NEW, is_answer=False):
    return HEAD.format(
        namespace=namespace, charger=charger, action=action + ("Response" if is_answer else ""), number=number,
        id="RelatesTo" if is_answer else "MessageID", body=body)


LOG = (
    envelope("Authorize", "<cs:authorizeRequest><cs:idTag>04A2</cs:idTag></cs:authorizeRequest>", "m1")
    + envelope(
        "Authorize", "<cs:authorizeResponse><cs:idTagInfo><cs:status>Blocked</cs:status></cs:idTagInfo>"
        "</cs:authorizeResponse>", "m1", is_answer=True)
    + envelope(
        "StatusNotification", "<cs:statusNotificationRequest><cs:connectorId>2</cs:connectorId><cs:status>Faulted</cs:status>"
        "<cs:errorCode>GroundFailure</cs:errorCode><cs:info>&lt;script&gt;alert(1)&lt;/script&gt;</cs:info>"
        "</cs:statusNotificationRequest>", "m2")
    + envelope("StatusNotification", "<cs:statusNotificationResponse/>", "m2", is_answer=True)
    + envelope("Heartbeat", "<cs:heartbeatRequest/>", "m3", charger="CS-0", namespace=OLD)
    + envelope(
        "Heartbeat", "<cs:heartbeatResponse><cs:currentTime>2026-04-26T09:12:00Z</cs:currentTime></cs:heartbeatResponse>",
        "m3", charger="CS-0", namespace=OLD, is_answer=True))


@pytest.fixture
def data(tmp_path):
    log = tmp_path / "calls.xml"
    log.write_text(LOG)
    done = run("import", str(log), "--start", "2026-04-26T09:00:00Z", data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].endswith("3 entries added, 0 there already, 0 lines rejected")
    return tmp_path / "data"


def found(query, data):
    return [(entry["charger_id"], entry["action"]) for entry in search(query, data)]


@pytest.mark.parametrize(
    ("query", "expected"), [
        ("version:1.6-soap", [("CS-1", "StatusNotification"), ("CS-1", "Authorize")]),
        ("version:1.5-soap", [("CS-0", "Heartbeat")]),
        ("version:*soap charger:CS-1 action:Authorize", [("CS-1", "Authorize")]),
        ("NOT version:*soap", []),
        ("status:Faulted connector:2", [("CS-1", "StatusNotification")]),
        ("error:GroundFailure", [("CS-1", "StatusNotification")]),
        ("result:rejected tag:04A2", [("CS-1", "Authorize")]),
        ("idTagInfo", [("CS-1", "Authorize")]),
        ("\"<cs:connectorId>2\"", [("CS-1", "StatusNotification")]),
        ("id:m3", [("CS-0", "Heartbeat")]),
    ])
def test_envelopes_are_found_like_frames(query, expected, data):
    assert found(query, data) == expected
    # And so they are when they lie in a sealed block.
    assert run("store", "seal", data=data).returncode == 0
    assert found(query, data) == expected


def test_envelopes_come_back_byte_for_byte_from_an_export(data, tmp_path):
    assert run("store", "seal", data=data).returncode == 0
    exported = run("export", "-o", "ndjson", "--until", "2100-01-01", data=data)
    assert exported.returncode == 0, exported.stderr
    entries = [json.loads(line) for line in exported.stdout.splitlines()]
    texts = "".join(entry[side] for entry in entries[::-1] for side in ("request_text", "response_text"))
    for part in LOG.split("</soap:Envelope>\n")[:-1]:
        assert part.strip() in texts
    export = tmp_path / "export.ndjson"
    export.write_text(exported.stdout)
    assert run("import", str(export), data=tmp_path / "other").returncode == 0
    again = run("export", "-o", "ndjson", "--until", "2100-01-01", data=tmp_path / "other")
    for entry in (copies := [json.loads(line) for line in again.stdout.splitlines()]) + entries:
        del entry["id"]
    assert copies == entries
    assert "0 entries added, 3 there already" in run("import", str(export), data=data).stdout


def test_pages_and_api_show_an_envelope_as_text(data, tmp_path):
    identity = search("status:Faulted", data)[0]["id"]
    with serving(tmp_path / "served", data=data) as server:
        entry = server.http.get(f"/api/v1/entries/{identity}").json()
        assert entry["version"] == "1.6-soap" and entry["request"] is None
        assert entry["request_text"].startswith("<soap:Envelope")
        page = server.http.get(f"/entries/{identity}").text
        assert "&lt;soap:Envelope" in page and "<soap:Envelope" not in page and "<script>alert" not in page
        rows = server.http.get("/logs", params={"q": "version:*soap"}).text
        assert "StatusNotification" in rows and "GroundFailure" in rows
