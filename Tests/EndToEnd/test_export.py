"""`/api/v1/export`: files of any length, that come back, break off visibly and hold up nobody."""

import csv
import io
import json
import socket

import pytest
from program import EIGHT_FIELDS, run, serving, until
from rawstation import RawStation

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"
COUNT = 20_000


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with a log of some length."""
    directory = tmp_path_factory.mktemp("export")
    lines = (
        json.dumps({
            "action": "StatusNotification", "connector_id": number % 3, "charger_id": f"CP-{number % 50}",
            "site_id": "fleet", "source": "cp", "datetime": f"2026-11-23T{number // 3600:02}:{number // 60 % 60:02}:"
            f"{number % 60:02}Z", "request": {"connectorId": number % 3, "n": number}, "response": {}})
        for number in range(COUNT))
    made = run("import", "-", data=directory / "data", typed="\n".join(lines))
    assert made.returncode == 0, made.stderr
    with serving(directory, config=DEBUG) as server:
        yield server


def test_ndjson_is_whole_and_is_the_same_in_another_store(server, tmp_path):
    answer = server.http.get("/api/v1/export", params={"order": "asc"})
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["content-disposition"].startswith('attachment; filename="ocpplogs-')
    assert answer.headers["content-disposition"].endswith('.ndjson"')
    lines = answer.text.splitlines()
    assert [json.loads(line)["request"]["n"] for line in lines] == list(range(COUNT))
    assert run("import", "-", data=tmp_path / "other", typed=answer.text).returncode == 0
    with serving(tmp_path / "server", data=tmp_path / "other") as other:
        again = other.http.get("/api/v1/export", params={"order": "asc"}).text.splitlines()

    def told(lines):
        return [{**json.loads(line), "id": None} for line in lines]

    assert told(again) == told(lines)


def test_csv_has_the_eight_columns(server):
    answer = server.http.get("/api/v1/export", params={"q": "charger:CP-7", "format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == EIGHT_FIELDS and len(rows) == COUNT / 50
    numbers = [json.loads(row["request"])["n"] for row in rows]
    assert numbers == sorted(numbers, reverse=True) and {row["charger_id"] for row in rows} == {"CP-7"}


@pytest.mark.parametrize("form", ["ndjson", "csv", "csv-raw"])
@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("query", ["action:StatusNotification", "charger:CP-7", "connector:1 -charger:CP-1*"])
def test_the_command_writes_the_same_bytes(server, form, order, query):
    answer = server.http.get("/api/v1/export", params={"q": query, "format": form, "order": order})
    command = ["export", query, "-o", form, *(["--reverse"] if order == "desc" else [])]
    done = run(*command, data=server.data)
    assert done.returncode == 0 and done.stdout == answer.text.replace("\r\n", "\n") and len(answer.text) > 10_000


def test_a_command_that_is_given_a_limit_goes_on_behind_it(server):
    whole = run("export", "action:StatusNotification", data=server.data).stdout.splitlines()
    assert len(whole) == COUNT
    for limit in [499, 500, 2_400]:
        part = run("export", "action:StatusNotification", "-n", str(limit), data=server.data)
        assert part.stdout.splitlines() == whole[:limit]


def test_keys_and_times_are_asked_as_for_a_list(server):
    parameters = {"charger": "CP-3", "from": "2026-11-23T01:00:00Z", "to": "2026-11-23T02:00:00Z"}
    lines = server.http.get("/api/v1/export", params=parameters).text.splitlines()
    assert len(lines) == 72 and all("T01:" in json.loads(line)["datetime"] for line in lines)
    for wrong in [{"format": "xml"}, {"limit": 1}, {"q": "is:eror"}]:
        answer = server.http.get("/api/v1/export", params=wrong)
        assert answer.status_code == 400 and answer.headers["content-type"] == "application/problem+json"


def test_its_trailer_says_how_many_entries_it_holds(server):
    with socket.create_connection(("127.0.0.1", server.http_port), timeout=20) as client:
        client.sendall(
            b"GET /api/v1/export?q=charger:CP-1 HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
            % server.http_port)
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"trailer: ocpplogs-entries, ocpplogs-unreadable" in head.lower()
    trailer = body[body.rindex(b"\r\n0\r\n"):].lower()
    assert b"ocpplogs-entries: 400\r\n" in trailer and b"ocpplogs-unreadable: 0\r\n" in trailer


def test_a_formula_in_a_name_is_text_unless_it_is_wanted_raw(server):
    with RawStation(server.ocpp_port, "/=SUM(A1)") as station:
        station.call("1", "Heartbeat", {})
    server.wait_for("action:Heartbeat charger:\"=SUM(A1)\"")

    def name(form):
        text = server.http.get("/api/v1/export", params={"q": "action:Heartbeat", "format": form}).text
        return next(csv.DictReader(io.StringIO(text)))["charger_id"]

    assert name("csv") == "'=SUM(A1)" and name("csv-raw") == "=SUM(A1)"


def test_a_reader_that_stalls_or_leaves_holds_up_nobody(server):
    with socket.socket() as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.connect(("127.0.0.1", server.http_port))
        stalled.sendall(b"GET /api/v1/export HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % server.http_port)
        assert stalled.recv(12) == b"HTTP/1.1 200"
        assert len(server.http.get("/api/v1/export", params={"q": "charger:CP-2"}).text.splitlines()) == 400
    until(lambda: server.is_running() and server.page(limit=1)["entries"], 5)
