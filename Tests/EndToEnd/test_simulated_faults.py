"""What the rules find in simulated traffic of the real program: nothing in the clean scenario, of each mishap what it is.

The whole table, over hours of the simulator's time, is `SimulatedFindingsTests`; here are those that need sockets and clocks.
"""

import re
import subprocess
from contextlib import contextmanager

from program import BINARY, run, serving, until

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"
# A station of each maker.
MAKERS = 7


@contextmanager
def csms(directory, mishaps):
    """A simulated CSMS; gives its URL."""
    output = directory / "csms.txt"
    process = subprocess.Popen(
        [BINARY, "simulate", "--csms", "127.0.0.1:0", "--for", "5m", "--speed", "20", "--mishaps", mishaps],
        stdin=subprocess.DEVNULL, stdout=output.open("wb"), stderr=subprocess.STDOUT)
    try:
        yield until(lambda: re.search(r"ws://127\.0\.0\.1:[1-9]\d*", output.read_text()), 10, "its address").group(0)
    finally:
        process.terminate()
        process.wait(20)


def play(server, mishaps, seconds=6):
    """Lets stations of all makers talk, twenty times as fast; the codes of what is found, each with its number of entries."""
    done = run(
        "simulate", "--chargers", str(MAKERS), "--for", f"{seconds}s", "--speed", "20", "--mishaps", mishaps,
        "--to", server.ocpp_url, seconds=60)
    assert done.returncode == 0, done.stderr
    # The last that is written of each station is the end of its connection.
    until(lambda: len(server.entries("kind:connection reason:opened")) == len(server.entries(
        "kind:connection reason:closed")), what="every connection has ended")
    found = {}
    for entry in server.entries():
        for code in entry.get("findings") or []:
            found.setdefault(code, []).append(f"{entry['charger_id']} {entry['datetime']} {entry.get('action')}")
    return found


def test_the_clean_scenario_before_our_own_csms_has_no_findings(tmp_path):
    with serving(tmp_path, config=DEBUG) as server:
        assert play(server, "none") == {}
        assert len({entry["charger_id"] for entry in server.entries("action:StartTransaction")}) > 3
        assert len({entry["charger_id"] for entry in server.entries("action:TransactionEvent")}) > 0


def test_the_clean_scenario_through_the_proxy_has_no_findings(tmp_path):
    with csms(tmp_path, "none") as upstream, serving(tmp_path, "--upstream", upstream, config=DEBUG) as server:
        assert play(server, "none") == {}
        assert len(server.entries("source:csms kind:exchange")) > MAKERS


def test_mishaps_are_found_as_what_they_are(tmp_path):
    # Those that happen within the first two minutes of some station's time; an answer may be on its way when a line breaks.
    mishaps = {
        "wrong-clock": "clock-drift", "no-zone": "bad-timestamp", "broken-line": "connection-lost",
        "broken-frame": "malformed-frame", "fault": "faulted"}
    with serving(tmp_path, config=DEBUG) as server:
        found = play(server, ",".join(mishaps), 7)
        assert set(found) - {"no-answer"} == set(mishaps.values()), found


def test_a_mishap_that_is_not_known_is_refused_with_those_that_are():
    done = run("simulate", "--to", "ws://127.0.0.1:1", "--mishaps", "fault,flood")
    assert done.returncode == 2
    assert "'flood' is none" in done.stderr and "broken-line" in done.stderr
