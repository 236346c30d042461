"""The built-in stations and their CSMS: they behave, and they say what they did."""

import re
import subprocess

from program import BINARY, run, serving, until

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"


def test_simulated_stations_fill_the_log_of_the_controller(tmp_path):
    with serving(tmp_path, config=DEBUG) as server:
        done = run("simulate", "--chargers", "5", "--for", "8s", "--to", server.ocpp_url, seconds=60)
        assert done.returncode == 0, done.stderr
        assert re.search(r"\b5\b", done.stdout), done.stdout
        entries = server.entries("kind:exchange")
        assert len({entry["charger_id"] for entry in entries}) == 5
        assert {"BootNotification", "StatusNotification"} <= {entry["action"] for entry in entries}
        assert server.entries("kind:gap") == []


def test_simulated_stations_and_their_csms_talk_through_the_proxy(tmp_path):
    csms = subprocess.Popen(
        [BINARY, "simulate", "--csms", "127.0.0.1:0", "--for", "60s"],
        stdin=subprocess.DEVNULL, stdout=(tmp_path / "csms.txt").open("wb"), stderr=subprocess.STDOUT)
    try:
        said = until(
            lambda: re.search(r"(?:ws://)?127\.0\.0\.1:[1-9]\d*", (tmp_path / "csms.txt").read_text()), 10, "its address")
        upstream = "ws://" + said.group(0).removeprefix("ws://")
        with serving(tmp_path, "--upstream", upstream, config=DEBUG) as server:
            run("simulate", "--chargers", "4", "--for", "8s", "--to", server.ocpp_url, seconds=60)
            assert {entry["source"] for entry in server.entries("kind:exchange")} == {"cp", "csms"}
    finally:
        csms.terminate()
        csms.wait(20)


def test_a_server_that_is_not_there_is_said(tmp_path):
    done = run("simulate", "--chargers", "1", "--for", "2s", "--to", "ws://127.0.0.1:1", seconds=30)
    assert "127.0.0.1:1" in done.stdout + done.stderr
