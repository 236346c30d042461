"""Alerts of a program that records, at a real receiver over HTTP and at a command."""

import json
import re
import socket
import threading

import jsonschema
import pytest
from program import ROOT, Server, run, serving, until
from rawstation import RawStation
from receiver import Receiver

SECRET = "f3a9c1d27b60e8451c2d9f70a6b3e514"
FAULT = {"connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure"}
GUIDE = (ROOT / "docs" / "alerts.md").read_text()


def config(tmp_path, target, rule="", also=""):
    """One target and one rule over findings."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    return f"""
alerts:
  targets:
    - {{name: ops, {target.replace("SECRET", str(secret))}}}
  rules:
    - {{name: faults, query: "finding:faulted", to: ops{rule}}}
{also}"""


def webhook(receiver, more=""):
    return f'webhook: "{receiver.url}/hook?key=hidden", secret_file: SECRET{more}'


def alerts(server):
    answer = server.http.get("/api/v1/alerts")
    assert answer.status_code == 200, answer.text
    return answer.json()


def check(server, answer):
    """Holds an answer with rules, targets and alerts against what the OpenAPI document says of it."""
    document = server.http.get("/api/v1/openapi.json").json()
    place = "#/paths/~1api~1v1~1alerts/get/responses/200/content/application~1json/schema"
    jsonschema.Draft202012Validator({**document, "$ref": place}).validate(answer)


def figure(server, name, label):
    text = server.http.get("/metrics").text
    return float(re.search(rf"^{name}{{{label}}} (\S+)$", text, re.MULTILINE).group(1))


def fault(server, charger, count=1):
    """A connector is in order and then is not, so many times."""
    with RawStation(server.ocpp_port, f"/{charger}") as station:
        for number in range(count):
            for name, status in [("a", {**FAULT, "status": "Available", "errorCode": "NoError"}), ("f", FAULT)]:
                assert station.call(f"{name}{number}", "StatusNotification", status)[0] == 3


def verify():
    """The receiver's side as the guide tells it."""
    space = {}
    (example,) = re.findall(r"^```python\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    exec(example, space)
    return space["is_genuine"]


def test_an_alert_arrives_once_signed_and_with_what_shows_it(tmp_path):
    is_genuine = verify()
    with Receiver() as receiver, serving(tmp_path, config=config(tmp_path, webhook(receiver))) as server:
        fault(server, "CP-7")
        (got,) = receiver.wait_for(1)
        alert = got.alert
        assert (alert["kind"], alert["rule"], alert["charger_id"], alert["site_id"], alert["count"]) == (
            "alert", "faults", "CP-7", "default", 1)
        (found,) = [one for one in alert["findings"] if one["rule"] == "faulted"]
        assert found["severity"] == "error" and "GroundFailure" in found["sentence"]
        assert alert["sentence"].startswith("CP-7 (site default): ") and found["sentence"] in alert["sentence"]
        # What it says of the search is what was counted.
        shown = server.page(**{name: alert["search"][name] for name in ("from", "to")}, query=alert["search"]["q"])
        assert [entry["id"] for entry in shown["entries"]] == alert["entries"]

        signature = got.headers["OCPPLogs-Signature"]
        assert is_genuine(SECRET, got.body, signature)
        assert not is_genuine(SECRET, got.body + b" ", signature)
        assert not is_genuine("another", got.body, signature)
        assert not is_genuine(SECRET, got.body, signature, tolerance=-1)
        assert got.headers["OCPPLogs-Alert-Id"] == alert["id"] and got.headers["Content-Type"] == "application/json"
        assert got.path == "/hook?key=hidden"

        # The silence is one hour for this station, and has not begun for others.
        fault(server, "CP-7")
        fault(server, "CP-8")
        assert [one.alert["charger_id"] for one in receiver.wait_for(2)] == ["CP-7", "CP-8"]
        told = until(
            lambda: (told := alerts(server))["targets"][0]["sent"] == 2 and told["rules"][0]["matched"] == 3 and told)
        check(server, told)
        listed = run("alerts", "--server", server.url, "--tz", "UTC")
        assert listed.returncode == 0, listed.stderr
        for words in ["faults", "finding:faulted", "webhook", told["recent"][0]["sentence"]]:
            assert words in listed.stdout
        assert json.loads(run("alerts", "--server", server.url, "--json").stdout) == told
        (rule,) = told["rules"]
        assert (rule["matched"], rule["fired"], rule["silenced"], rule["missed"]) == (3, 2, 1, 0)
        assert {one["charger_id"]: one["matches"] for one in rule["silences"]} == {"CP-7": 1, "CP-8": 0}
        assert [(one["charger_id"], one["deliveries"]) for one in told["recent"]] == [
            ("CP-8", {"ops": "sent"}), ("CP-7", {"ops": "sent"})]
        assert figure(server, "ocpplogs_alerts_fired_total", 'rule="faults"') == 2
        assert figure(server, "ocpplogs_alerts_sent_total", 'target="ops"') == 2
        assert figure(server, "ocpplogs_alerts_queue", 'target="ops"') == 0
        assert "hidden" not in json.dumps(told) + server.log.read_text()
    assert len(receiver.got) == 2


def test_what_fails_is_tried_again_until_it_arrives(tmp_path):
    answers = [500, (503, {"Retry-After": "3"}), 200]
    with Receiver(*answers) as receiver, serving(tmp_path, config=config(tmp_path, webhook(receiver))) as server:
        fault(server, "CP-7")
        first, second, third = receiver.wait_for(3)
        assert first.body == second.body == third.body
        assert len({got.headers["OCPPLogs-Alert-Id"] for got in receiver.got}) == 1
        assert second.at - first.at >= 0.5
        assert third.at - second.at >= 3
        (target,) = until(lambda: (told := alerts(server)["targets"])[0]["sent"] and told)
        assert (target["sent"], target["retried"], target["failed"], target["waiting"]) == (1, 2, 0, 0)
        assert target["last_failure"] == "the receiver answered with status 503"
        assert "an alert could not be delivered and is tried again" in server.log.read_text()
    assert len(receiver.got) == 3


@pytest.mark.parametrize("answer, words", [
    (404, "the receiver answered with status 404"),
    ((302, {"Location": "/elsewhere"}), "redirects are not followed")])
def test_what_is_refused_is_given_up_and_the_next_one_goes_on(tmp_path, answer, words):
    with Receiver(answer) as receiver, serving(tmp_path, config=config(tmp_path, webhook(receiver))) as server:
        fault(server, "CP-7")
        receiver.wait_for(1)
        fault(server, "CP-8")
        assert [got.alert["charger_id"] for got in receiver.wait_for(2)] == ["CP-7", "CP-8"]
        (target,) = until(lambda: (told := alerts(server)["targets"])[0]["sent"] and told)
        assert (target["failed"], target["retried"]) == (1, 0) and words in target["last_failure"]
    assert [got.path for got in receiver.got] == ["/hook?key=hidden"] * 2


def test_a_receiver_that_is_down_or_mute_is_never_in_the_way_of_recording(tmp_path):
    # One port where nobody listens, and one who takes connections and says nothing.
    with socket.socket() as gone, socket.socket() as mute:
        gone.bind(("127.0.0.1", 0))
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        written = config(
            tmp_path, f'webhook: "http://127.0.0.1:{gone.getsockname()[1]}", secret_file: SECRET').replace(
            "  rules:",
            f'    - {{name: mute, webhook: "http://127.0.0.1:{mute.getsockname()[1]}", '
            f'secret_file: {tmp_path / "secret"}, time_limit: 1s}}\n  rules:').replace("to: ops", "to: [ops, mute]")
        with serving(tmp_path, config=written) as server:
            # Each station raises an alert of its own: more than wait for a target at most.
            chargers = [f"CP-{number}" for number in range(130)]
            threads = [
                threading.Thread(target=lambda some: [fault(server, charger, count=3) for charger in some], args=(chargers[start::10],))
                for start in range(10)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(server.wait_for("status:Faulted", 390)) == 390
            told = until(lambda: (told := alerts(server))["rules"][0]["fired"] == 130 and told)
            assert told["rules"][0]["matched"] == 390
            assert len(told["recent"]) == 100
            until(lambda: alerts(server)["targets"][0]["retried"] and alerts(server)["targets"][1]["retried"])
            for target in alerts(server)["targets"]:
                assert target["dropped"] >= 29 and target["waiting"] <= 101 and target["sent"] == 0
            assert [target["last_failure"] for target in alerts(server)["targets"]] == [
                "the receiver cannot be reached", "no answer came in time"]
            assert figure(server, "ocpplogs_alerts_dropped_total", 'target="ops"') >= 29
            assert server.http.get("/healthz").json()["status"] == "ok"
            assert server.stop() == 0
            assert "the program ends before all alerts were delivered" in server.log.read_text()
            server.start()


def test_a_threshold_counts_within_its_window_and_over_a_site(tmp_path):
    rule = ", count: 4, within: 1h, per: site"
    sites = 'sites: [{id: depot-7, chargers: ["D-*"]}]\n'
    with Receiver() as receiver:
        with serving(tmp_path, config=config(tmp_path, webhook(receiver), rule, also=sites)) as server:
            fault(server, "D-1", 2)
            fault(server, "OTHER", 2)
            fault(server, "D-2", 1)
            assert alerts(server)["rules"][0]["fired"] == 0 and not receiver.got
            fault(server, "D-3", 1)
            (got,) = receiver.wait_for(1)
            assert (got.alert["charger_id"], got.alert["site_id"], got.alert["count"]) == (None, "depot-7", 4)
            assert len(got.alert["entries"]) == 4 and "4 times within 1 h" in got.alert["sentence"]


def test_a_command_gets_alerts_on_its_standard_input(tmp_path):
    program = tmp_path / "page.sh"
    program.write_text(
        '#!/bin/sh\nn=$(ls "$2" | wc -l)\ncat > "$2/$n.json"\nprintf %s "$1" > "$2/$n.argument"\n'
        '[ "$n" -eq 0 ] && exit 75\nexit 0\n')
    program.chmod(0o755)
    out = tmp_path / "out"
    out.mkdir()
    target = f'command: [{program}, "--to; touch x", {out}], time_limit: 5s'
    with serving(tmp_path, config=config(tmp_path, target)) as server:
        fault(server, "CP-7")
        (told,) = until(lambda: (told := alerts(server)["targets"])[0]["sent"] and told)
        assert (told["kind"], told["retried"], told["failed"]) == ("command", 1, 0)
        first, second = [json.loads((out / f"{number}.json").read_text()) for number in (0, 2)]
        assert first == second and first["charger_id"] == "CP-7"
        assert (out / "0.argument").read_text() == "--to; touch x" and not (tmp_path / "x").exists()


def test_a_test_alert_shows_whether_a_target_is_reached(tmp_path):
    with Receiver(200, 403) as receiver:
        path = tmp_path / "ocpplogs.yaml"
        path.write_text(config(tmp_path, webhook(receiver)))
        done = run("alerts", "test", "ops", "--config", str(path))
        assert (done.returncode, done.stderr) == (0, "") and "has arrived at ops" in done.stdout
        (got,) = receiver.got
        assert (got.alert["kind"], got.alert["rule"], got.alert["count"]) == ("test", "faults", 0)
        assert verify()(SECRET, got.body, got.headers["OCPPLogs-Signature"])
        refused = run("alerts", "test", "ops", "--config", str(path))
        assert refused.returncode == 4 and "the receiver answered with status 403" in refused.stderr
        unknown = run("alerts", "test", "obs", "--config", str(path))
        assert unknown.returncode == 2 and "there are ops" in unknown.stderr


def test_secrets_are_masked_as_in_the_log(tmp_path):
    with Receiver() as receiver, serving(tmp_path, config=config(tmp_path, webhook(receiver))) as server:
        with RawStation(server.ocpp_port, "/CP-7") as station:
            station.call("f", "StatusNotification", {**FAULT, "info": "see ftp://ops:hunter22secret@files.example/log"})
        (got,) = receiver.wait_for(1)
        assert b"files.example" in got.body and b"hunter22secret" not in got.body, got.body
        (entry,) = server.entries("finding:faulted")
        assert entry["masked"] and [entry["id"]] == got.alert["entries"]


def test_a_mistake_ends_the_program_before_it_starts_and_names_its_place(tmp_path):
    for rule, words in [
        ('query: "chager:CP-7", to: ops', ":6:29: this is no query: unknown key"),
        ('query: "finding:faulted", to: obs', "did you mean \"ops\"?")]:
        path = tmp_path / "wrong.yaml"
        path.write_text(config(tmp_path, "command: [/bin/true]").replace('query: "finding:faulted", to: ops', rule))
        refused = run("serve", "--config", str(path), data=tmp_path / "untouched")
        assert refused.returncode == 2 and words in refused.stderr, refused.stderr
    path.write_text(config(tmp_path, f'webhook: "https://ops.example", secret_file: {tmp_path}/none'))
    refused = run("serve", "--config", str(path), data=tmp_path / "untouched")
    assert refused.returncode == 2 and "none: the secret of an alert's webhook" in refused.stderr
    assert not (tmp_path / "untouched").exists()


def test_the_configuration_of_the_guide_is_one(tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "secret").chmod(0o600)
    text = re.search(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL).group(1)
    text = text.replace("/etc/ocpplogs/ops.secret", str(tmp_path / "secret")).replace("/usr/local/bin/page", "/bin/true")
    server = Server(tmp_path / "guide", config=text)
    try:
        assert [rule["name"] for rule in alerts(server)["rules"]] == ["faults", "reboots", "refused"]
    finally:
        assert server.stop() == 0
