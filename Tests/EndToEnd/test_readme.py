"""The walk through the README: every `ocpplogs …` line in its blocks of code runs, on a small log, and ends with 0."""

import gzip
import json
import os
import re
import signal
import subprocess

import pytest

from program import BINARY, ROOT, run, until

PAGES = ["README.md", "docs/explanations.md"]


def lines(page):
    """The calls of the program in the page's blocks of shell code."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text(), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if re.match(r"(source <\()?ocpplogs ", line)]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory with a log, with one to import, and with the program under its name."""
    directory = tmp_path_factory.mktemp("readme")
    (directory / "bin").mkdir()
    (directory / "bin" / "ocpplogs").symlink_to(BINARY.resolve())
    entry = {
        "action": "StatusNotification", "charger_id": "CP-7", "site_id": "depot", "source": "cp", "connector_id": 1,
        "request": {"connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure"}, "response": {},
    }
    times = [f"2026-11-24T10:00:{second:02}.000Z" for second in range(20)]
    (directory / "export.ndjson").write_text("".join(json.dumps({**entry, "datetime": time}) + "\n" for time in times))
    assert run("import", "export.ndjson", cwd=directory).returncode == 0
    (directory / "evcc.log").write_text(
        '[ocpp  ] TRACE 2026/11/24 11:00:00 recv CP-7: [2,"1","Heartbeat",{}]\n'
        '[ocpp  ] TRACE 2026/11/24 11:00:00 send CP-7: [3,"1",{"currentTime":"2026-11-24T10:00:00Z"}]\n')
    (directory / "home-assistant.log.gz").write_bytes(gzip.compress(
        b'2026-11-24 11:00:00.000 INFO (MainThread) [ocpp] CP-7: receive message [2,"1","Heartbeat",{}]\n'))
    return directory


@pytest.mark.parametrize(("page", "line"), [(page, line) for page in PAGES for line in lines(page)])
def test_a_line_of_the_page_runs(place, page, line):
    environment = {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}"}
    if line.startswith("ocpplogs serve"):
        return served(place, line, environment)
    done = subprocess.run(["bash", "-c", line], cwd=place, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def served(place, line, environment):
    """Starts a server on free ports, and ends it once it says that it records."""
    output = place / "serve.txt"
    with output.open("w") as file:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {line.split('#')[0]} --ocpp 127.0.0.1:0 --http 127.0.0.1:0"], cwd=place,
            env=environment, stdout=file, stderr=subprocess.DEVNULL)
    try:
        until(lambda: "is recording" in output.read_text(), what="serve says that it records")
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def test_the_pages_have_lines_to_run():
    assert all(len(lines(page)) >= 4 for page in PAGES)
    assert any("search" in line for line in lines("README.md"))
