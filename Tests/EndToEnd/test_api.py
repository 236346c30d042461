"""The API as programs use it: every example of docs/api.md, every parameter with what attackers put there, bodies that are cut."""

import gzip
import json
import re
import select
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from program import ROOT, serving, until
from rawstation import RawStation

EXAMPLES = re.findall(r"^```sh\n(.*?)^```", (ROOT / "docs" / "api.md").read_text(), re.MULTILINE | re.DOTALL)
CURLS = [example for example in EXAMPLES if "curl" in example]
ATTACKS = [
    "' OR 1=1 --", '"; DROP TABLE entries; --', "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "../../etc/passwd",
    "%00", "\x00", "a\r\nSet-Cookie: x=1", "😀" * 50, "x" * 3000, "-1", "1e999", "NaN", "null", "[]", "{}", "*", "\ud7ff\uffff",
    "9" * 40, "`id`", "$(id)", "||", "\u202egnp.exe", "a,b,c", ";", "(((((((((((", '"' * 99,
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("api")) as server:
        with RawStation(server.ocpp_port, "/CP-7") as station:
            station.call("b", "BootNotification", {
                "chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.2"})
            station.call("f", "StatusNotification", {"connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure"})
            for number in range(30):
                station.call(f"h{number}", "Heartbeat", {})
        server.wait_for("charger:CP-7 reason:closed")
        yield server


@pytest.fixture(scope="module")
def document(server):
    return server.http.get("/api/v1/openapi.json").json()


def token(server):
    return {"Authorization": f"Bearer {(server.data / 'token').read_text().strip()}"}


def line(number, **fields):
    entry = {
        "action": "Heartbeat", "charger_id": "IMPORTED", "datetime": f"2024-05-01T10:{number // 60:02}:{number % 60:02}Z",
        "source": "cp", "request": {}, "response": {"currentTime": "2024-05-01T10:00:00Z"}, "connector_id": None,
        "site_id": "default", **fields}
    return json.dumps(entry).encode() + b"\n"


def operations(document, method):
    return [(path, item[method]) for path, item in document["paths"].items() if method in item]


@pytest.mark.parametrize("example", CURLS, ids=[re.sub(r"\s+", " ", example)[:60] for example in CURLS])
def test_every_example_of_the_page_works(server, tmp_path, example):
    (entry,) = server.entries("charger:CP-7 id:f")
    (tmp_path / "export.ndjson").write_bytes(line(0))
    (tmp_path / "export.csv").write_text("charger_id,datetime,source,action\nCP-9,2024-05-01T10:00:00Z,cp,Heartbeat\n")
    script = example.replace("http://127.0.0.1:8080", server.url).replace("ocpplogs-data", str(server.data))
    script = script.replace("3f09a2c1-1842", entry["id"])
    with RawStation(server.ocpp_port, "/CP-7") as station, ThreadPoolExecutor(1) as thread:
        done = thread.submit(
            subprocess.run, ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=30)
        if "/calls" in example:
            _, unique_id, *_ = station.receive()
            station.send(json.dumps([3, unique_id, {"status": "Accepted"}]))
        done = done.result()
    assert done.returncode == 0, done.stderr
    # Every request of these stations was answered.
    assert done.stdout or "kind:unanswered" in example
    assert "urn:ocpplogs:problem:" not in done.stdout, done.stdout


def test_every_operation_has_an_example(document):
    curls = "\n".join(CURLS)
    for path in document["paths"]:
        pattern = re.sub(r"\\\{[a-z]+\\\}", r"[^/\\s?'\"]+", re.escape(path))
        assert re.search(pattern + r"(?=['\"\s?\\]|$)", curls), path


def test_nothing_that_stands_in_a_parameter_breaks_anything(server, document):
    with httpx.Client(base_url=server.url, timeout=30) as client:
        for path, operation in operations(document, "get"):
            if "text/event-stream" in operation["responses"]["200"]["content"]:
                continue  # It has no end.
            for parameter in operation.get("parameters", []):
                for attack in ATTACKS:
                    in_path = parameter["in"] == "path"
                    quoted = httpx.QueryParams({"x": attack})["x"]
                    url = re.sub(r"\{[a-z]+\}", lambda _: percent(quoted) if in_path else "00000000-1", path)
                    given = {} if in_path else {parameter["name"]: attack}
                    answer = client.get(url, params=given)
                    assert answer.status_code < 500, (path, parameter["name"], attack, answer.text)
                    assert answer.headers["content-type"].split(";")[0] in (
                        "application/json", "application/problem+json", "application/x-ndjson", "text/csv", "text/html")
                    assert "Set-Cookie" not in answer.headers
    assert server.is_running()


def percent(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


def test_invalid_utf_8_is_told_and_the_rest_is_taken(server):
    body = line(100) + b'{"action":"\xff\xfe","charger_id":"IMPORTED"}\n' + line(101)
    told = server.http.post("/api/v1/import", content=body, headers=token(server)).json()
    assert (told["added"], told["rejected_count"], told["rejected"][0]["line"]) == (2, 1, 2)


def test_the_same_file_twice_adds_nothing(server):
    body = b"".join(map(line, range(200, 250)))
    first = server.http.post("/api/v1/import", content=body, headers=token(server)).json()
    packed = {**token(server), "Content-Encoding": "gzip"}
    second = server.http.post("/api/v1/import", content=gzip.compress(body + line(250)), headers=packed).json()
    assert (first["added"], first["duplicates"]) == (50, 0)
    assert (second["added"], second["duplicates"]) == (1, 50)


def test_the_form_of_a_file_may_be_said(server):
    rows = "charger_id,datetime,source,action\nCP-8,2024-05-01T10:00:00Z,cp,Heartbeat\n"
    told = server.http.post("/api/v1/import?format=csv", content=rows, headers=token(server))
    assert told.status_code == 200 and told.json()["added"] == 1, told.text
    wrong = server.http.post("/api/v1/import?format=ndjson", content=rows, headers=token(server)).json()
    assert wrong["added"] == 0 and wrong["rejected_count"] == 2
    unknown = server.http.post("/api/v1/import?format=parquet", content=rows, headers=token(server))
    assert unknown.status_code == 400 and unknown.json()["parameter"] == "format"


@pytest.mark.parametrize("headers", [
    {"Content-Encoding": "br"}, {"Content-Type": "multipart/form-data; boundary=x"}, {"Content-Encoding": "gzip, zstd, lzma"}])
def test_a_kind_of_body_that_is_not_read_is_415(server, headers):
    answer = server.http.post("/api/v1/import", content=b"x", headers={**token(server), **headers})
    assert answer.status_code == 415 and answer.json()["code"] == "unsupported_media_type"


def request(server, path, *headers):
    (authorization,) = token(server).values()
    head = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{server.http_port}", f"Authorization: {authorization}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n"


def test_a_body_without_end_is_refused_where_the_limit_is(server):
    with socket.create_connection(("127.0.0.1", server.http_port), timeout=20) as connection:
        connection.sendall(request(server, "/api/v1/chargers/CP-7/calls", "Transfer-Encoding: chunked"))
        chunk = b"1000\r\n" + b" " * 0x1000 + b"\r\n"
        sent = 0
        while not select.select([connection], [], [], 0)[0]:
            assert sent < 64 << 20, "not refused"
            connection.sendall(chunk)
            sent += 0x1000
        answer = connection.recv(4096)
        assert answer.startswith(b"HTTP/1.1 413 ") and b'"too_large"' in answer, answer
    assert server.is_running()


def test_a_body_that_is_cut_in_the_middle_leaves_the_server_free_for_the_next(server):
    for body in [b"".join(map(line, range(300, 310))), gzip.compress(b"".join(map(line, range(300, 310))))]:
        with socket.create_connection(("127.0.0.1", server.http_port), timeout=20) as connection:
            connection.sendall(request(server, "/api/v1/import", f"Content-Length: {len(body) + 1000}") + body[:-20])
        deadline = time.monotonic() + 20
        while True:
            answer = server.http.post("/api/v1/import", content=line(400), headers=token(server))
            if answer.status_code == 200:
                break
            assert answer.status_code == 429 and time.monotonic() < deadline, answer.text
            time.sleep(float(answer.headers["Retry-After"]) / 10)


def test_pages_stay_right_while_entries_arrive(server):
    with RawStation(server.ocpp_port, "/CP-more") as station:
        for number in range(40):
            station.call(f"m{number}", "StatusNotification", {"connectorId": 1, "status": "Available", "errorCode": "NoError"})
        server.wait_for("charger:CP-more action:StatusNotification", count=40)
        for order in ["desc", "asc"]:
            seen, cursor, arrived = [], None, 0
            while len(seen) < 40:
                page = server.page(
                    "charger:CP-more action:StatusNotification", limit=7, order=order, fields="id,unique_id",
                    **({"cursor": cursor} if cursor else {}))
                seen += [entry["unique_id"] for entry in page["entries"]]
                station.call(f"late-{order}-{arrived}", "StatusNotification", {
                    "connectorId": 1, "status": "Charging", "errorCode": "NoError"})
                arrived += 1
                cursor = page["next"]
                if cursor is None:
                    break
            first = [unique for unique in seen if unique.startswith("m")]
            assert sorted(first) == sorted(f"m{number}" for number in range(40)) and len(set(seen)) == len(seen)


def test_stations_are_told_with_their_last_boot(server):
    with RawStation(server.ocpp_port, "/CP-7"):
        # The answer of the handshake is on its way before the server counts the station.
        until(lambda: server.http.get("/api/v1/chargers/CP-7").json()["connected"])
        station = server.http.get("/api/v1/chargers/CP-7").json()
        assert (station["vendor"], station["model"], station["firmware"]) == ("Vendor", "Model", "1.2")
        assert station["connected"] and station["connected_since"] and station["last_seen"]
        assert "CP-7" in [one["id"] for one in server.http.get("/api/v1/chargers?connected=true").json()["chargers"]]


def test_answers_are_packed_when_that_is_asked_for(server):
    with httpx.Client(base_url=server.url, headers={"Accept-Encoding": "gzip"}) as client:
        packed = client.get("/api/v1/entries", params={"q": "kind:exchange"})
    plain = server.http.get("/api/v1/entries", params={"q": "kind:exchange"}, headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert packed.json()["entries"] == plain.json()["entries"]
    assert int(packed.headers["Content-Length"]) * 5 < len(plain.content)


def test_a_page_of_another_place_may_read_when_it_is_configured(tmp_path):
    with serving(tmp_path, config='api: {allow_origins: ["https://dashboard.example"]}') as server:
        allowed = server.http.get("/api/v1/entries", headers={"Origin": "https://dashboard.example"})
        assert allowed.headers["Access-Control-Allow-Origin"] == "https://dashboard.example"
        assert server.http.get("/api/v1/entries", headers={"Origin": "https://other.example"}).status_code == 403
