"""Schemathesis reads the OpenAPI document, asks everything that it allows and forbids, and finds nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import PATIENCE, serving
from rawstation import RawStation

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("schema")) as server:
        with RawStation(server.ocpp_port, "/CP-7") as station:
            station.call("b", "BootNotification", {"chargePointVendor": "Vendor", "chargePointModel": "Model"})
            for number in range(20):
                station.call(f"s{number}", "StatusNotification", {
                    "connectorId": number % 3, "status": "Available", "errorCode": "NoError"})
        server.wait_for("action:StatusNotification", count=20)
        yield server


@pytest.mark.timeout(130 * PATIENCE)
def test_it_finds_nothing(server, tmp_path):
    token = (server.data / "token").read_text().strip()
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run",
         f"{server.url}/api/v1/openapi.json", "--checks", "all",
         "--header", f"Authorization: Bearer {token}", "--max-examples", "25", "--seed", "20261125",
         "--phases", "coverage,fuzzing", "--suppress-health-check", "all", "--request-timeout", "20",
         # One worker: `ast.parse` of Python 3.11 fails now and then when two threads call it at once.
         "--workers", "1",
         # A stream has no end: test_stream.py follows it.
         "--exclude-path", "/api/v1/stream", "--no-color", "--continue-on-failure"],
        cwd=tmp_path, env={**os.environ, "SCHEMATHESIS_HOOKS": "api_formats", "PYTHONPATH": str(HERE)},
        capture_output=True, text=True, timeout=120 * PATIENCE)
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-2000:]
    assert server.is_running(), server.log.read_text()
