"""What messages mean: findings, transactions, readiness and the report for a maker, at the command line and over the API."""

import json

import pytest
from program import run, serving

LINES = [
    ("recv", '[2,"1","BootNotification",{"chargePointVendor":"Vestel","chargePointModel":"<EVC04>","firmwareVersion":"3.2"}]'),
    ("send", '[3,"1",{"status":"Accepted","currentTime":"2026-04-26T09:11:26Z","interval":60}]'),
    ("recv", '[2,"2","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Preparing"}]'),
    ("send", '[3,"2",{}]'),
    ("recv", '[2,"3","StartTransaction",{"connectorId":1,"idTag":"04A2B9F1","meterStart":1000,"timestamp":"2026-04-26T09:11:30Z"}]'),
    ("send", '[3,"3",{"transactionId":42,"idTagInfo":{"status":"Accepted"}}]'),
    ("recv", '[2,"4","StatusNotification",{"connectorId":1,"errorCode":"GroundFailure","status":"Faulted"}]'),
    ("send", '[3,"4",{}]'),
    ("recv", '[2,"5","StopTransaction",{"transactionId":42,"meterStop":8500,"timestamp":"2026-04-26T09:11:34Z","reason":"EVDisconnected"}]'),
    ("send", '[3,"5",{"idTagInfo":{"status":"Accepted"}}]'),
    ("send", '[2,"6","Reset",{"type":"Soft"}]'),
    ("recv", '[3,"6",{"status":"Rejected"}]'),
]


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "evcc.log"
    path.write_text("".join(
        f"[ocpp  ] TRACE 2026/04/26 11:11:{26 + number} {way} CP-7: {frame}\n" for number, (way, frame) in enumerate(LINES)))
    return path


@pytest.fixture
def data(log, tmp_path):
    done = run("import", str(log), data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    return tmp_path / "data"


def objects(*arguments, code=0):
    done = run(*map(str, arguments), "--json")
    assert done.returncode == code, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_findings_are_alike_in_a_file_in_the_log_and_over_the_api(log, data, tmp_path):
    def essence(found):
        return [(one["rule"], one["severity"], one["sentence"], one["charger_id"], one["pointer"]) for one in found]

    of_file = objects("findings", "--list", "--file", log)
    assert ("faulted", "error", "/request/status") in [(one["rule"], one["severity"], one["pointer"]) for one in of_file]
    assert "GroundFailure" in next(one for one in of_file if one["rule"] == "faulted")["sentence"]
    assert essence(objects("findings", "--list", "--data", data)) == essence(of_file)
    with serving(tmp_path / "served", data=data) as server:
        answer = server.http.get("/api/v1/findings", params={"charger": "CP-7"}).json()
        assert essence(answer["findings"]) == essence(of_file) and answer["is_complete"]
        assert {row["rule"] for row in answer["counts"]} == {one["rule"] for one in of_file}
        assert objects("findings", "--list", "--server", server.url) == answer["findings"]
        rules = server.http.get("/api/v1/rules").json()["rules"]
        assert len(rules) >= 40 and {one["rule"] for one in of_file} <= {rule["rule"] for rule in rules}
    chosen = objects("findings", "--rule", "faulted", "--data", data)
    assert [(row["rule"], row["count"]) for row in chosen] == [("faulted", 1)]
    assert objects("findings", "--list", "--file", log, "action:Reset", "--severity", "error") == []
    wrong = run("findings", "--rule", "fautled", data=data)
    assert wrong.returncode == 2 and "did you mean faulted?" in wrong.stderr


def test_a_transaction_is_listed_and_shown_with_its_messages(log, data, tmp_path):
    listed = objects("tx", "--file", log)[0]
    assert (listed["transaction_id"], listed["energy_wh"], listed["duration_s"], listed["end"], listed["stop_reason"]) == (
        "42", 7500, 4, "ended", "EVDisconnected")
    table = run("tx", data=data).stdout
    assert "CP-7/1" in table and "…B9F1" in table and "04A2B9F1" not in table and "7.500" in table
    shown = run("tx", "--id", "42", data=data).stdout
    assert shown.startswith("transaction 42\n") and "StopTransaction" in shown and "Faulted" in shown
    with serving(tmp_path / "served", data=data) as server:
        answer = server.http.get("/api/v1/transactions", params={"id": "42"}).json()
        assert answer["total"] == 1 and len(answer["transactions"][0]["entries"]) == 4
        assert server.http.get("/api/v1/transactions", params={"end": "running"}).json()["transactions"] == []


def test_a_station_is_checked_against_a_profile(log, data, tmp_path):
    done = run("check", "--profile", "core16", "--file", str(log))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("✓ passed") and "Boots and is accepted" in line for line in lines)
    assert any(line.startswith("⊘ rejected") and "Resets" in line for line in lines)
    mine = tmp_path / "mine.yaml"
    mine.write_text("profile: mine\nrequirements:\n  - id: boot\n    message: BootNotification\n    answers: [Accepted]\n")
    assert run("check", "--profile", str(mine), data=data).returncode == 0
    printed = run("check", "--print-profile", "integration16")
    assert printed.returncode == 0 and "profile: integration16" in printed.stdout
    page = run("check", "--profile", str(mine), "-o", "html", data=data).stdout
    assert "&lt;EVC04&gt;" in page and "<EVC04>" not in page
    config = f"profiles: [{mine}]\n"
    broken = tmp_path / "broken.yaml"
    broken.write_text(f"profiles: [{tmp_path}/nothing.yaml]\n")
    refused = run("serve", "--config", str(broken), data=tmp_path / "untouched")
    assert refused.returncode == 2 and "nothing.yaml" in refused.stderr and not (tmp_path / "untouched").exists()
    with serving(tmp_path / "served", data=data, config=config) as server:
        result = server.http.get("/api/v1/readiness", params={"profile": "mine", "charger": "CP-7"}).json()["results"][0]
        assert result["is_ready"] and result["requirements"][0]["state"] == "passed"
        assert server.http.get("/api/v1/readiness", params={"profile": "core201"}).json()["results"][0]["is_ready"] is False


def test_the_report_has_no_personal_data(log, data, tmp_path):
    done = run("report", "--charger", "CP-7", data=data)
    assert done.returncode == 0, done.stderr
    assert "04A2B9F1" not in done.stdout and "tag-1" in done.stdout and "GroundFailure" in done.stdout
    assert "04A2B9F1" in run("report", "--charger", "CP-7", "--unmasked", data=data).stdout
    assert run("report", "--charger", "CP-8", data=data).returncode == 1
    with serving(tmp_path / "served", data=data) as server:
        answer = server.http.get("/api/v1/report", params={"charger": "CP-7"})
        assert answer.headers["content-disposition"].startswith("attachment") and "04A2B9F1" not in answer.text
        assert server.http.get("/api/v1/report", params={"charger": "CP-8"}).status_code == 404
