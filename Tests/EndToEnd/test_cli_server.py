"""The command line on a running server, and on the data directory that it writes to."""

import json
import os
import signal
import subprocess

import pytest
from program import BINARY, run, serving, until
from rawstation import RawStation


@pytest.fixture(scope="module")
def busy(controller):
    """A controller with a station that reported a fault."""
    with RawStation(controller.ocpp_port, "/D-cli") as raw:
        raw.call("cli-1", "BootNotification", {
            "chargePointVendor": "Zebra", "chargePointModel": "Z1", "firmwareVersion": "3.2.1"})
        for number in range(30):
            raw.call(f"cli-h{number}", "Heartbeat", {})
        raw.call("cli-2", "StatusNotification", {
            "connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure", "vendorErrorCode": "CX002"})
        raw.send("[2,\"cli-3\"")
        raw.receive()
    controller.wait_for("charger:D-cli kind:connection", count=2)
    return controller


def both(server, *arguments):
    """What a command prints on the server and on its data directory; they have to be the same."""
    over_http = run(*arguments, "--server", server.url)
    on_disk = run(*arguments, "--data", str(server.data))
    assert over_http.returncode == on_disk.returncode, over_http.stderr
    assert over_http.stdout == on_disk.stdout
    return over_http


@pytest.mark.parametrize("arguments", [
    ("search", "charger:D-cli"), ("search", "charger:D-cli", "--json", "--fields", "all"),
    ("search", "charger:D-cli", "--reverse", "-o", "table"), ("search", "charger:D-cli", "-o", "raw"),
    ("search", "charger:D-cli GroundFailure", "-C", "2"), ("search", "--charger", "D-cli", "kind:malformed"),
    ("get", "cli-2"), ("context", "cli-2", "-B", "3", "-A", "1"),
    ("stats", "charger:D-cli", "--by", "action,result"), ("stats", "charger:D-cli", "--by", "connector"),
    ("stats", "errors", "charger:D-cli"), ("stats", "latency", "charger:D-cli", "--json"),
    ("export", "charger:D-cli"), ("export", "charger:D-cli", "-o", "csv"),
], ids=" ".join)
def test_a_server_answers_what_its_directory_answers(busy, arguments):
    assert both(busy, *arguments).stdout


def test_a_search_goes_on_from_page_to_page(busy):
    seen, after = [], []
    for _ in range(4):
        done = run("search", "charger:D-cli action:Heartbeat", "--since", "1h", "-n", "10", "--json", "--fields", "unique_id",
                   "--server", busy.url, *after)
        seen += [json.loads(line)["unique_id"] for line in done.stdout.splitlines()]
        if "--after" not in done.stderr:
            break
        after = ["--after", done.stderr.split("--after ")[1].split()[0]]
    assert seen == [f"cli-h{number}" for number in range(29, -1, -1)]


def test_chargers_and_sites_are_listed(busy):
    rows = [json.loads(line) for line in run("chargers", "--json", "--server", busy.url).stdout.splitlines()]
    one = next(row for row in rows if row["id"] == "D-cli")
    assert (one["vendor"], one["model"], one["firmware"], one["connected"]) == ("Zebra", "Z1", "3.2.1", False)
    on_disk = [json.loads(line) for line in run("chargers", "--json", data=busy.data).stdout.splitlines()]
    assert {**one, "connected": None} == next(row for row in on_disk if row["id"] == "D-cli")
    for done in (run("sites", "--json", "--server", busy.url), run("sites", "--json", data=busy.data)):
        sites = {(site := json.loads(line))["id"]: site["level"] for line in done.stdout.splitlines()}
        assert sites == {"depot-7": "debug", "quiet": "none", "default": "info"}


def test_what_goes_wrong_with_a_server_has_its_exit_code(busy, tmp_path):
    assert run("search", "--server", "http://127.0.0.1:1").returncode == 4
    assert run("search", "--server", "gopher://x").returncode == 4
    assert run("search", "chager:x", "--server", busy.url).returncode == 2
    done = run("search", "--server", busy.url, "--after", "nonsense")
    assert done.returncode == 2 and "cursor" in done.stderr
    token = tmp_path / "token"
    token.write_text("zebra" * 20)
    done = run("search", "--server", busy.url, "--token-file", str(token))
    assert done.returncode == 3 and "chmod 600" in done.stderr and "zebra" not in done.stderr


class Follower:
    """A command that follows the log; `lines` are what it has printed."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.text = b""

    def lines(self):
        while not self.process.stdout.closed and (piece := self.process.stdout.read(1 << 16)):
            self.text += piece
        return self.text.decode().splitlines()

    def wait_for(self, word):
        return until(lambda: [line for line in self.lines() if word in line], 30, f"{word} is printed")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        rest, told = self.process.communicate(timeout=20)
        self.text += rest
        return self.process.returncode, told.decode()


@pytest.mark.parametrize("place", ["server", "data"])
@pytest.mark.parametrize("command", [("tail", "-f"), ("search", "-f")], ids=" ".join)
def test_a_follower_sees_what_is_recorded(busy, place, command):
    options = ["--server", busy.url] if place == "server" else ["--data", str(busy.data)]
    name = f"D-{place}-{command[0]}"
    follower = Follower(*command, f"charger:D-cli,{name} action:Heartbeat", "-n", "3", "--json", *options)
    follower.wait_for("cli-h29")
    assert [json.loads(line)["unique_id"] for line in follower.lines()] == ["cli-h27", "cli-h28", "cli-h29"]
    with RawStation(busy.ocpp_port, f"/{name}") as raw:
        for number in range(20):
            raw.call(f"f{number}", "Heartbeat", {})
        raw.call("other", "DataTransfer", {"vendorId": "x"})
    follower.wait_for('"f19"')
    assert [json.loads(line)["unique_id"] for line in follower.lines()[3:]] == [f"f{number}" for number in range(20)]
    code, told = follower.stop()
    assert code == 130 and told.startswith("ocpplogs: stopped after 23 entries; --since ")


@pytest.mark.parametrize("place", ["server", "data"])
def test_a_follower_prints_what_surrounds_a_match(busy, place):
    options = ["--server", busy.url] if place == "server" else ["--data", str(busy.data)]
    name = f"D-around-{place}"
    follower = Follower("tail", "-f", f"(error:CX002 charger:D-cli) OR id:hit-{place}", "-n", "1", "-B", "2", "-A", "1", *options)
    follower.wait_for("> ")
    with RawStation(busy.ocpp_port, f"/{name}") as raw:
        for number in range(4):
            raw.call(f"b{number}", "Heartbeat", {})
        raw.call(f"hit-{place}", "DataTransfer", {"vendorId": "x"})
        raw.call("after", "Authorize", {"idTag": "04A2"})
        raw.call("more", "Heartbeat", {})
    follower.wait_for("Authorize")
    rows = [line.split() for line in follower.lines()]
    own = [row for row in rows if any(cell.startswith(name) for cell in row)]
    assert [("> " if row[0] == ">" else "") + row[row.index("→") + 1] for row in own] == [
        "Heartbeat", "Heartbeat", "> DataTransfer", "Authorize"]
    first = rows[:rows.index(["--"])]
    assert [row[0] == ">" for row in first] == [False, False, True, False], "the fault of D-cli and what surrounds it"
    assert follower.stop()[0] == 130


def test_counts_by_every_key_that_has_facets_are_the_same_everywhere(busy, tmp_path):
    keys = run("stats", "--by", "nonsense", data=busy.data)
    assert keys.returncode == 2
    known = keys.stderr.split("there are ")[1].strip().split(", ")
    schema = busy.http.get("/api/v1/openapi.json").json()["paths"]["/api/v1/facets"]["get"]["parameters"]
    enum = next(parameter for parameter in schema if parameter["name"] == "key")["schema"]
    assert set(known) == set(enum.get("items", enum)["enum"]) and "severity" in known
    copy = tmp_path / "log.ndjson"
    copy.write_text(run("export", "charger:D-cli", data=busy.data).stdout)
    for key in known:
        done = both(busy, "stats", "charger:D-cli", "--by", key, "--json")
        assert done.returncode == 0 and done.stdout, key
        assert run("stats", "--by", key, "--json", "--file", str(copy)).stdout == done.stdout, key


def test_a_server_knows_no_surroundings_of_all_stations(busy):
    done = run("tail", "-f", "-C", "1", "--scope", "all", "nothing-of-that-name", "--server", busy.url)
    assert done.returncode == 2 and "--scope all goes with --data and --file" in done.stderr


def test_a_follower_outlives_its_server(tmp_path):
    with serving(tmp_path, config="sites: [{id: d, level: debug, chargers: ['*']}]\n") as server:
        port = server.http_port
        follower = Follower("tail", "-f", "action:Heartbeat", "--json", "--server", server.url)
        with RawStation(server.ocpp_port, "/CP") as raw:
            raw.call("before", "Heartbeat", {})
        follower.wait_for('"before"')
        server.stop()
        server.options[server.options.index("--http") + 1] = f"127.0.0.1:{port}"
        server.start()
        with RawStation(server.ocpp_port, "/CP") as raw:
            raw.call("after", "Heartbeat", {})
        follower.wait_for('"after"')
        code, told = follower.stop()
        assert code == 130 and "the stream broke off" in told
        assert sum('"before"' in line for line in follower.lines()) == 1


def test_a_level_is_shown_set_and_taken_back(tmp_path):
    with serving(tmp_path, config="sites: [{id: d, level: info, chargers: ['*']}]\n") as server:
        ask = lambda *arguments: run("level", *arguments, "--server", server.url, data=server.data)
        assert ask("d").stdout == "d is at info, by the configuration\n"
        done = ask("d", "debug", "--for", "2h", "--tz", "UTC")
        assert done.returncode == 0 and done.stdout.startswith("d is at debug until 20"), done.stderr
        assert done.stdout.endswith("set over the configuration, which says info\n")
        assert ask("d", "--tz", "UTC").stdout == done.stdout
        assert ask("d", "default").stdout.startswith("d is at info")
        assert ask("nowhere").returncode == 2 and ask("nowhere", "debug").returncode == 2
        assert ask("d", "--for", "2h").returncode == 2
        assert run("level", "d", "debug", "--server", server.url, data=tmp_path / "empty").returncode == 3
