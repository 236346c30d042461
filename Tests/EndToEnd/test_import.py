"""`ocpplogs import` and `POST /api/v1/entries`: what something else recorded is taken over once, whole, and searchable."""

import gzip
import json
import signal
import subprocess

import httpx
import pytest
from program import BINARY, run, search, serving, until


def line(number, **changes):
    """An exchange in the eight-field form."""
    entry = {
        "action": "StatusNotification", "connector_id": 1,
        "request": {"connectorId": 1, "errorCode": "NoError", "status": "Available", "info": f"n{number}"},
        "site_id": "depot-7", "charger_id": f"CP-{number % 3}", "response": {},
        "datetime": f"2026-10-{number % 28 + 1:02}T10:00:00.{number % 1000:03}+01:00", "source": "cp"}
    return json.dumps({**entry, **changes})


def lines(numbers):
    return "".join(line(number) + "\n" for number in numbers)


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def imported(*arguments, **more):
    done = run("import", *map(str, arguments), **more)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


def test_a_file_is_taken_over_once_and_a_grown_one_adds_the_rest(tmp_path, data):
    log = tmp_path / "log.ndjson"
    log.write_text(lines(range(40)))
    assert imported(log, data=data) == f"{log}: 40 entries added, 0 there already, 0 lines rejected\n"
    assert "0 entries added, 40 there already" in imported(log, data=data)
    log.write_text(lines(range(55)))
    assert "15 entries added, 40 there already" in imported(log, data=data)
    found = search("n17", data)
    assert [entry["datetime"] for entry in found] == ["2026-10-18T09:00:00.017000Z"]
    assert found[0]["request"]["info"] == "n17" and found[0]["site_id"] == "depot-7"
    assert len(search("", data, "-n", "100")) == 55


def test_rejected_lines_are_counted_and_listed(tmp_path, data):
    log = tmp_path / "log.ndjson"
    log.write_text(line(1) + "\n{\n" + line(2, datetime="2026-10-01T10:00:00") + "\n" + line(3, charger_id=None) + "\n")
    told = imported(log, data=data)
    assert "1 entry added, 0 there already, 3 lines rejected" in told
    assert "1 × datetime says no offset from UTC, such as Z or +01:00 (first in line 3)" in told
    listed = [json.loads(text) for text in (tmp_path / "log.ndjson.rejects.ndjson").read_text().splitlines()]
    assert [(each["line"], each["code"]) for each in listed] == [(2, "not_json"), (3, "no_zone"), (4, "no_charger")]
    assert {each["file"] for each in listed} == {str(log)}
    elsewhere = tmp_path / "rejects"
    strict = run("import", str(log), "--strict", "--rejects", str(elsewhere), "--tz", "+01:00", data=data)
    assert strict.returncode == 1 and "not every line could be read" in strict.stderr
    assert len(elsewhere.read_text().splitlines()) == 2
    assert "1 entry added, 1 there already, 2 lines rejected" in strict.stdout


def test_packed_files_csv_and_standard_input(tmp_path, data):
    packed = tmp_path / "log.gz"
    packed.write_bytes(gzip.compress(lines(range(10)).encode()))
    table = tmp_path / "log.csv"
    table.write_text(
        "action,connector_id,request,site_id,charger_id,response,datetime,source\r\n"
        'Authorize,,"{""idTag"":""04A2""}",s,CP-9,"{""idTagInfo"":{""status"":""Blocked""}}",2026-10-01T10:00:00Z,cp\r\n')
    assert imported(packed, table, data=data).count("\n") == 2
    done = run("import", "-", data=data, typed=lines(range(12)))
    assert done.stdout == "standard input: 2 entries added, 10 there already, 0 lines rejected\n"
    (entry,) = search("tag:04A2", data)
    assert entry["outcome"] == "rejected" and entry["charger_id"] == "CP-9"


def test_what_was_exported_comes_back_as_it_was(tmp_path, data):
    imported("-", data=data, typed=line(1, unique_id="a-1") + "\n" + line(
        2, unique_id=7, response={"errorCode": "GenericError", "errorDescription": "no", "errorDetails": {"a": 1}}))
    exported = run("search", "", "--json", "--fields", "all", data=data).stdout
    other = tmp_path / "other"
    imported("-", data=other, typed=exported)
    again = run("search", "", "--json", "--fields", "all", data=other).stdout

    def known(text):
        return [{key: value for key, value in json.loads(each).items() if key != "id"} for each in text.splitlines()]

    assert known(again) == known(exported) and len(known(again)) == 2
    assert known(again)[0]["response_frame"] == '[4,"7","GenericError","no",{"a": 1}]'


def test_secrets_never_reach_the_disk(data):
    secret = "N3w-Authorization-Key-4711"
    imported("-", data=data, typed=line(
        1, action="ChangeConfiguration", source="csms", request={"key": "AuthorizationKey", "value": secret}))
    assert not [path for path in data.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


def test_a_wrong_use_says_what_is_right(tmp_path, data):
    picture = tmp_path / "log.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" * 20)
    for arguments, words in [
        ([], "Missing expected argument"), ([str(tmp_path / "none")], "No such file"), ([str(tmp_path)], "directory"),
        ([str(picture)], "no OCPP frames found"), (["--format", "xml", "-"], "--format is one of alfen"),
        (["--tz", "Berlin", "-"], "--tz"),
    ]:
        done = run("import", *arguments, data=data)
        assert done.returncode == 2 and words in done.stderr, (arguments, done.stderr)


def listens_for(number, pid):
    """Whether a process does something else with a signal than to end."""
    status = dict(each.split(":", 1) for each in open(f"/proc/{pid}/status").read().splitlines() if ":" in each)
    return any(int(status[name], 16) >> (number - 1) & 1 for name in ["SigCgt", "SigIgn", "SigBlk"])


def test_an_interrupted_import_goes_on_where_it_was(tmp_path, data):
    process = subprocess.Popen(
        [BINARY, "import", "-", "--data", str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    process.stdin.write(lines(range(20)))
    process.stdin.flush()
    until(lambda: (data / "lock").exists() or any(data.glob("*")), what="the directory is open")
    until(lambda: listens_for(signal.SIGINT, process.pid), what="signals are listened to")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130 and "the same command goes on from here" in err, (out, err)
    imported("-", data=data, typed=lines(range(20)))
    assert len(search("", data)) == 20


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("importing"), config="sites: [{id: north, chargers: ['N-*']}]") as server:
        yield server


def post(server, body, **headers):
    token = (server.data / "token").read_text().strip()
    return httpx.post(
        f"{server.url}/api/v1/entries", content=body, timeout=20, headers={"Authorization": f"Bearer {token}", **headers})


def test_a_server_takes_bodies_of_many_entries(server, tmp_path):
    body = "".join(line(number, charger_id="N-many") + "\n" for number in range(100_000, 102_000))
    assert len(body) > 4 * 65_536
    answer = post(server, body)
    assert answer.status_code == 200 and answer.json()["added"] == 2_000, answer.text
    log = tmp_path / "many.ndjson"
    log.write_text("".join(line(number, charger_id="N-more") + "\n" for number in range(110_000, 130_000)))
    assert "20000 entries added" in imported(log, "--server", server.url, data=server.data).replace(",", "")


def test_a_directory_that_a_server_holds_names_the_way_through_the_server(server, tmp_path):
    log = tmp_path / "log.ndjson"
    log.write_text(line(501, charger_id="N-1", site_id=None) + "\n" + line(502) + "\n")
    held = run("import", str(log), data=server.data)
    assert held.returncode == 2 and "--server" in held.stderr
    told = imported(log, "--server", server.url, data=server.data)
    assert "2 entries added, 0 there already" in told
    assert "0 entries added, 2 there already" in imported(log, "--server", server.url, data=server.data)
    assert {entry["site_id"] for entry in server.entries("n501")} == {"north"}
    assert {entry["site_id"] for entry in server.entries("n502")} == {"depot-7"}


def test_a_body_is_answered_when_it_is_written(server):
    answer = post(server, lines(range(600, 610)) + "{\n" + line(700, source="x"))
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["added"], told["duplicates"], told["rejected_count"]) == (10, 0, 2)
    assert [(each["line"], each["code"]) for each in told["rejected"]] == [(11, "not_json"), (12, "bad_source")]
    assert len(server.entries("n603")) == 1
    packed = post(server, gzip.compress(lines(range(600, 615)).encode()))
    assert (packed.json()["added"], packed.json()["duplicates"]) == (5, 10)


def test_what_is_no_log_is_refused(server):
    answer = post(server, "hello")
    assert answer.status_code == 400 and answer.json()["code"] == "bad_body", answer.text
    assert post(server, lines([1]), Authorization="Bearer x").status_code == 401
    assert server.http.put("/api/v1/entries", headers={"Authorization": "Bearer x"}).status_code in (401, 405)


def test_one_import_runs_at_a_time(server):
    token = (server.data / "token").read_text().strip()

    def slow():
        yield lines([800]).encode()
        answer = post(server, lines([801]))
        assert answer.status_code == 429 and answer.json()["code"] == "import_busy", answer.text
        assert answer.headers["retry-after"] == "2"
        yield lines([802]).encode()

    answer = httpx.post(
        f"{server.url}/api/v1/entries", content=slow(), timeout=20, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200 and answer.json()["added"] == 2, answer.text
    assert post(server, lines([801])).json()["added"] == 1
